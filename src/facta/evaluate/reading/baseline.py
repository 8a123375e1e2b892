"""
What the words of a sentence alone tell of its type: a multinomial naive Bayes over bags
of words, the mark that any reading has to pass.

Source: Manning, Raghavan and Schuetze (2008), Introduction to Information Retrieval,
figure 13.2.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

# Stands for a sentence without an event.
NONE = "NONE"
WORD = re.compile(r"\w+")
# Added to the count of every word; judged, not fitted.
SMOOTHING = 0.5


class WordBag:
    """
    Types of sentences learnt from their words.

    Args:
        texts: sentences to learn from; one or more.
        types: the type of each.

    >>> bag = WordBag(["they met", "it shot them"], ["CONSULT", "ASSAULT"])
    >>> bag.type("the two met")
    'CONSULT'
    """

    def __init__(self, texts: Sequence[str], types: Sequence[str]) -> None:
        if not texts:
            raise ValueError("nothing to learn from")
        bags = [words(text) for text in texts]
        self._types = sorted(set(types))
        self._places = {word: at for at, word in enumerate(sorted(set().union(*bags)))}
        counts = np.zeros((len(self._types), len(self._places)))
        for bag, name in zip(bags, types, strict=True):
            row = counts[self._types.index(name)]
            for word, count in bag.items():
                row[self._places[word]] += count
        smooth = counts + SMOOTHING
        self._words = np.log(smooth / smooth.sum(axis=1, keepdims=True))
        often = Counter(types)
        self._often = np.log([often[name] / len(types) for name in self._types])

    def type(self, text: str) -> str:
        """The likeliest type of a sentence; words never seen are passed over."""
        scores = self._often.copy()
        for word, count in words(text).items():
            if word in self._places:
                scores += count * self._words[:, self._places[word]]
        return self._types[int(np.argmax(scores))]


def words(text: str) -> Counter[str]:
    """How often each word stands in a text, in lower case."""
    return Counter(WORD.findall(text.lower()))
