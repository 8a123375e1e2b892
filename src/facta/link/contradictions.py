"""
What accounts of one matter say against one another, whether or not their tellings were
joined into one happening: each kind of dispute with what single accounts say for it.
Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

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
from facta.link.accounts import unparsed
from facta.link.charges import Charge
from facta.link.contrast import Said, of, together
from facta.link.dating import Dated
from facta.link.matter import Matter
from facta.link.prose import Prose
from facta.link.quantities import Quantity
from facta.link.undone import Deed
from facta.records import Annotation, Date, Dispute, Span

Item: TypeAlias = Said | Charge | Dated | Deed | Quantity


class Kind(Protocol):
    """A kind of dispute, as a module: what is said for it, and what it comes to."""

    def said(self, account: Prose, /) -> Iterator[Any]:
        """What one account says."""

    def pairs(self, said: Iterable[Any], /) -> Iterator[tuple[Any, Any]]:
        """What cannot both be so of what accounts say."""

    def disputes(self, said: Iterable[Any], /) -> Iterator[Dispute]:
        """What accounts say, one against the other."""


KINDS: dict[str, Kind] = {
    "charge": charges,
    "day": dating,
    "force": force,
    "initiative": initiative,
    "kept": kept,
    "office": offices,
    "quantity": quantities,
    "strike": strikes,
    "tone": tone,
    "deed": undone,
}
RATE = "rate"
DENYING = ("denied", "did not")  # how the values of those begin who deny
Place: TypeAlias = tuple[str, Span]
Places: TypeAlias = dict[str, list[Span]]


class Sayings(Struct, frozen=True, kw_only=True, eq=False, tag=True):
    """
    All that one account says for one kind of dispute and of one key; what it says first
    stands for its matter.
    """

    kind: str
    document: str
    published: Date | None
    items: tuple[Item, ...]

    @property
    def first(self) -> Said:
        """What it says first."""
        return of(self.items[0])

    @property
    def values(self) -> frozenset[str]:
        """What it says, one thing or the other."""
        return frozenset(of(item).value for item in self.items)

    @property
    def name(self) -> str:
        """What tells it from others of its account."""
        return " ".join((self.kind, *self.first.key))

    def about(self, matter: Matter) -> Sayings:
        """The same of an account that is about this."""
        return replace(self, items=tuple(_about(item, matter) for item in self.items))


class Contradiction(Struct, frozen=True, kw_only=True, tag=True):
    """
    A dispute over what accounts say, before others are known that may hold it;
    `sentences` are those in which its sides stand.
    """

    kind: str
    dispute: Dispute
    published: Date | None
    sentences: tuple[tuple[str, int], ...]


def sayings(annotation: Annotation, matter: Matter) -> Iterator[Sayings]:
    """What one account says that others may say otherwise."""
    if unparsed(annotation):
        return
    prose, document = Prose(annotation, matter), annotation.document
    for name, kind in KINDS.items():
        found: dict[tuple[str, ...], list[Item]] = defaultdict(list)
        for item in kind.said(prose):
            found[of(item).key].append(item)
        for several in found.values():
            yield Sayings(
                kind=name,
                document=document.id,
                published=document.published,
                items=tuple(several),
            )


def against(one: Sayings, other: Sayings) -> bool:
    """Whether two accounts say something against one another."""
    if one.kind != other.kind or one.first.key != other.first.key:
        return False
    if one.document == other.document or len(one.values | other.values) == 1:
        return False
    if not together(one.first, other.first):
        return False
    found = KINDS[one.kind].pairs([*one.items, *other.items])
    return any(True for _ in found)


def contradictions(said: Sequence[Sayings]) -> Iterator[Contradiction]:
    """What some accounts, in order, say against one another, for one kind of dispute."""
    kind = said[0].kind
    items = [item for each in said for item in each.items]
    stands = {place: sentence for item in items for place, sentence in _where(item)}
    days = [each.published for each in said if each.published]
    for found in KINDS[kind].disputes(items):
        yield Contradiction(
            kind=kind,
            dispute=found,
            published=min(days, default=None),
            sentences=tuple(
                sorted({(place[0], stands[place]) for place in sides(found)})
            ),
        )


def sides(item: Dispute) -> Iterator[Place]:
    """The passages on the sides of a dispute."""
    for claim in item.values:
        yield from zip(claim.documents, claim.spans, strict=True)


def meets(one: Contradiction, document: str, *spans: Span) -> bool:
    """Whether one of some passages of an account stands on a side of a contradiction."""
    return any(
        name == document and span.start < other.end and other.start < span.end
        for name, span in sides(one.dispute)
        for other in spans
    )


def unheld(
    found: Sequence[Contradiction], settled: Iterable[Dispute]
) -> Iterator[Dispute]:
    """
    Those that other disputes do not hold: of which both sides, or whoever denies, stand
    in these, or in one of a kind that comes before.
    """
    places: dict[str, Places] = {}
    for item in settled:
        _add(item, places)
    for kind in (RATE, *KINDS):
        for one in sorted(
            (each.dispute for each in found if each.kind == kind),
            key=lambda item: item.id,
        ):
            if not _held(one, places.get(one.attribute, {})):
                yield one
                _add(one, places)


def _where(item: Item) -> Iterator[tuple[Place, int]]:
    """The passages of what is said, with the numbers of their sentences."""
    said = of(item)
    yield (said.document, said.span), said.sentence
    if isinstance(item, Charge):
        yield (item.denial.document, item.denial.content), item.denial.sentence


def _about(item: Item, matter: Matter) -> Item:
    if isinstance(item, Said):
        return replace(item, matter=matter)
    return replace(item, said=replace(item.said, matter=matter))


def _add(item: Dispute, places: dict[str, Places]) -> None:
    held = places.setdefault(item.attribute, defaultdict(list))
    for document, span in sides(item):
        held[document].append(span)


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
