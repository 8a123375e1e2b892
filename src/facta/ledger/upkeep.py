"""
Linking that goes on from what a ledger keeps: accounts that come, change or leave are
compared with their neighbours alone, and what has to do with them is settled anew.

What comes of it is what linking all at once gives (`facta.link.stage`), whatever came in
which order.

    accounts    those that come or leave, and those behind them in their blocks, which may
                have something from them: what each copies, and goes back to
    traces      those that come or leave; those beside them, which are compared now and
                were not before, or were and are not now
    components  all that hold one of these are settled anew: first what accounts say, whose
                contradictions are traces themselves, then the rest
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import (
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
    Set,
)

from msgspec import Struct

from facta.ledger.index import Index
from facta.ledger.pairs import Pairs
from facta.link.accounts import Account, Copies, from_whom
from facta.link.blocks import Place, behind, block, neighbours
from facta.link.clusters import components
from facta.link.comparing import tied
from facta.link.decided import Bonds
from facta.link.linked import NearCopy
from facta.link.settling import SAID, Found, Pair, contradicted, found
from facta.link.stage import back
from facta.link.tellings import Telling
from facta.link.traces import derived, traces
from facta.records import Annotation

# A key, and a place in its block where something stood.
Gap = tuple[int, Place]
# Of all traces, the share from which on all blocks are read in a row, not each one asked
# for; judged: a question costs some ten times what a row does.
MANY = 0.1
SAYING, DERIVED = {kind.__name__ for kind in SAID}, "contradiction"


class Change(Struct, frozen=True, kw_only=True):
    """
    What a change of accounts comes to.

    `left` are the accounts that are no more. `gone` are the kinds and ids of records
    that may be no longer; `found` gives what there is in their place, as it is settled.
    `origins` and `copies` are of those accounts of which they may have changed.
    """

    left: frozenset[str]
    gone: frozenset[tuple[str, str]]
    origins: dict[str, str]
    copies: tuple[NearCopy, ...]
    found: Iterator[Found]


class Upkeep:
    """
    One change of what a ledger keeps of its accounts.

    Args:
        index: what is kept.
        annotation: an account by its id.
        together: pairs of events that are of one happening.
        apart: pairs that are not.
        fallen: events that count for nothing; as in `facta.link.stage`.
    """

    def __init__(
        self,
        index: Index,
        annotation: Callable[[str], Annotation],
        *,
        together: Bonds = (),
        apart: Bonds = (),
        fallen: Collection[str] = (),
    ) -> None:
        self._index = index
        self._annotation = annotation
        self._together = tuple(together)
        self._apart = tuple(apart)
        self._fallen = frozenset(fallen)
        self._gaps: list[Gap] = []
        # components that are settled anew, and traces that have none yet
        self._dirty: set[int] = set()
        self._new: set[int] = set()

    def run(
        self,
        gone: Set[str],
        come: Mapping[str, str],
        events: Iterable[str] = (),
    ) -> Change:
        """
        Take in what has changed.

        Args:
            gone: accounts that are kept and are no more, or no more as they were.
            come: accounts that are not kept, or no more, with their marks; in the order
                of time where there are many.
            events: of which people decided otherwise what belongs together.
        """
        index, empty = self._index, self._index.empty()
        behind = self._leave(gone)
        numbers = dict(self._come(name, mark) for name, mark in come.items())
        if not empty:
            behind |= self._behind(numbers)
        read = set(numbers.values())
        for number in sorted(behind - numbers.keys()):
            read |= self._read_again(number, numbers.keys())
        for number, name in numbers.items():
            if index.account(number).asked:
                self._read(number, self._annotation(name))
        origins = self._origins(read)
        if not empty:
            self._meet(self._new)
        against = self._contradict()
        if not empty:
            self._meet(against)
            self._dirty |= self._of(index.telling(events).values())
            self._bind()
        self._new |= against
        old = index.take(self._dirty)
        return Change(
            left=frozenset(gone - come.keys()),
            gone=frozenset(one for one in old if one[0] != DERIVED),
            origins=origins,
            copies=tuple(index.copies(origins)),
            found=self._settle(),
        )

    def without(self, fallen: Collection[str]) -> Change:
        """What it comes to once other events count for nothing, after it was run."""
        others = self._fallen.symmetric_difference(fallen)
        self._fallen = frozenset(fallen)
        self._new = set()
        self._dirty = self._of(self._index.telling(others).values())
        return Change(
            left=frozenset(),
            gone=frozenset(
                one for one in self._index.take(self._dirty) if one[0] != DERIVED
            ),
            origins={},
            copies=(),
            found=self._settle(),
        )

    # accounts

    def _leave(self, gone: Set[str]) -> set[int]:
        """Let accounts go; those that may have had something from them."""
        index = self._index
        numbers = [index.number(name) for name in sorted(gone)]
        touched = self._behind(numbers)
        for number in numbers:
            left = index.left(number)
            self._gaps += [
                (key, held.place) for held in left for key in index.keys(held)
            ]
            self._dirty |= self._of(held.number for held in left)
            index.drop(number)
        index.forget()
        return touched - set(numbers)

    def _behind(self, numbers: Iterable[int]) -> set[int]:
        """The accounts that may have something from these."""
        found = set[int]()
        for number in numbers:
            account = self._index.account(number)
            for key in account.keys:
                found.update(
                    other
                    for _, other in self._index.accounts.after(key, account.place)
                    if key in self._index.account(other).asked
                )
        return found

    def _copies(self, number: int) -> tuple[list[int], Copies]:
        """Those that an account may have something from, and what it has from them."""
        account = self._index.account(number)
        pairs = (
            (other, number, key)
            for key in account.asked
            for (day, _), other in self._index.accounts.before(key, account.place)
            if account.place[0] - day <= block(key).reach
        )
        earlier = sorted(from_whom(pairs).get(number, ()))
        return earlier, Copies(account, map(self._index.account, earlier))

    def _come(self, name: str, mark: str) -> tuple[int, str]:
        """
        The number and name of a new account; what it leaves is known once all have
        come, but where it has nothing from others.
        """
        annotation = self._annotation(name)
        account = Account.of(annotation)
        number = self._index.put(account, mark)
        if not account.asked:
            left = traces(annotation, Copies(account))
            self._new.update(self._index.leave(number, left))
        return number, name

    def _read(self, number: int, annotation: Annotation) -> None:
        """What a new account has from others, and leaves."""
        earlier, copies = self._copies(number)
        self._index.beside(number, earlier, copies.near)
        self._new.update(self._index.leave(number, traces(annotation, copies)))

    def _read_again(self, number: int, come: Set[int]) -> set[str]:
        """The same of an account that is kept; its name where it copies another one now."""
        index = self._index
        earlier, copies = self._copies(number)
        # a number that is free again may be another account's
        if earlier == index.earlier(number) and come.isdisjoint(earlier):
            return set()
        name = index.account(number).document
        before = list(index.copies([name]))
        index.beside(number, earlier, copies.near)
        told = {
            trace.place: trace.what for trace in traces(self._annotation(name), copies)
        }
        for held in index.left(number):
            if isinstance(held.what, Telling) and told[held.place] != held.what:
                index.changed(held.number, told[held.place])
                self._dirty |= self._of([held.number])
        index.forget()
        now = [copies.near] if copies.near else []
        return set() if now == before else {name}

    def _origins(self, read: set[str]) -> dict[str, str]:
        """What accounts go back to, of those that it may have changed for."""
        index, asked, front = self._index, set(read), set(read)
        while front:
            front = set(index.copiers(front)) - asked
            asked |= front
        of = index.sources(asked)
        while more := set(of.values()) - asked:
            asked |= more
            of |= index.sources(more)
        before, now = index.origins(asked), {}
        for name in sorted(asked):
            origin = name
            while origin in of:
                origin = of[origin]
            if origin != before[name] or name in read:
                now[name] = origin
        moved = [name for name, origin in now.items() if origin != before[name]]
        for name in moved:
            index.goes_back(name, now[name])
        self._dirty |= self._of(index.from_accounts(moved))
        return now

    # what they leave

    def _meet(self, new: Iterable[int]) -> None:
        """What is compared now and was not, or was and is not."""
        index, pairs = self._index, set[tuple[int, int]]()
        for number in sorted(new):
            held = index.trace(number)
            for key in index.keys(held):
                before = index.traces.before(key, held.place)
                after = index.traces.after(key, held.place)
                row = [*before, (held.place, number), *after]
                for at, (_, other) in enumerate(before):
                    if number in behind(row, at, block(key)):
                        pairs |= self._pair(other, number, key)
                for other in behind(row, len(before), block(key)):
                    pairs |= self._pair(number, other, key)
                # what stood on either side of it may have been compared
                left, right = (
                    self._of(other for _, other in side) for side in (before, after)
                )
                self._dirty |= left & right
        gaps, self._gaps = self._gaps, []
        for key, place in gaps:
            before = index.traces.before(key, place)
            row = [*before, *index.traces.after(key, place)]
            beyond = {number for _, number in row[len(before) :]}
            for at, (_, one) in enumerate(before):
                for other in beyond.intersection(behind(row, at, block(key))):
                    pairs |= self._pair(one, other, key)
        home = index.components({number for pair in pairs for number in pair})
        for one, other in sorted(pairs):
            same = home[one] == home[other]
            if same or tied(index.trace(one).what, index.trace(other).what):
                self._dirty |= {home[one], home[other]} - {0}

    def _pair(self, one: int, other: int, key: int) -> set[tuple[int, int]]:
        """Two that meet in a block, unless they are of one kind where unlike ones meet."""
        whats = (self._index.trace(number).what for number in (one, other))
        if block(key).unlike and len({type(what) for what in whats}) == 1:
            return set()
        return {(one, other)}

    def _bind(self) -> None:
        """What belongs together by what people decided is settled together."""
        at = self._index.telling({event for pair in self._together for event in pair})
        bound = [
            (at[one], at[other])
            for one, other in self._together
            if one in at and other in at
        ]
        home = {number: self._of([number]) for number in at.values()}
        grown = True
        while grown:
            grown = False
            for pair in bound:
                touched = any(
                    one in self._new or home[one] & self._dirty for one in pair
                )
                both = home[pair[0]] | home[pair[1]]
                if touched and not both <= self._dirty:
                    self._dirty |= both
                    grown = True

    def _of(self, numbers: Iterable[int]) -> set[int]:
        """The components of some traces."""
        return set(self._index.components(numbers).values()) - {0}

    def _contradict(self) -> set[int]:
        """
        What accounts say against one another, where that has changed: it meets what they
        tell.
        """
        index = self._index
        members = sorted({*index.members(self._dirty), *self._new})
        kinds = index.kinds(members)
        said = [number for number in members if kinds[number] in SAYING]
        homes = set(index.components(said).values()) - {0}
        for kind, name in index.take(homes):
            # it has left already where its account has
            if kind == DERIVED and (home := self._of([int(name)])):
                self._dirty |= home
                self._gaps += index.remove(int(name))
        index.forget()
        self._dirty -= homes
        self._new -= set(said)
        found = set[int]()
        for part, _ in self._parts(said):
            whats = [index.trace(number).what for number in part]
            numbers = [
                number
                for trace in map(derived, contradicted(whats))
                for number in index.leave(index.number(trace.document), [trace])
            ]
            index.settle(part[0], part)
            index.keep(part[0], DERIVED, map(str, numbers))
            found.update(numbers)
        return found

    def _settle(self) -> Iterator[Found]:
        """All that has to do with what has changed, settled anew."""
        members = sorted({*self._index.members(self._dirty), *self._new})
        bound = list(self._bound(members))
        for part, pairs in self._parts(members, bound):
            yield self._found(part, pairs)

    def _parts(
        self, members: Sequence[int], bound: Iterable[Pair] = ()
    ) -> Iterator[tuple[list[int], list[Pair]]]:
        """Traces that have to do with one another, with those of them that meet."""
        index = self._index
        pairs = Pairs(self._compared(members))
        ties = (
            (one, other)
            for one, other in pairs
            if tied(index.trace(one).what, index.trace(other).what)
        )
        alone = ((number, number) for number in members)
        parts = components([*alone, *ties, *bound])
        home = {number: part[0] for part in parts for number in part}
        inside: dict[int, list[Pair]] = defaultdict(list)
        for one, other in pairs:
            if home[one] == home[other]:
                inside[home[one]].append((one, other))
        for part in parts:
            yield part, inside.pop(part[0], [])

    def _found(self, part: Sequence[int], pairs: Iterable[Pair]) -> Found:
        """What one component comes to."""
        index = self._index
        place = {number: at for at, number in enumerate(part)}
        whats = [index.trace(number).what for number in part]
        origins = {
            what.account: index.origin(what.account)
            for what in whats
            if isinstance(what, Telling)
        }
        told = [back(what, origins) for what in whats]
        met = [(place[one], place[other]) for one, other in pairs]
        result = found(told, met, together=self._together, apart=self._apart)
        fallen = self._fallen.intersection(
            what.event.id for what in told if isinstance(what, Telling)
        )
        if fallen:
            index.keep_before(part[0], result)
            bonds = {"together": self._together, "apart": self._apart}
            result = found(told, met, **bonds, fallen=fallen)
        index.settle(part[0], part)
        index.keep(part[0], "happening", (one.id for one in result.happenings))
        index.keep(part[0], "dispute", (one.id for one in result.disputes))
        index.keep(part[0], "pledge", (one.id for one in result.pledges))
        return result

    def _compared(self, members: Sequence[int]) -> Iterator[Pair]:
        """Those of some traces that meet in a block."""
        held, kinds = set(members), self._index.kinds(members)
        for one, other, key in self._meeting(members):
            alike = block(key).unlike and kinds.get(one) == kinds.get(other)
            if one in held and other in held and not alike:
                yield one, other

    def _meeting(self, members: Sequence[int]) -> Iterator[tuple[int, int, int]]:
        """The pairs of blocks that hold some traces, with the keys of these."""
        index = self._index
        if len(members) > MANY * index.count():
            yield from neighbours(index.traces.every())
            return
        for number in members:
            held = index.trace(number)
            for key in index.keys(held):
                row = [(held.place, number), *index.traces.after(key, held.place)]
                for other in behind(row, 0, block(key)):
                    yield number, other, key

    def _bound(self, members: Sequence[int]) -> Iterator[Pair]:
        """Pairs that belong together by what people decided."""
        held = set(members)
        at = self._index.telling({event for pair in self._together for event in pair})
        for one, other in self._together:
            if {at.get(one), at.get(other)} <= held:
                yield at[one], at[other]
