"""
Events found in raw text against coded ones: who did that type of thing to whom, by
countries.

An event is compared as triples (actor country, type, recipient country), each pair of
parties its own, a reciprocal event both ways. Optional gold counts neither as missed
nor as false.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from facta.evaluate.scores import (
    CONFLICT,
    COOPERATION,
    NOTHING,
    QUADS,
    Mistake,
    Report,
    Score,
    by_label,
    confusions,
    ordered,
    side,
    worst_first,
)
from facta.ontology import Ontology
from facta.records import Actor, Annotation, Auxiliary, Date, Event

Triple = tuple[str | None, str, str | None]


class GoldParty(Struct, frozen=True):
    """
    One party; a country of None is one that the text does not tell, a sector of None is
    not scored.
    """

    country: str | None = None
    sector: str | None = None


class GoldEvent(Struct, frozen=True, kw_only=True):
    """An event as a person coded it."""

    event_type: str
    actor: tuple[GoldParty, ...] = ()
    recipient: tuple[GoldParty, ...] = ()
    mode: str | None = None
    auxiliary: tuple[Auxiliary, ...] | None = None
    optional: bool = False


class GoldAccount(Struct, frozen=True, kw_only=True):
    """A text with all events in it."""

    id: str | int
    text: str
    events: tuple[GoldEvent, ...]
    published: Date | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("an empty text")


class Comparison(Struct, frozen=True, kw_only=True):
    """
    One account: triples that the gold asks for, those that were found, and the events
    behind them.
    """

    account: GoldAccount
    wanted: tuple[tuple[Triple, GoldEvent], ...]
    events: dict[Triple, tuple[Event, ...]]
    found: frozenset[Triple]

    @property
    def gold(self) -> frozenset[Triple]:
        """The triples that the gold asks for."""
        return frozenset(triple for triple, _ in self.wanted)


def triples(
    event_type: str, actors: Sequence[str | None], recipients: Sequence[str | None]
) -> set[Triple]:
    """
    Who did that type of thing to whom: each pair its own, a reciprocal event both ways.

    >>> sorted(triples("CONSULT", ["USA", "RUS"], ["RUS", "USA"]))
    [('RUS', 'CONSULT', 'USA'), ('USA', 'CONSULT', 'RUS')]
    """
    mutual = len(set(actors)) > 1 and set(actors) == set(recipients)
    ends = product(actors or [None], recipients or [None])
    return {
        (actor, event_type, recipient)
        for actor, recipient in ends
        if not mutual or actor != recipient
    }


def coded(event: Event) -> set[Triple]:
    """The triples of an event that was found."""
    return triples(event.event_type, countries(event.actor), countries(event.recipient))


def countries(parties: Iterable[Actor | GoldParty]) -> list[str | None]:
    """The countries of one side of an event."""
    return [party.country for party in parties]


def comparison(account: GoldAccount, annotation: Annotation) -> Comparison:
    """Gold and found triples of one account."""
    wanted = tuple(
        (triple, event)
        for event in account.events
        if not event.optional
        for triple in _gold(event)
    )
    spare = {
        triple for event in account.events if event.optional for triple in _gold(event)
    }
    behind: dict[Triple, tuple[Event, ...]] = {}
    for event in annotation.events:
        for triple in coded(event):
            behind[triple] = (*behind.get(triple, ()), event)
    return Comparison(
        account=account,
        wanted=wanted,
        events=behind,
        found=frozenset(set(behind) - (spare - {triple for triple, _ in wanted})),
    )


def _gold(event: GoldEvent) -> set[Triple]:
    return triples(event.event_type, countries(event.actor), countries(event.recipient))


def compared(
    gold: Sequence[GoldAccount], annotations: Sequence[Annotation], ontology: Ontology
) -> Report:
    """
    Scores of the events found in each account.

    `others` holds `exact` (all triples), `type` (types of an account, whoever acted),
    `auxiliary`, `mode` and `sector`
    among exact ones, and `quiet`: accounts without events in which rightly none was
    found.
    """
    pairs = [
        comparison(account, annotation)
        for account, annotation in zip(gold, annotations, strict=True)
    ]
    confused = [one for pair in pairs for one in _confused(pair)]
    quad = {name: ontology.quad(name) for name in ontology.types}
    return Report(
        count=len(gold),
        types=ordered(_scores(pairs, {name: name for name in quad}), list(quad)),
        quads=ordered(
            _scores(pairs, {name: QUADS[number] for name, number in quad.items()}),
            list(QUADS.values()),
        ),
        sides=ordered(
            _scores(pairs, {name: side(number) for name, number in quad.items()}),
            (COOPERATION, CONFLICT),
        ),
        others=others(pairs),
        confusions=confusions((mistake.gold, mistake.coded) for mistake in confused),
        mistakes=worst_first(confused),
    )


def _scores(pairs: Sequence[Comparison], names: dict[str, str]) -> dict[str, Score]:
    """
    Triples scored by a name of their type; two types of one name between two parties
    count once.
    """

    def named(triples: Iterable[Triple]) -> set[Triple]:
        return {
            (actor, names[event_type], recipient)
            for actor, event_type, recipient in triples
        }

    sides = [(named(pair.gold), named(pair.found)) for pair in pairs]
    return by_label(
        (triple[1] for gold, _ in sides for triple in gold),
        (triple[1] for _, found in sides for triple in found),
        (triple[1] for gold, found in sides for triple in gold & found),
    )


def others(pairs: Iterable[Comparison]) -> dict[str, Score]:
    """The scores beside those by type."""
    counted: dict[str, Score] = {}
    for pair in pairs:
        for name, score in _counts(pair):
            counted[name] = counted.get(name, Score()).plus(score)
    return counted


def _counts(pair: Comparison) -> Iterator[tuple[str, Score]]:
    if not pair.account.events:
        yield "quiet", Score(int(not pair.events), 1, 1)
    gold, found = pair.gold, pair.found
    yield "exact", Score(len(gold & found), len(gold), len(found))
    kinds = [{triple[1] for triple in triples} for triples in (gold, found)]
    yield "type", Score(len(kinds[0] & kinds[1]), len(kinds[0]), len(kinds[1]))
    for triple, event in pair.wanted:
        if triple in pair.events:
            yield from _details(event, pair.events[triple])


def _details(gold: GoldEvent, found: Sequence[Event]) -> Iterator[tuple[str, Score]]:
    """
    What else is right of an event whose triple was found; what the gold leaves open is
    not asked.
    """
    if gold.auxiliary is not None:
        yield (
            "auxiliary",
            Score(
                int(
                    any(set(gold.auxiliary) == set(event.auxiliary) for event in found)
                ),
                1,
                1,
            ),
        )
    if gold.mode:
        yield "mode", Score(int(any(gold.mode == event.mode for event in found)), 1, 1)
    wanted = {party.sector for party in (*gold.actor, *gold.recipient)} - {None}
    given = {
        party.sector for event in found for party in (*event.actor, *event.recipient)
    }
    if wanted:
        yield "sector", Score(len(wanted & given), len(wanted), len(wanted))


def _confused(pair: Comparison) -> Iterator[Mistake]:
    """
    Missed and false triples of one account.

    A false one is held against a missed one between the same parties, else against one
    of its type that shares a party.
    """
    missed = sorted(pair.gold - pair.found, key=str)
    false = sorted(pair.found - pair.gold, key=str)
    twins: dict[Triple, Triple] = {}
    for alike in (_same_parties, _same_type):
        # what was coded of other parties, or as another type, is one mistake and not two
        for triple in false:
            twin = next((one for one in missed if alike(one, triple)), None)
            if twin and triple not in twins:
                twins[triple] = twin
                missed.remove(twin)
    for triple in false:
        # of several events that say the same, the surest is to blame
        event = max(pair.events[triple], key=lambda event: event.confidence)
        yield _mistake(pair.account, twins.get(triple), triple, event)
    for triple in missed:
        yield _mistake(pair.account, triple, None, None)


def _same_parties(first: Triple, second: Triple) -> bool:
    return (first[0], first[2]) == (second[0], second[2])


def _same_type(first: Triple, second: Triple) -> bool:
    return first[1] == second[1] and (first[0] == second[0] or first[2] == second[2])


def _mistake(
    account: GoldAccount, gold: Triple | None, given: Triple | None, event: Event | None
) -> Mistake:
    mistake = Mistake(
        id=str(account.id),
        gold=_part(gold, 1) or NOTHING,
        coded=_part(given, 1) or NOTHING,
        actor=_party(gold, given, 0),
        recipient=_party(gold, given, 2),
        rule=None,
        confidence=None,
        text=account.text,
    )
    # what was not found at all has neither rule nor confidence
    if event is None:
        return mistake
    return replace(mistake, rule=event.rule, confidence=event.confidence)


def _part(triple: Triple | None, place: int) -> str | None:
    if triple is None:
        return None
    return triple[place] or NOTHING


def _party(gold: Triple | None, given: Triple | None, side: int) -> str:
    """The country on one side; where the gold has another one, both."""
    wanted, found = _part(gold, side), _part(given, side)
    if found and wanted and found != wanted:
        return f"{found} (gold {wanted})"
    return found or wanted or NOTHING
