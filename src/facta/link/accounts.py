"""
Accounts as they are held against one another: which repeats or retells which. Pure.

An account copies an earlier one of which its own wording holds half; it retells an
earlier one whose publisher it credits ("…, Continental Wire wrote") and whose matter it
has: a rewrite shares no runs of words with its source, and naming an agency once is no
rewrite, nor is writing on its subject.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from facta.link.blocks import Place, key, keyed, kind, mark
from facta.link.linked import NearCopy
from facta.link.matter import Matter, lemmas
from facta.link.shingles import Shingle, sampled, shingles
from facta.records import Annotation, Date

# an account half of whose own wording stands in an earlier one goes back to it; the
# shares and counts here are judged, not fitted
COPIED = 0.5
PASSAGE_COPIED = 0.6
# a copied passage has ten words or more; shorter ones may agree by chance
PASSAGE_SHINGLES = 6
ACCOUNT_SHINGLES = 20
SHARED = 2  # sampled runs in common from which two accounts are held together
# so many statements passed on from a publisher make an account his
CREDITS = 2
# share of an account's content words that the account it retells has, too; judged, not
# fitted, as is how lately that one was published
MATTER = 0.35
LATELY = 14
LONGEST = (1 << 20) - 1  # runs of an account that are counted to tell which is longer
_MARK = 40  # bits of the mark that tells accounts of one day and length apart
CREDIT = "publisher"
Name = TypeVar("Name", str, int)


class Account(Struct, frozen=True, kw_only=True):
    """
    An account without its text.

    `shingles` are its own wording, `words` its lemmas that carry matter, `credited` the
    publishers, folded, whom it passes on often enough.
    """

    document: str
    published: Date | None
    publisher: str | None
    shingles: tuple[Shingle, ...]
    words: frozenset[str]
    credited: tuple[str, ...]
    matter: Matter

    @classmethod
    def of(cls, annotation: Annotation) -> Account:
        """The account of an annotated document."""
        document = annotation.document
        return cls(
            document=document.id,
            published=document.published,
            publisher=document.publisher,
            shingles=tuple(_wording(annotation)),
            words=frozenset(lemmas(annotation)),
            credited=tuple(_credited(annotation)),
            matter=Matter.of(annotation),
        )

    @property
    def place(self) -> Place:
        """Where it stands among accounts: earliest, else longest first."""
        longer = LONGEST - min(len(self.shingles), LONGEST)
        rank = longer << _MARK | mark(self.document) >> 56 - _MARK
        return (self.published or Date.max).toordinal(), rank

    @property
    def keys(self) -> frozenset[int]:
        """The blocks of accounts in which it stands."""
        publisher = (self.publisher or "").casefold()
        own = {key(CREDIT, publisher)} if publisher else set()
        return self.asked | own

    @property
    def asked(self) -> frozenset[int]:
        """The blocks in which those stand that it may have something from."""
        marks = [shingle.mark for shingle in self.shingles]
        return frozenset(
            {keyed("shingle", each) for each in sampled(marks)}
            | {key(CREDIT, name) for name in self.credited}
        )


class Copies:
    """What an account has from those that it may have it from."""

    def __init__(self, account: Account, earlier: Iterable[Account] = ()) -> None:
        self.account = account
        self._earlier = sorted(earlier, key=lambda one: one.place)

    @cached_property
    def near(self) -> NearCopy | None:
        """The account that it repeats most of, or that it retells; None for its own."""
        return self._repeated() or self._retold()

    def passage(self, start: int, end: int) -> str | None:
        """
        The earlier document from which these characters of the account are copied, if
        they are.
        """
        own = self.account.shingles
        first = bisect_left(own, start, key=lambda shingle: shingle.start)
        last = bisect_right(own, end, lo=first, key=lambda shingle: shingle.end)
        marks = {shingle.mark for shingle in own[first:last]}
        if len(marks) < PASSAGE_SHINGLES:
            return None
        share, origin = self._most(marks)
        return origin if share >= PASSAGE_COPIED else None

    def _repeated(self) -> NearCopy | None:
        marks = {shingle.mark for shingle in self.account.shingles}
        if len(marks) < ACCOUNT_SHINGLES:
            return None
        share, origin = self._most(marks)
        return self._copy(origin, share) if share >= COPIED else None

    def _most(self, marks: set[int]) -> tuple[float, str]:
        """The share of some runs that the earlier account has which has most."""
        counts = [(len(marks & held), name) for name, held in self._marks]
        count, name = max(counts, key=lambda item: item[0], default=(0, ""))
        return count / len(marks), name

    @cached_property
    def _marks(self) -> list[tuple[str, set[int]]]:
        return [
            (one.document, {shingle.mark for shingle in one.shingles})
            for one in self._earlier
        ]

    def _retold(self) -> NearCopy | None:
        own = self.account
        shares = [
            (len(own.words & other.words) / len(own.words), other.document)
            for other in self._earlier
            if own.words
            and (other.publisher or "").casefold() in own.credited
            and _shortly(other, own)
        ]
        share, origin = max(shares, default=(0.0, ""))
        return self._copy(origin, share) if share >= MATTER else None

    def _copy(self, origin: str, share: float) -> NearCopy:
        return NearCopy(self.account.document, origin, share)


def from_whom(pairs: Iterable[tuple[Name, Name, int]]) -> dict[Name, list[Name]]:
    """
    For each account the earlier ones that it may have something from.

    Args:
        pairs: of accounts that are neighbours in a block, the earlier one first, with
            the key of the block.
    """
    runs: Counter[tuple[Name, Name]] = Counter()
    for one, other, name in pairs:
        runs[one, other] += SHARED if kind(name) == CREDIT else 1
    found: dict[Name, list[Name]] = defaultdict(list)
    for (one, other), count in runs.items():
        if count >= SHARED:
            found[other].append(one)
    return found


def originators(documents: Iterable[str], copies: Iterable[NearCopy]) -> dict[str, str]:
    """
    For each document the one its account goes back to, along the chain of copies;
    itself where it copies none.
    """
    of = {copy.document: copy.of for copy in copies}
    found = {}
    for document in sorted(documents):
        origin = document
        while origin in of:
            origin = of[origin]
        found[document] = origin
    return found


def unparsed(annotation: Annotation) -> bool:
    """Whether an account has sentences that nobody wrote: a row of coded events."""
    lines = annotation.sentences
    return bool(lines) and not any(line.tokens for line in lines)


def _wording(annotation: Annotation) -> Iterator[Shingle]:
    """Runs of an account's own words; a row of coded events has none."""
    if unparsed(annotation):
        return iter(())
    said = [each.content for each in annotation.statements if each.direct]
    return shingles(annotation.document.text, said)


def _credited(annotation: Annotation) -> list[str]:
    """The publishers whom an account passes on often enough, never itself."""
    passed_on = Counter(
        name.casefold()
        for statement in annotation.statements
        for name in {statement.speaker.name, *statement.relayed_by}
        if name
    )
    own = (annotation.document.publisher or "").casefold()
    return sorted(
        name for name, count in passed_on.items() if count >= CREDITS and name != own
    )


def _shortly(other: Account, account: Account) -> bool:
    """Whether another account came in the weeks before."""
    if other.published is None or account.published is None:
        return False
    return 0 < (account.published - other.published).days <= LATELY
