"""Facts about what is a statement and what is none, and how far its words go."""

from __future__ import annotations

import pytest

from facta.records import Statement
from tests.extract.test_statements_facts import read

LEAVE = "that||SCONJ|mark|{leave} Syria||PROPN|nsubj|{leave} left|leave|VERB|ccomp|{on}"


def leaving(leave: int, on: int) -> str:
    """A clause "that Syria left", whose verb stands at a place and hangs on another."""
    return LEAVE.format(leave=leave, on=on)


def said(found: tuple[Statement, ...]) -> list[str]:
    """What the statements say, in text order."""
    return [each.content.text for each in found]


SAID = [
    pytest.param(
        "Poland||PROPN|nsubj|2 made|make|VERB|root|0 clear|clear|ADJ|xcomp|2 "
        + leaving(6, 3),
        "that Syria left",
        id="made-clear",
    ),
    pytest.param(
        "Poland||PROPN|nsubj|2 let|let|VERB|root|0 it|it|PRON|obj|2 "
        "be|be|AUX|aux:pass|5|VB known|know|VERB|xcomp|2|VBN " + leaving(8, 5),
        "that Syria left",
        id="let-it-be-known",
    ),
    pytest.param(
        "As|as|SCONJ|mark|3 Poland||PROPN|nsubj|3 says|say|VERB|advcl|6|VBZ "
        ",||PUNCT|punct|3 Syria||PROPN|nsubj|6 left|leave|VERB|root|0",
        "Syria left",
        id="as-somebody-says",
    ),
    pytest.param(
        "Ships|ship|NOUN|nsubj|2|NNS sank|sink|VERB|root|0 by|by|ADP|case|6 "
        "Poland||PROPN|nmod:poss|6 's|'s|PART|case|4|POS count|count|NOUN|obl|2",
        "Ships sank",
        id="by-somebody's-count",
    ),
    pytest.param(
        "Poland||PROPN|nsubj|2 told|tell|VERB|root|0 Syria||PROPN|iobj|2 "
        "to|to|PART|mark|5 leave|leave|VERB|xcomp|2|VB",
        "to leave",
        id="told-to",
    ),
    pytest.param(
        "Poland||PROPN|nsubj|2 called|call|VERB|root|0 on|on|ADP|case|4 "
        "Syria||PROPN|obl|2 to|to|PART|mark|6 leave|leave|VERB|advcl|2|VB",
        "to leave",
        id="called-on-to",
    ),
    pytest.param(
        "Poland||PROPN|nmod:poss|3 's|'s|PART|case|1|POS "
        "letter|letter|NOUN|nsubj|4 says|say|VERB|root|0|VBZ " + leaving(7, 4),
        "that Syria left",
        id="somebody's-letter-says",
    ),
    pytest.param(
        "A|a|DET|det|2 letter|letter|NOUN|nsubj|5 from|from|ADP|case|4 "
        "Poland||PROPN|nmod|2 says|say|VERB|root|0|VBZ " + leaving(8, 5),
        "that Syria left",
        id="a-letter-from-somebody-says",
    ),
]


@pytest.mark.parametrize(("parsed", "content"), SAID)
def test_a_sentence_gives_its_words_to_its_speaker(parsed: str, content: str) -> None:
    """Whatever the turn of phrase, Poland says it."""
    (found,) = read(parsed)
    assert found.content.text == content
    assert found.speaker.name == "Poland"


@pytest.mark.parametrize("at", [4, 5])
def test_who_is_told_to_act_is_directed(at: int) -> None:
    """What somebody is told or called on to do is a directive."""
    (found,) = read(str(SAID[at].values[0]))
    assert found.attribution == "directive"


def test_what_others_are_wanted_to_do_is_a_directive() -> None:
    """Who wants others to leave directs them."""
    (found,) = read(
        "Poland||PROPN|nsubj|2 wants|want|VERB|root|0|VBZ Syria||PROPN|obj|2 "
        "to|to|PART|mark|5 leave|leave|VERB|xcomp|2|VB"
    )
    assert found.attribution == "directive"


NOT_SAID = [
    pytest.param(
        "Nobody|nobody|PRON|nsubj|2 thinks|think|VERB|root|0|VBZ " + leaving(5, 2),
        id="nobody-thinks",
    ),
    pytest.param(
        "Neither|neither|DET|det|2 side|side|NOUN|nsubj|3 said|say|VERB|root|0 "
        + leaving(6, 3),
        id="neither-side",
    ),
    pytest.param(
        "Syria||PROPN|nsubj|2 fines|fine|VERB|root|0|VBZ people|people|NOUN|obj|2|NNS "
        "who|who|PRON|nsubj|5|WP disclose|disclose|VERB|acl:relcl|3|VBP "
        "data|datum|NOUN|obj|5|NNS",
        id="who-discloses",
    ),
    pytest.param(
        "Syria||PROPN|nsubj|2 frees|free|VERB|root|0|VBZ people|people|NOUN|obj|2|NNS "
        "who|who|PRON|nsubj|5|WP wish|wish|VERB|acl:relcl|3|VBP to|to|PART|mark|7 "
        "leave|leave|VERB|xcomp|5|VB",
        id="who-wishes",
    ),
    pytest.param(
        "Syria||PROPN|nsubj|2 issued|issue|VERB|root|0 visas|visa|NOUN|obj|2|NNS",
        id="issued-visas",
    ),
    pytest.param(
        "Syria||PROPN|nsubj|2 likes|like|VERB|root|0|VBZ jazz|jazz|NOUN|obj|2",
        id="likes-jazz",
    ),
    pytest.param(
        "Rask||PROPN|nsubj|2 discussed|discuss|VERB|root|0 fishing|fishing|NOUN|obj|2",
        id="discussed-a-topic",
    ),
    pytest.param(
        "We|we|PRON|nsubj|2 reaffirm|reaffirm|VERB|root|0|VBP our|our|PRON|nmod:poss|4 "
        "vision|vision|NOUN|obj|2",
        id="we-reaffirm",
    ),
    pytest.param(
        "The|the|DET|det|2 land|land|NOUN|nsubj:pass|4 was|be|AUX|aux:pass|4 "
        "put|put|VERB|root|0|VBN to|to|ADP|case|6|IN use|use|NOUN|xcomp|4",
        id="put-to-use",
    ),
]


@pytest.mark.parametrize("owner", ["Poland||PROPN|nmod:poss|2", "This|this|DET|det|2"])
@pytest.mark.parametrize("verb", ["suggests|suggest", "shows|show", "reflects|reflect"])
def test_what_words_suggest_is_the_accounts(owner: str, verb: str) -> None:
    """Nobody says what an account reads out of his letter."""
    assert not read(
        f"{owner} letter|letter|NOUN|nsubj|3 {verb}|VERB|root|0|VBZ " + leaving(6, 3)
    )


@pytest.mark.parametrize("parsed", NOT_SAID)
def test_nothing_is_said(parsed: str) -> None:
    """A word of saying that tells of no words gives no statement."""
    assert not read(parsed)


def test_what_a_document_unfolds_is_said_once_by_its_issuer() -> None:
    """Poland, which issued a statement saying that Syria left, says so, once."""
    (found,) = read(
        "Poland||PROPN|nsubj|2 issued|issue|VERB|root|0 a|a|DET|det|4 "
        "statement|statement|NOUN|obj|2 saying|say|VERB|acl|4|VBG " + leaving(8, 5)
    )
    assert found.content.text == "that Syria left"
    assert found.speaker.name == "Poland"


def test_a_belief_that_is_nobodys_has_an_unknown_speaker() -> None:
    """It is hoped, by whomever."""
    (found,) = read(
        "It|it|PRON|expl|3 is|be|AUX|aux:pass|3 hoped|hope|VERB|root|0|VBN "
        + leaving(6, 3)
    )
    assert found.attribution == "belief"
    assert found.speaker.kind == "unknown"


def test_a_thought_within_words_counts_too() -> None:
    """Poland says that Syria believes something: two statements."""
    found = read(
        "Poland||PROPN|nsubj|2 said|say|VERB|root|0 that||SCONJ|mark|5 "
        "Syria||PROPN|nsubj|5 believes|believe|VERB|ccomp|2|VBZ that||SCONJ|mark|8 "
        "Rask||PROPN|nsubj|8 left|leave|VERB|ccomp|5"
    )
    assert said(found) == ["that Syria believes that Rask left", "that Rask left"]
    assert [each.speaker.name for each in found] == ["Poland", "Syria"]
