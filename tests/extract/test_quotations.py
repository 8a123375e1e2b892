"""Facts about finding quotation marks that belong together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.extract.paragraphs import paragraphs
from facta.extract.quotations import Quotation
from facta.extract.quotations import quotations as quotations_by
from facta.lexicon import Lexicon


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of a text by the package's words."""
    return quotations_by(text, Lexicon.load().speech.contents.elisions)


def insides(text: str) -> list[str]:
    """What stands between the marks, in text order."""
    return [text[quotation.start : quotation.end] for quotation in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("She said “we agree” today.", ["we agree"], id="curly"),
        pytest.param('She said "we agree" today.', ["we agree"], id="straight"),
        pytest.param(
            "She said ''we agree'' today.", ["we agree"], id="doubled-apostrophes"
        ),
        pytest.param("She said ``we agree'' today.", ["we agree"], id="backticks"),
        pytest.param("She said «we agree» today.", ["we agree"], id="guillemets"),
        pytest.param("She said „we agree” today.", ["we agree"], id="low-opening"),
        pytest.param("She said ‘we agree’ today.", ["we agree"], id="single-curly"),
        pytest.param("She said 'we agree' today.", ["we agree"], id="single-straight"),
        pytest.param(
            "She said “we agree“ today.", ["we agree"], id="opening-mark-used-to-close"
        ),
        pytest.param(
            "She said ”we agree” today.", ["we agree"], id="closing-mark-used-to-open"
        ),
        pytest.param(
            "“We agree,” she said. “We sign.”",
            ["We agree,", "We sign."],
            id="split-around-the-cue",
        ),
        pytest.param("The plan—“a mess”—failed.", ["a mess"], id="between-dashes"),
        pytest.param("It was (“a mess”) late.", ["a mess"], id="in-brackets"),
        pytest.param("“  padded  ”", ["padded"], id="white-space-inside-the-marks"),
        pytest.param(
            "“We don’t agree,” she said.", ["We don’t agree,"], id="apostrophe-inside"
        ),
        pytest.param(
            "'We don't agree,' she said.",
            ["We don't agree,"],
            id="straight-apostrophe-inside-single",
        ),
        pytest.param(
            "‘The leaders’ plan failed,’ she said.",
            ["The leaders’ plan failed,"],
            id="plural-possessive-inside",
        ),
    ],
)
def test_marks_of_every_style_make_one_quotation(
    text: str, expected: list[str]
) -> None:
    """The inside is found without its marks and the white space beside them."""
    assert insides(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Russia's army and the leaders' plan.", id="possessives"),
        pytest.param("It’s what they don’t want.", id="contractions"),
        pytest.param("Back in the ’90s and the '80s it worked.", id="decades"),
        pytest.param("Rock 'n roll, 'em and ‘tis.", id="elisions"),
        pytest.param("He is 6'2\" tall.", id="feet-and-inches"),
        pytest.param("A stray ” closes nothing.", id="closing-mark-alone"),
        pytest.param("“”", id="nothing-inside"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_quotation_gives_none(text: str) -> None:
    """Apostrophes, elisions, measures and stray closing marks enclose nothing."""
    assert insides(text) == []


def test_a_quotation_within_a_quotation_is_deeper() -> None:
    """Nested quotations are both found, the outer one first."""
    text = "“He told me ‘never’ twice,” she said."
    assert [(text[q.start : q.end], q.depth) for q in quotations(text)] == [
        ("He told me ‘never’ twice,", 0),
        ("never", 1),
    ]


def test_a_quotation_of_the_same_style_nests() -> None:
    """
    Two opening marks followed by two closing ones are one quotation within another.
    """
    text = "“He said “never” to me.”"
    assert [(text[q.start : q.end], q.depth) for q in quotations(text)] == [
        ("He said “never” to me.", 0),
        ("never", 1),
    ]


def test_a_quotation_over_paragraphs_continues() -> None:
    """
    An opening mark that is repeated in the next paragraph carries the quotation on.
    """
    text = "“We agree.\n\n“We sign,” she said."
    assert [
        (text[q.start : q.end], q.closed, q.continues) for q in quotations(text)
    ] == [
        ("We agree.", False, True),
        ("We sign,", True, False),
    ]


@pytest.mark.parametrize("mark", ["“", '"'])
def test_a_mark_without_partner_stays_in_its_paragraph(mark: str) -> None:
    """A missing closing mark never swallows the next paragraph."""
    text = f"She said {mark}we agree.\nThe talks went on."
    (found,) = quotations(text)
    assert (text[found.start : found.end], found.closed, found.continues) == (
        "we agree.",
        False,
        False,
    )


def test_an_opening_mark_too_many_ends_the_broken_quotation() -> None:
    """
    Where closing marks do not suffice, the first quotation is bounded by the next
    opening mark.
    """
    text = "She said “we agree. He said “never” again."
    assert [(text[q.start : q.end], q.closed) for q in quotations(text)] == [
        ("we agree. He said", False),
        ("never", True),
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        pytest.param("One.\nTwo.", 2, id="line-per-paragraph"),
        pytest.param("One.\n\n\nTwo.", 2, id="blank-lines"),
        pytest.param(
            "A line that is long enough to have been broken for its length\ngoes on.\n\nNext.",
            2,
            id="wrapped",
        ),
        pytest.param("  \n ", 0, id="white-space-only"),
        pytest.param("One.\r\n\r\nTwo.", 2, id="carriage-returns"),
    ],
)
def test_paragraphs_end_where_a_reader_sees_them_end(text: str, count: int) -> None:
    """Blank lines and short lines end a paragraph, wrapped lines do not."""
    assert len(paragraphs(text)) == count


MARKED = st.text(alphabet=st.sampled_from("ab .,?\n\r\u2028“”\"'‘’«»„`—s"), max_size=80)


@given(MARKED)
def test_every_quotation_lies_within_its_marks_and_one_paragraph(text: str) -> None:
    """
    Whatever the marks, a quotation is not empty, lies within its outer span, and within
    one paragraph.
    """
    blocks = paragraphs(text)
    for quotation in quotations(text):
        assert (
            quotation.outer_start
            < quotation.start
            < quotation.end
            <= quotation.outer_end
        )
        assert (
            text[quotation.start : quotation.end]
            == text[quotation.start : quotation.end].strip()
        )
        assert any(
            start <= quotation.outer_start and quotation.outer_end <= end
            for start, end in blocks
        )


@given(MARKED)
def test_quotations_are_apart_or_nested(text: str) -> None:
    """No two quotations of one paragraph overlap in part."""
    found = quotations(text)
    for first in found:
        for second in found:
            apart = (
                first.outer_end <= second.outer_start
                or second.outer_end <= first.outer_start
            )
            nested = (
                first.outer_start <= second.outer_start
                and second.outer_end <= first.outer_end
            )
            nested = nested or (
                second.outer_start <= first.outer_start
                and first.outer_end <= second.outer_end
            )
            assert apart or nested
