"""
The event lexicon: what the shipped files hold, and what a user is told of a bad one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from facta.errors import SettingsError
from facta.extract.events.algebra import TABLE
from facta.lexicon.events import OPERATORS, SLOTS, Events, build
from facta.ontology import Ontology
from facta.tables import Source

FOLDER = resources.files("facta.lexicon").joinpath("data", "events")
FILES = sorted(item.name for item in FOLDER.iterdir() if item.name.endswith(".toml"))
LEXICON = Events.load()
LISTS = ("verbs", "nouns", "adjectives", "object", "not_object", "subject", "near")


def table(name: str) -> dict[str, Any]:
    """A lexicon file as TOML."""
    return tomllib.loads(FOLDER.joinpath(name).read_text("utf8"))


def lists(name: str) -> Iterator[tuple[str, list[str]]]:
    """Every word list of a file with a name for it."""
    for sense in table(name).get("sense", []):
        yield from (
            (f"{sense['id']}.{field}", sense[field])
            for field in LISTS
            if field in sense
        )
    for kind in ("class", "context"):
        yield from ((key, words) for key, words in table(name).get(kind, {}).items())


def test_the_lexicon_is_broad() -> None:
    """The shipped files hold at least 3,000 entries over all sixteen types."""
    assert sum(len(sense.words) for sense in LEXICON.senses) >= 3000
    assert {sense.type for sense in LEXICON.senses} >= set(LEXICON.ontology.types)


@pytest.mark.parametrize("name", FILES)
def test_lists_are_sorted_and_without_duplicates(name: str) -> None:
    """Word lists are sorted, so that two authors meet."""
    assert [key for key, words in lists(name) if words != sorted(set(words))] == []


@pytest.mark.parametrize("name", FILES)
def test_a_file_names_its_origin(name: str) -> None:
    """A file opens with a comment."""
    assert FOLDER.joinpath(name).read_text("utf8").startswith("# ")


@pytest.mark.parametrize("name", FILES)
def test_ids_are_sorted_and_unique(name: str) -> None:
    """Senses stand in the order of their ids."""
    ids = [sense["id"] for sense in table(name).get("sense", [])]
    assert ids == sorted(set(ids))


def test_words_are_lemmas_in_lower_case() -> None:
    """No entry has a capital or a stray blank, either of which could never match."""
    phrases = [phrase for sense in LEXICON.senses for _, phrase in sense.words]
    assert [
        phrase for phrase in phrases if phrase != " ".join(phrase.lower().split())
    ] == []


def test_every_operator_composes() -> None:
    """
    The schema and the algebra know the same operators, apart from saying, which reads
    duties.
    """
    assert set(OPERATORS) == set(TABLE)


def test_every_operator_has_words() -> None:
    """No operator of the schema is without an entry."""
    assert set(OPERATORS) == {
        sense.operator for sense in LEXICON.senses if sense.operator
    }


def test_no_sense_is_beaten_everywhere() -> None:
    """
    Two senses of one word with the same frame and conditions would leave the second
    unreachable.
    """
    seen: dict[tuple[object, ...], str] = {}
    clashes = []
    for sense in LEXICON.senses:
        frame = (
            sense.object,
            sense.not_object,
            sense.subject,
            tuple(sense.needs.items()),
            sense.near,
            sense.passive,
        )
        for word in sense.words:
            key = (
                word,
                *frame,
                sense.operator,
                sense.governs,
                sense.recipient,
                sense.type,
                sense.mode,
            )
            clashes += [f"{word}: {seen[key]}, {sense.name}"] if key in seen else []
            seen[key] = sense.name
    assert clashes == []


def test_slots_are_known_or_prepositions() -> None:
    """A slot that is no slot name is one short word."""
    slots = {
        slot
        for sense in LEXICON.senses
        for slot in (*sense.actor, *(sense.recipient or ()), *sense.needs)
    }
    assert [
        slot for slot in slots - SLOTS if not slot.isalpha() or len(slot) > 10
    ] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[sense]", "not valid TOML"),
        (
            '[[sense]]\nid = "x"\ntype = "FIGHT"\nverbs = ["hit"]',
            "unknown type 'FIGHT'; allowed are ACCUSE, AGREE",
        ),
        (
            '[[sense]]\nid = "x"\ntype = "AID"\nmode = "cash"\nverbs = ["pay"]',
            "unknown mode 'cash'",
        ),
        (
            '[[sense]]\nid = "x"\ntype = "AID"\ncontexts = ["money"]\nverbs = ["pay"]',
            "unknown context 'money'",
        ),
        ('[[sense]]\nid = "x"\nverbs = ["pay"]', "neither type nor operator"),
        ('[[sense]]\nid = "x"\ntype = "AID"', "lists no words"),
        (
            '[[sense]]\nid = "x"\ntype = "AID"\nverbs = ["pay"]\nobject = ["@cash"]',
            "unknown class 'cash'",
        ),
        (
            '[[sense]]\nid = "x"\ntype = "AID"\nverb = ["pay"]',
            "unknown key 'verb'; did you mean 'verbs'?",
        ),
        (
            '[[sense]]\nid = "x"\noperator = "wish"\nverbs = ["wish"]',
            "unknown value 'wish'",
        ),
        (
            '[[sense]]\nid = "x"\ntype = "AID"\nverbs = ["pay"]\nmodifier = "both"',
            "unknown modifier 'both'",
        ),
        ("[words]\nx = []", "unknown key 'words'"),
    ],
    ids=lambda value: value[:40].replace("\n", " ") if "=" not in value else None,
)
def test_a_bad_file_is_told_what_is_allowed(text: str, told: str) -> None:
    """The message names the file and what would be right."""
    with pytest.raises(SettingsError, match=r"mine\.toml") as caught:
        build([Source(name="mine.toml", text=text, own=True)], Ontology.load())
    assert told in str(caught.value)


def test_a_user_file_adds_and_replaces(tmp_path: Path) -> None:
    """
    A file of one's own adds senses; one of the same name takes the place of the shipped
    one.
    """
    path = tmp_path / "assault.toml"
    path.write_text(
        '[[sense]]\nid = "bomb"\ntype = "PROTEST"\nverbs = ["bomb", "zorch"]\n', "utf8"
    )
    lexicon = Events.load([path])
    assert {entry.sense.type for entry in lexicon.entries("verb", "zorch")} == {
        "PROTEST"
    }
    assert [s.type for s in lexicon.senses if s.name == "assault.bomb"] == ["PROTEST"]


def test_a_missing_user_file_is_named(tmp_path: Path) -> None:
    """A file that is not there is a settings error, not a traceback."""
    with pytest.raises(SettingsError, match=r"none\.toml: cannot be read"):
        Events.load([tmp_path / "none.toml"])


def test_a_verb_with_a_hyphen_is_found_by_the_part_that_is_inflected() -> None:
    """Accounts write *booby-trapped*; the language stage takes it apart."""
    heads = {
        entry.rest for entry in LEXICON.entries("verb", "trap") if "-" in entry.phrase
    }
    assert heads == {("booby",)}
    assert LEXICON.entries("verb", "booby-trap")
