"""What the model's scores say is told: one fact each, on made scores."""

from __future__ import annotations

import numpy as np
import pytest

from facta.language.telling import Heard, Telling, Told, shifted
from facta.records import Argument, Binding

LABELS = {
    "acts": ["-", "AID", "CONSULT"],
    "modes": ["AID -", "CONSULT -", "CONSULT visit"],
    "states": ["historical", "future", "hypothetical", "negation", "domestic"],
    "mentions": ["-", "person", "state"],
    "commitments": ["-", "promise", "threat"],
}
WORDS, SIZE = 3, 2
SURE = 9.0


def scores() -> Told:
    """A sentence of three words and the root, of which nothing is told."""

    def none(*shape: int) -> np.ndarray:
        return np.full((1, WORDS + 1, *shape), -SURE, np.float32)

    acts, mentions = none(len(LABELS["acts"])), none(len(LABELS["mentions"]))
    bound = none(len(LABELS["commitments"]))
    acts[:, :, 0] = mentions[:, :, 0] = bound[:, :, 0] = SURE
    return Told(
        acts=acts,
        modes=none(len(LABELS["modes"])),
        states=none(len(LABELS["states"])),
        actors=none(WORDS + 1),
        recipients=none(WORDS + 1),
        mentions=mentions,
        seeks=none(SIZE),
        offers=none(SIZE),
        commitments=bound,
    )


def read(told: Told) -> Heard:
    """What is told in the sentence."""
    (found,) = Telling(LABELS).sentences(told, [WORDS])
    return found


def meeting() -> Told:
    """The second word is a meeting of the first word with somebody not named."""
    told = scores()
    told.acts[0, 2] = (-SURE, -SURE, SURE)
    told.actors[0, 2, 1] = SURE
    told.recipients[0, 2, 0] = SURE
    return told


def test_where_nothing_is_told_nothing_is_read() -> None:
    """Neither a trigger nor a markable, and nothing that binds."""
    assert read(scores()) == Heard([], [], [])


def test_a_trigger_has_its_parties() -> None:
    """By word; -1 is somebody whom the sentence does not name."""
    (trigger,) = read(meeting()).triggers
    assert (trigger.token, trigger.event_type) == (1, "CONSULT")
    assert [one.token for one in trigger.actors] == [0]
    assert [one.token for one in trigger.recipients] == [-1]
    assert trigger.chance == pytest.approx(1, abs=1e-4)


def test_a_mode_is_one_of_the_type() -> None:
    """However loud another type's is."""
    told = meeting()
    told.modes[0, 2] = (SURE, -2, -1)
    (trigger,) = read(told).triggers
    assert trigger.mode == "visit"


@pytest.mark.parametrize("state", ["historical", "future", "hypothetical", "negation"])
def test_how_an_act_is_told(state: str) -> None:
    """Its auxiliary modes are those at more than even odds."""
    told = meeting()
    told.states[0, 2, LABELS["states"].index(state)] = 1
    (trigger,) = read(told).triggers
    assert trigger.auxiliary == (state,)


def test_home_affairs_are_a_chance() -> None:
    """No auxiliary mode."""
    told = meeting()
    told.states[0, 2, -1] = 0
    (trigger,) = read(told).triggers
    assert (trigger.auxiliary, trigger.domestic) == ((), 0.5)


def test_a_markable_keeps_its_vectors() -> None:
    """As half floats."""
    told = scores()
    told.mentions[0, 3] = (-SURE, -SURE, SURE)
    told.seeks[0, 3] = (1, 0.5)
    (markable,) = read(told).markables
    assert (markable.token, markable.kind) == (2, "state")
    assert np.frombuffer(markable.seeks, np.float16).tolist() == [1, 0.5]


def test_what_binds_has_a_kind_and_a_chance() -> None:
    """That of any commitment at all, not of the kind."""
    told = scores()
    told.commitments[0, 1] = (0, 0, -SURE)
    assert read(told).bindings == [Binding(token=0, kind="promise", chance=0.5)]


def test_padding_is_not_read() -> None:
    """What lies behind the last word of a short sentence."""
    told = meeting()
    (found,) = Telling(LABELS).sentences(told, [1])
    assert found == Heard([], [], [])


def test_a_part_of_a_sentence_moves_with_its_words() -> None:
    """The trigger and its parties; not who is not named."""
    (trigger,) = read(meeting()).triggers
    moved = shifted(trigger, 10)
    assert moved.token == 11
    assert [one.token for one in moved.actors] == [10]
    assert moved.recipients == (Argument(-1, trigger.recipients[0].chance),)
