"""
Of so many commitments of a kind that came due, how many were carried out. Pure.

Unlike trust, a base rate counts every outcome alike, whatever its age, those too of
which no account gives the day.
"""

from __future__ import annotations

from collections import defaultdict
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
Key = tuple[CommitmentKind, Pool, str | None, str | None]


class Rate(Struct, frozen=True, kw_only=True):
    """
    What came of the commitments of a kind: those of one maker to one recipient, of a
    maker to whomever, or of everybody; each by its id, in order.

    `untold` came due and no account tells what came of them, or only their maker's own
    tells that they were kept; they are no part of
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
    pools = _Pools(pledges, today)
    rates = (pools.narrowest(kind, maker, recipient) for kind, maker, recipient in keys)
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
    return _Pools(pledges, today).narrowest(kind, maker, recipient)


class _Pools:
    """What came due, by kind, maker and recipient; each rate is reckoned once."""

    def __init__(self, pledges: Iterable[Pledge], today: Date | None) -> None:
        self._rates: dict[Key, Rate] = {}
        self._came: dict[Key, list[Pledge]] = defaultdict(list)
        for item in _once(pledges):
            if _came_due(item, today):
                for key in _keys(item.kind, item.maker, item.recipient):
                    self._came[key].append(item)

    def narrowest(
        self, kind: CommitmentKind, maker: str, recipient: str | None
    ) -> Rate:
        """The rate that bears on such a commitment."""
        *narrower, everybody = map(self._rate, _keys(kind, maker, recipient))
        enough = min(LEAST, everybody.outcomes)
        # without any outcome those that came due decide; without these, nobody's are told
        least = everybody.due or 1
        fit = (
            rate
            for rate in narrower
            if rate.outcomes >= enough and (enough or rate.due >= least)
        )
        return next(fit, everybody)

    def _rate(self, key: Key) -> Rate:
        if key not in self._rates:
            self._rates[key] = _rate(self._came.get(key, ()), *key)
        return self._rates[key]


def _keys(kind: CommitmentKind, maker: str, recipient: str | None) -> Iterator[Key]:
    """The pools that such a commitment is in, the narrowest first."""
    # what names no recipient is to whomever
    if recipient is not None:
        yield kind, "dyad", maker, recipient
    yield kind, "maker", maker, None
    yield kind, "everybody", None, None


def _rate(
    came: Sequence[Pledge],
    kind: CommitmentKind,
    pool: Pool,
    maker: str | None,
    recipient: str | None,
) -> Rate:
    kept = tuple(item.id for item in came if _is_kept(item))
    broken = tuple(item.id for item in came if item.status == "broken")
    return Rate(
        kind=kind,
        pool=pool,
        maker=maker,
        recipient=recipient,
        kept=kept,
        broken=broken,
        untold=tuple(
            item.id for item in came if item.status in PENDING or item.claimed
        ),
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
    if _is_kept(item) or item.status == "broken":
        return True
    passed = item.due is not None and today is not None and item.due < today
    return passed and (item.status in PENDING or item.claimed)


def _is_kept(item: Pledge) -> bool:
    """Whether somebody other than its maker tells that it was kept."""
    return item.status == "kept" and not item.claimed


def _order(rate: Rate) -> tuple[int, int, str, str]:
    pools: tuple[Pool, ...] = ("dyad", "maker", "everybody")
    return (
        RATED.index(rate.kind),
        pools.index(rate.pool),
        rate.maker or "",
        rate.recipient or "",
    )
