"""What to watch, from the records of a ledger."""

from __future__ import annotations

import datetime
import random

import numpy as np
import pytest

from facta.measure.pending import Published
from facta.model import default
from facta.model.outlook import (
    DRAWS,
    HORIZON,
    RECENT,
    SEED,
    TOLD,
    Outlook,
    outlook,
    projections,
)
from facta.model.pooling import SHORT
from facta.model.table import Table
from facta.records import Date, Happening, Report
from tests.measure.pledged import pledge

MONDAY = datetime.date(2024, 1, 1)


def weekly(weeks: int, told: int | None = None) -> tuple[list[Happening], Published]:
    """An account a week; in the first so many Kenya acts towards Peru on its Monday."""
    days = [MONDAY + datetime.timedelta(weeks=week) for week in range(weeks + 1)]
    happened = [
        acted(day, score=float(week % 7 - 3)) for week, day in enumerate(days[:told])
    ]
    return happened, {str(day): day for day in days}


def acted(day: Date, score: float) -> Happening:
    """What the account of a day tells of it."""
    return Happening(
        id=f"h{day}",
        event_type="SUPPORT",
        mode=None,
        auxiliary=(),
        quad_code=1,
        score=score,
        date=day,
        date_precision="day",
        date_basis="stated",
        actor=("KEN",),
        recipient=("PER",),
        reports=(Report(document=str(day), event=f"e{day}", originator=str(day)),),
        originators=(str(day),),
    )


LONG = weekly(80)


def test_the_sum_of_the_next_weeks_is_that_of_the_draws() -> None:
    """Quantiles of joint draws summed, and how many lie below the pace of late."""
    found = outlook(LONG[0], (), LONG[1])
    (projection,) = found.projections
    weeks = [MONDAY + datetime.timedelta(weeks=week) for week in range(80)]
    values = [[float(week % 7 - 3)] for week in range(80)]
    fitted = default().fit(Table.of(weeks, ["KEN -> PER"], values))
    sums = fitted.draws(HORIZON, DRAWS, seed=SEED).sum(axis=1)[:, 0]
    usual = HORIZON * np.mean(values[-RECENT:])
    assert (projection.actor, projection.recipient, projection.weeks) == (
        "KEN",
        "PER",
        80,
    )
    assert projection.begin == MONDAY + datetime.timedelta(weeks=80)
    assert projection.usual == pytest.approx(usual)
    assert projection.low == pytest.approx(np.quantile(sums, 0.05))
    assert projection.high == pytest.approx(np.quantile(sums, 0.95))
    assert projection.lower == pytest.approx((sums < usual).mean(), abs=0.001)


def test_no_count_of_draws_makes_a_forecast_sure() -> None:
    """A dyad that never moves is not lower than of late, and yet 0 is no chance."""
    weeks = [MONDAY + datetime.timedelta(weeks=week) for week in range(80)]
    (found,) = projections([("KEN", "PER")], weeks, np.ones((80, 1)), default())
    assert 0 < found.lower < 0.01
    assert found.low == found.high == HORIZON


@pytest.mark.parametrize(
    ("weeks", "said"),
    [
        (0, f"no whole week of accounts; a forecast wants {SHORT}"),
        (1, f"1 week of accounts; a forecast wants {SHORT}"),
        (27, f"27 weeks of accounts; a forecast wants {SHORT}"),
    ],
)
def test_a_short_time_has_no_forecast_and_says_why(weeks: int, said: str) -> None:
    """The reason counts the weeks of which accounts tell."""
    found = outlook(*_with_no_pledges(weekly(weeks)))
    assert found.absent
    assert found.absent.reason == said
    assert not found.projections


def test_a_dyad_of_which_little_is_told_has_none() -> None:
    """However long accounts go on."""
    found = outlook(*_with_no_pledges(weekly(80, told=TOLD - 1)))
    (few,) = found.unprojected
    assert (
        few.reason
        == f"days are told in {TOLD - 1} of 80 weeks; a forecast wants {TOLD}"
    )
    assert not found.projections
    assert found.absent is None


def test_it_is_seen_from_the_last_publication_or_from_the_day_asked_for() -> None:
    """And knows nothing of what was told later."""
    happenings, published = LONG
    last = MONDAY + datetime.timedelta(weeks=80)
    assert outlook(happenings, (), published).today == last
    early = MONDAY + datetime.timedelta(weeks=62)
    found = outlook(happenings, (), published, today=early)
    kept = {name: day for name, day in published.items() if day and day <= early}
    known = [item for item in happenings if item.reports[0].document in kept]
    assert found == outlook(known, (), kept)
    assert found.projections


def test_the_order_of_what_is_given_is_nothing() -> None:
    """Happenings, pledges and accounts in any order give the same."""
    happenings, published = LONG
    document = next(iter(published))
    board = [
        pledge(name, due, documents=(document,))
        for name, due in (("a", None), ("b", "2025-08-01"), ("c", "2025-07-20"))
    ]
    expected = outlook(happenings, board, published)
    mixed = random.Random(1)
    for _ in range(3):
        other = mixed.sample(happenings, len(happenings))
        days = dict(mixed.sample(sorted(published.items()), len(published)))
        assert outlook(other, mixed.sample(board, len(board)), days) == expected


def test_what_is_not_asked_for_still_counts_as_experience() -> None:
    """Open ones are those asked for; rates rest on all."""
    _, published = LONG
    document = next(iter(published))
    board = [pledge("mine", documents=(document,))]
    board += [
        pledge(f"other{at}", None, "broken", maker="LAO", documents=(document,))
        for at in range(6)
    ]
    found = outlook((), board, published, asked={"mine"})
    assert [item.pledge.id for item in found.open] == ["mine"]
    (rate,) = found.rates
    assert (rate.pool, rate.due) == ("everybody", 6)


def test_accounts_without_a_day_give_an_outlook_without_one() -> None:
    """Nothing is forecast, nothing overdue."""
    found = outlook((), [pledge("one", "1999-01-01")], {"d0": None})
    assert found.today is None
    assert found.absent
    assert [item.standing for item in found.open] == ["due"]


def _with_no_pledges(
    told: tuple[list[Happening], Published],
) -> tuple[list[Happening], tuple[()], Published]:
    return told[0], (), told[1]


def test_nothing_gives_nothing() -> None:
    """An empty ledger has an outlook that says so."""
    found = outlook((), (), {})
    assert isinstance(found, Outlook)
    assert (found.open, found.rates, found.projections) == ((), (), ())
    assert found.absent
