"""
A document to passages: consecutive whole paragraphs of 4 to 12 sentences.

Takes a document and the sentence splitter; gives the passages in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import TypeAlias

from msgspec import Struct

from facta.language.segment import Segmenter
from tools.corpus.plain import runs
from tools.corpus.shelf import Doc, seeded

FEWEST, MOST, AIM = 4, 12, 9  # sentences of a passage
LONGEST = 110  # words of a sentence; longer ones are lists
APART = "\n\n"
LEADING, HEADED, STARTS = (
    14.0,
    30.0,
    10.0,
)  # costs, against squared sentences off the aim
NOT_FIRST = 60.0  # where the beginning was wanted
LEFT_OUT, LEFT_OUT_EACH = (
    40.0,
    20.0,
)  # a paragraph in no passage, and each of its sentences
CHANCE = 6.0  # at most, so that passages do not all stand where names are thickest
PER_NATION, MOST_NATIONS = 4.0, 6  # a window gains by countries named, up to so many
# A sentence that begins amid another, or keeps marks of a page.
_ODD = re.compile(
    r"^(?:[a-z][^)]|[,;)]|\([A-Z]+\),)|[<>\[\]{}|\\*]{2}|</?\w+>|\bet seq\.\)?$|"
    r"^\W*Sec\. ?\d+\.$|\(Speaks in|\bNos?\.$|, \.$|\] ?\w+\]$|\(screenshot"
)


# What a window costs beside its own cut, by its run, start and end.
Pull: TypeAlias = Callable[[int, int, int], float]


class Passage(Struct, frozen=True, kw_only=True):
    """A passage with the bounds of its sentences and what stands before it."""

    id: str
    doc: Doc
    text: str
    sentences: tuple[tuple[int, int], ...]
    before: tuple[str, ...]


class _Run:
    """Paragraphs without a break between them, and how many sentences each has."""

    def __init__(self, lines: Sequence[str], splitter: Segmenter) -> None:
        self.lines = list(lines)
        self.counts = [len(splitter.sentences(line)) for line in lines]
        self.sums = [0, *accumulate(self.counts)]

    def size(self, start: int, end: int) -> int:
        return self.sums[end] - self.sums[start]

    def cost(self, start: int, end: int) -> float:
        """How ill a window reads: off the aim, or cut behind what leads on."""
        last = self.lines[end - 1]
        cost = float((self.size(start, end) - AIM) ** 2)
        if last.endswith(":"):
            cost += LEADING
        if end - start > 1 and not re.search(r"[.!?…:;]\W*$", last):
            cost += HEADED
        if start and re.search(r":$", self.lines[start - 1]):
            cost += STARTS
        return cost


def whole(doc: Doc, splitter: Segmenter) -> list[Passage]:
    """The whole of a document, cut as evenly as its paragraphs allow."""
    windows = []
    found = _runs(doc, splitter)
    for index, run in enumerate(found):
        windows += [(index, *window) for window in _best(run)]
    return _passages(doc, splitter, found, windows)


def _best(run: _Run) -> list[tuple[int, int]]:
    """The cheapest cutting; what cannot be cut is left out, at a price."""
    best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
    for end in range(1, len(run.lines) + 1):
        left_out = LEFT_OUT + LEFT_OUT_EACH * run.counts[end - 1]
        options = [(best[end - 1][0] + left_out, best[end - 1][1])]
        for start in range(end):
            if FEWEST <= run.size(start, end) <= MOST:
                cost = best[start][0] + run.cost(start, end)
                options.append((cost, [*best[start][1], (start, end)]))
        best.append(min(options))
    return best[-1][1]


def opening(doc: Doc, splitter: Segmenter) -> list[Passage]:
    """The beginning of a document."""
    return spread(doc, splitter, [0.0])


def spread(doc: Doc, splitter: Segmenter, places: Sequence[float]) -> list[Passage]:
    """Passages near the given places, as shares of the sentences; 0 is the beginning."""
    found = _runs(doc, splitter)
    total = sum(run.sums[-1] for run in found)

    def near(place: float) -> Pull:
        def pull(index: int, start: int, _: int) -> float:
            at = sum(run.sums[-1] for run in found[:index]) + found[index].sums[start]
            if not place and at:
                return NOT_FIRST + at
            return abs(at - place * total)

        return pull

    return _picked(doc, splitter, found, [near(place) for place in places])


def richest(
    doc: Doc, splitter: Segmenter, named: Callable[[str], int], count: int
) -> list[Passage]:
    """The passages of a long document that name other countries most."""
    found = _runs(doc, splitter)

    def poor(index: int, start: int, end: int) -> float:
        lines = found[index].lines[start:end]
        met = sum(min(named(line), 3) for line in lines)
        spice = int(seeded(doc.id, index, start)[:4], 16) / 0x10000
        return PER_NATION * (MOST_NATIONS - min(met, MOST_NATIONS)) + CHANCE * spice

    return _picked(doc, splitter, found, [poor] * count)


def _picked(
    doc: Doc, splitter: Segmenter, found: Sequence[_Run], pulls: Sequence[Pull]
) -> list[Passage]:
    """For each pull the cheapest window that meets none taken before."""
    windows = list(_windows(found))
    taken: list[tuple[int, int, int]] = []
    for pull in pulls:
        free = [w for w in windows if all(_clear(w, other) for other in taken)]
        if not free:
            break
        taken.append(
            min(free, key=lambda w: (found[w[0]].cost(w[1], w[2]) + pull(*w), w))
        )
    return _passages(doc, splitter, found, sorted(taken))


def _windows(found: Sequence[_Run]) -> Iterator[tuple[int, int, int]]:
    for index, run in enumerate(found):
        for start in range(len(run.lines)):
            for end in range(start + 1, len(run.lines) + 1):
                if run.size(start, end) > MOST:
                    break
                if run.size(start, end) >= FEWEST:
                    yield index, start, end


def _clear(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return one[0] != other[0] or one[2] <= other[1] or other[2] <= one[1]


def _runs(doc: Doc, splitter: Segmenter) -> list[_Run]:
    lines = [_sound(line, splitter) for line in doc.paragraphs]
    return [_Run(held, splitter) for held in runs(lines)]


def _sound(line: str | None, splitter: Segmenter) -> str | None:
    """A line, unless it is split amiss or holds what no reader could read."""
    if line is None:
        return None
    told = [line[s.start : s.end] for s in splitter.sentences(line)]
    if any(_ODD.search(sentence) for sentence in told):
        return None
    if any(len(sentence.split()) > LONGEST for sentence in told):
        return None
    return line


def _passages(
    doc: Doc,
    splitter: Segmenter,
    found: Sequence[_Run],
    windows: Sequence[tuple[int, int, int]],
) -> list[Passage]:
    made: list[Passage] = []
    for index, start, end in windows:
        run = found[index]
        text = APART.join(run.lines[start:end])
        bounds = tuple((s.start, s.end) for s in splitter.sentences(text))
        told = [text[first:last] for first, last in bounds]
        if any(len(sentence.split()) > LONGEST for sentence in told):
            continue
        if not FEWEST <= len(bounds) <= MOST or any("\n" in piece for piece in told):
            continue
        made.append(
            Passage(
                id=f"{doc.id}.{len(made) + 1}",
                doc=doc,
                text=text,
                sentences=bounds,
                before=_before(found, index, start, splitter),
            )
        )
    return made


def _before(
    found: Sequence[_Run], index: int, start: int, splitter: Segmenter
) -> tuple[str, ...]:
    """Up to two sentences that precede a paragraph."""
    earlier = [line for run in found[:index] for line in run.lines]
    lines = (earlier + found[index].lines[:start])[-2:]
    told = [line[s.start : s.end] for line in lines for s in splitter.sentences(line)]
    return tuple(told[-2:])
