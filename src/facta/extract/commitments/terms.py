"""
The terms of a commitment: to whom, on what condition, by when, and as which event.

Each question takes a draft on its page; what the account does not say is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from facta.bounds import in_year, moved, whole
from facta.extract.commitments.draft import Draft
from facta.extract.page import Deed, Page, deed_at
from facta.extract.times.homes import hanging
from facta.language.syntax import SUBJECTS, Tree
from facta.lexicon.commitments import Triggers
from facta.records import Actor, Date, DateBasis, Event, Span, Status, Time

ADDRESSED = frozenset(
    {"against", "for", "from", "of", "on", "to", "towards", "upon", "with"}
)
TOLD = ("iobj", "obj")
SETTLED: frozenset[Status] = frozenset({"kept", "broken"})
RUNNING = re.compile(r"\b(?:hours?|days?|weeks?|months?|years?)\b", re.IGNORECASE)
YEAR = re.compile(r"\b\d{4}\b")
NEAR_BY = 24
COUNTING = frozenset({"after", "following", "of"})
LENGTH = re.compile(r"P(T?)(\d+)([DHMWY])")
DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
LIMITS = frozenset({"before", "by", "in", "within"})
MADE_ON = frozenset({"in", "on"})
OPENINGS = frozenset({"before", "by", "in", "on", "until", "within"})
IN_PART = frozenset({"to", "for", "from", "against", "with", "of", "on", "in"})


def recipient(page: Page, draft: Draft, makers: Sequence[Actor]) -> Actor | None:
    """
    To whom it is addressed: who is told, else whom a demand wants to act, else whom the
    deed is for or against.

    Nobody is his own recipient.
    """
    tree = page.trees[draft.sentence]
    taken = {actor.name for actor in makers} | {
        actor.country for actor in makers if actor.country and actor.sector != "IGO"
    }
    for head in _addressed(tree, draft):
        for actor in _actors(page, tree, head):
            if actor.name not in taken and actor.country not in taken:
                return actor
    return None


def _addressed(tree: Tree, draft: Draft) -> Iterator[int]:
    """Tokens whose phrase may name the recipient, the likeliest first."""
    inside = set(draft.content)
    for child in tree.children(draft.trigger, *TOLD, "obl", "nmod", "nsubj:pass"):
        marks = tree.prepositions(child)
        if child not in inside and (
            marks & ADDRESSED or tree.tokens[child].relation in {*TOLD, "nsubj:pass"}
        ):
            yield child
    if draft.kind in {"demand", "ultimatum"}:
        yield from tree.children(draft.head, *SUBJECTS)
    yield from (child for child in tree.children(draft.head, "iobj", "obj"))
    for index in draft.content:
        if tree.prepositions(index) & IN_PART:
            yield index
    yield draft.head


def _actors(page: Page, tree: Tree, head: int) -> Sequence[Actor]:
    """The actor with this head first, then those in its phrase."""
    start, end = tree.around(tree.subtree(head))
    inside = page.actors_between(start, end)
    number = tree.sentence.index
    return sorted(
        inside,
        key=lambda actor: (
            not (actor.sentence == number and actor.head == head),
            actor.span.start,
        ),
    )


def condition(page: Page, draft: Draft, triggers: Triggers) -> Span | None:
    """The words that make it conditional: "if …", "unless …", "in exchange for …"."""
    tree = page.trees[draft.sentence]
    for head in {draft.trigger, draft.head, *_conjoined(tree, draft.head)}:
        for child in tree.children(head, "advcl", "obl", "nmod"):
            below = tree.subtree(child)
            text = page.text[slice(*tree.around(below))].lower()
            marks = {
                tree.tokens[i].text.lower()
                for i in tree.children(child, "mark", "advmod", "case")
            }
            clause = (
                tree.tokens[child].relation == "advcl"
                and marks & triggers.conditions.marks
            )
            if clause or text.startswith(triggers.conditions.phrases):
                edges = tree.trimmed(below)
                return Span.of(page.text, *edges) if edges else None
    return None


def _conjoined(tree: Tree, head: int) -> list[int]:
    return tree.children(head, "conj", "xcomp", "ccomp")


def due_day(
    page: Page,
    draft: Draft,
    found: Time,
    came_to: Status,
    made: Date | None,
    basis: DateBasis = "unresolved",
) -> Date | None:
    """
    The last day that a deadline leaves, where it can be told.

    A deadline lies ahead of the day on which the commitment was made, whatever tense
    the account tells it in. A term counts from that day, or from what it names where
    the account dates that ("within 24 hours of taking office … He took office on
    January 20"); one that was set at some unknown time in the past has no day.

    Args:
        page: the document.
        draft: the commitment.
        found: the expression that sets the deadline.
        came_to: its status; what is settled was due before the account.
        made: the day on which it was made, as the account dates it.
        basis: what that day rests on.
    """
    counted = _counted_from(page, found)
    if counted is not None or _of_something(page, found):
        return counted
    tree = page.trees[draft.sentence]
    if (
        found.type == "DURATION"
        and basis == "published"
        and _looks_back(tree, draft.trigger)
    ):
        return None
    past = came_to in SETTLED or _had(tree, draft.trigger)
    due = (
        _term(found, made)
        if found.type == "DURATION" or RUNNING.search(found.span.text)
        else found.end
    )
    if due is None or (past and RUNNING.search(found.span.text)):
        return None
    if found.type != "DURATION" and not YEAR.search(found.span.text):
        due = _turned(due, past=past, made=made, published=page.document.published)
    before = page.text[max(found.span.start - 8, 0) : found.span.start].lower().split()[
        -1:
    ] == ["before"]
    return moved(due, -1) if due and before and found.begin == found.end else due


def _looks_back(tree: Tree, trigger: int) -> bool:
    """
    Whether a commitment is only recalled, in a relative clause or by "once": its day is
    not the account's.
    """
    once = any(
        tree.tokens[child].text.lower() in {"earlier", "once"}
        for child in tree.children(trigger, "advmod")
    )
    return once or tree.tokens[trigger].relation == "acl:relcl"


def _counted_from(page: Page, found: Time) -> Date | None:
    """
    The last day of a term that counts from a deed which the account dates elsewhere.
    """
    length = LENGTH.fullmatch(found.value or "")
    deed = _deed_behind(page, found) if length and found.type == "DURATION" else None
    if length is None or deed is None:
        return None
    begun = page.day_of(deed)
    return None if begun is None else _after(begun, length)


def _made_then(page: Page, draft: Draft, time: Time) -> bool:
    """
    Whether a time that is over dates the making itself ("signed a treaty in 1959"), not
    what is to be done.
    """
    published = page.document.published
    over = time.end is not None and (published is None or time.end < published)
    clauses = page.narrative(draft.sentence).here.clauses
    return (
        over
        and clauses.told_as_past(draft.trigger)
        and draft.trigger in hanging(clauses, [time])
    )


def _of_something(page: Page, found: Time) -> bool:
    """
    Whether a term counts from what follows it, not from the day on which it was set.
    """
    behind = page.text[found.span.end : found.span.end + NEAR_BY].lower().split()[:1]
    return found.type == "DURATION" and bool(COUNTING.intersection(behind))


def _deed_behind(page: Page, found: Time) -> Deed | None:
    """
    The deed that a term counts from: "of taking office", "after signing the deal".
    """
    behind = page.layout.tokens_between(found.span.end, found.span.end + NEAR_BY)[:2]
    words = [page.trees[place.sentence].tokens[place.token] for place in behind]
    if len(words) < 2 or words[0].text.lower() not in COUNTING or words[1].tag != "VBG":
        return None
    deed = deed_at(page.trees[behind[1].sentence], behind[1].token)
    return deed if deed[1] is not None else None


def _had(tree: Tree, trigger: int) -> bool:
    return any(
        tree.tokens[child].text.lower() == "had"
        for child in tree.children(trigger, "aux")
    )


def _term(found: Time, made: Date | None) -> Date | None:
    """
    The last day of a term that runs from the day on which the commitment was made.
    """
    if found.deadline and found.end is not None:
        return found.end
    length = LENGTH.fullmatch(found.value or "")
    if length is None or made is None:
        return None
    return _after(made, length)


def _after(day: Date, length: re.Match[str]) -> Date | None:
    """The day that lies a length (P30D, PT24H) after another."""
    count, unit = whole(length[2]), length[3]
    if count is not None and unit in DAYS and not (unit == "M" and length[1]):
        return moved(day, count * DAYS[unit])
    return moved(day, count / 24) if count is not None and unit == "H" else None


def _turned(
    due: Date, *, past: bool, made: Date | None, published: Date | None
) -> Date | None:
    """
    A day without a year on the right side of the account: behind it where settled, else
    ahead of the commitment.
    """
    if past and published is not None and due > published:
        return in_year(due, due.year - 1)
    if not past and made is not None and due < made:
        week = moved(due, 7)
        return week if week and week >= made else in_year(due, due.year + 1)
    return due


def deadline(page: Page, draft: Draft) -> Time | None:
    """The expression that sets the last day of a commitment."""
    tree = page.trees[draft.sentence]
    start, end = tree.around(draft.content)
    own = tree.subtree(
        draft.trigger, skip=lambda child: tree.tokens[child].relation == "conj"
    )
    clause = tree.around({*own, *draft.content})
    lasting = draft.kind in {"promise", "agreement", "refusal", "denial"}
    words = {*own, *draft.content} - _described(tree, draft, {*own, *draft.content})
    own_words = [tree.tokens[index].start for index in words]
    near = [
        time
        for time in page.times_between(*clause)
        if not (lasting and _opening(page, time) == "until")
        and any(time.span.start <= word < time.span.end for word in own_words)
    ]
    flagged = next((time for time in near if time.deadline), None)
    if flagged is not None or draft.kind in {"denial", "refusal"}:
        return flagged
    for time in near:
        opening = _opening(page, time)
        behind = time.span.start >= start and opening in LIMITS
        within = start <= time.span.start < end or behind or opening in {"before", "by"}
        dated = (
            time.type in {"DATE", "TIME"}
            and time.precision is not None
            and time.value != "PRESENT_REF"
        )
        if opening in MADE_ON and _made_then(page, draft, time):
            continue
        if within and opening in OPENINGS and (dated or time.type == "DURATION"):
            return time
    if draft.kind == "ultimatum":
        whole = page.times_between(tree.sentence.start, tree.sentence.end)
        return next((time for time in whole if time.deadline), None)
    return None


def _described(tree: Tree, draft: Draft, inside: set[int]) -> set[int]:
    """
    Words that only describe somebody or something in a commitment: "the general who
    died in 2005" sets no term.
    """
    held = {
        draft.trigger,
        draft.head,
        *tree.ancestors(draft.trigger),
        *tree.ancestors(draft.head),
    }
    relative = [
        index for index in inside - held if tree.tokens[index].relation == "acl:relcl"
    ]
    return {below for index in relative for below in tree.subtree(index)}


def _opening(page: Page, time: Time) -> str:
    """The preposition of a time expression, within it or right before."""
    first = time.span.text.lower().split()[0]
    if first in OPENINGS:
        return first
    before = page.text[max(time.span.start - 20, 0) : time.span.start].lower().split()
    while before and before[-1] in {
        "the",
        "end",
        "of",
        "a",
        "his",
        "her",
        "its",
        "their",
        "first",
        "next",
        "coming",
    }:
        before.pop()
    return before[-1] if before else ""


def event_type(page: Page, draft: Draft, events: Sequence[Event]) -> str | None:
    """
    The type of the event that the content tells of: the one whose trigger stands
    nearest to its head.
    """
    tree = page.trees[draft.sentence]
    start, end = tree.around(draft.content)
    head = tree.tokens[draft.head].start
    inside = [event for event in events if start <= event.trigger.start < end]
    if not inside:
        return None
    return min(
        inside, key=lambda event: (abs(event.trigger.start - head), event.id)
    ).event_type
