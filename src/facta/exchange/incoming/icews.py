"""
ICEWS: a table with a header, tab-separated as its authors publish it, or with commas as
the R package icews writes it.

Types come from the CAMEO code, sectors from the labels. Rows have no day of
publication: the event's own is taken as stated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from facta.exchange.incoming.codes import Codes, day, given, icews
from facta.exchange.incoming.nouns import CodedEvent, Side, Typeless, UnfitError
from facta.exchange.incoming.table import Cells, named, read

WANTED = ("event date", "source name", "cameo code", "target name")
Read = CodedEvent | Typeless | UnfitError


def events(lines: Iterable[str], source: str) -> Iterator[tuple[int, Read]]:
    """The events of a table, each with the number of its row."""
    codes = Codes.load()
    return read(named(lines, WANTED, source), partial(_event, codes=codes))


def _event(cells: Cells, codes: Codes) -> CodedEvent | Typeless:
    code = given(cells["cameo code"])
    coded = codes.coded(code)
    if isinstance(coded, Typeless):
        return coded
    date, precision = day(given(cells["event date"]))
    actor, actor_notes = _side(cells, "source", codes)
    recipient, recipient_notes = _side(cells, "target", codes)
    what = given(cells.get("event text")) or codes.cameo.names.get(code, "")
    return CodedEvent(
        what=f"{what} ({code})".strip(),
        event_type=coded.event_type,
        mode=coded.mode,
        contexts=coded.contexts,
        rule=f"cameo {code}",
        actor=actor,
        recipient=recipient,
        date=date,
        date_precision=precision,
        publisher=given(cells.get("publisher")) or None,
        about=tuple(_about(cells)),
        notes=(*actor_notes, *recipient_notes),
    )


def _side(
    cells: Cells, side: str, codes: Codes
) -> tuple[tuple[Side, ...], tuple[str, ...]]:
    text = given(cells.get(f"{side} name"))
    if not text:
        return (), ()
    labels = [given(part) for part in cells.get(f"{side} sectors", "").split(",")]
    told = given(cells.get(f"{side} country"))
    notes: tuple[str, ...] = ()
    country = codes.country(told)
    if told and country is None:
        notes = (f"no country: '{told}'; kept without it",)
    if not told:
        bodies = icews().bodies
        country = next((bodies[label] for label in labels if label in bodies), None)
    ranked = icews().sectors
    sector = next((ranked[label] for label in ranked if label in labels), None)
    name = codes.countries.name(country) if country and text == told else text
    found = Side(name=name, text=text, country=country, sector=sector)
    return (found,), notes


def _about(cells: Cells) -> Iterator[str]:
    """Place, story and id, as far as the row has them."""
    parts = (given(cells.get(each)) for each in ("city", "district", "province"))
    place = [*parts, given(cells.get("country"))]
    yield ", ".join(dict.fromkeys(filter(None, place)))
    story, sentence = given(cells.get("story id")), given(cells.get("sentence number"))
    if story:
        yield f"story {story}" + f", sentence {sentence}" * bool(sentence)
    if number := given(cells.get("event id")):
        yield f"event {number}"
