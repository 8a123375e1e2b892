"""
How two parties stand to each other, as sentences, a table and charts: what a page and a
terminal both show. Pure.

Each sentence is made from the measures alone; what moved a level leads to its
happenings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from msgspec import Struct

from facta.brief import words
from facta.brief.html import rendered
from facta.charts import Chart, Frame, Mark, relation
from facta.measure.changes import Move
from facta.measure.index import Mover
from facta.measure.relationship import Direction, Relationship, Row, Step, Turn
from facta.measure.scores import Estimate
from facta.measure.trust import Trust
from facta.records import Date

# of a period in words, and days from one to the next
A = {"day": "a day", "week": "a week", "month": "a month", "quarter": "a quarter"}
DAYS: dict[Step, float] = {
    "day": 1,
    "week": 7,
    "month": 30.4,
    "quarter": 91.3,
    "year": 365.2,
}
HEADS = ("words", "deeds", "gap", "told")
HEIGHT = 260
SCALE = (-10.0, 10.0)  # PLOVER's scores


class MoverLine(Struct, frozen=True, kw_only=True):
    """A happening that moved a level: what it was, when, by how much, in whose words."""

    happening: str
    when: str
    what: str
    by: float
    passage: str
    source: str


class TurnLine(Struct, frozen=True, kw_only=True):
    """A turn in a sentence, with what moved it."""

    sentence: str
    movers: tuple[MoverLine, ...]


class RowLine(Struct, frozen=True, kw_only=True):
    """
    A period: the cells of words, deeds, gap and volume, and the strongest of its words
    and of its deeds. `anchor` is where a mark of the chart leads.
    """

    when: str
    anchor: str
    cells: tuple[str, ...]
    strongest: tuple[MoverLine, ...]


class Panel(Struct, frozen=True, kw_only=True):
    """One direction: its name, its chart, what there is to say of it, its periods."""

    name: str
    chart: Chart
    sentences: tuple[str, ...]
    turns: tuple[TurnLine, ...]
    rows: tuple[RowLine, ...]


class Page(Struct, frozen=True, kw_only=True):
    """A relationship, laid out."""

    title: str
    span: str
    told: int
    panels: tuple[Panel, ...]
    answers: str


Told = Callable[[Mover], MoverLine | None]


def page(
    found: Relationship, countries: Mapping[str, str], told: Told | None = None
) -> Page:
    """
    Lay a relationship out.

    Args:
        found: as it was measured.
        countries: the names of codes.
        told: what a mover is in words; None where nothing is known but counts.
    """
    one, other = (words.end(code, countries) for code in (found.one, found.other))
    days = [row.begin for row in found.directions[0].rows]
    return Page(
        title=f"{one} and {other}",
        span=_span(days, found.period),
        told=found.told,
        panels=tuple(
            _panel(direction, found.period, days, countries, told)
            for direction in found.directions
        ),
        answers=_answers(found),
    )


def name(direction: Direction, countries: Mapping[str, str]) -> str:
    """A direction in words: "United States → Russia"."""
    ends = (direction.actor, direction.recipient)
    return " → ".join(words.end(code, countries) for code in ends)


def period_name(begin: Date, period: Step) -> str:
    """
    A period in words.

    >>> period_name(Date(2022, 4, 1), "quarter"), period_name(Date(2022, 4, 4), "week")
    ('Q2 2022', 'week of 4 Apr 2022')
    """
    if period == "quarter":
        return f"Q{begin.month // 3 + 1} {begin.year}"
    if period == "week":
        return f"week of {words.day(begin)}"
    return words.day(begin, period)


def estimated(value: Estimate | None) -> str:
    """A mean with its interval; what is not there is a dash."""
    if value is None:
        return "–"
    return f"{value.mean:+z.1f} ({value.low:+z.1f} to {value.high:+z.1f})"


def _panel(
    direction: Direction,
    period: Step,
    days: Sequence[Date],
    countries: Mapping[str, str],
    told: Told | None,
) -> Panel:
    title = name(direction, countries)
    return Panel(
        name=title,
        chart=_chart(direction, title, period, days),
        sentences=tuple(_sentences(direction, period)),
        turns=tuple(
            TurnLine(
                sentence=turned(turn, period),
                movers=_lines(turn.movers, told),
            )
            for turn in direction.turns
        ),
        rows=tuple(
            RowLine(
                when=period_name(row.begin, period),
                anchor=anchor(direction, row),
                cells=tuple(_cells(row)),
                strongest=_lines(row.strongest, told),
            )
            for row in direction.rows
            if row.volume
        ),
    )


def _lines(movers: Iterable[Mover], told: Told | None) -> tuple[MoverLine, ...]:
    return tuple(filter(None, map(told, movers))) if told else ()


def _sentences(direction: Direction, period: Step) -> Iterator[str]:
    if not direction.told:
        yield "Nothing dated is told of it."
        return
    yield (
        f"{words.counted(direction.told, 'happening')}: words "
        f"{estimated(direction.words)}, deeds {estimated(direction.deeds)}."
    )
    widest = direction.widest
    if widest:
        yield (
            f"Words and deeds lay furthest apart in {period_name(widest.begin, period)}: "
            f"words {_mean(widest.words)}, deeds {_mean(widest.deeds)}."
        )
    for trust, whose in ((direction.kept, "promise"), (direction.carried, "threat")):
        if trust:
            yield _trusted(trust, whose)


def _trusted(trust: Trust, whose: str) -> str:
    done = "kept" if whose == "promise" else "carried out"
    return (
        f"The next {whose} that comes due is {done} with a chance of {trust.mean:.2f} "
        f"({trust.low:.2f} to {trust.high:.2f}), going by those that did."
    )


def turned(turn: Turn, period: Step) -> str:
    """A turn in a sentence: when, what moved, how sure that is."""
    begin = period_name(turn.begin, period)
    when = f"From {begin} on"
    if turn.earliest != turn.latest:
        between = (turn.earliest, turn.latest)
        names = " and ".join(period_name(day, period) for day in between)
        when = f"From about {begin} on (between {names})"
    moves = " and ".join(
        _moved(what, move, period)
        for what, move in turn.moves.items()
        if move.moved is not None
    )
    known = ""
    if turn.known:
        known = f"; one could have known by {period_name(turn.known, period)}"
    return f"{when} {moves}; certainty {turn.certainty:.2f}{known}."


def _moved(what: str, move: Move, period: Step) -> str:
    named = f"the sum of scores {A[period]}" if what == "net" else what
    went = "rose" if (move.moved or 0) > 0 else "fell"
    return f"{named} {went} from {move.before or 0:+z.1f} to {move.after or 0:+z.1f}"


def _answers(found: Relationship) -> str:
    answers = found.answers
    if answers is None:
        return "Who answers whom cannot be told of so few periods."
    if answers.absent:
        return f"Who answers whom cannot be told: {answers.absent}."
    return answers.sentence or "Neither surely answers the other."


def _mean(value: Estimate | None) -> str:
    return f"{value.mean:+z.1f}" if value else "–"


def _span(days: Sequence[Date], period: Step) -> str:
    if not days:
        return ""
    first, last = (period_name(day, period) for day in (days[0], days[-1]))
    return first if first == last else f"{first} to {last}"


def _cells(row: Row) -> Iterator[str]:
    yield from map(estimated, (row.words, row.deeds, row.gap))
    yield f"{row.volume:,}"


def anchor(direction: Direction, row: Row) -> str:
    """Where the row of a period stands in a page."""
    ends = f"{direction.actor}-{direction.recipient}"
    return f"{quote(ends, safe='-')}-{row.begin.isoformat()}"


def html(page: Page) -> str:
    """The page as one file that makes no request; the same gives the same bytes."""
    return rendered("relationship.html.j2", page=page, heads=HEADS)


# charts


def _chart(
    direction: Direction, title: str, period: Step, days: Sequence[Date]
) -> Chart:
    step = DAYS[period]
    first = days[0].toordinal() if days else 0
    last = int((days[-1].toordinal() if days else 0) + step)
    low, high = SCALE
    frame = Frame(first=first, last=last, low=low, high=high, height=HEIGHT)
    return relation(
        title,
        list(_marks(direction, "words", period)),
        list(_marks(direction, "deeds", period)),
        frame=frame,
        step=step,
        turns=[
            (turn.begin.toordinal(), turned(turn, period)) for turn in direction.turns
        ],
    )


def _marks(direction: Direction, kind: str, period: Step) -> Iterator[Mark]:
    half = int(DAYS[period] / 2)  # days
    for row in direction.rows:
        value: Estimate | None = getattr(row, kind)
        if value is not None:
            told = words.counted(value.count, "happening")
            yield Mark(
                day=row.begin.toordinal() + half,
                mean=value.mean,
                low=value.low,
                high=value.high,
                told=f"{period_name(row.begin, period)}: {kind} {estimated(value)}, {told}",
                link=anchor(direction, row),
            )
