"""
What moves in linking where one of its numbers is another.

    python -m benchmarks.linking [PATH ...]

Links the demo corpus as it is, then once for each number of likeness, timing and the
choice of pairs at each of some steps, and prints for those that move anything: how many
of the reports that the demo's reading puts together are put together, disputes right
and false, and how many pairs of events became one happening or ceased to be. With
paths, the last is told of their accounts too. Nothing is fitted here: twelve accounts
are too few.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import combinations
from types import ModuleType
from typing import Any

from msgspec import Struct

from benchmarks import demo
from benchmarks.extraction import annotated
from facta.extract.stage import Resources
from facta.language import Language
from facta.link import Linked, likeness, link, pairs, pledges, stage, timing
from facta.read import ReadSettings, documents
from facta.records import Annotation, Document

STEPS = (0.5, 0.75, 0.9, 1.1, 1.25, 1.5)
# of days and words: steps that leave a whole number another one
WHOLE_STEPS = (0.5, 0.75, 1.25, 2.0)
Event = tuple[str, str]


class Number(Struct, frozen=True, kw_only=True):
    """A number of linking: where it stands, by name and, in a table, by key."""

    attribute: str
    places: tuple[ModuleType, ...]
    key: Any = None

    @property
    def label(self) -> str:
        """Its name for a reader."""
        name = f"{self.places[-1].__name__.rsplit('.')[-1]}.{self.attribute}"
        if self.key is None:
            return name
        key = self.key
        return f"{name}[{'-'.join(sorted(key)) if isinstance(key, frozenset) else key}]"

    @property
    def value(self) -> float:
        """What it is now."""
        held = getattr(self.places[0], self.attribute)
        return float(held if self.key is None else held[self.key])

    def steps(self) -> Iterator[float]:
        """The values to try, none twice."""
        held = getattr(self.places[0], self.attribute)
        whole = isinstance(held, int)
        tried = {
            round(self.value * step) if whole else round(self.value * step, 4)
            for step in (WHOLE_STEPS if whole else STEPS)
        }
        yield from sorted(tried - {self.value})

    @contextmanager
    def being(self, value: float) -> Iterator[None]:
        """While inside, the number is another."""
        held = getattr(self.places[0], self.attribute)
        given = value if self.key is None else held | {self.key: value}
        for place in self.places:
            setattr(place, self.attribute, given)
        try:
            yield
        finally:
            for place in self.places:
                setattr(place, self.attribute, held)


class Outcome(Struct, frozen=True, kw_only=True):
    """What linking gave: scores against the reading, and who is together."""

    joined: tuple[int, int]
    disputes: tuple[int, int, int]
    together: frozenset[tuple[Event, Event]]
    pledges: int


def numbers() -> Iterator[Number]:
    """Every number that linking compares by."""
    yield Number(attribute="SAME", places=(stage, likeness))
    for table, module in (("WEIGHTS", likeness), ("CLOSE", likeness), ("FIT", timing)):
        for key in getattr(module, table):
            yield Number(attribute=table, places=(module,), key=key)
    for name in (
        "NOBODY",
        "OTHER_PERSONS",
        "VAGUE_WORDING",
        "AGREED_DAYS",
        "SAME_WORDING",
        "WORDING_WITH_FIGURES",
        "UNLIKE_WORDS",
        "NAMES_ALIKE",
    ):
        yield Number(attribute=name, places=(likeness,))
    for name in ("NARRATIVE", "PUBLISHED_FAR", "SHORTLY"):
        yield Number(attribute=name, places=(timing,))
    yield Number(attribute="OTHER_DAY", places=(timing, pairs))
    for name in ("MONTH_DAYS", "SEASON_DAYS", "NEAREST"):
        yield Number(attribute=name, places=(pairs,))
    for name in ("SAME", "FULFILLED"):
        yield Number(attribute=name, places=(pledges,))


def together(linked: Linked) -> frozenset[tuple[Event, Event]]:
    """The pairs of events that tell one happening."""
    found: set[tuple[Event, Event]] = set()
    for happening in linked.happenings:
        told = sorted(
            (report.document, event)
            for report in happening.reports
            for event in report.events
        )
        found.update(combinations(told, 2))
    return frozenset(found)


def outcome(annotations: Sequence[Annotation]) -> Outcome:
    """Links the demo corpus and scores it."""
    linked = link(annotations)
    scores = demo.score(annotations, linked).scores
    joined, disputes = scores["happenings joined"], scores["disputes"]
    return Outcome(
        joined=(joined.hits, joined.gold),
        disputes=(disputes.hits, disputes.gold, disputes.found - disputes.hits),
        together=together(linked),
        pledges=len(linked.pledges),
    )


def changed(
    before: frozenset[tuple[Event, Event]], now: frozenset[tuple[Event, Event]]
) -> str:
    """How many pairs came together and how many came apart."""
    return f"+{len(now - before)} -{len(before - now)}"


def report(
    name: str, value: float, now: Outcome, before: Outcome, others: Sequence[str]
) -> None:
    """One line of the table."""
    right, gold, false = now.disputes
    cells = [
        f"{name:<36} {value:>7g}",
        f"joined {now.joined[0]} of {now.joined[1]}",
        f"disputes {right} of {gold}, {false} false",
        f"pairs {changed(before.together, now.together)}",
        f"pledges {now.pledges}",
        *others,
    ]
    print("  ".join(cells))


def main() -> None:
    """Prints what moves."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", metavar="PATH", help="more accounts")
    paths = parser.parse_args().paths
    language, resources = Language.load(), Resources.load()
    corpus = annotated(demo.accounts(), language, resources)
    more = [
        item
        for item in documents(paths, settings=ReadSettings())
        if isinstance(item, Document)
    ]
    elsewhere = annotated(more, language, resources)
    before, apart = outcome(corpus), together(link(elsewhere))
    print(f"{len(corpus)} accounts of the demo, {len(elsewhere)} others")
    report("as it is", 0, before, before, [])
    for number in numbers():
        still = []
        for value in number.steps():
            with number.being(value):
                now, moved = outcome(corpus), together(link(elsewhere))
            if (now, moved) == (before, apart):
                still.append(f"{value:g}")
                continue
            others = [f"elsewhere {changed(apart, moved)}"] if elsewhere else []
            report(number.label, value, now, before, others)
        if still:
            print(f"{number.label:<36} {number.value:>7g}  stands, also at {still}")


if __name__ == "__main__":
    main()
