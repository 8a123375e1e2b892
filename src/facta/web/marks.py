"""
What was found in a text as pieces that can be shown one after the other, however the
passages overlap. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from facta.ledger.columns import figure_id
from facta.records import Annotation, Auxiliary, Event, Span

MarkKind = Literal["actor", "time", "figure", "event", "statement", "commitment"]
KINDS: dict[MarkKind, str] = {
    "actor": "actors",
    "event": "events",
    "statement": "statements",
    "time": "times",
    "commitment": "commitments",
    "figure": "figures",
}

# an event that is told so is told as done: now, or of an earlier time
DONE: frozenset[Auxiliary] = frozenset({"historical"})


class Marked(Struct, frozen=True, kw_only=True):
    """
    A passage and what was found in it; `number` counts the finds of its kind, `record`
    is the id under which a ledger knows it, None for an actor or a time. An event that
    is too unsure, or not told as done, does not count.
    """

    kind: MarkKind
    number: int
    start: int
    end: int
    record: str | None = None
    counts: bool = True


class Piece(Struct, frozen=True, kw_only=True):
    """
    A stretch of text and all that covers it, the shortest first; `opens` tells that one
    of these begins here.
    """

    start: int
    text: str
    marks: tuple[Marked, ...]
    opens: bool

    @property
    def kinds(self) -> str:
        """The kinds of what covers it, each once, for a style."""
        if len(self.marks) == 1:
            return self.marks[0].kind
        return " ".join(dict.fromkeys([mark.kind for mark in self.marks]))

    @property
    def pale(self) -> bool:
        """Whether it tells events, and none of them counts."""
        counts = [mark.counts for mark in self.marks if mark.kind == "event"]
        return bool(counts) and not any(counts)


def told_as_done(event: Event) -> bool:
    """Whether an event is told as done, not as announced, possible or denied."""
    return DONE.issuperset(event.auxiliary)


def marked(account: Annotation, *, least: float) -> list[Marked]:
    """
    All that was found in an account, where a reader can see it; `least` is the
    confidence from which events count.
    """
    return sorted(
        _all(account, least),
        key=lambda mark: (mark.start, mark.end, mark.kind, mark.number),
    )


def _all(account: Annotation, least: float) -> Iterator[Marked]:
    yield from _of("actor", [(each.span, None) for each in account.actors])
    yield from _of("time", [(each.span, None) for each in account.times])
    yield from _of("figure", [(each.span, figure_id(each)) for each in account.figures])
    for number, event in enumerate(account.events):
        yield Marked(
            kind="event",
            number=number,
            start=event.span.start,
            end=event.span.end,
            record=event.id,
            counts=event.confidence >= least and told_as_done(event),
        )
    yield from _of(
        "statement", [(each.content, each.id) for each in account.statements]
    )
    yield from _of(
        "commitment", [(each.content, each.id) for each in account.commitments]
    )


def _of(kind: MarkKind, found: Sequence[tuple[Span, str | None]]) -> Iterator[Marked]:
    for number, (span, record) in enumerate(found):
        yield Marked(
            kind=kind, number=number, start=span.start, end=span.end, record=record
        )


def pieces(text: str, marks: Sequence[Marked]) -> Iterator[Piece]:
    """
    The text from its beginning to its end, cut wherever something begins or ends.

    >>> both = [Marked(kind="event", number=0, start=0, end=9),
    ...         Marked(kind="actor", number=0, start=7, end=12)]
    >>> [(each.text, each.kinds) for each in pieces("Russia Kyiv took", both)]
    [('Russia ', 'event'), ('Ky', 'actor event'), ('iv ', 'actor'), ('took', '')]
    """
    starts: dict[int, list[Marked]] = {}
    for mark in marks:
        starts.setdefault(mark.start, []).append(mark)
    cuts = sorted({0, len(text), *starts, *(mark.end for mark in marks)})
    over: list[Marked] = []
    for start, end in pairwise(cuts):
        over = [mark for mark in over if mark.end > start]
        over += starts.get(start, [])
        over.sort(key=_length)
        yield Piece(
            start=start,
            text=text[start:end],
            marks=tuple(over),
            opens=start in starts,
        )


def from_first_line(found: Iterable[Piece]) -> Iterator[Piece]:
    r"""
    The same without the blank lines on top that front matter leaves; each place stays
    what it was.

    >>> [(each.start, each.text) for each in from_first_line(pieces("  \n\nKyiv", []))]
    [(4, 'Kyiv')]
    """
    top = True
    for piece in found:
        text = piece.text.lstrip() if top and not piece.marks else piece.text
        if text:
            top = False
            start = piece.start + len(piece.text) - len(text)
            yield replace(piece, start=start, text=text)


def at(marks: Sequence[Marked], place: int) -> list[Marked]:
    """What covers a place, the shortest first."""
    return sorted(
        (mark for mark in marks if mark.start <= place < mark.end), key=_length
    )


def _length(mark: Marked) -> int:
    return mark.end - mark.start
