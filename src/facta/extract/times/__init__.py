"""
Expressions of time in a document, as TIMEX3-style `Time`s, and which of them dates a
word.

    times(layout)             every expression, resolved by the text or its publication
    Narrative(layout, times)      what the text has told when a sentence begins
    dating(token, ...)        the date of what a token tells, its precision, basis, reason

`docs/times.md` says how each kind is read and what its value looks like.
"""

from facta.extract.times.govern import Dated, dating
from facta.extract.times.narrative import Narrative, Position
from facta.extract.times.resolve import times

__all__ = ["Dated", "Narrative", "Position", "dating", "times"]
