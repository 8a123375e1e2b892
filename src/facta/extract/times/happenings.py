"""
Distances from a happening: "days after the failed talks", "two years after the 2014
annexation".
"""

from __future__ import annotations

from facta.extract.times.anchor import Context, Draft, Resolve
from facta.extract.times.calendar import Meaning
from facta.extract.times.dates import date_at
from facta.extract.times.durations import Length, length_at
from facta.extract.times.relative import reached
from facta.extract.words import Words


def after_happening(words: Words, index: int) -> Draft | None:
    """
    As in "days after the failed talks", "two years after the 2014 annexation", "three
    days before the summit".
    """
    length = length_at(words, index)
    side = (
        {"after": 1, "following": 1, "before": -1, "since": 1}.get(
            words.lower(length.end)
        )
        if length
        else None
    )
    if length is None or side is None or (words.lower(length.end) == "since"):
        return None
    head = _object(words, length.end)
    if head is None:
        return None
    inner = next(
        (
            found
            for here in range(length.end + 1, head + 1)
            if (found := date_at(words, here))
        ),
        None,
    )
    end = max(head + 1, inner.end if inner else 0)
    inner = inner or _behind(words, head)
    lemma = words.lemma(head)
    resolve = _from_happening(length, side, lemma, inner.resolve if inner else None)
    return Draft(first=index, end=end, resolve=resolve, of="shift")


def _object(words: Words, index: int) -> int | None:
    """The word that is what a preposition stands before, within the next eight."""
    token = words.get(index).token
    if token < 0 or words.relation(index) != "case":
        return None
    head = words.sentence.tokens[token].head
    return next(
        (
            here
            for here in range(index + 1, index + 9)
            if words.get(here).token == head and head > token
        ),
        None,
    )


def _behind(words: Words, head: int) -> Draft | None:
    """
    The date that stands behind a happening's noun and hangs from it: "days after a call
    between them on May 15".
    """
    token = words.get(head).token
    for here in range(head + 1, head + 10):
        found = date_at(words, here)
        if found is not None:
            heads = [words.get(at).token for at in range(here, found.end)]
            tokens = words.sentence.tokens
            if not any(at >= 0 and tokens[at].head == token for at in heads):
                return None
            return found
    return None


def _from_happening(
    length: Length, side: int, lemma: str, date: Resolve | None
) -> Resolve:
    def resolve(context: Context) -> Meaning:
        anchor = date(context) if date else context.mentioned.get(lemma)
        unknown = Meaning(value=length.value, basis="stated", type="DURATION")
        if (
            anchor is None
            or not anchor.dated
            or anchor.begin is None
            or anchor.end is None
        ):
            return unknown
        basis = anchor.basis if date else "narrative"
        if (anchor.end - anchor.begin).days > {"Y": 366, "m": 31}.get(length.code, 1):
            return unknown
        return reached(anchor.end if side > 0 else anchor.begin, length, side, basis)

    return resolve
