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


@click.command("timeline")
@options.ledger
@options.actor
@options.recipient
@options.since
@options.until
@options.kind_of_event
@options.as_json
def command(
    ledger: Path,
    actor: tuple[str, ...],
    recipient: tuple[str, ...],
    since: datetime.date | None,
    until: datetime.date | None,
    event_type: tuple[str, ...],
    as_json: bool,
) -> int:
    """List the happenings of a ledger in order of time, the undated last."""
    from facta.cli import asking
    from facta.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        if asking.is_empty(opened, ledger):
            return DONE
        asked = asking.filters(
            opened, actor=actor, recipient=recipient, since=since, until=until, event_type=event_type
        )
        found = asking.answer(opened.happenings, "happening", asked, opened)
        if found is None:
            return DONE
        if as_json:
            show_json(map(msgspec.json.encode, found), empty="")
        else:
            show(COLUMNS, rows(found), empty="")
    return DONE


def rows(happenings: Iterable[Happening]) -> Iterator[tuple[str, ...]]:
    """One row a happening."""
    from facta.brief.words import when

    for item in happenings:
        kind = item.event_type + (f" {item.mode}" if item.mode else "")
        actor, recipient = (" & ".join(names) or "-" for names in (item.actor, item.recipient))
        count = f"{len(item.reports)} ({len(item.originators)} originators)"
        yield item.id[:ID], when(item), actor, kind, recipient, count, " ".join(item.auxiliary)
