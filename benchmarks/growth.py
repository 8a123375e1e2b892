"""What grows with a size, drawn: lines over sizes on logarithmic scales, as one SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 480, 300, 56, 96, 36, 36
COLOURS = ("#06c", "#b40", "#080")
LINE = 13  # of letters
DASHED = "#999"  # what is only to be compared with


class Panel(Struct, frozen=True, kw_only=True):
    """
    One drawing: a value of each size for each line, by its name; those of `beside` are
    dashed, and name no value.
    """

    title: str
    unit: str
    sizes: Sequence[int]
    lines: Mapping[str, Sequence[float]]
    beside: Mapping[str, Sequence[float]] = {}

    @property
    def low(self) -> int:
        """The power of ten below all values."""
        return math.floor(min(map(math.log10, self._values())))

    @property
    def high(self) -> int:
        """The power of ten above them."""
        return math.ceil(max(map(math.log10, self._values())))

    def x(self, size: float) -> float:
        """Where a size stands."""
        first, last = math.log10(self.sizes[0]), math.log10(self.sizes[-1])
        share = (math.log10(size) - first) / ((last - first) or 1)
        return LEFT + (WIDTH - LEFT - RIGHT) * share

    def y(self, value: float) -> float:
        """Where a value stands."""
        share = (math.log10(value) - self.low) / ((self.high - self.low) or 1)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share

    def _values(self) -> Iterator[float]:
        for values in (*self.lines.values(), *self.beside.values()):
            yield from values


def growth(panels: Sequence[Panel]) -> str:
    """Panels beside one another."""
    drawn = "".join(
        f'<g transform="translate({WIDTH * at})">{"".join(_panel(panel))}</g>'
        for at, panel in enumerate(panels)
    )
    width = WIDTH * len(panels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" '
        'font-family="sans-serif" font-size="11"><rect width="100%" height="100%" '
        f'fill="#fff"/>{drawn}</svg>\n'
    )


def _panel(panel: Panel) -> Iterator[str]:
    yield f'<text x="{LEFT}" y="16" font-weight="bold">{panel.title}</text>'
    for power in range(panel.low, panel.high + 1):
        y = panel.y(10**power)
        yield (
            f'<path d="M{LEFT},{y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>'
            f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{10**power:,g}</text>'
        )
    for size in panel.sizes:
        yield (
            f'<text x="{panel.x(size):.1f}" y="{HEIGHT - BOTTOM + 18}" '
            f'text-anchor="middle">{_short(size)}</text>'
        )
    labels = []
    for name, values in panel.beside.items():
        yield _line(panel, values, f'stroke="{DASHED}" stroke-dasharray="4 3"')
        labels.append((panel.y(values[-1]), name, DASHED))
    for (name, values), colour in zip(panel.lines.items(), COLOURS, strict=False):
        yield _line(panel, values, f'stroke="{colour}" stroke-width="2"')
        told = f"{name} {values[-1]:,.0f} {panel.unit}"
        labels.append((panel.y(values[-1]), told, colour))
    yield from _labels(labels)


def _line(panel: Panel, values: Sequence[float], stroke: str) -> str:
    points = " ".join(
        f"{panel.x(size):.1f},{panel.y(value):.1f}"
        for size, value in zip(panel.sizes, values, strict=True)
    )
    return f'<polyline points="{points}" fill="none" {stroke}/>'


def _labels(labels: Sequence[tuple[float, str, str]]) -> Iterator[str]:
    """What lines are, at their ends, none over another."""
    free = 0.0
    for y, text, colour in sorted(labels):
        at = max(y, free)
        free = at + LINE
        yield (
            f'<text x="{WIDTH - RIGHT + 6}" y="{at + 4:.1f}" fill="{colour}">{text}</text>'
        )


def _short(size: int) -> str:
    """A size in few letters: 300k, 1M."""
    for unit, letter in ((1_000_000, "M"), (1000, "k")):
        if size >= unit and size % unit == 0:
            return f"{size // unit}{letter}"
    return f"{size:,}"
