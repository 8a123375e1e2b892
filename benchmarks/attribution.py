"""
How well statements are found: attributions of PolNeAR's dev part, and how far its own
annotators agree.

    python benchmarks/attribution.py polnear-dev.tar.gz

The archive holds `text/*.txt` and `attributions/*.ann` (brat). An attribution counts as
found where one prediction overlaps its source, its cue and its content, each gold
attribution and each prediction counted once; a gold attribution without source wants a
prediction without one. Predictions that share a cue are one attribution, as they are in
the gold. Content tokens are words inside some content. A direct quotation's speaker is
right where a prediction that overlaps the quotation has a speaker that overlaps the
gold source. Nothing of the archive is kept.
"""

from __future__ import annotations

import re
import sys
import tarfile
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

from facta.evaluate import Score
from facta.extract.actors import actors
from facta.extract.layout import Layout
from facta.extract.page import Page
from facta.extract.statements import statements
from facta.extract.times import times
from facta.language import Language
from facta.lexicon import Lexicon
from facta.ontology import Gazetteer
from facta.records import Document, Statement, content_id

Ranges = tuple[tuple[int, int], ...]
WORD = re.compile(r"\w+")
OPENING = ("“", '"', "''", "‘", "'", "``")


class Attribution(NamedTuple):
    """
    Where source, cue and content stand.

    A part in pieces has several ranges, a missing one none.
    """

    source: Ranges
    cue: Ranges
    content: Ranges


class Counts(NamedTuple):
    """What was found, what was there, what was both."""

    predicted: int
    gold: int
    right: int

    def __add__(self, other: object) -> Counts:
        assert isinstance(other, Counts)
        return Counts(
            self.predicted + other.predicted,
            self.gold + other.gold,
            self.right + other.right,
        )

    @property
    def score(self) -> Score:
        """The same in the package's own order."""
        return Score(self.right, self.gold, self.predicted)

    @property
    def shares(self) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        precision = self.right / max(self.predicted, 1)
        recall = self.right / max(self.gold, 1)
        # The last bound keeps a table without hits from dividing by 0.
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)

    def line(self, name: str) -> str:
        """Precision, recall and F1 as a line of the table."""
        precision, recall, f1 = self.shares
        return (
            f"{name:32} {precision:6.3f} {recall:6.3f} {f1:6.3f}  ({self.right} of "
            f"{self.predicted} / {self.gold})"
        )


NONE = Counts(0, 0, 0)


def overlap(first: Ranges, second: Ranges) -> bool:
    """Whether two parts share a character."""
    return any(a < d and c < b for a, b in first for c, d in second)


def fits(predicted: Attribution, gold: Attribution) -> bool:
    """Whether a prediction finds a gold attribution."""
    if bool(predicted.source) != bool(gold.source):
        return False
    if gold.source and not overlap(predicted.source, gold.source):
        return False
    cues = overlap(predicted.cue, gold.cue)
    return cues and overlap(predicted.content, gold.content)


def attributions(
    predicted: Sequence[Attribution], gold: Sequence[Attribution]
) -> Counts:
    """Attributions found, each counted once."""
    left = list(gold)
    right = 0
    for one in predicted:
        match = next((other for other in left if fits(one, other)), None)
        if match is not None:
            left.remove(match)
            right += 1
    return Counts(len(predicted), len(gold), right)


def content_tokens(text: str, found: Sequence[Attribution]) -> set[int]:
    """Where the words stand that are inside some content."""
    return {
        start + match.start()
        for each in found
        for start, end in each.content
        for match in WORD.finditer(text[start:end])
    }


def tokens(
    text: str, predicted: Sequence[Attribution], gold: Sequence[Attribution]
) -> Counts:
    """Words inside contents."""
    ours, theirs = content_tokens(text, predicted), content_tokens(text, gold)
    return Counts(len(ours), len(theirs), len(ours & theirs))


def quoted(text: str, each: Attribution) -> bool:
    """Whether an attribution's content is a quotation from its first character."""
    if not each.content:
        return False
    start, _ = min(each.content)
    return text.startswith(OPENING, start)


def speakers(
    text: str, predicted: Sequence[Attribution], gold: Sequence[Attribution]
) -> Counts:
    """Direct quotations with the right speaker; predicted are those that were found."""
    direct = [each for each in gold if each.source and quoted(text, each)]
    found = [
        [one for one in predicted if overlap(one.content, each.content)]
        for each in direct
    ]
    right = sum(
        any(overlap(one.source, each.source) for one in ones)
        for each, ones in zip(direct, found, strict=True)
    )
    return Counts(sum(bool(ones) for ones in found), len(direct), right)


def read_brat(text: str) -> list[Attribution]:
    """The attributions of a brat file."""
    spans: dict[str, Ranges] = {}
    for line in text.splitlines():
        if line.startswith("T"):
            name, place, _ = line.split("\t", 2)
            ranges = place.split(" ", 1)[1].split(";")
            spans[name] = tuple(
                (int(start), int(end))
                for start, end in (each.split() for each in ranges)
            )
    found = []
    for line in text.splitlines():
        if line.startswith("E"):
            roles = [role.split(":") for role in line.split("\t")[1].split()[1:]]
            parts: dict[str, list[tuple[int, int]]] = {}
            # A second argument of a kind has a number behind it: Content2.
            for role, name in roles:
                kind = re.sub(r"\d+$", "", role)
                parts.setdefault(kind, []).extend(spans[name])
            source, cue, content = (
                tuple(sorted(parts.get(kind, ())))
                for kind in ("Source", "Cue", "Content")
            )
            found.append(Attribution(source, cue, content))
    return found


def grouped(found: Sequence[Statement]) -> list[Attribution]:
    """Statements as attributions, those that share a cue as one."""
    groups: dict[object, list[Statement]] = {}
    for each in found:
        key: object = each.id
        if each.cue:
            key = (each.cue.start, each.cue.end)
        groups.setdefault(key, []).append(each)
    return [
        Attribution(
            tuple(
                (one.speaker.span.start, one.speaker.span.end)
                for one in ones[:1]
                if one.speaker.span
            ),
            tuple((one.cue.start, one.cue.end) for one in ones[:1] if one.cue),
            tuple((one.content.start, one.content.end) for one in ones),
        )
        for ones in groups.values()
    ]


def articles(archive: Path) -> Iterator[tuple[str, str, list[list[Attribution]]]]:
    """
    Name, text and the annotators' attributions of each article, annotators in the order
    of their marks.
    """
    with tarfile.open(archive) as tar:
        contents = {
            Path(member.name): file.read().decode("utf8")
            for member in tar.getmembers()
            if member.isfile() and (file := tar.extractfile(member))
        }
    marks = sorted(path for path in contents if path.suffix == ".ann")
    for path in sorted(path for path in contents if path.suffix == ".txt"):
        own = [mark for mark in marks if mark.stem.rsplit("_", 1)[0] == path.stem]
        if own:
            yield path.stem, contents[path], [read_brat(contents[mark]) for mark in own]


def table(scores: Sequence[tuple[str, Counts]]) -> None:
    """Print scores as lines."""
    print(f"{'':32} {'P':>6} {'R':>6} {'F1':>6}")
    for name, counts in scores:
        print(counts.line(name))


def main(archive: Path) -> None:
    """Score the system, then the annotators against one another."""
    ours, people = measured(archive)
    names = (
        "source, cue, content overlap",
        "content tokens",
        "direct quotations, speaker",
    )
    print("Facta against the first annotator")
    table(list(zip(names, ours, strict=True)))
    print("annotators against one another, articles with several")
    table(list(zip(names, people, strict=True)))


def measured(archive: Path) -> tuple[list[Counts], list[Counts]]:
    """
    The three scores of the system against the first annotator, and of the annotators
    among themselves.
    """
    ours, people = [NONE] * 3, [NONE] * 3
    for one, others in by_article(archive):
        ours = _added(ours, one)
        for other in others:
            people = _added(people, other)
    return ours, people


def by_article(archive: Path) -> Iterator[tuple[list[Counts], list[list[Counts]]]]:
    """The three scores of the system, and of each annotator by each other."""
    language, gazetteer, lexicon = Language.load(), Gazetteer.load(), Lexicon.load()
    for name, text, annotators in articles(archive):
        document = Document(id=content_id(name), source=name, text=text)
        sentences = language.sentences(text)
        layout = Layout(document, sentences, lexicon)
        page = Page(layout, times(layout), actors(layout, gazetteer))
        found = grouped(statements(page))
        # Each annotator is held to each other, so that no order of theirs counts.
        people = [
            scores(text, first, second) for first, second in permutations(annotators, 2)
        ]
        yield scores(text, found, annotators[0]), people


def _added(totals: Sequence[Counts], more: Sequence[Counts]) -> list[Counts]:
    return [total + score for total, score in zip(totals, more, strict=True)]


def scores(
    text: str, predicted: Sequence[Attribution], gold: Sequence[Attribution]
) -> list[Counts]:
    """The three scores of one article."""
    return [
        attributions(predicted, gold),
        tokens(text, predicted, gold),
        speakers(text, predicted, gold),
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
