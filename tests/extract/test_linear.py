"""
The work on an account grows with its length, whatever its shape: four times the text,
about four times the work.

Work is seconds of this process alone, the least of several tries, and what grows with
the square comes to sixteen times, so a busy machine changes nothing. Tracing would
count the lines that run, but Python 3.11 was seen to hang in it. The language model is
stood in for by trees in which each verb hangs on the one before and each word on its
verb, which is as deep as it gets.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, cast

import pytest
from msgspec import structs

from facta.extract.quotations import quotations
from facta.extract.stage import Resources, annotate
from facta.language import Language, language
from facta.language.lemmas import Lemmas
from facta.language.parser import Parse
from facta.language.rules import Rules
from facta.language.segment import Segmenter
from facta.language.tokens import Tokens
from facta.lexicon import Lexicon
from facta.link import link
from facta.records import Annotation, Figure
from facta.testing import annotation, doc, place, statement

GROWN = 2  # times the sizes below, so that what is done once for a text weighs little
SHORT = 60  # words of the longest sentence, in place of ten times as many
# times the time for four times the text; what grows with the square comes to 16
FOUR_TIMES = 9.0
VERBS = frozenset(
    {"attacked", "died", "said", "promised", "met", "left", "denied", "rained", "wants"}
)
LANDS = ("Russia", "Ukraine", "China", "France", "Germany", "Iran", "Israel", "Turkey")
NAMES = [
    f"{first}{last}"
    for first in ("Ba", "Ko", "Ri", "Me", "Du")
    for last in ("lan", "tor", "ven", "zal", "shi")
]

SHAPES: dict[str, tuple[int, Callable[[int], str]]] = {
    "digits and commas": (240, lambda n: "Russia lost " + "1," * n + "1 men."),
    "digits": (800, lambda n: "Russia lost " + "7" * n + " men."),
    "open quotes": (80, lambda n: "The minister said. " + "“He said " * n),
    "straight quotes": (80, lambda n: "The minister said. " + '"He said ' * n),
    "quotations": (30, lambda n: "“We will not yield,” the minister said. " * n),
    "quotations in paragraphs": (30, lambda n: "“We will not yield, he said.\n\n" * n),
    "reported speech": (30, lambda n: "France said that Russia attacked Ukraine. " * n),
    "short sentences": (100, lambda n: "He left. " * n),
    "lines": (100, lambda n: "He left\n" * n),
    "blank lines": (100, lambda n: "He left.\n \n" * n),
    "attributes": (
        80,
        lambda n: "<a " + 'b="c" ' * n + ">Russia attacked Ukraine.</a>",
    ),
    "one sentence": (
        120,
        lambda n: "The minister said that " + "Russia attacked Ukraine and " * n,
    ),
    "events": (
        30,
        lambda n: " ".join(
            f"{LANDS[i % 8]} attacked {LANDS[(i + 1) % 8]} on Monday." for i in range(n)
        ),
    ),
    "times": (
        48,
        lambda n: " ".join(
            f"On {1 + i % 28} May {1990 + i % 30} it rained." for i in range(n)
        ),
    ),
    "times in one sentence": (80, lambda n: "It rained on " + "25 May 2020, " * n),
    "terms": (
        32,
        lambda n: (
            "Russia promised to leave Ukraine within 60 days of taking office. " * n
        ),
    ),
    "names": (
        32,
        lambda n: " ".join(f"President {_name(i)} of France left." for i in range(n)),
    ),
    "descriptions": (
        32,
        lambda n: (
            "President Ba Tor of France left. " + "The president left. He left. " * n
        ),
    ),
    "lists": (
        160,
        lambda n: (
            "France met " + ", ".join(LANDS[i % 8] for i in range(n)) + " and Germany."
        ),
    ),
    "figures": (
        48,
        lambda n: " ".join(f"Some {i + 2} soldiers died in Kyiv." for i in range(n)),
    ),
    "figures in one sentence": (120, lambda n: "They lost " + "12 soldiers and " * n),
    "brackets": (
        240,
        lambda n: "Russia " + "(" * n + "attacked" + ")" * n + " Ukraine.",
    ),
    "hyphens": (240, lambda n: "Russia " + "a-" * n + "b attacked Ukraine."),
    "letters": (2000, lambda n: "Russia " + "a" * n + " attacked Ukraine."),
    "clauses": (
        80,
        lambda n: "Russia said " + "that France said " * n + "that Iran left.",
    ),
    "items": (40, lambda n: "- Russia attacked Ukraine\n" * n),
    "denials": (
        30,
        lambda n: (
            "France said that Russia attacked Ukraine. Russia denied that it attacked Ukraine. "
            * n
        ),
    ),
}
MARKS = {
    "digits": "7", "letters": "a", "capitals": "A", "commas": ",", "stops": ".",
    "quotes": "“", "straight quotes": '"',
    "apostrophes": "'a", "brackets": "(", "hyphens": "-", "words and hyphens": "a-",
    "lines": "\n", "spaces": " ",
    "digits and commas": "1,", "digits and colons": "1:", "digits and stops": "1.",
    "initials": "A.", "notes": "[1]",
    "addresses": "a.b@", "slashes": "a/", "accents": "\u0301", "tags": "<a ",
}  # fmt: skip
RESOURCES = Resources.load()


def _name(number: int) -> str:
    return f"{NAMES[number // 25 % 25]} {NAMES[number % 25]}"


class Stand:
    """In the place of the language model: see the head of this file."""

    def read(self, sentences: Sequence[Sequence[str]]) -> list[Parse]:
        """A reading of each sentence."""
        return [self._reading(words) for words in sentences]

    def _reading(self, words: Sequence[str]) -> Parse:
        verbs = [at for at, word in enumerate(words) if word in VERBS] or [0]
        heads, relations, place = [], [], 0
        for at, word in enumerate(words):
            while place + 1 < len(verbs) and verbs[place + 1] <= at:
                place += 1
            before = verbs[place - 1] if place else -1
            heads.append(before if at == verbs[place] else verbs[place])
            relations.append(_relation(word, at, verbs[place], root=before < 0))
        classes = [_class(word) for word in words]
        return Parse(
            [upos for upos, _ in classes],
            [tag for _, tag in classes],
            heads,
            relations,
            ["O"] * len(words),
            triggers=[],
            markables=[],
            bindings=[],
        )


def _relation(word: str, at: int, verb: int, *, root: bool) -> str:
    if at == verb:
        return "root" if root else "ccomp"
    return (
        "nsubj"
        if at < verb
        else "obj"
        if word[0].isupper()
        else "punct"
        if not word[0].isalnum()
        else "obl"
    )


def _class(word: str) -> tuple[str, str]:
    if word in VERBS:
        return "VERB", "VBD"
    if word[0].isdigit():
        return "NUM", "CD"
    if not word[0].isalnum():
        return "PUNCT", "."
    return (
        ("PRON", "PRP")
        if word in {"He", "it", "It"}
        else ("PROPN", "NNP")
        if word[0].isupper()
        else ("NOUN", "NN")
    )


RULES = Rules.load()
LANGUAGE = Language(
    Segmenter(RULES), Tokens(RULES), cast("Any", Stand()), Lemmas.load()
)


def read(text: str) -> Annotation:
    """An account through all stages."""
    document = doc(text, published="2025-05-28")
    return annotate(document, LANGUAGE.sentences(text), RESOURCES)


def seconds(task: Callable[[], object], *, tries: int) -> float:
    """
    The least seconds of this process that a task took; without the collector's looks
    at all that other tests have left, which grow with them and not with the task.
    """
    spent = []
    for _ in range(tries):
        gc.collect()
        gc.disable()
        try:
            began = time.process_time()
            task()
            spent.append(time.process_time() - began)
        finally:
            gc.enable()
    return min(spent)


def times_as_long(task: Callable[[int], object], size: int) -> float:
    """How many times as long a task takes on four times the size."""
    task(size)  # what is looked up once and kept counts for nobody
    return seconds(lambda: task(4 * size), tries=4) / seconds(
        lambda: task(size), tries=4
    )


@pytest.mark.parametrize("shape", SHAPES)
def test_four_times_the_text_is_about_four_times_the_work(
    shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    No stage looks at all it has for each thing it finds; within a sentence it may, so
    sentences are kept short.
    """
    monkeypatch.setattr(language, "MOST", SHORT)
    size, make = SHAPES[shape]
    assert times_as_long(lambda length: read(make(length)), GROWN * size) < FOUR_TIMES


def test_the_work_to_link_one_account_grows_with_its_statements_and_figures() -> None:
    """Linking looks for what others say, not at all that one account says."""
    accounts = {size: _full(size) for size in (500, 2000)}
    assert times_as_long(lambda size: link([accounts[size]]), 500) < FOUR_TIMES


def _full(size: int) -> Annotation:
    """An account of so many claims, each denied, and so many figures of one thing."""
    lines = [
        f"Claim {number} on {_name(number)} and {_name(number * 7)}."
        for number in range(2 * size)
    ]
    document = doc("\n".join(lines), published="2025-05-28")
    said = tuple(
        statement(
            document,
            line,
            speaker=f"Speaker {number % 2}",
            country="RU"[number % 2] * 3,
        )
        for number, line in enumerate(lines)
    )
    told = tuple(
        structs.replace(each, denies=at - 1 if at % 2 else None)
        for at, each in enumerate(said)
    )
    span = place(document.text, "Claim")
    counts = tuple(
        Figure(
            span=span,
            sentence=at,
            value=100.0 + at,
            low=None,
            high=None,
            unit="USD",
            of="foreign aid",
            attributed_to=None,
            document=document.id,
        )
        for at in range(size)
    )
    return annotation(document, statements=told, figures=counts)


@pytest.mark.parametrize("mark", MARKS)
def test_no_pattern_goes_back_over_what_it_has_read(mark: str) -> None:
    """Time spent in regular expressions grows with the length of a run of anything."""
    few, many = (
        partial(_matched, "Russia " + MARKS[mark] * size) for size in (4_000, 16_000)
    )
    assert seconds(many, tries=3) < max(FOUR_TIMES * seconds(few, tries=3), 0.1)


def _matched(text: str) -> None:
    for stretch in LANGUAGE.segmenter.sentences(text):
        LANGUAGE.tokens.words(text, stretch.start, stretch.end)
    quotations(text, Lexicon.load().speech.contents.elisions)


def test_a_sentence_has_no_more_words_than_prose_has() -> None:
    """
    What looks like one of thousands of words is cut where a clause ends; nothing of it
    is lost.
    """
    text = "Russia lost " + "one man, " * 1000 + "all told."
    found = LANGUAGE.sentences(text)
    assert max(len(sentence.tokens) for sentence in found) <= language.MOST
    assert [sentence.tokens[-1].text for sentence in found[:-1]] == [","] * (
        len(found) - 1
    )
    assert [token.text for sentence in found for token in sentence.tokens] == [
        text[slice(*span)] for span in LANGUAGE.tokens.words(text, 0, len(text))
    ]
