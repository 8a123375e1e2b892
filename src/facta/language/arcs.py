"""
What hangs from what in a parsed sentence, and where in the text it stands.

Knows Universal Dependencies and no language. All answers are token indices, or offsets
into the document's text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from facta.lexicon import Lexicon
from facta.records import Sentence, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
# what hangs on the head of a noun phrase without being part of it
LOOSE = SUBJECTS | {
    "advcl",
    "case",
    "cc",
    "conj",
    "cop",
    "discourse",
    "mark",
    "parataxis",
}
DASHES = frozenset("-–—―")
DATELINE = 16  # tokens among which a dateline's dash is looked for; judged, not fitted
BARE_EDGES = frozenset(",;:.!?-–—―…")


class Arcs:
    """
    A sentence with the tokens below each token at hand.

    Args:
        sentence: with its tokens' heads and relations.
        lexicon: the words that it is read by, at hand for whoever holds the tree.
    """

    def __init__(self, sentence: Sentence, lexicon: Lexicon) -> None:
        self.sentence = sentence
        self.lexicon = lexicon
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.below: list[list[int]] = [[] for _ in sentence.tokens]
        for index, token in enumerate(sentence.tokens):
            # a damaged tree must not send anybody in circles
            if 0 <= token.head < len(self.below) and token.head != index:
                self.below[token.head].append(index)

    @cached_property
    def dateline(self) -> int:
        """How many tokens "KYIV, May 26 (Agency) - " takes at the start; else 0."""
        return _dateline(self.tokens)

    @cached_property
    def lemmas(self) -> list[str]:
        """The lemmas of the tokens in lower case."""
        return [token.lemma.lower() for token in self.tokens]

    def lemma(self, index: int) -> str:
        """The lemma of a token in lower case."""
        return self.lemmas[index]

    def relation(self, index: int) -> str:
        """The relation of a token to its head, subtype and all."""
        return self.tokens[index].relation

    def base(self, index: int) -> str:
        """The relation of a token to its head without its subtype."""
        return self.tokens[index].relation.partition(":")[0]

    def children(self, head: int, *relations: str) -> list[int]:
        """
        Children of a token, in text order, those of the given relations only where some
        are given.
        """
        if not relations:
            return self.below[head]
        tokens = self.tokens
        return [i for i in self.below[head] if tokens[i].relation in relations]

    def child(self, head: int, *relations: str) -> int | None:
        """The first child of a token that stands in one of the relations."""
        return next(iter(self.children(head, *relations)), None)

    def subtree(
        self, head: int, *, skip: Callable[[int], bool] = lambda _: False
    ) -> list[int]:
        """
        A token and all below it in text order, leaving out what hangs below a token to
        skip.
        """
        found = []
        waiting = [head]
        seen = {head}
        while waiting:
            index = waiting.pop()
            found.append(index)
            for below in self.below[index]:
                if below not in seen and not skip(below):
                    seen.add(below)
                    waiting.append(below)
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """The tokens above a token, nearest first."""
        seen = {index}
        head = self.tokens[index].head
        while 0 <= head < len(self.tokens) and head not in seen:
            yield head
            seen.add(head)
            head = self.tokens[head].head

    def within(self, index: int, head: int) -> bool:
        """Whether a token is `head` or stands below it."""
        entered, left = self._numbers
        return entered[head] <= entered[index] <= left[head]

    @cached_property
    def _numbers(self) -> tuple[list[int], list[int]]:
        """
        Numbers of the tokens from the root down, so that those below a token are the
        numbers behind its own, up to the second of its pair.
        """
        size = len(self.tokens)
        entered, left = [0] * size, [0] * size
        waiting = [(i, False) for i, token in enumerate(self.tokens) if token.head < 0]
        number = 0
        while waiting:
            index, done = waiting.pop()
            if done:
                left[index] = number
                continue
            number += 1
            entered[index] = number
            waiting.append((index, True))
            waiting += [(child, False) for child in self.below[index]]
        return entered, left

    def conjuncts(self, head: int) -> list[int]:
        """A phrase with those coordinated with it."""
        found = [head]
        for token in found:
            found += self.children(token, "conj")
        return found

    def phrase(self, head: int) -> list[int]:
        """
        The tokens of a noun phrase in one piece: titles, names, appositions and what
        describes it.

        Clauses that interrupt, marks at the edge and whatever hangs loosely (parataxis,
        discourse) are left out.
        """

        def loose(index: int) -> bool:
            token = self.tokens[index]
            return token.head == head and token.relation in LOOSE

        joined = _joined(self.subtree(head, skip=loose), head)
        while joined[0] < head and self.tokens[joined[0]].upos == "ADP":
            joined.pop(0)
        return joined

    def around(self, indices: Iterable[int]) -> tuple[int, int]:
        """The offsets from the first to the last of some tokens."""
        members = [self.tokens[index] for index in indices]
        start = min(token.start for token in members)
        end = max(token.end for token in members)
        return start, end

    def trimmed(self, indices: Iterable[int]) -> tuple[int, int] | None:
        """
        The offsets of some tokens without the commas, dashes and stops at their edges.
        """
        kept = sorted(indices)
        while kept and _bare(self.tokens[kept[0]]):
            kept.pop(0)
        while kept and _bare(self.tokens[kept[-1]]):
            kept.pop()
        if not kept:
            return None
        return self.around(kept)

    def span(self, text: str, indices: Iterable[int]) -> Span | None:
        """Where some tokens stand in the text, without the bare marks at their edges."""
        edges = self.trimmed(indices)
        return Span.of(text, *edges) if edges else None

    def tokens_between(self, start: int, end: int) -> range:
        """
        Indices of the tokens that share characters with `[start, end)` of the
        document's text.
        """
        first = bisect_right(self.tokens, start, key=lambda token: token.end)
        last = bisect_left(self.tokens, end, lo=first, key=lambda token: token.start)
        return range(first, last)


def _dateline(tokens: Sequence[Token]) -> int:
    if not tokens or not tokens[0].text.isupper():
        return 0
    for index, token in enumerate(tokens[:DATELINE]):
        if token.text in DASHES and index:
            # "A 30-day truce" has no dateline
            joined = token.text == "-" and tokens[index - 1].end == token.start
            return 0 if joined else index + 1
        if token.upos in {"VERB", "AUX", "PRON"}:
            break
    return 0


def _bare(token: Token) -> bool:
    return set(token.text) <= BARE_EDGES


def _joined(members: list[int], head: int) -> list[int]:
    """The members that form one run of tokens around the head."""
    inside = set(members)
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return list(range(first, last + 1))
