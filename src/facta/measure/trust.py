"""
How far somebody's word is kept: a Beta reputation of kept and broken commitments that
fades with age. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from facta.errors import SettingsError
from facta.measure.quantiles import beta_quantile
from facta.measure.scores import LEVEL, Absent, Estimate, Value
from facta.records import CommitmentKind, Date, Pledge

WORD_GIVEN: tuple[CommitmentKind, ...] = ("promise", "offer", "agreement")
# until an outcome counts half: half a year; judged, not fitted
HALF_LIFE_WEEKS = 26.0
NOTHING_DUE = Absent("no word came due yet")
NO_THREAT_DUE = Absent("no threat came due yet")


class Outcome(Struct, frozen=True, order=True):
    """What came of a commitment: the day it came due, and whether it was kept."""

    day: Date
    kept: bool


class Trust(Struct, frozen=True, kw_only=True):
    """
    The expected chance that the next commitment is kept, with its 90 % interval and the
    faded counts behind it.
    """

    mean: float
    low: float
    high: float
    kept: float
    broken: float


def kept_words(pledges: Sequence[Pledge]) -> Value:
    """How far a word is kept: the chance that the next promise, offer or accord is."""
    return _standing(outcomes(pledges), NOTHING_DUE)


def kept_threats(pledges: Sequence[Pledge]) -> Value:
    """How far threats are carried out: the chance that the next one is."""
    return _standing(outcomes(pledges, kinds=("threat",)), NO_THREAT_DUE)


def outcome(pledge: Pledge) -> Outcome | None:
    """
    What came of a commitment; None where it is open, no account says by when it was to
    be kept, or nobody but its maker says that it was: whose word is weighed can't vouch
    for it (decision 024).

    The day on which it was made, or on which an account tells that it was kept, is not
    the day on which it came due.
    """
    if pledge.due is None or pledge.claimed:
        return None
    if pledge.status not in ("kept", "broken"):
        return None
    return Outcome(pledge.due, pledge.status == "kept")


def outcomes(
    pledges: Iterable[Pledge], *, kinds: Sequence[CommitmentKind] = WORD_GIVEN
) -> tuple[Outcome, ...]:
    """
    What came of commitments, oldest first; promises by default, threats when asked for.

    A commitment counts once, however many accounts tell it.
    """
    found = (outcome(pledge) for pledge in pledges if pledge.kind in kinds)
    return tuple(sorted(filter(None, found)))


def trust(outcomes: Sequence[Outcome], *, half_life_weeks: float) -> Trust:
    """
    Expected chance that the next commitment is kept, from those that came due.

    Args:
        outcomes: kept or broken, each with the day it came due; any order.
        half_life_weeks: weeks until an outcome counts half, as seen from the last one;
            above 0.

    Returns:
        Mean and 90 % interval of a Beta(kept + 1, broken + 1) with faded counts.

    Raises:
        SettingsError: half_life_weeks is 0 or less.

    Source: Josang and Ismail (2002), The Beta Reputation System, eq. 4 and 6.

    >>> trust([], half_life_weeks=26).mean
    0.5
    >>> days = [Date(2025, 1, 1), Date(2025, 7, 2)]
    >>> round(trust([Outcome(days[0], False), Outcome(days[1], True)], half_life_weeks=26).mean, 3)
    0.571
    """
    if not half_life_weeks > 0:
        raise SettingsError(
            f"half_life_weeks is {half_life_weeks}; give a number above 0"
        )
    last = max((outcome.day for outcome in outcomes), default=None)
    counts = {True: 0.0, False: 0.0}
    for outcome in sorted(outcomes):
        assert last is not None
        counts[outcome.kept] += 0.5 ** ((last - outcome.day).days / 7 / half_life_weeks)
    return believed(counts[True], counts[False])


def believed(kept: float, broken: float) -> Trust:
    """
    Expected chance that the next one is kept, from how many were kept and broken.

    >>> believed(2, 5).mean
    0.3333333333333333
    """
    low, high = (
        beta_quantile(share, kept + 1, broken + 1)
        for share in ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
    )
    return Trust(
        mean=(kept + 1) / (kept + broken + 2),
        low=low,
        high=high,
        kept=kept,
        broken=broken,
    )


def _standing(came_due: Sequence[Outcome], none: Absent) -> Value:
    if not came_due:
        return none
    found = trust(came_due, half_life_weeks=HALF_LIFE_WEEKS)
    return Estimate(
        mean=found.mean, low=found.low, high=found.high, count=len(came_due)
    )
