"""
What other programs are told of a happening: itself, the events and accounts behind it,
what disputes it, and what people decided.

Takes a ledger; gives one `Told` a happening, in the ledger's order, read as it is asked
for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from facta.ledger import Decision, Ledger
from facta.link import dyad_end, sentences
from facta.link.grades import disputed_by_words
from facta.records import (
    Actor,
    Date,
    Dispute,
    Document,
    Event,
    Happening,
    Precision,
    Report,
)

# accounts held at a time; neighbours in time are told by the same ones. Judged.
HELD = 256
# what is told so is done, if long ago
DONE = frozenset({"historical"})


class Party(Struct, frozen=True, kw_only=True):
    """
    An end of a happening, and how an account names it.

    `end` is its country, or its name where there is none; the rest is of the first
    account that tells it.
    """

    end: str
    name: str
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    text: str | None = None


class Behind(Struct, frozen=True, kw_only=True):
    """A report with its account and the events by which that tells the happening."""

    report: Report
    document: Document
    events: tuple[Event, ...]


class Told(Struct, frozen=True, kw_only=True):
    """
    A happening with all that stands behind it; `differences` tell in a sentence each
    what is disputed.
    """

    happening: Happening
    behind: tuple[Behind, ...]
    disputes: tuple[Dispute, ...]
    decisions: tuple[Decision, ...]
    differences: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """Whether it is told as done, not as planned, possible or denied."""
        return done(self.happening)

    @property
    def events(self) -> tuple[Event, ...]:
        """All events that tell it, the earliest account first."""
        return tuple(event for each in self.behind for event in each.events)

    @property
    def typical(self) -> Event | None:
        """The first event of its type and mode; None where its account has changed."""
        kind = self.happening.event_type, self.happening.mode
        alike = (one for one in self.events if (one.event_type, one.mode) == kind)
        return next(alike, next(iter(self.events), None))

    @property
    def actors(self) -> tuple[Party, ...]:
        """Its actors."""
        named = (actor for event in self.events for actor in event.actor)
        return _parties(self.happening.actor, named)

    @property
    def recipients(self) -> tuple[Party, ...]:
        """Its recipients."""
        named = (actor for event in self.events for actor in event.recipient)
        return _parties(self.happening.recipient, named)

    @property
    def dyads(self) -> tuple[tuple[Party | None, Party | None], ...]:
        """
        Each actor towards each recipient, nobody where a side is not told; where all
        act alike and none receives, each towards each other.
        """
        acting = self.actors or (None,)
        receiving = self.recipients or (
            self.actors if len(self.actors) > 1 else (None,)
        )
        pairs = [(one, other) for one in acting for other in receiving]
        apart = [(one, other) for one, other in pairs if _apart(one, other)]
        return tuple(apart or pairs[:1])


def told(ledger: Ledger) -> Iterator[Told]:
    """Every happening of a ledger, by date and id."""
    disputes = _disputes(ledger)
    decisions: dict[str, list[Decision]] = defaultdict(list)
    for decision in ledger.decisions():
        decisions[decision.record].append(decision)
    behind = _Accounts(ledger)
    for happening in ledger.happenings():
        found = tuple(behind.of(happening))
        events = [event.id for each in found for event in each.events]
        ids = (happening.id, *events)
        about = {item.id: item for key in ids for item in disputes.get(key, ())}
        about |= {
            item.id: item
            for each in found
            for item in disputes.get(each.document.id, ())
            if any(disputed_by_words(event, item) for event in each.events)
        }
        yield Told(
            happening=happening,
            behind=found,
            disputes=tuple(about.values()),
            differences=tuple(map(behind.differs, about.values())),
            decisions=tuple(each for key in ids for each in decisions.get(key, ())),
        )


def done(happening: Happening) -> bool:
    """Whether a happening is told as done, not as planned, possible or denied."""
    return DONE.issuperset(happening.auxiliary)


def iso(date: Date | None, precision: Precision | None) -> str:
    """
    A date as precise as it is known: 2025-05-25, 2025-05, 2025; nothing where there is
    none. A season is a year, as ISO 8601 has none.

    >>> iso(Date(2025, 5, 1), "month"), iso(None, None)
    ('2025-05', '')
    """
    if date is None:
        return ""
    lengths: dict[Precision | None, int] = {"month": 7, "season": 4, "year": 4}
    return date.isoformat()[: lengths.get(precision, 10)]


class _Accounts:
    """The accounts and events behind happenings, the last ones held."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._document = lru_cache(HELD)(self._read)

    def of(self, happening: Happening) -> Iterator[Behind]:
        """Its reports; not those of accounts that were read anew since."""
        for report in happening.reports:
            document, events = self._document(report.document)
            found = tuple(events[name] for name in report.events if name in events)
            if found:
                yield Behind(report=report, document=document, events=found)

    def differs(self, dispute: Dispute) -> str:
        """What accounts dispute, in a sentence."""
        return sentences.differs(
            dispute, lambda name: self._document(name)[0], sentences.country_names()
        )

    def _read(self, name: str) -> tuple[Document, dict[str, Event]]:
        found = self._ledger.get(name).record
        assert isinstance(found, Document)
        events = self._ledger.events(document=name)
        return found, {event.id: event for event in events}


def _disputes(ledger: Ledger) -> dict[str, list[Dispute]]:
    """
    By the happening and the events that each is about; by account where it names none.
    """
    found: dict[str, list[Dispute]] = defaultdict(list)
    for item in ledger.disputes():
        events = (event for claim in item.values for event in claim.events)
        keys = {item.happening, *events} - {None}
        if not keys:
            keys.update(name for claim in item.values for name in claim.documents)
        for key in keys:
            found[str(key)].append(item)
    return found


def _parties(ends: Iterable[str], actors: Iterable[Actor]) -> tuple[Party, ...]:
    known: dict[str, Actor] = {}
    for actor in actors:
        known.setdefault(dyad_end(actor), actor)
    return tuple(_party(end, known.get(end)) for end in ends)


def _party(end: str, actor: Actor | None) -> Party:
    if actor is None:
        return Party(end=end, name=end)
    return Party(
        end=end,
        name=actor.name,
        country=actor.country,
        sector=actor.sector,
        office=actor.office,
        text=actor.span.text,
    )


def _apart(one: Party | None, other: Party | None) -> bool:
    return one is None or other is None or one.end != other.end
