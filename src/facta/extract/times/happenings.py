"""
Distances from a happening: "days after the failed talks", "two years after the 2014
annexation".
"""

from __future__ import annotations

from msgspec import Struct

from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning
from facta.extract.times.dates import date_at
from facta.extract.times.durations import Length, length_at
from facta.extract.times.shifts import reached
from facta.extract.words import Words

# words behind a preposition, and behind a happening's noun, among which its noun and its
# date are looked for; judged, not fitted
_OBJECT_WITHIN = 8
_DATE_WITHIN = 9
# days that the time of a happening may last for lengths of a unit to be counted from it
_FINE_DAYS = {"Y": 366, "m": 31}


def after_happening(words: Words, index: int) -> Draft | None:
    """
    As in "days after the failed talks", "two years after the 2014 annexation", "three
    days before the summit".
    """
    length = length_at(words, index)
    if length is None:
        return None
    side = words.known.times.sides.get(words.lower(length.end))
    if side is None:
        return None
    head = _object(words, length.end)
    if head is None:
        return None
    within = range(length.end + 1, head + 1)
    dates = (date_at(words, here) for here in within)
    inner = next((date for date in dates if date is not None), None)
    end = max(head + 1, inner.end if inner else 0)
    date = inner or _behind(words, head)
    resolve_date = date.resolve if date else None
    happening = _Happening(lemma=words.lemma(head), date=resolve_date)
    resolve = _from(happening, length, side)
    return Draft(first=index, end=end, resolve=resolve, of="shift")


class _Happening(Struct, frozen=True, kw_only=True):
    """What a length counts from: its noun's lemma, and the date beside it."""

    lemma: str
    date: Resolve | None

    def time(self, context: Context) -> Meaning | None:
        """When it happened, by its date, else by what was told of it before."""
        if self.date is None:
            return context.mentioned.get(self.lemma)
        return self.date(context)


def _object(words: Words, index: int) -> int | None:
    """The word that is what a preposition stands before, if it stands close by."""
    token = words.token(index)
    if token is None or token.relation != "case":
        return None
    if token.head <= words.get(index).token:
        return None
    near = range(index + 1, index + 1 + _OBJECT_WITHIN)
    heads = (here for here in near if words.get(here).token == token.head)
    return next(heads, None)


def _behind(words: Words, head: int) -> Draft | None:
    """
    The date that stands behind a happening's noun and hangs from it: "days after a call
    between them on May 15".
    """
    noun = words.get(head).token
    near = range(head + 1, head + 1 + _DATE_WITHIN)
    dates = (date_at(words, here) for here in near)
    found = next((date for date in dates if date is not None), None)
    if found is None:
        return None
    tokens = [words.token(at) for at in range(found.first, found.end)]
    hangs = any(token is not None and token.head == noun for token in tokens)
    return found if hangs else None


def _from(happening: _Happening, length: Length, side: int) -> Resolve:
    def resolve(context: Context) -> Meaning:
        anchor = happening.time(context)
        unknown = Meaning(value=length.value, basis="stated", type="DURATION")
        if anchor is None or anchor.basis == "unresolved":
            return unknown
        if anchor.begin is None or anchor.end is None:
            return unknown
        lasts = (anchor.end - anchor.begin).days
        if lasts > _FINE_DAYS.get(length.code, 1):
            return unknown
        start = anchor.end if side > 0 else anchor.begin
        basis = "narrative" if happening.date is None else anchor.basis
        return reached(start, length, side, basis)

    return resolve
