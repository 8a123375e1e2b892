"""
Sentences without any coding, for a small network to learn from a larger one.

Takes the news data, the treebank and the corpus; gives sentences as lists of words. No
document of the corpus' dev or test part is among them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from facta.evaluate.corpus import load
from facta.language import Language
from facta.ontology.countries import Countries
from tools.corpus import shelf
from training.treebank import trees

MOST = 80  # words; few sentences have more
LEAST = 3


def plain(
    news: Path,
    treebank: Path,
    corpus: Path,
    language: Language,
    *,
    documents: int,
    seed: int,
) -> list[list[str]]:
    """
    All of Wikinews, Global Voices, the treebank and the corpus' invented accounts, and
    `documents` pages of the White House, drawn by `seed`.
    """
    texts = chain(
        _written(corpus / "written.jsonl"),
        _published(news, corpus, documents=documents, seed=seed),
    )
    return [*_of_treebank(treebank), *_of_texts(texts, language)]


def _of_texts(texts: Iterator[str], language: Language) -> Iterator[list[str]]:
    for text in texts:
        for stretch in language.segmenter.sentences(text):
            spans = language.tokens.words(text, stretch.start, stretch.end)
            if LEAST <= len(spans) <= MOST:
                yield [text[start:end] for start, end in spans]


def _of_treebank(folder: Path) -> Iterator[list[str]]:
    for name in ("ewt", "gum"):
        for tree in trees(folder / f"{name}-train.conllu.gz", named=False):
            if LEAST <= len(tree.words) <= MOST:
                yield tree.words


def _written(path: Path) -> Iterator[str]:
    for passage in load(path):
        yield passage.text


def _published(news: Path, corpus: Path, *, documents: int, seed: int) -> Iterator[str]:
    kept_apart = {
        passage.document
        for name in ("dev.jsonl", "test.jsonl")
        for passage in load(corpus / name)
    } | shelf.republished()
    pages = [
        page
        for page in shelf.whitehouse(news, shelf.Nations(Countries.load()))
        if page.id not in kept_apart
    ]
    drawn = random.Random(seed).sample(pages, min(documents, len(pages)))
    articles = chain(
        shelf.wikinews(news, lambda article: article.id not in kept_apart),
        shelf.globalvoices(news, lambda article: article.id not in kept_apart),
    )
    for document in chain(articles, drawn):
        yield document.prose
