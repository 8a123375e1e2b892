"""A document laid out for extraction, and found by place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.extract.layout import Layout, Place
from facta.extract.page import Page
from facta.extract.times import times
from facta.records import Sentence, Time
from facta.testing import actor, doc, laid_out, sentence

MET = "Ghana||PROPN|nsubj|2 met|meet|VERB|root|0|VBD Togo||PROPN|obj|2"
SAID = "It||PRON|nsubj|2 helped|help|VERB|root|0|VBD"
WORDS = st.lists(st.sampled_from(["Ghana", "met", "“Togo", "it”", "\n\n"]), min_size=1)


def two() -> tuple[Layout, tuple[Sentence, ...]]:
    """Two sentences of two paragraphs, as a layout."""
    first = sentence(MET)
    second = sentence(SAID, index=1, offset=first.end + 2)
    text = "Ghana met Togo\n\nIt helped"
    return laid_out(doc(text, published="2025-05-28"), (first, second)), (first, second)


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(0, 0), (13, 0), (15, 0), (16, 1), (24, 1)],
    ids=["first", "its end", "between", "second", "its last"],
)
def test_a_character_leads_to_its_sentence(offset: int, expected: int) -> None:
    """What stands between two sentences belongs to the one before."""
    assert two()[0].sentence_at(offset) == expected


def test_tokens_between_two_offsets_lie_wholly_inside() -> None:
    """A token that is cut is not among them; they run over sentences."""
    layout, _ = two()
    assert layout.tokens_between(1, 18) == [Place(0, 1), Place(0, 2), Place(1, 0)]


def test_a_sentence_is_laid_out_once() -> None:
    """Whoever asks gets the same tree."""
    layout, sentences = two()
    page = Page(layout, (), ())
    assert page.trees is layout.trees
    assert [tree.sentence for tree in layout.trees] == list(sentences)


def test_a_page_knows_whom_a_sentence_mentions() -> None:
    """Actors are asked for by sentence or by place, in text order."""
    layout, _ = two()
    text = layout.text
    togo, ghana = (actor(name, start=text.index(name)) for name in ("Togo", "Ghana"))
    page = Page(layout, (), (togo, ghana))
    assert [one.name for one in page.actors_in(0)] == ["Ghana", "Togo"]
    assert list(page.actors_in(1)) == []
    assert [one.name for one in page.actors_between(6, 14)] == ["Togo"]


@given(WORDS)
def test_every_place_of_any_text_can_be_asked(words: list[str]) -> None:
    """No layout of a text without sentences raises, whatever marks it has."""
    text = " ".join([*words, "met"])
    layout = laid_out(doc(text), ())
    for offset in range(len(text)):
        assert layout.sentence_at(offset) is None
        around = layout.quotation_at(offset)
        assert around is None or around.outer_start <= offset < around.outer_end
        start, end = layout.blocks[layout.block_at(offset)]
        assert start <= end


def test_a_page_takes_times_in_any_order() -> None:
    """They are asked for by place."""
    words = (
        "They||PRON|nsubj|2 met|meet|VERB|root|0|VBD on||ADP|case|4 "
        "Monday||PROPN|obl|2 and||CCONJ|cc|7 on||ADP|case|7 Tuesday||PROPN|conj|4"
    )
    tree = sentence(words)
    text = " ".join(token.text for token in tree.tokens)
    layout = laid_out(doc(text, published="2025-05-28"), (tree,))
    found: tuple[Time, ...] = times(layout)
    page = Page(layout, tuple(reversed(found)), ())
    assert page.times == found
    assert page.times_between(0, 12) == found[:0]
    assert page.times_between(12, 13) == found[:1]
