"""
All disputes between accounts of one matter that need no happening: each kind with what
single accounts say for it. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import (
    Any,
    TypeAlias,
)

from facta.link import (
    charges,
    dating,
    force,
    initiative,
    kept,
    offices,
    quantities,
    strikes,
    tone,
    undone,
)
from facta.link.accounts import Account
from facta.link.matter import Matter
from facta.records import (
    Annotation,
    Dispute,
    Span,
)

Saying: TypeAlias = Callable[[Account], Iterator[Any]]
Disputing: TypeAlias = Callable[[Iterable[Any]], Iterator[Dispute]]

DENYING = ("denied", "did not")  # how the values of those begin who deny
KINDS: tuple[tuple[Saying, Disputing], ...] = (
    (charges.said, charges.disputes),
    (dating.said, dating.disputes),
    (force.said, force.disputes),
    (initiative.said, initiative.disputes),
    (kept.said, kept.disputes),
    (offices.said, offices.disputes),
    (quantities.said, quantities.disputes),
    (strikes.said, strikes.disputes),
    (tone.said, tone.disputes),
    (undone.said, undone.disputes),
)


def between(
    annotations: Sequence[Annotation],
    matters: Mapping[str, Matter],
    settled: Iterable[Dispute],
) -> Iterator[Dispute]:
    """
    The disputes of every kind that those already found do not hold.

    Args:
        annotations: of many accounts, in any order.
        matters: what each account is about, by document.
        settled: disputes; what has both its sides in these, or who denies, is none.
    """
    said: dict[Disputing, list[Any]] = defaultdict(list)
    for annotation in annotations:
        account = Account(annotation, matters[annotation.document.id])
        for saying, disputing in KINDS:
            said[disputing].extend(saying(account))
    known: dict[str, list[Dispute]] = defaultdict(list)
    for item in settled:
        known[item.attribute].append(item)
    places = {name: _places(items) for name, items in known.items()}
    for _, disputing in KINDS:
        for item in disputing(said[disputing]):
            held = places.setdefault(item.attribute, defaultdict(list))
            if not _held(item, held):
                yield item
                _add(item, held)


Places: TypeAlias = dict[str, list[Span]]


def _places(disputes: Iterable[Dispute]) -> Places:
    """The passages of some disputes, by document."""
    found: Places = defaultdict(list)
    for item in disputes:
        _add(item, found)
    return found


def _add(item: Dispute, places: Places) -> None:
    for claim in item.values:
        for document, span in zip(claim.documents, claim.spans, strict=True):
            places[document].append(span)


def _held(item: Dispute, places: Places) -> bool:
    """Whether all sides of a dispute, or whoever denies, stand in those already found."""
    sides = [
        any(
            span.start < other.end and other.start < span.end
            for document, span in zip(claim.documents, claim.spans, strict=True)
            for other in places.get(document, ())
        )
        for claim in item.values
    ]
    denying = [
        side
        for side, claim in zip(sides, item.values, strict=True)
        if claim.value.startswith(DENYING)
    ]
    return any(denying) or all(sides)
