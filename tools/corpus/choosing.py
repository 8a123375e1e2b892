"""
Which passages are drawn: so many sentences a source and kind, spread over countries.

Everything is ordered by hashes of ids, so that the same data give the same passages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from facta.language.segment import Segmenter
from tools.corpus import cutting
from tools.corpus.cutting import Passage
from tools.corpus.shelf import Doc, Nations, seeded

# Sentences of each kind of page of the White House.
WANTED: Mapping[str, int] = {
    "readout": 480,
    "joint-statement": 340,
    "sanctions": 300,
    "briefing": 560,
    "speech": 420,
    "other": 370,
    "domestic": 330,
}
GLOBALVOICES = 1900  # sentences
COMMON = frozenset({"CHN", "ISR", "RUS", "UKR"})  # held back, so that others are met
SHINGLE, ALIKE = 8, 0.25  # words; share of a passage's shingles met before
NAMED = 3  # times that a passage of a briefing or speech names other countries
TRIED = 60  # pages of a country looked through for one that fits


def wikinews(docs: Iterable[Doc], splitter: Segmenter) -> Iterator[Passage]:
    """Whole articles; of the quiet ones the beginning."""
    for doc in docs:
        if doc.quiet:
            yield from cutting.opening(doc, splitter)
        else:
            yield from cutting.whole(doc, splitter)


def globalvoices(docs: Iterable[Doc], splitter: Segmenter) -> Iterator[Passage]:
    """Two passages an account, and a third of some while sentences are wanted."""
    pairs = []
    for doc in sorted(docs, key=lambda doc: seeded("gv", doc.id)):
        two = cutting.spread(doc, splitter, [0.0, 0.55])
        pairs.append((doc, two))
    missing = GLOBALVOICES - sum(len(p.sentences) for _, two in pairs for p in two)
    for doc, two in pairs:
        three = two
        if missing > 0:
            three = cutting.spread(doc, splitter, [0.0, 0.45, 0.8])
            missing -= _size(three) - _size(two)
        yield from three


def _size(passages: Iterable[Passage]) -> int:
    return sum(len(passage.sentences) for passage in passages)


class _Met:
    """What was drawn before: countries, and runs of words."""

    def __init__(self) -> None:
        self.countries: Counter[str] = Counter()
        self.shingles: set[str] = set()

    def told(self, passage: Passage) -> bool:
        """Whether much of a passage was drawn before, as of a yearly notice."""
        own = shingles(passage.text)
        return len(own & self.shingles) > ALIKE * max(1, len(own))

    def add(self, passage: Passage) -> None:
        self.shingles |= shingles(passage.text)


def shingles(text: str) -> set[str]:
    """All that a text has of so many words in sequence."""
    words = text.lower().split()
    return {
        " ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)
    }


def whitehouse(
    docs: Iterable[Doc],
    splitter: Segmenter,
    nations: Nations,
    *,
    wanted: Mapping[str, int] = WANTED,
    before: Iterable[str] = (),
) -> Iterator[Passage]:
    """
    Pages of every kind, the countries least met first.

    wanted: sentences of each kind, about; the kinds are drawn in this order. before:
    texts drawn earlier, not to be met again.
    """
    met = _Met()
    for text in before:
        met.shingles |= shingles(text)
    for kind, sentences in wanted.items():
        of_kind = [doc for doc in docs if doc.kind == kind]
        yield from _of_kind(kind, sentences, of_kind, splitter, nations, met)


def _of_kind(
    kind: str,
    wanted: int,
    docs: Sequence[Doc],
    splitter: Segmenter,
    nations: Nations,
    met: _Met,
) -> Iterator[Passage]:
    """Passages of some pages of one kind, until so many sentences are drawn."""
    shelves = _shelves(docs, nations)
    while wanted > 0 and shelves:
        country = min(
            shelves, key=lambda c: (met.countries[c], seeded(kind, c, met.countries[c]))
        )
        shelf = shelves[country]
        passages: list[Passage] = []
        for _ in range(min(TRIED, len(shelf))):
            passages = [
                p for p in _cut(shelf.pop(), splitter, nations) if not met.told(p)
            ]
            if passages:
                break
        if not shelf or not passages:
            del shelves[country]
        for passage in passages:
            met.add(passage)
            met.countries.update(set(nations.named(passage.text)) - {country})
        met.countries[country] += 1 + 2 * (country in COMMON)
        wanted -= _size(passages)
        yield from passages


def _shelves(docs: Sequence[Doc], nations: Nations) -> dict[str, list[Doc]]:
    """Pages by each country they name in the title, or most in the text."""
    shelves: dict[str, list[Doc]] = {}
    taken: set[str] = set()
    for doc in sorted(docs, key=lambda doc: seeded("wh", doc.id)):
        if doc.title in taken:
            continue
        taken.add(doc.title)
        shelves.setdefault(_about(doc, nations), []).append(doc)
    return shelves


def _about(doc: Doc, nations: Nations) -> str:
    """The country that a page is about; of several in the title a rarer one."""
    if doc.quiet:
        return "USA"
    titled = set(nations.named(doc.title))
    if titled:
        return min(titled, key=lambda code: (code in COMMON, seeded(doc.id, code)))
    named = nations.named(doc.prose)
    loud = [code for code, times in named.items() if times >= 3]
    if loud:
        return min(loud, key=lambda code: (code in COMMON, seeded(doc.id, code)))
    return "none"


def _cut(doc: Doc, splitter: Segmenter, nations: Nations) -> list[Passage]:
    if doc.kind in {"briefing", "speech"}:
        if _about(doc, nations) == "none":
            return []
        count = 2 if _one_in(doc, 3) else 1
        found = cutting.richest(doc, splitter, nations.times, count)
        return [passage for passage in found if nations.times(passage.text) >= NAMED]
    place = int(seeded("place", doc.id)[:4], 16) / 0x10000
    if place < 0.4 or doc.kind == "sanctions":
        return cutting.spread(doc, splitter, [0.0])
    if place < 0.75 or doc.quiet:
        return cutting.spread(doc, splitter, [place - 0.2])
    return cutting.spread(doc, splitter, [0.0, place - 0.2])


def _one_in(doc: Doc, count: int) -> bool:
    """Whether a document is of one part in `count`."""
    return int(seeded("chance", doc.id)[:4], 16) % count == 0
