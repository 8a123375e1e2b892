"""
From matched entries to readings: an act with its parties, composed with the operators
that govern it.

An `EventReader` reads one sentence. `read(token)` gives the best reading at a trigger,
`readings()` all that stand on their
own: acts that an operator has swallowed ("agreed to *meet*") are not told twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from facta.extract.events.algebra import NEGATION, Act, compose
from facta.extract.events.auxiliary import auxiliaries
from facta.extract.events.duties import Duties
from facta.extract.events.matching import Matcher
from facta.extract.events.reading import Party, Reading, without
from facta.extract.events.sides import Sides
from facta.extract.events.slots import recipients
from facta.extract.events.views import View
from facta.lexicon.events import Entry, Sense

# operators whose adverbial clauses are no part of what they govern: "said X to calm Y"
TELLERS = frozenset({"declare", "say", "tell", "consider", "deny", "accuse", "hope"})
# operators that have somebody who is to act
ASKING = frozenset({"urge", "demand", "order", "threaten"})
# Acts within acts that are still read ("failed to stop plans to allow talks") and nouns
# within nouns; an operator counts as much as a condition, see lexicon.events. Judged.
DEPTH = 6
NESTING = 3
COMPOSED = 2


class EventReader:
    """Reads one sentence by the lexicon."""

    __slots__ = ("_busy", "_known", "duties", "lexicon", "matcher", "sides", "view")

    def __init__(self, view: View) -> None:
        self.view = view
        self.lexicon = view.tree.lexicon.events
        self.matcher = Matcher(view)
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
        if token in self._known:
            return self._known[token]
        # what a token governs may lead back to it: such a circle tells nothing
        if token in self._busy or len(self._busy) >= DEPTH:
            return ()
        self._busy.add(token)
        self._known[token] = tuple(self._ranked(token))
        self._busy.discard(token)
        return self._known[token]

    def _ranked(self, token: int) -> list[Reading]:
        """The readings at a token, the heaviest first."""
        found = (self._apply(entry, token) for entry in self.matcher.entries(token))
        fitting = [reading for reading in found if reading is not None]
        fitting.sort(key=lambda reading: -reading.weight)
        if fitting and without(fitting[0].recipients, fitting[0].actors):
            return fitting
        return self._joint(token) + self._fuller(fitting)

    @staticmethod
    def _fuller(fitting: list[Reading]) -> list[Reading]:
        """
        The readings with the first that knows both sides before a heavier one of its
        type that does not.
        """
        if not fitting or fitting[0].recipients:
            return fitting
        for reading in fitting[1:]:
            alike = reading.act.type == fitting[0].act.type
            if alike and reading.actors and reading.recipients:
                return [reading, *(other for other in fitting if other is not reading)]
        return fitting

    def _joint(self, token: int) -> list[Reading]:
        """What several do together, whatever it is ("patrolled the coast jointly")."""
        view = self.view
        if view.tokens[token].upos != "VERB":
            return []
        adverbs = [i for i in view.below[token] if view.tokens[i].upos == "ADV"]
        found: list[Reading] = []
        for adverb in adverbs:
            for entry in self.lexicon.entries("adjective", view.lemmas[adverb]):
                if entry.sense.reciprocal and not entry.rest:
                    verbal = structs.replace(entry, part="verb", rest=(), weight=1)
                    found.append(self._plain(verbal, token))
        return [one for one in found if one.reciprocal and self._both(one)]

    @staticmethod
    def _both(reading: Reading) -> bool:
        """Whether two parties at least take part."""
        parties = (*reading.actors, *reading.recipients)
        return len({(actor.name, actor.country) for actor in parties}) > 1

    def _apply(self, entry: Entry, token: int) -> Reading | None:
        if entry.sense.operator is None:
            return self._plain(entry, token)
        for governed in self._governed(entry, token):
            reading = self._compose(entry, token, governed)
            if reading is not None:
                return reading
        if entry.sense.operator == "say":
            return self.duties.unknown(entry, token)
        if entry.sense.type is None:
            return None
        return self._plain(entry, token)

    def _plain(self, entry: Entry, token: int) -> Reading:
        """An act that stands for itself."""
        sense = entry.sense
        actors, others = self.sides.plain(entry, token)
        # several who agree do so with one another
        mutual = sense.reciprocal or sense.operator == "agree"
        if mutual and not others and len(actors) > 1:
            others = actors
        others = others or self._further(entry, token, actors)
        return Reading(
            act=self._own_act(entry, token),
            contexts=sense.contexts,
            actors=actors,
            recipients=others,
            reciprocal=mutual and (sense.reciprocal or others == actors),
            head=token,
            words=self.matcher.words(entry, token),
            used=self.matcher.conditioned(entry, token),
            sense=sense,
            rule=sense.name,
            weight=entry.weight,
            cameo=sense.cameo,
            slots=recipients(self.view, sense, entry.part),
        )

    def _further(self, entry: Entry, token: int, actors: Party) -> Party:
        """Recipients that stand in no slot of the entry's own."""
        others: Party = ()
        if entry.part == "verb":
            others = without(self.sides.of_purpose(token), actors)
        asking = entry.sense.operator in ASKING or entry.sense.type == "REQUEST"
        if not others and (asking or entry.sense.operator is not None):
            others = without(self.sides.deep(token, asked=asking), actors)
        return others

    def _own_act(self, entry: Entry, token: int) -> Act:
        sense = entry.sense
        assert sense.type is not None, "operators without a type are composed"
        own = auxiliaries(self.view, token) | frozenset(sense.auxiliary)
        unhappy = entry.part == "adjective" and sense.type == "SUPPORT"
        if unhappy and NEGATION in own:  # "not happy with" blames
            return Act("ACCUSE", "disapprove", own - {NEGATION})
        return Act(sense.type, sense.mode, own)

    def _governed(self, entry: Entry, token: int) -> Iterable[Reading]:
        """The acts that an operator may govern, in the order of its slots."""
        for slot in entry.sense.governs:
            for head in self._slot(entry, token, slot):
                reading = self._act_of(head)
                if reading is not None and reading.head != token:
                    yield reading

    def _slot(self, entry: Entry, token: int, slot: str) -> Sequence[int]:
        if slot == "complement":
            return self._complements(entry, token)
        if slot == "infinitive":
            return self.matcher.slot(entry.sense, "verb", token, slot)
        if slot == "subject":
            return self.view.subjects(token)
        # who does one thing "in coordination with X" has that for his object
        manner = entry.sense.operator == "perform" and slot == "in"
        if manner and self.view.patients(token):
            return ()
        return self.matcher.slot(entry.sense, entry.part, token, slot)

    def _complements(self, entry: Entry, token: int) -> list[int]:
        """The clauses that an operator may govern."""
        view = self.view
        found = view.children(token, "xcomp", "ccomp", "csubj", "csubj:pass")
        if entry.sense.operator not in TELLERS:
            loose = view.children(token, "acl", "advcl")
            found += [clause for clause in loose if view.infinitive(clause)]
        if entry.part == "noun":
            found += view.children(token, "acl")
        return found

    def _act_of(self, head: int, depth: int = NESTING) -> Reading | None:
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
        for child in self._contents(head):
            reading = self._act_of(child, depth - 1)
            if reading is not None:
                return reading
        return None

    def _contents(self, head: int) -> list[int]:
        """What a container is of: "a *round* of talks", "a ceasefire *plan*"."""
        view = self.view
        if view.tokens[head].upos in {"VERB", "AUX", "ADJ"}:
            return []
        if view.lemmas[head] not in self.lexicon.classes["container"]:
            return []
        behind = view.tree.lexicon.coding.containers
        found = view.children(head, "compound")
        found += [child for case, child in view.obliques(head) if case in behind]
        return found + view.children(head, "acl")

    def _compose(self, entry: Entry, token: int, governed: Reading) -> Reading | None:
        """
        An operator over a governed act; None where it says nothing about such an act.
        """
        sense = entry.sense
        if sense.operator == "say":
            return self.duties.governed(entry, token, governed)
        act = self._composed_act(entry, token, governed)
        if act is None:
            return None
        actors, others = self.sides.composed(entry, token, governed)
        if self._owned(sense, act, actors, governed):
            return None
        if sense.operator == "approve" and actors and without(governed.actors, actors):
            act = Act("SUPPORT")
        own = auxiliaries(self.view, token) | frozenset(sense.auxiliary)
        mutual = sense.operator == "agree" and not others and len(actors) > 1
        kept = act.type == governed.act.type
        composed: str | None = sense.operator
        cameo = governed.cameo
        if composed == "perform":
            composed = governed.composed
        if not kept:
            cameo = None
        return Reading(
            act=structs.replace(act, auxiliary=act.auxiliary | own),
            contexts=tuple(dict.fromkeys((*governed.contexts, *sense.contexts))),
            actors=actors,
            recipients=others,
            reciprocal=mutual or (governed.reciprocal and kept),
            head=token,
            words=tuple(sorted({*self.matcher.words(entry, token), *governed.words})),
            used=governed.used | {governed.head},
            sense=sense,
            rule=f"{sense.operator}({sense.name}) > {governed.rule}",
            weight=entry.weight + governed.weight + COMPOSED,
            cameo=cameo,
            composed=composed,
            slots=governed.slots,
        )

    def _composed_act(self, entry: Entry, token: int, governed: Reading) -> Act | None:
        """What the algebra makes of the governed act, by who is to do it."""
        operator = entry.sense.operator
        assert operator is not None, "only operators compose"
        if operator == "urge" and self._ordered(token, governed):
            return governed.act
        # who demands that another act asks for it; a demand for a deed is the deed's
        if operator == "demand" and self.sides.own_subject(entry, token, governed):
            operator = "urge"
        return compose(operator, governed.act)

    def _owned(self, sense: Sense, act: Act, actors: Party, governed: Reading) -> bool:
        """
        Whether whose act it is speaks against the operator: who claims a deed of his
        own accuses nobody, who curbs another's aggression does not retreat.
        """
        if not governed.actors:
            return False
        if sense.operator == "accuse":
            return not without(governed.actors, actors)
        if act.type != "RETREAT" or not actors:
            return False
        return not self._shared(actors, governed.actors)

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
