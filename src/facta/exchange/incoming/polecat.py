"""
POLECAT: a tab-separated table with a header of 40 columns. Types and modes are
PLOVER's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import zip_longest

from facta.exchange.as_polecat import COLUMNS
from facta.exchange.incoming.codes import Codes, day, given, maybe_day, several
from facta.exchange.incoming.nouns import CodedEvent, Side, UnfitError
from facta.exchange.incoming.table import Cells, named, read

WANTED = ("event date", "event type", "actor name", "recipient name")
Read = CodedEvent | UnfitError


def events(lines: Iterable[str], source: str) -> Iterator[tuple[int, Read]]:
    """The events of a table, each with the number of its row."""
    codes = Codes.load()
    rows = named(lines, WANTED, source, published=list(COLUMNS))
    return read(rows, partial(_event, codes=codes))


def _event(cells: Cells, codes: Codes) -> CodedEvent:
    event_type = codes.type_of(given(cells["event type"]))
    mode, notes = codes.mode_of(event_type, given(cells.get("event mode")))
    date, precision = day(given(cells["event date"]))
    actor, actor_notes = _sides(cells, "actor", codes)
    recipient, recipient_notes = _sides(cells, "recipient", codes)
    contexts = several(cells.get("contexts", ""))
    return CodedEvent(
        what=event_type + f" {mode}" * bool(mode),
        event_type=event_type,
        mode=mode,
        contexts=tuple(name for name in contexts if name in codes.ontology.contexts),
        rule="polecat",
        actor=actor,
        recipient=recipient,
        date=date,
        date_precision=precision,
        publisher=given(cells.get("source")) or None,
        published=maybe_day(given(cells.get("publication date"))),
        about=tuple(_about(cells)),
        notes=(*notes, *actor_notes, *recipient_notes),
    )


def _sides(
    cells: Cells, side: str, codes: Codes
) -> tuple[tuple[Side, ...], tuple[str, ...]]:
    """Each party by its name, and by its country where it has no name."""
    names = several(cells.get(f"{side} name", ""))
    countries = several(cells.get(f"{side} country", ""))
    sectors = several(cells.get(f"primary {side} sector", ""))
    offices = several(cells.get(f"{side} title", ""))
    notes = tuple(
        f"no country: '{told}'; kept without it"
        for told in countries
        if codes.country(told) is None
    )
    parties = zip_longest(names, countries, sectors, offices, fillvalue="")
    found = (
        _side(name, codes.country(told), sector, office, codes)
        for name, told, sector, office in parties
    )
    return tuple(party for party in found if party), notes


def _side(
    name: str, country: str | None, sector: str, office: str, codes: Codes
) -> Side | None:
    if not name and country is None:
        return None
    # some rows name a country and leave its code out
    country = country or codes.country(name)
    text = name or codes.countries.name(country or "")
    own = country is not None and codes.country(text) == country
    return Side(
        name=codes.countries.name(country) if own and country else text,
        text=text,
        country=country,
        sector=codes.sector(sector),
        office=office or None,
    )


def _about(cells: Cells) -> Iterator[str]:
    """Place and id, as far as the row has them."""
    parts = (given(cells.get(each)) for each in ("city", "district", "province"))
    place = [given(cells.get("placename")), *parts, given(cells.get("country"))]
    yield ", ".join(dict.fromkeys(filter(None, place)))
    if number := given(cells.get("event id")):
        yield f"event {number}"
