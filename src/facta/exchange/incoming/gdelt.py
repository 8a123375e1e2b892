"""
GDELT 2.0 Events: 61 tab-separated columns without a header.

Types come from the CAMEO code, parties from the codes and names of the two actors. The
day on which a row was added is the day of publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import urlsplit

from facta.exchange.gdelt_columns import EVENTS
from facta.exchange.incoming.codes import Codes, day, gdelt, given, maybe_day
from facta.exchange.incoming.nouns import CodedEvent, Side, Typeless, UnfitError
from facta.exchange.incoming.table import Cells, positional, read

# a word in capitals that is longer is a name, a shorter one may be an abbreviation
ABBREVIATION = 4
SMALL = frozenset({"a", "and", "de", "del", "for", "in", "of", "on", "the"})
Read = CodedEvent | Typeless | UnfitError


def events(lines: Iterable[str], source: str) -> Iterator[tuple[int, Read]]:
    """The events of a table, each with the number of its row."""
    del source
    codes = Codes.load()
    return read(positional(lines, EVENTS), partial(_event, codes=codes))


def _event(cells: Cells, codes: Codes) -> CodedEvent | Typeless:
    code = given(cells["EventCode"])
    coded = codes.coded(code)
    if isinstance(coded, Typeless):
        return coded
    told = (cells[name] for name in ("Day", "MonthYear", "Year"))
    date, precision = day(next(filter(None, map(given, told)), ""))
    actor, actor_notes = _side(cells, "Actor1", codes)
    recipient, recipient_notes = _side(cells, "Actor2", codes)
    url = given(cells["SOURCEURL"])
    host = _host(url)
    return CodedEvent(
        what=f"{codes.cameo.names.get(code, '').capitalize()} ({code})".strip(),
        event_type=coded.event_type,
        mode=coded.mode,
        contexts=coded.contexts,
        rule=f"cameo {code}",
        actor=actor,
        recipient=recipient,
        date=date,
        date_precision=precision,
        publisher=host,
        published=maybe_day(given(cells["DATEADDED"])),
        url=url if host else None,
        about=tuple(_about(cells)),
        notes=(*actor_notes, *recipient_notes),
    )


def _side(
    cells: Cells, side: str, codes: Codes
) -> tuple[tuple[Side, ...], tuple[str, ...]]:
    told = given(cells[f"{side}CountryCode"])
    roles = [given(cells[f"{side}Type{at}Code"]) for at in (1, 2, 3)]
    text = given(cells[f"{side}Name"]) or given(cells[f"{side}Code"])
    if not text and not told:
        return (), ()
    table = gdelt()
    notes: tuple[str, ...] = ()
    country = codes.country(table.countries.get(told, told))
    if told and country is None and told not in table.regions["names"]:
        notes = (f"no country: '{told}'; kept without it",)
    # a body stands where a country does
    bodies = {"IGO": "IGO", "NGO": "NGO", "IMG": "NGO", "NGM": "NGO"}
    if country is None:
        country = next((bodies[role] for role in roles if role in bodies), None)
    sector = next(filter(None, map(table.sectors.get, roles)), None)
    found = Side(
        name=_name(text, country, codes),
        text=text or codes.countries.name(told),
        country=country,
        sector=sector,
    )
    return (found,), notes


def _name(text: str, country: str | None, codes: Codes) -> str:
    """A name as people write it, from GDELT's capitals."""
    if country and (not text or codes.country(text.title()) == country):
        return codes.countries.name(country)
    if not text.isupper() or (" " not in text and len(text) <= ABBREVIATION):
        return text
    first, *rest = text.lower().split()
    words = [word if word in SMALL else word.capitalize() for word in rest]
    return " ".join([first.capitalize(), *words])


def _host(url: str) -> str | None:
    """The host of an address; None for what is none."""
    if not url.startswith(("http://", "https://")):
        return None
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _about(cells: Cells) -> Iterator[str]:
    yield given(cells["ActionGeo_Fullname"])
    yield f"event {given(cells['GLOBALEVENTID'])}"
