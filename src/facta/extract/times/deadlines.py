"""
Whether an expression is a deadline, and the last day it leaves: "by Friday", "within 60
days", "until June 1".

A deadline looks ahead: where the clause tells what was ("by the end of May his patience
wore thin") it is none.
"""

from __future__ import annotations

from collections.abc import Set

from msgspec.structs import replace

from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Tense
from facta.extract.times.calendar import Meaning, shifted, unresolved
from facta.extract.times.durations import Length, length_at
from facta.extract.times.shifts import reached
from facta.extract.words import Words

# words before a time among which its verb is looked for; judged, not fitted
_BOUND_BACK = 10
_GRANTED_BACK = 6
_SUPERLATIVE_BACK = 6
# units of the clock, by which only what is due is counted: "in 24 hours"
_CLOCK = "HMS"


def is_deadline(words: Words, draft: Draft, tense: Tense) -> bool:
    """
    Whether the words before (or after) the expression make it the last moment for
    something.
    """
    articled = words.lower(draft.first - 1) == "the"
    first = draft.first - articled
    if _behind_phrase(words, first) or _of_deadline(words, draft):
        return True
    if draft.of in ("set", "reference"):
        return False
    if _expires(words, draft):
        return True
    if draft.of == "duration":
        place = first - 1 if _opening(words, draft) else first
        return _lasting_deadline(words, draft, words.lower(place - 1), tense)
    deadlines = words.known.times.deadlines
    before = words.lower(first - 1)
    if before in deadlines.until and _granted(words, first):
        return True
    if before not in deadlines.before:
        return False
    return tense != "past" or _bound(words, first)


def _behind_phrase(words: Words, index: int) -> bool:
    """As in "no later than Friday", "a deadline of Friday"."""
    for phrase in words.known.times.deadlines.phrases:
        parts = phrase.split()
        if words.reads(index - len(parts), *parts):
            return True
    return False


def _opening(words: Words, draft: Draft) -> bool:
    """
    Whether it is the first stretch of somebody's something: "within his first 24 hours
    in office".
    """
    before = draft.first - 1
    owned = words.tag(before) == "PRP$" or words.lower(before) == "'s"
    return owned and words.lower(draft.first) == "first"


def _expires(words: Words, draft: Draft) -> bool:
    """Whether it says when something runs out: "the ultimatum expires on Sunday"."""
    token = words.token(draft.first)
    if token is None or token.head < 0:
        return False
    verb = words.tree.tokens[token.head]
    ahead = verb.tag in ("VBZ", "VBP", "VB")
    return ahead and verb.lemma in words.known.times.expiring.verbs


def _of_deadline(words: Words, draft: Draft) -> bool:
    """As in "the August 8 deadline", "a 50-day ultimatum"."""
    return words.lower(draft.end) in words.known.times.deadlines.nouns


def ahead(words: Words, draft: Draft, tense: Tense) -> bool:
    """
    Whether a length after "in" leads into the future: "in two days", not "the first
    time in two years".
    """
    if draft.of != "duration" or tense == "past":
        return False
    if words.lower(draft.first - 1) != "in":
        return False
    if not _stands_alone(words, draft):
        return False
    return not _for_the_first_time(words, draft.first)


def from_now(words: Words, draft: Draft, context: Context) -> Meaning:
    """The time that "in two weeks" leads to, as finely as its unit counts."""
    length = _length(words, draft)
    if length is None or length.count is None or context.published is None:
        return unresolved()
    return reached(context.published, length, 1, "published")


def _bound(words: Words, index: int) -> bool:
    """Whether a promise, a demand or an order stands before: "vowed to go by Friday"."""
    return _follows(words, index, words.known.times.binding.verbs, _BOUND_BACK)


def _granted(words: Words, index: int) -> bool:
    """Whether a verb of granting stands close before: "gave Russia until Friday"."""
    return _follows(words, index, words.known.times.granting.verbs, _GRANTED_BACK)


def _follows(words: Words, index: int, verbs: Set[str], back: int) -> bool:
    before = range(max(0, index - back), index)
    return any(words.lemma(at) in verbs for at in before)


def _lasting_deadline(words: Words, draft: Draft, before: str, tense: Tense) -> bool:
    if before == "within":
        return tense != "past"
    if before == "in":
        if not ahead(words, draft, tense):
            return False
        length = _length(words, draft)
        hours = length is not None and length.code in _CLOCK
        return hours or _bound(words, draft.first)
    # "has 60 days to reply"
    verb = words.tag(draft.end + 1) == "VB"
    infinitive = verb and words.lower(draft.end) == "to"
    return infinitive and _granted(words, draft.first)


def _stands_alone(words: Words, draft: Draft) -> bool:
    """
    Whether it neither measures the noun behind it ("in the 20-minute talk") nor
    something "of" which it is full.
    """
    measures = words.tag(draft.end)[:2] == "NN"
    if measures or words.lower(draft.end) == "of":
        return False
    if words.lower(draft.first - 1) == "the":
        return False
    if words.lower(draft.first) != "the":
        return True
    # "in the next two weeks"
    windows = words.known.times.windows
    return windows.get(words.lower(draft.first + 1)) == 1


def _for_the_first_time(words: Words, index: int) -> bool:
    """
    Whether a superlative or an ordinal measures the past: "the first time in two
    years", "the largest in weeks".
    """
    for here in range(max(0, index - _SUPERLATIVE_BACK), index):
        superlative = words.tag(here) in ("JJS", "RBS")
        if superlative or words.lower(here) == "first":
            return True
    return False


def due(words: Words, draft: Draft, meaning: Meaning, context: Context) -> Meaning:
    """The meaning of a deadline: its last day, where an anchor gives one."""
    if meaning.type == "DURATION":
        return _counted_out(words, draft, meaning, context)
    value = meaning.value or ""
    if meaning.type == "TIME" and value.endswith("T00:00"):
        # by midnight on Friday: the end of that day
        return replace(meaning, value=f"{value[:-5]}24:00")
    if draft.of == "part" and meaning.end is not None and meaning.dated:
        return replace(meaning, begin=meaning.end)
    return meaning


def _counted_out(
    words: Words, draft: Draft, meaning: Meaning, context: Context
) -> Meaning:
    """
    So long from the narrative's day if it stands close by, else from publication;
    unresolved where neither is known.
    """
    length = _length(words, draft)
    undated = replace(meaning, basis="stated", begin=None, end=None)
    if length is None or length.count is None or _has_start(words, draft):
        return undated
    narrative = context.narrative
    if context.near and narrative is not None and narrative.dated:
        if narrative.day is None:
            return undated
        last = shifted(narrative.day, length.count, length.code)
        if last is None:
            return undated
        return calendar.of_day(last, "narrative")
    if context.published is None:
        return unresolved()
    last = shifted(context.published, length.count, length.code)
    return calendar.of_day(last, "published")


def _has_start(words: Words, draft: Draft) -> bool:
    """
    Whether a length counts from something of its own: "within 24 hours of taking
    office", "a 50-day ultimatum", "within his first 100 days".
    """
    counted_from = words.known.times.deadlines.counted_from
    from_something = words.lower(draft.end) in counted_from
    if from_something and words.lower(draft.end + 1) != "now":
        return True
    return _of_deadline(words, draft) or _opening(words, draft)


def _length(words: Words, draft: Draft) -> Length | None:
    for index in range(draft.first, draft.end):
        length = length_at(words, index)
        if length is not None and length.end == draft.end:
            return length
    return None
