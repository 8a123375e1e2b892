"""
What was and what may come of one series: the past as a line, a forecast as a fan whose
bands hold it with a stated chance. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct

from facta.charts.drawing import Chart, titled
from facta.charts.frame import Frame

# A day as an ordinal, and a value.
Point = tuple[int, float]


class Fan(Struct, frozen=True, kw_only=True):
    """
    Quantiles of what may come: `values` has for each of `days` one for each of `levels`,
    which ascend and lie as far above the middle as below.
    """

    days: tuple[int, ...]
    levels: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]

    def edge(self, at: int) -> list[Point]:
        """One quantile over time."""
        return [(day, row[at]) for day, row in zip(self.days, self.values, strict=True)]

    @property
    def pairs(self) -> Iterator[tuple[int, int]]:
        """The places of the levels that bound a band, the widest band first."""
        last = len(self.levels) - 1
        return ((low, last - low) for low in range(len(self.levels) // 2))

    @property
    def middle(self) -> int | None:
        """The place of the median, if it is among the levels."""
        return len(self.levels) // 2 if len(self.levels) % 2 else None


def fan(
    name: str,
    past: Sequence[Point],
    ahead: Fan,
    *,
    other: Fan | None = None,
    held: Sequence[Point] = (),
    within: Sequence[tuple[int, float, float]] = (),
) -> Chart:
    """
    One chart.

    Args:
        name: of the series, as its title.
        past: what was seen; what was not is left out.
        ahead: what may come.
        other: a second forecast, as outlines: what would come without what is held.
        held: what is taken as given.
        within: days with the least and the greatest value that is taken as given.
    """
    fans = [one for one in (ahead, other) if one is not None]
    ends = (one.edge(at) for one in fans for at in (0, len(one.levels) - 1))
    lower = [(day, low) for day, low, _ in within]
    upper = [(day, high) for day, _, high in within]
    points = [*past, *held, *lower, *upper, *chain.from_iterable(ends)]
    frame = Frame.around((day for day, _ in points), (value for _, value in points))
    parts = list(frame.grid())
    for low, high in ahead.pairs:
        around = [*ahead.edge(high), *reversed(ahead.edge(low))]
        parts.append(_shape("polygon", "band", frame, around))
    if within:
        parts.append(_shape("polygon", "within", frame, [*upper, *reversed(lower)]))
    if other is not None:
        edges = (other.edge(at) for at in (0, len(other.levels) - 1))
        parts += [_shape("polyline", "other", frame, edge) for edge in edges]
    for kind, one in (("other", other), ("middle", ahead)):
        if one is not None and one.middle is not None:
            parts.append(_shape("polyline", kind, frame, one.edge(one.middle)))
    parts.append(_shape("polyline", "past", frame, past))
    if held:
        # a line to itself shows as a dot
        parts.append(_shape("polyline", "held", frame, [*held, held[-1]]))
    return titled(name, frame, parts, told=_told(name, ahead))


def line(name: str, past: Sequence[Point]) -> Chart:
    """What was seen of one series, by itself."""
    values = [value for _, value in past]
    frame = Frame.around((day for day, _ in past), values)
    parts = [*frame.grid(), _shape("polyline", "past", frame, past)]
    told = f"{name}: between {min(values):.3g} and {max(values):.3g}"
    return titled(name, frame, parts, told=told)


def _shape(tag: str, kind: str, frame: Frame, points: Sequence[Point]) -> str:
    places = " ".join(frame.at(*point) for point in points)
    return f'<{tag} class="{kind}" points="{places}"/>'


def _told(name: str, ahead: Fan) -> str:
    """The chart in words, for those who can't see it."""
    low, high = ahead.values[-1][0], ahead.values[-1][-1]
    chance = round(100 * (ahead.levels[-1] - ahead.levels[0]))
    return (
        f"{name}: with {chance} in 100 chances between {low:.3g} and {high:.3g} "
        "at the last step"
    )
