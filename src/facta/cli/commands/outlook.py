"""
`facta outlook`: what to watch. Open commitments, how such commitments went before, and
where the main dyads may go.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec
from msgspec import Struct

from facta.cli import options
from facta.cli.main import DONE
from facta.cli.text import ID, indented
from facta.records import Pledge

if TYPE_CHECKING:
    from facta.brief.outlook import Made
    from facta.ledger import Ledger
    from facta.measure.base_rates import Rate
    from facta.measure.pending import Open
    from facta.measure.trust import Trust
    from facta.model.outlook import Outlook, Projection, Unprojected

INSET = "  "
BEFORE = 20  # characters in front of what is promised that tell how it is joined on


class Passage(Struct, frozen=True, kw_only=True):
    """The words of one account that make a commitment, and its id there."""

    id: str
    document: str
    source: str
    start: int
    end: int
    text: str


class OpenLine(Pledge, frozen=True, kw_only=True):
    """
    An open commitment under the id of its first report, which is one that `facta why`
    takes; `pledge` is its own. `days` are those to its day, `told` its last publication.
    """

    pledge: str
    standing: str
    days: int | None
    told: datetime.date | None
    sentence: str
    passages: tuple[Passage, ...]


class RateLine(Struct, frozen=True, kw_only=True):
    """
    A base rate; the commitments that it counts stand under ids that `facta why` takes.
    `likelihood` is the chance in a word of ICD 203.
    """

    kind: str
    pool: str
    maker: str | None
    recipient: str | None
    kept: tuple[str, ...]
    broken: tuple[str, ...]
    untold: tuple[str, ...]
    chance: Trust | None
    likelihood: str | None
    sentences: tuple[str, ...]


class ForecastLine(Struct, frozen=True, kw_only=True):
    """
    Where a dyad may go, or the reason why that cannot be told; both ends are null where
    it is so of all.
    """

    actor: str | None
    recipient: str | None
    projection: Projection | None
    reason: str | None
    likelihood: str | None
    sentences: tuple[str, ...]


class OutlookLine(Struct, frozen=True, kw_only=True):
    """The whole outlook, as JSON has it; `last` is the last publication by that day."""

    today: datetime.date | None
    last: datetime.date | None
    open: tuple[OpenLine, ...]
    rates: tuple[RateLine, ...]
    forecasts: tuple[ForecastLine, ...]


@click.command("outlook")
@options.ledger
@options.party("--actor", "--maker", doing="made a commitment, or acted")
@options.recipient
@click.option(
    "--until",
    "today",
    type=options.Day(),
    help="Look from this day, at what was told by then. By default, from the last publication.",
)
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object instead of text."
)
def command(
    ledger: Path,
    actor: tuple[str, ...],
    recipient: tuple[str, ...],
    today: datetime.date | None,
    as_json: bool,
) -> int:
    """
    Tell what to watch: open commitments, what is due next first; of how many that came
    due how many were carried out; and where the main dyads may go.

    Give an id to `facta why`. A word of likelihood is one of ICD 203 and has its number
    beside it.
    """
    from facta.cli import asking
    from facta.cli.commands import measure
    from facta.model.outlook import outlook

    with options.opened(ledger) as opened:
        if asking.is_empty(opened, ledger):
            return DONE
        ends = asking.filters(opened, actor=actor, recipient=recipient)
        doer, other = ends.get("actor"), ends.get("recipient")
        pledges = list(opened.pledges())
        made = {(item.document, item.id): item for item in opened.commitments()}
        wanted = measure.pledges(opened, doer, other, until=None)
        found = outlook(
            measure.happenings(opened, doer, other, since=None, until=None),
            pledges,
            {document.id: document.published for document in opened.documents()},
            today=today,
            asked={item.id for item in wanted},
        )
        laid = _Laid(found, pledges, made, opened)
        if as_json:
            click.echo(msgspec.json.encode(laid.line()))
            return DONE
        for text in laid.texts():
            click.echo(indented(text))
    return DONE


class _Laid:
    """An outlook with what its lines lead to."""

    def __init__(
        self,
        found: Outlook,
        pledges: list[Pledge],
        made: Made,
        ledger: Ledger,
    ) -> None:
        from facta.cli.commands.measure import countries

        self._found = found
        self._made = made
        self._ledger = ledger
        self._sources = options.sources(ledger)
        self._names = countries()
        # by the pledge, the id of its first report
        self._first = {item.id: item.reports[0][1] for item in pledges}

    def texts(self) -> Iterator[str]:
        """The lines for a person."""
        from facta.brief import outlook as told

        yield told.seen_from(self._found)
        for standing, head in told.HEADS.items():
            items = [item for item in self._found.open if item.standing == standing]
            if items:
                yield head
            for item in items:
                name = item.pledge.reports[0][1][:ID]
                yield f"{INSET}{name} {self._sentence(item)}"
        if not self._found.open:
            yield told.NOTHING_OPEN
        if faded := told.faded(self._found):
            yield faded
        if self._found.rates:
            yield told.RATES
        for rate in self._found.rates:
            yield INSET + " ".join(told.rate_sentences(rate, self._names))
        yield told.FORECASTS
        for line in self._forecasts():
            yield INSET + " ".join(line.sentences)

    def line(self) -> OutlookLine:
        """All of it."""
        return OutlookLine(
            today=self._found.today,
            last=self._found.last,
            open=tuple(map(self._open, self._found.open)),
            rates=tuple(map(self._rate, self._found.rates)),
            forecasts=tuple(self._forecasts()),
        )

    def _open(self, item: Open) -> OpenLine:
        fields = msgspec.structs.asdict(item.pledge)
        fields |= {"id": item.pledge.reports[0][1], "pledge": item.pledge.id}
        return OpenLine(
            **fields,
            standing=item.standing,
            days=item.days,
            told=item.told,
            sentence=self._sentence(item),
            passages=tuple(map(self._passage, item.pledge.reports)),
        )

    def _sentence(self, item: Open) -> str:
        from facta.brief.outlook import open_sentence

        document, name = item.pledge.reports[0]
        start = self._made[document, name].content.start
        text = self._ledger.document(document).text
        return open_sentence(item, self._made, text[max(start - BEFORE, 0) : start])

    def _passage(self, report: tuple[str, str]) -> Passage:
        document, name = report
        span = self._made[report].content
        return Passage(
            id=name,
            document=document,
            source=self._sources[document],
            start=span.start,
            end=span.end,
            text=span.text,
        )

    def _rate(self, rate: Rate) -> RateLine:
        from facta.brief.outlook import rate_sentences
        from facta.measure.likelihood import word

        counted = (rate.kept, rate.broken, rate.untold)
        kept, broken, untold = (
            tuple(self._first[name] for name in each) for each in counted
        )
        return RateLine(
            kind=rate.kind,
            pool=rate.pool,
            maker=rate.maker,
            recipient=rate.recipient,
            kept=kept,
            broken=broken,
            untold=untold,
            chance=rate.chance,
            likelihood=word(rate.chance.mean) if rate.chance else None,
            sentences=tuple(rate_sentences(rate, self._names)),
        )

    def _forecasts(self) -> Iterator[ForecastLine]:
        from facta.brief import outlook as told

        for each in self._found.projections:
            yield _projected(each, tuple(told.projection_sentences(each, self._names)))
        for few in self._found.unprojected:
            yield _unprojected(few, told.unprojected_sentence(few, self._names))
        absent = told.absent_sentence(self._found)
        if absent and self._found.absent:
            yield ForecastLine(
                actor=None,
                recipient=None,
                projection=None,
                reason=self._found.absent.reason,
                likelihood=None,
                sentences=(absent,),
            )


def _projected(found: Projection, sentences: tuple[str, ...]) -> ForecastLine:
    from facta.measure.likelihood import word

    return ForecastLine(
        actor=found.actor,
        recipient=found.recipient,
        projection=found,
        reason=None,
        likelihood=word(found.lower),
        sentences=sentences,
    )


def _unprojected(few: Unprojected, sentence: str) -> ForecastLine:
    return ForecastLine(
        actor=few.actor,
        recipient=few.recipient,
        projection=None,
        reason=few.reason,
        likelihood=None,
        sentences=(sentence,),
    )
