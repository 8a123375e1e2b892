"""
What an expression is anchored to: the day of publication, the story's last time, the
tense of its clause.

A `Draft` is an expression found but not yet resolved: the words it covers and a
function from `Context` to `Meaning`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from facta.extract.times.calendar import Meaning, exists
from facta.extract.times.vocabulary import Vocabulary
from facta.language.syntax import Tree
from facta.records import Date, DateBasis

Tense = Literal["past", "present", "future", "open"]
Order = Literal["day", "month"]
# how far ahead a date without year and tense may lie before its past fellow is likelier
SOON_DAYS = 45
# the same where the date hangs from a verb in the present: "takes effect on August 1"
PRESENT_DAYS = 150
# how far from publication a story must be for its year to count over the publication's
FAR_DAYS = 300


class Context(Struct, frozen=True, kw_only=True):
    """
    What can anchor an expression.

    `story` is the last time of the text so far; `near` says that it stands in the same
    or the previous sentence. `year` is a year that a fellow of the same range states;
    `order` says whether numeric dates of this document put day or month first. `told`
    gives, for the lemma of a thing spoken of before ("talk"), the time it was told at.
    """

    published: Date | None
    story: Meaning | None = None
    near: bool = False
    tense: Tense = "open"
    year: int | None = None
    order: Order | None = None
    told: Mapping[str, Meaning] = MappingProxyType({})


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
    if (
        context.published is not None
        and context.published.month == month
        and not of_story_year(context)
    ):
        if context.year:
            return (context.year, "stated")
        return (context.published.year, "published")
    return _years(context, month, 1)


def _years(context: Context, month: int, day: int) -> tuple[int, DateBasis] | None:
    if context.year is not None:
        return context.year, "stated"
    if of_story_year(context):
        return _nearest_in_story(context.story, month, day), "narrative"
    if context.published is None:
        return None
    return _nearest(context.published, month, day, context.tense)


def of_story_year(context: Context) -> bool:
    """
    Whether the story, not the publication, gives the year: there is no publication day,
    or it is far away.
    """
    story = context.story
    if (
        story is None
        or story.begin is None
        or story.precision is None
        or not story.dated
    ):
        return False
    if context.published is None:
        return True
    told = context.near and story.basis != "published" and context.tense != "future"
    return told and abs((context.published - story.begin).days) > FAR_DAYS


def _nearest_in_story(story: Meaning | None, month: int, day: int) -> int:
    """
    The year that puts a date nearest to the story's last time; within its year, where
    no more than that is told.
    """
    assert story is not None
    assert story.begin is not None
    if story.precision == "year":
        return story.begin.year
    years = [
        story.begin.year + step
        for step in (0, 1, -1)
        if exists(story.begin.year + step, month, day)
    ]
    begin = story.begin
    return min(
        years,
        key=lambda year: abs((Date(year, month, day) - begin).days),
        default=begin.year,
    )


def _nearest(
    published: Date, month: int, day: int, tense: Tense
) -> tuple[int, DateBasis] | None:
    """
    The nearest past day of that name, or the next one where the clause looks ahead or
    the day is close by.
    """
    years = [
        published.year + step
        for step in (-1, 0, 1)
        if exists(published.year + step, month, day)
    ]
    if not years:
        leap = [
            year
            for year in range(published.year - 4, published.year + 5)
            if exists(year, month, day)
        ]
        years = [
            year
            for year in leap
            if (Date(year, month, day) <= published) != (tense == "future")
        ]
    past = [year for year in years if Date(year, month, day) <= published]
    ahead = [year for year in years if Date(year, month, day) >= published]
    days = (Date(ahead[0], month, day) - published).days if ahead else 0
    soon = (tense == "open" and days <= SOON_DAYS) or (
        tense == "present" and days <= PRESENT_DAYS
    )
    if ahead and (tense == "future" or soon or not past):
        return ahead[0], "published"
    if not past:
        return None
    return (past[-1], "published")


def tense_of(tree: Tree, token: int, known: Vocabulary) -> Tense:
    """
    Whether the clause that a token stands in tells of what was, of what is to come, or
    leaves it open; "present" only where the token hangs from the verb itself.

    Climbs to the nearest verb; an infinitive takes the outlook of the verb above it
    ("plans to meet on Friday").
    """
    future = known.times.future
    first, seen, via_noun = token, 0, False
    while 0 <= token < len(tree.tokens) and seen <= len(tree.tokens):
        here = tree.tokens[token]
        below = tree.children(token)
        if any(
            tree.tokens[child].lemma.lower() in future.adjectives for child in below
        ):
            return "future"
        if here.lemma.lower() in future.nouns:
            return "future"
        if here.upos in ("VERB", "AUX") or any(
            tree.tokens[child].relation.startswith("cop") for child in below
        ):
            tense = _verb_tense(tree, token, below, known)
            if via_noun and here.lemma.lower() in future.verbs and here.upos == "VERB":
                return "future"
            if tense == "present" and (
                tree.tokens[first].head != token or tree.sentence.kind == "heading"
            ):
                return "open"
            if tense is not None:
                return tense
        via_noun = (
            here.upos in ("NOUN", "PROPN")
            and here.relation in ("obj", "nmod")
            and token != first
        )
        token, seen = here.head, seen + 1
    return "open"


def _verb_tense(
    tree: Tree, token: int, below: Sequence[int], known: Vocabulary
) -> Tense | None:
    """The outlook of one verb; None where the verb above decides."""
    verb = tree.tokens[token]
    helpers = [
        tree.tokens[child]
        for child in below
        if tree.tokens[child].upos == "AUX"
        and tree.tokens[child].relation[:3] in ("aux", "cop")
    ]
    if any(helper.text.lower() in known.times.future.auxiliaries for helper in helpers):
        done = (
            any(helper.lemma.lower() == "have" for helper in helpers)
            and verb.tag == "VBN"
        )
        if not done:
            return "future"
        return "open"
    marked = any(
        tree.tokens[child].text.lower() == "to" for child in below if child < token
    )
    if marked and verb.tag in ("VB", ""):
        return _governed(tree, verb.head, known)
    past = verb.tag == "VBD" or any(helper.tag == "VBD" for helper in helpers)
    planned = verb.lemma.lower() in known.times.future.verbs and verb.tag == "VBN"
    if planned:
        return "future"
    if past or any(helper.lemma.lower() == "have" for helper in helpers):
        return "past"
    if verb.tag in ("VBG", "VBN", "VB") and verb.head >= 0 and not helpers:
        return None
    if verb.tag not in ("VBZ", "VBP", "VBG"):
        return "open"
    return "present"


def _governed(tree: Tree, head: int, known: Vocabulary) -> Tense | None:
    if head < 0:
        return "future"
    above = tree.tokens[head]
    if above.lemma.lower() not in known.times.future.verbs and above.upos not in (
        "NOUN",
        "ADJ",
    ):
        return None
    return "future"
