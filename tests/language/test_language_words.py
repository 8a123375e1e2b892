"""Text parts into words as UD English parts it."""

from __future__ import annotations

import pytest

from facta.language.rules import Rules
from facta.language.tokens import Tokens

TOKENS = Tokens(Rules.load())


@pytest.mark.parametrize(
    "expected",
    [
        "They do|n't know and ca|n't say what he|'d done|.",
        "It|'s Russia|’s plan|,| the Russians|’ plan|.",
        "They can|not pay $|350 or €|1.5|m or £|20|bn|.",
        "A 17|%| rise|,| 1,200 dead|,| 3.5 percent at 9:30|.",
        "The U.S.|-|led force|,| e.g. in D.C.|,| left at 5 a.m. sharp|.",
        "An anti-war co-founder of a war|-|torn state sent an e-mail|.",
        "Mr. Doe of Acme Inc. met Gen. Roe|,| No. 2 of J. P. Smith|.",
        "See https://example.org/a?b=c,d|,| www.example.com or jane.doe@example.org|.",
        "@jane_doe posted #peace at example.com|.",
        "From 2003|-|2007 on 12/24/2021|,| 2025-05-25 and 9/11|.",
        "“|No|!!!|” he said ...| “|Why|?!|”",
        "A 35|mm gun|,| a 40|km march|,| the 1970s|,| the 19th|,| CO2|,| MH17|.",
        "O'Brien and the Côte d’Ivoire|’s|, ma'am|.",
        "He|(|or she|)|paid|/|lent [...] it|.",
        "AT&T bought it|—|or not|–|for US$|5|.",
        "There was no|.",
        "The vote was No. 5|.",
        "We gon|na win|,| y'all|:| 800-555-0199|.",
        "F|-|16 jets and COVID|-|19|.",
        "I|'m sure you|'ll see we|’ve won|.",
        "nai\u0308ve and co\u00adop",
        "DO|N'T SHOUT IT|'S LATE",
    ],
    ids=lambda text: text[:24],
)
def test_words_are_those_of_ud_english(expected: str) -> None:
    """A space or a | is a boundary, and nothing else is."""
    text = expected.replace("|", "")
    words = [text[start:end] for start, end in TOKENS.words(text, 0, len(text))]
    assert words == [
        word for part in expected.split() for word in part.split("|") if word
    ]


@pytest.mark.parametrize(
    "text", ["He left the U.S.", "She joined Acme Inc.", "It closed at 5 p.m."]
)
def test_an_abbreviation_keeps_its_stop_at_the_end(text: str) -> None:
    """One stop serves the abbreviation and the sentence; it stays with the word."""
    assert TOKENS.words(text, 0, len(text))[-1] == (text.rindex(" ") + 1, len(text))


def test_only_the_words_of_the_sentence_are_given() -> None:
    """Bounds are those of the whole text, words those between them."""
    text = "One two three"
    assert TOKENS.words(text, 4, 7) == [(4, 7)]


def test_half_a_surrogate_pair_is_a_word_like_any() -> None:
    """Broken text is parted, not refused."""
    text = "a \ud800 b"
    assert TOKENS.words(text, 0, len(text)) == [(0, 1), (2, 3), (4, 5)]
