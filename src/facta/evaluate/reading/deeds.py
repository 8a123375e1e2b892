"""
Events of a passage as found against the gold: by trigger, by type and by parties, their
auxiliary modes and their days.

Parties are compared by countries, as triples (actor, type, recipient) of a whole
passage: each pair of parties its own, a reciprocal event both ways. Optional gold
counts neither as missed nor as false. The core are international events that are told
as facts: not hypothetical, negated or historical.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from msgspec.structs import replace

from facta.evaluate.corpus import CodedEvent, Passage
from facta.evaluate.events import Triple, coded, triples
from facta.evaluate.reading.counts import Finding, false, hit, judged, missed
from facta.evaluate.reading.days import day_of, printed, shown, verdict
from facta.evaluate.reading.tellings import Matching, Pair, matching, overlap
from facta.evaluate.scores import NOTHING, QUADS, Score
from facta.ontology import BODIES
from facta.records import Event

ASIDE = frozenset({"historical", "hypothetical", "negation"})
Names = Mapping[str, str]
Behind = dict[Triple, Event]


def findings(
    passage: Passage,
    found: Iterable[Event],
    quads: Mapping[str, int],
) -> Iterator[Finding]:
    """
    All that is told of the events of a passage.

    Args:
        quads: the quad class of each type.
    """
    events = tuple(found)
    triggers = matching(passage.events, events, of_type=False)
    types = matching(passage.events, events, of_type=True)
    yield from _by_trigger("events.trigger", triggers, _modes)
    yield from _by_trigger("events.type", types, _day)
    own = {name: name for name in quads}
    classes = {name: QUADS[number] for name, number in quads.items()}
    counting = _counting(types)
    yield from _by_parties("events.parties", passage, counting, own)
    yield from _by_parties("events.quad", passage, counting, classes)
    yield from _by_parties("events.core", *_core(passage, events), own)


def _by_trigger(
    line: str,
    matched: Matching,
    detail: Callable[[Pair], Iterator[Finding]],
) -> Iterator[Finding]:
    """Each telling of gold or found, and of those that go together a detail too."""
    for pair in matched.pairs:
        yield hit(line)
        yield from detail(pair)
    for telling in matched.missed:
        yield missed(line, at=telling.first.trigger.start, gold=_named(telling.first))
    for other in matched.false:
        event = other.first
        yield false(
            line,
            at=event.trigger.start,
            found=f"{_named(event)} by {event.rule}",
            confidence=event.confidence,
        )


def _named(event: CodedEvent | Event) -> str:
    return f"{event.event_type} [{event.trigger.text}]"


def _modes(pair: Pair) -> Iterator[Finding]:
    gold, found = (telling.auxiliary for telling in pair)
    at = pair[0].first.trigger.start
    told, other = (
        f"{_named(pair[0].first)} {', '.join(sorted(modes)) or 'as a fact'}"
        for modes in (gold, found)
    )
    score = Score(len(gold & found), len(gold), len(found))
    yield Finding(
        lines=("auxiliary.labels",), score=score, at=at, gold=told, found=other
    )
    yield judged("auxiliary.same", right=gold == found, at=at, gold=told, found=other)


def _day(pair: Pair) -> Iterator[Finding]:
    """Whether a day of gold was found, and whether a printed day is right."""
    day, event = pair[0].first.day, pair[1].first
    wanted = day_of(day)
    right = verdict(wanted, event) == "right"
    told = f"{_named(pair[0].first)} {day.bound or ''} {day.value} {day.basis}"
    other = f"{shown(event)} {event.date_basis}"
    lines = {"days.found": wanted is not None, "days.right": printed(event)}
    for line, asked in lines.items():
        if asked:
            at = event.trigger.start
            yield judged(line, right=right, at=at, gold=told, found=other)


def _by_parties(
    line: str,
    passage: Passage,
    events: Iterable[Event],
    names: Names,
) -> Iterator[Finding]:
    """
    Triples of a passage by a name of their type; two types of one name between two
    parties count once.
    """
    gold = _behind(passage, names, optional=False)
    spare = _behind(passage, names, optional=True)
    found: Behind = {}
    for event in events:
        for triple in coded(event):
            found.setdefault(_renamed(triple, names), event)
    for triple in sorted(gold, key=str):
        if triple in found:
            yield hit(line)
        else:
            yield missed(line, at=gold[triple].trigger.start, gold=_written(triple))
    for triple in sorted(set(found) - set(gold) - set(spare), key=str):
        event = found[triple]
        yield false(
            line,
            at=event.trigger.start,
            found=f"{_written(triple)} by {event.rule}",
            confidence=event.confidence,
        )


def _counting(matched: Matching) -> list[Event]:
    """Those of the events found that count: what tells an optional one does not."""
    given = (*(found for _, found in matched.pairs), *matched.false)
    return [event for telling in given for event in telling.events]


def _behind(
    passage: Passage,
    names: Names,
    *,
    optional: bool,
) -> dict[Triple, CodedEvent]:
    """Triples of the gold, each with the first event that tells it."""
    found: dict[Triple, CodedEvent] = {}
    for event in passage.events:
        if event.optional == optional:
            for triple in _gold(passage, event):
                found.setdefault(_renamed(triple, names), event)
    return found


def _gold(
    passage: Passage,
    event: CodedEvent,
) -> set[Triple]:
    actors, recipients = (
        [code for name in side for code in _codes(passage, name)]
        for side in (event.actors, event.recipients)
    )
    return triples(event.event_type, actors, recipients)


def _codes(
    passage: Passage,
    name: str,
) -> list[str | None]:
    """The countries of a party; a party of none is an unknown one."""
    return [*sorted(passage.countries(name))] or [None]


def told_triples(passage: Passage) -> tuple[set[Triple], set[Triple]]:
    """The triples of a passage's events, and of its optional ones."""
    own = {event.event_type: event.event_type for event in passage.events}
    firm, spare = (
        set(_behind(passage, own, optional=optional)) for optional in (False, True)
    )
    return firm, spare


def right(
    event: Event,
    firm: Set[Triple],
    spare: Set[Triple],
) -> bool | None:
    """
    Whether a passage tells one of the triples of an event; None where it does so only
    as an option, which counts neither way.
    """
    told = set(coded(event))
    if told & firm:
        return True
    return None if told & spare else False


def _renamed(
    triple: Triple,
    names: Names,
) -> Triple:
    actor, event_type, recipient = triple
    return actor, names[event_type], recipient


def _written(triple: Triple) -> str:
    actor, name, recipient = triple
    return f"{name} {actor or NOTHING} > {recipient or NOTHING}"


def _core(
    passage: Passage,
    events: Iterable[Event],
) -> tuple[Passage, list[Event]]:
    """
    The passage with its core, and what counts of the found.

    What was found does not say whether it is domestic. It is taken for that where both
    sides are of one country, and where the gold says so and it names no second country.
    """
    facts = [event for event in passage.events if not ASIDE & set(event.auxiliary)]
    abroad = [event for event in facts if event.scope == "international"]
    inside = [event for event in facts if event.scope == "domestic"]
    told = (event for event in events if not ASIDE & set(event.auxiliary))
    counting = [
        event
        for event in _counting(matching(abroad, told, of_type=True))
        if _between(event) or not _domestic(event, inside)
    ]
    spare = [replace(event, optional=True) for event in inside]
    return replace(passage, events=(*abroad, *spare)), counting


def _between(event: Event) -> bool:
    """Whether an event names two countries, or a body that is of none."""
    codes = {party.country for party in (*event.actor, *event.recipient)} - {None}
    return len(codes) > 1 or bool(codes & BODIES)


def _domestic(
    event: Event,
    inside: Iterable[CodedEvent],
) -> bool:
    """Whether an event of no second country is domestic."""
    sides = [
        {party.country for party in side} for side in (event.actor, event.recipient)
    ]
    same = sides[0] == sides[1] and None not in sides[0]
    return same or any(overlap(gold, event) for gold in inside)
