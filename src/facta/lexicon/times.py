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
    Labels,
    Nouns,
    PhraseList,
    Phrases,
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


class Papers(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words of the titles of papers that are an act, or the record of one, rather than an
    account of others'.

    articles: words before the word that tells what a paper is.
    joint: words that open the title of what several say together.
    journeys: words of titles that tell of several days.
    occasions: words of titles that tell of one occasion.
    records: papers that record what was said on one occasion.
    sayings: papers in which somebody speaks for himself.
    """

    articles: Forms
    joint: Forms
    journeys: Forms
    occasions: Forms
    records: Forms
    sayings: Forms


class Narrative(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words that say how a deed's time goes with that of its neighbours.

    habits: adverbs; it came more than once, or before.
    inside: words that open a clause of what was done on an occasion.
    keeping_up: verbs over what is still done.
    lately: adverbs; it came lately.
    long: adverbs; it has been so for long.
    meanwhile: words that open a clause of what was done during another deed.
    occasions: prepositions before the occasion on which a deed was done.
    scenes: those of them that give the occasion's time to the verb.
    sequence: adverbs; it came next.
    speaking: verbs of words, which go on from one sentence to the next.
    talks: acts in which several take part, by their names in `acts`.
    """

    habits: Forms
    inside: Forms
    keeping_up: Forms
    lately: Forms
    long: Forms
    meanwhile: Forms
    occasions: Forms
    scenes: Forms
    sequence: Forms
    speaking: Verbs
    talks: Labels


class Ambiguous(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Names of the calendar that are other words too.

    months: months and their short forms.
    weekdays: short forms of weekdays.
    """

    months: Forms
    weekdays: Forms


class Deadlines(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    What makes a time the last moment for something.

    before: prepositions before it.
    counted_from: words behind a length that counts from something else.
    nouns: nouns behind it.
    phrases: phrases before it.
    until: prepositions before the end of what was granted.
    """

    before: Forms
    counted_from: Forms
    nouns: Forms
    phrases: Phrases
    until: Forms


class Contexts(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words beside an expression that tell what it is.

    ages: words behind a length that make it an age.
    amounts: words and signs behind a number that make it an amount, no year.
    articled: words that open a time behind an article, beside ordinals.
    before_christ: words behind a year or century before our era.
    before_clock: words before a bare hour.
    before_decade: words before a decade in words (the sixties).
    before_hyphen: words that a hyphen ties to a year, which stays one (mid-2025).
    before_length: words before a bare unit that is a length.
    before_month: words before a month that may be another word (may, march).
    before_numeric: words before a short date with stops (on 3.2.21).
    before_season: words before a bare season.
    before_the_season: words before a season with its article.
    before_year: words before a bare year.
    behind_dotted: what stands behind an hour with a stop (at 9.45 on Friday).
    behind_hours: words behind four digits that are an hour (1500 GMT).
    closing: what stands behind an expression that ends there.
    counting: words that open an amount without a number.
    determining: words before a year that dates the noun behind it.
    evenings: parts of a day that *last* puts on the day before.
    every: words before what comes back.
    fiscal: words before a year whose days depend on whose it is.
    joining: words between the two ends of a range.
    lasts: words for the last stretch of a longer time.
    leading: articles that open an expression, but are none alone.
    naming: words of the name of a fixed day that are no part of the time.
    opening: what stands before a bare year.
    percent: what stands behind a number that is a share.
    rates: words before *a day* that tell how often.
    reaching: words behind *a day* that make it a distance, no rate.
    shifting: words before what is dated by its own time only.
    starting: words that may open an expression, beside those of the other tables.
    within: words before a time that holds the one meant (later that day).
    within_opening: words that open such a time.
    zones: time zones.
    """

    ages: Forms
    amounts: Forms
    articled: Forms
    before_christ: Forms
    before_clock: Forms
    before_decade: Forms
    before_hyphen: Forms
    before_length: Forms
    before_month: Forms
    before_numeric: Forms
    before_season: Forms
    before_the_season: Forms
    before_year: Forms
    behind_dotted: Forms
    behind_hours: Forms
    closing: Forms
    counting: Forms
    determining: Forms
    evenings: Forms
    every: Forms
    fiscal: Forms
    joining: Forms
    lasts: Forms
    leading: Forms
    naming: Forms
    opening: Forms
    percent: Forms
    rates: Forms
    reaching: Forms
    shifting: Forms
    starting: Forms
    within: Forms
    within_opening: Forms
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
    ambiguous: names of the calendar that are other words too.
    calendar_units: units counted from a day, with the letter of what they lead to.
    hours: hours that have a name.
    clock_halves: halves of the day behind an hour, with the hours they add.
    clock_parts: parts of the day behind an hour, with the hours they add.
    steps: words before a unit, with the steps from publication.
    steps_to_year: words before *year* behind a quarter, with the steps.
    narrative_steps: words before a unit, with the steps from the narrative's time.
    weekday_steps: words before a weekday, with the direction from that time.
    day_steps: words behind *the day*, with the steps from that time.
    windows: words before a length that ends (-1) or begins (1) at publication.
    sides: words behind a length, with the direction from a happening.
    shifts: words behind a length, with the direction from the narrative's time.
    closing_shifts: the same, only where the expression ends there.
    edges: words right before a longer time, with the third they mean.
    parts: words before *of* and a longer time, with the third they mean.
    reference_adjectives: adjectives before a plural of time, with its value.
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
    pricing: verbs behind which *at* and a number tell a price.
    acts: words for one act, as a verb and as a noun.
    deeds: what makes a noun the name of a deed.
    deadlines: what makes a time the last moment for something.
    narrative: words that say how a deed's time goes with that of its neighbours.
    papers: words of the titles of papers that are an act, or the record of one.
    """

    months: Numbered
    month_abbreviations: Numbered
    weekdays: Numbered
    weekday_abbreviations: Numbered
    seasons: Named
    dayparts: Named
    decades: Numbered
    units: Annotated[dict[str, tuple[str, int]], Meta(extra={"lookup": "form"})]
    ambiguous: Ambiguous
    calendar_units: Named
    hours: Numbered
    clock_halves: Numbered
    clock_parts: Numbered
    steps: Numbered
    steps_to_year: Numbered
    narrative_steps: Numbered
    weekday_steps: Numbered
    day_steps: Numbered
    windows: Numbered
    sides: Numbered
    shifts: Numbered
    closing_shifts: Numbered
    edges: Named
    parts: Named
    reference_adjectives: Named
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
    pricing: VerbList
    acts: dict[str, Annotated[tuple[str, ...], Meta(extra={"lookup": "lemma"})]]
    deeds: Deeds
    deadlines: Deadlines
    narrative: Narrative
    papers: Papers


class Vocabulary(Struct, frozen=True, kw_only=True):
    """
    All words of time, with phrases ready to be looked up by their first word.

    starters: every word that can open an expression of time; what opens with another
        need not be looked at.
    leading: those of them that open none alone ("the", "in", "about").
    inside: words of which one follows a leading one soon, where no digits do.
    numerals: every word that can open a number, beside an article that stands for one.
    """

    times: Times
    numbers: Numbers
    approximators: ByFirstWord
    references: ByFirstWord
    never: ByFirstWord
    feasts: ByFirstWord
    fixed: ByFirstWord
    starters: frozenset[str]
    leading: frozenset[str]
    inside: frozenset[str]
    numerals: frozenset[str]
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
        words, phrases = _of_tables(times, numbers), _phrases(times)
        leading = _leading(times)
        return cls(
            times=times,
            numbers=numbers,
            approximators=by_first_word(times.approximators.words),
            references=by_first_word(times.references),
            never=by_first_word(map(_split, times.never.phrases)),
            feasts=by_first_word(map(_split, times.feasts)),
            fixed=by_first_word(map(_split, times.fixed)),
            starters=words | {phrase[0] for phrase in phrases},
            leading=leading,
            inside=(words | {word for phrase in phrases for word in phrase}) - leading,
            numerals=_numerals(numbers),
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


def _of_tables(times: Times, numbers: Numbers) -> frozenset[str]:
    """Every single word that can open an expression of time."""
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
        times.calendar_units,
        times.hours,
        times.steps,
        times.narrative_steps,
        times.weekday_steps,
        times.windows,
        times.edges,
        times.parts,
        times.reference_adjectives,
        times.vague.words,
        times.contexts.every,
        times.contexts.fiscal,
        times.contexts.lasts,
        times.contexts.starting,
        times.contexts.within,
        numbers.numbers,
        numbers.crowds,
        numbers.ordinals,
        (f"{day}s" for day in times.weekdays),
    )
    return frozenset(word for table in tables for word in table)


def _phrases(times: Times) -> list[list[str]]:
    """The phrases that are, or open, an expression of time, by their words."""
    phrases = (
        *times.references,
        *times.approximators.words,
        *times.feasts,
        *times.fixed,
        *times.days_of_state,
    )
    return [
        [word for part in phrase.split() for word in part.split("'")[:1]]
        for phrase in phrases
    ]


def _leading(times: Times) -> frozenset[str]:
    """Articles, and words that only open longer phrases."""
    alone = {phrase for phrase in times.references if " " not in phrase}
    longer = (*times.references, *times.approximators.words)
    opening = {phrase.split()[0] for phrase in longer} - alone
    return frozenset(opening | times.contexts.leading)


def _numerals(numbers: Numbers) -> frozenset[str]:
    """Every word that can open a number, but for articles; "a few" is several."""
    several = numbers.several.words
    return frozenset({*numbers.numbers, *numbers.crowds, *several, "half", "a"})


def _split(name: str) -> str:
    """A name as the words of a text are split: a clitic apart, marks apart."""
    split = name.replace("'s", " 's").replace("s' ", "s ' ").replace("-", " - ")
    return split.replace("st.", "st .")
