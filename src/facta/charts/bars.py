"""Shares side by side as bars, with a line at what each should be. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from facta.charts.drawing import Chart, titled
from facta.charts.frame import Frame

HEIGHT = 160
SPACE = 0.1  # of a bar's width, free on either side


def bars(name: str, shares: Sequence[float], *, expected: float, told: str) -> Chart:
    """
    One chart.

    Args:
        name: its title.
        shares: from left to right.
        expected: where the line lies.
        told: the chart in words, for those who can't see it.
    """
    count = len(shares)
    frame = Frame(
        first=0, last=count, low=0.0, high=1.1 * max(*shares, expected), height=HEIGHT
    )
    foot, line = frame.y(0), frame.y(expected)
    parts = [
        f'<rect class="bar" x="{frame.x(at + SPACE):.1f}" y="{frame.y(share):.1f}" '
        f'width="{frame.x(at + 1 - SPACE) - frame.x(at + SPACE):.1f}" '
        f'height="{foot - frame.y(share):.1f}"/>'
        for at, share in enumerate(shares)
    ]
    parts += [
        f'<text class="tick" x="{frame.x(at):.1f}" y="{HEIGHT - 8}" text-anchor="middle">'
        f"{at / count:g}</text>"
        for at in range(count + 1)
    ]
    parts.append(
        f'<line class="other" x1="{frame.left}" x2="{frame.width - frame.right}" '
        f'y1="{line:.1f}" y2="{line:.1f}"/>'
    )
    return titled(name, frame, parts, told=told)
