"""How the package reads, held to the bounds that `tools.style` states."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tools.style import PACKAGE, Style, past, style, styles

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="texts with fields count more tokens there"
)
def test_the_package_is_within_the_bounds_of_style() -> None:
    """No figure of the whole package is past its bound; each that is, is named."""
    assert past(styles(ROOT / PACKAGE)) == []


@pytest.mark.parametrize("folder", ["benchmarks", "training", "tools"])
def test_no_line_beside_the_package_is_too_wide(folder: str) -> None:
    """Lines end at 100 columns everywhere."""
    assert styles(ROOT / folder).widest == 0


@pytest.mark.parametrize(
    ("source", "figure"),
    [
        pytest.param("x = '" + "a" * 100 + "'", "widest", id="a wide line"),
        pytest.param("f(1, 2, 3, 4, 5, 6, 7)", "by_position", id="values by position"),
        pytest.param(
            "def f(a):\n    return 1 if a else 2",
            "conditionals_in_functions",
            id="a conditional expression",
        ),
        pytest.param("x = 1", "comments_in_lines", id="no comment"),
    ],
)
def test_a_figure_past_its_bound_is_named(source: str, figure: str) -> None:
    """Each bound can fail: code that is past it is told of by the figure's name."""
    found: Style = style(source)
    assert any(fault.startswith(f"{figure}:") for fault in past(found))
