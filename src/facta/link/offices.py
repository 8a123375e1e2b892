"""
Disputes over who holds an office: a minister to one account, a former one to another of
the same matter, who does the same. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from facta.link.claims import dispute
from facta.link.contrast import Key, Said, close, contrasted, joined, one_outlet
from facta.link.prose import Prose
from facta.link.status import claimed, known
from facta.records import Actor, Dispute

SITTING = "sitting"


def said(account: Prose) -> Iterator[Said]:
    """
    Who holds or held which office, as one account tells it: an office of which it names
    both a holder and a former one tells nothing.
    """
    found: dict[Key, list[Said]] = defaultdict(list)
    for clause in account.clauses:
        for actor in clause.actors:
            country = clause.told(actor.head)
            if actor.office and country and _written(actor):
                office = actor.office.casefold()
                found[office, country].append(
                    account.say(
                        clause,
                        ("office", office, country),
                        claimed(account.document.text, actor) or SITTING,
                        span=actor.span,
                        by=actor.office,
                    )
                )
    for several in found.values():
        if len({one.value for one in several}) == 1:
            yield several[0]


def _written(actor: Actor) -> bool:
    """
    Whether the account itself writes the office; of whom the tables know, `status`
    tells more.
    """
    words = actor.span.text.casefold().split()
    return (actor.office or "").casefold().split()[-1] in words and not known(actor)


def pairs(offices: Iterable[Said]) -> Iterator[tuple[Said, Said]]:
    """What accounts tell of office-holders that cannot both be so."""
    return contrasted(offices, _against)


def disputes(offices: Iterable[Said]) -> Iterator[Dispute]:
    """What accounts tell of office-holders, one against the other."""
    for group in joined(pairs(offices)):
        yield dispute(
            "status",
            "direct",
            f"{group[0].by} of {group[0].key[2]}",
            [one.assertion(f"{one.value} {one.by}") for one in group],
        )


def _against(one: Said, other: Said) -> bool:
    return close(one, other) and not one_outlet(one, other)
