"""
The clauses of a sentence as dates need them: what hangs from what, what is a deed, what
tense it is told in.

A `Clauses` is laid out once for a sentence; it answers about words and knows nothing of
times.
"""

from __future__ import annotations

from collections.abc import Iterator

from facta.extract.times.vocabulary import Vocabulary, vocabulary
from facta.language.syntax import Tree
from facta.records import Token

PREDICATES = frozenset(("VERB", "AUX"))
SUBJECTS = ("nsubj", "nsubj:pass")
_NOUNS = frozenset(("NOUN", "PROPN"))
_PERFECT = frozenset(("had", "has", "have", "having", "'ve", "’ve", "'d", "’d"))
_MARKED = frozenset(("mark", "case"))
DEPTH = 64


class Clauses:
    """A sentence with the words below each word at hand."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.tokens = tree.tokens
        self.below = tree.below
        self.lemma = tree.lemma
        self.base = tree.base
        self.children = tree.children
        self.known: Vocabulary = vocabulary()

    def cases(self, index: int) -> frozenset[str]:
        """
        The prepositions and conjunctions that stand before a phrase or clause, in lower
        case.
        """
        return frozenset(
            self.tokens[child].text.lower()
            for child in self.below[index]
            if self.tokens[child].relation in ("case", "mark") or self._when(child)
        )

    def _when(self, index: int) -> bool:
        return (
            self.tokens[index].relation == "advmod" and self.tokens[index].tag == "WRB"
        )

    def up(self, index: int) -> Iterator[int]:
        """
        A word and those above it; no tree of prose is as deep as `DEPTH`, and a hostile
        one costs no more.
        """
        for _ in range(DEPTH):
            if index < 0:
                return
            yield index
            index = self.tokens[index].head

    def predicate(self, index: int) -> bool:
        """
        Whether a word heads a clause: a verb, or what a form of "be" is said with.
        """
        return self.tokens[index].upos in PREDICATES or any(self.children(index, "cop"))

    def deed(self, index: int) -> bool:
        """Whether a noun names a deed: "attack", "talks", "annexation"."""
        if self.tokens[index].upos not in _NOUNS:
            return False
        lemma, deeds = self.lemma(index), self.known.times.deeds
        if lemma in deeds.never:
            return False
        return (
            lemma in self.known.acts
            or lemma in deeds.nouns
            or lemma.endswith(tuple(deeds.endings))
        )

    def carrying(self, index: int) -> bool:
        """
        Whether a verb only says that a deed took place ("launched an attack"), so that
        both share their time.
        """
        token = self.tokens[index]
        return (
            token.upos in PREDICATES
            and self.lemma(index) in self.known.times.deeds.verbs
        )

    def definite(self, index: int) -> bool:
        """Whether a noun points back: "the talks", "that call", "those attacks"."""
        words = {
            self.tokens[child].text.lower() for child in self.children(index, "det")
        }
        return bool(words & {"the", "this", "that", "these", "those"})

    def bare(self, index: int) -> bool:
        """
        Whether a noun that points back has nothing behind it that says which is meant:
        "the attack", not "of".
        """
        return self.definite(index) and not any(
            self.children(index, "nmod", "acl", "acl:relcl", "appos")
        )

    def speaking(self, index: int) -> bool:
        """Whether a verb tells words: "warned", "called on", "refused"."""
        return (
            self.tokens[index].upos == "VERB"
            and self.lemma(index) in self.known.times.told.speaking
        )

    def helpers(self, index: int) -> list[Token]:
        """
        The auxiliaries and copulas of a predicate; a fellow without subject shares
        those of the first.
        """
        own: list[Token] = []
        for here in self.up(index):
            own = [
                self.tokens[child]
                for child in self.below[here]
                if self.base(child) in ("aux", "cop")
            ]
            token = self.tokens[here]
            bare = token.relation == "conj" and token.tag in ("VB", "VBN", "VBG")
            if own or not bare or any(self.children(here, *SUBJECTS)):
                break
        return own

    def perfect(self, index: int) -> bool:
        """Whether a predicate is told in a perfect: "has promised", "had been shut"."""
        participle = (
            self.tokens[index].tag == "VBN" or self.tokens[index].upos not in PREDICATES
        )
        return participle and any(
            helper.text.lower() in _PERFECT for helper in self.helpers(index)
        )

    def told_as_past(self, index: int) -> bool:
        """
        Whether a predicate is told in the simple past, once: no perfect, no habit,
        nothing possible.
        """
        token, helpers = self.tokens[index], self.helpers(index)
        if (
            self.perfect(index)
            or any(helper.tag == "MD" for helper in helpers)
            or self.habitual(index)
        ):
            return False
        return (
            token.tag == "VBD"
            or any(helper.tag == "VBD" for helper in helpers)
            or self._misread(index)
        )

    def _misread(self, index: int) -> bool:
        """
        Whether a participle stands as a main verb without any auxiliary: a past that
        the tagger took for one.
        """
        token = self.tokens[index]
        return (
            token.tag == "VBN"
            and token.relation in ("root", "conj")
            and not self.helpers(index)
        )

    def habitual(self, index: int) -> bool:
        """
        Whether an adverb says that it happened more than once, or at no one time:
        "often", "long", "already".
        """
        adverbs = self.known.times.told
        return any(
            self.lemma(child) in adverbs.habits | adverbs.long
            for child in self.children(index, "advmod")
        )

    def long_ago(self, index: int) -> bool:
        """
        Whether an adverb says that it has been so for long: "long", "historically", or
        "used to".
        """
        adverbs = self.known.times.told.long
        if (
            self.lemma(index) == "use"
            and self.tokens[index].tag in ("VBD", "VBN")
            and not any(self.children(index, "obj"))
        ):
            return any(
                self.cases(child) == {"to"}
                for child in self.children(index, "xcomp", "advcl")
            )
        return any(
            self.lemma(child) in adverbs for child in self.children(index, "advmod")
        )

    def above(self, index: int) -> int:
        """
        The word above that shares a word's time, or -1 where another clause, or another
        deed, begins.

        A deed's noun shares that of a verb that carries it out, any other noun that of
        its verb; a second verb that of the first; "killing nine" and "to protest" that
        of the verb they hang from.
        """
        token, base = self.tokens[index], self.base(index)
        head = token.head
        if head < 0:
            return -1
        if base in ("advcl", "acl"):
            if self._accompanies(index):
                return head
            return -1
        if base == "conj":
            if not self._on_its_own(index):
                return head
            return -1
        if base == "xcomp":
            return head
        if base not in (
            "obj",
            "iobj",
            "obl",
            "nsubj",
            "nmod",
            "compound",
            "amod",
            "appos",
            "nummod",
            "flat",
        ):
            return -1
        if self.cases(index) & self.known.times.contexts.shifting:
            return -1
        if self._shares(index, head):
            return head
        return -1

    def _accompanies(self, index: int) -> bool:
        """Whether a clause has no time of its own: a bare participle, or a purpose."""
        tag, marks = (
            self.tokens[index].tag,
            [self.tokens[i] for i in self.below[index] if self._marks(i)],
        )
        purpose = (
            tag == "VB"
            and self.tokens[index].relation == "advcl"
            and [m.lemma for m in marks] == ["to"]
        )
        return (tag == "VBG" and not marks and not self.helpers(index)) or purpose

    def _marks(self, index: int) -> bool:
        return self.tokens[index].relation in _MARKED

    def _on_its_own(self, index: int) -> bool:
        """
        Whether a second verb is told at another time than the first: in a perfect,
        ahead, as a habit, as of now.
        """
        token = self.tokens[index]
        finite = token.tag in ("VBD", "VBZ", "VBP") or any(
            self.base(child) == "aux" for child in self.below[index]
        )
        first = token.head
        if not finite or not self.predicate(index) or not self.predicate(first):
            return False
        return self.told_as_past(index) != self.told_as_past(first)

    def _shares(self, index: int, head: int) -> bool:
        if not self.deed(index):
            return True
        if self.predicate(head):
            return self.carrying(head) or self.base(index) in ("compound", "amod")
        if self.base(index) == "nmod":
            return self.lemma(head) in self.known.times.deeds.aspects
        return True

    def sharing(self, index: int) -> list[int]:
        """A word and those above it that share its time."""
        found: list[int] = []
        while index >= 0 and len(found) < DEPTH:
            found.append(index)
            index = self.above(index)
        return found

    def clause(self, index: int) -> int:
        """
        The predicate whose time a word shares, or -1 for a deed's noun that nothing
        carries out.
        """
        for _ in range(DEPTH):
            if self.predicate(index) and self.above(index) < 0:
                return index
            index = self.above(index)
            if index < 0:
                return -1
        return -1
