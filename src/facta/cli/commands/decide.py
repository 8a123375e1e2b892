"""`facta decide`: what a person decides about the records of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.text import line
from facta.errors import SettingsError
from facta.ledger import Decision, Ledger

Command = TypeVar("Command", bound=Callable[..., Any])
ids = click.argument("records", metavar="ID...", nargs=-1, required=True)
one = click.argument("record", metavar="ID")


def signed(command: Command) -> Command:
    """The options of every decision: where, by whom, and why."""
    shared = (options.ledger, by, note)
    for option in reversed(shared):
        command = option(command)
    return command


by = click.option(
    "--by", metavar="NAME", help="Who decides; by default the name that git knows."
)
note = click.option("--note", default="", help="Why, in your words.")


@click.group("decide")
def command() -> None:
    """
    Accept, reject, correct, merge or split what a ledger holds, or take that back;
    nothing that was extracted is changed.
    """


@command.command("accept")
@ids
@signed
def accept(records: tuple[str, ...], ledger: Path, by: str | None, note: str) -> int:
    """
    Vouch for records: an event or statement that was too unsure to count does.
    """
    with deciding(ledger) as opened:
        made = opened.accept(records, by=named(by), note=note)
    return told(made)


@command.command("reject")
@ids
@signed
def reject(records: tuple[str, ...], ledger: Path, by: str | None, note: str) -> int:
    """
    Let records count for nothing: in no happening, measure, list or brief.
    """
    with deciding(ledger) as opened:
        made = opened.reject(records, by=named(by), note=note)
    return told(made)


@command.command("correct")
@one
@click.argument("fields", metavar="FIELD=VALUE...", nargs=-1, required=True)
@signed
def correct(
    record: str, fields: tuple[str, ...], ledger: Path, by: str | None, note: str
) -> int:
    """
    Give fields of a record other values; docs/ledger.md lists them.

    \b
    event       type, mode, date, actor, recipient, auxiliary
    statement   speaker, kind
    commitment  status, due, maker, recipient
    happening   date, type
    figure      value, unit, of
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    given = dict(map(_field, fields))
    with deciding(ledger) as opened:
        made = opened.correct(record, given, by=named(by), note=note)
    return told([made])


@command.command("merge")
@ids
@signed
def merge(records: tuple[str, ...], ledger: Path, by: str | None, note: str) -> int:
    """Say that happenings are one."""
    with deciding(ledger) as opened:
        made = opened.merge(records, by=named(by), note=note)
    return told([made])


@command.command("split")
@click.argument("happening")
@click.argument("events", metavar="EVENT...", nargs=-1, required=True)
@signed
def split(
    happening: str, events: tuple[str, ...], ledger: Path, by: str | None, note: str
) -> int:
    """Say that some events of a happening are of another one."""
    with deciding(ledger) as opened:
        made = opened.split(happening, events, by=named(by), note=note)
    return told([made])


@command.command("note")
@one
@click.argument("text")
@options.ledger
@by
def note_(record: str, text: str, ledger: Path, by: str | None) -> int:
    """Write a note on a record, which changes nothing else."""
    with deciding(ledger) as opened:
        made = opened.remark(record, text, by=named(by))
    return told([made])


@command.command("decisive")
@ids
@click.option("--not", "off", is_flag=True, help="Take the mark away.")
@signed
def decisive(
    records: tuple[str, ...], off: bool, ledger: Path, by: str | None, note: str
) -> int:
    """Mark records as decisive: lists and the brief show it."""
    with deciding(ledger) as opened:
        made = opened.decisive(records, not off, by=named(by), note=note)
    return told(made)


@command.command("undo")
@click.argument("record", metavar="[ID]", required=False)
@signed
def undo(record: str | None, ledger: Path, by: str | None, note: str) -> int:
    """
    Take back the last decision on a record, or the last of all, by another decision.
    """
    with deciding(ledger) as opened:
        made = opened.undo(record, by=named(by), note=note)
    return told([made])


@contextmanager
def deciding(path: Path) -> Iterator[Ledger]:
    """A ledger in which all that is decided takes effect, or nothing is kept."""
    from facta.pipeline import taking_effect

    with options.to_change(path) as opened, taking_effect(opened, options.note):
        yield opened


def named(by: str | None) -> str:
    """Who decides."""
    from facta.library.person import person

    return by or person()


def told(made: Sequence[Decision]) -> int:
    """One line a decision: its number, what was decided, and of which record."""
    for item in made:
        click.echo(line(f"{item.number}  {item.verdict}  {item.kind} {item.record}"))
    return DONE


def _field(text: str) -> tuple[str, str]:
    name, joined, value = text.partition("=")
    if not joined:
        raise SettingsError(f"{text!r}: no field; write it as FIELD=VALUE")
    return name.strip(), value
