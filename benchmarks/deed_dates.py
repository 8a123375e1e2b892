"""
How far the days that Facta prints for deeds are days that a careful reader would print.

    python -m benchmarks.deed_dates [FILE] [--errors N]

FILE is a gold file like tests/gold/deed_dates.jsonl (the default), whose README section
says how it was coded. Each passage is annotated as a document of its day, and events
are matched with deeds one to one by overlapping triggers, the greatest overlap first.
Over the matched: a day is printed as a fact where its basis is stated or narrative. It
is right where gold has a day (stated or context) that is the same at the printed
precision, else false: guessed where gold has a bound or nothing, off where it has
another day. A day of gold is missed where only the publication day or nothing is
printed. A season is right with its year. Shares stand with counts and 95 % intervals of
2,000 bootstrap draws of passages.
"""

from __future__ import annotations

import argparse
import datetime
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from facta.evaluate.reading.days import Verdict, printed, verdict
from facta.evaluate.reading.matching import overlapping
from facta.pipeline import Annotator
from facta.records import Annotation, Document, Event, content_id

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "deed_dates.jsonl"
# Draws of the bootstrap; judged, not fitted.
DRAWS, SEED = 2000, 20251127
Verdicts = frozenset[Verdict]
RIGHT: Verdicts = frozenset({"right"})
MISSED: Verdicts = frozenset({"missed"})
FALSE: Verdicts = frozenset({"guessed", "off"})


class Deed(Struct, frozen=True):
    """
    One telling of a deed; `day` is as fine as a reader may defend, None where none is.
    """

    start: int
    end: int
    trigger: str
    day: str | None
    basis: Literal["stated", "context", "bound", "none"]


class Passage(Struct, frozen=True):
    """One passage of gold with its deeds."""

    id: str
    published: datetime.date
    text: str
    deeds: tuple[Deed, ...]


class Match(Struct, frozen=True):
    """A deed of gold and the event that was found for it."""

    deed: Deed
    event: Event

    @property
    def verdict(self) -> Verdict:
        """What the printed day is worth; `left` where rightly no day is printed."""
        return verdict(self.deed.day, self.event)


Case = Callable[[Match], bool]


class Scored(Struct, frozen=True):
    """One passage with its matches, and how many events matched no deed."""

    passage: Passage
    matches: tuple[Match, ...]
    extra: int


class Share(Struct, frozen=True):
    """Hits among cases, by passage, so that passages can be drawn again."""

    hits: tuple[int, ...]
    cases: tuple[int, ...]

    def text(self) -> str:
        """
        The share with its interval and counts.

        >>> Share((1, 1), (2, 2)).text()
        '0.500 [0.500, 0.500] (2 of 4)'
        """
        hits, cases = sum(self.hits), sum(self.cases)
        if not cases:
            return "none"
        low, high = self.interval()
        return f"{hits / cases:.3f} [{low:.3f}, {high:.3f}] ({hits} of {cases})"

    @property
    def value(self) -> float:
        """The share itself; 0 without a case."""
        return sum(self.hits) / max(sum(self.cases), 1)

    def interval(self) -> tuple[float, float]:
        """The 2.5 and 97.5 % points over draws of passages; those without a case aside."""
        # Passages are drawn and not deeds: the deeds of a passage go wrong together.
        draw, numbers = random.Random(SEED), range(len(self.cases))
        values = []
        for _ in range(DRAWS):
            drawn = draw.choices(numbers, k=len(numbers))
            if cases := sum(self.cases[number] for number in drawn):
                values.append(sum(self.hits[number] for number in drawn) / cases)
        values.sort()
        count = len(values)
        return values[count * 25 // 1000], values[min(count * 975 // 1000, count - 1)]


def main() -> None:
    """Reads gold, annotates it, prints the table."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("file", type=Path, nargs="?", default=GOLD)
    parser.add_argument(
        "--errors", type=int, default=0, help="how many wrong days to print"
    )
    options = parser.parse_args()
    try:
        results = measured(options.file)
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as problem:
        parser.error(
            f"{options.file}: {problem}; give a file like tests/gold/deed_dates.jsonl"
        )
    except ValueError as problem:
        parser.error(str(problem))
    print("\n".join(table(results)))
    print("\n".join(list(errors(results))[: options.errors]))


def measured(path: Path = GOLD) -> list[Scored]:
    """
    Every passage of a gold file with its matches.

    Raises:
        ValueError: a passage could not be annotated.
    """
    passages = read(path)
    found = Annotator.load().annotations(account(passage) for passage in passages)
    results = []
    for passage, item in zip(passages, found, strict=True):
        if not isinstance(item, Annotation):
            raise ValueError(f"{passage.id}: {item.reason}")
        results.append(scored(passage, item.events))
    return results


def scores(results: Sequence[Scored]) -> dict[str, float]:
    """Precision and recall of printed days, for the floors."""
    return {
        "precision": share(results, _printed).value,
        "recall": share(results, _dated).value,
    }


def shares() -> dict[str, str]:
    """What the documentation states: shares of printed days, intervals and counts."""
    results = measured()
    return {
        "precision": share(results, _printed).text(),
        "recall": share(results, _dated).text(),
        "narrative": share(results, _based("narrative")).text(),
        "stated": share(results, _based("stated")).text(),
    }


def read(path: Path) -> list[Passage]:
    """The passages of a gold file."""
    lines = path.read_text("utf8").split("\n")
    return [msgspec.json.decode(line, type=Passage) for line in lines if line.strip()]


def account(passage: Passage) -> Document:
    """A passage as a document to annotate."""
    return Document(
        id=content_id(passage.id, passage.text),
        source=passage.id,
        text=passage.text,
        published=passage.published,
        published_basis="given",
    )


def scored(passage: Passage, events: Sequence[Event]) -> Scored:
    """Each deed with at most one event: the greatest overlap first, then text order."""
    chosen = overlapping(
        [[deed] for deed in passage.deeds], [[event.trigger] for event in events]
    )
    matches = tuple(Match(passage.deeds[deed], events[event]) for deed, event in chosen)
    return Scored(passage, matches, len(events) - len(matches))


def share(results: Sequence[Scored], case: Case, verdicts: Verdicts = RIGHT) -> Share:
    """How many of the matches that are a case have one of the verdicts."""
    cases = [[match for match in result.matches if case(match)] for result in results]
    hits = [sum(match.verdict in verdicts for match in matches) for matches in cases]
    return Share(tuple(hits), tuple(len(matches) for matches in cases))


def table(results: Sequence[Scored]) -> Iterator[str]:
    """The lines of the report."""
    deeds = sum(len(result.passage.deeds) for result in results)
    matched = sum(len(result.matches) for result in results)
    extra = sum(result.extra for result in results)
    yield (
        f"{len(results)} passages, {deeds} deeds, {matched} matched; "
        f"{extra} events match none"
    )
    for basis in ("stated", "narrative"):
        yield _row(f"{basis}: right", share(results, _based(basis)))
    for basis in ("published", "unresolved"):
        yield _row(
            f"{basis}: a day of gold missed", share(results, _based(basis), MISSED)
        )
    yield _row("precision of printed days", share(results, _printed))
    yield _row("recall of days of gold", share(results, _dated))
    yield _row("false facts, of the printed", share(results, _printed, FALSE))
    yield _row("  guessed", share(results, _printed, frozenset({"guessed"})))
    yield _row("  another day", share(results, _printed, frozenset({"off"})))
    for gold in ("stated", "context", "bound", "none"):
        yield _row(
            f"false facts where gold is {gold}", share(results, _gold(gold), FALSE)
        )


def _row(title: str, value: Share) -> str:
    return f"  {title:<34} {value.text()}"


def _based(basis: str) -> Case:
    return lambda match: match.event.date_basis == basis


def _gold(basis: str) -> Case:
    return lambda match: match.deed.basis == basis


def _printed(match: Match) -> bool:
    return printed(match.event)


def _dated(match: Match) -> bool:
    return match.deed.day is not None


def errors(results: Sequence[Scored]) -> Iterator[str]:
    """A line for each false or missed day."""
    for result in results:
        for match in result.matches:
            if match.verdict not in {"right", "left"}:
                deed, event = match.deed, match.event
                text = result.passage.text.replace("\n", " ")
                before = text[max(0, deed.start - 60) : deed.start]
                printed = f"{event.date} {event.date_precision} {event.date_basis}"
                yield (
                    f"{match.verdict} {result.passage.id} gold {deed.day} {deed.basis}, "
                    f"printed {printed}: {before}[{deed.trigger}]"
                )


if __name__ == "__main__":
    main()
