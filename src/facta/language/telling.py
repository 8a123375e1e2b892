"""
What the model says is told: words that name acts, who takes part in them, words that
mention somebody, and words that head what a commitment is to.

Takes the model's scores; gives `Trigger`s, `Markable`s and `Binding`s. Chances are rounded, so that
processors that add in another order say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from msgspec import structs
from numpy.typing import NDArray

from facta.records import AUXILIARIES, Argument, Binding, Markable, Trigger

# Names of the model's outputs, in the order of `Told`.
TOLD = [
    "acts",
    "modes",
    "states",
    "actors",
    "recipients",
    "mentions",
    "seeks",
    "offers",
    "commitments",
]
# Chances under which nothing is told; judged, not fitted.
ACT, PARTY, MENTION, BOUND = 0.05, 0.1, 0.1, 0.1
DIGITS = 4
NOTHING = "-"
DOMESTIC = "domestic"

Scores = NDArray[np.float32]


class Heard(NamedTuple):
    """What is told in one sentence."""

    triggers: list[Trigger]
    markables: list[Markable]
    bindings: list[Binding]


class Told(NamedTuple):
    """
    Scores of B sentences, W words and the root: [B, W + 1, labels], [B, W + 1, W + 1]
    act by party, [B, W + 1, width].
    """

    acts: Scores
    modes: Scores
    states: Scores
    actors: Scores
    recipients: Scores
    mentions: Scores
    seeks: Scores
    offers: Scores
    commitments: Scores


class Telling:
    """Reads scores by the labels of a model."""

    def __init__(self, labels: Mapping[str, Sequence[str]]) -> None:
        self._acts, self._states = labels["acts"], labels["states"]
        self._kinds: Sequence[Any] = labels["mentions"]
        self._bound: Sequence[Any] = labels["commitments"]
        self._modes: dict[str, list[tuple[int, str | None]]] = {}
        for number, label in enumerate(labels["modes"]):
            act, _, mode = label.partition(" ")
            told = None if mode == NOTHING else mode
            self._modes.setdefault(act, []).append((number, told))

    def sentences(
        self,
        told: Told,
        lengths: Sequence[int],
    ) -> Iterator[Heard]:
        """What is told in each sentence."""
        acts, mentions = _chances(told.acts), _chances(told.mentions)
        bound = _chances(told.commitments)
        for row, length in enumerate(lengths):
            yield Heard(
                list(self._triggers(told, acts[row], row, length)),
                list(self._markables(told, mentions[row], row, length)),
                list(self._bindings(bound[row], length)),
            )

    def _triggers(
        self,
        told: Told,
        acts: Scores,
        row: int,
        length: int,
    ) -> Iterator[Trigger]:
        likely = np.flatnonzero(1 - acts[1 : length + 1, 0] >= ACT) + 1
        for place in likely.tolist():
            best = int(acts[place, 1:].argmax()) + 1
            states = dict(
                zip(self._states, _odds(told.states[row, place]), strict=True)
            )
            yield Trigger(
                token=place - 1,
                event_type=self._acts[best],
                mode=self._mode(self._acts[best], told.modes[row, place]),
                auxiliary=tuple(one for one in AUXILIARIES if states[one] >= 0.5),
                chance=_rounded(1 - acts[place, 0]),
                of_type=_rounded(acts[place, best]),
                domestic=_rounded(states[DOMESTIC]),
                actors=_arguments(told.actors[row, place, : length + 1]),
                recipients=_arguments(told.recipients[row, place, : length + 1]),
            )

    def _mode(
        self,
        act: str,
        scores: Scores,
    ) -> str | None:
        """The best of the modes that a type has."""
        own = self._modes.get(act, [(0, None)])
        return max(own, key=lambda mode: scores[mode[0]])[1]

    def _markables(
        self,
        told: Told,
        mentions: Scores,
        row: int,
        length: int,
    ) -> Iterator[Markable]:
        seeks = told.seeks[row].astype(np.float16)
        offers = told.offers[row].astype(np.float16)
        for place, best in _likely(mentions, length, MENTION):
            yield Markable(
                token=place - 1,
                kind=self._kinds[best],
                chance=_rounded(1 - mentions[place, 0]),
                seeks=seeks[place].tobytes(),
                offers=offers[place].tobytes(),
            )

    def _bindings(self, bound: Scores, length: int) -> Iterator[Binding]:
        for place, best in _likely(bound, length, BOUND):
            yield Binding(
                token=place - 1,
                kind=self._bound[best],
                chance=_rounded(1 - bound[place, 0]),
            )


def _likely(chances: Scores, length: int, least: float) -> Iterator[tuple[int, int]]:
    """Places of words that are likely enough to be something, and what most likely."""
    places = np.flatnonzero(1 - chances[1 : length + 1, 0] >= least) + 1
    for place in places.tolist():
        yield place, int(chances[place, 1:].argmax()) + 1


def shifted(trigger: Trigger, by: int) -> Trigger:
    """A trigger of a part of a sentence, as of the whole."""

    def moved(arguments: Sequence[Argument]) -> tuple[Argument, ...]:
        return tuple(
            Argument(one.token + by, one.chance) if one.token >= 0 else one
            for one in arguments
        )

    return structs.replace(
        trigger,
        token=trigger.token + by,
        actors=moved(trigger.actors),
        recipients=moved(trigger.recipients),
    )


def _arguments(scores: Scores) -> tuple[Argument, ...]:
    odds = _odds(scores)
    likely = np.flatnonzero(odds >= PARTY)
    return tuple(
        Argument(place - 1, _rounded(odds[place])) for place in likely.tolist()
    )


def _chances(scores: Scores) -> Scores:
    """Scores over labels as chances that sum to 1."""
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    found: Scores = powers / powers.sum(-1, keepdims=True)
    return found


def _odds(scores: Scores) -> Scores:
    """Scores as chances, each for itself."""
    found: Scores = np.exp(-np.logaddexp(0, -scores)).astype(np.float32)
    return found


def _rounded(chance: Any) -> float:
    return round(float(chance), DIGITS)
