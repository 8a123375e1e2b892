"""`facta decisions`: who decided what, when, and what has become of it."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from facta.cli import options
from facta.cli.main import DONE, WITH_SKIPPED
from facta.cli.text import ID, Column, line, show, show_json
from facta.errors import SettingsError
from facta.ledger import Decision, Ledger, Standing
from facta.records import Skipped

if TYPE_CHECKING:
    from facta.ledger.nouns import Record

COLUMNS = (
    Column("number", 6),
    Column("when", 16),
    Column("by", 20),
    Column("verdict", 9),
    Column("state", 10),
    Column("kind", 10),
    Column("record", ID),
    Column("what"),
)
EMPTY = "no decision fits; make one with facta decide"
UNSETTLED = Standing(state="counts")


@click.command("decisions")
@options.ledger
@click.option("--record", metavar="ID", help="Those on one record.")
@click.option("--by", metavar="NAME", help="Those of one person, in any case.")
@options.since
@click.option(
    "--conflicts", is_flag=True, help="Those whose record is not there any more."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write all decisions as JSON lines, for another ledger.",
)
@click.option(
    "--in",
    "into",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Take in the decisions of another ledger.",
)
@options.as_json
def command(
    ledger: Path,
    record: str | None,
    by: str | None,
    since: datetime.date | None,
    conflicts: bool,
    out: Path | None,
    into: Path | None,
    as_json: bool,
) -> int:
    """
    List who decided what about which record, when, and whether it counts.
    """
    if out and into:
        raise SettingsError("--out and --in are two commands; give one of them")
    if into:
        return _take(ledger, into)
    with Ledger.open(ledger, read_only=True) as opened:
        if out:
            return _pour(opened, out)
        standings = opened.standings()
        found = [
            (item, standings.get(item.number, UNSETTLED))
            for item in opened.decisions(opened.get(record).id if record else None)
            if (not by or item.by.casefold() == by.casefold())
            and (since is None or item.at.date() >= since)
        ]
        if conflicts:
            found = [pair for pair in found if pair[1].state == "conflict"]
        if as_json:
            show_json((_encoded(*pair) for pair in found), empty=EMPTY)
        else:
            show(COLUMNS, (_row(*pair) for pair in found), empty=EMPTY)
    return DONE


def _pour(ledger: Ledger, out: Path) -> int:
    """All decisions into a file, which is written whole or not at all."""
    from facta.cli.output import replaced
    from facta.ledger.sharing import line as shared

    data = b"".join(shared(item) + b"\n" for item in ledger.decisions())
    if out.exists() and not _ours(out):
        raise SettingsError(
            f"{out}: a file that holds no decisions stands there; choose another name"
        )
    replaced(out, data)
    click.echo(out)
    return DONE


def _ours(out: Path) -> bool:
    """Whether a file holds decisions, or nothing."""
    with out.open("rb") as file:
        first = file.readline()
    return not first or first.startswith(b'{"record":')


def _take(path: Path, into: Path) -> int:
    """Decisions of a file into a ledger; what finds no record is named."""
    from facta.pipeline import taking_effect

    skipped: list[Skipped] = []
    found = list(_read(into, skipped))
    with options.to_decide(path) as opened:
        with taking_effect(opened, options.note):
            new = opened.take(found)
        standings = opened.standings()
        for item in new:
            now = standings.get(item.number, UNSETTLED)
            if now.state == "conflict":
                where = f"decision {item.number}, {item.verdict} {item.kind} {item.record[:ID]}"
                left = Skipped(where, f"{now.reason}; kept as a conflict")
                skipped.append(left)
                options.note(f"{left.source}: {left.reason}")
    options.note(f"{len(new)} new, {len(found) - len(new)} known")
    return WITH_SKIPPED if skipped else DONE


def _read(into: Path, skipped: list[Skipped]) -> Iterator[Decision]:
    from facta.cli.lines import BadLineError, objects, read, skip
    from facta.ledger.sharing import Line, decision

    for number, given in objects(os.fspath(into)):
        try:
            yield decision(read(given, Line))
        except BadLineError as reason:
            skip(os.fspath(into), number, reason, skipped)


def _encoded(item: Decision, now: Standing) -> bytes:
    """
    A decision with what has become of it; `now` is the id that its record has, `reason`
    what stands in the way of finding it.
    """
    fields = msgspec.structs.asdict(item) | {
        "key": item.key,
        "state": now.state,
        "now": now.record,
        "reason": now.reason,
    }
    return msgspec.json.encode(fields)


def _row(item: Decision, now: Standing) -> tuple[str, ...]:
    return (
        str(item.number),
        f"{item.at:%Y-%m-%d %H:%M}",
        item.by,
        item.verdict,
        now.state,
        item.kind,
        (now.record or item.record)[:ID],
        "; ".join(filter(None, (*says(item), item.note, now.reason))),
    )


def says(item: Decision) -> Sequence[str]:
    """What a decision says beyond its verdict, in words."""
    from facta.ledger.corrections import changed
    from facta.ledger.effects import ids

    if item.verdict == "corrected":
        seen = snapshot(item)
        found = changed(seen, item.kind, item.value) if seen else []
        return [f"{name}: {before}, now {after}" for name, before, after in found]
    if item.verdict == "merged":
        return ["with " + ", ".join(each[:ID] for each in ids(item.value)[1:])]
    if item.verdict == "split":
        return ["off " + ", ".join(each[:ID] for each in ids(item.value))]
    if item.verdict == "decisive" and item.value == "false":
        return ["not any more"]
    return []


def snapshot(item: Decision) -> Record | None:
    """The record as the person saw it; None where it cannot be read."""
    from facta.ledger.lookup import TABLES

    try:
        return msgspec.json.decode(item.snapshot, type=TABLES[item.kind][1])
    except (msgspec.DecodeError, ValueError):
        return None


def summary(item: Decision, now: Standing) -> str:
    """One line for `facta why`."""
    state = "" if now.state == "counts" else f" ({now.state})"
    said = "; ".join(filter(None, (*says(item), item.note)))
    return line(
        f"{item.verdict}{state} by {item.by} on {item.at:%Y-%m-%d}"
        f"{f': {said}' if said else ''}"
    )
