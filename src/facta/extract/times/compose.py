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


def expression_at(words: Words, index: int) -> Draft | None:
    """The longest expression of time that starts at a word, or None."""
    word = words.get(index)
    if word.kind == "mark":
        return None
    if word.kind == "word" and word.lower not in words.known.starters:
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


def _lasting(words: Words, index: int) -> Draft | None:
    """A duration, with the article of one that has a side: "the past two years"."""
    here = words.skip(index, "the")
    if here > index and words.lower(here) not in words.known.times.windows:
        return None
    found = duration(words, here)
    if found is None:
        return None
    return replace(found, first=index)
