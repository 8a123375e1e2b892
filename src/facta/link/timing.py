"""
How well the days of two tellings agree, 0 to 1, and when a told day may be an error.
Pure.

What an account tells of a day counts for more the closer it bounds it. The day of
publication is no told day: what happened lies before it, often shortly.
"""

from __future__ import annotations

from collections.abc import Set

from facta.link.days import Days, solid
from facta.link.tellings import Telling
from facta.records import Precision

# The fits and the days below are judged, not fitted. Of `python -m benchmarks.linking`:
# a tenth more or less joins or parts at most one pair of the demo; a quarter less of
# "shortly before" parts 8.
FIT = {
    "same day": 1.0,
    "day of the month": 0.6,  # one tells the day, the other only its month
    "same month": 0.5,
    "next day": 0.4,  # accounts of one night, and time zones
    "guessed day": 0.2,  # excluded, but one of the days is only the narrative's
    "vague": 0.2,  # a season, a year
    "no day": 0.2,
    "heading": 0.8,  # within one account a heading sums up what the text dates
    "same mode": 0.7,  # within one account
    "one account": 0.5,
    "shortly before": 0.4,  # told, and so many days before the other's publication
    "long before": 0.2,
}
NARRATIVE = (
    0.9  # by so much a day that the narrative gives is worth less than a stated one
)
# both known by publication only: up to so many days apart, this fit
PUBLISHED = ((0, 0.5), (3, 0.35), (10, 0.25))
PUBLISHED_FAR = 0.1
SHORTLY = 10  # days; 5 to 12 give the same on the demo, 20 joins a pair
# days by which accounts of one happening may err, where figures and wording are the
# same; 7 to 28 give the same on the demo
OTHER_DAY = 14


def time_fit(one: Telling, other: Telling) -> float:
    """
    How well the days agree, by precision and by what they rest on; 0 where they exclude
    each other.
    """
    first, second = solid(one.event.date_basis), solid(other.event.date_basis)
    if one.event.document == other.event.document and not (first and second):
        return _same_account(one, other)
    if one.days is None or other.days is None:
        return FIT["no day"]
    if first and second:
        return _told_days(one, one.days, other, other.days)
    if first:
        return _default_day(one.days, other.days)
    if second:
        return _default_day(other.days, one.days)
    return _published(abs((one.days.begin - other.days.begin).days))


def near(one: Telling, other: Telling) -> bool:
    """Whether two told days lie so near that one of them may be an error."""
    if one.days is None or other.days is None:
        return False
    if not (solid(one.event.date_basis) and solid(other.event.date_basis)):
        return False
    return abs((one.days.begin - other.days.begin).days) <= OTHER_DAY


def _told_days(one: Telling, days: Days, other: Telling, other_days: Days) -> float:
    precisions = {one.event.date_precision, other.event.date_precision}
    narrative = "narrative" in (one.event.date_basis, other.event.date_basis)
    if days.exclude(other_days):
        if precisions == {"day"} and abs((days.begin - other_days.begin).days) == 1:
            return FIT["next day"]
        guessed = narrative and days.apart(other_days) <= OTHER_DAY
        return FIT["guessed day"] if guessed else 0.0
    if precisions & {"year", "season", None}:
        return FIT["vague"]
    return _precise(precisions) * (NARRATIVE if narrative else 1.0)


def _precise(precisions: Set[Precision | None]) -> float:
    """The fit of days, months or both that share a day."""
    if precisions == {"day"}:
        return FIT["same day"]
    return FIT["day of the month"] if "day" in precisions else FIT["same month"]


def _same_account(one: Telling, other: Telling) -> float:
    """
    Within one account: a heading sums up what the text dates; elsewhere a day that is
    not told weakly fits any.
    """
    if one.heading != other.heading:
        return FIT["heading"]
    if one.event.mode and one.event.mode == other.event.mode:
        return FIT["same mode"]
    return FIT["one account"]


def _default_day(told: Days, default: Days) -> float:
    """
    The publication day stands for a day that is not told: what happened lies before it,
    often shortly.
    """
    if (told.begin - default.begin).days > 1:
        return 0.0
    if (default.begin - told.end).days <= SHORTLY:
        return FIT["shortly before"]
    return FIT["long before"]


def _published(apart: int) -> float:
    return next((fit for days, fit in PUBLISHED if apart <= days), PUBLISHED_FAR)
