"""
Linking that goes on from what a ledger keeps: accounts that come, change or leave are
compared with their neighbours alone, and what has to do with them is settled anew.

What comes of it is what linking all at once gives (`facta.link.stage`), whatever came in
which order.

    accounts    those that come or leave, and those behind them in their blocks, which may
                have something from them: what each copies, and goes back to (repeats)
    traces      those that come or leave; those beside them, which are compared now and
                were not before, or were and are not now (neighbours)
    components  all that hold one of these are settled anew: first what accounts say, whose
                contradictions are traces themselves, then the rest
"""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    Set,
)
from itertools import chain, islice
from typing import TypeVar

import numpy as np
from msgspec import Struct

from facta.closing import Closing
from facta.ledger.index import Gap, Index
from facta.ledger.neighbours import Neighbours
from facta.ledger.pairs import Numbers, Pairs
from facta.ledger.parted import parted
from facta.ledger.portions import (
    MARK,
    Came,
    Parts,
    Result,
    Settler,
    Talks,
    Task,
    Ties,
    against_of,
    came_of,
    in_bytes,
    in_pairs,
    in_parts,
    left_by,
    packed,
    pairs_of,
    results_of,
)
from facta.ledger.repeats import Repeats
from facta.link.contradictions import Contradiction
from facta.link.decided import Bonds
from facta.link.linked import NearCopy
from facta.link.settling import SAID, Found, Pair
from facta.link.traces import derived
from facta.processes import Processes
from facta.records import Annotation

Told = TypeVar("Told")
SAYING = {kind.__name__ for kind in SAID}
DERIVED = "contradiction"
# Portions from which on other processes are started, which costs a second; judged.
WORTH = 2


class Change(Struct, frozen=True, kw_only=True):
    """
    What a change of accounts comes to.

    `left` are the accounts that are no more. `gone` are the kinds and ids of records
    that may be no longer; `found` gives what there is in their place, as it is settled.
    `origins` and `copies` are of those accounts of which they may have changed.
    """

    left: frozenset[str] = frozenset()
    gone: frozenset[tuple[str, str]] = frozenset()
    origins: Mapping[str, str] = {}
    copies: tuple[NearCopy, ...] = ()
    found: Iterator[Found] = iter(())


class Upkeep(Closing):
    """
    One change of what a ledger keeps of its accounts; use it in a `with`, at whose end
    no process is left.

    Args:
        index: what is kept.
        annotation: an account by its id.
        together: pairs of events that are of one happening.
        apart: pairs that are not.
        fallen: events that count for nothing; as in `facta.link.stage`.
        jobs: processes that read, compare and settle, where there is much.
    """

    def __init__(
        self,
        index: Index,
        annotation: Callable[[str], Annotation],
        *,
        together: Bonds = (),
        apart: Bonds = (),
        fallen: Collection[str] = (),
        jobs: int = 1,
    ) -> None:
        self._index = index
        self._neighbours = Neighbours(index)
        self._annotation = annotation
        self._repeats = Repeats(index)
        self._together = tuple(together)
        self._apart = tuple(apart)
        self._fallen = frozenset(fallen)
        self._jobs = jobs
        self._settler, self._processes = self._settling()
        self._gaps: list[Gap] = []
        # components that are settled anew, beside the traces that have none yet
        self._dirty: set[int] = set()

    def close(self) -> None:
        """End the processes."""
        self._processes.close()

    def run(
        self,
        gone: Set[str],
        come: Mapping[str, str],
        events: Iterable[str] = (),
        *,
        more: bool = False,
    ) -> Change:
        """
        Take in what has changed.

        Args:
            gone: accounts that are kept and are no more, or no more as they were.
            come: accounts that are not kept, or no more, with their marks; in the order
                of time where there are many.
            events: of which people decided otherwise what belongs together.
            more: whether other accounts come next; where nothing is settled yet,
                nothing is before they have.
        """
        first = not self._index.settled()
        origins = self._read(gone, come)
        left, copies = frozenset(gone - come.keys()), self._index.copies(origins)
        if first and more:
            return Change(left=left, origins=origins, copies=tuple(copies))
        if not first:
            self._touch(self._index.unsettled())
        against = self._contradict()
        if not first:
            self._touch(against)
            self._dirty |= self._of(self._index.telling(events).values())
            self._bind()
        return Change(
            left=left,
            origins=origins,
            copies=tuple(copies),
            gone=self._taken(),
            found=self._settle(),
        )

    def without(self, fallen: Collection[str]) -> Change:
        """What it comes to once other events count for nothing, after it was run."""
        others = self._fallen.symmetric_difference(fallen)
        self._fallen = frozenset(fallen)
        self.close()
        self._settler, self._processes = self._settling()
        self._dirty = self._of(self._index.telling(others).values())
        return Change(gone=self._taken(), found=self._settle())

    def _read(self, gone: Set[str], come: Mapping[str, str]) -> dict[str, str]:
        """Let accounts leave and come; what they, and those behind them, go back to."""
        index, repeats = self._index, self._repeats
        leaving = [index.number(name) for name in sorted(gone)]
        behind = repeats.behind(leaving)
        for number in leaving:
            self._leave(number)
        index.forget()
        kept = not index.empty()
        coming: set[int] = set()
        asking: set[int] = set()
        for came in self._came(come):
            numbers = index.put(came, come)
            coming.update(numbers)
            asking |= {at for at, one in zip(numbers, came, strict=True) if one.asks}
            if kept:
                # of those that come, few have come yet
                behind |= repeats.behind(numbers)
        repeats.changed.update(come)
        # one that comes may have the number of one that left
        for number in sorted(behind.difference(leaving) | asking):
            repeats.again(number, coming)
        origins = repeats.origins()
        self._dirty |= self._of(repeats.retold)
        index.forget()
        return origins

    def _came(self, come: Iterable[str]) -> Iterator[list[Came]]:
        """Accounts as they are to be kept, in portions."""
        tasks = map(packed, in_bytes(map(self._annotation, come)))
        return map(came_of, self._done(tasks))

    def _leave(self, number: int) -> None:
        """Let an account go with all that it left."""
        self._dirty |= self._of(held.number for held in self._index.left(number))
        self._gaps += self._index.drop(number)

    def _touch(self, new: Iterable[int]) -> None:
        """Settle anew what meets otherwise, as some came and others left."""
        gaps, self._gaps = self._gaps, []
        touched, asked = self._neighbours.touched(new, gaps)
        pairs = np.array(asked, np.int32).reshape(-1, 2)
        self._dirty |= touched | self._of(chain.from_iterable(self._ties([pairs])))

    def _taken(self) -> frozenset[tuple[str, str]]:
        """The records of what is settled anew, which are no longer kept."""
        taken = self._index.take(self._dirty)
        return frozenset(record for record in taken if record[0] != DERIVED)

    def _bind(self) -> None:
        """What belongs together by what people decided is settled together."""
        bound = list(self._bound())
        home = {number: self._of([number]) for pair in bound for number in pair}
        grown = True
        while grown:
            grown = False
            for pair in bound:
                both = home[pair[0]] | home[pair[1]]
                fresh = not all(home[number] for number in pair)
                if (fresh or both & self._dirty) and not both <= self._dirty:
                    self._dirty |= both
                    grown = True

    def _bound(self) -> Iterator[Pair]:
        """The tellings that belong together by what people decided."""
        events = {event for pair in self._together for event in pair}
        at = self._index.telling(events)
        for one, other in self._together:
            if one in at and other in at:
                yield at[one], at[other]

    def _of(self, numbers: Iterable[int]) -> set[int]:
        """The components of some traces."""
        return set(self._index.components(numbers).values()) - {0}

    def _contradict(self) -> set[int]:
        """
        What accounts say against one another, where that has changed: it meets what they
        tell.
        """
        said, homes = array("i"), set[int]()
        for number, sort, home in self._index.sorts(self._members()):
            if sort.partition(" ")[0] in SAYING:
                said.append(number)
                homes.add(home)
        homes.discard(0)
        self._withdraw(homes)
        self._dirty -= homes
        found: set[int] = set()
        talks = self._parts(np.unique(np.array(said)))
        for part, told in self._asked(Talks, talks, against_of):
            against = [number for one in told for number in self._derived(one)]
            self._index.settle(part[0], part)
            self._index.keep(part[0], DERIVED, map(str, against))
            found.update(against)
        self._index.forget()
        return found

    def _derived(self, found: Contradiction) -> list[int]:
        """A contradiction as a trace."""
        trace = derived(found)
        return self._index.leave([(self._index.number(trace.document), left_by(trace))])

    def _withdraw(self, homes: Iterable[int]) -> None:
        """Take away the contradictions of components that are settled anew."""
        for kind, name in self._index.take(homes):
            home = self._of([int(name)]) if kind == DERIVED else set()
            # it has left already where its account has
            if home:
                self._dirty |= home
                self._gaps += self._index.remove(self._index.trace(int(name)))
        self._index.forget()

    def _settle(self) -> Iterator[Found]:
        """All that has to do with what has changed, settled anew."""
        members = self._members()
        bound = [pair for pair in self._bound() if np.isin(pair, members).all()]
        for part, result in self._asked(Parts, self._parts(members, bound), results_of):
            yield self._found(part, result)

    def _asked(
        self,
        kind: type[Parts | Talks],
        parts: Iterable[tuple[list[int], list[Pair]]],
        of: Callable[[bytes], Iterable[Told]],
    ) -> Iterator[tuple[list[int], Told]]:
        """Each part, with what comes of it."""
        waiting = deque[list[int]]()

        def tasks() -> Iterator[Task]:
            for some in in_parts(parts):
                waiting.extend(part for part, _ in some)
                numbers = chain.from_iterable(part for part, _ in some)
                yield packed(kind(self._index.rows(numbers), some))

        for told in self._done(tasks()):
            for result in of(told):
                yield waiting.popleft(), result

    def _members(self) -> Numbers:
        """The traces that are settled anew, in order."""
        numbers = chain(self._index.unsettled(), self._index.members(self._dirty))
        return np.unique(np.fromiter(numbers, np.int32))

    def _parts(
        self, members: Numbers, bound: Iterable[Pair] = ()
    ) -> Iterator[tuple[list[int], list[Pair]]]:
        """
        Traces that have to do with one another, with the places of those that meet.
        """
        with Pairs(self._neighbours.among(members)) as pairs:
            ties = chain(self._ties(pairs.each()), bound)
            yield from parted(members, ties, pairs)

    def _ties(self, pairs: Iterable[Numbers]) -> Iterator[Pair]:
        """Those pairs, (n, 2) in order, that have to do with each other."""
        tasks = (
            packed(Ties(self._index.rows(np.unique(some).tolist()), some.tolist()))
            for some in in_pairs(pairs)
        )
        for told in self._done(tasks):
            yield from pairs_of(told)

    def _found(self, part: Sequence[int], result: Result) -> Found:
        """What one component comes to, which is kept."""
        if result.before:
            self._index.keep_before(part[0], result.before)
        found = result.found
        self._index.settle(part[0], part)
        self._index.keep(part[0], "happening", (one.id for one in found.happenings))
        self._index.keep(part[0], "dispute", (one.id for one in found.disputes))
        self._index.keep(part[0], "pledge", (one.id for one in found.pledges))
        return found

    def _done(self, tasks: Iterable[Task]) -> Iterator[bytes]:
        """What comes of portions, here or, of many, in several processes."""
        rest, settler = iter(tasks), self._settler
        first = list(islice(rest, WORTH))
        if self._jobs == 1 or len(first) < WORTH:
            yield from chain.from_iterable(map(settler.done, chain(first, rest)))
            return
        for told in self._processes.each(chain(first, rest), settler.done):
            yield from told

    def _settling(self) -> tuple[Settler, Processes[Task, bytes]]:
        """What does portions, here and in other processes."""
        settler = Settler(
            together=self._together, apart=self._apart, fallen=self._fallen
        )
        return settler, Processes(settler.loaded, mark=MARK, jobs=self._jobs)
