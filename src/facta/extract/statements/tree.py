"""
Walks over one parsed sentence: whose subject, which words belong to a phrase, where it
stands in the text.

A `Tree` keeps the children of every token, so that each question costs no more than its
answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from facta.records import Sentence, Span, Token

CLAUSAL = frozenset(
    {"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "xcomp"}
)
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass"})
DASHES = frozenset("-–—―")
DATELINE = 16
BARE_EDGES = frozenset(",;:.!?-–—―…")


class Tree:
    """
    A sentence with the children of each token at hand, and the number of tokens of the
    dateline it opens with.
    """

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        below: list[list[int]] = [[] for _ in sentence.tokens]
        for index, token in enumerate(sentence.tokens):
            if 0 <= token.head < len(below) and token.head != index:
                below[token.head].append(index)
        self.below = below
        self.dateline = _dateline(sentence.tokens)

    def children(self, head: int, *relations: str) -> list[int]:
        """
        Children of a token, in text order, those of the given relations only where some
        are given.
        """
        return [
            i
            for i in self.below[head]
            if not relations or self.tokens[i].relation in relations
        ]

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
        found, waiting, seen = [], [head], {head}
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

    def prepositions(self, index: int) -> set[str]:
        """The words that mark a token as oblique, in lower case."""
        return {
            self.tokens[i].text.lower() for i in self.children(index, "case", "mark")
        }

    def around(self, indices: Iterable[int]) -> tuple[int, int]:
        """The offsets from the first to the last of some tokens."""
        members = [self.tokens[index] for index in indices]
        return min(token.start for token in members), max(
            token.end for token in members
        )

    def trimmed(self, indices: Iterable[int]) -> tuple[int, int] | None:
        """
        The offsets of some tokens without the commas, dashes and stops at their edges.
        """
        kept = sorted(indices)
        while kept and _bare(self.tokens[kept[0]]):
            kept.pop(0)
        while kept and _bare(self.tokens[kept[-1]]):
            kept.pop()
        return self.around(kept) if kept else None


def _dateline(tokens: Sequence[Token]) -> int:
    """How many tokens "KYIV, May 26 (Agency) - " takes at the start of a sentence."""
    if not tokens or not tokens[0].text.isupper():
        return 0
    for index, token in enumerate(tokens[:DATELINE]):
        if token.text in DASHES and index:
            return index + 1
        if token.upos in {"VERB", "AUX", "PRON"}:
            break
    return 0


def _bare(token: Token) -> bool:
    return set(token.text) <= BARE_EDGES


def phrase(tree: Tree, head: int) -> list[int]:
    """
    The tokens of a noun phrase in one piece: titles, names, appositions and what
    describes it.

    Clauses that interrupt, marks at the edge and whatever hangs loosely (parataxis,
    discourse) are left out.
    """

    def loose(index: int) -> bool:
        relation = tree.tokens[index].relation
        alongside = tree.tokens[index].head == head
        return (
            alongside
            and relation
            in {"parataxis", "discourse", "cc", "conj", "case", "mark", "cop", "advcl"}
            | SUBJECTS
        )

    members = tree.subtree(head, skip=loose)
    joined = _joined(members, head)
    while joined[0] < head and tree.tokens[joined[0]].upos == "ADP":
        joined.pop(0)
    return joined


def _joined(members: list[int], head: int) -> list[int]:
    """The members that form one run of tokens around the head."""
    inside = set(members)
    first = last = head
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return list(range(first, last + 1))


def span(tree: Tree, text: str, indices: Iterable[int]) -> Span | None:
    """Where some tokens stand in the text, without the bare marks at their edges."""
    edges = tree.trimmed(indices)
    return Span.of(text, *edges) if edges else None
