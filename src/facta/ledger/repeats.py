"""
What the accounts that a ledger keeps have from one another, as some come and others leave:
whom each copies or retells, and what it goes back to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from facta.ledger.index import Index
from facta.link.accounts import Account, Copies, from_whom
from facta.link.blocks import block
from facta.link.tellings import copied


class Repeats:
    """
    Copies among the accounts of an index.

    `changed` names the accounts of which it may have changed what they copy, `retold`
    the traces that come from another account now.
    """

    def __init__(self, index: Index) -> None:
        self._index = index
        self.changed: set[str] = set()
        self.retold: set[int] = set()

    def behind(self, numbers: Iterable[int]) -> set[int]:
        """The accounts that may have something from some others."""
        found: set[int] = set()
        for number in numbers:
            account = self._index.account(number)
            for key in self._index.accounts.with_later(account.keys, account.place):
                found.update(self._asking(key, account))
        return found

    def again(self, number: int, come: Set[int]) -> None:
        """What an account has from others, if these are others now."""
        earlier = self._earlier(number)
        # a number that is free again may be another account's
        if earlier == self._index.earlier(number) and come.isdisjoint(earlier):
            return
        name = self._index.account(number).document
        before = list(self._index.copies([name]))
        copies = self._beside(number, earlier)
        for at, telling in self._index.tellings(number):
            now = copied(telling, copies)
            if now != telling:
                self._index.told_by(at, now)
                self.retold.add(at)
        if before != list(self._index.copies([name])):
            self.changed.add(name)

    def origins(self) -> dict[str, str]:
        """
        What accounts go back to, of those that were read and of those for which it has
        changed with them.
        """
        asked, of = self._chains()
        before = self._index.origins(asked)
        now: dict[str, str] = {}
        for name in sorted(asked):
            origin = _origin(name, of)
            if origin != before[name]:
                self._index.goes_back(name, origin)
                self.retold.update(self._index.from_accounts([name]))
            if origin != before[name] or name in self.changed:
                now[name] = origin
        return now

    def _chains(self) -> tuple[set[str], dict[str, str]]:
        """
        The accounts that go back to one that was read, or that it goes back to, and
        whom each copies.
        """
        asked, front = set(self.changed), set(self.changed)
        while front:
            front = set(self._index.copiers(front)) - asked
            asked |= front
        of = self._index.sources(asked)
        while more := set(of.values()) - asked:
            asked |= more
            of |= self._index.sources(more)
        return asked, of

    def _asking(self, key: int, account: Account) -> Iterator[int]:
        """Those behind an account in a block who may have something from it."""
        for _, other in self._index.accounts.after(key, account.place):
            if key in self._index.account(other).asked:
                yield other

    def _earlier(self, number: int) -> list[int]:
        """The accounts that one may have something from."""
        return sorted(from_whom(self._meeting(number)).get(number, ()))

    def _meeting(self, number: int) -> Iterator[tuple[int, int, int]]:
        """Those before an account in its blocks, with it and the key."""
        account = self._index.account(number)
        day, _ = account.place
        for key in self._index.accounts.with_earlier(account.asked, account.place):
            reach = block(key).reach
            for (earlier, _), other in self._index.accounts.before(key, account.place):
                if day - earlier <= reach:
                    yield other, number, key

    def _beside(self, number: int, earlier: Sequence[int]) -> Copies:
        """What an account has from these others now, which is kept."""
        account = self._index.account(number)
        copies = Copies(account, map(self._index.account, earlier))
        self._index.beside(number, earlier, copies.near)
        return copies


def _origin(name: str, of: Mapping[str, str]) -> str:
    """Where a chain of copies ends."""
    while name in of:
        name = of[name]
    return name
