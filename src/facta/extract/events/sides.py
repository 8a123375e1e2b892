"""
Who acts and who is acted on: the actors that fill the slots of a frame, alone or under
an operator.

Takes entries with their triggers; gives parties. An operator's own parties come first,
then those of the act it governs.
"""

from __future__ import annotations

from collections.abc import Iterable

from facta.extract.events.matching import Matcher
from facta.extract.events.parties import Parties
from facta.extract.events.reading import Party, Reading, without
from facta.extract.events.slots import NOUN_RECIPIENTS, recipients
from facta.lexicon.events import Entry
from facta.records import Actor

SPEAKERS = frozenset({"it", "he", "she", "they", "we", "i", "who", "that"})
SELF = frozenset(
    {"plan", "agree", "refuse", "decide", "fail", "offer", "hope", "consider", "deny"}
)
MINDS = frozenset(
    {"consider", "hope", "deny"}
)  # who thinks that others act does not act with them
TELLING = frozenset({"to", "from", "with", "indirect"})


class Sides:
    """The parties of acts in one sentence."""

    __slots__ = ("matcher", "parties", "view")

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.view = matcher.view
        self.parties = Parties(matcher.view, matcher.lexicon)

    def side(
        self,
        entry: Entry,
        token: int,
        slots: Iterable[str],
        *,
        acting: bool,
        but: Party = (),
    ) -> Party:
        """
        The actors in the first of these slots that names any beside `but`; a later one
        may know the country.
        """
        first: Party = ()
        for slot in slots:
            if first and slot not in TELLING:
                continue
            found = self._slot_parties(entry, token, slot, acting=acting)
            if without(found, but):
                if any(actor.country for actor in found):
                    return found
                first = first or found
        return first

    def _slot_parties(
        self, entry: Entry, token: int, slot: str, *, acting: bool
    ) -> Party:
        """The actors in one slot."""
        found: list[Actor] = []
        # who is asked can act: nobody is in "urged a harder line on X"
        acting = acting or (
            slot == "object"
            and (entry.sense.operator == "order" or entry.sense.type == "REQUEST")
        )
        for head in self.matcher.slot(entry.sense, entry.part, token, slot):
            found += [
                actor
                for actor in self.party(head, token, acting=acting)
                if actor not in found
            ]
            if (
                found
                and entry.part == "noun"
                and self.view.relation(head) not in {"nmod:poss"}
            ):
                break
        return tuple(found)

    def party(self, head: int, token: int, *, acting: bool) -> Party:
        """
        The actors of a phrase; a pronoun in reported speech stands for its speaker.
        """
        found = self.parties.of(head, acting=acting)
        if found or not acting or self.view.lemmas[head] not in SPEAKERS:
            return found
        for clause in self.view.ancestors(token):
            if self.view.relation(clause) in {"nsubj", "obj"}:
                break
            if any(
                entry.sense.operator in {"say", "declare"}
                for entry in self.matcher.entries(clause)
            ):
                return tuple(
                    a
                    for subject in self.view.agents(clause)
                    for a in self.parties.of(subject, acting=True)
                )
        return ()

    def deep(self, token: int, *, asked: bool) -> Party:
        """
        Whom an act that no entry knows is about ("threatened to turn Seoul into
        ashes").

        Args:
            asked: whether it is also asked of somebody ("demanded that Kyiv do it").
        """
        view = self.view
        clauses = view.children(token, "ccomp") if asked else []
        for subject in [
            s
            for clause in clauses
            for s in view.children(clause, "nsubj", "nsubj:pass")
        ]:
            found = self.parties.of(subject, acting=True)
            if found:
                return found
        for clause in view.children(token, "xcomp"):
            near = (
                *view.patients(clause),
                *(c for case, c in view.obliques(clause) if case in NOUN_RECIPIENTS),
            )
            for head in near:
                found = self.parties.of(head)
                if found:
                    return found
        return ()

    def told_of(self, token: int) -> Party:
        """
        Whom the clause around a meeting is about, when the meeting names the other
        party alone.

        Holds for "X was angry after a call with Y" and for "X's anger grew after a call
        with Y".
        """
        view = self.view
        if view.relation(token) != "obl":
            return ()
        for clause in view.ancestors(token):
            for subject in view.agents(clause):
                found = self.parties.of(subject, acting=True) or self.parties.of(
                    subject
                )
                if found:
                    return tuple(actor for actor in found if actor.sector == "GOV")
        return ()

    def staying(self, token: int) -> tuple[Party, Party]:
        """
        The visitor and the host of a meeting that somebody is abroad for ("X is in Lima
        for talks").
        """
        view, place = self.view, self.view.tokens[token].head
        if (
            place not in view.mentions
            or not view.children(place, "cop")
            or "in" not in view.cases(place)
        ):
            return (), ()
        hosts, guests = self.parties.of(place), self.told_of(token)
        return (guests, without(hosts, guests)) if without(hosts, guests) else ((), ())

    def of_purpose(self, token: int) -> Party:
        """
        Whom the governing consultation addresses, for its purpose ("called him to
        apologise").
        """
        view, head = self.view, self.view.tokens[token].head
        if (
            head < 0
            or view.relation(token) not in {"advcl", "xcomp"}
            or not view.infinitive(token)
        ):
            return ()
        for entry in self.matcher.entries(head):
            if entry.sense.type == "CONSULT":
                return self.side(
                    entry, head, recipients(entry.sense, entry.part), acting=False
                )
        return ()

    def composed(
        self, entry: Entry, token: int, governed: Reading
    ) -> tuple[Party, Party]:
        """
        Actors and recipients of a composed act: the operator's own first, then the
        governed act's.
        """
        sense = entry.sense
        if (
            "subject" in sense.governs
            and governed.head in self.view.subjects(token)
            and not self.view.passive(token)
        ):
            if governed.actors or governed.recipients:
                return governed.actors, governed.recipients
            parties = self.side(
                entry,
                token,
                ("between", "among", "with", "against", "by"),
                acting=False,
            )
            return parties, parties if governed.reciprocal else ()
        if sense.operator in MINDS and self.own_subject(entry, token, governed):
            return governed.actors, governed.recipients
        actors = self.side(entry, token, sense.actor, acting=True)
        if not actors and (sense.operator in SELF or self.view.passive(token)):
            actors = governed.actors
        if sense.operator in {"perform", "attempt"}:
            return self._performed(entry, token, governed, actors)
        own = self.side(entry, token, sense.recipient or (), acting=False, but=actors)
        sides = (own, governed.actors, governed.recipients)
        for side in (
            reversed(sides)
            if sense.operator == "order" and governed.recipients
            else sides
        ):
            others = without(side, actors)
            if others:
                return actors or without(governed.actors, others), others
        if governed.reciprocal and len(actors) > 1:
            return actors, actors
        return actors, ()

    def own_subject(self, entry: Entry, token: int, governed: Reading) -> bool:
        """
        Whether a governed act is another's: "fear that X will strike", "the denial of
        X's meddling".
        """
        if entry.part == "noun":
            return bool(governed.actors)
        clauses = [
            clause
            for clause in self.view.children(token, "ccomp")
            if self.view.within(governed.head, clause)
        ]
        return any(
            self.view.children(clause, "nsubj", "nsubj:pass") for clause in clauses
        )

    def _performed(
        self, entry: Entry, token: int, governed: Reading, actors: Party
    ) -> tuple[Party, Party]:
        """
        Parties of "launched an attack on": the verb's subject does it, the recipient
        may hang on verb or noun.
        """
        doers = actors or governed.actors
        if governed.reciprocal and governed.actors and actors:
            both = tuple(
                dict.fromkeys((*actors, *governed.actors, *governed.recipients))
            )
            return actors, without(both, actors) or actors
        others = without(governed.recipients, doers)
        if not others:
            verbal = self.view.tokens[governed.head].upos == "VERB"
            slots: tuple[str, ...] = (
                ()
                if verbal
                else ("indirect", *governed.slots, *NOUN_RECIPIENTS, "from")
            )
            others = without(
                self.side(entry, token, slots, acting=False, but=doers), doers
            )
        if not others and actors:
            others = without(governed.actors, actors)
        if not others and governed.reciprocal and len(doers) > 1:
            others = doers
        return doers, others
