"""
From matched entries to readings: an act with its parties, composed with the operators that govern it.

A `Reader` reads one sentence. `read(token)` gives the best reading at a trigger, `readings()` all that stand on their
own: acts that an operator has swallowed ("agreed to *meet*") are not told twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from facta.extract.events.algebra import HYPOTHETICAL, Act, compose
from facta.extract.events.auxiliary import auxiliaries
from facta.extract.events.matching import NOUN_RECIPIENTS, Matcher, recipients
from facta.extract.events.parties import Parties
from facta.extract.events.views import View
from facta.extract.lexicon import Entry, Lexicon
from facta.records import Actor, Auxiliary

DEONTIC = frozenset({"must", "should", "shall", "ought", "need"})
SPEAKERS = frozenset({"it", "he", "she", "they", "we", "i", "who", "that"})
SELF = frozenset({"plan", "agree", "refuse", "decide", "fail", "offer", "hope", "consider", "deny"})
TELLERS = frozenset({"declare", "say", "tell", "consider", "deny", "accuse", "hope"})
TELLING = frozenset({"to", "from", "with", "indirect"})
DEPTH = 6


class Reading(Struct, frozen=True):
    """
    One act as told at a trigger.

    `words` are the tokens that name it, `used` the heads of acts it has swallowed; `composed` is the outermost
    operator. `weight` grows with the words and conditions that were met.
    """

    act: Act
    contexts: tuple[str, ...]
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    reciprocal: bool
    head: int
    words: tuple[int, ...]
    used: frozenset[int]
    rule: str
    weight: int
    cameo: str | None = None
    composed: str | None = None
    slots: tuple[str, ...] = ()


def same(one: Actor, other: Actor) -> bool:
    """Whether two mentions are of one actor."""
    return one.name == other.name and one.country == other.country


class Reader:
    """Reads one sentence by the lexicon."""

    __slots__ = ("_busy", "_known", "lexicon", "matcher", "parties", "view")

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        self.view = view
        self.lexicon = lexicon
        self.matcher = Matcher(view, lexicon)
        self.parties = Parties(view, lexicon.people)
        self._known: dict[int, tuple[Reading, ...]] = {}
        self._busy: set[int] = set()

    def readings(self) -> list[Reading]:
        """The best reading at each trigger that no operator has swallowed, in text order."""
        best = {token: found[0] for token in range(len(self.view.tokens)) if (found := self.all(token))}
        swallowed = {token for reading in best.values() for token in reading.used}
        return [reading for token, reading in best.items() if token not in swallowed]

    def read(self, token: int) -> Reading | None:
        """The best reading at a token."""
        found = self.all(token)
        return found[0] if found else None

    def all(self, token: int) -> tuple[Reading, ...]:
        """Every reading at a token, the best first."""
        if token not in self._known and token not in self._busy and len(self._busy) < DEPTH:
            self._busy.add(token)
            found = (self._apply(entry, token) for entry in self.matcher.entries(token))
            fitting = sorted((r for r in found if r is not None), key=lambda reading: -reading.weight)
            if not fitting or not self._without(fitting[0].recipients, fitting[0].actors):
                fitting = self._joint(token) + fitting
            self._known[token] = tuple(fitting)
            self._busy.discard(token)
        return self._known.get(token, ())

    def _joint(self, token: int) -> list[Reading]:
        """What several do together, whatever it is ("patrolled the coast jointly")."""
        view = self.view
        if view.tokens[token].upos != "VERB":
            return []
        adverbs = [child for child in view.below[token] if view.tokens[child].upos == "ADV"]
        entries = [entry for child in adverbs for entry in self.lexicon.entries("adjective", view.lemmas[child])]
        readings = [
            self._plain(Entry(e.sense, "verb", e.phrase, (), 1), token)
            for e in entries
            if e.sense.reciprocal and not e.rest
        ]
        return [reading for reading in readings if reading.reciprocal and self._both(reading)]

    @staticmethod
    def _both(reading: Reading) -> bool:
        """Whether two parties at least take part."""
        return len({(actor.name, actor.country) for actor in (*reading.actors, *reading.recipients)}) > 1

    def _apply(self, entry: Entry, token: int) -> Reading | None:
        if entry.sense.operator is None:
            return self._plain(entry, token)
        for governed in self._governed(entry, token):
            reading = self._compose(entry, token, governed)
            if reading is not None:
                return reading
        if entry.sense.operator == "say":
            return self._told_clause(entry, token)
        return self._plain(entry, token) if entry.sense.type is not None else None

    def _plain(self, entry: Entry, token: int) -> Reading:
        """An act that stands for itself."""
        sense = entry.sense
        assert sense.type is not None, "operators without a type are composed"
        actors = self._side(entry, token, sense.actor, acting=True)
        slots = recipients(sense, entry.part)
        if sense.reciprocal and len(actors) > 1:
            slots = tuple(slot for slot in slots if slot in {"with", "between", "among", "to"})
        others = self._without(self._side(entry, token, slots, acting=False, but=actors), actors)
        if sense.reciprocal and not others and len(actors) > 1:
            others = actors
        if entry.part == "verb" and not others:
            others = self._without(self._purpose_parties(token), actors)
        if sense.operator is not None and not others:
            others = self._without(self._deep_parties(token), actors)
        act = Act(sense.type, sense.mode, auxiliaries(self.view, token) | frozenset(sense.auxiliary))
        return Reading(
            act,
            sense.contexts,
            actors,
            others,
            sense.reciprocal,
            token,
            self.matcher.words(entry, token),
            self.matcher.conditioned(entry, token),
            sense.name,
            entry.weight,
            sense.cameo,
            None,
            recipients(sense, entry.part),
        )

    def _deep_parties(self, token: int) -> tuple[Actor, ...]:
        """Whom an act that no entry knows is about ("threatened to turn Seoul into ashes")."""
        view = self.view
        for clause in view.children(token, "xcomp"):
            near = (*view.patients(clause), *(c for case, c in view.obliques(clause) if case in NOUN_RECIPIENTS))
            for head in near:
                found = self.parties.of(head)
                if found:
                    return found
        return ()

    def _purpose_parties(self, token: int) -> tuple[Actor, ...]:
        """Whom the governing consultation addresses, for its purpose ("called him to apologise")."""
        view, head = self.view, self.view.tokens[token].head
        if head < 0 or view.relation(token) not in {"advcl", "xcomp"} or not view.infinitive(token):
            return ()
        for entry in self.matcher.entries(head):
            if entry.sense.type == "CONSULT":
                return self._side(entry, head, recipients(entry.sense, entry.part), acting=False)
        return ()

    def _side(
        self, entry: Entry, token: int, slots: Iterable[str], *, acting: bool, but: tuple[Actor, ...] = ()
    ) -> tuple[Actor, ...]:
        """The actors in the first of these slots that names any beside `but`; a later one may know the country."""
        first: tuple[Actor, ...] = ()
        for slot in slots:
            if first and slot not in TELLING:
                continue
            found = self._slot_parties(entry, token, slot, acting=acting)
            if self._without(found, but):
                if any(actor.country for actor in found):
                    return found
                first = first or found
        return first

    def _slot_parties(self, entry: Entry, token: int, slot: str, *, acting: bool) -> tuple[Actor, ...]:
        """The actors in one slot."""
        found: list[Actor] = []
        for head in self.matcher.slot(entry.sense, entry.part, token, slot):
            found += [actor for actor in self.party(head, token, acting=acting) if actor not in found]
            if found and entry.part == "noun" and self.view.relation(head) not in {"nmod:poss"}:
                break
        return tuple(found)

    def conditional(self, reading: Reading) -> bool:
        """Whether what is told hangs on a condition ("will strike unless ...")."""
        view = self.view
        clauses = [c for token in (reading.head, *reading.used) for c in view.children(token, "advcl")]
        return any(set(view.cases(clause)) & {"if", "unless", "until"} for clause in clauses)

    def about(self, topic: str) -> bool:
        """Whether a word of a class stands in the sentence."""
        words = self.lexicon.classes[topic]
        return any(lemma in words for lemma in self.view.lemmas)

    def aimed(self, reading: Reading) -> bool:
        """Whether force without a known recipient has an object at all ("attacked early" has none)."""
        verbs = [token for token in reading.words if self.view.tokens[token].upos == "VERB"]
        return not verbs or any(self.view.patients(verb) for verb in verbs)

    def agentless(self, reading: Reading) -> bool:
        """Whether an act without a known actor is told as somebody's: a passive, a noun, a weapon as the subject."""
        view, head = self.view, reading.head
        if view.tokens[head].upos != "VERB":
            return any(case == "of" for case, _ in view.obliques(head)) or bool(
                view.children(head, "nmod:poss", "compound")
            )
        if view.passive(head):
            return not view.agents(head)
        armed = ("@people", "@weapons", "@attacks", "@troops", "@civilians")
        return any(self.lexicon.holds(armed, view.lemmas[subject]) for subject in view.agents(head))

    def party(self, head: int, token: int, *, acting: bool) -> tuple[Actor, ...]:
        """The actors of a phrase; a pronoun in reported speech stands for its speaker."""
        found = self.parties.of(head, acting=acting)
        if found or not acting or self.view.lemmas[head] not in SPEAKERS:
            return found
        for clause in self.view.ancestors(token):
            if self.view.relation(clause) in {"nsubj", "obj"}:
                break
            if any(entry.sense.operator in {"say", "declare"} for entry in self.matcher.entries(clause)):
                return tuple(a for subject in self.view.agents(clause) for a in self.parties.of(subject, acting=True))
        return ()

    @staticmethod
    def _without(actors: tuple[Actor, ...], others: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(actor for actor in actors if not any(same(actor, other) for other in others))

    def _governed(self, entry: Entry, token: int) -> Iterable[Reading]:
        """The acts that an operator may govern, in the order of its slots."""
        for slot in entry.sense.governs:
            for head in self._slot(entry, token, slot):
                reading = self._act_of(head)
                if reading is not None and reading.head != token:
                    yield reading

    def _slot(self, entry: Entry, token: int, slot: str) -> list[int]:
        view = self.view
        if slot == "complement":
            found = view.children(token, "xcomp", "ccomp", "csubj", "csubj:pass")
            if entry.sense.operator not in TELLERS:
                found += [c for c in view.children(token, "acl", "advcl") if view.infinitive(c)]
            if entry.part == "noun":
                found += view.children(token, "acl")
            return found
        if slot == "infinitive":
            return list(self.matcher.slot(entry.sense, "verb", token, slot))
        if slot == "subject":
            return list(view.subjects(token))
        return list(self.matcher.slot(entry.sense, entry.part, token, slot))

    def _act_of(self, head: int, depth: int = 3) -> Reading | None:
        """The act that a phrase names: at its head, its conjuncts, or what it is a part or plan of."""
        for token in self.view.conjuncts(head):
            reading = self.read(token)
            if reading is not None:
                return reading
        if not depth:
            return None
        view = self.view
        if view.tokens[head].upos in {"VERB", "AUX", "ADJ"}:
            return None
        if view.lemmas[head] in self.lexicon.classes["container"]:
            below = view.children(head, "compound") + [
                c for case, c in view.obliques(head) if case in {"of", "for", "on", "in"}
            ]
            below += view.children(head, "acl")
            for child in below:
                reading = self._act_of(child, depth - 1)
                if reading is not None:
                    return reading
        return None

    def _compose(self, entry: Entry, token: int, governed: Reading) -> Reading | None:
        """An operator over a governed act; None where it says nothing about such an act."""
        sense = entry.sense
        assert sense.operator is not None, "only operators compose"
        own = auxiliaries(self.view, token) | frozenset(sense.auxiliary)
        if sense.operator == "say":
            return self._told_duty(entry, token, governed, own)
        if sense.operator == "urge" and self._ordered(token, governed):
            act: Act | None = governed.act
        else:
            act = compose(sense.operator, governed.act)
        if act is None:
            return None
        actors, others = self._composed_parties(entry, token, governed)
        mutual = sense.operator == "agree" and not others and len(actors) > 1
        if sense.operator == "approve" and actors and self._without(governed.actors, actors):
            act = Act("SUPPORT")
        return Reading(
            Act(act.type, act.mode, act.auxiliary | own),
            tuple(dict.fromkeys((*governed.contexts, *sense.contexts))),
            actors,
            others,
            mutual or (governed.reciprocal and act.type == governed.act.type),
            token,
            tuple(sorted({*self.matcher.words(entry, token), *governed.words})),
            governed.used | {governed.head},
            f"{sense.operator}({sense.name}) > {governed.rule}",
            entry.weight + governed.weight + 2,
            governed.cameo if act.type == governed.act.type else None,
            sense.operator if sense.operator != "perform" else governed.composed,
            governed.slots,
        )

    def _ordered(self, token: int, governed: Reading) -> bool:
        """Whether somebody has a thing done ("ordered him jailed") rather than asks another to do it."""
        verb = self.view.tokens[governed.head]
        return verb.tag == "VBN" and verb.head == token and not self.view.infinitive(governed.head)

    def _told_duty(self, entry: Entry, token: int, governed: Reading, own: frozenset[Auxiliary]) -> Reading | None:
        """A duty that one party says another has ("X said Y must do Z") asks the other for it."""
        if not self._duty(governed.head):
            return None
        act = compose("urge", Act(governed.act.type, governed.act.mode, governed.act.auxiliary - {HYPOTHETICAL}))
        return self._asked(entry, token, governed.head, act or Act("REQUEST"), own, governed)

    def _told_clause(self, entry: Entry, token: int) -> Reading | None:
        """A duty to do what no entry knows."""
        for clause in self.view.children(token, "ccomp", "parataxis"):
            if self._duty(clause):
                own = auxiliaries(self.view, token)
                reading = self._asked(entry, token, clause, Act("REQUEST", "change"), own, None)
                if reading is not None:
                    return reading
        return None

    def _duty(self, clause: int) -> bool:
        modals = {self.view.tokens[child].text.lower() for child in self.view.children(clause, "aux")}
        needs = self.view.lemmas[clause] in {"need", "have"} and bool(self.view.children(clause, "xcomp"))
        return bool(modals & DEONTIC) or needs

    def _asked(
        self, entry: Entry, token: int, clause: int, act: Act, own: frozenset[Auxiliary], governed: Reading | None
    ) -> Reading | None:
        """The speaker's REQUEST to the subject of a clause."""
        speakers = self._side(entry, token, ("subject",), acting=True)
        subjects = self.view.agents(clause) or self.view.subjects(clause)
        asked = tuple(actor for subject in subjects for actor in self.parties.of(subject, acting=True))
        asked = self._without(asked, speakers)
        if not speakers or not asked:
            return None
        return Reading(
            Act(act.type, act.mode, own),
            governed.contexts if governed else (),
            speakers,
            asked,
            False,
            token,
            (token, *(governed.words if governed else (clause,))),
            governed.used | {governed.head} if governed else frozenset(),
            f"must({entry.sense.name})" + (f" > {governed.rule}" if governed else ""),
            (governed.weight if governed else 0) + 1,
            None,
            "urge",
        )

    def _composed_parties(
        self, entry: Entry, token: int, governed: Reading
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Actors and recipients of a composed act: the operator's own first, then the governed act's."""
        sense = entry.sense
        if "subject" in sense.governs and governed.head in self.view.subjects(token) and not self.view.passive(token):
            if governed.actors or governed.recipients:
                return governed.actors, governed.recipients
            parties = self._side(entry, token, ("between", "among", "with", "against", "by"), acting=False)
            return parties, parties if governed.reciprocal else ()
        actors = self._side(entry, token, sense.actor, acting=True)
        if not actors and (sense.operator in SELF or self.view.passive(token)):
            actors = governed.actors
        if sense.operator in {"perform", "attempt"}:
            return self._performed(entry, token, governed, actors)
        own = self._side(entry, token, sense.recipient or (), acting=False, but=actors)
        sides = (own, governed.actors, governed.recipients)
        for side in reversed(sides) if sense.operator == "order" and governed.recipients else sides:
            others = self._without(side, actors)
            if others:
                return actors or self._without(governed.actors, others), others
        if governed.reciprocal and len(actors) > 1:
            return actors, actors
        return actors, ()

    def _performed(
        self, entry: Entry, token: int, governed: Reading, actors: tuple[Actor, ...]
    ) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
        """Parties of "launched an attack on": the verb's subject does it, the recipient may hang on verb or noun."""
        doers = actors or governed.actors
        if governed.reciprocal and governed.actors and actors:
            both = tuple(dict.fromkeys((*actors, *governed.actors, *governed.recipients)))
            return actors, self._without(both, actors) or actors
        others = self._without(governed.recipients, doers)
        if not others:
            verbal = self.view.tokens[governed.head].upos == "VERB"
            slots: tuple[str, ...] = () if verbal else ("indirect", *governed.slots, *NOUN_RECIPIENTS, "from")
            others = self._without(self._side(entry, token, slots, acting=False, but=doers), doers)
        if not others and actors:
            others = self._without(governed.actors, actors)
        if not others and governed.reciprocal and len(doers) > 1:
            others = doers
        return doers, others
