"""Text parts into sentences, headings and items where a reader would part it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facta.language.rules import Rules
from facta.language.segment import LONGEST, Segmenter
from facta.language.tokens import Tokens

RULES = Rules.load()
SEGMENTER, TOKENS = Segmenter(RULES), Tokens(RULES)
TEXTS = st.one_of(
    st.text(max_size=300),
    st.text("aA. \n“”'\"!?…-•1()\u200b\u00ad\u2028\r", max_size=200),
    st.lists(
        st.sampled_from(
            [
                "Mr.",
                "U.S.",
                "said.",
                "The",
                "“No!”",
                "\n",
                "\n\n",
                "- ",
                "1. ",
                " ",
                "…",
            ]
        )
    ).map("".join),
)


def parts(text: str) -> list[str]:
    """The sentences of a text as they read."""
    return [text[start:end] for start, end, _ in SEGMENTER.sentences(text)]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("The envoy left.|Talks go on.", id="stop"),
        pytest.param(
            "Did he leave?|Nobody knows!|It is late.", id="question and exclamation"
        ),
        pytest.param("Gen. Ana Ruiz met Sen. Lee.|They spoke.", id="titles"),
        pytest.param("John F. Doe met R. J. Roe.|They spoke.", id="initials"),
        pytest.param(
            "He chose plan B.|The rest waited.", id="a letter that is no initial"
        ),
        pytest.param(
            "The U.S. envoy spoke.|He left the U.S.|The talks failed.",
            id="acronym within and at the end",
        ),
        pytest.param(
            "They met at 3 p.m. Monday.|It ended at 9 p.m.|No one spoke.",
            id="time of day",
        ),
        pytest.param(
            "Mexico thanked the U.S.|Canada did not.", id="a country after an acronym"
        ),
        pytest.param(
            "The firm is in Washington, D.C.|France fined it.",
            id="a country after D.C.",
        ),
        pytest.param(
            "He backs U.S. Iran policy.|He said U.S. Treasury staff agreed.",
            id="a name that goes with the acronym",
        ),
        pytest.param(
            "The raid began at 4 a.m.|Israel struck first.", id="a name after an hour"
        ),
        pytest.param(
            "It began at 4 a.m. Moscow time and ended at 6 a.m. EST.",
            id="whose hour it is",
        ),
        pytest.param(
            "Acme Inc. and Doe & Co. Ltd. merged.|Shares rose.", id="companies"
        ),
        pytest.param("He flew on Sept. 3 and Dec. 24.|She drove.", id="months"),
        pytest.param(
            "Rise of 3.5 percent.|It was No. 2 on the list.", id="decimals and numbers"
        ),
        pytest.param("He said no.|Then he left.", id="no, the word"),
        pytest.param(
            "“We are ready.”|The minister left.", id="curly quotes close after the stop"
        ),
        pytest.param(
            '"We are ready." |The minister left.',
            id="straight quotes close after the stop",
        ),
        pytest.param(
            "“Why now?” President Doe asked.|He left.",
            id="a question inside, its speaker after it",
        ),
        pytest.param(
            "“Why now?” he asked.|He left.", id="a question inside, a pronoun after it"
        ),
        pytest.param("(He did not.)|She did.", id="brackets close after the stop"),
        pytest.param("Well... maybe not.|He paused…|Then he spoke.", id="ellipses"),
        pytest.param("See https://example.org/a.b?c=d. |It says so.", id="address"),
        pytest.param(
            "They met in 2014. [3] |Later they fell out. [4] [5] |Nothing came of it.",
            id="notes",
        ),
        pytest.param(
            "He spoke first.|– A diplomat spoke last.", id="dash after a stop"
        ),
        pytest.param("Yahoo! said so.", id="a mark in a name"),
        pytest.param("The price is 5.|3 of them left.", id="a number at the end"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(marked: str) -> None:
    """Every | is a boundary, and nothing else is."""
    assert parts(marked.replace("|", " ")) == [
        part.strip() for part in marked.split("|")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was calm.The army withdrew.", 2),
        ("It was calm.”He left.", 2),
        ("See example.Com or Node.js now.", 1),
    ],
)
def test_a_lost_space_hides_no_boundary(text: str, expected: int) -> None:
    """
    A stop between a small word and a capital ends a sentence, but not within an
    address.
    """
    assert len(parts(text)) == expected


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        pytest.param(
            "Talks open in Oslo\n\nEnvoys met. They spoke.",
            ["heading", "prose", "prose"],
            id="title",
        ),
        pytest.param(
            "Talks open in Oslo\nEnvoys met on Monday.",
            ["heading", "prose"],
            id="title on the line before",
        ),
        pytest.param(
            "## What is next\nEnvoys meet again.", ["heading", "prose"], id="Markdown"
        ),
        pytest.param(
            "Envoys met:\n- in Oslo\n* in Bern\n• in Rome.",
            ["prose", "item", "item", "item"],
            id="bullets",
        ),
        pytest.param(
            "1. Stop firing\n2. Leave\n(c) Pay", ["item", "item", "item"], id="numbers"
        ),
        pytest.param("Talks open in Oslo", ["prose"], id="a lone line is no heading"),
        pytest.param(
            "1. Stop firing. Then leave.\n",
            ["item", "item"],
            id="two sentences of an item",
        ),
    ],
)
def test_headings_and_items_are_told_from_prose(text: str, kinds: list[str]) -> None:
    """
    A short line without a stop is a heading, a bullet opens an item; neither runs into
    what follows.
    """
    assert [stretch.kind for stretch in SEGMENTER.sentences(text)] == kinds


def test_a_line_break_in_wrapped_text_is_no_boundary() -> None:
    """Mail wraps its lines at some width; a sentence goes on across them."""
    text = (
        "The two delegations, which had not met since the spring, agreed in\n"
        "principle to exchange prisoners before the end of the year. They did\n"
        "not say how many. Observers from three neutral countries will watch\n"
        "the exchange.\n"
    )
    assert len(parts(text)) == 3


def test_a_line_break_between_paragraphs_is_a_boundary() -> None:
    """One paragraph a line, as editors save it: no sentence crosses a line."""
    text = (
        "The delegations met on Monday in the old town hall of Bern\nNobody spoke to "
        "the press\nTalks resume on Friday."
    )
    assert parts(text) == text.split("\n")


def test_a_capital_after_a_lone_break_mid_sentence_goes_on_in_wrapped_text() -> None:
    """
    Where the width shows that the text is wrapped, a name at the start of a line opens
    no sentence.
    """
    text = (
        "Officials said on Thursday that the foreign minister, who is due in\n"
        "Geneva next week, would not meet his counterpart before the council\n"
        "European leaders hold in Prague, because nothing had been prepared.\n"
    )
    assert len(parts(text)) == 1


@given(TEXTS)
@example("\r\n.\u2028")
def test_sentences_and_words_cover_what_can_be_seen(text: str) -> None:
    """
    Spans are in order, disjoint and not empty; what no word covers is space or
    invisible.
    """
    stretches = SEGMENTER.sentences(text)
    words = [
        word for start, end, _ in stretches for word in TOKENS.words(text, start, end)
    ]
    for spans in ([(start, end) for start, end, _ in stretches], words):
        assert all(start < end for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
    covered = {at for start, end in words for at in range(start, end)}
    hidden = "\u200b\u200e\u200f\u2060\ufeff"
    invisible = {*range(0x202A, 0x202F), *range(0x2061, 0x2065), *range(0x2066, 0x206A)}
    left = [c for at, c in enumerate(text) if at not in covered and not c.isspace()]
    assert all(c in hidden or ord(c) in invisible for c in left)
    assert not any(c.isspace() for start, end in words for c in text[start:end])


@given(TEXTS)
def test_a_sentence_begins_and_ends_with_a_word(text: str) -> None:
    """
    No sentence is without words, and its bounds are those of its first and last word.
    """
    for start, end, _ in SEGMENTER.sentences(text):
        words = TOKENS.words(text, start, end)
        assert (words[0][0], words[-1][1]) == (start, end)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        ".",
        ",",
        " ",
        "a.",
        "1.1",
        "1,",
        "www.!",
        "a@",
        "a'",
        "a-",
        "x.com/!!",
        '."',
        ". [1]",
        "- a\n",
        "\r\n",
        "…",
        "A. ",
    ],
    ids=repr,
)
def test_time_grows_with_length(unit: str) -> None:
    """Three hundred thousand characters of anything take seconds, not minutes."""
    text = unit * (300_000 // len(unit))
    started = time.process_time()
    for start, end, _ in SEGMENTER.sentences(text):
        TOKENS.words(text, start, end)
    assert time.process_time() - started < 20


def test_a_line_without_a_stop_is_cut_at_a_space() -> None:
    """
    A sentence is at most LONGEST characters long wherever it has a space to cut at.
    """
    text = "and then " * 20_000
    found = SEGMENTER.sentences(text)
    assert max(end - start for start, end, _ in found) <= LONGEST
    assert all(text[start:end].split()[0] in {"and", "then"} for start, end, _ in found)
