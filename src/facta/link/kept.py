"""
Disputes over promises: kept to one account, broken to another of the same matter. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facta.link.claims import dispute
from facta.link.clauses import Clause
from facta.link.contrast import Said, close, contrasted, joined
from facta.link.cues import cues
from facta.link.prose import Prose
from facta.link.rarity import weight
from facta.records import Dispute

KEY = ("kept",)
TELLING = 4.0  # bits of a word that two promises have in common; judged
KEPT, BROKEN = "kept", "broken"


def said(account: Prose) -> Iterator[Said]:
    """Which promises were kept or broken, as one account tells it."""
    before: frozenset[str] = frozenset()
    for clause in account.clauses:
        words = account.words(clause)
        for at, value in _outcomes(clause, before):
            agent = clause.agent(at)
            if agent is not None and clause.lemmas[agent] in cues().promises:
                agent = None
            yield account.say(
                clause,
                KEY,
                value,
                by=None if agent is None else clause.party(agent),
                topic=words | before,
                # a state's word is its own; persons and cabinets give theirs
                sure=agent is not None and clause.is_country(agent),
            )
        before = words


def pairs(outcomes: Iterable[Said]) -> Iterator[tuple[Said, Said]]:
    """What accounts tell of promises that cannot both be so."""
    return contrasted(outcomes, _against)


def disputes(outcomes: Iterable[Said]) -> Iterator[Dispute]:
    """What accounts tell of promises, one against the other."""
    for group in joined(pairs(outcomes)):
        yield dispute(
            "outcome", "direct", "the promise", [one.assertion() for one in group]
        )


def _against(one: Said, other: Said) -> bool:
    if not close(one, other):
        return False
    if one.by is not None and one.by == other.by and one.sure and other.sure:
        return True
    both = one.topic & other.topic - cues().promises
    one_party = one.by is None or other.by is None or one.by == other.by
    return one_party and any(weight(word) >= TELLING for word in both)


def _outcomes(clause: Clause, before: frozenset[str]) -> Iterator[tuple[int, str]]:
    """The words that tell what became of a promise, with whether it was kept."""
    words = cues()
    for at, lemma in enumerate(clause.lemmas):
        kept = (
            (lemma in words.keeping and _promised(clause, at, before))
            or (lemma in words.true and _of_promise(clause, at, "obl"))
            or (lemma in words.standing and _of_promise(clause, at, "obl", "nsubj"))
        )
        broken = lemma in words.breaking and _promised(clause, at, before)
        if kept or broken:
            yield at, KEPT if kept != clause.negated(at) else BROKEN
        elif _worthless(clause, at):
            yield at, BROKEN


def _promised(clause: Clause, at: int, before: frozenset[str]) -> bool:
    """Whether what is kept or broken is a promise."""
    shut = any(  # "they keep it shut"
        clause.tokens[one].upos == "ADJ" for one in clause.children(at, "xcomp")
    )
    if clause.tokens[at].upos != "VERB" or shut:
        return False
    objects = clause.children(at, "obj", "nsubj:pass")
    lemmas = {clause.lemmas[one] for one in objects}
    if lemmas & cues().promises:
        return True
    return "it" in lemmas and bool((before | clause.words()) & cues().promises)


def _of_promise(clause: Clause, at: int, *relations: str) -> bool:
    """Whether a promise hangs from a word: "stood by its word"."""
    return any(
        clause.lemmas[one] in cues().promises for one in clause.children(at, *relations)
    )


def _worthless(clause: Clause, at: int) -> bool:
    """Whether a promise is told to be worth nothing."""
    return clause.lemmas[at] == "worth" and (
        "nothing" in {clause.lemmas[one] for one in clause.subtree(at)}
        and any(clause.lemmas[one] in cues().promises for one in clause.subtree(at))
    )
