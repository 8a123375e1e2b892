"""
Where a quoted string stands in a sentence: 2`the country`#1 to offsets.

A string stands at word boundaries; one that stands more than once needs its number, and
an ellipsis stands for what lies between its first and last words. Straight and curly
quotation marks are one, as are all kinds of space.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from facta.evaluate.corpus import Mark
from tools.corpus.bare import Bare

SPAN = re.compile(r"(\d+)\s*`([^`]*)`(?:\s*#\s*(\d+))?")
ELLIPSIS = "…"
# each sign for one, so that offsets hold
_FOLDED = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "\xa0": " ", "\u202f": " ", "\u2009": " "}
)
SHORT = 90  # characters of a sentence that are shown; judged


class UnreadError(ValueError):
    """A quotation that stands nowhere, or in more places than one."""


def mark(passage: Bare, number: int, quoted: str, nth: int | None) -> Mark:
    """
    The mark of a quotation.

    Args:
        number: of the sentence, from 1.
        quoted: its words; may hold one ellipsis.
        nth: which of several, from 1; None where it must be the only one.

    Raises:
        UnreadError: it does not stand there, or stands there more than once.
    """
    if not 1 <= number <= len(passage.sentences):
        raise UnreadError(
            f"{number}`{quoted}`: no sentence {number}; there are "
            f"{len(passage.sentences)}"
        )
    sentence = passage.sentence(number)
    found = places(sentence, quoted)
    if not found:
        raise UnreadError(_nowhere(passage, number, quoted))
    if nth is None and len(found) > 1:
        shown = "; ".join(
            f"#{place} …{_around(sentence, *bounds)}…"
            for place, bounds in enumerate(found, 1)
        )
        raise UnreadError(
            f"{number}`{quoted}` stands {len(found)} times in sentence {number}: "
            f"write which, {shown}"
        )
    if nth is not None and not 1 <= nth <= len(found):
        raise UnreadError(
            f"{number}`{quoted}`#{nth}: it stands {len(found)} times in sentence {number}"
        )
    start, end = found[(nth or 1) - 1]
    offset = passage.sentences[number - 1][0]
    return Mark.of(passage.text, offset + start, offset + end)


def places(sentence: str, quoted: str) -> list[tuple[int, int]]:
    """
    Bounds of all places where a quotation stands, from left to right.

    >>> places("Iran and the Iranian envoy left Iran.", "Iran")
    [(0, 4), (32, 36)]
    >>> places("We will sign the pact next year.", "sign … year")
    [(8, 31)]
    """
    sentence, quoted = sentence.translate(_FOLDED), quoted.translate(_FOLDED).strip()
    found = list(_exact(sentence, quoted))
    if found or ELLIPSIS not in quoted:
        return found
    first, _, last = (part.strip() for part in quoted.partition(ELLIPSIS))
    return [
        (start, end)
        for start, middle in _exact(sentence, first)
        for begin, end in _exact(sentence, last)
        if middle <= begin
    ]


def _exact(sentence: str, quoted: str) -> Iterator[tuple[int, int]]:
    at = sentence.find(quoted) if quoted else -1
    while at >= 0:
        end = at + len(quoted)
        if not _in_word(sentence, at) and not _in_word(sentence, end):
            yield at, end
        at = sentence.find(quoted, at + 1)


def _in_word(sentence: str, at: int) -> bool:
    """Whether an offset parts two letters or digits."""
    around = sentence[max(at - 1, 0) : at + 1]
    return 0 < at < len(sentence) and around[0].isalnum() and around[1].isalnum()


def _nowhere(passage: Bare, number: int, quoted: str) -> str:
    """What to say of a quotation that does not stand in its sentence."""
    sentence = passage.sentence(number)
    told = f"{number}`{quoted}` does not stand in sentence {number}"
    others = [
        other
        for other in range(1, len(passage.sentences) + 1)
        if places(passage.sentence(other), quoted)
    ]
    if others:
        return f"{told}, but in {', '.join(map(str, others))}: {_short(sentence)!r}"
    near = nearest(sentence, quoted)
    hint = f"; nearest: {near!r}" if near else ""
    return f"{told}: {_short(sentence)!r}{hint}"


def nearest(sentence: str, quoted: str) -> str | None:
    """
    The run of words most like a quotation; None where none is near.

    >>> nearest("They left the country at night.", "the contry")
    'the country'
    """
    bounds = [match.span() for match in re.finditer(r"\w+(?:[-'’.]\w+)*", sentence)]
    width = max(len(quoted.split()), 1)
    runs = [
        sentence[bounds[first][0] : bounds[last][1]]
        for first in range(len(bounds))
        for last in range(first + max(width - 2, 0), first + width + 1)
        if last < len(bounds)
    ]
    found = difflib.get_close_matches(quoted, runs, n=1)
    return found[0] if found else None


def _around(sentence: str, start: int, end: int) -> str:
    return sentence[max(start - 15, 0) : end + 15]


def _short(sentence: str) -> str:
    if len(sentence) <= SHORT:
        return sentence
    return sentence[:SHORT] + "…"
