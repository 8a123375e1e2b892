"""
Number words, units, currencies, bounds and verbs of number: `data/figures.toml`.

`Units` is the table as it stands; `Vocabulary` adds the bounding phrases ready to be
looked up by their first word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from facta.lexicon.files import Own, table
from facta.lexicon.kinds import (
    ByFirstWord,
    Forms,
    Nouns,
    Phrases,
    VerbList,
    Verbs,
    WordList,
    by_first_word,
)
from facta.records import Direction

Whole = Annotated[dict[str, int], Meta(extra={"lookup": "form"})]
Real = Annotated[dict[str, float], Meta(extra={"lookup": "form"})]
Signs = Annotated[dict[str, str], Meta(extra={"lookup": "written"})]
Names = Annotated[dict[str, str], Meta(extra={"lookup": "phrase"})]


class Numbers(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The number words, which times read too."""

    numbers: Whole
    scales: Real
    tight_scales: Real
    money_scales: Real
    ordinals: Whole
    crowds: Real
    loose_crowds: WordList
    several: WordList


class Bounds(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Phrases before an amount that bound it.

    high: it is that much at most.
    loose: it is about that much.
    low: it is that much at least.
    """

    high: Phrases
    loose: Phrases
    low: Phrases


class Reporting(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Verbs by which somebody stands for a number.

    clause: verbs over the clause that holds the number.
    object: verbs whose object is the number.
    placing: verbs that put a thing at a number.
    """

    clause: Verbs
    object: Verbs
    placing: Verbs


class Change(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words of change that lead one way.

    verbs: verbs of such a change.
    nouns: nouns of such a change.
    before: words right before a number that say so.
    behind: words right behind a number that say so.
    """

    verbs: Verbs
    nouns: Nouns
    before: Forms
    behind: Forms


class Beside(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words beside a number that tell what it is.

    after_a_hyphen: measures that count only behind a hyphen (a 6-foot wall).
    after_hyphen: words that a hyphen ties to a number without making it a code.
    after_one: words behind *one* that it counts nothing with.
    after_range: units behind two numbers.
    after_times: words behind *times* that compare.
    after_twice: words behind *twice* that compare.
    ages: words before an age.
    aging: units of an age.
    articled: words between *a* and an amount.
    before_one: words before *one* that it counts nothing with.
    before_small: words before a number in words of what was named before.
    before_whole: words before a whole, which a comma parts from its part.
    homonyms: currencies that are other words too.
    old: words behind an age.
    """

    after_a_hyphen: Forms
    after_hyphen: Forms
    after_one: Forms
    after_range: Forms
    after_times: Forms
    after_twice: Forms
    ages: Forms
    aging: Forms
    articled: Forms
    before_one: Forms
    before_small: Forms
    before_whole: Forms
    homonyms: Forms
    old: Forms


class Cases(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Prepositions beside a number.

    counted: before what is counted.
    levels: before where a thing stands or stood.
    money: before what a sum of money is of.
    origins: before who data come from.
    purposes: before what a sum is given for.
    reached: before the level that a change led to.
    """

    counted: Forms
    levels: Forms
    money: Forms
    origins: Forms
    purposes: Forms
    reached: Forms


class Labelled(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words whose number is a name.

    capital: those that are only with a capital (Executive Order 13405).
    words: those that always are (article 5).
    """

    capital: Forms
    words: Forms


class Units(Numbers, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words of number in prose.

    numbers: cardinal numbers in words.
    scales: words that multiply the number before them.
    tight_scales: letters that do so, written onto the number.
    money_scales: letters that do so behind a sum with its sign.
    ordinals: ordinal numbers in words.
    crowds: words of a vague number (dozens), with its size.
    loose_crowds: those of them that count only with *of*.
    several: words before a scale that stand for a number of at least two.
    currencies: words and signs of money, with ISO 4217's code.
    national: currencies by the adjective before *dollar* and the like.
    measures: units of measure, with the unit's name.
    compound_measures: units of two words, with the unit's name.
    powers: words before a measure that square or cube it.
    percent: words and signs of a share in a hundred.
    numerators: upper numbers of fractions in words.
    denominators: lower numbers of fractions in words.
    contexts: words beside a number that tell what it is.
    cases: prepositions beside a number.
    durations: units of time that measure a thing.
    lasting: verbs whose object is how long their subject took.
    meeting: verbs of meeting, of which a length tells how long.
    sources: words before the source of a number.
    bounds: phrases before an amount that bound it.
    changes: words of change and which way it goes.
    levels: verbs whose object is the level of their subject.
    multiples: verbs that multiply.
    dying: verbs whose subject is what they befell.
    fates: what befell the people and things that are counted.
    reporting: verbs by which somebody stands for a number.
    labels: words whose number is a name (article 5).
    plain: adjectives that say nothing of what is counted.
    """

    currencies: Signs
    national: Signs
    measures: Names
    compound_measures: Names
    powers: Whole
    percent: WordList
    numerators: Whole
    denominators: Whole
    contexts: Beside
    cases: Cases
    durations: Names
    lasting: VerbList
    meeting: VerbList
    sources: WordList
    bounds: Bounds
    changes: dict[Direction, Change]
    levels: VerbList
    multiples: Annotated[dict[str, float], Meta(extra={"lookup": "verb"})]
    dying: VerbList
    fates: Annotated[dict[str, str], Meta(extra={"lookup": "lemma"})]
    reporting: Reporting
    labels: Labelled
    plain: WordList


class Vocabulary(Struct, frozen=True, kw_only=True):
    """
    The units, with the bounding phrases ready to be looked up by their first word.

    openers: words that can open a quantity, beside those that open a number.
    """

    units: Units
    bounds: ByFirstWord
    kinds: dict[tuple[str, ...], str]
    openers: frozenset[str]

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> Vocabulary:
        """
        The words of the package, with a user's parts on top.

        Raises:
            DataError: the file is damaged.
            SettingsError: a user's part does not fit.
        """
        return cls.of(table("figures", Units, parts))

    @classmethod
    def of(cls, units: Units) -> Vocabulary:
        """The table made ready."""
        sides = {
            "high": units.bounds.high,
            "loose": units.bounds.loose,
            "low": units.bounds.low,
        }
        bounds = by_first_word(phrase for side in sides.values() for phrase in side)
        return cls(
            units=units,
            bounds=bounds,
            openers=frozenset({*bounds, *units.numerators, "twice"}),
            kinds={
                tuple(phrase.split()): side
                for side, phrases in sides.items()
                for phrase in phrases
            },
        )

    @property
    def changes(self) -> dict[Direction, Change]:
        """Words of change by where it leads."""
        return self.units.changes
