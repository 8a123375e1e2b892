"""
What an expression is anchored to: the day of publication, the last time of the
narrative, the tense of its clause.

A `Draft` is an expression found but not yet resolved: the words it covers and a
function from `Context` to `Meaning`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from facta.extract.times.calendar import Meaning, exists
from facta.language.syntax import Tree
from facta.lexicon.times import Future
from facta.records import Date, DateBasis, Token

Tense = Literal["past", "present", "future", "open"]
Order = Literal["day", "month"]
# The three limits below are in days and were judged, not fitted.
# how far ahead a date without year and tense may lie before its past fellow is likelier
SOON_DAYS = 45
# the same where the date hangs from a verb in the present: "takes effect on August 1"
PRESENT_DAYS = 150
# how far from publication a narrative must be for its year to count over that of the
# publication: less than a year, so that last winter's events are told of last winter
FAR_DAYS = 300
# leap days come back after 4 years, around a century without one after 8
LEAP_YEARS = range(-4, 5)


class Context(Struct, frozen=True, kw_only=True):
    """
    What can anchor an expression.

    `narrative` is the last time of the text so far; `near` says that it stands in the
    same or the previous sentence. `year` is a year that a fellow of the same range
    states; `order` says whether numeric dates of this document put day or month first.
    `mentioned` gives, for the lemma of a thing spoken of before ("talk"), the time that
    the narrative stood at.
    """

    published: Date | None
    narrative: Meaning | None = None
    near: bool = False
    tense: Tense = "open"
    year: int | None = None
    order: Order | None = None
    mentioned: Mapping[str, Meaning] = MappingProxyType({})


Resolve = Callable[[Context], Meaning]


class Draft(Struct, frozen=True, kw_only=True):
    """
    An expression over words `[first, end)`, to be resolved; `of` says what kind of
    match made it.

    A range of two full expressions has them as `parts`, each of which is a time of its
    own.
    """

    first: int
    end: int
    resolve: Resolve
    of: str = "date"
    parts: tuple[Draft, ...] = ()


def day_in_year(
    context: Context, month: int, day: int
) -> tuple[Date, DateBasis] | None:
    """The year-less day `month`, `day` as the context has it, or None."""
    years = _years(context, month, day)
    if years is None or not exists(years[0], month, day):
        return None
    return Date(years[0], month, day), years[1]


def month_in_year(context: Context, month: int) -> tuple[int, DateBasis] | None:
    """
    The year that a year-less month falls in, or None; a month under way counts as past.
    """
    published = context.published
    under_way = published is not None and published.month == month
    if published is None or not under_way or elsewhere(context) is not None:
        return _years(context, month, 1)
    if context.year:
        return context.year, "stated"
    return published.year, "published"


def _years(context: Context, month: int, day: int) -> tuple[int, DateBasis] | None:
    if context.year is not None:
        return context.year, "stated"
    narrative = elsewhere(context)
    if narrative is not None:
        return _nearest_in_narrative(narrative, month, day), "narrative"
    if context.published is None:
        return None
    return _nearest(context.published, month, day, context.tense)


def elsewhere(context: Context) -> Meaning | None:
    """
    The narrative's last time where it, not the publication, gives the year: there is no
    publication day, or it is far away.
    """
    narrative = context.narrative
    if narrative is None or narrative.precision is None or not narrative.dated:
        return None
    if context.published is None:
        return narrative
    begin = narrative.begin
    stated = narrative.basis != "published" and context.tense != "future"
    if begin is None or not context.near or not stated:
        return None
    if abs((context.published - begin).days) <= FAR_DAYS:
        return None
    return narrative


def _nearest_in_narrative(narrative: Meaning, month: int, day: int) -> int:
    """
    The year that puts a date nearest to the narrative's last time; within its year,
    where no more than that is told.
    """
    begin = narrative.begin
    assert begin is not None
    if narrative.precision == "year":
        return begin.year
    # of two that are equally near, its own year goes before the next, that before last
    years = (begin.year, begin.year + 1, begin.year - 1)
    having = (year for year in years if exists(year, month, day))

    def distance(year: int) -> int:
        return abs((Date(year, month, day) - begin).days)

    return min(having, key=distance, default=begin.year)


def _nearest(
    published: Date, month: int, day: int, tense: Tense
) -> tuple[int, DateBasis] | None:
    """
    The nearest past day of that name, or the next one where the clause looks ahead or
    the day is close by.
    """
    days = _around(published, range(-1, 2), month, day)
    if not days:
        leaps = _around(published, LEAP_YEARS, month, day)
        ahead_of_it = tense == "future"
        days = [leap for leap in leaps if (leap > published) == ahead_of_it]
    past = [one for one in days if one <= published]
    ahead = [one for one in days if one >= published]
    if ahead and (not past or _awaited(ahead[0], published, tense)):
        return ahead[0].year, "published"
    if not past:
        return None
    return past[-1].year, "published"


def _around(published: Date, steps: range, month: int, day: int) -> list[Date]:
    """The days of that name in the years around publication."""
    years = (published.year + step for step in steps)
    return [Date(year, month, day) for year in years if exists(year, month, day)]


def _awaited(day: Date, published: Date, tense: Tense) -> bool:
    """Whether a clause of that tense rather means the day to come than the last one."""
    if tense == "future":
        return True
    limits = {"open": SOON_DAYS, "present": PRESENT_DAYS}
    return (day - published).days <= limits.get(tense, -1)


def tense_of(tree: Tree, token: int) -> Tense:
    """
    Whether the clause that a token stands in tells of what was, of what is to come, or
    leaves it open; "present" only where the token hangs from the verb itself.

    Climbs to the nearest verb; an infinitive takes the outlook of the verb above it
    ("plans to meet on Friday").
    """
    if not 0 <= token < len(tree.tokens):
        return "open"
    below_noun = False
    for here in chain((token,), tree.ancestors(token)):
        if _names_future(tree, here):
            return "future"
        if _heads_clause(tree, here):
            if below_noun and _wants(tree, here):
                return "future"
            tense = _verb_tense(tree, here)
            if tense == "present" and not _of_now(tree, token, here):
                return "open"
            if tense is not None:
                return tense
        below_noun = here != token and _is_argument(tree, here)
    return "open"


def _names_future(tree: Tree, index: int) -> bool:
    """As in "the deadline", "the planned talks"."""
    future = _future(tree)
    if tree.lemma(index) in future.nouns:
        return True
    lemmas = (tree.lemma(child) for child in tree.below[index])
    return any(lemma in future.adjectives for lemma in lemmas)


def _future(tree: Tree) -> Future:
    return tree.lexicon.times.times.future


def _heads_clause(tree: Tree, index: int) -> bool:
    if tree.tokens[index].upos in ("VERB", "AUX"):
        return True
    relations = (tree.relation(child) for child in tree.below[index])
    return any(relation.startswith("cop") for relation in relations)


def _wants(tree: Tree, index: int) -> bool:
    """Whether a verb looks to what its noun is: "demanded a reply by Friday"."""
    verb = tree.tokens[index].upos == "VERB"
    return verb and tree.lemma(index) in _future(tree).verbs


def _is_argument(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    noun = token.upos in ("NOUN", "PROPN")
    return noun and token.relation in ("obj", "nmod")


def _of_now(tree: Tree, token: int, verb: int) -> bool:
    """
    Whether a verb in the present dates a token: it hangs from the verb, and not in a
    heading, whose present tells what was.
    """
    heading = tree.sentence.kind == "heading"
    return tree.tokens[token].head == verb and not heading


def _verb_tense(tree: Tree, index: int) -> Tense | None:
    """The outlook of one verb; None where the verb above decides."""
    verb = tree.tokens[index]
    helpers = list(_helpers(tree, index))
    perfect = any(helper.lemma.lower() == "have" for helper in helpers)
    future = _future(tree)
    written = {helper.text.lower() for helper in helpers}
    if not written.isdisjoint(future.auxiliaries):
        # "will have left", "may have left": what was, or what will have been by then
        done = perfect and verb.tag == "VBN"
        return "open" if done else "future"
    if verb.tag in ("VB", "") and _marked(tree, index):
        return _governed(tree, verb.head)
    if verb.tag == "VBN" and verb.lemma.lower() in future.verbs:
        return "future"
    if perfect or any(one.tag == "VBD" for one in (verb, *helpers)):
        return "past"
    if not helpers and _of_one_form(tree, index):
        return "past"
    bare = verb.tag in ("VBG", "VBN", "VB") and not helpers
    if bare and verb.head >= 0:
        return None
    if verb.tag in ("VBZ", "VBP", "VBG"):
        return "present"
    return "open"


def _of_one_form(tree: Tree, index: int) -> bool:
    """
    Whether a verb without "-s" has one who acts: then it tells what was, in a form that
    its past shares ("Peru shut a port", not "shuts").
    """
    if tree.tokens[index].tag != "VBP":
        return False
    doer = tree.child(index, "nsubj")
    if doer is None or tree.children(doer, "conj"):
        return False
    token = tree.tokens[doer]
    return token.tag in ("NN", "NNP") and token.end <= tree.tokens[index].start


def _helpers(tree: Tree, index: int) -> Iterator[Token]:
    """The auxiliaries and copulas right below a verb."""
    for child in tree.below[index]:
        token = tree.tokens[child]
        if token.upos == "AUX" and token.relation.startswith(("aux", "cop")):
            yield token


def _marked(tree: Tree, index: int) -> bool:
    """Whether "to" stands before a verb."""
    before = (child for child in tree.below[index] if child < index)
    return any(tree.tokens[child].text.lower() == "to" for child in before)


def _governed(tree: Tree, head: int) -> Tense | None:
    """The outlook of an infinitive, by what it hangs from."""
    if head < 0 or tree.tokens[head].upos in ("NOUN", "ADJ"):
        return "future"
    if tree.lemma(head) in _future(tree).verbs:
        return "future"
    return None
