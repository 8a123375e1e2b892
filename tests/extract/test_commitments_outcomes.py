"""
Facts about how an account's next sentences settle, stall or leave open a commitment, on
sentences parsed by hand.
"""

from __future__ import annotations

import datetime

import pytest

from tests.extract.test_commitments import found

TERM = (
    "Russia||PROPN|nsubj|2 promised|promise|VERB|root|0 to|to|PART|mark|4 end|end|VERB|xcomp|2|VB "
    "the|the|DET|det|6 war|war|NOUN|obj|4 within|within|ADP|case|9 24||NUM|nummod|9|CD "
    "hours|hour|NOUN|obl|4|NNS "
    "of|of|SCONJ|mark|11 taking|take|VERB|acl|9|VBG office|office|NOUN|obj|11|NN .||PUNCT|punct|2"
)
TOOK = (
    "It|it|PRON|nsubj|2 took|take|VERB|root|0|VBD office|office|NOUN|obj|2 on|on|ADP|case|5 "
    "January||PROPN|obl|2|NNP 20||NUM|nummod|5|CD ,||PUNCT|punct|8 "
    "2025||NUM|nummod|5|CD .||PUNCT|punct|2"
)
GOES_ON = (
    "The|the|DET|det|2 war|war|NOUN|nsubj|3 goes|go|VERB|root|0|VBZ "
    "on|on|ADP|compound:prt|3 .||PUNCT|punct|3"
)
PLEDGE = (
    "Russia||PROPN|nsubj|2 pledged|pledge|VERB|root|0 to|to|PART|mark|4 "
    "deliver|deliver|VERB|xcomp|2|VB "
    "missiles|missile|NOUN|obj|4 .||PUNCT|punct|2"
)
NOT_YET = (
    "They|they|PRON|nsubj:pass|6 have|have|AUX|aux|6 not|not|PART|advmod|6 "
    "yet|yet|ADV|advmod|6 been|be|AUX|aux:pass|6 "
    "delivered|deliver|VERB|root|0|VBN .||PUNCT|punct|6"
)
UNFULFILLED = (
    "The|the|DET|det|2 pledge|pledge|NOUN|nsubj|3 went|go|VERB|root|0|VBD "
    "unfulfilled|unfulfilled|ADJ|xcomp|3 .||PUNCT|punct|3"
)
DEMAND = (
    "Russia||PROPN|nsubj|2 urged|urge|VERB|root|0 Ukraine||PROPN|obj|2 "
    "to|to|PART|mark|5 leave|leave|VERB|xcomp|2|VB "
    ".||PUNCT|punct|2"
)
RESISTED = (
    "Ukraine||PROPN|nsubj|2 resisted|resist|VERB|root|0|VBD the|the|DET|det|4 "
    "step|step|NOUN|obj|2 .||PUNCT|punct|2"
)
REFUSED = (
    "{0}||PROPN|nsubj|2 refused|refuse|VERB|root|0 to|to|PART|mark|4 accept|accept|VERB|xcomp|2|VB "
    "the|the|DET|det|6 conditions|condition|NOUN|obj|4 .||PUNCT|punct|2"
)


@pytest.mark.parametrize(
    ("parsed", "status"),
    [
        pytest.param((TERM, GOES_ON), "broken", id="what-was-to-end-goes-on"),
        pytest.param((PLEDGE, GOES_ON), "open", id="another-thing-goes-on"),
        pytest.param((PLEDGE, NOT_YET), "open", id="not-yet"),
        pytest.param((PLEDGE, UNFULFILLED), "broken", id="went-unfulfilled"),
        pytest.param(
            (DEMAND, RESISTED), "stalled", id="the-addressee-resists-the-step"
        ),
        pytest.param(
            (DEMAND, REFUSED.format("Ukraine")), "stalled", id="the-addressee-refuses"
        ),
        pytest.param(
            (DEMAND, REFUSED.format("France")), "open", id="somebody-else-refuses"
        ),
    ],
)
def test_the_next_sentence_tells_what_came_of_it(
    parsed: tuple[str, str], status: str
) -> None:
    """
    Only what is said of the same matter, by the one it concerns, changes a status.
    """
    assert found(*parsed)[0].status == status


@pytest.mark.parametrize(
    ("parsed", "due"),
    [
        pytest.param(
            (TERM, TOOK), datetime.date(2025, 1, 21), id="the-account-dates-it"
        ),
        pytest.param((TERM,), None, id="nobody-dates-it"),
    ],
)
def test_a_term_counts_from_the_deed_it_names(
    parsed: tuple[str, ...], due: datetime.date | None
) -> None:
    """
    A promise "within 24 hours of taking office" is due a day after the account says
    that it was taken.
    """
    assert found(*parsed)[0].due == due


@pytest.mark.parametrize(
    ("noun", "status"),
    [("conflict", "broken"), ("fighting", "broken"), ("drill", "open")],
)
def test_what_takes_up_the_war_may_go_on_in_its_stead(noun: str, status: str) -> None:
    """Also in a sentence that makes a demand of its own."""
    goes_on = (
        "Despite|despite|ADP|case|3 Russia||PROPN|nmod:poss|3 demand|demand|NOUN|obl|6 "
        f"the|the|DET|det|5 {noun}|{noun}|NOUN|nsubj|6 "
        "continues|continue|VERB|root|0|VBZ .||PUNCT|punct|6"
    )
    assert found(TERM, goes_on)[0].status == status


def test_a_recalled_promise_has_no_day_counted_from_publication() -> None:
    """A war "that it promised to end in 24 hours" was promised at some other time."""
    recalled = (
        "A|a|DET|det|2 war|war|NOUN|nsubj|11 that|that|PRON|obj|7 Russia||PROPN|nsubj|5 "
        "promised|promise|VERB|acl:relcl|2|VBD to|to|PART|mark|7 "
        "end|end|VERB|xcomp|5|VB in|in|ADP|case|10 "
        "24||NUM|nummod|10|CD hours|hour|NOUN|obl|7|NNS rages|rage|VERB|root|0|VBZ "
        ".||PUNCT|punct|11"
    )
    (one,) = found(recalled)
    assert (one.due, one.status) == (None, "broken")


def test_a_need_is_no_demand() -> None:
    """
    Whoever recognises "that ending the war requires more" asks nothing of anybody.
    """
    parsed = (
        "Russia||PROPN|nsubj|2 recognises|recognise|VERB|root|0 that|that|SCONJ|mark|7 "
        "ending|end|VERB|csubj|7|VBG "
        "the|the|DET|det|6 war|war|NOUN|obj|4 requires|require|VERB|ccomp|2 "
        "more|more|ADJ|obj|7 .||PUNCT|punct|2"
    )
    assert found(parsed) == ()


def test_what_somebody_wants_behind_a_colon_is_his_demand() -> None:
    """As in "told what it wants: Ukraine must leave"."""
    parsed = (
        "Russia||PROPN|nsubj|2 told|tell|VERB|root|0 what|what|PRON|obj|2 it|it|PRON|nsubj|5 "
        "wants|want|VERB|acl:relcl|3 :||PUNCT|punct|9 Ukraine||PROPN|nsubj|9 must|must|AUX|aux|9 "
        "leave|leave|VERB|parataxis|2|VB .||PUNCT|punct|2"
    )
    (one,) = found(parsed)
    assert (one.kind, one.maker.name, one.content.text) == (
        "demand",
        "Russia",
        "Ukraine must leave",
    )


def test_a_deed_that_one_clause_dates_twice_has_no_day() -> None:
    """Of two days in one clause nothing tells which is the deed's."""
    twice = TOOK.replace(
        " .||PUNCT|punct|2",
        " and|and|CCONJ|cc|10 January||PROPN|conj|5|NNP 21||NUM|nummod|10|CD"
        " ,||PUNCT|punct|13 2025||NUM|nummod|10|CD .||PUNCT|punct|2",
    )
    assert found(TERM, twice)[0].due is None


@pytest.mark.parametrize(
    ("sentences_between", "status"),
    [
        pytest.param(2, "broken", id="the-third-sentence"),
        pytest.param(3, "open", id="the-fourth-sentence"),
    ],
)
def test_three_sentences_may_tell_what_came_of_it(
    sentences_between: int, status: str
) -> None:
    """What stands further on is of something else."""
    snow = "Snow|snow|NOUN|nsubj|2 fell|fall|VERB|root|0|VBD .||PUNCT|punct|2"
    between = (snow,) * sentences_between
    assert found(PLEDGE, *between, UNFULFILLED)[0].status == status


def test_an_agreement_that_is_suspended_is_broken() -> None:
    """What only stalls a promise ends what two sides agreed."""
    suspended = (
        "It|it|PRON|nsubj|2 suspended|suspend|VERB|root|0|VBD the|the|DET|det|4 "
        "agreement|agreement|NOUN|obj|2 .||PUNCT|punct|2"
    )
    agreed = PLEDGE.replace("pledged|pledge", "agreed|agree")
    statuses = [found(made, suspended)[0].status for made in (PLEDGE, agreed)]
    assert statuses == ["stalled", "broken"]


def promised(content: str) -> str:
    """A promise by Russia, made before the account, to what is given from word 5 on."""
    return (
        "Russia||PROPN|nsubj|3 had|have|AUX|aux|3 promised|promise|VERB|root|0|VBN "
        f"to|to|PART|mark|5 {content} .||PUNCT|punct|3"
    )


TRACTORS = "ship|ship|VERB|xcomp|3|VB ninety||NUM|nummod|7 tractors|tractor|NOUN|obj|5"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        pytest.param(
            "It|it|PRON|nsubj|2 shipped|ship|VERB|root|0|VBD the|the|DET|det|4 "
            "tractors|tractor|NOUN|obj|2",
            "kept",
            id="the-deed-told-again",
        ),
        pytest.param(
            "The|the|DET|det|2 tractors|tractor|NOUN|nsubj|3 "
            "arrived|arrive|VERB|root|0|VBD",
            "kept",
            id="the-thing-arrived",
        ),
        pytest.param(
            "They|they|PRON|nsubj:pass|4 have|have|AUX|aux|4 been|be|AUX|aux:pass|4 "
            "delivered|deliver|VERB|root|0|VBN",
            "kept",
            id="a-pronoun-for-the-thing",
        ),
        pytest.param(
            "It|it|PRON|nsubj|2 shipped|ship|VERB|root|0|VBD wheat|wheat|NOUN|obj|2",
            "open",
            id="another-thing",
        ),
        pytest.param(
            "It|it|PRON|nsubj|2 shipped|ship|VERB|root|0|VBD nine||NUM|nummod|4 "
            "tractors|tractor|NOUN|obj|2",
            "open",
            id="another-number-of-them",
        ),
        pytest.param(
            "Greece||PROPN|nsubj|2 shipped|ship|VERB|root|0|VBD "
            "tractors|tractor|NOUN|obj|2",
            "open",
            id="somebody-else",
        ),
        pytest.param(
            "Tractors|tractor|NOUN|nsubj:pass|3 are|be|AUX|aux:pass|3 "
            "delivered|deliver|VERB|root|0|VBN in|in|ADP|case|5 spring|spring|NOUN|obl|3",
            "open",
            id="a-general-fact",
        ),
        pytest.param(
            "It|it|PRON|nsubj|3 will|will|AUX|aux|3 deliver|deliver|VERB|root|0|VB "
            "the|the|DET|det|5 tractors|tractor|NOUN|obj|3",
            "open",
            id="to-come",
        ),
        pytest.param(
            "It|it|PRON|nsubj|2 works|work|VERB|root|0|VBZ to|to|PART|mark|4 "
            "deliver|deliver|VERB|xcomp|2|VB the|the|DET|det|6 "
            "tractors|tractor|NOUN|obj|4",
            "open",
            id="an-aim",
        ),
        pytest.param(
            "It|it|PRON|nsubj|3 is|be|AUX|aux|3 delivering|deliver|VERB|root|0|VBG "
            "the|the|DET|det|5 tractors|tractor|NOUN|obj|3",
            "in_the_works",
            id="being-done",
        ),
        pytest.param(
            "It|it|PRON|nsubj|2 keeps|keep|VERB|root|0|VBD them|they|PRON|obj|2 "
            "dry|dry|ADJ|xcomp|2",
            "open",
            id="keeps-them-dry",
        ),
        pytest.param(
            "It|it|PRON|nsubj|2 kept|keep|VERB|root|0|VBD the|the|DET|det|4 "
            "promise|promise|NOUN|obj|2 to|to|PART|mark|6 pay|pay|VERB|acl|4|VB",
            "open",
            id="another-promise",
        ),
        pytest.param(
            "Half|half|NOUN|nsubj|5 of|of|ADP|case|4 all|all|DET|det|4 "
            "farmers|farmer|NOUN|nmod|1 left|leave|VERB|root|0|VBD",
            "open",
            id="half-of-something-else",
        ),
        pytest.param(
            "It|it|PRON|nsubj|4 is|be|AUX|aux|4 not|not|PART|advmod|4 "
            "holding|hold|VERB|root|0|VBG a|a|DET|det|6 fair|fair|NOUN|obj|4",
            "open",
            id="a-phrase-with-another-object",
        ),
    ],
)
def test_only_the_promised_deed_told_as_done_keeps_a_promise(
    told: str, status: str
) -> None:
    """
    What is done by the maker, to the thing that was promised, in that number; what is
    only being done is in the works.
    """
    assert found(promised(TRACTORS), told)[0].status == status


def test_what_is_promised_only_now_is_not_kept_yet() -> None:
    """What "Russia promises" in an account, the account can't tell to be done."""
    told = "It|it|PRON|nsubj|2 kept|keep|VERB|root|0|VBD it|it|PRON|obj|2"
    now = PLEDGE.replace("pledged|pledge|VERB|root|0", "pledges|pledge|VERB|root|0|VBZ")
    statuses = [found(made, told)[0].status for made in (PLEDGE, now)]
    assert statuses == ["kept", "open"]


@pytest.mark.parametrize(
    ("verb", "status"),
    [
        pytest.param("kept|keep|VERB|root|0|VBD", "kept", id="kept"),
        pytest.param("keeping|keep|VERB|root|0|VBG", "open", id="a-bare-participle"),
        pytest.param("keep|keep|VERB|root|0|VB", "open", id="an-infinitive"),
    ],
)
def test_a_verb_over_the_word_tells_it_where_it_tells_a_deed(
    verb: str, status: str
) -> None:
    """Who "kept his promise to leave" kept it; "to keep his promise" is an aim."""
    parsed = (
        f"Russia||PROPN|nsubj|2 {verb} its|its|PRON|nmod:poss|4 "
        "promise|promise|NOUN|obj|2 to|to|PART|mark|6 leave|leave|VERB|acl|4|VB"
    )
    assert found(parsed)[0].status == status


def test_an_ongoing_commitment_is_held_and_not_carried_out() -> None:
    """What somebody's "ongoing commitment" is to, nobody has begun."""
    parsed = (
        "Russia||PROPN|nmod:poss|4 's|'s|PART|case|1 ongoing|ongoing|ADJ|amod|4 "
        "commitment|commitment|NOUN|nsubj|7 to|to|PART|mark|6 leave|leave|VERB|acl|4|VB "
        "matters|matter|VERB|root|0|VBZ"
    )
    assert found(parsed)[0].status == "open"
