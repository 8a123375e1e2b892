"""
The words of time and number as data: `data/times.toml` and the number words of
`data/figures.toml`.

`vocabulary()` reads them once; nothing is read at import.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

from msgspec import Struct

from facta.ontology.files import toml

Phrases = dict[str, tuple[tuple[str, ...], ...]]


class Future(Struct, frozen=True, kw_only=True):
    """Words that say that something lies ahead."""

    adjectives: frozenset[str]
    auxiliaries: frozenset[str]
    nouns: frozenset[str]
    verbs: frozenset[str]


class Listed(Struct, frozen=True):
    """A bare list of words or phrases."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    verbs: frozenset[str] = frozenset()


class Deeds(Struct, frozen=True, kw_only=True):
    """
    What makes a noun the name of a deed, and the verbs and nouns that only say that it
    took place.
    """

    aspects: frozenset[str]
    endings: tuple[str, ...]
    never: frozenset[str]
    nouns: frozenset[str]
    orders: frozenset[str]
    verbs: frozenset[str]


class Told(Struct, frozen=True, kw_only=True):
    """Adverbs that say how a verb's time goes with that of its neighbours."""

    habits: frozenset[str]
    lately: frozenset[str]
    long: frozenset[str]
    sequence: frozenset[str]
    speaking: frozenset[str]


class Contexts(Struct, frozen=True, kw_only=True):
    """Words beside an expression that tell what it is."""

    before_clock: frozenset[str]
    before_length: frozenset[str]
    before_month: frozenset[str]
    before_year: frozenset[str]
    closing: frozenset[str]
    opening: frozenset[str]
    rates: frozenset[str]
    shifting: frozenset[str]
    starting: frozenset[str]
    zones: frozenset[str]


class Times(Struct, frozen=True, kw_only=True):
    """`times.toml`, table by table."""

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    seasons: dict[str, str]
    dayparts: dict[str, str]
    decades: dict[str, int]
    units: dict[str, tuple[str, int]]
    references: dict[str, str]
    sets: dict[str, str]
    days: dict[str, int]
    approximators: Listed
    vague: Listed
    never: Listed
    contexts: Contexts
    fixed: dict[str, str]
    feasts: dict[str, str]
    days_of_state: dict[str, dict[str, str]]
    future: Future
    granting: Listed
    binding: Listed
    expiring: Listed
    lasting: Listed
    moving: Listed
    acts: dict[str, tuple[str, ...]]
    deeds: Deeds
    told: Told


class Numbers(Struct, frozen=True, kw_only=True):
    """The number words of `figures.toml`."""

    numbers: dict[str, int]
    scales: dict[str, float]
    tight_scales: dict[str, float]
    ordinals: dict[str, int]
    crowds: dict[str, float]


class Vocabulary(Struct, frozen=True, kw_only=True):
    """All words of time, with phrases ready to be looked up by their first word."""

    times: Times
    numbers: Numbers
    approximators: Phrases
    references: Phrases
    never: Phrases
    feasts: Phrases
    fixed: Phrases
    starters: frozenset[str]
    acts: dict[str, str]

    def month(self, word: str) -> int:
        """The month a word names in full or in short, 1 to 12, or 0."""
        return self.times.months.get(word) or self.times.month_abbreviations.get(
            word, 0
        )

    def weekday(self, word: str) -> int:
        """The weekday a word names in full or in short, 1 (Monday) to 7, or 0."""
        return self.times.weekdays.get(word) or self.times.weekday_abbreviations.get(
            word, 0
        )


def by_first_word(phrases: tuple[str, ...]) -> Phrases:
    """
    Phrases by their first word, longest first.

    >>> by_first_word(("at", "at least"))["at"]
    (('at', 'least'), ('at',))
    """
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        parts = tuple(phrase.split())
        found.setdefault(parts[0], []).append(parts)
    return {
        first: tuple(sorted(group, key=lambda parts: (-len(parts), parts)))
        for first, group in found.items()
    }


@functools.cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the package; the same object every time."""
    times = toml("times.toml", Times, package="facta.extract")
    numbers = toml("figures.toml", Numbers, package="facta.extract")
    return Vocabulary(
        times=times,
        numbers=numbers,
        approximators=by_first_word(times.approximators.words),
        references=by_first_word(tuple(times.references)),
        never=by_first_word(
            tuple(phrase for name in times.never.phrases for phrase in _spellings(name))
        ),
        feasts=by_first_word(
            tuple(spelling for name in times.feasts for spelling in _spellings(name))
        ),
        fixed=by_first_word(
            tuple(spelling for name in times.fixed for spelling in _spellings(name))
        ),
        starters=_starters(times, numbers),
        acts={lemma: act for act, lemmas in times.acts.items() for lemma in lemmas},
    )


def _starters(times: Times, numbers: Numbers) -> frozenset[str]:
    """
    Every word that can open an expression of time; what opens with another word need
    not be looked at.
    """
    tables: tuple[Iterable[str], ...] = (
        *(
            times.months,
            times.month_abbreviations,
            times.weekdays,
            times.weekday_abbreviations,
            times.seasons,
        ),
        *(
            times.dayparts,
            times.decades,
            times.units,
            times.sets,
            times.days,
            times.contexts.starting,
            numbers.numbers,
        ),
        *(numbers.crowds, numbers.ordinals, (f"{day}s" for day in times.weekdays)),
    )
    phrases = (
        *times.references,
        *times.approximators.words,
        *times.feasts,
        *times.fixed,
        *times.days_of_state,
    )
    return frozenset(word for table in tables for word in table) | {
        phrase.split()[0].split("'")[0] for phrase in phrases
    }


def _spellings(name: str) -> tuple[str, ...]:
    """A name as `words` splits it: a clitic apart, marks apart."""
    split = name.replace("'s", " 's").replace("s' ", "s ' ").replace("-", " - ")
    return (split.replace("st.", "st ."),)
