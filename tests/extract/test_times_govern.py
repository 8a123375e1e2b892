"""Which time dates a word."""

from __future__ import annotations

import pytest

from facta.extract.page import Page
from facta.extract.times import times
from facta.records import Sentence
from facta.testing import doc, laid_out, sentence

PUBLISHED = "2025-05-28"
ATTACK = (
    "Russia||PROPN|nsubj|2 launched|launch|VERB|root|0|VBD an||DET|det|4 "
    "attack||NOUN|obj|2 on||ADP|case|6 "
    "Tuesday||PROPN|obl|2"
)
SAID = (
    "He||PRON|nsubj|2 said|say|VERB|root|0|VBD on||ADP|case|4 Monday||PROPN|obl|2 "
    "that||SCONJ|mark|7|IN "
    "Russia||PROPN|nsubj|7 attacked|attack|VERB|ccomp|2|VBD"
)
PLAIN = "Russia||PROPN|nsubj|2 attacked|attack|VERB|root|0|VBD Ukraine||PROPN|obj|2"
AFTER = (
    "They||PRON|nsubj|2 left|leave|VERB|root|0|VBD on||ADP|case|4 Tuesday||PROPN|obl|2 "
    "after||ADP|case|7 "
    "the||DET|det|7 attack||NOUN|obl|2"
)
PAIR = (
    "They||PRON|nsubj|2 met|meet|VERB|root|0|VBD on||ADP|case|4 Tuesday||PROPN|obl|2 "
    "and||CCONJ|cc|6 "
    "signed|sign|VERB|conj|2|VBD"
)


def text_of(parsed: Sentence) -> str:
    """The words of a sentence, joined."""
    return " ".join(token.text for token in parsed.tokens)


def dated(
    words: str, token: str, published: str | None = PUBLISHED
) -> tuple[str, str | None, str]:
    """Date, precision and basis for a token of one sentence."""
    parsed = sentence(words)
    document = doc(text_of(parsed), published=published)
    index = next(i for i, one in enumerate(parsed.tokens) if one.text == token)
    layout = laid_out(document, (parsed,))
    found = Page(layout, times(layout), ()).dated(0, index)
    return str(found.date), found.precision, found.basis


@pytest.mark.parametrize(
    ("words", "token", "expected"),
    [
        (ATTACK, "launched", ("2025-05-27", "day", "stated")),
        (ATTACK, "attack", ("2025-05-27", "day", "stated")),
        (PAIR, "signed", ("2025-05-27", "day", "stated")),
        (SAID, "said", ("2025-05-26", "day", "stated")),
    ],
    ids=["the verb", "its object", "the second of a pair", "the saying"],
)
def test_a_time_dates_what_it_hangs_from(
    words: str, token: str, expected: tuple[str, str, str]
) -> None:
    """A verb, its object and its fellow share a time, which states their day."""
    assert dated(words, token) == expected


@pytest.mark.parametrize(
    ("words", "token"),
    [(SAID, "attacked"), (AFTER, "attack")],
    ids=["what was said", "what came before"],
)
def test_a_time_does_not_date_another_happening(words: str, token: str) -> None:
    """
    The day of saying is not that of what was said, and what follows an attack does not
    date it.
    """
    assert dated(words, token) == ("2025-05-28", "day", "published")


def test_without_any_day_a_date_is_unresolved() -> None:
    """No time, no story and no publication day leave no date."""
    assert dated(PLAIN, "attacked", None) == ("None", None, "unresolved")


def test_a_time_that_cannot_be_resolved_is_not_replaced() -> None:
    """A governing time without a value does not fall back on the day of publication."""
    words = (
        "They||PRON|nsubj|2 met|meet|VERB|root|0|VBD on||ADP|case|5 31||NUM|nummod|5 "
        "June||PROPN|obl|2"
    )
    assert dated(words, "met") == ("None", None, "unresolved")


THEN = (
    "Then|then|ADV|advmod|3 "
    "Russia||PROPN|nsubj|3 attacked|attack|VERB|root|0|VBD Ukraine||PROPN|obj|3"
)
MET = "They||PRON|nsubj|2 met|meet|VERB|root|0|VBD on||ADP|case|4 May||PROPN|obl|2 15||NUM|nummod|4"


def story(
    gap: str, words: str, *, published: str | None = PUBLISHED
) -> tuple[str, str]:
    """
    Date and basis for "attacked" in the second of two sentences, the first of which has
    a day.
    """
    first = sentence(MET)
    second = sentence(words, index=1, offset=first.end + len(gap))
    document = doc(f"{text_of(first)}{gap}{text_of(second)}", published=published)
    layout = laid_out(document, (first, second))
    verb = next(i for i, token in enumerate(second.tokens) if token.text == "attacked")
    found = Page(layout, times(layout), ()).dated(1, verb)
    return str(found.date), found.basis


def test_a_word_of_sequence_keeps_the_day_within_a_paragraph() -> None:
    """What came then has the day of the sentence before."""
    assert story(" ", THEN) == ("2025-05-15", "narrative")


@pytest.mark.parametrize(
    ("gap", "words"),
    [(" ", PLAIN), ("\n", THEN)],
    ids=["without a word of sequence", "in another paragraph"],
)
def test_a_deed_without_a_reason_has_a_bound(gap: str, words: str) -> None:
    """
    That a day stands before it is no reason: it happened by the day of publication.
    """
    assert story(gap, words) == ("2025-05-28", "published")
