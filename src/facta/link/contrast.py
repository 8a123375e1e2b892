"""
What two accounts of one matter say that cannot both be so, whether or not their tellings
were joined into one happening. Pure.

Each kind of dispute takes what single accounts say (`Said`) and tells when two of these
are against one another; here they are brought together. What is held against what
depends on neither the order nor the number of other accounts, and each is held against
few: those nearest in time that share a key and a chief word of their matter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeAlias, TypeVar

from msgspec import Struct

from facta.link.claims import Assertion
from facta.link.clusters import Pair, clusters, parts
from facta.link.cues import cues
from facta.link.days import Days
from facta.link.matter import Matter
from facta.link.rarity import total, weight
from facta.records import Date, Span

# How alike two accounts are at least. Of two accounts of one coded story to learn from,
# nine in ten are; of two of other stories in the same months one in twelve, so each kind
# asks for more. Where it knows little of what it is said of, `CLOSE` is asked.
LIKE, CLOSE = 0.08, 0.15
# days between the publications of two that are held together, fewer where they name no
# day that is the same, and parties that both name at least, as Facta follows relations; of
# the contradictions of the coded stories to learn from nine in ten are so near and have
# two, of what was found in real accounts, where it was mostly wrong, one in ten
REACH, NEAR = 120, 30
PARTIES = 2
BRIEF = 3  # sentences of an account that names few parties anyway; judged
# Bits by which what two sentences share may fall short of what chance needs to find in
# any two of their accounts. Contradictions of the coded stories to learn from do with 4.7,
# a right one of two long accounts with 6.5; of what was found in real accounts, where it
# was mostly wrong, half falls short of that.
SLACK = 6.5
MATTER = 80  # sentences of an account that has one matter; judged
WORDS = 12  # of an account's chief words, those by which others are looked for; judged
MOST = 60  # of what one account says of one key, the first that are compared; judged
NEAREST = 20  # before one, in time, that it is held against; judged

Key: TypeAlias = tuple[str, ...]
Order: TypeAlias = tuple[int, str, Span, str]
Account: TypeAlias = tuple[int, str]  # its day and its id


class Said(Struct, frozen=True, kw_only=True, eq=False, tag=True):
    """
    What one account says of a matter, with all that comparing it takes.

    Those of one `key` may be against one another where their `value` differs. `topic`
    are the words of what it is said of, `words` those of the sentence, `places` and
    `days` those that it names; `by` is what else tells two matters apart; `ends` are
    all countries that the account names. `sentence` is the number of its sentence.
    `sure` says that the words themselves tell the value, not only what they refer to.
    """

    key: Key
    value: str
    document: str
    span: Span
    matter: Matter
    published: Date | None = None
    publisher: str | None = None
    topic: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    days: tuple[Days, ...] = ()
    ends: frozenset[str] = frozenset()
    by: str | None = None
    event: str | None = None
    sure: bool = True
    sentence: int = -1

    @property
    def account(self) -> Account:
        """Who says it, by day."""
        return self.published.toordinal() if self.published else 0, self.document

    @property
    def order(self) -> Order:
        """By day, then by place."""
        return *self.account, self.span, self.value

    def assertion(self, value: str | None = None) -> Assertion:
        """What it asserts, in other words where these are given."""
        return Assertion(
            value=self.value if value is None else value,
            document=self.document,
            span=self.span,
            event=self.event,
        )


class Holder(Protocol):
    """What says something, with more that its kind of dispute compares."""

    @property
    def said(self) -> Said:
        """What it says."""


Item = TypeVar("Item", bound=Said | Holder)
Against: TypeAlias = Callable[[Said, Said], bool]


def of(item: Said | Holder) -> Said:
    """What is said, of any kind of dispute."""
    return item if isinstance(item, Said) else item.said


def contrasted(said: Iterable[Said], against: Against) -> Iterator[tuple[Said, Said]]:
    """What accounts of one matter say against one another, each with each."""
    blocks: dict[Key, list[Said]] = defaultdict(list)
    for one in said:
        for word in one.matter.foremost(WORDS):
            blocks[(*one.key, word)].append(one)
    for block in blocks.values():
        yield from _pairs(block, against)


def _pairs(block: Sequence[Said], against: Against) -> Iterator[tuple[Said, Said]]:
    ordered = sorted(block, key=lambda one: one.order)
    for place, one in enumerate(ordered):
        for other in ordered[max(0, place - NEAREST) : place]:
            if (
                one.value != other.value
                and together(one, other)
                and against(other, one)
                and of_one_thing(other, one)
            ):
                yield other, one


def facing(
    items: Iterable[Item],
) -> Iterator[tuple[list[Item], list[Item]]]:
    """
    What each account says, and what each of the few before it in time does, of one key.
    """
    told: dict[Key, dict[Account, list[Item]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        one = of(item)
        own = told[one.key][one.account]
        if len(own) < MOST:
            own.append(item)
    for accounts in told.values():
        firsts = {name: of(own[0]) for name, own in sorted(accounts.items())}
        for before, name in sorted(_beside(firsts)):
            if together(firsts[before], firsts[name]):
                yield accounts[before], accounts[name]


def _beside(firsts: Mapping[Account, Said]) -> set[tuple[Account, Account]]:
    """
    Accounts, in order of time, that share a chief word, as pairs of near ones; each
    with what stands for its matter.
    """
    words = {name: one.matter.foremost(WORDS) for name, one in firsts.items()}
    if len(words) == 2:
        one, other = words
        return set() if set(words[one]).isdisjoint(words[other]) else {(one, other)}
    blocks: dict[str, list[Account]] = defaultdict(list)
    for name, foremost in words.items():
        for word in foremost:
            blocks[word].append(name)
    return {
        (before, name)
        for block in blocks.values()
        for place, name in enumerate(block)
        for before in block[max(0, place - NEAREST) : place]
    }


def closest(
    first: Sequence[Item],
    second: Sequence[Item],
    fit: Callable[[Item, Item], float | None],
) -> Iterator[tuple[float, Item, Item]]:
    """
    What two accounts say that is most like one another, with its fit; None is no fit.
    """
    fits = []
    for at, one in enumerate(first):
        for place, other in enumerate(second):
            value = fit(one, other)
            if value is not None:
                fits.append((-value, at, place))
    fits.sort()
    best_of_first: dict[int, int] = {}
    best_of_second: dict[int, int] = {}
    for _, at, place in fits:
        best_of_first.setdefault(at, place)
        best_of_second.setdefault(place, at)
    for value, at, place in fits:
        if best_of_first[at] == place and best_of_second[place] == at:
            yield -value, first[at], second[place]


def joined(pairs: Iterable[tuple[Item, Item]]) -> Iterator[list[Item]]:
    """
    Pairs in groups, in order. Of those who come together in one, a third are against
    each other or say the same: where each is against the last alone, as in a row of
    grants of ever other sums, they are no dispute of all.
    """
    found: dict[Order, Item] = {}
    tied = set()
    for pair in pairs:
        one, other = sorted(pair, key=lambda item: of(item).order)
        first, last = of(one).order, of(other).order
        found[first], found[last] = one, other
        tied.add((first, last))
    ordered = sorted(found)
    at = {order: place for place, order in enumerate(ordered)}
    against = [(at[one], at[other]) for one, other in sorted(tied)]
    for part, inside in parts(range(len(ordered)), against, against):
        items = [found[ordered[place]] for place in part]
        values = [of(item).value for item in items]
        scores = dict.fromkeys((*inside, *_alike(values)), 1.0)
        for group in clusters(len(items), scores, (), threshold=1.0):
            if len({values[place] for place in group}) > 1:
                yield [items[place] for place in group]


def _alike(values: Sequence[str]) -> Iterator[Pair]:
    """Places of the same value, each with the few of it before."""
    before: dict[str, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        yield from ((one, place) for one in before[value][-NEAREST:])
        before[value].append(place)


def together(one: Said, other: Said) -> bool:
    """Whether two accounts, each with a day, are of one matter, time and parties."""
    if one.document == other.document or not (one.published and other.published):
        return False
    brief = min(one.matter.sentences, other.matter.sentences) <= BRIEF
    return (
        (brief or len(one.ends & other.ends) >= PARTIES)
        and abs((one.published - other.published).days) <= REACH
        and one.matter.likeness(other.matter) >= LIKE
    )


def of_one_thing(one: Said, other: Said) -> bool:
    """
    Whether two sentences of such accounts may be of one thing: they share more than
    chance finds, and stand in accounts of a month or name the same day.
    """
    assert one.published is not None
    assert other.published is not None
    near = abs((one.published - other.published).days) <= NEAR
    return (near or _one_day(one, other)) and not by_chance(one, other)


def _one_day(one: Said, other: Said) -> bool:
    """Whether both name a day, and the same."""
    days = {each for each in one.days if each.begin == each.end}
    return not days.isdisjoint(other.days)


def by_chance(one: Said, other: Said) -> bool:
    """
    Whether two sentences have no more in common than some two of their accounts would:
    each word says as much as it is seldom in the account that has it more often. Of two
    accounts of six sentences one word does, of two hours of questions and answers three.

    Source: Karlin and Altschul (1990), the significance of matches by the number of
    places at which they could be found.
    """
    first, second = one.matter, other.matter
    places = sum(_places(each.sentences) for each in (first, second))
    # in whatever order: a set has another one in each process
    both = math.fsum(
        min(first.bits(word), second.bits(word)) for word in one.words & other.words
    )
    return both + SLACK < places


def _places(sentences: int) -> float:
    """
    Bits that tell a sentence of an account from its others; of a long one, also those
    that tell one of its matters from the others.
    """
    return math.log2(sentences) + math.log2(max(1.0, sentences / MATTER))


def others(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether what two accounts tell is of other countries: each names one of its own."""
    return bool(one - other) and bool(other - one)


def close(one: Said, other: Said) -> bool:
    """Whether two accounts are so much of one matter that little else need be told."""
    return one.matter.likeness(other.matter) >= CLOSE


def one_outlet(one: Said, other: Said) -> bool:
    """Whether the later one may correct the earlier: one publisher, two days."""
    return (
        one.publisher is not None
        and one.publisher == other.publisher
        and one.published != other.published
    )


def elsewhere(one: Said, other: Said) -> bool:
    """Whether both name places, and none of both."""
    return bool(one.places) and bool(other.places) and not one.places & other.places


def other_days(one: Said, other: Said, apart: int = 1) -> bool:
    """Whether both tell days, and all of these are so many days apart."""
    if not one.days or not other.days:
        return False
    return all(a.apart(b) >= apart for a in one.days for b in other.days)


def on_one_topic(one: Said, other: Said, *, least: float, telling: float) -> bool:
    """
    Whether so much of the poorer of two topics is in the other, and a word of so many
    bits at least; or one thing that accounts have many words for, such as talks.
    """
    both = one.topic & other.topic
    if both & cues().alike.keys():
        return True
    poorer = min(total(one.topic), total(other.topic))
    return (
        any(weight(word) >= telling for word in both) and total(both) >= least * poorer
    )
