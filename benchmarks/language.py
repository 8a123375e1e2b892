"""
How well and how fast the language stage reads: `python -m benchmarks.language
--treebank DIR`.

On gold words: tags, trees (punctuation counted) and names of the shipped model. On raw
text: words, sentences, lemmas, and words a second on one core. With `--float DIR`, the
same model before quantisation, as `training.export --float` writes it.
"""

from __future__ import annotations

import argparse
import gzip
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.intervals import by_name, total
from facta.evaluate import Score
from facta.language.language import Language, package_data
from facta.language.names import names
from facta.language.parser import Parse, Parser
from facta.language.runtime import session
from facta.records import Sentence
from training.treebank import Tree, trees

# What of GUM is like the accounts that are read; speed is measured on it.
PROSE = ("GUM_news", "GUM_interview")
WORDWISE = ("UPOS", "XPOS", "UAS", "LAS", "LAS*")
NAMES = "names"
ROUNDS = 3  # of which the last counts: the first fill the caches


class GoldWord(NamedTuple):
    """A word of a treebank where it stands in its document's text."""

    start: int
    end: int
    lemma: str
    upos: str


class GoldDocument(NamedTuple):
    """
    A document of a treebank as running text, with its words and sentences.

    A blank line stands between paragraphs.
    """

    name: str
    text: str
    words: list[GoldWord]
    sentences: list[tuple[int, int]]


def documents(path: Path) -> Iterator[GoldDocument]:
    """The documents of one CoNLL-U file."""
    name, text = "", ""
    words: list[GoldWord] = []
    sentences: list[tuple[int, int]] = []
    for comments, rows in _blocks(path):
        opened = next((line for line in comments if line.startswith("# newdoc")), None)
        if opened is not None:
            if words:
                yield GoldDocument(name, text.rstrip(), words, sentences)
            name, text, words, sentences = opened.partition("=")[2].strip(), "", [], []
        elif any(line.startswith("# newpar") for line in comments):
            text = text.rstrip() + "\n\n"
        start = len(text)
        for form, spaced, inner in _surface(rows):
            words += _placed(len(text), form, inner)
            text += form + " " * spaced
        sentences.append((start, len(text.rstrip())))
    if words:
        yield GoldDocument(name, text.rstrip(), words, sentences)


def prose(path: Path) -> list[str]:
    """The texts of a treebank that are like accounts."""
    found = documents(path)
    return [document.text for document in found if document.name.startswith(PROSE)]


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    comments: list[str] = []
    rows: list[list[str]] = []
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line == "\n":
                yield comments, rows
                comments, rows = [], []
            elif line.startswith("#"):
                comments.append(line)
            else:
                rows.append(line.rstrip("\n").split("\t"))


def _surface(
    rows: Sequence[Sequence[str]],
) -> Iterator[tuple[str, bool, list[Sequence[str]]]]:
    """Each written unit, whether a space follows, and the rows of the words in it."""
    last, form, spaced = 0, "", False
    inner: list[Sequence[str]] = []
    for row in rows:
        # An empty node, which stands for a word that was left out.
        if "." in row[0]:
            continue
        # A unit of several words, such as "don't"; their rows follow.
        if "-" in row[0]:
            last, form = int(row[0].split("-")[1]), row[1]
            spaced = "SpaceAfter=No" not in row[9]
        elif int(row[0]) <= last:
            inner.append(row)
            if int(row[0]) == last:
                yield form, spaced, inner
                inner = []
        else:
            yield row[1], "SpaceAfter=No" not in row[9], [row]


def _placed(
    start: int, form: str, inner: Sequence[Sequence[str]]
) -> Iterator[GoldWord]:
    """The words of a unit, laid side by side as long as they are; the last has the rest."""
    at, last = start, start + len(form)
    for row in inner[:-1]:
        end = min(at + len(row[1]), last)
        yield GoldWord(at, end, row[2], row[3])
        at = end
    for row in inner[-1:]:
        yield GoldWord(at, last, row[2], row[3])


def gold_words(reader: Parser, corpus: Sequence[Tree]) -> dict[str, float]:
    """UPOS, XPOS, UAS, LAS in percent (LAS* without subtypes), names as F1."""
    whole = {name: total(cases) for name, cases in by_sentence(reader, corpus).items()}
    result = {name: 100 * whole[name].recall for name in WORDWISE}
    if NAMES in whole and whole[NAMES].gold:
        result["names P"] = whole[NAMES].precision
        result["names R"] = whole[NAMES].recall
        result["names F1"] = whole[NAMES].f1
    return result


def by_sentence(reader: Parser, corpus: Sequence[Tree]) -> dict[str, list[Score]]:
    """The counts of each sentence: right words of all, and names where there are any."""
    readings = reader.read([tree.words for tree in corpus])
    return by_name(
        [
            _sentence(tree, reading)
            for tree, reading in zip(corpus, readings, strict=True)
        ]
    )


def _sentence(tree: Tree, reading: Parse) -> dict[str, Score]:
    right, words = _right(tree, reading), len(tree.words)
    scores = {name: Score(right[name], words, words) for name in WORDWISE}
    if tree.names is not None:
        mine, theirs = set(names(reading.names)), set(names(tree.names))
        scores[NAMES] = Score(len(mine & theirs), len(theirs), len(mine))
    return scores


def _right(tree: Tree, reading: Parse) -> Counter[str]:
    count: Counter[str] = Counter()
    for index, head in enumerate(tree.heads):
        attached = reading.heads[index] == head - 1
        mine, theirs = reading.relations[index], tree.relations[index]
        count["UPOS"] += reading.upos[index] == tree.upos[index]
        count["XPOS"] += reading.tags[index] == tree.xpos[index]
        count["UAS"] += attached
        count["LAS"] += attached and mine == theirs
        count["LAS*"] += attached and mine.split(":")[0] == theirs.split(":")[0]
    return count


def raw_text(language: Language, corpus: Sequence[GoldDocument]) -> dict[str, float]:
    """F1 of words and sentences; share of right lemmas among the words found."""
    whole = {name: total(cases) for name, cases in by_text(language, corpus).items()}
    return {name: 100 * score.f1 for name, score in whole.items() if score.gold}


def by_text(
    language: Language, corpus: Sequence[GoldDocument]
) -> dict[str, list[Score]]:
    """The counts of each document, read from its text alone."""
    parsed = language.many([document.text for document in corpus])
    return by_name(
        [
            _text(document, sentences)
            for document, sentences in zip(corpus, parsed, strict=True)
        ]
    )


def _text(document: GoldDocument, sentences: Sequence[Sentence]) -> dict[str, Score]:
    bounds = {(sentence.start, sentence.end) for sentence in sentences}
    mine = {(t.start, t.end): t for s in sentences for t in s.tokens}
    theirs = {(word.start, word.end): word for word in document.words}
    scores = {
        "words F1": _shared(set(mine), set(theirs)),
        "sentences F1": _shared(bounds, set(document.sentences)),
    }
    for name in ("VERB", "AUX", "NOUN", "all"):
        asked = [
            span
            for span in mine.keys() & theirs.keys()
            if name in (theirs[span].upos, "all")
        ]
        right = sum(
            mine[span].lemma.lower() == theirs[span].lemma.lower() for span in asked
        )
        scores[f"lemma {name}"] = Score(right, len(asked), len(asked))
    return scores


def _shared(mine: set[tuple[int, int]], theirs: set[tuple[int, int]]) -> Score:
    return Score(len(mine & theirs), len(theirs), len(mine))


class _Timed:
    """A session of the runtime that keeps the time spent in it."""

    def __init__(self, inner: Any) -> None:
        self._inner, self.seconds = inner, 0.0

    def get_modelmeta(self) -> Any:
        return self._inner.get_modelmeta()

    def run(self, *arguments: Any) -> Any:
        started = time.process_time()
        result = self._inner.run(*arguments)
        self.seconds += time.process_time() - started
        return result


def speed(texts: Sequence[str]) -> dict[str, float]:
    """Words a second of processor time on one core; microseconds a word of each step."""
    folder, language = package_data(), Language.load()
    network = _Timed(session(folder / "reader.onnx", threads=1))
    relations = _Timed(session(folder / "relations.onnx", threads=1))
    reader = Parser(network, relations, language.reader.tokenizer)
    timed = Language(language.segmenter, language.tokens, reader, language.lemmas)
    found: list[tuple[Sentence, ...]] = []
    spent: dict[str, float] = {}
    for _ in range(ROUNDS):
        network.seconds = relations.seconds = 0.0
        marks = [time.process_time()]
        spans = [language.segmenter.sentences(text) for text in texts]
        marks.append(time.process_time())
        rows = [
            [language.tokens.words(text, s.start, s.end) for s in some]
            for text, some in zip(texts, spans, strict=True)
        ]
        marks.append(time.process_time())
        found = list(timed.many(texts))
        total = time.process_time() - marks[-1]
        spent = {
            "sentences": marks[1] - marks[0],
            "words": marks[2] - marks[1],
            "network": network.seconds,
        }
        spent |= {"relations": relations.seconds, "all": total}
        assert len(rows) == len(found)
    words = sum(len(sentence.tokens) for some in found for sentence in some)
    # What the whole took beyond its known parts; `all` stands in the sum too.
    spent["decoding, lemmas, records"] = 2 * spent["all"] - sum(spent.values())
    return {"words/s": words / spent.pop("all")} | {
        f"µs {name}": 1e6 * s / words for name, s in spent.items()
    }


def _show(title: str, scores: dict[str, float]) -> None:
    cells = "  ".join(
        f"{name} {value:.3f}" if value < 1 else f"{name} {value:.2f}"
        for name, value in scores.items()
    )
    print(f"{title:24}{cells}", flush=True)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--treebank", type=Path, required=True, help="folder of the ewt and gum files"
    )
    parser.add_argument(
        "--float", type=Path, help="folder of the model before quantisation"
    )
    parser.add_argument("--split", default="test", choices=("dev", "test"))
    options = parser.parse_args()
    # Further threads would count as seconds of the one core.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    language = Language.load()
    readers = {"shipped": language.reader}
    if options.float:
        readers["float"] = Parser.load(options.float)
    for corpus in ("ewt", "gum"):
        path = options.treebank / f"{corpus}-{options.split}.conllu.gz"
        gold = list(trees(path, named=corpus == "gum"))
        for name, reader in readers.items():
            _show(f"{corpus} {options.split} {name}", gold_words(reader, gold))
        running = list(documents(path))
        _show(f"{corpus} {options.split} raw text", raw_text(language, running))
    running_text = prose(options.treebank / "gum-train.conllu.gz")
    _show("gum news, interviews", speed(running_text))


if __name__ == "__main__":
    main()
