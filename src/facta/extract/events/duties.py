"""
Duties in speech: "Turkey said Israel must withdraw" asks Israel to withdraw, whoever
else is told it.
"""

from __future__ import annotations

from msgspec import structs

from facta.extract.events.algebra import HYPOTHETICAL, Act, compose
from facta.extract.events.auxiliary import auxiliaries
from facta.extract.events.reading import Reading, without
from facta.extract.events.sides import Sides
from facta.lexicon.events import Entry


class Duties:
    """Reads what a speaker says that others have to do."""

    __slots__ = ("sides", "view")

    def __init__(self, sides: Sides) -> None:
        self.sides = sides
        self.view = sides.view

    def governed(self, entry: Entry, token: int, governed: Reading) -> Reading | None:
        """
        A duty that one party says another has ("X said Y must do Z") asks the other for
        it.
        """
        if not self._duty(governed.head):
            return None
        told = structs.replace(
            governed.act, auxiliary=governed.act.auxiliary - {HYPOTHETICAL}
        )
        asked = self._asked(entry, token, governed.head)
        if asked is None:
            return None
        act = compose("urge", told) or Act("REQUEST")
        return structs.replace(
            asked,
            act=structs.replace(act, auxiliary=asked.act.auxiliary),
            contexts=governed.contexts,
            words=(token, *governed.words),
            used=governed.used | {governed.head},
            rule=f"{asked.rule} > {governed.rule}",
            weight=governed.weight + 1,
        )

    def unknown(self, entry: Entry, token: int) -> Reading | None:
        """A duty to do what no entry knows."""
        for clause in self.view.children(token, "ccomp", "parataxis"):
            if self._duty(clause):
                reading = self._asked(entry, token, clause)
                if reading is not None:
                    return reading
        return None

    def _duty(self, clause: int) -> bool:
        tree = self.view.tree
        if tree.auxiliaries(clause) & tree.lexicon.grammar.deontics:
            return True
        needs = tree.lemmas[clause] in tree.lexicon.coding.duties
        return needs and bool(tree.children(clause, "xcomp"))

    def _asked(self, entry: Entry, token: int, clause: int) -> Reading | None:
        """The speaker's REQUEST to the subject of a clause, whatever it tells."""
        speakers = self.sides.side(entry, token, ("subject",), acting=True)
        subjects = self.view.agents(clause) or self.view.subjects(clause)
        parties = self.sides.parties
        named = (i for head in subjects for i in parties.of(head, acting=True))
        asked = without(tuple(named), speakers)
        if not speakers or not asked:
            return None
        return Reading(
            act=Act("REQUEST", "change", auxiliaries(self.view, token)),
            contexts=(),
            actors=speakers,
            recipients=asked,
            reciprocal=False,
            head=token,
            words=(token, clause),
            used=frozenset(),
            sense=entry.sense,
            rule=f"must({entry.sense.name})",
            weight=1,
            cameo=None,
            composed="urge",
        )
