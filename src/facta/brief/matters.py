"""
What matters: the five to nine lines of a ledger that a reader should see first.

Takes the happenings, commitments and disputes of a brief, each with what it weighs;
gives those that weigh most, no two on one matter. Weights are judged, not fitted; each
is named below, so that a reader can follow why a line stands there. Pure.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterable, Sequence

from msgspec import Struct

from facta.records import MODEL, Dispute, Event, Happening, Pledge

FEWEST, MOST = 5, 9
LOOKED_AT = 300  # candidates, the weightiest first; judged
# of each kind; what was promised and what is disputed leaves room for what happened
ROOM = {"happening": 6, "commitment": 3, "dispute": 2}
# below it a line is told for want of others
WORTH = 3.0

EACH_DOUBLING = 2.0  # of independent originators
DISPUTED = 2.0
DEED = 1.5  # before words
STRENGTH = 2.0  # of a score of 10
MAIN = 1.5  # between parties of a main dyad
RECENT = 1.0  # the last day of all, the first one nothing
DAY, MONTH = 2.0, 1.0  # that an account states or the context gives
VERBAL = 1.0  # somebody does something in it
TELLING = 0.5  # a number or a quotation stands in it
VAGUE = -2.0  # a phrase without a verb
HABIT = -2.0  # what somebody does often, on no day
DOUBT = 4.0  # for a confidence of 0 less than of 1
ALONE = -1.0  # the model alone reads it so, and no rule
SPENT = -1.5  # for each line of that kind and dyad that stands there already
LEANT = -0.2  # for each line of the same accounts
STATUS = {"broken": 3.5, "kept": 3.0, "withdrawn": 3.0, "compromise": 3.0}
KIND = {"ultimatum": 3.0, "threat": 2.0, "refusal": 2.0, "promise": 2.2, "offer": 1.5}
TOWARDS = 1.0  # a commitment to somebody abroad
# a contradiction over who did it rests on two tellings being one more than others do
ROLES = frozenset({"role", "participant"})

TELLS = re.compile(r"\d|[“\"]")
HABITUAL = re.compile(r"\b(?:often|frequently|usually|always|generally)\b")
GUESS = re.compile(r"\b(?:may|might|could|likely)\b")
# Longer words of a title, and the share of them with a capital; judged
TITLE, CAPITALS = 5, 0.75
WORD = re.compile(r"\w{4,}")
# words by which two lines are on one matter: the share of the shorter one; judged
ALIKE = 0.6


class Candidate(Struct, frozen=True, kw_only=True):
    """
    A line that may stand there. `places` are the sentences it rests on, `of` the act
    and parties that it shares with others like it.
    """

    kind: str
    id: str
    text: str
    weight: float
    places: frozenset[tuple[int, int]]
    of: tuple[str, ...]

    @property
    def accounts(self) -> frozenset[int]:
        """The accounts that it rests on."""
        return frozenset(account for account, _ in self.places)

    @property
    def words(self) -> frozenset[str]:
        """The longer words of its text."""
        return frozenset(word.casefold()[:6] for word in WORD.findall(self.text))


def chosen(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Those that weigh most, no two on one matter, the weightiest first."""
    waiting = sorted(candidates, key=lambda one: (-one.weight, one.id))[:LOOKED_AT]
    found: list[Candidate] = []
    while waiting and len(found) < MOST:
        best = max(waiting, key=lambda one: (_left(one, found), one.id))
        waiting.remove(best)
        enough = len(found) >= FEWEST and _left(best, found) < WORTH
        if enough:
            break
        full = sum(one.kind == best.kind for one in found) >= ROOM[best.kind]
        if not full and not any(same_matter(best, one) for one in found):
            found.append(best)
    return tuple(sorted(found, key=lambda one: (-one.weight, one.id)))


def same_matter(one: Candidate, other: Candidate) -> bool:
    """Whether two lines rest on one sentence, or say much the same."""
    if one.places & other.places:
        return True
    shorter = min(len(one.words), len(other.words))
    return shorter > 0 and len(one.words & other.words) > ALIKE * shorter


def of_happening(
    item: Happening,
    *,
    text: str,
    verbal: bool,
    event: Event,
    main: bool,
    recent: float,
) -> float:
    """
    What a happening weighs.

    Args:
        item: the happening.
        text: its clause.
        verbal: somebody does something in that.
        event: what tells it.
        main: its parties are those of a main dyad.
        recent: 0 for the first day of all, 1 for the last.
    """
    own = item.date_basis in {"stated", "narrative"}
    parts = (
        EACH_DOUBLING * math.log2(max(len(item.originators), 1)),
        DISPUTED * ("disputed" in item.caveats),
        DEED * (item.quad_code in {2, 4}),
        STRENGTH * abs(item.score) / 10,
        MAIN * main,
        RECENT * recent * own,
        {"day": DAY, "month": MONTH}.get(str(item.date_precision), 0) * own,
        VERBAL * verbal,
        HABIT * (not own and habitual(text)),
        VAGUE * (not verbal and not TELLS.search(text)),
        TELLING * bool(TELLS.search(text)),
        DOUBT * (event.confidence - 1),
        ALONE * (event.rule == MODEL),
    )
    return sum(parts)


def of_commitment(
    pledge: Pledge, originators: int, *, main: bool, dated: bool
) -> float:
    """
    What a promise, threat or demand weighs.

    Args:
        pledge: the commitment.
        originators: how many independent ones tell it.
        main: its maker is a party of a main dyad.
        dated: it has a day of its own.
    """
    return (
        EACH_DOUBLING * math.log2(max(originators, 1))
        + STATUS.get(pledge.status, 0)
        + KIND.get(pledge.kind, 0)
        + TOWARDS * bool(pledge.recipient and pledge.recipient != pledge.maker)
        + MAIN * main
        + DAY * dated
    )


def of_dispute(item: Dispute, accounts: int, *, deed: bool) -> float:
    """What a contradiction weighs: over what is in force or was done more than a name."""
    if not deed:
        return DISPUTED
    direct = item.strength == "direct"
    sure = DEED * (item.attribute not in ROLES)
    return DISPUTED * (1 + direct) + sure + math.log2(max(accounts, 1))


def _left(one: Candidate, found: Sequence[Candidate]) -> float:
    """What a line weighs beside those that stand there already."""
    alike = sum(one.of == other.of for other in found)
    beside = sum(one.accounts == other.accounts for other in found)
    return one.weight + SPENT * alike + LEANT * beside


def habitual(text: str) -> bool:
    """
    Whether a clause tells what somebody does often rather than what he did.

    >>> habitual("Kenya often praised Peru"), habitual("Kenya praised Peru")
    (True, False)
    """
    return bool(HABITUAL.search(text))


def supposed(before: str) -> bool:
    """
    Whether what stands before an act makes it a guess.

    >>> supposed("Such aid may "), supposed("Kenya has ")
    (True, False)
    """
    return bool(GUESS.search(before))


def headline(pieces: Sequence[str]) -> bool:
    """
    Whether a clause is written as a title, its act with a capital, such as one that an
    account quotes.

    >>> headline(["Kenya ", "Treats", " Peru Like Royalty, Fails To Win Truce"])
    True
    >>> headline(["President Mari Tamm of Kenya ", "posted", " on Truth Social"])
    False
    """
    capitals = [word[0].isupper() for word in WORD.findall("".join(pieces))]
    acts = [piece for piece in pieces[1::2] if piece[:1].isupper()]
    titled = sum(capitals) >= CAPITALS * len(capitals)
    return bool(acts) and bool(pieces[0]) and len(capitals) >= TITLE and titled


Late = Callable[[int], float]


def recency(days: Collection[int]) -> Late:
    """How late a day is among others, from 0 to 1."""
    first, last = min(days, default=0), max(days, default=0)

    def late(day: int) -> float:
        return (day - first) / max(last - first, 1)

    return late
