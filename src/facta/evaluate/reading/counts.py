"""
What single comparisons add up to: findings in, counts by line and their sums out.

A line names what is measured, group and part: `mentions.names`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from facta.evaluate.scores import Score

Counts = Mapping[str, Score]


class Finding(Struct, frozen=True, kw_only=True):
    """
    One comparison: what it counts, in which lines, and where something is wrong, what.

    `gold` and `found` say in words what the gold holds and what was found, None where
    there is nothing; `at` is where in the text. `confidence` is of what was found.
    """

    lines: tuple[str, ...]
    score: Score
    at: int = 0
    gold: str | None = None
    found: str | None = None
    confidence: float | None = None

    @property
    def wrong(self) -> bool:
        """Whether something was missed or is false, and can be told in words."""
        told = self.gold is not None or self.found is not None
        return told and self.score.hits < max(self.score.gold, self.score.found)


def hit(*lines: str) -> Finding:
    """Something of the gold that was found."""
    return Finding(lines=lines, score=Score(1, 1, 1))


def missed(*lines: str, at: int, gold: str) -> Finding:
    """Something of the gold that was not found."""
    return Finding(lines=lines, score=Score(0, 1, 0), at=at, gold=gold)


def false(*lines: str, at: int, found: str, confidence: float | None = None) -> Finding:
    """Something found that the gold does not hold."""
    score = Score(0, 0, 1)
    return Finding(lines=lines, score=score, at=at, found=found, confidence=confidence)


def judged(*lines: str, right: bool, at: int, gold: str, found: str) -> Finding:
    """Something that both hold, right or not."""
    return Finding(
        lines=lines, score=Score(int(right), 1, 1), at=at, gold=gold, found=found
    )


def added(many: Iterable[Counts]) -> dict[str, Score]:
    """
    The counts of all together.

    >>> added([{"a": Score(1, 2, 3)}, {"a": Score(1, 1, 1)}])
    {'a': Score(hits=2, gold=3, found=4)}
    """
    total: dict[str, Score] = {}
    for counts in many:
        for line, score in counts.items():
            total[line] = total.get(line, Score()).plus(score)
    return total


def counted(findings: Iterable[Finding]) -> dict[str, Score]:
    """The counts of each line."""
    return added(dict.fromkeys(each.lines, each.score) for each in findings)
