"""`facta figures`: the numbers of a ledger, with what they count and who says so."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import click
import msgspec

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.marks import before, decided
from facta.cli.text import ID, Column, file_name, show, show_json
from facta.ledger import Mark
from facta.records import Figure

NO_MARKS: Mapping[str, Mark] = {}
COLUMNS = (
    Column("id", ID),
    Column("value", 20),
    Column("of", 28),
    Column("says", 20),
    Column("source", 24),
    Column("words"),
)


class FigureLine(Figure, frozen=True, kw_only=True):
    """
    A figure under the id that `facta why` takes, with where its account came from and
    its date in words, and what people decided of it.
    """

    id: str
    source: str
    when: str | None
    decided: tuple[str, ...] = ()


@click.command("figures")
@options.ledger
@click.option("--of", help="A part of what is counted, as killed.")
@click.option("--unit", help="Unit under any of its names, as USD, dollars or km.")
@options.party("--by", doing="says so")
@options.since
@options.until
@options.as_json
def command(
    ledger: Path,
    of: str | None,
    unit: str | None,
    by: tuple[str, ...],
    since: datetime.date | None,
    until: datetime.date | None,
    as_json: bool,
) -> int:
    """List the figures of a ledger account by account; give an id to `facta why`."""
    from facta.cli import asking
    from facta.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        if asking.is_empty(opened, ledger):
            return DONE
        asked = asking.filters(
            opened, of=of, unit=unit, by=by, since=since, until=until
        )
        fitting = asking.answer(opened.figures, "figure", asked, opened)
        if fitting is None:
            return DONE
        sources = options.sources(opened)
        marks = opened.marks()
        found = (identified(item, sources[item.document], marks) for item in fitting)
        if as_json:
            show_json(map(msgspec.json.encode, found), empty="")
        else:
            show(COLUMNS, map(row, found), empty="")
    return DONE


def identified(
    figure: Figure, source: str, marks: Mapping[str, Mark] = NO_MARKS
) -> FigureLine:
    """The figure with its id, its source and its date in words."""
    from facta.extract.times.wording import when
    from facta.ledger.columns import figure_id

    told = when(figure.date, figure.date_precision, figure.date_basis)
    name = figure_id(figure)
    return FigureLine(
        **msgspec.structs.asdict(figure),
        id=name,
        source=source,
        when=told,
        decided=decided(marks, [name]),
    )


def row(item: FigureLine) -> tuple[str, ...]:
    """The row of one figure, with the words that give it."""
    from facta.brief.words import amount

    says = item.attributed_to or ""
    return (
        item.id[:ID],
        amount(item),
        item.of or "",
        says,
        file_name(item.source),
        before(item.decided) + item.span.text,
    )
