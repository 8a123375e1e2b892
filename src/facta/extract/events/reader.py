"""
From matched entries to readings: an act with its parties, composed with the operators
that govern it.

A `Reader` reads one sentence. `read(token)` gives the best reading at a trigger,
`readings()` all that stand on their
own: acts that an operator has swallowed ("agreed to *meet*") are not told twice.
"""

from __future__ import annotations

from collections.abc import Iterable

from facta.extract.events.algebra import NEGATION, Act, compose
from facta.extract.events.auxiliary import auxiliaries
from facta.extract.events.duties import Duties
from facta.extract.events.matching import Matcher
from facta.extract.events.reading import Party, Reading, without
from facta.extract.events.sides import Sides
from facta.extract.events.slots import recipients
from facta.extract.events.views import View
from facta.lexicon.events import Entry, Events

TELLERS = frozenset({"declare", "say", "tell", "consider", "deny", "accuse", "hope"})
ASKING = frozenset({"urge", "demand", "order", "threaten"})
SPOKEN = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
DEPTH = 6


class Reader:
    """Reads one sentence by the lexicon."""

    __slots__ = ("_busy", "_known", "duties", "lexicon", "matcher", "sides", "view")

    def __init__(self, view: View, lexicon: Events) -> None:
        self.view = view
        self.lexicon = lexicon
        self.matcher = Matcher(view, lexicon)
        self.sides = Sides(self.matcher)
        self.duties = Duties(self.sides)
        self._known: dict[int, tuple[Reading, ...]] = {}
        self._busy: set[int] = set()

    def readings(self) -> list[Reading]:
        """
        The best reading at each trigger that no operator has swallowed, in text order.
        """
        best = {
            token: found[0]
            for token in range(len(self.view.tokens))
            if (found := self.all(token))
        }
        swallowed = {token for reading in best.values() for token in reading.used}
        return [reading for token, reading in best.items() if token not in swallowed]

    def read(self, token: int) -> Reading | None:
        """The best reading at a token."""
        found = self.all(token)
        return found[0] if found else None

    def all(self, token: int) -> tuple[Reading, ...]:
        """Every reading at a token, the best first."""
        if (
            token not in self._known
            and token not in self._busy
            and len(self._busy) < DEPTH
        ):
            self._busy.add(token)
            found = (self._apply(entry, token) for entry in self.matcher.entries(token))
            fitting = sorted(
                (r for r in found if r is not None), key=lambda reading: -reading.weight
            )
            if not fitting or not without(fitting[0].recipients, fitting[0].actors):
                fitting = self._joint(token) + self._fuller(fitting)
            self._known[token] = tuple(fitting)
            self._busy.discard(token)
        return self._known.get(token, ())

    @staticmethod
    def _fuller(fitting: list[Reading]) -> list[Reading]:
        """
        The readings with the first that knows both sides before a heavier one of its
        type that does not.
        """
        if not fitting or fitting[0].recipients:
            return fitting
        for reading in fitting[1:]:
            if (
                reading.act.type == fitting[0].act.type
                and reading.actors
                and reading.recipients
            ):
                return [reading, *(other for other in fitting if other is not reading)]
        return fitting

    def _joint(self, token: int) -> list[Reading]:
        """What several do together, whatever it is ("patrolled the coast jointly")."""
        view = self.view
        if view.tokens[token].upos != "VERB":
            return []
        adverbs = [
            child for child in view.below[token] if view.tokens[child].upos == "ADV"
        ]
        entries = [
            entry
            for child in adverbs
            for entry in self.lexicon.entries("adjective", view.lemmas[child])
        ]
        readings = [
            self._plain(
                Entry(sense=e.sense, part="verb", phrase=e.phrase, rest=(), weight=1),
                token,
            )
            for e in entries
            if e.sense.reciprocal and not e.rest
        ]
        return [
            reading
            for reading in readings
            if reading.reciprocal and self._both(reading)
        ]

    @staticmethod
    def _both(reading: Reading) -> bool:
        """Whether two parties at least take part."""
        return (
            len(
                {
                    (actor.name, actor.country)
                    for actor in (*reading.actors, *reading.recipients)
                }
            )
            > 1
        )

    def _apply(self, entry: Entry, token: int) -> Reading | None:
        if entry.sense.operator is None:
            return self._plain(entry, token)
        for governed in self._governed(entry, token):
            reading = self._compose(entry, token, governed)
            if reading is not None:
                return reading
        if entry.sense.operator == "say":
            return self.duties.unknown(entry, token)
        return self._plain(entry, token) if entry.sense.type is not None else None

    def _plain(self, entry: Entry, token: int) -> Reading:
        """An act that stands for itself."""
        sense = entry.sense
        assert sense.type is not None, "operators without a type are composed"
        actors = self.sides.side(entry, token, sense.actor, acting=True)
        if (
            not actors
            and sense.type in SPOKEN
            and entry.part == "verb"
            and self.view.passive(token)
        ):
            actors = self.sides.side(
                entry, token, ("in",), acting=True
            )  # "was criticised in Bamako"
        slots = recipients(sense, entry.part)
        if sense.reciprocal and len(actors) > 1:
            slots = tuple(
                slot for slot in slots if slot in {"with", "between", "among", "to"}
            )
        others = without(
            self.sides.side(entry, token, slots, acting=False, but=actors), actors
        )
        if entry.part == "verb" and not others:
            others = without(
                self.sides.side(entry, token, ("indirect",), acting=False, but=actors),
                actors,
            )
        if sense.reciprocal and entry.part == "noun" and others and not actors:
            actors = without(self.sides.told_of(token), others)
        if (
            sense.type == "CONSULT"
            and entry.part == "noun"
            and not others
            and not actors
        ):
            actors, others = self.sides.staying(token)
        mutual = (
            sense.reciprocal or sense.operator == "agree"
        )  # several who agree do so with one another
        if mutual and not others and len(actors) > 1:
            others = actors
        if entry.part == "verb" and not others:
            others = without(self.sides.of_purpose(token), actors)
        asking = sense.operator in ASKING or sense.type == "REQUEST"
        if (asking or sense.operator is not None) and not others:
            others = without(self.sides.deep(token, asked=asking), actors)
        act = Act(
            sense.type,
            sense.mode,
            auxiliaries(self.view, token) | frozenset(sense.auxiliary),
        )
        if (
            entry.part == "adjective"
            and act.type == "SUPPORT"
            and NEGATION in act.auxiliary
        ):
            act = Act(
                "ACCUSE", "disapprove", act.auxiliary - {NEGATION}
            )  # "not happy with" blames
        return Reading(
            act=act,
            contexts=sense.contexts,
            actors=actors,
            recipients=others,
            reciprocal=mutual and (sense.reciprocal or others == actors),
            head=token,
            words=self.matcher.words(entry, token),
            used=self.matcher.conditioned(entry, token),
            rule=sense.name,
            weight=entry.weight,
            cameo=sense.cameo,
            composed=None,
            slots=recipients(sense, entry.part),
        )

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
                found += [
                    c
                    for c in view.children(token, "acl", "advcl")
                    if view.infinitive(c)
                ]
            if entry.part == "noun":
                found += view.children(token, "acl")
            return found
        if slot == "infinitive":
            return list(self.matcher.slot(entry.sense, "verb", token, slot))
        if slot == "subject":
            return list(view.subjects(token))
        return list(self.matcher.slot(entry.sense, entry.part, token, slot))

    def _act_of(self, head: int, depth: int = 3) -> Reading | None:
        """
        The act that a phrase names: at its head, its conjuncts, or what it is a part or
        plan of.
        """
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
                c
                for case, c in view.obliques(head)
                if case in {"of", "for", "on", "in"}
            ]
            below += view.children(head, "acl")
            for child in below:
                reading = self._act_of(child, depth - 1)
                if reading is not None:
                    return reading
        return None

    def _compose(self, entry: Entry, token: int, governed: Reading) -> Reading | None:
        """
        An operator over a governed act; None where it says nothing about such an act.
        """
        sense = entry.sense
        assert sense.operator is not None, "only operators compose"
        own = auxiliaries(self.view, token) | frozenset(sense.auxiliary)
        if sense.operator == "say":
            return self.duties.governed(entry, token, governed)
        if sense.operator == "urge" and self._ordered(token, governed):
            act: Act | None = governed.act
        else:
            asked = sense.operator == "demand" and self.sides.own_subject(
                entry, token, governed
            )
            act = compose("urge" if asked else sense.operator, governed.act)
        if act is None:
            return None
        actors, others = self.sides.composed(entry, token, governed)
        if (
            sense.operator == "accuse"
            and governed.actors
            and not without(governed.actors, actors)
        ):
            return None  # who claims a deed of his own accuses nobody
        if (
            act.type == "RETREAT"
            and actors
            and governed.actors
            and not self._shared(actors, governed.actors)
        ):
            return None  # who curbs another's aggression does not retreat
        mutual = sense.operator == "agree" and not others and len(actors) > 1
        if sense.operator == "approve" and actors and without(governed.actors, actors):
            act = Act("SUPPORT")
        return Reading(
            act=Act(act.type, act.mode, act.auxiliary | own),
            contexts=tuple(dict.fromkeys((*governed.contexts, *sense.contexts))),
            actors=actors,
            recipients=others,
            reciprocal=mutual
            or (governed.reciprocal and act.type == governed.act.type),
            head=token,
            words=tuple(sorted({*self.matcher.words(entry, token), *governed.words})),
            used=governed.used | {governed.head},
            rule=f"{sense.operator}({sense.name}) > {governed.rule}",
            weight=entry.weight + governed.weight + 2,
            cameo=governed.cameo if act.type == governed.act.type else None,
            composed=sense.operator
            if sense.operator != "perform"
            else governed.composed,
            slots=governed.slots,
        )

    @staticmethod
    def _shared(some: Party, others: Party) -> bool:
        """Whether two sides have an actor in common."""
        return len(without(some, others)) < len(some)

    def _ordered(self, token: int, governed: Reading) -> bool:
        """
        Whether somebody has a thing done ("ordered him jailed") rather than asks
        another to do it.
        """
        verb = self.view.tokens[governed.head]
        return (
            verb.tag == "VBN"
            and verb.head == token
            and not self.view.infinitive(governed.head)
        )
