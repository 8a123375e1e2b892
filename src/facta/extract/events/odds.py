"""
How likely an event is right, type and parties, by what either reader and the whole
account say of it.

Takes what speaks for and against it in numbers; gives evidence for `chances`. The
weights were learned on the corpus' dev part and on invented analyses (`training.odds`)
and stand in `odds.toml`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec import Struct

from facta.extract.chances import EDGE, log_odds
from facta.extract.events.algebra import HISTORICAL, MUTUAL, NEGATION
from facta.extract.events.deeds import Deed
from facta.extract.events.reading import Name, Party, name

HEAVIEST = 6  # words and conditions of an entry beyond these add nothing
TWO = 2  # countries that meet
OFTEN = 2  # nor do other words that tell the same


class Account(Struct, frozen=True, kw_only=True):
    """
    What a whole account says of a deed: `quiet` is the share of its sentences in which
    no act is heard, high in analyses; `share` that of its parties' countries among all
    that are mentioned around it.
    """

    quiet: float
    share: float


def evidence(
    deed: Deed,
    account: Account,
) -> dict[str, float]:
    """
    What speaks for a deed that the language model was asked about, by name.

    Raises:
        ValueError: it was not asked.
    """
    reading, (ours, theirs) = deed.reading, deed.countries
    voice = reading.voice
    if voice is None:
        raise ValueError("the language model was not asked about this reading")
    doing, undergoing = voice.parties
    actor = _least(deed.actors, doing, voice.actor)
    recipient = _least(deed.recipients, undergoing, voice.recipient)
    sides = ((deed.actors, actor), (deed.recipients, recipient))
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
        "actor sure": _sure(deed.actors),
        "recipient sure": _sure(deed.recipients),
        "no actor": float(not deed.actors),
        "no recipient": float(not deed.recipients),
        "reciprocal": float(reading.reciprocal),
        "one country": float(len(ours | theirs) == 1),
        "meets nobody": float(deed.act.type in MUTUAL and len(ours | theirs) < TWO),
        "several": float(len(reading.actors) * len(reading.recipients) > 1),
        "quiet": account.quiet,
        "share": account.share,
        "again": math.log1p(min(deed.again, OFTEN)),
        **{mode: float(mode in deed.act.auxiliary) for mode in (NEGATION, HISTORICAL)},
        deed.act.type: 1.0,
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
