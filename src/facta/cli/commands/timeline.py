"""`facta timeline`: the happenings of a ledger in order of time."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from facta.cli import options
from facta.cli.main import DONE
from facta.records import Happening

ID = 8  # digits of an id that a table shows; enough for `facta why`


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
            for item in found:
                click.echo(msgspec.json.encode(item))
        else:
            for row in table(found):
                click.echo(row)
    return DONE


def table(happenings: Iterator[Happening]) -> Iterator[str]:
    """One line a happening: id, date, actors, type, recipients, reports."""
    from facta.brief.words import when

    yield f"{'id':<{ID}}  {'when':<19}  {'actor':<20}  {'type':<24}  {'recipient':<20}  reports"
    for item in happenings:
        kind = item.event_type + (f" {item.mode}" if item.mode else "")
        marks = f"  {' '.join(item.auxiliary)}" if item.auxiliary else ""
        ends = (_cut(" & ".join(names) or "-") for names in (item.actor, item.recipient))
        actor, recipient = ends
        count = f"{len(item.reports)} ({len(item.originators)} originators)"
        yield f"{item.id[:ID]:<{ID}}  {when(item):<19}  {actor:<20}  {kind:<24}  {recipient:<20}  {count}{marks}"


def _cut(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"
