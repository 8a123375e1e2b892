"""
Countries: names, adjectives, people, capitals and places, all leading to an ISO 3166
alpha-3 code.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from facta.ontology.files import toml

Kind = Literal["country", "demonym", "capital", "place", "region", "void", "actor"]


class Country(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    One country as people write it; the first name and adjective are the ones Facta
    writes.
    """

    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class Sense(Struct, frozen=True):
    """
    What a written form stands for: a country by one of its words, a place in it, an
    actor, a region, or nothing.
    """

    kind: Kind
    name: str
    country: str | None = None


class Choice(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    A name of two countries: `other` where more of its `cues` than of those `against` it
    stand in the account.
    """

    default: str
    other: str
    cues: tuple[str, ...]
    against: tuple[str, ...]

    def country(self, seen: frozenset[str]) -> str:
        """The country meant in an account that holds these words."""
        votes = sum(cue in seen for cue in self.cues) - sum(
            cue in seen for cue in self.against
        )
        return self.other if votes > 0 else self.default


class Phrases(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Forms that mislead, regions, American state abbreviations, and names of two
    countries.
    """

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
        return cls(
            toml("countries.toml", dict[str, Country]), toml("phrases.toml", Phrases)
        )

    def name(self, code: str) -> str:
        """The name Facta writes for a country; the code itself for IGO and NGO."""
        return self.table[code].names[0] if code in self.table else code

    def adjective(self, code: str) -> str:
        """The adjective Facta writes for a country, its name where it has none."""
        country = self.table.get(code)
        return (
            country.adjectives[0] if country and country.adjectives else self.name(code)
        )

    def forms(self) -> Iterator[tuple[str, Sense]]:
        """Every written form with what it stands for."""
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
