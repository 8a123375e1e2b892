"""
Which time dates a word: the one in its syntax, else the one that the context gives a
reason for, else the day of publication as a bound, else none.

`dating` is what a page calls for the dates of events, statements, commitments and
figures.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec import Struct

from facta.extract.clauses import SUBJECTS, Clauses
from facta.extract.times.narrative import Position, TimedSentence
from facta.extract.times.reasons import from_context, quoted
from facta.records import Date, DateBasis, Document, Precision, Time, Token

# ends of lengths so long that what fills them has no day: years, decades, centuries
_YEARS = ("Y", "E", "C")


class Dated(Struct, frozen=True, kw_only=True):
    """
    A date as `dating` gives it, and why where the account does not state it.

    `reason` is for a reader: what in the account carries the day on. None with any
    basis but "narrative".
    """

    date: Date | None
    precision: Precision | None
    basis: DateBasis
    reason: str | None = None


UNDATED = Dated(date=None, precision=None, basis="unresolved")


def dating(token: int, position: Position, times: Sequence[Time]) -> Dated:
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
        position: that sentence, and what the text has told before.
        times: those of the sentence that may be asked.

    Returns:
        The first day it may have happened on, how precise that is, and the basis:
        "stated" where a time governs it ("narrative" if that one hangs on another);
        "narrative" where the context gives a day and a reason for it; "published" for
        the publication day, which is a bound only: it happened by then; None and
        "unresolved" where nothing tells, where the time that governs cannot be
        resolved, and for what is told of long ago.
    """
    here = position.here
    document = position.document
    if not 0 <= token < len(here.sentence.tokens):
        return _by_publication(document)
    allowed = {time.span.start for time in times}
    governing = _governing(token, here, allowed)
    if governing is None:
        found = from_context(token, position)
        if found is not None:
            return _dated(found.time, "narrative", found.reason)
    elif _too_late(token, governing, position):
        return _by_publication(document)
    elif not _of_now(governing, here.clauses):
        return _governed(token, governing, here)
    if _long_ago(token, position):
        return UNDATED
    return _by_publication(document)


def _governed(token: int, time: Time, here: TimedSentence) -> Dated:
    """
    The date by a time that governs; "on Friday" states the day of the deed, although
    the day of publication is needed to tell which Friday.
    """
    if time.begin is not None and _of_other(token, time, here):
        return _dated(time, "narrative", f"told beside {quoted(time)}")
    if time.basis == "narrative":
        return _dated(time, "narrative", f"{quoted(time)} counts from another time")
    if time.basis == "published":
        return _dated(time, "stated")
    return _dated(time, time.basis)


def _by_publication(document: Document) -> Dated:
    """The day of publication, by which it happened; nothing where that is not known."""
    if document.published is None:
        return UNDATED
    return Dated(date=document.published, precision="day", basis="published")


def _long_ago(index: int, position: Position) -> bool:
    """
    Whether even the day of publication says too much of it: it was so for long, or the
    narrative is of other years.
    """
    here = position.here
    clauses = position.here.clauses
    verb = clauses.clause(index)
    if verb < 0:
        return False
    held = (time for time, _ in here.hung.get(verb, ()))
    lasting = any(_for_years(time, here) for time in held)
    if lasting or clauses.long_ago(verb):
        return True
    return clauses.told_as_past(verb) and position.old


def _dated(time: Time, basis: DateBasis, reason: str | None = None) -> Dated:
    if time.begin is None or basis == "unresolved" or time.precision is None:
        return UNDATED
    return Dated(date=time.begin, precision=time.precision, basis=basis, reason=reason)


def _of_other(index: int, time: Time, here: TimedSentence) -> bool:
    """
    Whether a time stands in the clause of somebody else: "Ghana shut the border on
    Monday, and Togo protested".
    """
    clauses = here.clauses
    for at in clauses.sharing(index):
        hung = (held for held, _ in here.hung.get(at, ()))
        if any(held is time for held in hung):
            return False
        token = clauses.tokens[at]
        second = token.relation == "conj" and clauses.predicate(at)
        if second and any(clauses.children(at, *SUBJECTS)):
            return clauses.tokens[token.head].start < time.span.start
    return False


def _too_late(index: int, time: Time, position: Position) -> bool:
    """
    Whether a time that counts from another one lies after publication though the deed
    is told as past.
    """
    published = position.document.published
    clauses = position.here.clauses
    if published is None or time.begin is None or time.begin <= published:
        return False
    verb = clauses.clause(index) if time.basis == "narrative" else -1
    return verb >= 0 and clauses.told_as_past(verb)


def _of_now(time: Time, clauses: Clauses) -> bool:
    """
    Whether a time only says that it is so now, or was not long ago: "now", "recently",
    "in recent months".
    """
    if time.value != "PAST_REF":
        return time.value == "PRESENT_REF"
    lately = clauses.known.times.narrative.lately
    return not lately.isdisjoint(time.span.text.lower().split())


def _for_years(time: Time, here: TimedSentence) -> bool:
    """
    Whether a time is a length of years that something went on for: "for decades", not
    "to ten years".
    """
    value = time.value or ""
    if time.type != "DURATION" or not value.endswith(_YEARS):
        return False
    start = time.span.start
    tokens = here.sentence.tokens
    before = [token.text.lower() for token in tokens if token.end <= start]
    # "for decades", "for several decades"
    return "for" in before[-2:]


def _governing(index: int, here: TimedSentence, allowed: Set[int]) -> Time | None:
    """
    The time that belongs to the token or to what shares its time within its clause; the
    nearest of several.
    """
    clauses = here.clauses
    token = here.sentence.tokens[index]
    sharing = clauses.sharing(index)
    sides = clauses.known.times.sides.keys()

    def nearest(time: Time) -> tuple[bool, int]:
        return time.value is None, abs(time.span.start - token.start)

    told_by = _told_by(index, clauses)
    when = _when(sharing[-1], clauses, here.times)
    for at in (*told_by, *sharing, *when):
        held = (time for time, _ in here.hung.get(at, ()))
        dates = (time for time in held if _is_date(time, allowed))
        fitting = [time for time in dates if not _counts_from(token, time, sides)]
        if fitting:
            return min(fitting, key=nearest)
    return None


def _is_date(time: Time, allowed: Set[int]) -> bool:
    """
    Whether a time can date anything; `allowed` holds where those begin that may be
    asked.
    """
    dates = time.type in ("DATE", "TIME") and not time.deadline
    return dates and time.span.start in allowed


def _told_by(index: int, clauses: Clauses) -> Sequence[int]:
    """
    The clause behind a deed's noun that only says that it took place: "the attack that
    killed nine on Monday".
    """
    if not clauses.deed(index):
        return ()
    behind = clauses.children(index, "acl", "acl:relcl")
    carrying = (clause for clause in behind if clauses.carrying(clause))
    return [index, *carrying]


def _when(index: int, clauses: Clauses, times: Sequence[Time]) -> Sequence[int]:
    """
    The words of a time right behind which the clause stands that tells of it: "in
    February, when Kenya fell".
    """
    if clauses.base(index) not in ("acl", "advcl"):
        return ()
    openings = clauses.children(index, "advmod", "mark")
    whens = (at for at in openings if clauses.lemma(at) == "when")
    opening = next(whens, 0)
    tokens = clauses.tokens
    before = opening - 1
    if before >= 0 and tokens[before].text == ",":
        before -= 1
    if before < 0:
        return ()
    start = tokens[before].start
    spans = (time.span for time in times)
    holding = (span for span in spans if span.start <= start < span.end)
    held = next(holding, None)
    if held is None:
        return ()
    return [at for at in range(before + 1) if held.start <= tokens[at].start]


def _counts_from(token: Token, time: Time, sides: Set[str]) -> bool:
    """
    Whether a time counts from what the token tells ("days after a phone call"): then it
    dates something else.
    """
    span = time.span
    if not span.start <= token.start < span.end:
        return False
    before = span.text[: token.start - span.start]
    return not sides.isdisjoint(before.lower().split())
