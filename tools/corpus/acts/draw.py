"""
Draws passages to code for their acts alone.

    python -m tools.corpus.acts.draw --news DIR --treebank DIR --corpus corpus --out DIR

What the corpus left of Wikinews and Global Voices, pages of the White House that it
does not hold, and documents of the training parts of two treebanks that speak of states
or of politics. No document of the corpus' dev or test part gives a passage, and what
repeats one of them by two fifths is left out. Writes `passages.jsonl` and
`passages/ID.txt`. The same data and corpus give the same files.
"""

from __future__ import annotations

import argparse
import gzip
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

import msgspec

from facta.errors import FactaError
from facta.evaluate import corpus
from facta.language.segment import Segmenter
from facta.lexicon.language import Rules
from facta.ontology.countries import Countries
from tools.corpus import choosing, cutting, draw, more, shelf
from tools.corpus.cutting import Passage
from tools.corpus.shelf import Doc, Nations

FIRST = 41  # the number of a further passage of an article
NAMED = 1  # times that such a passage names other countries, at least
POLITICAL = 2  # countries and words of politics that a passage of a treebank has
# Sentences of each kind of page of the White House.
WANTED: Mapping[str, int] = {
    "readout": 500,
    "joint-statement": 900,
    "sanctions": 500,
    "briefing": 3200,
    "speech": 2800,
    "other": 3200,
    "domestic": 700,
}
EWT = ("weblog", "newsgroup")
GUM = tuple(
    f"GUM_{genre}"
    for genre in (
        "news",
        "interview",
        "speech",
        "letter",
        "court",
        "essay",
        "textbook",
    )
)
_POLITICS = re.compile(
    r"(?i)\b(?:US|U\.S\.|United States|American|government|president|minister|army|"
    r"police|protest|war)\b"
)


def drawn(
    news: Path, treebank: Path, folder: Path, nations: Nations
) -> Iterator[Passage]:
    """
    All passages, by source, but for what repeats a passage held out.

    Raises:
        FactaError: a part of the corpus cannot be read.
    """
    known = more.before(folder)
    further = corpus.load(folder / "more.jsonl")
    held = [*corpus.load(folder / "train.jsonl"), *further]
    splitter = Segmenter(Rules.load())
    used = known.documents | {one.document for one in further} | shelf.republished()
    pages = [doc for doc in shelf.whitehouse(news, nations) if doc.id not in used]
    for passage in (
        *_left(news, folder, held, splitter, nations),
        *_of_treebanks(treebank, splitter, nations),
        *choosing.whitehouse(
            pages,
            splitter,
            nations,
            wanted=WANTED,
            before=[passage.text for passage in held],
        ),
    ):
        if not more.repeats(passage.text, known.held_out):
            yield passage


def _left(
    news: Path,
    folder: Path,
    held: Iterable[corpus.Passage],
    splitter: Segmenter,
    nations: Nations,
) -> Iterator[Passage]:
    """What is left of articles that are not held out."""
    apart = shelf.republished() | {
        one.document
        for part in more.HELD_OUT
        for one in corpus.load(folder / f"{part}.jsonl")
    }
    told: dict[str, set[str]] = {}
    for one in held:
        told.setdefault(one.document, set()).update(one.text.split(cutting.APART))

    def wanted(article: shelf.Article) -> bool:
        return article.id not in apart and not more.is_republished(article.text)

    return more.further(
        chain(shelf.wikinews(news, wanted), shelf.globalvoices(news, wanted)),
        told,
        splitter,
        nations,
        named=NAMED,
        first=FIRST,
    )


def _of_treebanks(
    folder: Path, splitter: Segmenter, nations: Nations
) -> Iterator[Passage]:
    for doc in (
        *_documents(folder, "ewt", EWT, "CC-BY-SA-4.0", "UD English EWT"),
        *_documents(folder, "gum", GUM, "CC-BY-4.0", "GUM"),
    ):
        for passage in cutting.whole(doc, splitter):
            political = len(_POLITICS.findall(passage.text))
            if nations.times(passage.text) + political >= POLITICAL:
                yield passage


def _documents(
    folder: Path, name: str, genres: tuple[str, ...], licence: str, credit: str
) -> Iterator[Doc]:
    """The documents of some genres, a paragraph a line."""
    held: dict[str, list[list[str]]] = {}
    document = ""
    with gzip.open(folder / f"{name}-train.conllu.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            key, _, value = line.rstrip("\n").partition(" = ")
            if key == "# newdoc id":
                document = value
                held[document] = [[]]
            elif line.startswith("# newpar") and held[document][-1]:
                held[document].append([])
            elif key == "# text":
                held[document][-1].append(value.strip())
    for title, paragraphs in held.items():
        if title.startswith(genres):
            yield Doc(
                id=title.lower().replace("_", "-"),
                source=name,
                licence=licence,
                credit=credit,
                url="",
                title=title,
                published=None,
                kind="news",
                paragraphs=tuple(" ".join(lines) for lines in paragraphs if lines),
            )


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws, writes and counts; 2 where the corpus cannot be read."""
    parser = argparse.ArgumentParser(description="Draws passages to code for acts.")
    parser.add_argument("--news", type=Path, required=True, help="folder of the data")
    parser.add_argument("--treebank", type=Path, required=True, help="of the treebanks")
    parser.add_argument("--corpus", type=Path, required=True, help="what there is")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    options = parser.parse_args(arguments)
    nations = Nations(Countries.load())
    try:
        passages = list(drawn(options.news, options.treebank, options.corpus, nations))
    except FactaError as reason:
        print(reason, file=sys.stderr)
        return 2
    views = options.out / "passages"
    views.mkdir(parents=True, exist_ok=True)
    lines = []
    for passage in passages:
        row = draw.record(passage, "train", with_words=False)
        lines.append(msgspec.json.encode(row) + b"\n")
        (views / f"{passage.id}.txt").write_text(draw.view(passage), "utf8")
    (options.out / "passages.jsonl").write_bytes(b"".join(lines))
    print(f"{len(passages):,} passages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
