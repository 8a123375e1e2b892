"""
Facts about the words of commitments: each class does what the lexicon says of it, and a
user's own words do too.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from facta.extract.commitments import commitments
from facta.extract.layout import Layout
from facta.extract.page import Page
from facta.extract.statements import statements
from facta.extract.times import times
from facta.lexicon import Lexicon
from facta.records import Commitment
from tests.extract.test_commitments import actors, found, page, verb


def found_by(lexicon: Lexicon, *parsed: str) -> tuple[Commitment, ...]:
    """The commitments of hand-parsed sentences, read by some words."""
    document, sentences = page(*parsed)
    layout = Layout(document, sentences, lexicon)
    laid = Page(layout, times(layout), actors(document, sentences))
    return commitments(laid, statements(laid), ())


def to(deed: str) -> str:
    """What is promised: to do something to Ukraine."""
    return f"to|to|PART|mark|4 {deed}|{deed}|VERB|xcomp|2|VB Ukraine||PROPN|obj|4"


def thing(noun: str) -> str:
    """The object of a verb."""
    return f"the|the|DET|det|4 {noun}|{noun}|NOUN|obj|2"


def called(noun: str) -> str:
    """What a report is called."""
    return (
        "the|the|DET|det|4 report|report|NOUN|obj|2 "
        f"a|a|DET|det|6 {noun}|{noun}|NOUN|xcomp|2"
    )


def must(modal: str) -> str:
    """What is said of Ukraine's duty."""
    return (
        f"Ukraine||PROPN|nsubj|5 {modal}|{modal}|AUX|aux|5 leave|leave|VERB|ccomp|2|VB"
    )


def warned(subject: str, rest: str = "") -> str:
    """A warning of what somebody would do."""
    return (
        f"{subject}|{subject}|PRON|nsubj|5 would|would|AUX|aux|5 "
        f"strike|strike|VERB|ccomp|2|VB {rest}"
    ).strip()


IF = "if|if|SCONJ|mark|8 Paris||PROPN|nsubj|8 pays|pay|VERB|advcl|5"
OFF = "off|off|ADP|compound:prt|2 the|the|DET|det|5 plan|plan|NOUN|obj|2"
NO = "{0}|{0}|INTJ|obj|2 to|to|ADP|case|6 a|a|DET|det|6 truce|truce|NOUN|nmod|3"


@pytest.mark.parametrize(
    ("own", "parsed", "before", "after"),
    [
        pytest.param(
            'turns.hostile = ["starve"]',
            verb("promised", "promise", to("starve")),
            ["promise"],
            ["threat"],
            id="a-hostile-deed",
        ),
        pytest.param(
            'turns.untruth = ["canard"]',
            verb("called", "call", called("canard")),
            [],
            ["denial"],
            id="an-untruth",
        ),
        pytest.param(
            'turns.calling = ["label"]',
            verb("labelled", "label", called("fabrication")),
            [],
            ["denial"],
            id="a-verb-of-calling",
        ),
        pytest.param(
            'turns.proposed = ["blueprint"]',
            verb("accepted", "accept", thing("blueprint")),
            [],
            ["agreement"],
            id="a-thing-proposed",
        ),
        pytest.param(
            'turns.particles = { reject = "off" }',
            verb("rejected", "reject", thing("plan")),
            ["refusal"],
            [],
            id="a-particle-that-is-needed",
        ),
        pytest.param(
            'turns.particles = { reject = "off" }',
            verb("rejected", "reject", OFF),
            ["refusal"],
            ["refusal"],
            id="a-particle-that-is-there",
        ),
        pytest.param(
            'implicit.duties = ["need"]',
            verb("said", "say", must("need")),
            [],
            ["demand"],
            id="a-duty",
        ),
        pytest.param(
            'implicit.saying = ["aver"]',
            verb("averred", "aver", must("must")),
            [],
            ["demand"],
            id="a-verb-of-saying",
        ),
        pytest.param(
            'implicit.no = ["nyet"]',
            verb("said", "say", NO.format("nyet")),
            [],
            ["refusal"],
            id="an-answer-that-refuses",
        ),
    ],
)
def test_a_word_of_a_users_own_does_what_its_class_does(
    tmp_path: Path, own: str, parsed: str, before: list[str], after: list[str]
) -> None:
    """Each class of commitments grows by `--lexicon`."""
    path = tmp_path / "own.toml"
    path.write_text(f"[commitments]\n{own}\n", "utf8")
    assert [one.kind for one in found(parsed)] == before
    own_words = Lexicon.load([path])
    assert [one.kind for one in found_by(own_words, parsed)] == after


@pytest.mark.parametrize(
    ("parsed", "kinds"),
    [
        pytest.param(
            verb("warned", "warn", warned("it")), ["threat"], id="what-it-would-do"
        ),
        pytest.param(
            verb("warned", "warn", warned("rain")), [], id="what-others-would-do"
        ),
        pytest.param(
            verb("warned", "warn", warned("rain", IF)), ["threat"], id="what-follows-if"
        ),
        pytest.param(
            verb("accepted", "accept", thing("award")), [], id="nothing-proposed"
        ),
        pytest.param(
            verb("accepted", "accept", thing("plan")), ["agreement"], id="a-plan"
        ),
        pytest.param(
            verb("declined", "decline", to("arm")), ["refusal"], id="declines-an-act"
        ),
        pytest.param(verb("said", "say", must("must")), ["demand"], id="somebody-must"),
    ],
)
def test_what_stands_around_a_word_decides_whether_it_binds(
    parsed: str, kinds: list[str]
) -> None:
    """Warnings, accepted things, what is declined and duties, each both ways."""
    assert [one.kind for one in found(parsed)] == kinds


@pytest.mark.parametrize(
    ("adverb", "kind"),
    [
        pytest.param("now", "offer", id="now"),
        pytest.param("not", "refusal", id="not"),
        pytest.param("longer", "refusal", id="no-longer"),
    ],
)
def test_readiness_that_is_denied_or_over_is_a_refusal(adverb: str, kind: str) -> None:
    """As in "is no longer willing to"."""
    parsed = (
        f"Russia||PROPN|nsubj|4 is|be|AUX|cop|4 {adverb}|{adverb}|ADV|advmod|4 "
        "willing|willing|ADJ|root|0 to|to|PART|mark|6 leave|leave|VERB|xcomp|4|VB"
    )
    assert [one.kind for one in found(parsed)] == [kind]
