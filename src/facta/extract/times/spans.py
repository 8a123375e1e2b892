"""
Longer stretches of the calendar: quarters, halves, fiscal years, seasons, decades,
centuries, weekends, feasts.

Each matcher takes words and an index and gives a `Draft` or None. Articles are left to
the caller.
"""

from __future__ import annotations

import datetime
from datetime import MAXYEAR, MINYEAR

from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.times.dates import on_day, stated_year
from facta.extract.times.years import year_at
from facta.extract.words import Words
from facta.records import Date

_CARDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_DAY = datetime.timedelta(days=1)


def recent(context: Context, meanings: list[Meaning]) -> Meaning:
    """
    Of meanings in order of time, the last that has begun by publication, or the first
    to come.
    """
    if context.published is None:
        return unresolved()
    begun = [
        meaning
        for meaning in meanings
        if meaning.begin and meaning.begin <= context.published
    ]
    ahead = [
        meaning
        for meaning in meanings
        if meaning.end and meaning.end >= context.published
    ]
    found = ahead[:1] if context.tense == "future" else begun[-1:]
    if found:
        return found[0]
    return unresolved()


def part_of_year(letter: str, number: int, year: int | None) -> Resolve:
    """A quarter or half of a stated year, or of the year that publication suggests."""

    def resolve(context: Context) -> Meaning:
        full = year or context.year
        if full is not None:
            return calendar.of_part(full, letter, number, "stated")
        if context.published is None:
            return unresolved()
        years = [context.published.year + step for step in (-1, 0, 1)]
        return recent(
            context,
            [calendar.of_part(one, letter, number, "published") for one in years],
        )

    return resolve


def quarter(words: Words, index: int) -> Draft | None:
    """
    As in "Q3 2025", "Q3", "the third quarter of 2025", "the first half of 2025", "H1
    2025".
    """
    word = words.get(index)
    after = words.get(index + 1)
    if (
        word.lower in ("q", "h")
        and word.text.isupper()
        and after.tight
        and after.text in ("1", "2", "3", "4")
    ):
        letter, number, here = word.text, int(after.text), index + 2
    elif word.lower in _CARDINALS and after.lower in ("quarter", "half"):
        letter, number, here = (
            after.lower[0].replace("q", "Q").replace("h", "H"),
            _CARDINALS[word.lower],
            index + 2,
        )
    else:
        return None
    if letter == "H" and number > 2:
        return None
    year, end = stated_year(words, here)
    if year is None and letter == "H" and words.lower(here) != "of":
        return None
    if year is None and words.lower(here) in ("of", "in"):
        nested = (
            words.lower(here + 1) in ("the", "this", "last", "next")
            and words.lower(here + 2) == "year"
        )
        if nested:
            return Draft(
                first=index,
                end=here + 3,
                resolve=_of_named_year(letter, number, words.lower(here + 1)),
                of="quarter",
            )
        return None
    return Draft(
        first=index, end=end, resolve=part_of_year(letter, number, year), of="quarter"
    )


def _of_named_year(letter: str, number: int, which: str) -> Resolve:
    def resolve(context: Context) -> Meaning:
        if context.published is None:
            return unresolved()
        year = context.published.year + {"last": -1, "next": 1}.get(which, 0)
        return calendar.of_part(year, letter, number, "published")

    return resolve


def fiscal(words: Words, index: int) -> Draft | None:
    """
    As in "fiscal 2025", "fiscal year 2025", "FY2025", "FY25": a year whose days depend
    on whose it is.
    """
    word = words.lower(index)
    if word == "fy":
        here = index + 1
    elif word in ("fiscal", "financial"):
        here = index + 1 + (words.lower(index + 1) == "year")
    else:
        return None
    digits = words.get(here).text
    if (
        words.get(here).kind != "number"
        or not digits.isdigit()
        or len(digits) not in ((2, 4) if word == "fy" else (4,))
    ):
        return None
    year = int(digits) if len(digits) == 4 else 2000 + int(digits)
    return Draft(
        first=index,
        end=here + 1,
        resolve=lambda _: Meaning(
            value=f"{year:04}",
            basis="stated",
            type="DATE",
            begin=None,
            end=None,
            precision="year",
        ),
        of="year",
    )


def season(words: Words, index: int) -> Draft | None:
    """
    As in "the summer of 2024", "summer 2024", "in the spring"; never the verbs "fall"
    and "spring".
    """
    word = words.get(index)
    code = words.known.times.seasons.get(word.lower)
    if code is None:
        return None
    year, end = stated_year(words, index + 1)
    if year is not None:
        tail = (
            words.lower(end) in ("-", "–", "/")
            and words.get(end).tight
            and words.get(end + 1).kind == "number"
        )
        return Draft(
            first=index, end=end + 2 * tail, resolve=in_season(code, year), of="season"
        )
    before = words.lower(index - 1)
    article = before == "the" and words.lower(index - 2) in (
        "in",
        "during",
        "by",
        "until",
        "since",
        "for",
        "of",
        "before",
    )
    plain = (
        before
        in (
            "in",
            "during",
            "by",
            "since",
            "until",
            "early",
            "mid",
            "late",
            "before",
            "after",
        )
        or article
    )
    offered = words.lower(index + 1) == "of" or words.tag(index)[:2] == "VB"
    if not plain or offered:
        return None
    return Draft(first=index, end=index + 1, resolve=in_season(code, None), of="season")


def in_season(code: str, year: int | None) -> Resolve:
    """A season of a stated year, or the one that publication suggests."""

    def resolve(context: Context) -> Meaning:
        if year is not None:
            return calendar.of_season(year, code, "stated")
        if context.published is None:
            return unresolved()
        years = [context.published.year + step for step in (-2, -1, 0, 1)]
        return recent(
            context, [calendar.of_season(one, code, "published") for one in years]
        )

    return resolve


def decade(words: Words, index: int) -> Draft | None:
    """As in "the 1990s", "the '90s", "the sixties", "the 20th century"."""
    word = words.get(index)
    spelled = words.known.times.decades.get(word.lower)
    if spelled and words.lower(index - 1) in ("the", "early", "mid", "late", "-"):
        return Draft(
            first=index,
            end=index + 1,
            resolve=lambda _: calendar.of_years(1900 + spelled, 10, "stated"),
            of="decade",
        )
    if word.kind == "decade":
        digits = word.lower.strip("'‘’s").rstrip("'")
        first = (
            int(digits)
            if len(digits) == 4
            else 1900 + int(digits) + 100 * (int(digits) <= 20)
        )
        return Draft(
            first=index,
            end=index + 1,
            resolve=lambda _: calendar.of_years(first, 10, "stated"),
            of="decade",
        )
    number = (
        int(word.text[:-2])
        if word.kind == "ordinal" and len(word.text) == 4
        else words.known.numbers.ordinals.get(word.lower, 0)
    )
    hyphen = words.lower(index + 1) == "-"
    if not 5 <= number <= 21 or words.lower(index + 1 + hyphen) != "century":
        return None
    return Draft(
        first=index,
        end=index + 2 + hyphen,
        resolve=lambda _: calendar.of_years((number - 1) * 100, 100, "stated"),
        of="decade",
    )


def feast(words: Words, index: int) -> Draft | None:
    """
    A feast or day of state, with its year where one follows: "Victory Day", "Christmas
    2024".
    """
    if not words.get(index).text[:1].isupper() or words.relation(index).startswith(
        "flat"
    ):
        return None
    for name, rule in (
        (words.phrase(index, words.known.feasts), words.known.times.feasts),
        (_of_state(words, index), {}),
    ):
        if name:
            year, end = stated_year(words, index + len(name))
            text = (
                " ".join(name)
                .replace(" 's", "'s")
                .replace(" '", "'")
                .replace(" - ", "-")
                .replace("st .", "st.")
            )
            found = rule.get(text) if rule else _land_rule(words, index, text)
            if found is not None:
                return Draft(
                    first=index, end=end, resolve=on_feast(found, year), of="feast"
                )
    fixed = words.phrase(index, words.known.fixed)
    if fixed:
        day = Date.fromisoformat(words.known.times.fixed[" ".join(fixed)])
        return Draft(
            first=index,
            end=index
            + len(fixed)
            - len([part for part in fixed if part in ("attacks", "terrorist")]),
            resolve=lambda _: calendar.of_day(day, "stated"),
            of="feast",
        )
    return None


def _of_state(words: Words, index: int) -> tuple[str, ...]:
    """As in "Independence Day" and its kin, which need a land."""
    name = (words.lower(index), words.lower(index + 1))
    if name[1] == "day" and words.get(index + 1).text[:1].isupper():
        return name
    return ()


def _land_rule(words: Words, index: int, name: str) -> str | None:
    """
    The day of a day of state, by the word for the land in the three words before it; ""
    where none says.
    """
    lands = words.known.times.days_of_state.get(name)
    if lands is None:
        return None
    near = [words.lower(here) for here in range(index - 3, index)]
    return next((lands[word] for word in reversed(near) if word in lands), "")


def on_feast(rule: str, year: int | None) -> Resolve:
    """
    The day that a feast's rule gives in a stated year or in the one that publication
    suggests.
    """

    def resolve(context: Context) -> Meaning:
        if not rule:
            return unresolved()
        if year or context.year:
            return calendar.of_day(
                _feast_day(rule, year or context.year or 0), "stated"
            )
        if rule[2:3] == "-":
            month, day = (int(part) for part in rule.split("-"))
            return on_day(month, day, None)(context)
        if context.published is None:
            return unresolved()
        years = [context.published.year + step for step in (-1, 0, 1)]
        days = [_feast_day(rule, year) for year in years if MINYEAR <= year <= MAXYEAR]
        return _choose(context, context.published, days)

    return resolve


def _choose(context: Context, published: Date, days: list[Date]) -> Meaning:
    past = [day for day in days if day <= published]
    ahead = [day for day in days if day >= published]
    soon = context.tense != "past" and bool(ahead) and (ahead[0] - published).days <= 45
    found = ahead[:1] if context.tense == "future" or soon else past[-1:]
    return calendar.of_day(found[0] if found else None, "published")


def _feast_day(rule: str, year: int) -> Date:
    if rule.startswith("easter"):
        return calendar.easter(year) + int(rule[6:]) * _DAY
    if rule.startswith("orthodox"):
        return calendar.orthodox_easter(year) + int(rule[8:]) * _DAY
    if " " not in rule:
        month, day = (int(part) for part in rule.split("-"))
        return Date(year, month, day)
    count, weekday, month = (int(part) for part in rule.split())
    if count < 0:
        last = calendar.last_day(year, month)
        return last - ((last.isoweekday() - weekday) % 7) * _DAY
    first = Date(year, month, 1)
    return first + ((weekday - first.isoweekday()) % 7 + 7 * (count - 1)) * _DAY


def years_span(words: Words, index: int) -> Draft | None:
    """As in "2014-15": a season or school year written with two digits."""
    first = year_at(words, index)
    dash, tail = words.get(index + 1), words.get(index + 2)
    if (
        not first
        or dash.lower not in ("-", "–", "/")
        or not dash.tight
        or tail.kind != "number"
        or not tail.tight
    ):
        return None
    if (
        len(tail.text) != 2
        or not tail.text.isdigit()
        or int(tail.text) <= first % 100
        or words.lower(index + 3) == "-"
    ):
        return None
    last = first - first % 100 + int(tail.text)
    return Draft(
        first=index,
        end=index + 3,
        resolve=lambda _: Meaning(
            value=f"{first}/{last}",
            basis="stated",
            type="DATE",
            begin=Date(first, 1, 1),
            end=Date(last, 12, 31),
            precision="year",
        ),
        of="range",
    )


SPANS = (quarter, fiscal, season, decade, feast, years_span)
