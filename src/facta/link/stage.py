"""
Linking: annotations of many documents to happenings, disputes, pledges and originators.

Pure. The result depends on what the documents say, never on the order in which they
come.

    accounts    which repeats or retells which            (accounts)
    traces      what each leaves to be compared           (traces)
    neighbours  which of these meet in a block            (blocks)
    components  which have to do with one another         (comparing)
    found       what each component comes to              (settling)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from facta.link.accounts import Account, Copies, from_whom, originators
from facta.link.blocks import Place, block, neighbours
from facta.link.clusters import parts
from facta.link.comparing import tied
from facta.link.decided import Bonds
from facta.link.linked import Linked, NearCopy
from facta.link.pledges import order
from facta.link.settling import SAID, Found, Pair, contradicted, found
from facta.link.sourcing import passed_on
from facta.link.tellings import Telling
from facta.link.traces import Trace, What, beside, derived, sort, traces
from facta.records import Annotation

Thing = TypeVar("Thing")
Row = list[tuple[Place, Thing]]


def link(
    annotations: Sequence[Annotation],
    *,
    together: Bonds = (),
    apart: Bonds = (),
    fallen: Collection[str] = (),
) -> Linked:
    """
    Happenings, disputes, pledges and originators of a set of annotated documents.

    Args:
        annotations: any order; of several under one document id only one counts.
        together: pairs of ids of events that are of one happening, whatever the rest.
        apart: pairs that are not; it goes before what belongs together.
        fallen: ids of events that count for nothing: they are compared, so that what
            they have to do with is settled together, and then left out.

    Returns:
        Happenings by date (undated last) and id, disputes by id, pledges by maker. Every
        event that counts is a report of exactly one happening, every commitment of one
        pledge.
    """
    known = {annotation.document.id: annotation for annotation in annotations}
    copies = read(known.values())
    near = tuple(sorted(each.near for each in copies.values() if each.near))
    origins = originators(known, near)
    left = [
        beside(trace, each)
        for document, each in copies.items()
        for trace in traces(known[document], each.account.matter)
    ]
    said = [trace for trace in left if isinstance(trace.what, SAID)]
    other = [trace for trace in left if not isinstance(trace.what, SAID)]
    for part, pairs in _parts(said, [trace.what for trace in said]):
        other += map(derived, contradicted(part, pairs))
    whats = [back(trace.what, origins) for trace in other]
    results = (
        found(part, pairs, together=together, apart=apart, fallen=fallen)
        for part, pairs in _parts(other, whats, together)
    )
    return gathered(results, origins, near)


def read(annotations: Iterable[Annotation]) -> dict[str, Copies]:
    """Each account, by document, beside those that it may have something from."""
    accounts = {one.document: one for one in map(Account.of, annotations)}
    blocks = _blocks((one.document, one.place, one.keys) for one in accounts.values())
    asked = {name: one.asked for name, one in accounts.items()}
    earlier = from_whom(
        (one, other, key)
        for one, other, key in neighbours(blocks)
        if key in asked[other]
    )
    return {
        name: Copies(accounts[name], [accounts[each] for each in earlier.get(name, ())])
        for name in sorted(accounts)
    }


def meeting(left: Sequence[Trace]) -> set[Pair]:
    """The places of traces that meet in a block, the earlier one first."""
    blocks = _blocks((at, trace.place, trace.keys) for at, trace in enumerate(left))
    sorts = [sort(trace.what) for trace in left]
    return {
        (one, other)
        for one, other, key in neighbours(blocks)
        if not (block(key).unlike and sorts[one] == sorts[other])
    }


def back(what: What, origins: Mapping[str, str]) -> What:
    """A trace that knows what the account its sentence comes from goes back to."""
    if not isinstance(what, Telling):
        return what
    origin = origins[what.account]
    return replace(
        what,
        originator=what.source or origin,
        sourcing=passed_on(what.sourcing, copied=origin != what.event.document),
    )


def gathered(
    results: Iterable[Found], origins: dict[str, str], copies: tuple[NearCopy, ...]
) -> Linked:
    """All that was found, in the order in which it is given."""
    every = list(results)
    happenings = (one for each in every for one in each.happenings)
    disputes = (one for each in every for one in each.disputes)
    return Linked(
        happenings=tuple(
            sorted(happenings, key=lambda one: (one.date is None, one.date, one.id))
        ),
        disputes=tuple(sorted(disputes, key=lambda one: one.id)),
        originators=origins,
        copies=copies,
        pledges=tuple(
            sorted((one for each in every for one in each.pledges), key=order)
        ),
    )


def _parts(
    left: Sequence[Trace], whats: Sequence[What], together: Bonds = ()
) -> Iterator[tuple[list[What], list[Pair]]]:
    """Traces that have to do with one another, with the places of those that meet."""
    meets = sorted(meeting(left))
    ties = [pair for pair in meets if tied(*(whats[at] for at in pair))]
    bound = _bound(whats, together)
    for part, pairs in parts(range(len(whats)), [*ties, *bound], meets):
        yield [whats[at] for at in part], pairs


def _blocks(
    things: Iterable[tuple[Thing, Place, Iterable[int]]],
) -> Iterator[tuple[int, Row[Thing]]]:
    """The blocks in which some things stand, each in order."""
    blocks: dict[int, Row[Thing]] = defaultdict(list)
    for thing, place, keys in things:
        for key in keys:
            blocks[key].append((place, thing))
    for key, row in blocks.items():
        yield key, sorted(row, key=lambda item: item[0])


def _bound(whats: Sequence[What], bonds: Bonds) -> Iterator[Pair]:
    """The places of tellings that belong together by what people decided."""
    at = {
        what.event.id: place
        for place, what in enumerate(whats)
        if isinstance(what, Telling)
    }
    for one, other in bonds:
        if one in at and other in at:
            yield at[one], at[other]
