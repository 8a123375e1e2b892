"""
Disputes over who moved first: who proposed it, asked for it, rang. Pure.

"Croatia proposed three judges" in one account is against "it was Slovenia that proposed
them" in another of the same matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from facta.link.claims import dispute
from facta.link.clauses import RELATIVE, Clause
from facta.link.contrast import Said, contrasted, joined, on_one_topic, one_outlet
from facta.link.cues import cues, named_alike
from facta.link.prose import Prose
from facta.records import Dispute

KEY, PROPOSAL, DEMAND = "initiative", "proposal", "demand"
WHO = {PROPOSAL: "who proposed", DEMAND: "who demanded"}
# Chosen on the coded stories to learn from: the share of two topics' words from which
# one thing is proposed, and the bits that a word of both has at least.
TOPIC, TELLING = 0.55, 4.0
TOLD = 4  # words that tell what is proposed
# tags of a verb that tells what is, not what is to be
INDICATIVE = frozenset({"VBD", "VBZ"})
UNNAMED = frozenset({"identify", "name", "quote"})
FORWARD = frozenset({"forward", "up"})
COMPLEMENTS = ("obj", "obl", "ccomp", "xcomp", "nsubj:pass")


class Move(Struct, frozen=True, kw_only=True):
    """A word of a sentence that tells who moved first, whose move and for what."""

    cue: int
    party: str
    topic: frozenset[str]
    told: bool
    wished: bool = False
    demanded: bool = False


def said(account: Prose) -> Iterator[Said]:
    """Who moved first, as one account tells it."""
    for clause in account.clauses:
        for move in _moves(clause):
            topic = (move.topic or _around(account, clause)) - _empty()
            clear = move.topic or _stands_for(clause, move.cue)
            if not move.wished or (clear and topic & cues().alike.keys()):
                yield account.say(
                    clause,
                    (KEY, DEMAND if move.demanded else PROPOSAL),
                    move.party,
                    topic=topic,
                    sure=move.told,
                )


def _around(account: Prose, clause: Clause) -> frozenset[str]:
    """The words of a sentence and of the one before it."""
    before = account.before(clause)
    own = account.words(clause)
    return own if before is None else own | account.words(before)


def pairs(moves: Iterable[Said]) -> Iterator[tuple[Said, Said]]:
    """What accounts tell of who moved first that cannot both be so."""
    return contrasted(moves, _against)


def disputes(moves: Iterable[Said]) -> Iterator[Dispute]:
    """What accounts tell of who moved first, one against the other."""
    for group in joined(pairs(moves)):
        yield dispute(
            "role",
            "direct",
            f"{WHO[group[0].key[1]]} {_topic(group)}",
            [one.assertion() for one in group],
        )


def _topic(group: list[Said]) -> str:
    """What is proposed: what it is in one word, or the words of it as they stand."""
    both = frozenset.intersection(*(one.topic for one in group))
    known = sorted(both & cues().alike.keys())
    if known or not both:
        return f"the {known[0]}" if known else "it"
    text = group[0].span.text.casefold()
    ordered = sorted(both, key=lambda word: (text.find(word), word))
    return f"it ({' '.join(ordered[:TOLD])})"


def _against(one: Said, other: Said) -> bool:
    return (
        (one.value in other.ends or other.value in one.ends)
        and (one.sure or other.sure)
        and not one_outlet(one, other)
        and on_one_topic(one, other, least=TOPIC, telling=TELLING)
    )


def _empty() -> frozenset[str]:
    words = cues()
    return words.proposing | words.proposals | words.receiving | words.demanding


def _moves(clause: Clause) -> Iterator[Move]:
    words = cues()
    for at, lemma in enumerate(clause.lemmas):
        upos = clause.tokens[at].upos
        if upos == "VERB" and (lemma in words.proposing or lemma in words.demanding):
            agent = clause.agent(at)
            if agent is not None and _proposes(clause, at):
                yield from _move(clause, at, agent, _complement(clause, at))
        elif upos == "NOUN" and lemma in words.proposals:
            yield from _by_noun(clause, at)
        elif lemma in words.ringing:
            yield from _rung(clause, at)


def _proposes(clause: Clause, verb: int) -> bool:
    if clause.lemmas[verb] == "bring":
        particles = clause.children(verb, "advmod", "compound:prt")
        if not any(clause.lemmas[at] in FORWARD for at in particles):
            return False
    things = clause.children(verb, *COMPLEMENTS)
    denied = clause.negated(verb) or any(map(clause.negated, things))
    if clause.lemmas[verb] in cues().demanding and not _asks_for_it(clause, verb):
        return False
    return not denied and not _unnamed(clause, verb)


def _asks_for_it(clause: Clause, verb: int) -> bool:
    """
    Whether a demand is for a thing that but one asked for: two may urge a third to act,
    and who insists that something is so asks for nothing.
    """
    told = clause.children(verb, "obj", "iobj")
    if any(clause.party(at) is not None for at in told):
        return False
    held = clause.children(verb, "ccomp")
    forms = [at for one in held for at in (one, *clause.children(one, "aux", "cop"))]
    return not any(clause.tokens[at].tag in INDICATIVE for at in forms)


def _stands_for(clause: Clause, verb: int) -> bool:
    """Whether a pronoun stands for what is wished: "the Russian had sought it"."""
    below = clause.children(verb, "obj", "obl")
    token = clause.tokens[verb]
    asked = token.relation in RELATIVE and clause.asked_of(verb)
    if asked and clause.lemmas[token.head] == "what":
        return False
    return asked or any(clause.lemmas[at] in ("it", "this") for at in below)


def _unnamed(clause: Clause, verb: int) -> bool:
    """Whether somebody asks for no more than not to be named."""
    below = clause.subtree(verb)
    return any(clause.lemmas[at] in UNNAMED for at in below) and any(
        clause.negated(at) for at in below
    )


def _move(
    clause: Clause, cue: int, agent: int, topic: frozenset[str]
) -> Iterator[Move]:
    party = clause.party(agent)
    if party is not None:
        lemma, words = clause.lemmas[cue], cues()
        yield Move(
            cue=cue,
            party=party,
            topic=topic,
            told=clause.told(agent) is not None,
            wished=lemma in words.wishing,
            demanded=lemma in words.demanding,
        )


def _complement(clause: Clause, verb: int) -> frozenset[str]:
    """The words of what is proposed; nothing where a pronoun stands for it."""
    below = clause.children(verb, *COMPLEMENTS)
    found = [at for child in below for at in clause.subtree(child)]
    token = clause.tokens[verb]
    # "the call, which Iran had requested": what it is told of stands above
    if token.relation in RELATIVE and clause.asked_of(verb):
        found.append(token.head)
    return clause.things(found) - _empty()


def _by_noun(clause: Clause, noun: int) -> Iterator[Move]:
    """Whose proposal it is: "at the request of Quito", "the idea came from Zagreb"."""
    if clause.negated(noun):
        return
    of = [
        at
        for at in clause.children(noun, "nmod", "nmod:poss", "amod", "compound")
        if clause.tokens[at].relation != "nmod"
        or clause.cases(at) <= {"of", "by", "from"}
    ]
    head = clause.tokens[noun].head
    if head >= 0 and clause.lemmas[head] in cues().coming:
        of += [at for at in clause.children(head, "obl") if "from" in clause.cases(at)]
    for at in of:
        party = clause.party(at)
        if party is not None:
            own = set(clause.subtree(noun)) - set(clause.subtree(at))
            topic = clause.words(own) - _empty()
            told = clause.told(at) is not None
            yield Move(cue=noun, party=party, topic=topic, told=told)
            return


def _rung(clause: Clause, at: int) -> Iterator[Move]:
    """Who rings whom: "the king rang", "received a call from the president"."""
    words = cues()
    talks = frozenset({named_alike("call")})
    if clause.tokens[at].upos == "VERB" and clause.lemmas[at] != "call":
        agent = clause.agent(at)
        if agent is not None:
            yield from _move(clause, at, agent, talks)
    elif clause.tokens[at].upos == "NOUN":
        callers = [c for c in clause.children(at, "nmod") if "from" in clause.cases(c)]
        head = clause.tokens[at].head
        if head >= 0 and clause.lemmas[head] in words.receiving:
            callers += [
                c for c in clause.children(head, "obl") if "from" in clause.cases(c)
            ]
        for caller in callers[:1]:
            yield from _move(clause, at, caller, talks)
