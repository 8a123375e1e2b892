"""
Where a time belongs: to a clause, whose story it moves, or only to the noun or the
clause beside that it stands in.

"The 1994 pact", "that had been shut since October" and "after the attack of 4 May" are
of the background.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec import Struct

from facta.extract.times.syntax import SUBJECTS, Clauses
from facta.records import Time

_SCENE = frozenset(("at", "during", "in"))
_BESIDE = frozenset(("acl", "acl:relcl"))


class Home(Struct, frozen=True, kw_only=True):
    """
    What a time belongs to.

    `words` are those that it dates of itself; `moves` says that the story stands at it
    from there on; `noun` is the noun that it belongs to where it stands within one,
    else -1; `told` says that this noun tells a deed of the story ("the call on
    Monday"), so that "the next day" counts from it.
    """

    words: tuple[int, ...]
    moves: bool
    noun: int = -1
    told: bool = False


def home(clauses: Clauses, head: int) -> Home:
    """Where the time belongs whose uppermost word is `head`."""
    holder = clauses.tokens[head].head
    if holder < 0:
        return Home(words=(head, *clauses.children(head, *SUBJECTS)), moves=True)
    # the end of a range: what it dates has begun before
    if clauses.tokens[head].relation == "conj":
        return Home(words=(head,), moves=_moves(clauses, holder))
    since = bool(clauses.cases(head) & clauses.known.times.contexts.shifting)
    if _of_verb(clauses, holder):
        ordered = _ordered(clauses, holder, head)
        if ordered >= 0:
            return Home(words=(head, ordered), moves=False, noun=ordered)
        told = (
            subject
            for subject in clauses.children(holder, *SUBJECTS)
            if subject < head < holder
        )
        deeds = tuple(
            subject for subject in told if clauses.deed(subject)
        )  # "the call on Monday was to end the war"
        return Home(
            words=(head, holder, *deeds), moves=not since and _moves(clauses, holder)
        )
    cases = clauses.cases(head)
    fronted = bool(cases) or clauses.tokens[head].upos == "ADP"
    modifies = head < holder and not fronted
    leads = modifies or "of" in cases
    owner = holder if leads else _owner(clauses, holder)
    if not leads and not clauses.deed(owner):
        return Home(
            words=(head, holder, owner), moves=not since and _moves(clauses, owner)
        )
    scene = _verb_beside(clauses, owner, leads=leads)
    words = (head, owner) if scene < 0 else (head, owner, scene)
    inside = not since and _moves(clauses, scene if scene >= 0 else owner)
    return Home(
        words=words,
        moves=inside and scene >= 0,
        noun=owner,
        told=inside and not modifies,
    )


def _ordered(clauses: Clauses, verb: int, head: int) -> int:
    """
    The deed that another is put before or behind, which a time after it dates:
    "followed the invasion in May".
    """
    if clauses.lemma(verb) not in clauses.known.times.deeds.orders:
        return -1
    return next(
        (at for at in clauses.children(verb, "obj") if at < head and clauses.deed(at)),
        -1,
    )


def _of_verb(clauses: Clauses, index: int) -> bool:
    return clauses.predicate(index) or clauses.tokens[index].upos in ("ADJ", "ADV")


def _owner(clauses: Clauses, index: int) -> int:
    """
    Of the nouns above a time that stands behind them, the first that names a deed, else
    their verb.
    """
    last = index
    for here in clauses.up(index):
        if clauses.deed(here) or clauses.predicate(here):
            return here
        last = here
        if clauses.base(here) not in (
            "nmod",
            "obj",
            "obl",
            "nsubj",
            "iobj",
            "conj",
            "appos",
            "flat",
            "compound",
        ):
            break
    return last


def _verb_beside(clauses: Clauses, noun: int, *, leads: bool) -> int:
    """
    The verb that a noun's time dates too: "during the May call he proposed", "the
    attack on Monday killed nine".
    """
    token = clauses.tokens[noun]
    if token.head < 0 or not clauses.predicate(token.head):
        return -1
    if clauses.base(noun) == "obl":
        if clauses.cases(noun) & _SCENE and token.upos == "NOUN":
            return token.head
        return -1
    carried = clauses.base(noun) in ("obj", "nsubj") and clauses.carrying(token.head)
    if carried and not leads:
        return token.head
    return -1


def _moves(clauses: Clauses, index: int) -> bool:
    """
    Whether nothing above stands beside the story: no relative clause, no clause of what
    was before or after.
    """
    for here in clauses.up(index):
        if clauses.tokens[here].relation in _BESIDE:
            return False
        beside = clauses.base(here) in ("advcl", "obl", "nmod")
        if beside and clauses.cases(here) & clauses.known.times.contexts.shifting:
            return False
    return True


def hanging(
    clauses: Clauses, times: Sequence[Time]
) -> dict[int, list[tuple[Time, Home]]]:
    """
    For each word, the times that date it of themselves, and what each of them belongs
    to.
    """
    found: dict[int, list[tuple[Time, Home]]] = {}
    for time in times:
        head = _head(clauses, time)
        if head < 0:
            continue
        place = home(clauses, head)
        for word in dict.fromkeys(place.words):
            found.setdefault(word, []).append((time, place))
    return found


def _head(clauses: Clauses, time: Time) -> int:
    """
    The first word of a time that hangs from none of its others; -1 where it holds no
    word.
    """
    first = bisect_right(clauses.tokens, time.span.start, key=lambda token: token.end)
    last = bisect_left(clauses.tokens, time.span.end, key=lambda token: token.start)
    return next(
        (
            at
            for at in range(first, last)
            if not first <= clauses.tokens[at].head < last
        ),
        -1,
    )
