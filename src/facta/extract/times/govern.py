"""
Which time dates a word: the one in its syntax, else the one that the context gives a
reason for, else the day of publication as a bound, else none.

`dating` is what a page calls for the dates of events, statements, commitments and
figures.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec import Struct

from facta.extract.times.reasons import carried
from facta.extract.times.story import Laid, Told
from facta.extract.times.syntax import SUBJECTS, Clauses
from facta.extract.times.vocabulary import vocabulary
from facta.records import Date, DateBasis, Document, Precision, Time, Token

_COUNTING = frozenset(("after", "before", "following"))
_YEARS = (
    "Y",
    "E",
    "C",
)  # units of a length so long that what fills it has no day: years, decades, centuries


class Dated(Struct, frozen=True, kw_only=True):
    """
    A date as `date_of` gives it, and why where the account does not state it.

    `reason` is for a reader: what in the account carries the day on. None with any
    basis but "narrative".
    """

    date: Date | None
    precision: Precision | None
    basis: DateBasis
    reason: str | None = None


UNDATED = Dated(date=None, precision=None, basis="unresolved")


def dating(token: int, narrative: Told, times: Sequence[Time]) -> Dated:
    """
    The date of what a token tells: an event's trigger, a cue of saying, a counted noun.

    Climbs from the token to the words that share its time and takes the first time that
    belongs to one of them. It stops where another clause begins: the time of "said on
    Monday" is that of the saying, not of what was said. The noun of a deed takes the
    time of a verb that carries it out ("launched an attack on Tuesday"), not of one
    that only speaks of it ("condemned the attack on Tuesday"); a second verb of a pair
    takes that of the first.

    Args:
        token: its index in the sentence that the narrative has come to; -1 for none.
        narrative: that sentence, and what the text has told before.
        times: those of the sentence that may be asked.

    Returns:
        The first day it may have happened on, how precise that is, and the basis:
        "stated" where a time governs it ("narrative" if that one hangs on another);
        "narrative" where the context gives a day and a reason for it; "published" for
        the publication day, which is a bound only: it happened by then; None and
        "unresolved" where nothing tells, where the time that governs cannot be
        resolved, and for what is told of long ago.
    """
    laid, document = narrative.here, narrative.document
    if not 0 <= token < len(laid.sentence.tokens):
        return _by_publication(document)
    governing = _governing(token, laid, {time.span.start for time in times})
    if governing is None:
        found = carried(token, narrative)
        if found is not None:
            return _dated(found.time, "narrative", found.reason)
    elif _too_late(token, governing, laid, document):
        return _by_publication(document)
    elif not _of_now(governing):
        return _governed(token, governing, laid)
    if _long_ago(token, laid, narrative):
        return UNDATED
    return _by_publication(document)


def _governed(token: int, time: Time, laid: Laid) -> Dated:
    """
    The date by a time that governs; "on Friday" states the day of the deed, although
    the day of publication is needed to tell which Friday.
    """
    if time.begin is not None and _of_other(token, time, laid):
        words = " ".join(time.span.text.split())
        return _dated(time, "narrative", f"told beside “{words}”")
    return _dated(time, "stated" if time.basis == "published" else time.basis)


def _by_publication(document: Document) -> Dated:
    """The day of publication, by which it happened; nothing where that is not known."""
    if document.published is None:
        return UNDATED
    return Dated(date=document.published, precision="day", basis="published")


def _long_ago(index: int, laid: Laid, narrative: Told) -> bool:
    """
    Whether even the day of publication says too much of it: it was so for long, or the
    story is of other years.
    """
    clauses = laid.clauses
    verb = clauses.clause(index)
    if verb < 0:
        return False
    lasting = any(_for_years(time, laid) for time, _ in laid.hung.get(verb, ()))
    if lasting or clauses.long_ago(verb):
        return True
    return clauses.told_as_past(verb) and narrative.old


def _dated(time: Time, basis: DateBasis, reason: str | None = None) -> Dated:
    if time.begin is None or basis == "unresolved" or time.precision is None:
        return UNDATED
    told = reason or (
        f"“{' '.join(time.span.text.split())}” counts from another time"
        if basis == "narrative"
        else None
    )
    return Dated(date=time.begin, precision=time.precision, basis=basis, reason=told)


def _of_other(index: int, time: Time, laid: Laid) -> bool:
    """
    Whether a time stands in the clause of somebody else: "Ghana shut the border on
    Monday, and Togo protested".
    """
    clauses = laid.clauses
    for here in clauses.sharing(index):
        if any(held is time for held, _ in laid.hung.get(here, ())):
            return False
        token = clauses.tokens[here]
        if (
            token.relation == "conj"
            and clauses.predicate(here)
            and any(clauses.children(here, *SUBJECTS))
        ):
            return clauses.tokens[token.head].start < time.span.start
    return False


def _too_late(index: int, time: Time, laid: Laid, document: Document) -> bool:
    """
    Whether a time that counts from another one lies after publication though the deed
    is told as past.
    """
    late = (
        document.published is not None
        and time.begin is not None
        and time.begin > document.published
    )
    verb = laid.clauses.clause(index) if late and time.basis == "narrative" else -1
    return verb >= 0 and laid.clauses.told_as_past(verb)


def _of_now(time: Time) -> bool:
    """
    Whether a time only says that it is so now, or was not long ago: "now", "recently",
    "in recent months".
    """
    lately = vocabulary().times.told.lately
    return time.value == "PRESENT_REF" or (
        time.value == "PAST_REF" and bool(lately & set(time.span.text.lower().split()))
    )


def _for_years(time: Time, laid: Laid) -> bool:
    """
    Whether a time is a length of years that something went on for: "for decades", not
    "to ten years".
    """
    if time.type != "DURATION" or not (time.value or "").endswith(_YEARS):
        return False
    words = [
        token.text.lower()
        for token in laid.sentence.tokens
        if token.end <= time.span.start
    ]
    return words[-1:] == ["for"] or words[-2:-1] == ["for"]


def _governing(index: int, laid: Laid, allowed: Set[int]) -> Time | None:
    """
    The time that belongs to the token or to what shares its time within its clause; the
    nearest of several.
    """
    clauses, token = laid.clauses, laid.sentence.tokens[index]
    sharing = clauses.sharing(index)
    for here in (
        *_told_by(index, clauses),
        *sharing,
        *_when(sharing[-1], clauses, laid.times),
    ):
        fitting = [
            time for time, _ in laid.hung.get(here, ()) if _dates(time, token, allowed)
        ]
        if fitting:
            return min(
                fitting,
                key=lambda time: (
                    time.value is None,
                    abs(time.span.start - token.start),
                ),
            )
    return None


def _dates(time: Time, token: Token, allowed: Set[int]) -> bool:
    """
    Whether a time is one that can date the token; `allowed` holds where those begin
    that may be asked.
    """
    dates = (
        time.type in ("DATE", "TIME")
        and not time.deadline
        and time.span.start in allowed
    )
    return dates and not _counts_from(token, time)


def _told_by(index: int, clauses: Clauses) -> Sequence[int]:
    """
    The clause behind a deed's noun that only says that it took place: "the attack that
    killed nine on Monday".
    """
    if not clauses.deed(index):
        return ()
    return [
        index,
        *(
            c
            for c in clauses.children(index, "acl", "acl:relcl")
            if clauses.carrying(c)
        ),
    ]


def _when(index: int, clauses: Clauses, times: Sequence[Time]) -> Sequence[int]:
    """
    The word of a time right behind which the clause stands that tells of it: "in
    February, when Kenya fell".
    """
    tokens = clauses.tokens
    opening = next(
        (
            c
            for c in clauses.children(index, "advmod", "mark")
            if clauses.lemma(c) == "when"
        ),
        None,
    )
    if opening is None or clauses.base(index) not in ("acl", "advcl"):
        return ()
    before = opening - 1 - (opening > 0 and tokens[opening - 1].text == ",")
    here = [
        time
        for time in times
        if before >= 0 and time.span.start <= tokens[before].start < time.span.end
    ]
    return [
        at
        for at in range(before + 1)
        if here and here[0].span.start <= tokens[at].start
    ]


def _counts_from(token: Token, time: Time) -> bool:
    """
    Whether a time counts from what the token tells ("days after a phone call"): then it
    dates something else.
    """
    before = time.span.text[: max(token.start - time.span.start, 0)].lower().split()
    return time.span.start <= token.start < time.span.end and bool(
        _COUNTING.intersection(before)
    )
