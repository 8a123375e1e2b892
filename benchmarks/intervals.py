"""
Figures with their 95 % intervals: the middle of 2,000 bootstrap draws with a fixed seed,
by the bootstrap of the coded corpus.

What is drawn is what goes wrong together: documents, stories or sentences, as each
benchmark says. Takes the counts of each of these; gives figures by name: its value
under `NAME`, the counts under `NAME.of`, the interval under `NAME.interval`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Literal

from facta.evaluate.reading.bootstrap import Bootstrap, Interval
from facta.evaluate.scores import Score

Figure = tuple[str, str]
Measure = Literal["precision", "recall", "f1"]


def total(scores: Iterable[Score]) -> Score:
    """The counts of all cases together."""
    found = Score()
    for score in scores:
        found = found.plus(score)
    return found


def held(scores: Sequence[Score], measure: Measure = "f1") -> Interval | None:
    """
    Between what the middle 95 % of the draws of cases lie.

    >>> held([Score(1, 1, 1), Score(1, 1, 1)])
    (1.0, 1.0)
    """
    found = Bootstrap([{"": score} for score in scores]).intervals("")
    interval: Interval | None = getattr(found, measure)
    return interval


def macro(gold: Sequence[Any], coded: Sequence[Any]) -> Interval | None:
    """That of the mean F1 over the labels of `gold`, a case a pair of labels."""
    cases = [_labelled(str(a), str(b)) for a, b in zip(gold, coded, strict=True)]
    return Bootstrap(cases).macro(sorted(set(map(str, gold))))


def _labelled(gold: str, coded: str) -> Mapping[str, Score]:
    if gold == coded:
        return {gold: Score(1, 1, 1)}
    return {gold: Score(0, 1, 0), coded: Score(0, 0, 1)}


def figure(
    name: str, scores: Sequence[Score], measure: Measure = "f1", *, digits: int = 3
) -> Iterator[Figure]:
    """
    A score with its counts and its interval.

    >>> dict(figure("tags", [Score(3, 4, 4)], digits=2))
    {'tags': '0.75', 'tags.of': '3 of 4', 'tags.interval': '[0.75, 0.75]'}
    """
    whole = total(scores)
    yield name, f"{getattr(whole, measure):.{digits}f}"
    yield f"{name}.of", f"{whole.hits:,} of {whole.gold:,}"
    yield from interval(name, held(scores, measure), digits=digits)


def percent(
    name: str, scores: Sequence[Score], measure: Measure = "recall"
) -> Iterator[Figure]:
    """
    A score of a hundred, as treebanks have them.

    >>> dict(percent("LAS", [Score(3, 4, 4)]))
    {'LAS': '75.0 %', 'LAS.interval': '[75.0, 75.0]'}
    """
    yield name, f"{100 * getattr(total(scores), measure):.1f} %"
    yield from interval(name, held(scores, measure), digits=1, times=100)


def interval(
    name: str, found: Interval | None, *, digits: int = 2, times: float = 1
) -> Iterator[Figure]:
    """The figure of an interval; none where no draw has a case."""
    if found is not None:
        low, high = (f"{times * end:.{digits}f}" for end in found)
        yield f"{name}.interval", f"[{low}, {high}]"


def by_name(cases: Sequence[Mapping[str, Score]]) -> dict[str, list[Score]]:
    """
    The scores of each case by name, nothing where a case has none of that name.

    >>> by_name([{"a": Score(1, 1, 1)}, {}])
    {'a': [Score(hits=1, gold=1, found=1), Score(hits=0, gold=0, found=0)]}
    """
    names = dict.fromkeys(chain.from_iterable(cases))
    return {name: [case.get(name, Score()) for case in cases] for name in names}
