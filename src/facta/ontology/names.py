"""
Names as a person types them, looked up in the tables whatever their case, accents,
article or title.

Takes a text; gives what it may stand for: countries, places, actors. What an account
writes is read by `forms`, which minds case; here "us", "the U.S." and "US" are one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from facta.ontology.countries import Countries, Sense
from facta.ontology.entries import Entry
from facta.ontology.forms import words
from facta.ontology.gazetteer import Gazetteer

Folded = tuple[str, ...]
# What stands before any name, whatever its office.
ADDRESSES = frozenset({"mr", "mrs", "ms", "dr", "sir", "former", "then", "the"})
# What follows a surname.
AFTER = frozenset({"jr", "sr", "ii", "iii"})
# Kinds of forms that stand for the whole country.
SAYS_ALL = frozenset({"country", "demonym", "capital"})


def folded(text: str) -> Folded:
    """
    The words of a name without case, accents and the article before it.

    >>> folded("the U.S."), folded("Nicolás MADURO"), folded("The")
    (('us',), ('nicolas', 'maduro'), ('the',))
    """
    found = tuple(word.casefold() for word in words(text))
    if len(found) > 1 and found[0] == "the":
        return found[1:]
    return found


def surname(name: Folded) -> str:
    """
    The last word of a name that is no suffix; empty where there is none.

    >>> surname(folded("Robert F. Kennedy Jr."))
    'kennedy'
    """
    return next((word for word in reversed(name) if word not in AFTER), "")


class Names:
    """The written forms of the tables by their folded words."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._senses: dict[Folded, dict[Sense, None]] = {}
        for form, sense in _forms(gazetteer):
            self._senses.setdefault(folded(form), {})[sense] = None

    def senses(self, name: Folded) -> tuple[Sense, ...]:
        """What a name may stand for, as it is or behind a title."""
        whole = tuple(self._senses.get(name, ()))
        return whole or tuple(self._titled(name)) or self._bare(name)

    def country(self, phrase: str) -> str | None:
        """The country that a phrase stands for: "Moscow", "Russian diplomats"."""
        name = folded(phrase.split(",")[0])
        for sense in self.senses(name):
            if sense.country:
                return sense.country
        # Only a demonym opens a longer phrase: "Russian diplomats", not "Paris Hilton".
        first = self._senses.get(name[:1], {})
        return next((sense.country for sense in first if sense.kind == "demonym"), None)

    def actor(self, phrase: str) -> str | None:
        """The actor that a phrase of an account stands for: "President Putin"."""
        found = self.senses(folded(phrase.split(",")[0]))
        return next((sense.name for sense in found if sense.kind == "actor"), None)

    def spellings(self, name: str) -> frozenset[Folded]:
        """The ways to write an actor of the table."""
        entry = self.gazetteer.entries[name]
        return frozenset(folded(form) for form in (entry.name, *entry.aliases))

    def persons(self, ending: Folded) -> Iterator[Entry]:
        """The persons whose name ends so: by their surname."""
        for entry in self.gazetteer.entries.values():
            if not entry.gender or not ending:
                continue
            if folded(entry.name)[-len(ending) :] == ending:
                yield entry

    def written(self) -> Iterator[str]:
        """Every name that Facta writes for actors and countries."""
        yield from self.gazetteer.entries
        countries = self.gazetteer.countries.table.values()
        yield from (country.names[0] for country in countries)

    def _titled(self, name: Folded) -> Iterator[Sense]:
        """A person behind words of their office or country: "President Putin"."""
        for cut in range(1, len(name)):
            for sense in self._senses.get(name[cut:], ()):
                entry = self._person(sense)
                if entry and set(name[:cut]) <= self._titles(entry):
                    yield sense

    def _person(self, sense: Sense) -> Entry | None:
        if sense.kind != "actor":
            return None
        entry = self.gazetteer.entries.get(sense.name)
        if entry is None or not entry.gender:
            return None
        return entry

    def _titles(self, entry: Entry) -> set[str]:
        texts = [office.name for office in entry.offices]
        country = self.gazetteer.countries.table.get(entry.country or "")
        if country:
            texts += [*country.names, *country.adjectives]
        return {word for text in texts for word in folded(text)} | ADDRESSES

    def _bare(self, name: Folded) -> tuple[Sense, ...]:
        """What a name stands for without its initials."""
        whole = tuple(word for word in name if len(word) > 1)
        if not 1 < len(whole) < len(name):
            return ()
        return tuple(self._senses.get(whole, ()))


@functools.cache
def countries() -> Countries:
    """The package's countries, read once, and without the table of actors."""
    return Countries.load()


@functools.cache
def shipped() -> Names:
    """The names of the package's own tables, read once."""
    return Names(Gazetteer.load())


def _forms(gazetteer: Gazetteer) -> Iterator[tuple[str, Sense]]:
    for entry in gazetteer.entries.values():
        for form in (entry.name, *entry.aliases):
            yield form, Sense("actor", entry.name, entry.country)
    for form, sense in gazetteer.countries.forms():
        yield form, sense
    for capital, body in gazetteer.countries.phrases.seats.items():
        yield capital, Sense("actor", body, gazetteer.entries[body].country)
