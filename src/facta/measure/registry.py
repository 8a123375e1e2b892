"""
The measures there are: each a rule with a name, a unit and a range. Pure.

How to add one stands in docs/contributing/add-a-measure.md.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence

from msgspec import Struct

from facta.errors import SettingsError
from facta.measure.exposure import HUNDRED, exposed
from facta.measure.index import index
from facta.measure.periods import Period
from facta.measure.scores import (
    HIGHEST,
    LOWEST,
    Estimate,
    Value,
    deeds,
    gap,
    net,
    volume,
    words,
)
from facta.measure.series import Rule, Series, series, standing
from facta.measure.trust import kept_threats, kept_words
from facta.records import Happening, Pledge

SCORE, CHANCE, COUNT = "score", "chance", "happenings"
SHARE = "happenings per 100"
History = Callable[..., tuple[Series, ...]]
WIDEST = HIGHEST - LOWEST


class Measure(Struct, frozen=True, kw_only=True):
    """
    A measure of a directed dyad; none of its values lies below `lowest` or above
    `highest` (None for no bound).
    """

    name: str
    unit: str
    lowest: float | None
    highest: float | None
    # whether what happened before the first period that is asked for matters to it
    remembers: bool = False

    @property
    def description(self) -> str:
        """What it measures, in a sentence."""
        return (inspect.getdoc(self._rule) or "").split("\n\n")[0].replace("\n", " ")

    @property
    def _rule(self) -> Callable[..., object]:
        raise NotImplementedError

    @property
    def of_nothing(self) -> float | None:
        """What it says of a period in which nothing happened; None where that is nothing."""
        return None

    def series(
        self,
        happenings: Sequence[Happening],
        pledges: Sequence[Pledge],
        *,
        period: Period,
        told: Sequence[Happening] | None = None,
    ) -> tuple[Series, ...]:
        """
        Its values for every dyad, by name; the order of what it gets is nothing.

        `told` is all that is told, of whomever, where `happenings` are only some of it.
        """
        raise NotImplementedError


class OfHappenings(Measure, frozen=True, kw_only=True):
    """What the happenings of each period say."""

    rule: Rule[Happening]

    @property
    def _rule(self) -> Callable[..., Value]:
        return self.rule

    @property
    def of_nothing(self) -> float | None:
        """What its rule says of no happenings."""
        value = self.rule(())
        return value.mean if isinstance(value, Estimate) else None

    def series(
        self,
        happenings: Sequence[Happening],
        pledges: Sequence[Pledge],
        *,
        period: Period,
        told: Sequence[Happening] | None = None,
    ) -> tuple[Series, ...]:
        """From the first period in which something happened to the last."""
        del pledges, told
        return series(happenings, self.rule, period=period)


class OfHistory(Measure, frozen=True, kw_only=True):
    """What the happenings of a dyad say over all periods together, or among all told."""

    rule: History
    remembers: bool = True

    @property
    def _rule(self) -> History:
        return self.rule

    def series(
        self,
        happenings: Sequence[Happening],
        pledges: Sequence[Pledge],
        *,
        period: Period,
        told: Sequence[Happening] | None = None,
    ) -> tuple[Series, ...]:
        """From the first period in which something happened to the last."""
        del pledges
        return self.rule(happenings, told=told, period=period)


class OfPledges(Measure, frozen=True, kw_only=True):
    """What the pledges say that came due by the end of each period."""

    rule: Rule[Pledge]

    @property
    def _rule(self) -> Callable[..., Value]:
        return self.rule

    def series(
        self,
        happenings: Sequence[Happening],
        pledges: Sequence[Pledge],
        *,
        period: Period,
        told: Sequence[Happening] | None = None,
    ) -> tuple[Series, ...]:
        """From the first period in which something came due to the last."""
        del happenings, told
        return standing(pledges, self.rule, period=period)


MEASURES: tuple[Measure, ...] = (
    OfHappenings(name="words", rule=words, unit=SCORE, lowest=LOWEST, highest=HIGHEST),
    OfHappenings(name="deeds", rule=deeds, unit=SCORE, lowest=LOWEST, highest=HIGHEST),
    OfHappenings(name="gap", rule=gap, unit=SCORE, lowest=-WIDEST, highest=WIDEST),
    OfHappenings(name="volume", rule=volume, unit=COUNT, lowest=0.0, highest=None),
    OfHappenings(name="net", rule=net, unit=SCORE, lowest=None, highest=None),
    OfHistory(name="rate", rule=exposed, unit=SHARE, lowest=0.0, highest=HUNDRED),
    OfHistory(name="index", rule=index, unit=SCORE, lowest=None, highest=None),
    OfPledges(name="trust", rule=kept_words, unit=CHANCE, lowest=0.0, highest=1.0),
    OfPledges(name="threats", rule=kept_threats, unit=CHANCE, lowest=0.0, highest=1.0),
)


def named(names: Sequence[str]) -> tuple[Measure, ...]:
    """
    The measures of these names in the order of `MEASURES`; all where none is given.

    Raises:
        SettingsError: there is no such measure; lists all.
    """
    known = [measure.name for measure in MEASURES]
    for name in names:
        if name not in known:
            raise SettingsError(f"{name!r}: no measure; use one of {', '.join(known)}")
    return tuple(item for item in MEASURES if not names or item.name in names)
