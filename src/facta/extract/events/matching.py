"""
Which entries of the lexicon fit a token: its words, the class of its object, its
subject and its prepositions.

Takes a View and the lexicon; gives entries, most specific first, and the tokens that
fill a slot of a frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facta.extract.events.slots import slot
from facta.extract.events.views import View
from facta.lexicon.events import Entry, Events, Part, Sense

PARTS: dict[str, Part] = {
    "VERB": "verb",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adjective",
    "AUX": "verb",
}
CLAUSES = frozenset({"conj", "parataxis", "csubj", "ccomp", "acl", "advcl"})
NESTING = 3
PARTY = "@party"
ADVERBIAL = frozenset(
    {"up", "out", "off", "down", "over", "away", "back", "aside", "apart"}
)
PARTICLES = frozenset(
    {
        "up",
        "out",
        "off",
        "down",
        "in",
        "on",
        "over",
        "away",
        "back",
        "aside",
        "apart",
        "by",
        "through",
        "around",
        "into",
    }
)


class Matcher:
    """Finds the entries that fit the tokens of one sentence."""

    __slots__ = ("lexicon", "view")

    def __init__(self, view: View, lexicon: Events) -> None:
        self.view = view
        self.lexicon = lexicon

    def entries(self, token: int) -> list[Entry]:
        """The entries that fit at a token, most specific first."""
        found: list[Entry] = []
        for part in self.parts(token):
            for lemma in self._forms(token):
                found += [
                    entry
                    for entry in self.lexicon.entries(part, lemma)
                    if self._fits(entry, token)
                ]
        return found

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
        part = PARTS.get(item.upos)
        if item.upos == "NOUN" and (
            item.tag in {"VBZ", "VBP", "VBD"} or self.view.children(token, "obj")
        ):
            part = "verb"  # a headline's verb that was taken for a noun
        if part is None or (item.upos == "PROPN" and token in self.view.mentions):
            return ()
        if item.upos == "ADJ" and item.tag in {"VBN", "VBG", "VBD"}:
            return ("adjective", "verb")
        return (part,)

    def words(self, entry: Entry, token: int) -> tuple[int, ...]:
        """The tokens of an entry's phrase around its head."""
        near = self._near(token)
        return (
            token,
            *(
                next(at for at in near if self.view.lemmas[at] == word)
                for word in entry.rest
            ),
        )

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
        if entry.part == "verb" and len(entry.rest) == 1 and entry.rest[0] in PARTICLES:
            own = self.view.children(token, "compound:prt", "advmod")
            after = (
                self.view.lemmas[token + 1 : token + 2] == [entry.rest[0]]
                and entry.rest[0] in ADVERBIAL
            )
            return after or any(self.view.lemmas[at] == entry.rest[0] for at in own)
        return {self.view.lemmas[at] for at in self._near(token)}.issuperset(entry.rest)

    def _near(self, token: int) -> list[int]:
        """Tokens one or two arcs below, subjects and coordinated phrases left out."""
        view, found = self.view, []
        for child in view.below[token]:
            relation = view.relation(child).split(":")[0]
            if relation in CLAUSES or (relation == "nsubj" and not view.passive(token)):
                continue
            found.append(child)
            found += [
                below
                for below in view.below[child]
                if view.relation(below).split(":")[0] not in CLAUSES
            ]
        return found

    def _objects_fit(self, entry: Entry, token: int) -> bool:
        sense = entry.sense
        if not sense.object and not sense.not_object:
            return True
        objects = self.slot(sense, entry.part, token, "object")
        if entry.part == "noun":
            objects = (
                *objects,
                *self.view.children(token, "compound", "amod", "nmod:poss"),
            )
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
        if entry.part == "noun":
            heads = (
                *self.view.children(token, "nmod:poss", "compound"),
                *self.slot(entry.sense, entry.part, token, "by"),
            )
        else:
            heads = self.view.agents(token)
        return any(self._is(at, words, mention=True) for at in heads)

    def _needs_fit(self, sense: Sense, token: int) -> bool:
        if any(self.slot(sense, "verb", token, key) for key in sense.lacks):
            return False
        for key, words in sense.needs.items():
            slots = self.slot(sense, "verb", token, key)
            if PARTY in words and any(at in self.view.mentions for at in slots):
                continue
            if not any(
                self._named(at) if words == ("*",) else self._is(at, words)
                for at in slots
            ):
                return False
        return True

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
        lemmas = self.view.lemmas
        for at in self._kinds(token, mention, NESTING):
            if self.lexicon.holds(words, lemmas[at]):
                return True
            modifiers = self.view.children(at, "compound", "amod")
            if any(
                self.lexicon.holds(words, f"{lemmas[modifier]} {lemmas[at]}")
                for modifier in modifiers
            ):
                return True
        return False

    def _kinds(self, token: int, mention: bool, depth: int) -> Iterable[int]:
        view = self.view
        for head in view.conjuncts(token):
            yield head
            yield from view.children(head, "compound", "flat")
            if mention:
                yield from view.children(head, "amod")
            container = view.lemmas[head] in self.lexicon.classes["container"]
            if depth and (container or view.tokens[head].upos == "NUM"):
                for case, child in view.obliques(head):
                    if case in {"of", "in", "for", "on"}:
                        yield from self._kinds(child, mention, depth - 1)

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
            found |= {
                at
                for head in self.slot(sense, entry.part, token, "object")
                for at in self.view.conjuncts(head)
            }
        for key, words in sense.needs.items():
            if words != ("*",):
                found |= {
                    at
                    for at in self.slot(sense, "verb", token, key)
                    if self._is(at, words)
                }
        return frozenset(found)
