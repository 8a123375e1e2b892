"""
Counts, the scores they make, and what a comparison with gold tells: by label, what was
confused, which mistakes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

# Stands for no event on one side of a confusion.
NOTHING = "-"
# PLOVER's, by its numbers; the first two are cooperation.
QUADS = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
# the two sides that quad classes are of
COOPERATION, CONFLICT = "cooperation", "conflict"
Label = TypeVar("Label", bound=Hashable)


class Score(Struct, frozen=True):
    """Hits against what the gold holds and what was found."""

    hits: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return share(self.hits, self.found)

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is none."""
        return share(self.hits, self.gold)

    @property
    def f1(self) -> float:
        """
        Harmonic mean of precision and recall.

        >>> Score(3, 4, 4).f1
        0.75
        """
        return share(2 * self.hits, self.gold + self.found)

    def plus(self, other: Score) -> Score:
        """The counts of both."""
        return Score(
            self.hits + other.hits, self.gold + other.gold, self.found + other.found
        )


class Confusion(Struct, frozen=True):
    """How often gold of one type was coded as another; `-` is no event."""

    gold: str
    coded: str
    count: int


class Mistake(Struct, frozen=True, kw_only=True):
    """
    One line of gold that was coded wrongly, or one event that should not be.

    `gold` and `coded` are the same where the type is right and a party is not; `actor`
    and `recipient` then say which. `rule` and `confidence` are of what was coded; None
    where nothing was.
    """

    id: str
    gold: str
    coded: str
    actor: str
    recipient: str
    rule: str | None
    confidence: float | None
    text: str

    @property
    def what(self) -> str:
        """In words what went wrong."""
        if self.gold == self.coded:
            return f"{self.gold} of other parties"
        return f"{self.gold} coded as {self.coded}"


class Report(Struct, frozen=True, kw_only=True):
    """
    How well a gold file was coded.

    `types`, `quads` and `sides` hold a score for each label, those that the gold lacks
    too; `others` what else was counted, such as modes. Mistakes come with the highest
    confidence first, those without any last.
    """

    count: int
    types: dict[str, Score]
    quads: dict[str, Score]
    sides: dict[str, Score]
    others: dict[str, Score]
    confusions: tuple[Confusion, ...]
    mistakes: tuple[Mistake, ...]


def macro_f1(scores: Mapping[str, Score]) -> float:
    """
    Mean F1 over the labels that the gold has; 0 where it has none.

    >>> macro_f1({"AID": Score(1, 1, 1), "AGREE": Score(0, 1, 0), "REJECT": Score(0, 0, 1)})
    0.5
    """
    asked = [score.f1 for score in scores.values() if score.gold]
    return share(sum(asked), len(asked))


def share(part: float, whole: float) -> float:
    """
    A part of a whole; 0 of nothing.

    >>> share(3, 4), share(0, 0)
    (0.75, 0.0)
    """
    if not whole:
        return 0.0
    return part / whole


def by_label(
    gold: Iterable[Label], found: Iterable[Label], hits: Iterable[Label]
) -> dict[Label, Score]:
    """
    The score of each label from how often it stands in the gold, was found, and was
    found rightly.
    """
    counted = Counter(gold), Counter(found), Counter(hits)
    labels = list(counted[0]) + [
        label for label in counted[1] if label not in counted[0]
    ]
    return {
        label: Score(counted[2][label], counted[0][label], counted[1][label])
        for label in labels
    }


def ordered(scores: Mapping[str, Score], names: Sequence[str]) -> dict[str, Score]:
    """The scores in the order of `names`."""
    return {name: scores[name] for name in names if name in scores}


def confusions(pairs: Iterable[tuple[str, str]]) -> tuple[Confusion, ...]:
    """Gold and coded types that differ, the most frequent first."""
    counted = Counter(pair for pair in pairs if pair[0] != pair[1])
    listed = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Confusion(gold, coded, count) for (gold, coded), count in listed)


def worst_first(mistakes: Iterable[Mistake]) -> tuple[Mistake, ...]:
    """The surest mistakes first; what was not found at all last."""
    return tuple(sorted(mistakes, key=lambda mistake: -(mistake.confidence or 0.0)))


def side(quad: int) -> str:
    """Cooperation or conflict."""
    if quad in (1, 2):
        return COOPERATION
    return CONFLICT
