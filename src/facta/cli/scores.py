"""
What `facta evaluate` shows: a report as tables for a person or as one JSON object.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from facta.cli.text import Column, cut, line, table
from facta.evaluate import Confusion, Mistake, Report, Scheme, Score, macro_f1

COUNTS = (
    Column("gold", 6),
    Column("coded", 6),
    Column("precision", 9),
    Column("recall", 6),
    Column("F1"),
)
# wide enough for the longest type
CONFUSED = (Column("gold", 20), Column("coded as", 20), Column("times"))


class Outcome(Struct, frozen=True):
    """
    A gold file's report; with a user's own entries, `shipped` is the report without
    them.

    `scheme` counts the types of marked pairs; None for raw text.
    """

    report: Report
    shipped: Report | None = None
    scheme: Scheme | None = None

    @property
    def kind(self) -> str:
        """What the gold file holds."""
        if self.scheme is None:
            return "events"
        return "pairs"


class ScoreLine(Struct, frozen=True, kw_only=True):
    """A score with its counts, as JSON."""

    precision: float
    recall: float
    f1: float
    hits: int
    gold: int
    coded: int


class OwnLine(Struct, frozen=True):
    """
    What a user's own entries change: macro-F1 over the types without them, mistakes
    mended and newly made.
    """

    macro_f1_without: float
    mended: tuple[Mistake, ...]
    new: tuple[Mistake, ...]


class ReportLine(Struct, frozen=True, kw_only=True):
    """A report as one JSON object."""

    kind: str
    scheme: int | None
    count: int
    macro_f1: float
    macro_f1_quad: float
    macro_f1_side: float
    types: dict[str, ScoreLine]
    quads: dict[str, ScoreLine]
    sides: dict[str, ScoreLine]
    others: dict[str, ScoreLine]
    confusions: tuple[Confusion, ...]
    errors_in_all: int
    errors: tuple[Mistake, ...]
    own: OwnLine | None


def as_json(outcome: Outcome, errors: int) -> bytes:
    """The outcome as one JSON object, with no more than so many errors."""
    report = outcome.report
    return msgspec.json.encode(
        ReportLine(
            kind=outcome.kind,
            scheme=outcome.scheme,
            count=report.count,
            macro_f1=macro_f1(report.types),
            macro_f1_quad=macro_f1(report.quads),
            macro_f1_side=macro_f1(report.sides),
            types=_lines(report.types),
            quads=_lines(report.quads),
            sides=_lines(report.sides),
            others=_lines(report.others),
            confusions=report.confusions,
            errors_in_all=len(report.mistakes),
            errors=report.mistakes[:errors],
            own=_own(outcome),
        )
    )


def _lines(scores: Mapping[str, Score]) -> dict[str, ScoreLine]:
    return {
        name: ScoreLine(
            precision=score.precision,
            recall=score.recall,
            f1=score.f1,
            hits=score.hits,
            gold=score.gold,
            coded=score.found,
        )
        for name, score in scores.items()
    }


def _own(outcome: Outcome) -> OwnLine | None:
    if outcome.shipped is None:
        return None
    before, after = outcome.shipped.mistakes, outcome.report.mistakes
    marks = [{_mark(mistake) for mistake in mistakes} for mistakes in (before, after)]
    return OwnLine(
        macro_f1(outcome.shipped.types),
        tuple(mistake for mistake in before if _mark(mistake) not in marks[1]),
        tuple(mistake for mistake in after if _mark(mistake) not in marks[0]),
    )


def _mark(mistake: Mistake) -> tuple[str, ...]:
    """What makes two mistakes the same, whichever rule made them."""
    return (
        mistake.id,
        mistake.gold,
        mistake.coded,
        mistake.actor,
        mistake.recipient,
        mistake.text,
    )


def tables(outcome: Outcome, errors: int, *, width: int) -> Iterator[str]:
    """The outcome as lines of text."""
    report = outcome.report
    yield from _summary(outcome)
    for title, scores in (
        ("type", report.types),
        ("quad class", report.quads),
        ("side", report.sides),
    ):
        yield ""
        yield from _scores(title, scores, width)
    if report.confusions:
        yield ""
        confused = (
            (item.gold, item.coded, str(item.count)) for item in report.confusions
        )
        yield from table(CONFUSED, confused, width=width)
    if report.mistakes[:errors]:
        yield ""
        yield (
            f"{min(errors, len(report.mistakes))} of {len(report.mistakes)} errors, "
            "the surest first"
        )
        yield from _errors(report.mistakes[:errors], width)
    own = _own(outcome)
    if own:
        yield from _changes(own, macro_f1(report.types), errors, width)


def _summary(outcome: Outcome) -> Iterator[str]:
    report = outcome.report
    means = [
        f"{macro_f1(group):.3f}" for group in (report.types, report.quads, report.sides)
    ]
    what = "accounts, events from raw text"
    if outcome.scheme:
        what = f"marked pairs, scheme of {outcome.scheme} types"
    yield f"{report.count} {what}"
    yield f"macro-F1 {means[0]}, quad class {means[1]}, cooperation against conflict {means[2]}"
    for name, score in report.others.items():
        if score.gold == score.found:
            yield f"{name} {score.f1:.3f} ({score.hits} of {score.gold})"
        else:
            yield (
                f"{name} F1 {score.f1:.3f}, precision {score.precision:.3f}, recall "
                f"{score.recall:.3f}"
            )


def _scores(title: str, scores: Mapping[str, Score], width: int) -> Iterator[str]:
    columns = (Column(title, 20), *COUNTS)
    return table(
        columns, (_row(name, score) for name, score in scores.items()), width=width
    )


def _row(name: str, score: Score) -> tuple[str, ...]:
    parts = (score.precision, score.recall, score.f1)
    return (
        name,
        f"{score.gold:>4}",
        f"{score.found:>5}",
        *(f"{part:.3f}" for part in parts),
    )


def _errors(mistakes: Sequence[Mistake], width: int) -> Iterator[str]:
    """
    Two lines each: the codes with the rule in full, then the parties and the text.
    """
    for item in mistakes:
        sure, what = "    ", f"{item.id}: {item.what}"
        if item.confidence is not None:
            sure = f"{item.confidence:.2f}"
        if item.rule:
            what += f" by {item.rule}"
        yield f"{sure}  {line(what)}"
        yield cut(
            f"      {line(item.actor)} -> {line(item.recipient)}: {line(item.text)}",
            width,
        )


def _changes(own: OwnLine, now: float, errors: int, width: int) -> Iterator[str]:
    yield ""
    yield f"your own entries: macro-F1 {own.macro_f1_without:.3f} without, {now:.3f} with them"
    for title, mistakes in (("mended", own.mended), ("newly wrong", own.new)):
        yield f"{title}: {len(mistakes)}"
        yield from _errors(mistakes[:errors], width)
