"""
What linking does in portions that any process can take: accounts are read into what they
leave to be compared, and that is compared and settled. What a ledger keeps goes out; rows,
numbers and records come back. Pure.

This costs most of the time of linking much at once, and needs nothing of the ledger but
what goes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from facta.collecting import seldom_collected
from facta.ledger.pairs import Numbers
from facta.link.accounts import Account
from facta.link.blocks import Place
from facta.link.comparing import tied
from facta.link.contradictions import Contradiction, Sayings
from facta.link.decided import Bonds
from facta.link.denials import Denial
from facta.link.matter import Matter
from facta.link.settling import Found, Pair, contradicted, found
from facta.link.stage import back
from facta.link.tellings import Telling
from facta.link.traces import Trace, What, sort, traces
from facta.processes import Work
from facta.records import Annotation

MARK = "portions/3"  # what a process is asked to be able to do
# Pairs, and traces, of which a portion has about so many: enough that few traces go out
# twice, and that none waits long for another. Judged.
PAIRS, TRACES = 50_000, 4000
BYTES = 1 << 20  # of packed accounts
NOTHING = Matter({}, ())
ABOUT = (Telling, Denial)  # what knows the matter of its account


class About(Struct):
    """What an account that is kept is about, without the rest of it."""

    matter: Matter


class Row(Struct, frozen=True, array_like=True):
    """
    A trace as it is kept, with the number of its account, and what the account that its
    sentence comes from goes back to.
    """

    number: int
    account: int
    record: bytes
    origin: str


class Rows(Struct, frozen=True, array_like=True):
    """Traces with the accounts that they are of, by number."""

    traces: tuple[Row, ...]
    accounts: dict[int, bytes]

    def whats(self) -> dict[int, What]:
        """The traces by their numbers."""
        matters = {
            name: _ABOUT(record).matter for name, record in self.accounts.items()
        }
        return {
            row.number: whole(_WHAT(row.record), matters[row.account])
            for row in self.traces
        }


class Left(Struct, frozen=True, array_like=True):
    """
    What an account leaves, as it is kept: where it stands in its blocks, and, where it
    is a telling, of which event.
    """

    place: Place
    keys: frozenset[int]
    sort: str
    event: str | None
    record: bytes


class Came(Struct, frozen=True, array_like=True):
    """
    An account as it is kept, where it stands in its blocks, and all that it leaves as
    far as it tells by itself; `asks` says that it may have something from others.
    """

    document: str
    place: Place
    keys: frozenset[int]
    asks: bool
    record: bytes
    left: list[Left]


class Coming(Struct, frozen=True, array_like=True, tag=True):
    """Annotations, packed, of accounts that are to be taken in."""

    annotations: list[bytes]


class Ties(Struct, frozen=True, array_like=True, tag=True):
    """Pairs of traces, of which it is asked which have to do with each other."""

    rows: Rows
    pairs: list[Pair]


class Grouped(Struct, frozen=True, array_like=True):
    """
    Groups of traces that have to do with one another, each with the places in it of
    those that meet.
    """

    rows: Rows
    parts: list[tuple[list[int], list[Pair]]]


class Parts(Grouped, frozen=True, array_like=True, tag=True):
    """Groups of which it is asked what they come to."""


class Talks(Grouped, frozen=True, array_like=True, tag=True):
    """Groups of what accounts say: what is against one another there?"""


class Result(Struct, frozen=True, array_like=True):
    """
    What a group comes to, and what it came to while what has fallen still counted; None
    where nothing of it has.
    """

    found: Found
    before: Found | None


Task = bytes  # one of them, as it goes out
_WHAT: Callable[[bytes], What] = msgspec.msgpack.Decoder(What).decode
_ABOUT = msgspec.msgpack.Decoder(About).decode
_ENCODE = msgspec.msgpack.Encoder().encode
_ANNOTATION = msgspec.msgpack.Decoder(Annotation).decode
_TASK: Callable[[bytes], Coming | Ties | Parts | Talks]
_TASK = msgspec.msgpack.Decoder(Coming | Ties | Parts | Talks).decode
packed: Callable[[Annotation | Coming | Ties | Parts | Talks], bytes] = _ENCODE
came_of = msgspec.msgpack.Decoder(list[Came]).decode
pairs_of = msgspec.msgpack.Decoder(list[Pair]).decode
results_of = msgspec.msgpack.Decoder(list[Result]).decode
against_of = msgspec.msgpack.Decoder(list[list[Contradiction]]).decode


def left_by(trace: Trace) -> Left:
    """A trace, as it is kept."""
    what = trace.what
    return Left(
        place=trace.place,
        keys=trace.keys,
        sort=sort(what),
        event=what.event.id if isinstance(what, Telling) else None,
        record=bare(what),
    )


def came(annotation: Annotation) -> Came:
    """An account with all that it leaves, as they are kept."""
    account = Account.of(annotation)
    asked = account.asked
    return Came(
        document=account.document,
        place=account.place,
        keys=account.keys,
        asks=bool(asked),
        record=_ENCODE(account),
        left=[left_by(trace) for trace in traces(annotation, account.matter)],
    )


def bare(what: What) -> bytes:
    """A trace as it is kept: without what its account is about, which is kept once."""
    if isinstance(what, ABOUT):
        return _ENCODE(replace(what, matter=NOTHING))
    return _ENCODE(what.about(NOTHING) if isinstance(what, Sayings) else what)


def whole(what: What, matter: Matter) -> What:
    """A trace that knows what its account is about."""
    if isinstance(what, ABOUT):
        return replace(what, matter=matter)
    return what.about(matter) if isinstance(what, Sayings) else what


def decoded(record: bytes) -> What:
    """
    A trace that is kept, still without what its account is about.

    Raises:
        msgspec.DecodeError: it is no such record.
    """
    return _WHAT(record)


def in_bytes(annotations: Iterable[Annotation]) -> Iterator[Coming]:
    """Annotations, packed, in portions."""
    some: list[bytes] = []
    size = 0
    for annotation in annotations:
        some.append(packed(annotation))
        size += len(some[-1])
        if size >= BYTES:
            yield Coming(some)
            some, size = [], 0
    if some:
        yield Coming(some)


def in_pairs(pairs: Iterable[Numbers]) -> Iterator[Numbers]:
    """
    Pairs, (n, 2) in order, in portions; those of one first trace stay together.
    """
    for some in pairs:
        begun = 0
        while begun < len(some):
            last = some[min(begun + PAIRS, len(some)) - 1, 0]
            ended = int(np.searchsorted(some[:, 0], last, side="right"))
            yield some[begun:ended]
            begun = ended


def in_parts(
    parts: Iterable[tuple[list[int], list[Pair]]],
) -> Iterator[list[tuple[list[int], list[Pair]]]]:
    """Groups of traces in portions."""
    some: list[tuple[list[int], list[Pair]]] = []
    count = 0
    for part in parts:
        some.append(part)
        count += len(part[0])
        if count >= TRACES:
            yield some
            some, count = [], 0
    if some:
        yield some


class Settler(Struct, frozen=True, kw_only=True):
    """
    What does portions, in any process.

    Args:
        together: pairs of events that are of one happening.
        apart: pairs that are not.
        fallen: events that count for nothing; as in `facta.link.stage`.
    """

    together: Bonds
    apart: Bonds
    fallen: frozenset[str]

    def loaded(self) -> tuple[str, Work[Task, bytes]]:
        """What does them in another process, with its mark."""
        return MARK, self.done

    def done(self, task: Task) -> Sequence[bytes]:
        """
        What comes of a portion: accounts as they are kept (`came_of`), the pairs that
        have to do with each other (`pairs_of`), what groups come to (`results_of`), or
        what is against one another in each (`against_of`).
        """
        with seldom_collected():
            return self._done(_TASK(task))

    def _done(self, task: Coming | Ties | Parts | Talks) -> Sequence[bytes]:
        if isinstance(task, Coming):
            return [_ENCODE(list(map(came, map(_ANNOTATION, task.annotations))))]
        whats = task.rows.whats()
        if isinstance(task, Ties):
            related = [(a, b) for a, b in task.pairs if tied(whats[a], whats[b])]
            return [_ENCODE(related)]
        if isinstance(task, Talks):
            said = (
                ([whats[number] for number in members], pairs)
                for members, pairs in task.parts
            )
            return [_ENCODE([list(contradicted(*part)) for part in said])]
        origins = {
            what.account: row.origin
            for row in task.rows.traces
            if isinstance(what := whats[row.number], Telling)
        }
        told = (
            ([back(whats[number], origins) for number in members], pairs)
            for members, pairs in task.parts
        )
        return [_ENCODE([self._settled(*part) for part in told])]

    def _settled(self, told: Sequence[What], pairs: Sequence[Pair]) -> Result:
        settle = partial(found, told, pairs, together=self.together, apart=self.apart)
        events = (what.event.id for what in told if isinstance(what, Telling))
        fallen = self.fallen.intersection(events)
        if not fallen:
            return Result(found=settle(), before=None)
        return Result(found=settle(fallen=fallen), before=settle())
