"""The reader turns scores into readings; here a stand-in gives the scores."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.errors import DataError
from facta.language.language import Language
from facta.language.lemmas import Lemmas
from facta.language.names import bio, names
from facta.language.parser import VERSION, WINDOW, Parser
from facta.language.rules import Rules
from facta.language.segment import Segmenter
from facta.language.tokens import Tokens
from facta.language.windows import cuts
from facta.language.wordpiece import WordPieces

LABELS = {
    "upos": ["NOUN", "VERB"],
    "xpos": ["NN", "VBD"],
    "relations": ["dep", "obj", "root"],
    "names": ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"],
    "acts": ["-", "AID"],
    "modes": ["AID -"],
    "states": ["historical", "future", "hypothetical", "negation", "domestic"],
    "mentions": ["-", "person"],
    "commitments": ["-", "promise"],
}
BIO = LABELS["names"]
A_WORD = 5  # the first lists of a reading hold a value a word


class Network:
    """
    Scores that depend on a sentence's own pieces only; notes how many padded pieces it
    was given at once.
    """

    def __init__(self, version: str = VERSION) -> None:
        self.version, self.sizes = version, list[int]()

    def get_modelmeta(self) -> Any:
        """The labels and the version, as the runtime gives them."""
        return SimpleNamespace(
            custom_metadata_map={"version": self.version, "labels": json.dumps(LABELS)}
        )

    def run(self, outputs: list[str], inputs: dict[str, Any]) -> list[Any]:
        """
        Tag, name and arc scores, the vectors relations are scored from, and what is
        told.
        """
        self.sizes.append(inputs["pieces"].size)
        ids = np.take_along_axis(inputs["pieces"], inputs["first"], 1).astype(
            np.float32
        )
        spread = np.arange(1, 129, dtype=np.float32)
        vectors = np.sin(ids[..., None] * spread + inputs["first"][..., None])
        crossed = vectors @ vectors.transpose(0, 2, 1)
        return [
            vectors[..., :2],
            vectors[..., 2:4],
            vectors[..., 4:9],
            crossed,
            vectors,
            vectors,
            vectors[..., 9:11],
            vectors[..., 11:12],
            vectors[..., 12:17],
            crossed,
            -crossed,
            vectors[..., 17:19],
            vectors[..., 19:21],
            vectors[..., 21:23],
            vectors[..., 23:25],
        ]


class Relations:
    """Relation scores of two vectors each."""

    def run(self, outputs: list[str], inputs: dict[str, Any]) -> list[Any]:
        """A score for each of the three relations."""
        return [(inputs["dependents"] * inputs["heads"])[:, :3]]


def tokenizer() -> WordPieces:
    """Letters as pieces."""
    marks = [
        "[UNK]",
        "[CLS]",
        "[SEP]",
        *"abcdefghij,;",
        *(f"##{letter}" for letter in "abcdefghij"),
    ]
    return WordPieces({mark: number for number, mark in enumerate(marks)})


def reader(network: Network | None = None) -> Parser:
    """A reader on the stand-ins."""
    return Parser(network or Network(), Relations(), tokenizer())


WORDS = st.text("abcdefghij", min_size=1, max_size=4)
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=12)


@given(SENTENCES)
@settings(deadline=None)
def test_a_reading_does_not_depend_on_its_neighbours(
    sentences: list[list[str]],
) -> None:
    """All at once, one by one and in reverse order come to the same."""
    together = reader().read(sentences)
    assert together == [reader().read([words])[0] for words in sentences]
    assert together == reader().read(sentences[::-1])[::-1]


@given(SENTENCES)
@settings(deadline=None)
def test_every_reading_is_a_tree_with_a_value_a_word(
    sentences: list[list[str]],
) -> None:
    """One root, which alone has the relation root; every word leads to it."""
    for words, reading in zip(sentences, reader().read(sentences), strict=True):
        assert {len(values) for values in reading[:A_WORD]} == {len(words)}
        told = [one.token for one in reading.triggers]
        told += [one.token for one in reading.markables]
        assert all(0 <= token < len(words) for token in told)
        assert [label == "root" for label in reading.relations] == [
            head == -1 for head in reading.heads
        ]
        assert reading.heads.count(-1) == 1
        for word in range(len(words)):
            steps = 0
            while word >= 0:
                word, steps = reading.heads[word], steps + 1
                assert steps <= len(words)


def test_a_sentence_beyond_the_window_is_read_in_parts() -> None:
    """
    Parts hang on the first one's root; no batch holds a row longer than the window.
    """
    network = Network()
    words = ["abcd", ","] * 120
    (reading,) = reader(network).read([words])
    assert len(network.sizes) > 1 or network.sizes[0] > WINDOW
    assert reading.heads.count(-1) == 1
    root = reading.heads.index(-1)
    later = [
        index for index, label in enumerate(reading.relations) if label == "parataxis"
    ]
    assert later
    assert all(reading.heads[index] == root for index in later)


@given(
    st.lists(st.sampled_from(["a", ",", ";", "and"]), min_size=1, max_size=60),
    st.integers(2, 20),
    st.data(),
)
def test_cuts_cover_all_words_and_fit_the_window(
    words: list[str], window: int, data: st.DataObject
) -> None:
    """Parts follow on one another, none is empty, none too large."""
    sizes = data.draw(
        st.lists(st.integers(1, window), min_size=len(words), max_size=len(words))
    )
    parts = cuts(words, sizes, window)
    assert [start for start, _ in parts] == [0, *(end for _, end in parts[:-1])]
    assert parts[-1][1] == len(words)
    assert all(start < end and sum(sizes[start:end]) <= window for start, end in parts)


def test_a_cut_comes_after_a_semicolon_rather_than_a_comma() -> None:
    """The stronger mark wins though the weaker one comes later."""
    words = ["a", "a", "a", ";", "a", ",", "a", "a", "a"]
    assert cuts(words, [1] * 9, 7)[0] == (0, 4)


@given(
    st.lists(
        st.lists(st.floats(-5, 5, width=32), min_size=5, max_size=5),
        min_size=1,
        max_size=8,
    )
)
def test_names_never_go_on_where_none_began(rows: list[list[float]]) -> None:
    """I-X follows B-X or I-X of the same type only, whatever the scores."""
    scores = np.array([[[0.0] * 5, *rows]], np.float32)
    marks = [
        BIO[number] for number in bio(scores, np.array([len(rows)]), BIO)[0].tolist()
    ]
    for before, after in pairwise(marks):
        assert not after.startswith("I-") or before[2:] == after[2:]


def test_valid_best_names_are_kept() -> None:
    """Where the best label of every word makes a valid row, that row is the answer."""
    best = [0, 1, 2, 0, 3]
    scores = np.eye(5, dtype=np.float32)[best][None]
    assert bio(scores, np.array([4]), BIO)[0].tolist() == best


def test_two_names_side_by_side_stay_two() -> None:
    """B after B opens a new name."""
    assert [
        (name.first, name.last) for name in names(["B-PER", "B-PER", "I-PER", "O"])
    ] == [(0, 0), (1, 2)]


def test_a_model_of_another_version_is_refused() -> None:
    """The message says which version was found."""
    with pytest.raises(DataError, match="version reader/0"):
        reader(Network("reader/0"))


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    """A folder without a model gives an error of our own that names it."""
    with pytest.raises(DataError, match=re_escape(tmp_path)):
        Parser.load(tmp_path)


def re_escape(path: Path) -> str:
    """A path as a pattern."""
    return str(path).replace("\\", "\\\\")


@given(st.lists(st.text("abcdef,.\n ;\u200b\u00adé", max_size=60), max_size=6))
@settings(deadline=None)
def test_sentences_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    """
    Texts read together give what each gives alone, every word reads back, heads stay
    within the sentence.
    """
    rules = Rules.load()
    language = Language(Segmenter(rules), Tokens(rules), reader(), Lemmas.load())
    together = list(language.many(texts))
    assert together == [language.sentences(text) for text in texts]
    for text, sentences in zip(texts, together, strict=True):
        assert [sentence.index for sentence in sentences] == list(range(len(sentences)))
        for sentence in sentences:
            assert (sentence.start, sentence.end) == (
                sentence.tokens[0].start,
                sentence.tokens[-1].end,
            )
            for token in sentence.tokens:
                assert text[token.start : token.end] == token.text
                assert -1 <= token.head < len(sentence.tokens)
