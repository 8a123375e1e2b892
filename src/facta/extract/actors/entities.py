"""
Whose country each mention is, and whom a pronoun stands for: what a small network learned
of mentions and anchors, beside the rules.

Takes the mentions and anchors of an account (`bearings`); gives for each mention the
countries it may be of, with their chances, and the anchor that it most likely repeats.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from facta.errors import DataError
from facta.extract.actors.bearings import Anchor, Bearings, Mention
from facta.language.runtime import runtime, session

FILE = "entities.onnx"
SIZE = 64  # of what mentions seek and anchors offer


class Bond(NamedTuple):
    """
    How a mention goes with an anchor: the log-odds that it is of its country, and that
    it is the same.
    """

    anchor: Anchor
    country: float
    same: float


class Belief(Struct, frozen=True):
    """
    What is believed of one mention: the chance of each country, and its bonds.
    """

    countries: dict[str, float]
    bonds: tuple[Bond, ...]

    def same(
        self,
        country: str | None = None,
    ) -> Bond | None:
        """The anchor that it most likely repeats, of a country or of any."""
        fitting = [b for b in self.bonds if country in (None, b.anchor.country)]
        return max(fitting, key=lambda bond: bond.same, default=None)


class Entities:
    """The network, loaded."""

    def __init__(
        self,
        network: Any,
    ) -> None:
        self._network = network

    @classmethod
    def load(
        cls,
        folder: Path,
    ) -> Entities:
        """
        The network of a folder.

        Raises:
            DataError: its file is missing or damaged.
        """
        runtime()  # apart, because its absence is no fault of the file
        try:
            return cls(session(folder / FILE, threads=1))
        # The run time raises private kinds.
        except Exception as error:
            raise DataError(
                f"{folder}: the model of entities cannot be loaded ({error}); "
                "install Facta again"
            ) from error

    def beliefs(
        self,
        bearings: Bearings,
    ) -> list[Belief]:
        """What is believed of each mention of an account, in their order."""
        bonds: list[list[Bond]] = [[] for _ in bearings.mentions]
        seeks = vectors(bearings, bearings.mentions, "seeks")
        offers = vectors(bearings, bearings.anchors, "offers")
        for mention, anchor, features in bearings.pairs():
            inputs = {
                "features": features,
                "seeks": seeks[mention],
                "offers": offers[anchor],
            }
            (scores,) = self._network.run(["scores"], inputs)
            pairs = zip(mention.tolist(), anchor.tolist(), scores.tolist(), strict=True)
            for own, other, (country, same) in pairs:
                bonds[own].append(Bond(bearings.anchors[other], country, same))
        chances = zip(_countries(bonds), bonds, strict=True)
        return [Belief(countries, tuple(some)) for countries, some in chances]


def vectors(
    bearings: Bearings,
    spots: Sequence[Mention | Anchor],
    field: str,
    size: int = SIZE,
) -> NDArray[np.float32]:
    """What markables seek or offer, [N, size]; nothing where no markable stands."""
    found = [
        np.frombuffer(getattr(markable, field), np.float16)
        if (markable := bearings.markables.get((one.place, one.token)))
        else None
        for one in spots
    ]
    empty = np.zeros(size, np.float16)
    return np.array([empty if one is None else one for one in found], np.float32)


def _countries(bonds: Sequence[Sequence[Bond]]) -> list[dict[str, float]]:
    """For each mention the chance of each country: its anchors speak together."""
    held: list[dict[str, list[float]]] = []
    for some in bonds:
        own = defaultdict(list)
        for bond in some:
            own[bond.anchor.country].append(bond.country)
        held.append(own)
    groups = [scores for own in held for scores in own.values()]
    starts = np.cumsum([0, *map(len, groups)], dtype=np.intp)[:-1]
    scores = np.array([*chain.from_iterable(groups)], np.float64)
    odds = np.logaddexp.reduceat(scores, starts)
    chances = iter(np.exp(-np.logaddexp(0, -odds)).tolist())
    return [{country: next(chances) for country in own} for own in held]
