"""
The words of time: `data/times.toml`, with the number words of `data/figures.toml`.

`Times` is the table as it stands; `Vocabulary` adds phrases ready to be looked up by
their first word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from facta.lexicon.figures import Numbers, Units
from facta.lexicon.files import Own, table
from facta.lexicon.kinds import (
    Adjectives,
    ByFirstWord,
    Endings,
    Forms,
    Nouns,
    PhraseList,
    VerbList,
    Verbs,
    WordList,
    by_first_word,
)

Numbered = Annotated[dict[str, int], Meta(extra={"lookup": "form"})]
Named = Annotated[dict[str, str], Meta(extra={"lookup": "form"})]
Expressions = Annotated[dict[str, str], Meta(extra={"lookup": "phrase"})]


class Future(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words that say that something lies ahead.

    adjectives: what is still to come is called one of these.
    auxiliaries: auxiliaries of what is not yet, short forms too.
    nouns: days by which something is due.
    verbs: verbs whose complement lies ahead.
    """

    adjectives: Adjectives
    auxiliaries: Forms
    nouns: Nouns
    verbs: Verbs


class Deeds(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    What makes a noun the name of a deed.

    aspects: nouns of a part of a deed, which share its time.
    endings: endings of nouns that name deeds.
    never: nouns of such an ending that name none.
    nouns: nouns that name deeds without such an ending.
    orders: verbs that put one deed behind another.
    verbs: verbs that only say that a deed took place.
    """

    aspects: Nouns
    endings: Endings
    never: Nouns
    nouns: Nouns
    orders: Verbs
    verbs: Verbs


class Told(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Adverbs that say how a verb's time goes with that of its neighbours.

    habits: it came more than once, or before.
    lately: it came lately.
    long: it has been so for long.
    sequence: it came next.
    speaking: verbs of words, which go on from one sentence to the next.
    """

    habits: Forms
    lately: Forms
    long: Forms
    sequence: Forms
    speaking: Verbs


class Contexts(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words beside an expression that tell what it is.

    before_clock: words before a bare hour.
    before_length: words before a bare unit that is a length.
    before_month: words before a month that may be another word (may, march).
    before_year: words before a bare year.
    closing: what stands behind a bare year.
    opening: what stands before a bare year.
    rates: words of something that comes back.
    shifting: words between a length and what it is counted from.
    starting: words that may open an expression, beside those of the other tables.
    zones: time zones.
    """

    before_clock: Forms
    before_length: Forms
    before_month: Forms
    before_year: Forms
    closing: Forms
    opening: Forms
    rates: Forms
    shifting: Forms
    starting: Forms
    zones: Forms


class Times(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words of time in prose.

    months: the twelve months, with their number.
    month_abbreviations: their short forms, without the stop.
    weekdays: the seven days, Monday is 1.
    weekday_abbreviations: their short forms, which count only before a date.
    seasons: seasons, with TIMEX3's code.
    dayparts: parts of a day, with TIMEX3's code.
    decades: decades in words, with their first year in the century.
    units: units of time, with ISO's letter and how many of it the word holds.
    references: whole expressions with a value that needs no day.
    sets: what comes back at a fixed step.
    days: steps from the day of publication.
    approximators: words before an amount that leave it as it is.
    vague: amounts without a number.
    never: names and phrases that hold a word of time and are none.
    contexts: words beside an expression that tell what it is.
    fixed: days that history fixed.
    feasts: days of state and feasts, with the rule of their day.
    days_of_state: days whose date depends on the country, by the country's words.
    future: words that say that something lies ahead.
    granting: verbs that make a time behind them a deadline.
    binding: verbs after which a length behind *in* is a deadline.
    expiring: verbs of what ends at its deadline.
    lasting: verbs behind which a bare plural is a length.
    moving: verbs that move something from one day to another.
    acts: words for one act, as a verb and as a noun.
    deeds: what makes a noun the name of a deed.
    told: adverbs that say how a verb's time goes with that of its neighbours.
    """

    months: Numbered
    month_abbreviations: Numbered
    weekdays: Numbered
    weekday_abbreviations: Numbered
    seasons: Named
    dayparts: Named
    decades: Numbered
    units: Annotated[dict[str, tuple[str, int]], Meta(extra={"lookup": "form"})]
    references: Expressions
    sets: Named
    days: Numbered
    approximators: WordList
    vague: WordList
    never: PhraseList
    contexts: Contexts
    fixed: Expressions
    feasts: Expressions
    days_of_state: dict[str, Expressions]
    future: Future
    granting: VerbList
    binding: VerbList
    expiring: VerbList
    lasting: VerbList
    moving: VerbList
    acts: dict[str, Annotated[tuple[str, ...], Meta(extra={"lookup": "lemma"})]]
    deeds: Deeds
    told: Told


class Vocabulary(Struct, frozen=True, kw_only=True):
    """All words of time, with phrases ready to be looked up by their first word."""

    times: Times
    numbers: Numbers
    approximators: ByFirstWord
    references: ByFirstWord
    never: ByFirstWord
    feasts: ByFirstWord
    fixed: ByFirstWord
    starters: frozenset[str]
    acts: dict[str, str]

    @classmethod
    def load(cls, parts: Sequence[Own] = (), figures: Sequence[Own] = ()) -> Vocabulary:
        """
        The words of the package, with a user's parts on top.

        Args:
            parts: of the words of time.
            figures: of the number words.

        Raises:
            DataError: a file is damaged.
            SettingsError: a user's part does not fit.
        """
        return cls.of(table("times", Times, parts), table("figures", Units, figures))

    @classmethod
    def of(cls, times: Times, numbers: Numbers) -> Vocabulary:
        """The tables made ready."""
        return cls(
            times=times,
            numbers=numbers,
            approximators=by_first_word(times.approximators.words),
            references=by_first_word(times.references),
            never=by_first_word(map(_split, times.never.phrases)),
            feasts=by_first_word(map(_split, times.feasts)),
            fixed=by_first_word(map(_split, times.fixed)),
            starters=_starters(times, numbers),
            acts={lemma: act for act, lemmas in times.acts.items() for lemma in lemmas},
        )

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


def _starters(times: Times, numbers: Numbers) -> frozenset[str]:
    """
    Every word that can open an expression of time; what opens with another word need
    not be looked at.
    """
    tables: tuple[Iterable[str], ...] = (
        times.months,
        times.month_abbreviations,
        times.weekdays,
        times.weekday_abbreviations,
        times.seasons,
        times.dayparts,
        times.decades,
        times.units,
        times.sets,
        times.days,
        times.contexts.starting,
        numbers.numbers,
        numbers.crowds,
        numbers.ordinals,
        (f"{day}s" for day in times.weekdays),
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


def _split(name: str) -> str:
    """A name as the words of a text are split: a clitic apart, marks apart."""
    split = name.replace("'s", " 's").replace("s' ", "s ' ").replace("-", " - ")
    return split.replace("st.", "st .")
