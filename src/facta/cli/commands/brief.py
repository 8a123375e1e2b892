"""`facta brief`: the page of a ledger again, whole or narrowed."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from facta.cli import options
from facta.cli.main import CANNOT, DONE
from facta.cli.text import line
from facta.errors import SettingsError


@click.command("brief")
@options.ledger
@options.output
@options.actor
@options.recipient
@options.since
@options.until
@options.kind_of_event
@options.title
@options.quiet
def command(
    ledger: Path,
    output: Path,
    actor: tuple[str, ...],
    recipient: tuple[str, ...],
    since: datetime.date | None,
    until: datetime.date | None,
    event_type: tuple[str, ...],
    title: str | None,
    quiet: bool,
) -> int:
    """
    Write the brief of a ledger (HTML, Markdown, JSON or DOCX, by the name of the output), or
    of what its filters leave.

    Nothing is read anew. Where no account gives anything to what is asked, no page is
    written.
    """
    from facta.brief import Narrowing, compose, packed
    from facta.brief.words import agreed
    from facta.cli import asking
    from facta.cli.output import STATES, STDOUT, check, suffix, write
    from facta.ledger import Ledger
    from facta.ontology import Countries

    check(output, ledger=ledger)
    with Ledger.open(ledger, read_only=True) as opened:
        given = {
            "actor": actor,
            "recipient": recipient,
            "since": since,
            "until": until,
            "event_type": event_type,
        }
        if asking.is_empty(opened, ledger) and any(given.values()):
            return CANNOT
        asked = asking.settled(opened, **given)
        narrowing = Narrowing.of(opened, **asked)
        brief = compose(opened, Countries.load(), title=title, asked=narrowing)
    notes = asking.notes(asked)
    if narrowing and not brief.accounts:
        why = "; ".join(notes) or "give fewer filters"
        raise SettingsError(f"{ledger}: nothing fits {narrowing.words()}; {why}")
    changed = write(output, packed(brief, suffix(output)))
    if not quiet:
        for note in notes:
            click.echo(f"facta: {line(note)}", err=True)
        click.echo(
            ", ".join(
                f"{count:,} {agreed(name, count)}" for name, count in brief.facts
            ),
            err=True,
        )
        click.echo(f"ledger {ledger}, brief {STATES[changed]}:", err=True)
    if output != STDOUT:
        click.echo(output)
    return DONE
