"""
`facta relationship`: how two parties stand to each other, in words and in deeds, both
ways, over time.
"""

from __future__ import annotations

import datetime
import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import mean
from typing import get_args

import click
import msgspec

from facta.brief import relationship as laid
from facta.brief import words
from facta.cli import asking, options
from facta.cli.main import DONE, WITH_SKIPPED
from facta.cli.output import STDOUT, check, write
from facta.cli.reports import ReportPassages
from facta.cli.text import ID, Column, file_name, indented, line, show, show_json
from facta.errors import SettingsError, SourceError
from facta.exchange.incoming.codes import Codes
from facta.exchange.incoming.counted import counts
from facta.exchange.incoming.nouns import UnfitError
from facta.ledger import Ledger
from facta.link.grades import before, worded
from facta.measure import Period
from facta.measure.counts import of_counts
from facta.measure.coverage import covered
from facta.measure.index import Mover
from facta.measure.relationship import Relationship, of_happenings
from facta.ontology import Countries
from facta.ontology.types import Ontology
from facta.records import Happening

COLUMNS = (
    Column("when", 20, least=8),
    *(Column(name, 24, least=12) for name in laid.HEADS[:-1]),
    Column(laid.HEADS[-1]),
)
PAGES = (".html", ".htm")
NAMED = 20  # rows of a table of counts that are named with what is wrong with them


@click.command("relationship")
@click.argument("one", metavar="ONE")
@click.argument("other", metavar="OTHER")
@options.ledger
@click.option(
    "--counts",
    "counted",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Counts of event data instead of a ledger: a row for each dyad and year.",
)
@options.since
@options.until
@click.option(
    "--period",
    type=click.Choice(get_args(Period)),
    default="month",
    show_default=True,
    help="How long each value is of.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write it as a page (.html).",
)
@options.as_json
def command(
    one: str,
    other: str,
    ledger: Path,
    counted: Path | None,
    since: datetime.date | None,
    until: datetime.date | None,
    period: Period,
    output: Path | None,
    as_json: bool,
) -> int:
    """
    Tell how ONE and OTHER stand to each other: words, deeds and the gap between them,
    where the level turned and what moved it, how far each keeps its word, who answers
    whom.

    Only what is told as done counts, once each, at the day on which it was done.
    """
    if output is not None:
        if output != STDOUT and output.suffix.lower() not in PAGES:
            raise SettingsError(f"{output}: not a page; name the output .html")
        check(output, ledger=counted or ledger)
    countries = Countries.load()
    names = {code: countries.name(code) for code in countries.table}
    skipped = 0
    if counted is not None:
        found, skipped = _of_counts(counted, one, other, since=since, until=until)
        page = laid.page(found, names)
    else:
        with options.opened(ledger) as opened:
            if asking.is_empty(opened, ledger):
                return DONE
            ends = _end(opened, one), _end(opened, other)
            happenings = list(opened.happenings(since=since, until=until))
            days = (each.published for each in opened.documents())
            seen = covered(days, period, since=since, until=until)
            found = of_happenings(
                happenings, opened.pledges(), *ends, period=period, covered=seen or None
            )
            page = laid.page(found, names, _Told(opened, happenings, names).line)
    if not found.told:
        who = f"{one} and {other}"
        raise SettingsError(f"{counted or ledger}: nothing dated is told between {who}")
    if output is not None:
        write(output, laid.html(page))
        options.note(f"relationship: {output}")
    elif as_json:
        show_json([msgspec.json.encode(found)], empty="")
    else:
        for text in sentences(page):
            click.echo(indented(text))
        for panel in page.panels:
            click.echo(f"\n{line(panel.name)}")
            rows = ((when, *cells) for when, _, cells in panel.rows)
            show(COLUMNS, rows, empty="")
    return WITH_SKIPPED if skipped else DONE


def sentences(page: laid.Page) -> Iterator[str]:
    """What there is to say, without the table."""
    yield f"{page.title}, {page.span}"
    for panel in page.panels:
        yield panel.name
        for text in panel.sentences:
            yield f"  {text}"
        for turn in panel.turns:
            yield f"  {turn.sentence}"
            for mover in turn.movers:
                told = f"{mover.when}: {mover.what} ({mover.happening[:ID]})"
                yield f"    {mover.by:+.1f} {told}"
    yield page.answers


def _end(ledger: Ledger, asked: str) -> str:
    """The dyad end that a text means."""
    party = asking.filters(ledger, actor=(asked,))["actor"]
    ends = (*party.codes, *party.names)
    if len(party.codes or party.names) != 1:
        listed = ", ".join(ends)
        raise SettingsError(f"{asked!r} may be {listed}; give one of them")
    return str(ends[0])


class _Told:
    """What moved a level, in the words of its first account."""

    def __init__(
        self, ledger: Ledger, happenings: Iterable[Happening], names: Mapping[str, str]
    ) -> None:
        self._words = ReportPassages(ledger)
        self._happenings = {item.id: item for item in happenings}
        self._names = names

    def line(self, mover: Mover) -> laid.MoverLine | None:
        """One mover."""
        item = self._happenings[mover.happening]
        first = self._words.full(item.reports[0])
        return laid.MoverLine(
            happening=item.id,
            when=words.bare(words.when(item)),
            what=f"{before(item)}{words.kind(item).lower()}, {worded(item.grade)}",
            by=mover.by,
            passage=first.sentence,
            source=file_name(first.source),
        )


def _of_counts(
    path: Path,
    one: str,
    other: str,
    *,
    since: datetime.date | None,
    until: datetime.date | None,
) -> tuple[Relationship, int]:
    """A relationship from a table of counts, and how many of its rows say nothing."""
    codes = Codes.load()
    ends = [codes.country(end) or end for end in (one, other)]
    read, faults = [], Counter[str]()
    for number, row in counts(_lines(path), str(path)):
        if isinstance(row, UnfitError):
            faults[str(row)] += 1
            if faults.total() <= NAMED:
                options.note(f"{path} row {number}: {row}")
        elif (since is None or row.begin >= since) and (
            until is None or row.begin <= until
        ):
            read.append(row)
    if faults.total() > NAMED:
        options.note(f"{path}: {faults.total() - NAMED:,} more rows say nothing")
    found = of_counts(read, ends[0], ends[1], scores=_scores(), period="year")
    return found, faults.total()


def _lines(path: Path) -> Iterator[str]:
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8-sig", newline="") as file:
            yield from file
    except (FileNotFoundError, gzip.BadGzipFile, UnicodeDecodeError, EOFError) as error:
        advice = "give a table of counts, as CSV or CSV.gz in UTF-8"
        raise SourceError(str(path), "no table could be read", advice) from error


def _scores() -> dict[int, float]:
    """The mean score of the types of each quad class."""
    types = Ontology.load().types.values()
    return {
        code: mean(kind.score for kind in types if kind.quad == code)
        for code in sorted({kind.quad for kind in types})
    }
