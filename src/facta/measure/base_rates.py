"""
Of so many commitments of a kind that came due, how many were carried out. Pure.

Unlike trust, a base rate counts every outcome alike, whatever its age, those too of
which no account gives the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from facta.measure.pending import PENDING
from facta.measure.trust import Trust, believed
from facta.records import CommitmentKind, Date, Pledge

# What an ultimatum that was "kept" means (the demand was met, or the threat carried
# out) no account says in one word, so it has no rate.
RATED: tuple[CommitmentKind, ...] = (
    "threat",
    "promise",
    "offer",
    "agreement",
    "demand",
)
# outcomes from which on a chance is told; judged: of fewer an interval holds nearly all
LEAST = 5
Pool = Literal["dyad", "maker", "everybody"]


class Rate(Struct, frozen=True, kw_only=True):
    """
    What came of the commitments of a kind: those of one maker to one recipient, of a
    maker to whomever, or of everybody; each by its id, in order.

    `untold` came due and no account tells what came of them; they are no part of
    `chance`, that the next one is carried out, which is None of fewer than `LEAST`
    outcomes.
    """

    kind: CommitmentKind
    pool: Pool
    maker: str | None
    recipient: str | None
    kept: tuple[str, ...]
    broken: tuple[str, ...]
    untold: tuple[str, ...]
    chance: Trust | None

    @property
    def due(self) -> int:
        """How many came due."""
        return len(self.kept) + len(self.broken) + len(self.untold)

    @property
    def outcomes(self) -> int:
        """Of how many it is told what came of them."""
        return len(self.kept) + len(self.broken)


def base_rates(
    asked: Iterable[Pledge], pledges: Sequence[Pledge], today: Date | None
) -> tuple[Rate, ...]:
    """
    The rate that bears on each of some commitments, each once: threats first, the
    narrowest pool first. Pools that hold the same are told as the narrowest of them.

    Args:
        asked: commitments whose maker, recipient and kind are asked about.
        pledges: all that may be counted, any order.
        today: the day up to which what is pending came due; None for none.
    """
    keys = {
        (item.kind, item.maker, item.recipient) for item in asked if item.kind in RATED
    }
    rates = (
        base_rate(pledges, kind, maker, recipient, today=today)
        for kind, maker, recipient in keys
    )
    # of pools that hold the same, the narrowest says most; it comes last
    widest_first = sorted(rates, key=_order, reverse=True)
    found = {
        (rate.kind, rate.kept, rate.broken, rate.untold): rate for rate in widest_first
    }
    return tuple(sorted(found.values(), key=_order))


def base_rate(
    pledges: Iterable[Pledge],
    kind: CommitmentKind,
    maker: str,
    recipient: str | None,
    *,
    today: Date | None,
) -> Rate:
    """
    The rate of the narrowest pool with `LEAST` outcomes; where none has, of the
    narrowest that has as many as everybody's. To nobody in particular is to whomever.
    """
    came = [
        item for item in _once(pledges) if item.kind == kind and _came_due(item, today)
    ]
    mine = [item for item in came if item.maker == maker]
    dyad = [item for item in mine if item.recipient == recipient]
    pools = [
        _rate(mine, kind, "maker", maker, None),
        _rate(came, kind, "everybody", None, None),
    ]
    # what names no recipient is to whomever
    if recipient is not None:
        pools.insert(0, _rate(dyad, kind, "dyad", maker, recipient))
    all_of = pools[-1]
    enough = min(LEAST, all_of.outcomes)
    # without any outcome those that came due decide, and without these nobody's are told
    least = all_of.due or 1
    fit = (
        rate
        for rate in pools
        if rate.outcomes >= enough and (enough or rate.due >= least)
    )
    return next(fit, all_of)


def _rate(
    came: Sequence[Pledge],
    kind: CommitmentKind,
    pool: Pool,
    maker: str | None,
    recipient: str | None,
) -> Rate:
    kept = tuple(item.id for item in came if item.status == "kept")
    broken = tuple(item.id for item in came if item.status == "broken")
    return Rate(
        kind=kind,
        pool=pool,
        maker=maker,
        recipient=recipient,
        kept=kept,
        broken=broken,
        untold=tuple(item.id for item in came if item.status in PENDING),
        chance=believed(len(kept), len(broken))
        if len(kept) + len(broken) >= LEAST
        else None,
    )


def _once(pledges: Iterable[Pledge]) -> Iterator[Pledge]:
    """Each commitment once, however often it is given, by id."""
    by_id = {item.id: item for item in pledges}
    return (by_id[name] for name in sorted(by_id))


def _came_due(item: Pledge, today: Date | None) -> bool:
    """Whether its outcome is told, or its day has passed without one."""
    if item.status in {"kept", "broken"}:
        return True
    passed = item.due is not None and today is not None and item.due < today
    return passed and item.status in PENDING


def _order(rate: Rate) -> tuple[int, int, str, str]:
    pools: tuple[Pool, ...] = ("dyad", "maker", "everybody")
    return (
        RATED.index(rate.kind),
        pools.index(rate.pool),
        rate.maker or "",
        rate.recipient or "",
    )
