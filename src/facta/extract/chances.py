"""
Chances by learned weights.

Takes what speaks for and against something in numbers, and a package whose `odds.toml`
tells by how much the log-odds rise for each unit of it; gives a chance.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from importlib.resources import files

import msgspec

# chances closer to 0 or 1 say no more than this
EDGE = 0.01
WEIGHTS = "odds.toml"
START = "start"  # the log-odds of which nothing is known


@functools.cache
def weights(package: str) -> Mapping[str, float]:
    """The weights that a package holds, by the name of what they weigh."""
    text = files(package).joinpath(WEIGHTS).read_bytes()
    found: dict[str, float] = msgspec.toml.decode(text, type=dict[str, float])
    return found


def chance(evidence: Mapping[str, float], package: str) -> float:
    """The chance that a package's weights give to some evidence, in (0, 1)."""
    held = weights(package)
    odds = held[START] + sum(held.get(k, 0.0) * v for k, v in evidence.items())
    return 1 / (1 + math.exp(-odds))


def log_odds(chance: float) -> float:
    """
    A chance as log-odds, bounded.

    >>> round(log_odds(0.5), 3), round(log_odds(1.0), 3)
    (0.0, 4.595)
    """
    bounded = min(max(chance, EDGE), 1 - EDGE)
    return math.log(bounded / (1 - bounded))
