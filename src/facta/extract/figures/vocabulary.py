"""
Units, currencies, bounds and verbs of number as data: `data/figures.toml`.

`vocabulary()` reads them once; nothing is read at import.
"""

from __future__ import annotations

import functools

from msgspec import Struct

from facta.extract.times.vocabulary import Listed, Phrases, by_first_word
from facta.ontology.files import toml
from facta.records import Direction


class Bounds(Struct, frozen=True):
    """Phrases before an amount that bound it."""

    high: tuple[str, ...]
    loose: tuple[str, ...]
    low: tuple[str, ...]


class Reporting(Struct, frozen=True):
    """Verbs by which somebody stands for a number."""

    clause: frozenset[str]
    object: frozenset[str]
    placing: frozenset[str]


class Change(Struct, frozen=True, kw_only=True):
    """
    Verbs and nouns that lead one way, and words that say so right before or behind a
    number.
    """

    verbs: frozenset[str]
    nouns: frozenset[str]
    before: frozenset[str]
    behind: frozenset[str]


class Units(Struct, frozen=True, kw_only=True):
    """`figures.toml` without its number words, table by table."""

    currencies: dict[str, str]
    national: dict[str, str]
    measures: dict[str, str]
    durations: dict[str, str]
    lasting: Listed
    meeting: Listed
    sources: Listed
    bounds: Bounds
    changes: dict[Direction, Change]
    levels: Listed
    multiples: dict[str, float]
    fates: dict[str, str]
    reporting: Reporting
    labels: Listed
    plain: Listed


class Vocabulary(Struct, frozen=True):
    """
    The units, with the bounding phrases ready to be looked up by their first word.
    """

    units: Units
    bounds: Phrases
    kinds: dict[tuple[str, ...], str]

    @property
    def changes(self) -> dict[Direction, Change]:
        """Words of change by where it leads."""
        return self.units.changes


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the package; the same object every time."""
    units = toml("figures.toml", Units, package="facta.extract")
    sides = {
        "high": units.bounds.high,
        "loose": units.bounds.loose,
        "low": units.bounds.low,
    }
    kinds = {
        tuple(phrase.split()): side
        for side, phrases in sides.items()
        for phrase in phrases
    }
    return Vocabulary(
        units,
        by_first_word((*units.bounds.high, *units.bounds.loose, *units.bounds.low)),
        kinds,
    )
