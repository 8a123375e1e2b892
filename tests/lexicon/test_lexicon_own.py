"""A user's files over the tables of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from facta.errors import SettingsError
from facta.lexicon import Lexicon
from facta.lexicon.grammar import WITHIN, Grammar

OWN = """
[grammar]
negations = ["nary"]

[times.weekdays]
zorchday = 1

[sentences]
titles = ["Zr"]

[[speech.group]]
pos = "verb"
grade = "claim"
frames = ["clause"]
words = ["say", "zorch"]

[[sense]]
id = "zorch"
type = "AID"
verbs = ["zorch"]
"""


def lexicon(folder: Path, text: str) -> Lexicon:
    """The lexicon with one file on top."""
    path = folder / "own.toml"
    path.write_text(text, "utf8")
    return Lexicon.load([path])


def test_a_file_extends_every_table_it_names(tmp_path: Path) -> None:
    """Lists grow, mappings take keys, groups and senses are added."""
    own, ours = lexicon(tmp_path, OWN), Lexicon.load()
    assert own.times.weekday("zorchday") == 1
    assert own.sentences.titles == ours.sentences.titles | {"Zr"}
    assert own.speech.words["verb", "zorch"].grade == "claim"
    assert [e.sense.name for e in own.events.entries("verb", "zorch")] == ["own.zorch"]


def test_a_group_of_ones_own_goes_before_ours(tmp_path: Path) -> None:
    """A word that is in a group already takes what the user's group says."""
    own, ours = lexicon(tmp_path, OWN), Lexicon.load()
    assert own.speech.words["verb", "say"].grade == "claim"
    assert ours.speech.words["verb", "say"].grade == "neutral"


def test_a_negation_of_ones_own_reaches_every_kind(tmp_path: Path) -> None:
    """What is added to the narrowest class of negations is in all of them."""
    grammar = lexicon(tmp_path, OWN).grammar
    kinds = [name for name in Grammar.__struct_fields__ if name.startswith("negations")]
    assert len(kinds) == 4
    assert all("nary" in getattr(grammar, name) for name in kinds)


def test_a_wide_class_holds_the_narrow_one() -> None:
    """So it is in the package's table too, where both are written out."""
    grammar = Lexicon.load().grammar
    assert all(getattr(grammar, a) <= getattr(grammar, b) for a, b in WITHIN)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[tims]\n", "line 1: unknown table 'tims'; did you mean 'times'?"),
        ("[times.weekday]\nx = 1\n", "line 1: times.weekday: unknown key 'weekday'"),
        ('[grammar]\n\nnegation = ["x"]\n', "line 3: grammar.negation: unknown key"),
        (
            '[[speech.group]]\npos = "verb"\ngrade = "neutra"\n',
            "line 3: speech.group.grade: unknown value 'neutra'; did you mean 'neutral'?",
        ),
        ('[figures.changes.down]\nverb = ["x"]', "line 2: figures.changes.down.verb"),
    ],
    ids=["table", "class", "list", "value", "nested"],
)
def test_what_no_table_knows_is_refused(
    tmp_path: Path, text: str, expected: str
) -> None:
    """The message names file, line, what was meant and what is allowed."""
    with pytest.raises(SettingsError) as caught:
        lexicon(tmp_path, text)
    assert f"own.toml {expected}" in str(caught.value)
    assert "allowed are" in str(caught.value)


def test_the_packages_tables_are_read_once() -> None:
    """Every caller without files of its own shares the same tables."""
    assert Lexicon.load().events is Lexicon.load().events
