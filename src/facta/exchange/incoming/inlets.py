"""
The formats that `facta import` reads.

A new one is a module with a function `events(lines, source)`, which gives each row with
its number, a line in `INLETS`, and a way to know its files in
`facta.exchange.incoming.guess`; docs/exchange.md says what it reads of which column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from facta.exchange.gdelt_columns import EVENTS
from facta.exchange.incoming import gdelt, icews, plover, polecat
from facta.exchange.incoming.nouns import CodedEvent, Typeless, UnfitError

Rows = Iterator[tuple[int, CodedEvent | Typeless | UnfitError]]


class Inlet(Struct, frozen=True, kw_only=True):
    """
    A format of the import.

    Args:
        title: what a reader calls it.
        events: the rows of a file, from its lines and its name.
        wanted: what a file must have, as a message says it.
        version: of how its rows are read; what it made carries it.
    """

    title: str
    events: Callable[[Iterable[str], str], Rows]
    wanted: str
    version: int = 1


INLETS: dict[str, Inlet] = {
    "plover": Inlet(
        title="PLOVER",
        events=plover.events,
        wanted="JSON lines with event_type, date, actor and recipient",
    ),
    "polecat": Inlet(
        title="POLECAT",
        events=polecat.events,
        wanted=f"columns between tabs, {', '.join(sorted(polecat.WANTED))} among them",
    ),
    "gdelt": Inlet(
        title="GDELT",
        events=gdelt.events,
        wanted=f"{len(EVENTS)} columns between tabs without a header, {EVENTS[0]} first",
    ),
    "icews": Inlet(
        title="ICEWS",
        events=icews.events,
        wanted=f"columns between tabs, {', '.join(sorted(icews.WANTED))} among them",
    ),
}
