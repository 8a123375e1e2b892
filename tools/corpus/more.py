"""
Draws further passages for the train part, of what the corpus does not hold yet.

    python -m tools.corpus.more --news ../shared/data/news --corpus corpus --out DIR

No document of the dev or test part gives one, and of the train part only accounts of
Global Voices do, without the paragraphs drawn before. What repeats a passage of dev or
test by two fifths of its runs of eight words, or more, is left out after the draw, so
that the rest stays as it was drawn and dealt. Writes `passages.jsonl`,
`passages/ID.txt` and `batches.json` as tools.corpus.draw does; no words are coded, and
nothing is coded twice. The same data and corpus give the same files.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from pathlib import Path

import msgspec
from msgspec.structs import replace

from facta.errors import FactaError
from facta.evaluate import corpus
from facta.language.segment import Segmenter
from facta.lexicon.language import Rules
from facta.ontology.countries import Countries
from tools.corpus import choosing, cutting, draw, sharing, shelf
from tools.corpus.bare import MORE
from tools.corpus.cutting import Passage
from tools.corpus.shelf import Article, Doc, Nations

# Times that an article, an account and a further passage name other countries, at least.
NEWS, FEATURE, NAMED = 3, 6, 2
MOST = 2  # passages of an account that none was drawn from
FIRST = 11  # the number of a further passage of an account that some were drawn from
HELD_OUT = ("dev", "test")
REPEATED = 0.4  # share of a passage's shingles that one held out has, to leave it out
# Sentences of each kind of page of the White House.
WANTED: Mapping[str, int] = {
    "readout": 420,
    "joint-statement": 300,
    "sanctions": 150,
    "briefing": 560,
    "speech": 420,
    "other": 520,
    "domestic": 60,
}
# What accounts of Global Voices that another publisher wrote say of themselves, at least.
_REPUBLISHED = re.compile(
    r"(?i)republish|originally (?:published|appeared)|content[- ]sharing|partnership|"
    r"first appeared|cross-?post"
)


class Drawn(msgspec.Struct, frozen=True):
    """
    What was drawn before: its documents, the paragraphs of the train part's, and the
    shingles of each passage held out.
    """

    documents: frozenset[str]
    paragraphs: Mapping[str, frozenset[str]]
    held_out: tuple[Set[str], ...]


def before(folder: Path) -> Drawn:
    """
    What the train, dev and test parts of a corpus hold.

    Raises:
        FactaError: a part cannot be read.
    """
    parts = {part: corpus.load(folder / f"{part}.jsonl") for part in sharing.PARTS}
    paragraphs: dict[str, frozenset[str]] = {}
    for passage in parts["train"]:
        told = paragraphs.get(passage.document, frozenset())
        paragraphs[passage.document] = told.union(passage.text.split(cutting.APART))
    documents = {each.document for held in parts.values() for each in held}
    held_out = [each.text for part in HELD_OUT for each in parts[part]]
    return Drawn(
        frozenset(documents), paragraphs, tuple(map(choosing.shingles, held_out))
    )


def repeats(text: str, held_out: Iterable[Set[str]]) -> bool:
    """Whether one passage held out, given by its shingles, has so many of a text's."""
    own = choosing.shingles(text)
    enough = max(1.0, REPEATED * len(own))
    return any(len(own & other) >= enough for other in held_out)


def drawn(news: Path, known: Drawn, nations: Nations) -> list[Passage]:
    """All further passages, by source, from the folder of the news data."""
    splitter = Segmenter(Rules.load())
    used = known.documents | shelf.republished()

    def own(article: Article) -> bool:
        return article.id not in used and not is_republished(article.text)

    pages = [doc for doc in shelf.whitehouse(news, nations) if doc.id not in used]
    return [
        *wikinews(
            shelf.wikinews(news, lambda article: article.id not in used),
            splitter,
            nations,
        ),
        *globalvoices(shelf.globalvoices(news, own), splitter, nations),
        *further(
            shelf.globalvoices(news, lambda article: article.id in known.paragraphs),
            known.paragraphs,
            splitter,
            nations,
        ),
        *choosing.whitehouse(pages, splitter, nations, wanted=WANTED),
    ]


def is_republished(text: str) -> bool:
    """Whether an account of Global Voices says that another publisher wrote it."""
    return _REPUBLISHED.search(text) is not None


def wikinews(
    docs: Iterator[Doc], splitter: Segmenter, nations: Nations
) -> Iterator[Passage]:
    """The first passages of articles that name other countries."""
    for doc in docs:
        if nations.times(doc.prose) >= NEWS:
            yield from cutting.whole(doc, splitter)[:MOST]


def globalvoices(
    docs: Iterator[Doc], splitter: Segmenter, nations: Nations
) -> Iterator[Passage]:
    """Of accounts that name other countries the passages that do so most."""
    for doc in docs:
        if nations.times(doc.prose) >= FEATURE:
            yield from cutting.richest(doc, splitter, nations.times, MOST)


def further(
    docs: Iterator[Doc],
    paragraphs: Mapping[str, Set[str]],
    splitter: Segmenter,
    nations: Nations,
    *,
    named: int = NAMED,
    first: int = FIRST,
) -> Iterator[Passage]:
    """
    Passages that name other countries, from what was left of accounts.

    paragraphs: those drawn before, by document; no passage runs over one. named: times
    that one names other countries, at least. first: the number of an account's first.
    """
    for doc in docs:
        told = paragraphs.get(doc.id, frozenset())
        left = tuple(None if line in told else line for line in doc.paragraphs)
        passages = [
            passage
            for passage in cutting.whole(replace(doc, paragraphs=left), splitter)
            if nations.times(passage.text) >= named
        ]
        for number, passage in enumerate(passages, first):
            yield replace(passage, id=f"{doc.id}.{number}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws, writes and counts; 2 where the corpus cannot be read."""
    parser = argparse.ArgumentParser(description="Draws further passages to train on.")
    parser.add_argument("--news", type=Path, required=True, help="folder of the data")
    parser.add_argument("--corpus", type=Path, required=True, help="what there is")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    options = parser.parse_args(arguments)
    try:
        known = before(options.corpus)
    except FactaError as reason:
        print(reason, file=sys.stderr)
        return 2
    nations = Nations(Countries.load())
    found = drawn(options.news, known, nations)
    part_of = {passage.doc.id: MORE for passage in found}
    passages = [each for each in found if not repeats(each.text, known.held_out)]
    draw.write_passages(options.out, passages, part_of, frozenset())
    batches = draw.only(sharing.batches(found, part_of), passages)
    draw.write_json(options.out / "batches.json", batches)
    print(draw.counts(passages, part_of, nations))
    return 0


if __name__ == "__main__":
    sys.exit(main())
