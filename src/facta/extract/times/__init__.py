"""
Expressions of time in a document, as TIMEX3-style `Time`s, and which of them dates a word.

    times(document, sentences)   every expression, resolved by the text itself, the story so far or the publication
    date_of(token, ...)          the date of what a token tells, with its precision and its basis
    narrative_of(...)            the time that the story stands at when a sentence begins
    Story(...).time_in(...)      the same for every sentence of a document

`docs/times.md` says how each kind is read and what its value looks like.
"""

from facta.extract.times.govern import Story, date_of, narrative_of
from facta.extract.times.resolve import times

__all__ = ["Story", "date_of", "narrative_of", "times"]
