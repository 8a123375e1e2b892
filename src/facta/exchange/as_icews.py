"""
Happenings as a table with ICEWS' 20 columns, one row from one party to one other, with
CAMEO codes and Goldstein scores.

Source: the header of the published files (Boschee and others, ICEWS Coded Event Data,
Harvard Dataverse).
"""

from __future__ import annotations

from functools import cache
from typing import BinaryIO

from facta.exchange import tsv
from facta.exchange.columns import cameo
from facta.exchange.dyadic import Dyad, dyads, land
from facta.exchange.incoming.codes import icews
from facta.exchange.told import Party, iso
from facta.ledger import Ledger
from facta.ontology import Countries


def write(ledger: Ledger, file: BinaryIO) -> None:
    """The header and the rows of a ledger."""
    tsv.write(file, COLUMNS, dyads(ledger), header=True)


@cache
def _countries() -> Countries:
    return Countries.load()


def _number(row: Dyad) -> int:
    return row.number


def _date(row: Dyad) -> str:
    return iso(row.happening.date, row.happening.date_precision)


def _name(party: Party | None) -> str | None:
    return party.name if party else None


def _labels(party: Party | None) -> str | None:
    """ICEWS' labels for the sector and for the kind of body, with commas between."""
    if party is None:
        return None
    bodies = icews().bodies.items()
    body = [label for label, code in bodies if code == party.country][:1]
    own = icews().labels.get(party.sector or "")
    return ",".join(filter(None, (*body, own)))


def _country(party: Party | None) -> str | None:
    country = land(party)
    return _countries().name(country) if country else None


def _text(row: Dyad) -> str:
    return cameo().names.get(row.code, "")


def _code(row: Dyad) -> str:
    return row.code


def _goldstein(row: Dyad) -> float | None:
    return row.goldstein


def _story(row: Dyad) -> str | None:
    return row.document.id if row.document else None


def _sentence(row: Dyad) -> int | None:
    """ICEWS counts from 1."""
    return row.event.sentence + 1 if row.event else None


def _publisher(row: Dyad) -> str | None:
    return row.document.publisher if row.document else None


COLUMNS: tsv.Columns[Dyad] = {
    "Event ID": _number,
    "Event Date": _date,
    "Source Name": lambda row: _name(row.actor),
    "Source Sectors": lambda row: _labels(row.actor),
    "Source Country": lambda row: _country(row.actor),
    "Event Text": _text,
    "CAMEO Code": _code,
    "Intensity": _goldstein,
    "Target Name": lambda row: _name(row.recipient),
    "Target Sectors": lambda row: _labels(row.recipient),
    "Target Country": lambda row: _country(row.recipient),
    "Story ID": _story,
    "Sentence Number": _sentence,
    "Publisher": _publisher,
    "City": None,
    "District": None,
    "Province": None,
    "Country": None,
    "Latitude": None,
    "Longitude": None,
}
