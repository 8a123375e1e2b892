"""
The table of what was measured: results of passages in; rows of scores with their
intervals, and the worst of what is wrong, out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from facta.evaluate.reading.bootstrap import DRAWS, Bootstrap, Interval
from facta.evaluate.reading.counts import Finding, added
from facta.evaluate.reading.lines import LINES, TELLERS, Asks, Line
from facta.evaluate.reading.scoring import Measured
from facta.evaluate.scores import Score, macro_f1

ALL = "all"


class Value(Struct, frozen=True):
    """A score and its 95 % interval."""

    value: float
    low: float
    high: float


class Row(Struct, frozen=True, kw_only=True):
    """
    One line: its counts and its scores.

    A score is None where the line has none of that name or nothing was counted; a
    share stands for all three in a line that has one. A mean over types has no counts.
    """

    name: str
    title: str
    hits: int | None = None
    gold: int | None = None
    found: int | None = None
    precision: Value | None = None
    recall: Value | None = None
    f1: Value | None = None
    share: Value | None = None


class Table(Struct, frozen=True, kw_only=True):
    """The rows of one part and source; `all` where they are not told apart."""

    part: str
    source: str
    passages: int
    documents: int
    sentences: int
    rows: tuple[Row, ...]


def table(
    results: Sequence[Measured],
    *,
    part: str = ALL,
    source: str = ALL,
    draws: int = DRAWS,
) -> Table:
    """
    The table of some passages.

    Args:
        results: passages with what was compared in them; one or more.
        part: what the table is of.
        source: the same.
        draws: of the bootstrap by which intervals are made.
    """
    counts: dict[str, list[Mapping[str, Score]]] = {}
    for each in results:
        counts.setdefault(each.passage.document, []).append(each.counts)
    documents = [added(parts) for parts in counts.values()]
    return Table(
        part=part,
        source=source,
        passages=len(results),
        documents=len(documents),
        sentences=sum(len(each.passage.sentences) for each in results),
        rows=tuple(rows(documents, draws=draws)),
    )


def rows(documents: Sequence[Mapping[str, Score]], *, draws: int) -> Iterator[Row]:
    """A row for each line that counts anything."""
    total, drawn = added(documents), Bootstrap(documents, draws=draws)
    for line in LINES:
        if line.name in total:
            yield _row(line, total[line.name], drawn)
    for teller, title in TELLERS.items():
        line = Line(f"sentences.{teller}", f"{title}, right", "share")
        if line.name in total:
            yield _row(line, total[line.name], drawn)
            yield _mean(f"types.{teller}", f"{title}, macro-F1", total, drawn)


def _row(line: Line, score: Score, drawn: Bootstrap) -> Row:
    held = drawn.intervals(line.name)
    made: dict[str, Value | None] = {
        "precision": _value(score.precision, held.precision),
        "recall": _value(score.recall, held.recall),
        "f1": _value(score.f1, held.f1),
    }
    shown: dict[Asks, dict[str, Value | None]] = {
        "scores": made,
        "recall": {"recall": made["recall"]},
        "share": {"share": made["recall"]},
    }
    return Row(
        name=line.name,
        title=line.title,
        hits=score.hits,
        gold=score.gold,
        found=score.found,
        **shown[line.asks],
    )


def _mean(name: str, title: str, total: Mapping[str, Score], drawn: Bootstrap) -> Row:
    types = {
        line: score for line, score in total.items() if line.startswith(f"{name}.")
    }
    mean = _value(macro_f1(types), drawn.macro(list(types)))
    return Row(name=name, title=title, f1=mean)


def _value(value: float, held: Interval | None) -> Value | None:
    if held is None:
        return None
    return Value(value, *held)


class Fault(Struct, frozen=True, kw_only=True):
    """Something missed or false in a passage, with the words around it."""

    line: str
    passage: str
    gold: str | None
    found: str | None
    confidence: float | None
    text: str


def worst(results: Sequence[Measured]) -> list[Fault]:
    """
    All that is wrong, the surest first, then in the order of the table and the text.
    """
    places = {line.name: at for at, line in enumerate(LINES)}
    wrong = [
        (places[finding.lines[0]], each, finding)
        for each in results
        for finding in each.findings
        if finding.wrong and finding.lines[0] in places
    ]
    wrong.sort(key=lambda item: (-(item[2].confidence or 0), item[0]))
    return [_fault(each, finding) for _, each, finding in wrong]


def _fault(each: Measured, finding: Finding) -> Fault:
    passage = each.passage
    spans = [span for span in passage.sentences if span[0] <= finding.at < span[1]]
    start, end = [*spans, (finding.at, finding.at)][0]
    return Fault(
        line=finding.lines[0],
        passage=passage.id,
        gold=finding.gold,
        found=finding.found,
        confidence=finding.confidence,
        text=passage.text[start:end],
    )
