"""
Dates that name their place in the calendar: days, months, years, weekdays, quarters,
halves, seasons, decades, feasts.

Each matcher takes words and an index and gives a `Draft` or None; none looks further
than a few words, so a text is read in time linear in its length.
"""

from __future__ import annotations

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
from facta.extract.times.years import year_at
from facta.extract.words import Words
from facta.records import Date


def on_day(month: int, day: int, year: int | None) -> Resolve:
    """
    A day of a month, with or without its year; a day that does not exist stays
    unresolved.
    """

    def resolve(context: Context) -> Meaning:
        if day > 31 or not calendar.exists(2000, month, day):
            return unresolved()
        if year is not None:
            real = calendar.exists(year, month, day)
            if not real:
                return unresolved()
            return calendar.of_day(Date(year, month, day), "stated")
        found = day_in_year(context, month, day)
        if found:
            return calendar.of_day(*found)
        return unresolved()

    return resolve


def in_month(month: int, year: int | None) -> Resolve:
    """A month, with or without its year."""

    def resolve(context: Context) -> Meaning:
        if year is not None:
            return calendar.of_month(year, month, "stated")
        found = month_in_year(context, month)
        if not found:
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
        back = (context.published.isoweekday() - weekday) % 7
        ahead = (weekday - context.published.isoweekday()) % 7
        days = ahead if context.tense in ("future", "present") else -back
        return calendar.of_day(moved(context.published, days), "published")

    return resolve


def in_year(year: int) -> Resolve:
    """A stated year."""
    return lambda _: calendar.of_year(year, "stated")


def day_number(words: Words, index: int) -> int:
    """The day of a month that a word names ("25", "25th", "fourth"), or 0."""
    word = words.get(index)
    if word.kind == "number" and word.text.isdigit() and len(word.text) <= 2:
        return int(word.text)
    if word.kind == "ordinal":
        if len(word.text) > 4:
            return 0
        return int(word.text[:-2].replace(",", ""))
    return words.known.numbers.ordinals.get(word.lower, 0)


def month_name(words: Words, index: int) -> tuple[int, int]:
    """
    The month at a word and the index after it (an abbreviation's full stop included);
    (0, index) if none.
    """
    word = words.get(index)
    month = (
        words.known.month(word.lower)
        if word.text[:1].isupper() and word.kind == "word"
        else 0
    )
    if not month:
        return 0, index
    short = word.lower in words.known.times.month_abbreviations
    return month, index + 1 + (
        short and words.lower(index + 1) == "." and words.get(index + 1).tight
    )


def stated_year(words: Words, index: int) -> tuple[int | None, int]:
    """
    A year that completes a date ("May 25, 2025", "May of 2025") and the index after it;
    (None, index) if none.
    """
    here = index + (words.lower(index) in (",", "of"))
    word = words.get(here)
    if (
        word.kind == "number"
        and len(word.text) == 4
        and word.text.isdigit()
        and 1000 <= int(word.text) <= 2200
    ):
        return int(word.text), here + 1
    return None, index


def month_first(words: Words, index: int) -> Draft | None:
    """As in "May 25, 2025", "May 25", "May 2025"; a month alone is `bare_month`'s."""
    month, after = month_name(words, index)
    if not month:
        return None
    day = day_number(words, after)
    spelled = words.get(after).kind == "word" and words.get(after).text[:1].islower()
    if day and not (
        spelled
        or words.lower(after + 1) in ("%", "percent", "per")
        or _counts(words, after)
    ):
        year, end = stated_year(words, after + 1)
        return Draft(first=index, end=end, resolve=on_day(month, day, year))
    year, end = stated_year(words, after)
    if not year:
        return None
    return Draft(first=index, end=end, resolve=in_month(month, year), of="month")


def _counts(words: Words, index: int) -> bool:
    """Whether the number counts the noun behind it: "In May 25 people were killed"."""
    token = words.get(index).token
    if (
        token < 0
        or words.relation(index) != "nummod"
        or words.get(index).kind != "number"
    ):
        return False
    head = words.sentence.tokens[token].head
    return head == token + 1 and words.tag(index + 1) == "NNS"


def day_first(words: Words, index: int) -> Draft | None:
    """As in "25 May 2025", "25 May", "the 25th of May"."""
    day = day_number(words, index)
    if not day:
        return None
    named = words.get(index).kind != "number"
    here = index + 1 + (named and words.lower(index + 1) == "of")
    month, after = month_name(words, here)
    if not month or (words.get(index).kind == "word" and here == index + 1):
        return None
    year, end = stated_year(words, after)
    return Draft(first=index, end=end, resolve=on_day(month, day, year))


def bare_month(words: Words, index: int) -> Draft | None:
    """
    A month alone, where its neighbours say that it is one: "in February", "a February
    summit"; never the modal.
    """
    month, end = month_name(words, index)
    word, before = words.get(index), words.get(index - 1)
    if (
        not month
        or words.tag(index) in ("MD", "VB", "VBP", "VBD")
        or in_name(words, index)
    ):
        return None
    risky = (
        word.lower in ("may", "march", "august", "mar", "jan", "dec")
        or word.lower not in words.known.times.months
    )
    plain = (
        before.lower in words.known.times.contexts.before_month or before.lower == "-"
    )
    modifies = not risky and words.relation(index) in (
        "compound",
        "nmod",
        "nmod:poss",
        "obl",
        "obl:tmod",
        "nmod:tmod",
    )
    if (
        not plain
        and not modifies
        and (risky or words.lower(end) not in (",", ".", ":"))
    ):
        return None
    return Draft(first=index, end=end, resolve=in_month(month, None), of="month")


def in_name(words: Words, index: int, *, alone: bool = True) -> bool:
    """
    Whether a name of a person or organisation reaches beyond the word: "Theresa May",
    "April Jones".
    """
    token = words.get(index).token
    return any(
        name.first <= token <= name.last
        and ((alone and name.kind == "person") or name.last > name.first)
        for name in words.sentence.names
        if token >= 0
    )


def weekday(words: Words, index: int) -> Draft | None:
    """
    A weekday, alone or before its date: "Tuesday", "Tuesday, May 27", "Sun., May 25".
    """
    word = words.get(index)
    number = words.known.weekday(word.lower) if word.text[:1].isupper() else 0
    if not number or in_name(words, index, alone=False):
        return None
    short = word.lower in words.known.times.weekday_abbreviations
    here = (
        index
        + 1
        + (short and words.lower(index + 1) == "." and words.get(index + 1).tight)
    )
    comma = here + (words.lower(here) == ",")
    dated = month_first(words, comma) or day_first(
        words, comma + (words.lower(comma) == "the")
    )
    if dated is not None and dated.of == "date":
        return Draft(first=index, end=dated.end, resolve=dated.resolve)
    if word.lower in ("sat", "sun", "mon", "wed") and here == index + 1:
        return None
    return Draft(first=index, end=here, resolve=on_weekday(number), of="weekday")


def numeric(words: Words, index: int) -> Draft | None:
    """As in "2025-05-25", "25/05/2025", "9/11"."""
    word = words.get(index)
    if word.lower in words.known.times.fixed:
        return Draft(
            first=index,
            end=index + 1,
            resolve=_fixed(words.known.times.fixed[word.lower]),
        )
    if word.kind == "iso":
        return Draft(first=index, end=index + 1, resolve=_iso(word.text))
    if word.kind != "numeric" or (
        words.get(index - 1).kind == "mark" and words.lower(index - 1) in "$€£"
    ):
        return None
    parts = [
        int(part) for part in word.text.replace(".", "/").replace("-", "/").split("/")
    ]
    dotted = len(word.text.split(".")) == 3 and len(word.text) < 8
    if dotted and words.lower(index - 1) not in (
        "on",
        "of",
        "dated",
        "from",
        "since",
        "until",
        "by",
    ):
        return None
    return Draft(first=index, end=index + 1, resolve=_numeric(*parts))


def _fixed(day: str) -> Resolve:
    return lambda _: calendar.of_day(Date.fromisoformat(day), "stated")


def _iso(text: str) -> Resolve:
    def resolve(_: Context) -> Meaning:
        year, month, day = (int(part) for part in text[:10].split("-"))
        if not calendar.exists(year, month, day):
            return unresolved()
        meaning = calendar.of_day(Date(year, month, day), "stated")
        if len(text) <= 10:
            return meaning
        return Meaning(
            value=text,
            basis="stated",
            type="TIME",
            begin=meaning.begin,
            end=meaning.end,
            precision="day",
        )

    return resolve


def numeric_order(text: str) -> Order | None:
    """
    Which of day and month a numeric date puts first, where only one order is possible;
    None otherwise.
    """
    first, second = (
        int(part) for part in text.replace(".", "/").replace("-", "/").split("/")[:2]
    )
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
        short = year <= 99
        full = _century(year, context) if short else year
        orders = [(full, second, first), (full, first, second)]
        if short:
            orders.append(
                (_century(first, context), second, year)
            )  # 24/5/25 may put the year first
        ways = [
            Date(*order) for order in orders if order[0] and calendar.exists(*order)
        ]
        if len(set(ways)) == 1:
            return calendar.of_day(ways[0], "published" if short else "stated")
        if len(ways) == 2 and context.order is not None and not short:
            return calendar.of_day(ways[0 if context.order == "day" else 1], "stated")
        if not ways:
            return unresolved()
        return Meaning(
            value=None,
            basis="unresolved",
            type="DATE",
            begin=min(ways),
            end=max(ways),
        )

    return resolve


def _century(year: int, context: Context) -> int:
    """
    A two-digit year in the century nearest to publication, or 0; with a past tense it
    is not still to come.
    """
    if context.published is None:
        return 0
    now = context.published.year
    fulls = [century + year for century in (1900, 2000, 2100)]
    near = (full for full in fulls if full <= now or context.tense != "past")
    return min(near, key=lambda full: abs(full - now), default=0)


def short_year(words: Words, index: int) -> Draft | None:
    """As in "in '24": its century comes from the publication day, or stays open."""
    if (
        words.get(index).kind != "short"
        or words.lower(index - 1) not in words.known.times.contexts.before_month
    ):
        return None
    year = int(words.get(index).text[1:])

    def resolve(context: Context) -> Meaning:
        full = _century(year, context)
        if full:
            return calendar.of_year(full, "published")
        return unresolved()

    return Draft(first=index, end=index + 1, resolve=resolve, of="year")


def plain_year(words: Words, index: int) -> Draft | None:
    """A year by itself."""
    named = words.lower(index) == "year"
    year = year_at(words, index + named)
    if not year:
        return None
    return Draft(first=index, end=index + 1 + named, resolve=in_year(year), of="year")


DATES = (numeric, weekday, month_first, day_first, bare_month, short_year, plain_year)


def date_at(words: Words, index: int) -> Draft | None:
    """The longest date that starts at a word."""
    found = [draft for matcher in DATES if (draft := matcher(words, index)) is not None]
    return max(found, key=lambda draft: draft.end, default=None)
