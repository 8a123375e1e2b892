"""`facta timeline`: the happenings of a ledger in order of time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import msgspec

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.text import ID, Column, show, show_json
from facta.cli.when import explained, short
from facta.records import Happening

COLUMNS = (
    Column("id", ID),
    Column("when", 19),
    Column("actor", 20),
    Column("type", 24),
    Column("recipient", 20),
    Column("reports", 18),
    Column("told as"),
)
EMPTY = "no happening fits; give fewer filters"


@click.command("timeline")
@options.ledger
@options.actor
@options.recipient
@options.since
@options.until
@click.option("--type", "event_type", help="PLOVER type, as ASSAULT.")
@options.as_json
def command(
    ledger: Path,
    actor: str | None,
    recipient: str | None,
    since: datetime.date | None,
    until: datetime.date | None,
    event_type: str | None,
    as_json: bool,
) -> int:
    """List the happenings of a ledger in order of time, the undated last."""
    from facta.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        found = opened.happenings(actor=actor, recipient=recipient, since=since, until=until, event_type=event_type)
        if as_json:
            show_json((msgspec.json.encode(lined(item)) for item in found), empty=EMPTY)
        else:
            show(COLUMNS, explained(rows(found)), empty=EMPTY)
    return DONE


class HappeningLine(Happening, frozen=True, kw_only=True):
    """A happening with its date in words."""

    when: str | None


def lined(item: Happening) -> HappeningLine:
    """The happening with its date in words: "2019", "May 2025", "by 28 May 2025", None."""
    from facta.extract.times.wording import when

    told = when(item.date, item.date_precision, item.date_basis, auxiliary=item.auxiliary)
    return HappeningLine(**msgspec.structs.asdict(item), when=told)


def rows(happenings: Iterable[Happening]) -> Iterator[tuple[str, ...]]:
    """One row a happening."""
    from facta.brief.words import when

    for item in happenings:
        kind = item.event_type + (f" {item.mode}" if item.mode else "")
        actor, recipient = (" & ".join(names) or "-" for names in (item.actor, item.recipient))
        count = f"{len(item.reports)} ({len(item.originators)} originators)"
        yield item.id[:ID], short(when(item)), actor, kind, recipient, count, " ".join(item.auxiliary)
