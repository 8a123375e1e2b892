"""Who acts and who is acted on in a sentence, on trees parsed by hand."""

from __future__ import annotations

import pytest

from facta.language.syntax import Tree
from tests.language.making import ATTACKED, BEGAN, WAS_ATTACKED, tree

HEADLINE = (
    "Envoy|envoy|NOUN|nsubj|2 expelled|expel|VERB|root|0|VBD by||ADP|case|4 "
    "Malaysia||PROPN|obl|2"
)
URGED = (
    "Turkey||PROPN|nsubj|2 urged|urge|VERB|root|0 Israel||PROPN|obj|2 "
    "to||PART|mark|5 withdraw||VERB|xcomp|2|VB"
)
ACCUSED = (
    "Kyiv||PROPN|nsubj|2 accused|accuse|VERB|root|0 Moscow||PROPN|obj|2 "
    "of||SCONJ|mark|5 lying|lie|VERB|advcl|2|VBG"
)
ACCUSED_SAYING = ACCUSED + " ,||PUNCT|punct|7 saying|say|VERB|advcl|5|VBG"
CLAIMS = (
    "Trump||PROPN|nsubj|2 made|make|VERB|root|0 claims|claim|NOUN|obj|2 "
    ",||PUNCT|punct|5 promising|promise|VERB|acl|3|VBG peace||NOUN|obj|5"
)
WHO = (
    "rebels|rebel|NOUN|root|0 who||PRON|nsubj|3 fled|flee|VERB|acl:relcl|1 "
    "and||CCONJ|cc|5 hid|hide|VERB|conj|3"
)
DATELINE = (
    "KYIV||PROPN|nsubj|4 -||PUNCT|punct|1 Russia||PROPN|nsubj|4 "
    "attacked|attack|VERB|root|0"
)
PLAN = "X||PROPN|nmod:poss|2 plan||NOUN|root|0 to||PART|mark|4 attack||VERB|acl|2|VB"
ESTONIA = "Estonia||PROPN|compound|2 detains|detain|NOUN|root|0 captain||NOUN|obj|2"
CALL_FOR = (
    "Kyiv||PROPN|nsubj|2 called|call|VERB|root|0 for||SCONJ|mark|6 Moscow||PROPN|obl|2 "
    "to||PART|mark|6 go||VERB|xcomp|2|VB"
)


def words(found: Tree, tokens: tuple[int, ...]) -> list[str]:
    """Tokens as they are written."""
    return [found.tokens[token].text for token in tokens]


def test_a_headline_is_passive_where_an_actor_stands_behind_by() -> None:
    """Any other noun there may be the place where somebody acted."""
    parsed = tree(HEADLINE)
    assert not parsed.passive(1)
    assert parsed.passive(1, actors={3})
    assert words(parsed, parsed.agents(1, actors={3})) == ["Malaysia"]


@pytest.mark.parametrize(
    ("parsed", "verb", "agents", "patients"),
    [
        (ATTACKED, 1, ["Russia"], ["Ukraine"]),
        (WAS_ATTACKED, 2, ["Russia"], ["Ukraine"]),
        (BEGAN, 3, ["Russia"], ["Kyiv"]),
    ],
    ids=["active", "passive", "infinitive"],
)
def test_sides_are_those_of_meaning(
    parsed: str, verb: int, agents: list[str], patients: list[str]
) -> None:
    """Voice changes who stands where, not who acts."""
    found = tree(parsed)
    assert words(found, found.agents(verb)) == agents
    assert words(found, found.patients(verb)) == patients


@pytest.mark.parametrize(
    ("parsed", "verb", "expected"),
    [
        (URGED, 4, ["Israel"]),
        (ACCUSED, 4, ["Moscow"]),
        (ACCUSED_SAYING, 6, ["Kyiv"]),
        (CLAIMS, 4, ["Trump"]),
        (WHO, 2, ["rebels"]),
        (WHO, 4, ["rebels"]),
        (DATELINE, 3, ["Russia"]),
        (PLAN, 3, ["X"]),
    ],
    ids=[
        "the object of who urges",
        "whom a blame is laid on",
        "the whole clause behind a comma",
        "the whole clause, not its object",
        "the antecedent of a relative",
        "a conjunct's first",
        "the nearest, not a dateline",
        "the owner of a plan",
    ],
)
def test_a_predicate_inherits_its_subject(
    parsed: str, verb: int, expected: list[str]
) -> None:
    """What has no subject of its own shares that of what governs it, or is controlled."""
    found = tree(parsed)
    assert words(found, found.subjects(verb)) == expected


@pytest.mark.parametrize(
    ("parsed", "verb", "actor", "without"),
    [(ESTONIA, 1, 0, []), (CALL_FOR, 5, 3, ["Kyiv"])],
    ids=["before a headline's verb", "between for and an infinitive"],
)
def test_an_actor_without_a_role_is_a_subject_for_who_knows_him(
    parsed: str, verb: int, actor: int, without: list[str]
) -> None:
    """Events know who is an actor; reported speech does not and is told of nobody."""
    found = tree(parsed)
    assert words(found, found.subjects(verb)) == without
    assert found.subjects(verb, actors={actor}) == (actor,)


def test_a_circle_in_a_damaged_tree_has_no_subject() -> None:
    """Two verbs that hang on each other are passed over."""
    parsed = tree("gone|go|VERB|conj|2|VBN come||VERB|conj|1|VBN")
    assert parsed.subjects(0) == ()
    assert not parsed.passive(0)
    assert not parsed.negated(0)
