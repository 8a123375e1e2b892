"""
Pieces of words: the library that the published model came with answers independently.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from facta.language.wordpiece import WordPieces

FILE = Path(str(files("facta.language") / "data" / "tokenizer.json"))
OWN, REFERENCE = WordPieces.load(FILE), Tokenizer.from_file(str(FILE))
# Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, kana, ideographs and signs; its
# tables of characters are of 2015
BLOCKS = (
    (0x1, 0x52F),
    (0x5D0, 0x5EA),
    (0x621, 0x64A),
    (0x904, 0x939),
    (0x1E00, 0x2BC9),
    (0x3041, 0x30FF),
    (0x4E00, 0x4E80),
)
CHARACTERS = [chr(code) for start, end in BLOCKS for code in range(start, end + 1)]


def reference(word: str) -> list[int]:
    """What the library makes of a word."""
    ids: list[int] = REFERENCE.encode(word, add_special_tokens=False).ids
    return ids


@pytest.mark.parametrize(
    "form",
    ["{}", "a{}b", "É{}"],
    ids=["alone", "inside", "after a capital with an accent"],
)
def test_every_character_is_taken_as_the_library_takes_it(form: str) -> None:
    """Accents fall, signs stand alone, what is invisible vanishes."""
    words = [form.format(character) for character in CHARACTERS]
    assert {word for word in words if OWN.pieces(word) != reference(word)} == set()


@given(
    st.text(st.sampled_from(CHARACTERS), max_size=12)
    | st.text("abcdefghij-'’.ÉéÖß ", max_size=130)
)
def test_every_word_is_divided_as_the_library_divides_it(word: str) -> None:
    """Longest match from the left, whatever the word."""
    assert OWN.pieces(word) == reference(word)


def test_text_is_never_a_mark_of_the_model() -> None:
    """An account that writes *[SEP]* does not end a sentence of the model."""
    assert OWN.number("[SEP]") not in OWN.pieces("a[SEP]b")


def test_a_word_of_invisible_characters_has_no_pieces() -> None:
    """Soft hyphens and joiners alone leave nothing."""
    assert OWN.pieces("\u00ad\u200d") == []
