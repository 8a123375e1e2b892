"""
The grammar of times put together: `expression_at` gives the longest expression that
starts at a word, or None.
"""

from __future__ import annotations

from msgspec.structs import replace

from facta.extract.times.anchor import Draft
from facta.extract.times.clocks import clocked
from facta.extract.times.durations import duration, recurrence
from facta.extract.times.happenings import after_happening
from facta.extract.times.points import longest, point_at
from facta.extract.times.ranges import day_range, time_range
from facta.extract.words import Words

# kinds of words that open no expression
_NEVER_FIRST = frozenset(("mark", "clitic"))
# words behind an article, or another that only leads, within which a word of time is
# looked for; judged, not fitted
_SOON = 4


def expression_at(words: Words, index: int) -> Draft | None:
    """The longest expression of time that starts at a word, or None."""
    if not _may_open(words, index):
        return None
    point = point_at(words, index)
    # of two that reach equally far the first counts
    return longest(
        (
            clocked(words, index, point),
            time_range(words, point),
            day_range(words, index),
            after_happening(words, index),
            point,
            recurrence(words, index),
            _lasting(words, index),
        )
    )


def _may_open(words: Words, index: int) -> bool:
    """Whether a word can open an expression of time; most words cannot."""
    word, known = words.items[index], words.known
    if word.kind != "word":
        return word.kind not in _NEVER_FIRST
    if word.lower not in known.starters:
        return False
    if word.lower not in known.leading:
        return True
    return any(
        each.kind not in _NEVER_FIRST
        and (each.kind != "word" or each.lower in known.inside)
        for each in words.items[index + 1 : index + 1 + _SOON]
    )


def _lasting(words: Words, index: int) -> Draft | None:
    """A duration, with the article of one that has a side: "the past two years"."""
    here = words.skip(index, "the")
    if here > index and words.lower(here) not in words.known.times.windows:
        return None
    found = duration(words, here)
    if found is None:
        return None
    return replace(found, first=index)
