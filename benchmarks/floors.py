"""
The floors that gold scores are held to, from `tests/gold/floors.json`.

Processors add floating-point numbers in different orders, and a score over a hundred
cases moves by a hundredth when one of them tips over: a score may lie below its floor
by the tolerance that the file states, and no more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "tests" / "gold" / "floors.json"


def floors() -> dict[str, Any]:
    """All that the file pins: floors, hashes and counts by set; the tolerance."""
    read: dict[str, Any] = json.loads(FILE.read_text("utf8"))
    return read


def below(
    scores: Mapping[str, float], pinned: Mapping[str, float], *, tolerance: float
) -> dict[str, str]:
    """
    The scores that miss their floor by more than the tolerance, each with both numbers.

    >>> pinned = {"exact": 0.93, "type": 0.96}
    >>> below({"exact": 0.90, "type": 0.95}, pinned, tolerance=0.01)
    {'exact': '0.9000 < 0.93 - 0.01'}
    """
    # Four digits: those in which floors are written, so that none is missed by a bit.
    return {
        name: f"{scores[name]:.4f} < {floor} - {tolerance}"
        for name, floor in pinned.items()
        if round(scores[name], 4) < round(floor - tolerance, 4)
    }
