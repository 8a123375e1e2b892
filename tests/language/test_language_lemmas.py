"""A word and its tag give its lemma."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.language.lemmas import Lemmas

LEMMAS = Lemmas.load()


@pytest.mark.parametrize(
    ("tag", "pairs"),
    [
        (
            "VBD",
            (
                "said say, fired fire, left leave, met meet, struck strike, banned ban, "
                "denied deny, killed kill, put put"
            ),
        ),
        (
            "VBD",
            (
                "launched launch, created create, agreed agree, vetoed veto, was be, ’d "
                "have, controlled control, fed feed"
            ),
        ),
        (
            "VBN",
            (
                "imposed impose, withdrawn withdraw, paid pay, shot shoot, developed "
                "develop, found find, united unite"
            ),
        ),
        (
            "VBG",
            (
                "playing play, firing fire, planning plan, lying lie, putting put, fleeing "
                "flee, seeing see, using use"
            ),
        ),
        (
            "VBZ",
            (
                "says say, leaves leave, denies deny, pushes push, has have, ’s be, "
                "remains remain, focuses focus"
            ),
        ),
        ("VBP", "are be, ’re be, ’ve have, say say"),
        ("VB", "leave leave, lie lie, saw saw"),
        (
            "NNS",
            (
                "people people, talks talk, sanctions sanction, countries country, men "
                "man, troops troops"
            ),
        ),
        (
            "NNS",
            "crises crisis, lives life, allies ally, buses bus, losses loss, wives wife",
        ),
        ("NN", "meeting meeting, Building building, news news"),
        ("JJR", "better good, larger large, worse bad, bigger big"),
        ("RBR", "better well, later late"),
        ("MD", "ca can, wo will, ’ll will, 'd would, would would"),
        ("RB", "n’t not, n't not, Not not"),
        ("PRP", "him he, them they, us we, i I, I I"),
        ("POS", "’s 's, ' 's"),
        ("NNP", "Kyiv Kyiv, SAID SAID"),
        ("NNPS", "Americans American, Philippines Philippines, Nations Nation"),
        ("DT", "The the, these this, an a"),
    ],
    ids=lambda value: value if len(value) < 5 else value[:12],
)
def test_the_tag_decides_the_lemma(tag: str, pairs: str) -> None:
    """Irregular, regular and unchanged forms of one tag."""
    for pair in pairs.split(", "):
        word, lemma = pair.split()
        assert LEMMAS.lemma(word, tag) == lemma, word


@given(
    st.text(min_size=1, max_size=6),
    st.sampled_from(
        ["VBD", "VBG", "VBN", "VBZ", "VBP", "VB", "NNS", "NNPS", "JJR", "RBS", "NN"]
    ),
)
def test_every_word_has_a_lemma(word: str, tag: str) -> None:
    """Whatever stands before an ending, and where nothing stands before it."""
    assert all(
        LEMMAS.lemma(whole, tag)
        for whole in (
            word,
            f"{word}ed",
            f"{word}ing",
            f"{word}s",
            "ed",
            "ing",
            "s",
            "\u00ad",
        )
    )


def test_what_was_asked_before_is_answered_alike() -> None:
    """Memory changes no answer."""
    assert [LEMMAS.lemma("struck", tag) for tag in ("VBD", "NNP", "VBD")] == [
        "strike",
        "struck",
        "strike",
    ]
