"""
Expressions of time in a document, as TIMEX3-style `Time`s, and which of them dates a
word.

    times(document, sentences)   every expression, resolved by the text or its publication
    date_of(token, ...)          the date of what a token tells, with its precision and its basis
    dating(token, ...)           the same with the reason for a date that the context gives
    Story(...).before(sentence)  what the text has told when a sentence begins, for
    `date_of` and `dating`

`docs/times.md` says how each kind is read and what its value looks like.
"""

from facta.extract.times.govern import Dated, date_of, dating
from facta.extract.times.resolve import times
from facta.extract.times.story import Story, Told, narrative_of

__all__ = ["Dated", "Story", "Told", "date_of", "dating", "narrative_of", "times"]
