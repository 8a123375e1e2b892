"""
What an account tells of whose country a mention is: each mention beside each anchor, in
numbers.

An anchor is a mention whose country the words themselves tell, a country in the title,
or the publisher's own. Takes sentences with their markables and the actors that rules
found; gives the pairs of mention and anchor with what lies between them.
`training.entities` learns from the same numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from facta.ontology.countries import BODIES
from facta.records import Actor, Sentence

Numbers: TypeAlias = NDArray[np.int64]
Truths: TypeAlias = NDArray[np.bool_]
Column: TypeAlias = NDArray[Any]
Spot: TypeAlias = tuple[int, int]  # a sentence by its place, and a word of it

# Anchors that a mention is held against: so many before it and after it, and the first
# of each of the countries named most. Judged, not fitted.
BEFORE, AFTER, MAIN = 16, 4, 8
BLOCK = 256  # mentions whose pairs are made at once
# what is far is as good as farther
FAR_WORDS, FAR_SENTENCES = 20, 10
# arcs of a tree that are walked up
STEPS = 8
# Words that mention without naming, by the column that they light up.
PRONOUNS: Final = (
    ("we", "us", "our", "ours", "ourselves"),
    ("i", "me", "my", "mine", "myself"),
    ("he", "him", "his", "himself"),
    ("she", "her", "hers", "herself"),
    ("it", "its", "itself"),
    ("they", "them", "their", "theirs", "themselves"),
    ("you", "your", "yours", "yourself", "yourselves"),
    ("this", "that", "these", "those", "who", "which", "whose", "whom", "one"),
)
PRONOUN = {word: number for number, words in enumerate(PRONOUNS) for word in words}
NAMED = len(PRONOUNS)
TEXT, TITLE, PUBLISHER = range(3)
OUTSIDE, UNMET = -1, -2  # the numbers of what is not there, and of names never met
PLURAL = frozenset({"NNS", "NNPS"})
SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
TIES: Final = (
    ("nmod:poss",),
    ("compound", "amod", "nmod:desc"),
    ("nmod",),
    ("appos", "flat"),
)
KINDS: Final = ("group", "org", "person", "place", "state")
WIDTH: Final = 56


class Anchor(NamedTuple):
    """
    Somebody of a known country: `place` is its sentence's, -1 outside the text;
    `actor` what the rules found.
    """

    kind: int
    place: int
    token: int
    country: str
    actor: Actor | None = None


class Mention(Struct, frozen=True, kw_only=True):
    """
    A word that mentions somebody. `told` are the countries that rules gave it, `actors`
    what they made of it.
    """

    place: int
    token: int
    kind: str | None
    told: frozenset[str]
    actors: tuple[Actor, ...]


class Pairs(NamedTuple):
    """
    Some mentions beside their anchors: P pairs.

    mention, anchor: [P] numbers of either. features: [P, WIDTH].
    """

    mention: Numbers
    anchor: Numbers
    features: NDArray[np.float32]


class Bearings:
    """
    The mentions and anchors of one account.

    Args:
        sentences: with their markables.
        actors: what rules found.
        titled: countries that the title names.
        home: the country of the publisher where it is a government's.
        least: how likely a markable must be to be a mention.
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        actors: Iterable[Actor],
        *,
        titled: Iterable[str] = (),
        home: str | None = None,
        least: float,
    ) -> None:
        self.sentences = sentences
        self.markables = {
            (place, markable.token): markable
            for place, sentence in enumerate(sentences)
            for markable in sentence.markables
        }
        places = {sentence.index: at for at, sentence in enumerate(sentences)}
        held: dict[Spot, list[Actor]] = {}
        for actor in actors:
            held.setdefault((places[actor.sentence], actor.head), []).append(actor)
        self.mentions = list(self._mentions(held, least))
        self.anchors = [*self._anchors(held), *_around(titled, home)]
        self._words = _Words(sentences)
        self._home = home

    def _mentions(
        self,
        held: Mapping[Spot, Sequence[Actor]],
        least: float,
    ) -> Iterator[Mention]:
        likely = {at for at, one in self.markables.items() if one.chance >= least}
        for place, token in sorted(likely | held.keys()):
            found = tuple(held.get((place, token), ()))
            yield Mention(
                place=place,
                token=token,
                kind=self._kind((place, token)),
                told=frozenset(actor.country for actor in found if actor.country),
                actors=found,
            )

    def _anchors(
        self,
        held: Mapping[Spot, Sequence[Actor]],
    ) -> Iterator[Anchor]:
        """The actors with a country, in text order; who is a pronoun stands for none."""
        for (place, token), found in sorted(held.items(), key=lambda item: item[0]):
            if self.sentences[place].tokens[token].text.lower() in PRONOUN:
                continue
            for actor in found:
                if actor.country:
                    yield Anchor(TEXT, place, token, actor.country, actor)

    def _kind(
        self,
        spot: Spot,
    ) -> str | None:
        found = self.markables.get(spot)
        return found.kind if found else None

    def pairs(self) -> Iterator[Pairs]:
        """Every mention beside the anchors that may bear on it, block by block."""
        if not self.anchors:
            return
        mentions = _Side(
            self._words,
            [(m.place, m.token, self._kind((m.place, m.token))) for m in self.mentions],
        )
        anchors = _Side(
            self._words,
            [(a.place, a.token, self._kind((a.place, a.token))) for a in self.anchors],
        )
        counts = Counter(anchor.country for anchor in self.anchors)
        chosen = _Chosen(self.anchors, anchors.word.tolist(), counts)
        countries = _Countries(self.anchors, counts, self._home)
        for start in range(0, len(self.mentions), BLOCK):
            numbers = range(start, min(start + BLOCK, len(self.mentions)))
            near = [chosen.near(int(mentions.word[number])) for number in numbers]
            mention = np.repeat(np.array(numbers), [len(some) for some in near])
            anchor = np.concatenate(near)
            told = [self.mentions[number].told for number in mention.tolist()]
            columns = [
                *_between(self._words, mentions.some(mention), anchors.some(anchor)),
                *countries.columns(anchor, told),
                *_latest(mention, anchor, mentions, anchors, countries.codes),
            ]
            yield Pairs(mention, anchor, np.stack(columns, 1).astype(np.float32))


def _around(
    titled: Iterable[str],
    home: str | None,
) -> Iterator[Anchor]:
    """What lies outside the text."""
    for country in titled:
        yield Anchor(TITLE, -1, -1, country)
    if home:
        yield Anchor(PUBLISHER, -1, -1, home)


class _Chosen:
    """Which anchors a mention is held against; those in the text stand first."""

    def __init__(
        self,
        anchors: Sequence[Anchor],
        words: Sequence[int],
        counts: Counter[str],
    ) -> None:
        self._inside = [word for word in words if word >= 0]
        self._outside = range(len(self._inside), len(anchors))
        main = {country for country, _ in counts.most_common(MAIN)}
        first: dict[str, int] = {}
        for number, anchor in enumerate(anchors):
            if anchor.country in main:
                first.setdefault(anchor.country, number)
        self._first = frozenset(first.values())

    def near(
        self,
        word: int,
    ) -> Numbers:
        """Numbers of anchors, in order."""
        at = bisect_left(self._inside, word)
        around = range(max(0, at - BEFORE), min(len(self._inside), at + AFTER))
        return np.array(sorted({*around, *self._outside, *self._first}), np.int64)


class _Words:
    """All words of an account in arrays; `nobody` governs the roots."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
    ) -> None:
        self.tokens = [token for sentence in sentences for token in sentence.tokens]
        self.starts = np.cumsum([0, *(len(one.tokens) for one in sentences)])
        self.nobody = len(self.tokens)
        start = np.repeat(self.starts[:-1], np.diff(self.starts))
        head = np.array([token.head for token in self.tokens], np.int64)
        parent = np.where(head < 0, self.nobody, start + head)
        self.parent = np.append(parent, self.nobody)
        self._relations: dict[str, int] = {}
        relations = (token.relation for token in self.tokens)
        lemmas = (token.lemma.lower() for token in self.tokens)
        self.relation = _numbered(self._relations, relations)
        self.lemma = _numbered({}, lemmas)

    def at(
        self,
        place: int,
        token: int,
    ) -> int:
        """The number of a word of the account; -1 outside it."""
        return int(self.starts[place]) + token if place >= 0 else -1

    def relations(
        self,
        names: Iterable[str],
    ) -> list[int]:
        """The numbers of relations."""
        return [self._relations.get(name, UNMET) for name in names]


def _numbered(
    known: dict[str, int],
    values: Iterable[str],
) -> Numbers:
    """Values as numbers, nobody's behind them."""
    found = [known.setdefault(value, len(known)) for value in values]
    return np.array([*found, OUTSIDE], np.int64)


class _Side:
    """Mentions or anchors in arrays: spots with the kind that a markable gives."""

    def __init__(
        self,
        words: _Words,
        spots: Sequence[tuple[int, int, str | None]],
    ) -> None:
        numbers = [words.at(place, token) for place, token, _ in spots]
        tokens = [words.tokens[at] if at >= 0 else None for at in numbers]
        self.place = np.array([place for place, _, _ in spots], np.int64)
        self.word = np.array(numbers, np.int64)
        self.parent = np.where(self.word < 0, OUTSIDE, words.parent[self.word])
        self.relation = np.where(self.word < 0, OUTSIDE, words.relation[self.word])
        self.lemma = np.where(self.word < 0, OUTSIDE, words.lemma[self.word])
        self.proper = np.array([t is not None and t.upos == "PROPN" for t in tokens])
        self.adjective = np.array([t is not None and t.upos == "ADJ" for t in tokens])
        self.plural = np.array([t is not None and t.tag in PLURAL for t in tokens])
        pronouns = [PRONOUN.get(t.text.lower(), NAMED) if t else NAMED for t in tokens]
        self.pronoun = np.array(pronouns)
        kinds = [KINDS.index(kind) if kind else OUTSIDE for _, _, kind in spots]
        self.kind = np.array(kinds)

    def some(
        self,
        numbers: Numbers,
    ) -> _Side:
        """Those of the given numbers."""
        found = object.__new__(_Side)
        for name, values in vars(self).items():
            setattr(found, name, values[numbers])
        return found


def _between(
    words: _Words,
    own: _Side,
    other: _Side,
) -> Iterator[Column]:
    """What lies between mentions and their anchors, and what either is."""
    inside = other.word >= 0
    back = np.where(inside, own.place - other.place, 0)
    same = inside & (back == 0)
    yield from _far(own, other, inside, same, back)
    yield from _tied(words, own, other, same)
    yield inside & (own.lemma == other.lemma)
    subjects = words.relations(SUBJECTS)
    yield inside & np.isin(other.relation, subjects)
    yield np.isin(own.relation, subjects)
    yield inside & other.proper
    yield inside & other.adjective
    yield own.proper
    yield own.plural
    for number in range(NAMED + 1):
        yield own.pronoun == number
    for number in range(len(KINDS)):
        yield own.kind == number
    for number in range(len(KINDS)):
        yield inside & (other.kind == number)


def _tied(
    words: _Words,
    own: _Side,
    other: _Side,
    same: Truths,
) -> Iterator[Column]:
    """How the words of one sentence hang together: one below the other, or both alike."""
    tied = same & (other.parent == own.word)
    hangs = same & (own.parent == other.word)
    yield tied
    for names in TIES:
        relations = words.relations(names)
        yield tied & np.isin(other.relation, relations)
    yield hangs
    apposed = words.relations(("appos",))
    yield hangs & np.isin(own.relation, apposed)
    yield same & _governed(words, own, other)
    alike = own.parent == other.parent
    yield same & alike & (own.parent != words.nobody)


def _far(
    own: _Side,
    other: _Side,
    inside: Truths,
    same: Truths,
    back: Numbers,
) -> Iterator[Column]:
    """How far an anchor stands from a mention, in words and in sentences."""
    gap = own.word - other.word
    yield same
    yield same & (gap > 0)
    yield same & (gap < 0)
    yield same & (gap == 0)
    steps = np.minimum(np.abs(gap), FAR_WORDS)
    yield np.where(same, steps / FAR_WORDS, 0)
    yield inside & (back == 1)
    yield inside & (back == 2)
    before = np.where(back > 2, back, 0)
    after = np.where(back < 0, -back, 0)
    for far in (before, after):
        yield inside & (far > 0)
        yield np.minimum(far, FAR_SENTENCES) / FAR_SENTENCES


def _governed(
    words: _Words,
    own: _Side,
    other: _Side,
) -> Truths:
    """Whether an anchor stands on the way from a mention to the root."""
    above = own.parent
    found = np.zeros(len(above), bool)
    for _ in range(STEPS):
        found |= above == other.word
        above = words.parent[above]
    return found


class _Countries:
    """The countries of anchors: how much an account is about each."""

    def __init__(
        self,
        anchors: Sequence[Anchor],
        counts: Counter[str],
        home: str | None,
    ) -> None:
        self._names = [anchor.country for anchor in anchors]
        number = {name: at for at, name in enumerate(counts)}
        self.codes = np.array([number[name] for name in self._names])
        most = max(counts.values())
        total = len(anchors)
        self._kind = np.array([anchor.kind for anchor in anchors])
        self._share = np.array([counts[name] / total for name in self._names])
        self._main = np.array([counts[name] == most for name in self._names])
        self._body = np.array([name in BODIES for name in self._names])
        self._home = np.array([name == home for name in self._names])
        self._official = home is not None

    def columns(
        self,
        anchor: Numbers,
        told: Sequence[frozenset[str]],
    ) -> Iterator[Column]:
        """What speaks of an anchor's country; `told` is what rules say of a mention."""
        pairs = zip(anchor.tolist(), told, strict=True)
        agreed = np.array([self._names[at] in countries for at, countries in pairs])
        yield agreed
        yield np.array([bool(countries) for countries in told]) & ~agreed
        yield self._kind[anchor] == TITLE
        yield self._kind[anchor] == PUBLISHER
        yield self._share[anchor]
        yield self._main[anchor]
        yield self._body[anchor]
        yield self._home[anchor]
        yield np.full(len(anchor), self._official)


def _latest(
    mention: Numbers,
    anchor: Numbers,
    own: _Side,
    other: _Side,
    codes: Numbers,
) -> Iterator[Column]:
    """Whether an anchor is the last of its country up to a mention."""
    word = other.word[anchor]
    before = (word >= 0) & (word <= own.word[mention])
    # a place for each country of each mention
    places = (mention - mention.min()) * (codes.max() + 1) + codes[anchor]
    last = np.full(places.max() + 1, -1)
    np.maximum.at(last, places, np.where(before, word, -1))
    yield before & (word == last[places])
