"""
What has to do with one another, settled: its happenings, disputes and pledges. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct

from facta.link import amounts, denials, disputes, rates, status
from facta.link.clusters import clusters, components
from facta.link.comparing import SAME, Compared, compared
from facta.link.contradictions import Contradiction, Sayings, contradictions, unheld
from facta.link.decided import Bonds, settled
from facta.link.denials import Denial, Rebuttal
from facta.link.grades import graded
from facta.link.happenings import happening
from facta.link.meetings import joined
from facta.link.pledges import pledges
from facta.link.rates import Rate
from facta.link.status import Mention
from facta.link.tellings import Telling
from facta.link.traces import What
from facta.link.vows import Vow
from facta.records import Dispute, Happening, Pledge, Span, Statement

Pair = tuple[int, int]
Side = frozenset[str]
Kind = TypeVar("Kind", bound=What)
Item = TypeVar("Item", Rebuttal, Mention, Rate)
# What comes to contradictions, before anything else is settled.
SAID = (Sayings, Rate)


class Found(Struct, frozen=True, kw_only=True):
    """The records of traces that have to do with one another."""

    happenings: tuple[Happening, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    pledges: tuple[Pledge, ...] = ()


def found(
    traces: Sequence[What],
    neighbours: Sequence[Pair],
    *,
    together: Bonds = (),
    apart: Bonds = (),
    fallen: Collection[str] = (),
) -> Found:
    """
    What some traces come to, whatever their order.

    Args:
        traces: all that has to do with one another.
        neighbours: places in `traces` of those that meet in a block.
        together: pairs of ids of events that are of one happening, whatever the rest.
        apart: pairs that are not; it goes before what belongs together.
        fallen: ids of events that count for nothing.
    """
    told = _Told(traces, neighbours, fallen)
    groups = told.groups(together, apart)
    happenings = {
        group[0]: happening([told.all[at] for at in group]) for group in groups
    }
    every = _disputes(traces, neighbours, told, groups, happenings)
    # of two acts that are told in the same words there are two disputes of one id
    disputed = list({each.id: each for each in every}.values())
    disputed += unheld(_of(traces, Contradiction), disputed)
    made = sorted(_of(traces, Vow), key=_made)
    return Found(
        happenings=tuple(
            graded(happenings.values(), disputed, [one.event for one in told.all])
        ),
        disputes=tuple(disputed),
        pledges=tuple(pledges(made, told.all)),
    )


def contradicted(
    traces: Sequence[What], neighbours: Sequence[Pair]
) -> Iterator[Contradiction]:
    """What accounts say against one another, of traces that have to do with each other."""
    said = _ordered(traces, Sayings, lambda one: (one.document, one.name))
    if said:
        yield from contradictions(said)
    yield from map(rates.over, _tied(traces, neighbours, Rate, rates.disputed))


class _Told:
    """The tellings among some traces, in order, with those that were compared."""

    def __init__(
        self,
        traces: Sequence[What],
        neighbours: Iterable[Pair],
        fallen: Collection[str],
    ) -> None:
        order = sorted(
            (each.order, at)
            for at, each in enumerate(traces)
            if isinstance(each, Telling) and each.event.id not in fallen
        )
        place = {at: number for number, (_, at) in enumerate(order)}
        self.all = [each for _, at in order if isinstance(each := traces[at], Telling)]
        self.pairs: dict[Pair, Compared] = {}
        for one, other in neighbours:
            if one in place and other in place:
                first, second = sorted((place[one], place[other]))
                self.pairs[first, second] = compared(self.all[first], self.all[second])

    @cached_property
    def mutual(self) -> frozenset[int]:
        """Those whose sentence tells the same act the other way round, too."""
        ways = {_way(each, each.actors, each.recipients) for each in self.all}
        return frozenset(
            at
            for at, each in enumerate(self.all)
            if _way(each, each.recipients, each.actors) in ways
        )

    def groups(self, together: Bonds, apart: Bonds) -> list[list[int]]:
        """The tellings of each happening."""
        scores = {
            pair: each.odds for pair, each in self.pairs.items() if not each.apart
        }
        parted = [pair for pair, each in self.pairs.items() if each.apart]
        return settled(
            joined(
                clusters(len(self.all), scores, parted, SAME, self._unseen), self.all
            ),
            [telling.event.id for telling in self.all],
            scores,
            together=together,
            apart=apart,
        )

    def _unseen(self, one: int, other: int) -> float | None:
        """How alike two tellings are that met in no block; None where they are apart."""
        found = compared(self.all[one], self.all[other])
        return None if found.apart else found.odds


def _way(telling: Telling, actors: Side, recipients: Side) -> tuple[object, ...]:
    """An act of one sentence, from one side to the other."""
    event = telling.event
    return event.document, event.sentence, event.event_type, actors, recipients


def _disputes(
    traces: Sequence[What],
    neighbours: Sequence[Pair],
    told: _Told,
    groups: Sequence[Sequence[int]],
    happenings: Mapping[int, Happening],
) -> Iterator[Dispute]:
    within: list[Dispute] = []
    for group in groups:
        several = [told.all[at] for at in group]
        within += disputes.dates(happenings[group[0]], several)
        within += amounts.within(happenings[group[0]], several)
    yield from within
    rejected = list(denials.against(_ordered(traces, Denial, _denied), told.all))
    yield from _occurrences(told, groups, happenings, rejected)
    for (one, other), each in sorted(told.pairs.items(), key=lambda item: item[0]):
        if each.swapped and not told.mutual.intersection((one, other)):
            yield disputes.roles(told.all[one], told.all[other])
    done = {statement.id for _, statement in rejected}
    free = [
        None if isinstance(each, Rebuttal) and each.denial.id in done else each
        for each in traces
    ]
    yield from map(denials.of_statements, _rebuttals(free, neighbours))
    yield from map(status.over, _tied(traces, neighbours, Mention, status.disputed))


def _rebuttals(
    traces: Sequence[What | None], neighbours: Sequence[Pair]
) -> Iterator[list[Rebuttal]]:
    """What is denied, each with other accounts of the same denial."""
    alone = [(at, at) for at, each in enumerate(traces) if isinstance(each, Rebuttal)]
    pairs = [*neighbours, *alone]
    for group in _tied(traces, pairs, Rebuttal, denials.one_denial):
        yield sorted(group, key=_rebutted)


def _occurrences(
    told: _Told,
    groups: Sequence[Sequence[int]],
    happenings: Mapping[int, Happening],
    rejected: Iterable[tuple[int, Statement]],
) -> Iterator[Dispute]:
    """What some tell as done, and others, or somebody, deny."""
    home = {at: group for group in groups for at in group}
    denying: dict[int, set[int]] = defaultdict(set)
    for (one, other), each in told.pairs.items():
        if each.denied:
            no, yes = (one, other) if told.all[one].negated else (other, one)
            denying[home[yes][0]].add(no)
    denied: dict[int, list[Statement]] = defaultdict(list)
    for at, statement in rejected:
        denied[home[at][0]].append(statement)
    for happened in sorted(denying.keys() | denied.keys()):
        yield from disputes.occurrence(
            happenings[happened],
            [told.all[at] for at in home[happened]],
            [told.all[at] for at in sorted(denying.get(happened, ()))],
            [denials.assertion(one) for one in denied.get(happened, ())],
        )


def _of(traces: Sequence[What], kind: type[Kind]) -> list[Kind]:
    return [each for each in traces if isinstance(each, kind)]


def _ordered(
    traces: Sequence[What], kind: type[Kind], order: Callable[[Kind], Any]
) -> list[Kind]:
    return sorted(_of(traces, kind), key=order)


def _tied(
    traces: Sequence[What | None],
    neighbours: Sequence[Pair],
    kind: type[Item],
    tie: Callable[[Item, Item], bool],
) -> Iterator[list[Item]]:
    """The traces of a kind that a way of ties leads to from one another."""
    pairs = []
    for one, other in neighbours:
        first, second = traces[one], traces[other]
        if isinstance(first, kind) and isinstance(second, kind) and tie(first, second):
            pairs.append((one, other))
    for group in components(pairs):
        yield [each for at in group if isinstance(each := traces[at], kind)]


def _made(vow: Vow) -> tuple[str, str, Span, str]:
    return (
        str(vow.published or ""),
        vow.item.document,
        vow.item.content,
        vow.item.id,
    )


def _denied(denial: Denial) -> tuple[str, Span]:
    return denial.statement.document, denial.statement.content


def _rebutted(rebuttal: Rebuttal) -> tuple[str, Span, Span]:
    denied, denial = rebuttal.denied, rebuttal.denial
    return denial.document, denied.content, denial.content
