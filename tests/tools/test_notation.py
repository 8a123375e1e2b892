"""The notation that readers write, and what is told of what it cannot mean."""

from __future__ import annotations

import pytest

from facta.evaluate.corpus import CodedFigure, Day, Mark
from tests.tools.codings import (
    ENTITIES,
    EVENTS,
    SECOND,
    WHOLE,
    WORDS,
    bare,
    coding,
    passage,
)
from tools.corpus.notation import header
from tools.corpus.quoted import nearest, places


def test_a_whole_coding_reads_without_a_problem() -> None:
    """Every form of line in one file."""
    found = coding(ENTITIES + EVENTS + WORDS)
    assert found.problems == ()
    assert found.with_words
    assert found.lines["E5"] == 6
    assert found.lines["V2"] == 8


def test_every_span_reads_back_its_text() -> None:
    """A mark's offsets are into the passage's text, across paragraphs too."""
    own = passage(ENTITIES)
    for entity in own.entities:
        for mark in entity.mentions:
            assert own.text[mark.start : mark.end] == mark.text


def test_straight_quotation_marks_stand_for_curly_ones() -> None:
    """The mark reads as the text does."""
    own = passage("E1 | envoy | person | IRN | - | 3`Iran's envoy`")
    assert own.entity("E1").mentions[0].text == "Iran’s envoy"


def test_a_string_stands_at_word_boundaries() -> None:
    """No word holds another."""
    assert places("Iranians left Iran.", "Iran") == [(14, 18)]


def test_an_ellipsis_spans_what_lies_between() -> None:
    """From its first words to its last."""
    own = passage(f"{ENTITIES}{WORDS}")
    assert own.words is not None
    assert own.words.attributions[0].content[0].text == "he would not yield"


def test_a_string_that_stands_twice_needs_its_number() -> None:
    """The message shows both."""
    (problem,) = coding("E1 | Iran | state | IRN | - | 3`Iran`").problems
    assert problem.startswith(
        "wikinews-7.1 line 2: 3`Iran` stands 2 times in sentence 3"
    )
    assert "#1" in problem
    assert "#2" in problem


def test_a_misspelt_string_is_told_with_the_nearest() -> None:
    """With its passage, line, sentence."""
    (problem,) = coding("E1 | Iran | state | IRN | - | 2`the contry`").problems
    assert problem == (
        "wikinews-7.1 line 2: 2`the contry` does not stand in sentence 2: "
        f"'{SECOND}'; nearest: 'The country'"
    )


def test_a_string_of_another_sentence_is_told_with_its_sentence() -> None:
    """Where it does stand."""
    (problem,) = coding("E1 | Russia | state | RUS | - | 1`Russia`").problems
    assert "does not stand in sentence 1, but in 2" in problem


def test_nothing_is_near_a_string_unlike_all() -> None:
    """No hint is better than a wrong one."""
    assert nearest("They left at night.", "zzzz qqqq") is None


def test_a_group_takes_members_or_codes() -> None:
    """Ids are members, codes countries; a group of members needs no mention."""
    own = passage(f"{ENTITIES}E6 | both | group | E1+E4 | GOV | -")
    assert own.entity("E6").members == ("E1", "E4")
    assert own.countries("E6") == {"IRN", "RUS"}


def test_states_that_are_no_more_keep_their_code() -> None:
    """As ISO had it."""
    own = passage("E1 | Soviet Union | state | SUN | - | 1`call`")
    assert own.countries("E1") == {"SUN"}


DAYS = {
    "2005-08-11 s": Day(value="2005-08-11", bound="on", basis="stated"),
    "2005-08 n": Day(value="2005-08", bound="on", basis="narrative"),
    "2005-08-11/2005-08-13 s": Day(
        value="2005-08-11/2005-08-13", bound="on", basis="stated"
    ),
    "<": Day(value=None, bound="by", basis="published"),
    "< 2005-08-11 s": Day(value="2005-08-11", bound="by", basis="stated"),
    ">": Day(value=None, bound="after", basis="published"),
    ">2005-08-11s": Day(value="2005-08-11", bound="after", basis="stated"),
    "?": Day(value=None, bound=None, basis="unresolved"),
}


@pytest.mark.parametrize("text", DAYS)
def test_a_day_has_value_bound_and_basis(text: str) -> None:
    """Every form of a day."""
    own = passage(
        f"{ENTITIES}V 2`talks` | CONSULT | E1 = E4 | - | i | {text} | - | - | -"
    )
    assert own.events[0].day == DAYS[text]


PARTIES = {
    "E1 > E4": (("E1",), ("E4",)),
    "E1, E2>E4": (("E1", "E2"), ("E4",)),
    "E1 = E4": (("E1", "E4"), ("E1", "E4")),
    "E1, E3 = E4": (("E1", "E3", "E4"), ("E1", "E3", "E4")),
    "E1 > -": (("E1",), ()),
    "- > E1": ((), ("E1",)),
    "E1 = E1": (("E1",), ("E1",)),
}


@pytest.mark.parametrize("text", PARTIES)
def test_parties_stand_on_their_sides(text: str) -> None:
    """Reciprocal ones on both."""
    own = passage(f"{ENTITIES}V 2`talks` | CONSULT | {text} | - | i | < | - | - | -")
    assert (own.events[0].actors, own.events[0].recipients) == PARTIES[text]


def test_a_question_mark_makes_an_event_optional() -> None:
    """A second honest reading."""
    own = passage(f"{ENTITIES}V? 2`talks` | CONSULT | E1 = E4 | - | i | < | - | - | -")
    assert own.events[0].optional


def test_figures_are_whole_where_they_are() -> None:
    """And bounded on the sides that the text bounds."""
    own = passage("words\nF 3`at least 13` | - | 5..1,000.5 | percent | - | -")
    assert own.words is not None
    assert own.words.figures == (
        CodedFigure(
            span=Mark(
                own.text.index("at least"), own.text.index(" reporters"), "at least 13"
            ),
            value=None,
            low=5,
            high=1000.5,
            unit="percent",
            of=None,
            attributed_to=None,
        ),
    )


def test_content_over_sentences_is_several_spans() -> None:
    """One for each part, in order."""
    line = "A - | - | 1`he … yield` + 2`Iran expects a pact` | assertion | indirect"
    own = passage(f"words\n{line}")
    assert own.words is not None
    said = own.words.attributions[0]
    assert [mark.text for mark in said.content] == [
        "he would not yield",
        "Iran expects a pact",
    ]
    assert said.speaker_kind == "unknown"


V = "V 2`talks` | CONSULT | E1 = E4 | - | i | < | - | - | -"
WRONG = {
    "a field too few": (V[:-4], "8 fields and not 9; write V trigger"),
    "an unknown type": (V.replace("CONSULT", "CONFER"), "'CONFER' is no event type"),
    "a mode of another type": (
        V.replace("CONSULT", "CONSULT yield"),
        "no mode 'yield'",
    ),
    "an unknown mode": (
        V.replace("| - | i", "| soon | i"),
        "'soon' is none of historical",
    ),
    "an unknown scope": (V.replace("| i |", "| x |"), "scope 'x'; write i"),
    "an unknown entity": (V.replace("E4", "E9"), "E9 is no entity of this passage"),
    "no parties": (V.replace("E1 = E4", "E1 E4"), "parties 'E1 E4'; write E1 > E2"),
    "half a reciprocal act": (
        V.replace("= E4", "= -"),
        "a reciprocal event has two sides",
    ),
    "a day without basis": (V.replace("<", "2005-08"), "day '2005-08'; write"),
    "no day of the calendar": (
        V.replace("<", "2005-02-30 s"),
        "'2005-02-30' is no day",
    ),
    "days out of order": (V.replace("<", "2006/2005 s"), "'2006/2005' is no day"),
    "an unknown context": (V[:-1] + "weather", "'weather' is no context"),
    "two triggers": (
        V.replace("2`talks`", "2`resume` 2`talks`"),
        "is 2 spans; write one",
    ),
    "an unknown kind": ("E9 | X | king | - | - | 1`call`", "'king' is none of person"),
    "an unknown country": ("E9 | X | state | XXX | - | 1`call`", "'XXX' is no country"),
    "an unknown sector": ("E9 | X | state | - | ABC | 1`call`", "'ABC' is no sector"),
    "no mention": ("E9 | X | state | - | - | -", "no mention and no members"),
    "an id twice": ("E1 | X | state | - | - | 1`call`", "2 entities of this id"),
    "a mention twice": ("E9 | X | org | - | - | 1`call` 1`call`", "is marked 2 times"),
    "a group of itself": ("E9 | X | group | E9 | - | -", "is a member of itself"),
    "words beside spans": (
        "E9 | X | org | - | - | 1`call` him",
        "'him' beside the spans",
    ),
    "no such sentence": (
        "E9 | X | org | - | - | 9`call`",
        "no sentence 9; there are 3",
    ),
    "an unknown line": ("X 1`call`", "opens no line of the notation"),
    "a word before its line": (
        "T 1`on Thursday` | DATE -",
        "stands before the line `words`",
    ),
    "no kind of speaker": (
        "words\nA - | E1 | 2`Iran expects a pact` | assertion | direct",
        "speaker 'E1' without kind",
    ),
    "a deadline that is no day": (
        "words\nC promise | E1 > - | 2`pact` | soon | - | open",
        "deadline 'soon' is no day",
    ),
    "bounds the wrong way": (
        "words\nF 3`at least 13` | - | 5..3 | - | - | -",
        "5 is above 3",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_meant_is_told(case: str) -> None:
    """Once, and with what to write."""
    line, told = WRONG[case]
    found = coding(ENTITIES + line)
    assert found.passage is None
    assert [told in problem for problem in found.problems] == [True], found.problems


def test_all_problems_are_told_at_once() -> None:
    """In the order of their lines."""
    lines = [WRONG[case][0] for case in ("an unknown type", "an unknown sector")]
    problems = coding(ENTITIES + "\n".join(lines)).problems
    assert [problem.split(":")[0] for problem in problems] == [
        "wikinews-7.1 line 7",
        "wikinews-7.1 line 8",
    ]


def test_a_line_that_cannot_be_read_leaves_no_second_problem() -> None:
    """An entity of a broken line is known to the events that name it."""
    broken = "E9 | Moscow | place"
    event = "V 2`talks` | CONSULT | E1 = E4 | - | i | < | E9 | - | -"
    (problem,) = coding(f"{ENTITIES}{broken}\n{event}").problems
    assert "3 fields and not 6" in problem


def test_a_file_of_another_passage_is_told() -> None:
    """The header names the passage."""
    (problem,) = coding("@ wikinews-8.1").problems
    assert problem == (
        "wikinews-7.1 line 2: @ wikinews-8.1 in a file of wikinews-7.1; mend the id"
    )
    assert header(f"# remark\n{WHOLE}") == "wikinews-7.1"


def test_a_bar_within_a_quotation_parts_nothing() -> None:
    """As a title may hold one."""
    own = bare("Politics | Asia was the desk.")
    found = passage("E1 | desk | org | - | - | 1`Politics | Asia`", own)
    assert found.entity("E1").mentions[0].text == "Politics | Asia"
