"""
Countries: names, adjectives, people, capitals and places, each with its ISO 3166 code.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from facta.ontology.files import toml

# Codes that stand where a country's does and are none: kinds of body, not one body.
BODIES = frozenset({"IGO", "NGO"})
Kind = Literal["country", "demonym", "capital", "place", "region", "void", "actor"]


class Country(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One country as people write it; Facta writes the first name and adjective."""

    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Sense(Struct, frozen=True):
    """
    What a written form stands for.

    A country by one of its words, a place in it, an actor, a region, or nothing.
    """

    kind: Kind
    name: str
    country: str | None = None


class Choice(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    A name of two countries.

    It is `other` where an account has more of its `cues` than of those `against` it.
    """

    default: str
    other: str
    cues: tuple[str, ...]
    against: tuple[str, ...]

    def country(self, seen: frozenset[str]) -> str:
        """The country meant in an account that holds these words."""
        cues = sum(cue in seen for cue in self.cues)
        against = sum(cue in seen for cue in self.against)
        if cues > against:
            return self.other
        return self.default


class Phrases(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Forms that mislead, regions, American states, names of two countries."""

    void: tuple[str, ...]
    regions: tuple[str, ...]
    states: frozenset[str]
    seats: dict[str, str]
    choices: dict[str, Choice]


class Countries(Struct, frozen=True):
    """
    Countries by code.

    >>> countries = Countries.load()
    >>> countries.name("RUS"), countries.adjective("RUS"), countries.adjective("HKG")
    ('Russia', 'Russian', 'Hong Kong')
    """

    table: dict[str, Country]
    phrases: Phrases

    @classmethod
    def load(cls) -> Countries:
        """The countries from the package's data."""
        return _shipped()

    def name(self, code: str) -> str:
        """The name Facta writes for a country; the code itself for IGO and NGO."""
        if code not in self.table:
            return code
        return self.table[code].names[0]

    def names(self) -> dict[str, str]:
        """The names of all codes."""
        return {code: self.name(code) for code in self.table}

    def adjective(self, code: str) -> str:
        """The adjective Facta writes for a country, its name where it has none."""
        country = self.table.get(code)
        if country is None or not country.adjectives:
            return self.name(code)
        return country.adjectives[0]

    def forms(self) -> Iterator[tuple[str, Sense]]:
        """Every written form with what it stands for; of equal ones the first wins."""
        # Forms that mislead go first and so hide what they would be taken for.
        for phrase in self.phrases.void:
            yield phrase, Sense("void", phrase)
        for code, country in self.table.items():
            lead = country.names[0]
            for name in country.names:
                yield name, Sense("country", lead, code)
            for name in dict.fromkeys(country.adjectives + country.people):
                yield name, Sense("demonym", lead, code)
            for name in country.capitals:
                yield name, Sense("capital", name, code)
            for name in country.places:
                yield name, Sense("place", name, code)
        for region in self.phrases.regions:
            yield region, Sense("region", region)


@functools.cache
def _shipped() -> Countries:
    table = toml("countries.toml", dict[str, Country])
    return Countries(table, toml("phrases.toml", Phrases))
