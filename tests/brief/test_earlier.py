"""What is told of years gone by without a day of its own."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from facta.brief.earlier import earlier
from facta.brief.passages import Account
from facta.records import Sentence
from facta.testing import annotation, doc, sentence

ACTED = (
    "Kenya|Kenya|PROPN|nsubj|2|NNP helped|help|VERB|root|0|VBD Peru|Peru|PROPN|obj|2|NNP "
    ".|.|PUNCT|punct|2|."
)
ACTS = ACTED.replace("helped", "helps").replace("VBD", "VBZ")


def after(opening: str, parse: str, published: str | None) -> bool:
    """Whether a sentence after an opening, the two a paragraph, is of an earlier time."""
    parsed = sentence(parse)
    told = " ".join(token.text for token in parsed.tokens)
    text = f"A line.\n{opening} {told}"
    begin = text.index(opening)
    at = text.index(told)
    first = Sentence(
        index=0, start=begin, end=begin + len(opening), kind="prose", tokens=()
    )
    second = replace(parsed, index=1, start=at, end=len(text))
    document = doc(text, published=published)
    given = Account(0, replace(annotation(document), sentences=(first, second)))
    return earlier(given, second)


@pytest.mark.parametrize(
    ("opening", "parse", "published", "before"),
    [
        ("It ruled from 2017 to 2021.", ACTED, "2025-06-01", True),
        ("They met in July 2018.", ACTED, "2025-06-01", True),
        ("It ruled from 2017 to 2021.", ACTS, "2025-06-01", False),
        ("It won the 2016 election.", ACTED, "2025-06-01", False),
        ("They met in July 2018.", ACTED, "2019-06-01", False),
        ("They met in July 2018.", ACTED, None, False),
    ],
    ids=["years", "a month", "the present", "a name", "lately", "no day known"],
)
def test_a_paragraph_that_opens_with_years_gone_by_is_of_them(
    opening: str, parse: str, published: str | None, before: bool
) -> None:
    """In the past tense, and years before the account."""
    assert after(opening, parse, published) is before
