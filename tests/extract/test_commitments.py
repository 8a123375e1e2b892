"""
Facts about what was promised, threatened, demanded and refused, on sentences parsed by
hand.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.extract.commitments import commitments
from facta.extract.page import Page
from facta.extract.statements import statements
from facta.extract.times import times
from facta.records import (
    Actor,
    Commitment,
    Document,
    Sentence,
    Span,
    content_id,
)
from facta.testing import laid_out, sentence

DAY = datetime.date(2025, 5, 28)
COUNTRIES = {
    "Russia": "RUS",
    "Ukraine": "UKR",
    "France": "FRA",
    "Paris": "FRA",
    "Peskov": "RUS",
    "Greece": "GRC",
}


def page(*parsed: str) -> tuple[Document, tuple[Sentence, ...]]:
    """
    A document published on DAY, of sentences in the notation of
    `facta.testing.sentence`.
    """
    sentences: list[Sentence] = []
    at = 0
    for index, words in enumerate(parsed):
        sentences.append(sentence(words, index=index, offset=at))
        at = sentences[-1].end + 1
    text = " ".join(token.text for one in sentences for token in one.tokens)
    document = Document(
        id=content_id(text),
        source="test.txt",
        text=text,
        published=DAY,
        published_basis="given",
    )
    return document, tuple(sentences)


def actors(document: Document, sentences: Sequence[Sentence]) -> tuple[Actor, ...]:
    """A mention of every country name of COUNTRIES."""
    return tuple(
        Actor(
            span=Span.of(document.text, token.start, token.end),
            name=token.text,
            country=COUNTRIES[token.text],
            sector="GOV",
            office=None,
            sentence=one.index,
            head=index,
        )
        for one in sentences
        for index, token in enumerate(one.tokens)
        if token.text in COUNTRIES
    )


def found(*parsed: str) -> tuple[Commitment, ...]:
    """The commitments of hand-parsed sentences."""
    document, sentences = page(*parsed)
    mentions = actors(document, sentences)
    layout = laid_out(document, sentences)
    laid = Page(layout, times(layout), mentions)
    return commitments(laid, statements(laid), ())


def verb(word: str, lemma: str, rest: str) -> str:
    """Russia, a verb, and what it governs from the third word on."""
    return f"Russia||PROPN|nsubj|2 {word}|{lemma}|VERB|root|0 {rest} .||PUNCT|punct|2"


TO_ARM = "to|to|PART|mark|4 arm|arm|VERB|xcomp|2|VB Ukraine||PROPN|obj|4"
TO_BOMB = "to|to|PART|mark|4 bomb|bomb|VERB|xcomp|2|VB Ukraine||PROPN|obj|4"
PLAN = "the|the|DET|det|4 plan|plan|NOUN|obj|2"
CLAIM = "the|the|DET|det|4 claim|claim|NOUN|obj|2"
URGED = "Ukraine||PROPN|obj|2 to|to|PART|mark|5 leave|leave|VERB|xcomp|2|VB"
FACE = (
    "Ukraine||PROPN|obj|2 to|to|PART|mark|5 leave|leave|VERB|xcomp|2|VB "
    "or|or|CCONJ|cc|7 face|face|VERB|conj|5|VB sanctions|sanction|NOUN|obj|7"
)
WOULD = "it|it|PRON|nsubj|5 would|would|AUX|aux|5 {0}|{0}|VERB|ccomp|2|VB Ukraine||PROPN|obj|5"
NOT_WOULD = (
    "it|it|PRON|nsubj|6 would|would|AUX|aux|6 not|not|PART|advmod|6 "
    "arm|arm|VERB|ccomp|2|VB Ukraine||PROPN|obj|6"
)
TALKS = "talks|talk|NOUN|obj|2"


@pytest.mark.parametrize(
    ("parsed", "kind"),
    [
        pytest.param(verb("promised", "promise", TO_ARM), "promise", id="promised-to"),
        pytest.param(verb("offered", "offer", TO_ARM), "offer", id="offered-to"),
        pytest.param(
            verb("threatened", "threaten", TO_BOMB), "threat", id="threatened-to"
        ),
        pytest.param(
            verb("vowed", "vow", TO_BOMB), "threat", id="vowed-a-hostile-deed"
        ),
        pytest.param(verb("urged", "urge", URGED), "demand", id="urged-somebody-to"),
        pytest.param(verb("urged", "urge", FACE), "ultimatum", id="urged-or-face"),
        pytest.param(verb("agreed", "agree", TO_ARM), "agreement", id="agreed-to"),
        pytest.param(verb("refused", "refuse", TO_ARM), "refusal", id="refused-to"),
        pytest.param(verb("rejected", "reject", PLAN), "refusal", id="rejected-a-plan"),
        pytest.param(
            verb("rejected", "reject", CLAIM), "denial", id="rejected-a-claim"
        ),
        pytest.param(verb("denied", "deny", CLAIM), "denial", id="denied"),
        pytest.param(
            verb("said", "say", WOULD.format("arm")), "promise", id="said-it-would"
        ),
        pytest.param(
            verb("said", "say", WOULD.format("bomb")),
            "threat",
            id="said-it-would-do-harm",
        ),
        pytest.param(verb("said", "say", NOT_WOULD), "refusal", id="said-it-would-not"),
    ],
)
def test_the_verb_and_what_it_governs_make_the_kind(parsed: str, kind: str) -> None:
    """One commitment of the right kind, made by the subject."""
    (one,) = found(parsed)
    assert (one.kind, one.maker.country, one.status) == (kind, "RUS", "open")


@pytest.mark.parametrize(
    "parsed",
    [
        pytest.param(
            verb(
                "declined",
                "decline",
                "to|to|PART|mark|4 comment|comment|VERB|xcomp|2|VB",
            ),
            id="no-comment",
        ),
        pytest.param(
            verb("offered", "offer", "an|a|DET|det|4 insight|insight|NOUN|obj|2"),
            id="offered-insight",
        ),
        pytest.param(
            verb(
                "requested",
                "request",
                "anonymity|anonymity|NOUN|obj|2 to|to|PART|mark|5 "
                "discuss|discuss|VERB|acl|3|VB it|it|PRON|obj|5",
            ),
            id="requested-anonymity-to",
        ),
        pytest.param(
            verb(
                "requires",
                "require",
                "arms|arm|NOUN|obj|2 to|to|PART|mark|5 defend|defend|VERB|acl|3|VB "
                "itself|itself|PRON|obj|5",
            ),
            id="requires-arms-to",
        ),
        pytest.param(
            verb("signed", "sign", "the|the|DET|det|4 wall|wall|NOUN|obj|2"),
            id="signed-a-wall",
        ),
        pytest.param(verb("held", "hold", TALKS), id="no-trigger"),
        pytest.param(
            "Dogs|dog|NOUN|nsubj|2 promised|promise|VERB|root|0 peace|peace|NOUN|obj|2",
            id="nobody-known",
        ),
        pytest.param(
            "Russia||PROPN|nsubj|4 never|never|ADV|advmod|4 had|have|AUX|aux|4 "
            "promised|promise|VERB|root|0 "
            "peace|peace|NOUN|obj|4",
            id="never-promised",
        ),
        pytest.param(
            "Russia||PROPN|nsubj|2 said|say|VERB|root|0 it|it|PRON|nsubj|6 would|would|AUX|aux|6 "
            "have|have|AUX|aux|6 won|win|VERB|ccomp|2|VBN",
            id="would-have",
        ),
    ],
)
def test_what_binds_nobody_is_no_commitment(parsed: str) -> None:
    """
    Silence, talk, other objects, unknown makers, denials of promises and unreal pasts
    give none.
    """
    assert found(parsed) == ()


def test_a_commitment_has_recipient_and_content() -> None:
    """The recipient is whom the deed is for, the content what is to be done."""
    (one,) = found(verb("promised", "promise", TO_ARM))
    assert one.recipient is not None
    assert (one.recipient.country, one.content.text) == ("UKR", "to arm Ukraine")


@pytest.mark.parametrize(
    ("rest", "recipient"),
    [
        pytest.param(
            "a|a|DET|det|5 harder|hard|ADJ|amod|5 line|line|NOUN|obj|2 "
            "on|on|ADP|case|7 Ukraine||PROPN|nmod|5",
            None,
            id="aimed-at",
        ),
        pytest.param(
            "measures|measure|NOUN|obj|2 to|to|PART|mark|5 curb|curb|VERB|acl|3|VB "
            "Ukraine||PROPN|obj|5",
            None,
            id="what-it-is-to-do",
        ),
        pytest.param(
            "reparations|reparation|NOUN|obj|2 from|from|ADP|case|5 Ukraine||PROPN|nmod|3",
            "UKR",
            id="from-whom",
        ),
        pytest.param(
            "that|that|SCONJ|mark|5 Ukraine||PROPN|nsubj|5 leave|leave|VERB|ccomp|2|VB",
            "UKR",
            id="who-is-to-act",
        ),
    ],
)
def test_a_demand_is_made_of_who_is_to_act(rest: str, recipient: str | None) -> None:
    """Not of him against whom something is asked for."""
    (one,) = found(verb("demanded", "demand", rest))
    assert one.kind == "demand"
    assert (one.recipient.country if one.recipient else None) == recipient


def test_the_possessor_of_a_promise_is_bound() -> None:
    """His promise to end the war is his, wherever it stands in the sentence."""
    parsed = (
        "Russia||PROPN|nmod:poss|3 's|'s|PART|case|1 promise|promise|NOUN|nsubj|6 "
        "to|to|PART|mark|5 "
        "leave|leave|VERB|acl|3|VB helped|help|VERB|root|0 .||PUNCT|punct|6"
    )
    (one,) = found(parsed)
    assert (one.kind, one.maker.country, one.content.text) == (
        "promise",
        "RUS",
        "to leave",
    )


def test_we_will_in_a_quotation_binds_its_speaker() -> None:
    """The first person of direct speech is whoever speaks."""
    parsed = (
        "“||PUNCT|punct|4 We|we|PRON|nsubj|4 will|will|AUX|aux|4 "
        "leave|leave|VERB|ccomp|7|VB ,||PUNCT|punct|4 "
        "”||PUNCT|punct|4 said|say|VERB|root|0 Peskov||PROPN|nsubj|7 .||PUNCT|punct|7"
    )
    (one,) = found(parsed)
    assert (one.kind, one.maker.name) == ("promise", "Peskov")


def test_a_condition_is_kept_apart() -> None:
    """The words after if say when it binds."""
    rest = f"{TO_ARM} if|if|SCONJ|mark|8 Paris||PROPN|nsubj|8 pays|pay|VERB|advcl|2"
    (one,) = found(verb("promised", "promise", rest))
    assert one.condition is not None
    assert one.condition.text == "if Paris pays"


@pytest.mark.parametrize(
    ("words", "due"),
    [
        pytest.param(
            "by|by|ADP|case|7 Friday||PROPN|obl|4", "2025-05-30", id="by-a-day"
        ),
        pytest.param(
            "within|within|ADP|case|8 ten|ten|NUM|nummod|8 days|day|NOUN|obl|4",
            "2025-06-07",
            id="within",
        ),
        pytest.param(
            "by|by|ADP|case|7 2027|2027|NUM|obl|4", "2027-12-31", id="by-a-year"
        ),
    ],
)
def test_a_deadline_has_its_last_day(words: str, due: str) -> None:
    """The last day on which the promise can be kept is counted from the account."""
    (one,) = found(verb("promised", "promise", f"{TO_ARM} {words}"))
    assert one.due == datetime.date.fromisoformat(due)


def test_without_a_deadline_nothing_is_due() -> None:
    """No expression of time, no day."""
    (one,) = found(verb("promised", "promise", TO_ARM))
    assert (one.deadline, one.due) == (None, None)


def after(verb_word: str, lemma: str) -> str:
    """A sentence that tells what Russia did with the promise."""
    return (
        f"It|it|PRON|nsubj|2 {verb_word}|{lemma}|VERB|root|0 its|its|PRON|nmod:poss|4 "
        "promise|promise|NOUN|obj|2 "
        ".||PUNCT|punct|2"
    )


@pytest.mark.parametrize(
    ("parsed", "status"),
    [
        pytest.param(after("kept", "keep"), "kept", id="kept"),
        pytest.param(after("broke", "break"), "broken", id="broke"),
        pytest.param(after("withdrew", "withdraw"), "withdrawn", id="withdrew"),
        pytest.param(
            "It|it|PRON|nsubj|3 never|never|ADV|advmod|3 kept|keep|VERB|root|0 "
            "its|its|PRON|nmod:poss|5 "
            "promise|promise|NOUN|obj|3 .||PUNCT|punct|3",
            "broken",
            id="never-kept",
        ),
        pytest.param(
            "Talks|talk|NOUN|nsubj|5 on|on|ADP|case|3 it|it|PRON|nmod|1 are|be|AUX|cop|5 "
            "under|under|ADP|case|6 way|way|NOUN|root|0 .||PUNCT|punct|5",
            "in_the_works",
            id="under-way",
        ),
        pytest.param(
            (
                "Snow|snow|NOUN|nsubj|2 fell|fall|VERB|root|0 in|in|ADP|case|4 "
                "Oslo||PROPN|obl|2 .||PUNCT|punct|2"
            ),
            "open",
            id="another-matter",
        ),
    ],
)
def test_the_next_sentence_may_tell_the_status(parsed: str, status: str) -> None:
    """
    What the account says became of it is its status, with the sentence as evidence;
    else it is open.
    """
    (one,) = found(verb("promised", "promise", TO_ARM), parsed)
    assert one.status == status
    assert bool(one.evidence) == (status != "open")


def test_a_described_promise_tells_its_own_status() -> None:
    """An unfulfilled promise is broken."""
    parsed = (
        "Russia||PROPN|nmod:poss|4 's|'s|PART|case|1 "
        "unfulfilled|unfulfilled|ADJ|amod|4 promise|promise|NOUN|nsubj|7 "
        "to|to|PART|mark|6 leave|leave|VERB|acl|4|VB hurt|hurt|VERB|root|0 .||PUNCT|punct|7"
    )
    (one,) = found(parsed)
    assert one.status == "broken"


@given(
    st.lists(
        st.sampled_from([TO_ARM, TO_BOMB, PLAN, URGED, FACE, TALKS]),
        min_size=1,
        max_size=3,
    )
)
def test_every_span_reads_back(rests: list[str]) -> None:
    """Content, condition, deadline and evidence are passages of the text."""
    parsed = [verb("promised", "promise", rest) for rest in rests]
    document, _ = page(*parsed)
    for one in found(*parsed):
        for span in (one.content, one.condition, one.deadline, *one.evidence):
            assert span is None or document.text[span.start : span.end] == span.text


def test_a_term_that_runs_from_an_unknown_day_has_no_last_day() -> None:
    """Within ten days of some day in 2024 falls on no day that can be told."""
    parsed = (
        "In|in|ADP|case|2 2024|2024|NUM|obl|4 Russia||PROPN|nsubj|4 "
        "promised|promise|VERB|root|0 to|to|PART|mark|6 "
        "leave|leave|VERB|xcomp|4|VB within|within|ADP|case|9 ten|ten|NUM|nummod|9 "
        "days|day|NOUN|obl|6 "
        ".||PUNCT|punct|4"
    )
    (one,) = found(parsed)
    assert one.deadline is not None
    assert (one.deadline.text.endswith("ten days"), one.due) == (True, None)


def test_no_to_something_is_a_refusal() -> None:
    """Said no to a truce refuses the truce."""
    (one,) = found(
        verb(
            "said",
            "say",
            "no|no|INTJ|obj|2 to|to|ADP|case|6 a|a|DET|det|6 truce|truce|NOUN|nmod|3",
        )
    )
    assert (one.kind, one.content.text) == ("refusal", "a truce")


def test_an_ultimatum_needs_no_word_for_it() -> None:
    """To give somebody days to act is an ultimatum with a deadline."""
    rest = (
        "Ukraine||PROPN|iobj|2 ten|ten|NUM|nummod|5 days|day|NOUN|obj|2 "
        "to|to|PART|mark|7 leave|leave|VERB|acl|5|VB"
    )
    (one,) = found(verb("gave", "give", rest))
    assert (one.kind, one.content.text) == ("ultimatum", "to leave")
    assert one.recipient is not None
    assert one.recipient.country == "UKR"
