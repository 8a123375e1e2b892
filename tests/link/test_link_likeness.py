"""What makes two tellings alike, and what keeps them apart."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from facta.link.days import days
from facta.link.likeness import SAME, apart, comparable, parts, score
from facta.link.shingles import Account, Copies
from facta.link.tellings import Telling, dyad_end, tellings
from facta.link.timing import time_fit
from facta.records import Actor, Date
from facta.testing import actor, annotation, doc, figure, telling

BLAST = "Drones and missiles struck depots near Odesa overnight."


def told(
    event_type: str = "ASSAULT",
    actors: str = "RUS",
    recipients: str = "UKR",
    passage: str = BLAST,
    *,
    source: str = "a",
    count: float | None = None,
    **more: Any,
) -> Telling:
    """One telling of a document of its own; `count` is a figure in its sentence."""
    document = doc(passage, source=source)
    event = telling(
        document,
        event_type,
        actors,
        recipients,
        passage,
        **({"date": "2025-05-25"} | more),
    )
    figures = (
        (figure(document, passage[:5], count, of="dead"),) if count is not None else ()
    )
    found = annotation(document, events=(event,), figures=figures)
    (only,) = tellings(found, Copies([Account.of(found)]), {document.id: document.id})
    return only


def named(telling: Telling, *names: str) -> Telling:
    """The telling with office holders of the United States as its actors."""
    people = tuple(
        msgspec.structs.replace(
            actor(name, country="USA"), office="Secretary", sector="GOV"
        )
        for name in names
    )
    return msgspec.structs.replace(
        telling, event=msgspec.structs.replace(telling.event, actor=people)
    )


def headed(telling: Telling) -> Telling:
    """The telling as one of a heading."""
    return msgspec.structs.replace(telling, heading=True)


OTHER_WORDS = "Air raid kills civilians in the port."
ALIKE = {
    "the same words": (told(), told(source="b")),
    "other words on the stated day": (told(), told(passage=OTHER_WORDS)),
    "a mode against none": (told(mode="drone"), told(passage=OTHER_WORDS)),
    "the next day in like words": (
        told(),
        told(passage=BLAST[:-11] + ".", date="2025-05-26"),
    ),
    "a month that holds the day": (
        told(),
        told(passage=BLAST[9:], date="2025-05-01", precision="month"),
    ),
    "sides of a mutual act exchanged": (
        told("CONSULT", "USA", "RUS"),
        told("CONSULT", "RUS", "USA"),
    ),
    "a heading and the dated text below it": (headed(told(date=None)), told()),
    "a secretary and the secretaries": (
        named(told("ACCUSE", "USA", "RUS"), "Ann Lee"),
        named(told("ACCUSE", "USA", "RUS"), "American secretaries"),
    ),
    "a close type": (told("SANCTION", "USA", "RUS"), told("COERCE", "USA", "RUS")),
}
UNLIKE = {
    "another type": (told(), told("COERCE")),
    "another recipient": (told(), told(recipients="POL")),
    "sides exchanged": (told(), told(actors="UKR", recipients="RUS")),
    "days apart in the same words": (told(), told(date="2025-06-25")),
    "denied": (told(), told(auxiliary=("negation",))),
    "planned": (told(), told(auxiliary=("future",))),
    "possible": (told(), told(auxiliary=("hypothetical",))),
    "a year in other words": (
        told(),
        told(passage=OTHER_WORDS, date="2025-01-01", precision="year"),
    ),
    "no date in other words": (
        told(),
        told(passage=OTHER_WORDS, date=None, source="b"),
    ),
    "no recipient in other words": (
        told(),
        told(recipients="", passage="Raids went on elsewhere."),
    ),
    "told before it happened": (
        told(),
        told(date="2025-05-20", basis="published", source="b"),
    ),
    "two secretaries": (
        named(told("ACCUSE", "USA", "RUS"), "Ann Lee"),
        named(told("ACCUSE", "USA", "RUS", OTHER_WORDS), "Bob Ray"),
    ),
}


def same(one: Telling, other: Telling) -> bool:
    return (
        comparable(one, other)
        and not apart(one, other)
        and score(parts(one, other)) >= SAME
    )


@pytest.mark.parametrize("pair", ALIKE.values(), ids=ALIKE.keys())
def test_tellings_of_one_happening_are_alike(pair: tuple[Telling, Telling]) -> None:
    """
    What differs as accounts of one thing differ stays one thing, seen from either side.
    """
    assert same(*pair)
    assert same(*reversed(pair))


@pytest.mark.parametrize("pair", UNLIKE.values(), ids=UNLIKE.keys())
def test_tellings_of_two_happenings_are_not(pair: tuple[Telling, Telling]) -> None:
    """What cannot be, or hardly is, one thing stays two."""
    assert not same(*pair)
    assert not same(*reversed(pair))


def test_a_wrong_day_is_forgiven_for_the_same_figures_and_words() -> None:
    """
    An account that errs by days but has the same number and most words tells the same
    happening.
    """
    one, other = (
        told(count=13.0),
        told(passage=BLAST[:-11] + ".", count=13.0, date="2025-05-29"),
    )
    assert same(one, other)
    assert not same(one, told(passage=OTHER_WORDS, count=13.0, date="2025-05-29"))


def test_every_part_of_the_score_is_named() -> None:
    """The score can be told part by part; each fit lies between 0 and 1."""
    found = parts(told(mode="drone", count=13.0), told(mode="aerial", count=13.0))
    assert {part.name for part in found} == {
        "type",
        "actor",
        "recipient",
        "time",
        "wording",
        "mode",
        "figures",
    }
    assert all(0 <= part.fit <= 1 < part.weight + 1 for part in found)


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        ({}, {}, 1.0),
        ({}, {"date": "2025-05-26"}, 0.4),
        ({}, {"date": "2025-05-27"}, 0.0),
        ({}, {"date": "2025-05-01", "precision": "month"}, 0.6),
        ({}, {"date": "2025-06-01", "precision": "month"}, 0.0),
        ({}, {"date": "2025-01-01", "precision": "year"}, 0.2),
        ({}, {"date": "2025-05-30", "basis": "published"}, 0.4),
        ({}, {"date": "2025-07-30", "basis": "published"}, 0.2),
        ({}, {"date": "2025-05-20", "basis": "published"}, 0.0),
        ({}, {"date": None}, 0.2),
        ({"basis": "narrative"}, {}, 0.9),
        ({"basis": "published"}, {"basis": "published"}, 0.5),
    ],
    ids=str,
)
def test_days_fit_by_precision_and_basis(
    one: dict[str, Any], other: dict[str, Any], fit: float
) -> None:
    """
    Stated days bind most, a month holds its days, a publication day is weak and never
    lies before the happening.
    """
    first, second = told(**one), told(**other, source="b")
    assert time_fit(first, second) == time_fit(second, first) == pytest.approx(fit)


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        (headed(told(date=None)), told(), 0.8),
        (
            told(date="2025-05-27", basis="published", mode="drone"),
            told(mode="drone"),
            0.7,
        ),
        (told(date="2025-05-27", basis="published"), told(), 0.5),
        (told(), told(date="2025-05-27"), 0.0),
    ],
    ids=["heading", "same mode", "no mode", "two told days"],
)
def test_within_one_account_a_day_that_is_not_told_fits_weakly(
    one: Telling, other: Telling, fit: float
) -> None:
    """
    An account that dates an act once means that day again, a heading most of all; two
    days it tells are two.
    """
    assert time_fit(one, other) == time_fit(other, one) == fit


@pytest.mark.parametrize(
    ("date", "precision", "last"),
    [
        ("2024-02-10", "month", "2024-02-29"),
        ("2024-02-10", "year", "2024-12-31"),
        ("2025-06-01", "season", "2025-08-31"),
        ("2024-12-01", "season", "2025-02-28"),
        ("9999-12-01", "season", "9999-12-31"),
        ("2024-02-10", "day", "2024-02-10"),
    ],
)
def test_a_date_means_all_days_of_its_precision(
    date: str, precision: Any, last: str
) -> None:
    """A month, season or year ends on its last day, at the end of the calendar too."""
    found = days(Date.fromisoformat(date), precision)
    assert found is not None
    assert found.end == Date.fromisoformat(last)


@pytest.mark.parametrize(
    ("who", "end"),
    [
        (actor("Vladimir Putin", country="RUS"), "RUS"),
        (actor("NATO", country="IGO"), "NATO"),
        (actor("Red Cross", country="NGO"), "Red Cross"),
        (actor("rebels"), "rebels"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
def test_a_dyad_end_is_a_country_or_a_name(who: Actor, end: str) -> None:
    """NATO and the United Nations are two ends, though both are IGO."""
    assert dyad_end(who) == end
