"""
Pledges to the rows of their tables, by the names of columns; pure.

Each struct is a table, each field a column of that name, in the order of the schema but
for the checksum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from facta.ledger.sums import Row
from facta.records import Date, Pledge


class PledgeRow(Struct, frozen=True, kw_only=True):
    """A row of `pledges`."""

    id: str
    kind: str
    maker: str
    recipient: str | None
    content: str
    due: str | None
    status: str
    reports: int
    made_by: str
    record: bytes


class ReportRow(Struct, frozen=True, kw_only=True):
    """A row of `pledge_reports`: a commitment that tells a pledge."""

    pledge: str
    position: int
    document: str
    commitment: str


class ChangeRow(Struct, frozen=True, kw_only=True):
    """A row of `pledge_changes`: what an account says has become of a pledge."""

    pledge: str
    position: int
    status: str
    document: str
    start: int
    end: int
    date: str | None


COLUMNS: dict[str, type[Struct]] = {
    "pledges": PledgeRow,
    "pledge_reports": ReportRow,
    "pledge_changes": ChangeRow,
}
TABLES = ("pledge_changes", "pledge_reports", "pledges")  # children before parents
# as linking orders them; SQLite compares text by its UTF-8, which is Python's order
ORDER = "maker, due IS NULL, due, content, id"
UNTOLD = """SELECT r.pledge, r.commitment FROM pledge_reports r WHERE NOT EXISTS
    (SELECT 1 FROM commitments c WHERE c.document = r.document AND c.id = r.commitment)
    ORDER BY r.pledge, r.position"""


def rows(pledges: Iterable[Pledge]) -> Iterator[tuple[str, list[Row]]]:
    """Each table with all its rows, parents before children."""
    found = list(pledges)
    yield "pledges", [_row(_pledge(item)) for item in found]
    yield "pledge_reports", [_row(row) for item in found for row in _reports(item)]
    yield "pledge_changes", [_row(row) for item in found for row in _changes(item)]


def _row(named: Struct) -> Row:
    return msgspec.structs.astuple(named)


def _pledge(item: Pledge) -> PledgeRow:
    return PledgeRow(
        id=item.id,
        kind=item.kind,
        maker=item.maker,
        recipient=item.recipient,
        content=item.content,
        due=_day(item.due),
        status=item.status,
        reports=len(item.reports),
        made_by=item.made_by,
        record=msgspec.json.encode(item),
    )


def _reports(item: Pledge) -> Iterator[ReportRow]:
    for position, (document, commitment) in enumerate(item.reports):
        yield ReportRow(
            pledge=item.id, position=position, document=document, commitment=commitment
        )


def _changes(item: Pledge) -> Iterator[ChangeRow]:
    for position, change in enumerate(item.history):
        yield ChangeRow(
            pledge=item.id,
            position=position,
            status=change.status,
            document=change.document,
            start=change.span.start,
            end=change.span.end,
            date=_day(change.date),
        )


def _day(date: Date | None) -> str | None:
    return date.isoformat() if date else None
