"""
Which accounts repeat which: runs of five words outside direct quotations. Pure;
independent of the order of accounts.

Two accounts that quote one speech share a source, not a copy; so quoted words are left
out.

Source: Broder (1997), On the resemblance and containment of documents (containment,
computed exactly).
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.link.linked import NearCopy
from facta.records import Annotation, Date, Span

WORD = re.compile(r"\w+")
LENGTH = 5  # words in a shingle
# an account half of whose own wording stands in an earlier one goes back to it; the
# shares and counts here are judged, not fitted
COPIED = 0.5
PASSAGE_COPIED = 0.6
# a copied passage has ten words or more; shorter ones may agree by chance
PASSAGE_SHINGLES = 6
ACCOUNT_SHINGLES = 20
# the earliest accounts kept for each shingle; more would be the same wire copy again
HOLDERS = 16


class Shingle(Struct, frozen=True):
    """Five words in a row, as a number, and where they stand."""

    start: int
    end: int
    mark: int


class Account(Struct, frozen=True):
    """
    An account's own wording. `order` puts the likely origin first: earliest, else
    longest, else smallest id.
    """

    document: str
    order: tuple[Date, int, str]
    shingles: tuple[Shingle, ...]

    @classmethod
    def of(cls, annotation: Annotation) -> Account:
        """The account of an annotated document."""
        document = annotation.document
        quoted = [
            statement.content for statement in annotation.statements if statement.direct
        ]
        found = tuple(shingles(document.text, quoted))
        return cls(
            document.id,
            (document.published or Date.max, -len(found), document.id),
            found,
        )


def shingles(text: str, quoted: Iterable[Span] = ()) -> Iterator[Shingle]:
    """
    Runs of five words that do not touch a quoted span.

    >>> [text[s.start : s.end] for text in ["One two three four five six"] for s in shingles(text)]
    ['One two three four five', 'two three four five six']
    """
    for start, end in _gaps(len(text), quoted):
        words = [
            (found.start(), found.end(), found[0].casefold())
            for found in WORD.finditer(text, start, end)
        ]
        for at in range(len(words) - LENGTH + 1):
            run = words[at : at + LENGTH]
            yield Shingle(run[0][0], run[-1][1], _mark(word for _, _, word in run))


class Copies:
    """
    Who repeats whom among a set of accounts.

    An index from shingle to the earliest accounts that hold it: time and space grow
    with the words, not with the pairs.
    """

    def __init__(self, accounts: Iterable[Account]) -> None:
        self._accounts = sorted(accounts, key=lambda account: account.order)
        self._places = {
            account.document: place for place, account in enumerate(self._accounts)
        }
        self._holders: dict[int, list[int]] = {}
        for place, account in enumerate(self._accounts):
            for mark in {shingle.mark for shingle in account.shingles}:
                holders = self._holders.setdefault(mark, [])
                if len(holders) < HOLDERS:
                    holders.append(place)

    def near(self) -> tuple[NearCopy, ...]:
        """Each account that repeats an earlier one, with the one it repeats most."""
        found = []
        for place, account in enumerate(self._accounts):
            marks = {shingle.mark for shingle in account.shingles}
            if len(marks) >= ACCOUNT_SHINGLES and (best := self._best(marks, place)):
                share = best[1] / len(marks)
                if share >= COPIED:
                    found.append(
                        NearCopy(
                            account.document, self._accounts[best[0]].document, share
                        )
                    )
        return tuple(sorted(found))

    def passage(self, document: str, start: int, end: int) -> str | None:
        """
        The earlier document from which these characters of a document are copied, if
        they are.
        """
        place = self._places[document]
        own = self._accounts[place].shingles
        first = bisect_left(own, start, key=lambda shingle: shingle.start)
        last = bisect_right(own, end, lo=first, key=lambda shingle: shingle.end)
        marks = {shingle.mark for shingle in own[first:last]}
        best = self._best(marks, place) if len(marks) >= PASSAGE_SHINGLES else None
        if best is None or best[1] < PASSAGE_COPIED * len(marks):
            return None
        return self._accounts[best[0]].document

    def _best(self, marks: set[int], before: int) -> tuple[int, int] | None:
        counts = Counter(
            place for mark in marks for place in self._holders[mark] if place < before
        )
        return min(counts.items(), key=lambda item: (-item[1], item[0]), default=None)


def originators(documents: Sequence[str], copies: Iterable[NearCopy]) -> dict[str, str]:
    """
    For each document the one at the end of its chain of copies: itself, where it copies
    none.
    """
    of = {copy.document: copy.of for copy in copies}
    found = {}
    for document in sorted(documents):
        origin = document
        while origin in of:
            origin = of[origin]
        found[document] = origin
    return found


def _gaps(length: int, quoted: Iterable[Span]) -> Iterator[tuple[int, int]]:
    at = 0
    for span in sorted(quoted):
        if span.start > at:
            yield at, span.start
        at = max(at, span.end)
    if at < length:
        yield at, length


def _mark(words: Iterable[str]) -> int:
    joined = " ".join(words).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big")
