"""
A relationship as a command line asks for it: from a ledger or from a table of counts,
measured and laid out.
"""

from __future__ import annotations

import datetime
import gzip
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from statistics import mean

from facta.brief import relationship as laid
from facta.brief import words
from facta.cli import asking, options
from facta.cli.reports import ReportPassages
from facta.cli.text import ID, Column, file_name
from facta.errors import SettingsError, SourceError
from facta.exchange.incoming.codes import Codes
from facta.exchange.incoming.counted import counts
from facta.exchange.incoming.nouns import UnfitError
from facta.ledger import Ledger
from facta.link.grades import before, worded
from facta.measure import Period
from facta.measure import counts as counting
from facta.measure.coverage import covered
from facta.measure.dyads import directed
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
NAMED = 20  # rows of a table of counts that are named with what is wrong with them
Told = tuple[Relationship, laid.Page]


def of_ledger(
    ledger: Ledger,
    one: str,
    other: str,
    since: datetime.date | None,
    until: datetime.date | None,
    period: Period,
) -> Told:
    """
    What a ledger tells of two parties.

    Raises:
        SettingsError: a name means nobody, or several; nothing dated is told of them.
    """
    ends = _end(ledger, one), _end(ledger, other)
    happenings = list(ledger.happenings(since=since, until=until))
    days = (each.published for each in ledger.documents())
    seen = covered(days, period, since=since, until=until)
    found = of_happenings(
        happenings, ledger.pledges(), *ends, period=period, covered=seen or None
    )
    if not found.told:
        between = {ends, ends[::-1]}
        theirs = (item for item in happenings if between.intersection(directed(item)))
        none = f"nothing dated is told between {one} and {other}"
        raise SettingsError("; ".join(filter(None, (none, asking.dayless(theirs)))))
    names = Countries.load().names()
    return found, laid.page(found, names, _Told(ledger, happenings, names).line)


def of_counts(
    path: Path,
    one: str,
    other: str,
    since: datetime.date | None,
    until: datetime.date | None,
) -> tuple[Told, int]:
    """
    What a table of counts tells of two parties, and how many of its rows say nothing.

    Raises:
        SourceError: it is no such table.
    """
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
    found = counting.of_counts(read, ends[0], ends[1], scores=_scores(), period="year")
    return (found, laid.page(found, Countries.load().names())), faults.total()


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
                yield f"    {mover.by:+z.1f} {told}"
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
