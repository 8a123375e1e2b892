"""
Which entries of the lexicon fit a token: its words, the class of its object, its
subject and its prepositions.

Takes a View and the lexicon; gives entries, most specific first, and the tokens that
fill a slot of a frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facta.extract.events.slots import slot
from facta.extract.events.views import View
from facta.lexicon.events import Entry, Part, Sense

PARTS: dict[str, Part] = {
    "VERB": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "AUX": "verb",
}
# relations below which no word belongs to an entry's phrase
CLAUSES = frozenset({"conj", "parataxis", "csubj", "ccomp", "acl", "advcl"})
# containers within containers: "members of groups of rebels"; judged
NESTING = 3
# the class of conditions that any mention of an actor meets
PARTY = "@party"


class Matcher:
    """Finds the entries that fit the tokens of one sentence."""

    __slots__ = ("lexicon", "view")

    def __init__(self, view: View) -> None:
        self.view = view
        self.lexicon = view.tree.lexicon.events

    def entries(self, token: int) -> list[Entry]:
        """The entries that fit at a token, most specific first."""
        forms = self._forms(token)
        known = self.lexicon.entries
        found = (e for part in self.parts(token) for f in forms for e in known(part, f))
        return [entry for entry in found if self._fits(entry, token)]

    def _forms(self, token: int) -> tuple[str, ...]:
        """
        The lemma of a token; a gerund that was left as it is also by what it may come
        from.
        """
        lemma = self.view.lemmas[token]
        if self.view.tokens[token].upos != "VERB" or not lemma.endswith("ing"):
            return (lemma,)
        return (lemma, lemma[:-3], f"{lemma[:-3]}e")

    def parts(self, token: int) -> tuple[Part, ...]:
        """
        The parts of speech a token may be looked up as; participles are verbs, names
        and actors nothing.
        """
        item = self.view.tokens[token]
        if item.upos == "PROPN" and token in self.view.mentions:
            return ()
        if item.upos == "ADJ" and item.tag in {"VBN", "VBG", "VBD"}:
            return ("adjective", "verb")
        if item.upos == "NOUN" and self._headline_verb(token):
            return ("verb",)
        part = PARTS.get(item.upos)
        if part is None:
            return ()
        return (part,)

    def _headline_verb(self, token: int) -> bool:
        """Whether a noun is a headline's verb that the tagger took for one."""
        finite = self.view.tokens[token].tag in {"VBZ", "VBP", "VBD"}
        return finite or bool(self.view.children(token, "obj"))

    def words(self, entry: Entry, token: int) -> tuple[int, ...]:
        """
        The tokens of an entry's phrase around its head; behind a verb that says little
        ("expressed *support*") with its object's.
        """
        lemmas = self.view.lemmas
        # a free particle need not hang on its verb
        near = [*self._near(token), min(token + 1, len(lemmas) - 1)]
        found = ([at for at in near if lemmas[at] == word][:1] for word in entry.rest)
        rest = (at for first in found for at in first)
        return tuple(dict.fromkeys((token, *rest, *self._named_act(entry, token))))

    def _named_act(self, entry: Entry, token: int) -> list[int]:
        """The object that names the act of a light verb."""
        sense = entry.sense
        if not sense.light or not sense.object:
            return []
        objects = self.slot(sense, entry.part, token, "object")
        return [at for at in objects if self._is(at, sense.object)][:1]

    def _fits(self, entry: Entry, token: int) -> bool:
        sense = entry.sense
        if entry.rest and not self._rest_fits(entry, token):
            return False
        if sense.passive is not None and self.view.passive(token) != sense.passive:
            return False
        return (
            self._near_fits(sense, token)
            and self._objects_fit(entry, token)
            and self._subject_fits(entry, token)
            and self._needs_fit(sense, token)
        )

    def _near_fits(self, sense: Sense, token: int) -> bool:
        """
        Whether one of the words that a sense wants nearby stands below the trigger.
        """
        if not sense.near:
            return True
        lemmas, tokens = self.view.lemmas, range(len(self.view.tokens))
        return any(
            self.lexicon.holds(sense.near, lemmas[at]) and self.view.within(at, token)
            for at in tokens
        )

    def _rest_fits(self, entry: Entry, token: int) -> bool:
        """
        Whether the other words of a phrase stand near its head; a lone particle must
        hang on the verb itself.
        """
        particles = self.view.tree.lexicon.coding.particles
        alone = entry.part == "verb" and len(entry.rest) == 1
        if alone and entry.rest[0] in particles:
            return self._has_particle(token, entry.rest[0])
        lemmas = {self.view.lemmas[at] for at in self._near(token)}
        return lemmas.issuperset(entry.rest)

    def _has_particle(self, token: int, particle: str) -> bool:
        """Whether a particle hangs on a verb, or stands right behind it."""
        lemmas = self.view.lemmas
        free = particle in self.view.tree.lexicon.coding.free_particles
        if free and lemmas[token + 1 : token + 2] == [particle]:
            return True
        own = self.view.children(token, "compound:prt", "advmod")
        return any(lemmas[at] == particle for at in own)

    def _near(self, token: int) -> list[int]:
        """Tokens one or two arcs below, subjects and coordinated phrases left out."""
        view, found = self.view, list[int]()
        for child in view.below[token]:
            relation = view.tree.base(child)
            if relation in CLAUSES:
                continue
            if relation == "nsubj" and not view.passive(token):
                continue
            found.append(child)
            below = view.below[child]
            found += [at for at in below if view.tree.base(at) not in CLAUSES]
        return found

    def _objects_fit(self, entry: Entry, token: int) -> bool:
        sense = entry.sense
        if not sense.object and not sense.not_object:
            return True
        objects = self.slot(sense, entry.part, token, "object")
        if entry.part == "noun":
            nominal = self.view.children(token, "compound", "amod", "nmod:poss")
            objects = (*objects, *nominal)
        if sense.not_object and any(self._is(at, sense.not_object) for at in objects):
            return False
        if not sense.object or (sense.object == ("*",) and objects):
            return True
        if PARTY in sense.object and any(at in self.view.mentions for at in objects):
            return True
        return any(self._is(at, sense.object) for at in objects)

    def _subject_fits(self, entry: Entry, token: int) -> bool:
        words = entry.sense.subject
        if not words:
            return True
        heads = self.view.agents(token)
        if entry.part == "noun":
            by = self.slot(entry.sense, entry.part, token, "by")
            heads = (*self.view.children(token, "nmod:poss", "compound"), *by)
        return any(self._is(at, words, mention=True) for at in heads)

    def _needs_fit(self, sense: Sense, token: int) -> bool:
        if any(self.slot(sense, "verb", token, key) for key in sense.lacks):
            return False
        return all(
            self._filled(self.slot(sense, "verb", token, key), words)
            for key, words in sense.needs.items()
        )

    def _filled(self, heads: Sequence[int], words: Sequence[str]) -> bool:
        """Whether one of the phrases in a slot meets a condition."""
        if PARTY in words and any(at in self.view.mentions for at in heads):
            return True
        if words == ("*",):
            return any(self._named(at) for at in heads)
        return any(self._is(at, words) for at in heads)

    def _named(self, token: int) -> bool:
        """Whether a phrase is anything but a time or a number."""
        calendar = self.lexicon.classes["calendar"]
        return (
            self.view.tokens[token].upos != "NUM"
            and self.view.lemmas[token] not in calendar
        )

    def _is(self, token: int, words: Sequence[str], *, mention: bool = False) -> bool:
        """
        Whether a phrase is one of `words` and classes, by head, compounds or what it is
        a kind of.
        """
        lemmas, holds = self.view.lemmas, self.lexicon.holds
        for at in self._kinds(token, mention, NESTING):
            if holds(words, lemmas[at]):
                return True
            modifiers = self.view.children(at, "compound", "amod")
            if any(holds(words, f"{lemmas[i]} {lemmas[at]}") for i in modifiers):
                return True
        return False

    def _kinds(self, token: int, mention: bool, depth: int) -> Iterator[int]:
        """The words that say what a phrase is."""
        view = self.view
        behind = view.tree.lexicon.coding.containers
        for head in view.conjuncts(token):
            yield head
            yield from view.children(head, "compound", "flat")
            if mention:
                yield from view.children(head, "amod")
            if not depth or not self._contains(head):
                continue
            for case, child in view.obliques(head):
                if case in behind:
                    yield from self._kinds(child, mention, depth - 1)

    def _contains(self, head: int) -> bool:
        """Whether a phrase is of the kind of what it holds: "a group of", "three of"."""
        if self.view.tokens[head].upos == "NUM":
            return True
        return self.view.lemmas[head] in self.lexicon.classes["container"]

    def slot(self, sense: Sense, part: Part, token: int, name: str) -> tuple[int, ...]:
        """The tokens that fill one slot of a frame."""
        return slot(self.view, sense, part, token, name)

    def conditioned(self, entry: Entry, token: int) -> frozenset[int]:
        """
        The tokens that an entry's conditions are about: they are part of its act and
        tell no other.
        """
        sense, found = entry.sense, set[int]()
        if sense.object and entry.part == "verb":
            for head in self.slot(sense, entry.part, token, "object"):
                found.update(self.view.conjuncts(head))
        for key, words in sense.needs.items():
            if words != ("*",):
                heads = self.slot(sense, "verb", token, key)
                found.update(at for at in heads if self._is(at, words))
        return frozenset(found)
