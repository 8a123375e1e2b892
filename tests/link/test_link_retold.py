"""Who retells whom, meetings told by a month, and denials told twice."""

from __future__ import annotations

import pytest
from msgspec import structs

from facta.link import link
from facta.link.claims import in_short
from facta.records import Annotation, Precision
from facta.testing import annotation, doc, sentence, statement, telling

WORDS = (
    "Farmers|farmer|NOUN|nsubj|2 blocked|block|VERB|root|0 roads|road|NOUN|obj|2 "
    ".||PUNCT|punct|2"
)


def wire(
    text: str, publisher: str, published: str, times: int, source: str
) -> Annotation:
    """
    An account of blocked roads that passes on `times` statements of the agency Wire.
    """
    document = doc(text, source=source, publisher=publisher, published=published)
    said = [
        statement(document, text[at : at + 4], speaker="Wire") for at in range(times)
    ]
    return structs.replace(
        annotation(document, statements=tuple(said)), sentences=(sentence(WORDS),)
    )


FIRST = wire("Farmers blocked roads near ports.", "Wire", "2025-05-16", 0, "a")


@pytest.mark.parametrize(
    ("other", "retold"),
    [
        pytest.param(
            wire("Roads blocked, writes Wire.", "Post", "2025-05-20", 2, "b"),
            True,
            id="credited-twice",
        ),
        pytest.param(
            wire("Roads blocked, writes Wire.", "Post", "2025-05-20", 1, "b"),
            False,
            id="named-once",
        ),
        pytest.param(
            wire("Roads blocked, writes Wire.", "Post", "2025-08-20", 2, "b"),
            False,
            id="months-later",
        ),
        pytest.param(
            wire("Roads blocked, writes Wire.", "Post", "2025-05-10", 2, "b"),
            False,
            id="earlier",
        ),
    ],
)
def test_an_account_that_credits_its_source_goes_back_to_it(
    other: Annotation, retold: bool
) -> None:
    """A rewrite shares no runs of words, but it says whose words it passes on."""
    origin = link([FIRST, other]).originators[other.document.id]
    assert (origin == FIRST.document.id) is retold


@pytest.mark.parametrize(
    ("text", "short"),
    [
        pytest.param("that the talks failed", "the talks failed", id="that"),
        pytest.param("to leave", "leave", id="to"),
        pytest.param(
            "one two three, four five six seven eight nine ten eleven twelve, thirteen",
            "one two three, four five six seven eight nine ten eleven twelve …",
            id="long",
        ),
    ],
)
def test_the_subject_of_a_dispute_is_short(text: str, short: str) -> None:
    """A reported clause without its opening word, twelve words at most."""
    assert in_short(text) == short


def denial(source: str, claimed: str) -> Annotation:
    document = doc(f"Ann said {claimed}. Bob said none of it is so.", source=source)
    said = statement(document, claimed, speaker="Ann")
    return annotation(
        document,
        statements=(
            said,
            statement(document, "none of it is so", speaker="Bob", denies=0),
        ),
    )


@pytest.mark.parametrize(
    ("other", "count"),
    [
        ("the old dam was blown up by him", 1),
        ("the harvest was bought with forged money", 2),
    ],
    ids=["one-matter", "two-matters"],
)
def test_one_denial_told_twice_is_one_dispute(other: str, count: int) -> None:
    """The same sides and the same matter in two accounts are one dispute."""
    assert (
        len(
            link(
                [denial("a", "that the dam was blown up"), denial("b", other)]
            ).disputes
        )
        == count
    )


def meeting(source: str, passage: str, day: str, precision: Precision) -> Annotation:
    document = doc(passage, source=source)
    event = telling(
        document,
        "CONSULT",
        "USA,RUS",
        "USA,RUS",
        passage,
        date=day,
        precision=precision,
        mode="phone",
    )
    return annotation(document, events=(event,))


def test_a_meeting_told_by_its_month_is_the_only_one_of_that_month() -> None:
    """Where two calls fell in the month, nobody can tell which of them is meant."""
    first = meeting("a", "They spoke on the phone.", "2025-05-15", "day")
    second = meeting("b", "Both leaders telephoned once more.", "2025-05-29", "day")
    vague = meeting("c", "A quick call took place back then.", "2025-05-01", "month")
    assert len(link([first, vague]).happenings) == 1
    assert len(link([first, second, vague]).happenings) == 3
