"""
Loaders and scorers of the gold files in tests/gold and of the demo corpus.

Scorers are pure: gold lines and the annotations made of their texts in, a `Result` of
counts and errors out. How the gold is to be read stands in tests/gold/README.md.
"""

from __future__ import annotations

import datetime
import json
import math
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from facta.evaluate import GoldAccount, Mistake, Score, compared
from facta.ontology import Ontology
from facta.records import Actor, Annotation, Figure, Span, content_id
from facta.records import Document as Account

FOLDER = Path(__file__).parents[1] / "tests" / "gold"
# Other names of the gold's units, and how many of these make one of those.
UNITS = {
    "share": ("%", 100.0),
    "percentage point": ("pp", 1.0),
    "basis point": ("pp", 0.01),
    "h": ("hour", 1.0),
    "min": ("minute", 1.0),
    "cubic m": ("m3", 1.0),
}
Row = dict[str, Any]


class Result:
    """Scores by name, each with what it was added up from; one line for each error."""

    def __init__(self) -> None:
        self.scores: dict[str, Score] = {}
        self.cases: dict[str, list[Score]] = {}
        self.errors: list[str] = []

    def add(self, name: str, hits: int, gold: int, found: int) -> None:
        """Adds counts to a score."""
        more = Score(hits, gold, found)
        self.scores[name] = self.scores.get(name, Score()).plus(more)
        self.cases.setdefault(name, []).append(more)


def lines(name: str) -> list[Row]:
    """The lines of a gold file."""
    return [
        json.loads(line)
        for line in (FOLDER / f"{name}.jsonl").read_text("utf8").splitlines()
    ]


def account(row: Row) -> Account:
    """A gold line as a document to annotate."""
    made = Account(
        id=content_id(row["id"], row["text"]), source=row["id"], text=row["text"]
    )
    if not row.get("published"):
        return made
    day = datetime.date.fromisoformat(row["published"])
    return replace(made, published=day, published_basis="given")


def overlap(start: int, words: str, span: Span) -> bool:
    """Whether a gold passage and a span share a character."""
    return start < span.end and span.start < start + len(words)


def same(gold: str | None, found: str | None) -> bool:
    """Whether two names share a word that carries meaning, or both are absent."""
    if gold is None or found is None:
        return gold is found
    return bool(_words(gold) & _words(found))


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - {"the", "of", "a", "an", "in"}


def events(rows: Sequence[Row], annotations: Sequence[Annotation]) -> Result:
    """Events end to end, as `facta evaluate` scores them."""
    result = _compared(rows, annotations)
    result.scores.pop("quiet", None)
    return result


def none(rows: Sequence[Row], annotations: Sequence[Annotation]) -> Result:
    """False alarms: `quiet` counts the sentences in which rightly nothing was found."""
    result = _compared(rows, annotations)
    result.scores = {"quiet": result.scores["quiet"]}
    return result


def _compared(rows: Sequence[Row], annotations: Sequence[Annotation]) -> Result:
    report = compared(
        msgspec.convert(rows, list[GoldAccount]), annotations, Ontology.load()
    )
    result = Result()
    result.scores = dict(report.others)
    result.errors = [_shown(mistake) for mistake in report.mistakes]
    return result


def _shown(item: Mistake) -> str:
    rule = f" [{item.rule}]" if item.rule else ""
    return f"{item.what}{rule}: {item.actor} to {item.recipient} in {item.text}"


def actors(rows: Sequence[Row], annotations: Sequence[Annotation]) -> Result:
    """
    Mentions that overlap, each used once: `country` with the sector where the gold gives
    one, `name` with the canonical name too.
    """
    result = Result()
    for row, annotation in zip(rows, annotations, strict=True):
        wanted, found = row["mentions"], annotation.actors
        for score, named in (("country", False), ("name", True)):
            left = list(found)
            for mention in wanted:
                match = next((one for one in left if _is(one, mention, named)), None)
                if match:
                    left.remove(match)
                elif not named:
                    result.errors.append(f"missed {mention} in {row['text']}")
            result.add(score, len(found) - len(left), len(wanted), len(found))
    return result


def _is(found: Actor, mention: Row, named: bool) -> bool:
    """Whether a mention is found, and by its name where that is asked."""
    return (
        found.span.start < mention["end"]
        and mention["start"] < found.span.end
        and found.country == mention["country"]
        and mention["sector"] in (None, found.sector)
        and not (named and found.name != mention["name"])
    )


def times(rows: Sequence[Row], annotations: Sequence[Annotation]) -> Result:
    """Extents by overlap; `value`, `type` and `deadline` of those that overlap."""
    result = Result()
    for row, annotation in zip(rows, annotations, strict=True):
        pairs = list(aligned(row["times"], annotation.times))
        spared = [gold for gold, _ in pairs if gold.get("optional")]
        needed = [gold for gold in row["times"] if not gold.get("optional")]
        result.add(
            "extent",
            len(pairs) - len(spared),
            len(needed),
            len(annotation.times) - len(spared),
        )
        for gold, time in pairs:
            result.add("value", time.value in values(gold), 1, 1)
            result.add("type", gold["type"] == time.type, 1, 1)
            result.add("deadline", gold.get("deadline", False) == time.deadline, 1, 1)
            if time.value not in values(gold):
                read = f"{gold['value']} read as {time.value}"
                result.errors.append(f"{read}: {gold['text']!r} in {_dated(row)}")
        taken = {id(gold) for gold, _ in pairs}
        result.errors += [
            f"missed {gold['text']!r} in {_dated(row)}"
            for gold in needed
            if id(gold) not in taken
        ]
        used = {time.span for _, time in pairs}
        result.errors += [
            f"false {time.span.text!r} in {_dated(row)}"
            for time in annotation.times
            if time.span not in used
        ]
    return result


def values(gold: Row) -> list[str | None]:
    """All values that are right for a time."""
    return [gold["value"], *gold.get("also", [])]


def _dated(row: Row) -> str:
    return f"({row.get('published')}) {row['text']}"


def aligned(
    gold: Sequence[Row], found: Sequence[Any], words: str = "text"
) -> Iterator[tuple[Row, Any]]:
    """Gold records and found ones that overlap, each used once, in text order."""
    left = list(found)
    for record in sorted(gold, key=lambda record: record["start"]):
        for other in left:
            if overlap(
                record["start"],
                record[words],
                other.content if words == "content" else other.span,
            ):
                left.remove(other)
                yield record, other
                break


def figures(rows: Sequence[Row], annotations: Sequence[Annotation]) -> Result:
    """`value_and_unit` over all; `bounds`, `of`, `attributed` of those that overlap."""
    result = Result()
    for row, annotation in zip(rows, annotations, strict=True):
        needed = [record for record in row["figures"] if not record.get("optional")]
        pairs = list(aligned(row["figures"], annotation.figures))
        extra = sum(bool(gold.get("optional")) for gold, _ in pairs)
        right = [
            (gold, found)
            for gold, found in pairs
            if not gold.get("optional") and valued(gold, found)
        ]
        result.add(
            "value_and_unit", len(right), len(needed), len(annotation.figures) - extra
        )
        for gold, found in right:
            result.add(
                "bounds", (gold["low"], gold["high"]) == (found.low, found.high), 1, 1
            )
            if gold["of"]:
                result.add("of", same(gold["of"], found.of), 1, 1)
            said = (gold["attributed_to"] is not None, found.attributed_to is not None)
            result.add(
                "attributed",
                all(said) and same(gold["attributed_to"], found.attributed_to),
                said[0],
                said[1],
            )
        result.errors += [
            _missed_figure(row, gold, pairs)
            for gold in needed
            if gold not in [pair[0] for pair in right]
        ]
        used = [found for _, found in pairs]
        result.errors += [
            f"false {found.span.text!r}: {row['text']}"
            for found in annotation.figures
            if found not in used
        ]
    return result


def valued(gold: Row, found: Figure) -> bool:
    """Whether a figure has the gold's value and unit, whichever name the unit bears."""
    unit, times_as_much = UNITS.get(found.unit or "", (found.unit, 1.0))
    # A difference of a thousandth is one of rounding; judged, not fitted.
    close = math.isclose(gold["value"], found.value * times_as_much, rel_tol=1e-3)
    return close and bool(gold["unit"] == unit)


def _missed_figure(row: Row, gold: Row, pairs: Sequence[tuple[Row, Figure]]) -> str:
    read = [f"{found.value} {found.unit}" for record, found in pairs if record is gold]
    return (
        f"{gold['value']} {gold['unit']} read as {read[0] if read else 'nothing'}: "
        f"{gold['text']!r} in {row['text']}"
    )


def commitments(rows: Sequence[Row], annotations: Sequence[Annotation]) -> Result:
    """`found` by overlap; `kind`, `deadline`, `status` and `maker` as F1 over all."""
    result = Result()
    for row, annotation in zip(rows, annotations, strict=True):
        gold, found = row["commitments"], annotation.commitments
        pairs = list(aligned(gold, found, "content"))
        checks = {
            "found": len(pairs),
            "kind": sum(record["kind"] == other.kind for record, other in pairs),
            "status": sum(record["status"] == other.status for record, other in pairs),
            "maker": sum(
                other.maker.country in (record["maker"] or [None])
                for record, other in pairs
            ),
        }
        for name, hits in checks.items():
            result.add(name, hits, len(gold), len(found))
        due = sum(
            bool(record["deadline"]) and record["deadline"] == _day(other.due)
            for record, other in pairs
        )
        result.add(
            "deadline",
            due,
            sum(bool(record["deadline"]) for record in gold),
            sum(other.due is not None for other in found),
        )
        result.errors += _commitment_errors(row, pairs, found)
    return result


def _commitment_errors(
    row: Row, pairs: Sequence[tuple[Row, Any]], found: Sequence[Any]
) -> list[str]:
    errors = [
        f"missed {gold['kind']} {gold['content']!r} in {_dated(row)}"
        for gold in row["commitments"]
        if gold not in [pair[0] for pair in pairs]
    ]
    for gold, other in pairs:
        wanted = (gold["kind"], gold["deadline"], gold["status"])
        read = (other.kind, _day(other.due), other.status)
        if wanted != read:
            errors.append(f"{wanted} read as {read}: {_dated(row)}")
    used = [other for _, other in pairs]
    return errors + [
        f"false {other.kind} {other.content.text!r} in {_dated(row)}"
        for other in found
        if other not in used
    ]


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
