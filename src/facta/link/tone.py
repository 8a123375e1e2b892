"""
Disputes over the tone of talks: cordial to one account, icy to another of the same
matter. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facta.link.claims import dispute
from facta.link.clauses import Clause
from facta.link.contrast import Said, close, contrasted, joined, other_days
from facta.link.cues import cues, named_alike
from facta.link.prose import Prose
from facta.records import Dispute

KEY = ("tone",)
TALKS = named_alike("talk")
WARM, COLD = "warm", "cold"
PARTIES = 1  # countries that both accounts name at least
# what a clause calls a talk by: those of two ways are two talks
WAYS = {
    "phone": frozenset({"call", "phone", "ring", "telephone"}),
    "meeting": frozenset({"meet", "meeting", "summit", "visit"}),
}
SHOUTING = frozenset({"shout"})
CALLING = frozenset({"call", "describe", "find", "term"})
PRONOUN = "PRON"


def said(account: Prose) -> Iterator[Said]:
    """The tone of talks, as one account tells it."""
    for clause in account.clauses:
        near = [clause, account.before(clause)]
        about = next((one for one in near if one and _talks(one)), None)
        for at, value in _tones(clause, talks=about is not None):
            yield account.say(
                clause,
                KEY,
                value,
                topic=frozenset(_ways(about or clause)),
                by=clause.lemmas[at],
            )


def pairs(tones: Iterable[Said]) -> Iterator[tuple[Said, Said]]:
    """What accounts tell of the tone of talks that cannot both be so."""
    return contrasted(tones, _against)


def disputes(tones: Iterable[Said]) -> Iterator[Dispute]:
    """What accounts tell of the tone of talks, one against the other."""
    for group in joined(pairs(tones)):
        yield dispute(
            "stance",
            "direct",
            "the tone of the talks",
            [one.assertion(one.by) for one in group],
        )


def _against(one: Said, other: Said) -> bool:
    return (
        close(one, other)
        and len(one.ends & other.ends) >= PARTIES
        and not (one.topic and other.topic and not one.topic & other.topic)
        and not other_days(one, other)
    )


def _talks(clause: Clause) -> bool:
    return any(named_alike(lemma) == TALKS for lemma in clause.lemmas)


def _ways(clause: Clause) -> Iterator[str]:
    for name, words in WAYS.items():
        if words & set(clause.lemmas):
            yield name


def _tones(clause: Clause, *, talks: bool) -> Iterator[tuple[int, str]]:
    """The words that tell a tone, with the tone; `talks` says that some are told of."""
    words = cues()
    for at, lemma in enumerate(clause.lemmas):
        warm = lemma in words.warm
        if (warm or lemma in words.cold) and _of_talks(clause, at, talks=talks):
            yield at, WARM if warm != clause.negated(at) else COLD


def _of_talks(clause: Clause, at: int, *, talks: bool) -> bool:
    """Whether a word that tells a tone tells that of talks, not of something else."""
    token = clause.tokens[at]
    if token.upos == "VERB":
        # who shouts does so at a talk; what else is raised or frozen is no talk
        return talks and clause.lemmas[at] in SHOUTING
    while (
        token.relation == "conj" and token.head >= 0 and clause.own_subject(at) is None
    ):
        at = token.head
        token = clause.tokens[at]
    head = token.head
    if token.relation in ("amod", "nmod") and head >= 0:
        above = clause.tokens[head].head
        proposed = above >= 0 and clause.lemmas[above] in cues().proposing
        return not proposed and _may_have(clause, head, talks=talks)
    if head >= 0 and clause.lemmas[head] in CALLING:
        bearers = clause.children(head, "obj", "nsubj:pass")
    else:
        subject = clause.subject(at)
        bearers = [subject] if subject is not None else []
    if any(_may_have(clause, one, talks=talks) for one in bearers):
        return True
    return talks and (not bearers or clause.tokens[bearers[0]].upos == PRONOUN)


def _may_have(clause: Clause, at: int, *, talks: bool) -> bool:
    lemma = clause.lemmas[at]
    if lemma in cues().moods or named_alike(lemma) == TALKS:
        return True
    return talks and lemma in cues().lengths
