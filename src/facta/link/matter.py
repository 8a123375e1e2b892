"""
What an account is about: its words by how much each says, to tell accounts of one
matter from others. Pure.

Source: Salton and Buckley (1988), term weighting in text retrieval (cosine of weighted
words; the weights are those of `facta.link.rarity`).
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from facta.link.cues import named_alike
from facta.link.rarity import weight
from facta.records import Annotation, Sentence

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
LEAST = 3.0  # bits under which a word tells no matter; judged
CACHED = 1 << 12  # pairs of accounts whose likeness is kept
CHIEF = 5  # words that an account is looked for by; judged


def lemmas(annotation: Annotation) -> Iterator[str]:
    """The lemmas of an account that carry matter, as often as they stand in it."""
    for sentence in annotation.sentences:
        yield from _lemmas(sentence)


def _lemmas(sentence: Sentence) -> Iterator[str]:
    for token in sentence.tokens:
        if token.upos in CONTENT:
            yield token.lemma.casefold()


def _held(sentence: Sentence) -> set[str]:
    """The words of a sentence, those that tell the same as one."""
    return {named_alike(lemma) for lemma in _lemmas(sentence)}


class Matter(Struct, frozen=True, eq=False):
    """
    The words of an account with their weights, together of length 1, and the few that
    weigh most. `sentences` is how many it has, `spread` in how many of them a word
    stands that stands in more than one.
    """

    weights: Mapping[str, float]
    chief: tuple[str, ...]
    sentences: int = 1
    spread: Mapping[str, int] = {}

    @classmethod
    def of(cls, annotation: Annotation) -> Matter:
        """What an annotated account is about."""
        counts = Counter(lemmas(annotation))
        weights = {
            word: (1 + math.log(count)) * bits
            for word, count in counts.items()
            if (bits := weight(word)) >= LEAST
        }
        length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
        chief = sorted(weights, key=lambda word: (-weights[word], word))[:CHIEF]
        spread = Counter(
            word for sentence in annotation.sentences for word in _held(sentence)
        )
        return cls(
            {word: value / length for word, value in weights.items()},
            tuple(chief),
            sentences=max(1, len(annotation.sentences)),
            spread={word: count for word, count in spread.items() if count > 1},
        )

    def foremost(self, count: int) -> tuple[str, ...]:
        """The words that weigh most, these first."""
        return _foremost(self, count)

    def bits(self, word: str) -> float:
        """How much it says that a sentence of the account has one of its words."""
        return math.log2(self.sentences / self.spread.get(word, 1))

    def likeness(self, other: Matter) -> float:
        """How alike two accounts are, 0 to 1."""
        return _likeness(self, other)


@functools.lru_cache(maxsize=CACHED)
def _foremost(one: Matter, count: int) -> tuple[str, ...]:
    """Asked for by each of an account's claims."""
    ordered = sorted(one.weights, key=lambda word: (-one.weights[word], word))
    return tuple(ordered[:count])


@functools.lru_cache(maxsize=CACHED)
def _likeness(one: Matter, other: Matter) -> float:
    """What two accounts have in common, which many of their tellings ask for."""
    few, many = sorted((one.weights, other.weights), key=len)
    return sum(value * many[word] for word, value in few.items() if word in many)
