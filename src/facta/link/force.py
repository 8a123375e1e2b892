"""
Disputes over measures: in force to one account, threatened or already lifted to another
of the same matter. Pure.

What changes is no dispute: a measure is lifted after it was in force, and imposed after
it was threatened. So the account of the later state must be the earlier one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facta.link.claims import dispute
from facta.link.clauses import Clause
from facta.link.contrast import Said, contrasted, joined
from facta.link.cues import cues, named_alike
from facta.link.prose import Prose
from facta.link.wording import shared
from facta.records import Date, Dispute

KEY = ("force",)
# in the order in which a measure passes through them
STATES = THREATENED, IN_FORCE, LIFTED = "threatened", "in force", "lifted"
ANY = "measure"  # may stand for any of them
PARTIES = 2  # countries that both accounts name at least
WORDS = 0.05  # of two sentences, the share of words from which they tell of one measure
MODALS = frozenset({"can", "could", "may", "might", "shall", "should", "will", "would"})


def said(account: Prose) -> Iterator[Said]:
    """Which measures are threatened, in force or lifted, as one account tells it."""
    for clause in account.clauses:
        for measure, value in _states(clause):
            yield account.say(clause, KEY, value, by=measure, acts=True)


def pairs(states: Iterable[Said]) -> Iterator[tuple[Said, Said]]:
    """What accounts tell of measures that cannot both be so."""
    return contrasted(states, _against)


def disputes(states: Iterable[Said]) -> Iterator[Dispute]:
    """What accounts tell of measures, one against the other."""
    for group in joined(pairs(states)):
        named = {str(one.by) for one in group}
        measure = min(named - {ANY}, default=ANY)
        yield dispute("status", "direct", measure, [one.assertion() for one in group])


def _against(one: Said, other: Said) -> bool:
    earlier, later = sorted((one, other), key=lambda each: STATES.index(each.value))
    since, told = _since(later), earlier.published
    return (
        since is not None
        and told is not None
        and since <= told
        and len(one.ends & other.ends) >= PARTIES
        and (one.by == other.by or ANY in (one.by, other.by))
        and shared(one.words, other.words) >= WORDS
    )


def _since(state: Said) -> Date | None:
    """The day by which a measure was in a state: told, or that of its account."""
    days = [each.begin for each in state.days]
    return min(days, default=state.published)


def _states(clause: Clause) -> Iterator[tuple[str, str]]:
    for at in range(len(clause.tokens)):
        found = _state(clause, at)
        if found is not None:
            value, bearers = found
            for one in bearers:
                if clause.lemmas[one] in cues().measures:
                    yield named_alike(clause.lemmas[one]), value
        if clause.lemmas[at] in cues().pending:
            above = clause.tokens[at].head
            if above >= 0 and clause.lemmas[above] in cues().measures:
                yield named_alike(clause.lemmas[above]), THREATENED


def _state(clause: Clause, at: int) -> tuple[str, list[int]] | None:
    """The state that a word tells, with the words that may name what is in it."""
    words, lemma = cues(), clause.lemmas[at]
    verb = clause.tokens[at].upos == "VERB"
    # most words tell none
    if not verb and lemma != "force":
        return None
    below = {clause.lemmas[one] for one in clause.children(at, "aux", "mark")}
    if below & MODALS or "to" in below:
        return None
    if _wanted(clause, at):
        return None
    if verb and lemma in words.lifting:
        value = IN_FORCE if clause.negated(at) else LIFTED
        return value, clause.children(at, "obj", "nsubj:pass")
    if verb and lemma in words.threatening:
        return THREATENED, clause.children(at, "obj", "obl")
    if verb and lemma in words.imposing:
        return IN_FORCE, clause.children(at, "obj", "obl", "nsubj:pass")
    if verb and lemma in words.lasting:
        return IN_FORCE, clause.children(at, "nsubj")
    if lemma == "force" and "in" in clause.cases(at):
        head = clause.tokens[at].head
        above = clause.children(head, "nsubj") if head >= 0 else []
        return IN_FORCE, [*clause.children(at, "nsubj"), *above]
    return None


def _wanted(clause: Clause, at: int) -> bool:
    """Whether somebody only wants it: "demanded that the ban be lifted"."""
    head = clause.tokens[at].head
    words = cues()
    return (
        clause.tokens[at].relation == "ccomp"
        and head >= 0
        and clause.lemmas[head] in words.demanding | words.proposing
    )
