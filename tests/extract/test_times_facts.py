"""
What expressions of time mean, in full: extent, kind, value, first and last day,
precision, basis.

Each line of `data/times_facts.txt` is a text and what is read in it; a line `# DAY`
gives the day of publication of those below, `# -` none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from facta.extract.times import times
from facta.records import Sentence, Time, Token
from facta.testing import doc, laid_out

FACTS = Path(__file__).parent / "data" / "times_facts.txt"
TAGS = {
    "began": "VBD",
    "met": "VBD",
    "went": "VBD",
    "will": "MD",
    "go": "VB",
    "troops": "NNS",
    "they": "PRP",
    "people": "NNS",
    "In": "IN",
    "in": "IN",
    "of": "IN",
    "the": "DT",
    "may": "MD",
}
VERBS = {"began": "begin", "met": "meet", "went": "go", "go": "go"}


def tagged(word: str) -> str:
    """The Penn tag of a word, from a short list or its look."""
    if word in TAGS:
        return TAGS[word]
    if word[0].isdigit():
        return "CD"
    return "NNP" if word[0].isupper() else "NN"


def flat(text: str) -> Sentence:
    """
    A text as one sentence in which all words hang from the verb before them, if there
    is one, and those before the first verb from that.
    """
    found = list(re.finditer(r"\w+|[^\w\s]", text))
    verbs = [at for at, one in enumerate(found) if one.group() in VERBS]
    tokens = []
    for at, one in enumerate(found):
        word, is_verb = one.group(), at in verbs
        above = [verb for verb in verbs if verb < at or verb == verbs[0]]
        tokens.append(
            Token(
                start=one.start(),
                end=one.end(),
                text=word,
                lemma=VERBS.get(word, word.lower()),
                upos="VERB" if is_verb else "AUX" if word == "will" else "X",
                tag=tagged(word),
                head=-1 if is_verb or not above else above[-1],
                relation="root" if is_verb else "aux" if word == "will" else "obl",
            )
        )
    return Sentence(index=0, start=0, end=len(text), kind="prose", tokens=tuple(tokens))


def read(text: str, published: str | None) -> tuple[Time, ...]:
    """The times of a text that was published on a day."""
    return times(laid_out(doc(text, published=published), (flat(text),)))


def told(time: Time) -> str:
    """A time in a line: `May 2024 = 2024-05 (2024-05-01..2024-05-31, month, stated)`."""
    days = f"{time.begin}..{time.end}" if time.begin else "no day"
    kind = "" if time.type == "DATE" else f"{time.type} "
    term = ", deadline" if time.deadline else ""
    return (
        f"{time.span.text} = {kind}{time.value} "
        f"({days}, {time.precision}, {time.basis}{term})"
    )


def facts() -> Iterator[tuple[str | None, str, str]]:
    """Day of publication, text, and what is read in it."""
    published: str | None = None
    for line in FACTS.read_text("utf8").splitlines():
        if line.startswith("# "):
            published = None if line == "# -" else line[2:]
        elif line:
            text, _, expected = line.partition(" ->")
            yield published, text, expected.strip()


ROWS = list(facts())


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    ROWS,
    ids=[f"{text}, {published}" for published, text, _ in ROWS],
)
def test_an_expression_means_this_and_no_more(
    published: str | None, text: str, expected: str
) -> None:
    """All of it: where it ends, which days it may mean, and what that rests on."""
    assert "; ".join(map(told, read(text, published))) == expected
