"""
`facta commitments`: what was promised, threatened, demanded and refused, by maker, what
is due next first.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click
import msgspec

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.marks import before, decided
from facta.cli.text import ID, Column, file_name, show, show_json
from facta.measure.pending import PENDING, urgency
from facta.records import CommitmentKind, Pledge, Status

if TYPE_CHECKING:
    from facta.ledger import Ledger, Mark

COLUMNS = (
    Column("id", ID),
    Column("maker", 16),
    Column("kind", 9),
    Column("to", 16),
    Column("due", 18),
    Column("status", 13),
    Column("told", 4),
    Column("source", 24),
    Column("what"),
)


class PledgeLine(Pledge, frozen=True, kw_only=True):
    """
    A pledge under the id of its first report, which is one that `facta why` takes.

    `pledge` is its own id; `sources[i]` is where the account of `reports[i]` came from,
    `decided` what people decided of any of them.
    """

    pledge: str
    sources: tuple[str, ...]
    decided: tuple[str, ...] = ()


@click.command("commitments")
@options.ledger
@options.party("--maker", "--actor", doing="made it")
@options.party("--recipient", doing="it is made to")
@options.since
@options.until
@click.option(
    "--kind",
    type=click.Choice(get_args(CommitmentKind)),
    help="What kind of commitment.",
)
@click.option(
    "--status", type=click.Choice(get_args(Status)), help="What has become of it."
)
@click.option(
    "--on",
    "today",
    type=options.Day(),
    help="Count what is due next from this day. By default, today.",
)
@options.as_json
def command(
    ledger: Path,
    maker: tuple[str, ...],
    recipient: tuple[str, ...],
    since: datetime.date | None,
    until: datetime.date | None,
    kind: CommitmentKind | None,
    status: Status | None,
    today: datetime.date | None,
    as_json: bool,
) -> int:
    """
    List the commitments of a ledger by maker, what is due next first; give an id to
    `facta why`.

    Several accounts of one commitment are one line; "kept, it says" is what only its
    maker tells of itself. --since and --until bound the day it was made.
    """
    from facta.cli import asking

    on = today or datetime.datetime.now(datetime.UTC).date()
    with options.opened(ledger) as opened:
        if asking.is_empty(opened, ledger):
            return DONE
        asked = asking.filters(
            opened,
            maker=maker,
            recipient=recipient,
            since=since,
            until=until,
            kind=kind,
            status=status,
        )
        pledged = asking.answer(partial(board, opened, on), "commitment", asked, opened)
        if pledged is None:
            return DONE
        sources = options.sources(opened)
        marks = opened.marks()
        found = [sourced(item, sources, marks) for item in pledged]
        if as_json:
            show_json(map(msgspec.json.encode, found), empty="")
        else:
            show(COLUMNS, (row(item, on) for item in found), empty="")
    return DONE


def board(
    ledger: Ledger, on: datetime.date, *, status: Status | None = None, **asked: Any
) -> list[Pledge]:
    """
    The pledges of which at least one report fits, with this status if one is asked for,
    in order.
    """
    fitting = {(item.document, item.id) for item in ledger.commitments(**asked)}
    if not fitting:
        return []
    wanted = [
        item
        for item in ledger.pledges()
        if fitting & set(item.reports) and status in (None, item.status)
    ]
    return sorted(wanted, key=lambda item: (item.maker, *urgency(item, on)))


def sourced(
    pledge: Pledge, sources: Mapping[str, str], marks: Mapping[str, Mark]
) -> PledgeLine:
    """The pledge with its sources, and what was decided of it."""
    fields = msgspec.structs.asdict(pledge) | {
        "id": pledge.reports[0][1],
        "pledge": pledge.id,
    }
    return PledgeLine(
        **fields,
        sources=tuple(sources[document] for document, _ in pledge.reports),
        decided=decided(marks, (name for _, name in pledge.reports)),
    )


def row(item: PledgeLine, on: datetime.date) -> tuple[str, ...]:
    """The row of one pledge, with its first account."""
    from facta.brief.words import day

    due = ""
    if item.due:
        overdue = item.due < on and item.status in PENDING
        due = day(item.due) + " past" * overdue
    return (
        item.id[:ID],
        item.maker,
        item.kind,
        item.recipient or "",
        due,
        "kept, it says" if item.claimed else item.status.replace("_", " "),
        str(len(set(item.sources))),
        file_name(item.sources[0]),
        before(item.decided) + item.content,
    )
