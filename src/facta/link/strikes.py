"""
Disputes over who struck first, and over who brought two sides together: one country to
one account, another to another of the same matter. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facta.link.claims import dispute
from facta.link.clauses import Clause
from facta.link.contrast import (
    Said,
    close,
    contrasted,
    elsewhere,
    joined,
    one_outlet,
    other_days,
)
from facta.link.cues import cues
from facta.link.prose import Prose
from facta.records import Attribute, Dispute

FIRST, BROKER = "first", "broker"
ATTRIBUTES: dict[str, Attribute] = {FIRST: "role", BROKER: "participant"}
SUBJECTS = {FIRST: "who began", BROKER: "who mediated"}
APART = 2  # days from which two sentences tell of two things; judged


def said(account: Prose) -> Iterator[Said]:
    """Who struck first and who mediated, as one account tells it."""
    for clause in account.clauses:
        for at, lemma in enumerate(clause.lemmas):
            kind = _kind(clause, at, lemma)
            agent = clause.agent(at) if kind else None
            party = None if agent is None else clause.told(agent)
            if kind and party and not clause.negated(at):
                yield account.say(clause, (kind,), party, topic=account.words(clause))


def pairs(firsts: Iterable[Said]) -> Iterator[tuple[Said, Said]]:
    """Who began and who mediated, where both cannot be so."""
    return contrasted(firsts, _against)


def disputes(firsts: Iterable[Said]) -> Iterator[Dispute]:
    """Who began and who mediated, one account against the other."""
    for group in joined(pairs(firsts)):
        kind = group[0].key[0]
        yield dispute(
            ATTRIBUTES[kind],
            "direct",
            SUBJECTS[kind],
            [one.assertion() for one in group],
        )


def _kind(clause: Clause, at: int, lemma: str) -> str | None:
    """Whether a word tells who struck first, or who mediated."""
    words = cues()
    if clause.tokens[at].upos != "VERB":
        return None
    if lemma in words.brokering:
        return BROKER
    if lemma in words.starting and not clause.children(at, "xcomp", "ccomp"):
        return FIRST
    if lemma in words.striking:
        below = {clause.lemmas[one] for one in clause.below[at]}
        if "first" in below or (lemma == "open" and below & words.opening):
            return FIRST
    return None


def _against(one: Said, other: Said) -> bool:
    foes = one.value in other.ends and other.value in one.ends
    return (
        (foes or one.key[0] == BROKER)
        and close(one, other)
        and not one_outlet(one, other)
        and not elsewhere(one, other)
        and not other_days(one, other, APART)
    )
