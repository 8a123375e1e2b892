"""
How likely an event is right, type and parties, by what either reader says of it.

Takes what speaks for and against it in numbers; gives a chance. The weights were learned
on the corpus' dev part and on invented analyses (`training.odds`) and stand in
`odds.toml`: a weight is by how much the log-odds rise for each unit.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from importlib.resources import files

import msgspec

from facta.extract.events.reading import Name, Party, Reading, Voice, countries, name

# chances closer to 0 or 1 say no more than this
EDGE = 0.01
HEAVIEST = 6  # words and conditions of an entry beyond these add nothing


@functools.cache
def weights() -> Mapping[str, float]:
    """The weights, by the name of what they weigh."""
    text = files("facta.extract.events").joinpath("odds.toml").read_bytes()
    found: dict[str, float] = msgspec.toml.decode(text, type=dict[str, float])
    return found


def chance(evidence: Mapping[str, float]) -> float:
    """The chance that weights give to some evidence, in (0, 1)."""
    held = weights()
    odds = held["start"] + sum(held.get(k, 0.0) * v for k, v in evidence.items())
    return 1 / (1 + math.exp(-odds))


def evidence(
    reading: Reading,
    voice: Voice,
    actors: Party,
    recipients: Party,
    quiet: float,
) -> dict[str, float]:
    """
    What speaks for one event of a reading, by name.

    quiet: the share of the account's sentences in which no act is heard, high in
        analyses.
    """
    ours, theirs = countries(actors), countries(recipients)
    doing, undergoing = voice.parties
    actor = _least(actors, doing, voice.actor)
    recipient = _least(recipients, undergoing, voice.recipient)
    sides = ((actors, actor), (recipients, recipient))
    joint = math.prod((sure for side, sure in sides if side), start=voice.of_type)
    return {
        "act": log_odds(voice.chance),
        "type": log_odds(voice.of_type),
        "type and parties": log_odds(joint),
        "actor": actor,
        "recipient": recipient,
        "lexicon": float(voice.lexicon),
        "lexicon alone": float(voice.lexicon and voice.chance <= EDGE),
        "against": float(voice.against),
        "weight": min(reading.weight, HEAVIEST) * float(voice.lexicon),
        "actor known": float(bool(ours)),
        "recipient known": float(bool(theirs)),
        "actor sure": _sure(actors),
        "recipient sure": _sure(recipients),
        "no actor": float(not actors),
        "no recipient": float(not recipients),
        "reciprocal": float(reading.reciprocal),
        "one country": float(len(ours | theirs) == 1),
        "several": float(len(reading.actors) * len(reading.recipients) > 1),
        "quiet": quiet,
        reading.act.type: 1.0,
    }


def _least(
    side: Party,
    chances: Mapping[Name, float],
    best: float,
) -> float:
    """The chance of the least likely of a side; `best` of whom only the lexicon has."""
    return min((chances.get(name(one), best) for one in side), default=best)


def _sure(side: Party) -> float:
    """How sure the least sure country of a side is, as log-odds; 0 where none is."""
    return min((log_odds(one.confidence) for one in side if one.country), default=0.0)


def log_odds(chance: float) -> float:
    """
    A chance as log-odds, bounded.

    >>> round(log_odds(0.5), 3), round(log_odds(1.0), 3)
    (0.0, 4.595)
    """
    bounded = min(max(chance, EDGE), 1 - EDGE)
    return math.log(bounded / (1 - bounded))
