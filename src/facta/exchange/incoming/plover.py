"""
PLOVER as JSON lines, one event or happening a line, with the field names of
`facta annotate` and `facta export --format plover`.

`event_type` and `date` are needed, or `date_basis` "unresolved" where there is none.
Parties are objects, or names alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from facta.exchange.incoming.codes import Codes, day, given, maybe_day
from facta.exchange.incoming.nouns import CodedEvent, Side, UnfitError
from facta.records import AUXILIARIES, Date, DateBasis, Precision

Read = CodedEvent | UnfitError


class Party(Struct, frozen=True):
    """A party as a line has it; all but one of `name` and `country` may be missing."""

    name: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    text: str | None = None


class Report(Struct, frozen=True):
    """An account that a line goes back to."""

    source: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None


class Line(Struct, frozen=True, kw_only=True):
    """A line; other keys are passed over."""

    event_type: str
    id: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    auxiliary: tuple[str, ...] = ()
    actor: tuple[Party | str, ...] = ()
    recipient: tuple[Party | str, ...] = ()
    date: str | None = None
    date_precision: Precision | None = None
    date_basis: DateBasis | None = None
    event_text: str | None = None
    confidence: float = 1.0
    reports: tuple[Report, ...] = ()


def events(lines: Iterable[str], source: str) -> Iterator[tuple[int, Read]]:
    """The events of a file, each with the number of its line."""
    del source
    codes = Codes.load()
    decoder = msgspec.json.Decoder(Line)
    for number, text in enumerate(lines, 1):
        if text.strip():
            yield number, _read(text, decoder, codes)


def _read(text: str, decoder: msgspec.json.Decoder[Line], codes: Codes) -> Read:
    try:
        return _event(decoder.decode(text), codes)
    except msgspec.ValidationError as error:
        return UnfitError(str(error).replace("`", "'"))
    except (msgspec.DecodeError, UnicodeEncodeError):
        return UnfitError("not JSON")
    except UnfitError as unfit:
        return unfit


def _event(line: Line, codes: Codes) -> CodedEvent:
    event_type = codes.type_of(line.event_type)
    mode, notes = codes.mode_of(event_type, line.mode or "")
    date, precision, basis = _date(line)
    report = next(iter(line.reports), Report())
    if not 0 < line.confidence <= 1:
        raise UnfitError(f"no confidence: {line.confidence:g}")
    return CodedEvent(
        what=event_type + f" {mode}" * bool(mode),
        event_type=event_type,
        mode=mode,
        contexts=tuple(
            name for name in line.contexts if name in codes.ontology.contexts
        ),
        auxiliary=tuple(flag for flag in AUXILIARIES if flag in line.auxiliary),
        rule="plover",
        actor=_sides(line.actor, codes),
        recipient=_sides(line.recipient, codes),
        date=date,
        date_precision=precision,
        date_basis=basis,
        quote=given(line.event_text) or None,
        about=(f"event {line.id}" if line.id else "",),
        title=given(report.title) or None,
        publisher=given(report.publisher) or None,
        published=maybe_day(given(report.published)),
        url=given(report.url) or None,
        confidence=line.confidence,
        notes=notes,
    )


def _date(line: Line) -> tuple[Date | None, Precision | None, DateBasis]:
    if not line.date and line.date_basis == "unresolved":
        return None, None, "unresolved"
    date, precision = day(given(line.date))
    basis = line.date_basis or "stated"
    if basis == "unresolved":
        raise UnfitError("a date that is unresolved")
    return date, line.date_precision or precision, basis


def _sides(parties: tuple[Party | str, ...], codes: Codes) -> tuple[Side, ...]:
    found = (_side(party, codes) for party in parties)
    return tuple(party for party in found if party)


def _side(party: Party | str, codes: Codes) -> Side | None:
    if isinstance(party, str):
        country = codes.country(party)
        name = codes.countries.name(country) if country else given(party)
        return Side(name=name, text=name, country=country) if name else None
    country = codes.country(party.country or "") or codes.country(party.name or "")
    name = given(party.name) or (codes.countries.name(country) if country else "")
    if not name:
        return None
    return Side(
        name=name,
        text=given(party.text) or name,
        country=country,
        sector=codes.sector(party.sector or ""),
        office=given(party.office) or None,
    )
