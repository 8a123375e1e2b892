"""`facta decide`: what a person decides about the records of a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from msgspec import Struct

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.text import ID, cut, line
from facta.errors import SettingsError
from facta.ledger import Decision, Ledger
from facta.ledger.nouns import Proof

Command = TypeVar("Command", bound=Callable[..., Any])
EXCERPT = 100  # cells of what was decided on
Ids = tuple[str, ...]
Made = Decision | tuple[Decision, ...]


class Hand(Struct, frozen=True, kw_only=True):
    """Whose decision it is, in which ledger, and why."""

    ledger: Path
    by: str | None
    note: str

    @property
    def signature(self) -> dict[str, str]:
        """Who and why, as a ledger takes it."""
        return {"by": self.name, "note": self.note}

    @property
    def name(self) -> str:
        """Who decides."""
        from facta.library.person import person

        return self.by or person()

    def decides(self, make: Callable[[Ledger], Made]) -> int:
        """
        What is decided takes effect, or nothing of it is kept; one line a decision: its
        number, what was decided, and of which record.
        """
        from facta.pipeline import taking_effect

        with (
            options.to_decide(self.ledger) as opened,
            taking_effect(opened, options.note),
        ):
            made = make(opened)
        several = (made,) if isinstance(made, Decision) else made
        for item in several:
            text = f"{item.number}  {item.verdict}  {item.kind} {item.record}"
            click.echo(line(text))
            for told in _remarks(item):
                options.note(f"   {told}")
        return DONE


def _remarks(item: Decision) -> Iterator[str]:
    """What was decided on, in its words, and what is odd about that."""
    first: dict[str | None, Proof] = {}
    for proof in item.proofs:
        first.setdefault(proof.of, proof)
    for proof in first.values():
        yield f"“{cut(proof.sentence or proof.passage, EXCERPT)}”"
    types = sorted({proof.type for proof in item.proofs if proof.kind == "event"})
    if item.verdict == "merged" and len(types) > 1:
        yield (
            f"{' and '.join(types)} are one now; if that is a slip, "
            f"`facta decide undo {item.record[:ID]}`"
        )


def signed(command: Command) -> Any:
    """The options of every decision: where, by whom, and why."""

    @wraps(command)
    def taken(ledger: Path, by: str | None, note: str = "", **given: Any) -> Any:
        return command(Hand(ledger=ledger, by=by, note=note), **given)

    return options.ledger(by(taken))


by = click.option(
    "--by",
    metavar="NAME",
    help="Who decides; by default the name that git knows.",
)
note = click.option(
    "--note",
    default="",
    help="Why, in your words.",
)
ids = click.argument("records", metavar="ID...", nargs=-1, required=True)
one = click.argument("record", metavar="ID")


@click.group("decide")
def command() -> None:
    """
    Accept, reject, correct, merge or split what a ledger holds, or take that back;
    nothing that was extracted is changed.
    """


@command.command("accept")
@ids
@note
@signed
def accept(hand: Hand, records: Ids) -> int:
    """
    Vouch for records: an event or statement that was too unsure to count does.
    """
    return hand.decides(lambda at: at.accept(records, **hand.signature))


@command.command("reject")
@ids
@note
@signed
def reject(hand: Hand, records: Ids) -> int:
    """
    Let records count for nothing: in no happening, measure, list or brief.
    """
    return hand.decides(lambda at: at.reject(records, **hand.signature))


@command.command("correct")
@one
@click.argument("fields", metavar="FIELD=VALUE...", nargs=-1, required=True)
@note
@signed
def correct(hand: Hand, record: str, fields: Ids) -> int:
    """
    Give fields of a record other values; docs/ledger.md tells how they are written.

    \b
    event       type, mode, date, actor, recipient, auxiliary
    statement   speaker, kind
    commitment  kind, status, due, maker, recipient
    happening   date, type
    figure      value, unit, of
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    given = dict(map(_field, fields))
    return hand.decides(lambda at: at.correct(record, given, **hand.signature))


@command.command("merge")
@ids
@note
@signed
def merge(hand: Hand, records: Ids) -> int:
    """Say that happenings are one."""
    return hand.decides(lambda at: at.merge(records, **hand.signature))


@command.command("split")
@click.argument("happening")
@click.argument("events", metavar="EVENT...", nargs=-1, required=True)
@note
@signed
def split(hand: Hand, happening: str, events: Ids) -> int:
    """Say that some events of a happening are of another one."""
    return hand.decides(lambda at: at.split(happening, events, **hand.signature))


@command.command("note")
@one
@click.argument("text")
@signed
def note_(hand: Hand, record: str, text: str) -> int:
    """Write a note on a record, which changes nothing else."""
    return hand.decides(lambda at: at.remark(record, text, by=hand.name))


@command.command("decisive")
@ids
@click.option("--not", "off", is_flag=True, help="Take the mark away.")
@note
@signed
def decisive(hand: Hand, records: Ids, off: bool) -> int:
    """Mark records as decisive: lists and the brief show it."""
    return hand.decides(lambda at: at.decisive(records, not off, **hand.signature))


@command.command("undo")
@click.argument("record", metavar="[ID]", required=False)
@note
@signed
def undo(hand: Hand, record: str | None) -> int:
    """
    Take back the last decision on a record, or the last of all, by another decision.
    """
    return hand.decides(lambda at: at.undo(record, **hand.signature))


def _field(text: str) -> tuple[str, str]:
    name, joined, value = text.partition("=")
    if not joined:
        raise SettingsError(f"{text!r}: no field; write it as FIELD=VALUE")
    return name.strip(), value
