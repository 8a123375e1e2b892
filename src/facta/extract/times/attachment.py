"""
Where a time belongs: to a clause, whose narrative it moves, or only to the noun or the
clause beside that it stands in.

"The 1994 pact", "that had been shut since October" and "after the attack of 4 May" are
of the background.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from facta.extract.clauses import SUBJECTS, Clauses
from facta.records import Time

_BESIDE = frozenset(("acl", "acl:relcl"))
# relations through which a noun above a time is climbed past on the way to its deed
_NOMINAL = frozenset(
    ("nmod", "obj", "obl", "nsubj", "iobj", "conj", "appos", "flat", "compound")
)


class Attachment(Struct, frozen=True, kw_only=True):
    """
    What a time belongs to.

    `words` are those that it dates of itself; `moves` says that the narrative stands at
    it from there on; `noun` is the noun that it belongs to where it stands within one,
    else -1; `narrated` says that this noun tells a deed of the narrative ("the call on
    Monday"), so that "the next day" counts from it.
    """

    words: tuple[int, ...]
    moves: bool
    noun: int = -1
    narrated: bool = False


def attachment(clauses: Clauses, head: int) -> Attachment:
    """Where the time belongs whose uppermost word is `head`."""
    for rule in _RULES:
        found = rule(clauses, head)
        if found is not None:
            return found
    return _of_noun(clauses, head)


def _of_sentence(clauses: Clauses, head: int) -> Attachment | None:
    """A time that hangs from nothing."""
    if clauses.tokens[head].head >= 0:
        return None
    subjects = clauses.children(head, *SUBJECTS)
    return Attachment(words=(head, *subjects), moves=True)


def _of_range(clauses: Clauses, head: int) -> Attachment | None:
    """The end of a range: what it dates has begun before."""
    token = clauses.tokens[head]
    if token.relation != "conj":
        return None
    moves = _moves(clauses, token.head)
    return Attachment(words=(head,), moves=moves)


def _of_ordered(clauses: Clauses, head: int) -> Attachment | None:
    """
    The deed that another is put before or behind, which a time after it dates:
    "followed the invasion in May".
    """
    verb = clauses.tokens[head].head
    if not _holds_clause(clauses, verb):
        return None
    if clauses.lemma(verb) not in clauses.known.times.deeds.orders:
        return None
    before = (at for at in clauses.children(verb, "obj") if at < head)
    ordered = next((at for at in before if clauses.deed(at)), None)
    if ordered is None:
        return None
    return Attachment(words=(head, ordered), moves=False, noun=ordered)


def _of_verb(clauses: Clauses, head: int) -> Attachment | None:
    """A verb, and the deed before it: "the call on Monday was to end the war"."""
    verb = clauses.tokens[head].head
    if not _holds_clause(clauses, verb):
        return None
    subjects = clauses.children(verb, *SUBJECTS)
    before = [subject for subject in subjects if subject < head < verb]
    deeds = [subject for subject in before if clauses.deed(subject)]
    moves = _goes_on(clauses, head, verb)
    return Attachment(words=(head, verb, *deeds), moves=moves)


def _of_clause(clauses: Clauses, head: int) -> Attachment | None:
    """A noun that names no deed, with its verb: "in the first week of May"."""
    if _leads(clauses, head):
        return None
    holder = clauses.tokens[head].head
    owner = _owner(clauses, holder)
    if clauses.deed(owner):
        return None
    moves = _goes_on(clauses, head, owner)
    return Attachment(words=(head, holder, owner), moves=moves)


def _of_noun(clauses: Clauses, head: int) -> Attachment:
    """The noun of a deed, and the verb that shares its time."""
    leads = _leads(clauses, head)
    holder = clauses.tokens[head].head
    owner = holder if leads else _owner(clauses, holder)
    beside = _verbs_beside(clauses, owner, leads=leads)
    *_, last = (owner, *beside)
    goes_on = _goes_on(clauses, head, last)
    return Attachment(
        words=(head, owner, *beside),
        moves=goes_on and bool(beside),
        noun=owner,
        narrated=goes_on and not _modifies(clauses, head),
    )


# the first that fits says where a time belongs; where none does, it is of a noun
_RULES = (_of_sentence, _of_range, _of_ordered, _of_verb, _of_clause)


def _holds_clause(clauses: Clauses, index: int) -> bool:
    return clauses.predicate(index) or clauses.tokens[index].upos in ("ADJ", "ADV")


def _modifies(clauses: Clauses, head: int) -> bool:
    """Whether a time stands bare before its noun: "the 1994 pact"."""
    token = clauses.tokens[head]
    if head >= token.head or token.upos == "ADP":
        return False
    return not clauses.cases(head)


def _leads(clauses: Clauses, head: int) -> bool:
    """Whether a time is of the very noun it hangs from: "the attack of 4 May"."""
    return _modifies(clauses, head) or "of" in clauses.cases(head)


def _goes_on(clauses: Clauses, head: int, index: int) -> bool:
    """Whether the narrative goes on at a time that dates a word, not since or before."""
    shifted = clauses.cases(head) & clauses.known.times.contexts.shifting
    return not shifted and _moves(clauses, index)


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
        if clauses.base(here) not in _NOMINAL:
            break
    return last


def _verbs_beside(clauses: Clauses, noun: int, *, leads: bool) -> Sequence[int]:
    """
    The verb that a noun's time dates too: "during the May call he proposed", "the
    attack on Monday killed nine".
    """
    token = clauses.tokens[noun]
    if token.head < 0 or not clauses.predicate(token.head):
        return ()
    if clauses.base(noun) == "obl":
        scenes = clauses.known.times.narrative.scenes
        shares = bool(clauses.cases(noun) & scenes) and token.upos == "NOUN"
    else:
        argument = clauses.base(noun) in ("obj", "nsubj")
        shares = argument and clauses.carrying(token.head) and not leads
    return (token.head,) if shares else ()


def _moves(clauses: Clauses, index: int) -> bool:
    """
    Whether nothing above stands beside the narrative: no relative clause, no clause of
    what was before or after.
    """
    shifting = clauses.known.times.contexts.shifting
    for here in clauses.up(index):
        if clauses.tokens[here].relation in _BESIDE:
            return False
        beside = clauses.base(here) in ("advcl", "obl", "nmod")
        if beside and clauses.cases(here) & shifting:
            return False
    return True


def hanging(
    clauses: Clauses, times: Sequence[Time]
) -> dict[int, list[tuple[Time, Attachment]]]:
    """
    For each word, the times that date it of themselves, and what each of them belongs
    to.
    """
    found: dict[int, list[tuple[Time, Attachment]]] = {}
    for time in times:
        head = _head(clauses, time)
        if head < 0:
            continue
        place = attachment(clauses, head)
        for word in dict.fromkeys(place.words):
            found.setdefault(word, []).append((time, place))
    return found


def _head(clauses: Clauses, time: Time) -> int:
    """
    The first word of a time that hangs from none of its others; -1 where it holds no
    word.
    """
    tokens = clauses.tokens
    span = time.span
    inside = clauses.tree.tokens_between(span.start, span.end)
    heads = (at for at in inside if tokens[at].head not in inside)
    return next(heads, -1)
