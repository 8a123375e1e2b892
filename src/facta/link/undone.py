"""
Disputes over deeds between accounts of one matter: done to one, not done to another.
Pure.

A deed is told as not done by a negated verb, or by one in what somebody denies. It is
held against the sentence that tells the same deed as done in most of the same words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.link.claims import dispute, in_short
from facta.link.clauses import NEGATIONS, Clause
from facta.link.contrast import (
    Said,
    elsewhere,
    facing,
    joined,
    of_one_thing,
    one_outlet,
    other_days,
)
from facta.link.cues import cues, deed
from facta.link.denials import DENIAL
from facta.link.prose import Prose
from facta.link.wording import shared
from facta.records import Dispute, Statement

DONE, UNDONE = "done", "not done"
# How much of the words of two tellings is shared where the one denies the other: where
# both are of one party, where the sentence of the deed names the party, and else. Chosen
# on the coded stories to learn from.
ALIKE, NAMED, NAMELESS = 0.1, 0.1, 0.2
MODALS = frozenset(
    {"can", "could", "may", "might", "must", "shall", "should", "will", "would"}
)
ASPECT = frozenset({"have"})
APART = 3  # days from which two sentences tell of two deeds; judged


class Deed(Struct, frozen=True, kw_only=True, eq=False, tag=True):
    """
    A deed that an account tells as done or not done; `so_far` says that it is told as
    not done yet, which a later deed does not contradict.
    """

    said: Said
    done: bool
    party: str | None
    named: frozenset[str]
    denied: bool = False
    so_far: bool = False


def said(account: Prose) -> Iterator[Deed]:
    """The deeds that one account tells as done or not done."""
    for clause in account.clauses:
        denials = [
            one for one in account.said[clause.sentence.index] if one.grade == DENIAL
        ]
        for at, token in enumerate(clause.tokens):
            lemma = clause.lemmas[at]
            if token.upos != "VERB" or lemma in cues().light or _unreal(clause, at):
                continue
            denial = next(
                (
                    one
                    for one in denials
                    if one.content.start <= token.start < one.content.end
                ),
                None,
            )
            yield _deed(account, clause, at, deed(lemma) or lemma, denial)


def disputes(deeds: Iterable[Deed]) -> Iterator[Dispute]:
    """The deeds of accounts, one against the other."""
    for group in joined(pairs(deeds)):
        undone = min(one.said.span.text for one in group if not one.done)
        yield dispute(
            "occurrence",
            "direct",
            in_short(" ".join(undone.split()).rstrip(".")),
            [
                one.said.assertion("happened" if one.done else "did not happen")
                for one in group
            ],
        )


def _unreal(clause: Clause, at: int) -> bool:
    """Whether a verb tells what may or shall be, or only names a deed."""
    below = set()
    for verb in clause.beside(at):
        below |= {clause.lemmas[one] for one in clause.children(verb, "aux", "mark")}
    return bool(below & (MODALS | {"to", "if"})) or clause.tokens[at].relation == "amod"


def _deed(
    account: Prose, clause: Clause, at: int, kind: str, denial: Statement | None
) -> Deed:
    negated = clause.negated(at) or any(
        clause.lemmas[one] in NEGATIONS or clause.negated(one)
        for one in clause.children(at, "nsubj", "nsubj:pass", "obj")
    )
    agent = clause.agent(at)
    party = None if agent is None else clause.party(agent)
    if denial is not None and party is None and agent is None:
        party = denial.speaker.country
    perfect = any(clause.lemmas[one] in ASPECT for one in clause.children(at, "aux"))
    done = negated == (denial is not None)
    words = clause.words(clause.subtree(at))
    return Deed(
        said=account.say(
            clause,
            ("deed", kind),
            DONE if done else UNDONE,
            topic=words - {clause.lemmas[at]},
        ),
        done=done,
        party=party,
        named=clause.countries,
        denied=denial is not None,
        so_far=not done and denial is None and perfect,
    )


def pairs(deeds: Iterable[Deed]) -> Iterator[tuple[Deed, Deed]]:
    """Each deed told as not done with what tells it as done most alike."""
    best: dict[int, tuple[float, Deed, Deed]] = {}
    for undone, done in _facing(deeds):
        fit = _fit(undone, done)
        known = best.get(id(undone))
        if fit is not None and (
            known is None or (-fit, done.said.order) < (-known[0], known[2].said.order)
        ):
            best[id(undone)] = fit, undone, done
    for _, undone, done in best.values():
        yield undone, done


def _facing(deeds: Iterable[Deed]) -> Iterator[tuple[Deed, Deed]]:
    for first, second in facing(deeds):
        yield from _crossed(first, second)
        yield from _crossed(second, first)


def _crossed(
    first: Sequence[Deed], second: Sequence[Deed]
) -> Iterator[tuple[Deed, Deed]]:
    for one in first:
        if not one.done:
            for other in second:
                if other.done:
                    yield one, other


def _fit(undone: Deed, done: Deed) -> float | None:
    """How alike two tellings are; None where they tell of two deeds."""
    known = undone.party is not None and undone.party == done.party
    if undone.party and done.party and not known:
        return None
    if elsewhere(undone.said, done.said) or other_days(undone.said, done.said, APART):
        return None
    if one_outlet(undone.said, done.said) or _since(undone, done):
        return None
    if not of_one_thing(undone.said, done.said):
        return None
    fit = shared(undone.said.topic, done.said.topic)
    if known and undone.denied:
        return fit
    if known:
        return fit if fit >= ALIKE else None
    named = undone.party is not None and undone.party in done.named
    return fit if fit >= (NAMED if named else NAMELESS) else None


def _since(undone: Deed, done: Deed) -> bool:
    """Whether a deed was done after it was told as not done yet."""
    first, second = undone.said.published, done.said.published
    return undone.so_far and first is not None and second is not None and second > first
