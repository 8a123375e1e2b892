"""
What amounts in words and digits come to, and how far they reach.

Each line of `data/amounts.txt` is a text, in which | stands before the amount where it
does not open the text, with its value and the words that it takes; "or more" where the
value is the least it can mean.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from facta.extract.times.numbers import amount
from facta.testing import doc, laid_out
from tests.extract.test_times_facts import flat

FACTS = Path(__file__).parent / "data" / "amounts.txt"
ROWS = [line.split(" -> ") for line in FACTS.read_text("utf8").splitlines()]


def told(marked: str) -> str:
    """The amount of a text as a line tells it."""
    before, _, behind = marked.rpartition("|")
    text = before + behind
    (words,) = laid_out(doc(text), (flat(text),)).words
    first = next(at for at in range(len(text)) if words.get(at).start >= len(before))
    found = amount(words, first)
    if found is None:
        return "nothing"
    more = "" if found.exact else " or more"
    taken = text[words.get(first).start : words.get(found.end - 1).end]
    return f"{found.value:g}{more} ({taken})"


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[text for text, _ in ROWS])
def test_an_amount_comes_to_this(text: str, expected: str) -> None:
    """Its value, whether that is exact, and where it ends."""
    assert told(text) == expected
