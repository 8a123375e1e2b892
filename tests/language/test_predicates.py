"""How a predicate stands, on trees parsed by hand."""

from __future__ import annotations

import pytest

from tests.language.making import ATTACKED, BEGAN, WAS_ATTACKED, tree

HIJACKED = (
    "ships|ship|NOUN|root|0 hijacked|hijack|VERB|acl|1|VBN off||ADP|case|4 "
    "Somalia||PROPN|obl|2"
)
MELDED = (
    "Replica||PROPN|root|0 melded|meld|VERB|amod|1|VBN it||PRON|nsubj|2 "
    "jazz||NOUN|obj|2"
)
CALLED = "group||NOUN|root|0 called|call|VERB|acl|1|VBN Hamas||PROPN|obj|2"


@pytest.mark.parametrize(
    ("parsed", "verb", "expected"),
    [
        (ATTACKED, 1, False),
        (WAS_ATTACKED, 2, True),
        (HIJACKED, 1, True),
        (MELDED, 1, False),
        (CALLED, 1, True),
    ],
    ids=["active", "auxiliary", "describing", "with a subject", "with a name"],
)
def test_a_passive_is_marked_or_describes_a_noun(
    parsed: str, verb: int, expected: bool
) -> None:
    """A bare participle with arguments of an active verb is none."""
    assert tree(parsed).passive(verb) is expected


@pytest.mark.parametrize(
    ("parsed", "index", "expected"),
    [
        ("did|do|AUX|aux|3 not||PART|advmod|3 attack||VERB|root|0|VB", 2, True),
        ("held|hold|VERB|root|0 no||DET|det|3 talks|talk|NOUN|obj|1", 0, True),
        ("not||PART|advmod|3 only||ADV|advmod|3 met|meet|VERB|root|0", 2, False),
        (
            (
                "not||PART|advmod|2 arrest||VERB|root|0|VB or||CCONJ|cc|4 "
                "deport||VERB|conj|2|VB"
            ),
            3,
            True,
        ),
        (ATTACKED, 1, False),
    ],
    ids=["not", "no object", "not only", "a shared not", "plain"],
)
def test_a_predicate_is_negated(parsed: str, index: int, expected: bool) -> None:
    """By an adverb, by its object's determiner, or with its first conjunct."""
    assert tree(parsed).negated(index) is expected


def test_an_auxiliary_is_known_as_written_and_by_its_lemma() -> None:
    """Short forms mean what the whole word means."""
    parsed = tree("wo|will|AUX|aux|3 n't|not|PART|advmod|3 go||VERB|root|0|VB")
    assert parsed.auxiliaries(2) == {"wo", "will"}


def test_a_free_relative_carries_the_preposition_of_its_clause() -> None:
    """Who is thanked "for what they did" is thanked for doing."""
    parsed = tree(
        "thanked|thank|VERB|root|0 for||ADP|case|3 what||PRON|obj|5 "
        "they||PRON|nsubj|5 did|do|VERB|advcl|1"
    )
    assert parsed.cases(4) == ["for"]
    assert parsed.obliques(0) == [("for", 4)]


def test_an_infinitive_is_no_oblique() -> None:
    """Its "to" is no place or recipient."""
    assert tree(BEGAN).obliques(1) == []
