"""Events of a passage against the gold: triggers, types, parties, modes and days."""

from __future__ import annotations

import pytest

from facta.evaluate.corpus import CodedEvent, Day
from facta.evaluate.reading.days import holds
from facta.evaluate.reading.deeds import findings
from facta.records import DateBasis, Event, Precision
from tests.evaluate.making import (
    NO_DAY,
    QUADS,
    day,
    deed,
    entity,
    mark,
    passage,
    scores,
    span,
    told,
)

TEXT = "Norway condemned the raid. Later Norway and Chile met, and Peru rebuked Chile."
CONDEMNED, MET = mark(TEXT, "condemned"), mark(TEXT, "met")
ENTITIES = [
    entity("N", "NOR", mark(TEXT, "Norway")),
    entity("C", "CHL", mark(TEXT, "Chile")),
    entity("P", "PER", mark(TEXT, "Peru")),
    entity("X", ""),
]


def counts(
    gold: list[CodedEvent], found: list[Event]
) -> dict[str, tuple[int, int, int]]:
    """What is counted of some events."""
    return scores(findings(passage(TEXT, entities=ENTITIES, events=gold), found, QUADS))


def test_what_was_found_rightly_counts_in_every_line() -> None:
    """Trigger, type, parties, quad class and core; nobody told a mode or a day."""
    gold = [deed(CONDEMNED, "ACCUSE", "N", "C")]
    found = [told(span(TEXT, "condemned the"), "ACCUSE", "NOR", "CHL")]
    made = counts(gold, found)
    assert made == {
        **dict.fromkeys(
            (
                "events.trigger",
                "events.type",
                "events.parties",
                "events.quad",
                "events.core",
                "auxiliary.same",
            ),
            (1, 1, 1),
        ),
        "auxiliary.labels": (0, 0, 0),
    }


@pytest.mark.parametrize(
    ("event_type", "parties", "right"),
    [
        pytest.param("REJECT", ("NOR", "CHL"), {"trigger", "quad"}, id="another type"),
        pytest.param("AGREE", ("NOR", "CHL"), {"trigger"}, id="another quad class"),
        pytest.param("ACCUSE", ("NOR", "PER"), {"trigger", "type"}, id="another party"),
        pytest.param("ACCUSE", ("NOR", ""), {"trigger", "type"}, id="a party missed"),
    ],
)
def test_each_line_asks_for_its_own(
    event_type: str, parties: tuple[str, str], right: set[str]
) -> None:
    """What is not right is missed and false."""
    made = counts(
        [deed(CONDEMNED, "ACCUSE", "N", "C")],
        [told(span(TEXT, "condemned"), event_type, *parties)],
    )
    for line in ("trigger", "type", "parties", "quad", "core"):
        assert made[f"events.{line}"] == (int(line in right), 1, 1), line


def test_triggers_go_together_one_to_one() -> None:
    """Two of the found in one place: the one of the same type, and a false one."""
    made = counts(
        [deed(CONDEMNED, "ACCUSE", "N", "C")],
        [
            told(span(TEXT, "condemned"), "REJECT", "NOR", "CHL"),
            told(span(TEXT, "condemned"), "ACCUSE", "NOR", "CHL"),
        ],
    )
    assert made["events.trigger"] == made["events.type"] == (1, 1, 2)


def test_an_act_told_once_for_each_doer_is_one() -> None:
    """Its parties are counted each, its trigger once."""
    made = counts(
        [deed(CONDEMNED, "ACCUSE", "N P", "C")],
        [
            told(span(TEXT, "condemned"), "ACCUSE", "NOR", "CHL"),
            told(span(TEXT, "condemned"), "ACCUSE", "PER", "CHL"),
        ],
    )
    assert made["events.type"] == (1, 1, 1)
    assert made["events.parties"] == (2, 2, 2)


def test_parties_are_asked_for_wherever_they_are_told() -> None:
    """The trigger may be another; a reciprocal event counts both ways."""
    made = counts(
        [deed(MET, "CONSULT", "N C", "N C")],
        [told(span(TEXT, "rebuked"), "CONSULT", "NOR", "CHL")],
    )
    assert made["events.trigger"] == (0, 1, 1)
    assert made["events.parties"] == (1, 2, 1)


def test_a_party_without_a_country_is_an_unknown_one() -> None:
    """What was found must leave it out."""
    gold = [deed(CONDEMNED, "ACCUSE", "X", "C")]
    place = span(TEXT, "condemned")
    assert counts(gold, [told(place, "ACCUSE", "", "CHL")])["events.parties"] == (
        1,
        1,
        1,
    )
    assert counts(gold, [told(place, "ACCUSE", "NOR", "CHL")])["events.parties"] == (
        0,
        1,
        1,
    )


def test_what_tells_an_optional_event_is_left_out() -> None:
    """It is neither missed nor false; elsewhere it is false."""
    gold = [deed(CONDEMNED, "ACCUSE", "N", "C", optional=True)]
    lines = ("events.trigger", "events.type", "events.parties", "events.core")
    assert counts(gold, []) == {}
    assert counts(gold, [told(span(TEXT, "condemned"), "REJECT", "NOR", "PER")]) == {}
    elsewhere = counts(gold, [told(span(TEXT, "met"), "REJECT", "NOR", "PER")])
    assert {elsewhere[line] for line in lines} == {(0, 0, 1)}


def test_the_triple_of_an_optional_event_is_not_false() -> None:
    """Even if other words tell it."""
    gold = [deed(CONDEMNED, "ACCUSE", "N", "C", optional=True)]
    made = counts(gold, [told(span(TEXT, "rebuked"), "ACCUSE", "NOR", "CHL")])
    assert "events.parties" not in made
    assert made["events.type"] == (0, 0, 1)


@pytest.mark.parametrize("mode", ["historical", "hypothetical", "negation"])
def test_what_is_told_as_no_fact_is_not_of_the_core(mode: str) -> None:
    """In the gold it is not asked for; found as a fact it is false."""
    gold = deed(CONDEMNED, "ACCUSE", "N", "C")
    aside = deed(CONDEMNED, "ACCUSE", "N", "C", auxiliary=(mode,))  # type: ignore[arg-type]
    fact = told(span(TEXT, "condemned"), "ACCUSE", "NOR", "CHL")
    other = told(span(TEXT, "condemned"), "ACCUSE", "NOR", "CHL", auxiliary=(mode,))  # type: ignore[arg-type]
    assert "events.core" not in counts([aside], [other])
    assert counts([aside], [fact])["events.core"] == (0, 0, 1)
    assert counts([gold], [other])["events.core"] == (0, 1, 0)


def test_a_domestic_event_is_not_of_the_core() -> None:
    """Found within one country or of one side it counts as nothing there."""
    gold = [deed(CONDEMNED, "ACCUSE", "N", "N", scope="domestic")]
    place = span(TEXT, "condemned")
    for parties in (("NOR", "NOR"), ("NOR", ""), ("", "")):
        assert "events.core" not in counts(gold, [told(place, "ACCUSE", *parties)])


def test_a_domestic_event_told_as_between_two_countries_is_false() -> None:
    """What was found claims another state's act, whatever the gold's scope."""
    gold = [deed(CONDEMNED, "ACCUSE", "N", "N", scope="domestic")]
    found = [told(span(TEXT, "condemned"), "ACCUSE", "NOR", "CHL")]
    assert counts(gold, found)["events.core"] == (0, 0, 1)


def test_an_event_of_one_side_counts_in_the_core_unless_the_gold_calls_it_domestic() -> (
    None
):
    """Nobody told whom it was for; in the core it stays false."""
    found = [told(span(TEXT, "condemned"), "ACCUSE", "NOR", "")]
    assert counts([], found)["events.core"] == (0, 0, 1)
    within = [told(span(TEXT, "condemned"), "ACCUSE", "NOR", "NOR")]
    assert "events.core" not in counts([], within)


def test_modes_are_compared_where_the_trigger_was_found() -> None:
    """Two labels of gold, one of them found, and one false: half, and not all."""
    gold = [deed(CONDEMNED, "ACCUSE", "N", "C", auxiliary=("future", "negation"))]
    place = span(TEXT, "condemned")
    found = told(place, "ACCUSE", "NOR", "CHL", auxiliary=("future", "historical"))
    made = counts(gold, [found])
    assert made["auxiliary.labels"] == (1, 2, 2)
    assert made["auxiliary.same"] == (0, 1, 1)
    right = told(place, "REJECT", "NOR", "CHL", auxiliary=("negation", "future"))
    made = counts(gold, [right])
    assert made["auxiliary.labels"] == (2, 2, 2)
    assert made["auxiliary.same"] == (1, 1, 1)
    elsewhere = told(span(TEXT, "met"), "ACCUSE", "NOR", "CHL", auxiliary=("future",))
    assert "auxiliary.labels" not in counts(gold, [elsewhere])


@pytest.mark.parametrize(
    ("gold", "date", "basis", "found", "right"),
    [
        pytest.param(day("2005-08-11"), "2005-08-11", "stated", 1, 1, id="right"),
        pytest.param(day("2005-08-11"), "2005-08-10", "stated", 0, 0, id="another"),
        pytest.param(
            day("2005-08-11"), "2005-08-12", "published", 0, None, id="missed"
        ),
        pytest.param(NO_DAY, "2005-08-11", "narrative", None, 0, id="guessed"),
        pytest.param(NO_DAY, "2005-08-12", "published", None, None, id="rightly none"),
        pytest.param(
            day("2005-08-11", bound="by"), "2005-08-11", "stated", None, 0, id="a bound"
        ),
        pytest.param(
            day("2005-08-10/2005-08-12"), "2005-08-11", "stated", 1, 1, id="one of them"
        ),
    ],
)
def test_days_are_judged_where_trigger_and_type_were_found(
    gold: Day, date: str, basis: DateBasis, found: int | None, right: int | None
) -> None:
    """None: the day is not asked for there."""
    event = told(span(TEXT, "condemned"), "ACCUSE", "", "", date=date, basis=basis)
    made = counts([deed(CONDEMNED, "ACCUSE", "N", "C", day=gold)], [event])
    wanted = {"days.found": found, "days.right": right}
    assert {line: made[line][0] if line in made else None for line in wanted} == wanted


def test_no_day_is_judged_of_another_type() -> None:
    """It may be another act of another day."""
    event = told(span(TEXT, "condemned"), "REJECT", "", "", date="2005-08-11")
    made = counts([deed(CONDEMNED, "ACCUSE", "N", "C", day=day("2005-08-11"))], [event])
    assert not any(line.startswith("days") for line in made)


@pytest.mark.parametrize(
    ("precision", "hits"), [("month", 1), ("year", 1), ("season", 1), ("day", 0)]
)
def test_a_day_is_judged_as_far_as_it_is_printed(
    precision: Precision, hits: int
) -> None:
    """Gold has the 11th, the day is the 1st, and only the day says so."""
    event = told(
        span(TEXT, "condemned"),
        "ACCUSE",
        "",
        "",
        date="2005-08-01",
        precision=precision,
    )
    made = counts([deed(CONDEMNED, "ACCUSE", "N", "C", day=day("2005-08-11"))], [event])
    assert made["days.right"] == (hits, 1, 1)


@pytest.mark.parametrize(
    ("gold", "printed", "right"),
    [
        ("2005-08", "2005-08-11", False),
        ("2005-08/2005-09", "2005-08-11", False),
        ("2005-08/2005-10", "2005-09", True),
        ("2005-08-30/2005-09-02", "2005-09", True),
        ("2005-08-30/2005-09-02", "2005-09-03", False),
    ],
)
def test_nobody_may_print_more_than_the_gold_holds(
    gold: str, printed: str, right: bool
) -> None:
    """What is printed is one of the gold's days, months or years."""
    assert holds(gold, printed) == right
