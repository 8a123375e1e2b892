"""
Whether an expression is a deadline, and the last day it leaves: "by Friday", "within 60
days", "until June 1".

A deadline looks ahead: where the clause tells what was ("by the end of May his patience
wore thin") it is none.
"""

from __future__ import annotations

from msgspec.structs import replace

from facta.extract.times import calendar
from facta.extract.times.anchor import Context, Draft, Tense
from facta.extract.times.calendar import Meaning, shifted, unresolved
from facta.extract.times.durations import Length, length_at
from facta.extract.times.relative import reached
from facta.extract.words import Words

_LATER = (
    ("no", "later", "than"),
    ("not", "later", "than"),
    ("deadline", "of"),
    ("deadline", "is"),
    ("deadline", ":"),
)
_BARS = frozenset(("before", "by", "till", "until"))


def is_deadline(words: Words, draft: Draft, tense: Tense) -> bool:
    """
    Whether the words before (or after) the expression make it the last moment for
    something.
    """
    first = draft.first - (words.lower(draft.first - 1) == "the")
    before = words.lower(first - 1)
    if any(
        _reads(words, first - len(phrase), phrase) for phrase in _LATER
    ) or _of_deadline(words, draft):
        return True
    if draft.of in ("set", "reference"):
        return False
    if _expires(words, draft):
        return True
    if draft.of == "duration":
        before = words.lower(first - 2) if _opening(words, draft) else before
        return _lasting_deadline(words, draft, before, tense)
    if before in ("until", "till") and _granted(words, first):
        return True
    return before in _BARS and (tense != "past" or _bound(words, first))


def _reads(words: Words, index: int, phrase: tuple[str, ...]) -> bool:
    return all(
        words.lower(index + offset) == part for offset, part in enumerate(phrase)
    )


def _opening(words: Words, draft: Draft) -> bool:
    """
    Whether it is the first stretch of somebody's something: "within his first 24 hours
    in office".
    """
    owned = words.tag(draft.first - 1) == "PRP$" or words.lower(draft.first - 1) == "'s"
    return words.lower(draft.first) == "first" and owned


def _expires(words: Words, draft: Draft) -> bool:
    """Whether it says when something runs out: "the ultimatum expires on Sunday"."""
    token = words.get(draft.first).token
    above = words.sentence.tokens[token].head if token >= 0 else -1
    verb = words.sentence.tokens[above] if above >= 0 else None
    return (
        verb is not None
        and verb.lemma in words.known.times.expiring.verbs
        and verb.tag in ("VBZ", "VBP", "VB")
    )


def _of_deadline(words: Words, draft: Draft) -> bool:
    """As in "the August 8 deadline", "a 50-day ultimatum"."""
    return words.lower(draft.end) in ("deadline", "ultimatum", "cutoff")


def ahead(words: Words, draft: Draft, tense: Tense) -> bool:
    """
    Whether a length after "in" leads into the future: "in two days", not "the first
    time in two years".
    """
    alone = words.lower(draft.first - 1) == "in" and _stands_alone(words, draft)
    return (
        draft.of == "duration"
        and alone
        and tense != "past"
        and not _for_the_first_time(words, draft.first)
    )


def from_now(words: Words, draft: Draft, context: Context) -> Meaning:
    """The time that "in two weeks" leads to, as finely as its unit counts."""
    length = _length(words, draft)
    if length is None or length.count is None or context.published is None:
        return unresolved()
    return reached(context.published, length, 1, "published")


def _bound(words: Words, index: int) -> bool:
    return any(
        words.lemma(here) in words.known.times.binding.verbs
        for here in range(max(0, index - 10), index)
    )


def _granted(words: Words, index: int) -> bool:
    """Whether a verb of granting stands close before: "gave Russia until Friday"."""
    return any(
        words.lemma(here) in words.known.times.granting.verbs
        for here in range(max(0, index - 6), index)
    )


def _lasting_deadline(words: Words, draft: Draft, before: str, tense: Tense) -> bool:
    if before == "within":
        return tense != "past"
    if before == "in":
        length = _length(words, draft)
        hours = length is not None and length.code in "HMS"
        return ahead(words, draft, tense) and (hours or _bound(words, draft.first))
    return (
        words.lower(draft.end) == "to"
        and words.tag(draft.end + 1) == "VB"
        and _granted(words, draft.first)
    )


def _stands_alone(words: Words, draft: Draft) -> bool:
    """
    Whether it neither measures the noun behind it ("in the 20-minute talk") nor
    something "of" which it is full.
    """
    window = words.lower(draft.first + 1) in ("next", "coming")
    article = words.lower(draft.first - 1) == "the" or (
        words.lower(draft.first) == "the" and not window
    )
    return (
        not article
        and words.lower(draft.end) != "of"
        and words.tag(draft.end)[:2] != "NN"
    )


def _for_the_first_time(words: Words, index: int) -> bool:
    """
    Whether a superlative or an ordinal measures the past: "the first time in two
    years", "the largest in weeks".
    """
    return any(
        words.tag(here) in ("JJS", "RBS") or words.lower(here) == "first"
        for here in range(max(0, index - 6), index)
    )


def due(words: Words, draft: Draft, meaning: Meaning, context: Context) -> Meaning:
    """The meaning of a deadline: its last day, where an anchor gives one."""
    if meaning.type == "DURATION":
        return _counted_out(words, draft, meaning, context)
    if (
        meaning.type == "TIME"
        and meaning.value is not None
        and meaning.value.endswith("T00:00")
    ):
        return replace(meaning, value=f"{meaning.value[:-5]}24:00")
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
    open_ended = replace(meaning, basis="stated", begin=None, end=None)
    of_something = (
        words.lower(draft.end) in ("of", "after", "from")
        and words.lower(draft.end + 1) != "now"
    )
    if (
        length is None
        or length.count is None
        or of_something
        or _of_deadline(words, draft)
        or _opening(words, draft)
    ):
        return open_ended
    narrative = context.narrative if context.near else None
    if narrative is not None and narrative.begin is not None and narrative.dated:
        if narrative.precision != "day" or narrative.begin != narrative.end:
            return open_ended
        last, basis = (
            shifted(narrative.begin, length.count, length.code),
            narrative.basis,
        )
        if last and basis:
            return calendar.of_day(last, "narrative")
        return open_ended
    last = (
        shifted(context.published, length.count, length.code)
        if context.published
        else None
    )
    if last:
        return calendar.of_day(last, "published")
    return unresolved()


def _length(words: Words, draft: Draft) -> Length | None:
    for index in range(draft.first, draft.end):
        found = length_at(words, index)
        if found is not None and found.end == draft.end:
            return found
    return None
