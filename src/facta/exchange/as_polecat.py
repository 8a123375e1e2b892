"""
Happenings as a table with POLECAT's 40 columns, one row from one party to one other.

Source: the header of the published files (Halterman and others, POLECAT, Harvard
Dataverse).
"""

from __future__ import annotations

from typing import BinaryIO

from facta import __version__
from facta.exchange import tsv
from facta.exchange.dyadic import Dyad, dyads
from facta.exchange.told import Party, iso
from facta.ledger import Ledger


def write(ledger: Ledger, file: BinaryIO) -> None:
    """The header and the rows of a ledger."""
    tsv.write(file, COLUMNS, dyads(ledger), header=True)


def _id(row: Dyad) -> str:
    return row.happening.id


def _date(row: Dyad) -> str:
    return iso(row.happening.date, row.happening.date_precision)


def _type(row: Dyad) -> str:
    return row.happening.event_type


def _mode(row: Dyad) -> str | None:
    return row.happening.mode


def _score(row: Dyad) -> float:
    return row.happening.score


def _quad(row: Dyad) -> int:
    return row.happening.quad_code


def _contexts(row: Dyad) -> tuple[str, ...]:
    return row.event.contexts if row.event else ()


def _name(party: Party | None) -> str | None:
    return party.name if party else None


def _sector(party: Party | None) -> str | None:
    return party.sector if party else None


def _office(party: Party | None) -> str | None:
    return party.office if party else None


def _text(party: Party | None) -> str | None:
    return party.text if party else None


def _country(party: Party | None) -> str | None:
    return party.country if party else None


def _publisher(row: Dyad) -> str | None:
    return row.document.publisher if row.document else None


def _published(row: Dyad) -> str | None:
    if row.document is None or row.document.published is None:
        return None
    return row.document.published.isoformat()


def _version(row: Dyad) -> str:
    """By it reading knows its own."""
    del row
    return f"facta {__version__}"


COLUMNS: tsv.Columns[Dyad] = {
    "Event ID": _id,
    "Event Date": _date,
    "Event Type": _type,
    "Event Mode": _mode,
    "Intensity": _score,
    "Quad Code": _quad,
    "Contexts": _contexts,
    "Actor Name": lambda row: _name(row.actor),
    "Actor Country": lambda row: _country(row.actor),
    "Actor COW": None,
    "Primary Actor Sector": lambda row: _sector(row.actor),
    "Actor Sectors": lambda row: _sector(row.actor),
    "Actor Title": lambda row: _office(row.actor),
    "Actor Name Raw": lambda row: _text(row.actor),
    "Wikipedia Actor ID": None,
    "Recipient Name": lambda row: _name(row.recipient),
    "Recipient Country": lambda row: _country(row.recipient),
    "Recipient COW": None,
    "Primary Recipient Sector": lambda row: _sector(row.recipient),
    "Recipient Sectors": lambda row: _sector(row.recipient),
    "Recipient Title": lambda row: _office(row.recipient),
    "Recipient Name Raw": lambda row: _text(row.recipient),
    "Wikipedia Recipient ID": None,
    "Placename": None,
    "City": None,
    "District": None,
    "Province": None,
    "Country": None,
    "Latitude": None,
    "Longitude": None,
    "GeoNames ID": None,
    "Raw Placename": None,
    "Feature Type": None,
    "Source": _publisher,
    "Publication Date": _published,
    "Story People": None,
    "Story Organizations": None,
    "Story Locations": None,
    "Language": None,
    "Version": _version,
}
