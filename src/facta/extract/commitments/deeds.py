"""
The days on which an account says that something was done, from which terms count:
"within 24 hours of taking office" and, elsewhere, "He took office on January 20".
"""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.language.syntax import Tree
from facta.records import Date


class Deed(Struct, frozen=True):
    """A verb and its object, by which one deed is known when it is told again."""

    verb: str
    object: str | None

    @classmethod
    def at(cls, tree: Tree, index: int) -> Deed:
        """The deed that a verb tells."""
        told = tree.child(index, "obj")
        return cls(tree.tokens[index].lemma, None if told is None else tree.lemma(told))


class Deeds:
    """
    The deeds of a document that are told as past, laid out once when first asked for.

    Args:
        page: the document.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._days: dict[Deed, Date | None] = {}

    @cached_property
    def _places(self) -> dict[Deed, list[Place]]:
        found: dict[Deed, list[Place]] = {}
        for number, tree in enumerate(self._page.trees):
            for index, token in enumerate(tree.tokens):
                if token.tag == "VBD":
                    place = Place(number, index)
                    found.setdefault(Deed.at(tree, index), []).append(place)
        return found

    def day_of(self, deed: Deed) -> Date | None:
        """
        The day on which the account says that something was done: the first that a
        clause about it states alone.
        """
        if deed not in self._days:
            told = (self._day_in(place) for place in self._places.get(deed, ()))
            self._days[deed] = next((day for day in told if day is not None), None)
        return self._days[deed]

    def _day_in(self, place: Place) -> Date | None:
        tree = self._page.trees[place.sentence]
        times = self._page.times_between(*tree.around(tree.subtree(place.token)))
        days = [
            time.begin
            for time in times
            if time.type == "DATE" and time.precision == "day" and time.begin
        ]
        # of two days in one clause nothing says which is the deed's
        return days[0] if len(days) == 1 else None
