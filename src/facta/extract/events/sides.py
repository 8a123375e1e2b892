"""
Who acts and who is acted on: the actors that fill the slots of a frame, alone or under
an operator.

Takes entries with their triggers; gives parties. An operator's own parties come first,
then those of the act it governs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facta.extract.events.matching import Matcher
from facta.extract.events.parties import Parties
from facta.extract.events.reading import Party, Reading, without
from facta.extract.events.slots import recipients
from facta.lexicon.events import Entry, Sense
from facta.records import Actor

# acts whose place names the doer where nobody else does
SPOKEN = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
# operators over an act of one's own: its doer is theirs
SELF = frozenset(
    {"plan", "agree", "refuse", "decide", "fail", "offer", "hope", "consider", "deny"}
)
# who thinks that others act does not act with them
MINDS = frozenset({"consider", "hope", "deny"})
# later slots that may know the country of whom an earlier one named
TELLING = frozenset({"to", "from", "with", "indirect"})


class Sides:
    """The parties of acts in one sentence."""

    __slots__ = ("matcher", "parties", "view")

    def __init__(self, matcher: Matcher) -> None:
        self.matcher = matcher
        self.view = matcher.view
        self.parties = Parties(matcher.view)

    def plain(self, entry: Entry, token: int) -> tuple[Party, Party]:
        """Actors and recipients of an act that stands for itself."""
        sense = entry.sense
        actors = self._doing(entry, token)
        slots = recipients(self.view, sense, entry.part)
        across = self.view.tree.lexicon.coding.across
        if sense.reciprocal and len(actors) > 1:
            slots = tuple(slot for slot in slots if slot in across)
        others = self._apart(entry, token, slots, actors)
        if entry.part == "verb" and not others:
            others = self._apart(entry, token, ("indirect",), actors)
        if actors or entry.part != "noun":
            return actors, others
        if sense.reciprocal and others:
            return without(self.told_of(token), others), others
        if sense.type == "CONSULT" and not others:
            return self.staying(token)
        return actors, others

    def _doing(self, entry: Entry, token: int) -> Party:
        """Who does what an entry tells."""
        actors = self.side(entry, token, entry.sense.actor, acting=True)
        passive = entry.part == "verb" and self.view.passive(token)
        if actors or not passive or entry.sense.type not in SPOKEN:
            return actors
        # "was criticised in Bamako"
        return self.side(entry, token, ("in",), acting=True)

    def _apart(
        self, entry: Entry, token: int, slots: Iterable[str], actors: Party
    ) -> Party:
        """The actors in the first slot that names any others."""
        found = self.side(entry, token, slots, acting=False, but=actors)
        return without(found, actors)

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
        asked = entry.sense.operator == "order" or entry.sense.type == "REQUEST"
        acting = acting or (slot == "object" and asked)
        for head in self.matcher.slot(entry.sense, entry.part, token, slot):
            named = self.party(head, token, acting=acting)
            found += [actor for actor in named if actor not in found]
            owner = self.view.relation(head) == "nmod:poss"
            if found and entry.part == "noun" and not owner:
                break
        return tuple(found)

    def party(self, head: int, token: int, *, acting: bool) -> Party:
        """
        The actors of a phrase; a pronoun in reported speech stands for its speaker.
        """
        found = self.parties.of(head, acting=acting)
        speakers = self.view.tree.lexicon.coding.speakers
        if found or not acting or self.view.lemmas[head] not in speakers:
            return found
        for clause in self.view.ancestors(token):
            if self.view.relation(clause) in {"nsubj", "obj"}:
                break
            if self._telling(clause):
                return self._subjects_of(clause)
        return ()

    def _telling(self, verb: int) -> bool:
        """Whether a verb tells words."""
        entries = self.matcher.entries(verb)
        return any(entry.sense.operator in {"say", "declare"} for entry in entries)

    def _subjects_of(self, verb: int) -> Party:
        """The actors that do what a verb tells."""
        subjects = self.view.agents(verb)
        found = (i for head in subjects for i in self.parties.of(head, acting=True))
        return tuple(found)

    def deep(self, token: int, *, asked: bool) -> Party:
        """
        Whom an act that no entry knows is about ("threatened to turn Seoul into
        ashes").

        Args:
            asked: whether it is also asked of somebody ("demanded that Kyiv do it").
        """
        if asked:
            found = self._first(self._asked_of(token), acting=True)
            if found:
                return found
        return self._first(self._befallen(token), acting=False)

    def _first(self, heads: Iterable[int], *, acting: bool) -> Party:
        """The actors of the first of these phrases that has any."""
        parties = (self.parties.of(head, acting=acting) for head in heads)
        return next((party for party in parties if party), ())

    def _asked_of(self, token: int) -> Iterator[int]:
        """The subjects of what is asked for."""
        for clause in self.view.children(token, "ccomp"):
            yield from self.view.children(clause, "nsubj", "nsubj:pass")

    def _befallen(self, token: int) -> Iterator[int]:
        """What the acts below a token are done to."""
        slots = self.view.tree.lexicon.coding.noun_recipients
        for clause in self.view.children(token, "xcomp"):
            yield from self.view.patients(clause)
            obliques = self.view.obliques(clause)
            yield from (child for case, child in obliques if case in slots)

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
                found = self.parties.of(subject, acting=True)
                found = found or self.parties.of(subject)
                if found:
                    return tuple(actor for actor in found if actor.sector == "GOV")
        return ()

    def staying(self, token: int) -> tuple[Party, Party]:
        """
        The visitor and the host of a meeting that somebody is abroad for ("X is in Lima
        for talks").
        """
        view, place = self.view, self.view.tokens[token].head
        if place not in view.mentions or not view.children(place, "cop"):
            return (), ()
        if "in" not in view.cases(place):
            return (), ()
        guests = self.told_of(token)
        hosts = without(self.parties.of(place), guests)
        if not hosts:
            return (), ()
        return guests, hosts

    def of_purpose(self, token: int) -> Party:
        """
        Whom the governing consultation addresses, for its purpose ("called him to
        apologise").
        """
        view, head = self.view, self.view.tokens[token].head
        below = view.relation(token) in {"advcl", "xcomp"}
        if head < 0 or not below or not view.infinitive(token):
            return ()
        for entry in self.matcher.entries(head):
            if entry.sense.type == "CONSULT":
                slots = recipients(view, entry.sense, entry.part)
                return self.side(entry, head, slots, acting=False)
        return ()

    def composed(
        self, entry: Entry, token: int, governed: Reading
    ) -> tuple[Party, Party]:
        """
        Actors and recipients of a composed act: the operator's own first, then the
        governed act's.
        """
        sense = entry.sense
        if self._is_subject(sense, token, governed):
            return self._done_to_itself(entry, token, governed)
        if sense.operator in MINDS and self.own_subject(entry, token, governed):
            return governed.actors, governed.recipients
        actors = self.side(entry, token, sense.actor, acting=True)
        if not actors and (sense.operator in SELF or self.view.passive(token)):
            actors = governed.actors
        if sense.operator in {"perform", "attempt"}:
            return self._performed(entry, token, governed, actors)
        own = self.side(entry, token, sense.recipient or (), acting=False, but=actors)
        sides = [own, governed.actors, governed.recipients]
        # an order is given to whom the act befalls before who carries it out
        if sense.operator == "order" and governed.recipients:
            sides.reverse()
        for side in sides:
            others = without(side, actors)
            if others:
                return actors or without(governed.actors, others), others
        if governed.reciprocal and len(actors) > 1:
            return actors, actors
        return actors, ()

    def _is_subject(self, sense: Sense, token: int, governed: Reading) -> bool:
        """Whether the governed act is the operator's subject: "the talks broke off"."""
        if "subject" not in sense.governs or self.view.passive(token):
            return False
        return governed.head in self.view.subjects(token)

    def _done_to_itself(
        self, entry: Entry, token: int, governed: Reading
    ) -> tuple[Party, Party]:
        """The parties of an act that is an operator's subject."""
        if governed.actors or governed.recipients:
            return governed.actors, governed.recipients
        slots = self.view.tree.lexicon.coding.together
        parties = self.side(entry, token, slots, acting=False)
        if governed.reciprocal:
            return parties, parties
        return parties, ()

    def own_subject(self, entry: Entry, token: int, governed: Reading) -> bool:
        """
        Whether a governed act is another's: "fear that X will strike", "the denial of
        X's meddling".
        """
        if entry.part == "noun":
            return bool(governed.actors)
        clauses = self.view.children(token, "ccomp")
        around = [i for i in clauses if self.view.within(governed.head, i)]
        return any(self.view.children(i, "nsubj", "nsubj:pass") for i in around)

    def _performed(
        self, entry: Entry, token: int, governed: Reading, actors: Party
    ) -> tuple[Party, Party]:
        """
        Parties of "launched an attack on": the verb's subject does it, the recipient
        may hang on verb or noun.
        """
        doers = actors or governed.actors
        if governed.reciprocal and governed.actors and actors:
            all_ = (*actors, *governed.actors, *governed.recipients)
            both = tuple(dict.fromkeys(all_))
            return actors, without(both, actors) or actors
        # who receives a warning is told where the verb says, not where its noun does
        own = entry.sense.recipient or ()
        others = self.side(entry, token, own, acting=False, but=doers)
        others = without(others or governed.recipients, doers)
        if not others:
            others = self._apart(entry, token, self._behind(governed), doers)
        if not others and actors:
            others = without(governed.actors, actors)
        if not others and governed.reciprocal and len(doers) > 1:
            others = doers
        return doers, others

    def _behind(self, governed: Reading) -> tuple[str, ...]:
        """The slots beside a light verb where its noun's recipient may stand."""
        if self.view.tokens[governed.head].upos == "VERB":
            return ()
        nominal = self.view.tree.lexicon.coding.noun_recipients
        return ("indirect", *governed.slots, *nominal, "from")
