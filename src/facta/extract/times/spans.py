"""
Longer stretches of the calendar: quarters, halves, fiscal years, seasons, decades,
centuries, weekends, feasts.

Each matcher takes words and an index and gives a `Draft` or None. Articles are left to
the caller.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR

from msgspec import Struct

from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Resolve, Tense
from facta.extract.times.calendar import Meaning, unresolved
from facta.extract.times.dates import on_day, stated_year
from facta.extract.times.years import year_at
from facta.extract.words import Words
from facta.records import Date

_DAY = datetime.timedelta(days=1)
# marks between two years
_SLASHES = ("-", "–", "/")
_PARTS = {"quarter": "Q", "half": "H"}
# parts that a year has of a kind
_MOST = {"Q": 4, "H": 2}
# centuries that are told by their number: "the 20th century"
_CENTURIES = range(5, 22)
# how far ahead, in days, a feast may lie before its last one is likelier, where the
# clause does not look ahead; as SOON_DAYS, judged, not fitted
_SOON_DAYS = 45


def recent(context: Context, meanings: list[Meaning]) -> Meaning:
    """
    Of meanings in order of time, the last that has begun by publication, or the first
    to come.
    """
    published = context.published
    if published is None:
        return unresolved()
    if context.tense == "future":
        ahead = (one for one in meanings if one.end and one.end >= published)
        return next(ahead, unresolved())
    begun = (one for one in reversed(meanings) if one.begin and one.begin <= published)
    return next(begun, unresolved())


def part_of_year(letter: str, number: int, year: int | None) -> Resolve:
    """A quarter or half of a stated year, or of the year that publication suggests."""

    def resolve(context: Context) -> Meaning:
        full = year or context.year
        if full is not None:
            return calendar.of_part(full, letter, number, "stated")
        if context.published is None:
            return unresolved()
        this = context.published.year
        parts = [
            calendar.of_part(one, letter, number, "published")
            for one in range(this - 1, this + 2)
        ]
        return recent(context, parts)

    return resolve


def quarter(words: Words, index: int) -> Draft | None:
    """
    As in "Q3 2025", "Q3", "the third quarter of 2025", "the first half of 2025", "H1
    2025".
    """
    part = _short_part(words, index) or _spelled_part(words, index)
    if part is None or part.number > _MOST[part.letter]:
        return None
    here = index + 2
    year, end = stated_year(words, here)
    if year is None:
        # "Q3" stands alone, "the first half" needs more: a half is of anything
        if part.letter == "H" and words.lower(here) != "of":
            return None
        if words.lower(here) in ("of", "in"):
            return _of_named_year(words, index, part)
    resolve = part_of_year(part.letter, part.number, year)
    return Draft(first=index, end=end, resolve=resolve, of="quarter")


class _Part(Struct, frozen=True):
    """A quarter ("Q") or half ("H") of a year by its number."""

    letter: str
    number: int


def _short_part(words: Words, index: int) -> _Part | None:
    """As in "Q3", "H1"."""
    word = words.get(index)
    after = words.get(index + 1)
    if word.text not in _MOST or not after.tight:
        return None
    if after.text not in "1234":
        return None
    return _Part(word.text, int(after.text))


def _spelled_part(words: Words, index: int) -> _Part | None:
    """As in "third quarter", "1st half"."""
    letter = _PARTS.get(words.lower(index + 1))
    if letter is None:
        return None
    number = _small_ordinal(words, index)
    # "last quarter" alone is the one before
    behind = words.skip(index + 2, ",")
    whole = words.lower(behind) == "of" or words.get(behind).kind == "number"
    if whole and words.lower(index) in words.known.times.contexts.lasts:
        number = _MOST[letter]
    if not 1 <= number <= 4:
        return None
    return _Part(letter, number)


def _small_ordinal(words: Words, index: int) -> int:
    """The number of an ordinal of one digit or one word, or 0."""
    word = words.get(index)
    if word.kind == "ordinal" and len(word.text) == 3:
        return int(word.text[0])
    return words.known.numbers.ordinals.get(word.lower, 0)


def _of_named_year(words: Words, index: int, part: _Part) -> Draft | None:
    """As in "the first quarter of last year"."""
    step = words.known.times.steps_to_year.get(words.lower(index + 3))
    if step is None or words.lower(index + 4) != "year":
        return None
    resolve = _in_named_year(part, step)
    return Draft(first=index, end=index + 5, resolve=resolve, of="quarter")


def _in_named_year(part: _Part, step: int) -> Resolve:
    def resolve(context: Context) -> Meaning:
        if context.published is None:
            return unresolved()
        year = context.published.year + step
        return calendar.of_part(year, part.letter, part.number, "published")

    return resolve


def fiscal(words: Words, index: int) -> Draft | None:
    """
    As in "fiscal 2025", "fiscal year 2025", "FY2025", "FY25": a year whose days depend
    on whose it is.
    """
    short = words.lower(index) == "fy"
    fiscal_words = words.known.times.contexts.fiscal
    if not short and words.lower(index) not in fiscal_words:
        return None
    here = index + 1 if short else words.skip(index + 1, "year")
    year = _fiscal_year(words, here, short=short)
    if year is None:
        return None
    meaning = Meaning(value=f"{year:04}", basis="stated", precision="year")
    return Draft(first=index, end=here + 1, resolve=lambda _: meaning, of="year")


def _fiscal_year(words: Words, index: int, *, short: bool) -> int | None:
    digits = words.get(index).text
    if words.get(index).kind != "number" or not digits.isdigit():
        return None
    if len(digits) == 4:
        return int(digits)
    if short and len(digits) == 2:
        return 2000 + int(digits)
    return None


def season(words: Words, index: int) -> Draft | None:
    """
    As in "the summer of 2024", "summer 2024", "in the spring"; never the verbs "fall"
    and "spring".
    """
    code = words.known.times.seasons.get(words.lower(index))
    if code is None:
        return None
    year, end = stated_year(words, index + 1)
    if year is not None:
        # "winter 2024-25" belongs to the year it begins in
        if _goes_on(words, end):
            end += 2
        resolve = in_season(code, year)
        return Draft(first=index, end=end, resolve=resolve, of="season")
    verb = words.tag(index)[:2] == "VB"
    # "the spring of hope", but "the spring of last year"
    yearly = words.lower(index + 3) == "year"
    if verb or (words.lower(index + 1) == "of" and not yearly):
        return None
    # "the Winter Games"
    if words.capital(index) and words.tag(index + 1) in ("NNP", "NNPS"):
        return None
    if not _behind_preposition(words, index):
        return None
    resolve = in_season(code, None)
    return Draft(first=index, end=index + 1, resolve=resolve, of="season")


def _goes_on(words: Words, index: int) -> bool:
    """Whether a dash and a number follow right behind a year: "2024-25"."""
    dash = words.get(index)
    if not dash.tight or dash.lower not in _SLASHES:
        return False
    return words.get(index + 1).kind == "number"


def _behind_preposition(words: Words, index: int) -> bool:
    """Whether a preposition says that a word is a season: "in the spring"."""
    contexts = words.known.times.contexts
    if words.lower(index - 1) == "the":
        return words.lower(index - 2) in contexts.before_the_season
    return words.lower(index - 1) in contexts.before_season


def in_season(code: str, year: int | None) -> Resolve:
    """A season of a stated year, or the one that publication suggests."""

    def resolve(context: Context) -> Meaning:
        full = year or context.year
        if full is not None:
            return calendar.of_season(full, code, "stated")
        if context.published is None:
            return unresolved()
        this = context.published.year
        years = range(this - 2, this + 2)
        seasons = [calendar.of_season(one, code, "published") for one in years]
        return recent(context, seasons)

    return resolve


def decade(words: Words, index: int) -> Draft | None:
    """As in "the 1990s", "the '90s", "the sixties"."""
    first = _decade(words, index)
    if first is None:
        return None
    return _years_from(index, index + 1, first, 10)


def _decade(words: Words, index: int) -> int | None:
    """The first year of the decade that a word names."""
    word = words.get(index)
    times = words.known.times
    if word.kind == "decade":
        digits = word.lower.strip("'‘’s").rstrip("'")
        number = int(digits)
        if len(digits) == 4:
            return number
        # "the '20s" are rather those of this century, "the '30s" of the last
        if number <= 20:
            return 2000 + number
        return 1900 + number
    spelled = times.decades.get(word.lower)
    before = times.contexts.before_decade
    if spelled is None or words.lower(index - 1) not in before:
        return None
    return 1900 + spelled


def century(words: Words, index: int) -> Draft | None:
    """As in "the 20th century", "nineteenth-century", "the 4th century BC"."""
    here = words.skip(index + 1, "-")
    if words.lower(here) != "century":
        return None
    word = words.get(index)
    number = words.known.numbers.ordinals.get(word.lower, 0)
    if word.kind == "ordinal" and len(word.text) <= 4:
        number = int(word.text[:-2])
    if number and _before_christ(words, here + 1):
        return _of_old(index, here + 2, f"BC{number - 1:02}XX")
    if number not in _CENTURIES:
        return None
    return _years_from(index, here + 1, (number - 1) * 100, 100)


def year_of_old(words: Words, index: int) -> Draft | None:
    """As in "44 BC", "350 BCE"."""
    word = words.get(index)
    if word.kind != "number" or not word.text.isdigit() or len(word.text) > 4:
        return None
    if not _before_christ(words, index + 1):
        return None
    return _of_old(index, index + 2, f"BC{int(word.text):04}")


def _before_christ(words: Words, index: int) -> bool:
    return words.lower(index) in words.known.times.contexts.before_christ


def _of_old(first: int, end: int, value: str) -> Draft:
    """A time before our era, which has no days in the records."""
    meaning = Meaning(value=value, basis="stated")
    return Draft(first=first, end=end, resolve=lambda _: meaning, of="decade")


def _years_from(first: int, end: int, year: int, count: int) -> Draft:
    meaning = calendar.of_years(year, count, "stated")
    return Draft(first=first, end=end, resolve=lambda _: meaning, of="decade")


def feast(words: Words, index: int) -> Draft | None:
    """
    A feast or day of state, with its year where one follows: "Victory Day", "Christmas
    2024".
    """
    if not words.capital(index) or words.relation(index).startswith("flat"):
        return None
    rule, end = _rule_at(words, index)
    if rule is None:
        return _fixed_day(words, index)
    year, end = stated_year(words, end)
    return Draft(first=index, end=end, resolve=on_feast(rule, year), of="feast")


def _rule_at(words: Words, index: int) -> tuple[str | None, int]:
    """
    The rule of the feast or day of state that a word begins, and the index behind it.
    """
    name = words.phrase(index, words.known.feasts)
    if name:
        rule = words.known.times.feasts.get(_joined(name))
        if rule is not None:
            return rule, index + len(name)
    return _rule_of_state(words, index), index + 2


def _joined(name: Sequence[str]) -> str:
    """A name as the table writes it, from its words."""
    joined = " ".join(name).replace(" 's", "'s").replace(" '", "'")
    return joined.replace(" - ", "-").replace("st .", "st.")


def _rule_of_state(words: Words, index: int) -> str | None:
    """
    The day of "Independence Day" and its kin, by the word for the land in the three
    words before it; "" where none says.
    """
    if words.lower(index + 1) != "day" or not words.capital(index + 1):
        return None
    lands = words.known.times.days_of_state.get(f"{words.lower(index)} day")
    if lands is None:
        return None
    # nearest first
    for here in range(index - 1, index - 4, -1):
        word = words.lower(here)
        if word in lands:
            return lands[word]
    return ""


def _fixed_day(words: Words, index: int) -> Draft | None:
    """As in "September 11 attacks", of which the attacks are no part of the time."""
    parts = words.phrase(index, words.known.fixed)
    times = words.known.times
    if not parts:
        return None
    date = Date.fromisoformat(times.fixed[" ".join(parts)])
    day = calendar.of_day(date, "stated")
    naming = times.contexts.naming
    end = index + sum(part not in naming for part in parts)
    return Draft(first=index, end=end, resolve=lambda _: day, of="feast")


def on_feast(rule: str, year: int | None) -> Resolve:
    """
    The day that a feast's rule gives in a stated year or in the one that publication
    suggests.
    """

    def resolve(context: Context) -> Meaning:
        stated = year or context.year
        if not rule:
            return unresolved()
        if stated:
            return calendar.of_day(_feast_day(rule, stated), "stated")
        if rule[2:3] == "-":
            return on_day(*_month_and_day(rule), None)(context)
        if context.published is None:
            return unresolved()
        return _choose(rule, context.published, context.tense)

    return resolve


def _choose(rule: str, published: Date, tense: Tense) -> Meaning:
    """The last day of a feast, or the next one where it is close or looked ahead to."""
    years = range(published.year - 1, published.year + 2)
    days = [_feast_day(rule, year) for year in years if MINYEAR <= year <= MAXYEAR]
    past = [day for day in days if day <= published]
    ahead = [day for day in days if day >= published]
    soon = bool(ahead) and (ahead[0] - published).days <= _SOON_DAYS
    if tense == "future" or (soon and tense != "past"):
        return calendar.of_day(ahead[0] if ahead else None, "published")
    return calendar.of_day(past[-1] if past else None, "published")


def _month_and_day(rule: str) -> tuple[int, int]:
    month, day = rule.split("-")
    return int(month), int(day)


def _feast_day(rule: str, year: int) -> Date:
    if rule.startswith("easter"):
        return calendar.easter(year) + int(rule[6:]) * _DAY
    if rule.startswith("orthodox"):
        return calendar.orthodox_easter(year) + int(rule[8:]) * _DAY
    if " " not in rule:
        return Date(year, *_month_and_day(rule))
    count, weekday, month = (int(part) for part in rule.split())
    if count < 0:
        last = calendar.last_day(year, month)
        back = (last.isoweekday() - weekday) % 7
        return last - back * _DAY
    first = Date(year, month, 1)
    ahead = (weekday - first.isoweekday()) % 7
    return first + (ahead + 7 * (count - 1)) * _DAY


def years_span(words: Words, index: int) -> Draft | None:
    """As in "2014-15", "2014/2015": a season or school year."""
    first = year_at(words, index)
    tail = words.get(index + 2)
    if not first or not _goes_on(words, index + 1) or not tail.tight:
        return None
    # "2014-05-..." is a date, and so is what counts down
    if not tail.text.isdigit() or words.lower(index + 3) == "-":
        return None
    last = _last_of_span(first, tail.text)
    if words.lower(index + 1) == "/" and len(tail.text) == 4:
        last = int(tail.text) if int(tail.text) == first + 1 else 0
    if not last:
        return None
    span = Meaning(
        value=f"{first}/{last}",
        basis="stated",
        begin=Date(first, 1, 1),
        end=Date(last, 12, 31),
        precision="year",
    )
    return Draft(first=index, end=index + 3, resolve=lambda _: span, of="range")


def _last_of_span(first: int, digits: str) -> int:
    """The year that two digits behind another year name, or 0."""
    century, short = divmod(first, 100)
    if len(digits) != 2 or int(digits) <= short:
        return 0
    return century * 100 + int(digits)


SPANS = (
    quarter,
    fiscal,
    season,
    decade,
    century,
    year_of_old,
    feast,
    years_span,
)
