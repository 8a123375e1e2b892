"""
Disputes over who attacked whom: the same parties with their sides exchanged, in accounts
of one matter, place and day. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from facta.link.accounts import Account
from facta.link.claims import dispute
from facta.link.contrast import (
    Said,
    contrasts,
    elsewhere,
    other_days,
)
from facta.link.likeness import shared
from facta.link.tellings import sides
from facta.records import (
    Dispute,
    Event,
)

ATTACK = "ASSAULT"
UNREAL = frozenset({"future", "hypothetical", "negation"})
# Of the words of two sentences, the share from which one attack is told. Chosen on the
# coded stories to learn from.
TOPIC = 0.12


def said(account: Account) -> Iterator[Said]:
    """Who attacked whom, as one account tells it."""
    attacks = [event for event in account.annotation.events if _attack(event)]
    # what one word tells both ways is a fight, and nobody's attack
    told = Counter((event.sentence, event.trigger) for event in attacks)
    for event in attacks:
        actors, recipients = sides(event.actor), sides(event.recipient)
        clause = account.of(event.sentence)
        one_way = told[event.sentence, event.trigger] == 1
        if (
            clause
            and one_way
            and len(actors) == len(recipients) == 1
            and actors != recipients
        ):
            yield account.say(
                clause,
                ("attack", *sorted(actors | recipients)),
                next(iter(actors)),
                span=event.span,
                topic=clause.words(),
                event=event.id,
                acts=True,
            )


def disputes(attacks: Iterable[Said]) -> Iterator[Dispute]:
    """What accounts tell of who attacked, one against the other."""
    for group in contrasts(attacks, _against):
        yield dispute(
            "role", "tension", "who attacked", [one.assertion() for one in group]
        )


def _attack(event: Event) -> bool:
    return event.event_type == ATTACK and not UNREAL & set(event.auxiliary)


def _against(one: Said, other: Said) -> bool:
    return (
        not other_days(one, other)
        and not elsewhere(one, other)
        and shared(one.topic, other.topic) >= TOPIC
    )
