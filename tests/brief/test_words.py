"""How the brief words what records hold as codes."""

from __future__ import annotations

import datetime

import pytest

from facta.brief import words
from facta.link import Linked, link
from facta.records import Annotation, DateBasis, Precision
from facta.testing import annotation, doc, telling

STRUCK = doc("Kenya struck Ghana.", published="2025-05-28")
WHEN: dict[str, tuple[str | None, Precision, DateBasis, str]] = {
    "stated": ("2025-05-25", "day", "stated", "25 May 2025"),
    "a month is no first day": ("2025-05-01", "month", "stated", "May 2025"),
    "a year is no first of January": ("2019-01-01", "year", "stated", "2019"),
    "a quarter": ("2025-01-01", "season", "stated", "Q1 2025"),
    "the context": ("2025-05-25", "day", "narrative", "25 May 2025 (from the context)"),
    "a year of the context": (
        "2019-01-01",
        "year",
        "narrative",
        "2019 (from the context)",
    ),
    "a bound": ("2025-05-28", "day", "published", "by 28 May 2025"),
    "none": (None, "day", "unresolved", "undated"),
}


def told(
    date: str | None, precision: Precision, basis: DateBasis
) -> tuple[Linked, Annotation]:
    """One account of one strike, so dated."""
    event = telling(
        STRUCK,
        "ASSAULT",
        "KEN",
        "GHA",
        STRUCK.text,
        date=date,
        precision=precision,
        basis=basis,
    )
    one = annotation(STRUCK, events=(event,))
    return link([one]), one


@pytest.mark.parametrize(
    ("date", "precision", "basis", "worded"), WHEN.values(), ids=WHEN
)
def test_a_date_reads_as_what_it_is(
    date: str | None, precision: Precision, basis: DateBasis, worded: str
) -> None:
    """As precise as it is known, and what is not stated says so."""
    (happening,) = told(date, precision, basis)[0].happenings
    assert words.when(happening) == worded


def test_a_plan_did_not_happen_by_the_day_of_publication() -> None:
    """The bound of what is still to come is when it was told."""
    planned = telling(
        STRUCK,
        "ASSAULT",
        "KEN",
        "GHA",
        STRUCK.text,
        date="2025-05-28",
        basis="published",
        auxiliary=("future",),
    )
    (happening,) = link([annotation(STRUCK, events=(planned,))]).happenings
    assert words.when(happening) == "told by 28 May 2025"


def test_a_bound_is_never_a_side_of_a_dispute_about_dates() -> None:
    """
    Two accounts of which one states the day and the other was published on another day
    do not disagree.
    """
    other = doc("Kenya struck Ghana.", published="2025-05-30", source="other.txt")
    late = telling(
        other, "ASSAULT", "KEN", "GHA", other.text, date="2025-05-30", basis="published"
    )
    one = told("2025-05-25", "day", "stated")[1]
    linked = link([one, annotation(other, events=(late,))])
    assert [len(item.reports) for item in linked.happenings] == [2]
    assert not linked.disputes
    assert linked.happenings[0].date == datetime.date(2025, 5, 25)
