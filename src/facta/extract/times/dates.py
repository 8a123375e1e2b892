"""
Dates that name their place in the calendar: days, months, years, weekdays, quarters,
halves, seasons, decades, feasts.

Each matcher takes words and an index and gives a `Draft` or None; none looks further
than a few words, so a text is read in time linear in its length.
"""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from facta.bounds import moved
from facta.extract.times import calendar
from facta.extract.times.anchor import (
    Context,
    Draft,
    Order,
    Resolve,
    day_in_year,
    month_in_year,
)
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.times.years import of_four_digits, year_at
from facta.extract.words import Words
from facta.records import Date

# between these a number of four digits behind a date is taken for its year
_YEARS = range(1000, 2201)
_TENS = (20, 30)
# relations in which a month dates what it hangs from: "a February summit"
_DATING = ("compound", "nmod", "nmod:poss", "obl", "obl:tmod", "nmod:tmod")
_CENTURIES = (1900, 2000, 2100)
# Years after publication up to which two digits are taken for one to come: 20, as where
# programs read such years by a window (80 before, 20 after).
AHEAD = 20


def on_day(month: int, day: int, year: int | None) -> Resolve:
    """
    A day of a month, with or without its year; a day that does not exist stays
    unresolved.
    """

    def resolve(context: Context) -> Meaning:
        # 2000 was a leap year: what it lacks no year has
        if not calendar.exists(2000, month, day):
            return unresolved()
        if year is None:
            found = day_in_year(context, month, day)
            if found is None:
                return unresolved()
            return calendar.of_day(*found)
        if not calendar.exists(year, month, day):
            return unresolved()
        return calendar.of_day(Date(year, month, day), "stated")

    return resolve


def in_month(month: int, year: int | None) -> Resolve:
    """A month, with or without its year."""

    def resolve(context: Context) -> Meaning:
        if year is not None:
            return calendar.of_month(year, month, "stated")
        found = month_in_year(context, month)
        if found is None:
            return unresolved()
        return calendar.of_month(found[0], month, found[1])

    return resolve


def on_weekday(weekday: int) -> Resolve:
    """
    The nearest such day before publication, itself included; after it where the clause
    looks ahead.
    """

    def resolve(context: Context) -> Meaning:
        if context.published is None:
            return unresolved()
        days = -((context.published.isoweekday() - weekday) % 7)
        if context.tense in ("future", "present"):
            days = (weekday - context.published.isoweekday()) % 7
        return calendar.of_day(moved(context.published, days), "published")

    return resolve


def in_year(year: int) -> Resolve:
    """A stated year."""
    return lambda _: calendar.of_year(year, "stated")


def day_number(words: Words, index: int) -> int:
    """The day of a month that a word names ("25", "25th", "fourth"), or 0."""
    word = words.get(index)
    short = len(word.text) <= 2
    if word.kind == "number" and short and word.text.isdigit():
        return int(word.text)
    if word.kind == "ordinal":
        if len(word.text) > 4:
            return 0
        digits = word.text[:-2].replace(",", "")
        return int(digits)
    return words.known.numbers.ordinals.get(word.lower, 0)


def month_name(words: Words, index: int) -> tuple[int, int]:
    """
    The month at a word and the index after it (an abbreviation's full stop included);
    (0, index) if none.
    """
    word = words.get(index)
    if word.kind != "word" or not words.capital(index):
        return 0, index
    month = words.known.month(word.lower)
    if not month:
        return 0, index
    short = words.known.times.month_abbreviations
    return month, _behind_short(words, index, short)


def _behind_short(words: Words, index: int, short: Collection[str]) -> int:
    """The index behind a word, and behind the stop of one of some short forms."""
    after = words.get(index + 1)
    stopped = after.lower == "." and after.tight
    if stopped and words.lower(index) in short:
        return index + 2
    return index + 1


def weekday_name(words: Words, index: int) -> int:
    """The weekday that a word with a capital names, 1 (Monday) to 7, or 0."""
    if not words.capital(index):
        return 0
    return words.known.weekday(words.lower(index))


def stated_year(words: Words, index: int) -> tuple[int | None, int]:
    """
    A year that completes a date ("May 25, 2025", "May of 2025") and the index after it;
    (None, index) if none.
    """
    here = words.skip(index, ",", "of")
    word = words.get(here)
    if not of_four_digits(word):
        return None, index
    year = int(word.text)
    if year not in _YEARS:
        return None, index
    return year, here + 1


def month_first(words: Words, index: int) -> Draft | None:
    """As in "May 25, 2025", "May 25", "May 2025"; a month alone is `bare_month`'s."""
    month, after = month_name(words, index)
    if not month:
        return None
    day = day_number(words, after)
    if day and not _measures(words, after):
        year, end = stated_year(words, after + 1)
        resolve = on_day(month, day, year)
        return Draft(first=index, end=end, resolve=resolve)
    year, end = stated_year(words, after)
    if not year:
        return None
    resolve = in_month(month, year)
    return Draft(first=index, end=end, resolve=resolve, of="month")


def _measures(words: Words, index: int) -> bool:
    """
    Whether the number behind a month is of something else: "In May 25 people were
    killed", "in May 25 %", "in May fourth ...".
    """
    word = words.get(index)
    if word.kind == "word" and word.text[:1].islower():
        return True
    percent = words.known.times.contexts.percent
    if words.lower(index + 1) in percent:
        return True
    return _counts(words, index)


def _counts(words: Words, index: int) -> bool:
    """Whether the number counts the noun behind it: "25 people"."""
    token = words.token(index)
    if token is None or words.get(index).kind != "number":
        return False
    counts = token.relation == "nummod" and words.tag(index + 1) == "NNS"
    return counts and token.head == words.get(index).token + 1


def day_first(words: Words, index: int) -> Draft | None:
    """As in "25 May 2025", "25 May", "the 25th of May", "the twenty-fifth of May"."""
    last = behind_tens(words, index)
    day = day_number(words, last)
    if last > index:
        day += words.known.numbers.numbers[words.lower(index)]
    if not day:
        return None
    kind = words.get(last).kind
    here = last + 1
    if kind != "number":
        here = words.skip(here, "of")
    month, after = month_name(words, here)
    # "fifth May" is none, "the fifth of May" is
    if not month or (kind == "word" and here == last + 1):
        return None
    year, end = stated_year(words, after)
    resolve = on_day(month, day, year)
    return Draft(first=index, end=end, resolve=resolve)


def behind_tens(words: Words, index: int) -> int:
    """The index of "fifth" in "twenty-fifth"; else the same one."""
    known = words.known.numbers
    tens = known.numbers.get(words.lower(index), 0) in _TENS
    ones = 0 < known.ordinals.get(words.lower(index + 2), 0) < 10
    return index + 2 if tens and ones and words.lower(index + 1) == "-" else index


def bare_month(words: Words, index: int) -> Draft | None:
    """
    A month alone, where its neighbours say that it is one: "in February", "a February
    summit"; never the modal.
    """
    month, end = month_name(words, index)
    if not month or in_name(words, index):
        return None
    if words.tag(index) in ("MD", "VB", "VBP", "VBD"):
        return None
    if not _is_month(words, index, end):
        return None
    resolve = in_month(month, None)
    return Draft(first=index, end=end, resolve=resolve, of="month")


def _is_month(words: Words, index: int, end: int) -> bool:
    """Whether what stands beside the name of a month says that it is one."""
    times = words.known.times
    before = words.lower(index - 1)
    if before == "-" or before in times.contexts.before_month:
        return True
    word = words.lower(index)
    if word in times.ambiguous.months or word not in times.months:
        return False
    closes = words.lower(end) in (",", ".", ":")
    return closes or words.relation(index) in _DATING


def in_name(words: Words, index: int, *, alone: bool = True) -> bool:
    """
    Whether a name of a person or organisation reaches beyond the word: "Theresa May",
    "April Jones"; with `alone`, a person may have no other name.
    """
    token = words.get(index).token
    for name in words.sentence.names:
        if not name.first <= token <= name.last:
            continue
        several = name.last > name.first
        if several or (alone and name.kind == "person"):
            return True
    return False


def weekday(words: Words, index: int) -> Draft | None:
    """
    A weekday, alone or before its date: "Tuesday", "Tuesday, May 27", "Sun., May 25".
    """
    number = weekday_name(words, index)
    if not number or in_name(words, index, alone=False):
        return None
    times = words.known.times
    here = _behind_short(words, index, times.weekday_abbreviations)
    dated = _dated(words, words.skip(here, ","))
    if dated is not None:
        return Draft(first=index, end=dated.end, resolve=dated.resolve)
    # "Sun" is other things too, "Sun." is a day
    stopped = here > index + 1
    if words.lower(index) in times.ambiguous.weekdays and not stopped:
        return None
    resolve = on_weekday(number)
    return Draft(first=index, end=here, resolve=resolve, of="weekday")


def _dated(words: Words, index: int) -> Draft | None:
    """The date behind its weekday."""
    found = month_first(words, index)
    if found is None:
        found = day_first(words, words.skip(index, "the"))
    if found is None or found.of != "date":
        return None
    return found


def numeric(words: Words, index: int) -> Draft | None:
    """As in "2025-05-25", "25/05/2025", "9/11"."""
    resolve = _numbers(words, index)
    if resolve is None:
        return None
    return Draft(first=index, end=index + 1, resolve=resolve)


def _numbers(words: Words, index: int) -> Resolve | None:
    word = words.get(index)
    times = words.known.times
    if word.lower in times.fixed:
        return _fixed(times.fixed[word.lower])
    if word.kind == "iso":
        return _iso(word.text)
    if word.kind != "numeric" or _is_price(words, index):
        return None
    # "3.2.1" may be a version or a section, "on 3.2.21" is none
    dotted = word.text.count(".") == 2 and len(word.text) < 8
    if dotted and words.lower(index - 1) not in times.contexts.before_numeric:
        return None
    return _numeric(*_parts(word.text))


def _is_price(words: Words, index: int) -> bool:
    before = words.get(index - 1)
    return before.kind == "mark" and before.lower in "$€£"


def _parts(text: str) -> list[int]:
    """The numbers of a numeric date."""
    slashed = text.replace(".", "/").replace("-", "/")
    return [int(part) for part in slashed.split("/")]


def _fixed(day: str) -> Resolve:
    return lambda _: calendar.of_day(Date.fromisoformat(day), "stated")


def _iso(text: str) -> Resolve:
    def resolve(_: Context) -> Meaning:
        digits = text[:10].split("-")
        year, month, day = (int(part) for part in digits)
        if not calendar.exists(year, month, day):
            return unresolved()
        meaning = calendar.of_day(Date(year, month, day), "stated")
        if len(text) == 10:
            return meaning
        return replace(meaning, value=text, type="TIME")

    return resolve


def numeric_order(text: str) -> Order | None:
    """
    Which of day and month a numeric date puts first, where only one order is possible;
    None otherwise.
    """
    first, second = _parts(text)[:2]
    if first > 12 >= second:
        return "day"
    if second > 12 >= first:
        return "month"
    return None


def _numeric(first: int, second: int, year: int) -> Resolve:
    """
    Two numbers and a year; the order must be told by a number above 12 or by the
    document's other dates.
    """

    def resolve(context: Context) -> Meaning:
        ways = _ways(first, second, year, context)
        return _one_of(ways, year, context)

    return resolve


def _ways(first: int, second: int, year: int, context: Context) -> list[Date]:
    """The days that three numbers may mean: the day first, the month first."""
    short = year <= 99
    full = _century(year, context) if short else year
    orders = [(full, second, first), (full, first, second)]
    if short:
        # 24/5/25 may put the year first
        orders.append((_century(first, context), second, year))
    return [Date(*order) for order in orders if order[0] and calendar.exists(*order)]


def _one_of(ways: list[Date], year: int, context: Context) -> Meaning:
    """The one day of several that is meant; where none tells, some day among them."""
    short = year <= 99
    if not ways:
        return unresolved()
    if len(set(ways)) == 1:
        return calendar.of_day(ways[0], "published" if short else "stated")
    if len(ways) == 2 and context.order is not None and not short:
        return calendar.of_day(ways[context.order == "month"], "stated")
    return replace(unresolved(), begin=min(ways), end=max(ways))


def _century(year: int, context: Context) -> int:
    """
    The last year that two digits can mean, at most `AHEAD` years after publication and
    none with a past tense; 0 where nothing is known of that.
    """
    if context.published is None:
        return 0
    last = context.published.year + (0 if context.tense == "past" else AHEAD)
    fulls = (century + year for century in _CENTURIES)
    return max((full for full in fulls if full <= last), default=0)


def short_year(words: Words, index: int) -> Draft | None:
    """As in "in '24": its century comes from the publication day, or stays open."""
    word = words.get(index)
    before = words.known.times.contexts.before_month
    if word.kind != "short" or words.lower(index - 1) not in before:
        return None
    year = int(word.text[1:])

    def resolve(context: Context) -> Meaning:
        full = _century(year, context)
        if not full:
            return unresolved()
        return calendar.of_year(full, "published")

    return Draft(first=index, end=index + 1, resolve=resolve, of="year")


def plain_year(words: Words, index: int) -> Draft | None:
    """A year by itself, or behind the word: "year 2025"."""
    here = words.skip(index, "year")
    year = year_at(words, here)
    if not year or _opens_name(words, here):
        return None
    resolve = in_year(year)
    return Draft(first=index, end=here + 1, resolve=resolve, of="year")


def _opens_name(words: Words, index: int) -> bool:
    """Whether a year is part of the name behind it: "the 2008 Summer Olympics"."""
    token = words.token(index)
    at = words.get(index).token
    if token is None or token.head <= at or words.tag(index + 1)[:3] != "NNP":
        return False
    head = words.tree.tokens[token.head]
    return words.capital(index + 1) and head.tag[:3] == "NNP"


DATES = (numeric, weekday, month_first, day_first, bare_month, short_year, plain_year)


def date_at(words: Words, index: int) -> Draft | None:
    """The longest date that starts at a word."""
    drafts = (matcher(words, index) for matcher in DATES)
    found = (draft for draft in drafts if draft is not None)
    return max(found, key=lambda draft: draft.end, default=None)
