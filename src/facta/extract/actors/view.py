"""
One sentence as the grammar of actors sees it: its words, listed and personal names, and
tree.
"""

from __future__ import annotations

from facta.extract.actors.chunks import HYPHENS, Found, bodies, listed
from facta.language.syntax import Tree
from facta.ontology.gazetteer import Gazetteer
from facta.ontology.sectors import Role
from facta.records import Date

COURTESY = frozenset(
    {"mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dame", "madam", "dr"}
)


class View:
    """What can be asked of a sentence before anything in it is understood."""

    def __init__(
        self,
        tree: Tree,
        gazetteer: Gazetteer,
        day: Date | None,
        chosen: dict[str, str],
    ) -> None:
        sentence = tree.sentence
        self.tree = tree
        self.sentence = sentence
        self.gazetteer = gazetteer
        self.day = day
        self.chosen = chosen
        self.tokens = tree.tokens
        self.lower = [token.text.lower().rstrip(".") or "." for token in self.tokens]
        self.found = self._names()
        self.by_token = {
            i: found for found in self.found for i in range(found.first, found.last + 1)
        }
        self.people = {
            i
            for name in sentence.names
            if name.kind == "person"
            for i in range(name.first, name.last + 1)
        }
        self.bodies = {
            i
            for n in sentence.names
            if n.kind == "organisation"
            for i in range(n.first, n.last + 1)
        }
        self.long_bodies = {last: (first, last) for first, last in bodies(sentence)}
        self.bodies_first = {
            name.first for name in sentence.names if name.kind == "organisation"
        }

    def cases(self, index: int) -> set[str]:
        """The prepositions and endings on a token."""
        return {
            self.lower[i]
            for i in self.tree.below[index]
            if self.tokens[i].relation == "case"
        }

    def _role(self, first: int, last: int) -> Role | None:
        """The phrase of an agent that ends at a token: a *foreign minister*."""
        return self.gazetteer.sectors.role(
            tuple(self.lower[i] for i in self._words(first, last))
        )

    def _words(self, first: int, last: int) -> list[int]:
        """The last words of a span, hyphens passed over."""
        return [
            i
            for i in range(max(first, last - 7), last + 1)
            if self.lower[i] not in HYPHENS
        ][-6:]

    def _start(self, role: Role, first: int, last: int) -> int:
        """Where the phrase of a role that ends at token `last` begins."""
        return self._words(first, last)[-len(role.phrase)]

    def _text(self, first: int, last: int) -> str:
        """
        What tokens read, without the spaces around hyphens that a tokenizer may see.
        """
        parts: list[str] = []
        for index in range(first, last + 1):
            if index > first and self.tokens[index].start > self.tokens[index - 1].end:
                parts.append(" ")
            parts.append(self.tokens[index].text)
        return "".join(parts)

    def _is_person(self, found: Found) -> bool:
        entry = (
            self.gazetteer.entries.get(found.sense.name)
            if found.sense.kind == "actor"
            else None
        )
        return entry is not None and entry.gender is not None

    def _names(self) -> list[Found]:
        """
        Listed names that mean an actor here; a personal name around a country's takes
        it away.
        """
        return [
            found for found in listed(self.tokens, self.gazetteer) if self._means(found)
        ]

    def _means(self, found: Found) -> bool:
        sense = found.sense
        if found.first != found.last or sense.kind in ("void", "region"):
            return True
        token = self.tokens[found.first]
        if sense.kind != "demonym" and token.upos in (
            "VERB",
            "ADV",
            "AUX",
            "DET",
            "PRON",
            "ADP",
        ):
            return False
        return not (
            self._in_personal_name(found.first) and not self._whole_person(found)
        )

    def _whole_person(self, found: Found) -> bool:
        """
        Whether a bare surname stands for a listed person: no other name hangs on it.
        """
        entry = (
            self.gazetteer.entries.get(found.sense.name)
            if found.sense.kind == "actor"
            else None
        )
        if entry is None or not entry.gender:
            return False
        after = (
            self.tokens[found.last + 1] if found.last + 1 < len(self.tokens) else None
        )
        if (
            after is not None
            and after.upos == "PROPN"
            and after.relation.startswith("flat")
        ):
            return False
        before = self.tokens[found.first - 1] if found.first else None
        if (
            before is None
            or before.upos != "PROPN"
            or not self._linked(found.first - 1, found.first)
        ):
            return True
        title = self.gazetteer.sectors.role((before.text.lower(),))
        return (
            title is not None
            or before.text.lower() in COURTESY
            or not before.relation.startswith(("flat", "nsubj"))
        )

    def _in_personal_name(self, index: int) -> bool:
        """Whether a token is one of several words of a person's name."""
        token = self.tokens[index]
        for other in (index - 1, index + 1):
            if 0 <= other < len(self.tokens):
                near = self.tokens[other]
                tie = near if near.head == index else token
                if (
                    near.upos == "PROPN"
                    and self._linked(index, other)
                    and tie.relation.startswith("flat")
                ):
                    return self.gazetteer.sectors.role((near.text.lower(),)) is None
        return False

    def _linked(self, one: int, other: int) -> bool:
        return self.tokens[one].head == other or self.tokens[other].head == one
