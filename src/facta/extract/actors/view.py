"""
One sentence as the grammar of actors sees it: its words, listed and personal names, and
tree.
"""

from __future__ import annotations

from collections.abc import Sequence

from facta.extract.actors.chunks import Chunk
from facta.extract.actors.directory import Directory
from facta.extract.actors.mentions import Kind, Mention
from facta.extract.actors.names import (
    HYPHENS,
    Found,
    Span,
    listed,
    long_bodies,
    personal_names,
    titles,
)
from facta.language.syntax import Tree
from facta.ontology.sectors import Role

# words of the longest noun phrase that the table of sectors is asked for, and tokens
# among which they are looked for, a hyphen in between; judged, not fitted
PHRASE, TOKENS = 6, 8


class View:
    """What can be asked of a sentence before anything in it is understood."""

    def __init__(self, tree: Tree, directory: Directory) -> None:
        self.tree = tree
        self.tokens = tree.tokens
        self.directory = directory
        self.words = tree.lexicon.actors
        self.lower = [token.text.lower().rstrip(".") or "." for token in self.tokens]
        self.found = listed(tree, directory.gazetteer)
        self.by_token = {
            index: found
            for found in self.found
            for index in range(found.first, found.last + 1)
        }
        self.people = self._covered("person")
        self.bodies = self._covered("organisation")
        self.body_starts = {
            name.first for name in tree.sentence.names if name.kind == "organisation"
        }
        self.long_bodies = {span[1]: span for span in long_bodies(tree.sentence)}

    def _covered(self, kind: str) -> set[int]:
        """The tokens of the names of a kind that the model found."""
        return {
            index
            for name in self.tree.sentence.names
            if name.kind == kind
            for index in range(name.first, name.last + 1)
        }

    def held_together(self) -> list[Span]:
        """The spans whose tokens lie in one chunk, whatever the tree says."""
        gazetteer = self.directory.gazetteer
        return [
            *((found.first, found.last) for found in self.found),
            *titles(self.tree, self.lower, gazetteer),
            *personal_names(self.tree.sentence),
            *self.long_bodies.values(),
        ]

    def mention(self, chunk: Chunk, within: Span, *, kind: Kind, name: str) -> Mention:
        """A mention over tokens with what determiners and adjectives say of it."""
        first, last = within
        head = chunk.head if first <= chunk.head <= last else last
        below = self.tree.children(chunk.head, "det")
        determiners = {self.lower[index] for index in below}
        possessor = self.tree.child(chunk.head, "nmod:poss")
        return Mention(
            sentence=self.tree.sentence.index,
            first=first,
            last=last,
            head=head,
            kind=kind,
            name=name,
            words=tuple(self.lower[first : last + 1]),
            plural=self.is_plural(last),
            definite=possessor is not None or bool(self.words.definites & determiners),
            possessor=possessor if self._is_pronoun(possessor) else None,
        )

    def is_plural(self, index: int) -> bool:
        """Whether a noun stands in the plural."""
        return self.tokens[index].tag in ("NNS", "NNPS")

    def _is_pronoun(self, index: int | None) -> bool:
        return index is not None and self.tokens[index].upos == "PRON"

    def role(self, first: int, last: int) -> Role | None:
        """
        The phrase of an agent that ends at a token: a *foreign minister*; None where
        the span is empty.
        """
        phrase = tuple(self.lower[index] for index in self._phrase(first, last))
        return self.directory.gazetteer.sectors.role(phrase)

    def start(self, role: Role, first: int, last: int) -> int:
        """Where the phrase of a role that ends at token `last` begins."""
        return self._phrase(first, last)[-len(role.phrase)]

    def _phrase(self, first: int, last: int) -> list[int]:
        """The last words of a span, hyphens passed over."""
        near = range(max(first, last + 1 - TOKENS), last + 1)
        return [index for index in near if self.lower[index] not in HYPHENS][-PHRASE:]

    def text(self, first: int, last: int) -> str:
        """
        What tokens read, without the spaces around hyphens that a tokenizer may see.
        """
        return self.joined(range(first, last + 1))

    def joined(self, indices: Sequence[int]) -> str:
        """What some tokens read; those that touch in the text do so here."""
        text = ""
        for position, index in enumerate(indices):
            if position and not self._touch(indices[position - 1], index):
                text += " "
            text += self.tokens[index].text
        return text

    def _touch(self, one: int, other: int) -> bool:
        touch = self.tokens[other].start <= self.tokens[one].end
        return other == one + 1 and touch

    def is_person(self, found: Found) -> bool:
        """Whether a listed name is a person's."""
        entry = self.directory.entry(found.sense)
        return entry is not None and entry.gender is not None

    def names_in(self, indices: range) -> list[Found]:
        """Listed names that reach into a span of tokens and end in it."""
        held: list[Found] = []
        index = indices.start
        while index < indices.stop:
            found = self.by_token.get(index)
            if found and found.last < indices.stop:
                held.append(found)
                index = found.last
            index += 1
        return held
