"""
The encoder's own division of a word into pieces: BERT's uncased WordPiece.

Takes one word, gives the numbers of its pieces. It is written out here because the
library for it brings a client of a model hub, and its network stack, to a program that
asks nothing of a network. Tests hold it to that library's answers.

Source: Devlin et al. (2019), BERT, appendix; the reference is `tokenization.py` beside
the published model.
"""

from __future__ import annotations

import json
import string
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

CONTINUED = "##"  # opens a piece that is not a word's first
LONGEST = 100  # letters of a piece of text that is looked up; a longer one is unknown
UNKNOWN = "[UNK]"
_SPACES = str.maketrans("\t\n\r", "   ")
IGNORED = {"Cc", "Cf", "Co", "Cs"}  # control, format, private use, surrogate
# Blocks of ideographs, each of which is a word, as the library `tokenizers` has them
# (BERT's own code begins the sixth at 2B820).
CJK = (
    range(0x4E00, 0xA000),
    range(0x3400, 0x4DC0),
    range(0x20000, 0x2A6E0),
    range(0x2A700, 0x2B740),
    range(0x2B740, 0x2B820),
    range(0x2B920, 0x2CEB0),
    range(0xF900, 0xFB00),
    range(0x2F800, 0x2FA20),
)


class WordPieces:
    """The pieces that an encoder knows, each with its number."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._longest = max(map(len, vocabulary), default=0)

    @classmethod
    def load(cls, path: Path) -> WordPieces:
        """
        The pieces of a `tokenizer.json`.

        Raises:
            OSError: there is no such file.
            ValueError: it is no JSON.
            KeyError: it holds no WordPiece vocabulary.
        """
        return cls(json.loads(path.read_text("utf8"))["model"]["vocab"])

    def number(self, piece: str) -> int | None:
        """The number of one piece; None where it is not known."""
        return self._vocabulary.get(piece)

    def pieces(self, word: str) -> list[int]:
        """
        The numbers of a word's pieces, longest first match from the left.

        A word of invisible characters has none.

        >>> known = {"[UNK]": 0, "paris": 1, "##ian": 2, "-": 3}
        >>> WordPieces(known).pieces("Paris-Parisian"), WordPieces(known).pieces("Rome")
        ([1, 3, 1, 2], [0])
        """
        return [number for part in _parts(word) for number in self._matched(part)]

    def _matched(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part) <= LONGEST:
            number, start = self._first(part, start)
            if number is None:
                break
            found.append(number)
        else:
            if found:
                return found
        return [self._vocabulary[UNKNOWN]]

    def _first(self, part: str, start: int) -> tuple[int | None, int]:
        """The longest known piece at `start`, and where it ends."""
        opening = ""
        if start:
            opening = CONTINUED
        for end in range(min(len(part), start + self._longest), start, -1):
            number = self._vocabulary.get(opening + part[start:end])
            if number is not None:
                return number, end
        return None, start


def _parts(word: str) -> Iterator[str]:
    """Runs of letters and single marks, in small letters without accents."""
    if word.isascii() and word.isalpha():
        yield word.lower()
        return
    run = ""
    for character in _plain(word):
        if character.isspace() or _stands_alone(character):
            if run:
                yield run
                run = ""
            if not character.isspace():
                yield character
        else:
            run += character
    if run:
        yield run


def _plain(word: str) -> Iterator[str]:
    spaced = word.translate(_SPACES)
    visible = "".join(filter(_is_visible, spaced))
    for character in unicodedata.normalize("NFD", visible):
        if unicodedata.category(character) != "Mn":
            yield from character.lower()


def _is_visible(character: str) -> bool:
    return (
        character not in "\0\ufffd" and unicodedata.category(character) not in IGNORED
    )


def _stands_alone(character: str) -> bool:
    """Punctuation, every sign of ASCII, and ideographs."""
    if character.isascii():
        return character in string.punctuation
    return unicodedata.category(character).startswith("P") or any(
        ord(character) in block for block in CJK
    )
