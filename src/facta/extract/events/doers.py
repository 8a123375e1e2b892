"""
Whose deeds a sentence tells beside an act: who only suffers what another did is no side
of what answers it, and nobody does the deed that another is said to have done.

Takes a view and a reading; gives the reading with its parties mended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, structs

from facta.extract.events.algebra import OPPOSING
from facta.extract.events.matching import Matcher
from facta.extract.events.parties import Parties
from facta.extract.events.reading import Party, Reading, countries, name
from facta.extract.events.views import View
from facta.language.predicates import VERBAL
from facta.records import Actor

# acts that may answer what another did, or stand beside it
BESIDE = frozenset({"SANCTION", "COERCE", "ACCUSE", "THREATEN", "REQUEST", "ASSAULT"})
# those that whom they help is none of
MEASURES = frozenset({"SANCTION", "ACCUSE", "THREATEN"})
# those that are surely for whoever did it; COERCE only where a noun tells the deed
ANSWERING = frozenset({"SANCTION", "ACCUSE", "THREATEN"})
# those whose own object may be a deed of nobody named: "threatened war on X"
PROPOSING = frozenset({"THREATEN", "REQUEST", "ASSAULT"})
# types of deeds that nouns and relative clauses tell
DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
CLAUSES = frozenset({"advcl", "advcl:relcl", "acl"})
DOING = frozenset({"by", "from"})  # prepositions of whoever did it
SPEAKING_OF = frozenset({"about", "on", "over", "regarding"})
HELP = frozenset({"AID", "SUPPORT"})
OBLIQUE = ("obl", "nmod")


class Beside(Struct, frozen=True, kw_only=True):
    """
    What a sentence tells beside an act: whoever did it, and whether the act is for
    them.
    """

    doers: Party = ()
    answered: bool = False


class Doers:
    """Finds whose deeds the words of one sentence tell."""

    __slots__ = ("matcher", "parties", "view", "words")

    def __init__(self, view: View) -> None:
        self.view = view
        self.matcher = Matcher(view)
        self.parties = Parties(view)
        self.words = view.tree.lexicon.coding

    def mended(self, reading: Reading) -> Reading:
        """The reading with whoever does the deed, and without sides of others' deeds."""
        if reading.act.type not in BESIDE or reading.reciprocal:
            return reading
        return self._answered(self._owned(self._lamented(reading)))

    def _lamented(self, reading: Reading) -> Reading:
        """
        Nobody does the attack that he mourns or speaks of: "X's condolences for the
        attack", "X's remarks on the war".
        """
        if reading.act.type != "ASSAULT":
            return reading
        kept = tuple(one for one in reading.actors if not self._laments(one, reading))
        return structs.replace(reading, actors=kept)

    def _laments(self, party: Actor, reading: Reading) -> bool:
        """Whether somebody owns what is felt or said of a deed."""
        view = self.view
        owned = view.tokens[party.head].head
        if party.sentence != view.sentence.index or owned < 0:
            return False
        if view.relation(party.head) != "nmod:poss":
            return False
        deed = reading.head
        if view.lemmas[owned] in self.words.condolences:
            return view.within(deed, owned)
        told = view.tokens[deed].head == owned and view.tokens[deed].upos == "NOUN"
        return told and not SPEAKING_OF.isdisjoint(view.cases(deed))

    def _owned(self, reading: Reading) -> Reading:
        """An attack is whose its noun says: "holding X to account for *his* assault"."""
        nouns = self._nouns(reading) if reading.act.type == "ASSAULT" else []
        doers = tuple(one for noun in nouns for one in self._owners(noun))
        ours = countries(doers)
        if not ours or ours & countries(reading.recipients):
            return reading
        kept = tuple(one for one in reading.actors if one.country in ours)
        return structs.replace(reading, actors=kept or doers)

    def _nouns(self, reading: Reading) -> list[int]:
        """The noun that tells an act, also where somebody only speaks of it."""
        heads = [reading.head]
        if reading.composed == "consider":
            heads = sorted(reading.used)
        elif reading.composed is not None:
            return []
        return [at for at in heads if self.view.tokens[at].upos == "NOUN"]

    def _answered(self, reading: Reading) -> Reading:
        """Who only suffers another's deed falls, for its doer if nobody is left."""
        told = [self._told_beside(reading, one) for one in reading.recipients]
        if not any(told):
            return reading
        sides = zip(reading.recipients, told, strict=True)
        kept = tuple(one for one, beside in sides if beside is None)
        if kept:
            return structs.replace(reading, recipients=kept)
        answered = (beside for beside in told if beside and beside.answered)
        doers = {name(one): one for beside in answered for one in beside.doers}
        ours = countries(reading.actors)
        known = tuple(one for one in doers.values() if {one.country} - ours - {None})
        return structs.replace(_retold(reading, known), recipients=known)

    def _told_beside(self, reading: Reading, party: Actor) -> Beside | None:
        """What a recipient is only a side of, if not of the act itself."""
        own = {reading.head, *reading.words, *reading.used}
        ours = countries(reading.actors)
        # at home who is judged and who suffers are of one country
        if party.country in ours:
            return None
        below = party.head
        for token in self._up_to(reading.head, party.head):
            if self._helped(reading, token, below) or self._beside(token, below):
                return Beside()
            doers = None if token in own else self._doers(token, below)
            below = token
            if doers is None:
                continue
            theirs = countries(doers)
            if doers and not (theirs and theirs <= ours):
                answered = self._answers(reading, token)
                return Beside(doers=doers, answered=answered)
            if not doers and self._anonymous(reading, token):
                return Beside()
        return None

    def _helped(self, reading: Reading, token: int, below: int) -> bool:
        """
        Whether somebody is helped by one of several things that are told side by side,
        and harmed by none: "support *Ukraine* and impose costs on Russia".
        """
        view = self.view
        act = reading.head
        if reading.act.type not in MEASURES or below in view.agents(token):
            return False
        if act in view.ancestors(token) or view.relation(below) == "nmod:poss":
            return False
        types = {entry.sense.type for entry in self.matcher.entries(token)}
        return bool(types & HELP) and not types & OPPOSING

    def _beside(self, token: int, below: int) -> bool:
        """Whether a deed is done together with somebody: "in coordination with X"."""
        view = self.view
        concert = view.lemmas[token] in self.words.concerts and "in" in view.cases(
            token
        )
        return concert and "with" in view.cases(below)

    def _up_to(self, act: int, token: int) -> Iterator[int]:
        """
        What governs a token, nearest first, as far as it does not hold the act; what
        stands before the second of two is the first one's alone.
        """
        for above in self.view.ancestors(token):
            if self.view.within(act, above):
                if above < token < act and act in self.view.conjuncts(above)[1:]:
                    yield above
                return
            yield above

    def _doers(self, token: int, below: int) -> Party | None:
        """
        Who does what a word tells, to whatever stands `below`; None where that suffers
        nothing.
        """
        if self.view.tokens[token].upos == "NOUN":
            return self._doers_of_noun(token, below)
        return self._doers_of_clause(token, below)

    def _doers_of_noun(self, token: int, below: int) -> Party | None:
        """Those of "Russia's actions *in*", "the Iranian raid *on*"."""
        view = self.view
        cases = set(view.cases(below))
        if view.relation(below).partition(":")[0] != "nmod" or not cases:
            return None
        if any(not cases.isdisjoint(slots) for slots in self._suffering(token)):
            return self._owners(token)
        # what is no deed by itself is one if it is somebody's
        done = view.lemmas[token] in self.words.conducts
        if done and not cases.isdisjoint(self.words.noun_recipients):
            return self._owners(token) or None
        return None

    def _suffering(self, noun: int) -> Iterator[set[str]]:
        """The prepositions of whoever suffers a deed, by each sense of its noun."""
        for entry in self.matcher.entries(noun):
            if entry.part == "noun" and entry.sense.type in DEEDS:
                slots = set(entry.sense.recipient or self.words.noun_recipients)
                yield (slots | {"of"} if "object" in slots else slots) - DOING

    def _doers_of_clause(self, token: int, below: int) -> Party | None:
        """Those of "if Russia invades", "which attacked"."""
        view, relation = self.view, self.view.relation(token)
        if relation == "acl:relcl":
            entries = self.matcher.entries(token)
            if not any(entry.sense.type in DEEDS for entry in entries):
                return None
        elif relation not in CLAUSES or not view.children(token, "nsubj", "nsubj:pass"):
            return None
        agents = view.agents(token)
        if below in agents or not agents:
            return None
        return self._named(agents)

    def _anonymous(self, reading: Reading, token: int) -> bool:
        """Whether a deed of nobody named is still none of an act's own objects."""
        if reading.act.type in PROPOSING or self._coordinated(reading.head, token):
            return False
        told = self.view.tokens[token]
        if reading.act.type == "ACCUSE" or told.upos in VERBAL:
            return True
        # "restrictions on X" are another's only where somebody's
        senses = (entry.sense for entry in self.matcher.entries(token))
        harm = any(sense.type == "ASSAULT" for sense in senses)
        return harm and (told.relation.startswith(OBLIQUE) or told.head != reading.head)

    def _coordinated(self, act: int, token: int) -> bool:
        """Whether two words are told side by side: "arrests and killings of"."""
        return self._first(act) == self._first(token)

    def _first(self, token: int) -> int:
        """The first of those that a word is coordinated with."""
        tokens = self.view.tokens
        while tokens[token].relation == "conj" and 0 <= tokens[token].head < token:
            token = tokens[token].head
        return token

    def _answers(self, reading: Reading, token: int) -> bool:
        """Whether an act is for the deed that a word tells, and so for its doer."""
        view, words = self.view, self.words.answers
        act = reading.act.type
        noun = view.tokens[token].upos == "NOUN"
        if act not in ANSWERING and not (act == "COERCE" and noun):
            return False
        if act == "ACCUSE" or words.intersection(view.cases(token)):
            return True
        openers = view.children(token, "aux", "mark", "advmod")
        return any(view.tokens[i].text.lower() in words for i in openers)

    def _owners(self, noun: int) -> Party:
        """Who does what a noun tells: its owner, its people, the by-phrase."""
        view = self.view
        # "the impact on X of Y's war" may hang both on the war
        owners = view.children(noun, "nmod:poss")[-1:]
        if self._suffered(noun):
            owners = []
        if any(view.tokens[i].upos == "PRON" for i in owners):
            blamed = self._blamed(noun)
            if blamed:
                return blamed
        if not owners and view.lemmas[noun] not in self._conflicts():
            adjectives = view.children(noun, "amod")
            owners = [i for i in adjectives if i in view.mentions]
        owners += [child for case, child in view.obliques(noun) if case == "by"]
        return self._named(owners)

    def _conflicts(self) -> frozenset[str]:
        """Nouns before which a people tells the place."""
        return self.view.tree.lexicon.events.classes["conflict"]

    def _suffered(self, noun: int) -> bool:
        """Whether whoever owns a deed suffers it: "X's killing"."""
        entries = self.matcher.entries(noun)
        return any(entry.sense.possessive == "recipient" for entry in entries)

    def _blamed(self, noun: int) -> Party:
        """Who is made to answer for a deed of his own: "hold X to account for his"."""
        view = self.view
        if "for" not in view.cases(noun):
            return ()
        verb = view.tokens[noun].head
        if view.relation(verb) == "xcomp":
            verb = view.tokens[verb].head
        if verb < 0 or view.tokens[verb].upos != "VERB":
            return ()
        blaming = countries(self._named(view.agents(verb)))
        objects = [i for i in view.patients(verb) if i in view.mentions]
        return tuple(one for one in self._named(objects) if one.country not in blaming)

    def _named(self, heads: Iterable[int]) -> Party:
        """The actors of phrases that act."""
        return tuple(one for i in heads for one in self.parties.of(i, acting=True))


def _retold(reading: Reading, doers: Party) -> Reading:
    """A reading whose voice says of doers what it said of those who suffered them."""
    voice = reading.voice
    if voice is None or not doers:
        return reading
    doing, undergoing = voice.parties
    fallen = [undergoing.get(name(one), 0.0) for one in reading.recipients]
    sure = max(fallen, default=0.0)
    heard = {**undergoing, **{name(one): sure for one in doers}}
    return structs.replace(
        reading, voice=structs.replace(voice, parties=(doing, heard), recipient=sure)
    )
