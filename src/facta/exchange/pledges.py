"""Pledges as a flat table: a commitment is one row, however many accounts tell it."""

from __future__ import annotations

from msgspec import Struct

from facta.records import Date, Pledge


class PledgeRow(Struct, frozen=True, kw_only=True):
    """
    A commitment over all accounts; `reports` are ids of rows of `commitments`, and
    `told_by` the accounts that say what has become of it, in order.
    """

    id: str
    kind: str
    maker: str
    recipient: str | None
    content: str
    due: Date | None
    status: str
    reports: tuple[str, ...]
    told_by: tuple[str, ...]
    made_by: str


def pledge_row(item: Pledge) -> PledgeRow:
    """The row of a pledge."""
    return PledgeRow(
        id=item.id,
        kind=item.kind,
        maker=item.maker,
        recipient=item.recipient,
        content=item.content,
        due=item.due,
        status=item.status,
        reports=tuple(commitment for _, commitment in item.reports),
        told_by=tuple(change.document for change in item.history),
        made_by=item.made_by,
    )
