"""The word lists are in order, without repeats, and what is in them has an effect."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from facta.language.lemmas import Irregular, Lemmas
from facta.language.rules import Rules

DATA = files("facta.lexicon").joinpath("data")


@pytest.mark.parametrize("name", ["sentences.toml", "lemmas.toml"])
def test_lists_are_sorted_and_hold_nothing_twice(name: str) -> None:
    """
    Lists go by the alphabet, capitals aside, tables by their keys; a file opens with
    where it comes from.
    """
    text = DATA.joinpath(name).read_text("utf8")
    assert text.startswith("# ")
    assert "Written for Facta" in text
    lists = [words for value in tomllib.loads(text).values() for words in _words(value)]
    assert lists
    for words in lists:
        assert words == sorted(set(words), key=lambda word: (word.lower(), word))


def _words(value: object) -> list[list[str]]:
    if isinstance(value, dict):
        inner = [words for item in value.values() for words in _words(item)]
        return inner or [list(value)]
    return [list(value)] if isinstance(value, list) else []


def test_merged_words_part_inside() -> None:
    """Where a merged word parts lies between its first and its last letter."""
    for word, at in Rules.load().merged.items():
        assert 0 < at < len(word)


def test_no_irregular_verb_is_its_own_lemma() -> None:
    """An entry that changes nothing has no business in the list."""
    irregular = Irregular.load()
    assert all(form != lemma for form, lemma in irregular.verbs.items())
    assert not irregular.verbs.keys() & irregular.unchanged.verbs


def test_every_lemma_of_the_verbs_is_a_base() -> None:
    """
    A lemma in the list is no form of another verb: its own lemma as a base form is
    itself.
    """
    lemmas, irregular = Lemmas.load(), Irregular.load()
    assert {
        lemma
        for lemma in irregular.verbs.values()
        if lemmas.lemma(lemma, "VB") != lemma
    } == set()
    assert all(re.fullmatch("[a-z]+", lemma) for lemma in irregular.verbs.values())
