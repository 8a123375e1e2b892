"""
Commitments that the language model hears, on sentences parsed by hand: what binds, who
is bound, what to.
"""

from __future__ import annotations

from msgspec import structs

from facta.extract.commitments import commitments
from facta.extract.commitments.heard import LEAST
from facta.extract.page import Page
from facta.extract.statements import statements
from facta.extract.times import times
from facta.records import Binding, Commitment, CommitmentKind
from facta.testing import laid_out
from tests.extract.test_commitments import actors, page

# "France will arm Ukraine."
WILL = (
    "France||PROPN|nsubj|3 will|will|AUX|aux|3 arm|arm|VERB|root|0|VB "
    "Ukraine||PROPN|obj|3 .||PUNCT|punct|3"
)
# "Russia was pushed by France to leave Ukraine."
TOLD = (
    "Russia||PROPN|nsubj:pass|3 was|be|AUX|aux:pass|3 pushed|push|VERB|root|0|VBN "
    "by|by|ADP|case|5 France||PROPN|obl:agent|3 to|to|PART|mark|7 "
    "leave|leave|VERB|xcomp|3|VB Ukraine||PROPN|obj|7 .||PUNCT|punct|3"
)
# "France 's word to Ukraine holds .", the word being what binds
NOUN = (
    "France||PROPN|nmod:poss|3 's|'s|PART|case|1 word|word|NOUN|nsubj|6 "
    "of|of|ADP|case|5 help|help|NOUN|nmod|3 holds|hold|VERB|root|0 .||PUNCT|punct|6"
)
# "Ukraine must leave ."
MUST = (
    "they|they|PRON|nsubj|3 must|must|AUX|aux|3 leave|leave|VERB|root|0|VB "
    ".||PUNCT|punct|3"
)


def heard(
    parsed: str, word: str, kind: CommitmentKind, *, chance: float = 0.9
) -> list[Commitment]:
    """What is found where the model hears a commitment at a word."""
    document, (one,) = page(parsed)
    token = [each.text for each in one.tokens].index(word)
    binding = Binding(token=token, kind=kind, chance=chance)
    sentences = (structs.replace(one, bindings=(binding,)),)
    laid = Page(
        layout := laid_out(document, sentences),
        times(layout),
        actors(document, sentences),
    )
    return list(commitments(laid, statements(laid), ()))


def test_no_rule_finds_them() -> None:
    """Without the model nothing is said of these sentences."""
    for parsed, word in ((WILL, "arm"), (TOLD, "leave"), (NOUN, "help")):
        assert heard(parsed, word, "promise", chance=LEAST - 0.01) == []


def test_a_subject_binds_itself() -> None:
    """The content is what it will do, without who does it."""
    (one,) = heard(WILL, "arm", "promise")
    assert (one.kind, one.maker.country) == ("promise", "FRA")
    assert one.recipient
    assert one.recipient.country == "UKR"
    assert one.content.text == "will arm Ukraine"


def test_of_a_demand_who_demands_makes_it() -> None:
    """Not who is to do it."""
    (one,) = heard(TOLD, "leave", "demand")
    assert (one.maker.country, one.content.text) == ("FRA", "to leave Ukraine")


def test_what_is_received_is_no_demand_of_the_receiver() -> None:
    """Where nobody is named who demands, none is made up."""
    passive = TOLD.replace(
        "by|by|ADP|case|5 France||PROPN|obl:agent|3",
        "in|in|ADP|case|5 Paris||PROPN|obl|3",
    )
    assert heard(passive, "leave", "demand") == []


def test_a_noun_binds_its_owner() -> None:
    """As a promise of help."""
    (one,) = heard(NOUN, "help", "promise")
    assert (one.maker.country, one.content.text) == ("FRA", "help")


def test_who_must_does_not_demand() -> None:
    """A duty without anybody who sets it is nobody's."""
    assert heard(MUST, "leave", "demand") == []


def test_what_a_rule_has_found_is_not_heard_again() -> None:
    """One commitment for one content."""
    parsed = (
        "France||PROPN|nsubj|2 promised|promise|VERB|root|0 to|to|PART|mark|4 "
        "arm|arm|VERB|xcomp|2|VB Ukraine||PROPN|obj|4 .||PUNCT|punct|2"
    )
    (one,) = heard(parsed, "arm", "threat")
    assert one.kind == "promise"


def test_a_doubt_or_a_wish_binds_to_nothing() -> None:
    """Whoever hesitates to act has threatened nothing, whatever the model hears."""
    for word, lemma in (("hesitated", "hesitate"), ("hoped", "hope")):
        parsed = (
            f"France||PROPN|nsubj|2 {word}|{lemma}|VERB|root|0 to|to|PART|mark|4 "
            "arm|arm|VERB|xcomp|2|VB Ukraine||PROPN|obj|4 .||PUNCT|punct|2"
        )
        assert heard(parsed, "arm", "threat") == []
        binds = parsed.replace(f"{word}|{lemma}", "moved|move")
        assert [one.kind for one in heard(binds, "arm", "threat")] == ["threat"]
