"""How much a word that two tellings share says, in bits."""

from __future__ import annotations

import pytest

from facta.link.rarity import rarest, total, weight, whole


@pytest.mark.parametrize("word", ["", "a", "go", "13", "2025", "1st", "’80s"])
def test_short_words_and_numbers_say_nothing(word: str) -> None:
    """Whatever they are."""
    assert weight(word) == 0.0


@pytest.mark.parametrize("word", ["xyz", "x2025", "tummo"])
def test_a_word_that_the_table_does_not_list_says_most(word: str) -> None:
    """One bit more than the rarest that it lists."""
    assert weight(word) == rarest() > weight("missile") > weight("say") >= 0


def test_a_passage_weighs_what_its_words_weigh_together() -> None:
    words = frozenset({"missile", "tummo", "go"})
    assert total(words) == whole(words) == weight("missile") + rarest()
