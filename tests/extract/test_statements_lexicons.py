"""Facts about the lexicons of speech, opinion and commitment."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources
from typing import Any, get_args

import pytest

from facta.lexicon.commitments import Triggers
from facta.lexicon.opinions import Opinions
from facta.lexicon.speech import GRADES, SHAPES, Cues
from facta.records import CommitmentKind, Status

PREPOSITIONS = {"about", "against", "at", "by", "for", "in", "of", "on", "to", "with"}


def data(name: str) -> dict[str, Any]:
    """A table of the lexicon."""
    return tomllib.loads(
        resources.files("facta.lexicon").joinpath(f"data/{name}").read_text("utf8")
    )


def lists(value: Any) -> list[list[str]]:
    """All lists of words in a data file."""
    if isinstance(value, dict):
        return [found for inner in value.values() for found in lists(inner)]
    if isinstance(value, list) and value and isinstance(value[0], str):
        return [value]
    return (
        [found for inner in value for found in lists(inner)]
        if isinstance(value, list)
        else []
    )


@pytest.mark.parametrize("name", ["speech.toml", "opinions.toml", "commitments.toml"])
def test_word_lists_are_sorted_and_without_duplicates(name: str) -> None:
    """Each list of a lexicon is in order and holds a word once."""
    for words in lists(data(name)):
        assert words == sorted(set(words))


@pytest.mark.parametrize(
    ("name", "table"), [("speech.toml", "group"), ("commitments.toml", "trigger")]
)
def test_a_word_stands_once_in_each_part_of_speech(name: str, table: str) -> None:
    """
    No word has two entries of one part of speech: the second would never be reached.
    """
    counts = Counter(
        (group["pos"], word) for group in data(name)[table] for word in group["words"]
    )
    assert [entry for entry, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("name", "table"), [("speech.toml", "group"), ("commitments.toml", "trigger")]
)
def test_frames_are_known(name: str, table: str) -> None:
    """A frame is a shape of the rules or a preposition."""
    frames = {frame for group in data(name)[table] for frame in group["frames"]}
    assert frames - SHAPES - PREPOSITIONS - {"gerund"} == set()


def test_grades_kinds_and_statuses_are_known() -> None:
    """The lexicons use the grades, kinds and statuses of the records."""
    assert {group["grade"] for group in data("speech.toml")["group"]} <= GRADES
    assert {group["kind"] for group in data("commitments.toml")["trigger"]} <= set(
        get_args(CommitmentKind)
    )
    assert {
        outcome["status"] for outcome in data("commitments.toml")["outcome"]
    } <= set(get_args(Status))


def test_a_word_of_opinion_has_one_strength() -> None:
    """No word of opinion stands at two levels, and every strength lies in [-1, 1]."""
    levels = data("opinions.toml")["level"]
    counts = Counter(word for level in levels for word in level["words"])
    assert [word for word, count in counts.items() if count > 1] == []
    assert all(-1 <= level["strength"] <= 1 for level in levels)


def test_the_lexicons_load() -> None:
    """What ships can be read."""
    assert Cues.load().words["verb", "say"].grade == "neutral"
    assert Opinions.load().strengths["crazy"] < 0 < Opinions.load().strengths["great"]
    assert Triggers.load().words["verb", "promise"].kind == "promise"
