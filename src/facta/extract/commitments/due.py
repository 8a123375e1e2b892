"""
The last day that a deadline leaves, where it can be told.

A deadline lies ahead of the day on which the commitment was made, whatever tense the
account tells it in. A term counts from that day, or from what it names where the
account dates that ("within 24 hours of taking office … He took office on January 20");
one that was set at some unknown time in the past has no day.
"""

from __future__ import annotations

import re

from msgspec import Struct

from facta.bounds import in_year, moved, whole
from facta.extract.commitments.deeds import Deed, Deeds
from facta.extract.commitments.draft import Draft
from facta.extract.commitments.syntax import helpers, words_at
from facta.extract.page import Page
from facta.records import Date, DateBasis, Time

YEAR = re.compile(r"\b\d{4}\b")
WORD = re.compile(r"\w+")
# An ISO 8601 length of one unit: days, weeks, months, years, or hours behind a T.
LENGTH = re.compile(r"P(T?)(\d+)([DHMWY])")
# Days in a unit. Months and years are the round ones that accounts mean by "within
# three months"; judged, not fitted.
DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
HOURS_IN_DAY = 24
# Characters behind a term in which what it counts from begins ("of taking office"), and
# before a time in which "before" stands. Judged, not fitted.
BEHIND = 24
BEFORE = 8


class Made(Struct, frozen=True, kw_only=True):
    """
    When a commitment was made: the day, None where no single day is known, and what
    that rests on. `settled` says that it was kept or broken, so that it was due before
    the account.
    """

    day: Date | None
    basis: DateBasis
    settled: bool


class Term(Struct, frozen=True, kw_only=True):
    """A deadline with what there is to count it by."""

    page: Page
    draft: Draft
    time: Time
    made: Made

    @property
    def is_length(self) -> bool:
        """Whether it is a length of time, not a day."""
        return self.time.type == "DURATION"

    @property
    def runs(self) -> bool:
        """Whether its words name a length: "in the next ten days"."""
        forms = self.page.lexicon.commitments.terms.length_forms
        return not forms.isdisjoint(WORD.findall(self.time.span.text.lower()))

    @property
    def over(self) -> bool:
        """Whether it was due before the account: it is settled, or "had" been made."""
        return self.made.settled or "had" in helpers(
            self.draft.tree, self.draft.trigger
        )


def due_day(
    page: Page, draft: Draft, time: Time, made: Made, deeds: Deeds
) -> Date | None:
    """
    The last day that a deadline leaves.

    Args:
        page: the document.
        draft: the commitment.
        time: the expression that sets the deadline.
        made: when it was made.
        deeds: what the account dates.
    """
    term = Term(page=page, draft=draft, time=time, made=made)
    counted = _counted_from(term, deeds)
    if counted is not None or _counts_from_something(term):
        return counted
    if term.is_length and made.basis == "published" and _looks_back(draft):
        return None
    if term.runs and term.over:
        return None
    return _day_before(term, _turned(term, _last_day(term)))


def _counted_from(term: Term, deeds: Deeds) -> Date | None:
    """
    The last day of a term that counts from a deed which the account dates elsewhere.
    """
    length = LENGTH.fullmatch(term.time.value or "")
    if length is None or not term.is_length:
        return None
    deed = _deed_behind(term)
    begun = None if deed is None else deeds.day_of(deed)
    return None if begun is None else _after(begun, length)


def _deed_behind(term: Term) -> Deed | None:
    """
    The deed that a term counts from: "of taking office", "after signing the deal".
    """
    page, end = term.page, term.time.span.end
    counting = page.lexicon.commitments.terms.counting
    behind = page.layout.tokens_between(end, end + BEHIND)[:2]
    words = [page.trees[place.sentence].tokens[place.token] for place in behind]
    if len(words) < 2 or words[0].text.lower() not in counting or words[1].tag != "VBG":
        return None
    deed = Deed.at(page.trees[behind[1].sentence], behind[1].token)
    # a bare verb ("of leaving") is told of too many to be known again
    return None if deed.object is None else deed


def _counts_from_something(term: Term) -> bool:
    """
    Whether a term counts from what follows it, not from the day on which it was set.
    """
    page, end = term.page, term.time.span.end
    behind = page.text[end : end + BEHIND].lower().split()[:1]
    counting = page.lexicon.commitments.terms.counting
    return term.is_length and not counting.isdisjoint(behind)


def _looks_back(draft: Draft) -> bool:
    """
    Whether a commitment is only recalled, in a relative clause or by "once": its day is
    not the account's.
    """
    tree = draft.tree
    if tree.relation(draft.trigger) == "acl:relcl":
        return True
    recalling = tree.lexicon.commitments.terms.recalling
    return not recalling.isdisjoint(words_at(tree, draft.trigger, "advmod"))


def _last_day(term: Term) -> Date | None:
    """
    The last day as its expression has it, a term counted from the day on which the
    commitment was made.
    """
    time = term.time
    if not (term.is_length or term.runs):
        return time.end
    if time.deadline and time.end is not None:
        return time.end
    length = LENGTH.fullmatch(time.value or "")
    if length is None or term.made.day is None:
        return None
    return _after(term.made.day, length)


def _after(day: Date, length: re.Match[str]) -> Date | None:
    """The day that lies a length (P30D, PT24H) after another."""
    of_clock, digits, unit = length.groups()
    count = whole(digits)
    if count is None:
        return None
    if unit == "H":
        return moved(day, count / HOURS_IN_DAY)
    # PT30M are minutes, and no last day is counted in them
    if of_clock and unit == "M":
        return None
    return moved(day, count * DAYS[unit])


def _turned(term: Term, due: Date | None) -> Date | None:
    """
    A day without a year on the right side of the account: behind it where settled, else
    ahead of the commitment.
    """
    if due is None or term.is_length or YEAR.search(term.time.span.text):
        return due
    published, made = term.page.document.published, term.made.day
    if term.over:
        later = published is not None and due > published
        return in_year(due, due.year - 1) if later else due
    if made is None or due >= made:
        return due
    # the next day of that name ("by Friday"), else the day of the next year
    week = moved(due, 7)
    return week if week and week >= made else in_year(due, due.year + 1)


def _day_before(term: Term, due: Date | None) -> Date | None:
    """The day before one that "before" stands before; any other as it is."""
    time, terms = term.time, term.page.lexicon.commitments.terms
    start = time.span.start
    before = term.page.text[max(start - BEFORE, 0) : start].lower().split()[-1:]
    single = time.begin == time.end
    if due is None or not single or terms.day_before.isdisjoint(before):
        return due
    return moved(due, -1)
