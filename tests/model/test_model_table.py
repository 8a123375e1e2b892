"""The table of series: what it refuses, and how it reads."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence

import numpy as np
import pytest

from facta.errors import SourceError
from facta.model import Step, Table, read
from tests.model.making import weeks

Day = datetime.date


def of(days: Sequence[datetime.date], values: object = None) -> Table:
    """One series at these days."""
    found = [[float(at)] for at in range(len(days))] if values is None else values
    return Table.of(days, ["RUS>UKR"], found, source="own.csv")


MONTH_ENDS = [Day(2024, 1, 31), Day(2024, 2, 29), Day(2024, 3, 31), Day(2024, 4, 30)]
STEPS: dict[str, tuple[list[datetime.date], Step, str]] = {
    "days": ([Day(2024, 12, 31), Day(2025, 1, 1)], "day", "2025-01-02"),
    "weeks": (weeks(3), "week", "2020-01-27"),
    "months": ([Day(2024, 12, 1), Day(2025, 1, 1)], "month", "2025-02-01"),
    "ends of months": (MONTH_ENDS, "month", "2024-05-31"),
    "quarters": ([Day(2024, 10, 1), Day(2025, 1, 1)], "quarter", "2025-04-01"),
    "years": ([Day(2023, 1, 1), Day(2024, 1, 1)], "year", "2025-01-01"),
}


@pytest.mark.parametrize(("days", "step", "following"), STEPS.values(), ids=STEPS)
def test_the_step_is_found(
    days: list[datetime.date], step: Step, following: str
) -> None:
    """And the dates that follow."""
    found = of(days)
    assert found.step == step
    assert str(found.following(1)[0]) == following


def test_one_row_has_no_step() -> None:
    """So nobody knows the dates that follow."""
    assert of(weeks(1)).step is None
    assert of(weeks(1)).following(3) == ()


def test_no_date_lies_beyond_the_calendar() -> None:
    """A forecast of year 10000 has no dates."""
    last = [Day(9999, 11, 1), Day(9999, 12, 1)]
    assert of(last).following(3) == ()
    assert of([Day(9999, 12, 30), Day(9999, 12, 31)]).following(1) == ()


FAULTS = {
    "a date twice": (
        [*weeks(2), weeks(2)[1]],
        "2020-01-13 stands twice; sort the rows by date and leave one row for each",
    ),
    "out of order": (
        weeks(3)[::-1],
        "2020-01-13 stands after 2020-01-20; sort the rows",
    ),
    "a gap": (
        [*weeks(2), weeks(5)[4]],
        "no row for 2020-01-20, though rows are a week apart; add it, with empty cells",
    ),
    "a gap of months": (
        [Day(2024, 1, 1), Day(2024, 2, 1), Day(2024, 7, 1)],
        "no row for 2024-03-01, though rows are a month apart",
    ),
    "a year's gap of quarters": (
        [Day(2024, 1, 1), Day(2024, 4, 1), Day(2025, 4, 1)],
        "no row for 2024-07-01, though rows are a quarter apart",
    ),
    "mixed frequencies": (
        [Day(2024, 12, 1), Day(2025, 1, 1), Day(2025, 1, 8)],
        "2024-12-01 and 2025-01-01 are not a week apart, as other rows are; give one row",
    ),
    "days off the grid": (
        [*weeks(2), weeks(4)[3] + datetime.timedelta(days=1)],
        "2020-01-13 and 2020-01-28 are not a week apart",
    ),
    "an odd step": (
        [Day(2025, 1, 1), Day(2025, 1, 4)],
        "2025-01-01 and the next date are 3 days apart; give one row a day, week",
    ),
    "nothing": ([], "no rows; give at least one row below the header"),
}


@pytest.mark.parametrize(("days", "told"), FAULTS.values(), ids=FAULTS)
def test_dates_that_do_not_follow_one_another_are_refused(
    days: list[datetime.date], told: str
) -> None:
    """In one line: what, where, what to do."""
    with pytest.raises(SourceError) as caught:
        of(days)
    assert str(caught.value).startswith(f"own.csv: {told}")
    assert "\n" not in str(caught.value)


def test_an_infinite_value_is_refused() -> None:
    """By its series and date."""
    with pytest.raises(
        SourceError, match="RUS>UKR on 2020-01-13 is infinite; give a n"
    ):
        of(weeks(2), [[1.0], [math.inf]])


def test_a_value_beyond_any_measure_is_refused() -> None:
    """Its square would be infinite, and a forecast from it no number."""
    with pytest.raises(
        SourceError, match="RUS>UKR on 2020-01-06 is beyond any measure"
    ):
        of(weeks(2), [[-1e300], [1.0]])


def test_a_series_without_a_value_is_refused() -> None:
    """Nothing could be said of it."""
    with pytest.raises(
        SourceError, match="RUS>UKR has no value up to 2020-01-13; leave"
    ):
        of(weeks(2), [[math.nan], [math.nan]])


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["A>B", "A>B"], "2 columns are named 'A>B'; give each series a name"),
        (["A>B", " "], "a column without a name; name it in the header"),
        ([], "no series; give a column for each"),
    ],
    ids=["twice", "empty", "none"],
)
def test_names_must_tell_series_apart(names: list[str], told: str) -> None:
    """Each once."""
    with pytest.raises(SourceError, match=told):
        Table.of(weeks(2), names, np.zeros((2, len(names))), source="own.csv")


def test_values_of_another_shape_are_a_mistake_of_the_caller() -> None:
    """No file can bring it about."""
    with pytest.raises(ValueError, match=r"values are \(3, 1\), not \(2, 1\)"):
        of(weeks(2), [[1.0], [2.0], [3.0]])


def test_a_table_cannot_be_written_to() -> None:
    """Whoever gave the values may change theirs without changing it."""
    values = np.zeros((2, 1))
    found = of(weeks(2), values)
    values[0] = 7
    assert found.values[0, 0] == 0
    with pytest.raises(ValueError, match="read-only"):
        found.values[0, 0] = 1


def test_what_was_known_earlier_is_a_table() -> None:
    """With its own dates and values; of a series that began later there is none."""
    table = of(weeks(3), [[math.nan], [2.0], [3.0]])
    assert table.upto(2).dates == tuple(weeks(2))
    with pytest.raises(SourceError, match="no value up to 2020-01-06"):
        table.upto(1)


CELLS = """date,i2p,RUS -> UKR,USA>ISR
2025-05-19,-3.5,1,
2025-05-26,NA,2,0
2025-06-02, 4 ,3,1e1
"""


@pytest.mark.parametrize(
    "delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"]
)
def test_a_csv_is_read(delimiter: str) -> None:
    """Whatever parts its cells; empty rows are passed over, empty cells are holes."""
    text = "\ufeff" + CELLS.replace(",", delimiter) + "\n \n"
    found = read(text, source="own.csv")
    assert found.names == ("i2p", "RUS -> UKR", "USA>ISR")
    assert found.step == "week"
    np.testing.assert_array_equal(
        found.values, [[-3.5, 1, np.nan], [np.nan, 2, 0], [4, 3, 10]]
    )


def test_months_need_no_day() -> None:
    """A month stands for its first day."""
    assert read("date,A>B\n2025-05,1\n2025-06,2\n", source="m.csv").step == "month"


TEXTS = {
    "nothing": (
        "",
        "nothing in it; open the file with a row like date,RUS>UKR,UKR>RUS",
    ),
    "no date": ("week,A>B\n2025-05-19,1", "the first column is 'week', no date; open"),
    "no rows": ("date,A>B\n", "no rows; give at least one row"),
    "no series": ("date\n2025-05-19", "no series; give a column"),
    "a short row": (
        "date,A>B,B>A\n2025-05-19,1",
        "row 2 has 2 cells of 3; give each row a cell for each column",
    ),
    "no such day": (
        "date,A>B\n2025-02-30,1",
        "row 2: '2025-02-30' is no date; write days as 2025-05-26",
    ),
    "another order": ("date,A>B\n\n26.05.2025,1", "row 3: '26.05.2025' is no date"),
    "a word": ("date,A>B\n2025-05-19,many", "row 2: A>B is 'many', no number; write"),
    "a comma": ("date;A>B\n2025-05-19;3,5", "row 2: A>B is '3,5', no number; write"),
    "infinity": ("date,A>B\n2025-05-19,inf", "A>B on 2025-05-19 is infinite; give"),
    "a name twice": (
        "date,A>B, A>B\n2025-05-19,1,2",
        "2 columns are named 'A>B'; give",
    ),
    "a year": ("date,A>B\n2025,1", "row 2: '2025' is no date"),
}


@pytest.mark.parametrize(("text", "told"), TEXTS.values(), ids=TEXTS)
def test_what_is_no_table_is_refused(text: str, told: str) -> None:
    """In one line with the row."""
    with pytest.raises(SourceError) as caught:
        read(text, source="own.csv")
    assert str(caught.value).startswith(f"own.csv: {told}")
    assert "\n" not in str(caught.value)
