"""What is said, promised, counted and timed in a passage, against the gold."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from facta.evaluate.corpus import Attribution, CodedFigure, CodedTime, Words
from facta.evaluate.reading.amounts import figures, times
from facta.evaluate.reading.said import attributions, commitments
from facta.records import Commitment, Speaker, Statement, Time
from facta.testing import commitment, doc, figure, statement
from tests.evaluate.making import (
    amount,
    entity,
    mark,
    passage,
    promise,
    said,
    scores,
    span,
    words,
)

TEXT = (
    "Ghana said the dam was safe. Togo's envoy fears that it leaks, and vowed to send "
    "13 engineers on Monday."
)
SAFE = mark(TEXT, "the dam was safe")
LEAKS = mark(TEXT, "that it leaks")
SEND = mark(TEXT, "to send 13 engineers on Monday")
ENTITIES = [
    entity("G", "GHA", mark(TEXT, "Ghana")),
    entity("T", "TGO", mark(TEXT, "Togo's envoy")),
    entity("X", "", mark(TEXT, "engineers")),
]
CODED = passage(TEXT, entities=ENTITIES)
DOCUMENT = doc(TEXT)


def found(
    content: str, speaker: str | None = None, country: str | None = None
) -> Statement:
    """A statement that was found."""
    made = statement(DOCUMENT, content)
    if speaker is None:
        return replace(made, speaker=Speaker(kind="unknown"))
    named = Speaker(kind="named", span=span(TEXT, speaker), country=country)
    return replace(made, speaker=named)


def of_words(
    gold: list[Attribution], given: list[Statement]
) -> dict[str, tuple[int, int, int]]:
    """What is counted of attributions."""
    coded = words(attributions=tuple(gold))
    return scores(attributions(CODED, coded, given))


def test_an_attribution_is_found_by_its_content() -> None:
    """Four words of the gold, three of them found; its kind and its speaker as well."""
    made = of_words([said("G", SAFE)], [found("dam was safe", "Ghana", "GHA")])
    assert made == {
        "attributions.found": (1, 1, 1),
        "attributions.words": (3, 4, 3),
        "attributions.assertion": (1, 1, 1),
        "attributions.kind": (1, 1, 1),
        "attributions.mention": (1, 1, 1),
        "attributions.speaker": (1, 1, 1),
    }


def test_the_kind_of_what_was_found_is_told() -> None:
    """A belief that is read as an assertion is found, but of the wrong kind."""
    gold = [said("G", SAFE, kind="belief")]
    made = of_words(gold, [found("dam was safe", "Ghana", "GHA")])
    assert made["attributions.found"] == (1, 1, 1)
    assert made["attributions.kind"] == (0, 1, 1)


def test_an_attribution_elsewhere_is_false_and_the_gold_missed() -> None:
    """No word is shared, so no speaker is asked for."""
    gold = [said("T", LEAKS, kind="belief")]
    made = of_words(gold, [found("dam was safe", "Ghana", "GHA")])
    assert made == {
        "attributions.found": (0, 1, 1),
        "attributions.words": (0, 3, 3),
        "attributions.belief": (0, 1, 0),
    }


def test_attributions_go_together_one_to_one() -> None:
    """Two statements in one content: the one that shares more, and a false one."""
    made = of_words([said("G", SAFE)], [found("the dam"), found("safe")])
    assert made["attributions.found"] == (1, 1, 2)


def test_statements_that_share_a_cue_are_one_attribution() -> None:
    """Content in pieces is still one content."""
    cue = span(TEXT, "said")
    pieces = [replace(found(part), cue=cue) for part in ("the dam", "safe")]
    assert of_words([said("G", SAFE)], pieces)["attributions.found"] == (1, 1, 1)


@pytest.mark.parametrize(
    ("speaker", "country", "right"),
    [
        pytest.param("Togo's envoy", "TGO", 1, id="the same"),
        pytest.param("envoy", "TGO", 1, id="a part of it"),
        pytest.param("Togo's envoy", "GHA", 0, id="another country"),
        pytest.param("Togo's envoy", None, 0, id="no country"),
        pytest.param("Ghana", "TGO", 0, id="named elsewhere"),
        pytest.param(None, None, 0, id="nobody"),
    ],
)
def test_a_speaker_is_right_by_country_and_place(
    speaker: str | None, country: str | None, right: int
) -> None:
    """Among the attributions that were found."""
    gold = [said("T", LEAKS, kind="belief")]
    made = of_words(gold, [found("it leaks", speaker, country)])
    assert made["attributions.speaker"] == (right, 1, 1)


@pytest.mark.parametrize(("speaker", "right"), [(None, 1), ("Ghana", 0)])
def test_nobody_says_it_where_the_gold_names_nobody(
    speaker: str | None, right: int
) -> None:
    """To name somebody whom the passage mentions is wrong then."""
    made = of_words([said(None, LEAKS)], [found("it leaks", speaker)])
    assert made["attributions.speaker"] == (right, 1, 1)


def test_a_speaker_without_a_country_is_known_by_place() -> None:
    """The gold has no country either."""
    gold = [said("X", LEAKS)]
    right = of_words(gold, [found("it leaks", "engineers")])
    wrong = of_words(gold, [found("it leaks", "engineers", "GHA")])
    assert right["attributions.speaker"] == (1, 1, 1)
    assert wrong["attributions.speaker"] == (0, 1, 1)
    assert wrong["attributions.mention"] == (1, 1, 1)


def promises(coded: Words, *given: Commitment) -> dict[str, tuple[int, int, int]]:
    """What is counted of commitments."""
    return scores(commitments(CODED, coded, given))


def test_a_commitment_is_found_by_its_content() -> None:
    """Its kind and its maker are right."""
    made = promises(
        words(commitments=(promise("T", SEND),)),
        commitment(DOCUMENT, "send 13 engineers", "TGO"),
    )
    assert made == dict.fromkeys(
        ("commitments.found", "commitments.kind", "commitments.maker"), (1, 1, 1)
    )


def test_kind_and_maker_of_a_commitment_are_judged_where_it_is_found() -> None:
    """Another kind, another maker; elsewhere it is false."""
    coded = words(commitments=(promise("T", SEND),))
    made = promises(coded, commitment(DOCUMENT, "send 13", "GHA", kind="threat"))
    assert made["commitments.found"] == (1, 1, 1)
    assert made["commitments.kind"] == made["commitments.maker"] == (0, 1, 1)
    elsewhere = promises(coded, commitment(DOCUMENT, "the dam", "TGO"))
    assert elsewhere == {"commitments.found": (0, 1, 1)}


def test_of_two_commitments_in_one_place_the_one_of_the_kind_is_meant() -> None:
    """The other one is false."""
    made = promises(
        words(commitments=(promise("T", SEND),)),
        commitment(DOCUMENT, "send 13", "TGO", kind="threat"),
        commitment(DOCUMENT, "send 13", "TGO"),
    )
    assert made["commitments.found"] == (1, 1, 2)
    assert made["commitments.kind"] == (1, 1, 1)


@pytest.mark.parametrize(
    ("gold", "value", "low", "right"),
    [
        pytest.param(amount(mark(TEXT, "13"), 13), 13, None, 1, id="the value"),
        pytest.param(amount(mark(TEXT, "13"), 13), 12, None, 0, id="another value"),
        pytest.param(amount(mark(TEXT, "13"), None, low=13), 13, 13, 1, id="bounds"),
        pytest.param(
            amount(mark(TEXT, "13"), None, low=13), 13, 2, 0, id="other bounds"
        ),
    ],
)
def test_a_figure_is_found_by_place_and_right_by_value(
    gold: CodedFigure, value: float, low: float | None, right: int
) -> None:
    """Its words need only overlap."""
    coded = words(figures=(gold,))
    given = [figure(DOCUMENT, "13 engineers", value, low=low)]
    assert scores(figures(coded, given)) == {
        "figures.span": (1, 1, 1),
        "figures.value": (right, 1, 1),
    }


def test_a_figure_elsewhere_is_false() -> None:
    """And that of the gold is missed, place and value."""
    coded = words(figures=(amount(mark(TEXT, "13"), 13),))
    given = [figure(DOCUMENT, "the dam", 13)]
    assert scores(figures(coded, given)) == {
        "figures.span": (0, 1, 1),
        "figures.value": (0, 1, 1),
    }


@pytest.mark.parametrize(
    ("where", "value", "extent", "right"),
    [
        pytest.param("on Monday", "2005-08-15", 1, 1, id="right"),
        pytest.param("Monday", "2005-08-08", 1, 0, id="another value"),
        pytest.param("Monday", None, 1, 0, id="no value"),
        pytest.param("the dam", "2005-08-15", 0, 0, id="elsewhere"),
    ],
)
def test_a_time_is_found_by_place_and_right_by_value(
    where: str, value: str | None, extent: int, right: int
) -> None:
    """Monday is the 15th."""
    gold = CodedTime(span=mark(TEXT, "Monday"), type="DATE", value="2005-08-15")
    given = [Time(span=span(TEXT, where), type="DATE", value=value, basis="stated")]
    assert scores(times(words(times=(gold,)), given)) == {
        "times.extent": (extent, 1, 1),
        "times.value": (right, 1, 1),
    }
