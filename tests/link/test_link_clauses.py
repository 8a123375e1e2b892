"""The grammar that disputes ask for: whose deed a verb is, of which country, and denied."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from facta.link.clauses import Clause
from facta.records import Actor
from facta.testing import actor, sentence

COUNTRIES = {"Chad": "TCD", "Libya": "LBY", "Sudan": "SDN"}


def clause(words: str) -> Clause:
    """A sentence in the builder's notation, its countries known."""
    parsed = sentence(words)
    known: list[Actor] = [
        replace(
            actor(token.text, country=COUNTRIES[token.text], start=token.start),
            head=at,
        )
        for at, token in enumerate(parsed.tokens)
        if token.text in COUNTRIES
    ]
    return Clause(parsed, known)


def at(read: Clause, word: str) -> int:
    """Where a word stands."""
    return next(at for at, token in enumerate(read.tokens) if token.text == word)


SUBJECTS = {
    "its own": ("Chad||PROPN|nsubj|2 attacked|attack|VERB|root|0", "Chad"),
    "of a passive": (
        "Chad||PROPN|nsubj:pass|3 was|be|AUX|aux:pass|3 attacked|attack|VERB|root|0",
        "Chad",
    ),
    "of the verb before": (
        (
            "Chad||PROPN|nsubj|2 met|meet|VERB|root|0 and||CCONJ|cc|4 "
            "attacked|attack|VERB|conj|2"
        ),
        "Chad",
    ),
    "of the verb above": (
        (
            "Chad||PROPN|nsubj|2 began|begin|VERB|root|0 to||PART|mark|4 "
            "attacked|attack|VERB|xcomp|2|VB"
        ),
        "Chad",
    ),
    "of a participle": (
        "Chad||PROPN|nsubj|2 met|meet|VERB|root|0 attacked|attack|VERB|advcl|2|VBG",
        "Chad",
    ),
    "not of another clause": (
        "Chad||PROPN|nsubj|2 met|meet|VERB|root|0 attacked|attack|VERB|advcl|2|VBD",
        None,
    ),
    "which": (
        (
            "Chad||PROPN|nsubj|4 which||PRON|nsubj|3 attacked|attack|VERB|acl:relcl|1 "
            "met|meet|VERB|root|0"
        ),
        "Chad",
    ),
    "who, after it was": (
        (
            "it||PRON|expl|3 was|be|AUX|cop|3 Chad||PROPN|root|0 who||PRON|nsubj|5 "
            "attacked|attack|VERB|acl:relcl|3"
        ),
        "Chad",
    ),
    "that, of a clause that is none": (
        "met|meet|VERB|root|0 that||PRON|nsubj|3 attacked|attack|VERB|ccomp|1",
        "that",
    ),
    "nobody": ("attacked|attack|VERB|root|0 Chad||PROPN|obj|1", None),
}


@pytest.mark.parametrize(("words", "expected"), SUBJECTS.values(), ids=SUBJECTS)
def test_a_verb_has_the_subject_that_its_sentence_gives_it(
    words: str, expected: str | None
) -> None:
    """Also through a relative clause or another verb."""
    read = clause(words)
    found = read.subject(at(read, "attacked"))
    assert (None if found is None else read.tokens[found].text) == expected


AGENTS = {
    "active": ("Chad||PROPN|nsubj|2 attacked|attack|VERB|root|0", "Chad"),
    "passive": (
        (
            "Libya||PROPN|nsubj:pass|2 attacked|attack|VERB|root|0 by||ADP|case|4 "
            "Chad||PROPN|obl:agent|2"
        ),
        "Chad",
    ),
    "passive with a place": (
        (
            "Libya||PROPN|nsubj:pass|2 attacked|attack|VERB|root|0 in||ADP|case|4 "
            "Chad||PROPN|obl|2"
        ),
        None,
    ),
    "passive by its helper": (
        (
            "was|be|AUX|aux:pass|2 attacked|attack|VERB|root|0 by||ADP|case|4 "
            "Chad||PROPN|obl|2"
        ),
        "Chad",
    ),
}


@pytest.mark.parametrize(("words", "expected"), AGENTS.values(), ids=AGENTS)
def test_who_does_it_is_the_subject_or_stands_behind_by(
    words: str, expected: str | None
) -> None:
    """In the passive the subject suffers it."""
    read = clause(words)
    found = read.agent(at(read, "attacked"))
    assert (None if found is None else read.tokens[found].text) == expected


@pytest.mark.parametrize(
    ("word", "denied"),
    [
        *(
            (word, True)
            for word in (
                "never",
                "no",
                "none",
                "nobody",
                "not",
                "nothing",
                "n't",
                "neither",
            )
        ),
        ("often", False),
        ("also", False),
    ],
)
def test_a_word_below_a_verb_denies_it(word: str, denied: bool) -> None:
    """Wherever it stands."""
    read = clause(
        f"Chad||PROPN|nsubj|3 {word}||PART|advmod|3 attacked|attack|VERB|root|0"
    )
    assert read.negated(2) is denied


PARTIES = {
    "a country": ("Chad||PROPN|root|0", "Chad", "TCD"),
    "its army": (
        "Chad||PROPN|nmod:poss|3 's||PART|case|1 army||NOUN|root|0",
        "army",
        "TCD",
    ),
    "a name no mention has": ("Kenya||PROPN|root|0", "Kenya", "KEN"),
    "of two countries": (
        "Chad||PROPN|nmod:poss|2 troops||NOUN|root|0 of||ADP|case|4 Libya||PROPN|nmod|2",
        "troops",
        None,
    ),
    "no country": ("army||NOUN|root|0", "army", None),
    **{
        word: (
            f"Chad||PROPN|nmod:poss|3 's||PART|case|1 {word}||NOUN|root|0",
            word,
            None,
        )
        for word in ("neighbour", "neighbor", "counterpart", "colleague")
    },
}


@pytest.mark.parametrize(("words", "word", "country"), PARTIES.values(), ids=PARTIES)
def test_a_noun_stands_for_the_one_country_that_is_named(
    words: str, word: str, country: str | None
) -> None:
    """Whose neighbour somebody is does not tell whose he is."""
    read = clause(words)
    assert read.party(at(read, word)) == country


@pytest.mark.parametrize(
    ("word", "country"), [("Chad", True), ("Kenyan", True), ("army", False)]
)
def test_a_country_is_told_by_its_own_name_or_that_of_its_people(
    word: str, country: bool
) -> None:
    """Not by whoever belongs to it."""
    assert clause(f"{word}||PROPN|root|0").is_country(0) is country


def test_the_word_above_is_the_nearest_of_its_kind() -> None:
    """None where nothing above is."""
    read = clause(
        "Chad||PROPN|nsubj|2 met|meet|VERB|root|0 envoys|envoy|NOUN|obj|2 "
        "from||ADP|case|5 Libya||PROPN|nmod|3"
    )
    assert read.above(4, ("VERB",)) == 1
    assert read.above(4, ("NOUN",)) == 2
    assert read.above(1, ("VERB",)) is None


def test_a_phrase_hangs_from_the_word_whose_own_head_is_outside() -> None:
    """Its first word, where each hangs from another."""
    read = clause(
        "a||DET|det|2 raid||NOUN|obj|3 began|begin|VERB|root|0 on||ADP|case|5 "
        "Libya||PROPN|nmod|2"
    )
    assert read.head_of([0, 1]) == 1
    assert read.subtree(1) == [0, 1, 3, 4]
    assert read.cases(4) == {"on"}


def test_words_that_are_coordinated_stand_beside_one_another() -> None:
    """One above the other."""
    read = clause(
        "met|meet|VERB|root|0 attacked|attack|VERB|conj|1 left|leave|VERB|conj|2"
    )
    assert list(read.beside(2)) == [2, 1, 0]
    assert list(read.beside(0)) == [0]


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (
            (
                "talks|talk|NOUN|root|0 that||PRON|obj|4 Chad||PROPN|nsubj|4 "
                "asked|ask|VERB|acl:relcl|1"
            ),
            True,
        ),
        ("talks|talk|NOUN|root|0 that||PRON|nsubj|3 asked|ask|VERB|acl:relcl|1", False),
        ("talks|talk|NOUN|root|0 asked|ask|VERB|acl|1", False),
    ],
    ids=["that Chad asked", "that asked", "asked"],
)
def test_a_relative_clause_may_have_a_subject_of_its_own(
    words: str, asked: bool
) -> None:
    """A relative pronoun is none."""
    read = clause(words)
    assert read.asked_of(at(read, "asked")) is asked
