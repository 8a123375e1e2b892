"""Facts about statements that one word decides: whom they are about, who speaks."""

from __future__ import annotations

import msgspec
import pytest

from facta.extract.page import Page
from facta.extract.statements import statements
from facta.records import Actor, Name, Sentence, Span, Statement
from facta.testing import doc, laid_out, sentence

COUNTRIES = {"Poland": "POL", "Syria": "SYR"}
PEOPLE = {"Rask"}


def read(*parsed: str) -> tuple[Statement, ...]:
    """The statements of sentences in the builder's notation, one behind the other."""
    sentences: list[Sentence] = []
    at = 0
    for index, words in enumerate(parsed):
        one = sentence(words, index=index, offset=at)
        names = tuple(
            Name(place, place, "person")
            for place, token in enumerate(one.tokens)
            if token.text in PEOPLE
        )
        sentences.append(msgspec.structs.replace(one, names=names))
        at = sentences[-1].end + 1
    text = " ".join(" ".join(token.text for token in one.tokens) for one in sentences)
    actors = [
        Actor(
            span=Span(token.start, token.end, token.text),
            name=token.text,
            country=COUNTRIES[token.text],
            sector="GOV",
            office=None,
            sentence=one.index,
            head=index,
        )
        for one in sentences
        for index, token in enumerate(one.tokens)
        if token.text in COUNTRIES
    ]
    return statements(Page(laid_out(doc(text), sentences), (), actors))


TOWARDS = [
    "about",
    "against",
    "at",
    "by",
    "for",
    "from",
    "in",
    "of",
    "on",
    "to",
    "towards",
    "toward",
    "with",
]


@pytest.mark.parametrize("word", TOWARDS)
def test_a_feeling_has_the_target_behind_its_preposition(word: str) -> None:
    """Whatever the preposition: anger at, with, towards Syria."""
    (found,) = read(
        "Poland||PROPN|nsubj|2 said|say|VERB|root|0 it||PRON|nsubj|5 "
        "was|be|AUX|cop|5 angry||ADJ|ccomp|2 "
        f"{word}||ADP|case|7 Syria||PROPN|obl|5"
    )
    assert found.target == "Syria"
    assert found.stance is not None
    assert found.stance < 0


def test_a_feeling_without_such_a_word_has_no_target() -> None:
    """Beside Syria is no feeling towards it."""
    (found,) = read(
        "Poland||PROPN|nsubj|2 said|say|VERB|root|0 it||PRON|nsubj|5 "
        "was|be|AUX|cop|5 angry||ADJ|ccomp|2 near||ADP|case|7 Syria||PROPN|obl|5"
    )
    assert found.target is None


NOT = [
    "not",
    "never",
    "no",
    "nobody",
    "none",
    "nothing",
    "neither",
    "without",
    "hardly",
    "n’t",
    "n't",
]


@pytest.mark.parametrize("word", NOT)
def test_a_denied_feeling_turns(word: str) -> None:
    """No anger is half a liking."""
    (found,) = read(
        "Poland||PROPN|nsubj|2 said|say|VERB|root|0 it||PRON|nsubj|6 was|be|AUX|cop|6 "
        f"{word}||ADV|advmod|6|RB angry||ADJ|ccomp|2 at||ADP|case|8 Syria||PROPN|obl|6"
    )
    assert found.stance is not None
    assert found.stance > 0


def test_nobody_is_his_own_target() -> None:
    """Poland's word about Poland is about nobody else."""
    (found,) = read(
        "Poland||PROPN|nsubj|2 said|say|VERB|root|0 it||PRON|nsubj|5 "
        "was|be|AUX|cop|5 angry||ADJ|ccomp|2 at||ADP|case|7 Poland||PROPN|obl|5"
    )
    assert found.target is None


WOMEN = [
    "Mrs",
    "Mrs.",
    "Ms",
    "Ms.",
    "Miss",
    "Queen",
    "Chairwoman",
    "Congresswoman",
    "Spokeswoman",
]
MEN = ["Mr", "Mr.", "King", "Chairman", "Congressman", "Spokesman", "Sir", "Lord"]
TITLES = [
    *((title, "she", "he") for title in WOMEN),
    *((title, "he", "she") for title in MEN),
]


def speaker(title: str, pronoun: str) -> str | None:
    """Who speaks as `pronoun` after a sentence about a bearer of a title."""
    (found,) = read(
        f"{title}||PROPN|compound|2 Rask||PROPN|nsubj|3 left|leave|VERB|root|0 "
        ".||PUNCT|punct|3",
        f"{pronoun}|{pronoun}|PRON|nsubj|2 said|say|VERB|root|0 that||SCONJ|mark|5 "
        "Poland||PROPN|nsubj|5 lied|lie|VERB|ccomp|2 .||PUNCT|punct|2",
    )
    return found.speaker.name


@pytest.mark.parametrize(
    ("title", "own", "other"), TITLES, ids=[row[0] for row in TITLES]
)
def test_a_title_says_which_pronoun_is_its_bearer(
    title: str, own: str, other: str
) -> None:
    """Mrs Rask is she, and never he."""
    assert speaker(title, own) == "Rask"
    assert speaker(title, other) is None


def test_without_a_title_either_pronoun_fits() -> None:
    """A name alone tells nothing."""
    assert speaker("Old", "he") == speaker("Old", "she") == "Rask"
