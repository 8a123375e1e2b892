"""
Commitments of which something may still come, what is due next first. Pure.

The day from which one looks is given; what accounts told later is taken back (`known`).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from facta.records import CommitmentKind, Date, Pledge, Status

Published = Mapping[str, Date | None]  # by document
# what may still fall due; the rest is settled, whatever its day
PENDING: frozenset[Status] = frozenset({"open", "in_the_works", "stalled"})
# what binds somebody to an act; a refusal or a denial says what will not be
BINDING: frozenset[CommitmentKind] = frozenset(
    {"promise", "offer", "threat", "ultimatum", "demand", "agreement"}
)
# until what nobody tells of any more is no longer looked for: half a year; judged
FADED = datetime.timedelta(weeks=26)
Standing = Literal["due", "overdue", "undated", "faded"]


class Open(Struct, frozen=True, kw_only=True):
    """
    A commitment without an outcome. It is due, or overdue since a day that has passed;
    undated where no account gives one; faded where it was due, or last told of without
    a day, too long ago. `days` are those to its own; `told` is the last publication.
    """

    pledge: Pledge
    standing: Standing
    days: int | None
    told: Date | None


def pending(
    pledges: Iterable[Pledge], published: Published, today: Date | None
) -> tuple[Open, ...]:
    """
    What binds somebody and has no outcome: due next first, then overdue (the latest
    first), then without a day, then faded; of those alike what most accounts tell.

    Args:
        pledges: any order.
        published: when each account was.
        today: the day from which one looks; None where no account has one, and then
            nothing that has a day is overdue.
    """
    found = (
        _open(pledge, published, today)
        for pledge in pledges
        if pledge.status in PENDING and pledge.kind in BINDING
    )
    return tuple(sorted(found, key=_order))


def urgency(pledge: Pledge, on: Date) -> tuple[int, int]:
    """
    Where a pledge stands among those of its maker: due next, then overdue (the latest
    first), undated, settled.

    What is settled no longer falls due, whatever its day.
    """
    if pledge.status not in PENDING:
        return 3, -(pledge.due or datetime.date.min).toordinal()
    if pledge.due is None:
        return 2, 0
    days = (pledge.due - on).days
    if days < 0:
        return 1, -days
    return 0, days


def known(
    pledges: Iterable[Pledge], published: Published, today: Date | None
) -> Iterator[Pledge]:
    """
    The pledges as accounts told them by a day; what has no day of publication was
    always told.

    Args:
        pledges: any order.
        published: when each account was.
        today: the day; None for all that is told.
    """

    def by_then(document: str) -> bool:
        day = published.get(document)
        return today is None or day is None or day <= today

    for pledge in pledges:
        reports = tuple(told for told in pledge.reports if by_then(told[0]))
        history = tuple(told for told in pledge.history if by_then(told.document))
        if history != pledge.history:
            status: Status = history[-1].status if history else "open"
            pledge = replace(pledge, history=history, status=status)
        if reports:
            yield replace(pledge, reports=reports)


def _open(pledge: Pledge, published: Published, today: Date | None) -> Open:
    days = (published.get(document) for document, _ in pledge.reports)
    told = max(filter(None, days), default=None)
    left = (pledge.due - today).days if pledge.due and today else None
    standing: Standing = "due" if pledge.due else "undated"
    if left is not None and left < 0:
        standing = "overdue"
    since = pledge.due or told
    if standing != "due" and today and since and today - since > FADED:
        standing = "faded"
    return Open(pledge=pledge, standing=standing, days=left, told=told)


def _order(item: Open) -> tuple[int, int, int, str, str, str]:
    pledge = item.pledge
    standings: tuple[Standing, ...] = ("due", "overdue", "undated", "faded")
    day = pledge.due.toordinal() if pledge.due else 0
    return (
        standings.index(item.standing),
        day if item.standing == "due" else -day,
        -len({document for document, _ in pledge.reports}),
        pledge.maker,
        pledge.recipient or "",
        pledge.id,
    )
