"""
Facts about what is no statement, what an opinion weighs, and what a denial denies, on
sentences parsed by hand.
"""

from __future__ import annotations

import pytest

from facta.records import Statement
from tests.extract.test_statements import said

TO_UKRAINE = (
    "Trump||PROPN|nsubj|2 promises|promise|VERB|root|0 systems|system|NOUN|obj|2 "
    "to|to|ADP|case|5 Ukraine||PROPN|obl|2"
)
DATELINE = (
    "KYIV||PROPN|root|0 ,||PUNCT|punct|3 May||PROPN|nmod|1 26||NUM|nmod|3 "
    "-||PUNCT|punct|7 Trump||PROPN|nsubj|7 "
    "promised|promise|VERB|parataxis|1 to|to|PART|mark|9 leave|leave|VERB|xcomp|7|VB "
    ".||PUNCT|punct|1"
)


def contents(found: tuple[Statement, ...]) -> list[str]:
    return [one.content.text for one in found]


@pytest.mark.parametrize(
    ("parsed", "expected"),
    [
        pytest.param(TO_UKRAINE, ["systems"], id="what-is-promised-not-to-whom"),
        pytest.param(DATELINE, ["to leave"], id="a-dateline-is-no-content"),
        pytest.param(
            "Trump||PROPN|nsubj|2 promised|promise|VERB|root|0 Ukraine||PROPN|obj|2",
            [],
            id="a-bare-name",
        ),
        pytest.param(
            "Trump||PROPN|nsubj|2 refused|refuse|VERB|root|0 it|it|PRON|obj|2",
            [],
            id="a-bare-pronoun",
        ),
        pytest.param(
            "Hill||PROPN|nsubj|2 offered|offer|VERB|root|0 perspective|perspective|NOUN|obj|2",
            [],
            id="only-talk",
        ),
    ],
)
def test_names_pronouns_datelines_and_talk_are_no_content(
    parsed: str, expected: list[str]
) -> None:
    """What is said has more in it than whom it is said to, about or from where."""
    assert (
        contents(said(parsed, actors=["Trump"] if "Trump" in parsed else ["Hill"]))
        == expected
    )


def test_praise_in_an_apposition_does_not_count() -> None:
    """
    The noun of the cue decides: frustration, a contrast to earlier praise, is hostile.
    """
    parsed = (
        "Trump||PROPN|nsubj|2 voiced|voice|VERB|root|0 "
        "frustration|frustration|NOUN|obj|2 with|with|ADP|case|5 "
        "Putin||PROPN|nmod|3 ,||PUNCT|punct|8 a|a|DET|det|8 "
        "contrast|contrast|NOUN|appos|3 to|to|ADP|case|11 "
        "his|his|PRON|nmod:poss|11 praise|praise|NOUN|nmod|8 of|of|ADP|case|13 "
        "Putin||PROPN|nmod|11 .||PUNCT|punct|2"
    )
    (one,) = said(parsed, actors=["Trump", "Putin"])
    assert (one.stance, one.target) == (-0.6, "Putin")


def test_what_a_but_follows_weighs_little() -> None:
    """Praise that is only conceded is hardly favourable."""
    praise = (
        "Trump||PROPN|nsubj|2 said|say|VERB|root|0 he|he|PRON|nsubj|4 "
        "admired|admire|VERB|ccomp|2 Putin||PROPN|obj|4"
    )
    (plain,) = said(praise, actors=["Trump", "Putin"])
    (conceded,) = said(
        praise + " but|but|CCONJ|cc|8 it|it|PRON|nsubj|8 ended|end|VERB|conj|4",
        actors=["Trump", "Putin"],
    )
    assert plain.stance == 0.8
    assert conceded.stance == pytest.approx(0.16)


def test_whoever_is_responsible_for_a_deed_is_blamed() -> None:
    """Beside a name alone the word praises."""
    blamed = (
        "Trump||PROPN|nsubj|2 said|say|VERB|root|0 Putin||PROPN|nsubj|5 was|be|AUX|cop|5 "
        "responsible|responsible|ADJ|ccomp|2 for|for|ADP|case|8 the|the|DET|det|8 "
        "raid|raid|NOUN|obl|5"
    )
    praised = (
        "Trump||PROPN|nsubj|2 called|call|VERB|root|0 Putin||PROPN|obj|2 "
        "responsible|responsible|ADJ|xcomp|2"
    )
    (bad,) = said(blamed, actors=["Trump", "Putin"])
    (good,) = said(praised, actors=["Trump", "Putin"])
    assert (bad.stance, good.stance) == (-0.4, 0.4)


def test_what_somebody_is_not_called_is_no_praise() -> None:
    """Behind "rather than" stands what he is not."""
    parsed = (
        "Trump||PROPN|nsubj|2 said|say|VERB|root|0 it|it|PRON|nsubj|6 is|be|AUX|cop|6 "
        "a|a|DET|det|6 "
        "rival|rival|NOUN|ccomp|2 rather|rather|ADV|cc|9 than|than|ADP|fixed|7 "
        "partner|partner|NOUN|conj|6 of|of|ADP|case|11 Putin||PROPN|nmod|9"
    )
    (one,) = said(parsed, actors=["Trump", "Putin"])
    assert one.stance is None


CLAIMED = (
    "Trump||PROPN|nsubj|2 claimed|claim|VERB|root|0 that|that|SCONJ|mark|5 he|he|PRON|nsubj|5 "
    "warned|warn|VERB|ccomp|2 {whom}||PROPN|obj|5 .||PUNCT|punct|2"
)
DENIED = (
    "Russia||PROPN|nsubj|2 denied|deny|VERB|root|0 that|that|SCONJ|mark|6 "
    "such|such|DET|det|5 talk|talk|NOUN|nsubj|6 "
    "occurred|occur|VERB|ccomp|2 .||PUNCT|punct|2"
)


@pytest.mark.parametrize(
    ("whom", "denied"),
    [
        pytest.param("Russia", 0, id="told-of-him"),
        pytest.param("France", None, id="told-of-others"),
    ],
)
def test_a_denial_denies_its_own_matter_or_nothing(
    whom: str, denied: int | None
) -> None:
    """
    Whoever denies "such talk" denies what is told of him, never merely the nearest
    statement.
    """
    found = said(CLAIMED.format(whom=whom), DENIED, actors=["Trump", whom, "Russia"])
    assert found[-1].denies == denied
