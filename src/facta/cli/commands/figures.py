"""`facta figures`: the numbers of a ledger, with what they count and who says so."""

from __future__ import annotations

import datetime
from pathlib import Path

import click
import msgspec

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.text import ID, Column, file_name, show, show_json
from facta.records import Figure

COLUMNS = (
    Column("id", ID),
    Column("value", 20),
    Column("of", 28),
    Column("says", 20),
    Column("source", 24),
    Column("words"),
)
EMPTY = "no figure fits; give fewer filters"


class FigureLine(Figure, frozen=True, kw_only=True):
    """A figure under the id that `facta why` takes, with where its account came from and its date in words."""

    id: str
    source: str
    when: str | None


@click.command("figures")
@options.ledger
@click.option("--of", help="A part of what is counted, as killed.")
@click.option("--unit", help="Unit, as USD, % or km.")
@click.option("--by", help="A part of the name of who says so.")
@options.since
@options.until
@options.as_json
def command(
    ledger: Path,
    of: str | None,
    unit: str | None,
    by: str | None,
    since: datetime.date | None,
    until: datetime.date | None,
    as_json: bool,
) -> int:
    """List the figures of a ledger account by account; give an id to `facta why`."""
    from facta.ledger import Ledger

    with Ledger.open(ledger, read_only=True) as opened:
        sources = options.sources(opened)
        asked = (item for item in opened.figures(of=of, unit=unit) if said_by(item, by) and dated(item, since, until))
        found = (identified(item, sources[item.document]) for item in asked)
        if as_json:
            show_json(map(msgspec.json.encode, found), empty=EMPTY)
        else:
            show(COLUMNS, map(row, found), empty=EMPTY)
    return DONE


def said_by(figure: Figure, by: str | None) -> bool:
    """Whether `by` is a part of the name of who gives the figure, whatever the case."""
    return by is None or by.casefold() in (figure.attributed_to or "").casefold()


def dated(figure: Figure, since: datetime.date | None, until: datetime.date | None) -> bool:
    """Whether a figure is of those days; what has no date is of none."""
    if since is None and until is None:
        return True
    return figure.date is not None and (since or figure.date) <= figure.date <= (until or figure.date)


def identified(figure: Figure, source: str) -> FigureLine:
    """The figure with its id, its source and its date in words."""
    from facta.extract.times.wording import when
    from facta.ledger.rows import figure_id

    told = when(figure.date, figure.date_precision, figure.date_basis)
    return FigureLine(**msgspec.structs.asdict(figure), id=figure_id(figure), source=source, when=told)


def row(item: FigureLine) -> tuple[str, ...]:
    """The row of one figure, with the words that give it."""
    from facta.brief.words import amount

    says = item.attributed_to or ""
    return item.id[:ID], amount(item), item.of or "", says, file_name(item.source), item.span.text
