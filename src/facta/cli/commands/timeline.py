"""`facta timeline`: the happenings of a ledger in order of time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click
import msgspec

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.marks import before, decided
from facta.cli.reports import ReportPassages
from facta.cli.text import ID, Column, show, show_json
from facta.cli.when import explained, short
from facta.ledger import Mark
from facta.records import Happening

# the least widths keep a date, a type without its mode and "United States" whole on 80
# cells
COLUMNS = (
    Column("id", ID),
    Column("when", 19, least=19),
    Column("actor", 24, least=13),
    Column("type", 24, least=9),
    Column("recipient", 24, least=13),
    Column("reports", 15),
    Column("grade", 5, least=5),
    Column("words"),
)


@click.command("timeline")
@options.ledger
@options.actor
@options.recipient
@options.since
@options.until
@options.kind_of_event
@options.as_json
def command(
    ledger: Path,
    actor: tuple[str, ...],
    recipient: tuple[str, ...],
    since: datetime.date | None,
    until: datetime.date | None,
    event_type: tuple[str, ...],
    as_json: bool,
) -> int:
    """
    List the happenings of a ledger in order of time, the undated last, in the words of
    the first report.

    With --json every report has its words, their place in the account, and who says so
    within it.
    """
    from facta.cli import asking
    from facta.ontology import Countries

    with options.opened(ledger) as opened:
        if asking.is_empty(opened, ledger):
            return DONE
        asked = asking.filters(
            opened,
            actor=actor,
            recipient=recipient,
            since=since,
            until=until,
            event_type=event_type,
        )
        found = asking.answer(opened.happenings, "happening", asked, opened)
        if found is None:
            return DONE
        tellings, marks = ReportPassages(opened), opened.marks()
        if as_json:
            show_json((encoded(item, tellings, marks) for item in found), empty="")
        else:
            names = Countries.load().names()
            listed = rows(found, tellings, names, marks)
            show(COLUMNS, explained(listed), empty="")
    return DONE


class HappeningLine(Happening, frozen=True, kw_only=True):
    """
    A happening with its date in words: "2019", "May 2025", "by 28 May 2025", None.

    `decided` is what people decided of it or of an event that tells it: decisive,
    corrected, accepted.
    """

    when: str | None
    decided: tuple[str, ...]


def encoded(
    item: Happening, tellings: ReportPassages, marks: Mapping[str, Mark]
) -> bytes:
    """The happening as JSON, its date in words and its reports with theirs."""
    from facta.extract.times.wording import when

    fields = msgspec.structs.asdict(item) | {
        "reports": tuple(map(tellings.full, item.reports))
    }
    told = when(
        item.date, item.date_precision, item.date_basis, auxiliary=item.auxiliary
    )
    said = _decided(item, marks)
    return msgspec.json.encode(HappeningLine(**fields, when=told, decided=said))


def _decided(item: Happening, marks: Mapping[str, Mark]) -> tuple[str, ...]:
    """A happening is corrected where an event that tells it is."""
    events = (event for report in item.reports for event in report.events)
    return decided(marks, (item.id, *events))


def rows(
    happenings: Iterable[Happening],
    tellings: ReportPassages,
    names: Mapping[str, str],
    marks: Mapping[str, Mark],
) -> Iterator[tuple[str, ...]]:
    """
    One row a happening; what is not told as done, or alleged or disputed, says so before
    its words.
    """
    from facta.brief.words import AUXILIARY, when
    from facta.link.grades import before as caveats

    for item in happenings:
        kind = " ".join(filter(None, (item.event_type, item.mode)))
        actor, recipient = (
            " & ".join(names.get(end, end) for end in ends) or "-"
            for ends in (item.actor, item.recipient)
        )
        told_as = "".join(f"{AUXILIARY[name]}: " for name in item.auxiliary)
        said = before(_decided(item, marks))
        words = said + caveats(item) + told_as + tellings.words(item.reports[0])
        row = item.id[:ID], short(when(item)), actor, kind, recipient
        yield *row, _weight(item), str(item.grade), words


def _weight(item: Happening) -> str:
    """How many accounts tell it, and on how many independent ones they rest."""
    if len(item.reports) == 1:
        return "1"
    return f"{len(item.reports):,} from {len(item.originators):,}"
