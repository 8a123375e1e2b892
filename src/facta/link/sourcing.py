"""
How an account comes to what it tells: by itself, or from somebody whom it quotes. Pure.

The words of a party are told apart where it speaks of its own acts. Who says "we
refuse" refuses by saying so: such words are the act, and no claim about it.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.lexicon.speech import Cues
from facta.ontology import Gazetteer
from facta.ontology.countries import BODIES
from facta.ontology.forms import words
from facta.records import (
    Actor,
    Event,
    Interest,
    Relation,
    Sentence,
    Side,
    Speaker,
    SpeakerKind,
    Statement,
    Token,
)

# sectors of those who speak and act for their state; None is the state itself
STATE = frozenset({None, "GOV", "MIL", "SPY", "LEG", "JUD", "COP"})
# who is quoted for what he knows, not for what he published
QUOTED = frozenset({"named", "anonymous", "institution", "document"})
VERBAL, COOPERATIVE, HOSTILE = frozenset({1, 3}), 2, 4  # quad classes
MEETING = "CONSULT"  # verbal, yet done by more than one's words
DECREED = "SANCTION"  # no verbal act, yet done by who says that he does it
# who may do an act by his words as the account hears them
HEARD = frozenset({"named", "institution"})
# grades of statements: what somebody claims of his words is no such words
CLAIMED = frozenset({"accusation", "admission", "claim", "denial"})
ADMISSION, EMOTION = "admission", "emotion"
PAST = "had"
# by which a verb hangs from one that says how far it is vouched for
HANGING = frozenset({"ccomp", "conj", "xcomp"})
HEDGING = frozenset({"advmod", "amod"})


class Sourcing(Struct, frozen=True, kw_only=True):
    """How one telling came to its account, as `Report` has it of a whole account."""

    relation: Relation = "primary"
    speaker_kind: SpeakerKind | None = None
    party: Side | None = None
    interest: Interest | None = None

    @property
    def alleged(self) -> bool:
        """Whether it is told as somebody's word alone."""
        return self.speaker_kind is not None


def sourcing(
    event: Event,
    statement: Statement | None,
    *,
    trigger: Token | None = None,
    sentence: Sentence | None = None,
    publisher: str | None = None,
) -> Sourcing:
    """
    How an account comes to an event.

    Args:
        event: what it tells.
        statement: whose words it tells it by; None where by its own.
        trigger: the word for the act, in its sentence.
        sentence: the one that tells it.
        publisher: whose paper the account is: a party's own is one.
    """
    near = list(_hanging(trigger, sentence))
    if statement is not None and not _is_author(statement.speaker, publisher):
        if _is_claim(event, statement, trigger, near):
            return _quoted(event, statement)
    elif _hedged(trigger, sentence):
        return Sourcing(relation="relayed", speaker_kind="unknown")
    paper = body(publisher or "")
    if paper is None or _is_speech(event):
        return Sourcing()
    party = _party(paper, event)
    return Sourcing(party=party, interest=_interest(party, event))


def passed_on(told: Sourcing, *, copied: bool) -> Sourcing:
    """The same where the passage, which tells it by its own words, is another account's."""
    if copied and not told.alleged:
        return Sourcing(relation="relayed")
    return told


def foremost(told: Sequence[tuple[bool, Sourcing]]) -> Sourcing:
    """
    How an account comes to what it tells several times: by itself if it says so once.
    Headings, which leave out who says it, count where there is nothing else.
    """
    _, best = min(told, key=lambda one: (one[0], one[1].relation != "primary"))
    return best


def _quoted(event: Event, statement: Statement) -> Sourcing:
    speaker, party = statement.speaker, None
    if speaker.kind in QUOTED:
        party = _party(speaker, event)
    return Sourcing(
        relation="relayed",
        speaker_kind=speaker.kind,
        party=party,
        interest=_interest(party, event, admitted=statement.grade == ADMISSION),
    )


def _is_claim(
    event: Event,
    statement: Statement,
    trigger: Token | None,
    near: Iterable[Token],
) -> bool:
    """
    Whether a statement tells an event on its speaker's word: not where the saying is
    the act, nor where the act is what he feels or believes something about.
    """
    felt = statement.grade == EMOTION or statement.attribution == "belief"
    if felt and trigger is not None and trigger.upos == "NOUN":
        return False
    if not _is_speech(event) or not _speaks_itself(statement.speaker, event):
        return True
    past = any(token.text.casefold() == PAST for token in near)
    return bool(statement.relayed_by) or statement.grade in CLAIMED or past


def _is_speech(event: Event) -> bool:
    """Whether the act is done by saying something."""
    verbal = event.quad_code in VERBAL and event.event_type != MEETING
    return verbal or event.event_type == DECREED


def _speaks_itself(speaker: Speaker, event: Event) -> bool:
    """Whether an actor's own words are heard: his, or those of who speaks for a state."""
    return speaker.kind in HEARD and any(
        speaker.name == end.name or (_same(speaker, end) and not _is_person(end))
        for end in event.actor
    )


def _is_person(end: Actor) -> bool:
    entry = _gazetteer().entries.get(end.name)
    return bool(end.office or (entry and entry.gender))


def _is_author(speaker: Speaker, publisher: str | None) -> bool:
    """Whether an account quotes itself: "we know", or under its publisher's name."""
    if speaker.name:
        return speaker.name == publisher
    said = speaker.span.text.casefold() if speaker.span else ""
    return said in _cues().speakers.author


def _interest(
    party: Side | None, event: Event, *, admitted: bool = False
) -> Interest | None:
    """
    For whom a party's word on its own act speaks, where that is plain: against it what
    it admits; for it a good deed that it did, and an evil one that it did not.
    """
    if party != "actor":
        return None
    if admitted:
        return "against"
    good = COOPERATIVE if "negation" not in event.auxiliary else HOSTILE
    return "for" if event.quad_code == good else None


def _party(one: Speaker | Actor, event: Event) -> Side | None:
    """The side of an event on which somebody stands; of both, the actor's."""
    if any(_same(one, end) for end in event.actor):
        return "actor"
    if any(_same(one, end) for end in event.recipient):
        return "recipient"
    return None


def _same(one: Speaker | Actor, end: Actor) -> bool:
    """Whether somebody is an end of an event, or both are the same state's."""
    if one.name == end.name:
        return True
    state = one.country is not None and one.country not in BODIES
    return state and one.country == end.country and {one.sector, end.sector} <= STATE


def _hedged(trigger: Token | None, sentence: Sentence | None) -> bool:
    """Whether the account does not vouch for it: "allegedly", "a reported strike"."""
    hearsay = _cues().hearsay
    found = {
        token.text.casefold()
        for verb in _chain(trigger, sentence)
        for token in _hanging(verb, sentence)
        if token.relation in HEDGING
    }
    return not found.isdisjoint(hearsay.adverbs | hearsay.adjectives)


def _chain(token: Token | None, sentence: Sentence | None) -> Iterator[Token]:
    """A word, and those that it hangs from as part of what they tell."""
    met = 0
    while token is not None and sentence is not None and met <= len(sentence.tokens):
        yield token
        if token.head < 0 or token.relation.split(":")[0] not in HANGING:
            return
        token, met = sentence.tokens[token.head], met + 1


def _hanging(token: Token | None, sentence: Sentence | None) -> Iterator[Token]:
    """The words that hang from a word."""
    if token is None or sentence is None:
        return
    at = sentence.tokens.index(token)
    yield from (one for one in sentence.tokens if one.head == at)


@functools.cache
def _cues() -> Cues:
    return Cues.load()


@functools.lru_cache(maxsize=1024)
def body(publisher: str) -> Speaker | None:
    """The party of which a publisher is the own paper; None for a paper of the press."""
    named = words(publisher)
    if named[:1] == ("The",):
        named = named[1:]
    for match in _gazetteer().forms.find(named):
        entry = _gazetteer().entries.get(match.sense.name)
        whole = (match.first, match.last) == (0, len(named) - 1)
        if whole and match.sense.kind == "actor" and entry and entry.country:
            return Speaker(
                kind="institution",
                name=entry.name,
                country=entry.country,
                sector=entry.sector,
            )
    return None


@functools.cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()
