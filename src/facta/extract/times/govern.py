"""
Which time dates a word: the one in its syntax, else the one that the context gives a reason for, else the day of
publication as a bound, else none.

`date_of` is what statements, commitments and figures call for their dates, `dating` what events call.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from facta.extract.times.story import Story, carried, hanging, narrative_of, old, times_in
from facta.extract.times.syntax import DEPTH, Clauses
from facta.records import Date, DateBasis, Document, Precision, Sentence, Time, Token

__all__ = ["Dated", "date_of", "dating", "narrative_of", "times_in"]
_COUNTING = frozenset(("after", "before", "following"))
_LENGTHS = ("Y", "E", "C")  # units of a length so long that what fills it has no day: years, decades, centuries


class Dated(Struct, frozen=True):
    """
    A date as `date_of` gives it, and why where the account does not state it.

    `reason` is for a reader: what in the account carries the day on. None with any basis but "narrative".
    """

    date: Date | None
    precision: Precision | None
    basis: DateBasis
    reason: str | None = None


def date_of(
    token_index: int,
    sentence: Sentence,
    times: Sequence[Time],
    document: Document,
    *,
    narrative: Story | None,
) -> tuple[Date | None, Precision | None, DateBasis]:
    """
    The date of what a token tells: an event's trigger, a cue of saying, a counted noun.

    Climbs from the token to the words that share its time and takes the first time that belongs to one of them. It
    stops where another clause begins: the time of "said on Monday" is that of the saying, not of what was said. The
    noun of a deed takes the time of a verb that carries it out ("launched an attack on Tuesday"), not of one that only
    speaks of it ("condemned the attack on Tuesday"); a second verb of a pair takes that of the first.

    Args:
        token_index: the token in `sentence`.
        times: those of the whole document, or of the sentence.
        narrative: what the text has told before, as `narrative_of` gives it; without it the context gives no date.

    Returns:
        The first day it may have happened on, how precise that is, and the basis: "stated" where a time governs it
        ("narrative" if that one hangs on another); "narrative" where the context gives a day and a reason for it;
        "published" for the publication day, which is a bound only: it happened by then; None and "unresolved" where
        nothing tells, where the time that governs cannot be resolved, and for what is told of long ago.
    """
    found = dating(token_index, sentence, times, document, narrative=narrative)
    return found.date, found.precision, found.basis


def dating(
    token_index: int, sentence: Sentence, times: Sequence[Time], document: Document, *, narrative: Story | None
) -> Dated:
    """The date of what a token tells, as `date_of` gives it, with its reason."""
    clauses = Clauses(sentence)
    own = [time for time in times_in(sentence, times) if not time.deadline]
    governing = _governing(token_index, clauses, [time for time in own if time.type in ("DATE", "TIME")])
    if governing is not None and governing.value != "PRESENT_REF":
        # "on Friday" states the day of the deed, although the day of publication is needed to tell which Friday
        return _dated(governing, "stated" if governing.basis == "published" else governing.basis)
    verb = clauses.clause(token_index) if 0 <= token_index < len(sentence.tokens) else -1
    if narrative is not None and governing is None and 0 <= token_index < len(sentence.tokens):
        found = carried(token_index, clauses, narrative)
        if found is not None:
            return _dated(found.time, "narrative", found.reason)
    if verb >= 0 and (clauses.long_ago(verb) or _for_years(verb, clauses, own)):
        return Dated(None, None, "unresolved")
    if narrative is not None and verb >= 0 and clauses.told_as_past(verb) and old(narrative):
        return Dated(None, None, "unresolved")
    if document.published is not None:
        return Dated(document.published, "day", "published")
    return Dated(None, None, "unresolved")


def _dated(time: Time, basis: DateBasis, reason: str | None = None) -> Dated:
    if time.begin is None or basis == "unresolved" or time.precision is None:
        return Dated(None, None, "unresolved")
    told = reason or (
        f"“{' '.join(time.span.text.split())}” counts from another time" if basis == "narrative" else None
    )
    return Dated(time.begin, time.precision, basis, told)


def _for_years(verb: int, clauses: Clauses, times: Sequence[Time]) -> bool:
    """Whether it is told to have gone on for years: then it has no day."""
    lengths = [time for time in times if time.type == "DURATION" and (time.value or "").endswith(_LENGTHS)]
    return bool(lengths) and any(time in lengths for time, _ in hanging(clauses, lengths).get(verb, []))


def _governing(token_index: int, clauses: Clauses, times: Sequence[Time]) -> Time | None:
    """The time that belongs to the token or to what shares its time within its clause; the nearest of several."""
    tokens = clauses.tokens
    if not 0 <= token_index < len(tokens) or not times:
        return None
    hung = hanging(clauses, [time for time in times if not _counts_from(tokens[token_index], time)])
    sharing = _sharing(token_index, clauses)
    for here in (*_told_by(token_index, clauses), *sharing, *_when(sharing[-1], clauses, times)):
        if here in hung:
            start = tokens[token_index].start
            return min(
                (time for time, _ in hung[here]), key=lambda time: (time.value is None, abs(time.span.start - start))
            )
    return None


def _told_by(index: int, clauses: Clauses) -> Sequence[int]:
    """The clause behind a deed's noun that only says that it took place: "the attack that killed nine on Monday"."""
    if not clauses.deed(index):
        return ()
    return [index, *(c for c in clauses.children(index, "acl", "acl:relcl") if clauses.carrying(c))]


def _when(index: int, clauses: Clauses, times: Sequence[Time]) -> Sequence[int]:
    """The time that a clause tells of: "in February, when Kenya closed the border"."""
    token = clauses.tokens[index]
    if token.head < 0 or clauses.base(index) not in ("acl", "advcl") or "when" not in clauses.cases(index):
        return ()
    above = clauses.tokens[token.head]
    return [token.head] if any(time.span.start <= above.start < time.span.end for time in times) else ()


def _sharing(index: int, clauses: Clauses) -> list[int]:
    """The token and those above it that share its time."""
    found: list[int] = []
    while index >= 0 and len(found) < DEPTH:
        found.append(index)
        index = clauses.above(index)
    return found


def _counts_from(token: Token, time: Time) -> bool:
    """Whether a time counts from what the token tells ("days after a phone call"): then it dates something else."""
    before = time.span.text[: max(token.start - time.span.start, 0)].lower().split()
    return time.span.start <= token.start < time.span.end and bool(_COUNTING.intersection(before))
