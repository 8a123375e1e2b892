"""
Disputes over days between accounts of one matter: the same act, told in much the same
words, on another day. Pure.

Most acts of one kind on two days are two, so this is strict: next days only, each
account's nearest telling, and no word that tells of one more act.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from facta.link.claims import dispute, in_short
from facta.link.clauses import Clause
from facta.link.contrast import (
    Said,
    closest,
    elsewhere,
    facing,
    joined,
    of_one_thing,
    one_outlet,
    others,
)
from facta.link.cues import named_alike
from facta.link.days import Days
from facta.link.prose import Prose
from facta.link.tellings import ANOTHER
from facta.link.wording import shared
from facta.records import Dispute, Precision, Time

KEY = "day"
# How alike two tellings are at least: by the words that hang from what is dated, and
# more where the act, its type or its parties are the same. Chosen on the coded stories
# to learn from.
ALIKE, CLOSE = 0.35, 0.5  # the latter where the acts are told by other words
ACT, TYPE, PARTIES = 0.15, 0.15, 0.1
NEXT = {"day": 1, "month": 31}  # days that two dates of one act are apart at most
# what dates an act by another one, or by no day that could be wrong
VAGUE = frozenset(
    {"after", "ago", "before", "earlier", "end", "later", "late", "since"}
)
ONE_MORE = ANOTHER | {"new", "next", "other"}
REPORTS = frozenset({"add", "announce", "deny", "report", "say", "state", "tell"})
OPENING = 10  # words of a sentence among which a dateline's day stands; judged
DATELINE = re.compile(r"^[A-Z][\w .,'’]{2,40} [-–—] ")


class Dated(Struct, frozen=True, kw_only=True, eq=False, tag=True):
    """A day that an account gives an act, with all that comparing it takes."""

    said: Said
    days: Days
    precision: Precision
    act: str
    event_type: str | None
    parties: frozenset[str]
    one_more: bool


def said(account: Prose) -> Iterator[Dated]:
    """The days that one account gives."""
    for time in account.annotation.times:
        clause = account.at(time.span.start)
        if clause is not None and _plain(time):
            dated = _dated(account, clause, time)
            if dated is not None:
                yield dated


def disputes(dated: Iterable[Dated]) -> Iterator[Dispute]:
    """The days of accounts, one against the other."""
    for group in joined(pairs(dated)):
        yield dispute(
            "date",
            "direct",
            in_short((group[0].said.by or "").rstrip(".")),
            [one.said.assertion() for one in group],
        )


def _plain(time: Time) -> bool:
    """Whether a time is a day or a month that may be wrong by itself."""
    words = set(time.span.text.casefold().split())
    return (
        time.type == "DATE"
        and time.precision in NEXT
        and time.begin is not None
        and not time.deadline
        and not words & VAGUE
    )


def _dated(account: Prose, clause: Clause, time: Time) -> Dated | None:
    own = clause.inside(time.span)
    if not own or _heads_sentence(clause, own[-1]):
        return None
    act = clause.above(clause.head_of(own), ("VERB", "NOUN"))
    if act is None or clause.lemmas[act] in REPORTS:
        return None
    if time.begin is None or time.precision is None:
        return None
    below = clause.subtree(act)
    lemmas = {clause.lemmas[at] for at in below}
    event_type = next(
        (
            event.event_type
            for event in account.events[clause.sentence.index]
            if event.trigger.start <= clause.tokens[act].start < event.trigger.end
        ),
        None,
    )
    return Dated(
        said=account.say(
            clause,
            (KEY, str(time.precision)),
            str(time.begin) if time.precision == "day" else str(time.begin)[:7],
            topic=clause.words(below),
            by=DATELINE.sub("", clause.text(account.document.text)),
        ),
        days=Days(time.begin, time.end or time.begin),
        precision=time.precision,
        act=named_alike(clause.lemmas[act]),
        event_type=event_type,
        parties=clause.countries,
        one_more=bool(lemmas & ONE_MORE),
    )


def _heads_sentence(clause: Clause, last: int) -> bool:
    """Whether a day is that of a dateline: "DHAKA, Dec 24 - Pakistan …"."""
    return last < OPENING and any(
        token.text in ("-", "–", "—") for token in clause.tokens[last + 1 : last + 3]
    )


def pairs(dated: Iterable[Dated]) -> Iterator[tuple[Dated, Dated]]:
    """The days that two accounts give to what is most alike, and that differ."""
    for first, second in facing(dated):
        if one_outlet(first[0].said, second[0].said):
            continue
        for fit, one, other in closest(first, second, _fit):
            if (
                fit >= (ALIKE if one.act == other.act else CLOSE)
                and 0 < one.days.apart(other.days) <= NEXT[str(one.precision)]
                and not one.one_more
                and not other.one_more
                and of_one_thing(one.said, other.said)
                and not (_today(one) and _today(other))
            ):
                yield one, other


def _today(one: Dated) -> bool:
    """Whether it is of the day of its account: what is said daily is no contradiction."""
    published = one.said.published
    return published is not None and one.days.begin <= published <= one.days.end


def _fit(one: Dated, other: Dated) -> float | None:
    """How alike what is dated is; None where it is in two places."""
    if elsewhere(one.said, other.said) or others(one.parties, other.parties):
        return None
    if one.precision != "day" and one.parties != other.parties:
        return None
    return (
        shared(one.said.topic, other.said.topic)
        + ACT * (one.act == other.act)
        + TYPE * (one.event_type is not None and one.event_type == other.event_type)
        + PARTIES * (bool(one.parties) and one.parties == other.parties)
    )
