"""
Duties in speech: "Turkey said Israel must withdraw" asks Israel to withdraw, whoever
else is told it.
"""

from __future__ import annotations

from facta.extract.events.algebra import HYPOTHETICAL, Act, compose
from facta.extract.events.auxiliary import auxiliaries
from facta.extract.events.reading import Reading, without
from facta.extract.events.sides import Sides
from facta.lexicon.events import Entry

DEONTIC = frozenset({"must", "should", "shall", "ought", "need"})


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
        act = compose(
            "urge",
            Act(
                governed.act.type,
                governed.act.mode,
                governed.act.auxiliary - {HYPOTHETICAL},
            ),
        )
        return self._asked(entry, token, governed.head, act or Act("REQUEST"), governed)

    def unknown(self, entry: Entry, token: int) -> Reading | None:
        """A duty to do what no entry knows."""
        for clause in self.view.children(token, "ccomp", "parataxis"):
            if self._duty(clause):
                reading = self._asked(
                    entry, token, clause, Act("REQUEST", "change"), None
                )
                if reading is not None:
                    return reading
        return None

    def _duty(self, clause: int) -> bool:
        modals = {
            self.view.tokens[child].text.lower()
            for child in self.view.children(clause, "aux")
        }
        needs = self.view.lemmas[clause] in {"need", "have"} and bool(
            self.view.children(clause, "xcomp")
        )
        return bool(modals & DEONTIC) or needs

    def _asked(
        self, entry: Entry, token: int, clause: int, act: Act, governed: Reading | None
    ) -> Reading | None:
        """The speaker's REQUEST to the subject of a clause."""
        speakers = self.sides.side(entry, token, ("subject",), acting=True)
        subjects = self.view.agents(clause) or self.view.subjects(clause)
        asked = tuple(
            actor
            for subject in subjects
            for actor in self.sides.parties.of(subject, acting=True)
        )
        asked = without(asked, speakers)
        if not speakers or not asked:
            return None
        return Reading(
            act=Act(act.type, act.mode, auxiliaries(self.view, token)),
            contexts=governed.contexts if governed else (),
            actors=speakers,
            recipients=asked,
            reciprocal=False,
            head=token,
            words=(token, *(governed.words if governed else (clause,))),
            used=governed.used | {governed.head} if governed else frozenset(),
            rule=f"must({entry.sense.name})"
            + (f" > {governed.rule}" if governed else ""),
            weight=(governed.weight if governed else 0) + 1,
            cameo=None,
            composed="urge",
        )
