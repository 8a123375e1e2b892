"""Fans, bars and whole drawings are well-formed and say what they show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from facta.charts import Chart, Fan, Frame, Mark, bars, drawing, fan, relation

AHEAD = Fan(
    days=(20, 27), levels=(0.05, 0.5, 0.95), values=((-3.0, 0.0, 2.0), (-5.0, 0.0, 4.0))
)
OTHER = Fan(days=(20, 27), levels=(0.05, 0.5, 0.95), values=((-9.0, -8.0, -7.0),) * 2)
PAST = [(6, 1.0), (13, -1.0)]


def parsed(*charts: Chart, notes: tuple[str, ...] = ()) -> ElementTree.Element:
    """A drawing as a tree."""
    return ElementTree.fromstring(drawing(charts, notes=notes))


def of(tree: ElementTree.Element, kind: str) -> Iterator[ElementTree.Element]:
    """All elements of a class."""
    return (each for each in tree.iter() if each.get("class") == kind)


def shapes(chart: Chart, kind: str) -> list[list[tuple[float, float]]]:
    """The points of each shape of a kind."""
    return [
        [(float(x), float(y)) for x, y in re.findall(r"([-.\d]+),([-.\d]+)", points)]
        for each in of(parsed(chart), kind)
        if (points := each.get("points"))
    ]


def test_a_fan_has_a_band_for_each_pair_of_levels() -> None:
    """The widest quantiles bound one band; the median is a line."""
    chart = fan("A>B", PAST, AHEAD)
    assert [len(points) for points in shapes(chart, "band")] == [4]
    assert [len(points) for points in shapes(chart, "middle")] == [2]


def test_higher_is_further_up() -> None:
    """The upper edge of a band lies above the lower one."""
    (band,) = shapes(fan("A>B", PAST, AHEAD), "band")
    upper, lower = band[:2], band[2:][::-1]
    assert all(up[1] < down[1] for up, down in zip(upper, lower, strict=True))


def test_the_past_comes_before_the_forecast() -> None:
    """A line from left to right, which ends before the fan."""
    chart = fan("A>B", PAST, AHEAD)
    (past,), (middle,) = shapes(chart, "past"), shapes(chart, "middle")
    assert [x for x, _ in past] == sorted(x for x, _ in past)
    assert past[-1][0] < middle[0][0]


def test_a_second_forecast_is_drawn_as_outlines() -> None:
    """Its two edges and its median; it is inside the frame."""
    chart = fan("A>B", PAST, AHEAD, other=OTHER)
    found = shapes(chart, "other")
    assert len(found) == 3
    assert all(0 <= y <= chart.height for points in found for _, y in points)


def test_what_is_held_is_a_line_of_its_own() -> None:
    """Only where something is held."""
    assert not shapes(fan("A>B", PAST, AHEAD), "held")
    assert (
        len(shapes(fan("A>B", PAST, AHEAD, held=[(20, 1.0), (27, 1.0)]), "held")) == 1
    )


def test_a_value_held_for_one_step_is_a_dot() -> None:
    """A line of one point would show nothing."""
    (dot,) = shapes(fan("A>B", PAST, AHEAD, held=[(20, 1.0)]), "held")
    assert len(dot) == 2
    assert dot[0] == dot[1]


def test_a_range_that_is_kept_to_is_an_area() -> None:
    """Between its edges, inside the frame, and only where there is one."""
    assert not shapes(fan("A>B", PAST, AHEAD), "within")
    chart = fan("A>B", PAST, AHEAD, within=[(20, -9.0, 12.0), (27, -9.0, 12.0)])
    (area,) = shapes(chart, "within")
    upper, lower = area[:2], area[2:][::-1]
    assert [x for x, _ in upper] == [x for x, _ in lower]
    assert all(0 < up[1] < down[1] < 240 for up, down in zip(upper, lower, strict=True))


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", 'a" onload="x', "R&D"])
def test_names_are_text(name: str) -> None:
    """A name is shown as it is, and is no markup."""
    tree = parsed(fan(name, PAST, AHEAD), notes=(name,))
    assert [title.text for title in of(tree, "title")] == [name]
    assert not [each for each in tree.iter() if each.tag.endswith("script")]


def test_a_chart_says_what_it_shows() -> None:
    """For those who can't see it."""
    (chart,) = of(parsed(fan("A>B", PAST, AHEAD)), "chart")
    assert (
        chart.get("aria-label")
        == "A>B: with 90 in 100 chances between -5 and 4 at the last step"
    )


def test_bars_are_as_high_as_their_shares() -> None:
    """Twice the share, twice the height."""
    tree = parsed(bars("levels", [0.2, 0.4, 0.4], expected=1 / 3, told="shares"))
    heights = [float(bar.get("height", 0)) for bar in of(tree, "bar")]
    assert heights[1] == pytest.approx(2 * heights[0], rel=0.01)


def test_charts_lie_one_below_the_other() -> None:
    """None covers another, and the drawing holds all."""
    text = drawing([fan("A>B", PAST, AHEAD), bars("x", [1.0], expected=1, told="")])
    tops = [float(top) for top in re.findall(r"translate\(0 ([\d.]+)\)", text)]
    assert tops[0] == 0
    assert tops[1] >= 240


def test_a_chart_that_leads_elsewhere_is_no_picture() -> None:
    """Its links are heard, each by what it says; a chart without any is one picture."""
    frame = Frame(first=0, last=60, low=-10, high=10)
    mark = Mark(day=15, mean=2.0, low=1.0, high=3.0, told="May: words +2", link="may")
    linked = parsed(relation("A and B", [mark], [], frame=frame, step=30))
    plain = replace(mark, link="")
    alone = parsed(relation("A and B", [plain], [], frame=frame, step=30))
    roles = [
        [each.get("role") for each in of(tree, "chart")] for tree in (linked, alone)
    ]
    assert roles == [["group"], ["img"]]
    names = [
        each.get("aria-label") for each in linked.iter() if each.tag.endswith("}a")
    ]
    assert names == ["May: words +2"]
