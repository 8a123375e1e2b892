"""
Whom a pronoun stands for: the people of a page, in text order, and the rules that
choose among those mentioned before.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator

from msgspec import Struct, structs

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.statements.people import (
    Gender,
    Person,
    gender_of,
    people,
    pronouns,
    rank,
)

# sentences, and mentions, back to which somebody is remembered; judged, not fitted
SENTENCES_BACK = 4
MENTIONS_BACK = 24


class Wanted(Struct, frozen=True, kw_only=True):
    """
    What is known of the person that a token stands for.

    `said` holds words in which the person is not named, because nobody speaks of
    himself by name; `country` is that of the person, where it is told.
    """

    gender: Gender | None = None
    said: str = ""
    country: str | None = None


class Antecedents:
    """
    The people of a page.

    Subject pronouns are mentions of the people they stand for, so that a pronoun after
    them finds whoever was last spoken of by either.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.people = sorted(
            people(page), key=lambda person: (person.start, person.place)
        )
        self.names = {person.name for person in self.people}
        self._genders = {
            person.name: person.gender for person in self.people if person.gender
        }
        for place in pronouns(page):
            self._follow(place)

    def _follow(self, place: Place) -> None:
        """
        Remember whom a subject pronoun stands for; whoever the rest of its sentence
        names is somebody else.
        """
        tree, token = self.page.trees[place.sentence], self.page.layout.token(place)
        rest = self.page.text[token.end : tree.sentence.end]
        gender = gender_of(token.text, self.page.lexicon.grammar)
        person = self.of(place, Wanted(gender=gender, said=rest))
        if person is not None:
            front = rank(tree, place.token)
            mention = structs.replace(
                person, place=place, start=token.start, rank=front
            )
            insort(self.people, mention, key=lambda person: person.start)

    def of(self, place: Place, wanted: Wanted) -> Person | None:
        """
        The person a token stands for: the foremost one in the nearest sentence that
        names any who fits.

        A possessive takes the nearest person of its own sentence.
        """
        possessive = self.page.layout.token(place).relation == "nmod:poss"
        best: Person | None = None
        for person in self.earlier(place):
            if best is not None and person.place.sentence != best.place.sentence:
                break
            if not self._fits(person, wanted):
                continue
            if possessive and person.place.sentence == place.sentence:
                return person
            if best is None or person.rank > best.rank:
                best = person
        return best

    def _fits(self, person: Person, wanted: Wanted) -> bool:
        if wanted.country and person.country != wanted.country:
            return False
        if wanted.gender:
            known = self._genders.get(person.name, wanted.gender)
            if known != wanted.gender:
                return False
        return person.surname not in wanted.said

    def earlier(self, place: Place) -> Iterator[Person]:
        """
        People mentioned before a token, nearest first, in the same voice: the account's
        own, or one quotation's.
        """
        layout = self.page.layout
        start = layout.token(place).start
        end = bisect_left(self.people, start, key=lambda person: person.start)
        around = layout.quotation_at(start)
        for person in reversed(self.people[max(end - MENTIONS_BACK, 0) : end]):
            if place.sentence - person.place.sentence > SENTENCES_BACK:
                return
            if layout.quotation_at(person.start) == around:
                yield person
