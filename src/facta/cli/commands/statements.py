"""`facta statements`: who said what, from a ledger."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import get_args

import click
import msgspec

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.marks import before, decided
from facta.cli.text import ID, Column, file_name, show, show_json
from facta.cli.when import explained, short
from facta.records import AttributionKind, Relation, SpeakerKind, Statement

COLUMNS = (
    Column("id", ID),
    Column("when", 15),
    Column("speaker", 26),
    Column("to", 16),
    Column("channel", 16),
    Column("source", 24),
    Column("words"),
)


class StatementLine(Statement, frozen=True, kw_only=True):
    """
    A statement with where its account came from; `when` is its date in words, `sure`
    whether a brief shows it, `decided` what people decided of it.
    """

    source: str
    when: str | None
    sure: bool
    decided: tuple[str, ...] = ()


@click.command("statements")
@options.ledger
@options.party("--speaker", "--actor", doing="spoke")
@options.party("--addressee", "--recipient", doing="was spoken to, or of")
@options.since
@options.until
@click.option(
    "--kind",
    type=click.Choice(get_args(SpeakerKind)),
    help="How the account names the speaker.",
)
@click.option("--channel", help='Where it was said, as "Truth Social".')
@click.option(
    "--relation",
    type=click.Choice(get_args(Relation)),
    help="First-hand, or told on by somebody.",
)
@click.option(
    "--attribution",
    type=click.Choice(get_args(AttributionKind)),
    help="Whether it is asserted, asked, demanded, believed or intended.",
)
@options.as_json
def command(
    ledger: Path,
    speaker: tuple[str, ...],
    addressee: tuple[str, ...],
    since: datetime.date | None,
    until: datetime.date | None,
    kind: SpeakerKind | None,
    channel: str | None,
    relation: Relation | None,
    attribution: AttributionKind | None,
    as_json: bool,
) -> int:
    """
    List the statements of a ledger in order of time, the undated last; give an id to
    `facta why`.
    """
    from facta.cli import asking
    from facta.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        if asking.is_empty(opened, ledger):
            return DONE
        asked = asking.filters(
            opened,
            speaker=speaker,
            addressee=addressee,
            since=since,
            until=until,
            kind=kind,
            channel=channel,
            relation=relation,
            attribution=attribution,
        )
        said = asking.answer(opened.statements, "statement", asked, opened)
        if said is None:
            return DONE
        sources = options.sources(opened)
        marks = opened.marks()
        found = (
            lined(item, sources[item.document], decided(marks, [item.id]))
            for item in said
        )
        if as_json:
            show_json(map(msgspec.json.encode, found), empty="")
        else:
            show(COLUMNS, explained(map(row, found)), empty="")
    return DONE


def lined(item: Statement, source: str, said: tuple[str, ...] = ()) -> StatementLine:
    """The statement with its source, its date in words, and whether it is sure."""
    from facta.extract.times.wording import when

    told = when(item.date, item.date_precision, item.date_basis)
    return StatementLine(
        **msgspec.structs.asdict(item),
        source=source,
        when=told,
        sure=item.shown,
        decided=said,
    )


def row(item: StatementLine) -> tuple[str, ...]:
    """
    The row of one statement; a speaker who is not named stands with how the account
    calls him.
    """
    from facta.brief.words import speaker, when

    who, words = speaker(item.speaker), item.content.text
    if item.speaker.kind != "named":
        who += f" ({item.speaker.kind})"
    if item.direct:
        words = f"“{words}”"
    if item.relation == "relayed":
        words = f"relayed: {words}"
    if item.attribution != "assertion":
        words = f"{item.attribution}: {words}"
    if not item.sure:
        words = f"unsure: {words}"
    words = before(item.decided) + words
    return (
        item.id[:ID],
        short(when(item)),
        who,
        item.addressee or "",
        item.channel or "",
        file_name(item.source),
        words,
    )
