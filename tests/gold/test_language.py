"""
The shipped model reads as well as its card says.

The treebank is no part of the project: its tests run where FACTA_TREEBANK, or
../shared/data/treebank beside the repository, holds it.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from benchmarks.language import documents, gold_words, raw_text
from facta.language import Language
from facta.language.language import package_data
from training.treebank import trees

HERE = Path(__file__).parent
OWN = HERE / "language.conllu"
FLOORS: dict[str, Any] = json.loads((HERE / "floors.json").read_text("utf8"))[
    "language"
]
TREEBANK = Path(
    os.environ.get("FACTA_TREEBANK") or HERE.parents[2] / "shared" / "data" / "treebank"
)
LARGEST = 30_000_000

pytestmark = pytest.mark.gold
needs_treebank = pytest.mark.skipif(
    not TREEBANK.is_dir(), reason="no treebank: set FACTA_TREEBANK to its folder"
)


@pytest.fixture(scope="module")
def language() -> Language:
    """The language stage on the shipped model."""
    return Language.load()


def held(name: str, path: Path, scores: dict[str, float]) -> None:
    """
    Assert that a file is the one the floors were taken on, and that no score lies below
    its floor.
    """
    pinned = FLOORS[name]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == pinned["sha256"], (
        f"{path.name} is not what was measured"
    )
    assert pinned["floors"]
    low = {
        key: (scores[key], floor)
        for key, floor in pinned["floors"].items()
        if scores[key] < floor
    }
    assert not low


def test_own_sentences_keep_their_floor(language: Language) -> None:
    """Tags and trees of our own news prose, on gold words."""
    held("own", OWN, gold_words(language.reader, list(trees(OWN, named=False))))


def test_own_sentences_are_found_in_raw_text(language: Language) -> None:
    """Every sentence, word and lemma of our own news prose, from its text alone."""
    held("own raw text", OWN, raw_text(language, list(documents(OWN))))


@needs_treebank
@pytest.mark.parametrize("corpus", ["ewt", "gum"])
def test_treebanks_keep_their_floors(language: Language, corpus: str) -> None:
    """Tags, trees and names on gold words of the test parts."""
    path = TREEBANK / f"{corpus}-test.conllu.gz"
    held(
        f"{corpus} test",
        path,
        gold_words(language.reader, list(trees(path, named=corpus == "gum"))),
    )


@needs_treebank
def test_raw_text_keeps_its_floor(language: Language) -> None:
    """Words, sentences and lemmas of GUM's test part, from raw text."""
    path = TREEBANK / "gum-test.conllu.gz"
    held("gum test raw text", path, raw_text(language, list(documents(path))))


def test_a_sentence_reads_the_same_alone_and_among_others(language: Language) -> None:
    """Neither batch nor padding changes a decision."""
    sentences = [tree.words for tree in trees(OWN, named=False)]
    longer = [*sentences, [word for words in sentences[:12] for word in words]]
    together = language.reader.read(longer)
    assert together == [language.reader.read([words])[0] for words in longer]


def test_capitals_alone_do_not_undo_a_headline(language: Language) -> None:
    """A headline in capitals has the tree of its sentence."""
    (plain,) = language.sentences("Rebels attack the northern town")
    (loud,) = language.sentences("REBELS ATTACK THE NORTHERN TOWN")
    assert [(t.head, t.relation) for t in loud.tokens] == [
        (t.head, t.relation) for t in plain.tokens
    ]


def test_the_data_of_the_package_is_small() -> None:
    """All data files of the language stage together stay below 30 MB."""
    assert 0 < sum(path.stat().st_size for path in package_data().iterdir()) < LARGEST
