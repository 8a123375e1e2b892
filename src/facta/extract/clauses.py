"""
The clauses of a sentence as dates need them: what hangs from what, what is a deed, what
tense it is told in.

A `Clauses` is laid out once for a sentence; it answers about words and knows nothing of
times.
"""

from __future__ import annotations

from collections.abc import Iterator

from facta.language.syntax import Tree
from facta.records import Token

PREDICATES = frozenset(("VERB", "AUX"))
SUBJECTS = ("nsubj", "nsubj:pass")
_NOUNS = frozenset(("NOUN", "PROPN"))
_MARKED = frozenset(("mark", "case"))
# relations across which a word shares the time of the word it hangs from
_SHARING = frozenset(
    (
        "amod",
        "appos",
        "compound",
        "flat",
        "iobj",
        "nmod",
        "nsubj",
        "nummod",
        "obj",
        "obl",
    )
)
# what stands behind a noun and says which is meant
_TELLING_WHICH = ("nmod", "acl", "acl:relcl", "appos")
# steps up a tree after which a walk ends; no tree of prose is as deep, and a hostile
# one costs no more
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
        self.known = tree.lexicon.times

    def cases(self, index: int) -> frozenset[str]:
        """
        The prepositions and conjunctions that stand before a phrase or clause, in lower
        case.
        """
        return frozenset(
            self.tokens[child].text.lower()
            for child in self.below[index]
            if self._marks(child) or self._when(child)
        )

    def _marks(self, index: int) -> bool:
        return self.tokens[index].relation in _MARKED

    def _when(self, index: int) -> bool:
        token = self.tokens[index]
        return token.relation == "advmod" and token.tag == "WRB"

    def up(self, index: int) -> Iterator[int]:
        """A word and those above it, up to `DEPTH`."""
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
        if lemma in self.known.acts or lemma in deeds.nouns:
            return True
        return lemma.endswith(tuple(deeds.endings))

    def carrying(self, index: int) -> bool:
        """
        Whether a verb only says that a deed took place ("launched an attack"), so that
        both share their time.
        """
        if self.tokens[index].upos not in PREDICATES:
            return False
        return self.lemma(index) in self.known.times.deeds.verbs

    def definite(self, index: int) -> bool:
        """Whether a noun points back: "the talks", "that call", "those attacks"."""
        articles = self.children(index, "det")
        definites = self.tree.lexicon.grammar.definites
        return any(self.tokens[at].text.lower() in definites for at in articles)

    def bare(self, index: int) -> bool:
        """
        Whether a noun that points back has nothing behind it that says which is meant:
        "the attack", not "the attack of May".
        """
        return self.definite(index) and not any(self.children(index, *_TELLING_WHICH))

    def speaking(self, index: int) -> bool:
        """Whether a verb tells words: "warned", "called on", "refused"."""
        verb = self.tokens[index].upos == "VERB"
        return verb and self.lemma(index) in self.known.times.narrative.speaking

    def helpers(self, index: int) -> list[Token]:
        """
        The auxiliaries and copulas of a predicate; a fellow without subject shares
        those of the first.
        """
        own: list[Token] = []
        for here in self.up(index):
            own = self._own_helpers(here)
            if own or not self._leans(here):
                break
        return own

    def _own_helpers(self, index: int) -> list[Token]:
        helpers = (at for at in self.below[index] if self.base(at) in ("aux", "cop"))
        return [self.tokens[at] for at in helpers]

    def _leans(self, index: int) -> bool:
        """Whether a second verb needs the auxiliary of the first: "has met and urged"."""
        token = self.tokens[index]
        if token.relation != "conj" or token.tag not in ("VB", "VBN", "VBG"):
            return False
        return not any(self.children(index, *SUBJECTS))

    def perfect(self, index: int) -> bool:
        """Whether a predicate is told in a perfect: "has promised", "had been shut"."""
        token = self.tokens[index]
        # what is said with a form of "be" has the participle in that: "has been ready"
        if token.tag != "VBN" and token.upos in PREDICATES:
            return False
        perfects = self.tree.lexicon.grammar.perfects
        return any(one.text.lower() in perfects for one in self.helpers(index))

    def told_as_past(self, index: int) -> bool:
        """
        Whether a predicate is told in the simple past, once: no perfect, no habit,
        nothing possible.
        """
        helpers = self.helpers(index)
        if any(helper.tag == "MD" for helper in helpers):
            return False
        if self.perfect(index) or self.habitual(index):
            return False
        if self.tokens[index].tag == "VBD" or any(one.tag == "VBD" for one in helpers):
            return True
        return self._misread(index)

    def _misread(self, index: int) -> bool:
        """
        Whether a participle stands as a main verb without any auxiliary: a past that
        the tagger took for one.
        """
        token = self.tokens[index]
        main = token.tag == "VBN" and token.relation in ("root", "conj")
        return main and not self.helpers(index)

    def habitual(self, index: int) -> bool:
        """
        Whether an adverb says that it happened more than once, or at no one time:
        "often", "long", "already".
        """
        narrative = self.known.times.narrative
        adverbs = (self.lemma(at) for at in self.children(index, "advmod"))
        return any(
            adverb in narrative.habits or adverb in narrative.long for adverb in adverbs
        )

    def long_ago(self, index: int) -> bool:
        """
        Whether an adverb says that it has been so for long: "long", "historically", or
        "used to".
        """
        if self._used(index):
            clauses = self.children(index, "xcomp", "advcl")
            return any(self.cases(clause) == {"to"} for clause in clauses)
        adverbs = (self.lemma(at) for at in self.children(index, "advmod"))
        return any(adverb in self.known.times.narrative.long for adverb in adverbs)

    def _used(self, index: int) -> bool:
        """Whether a verb is "used" without an object; the tagger may see a participle."""
        if self.lemma(index) != "use" or self.tokens[index].tag not in ("VBD", "VBN"):
            return False
        return not any(self.children(index, "obj"))

    def above(self, index: int) -> int:
        """
        The word above that shares a word's time, or -1 where another clause, or another
        deed, begins.

        A deed's noun shares that of a verb that carries it out, any other noun that of
        its verb; a second verb that of the first; "killing nine" and "to protest" that
        of the verb they hang from.
        """
        head = self.tokens[index].head
        return head if head >= 0 and self._shares(index, head) else -1

    def _shares(self, index: int, head: int) -> bool:
        base = self.base(index)
        if base in ("advcl", "acl"):
            return self._accompanies(index)
        if base == "conj":
            return not self._on_its_own(index)
        if base == "xcomp":
            return True
        if base not in _SHARING:
            return False
        if self.cases(index) & self.known.times.contexts.shifting:
            return False
        return not self.deed(index) or self._carried(index, head)

    def _carried(self, index: int, head: int) -> bool:
        """Whether what a deed's noun hangs from tells of the same deed."""
        base = self.base(index)
        if self.predicate(head):
            return base in ("compound", "amod") or self.carrying(head)
        if base == "nmod":
            return self.lemma(head) in self.known.times.deeds.aspects
        return True

    def _accompanies(self, index: int) -> bool:
        """Whether a clause has no time of its own: a bare participle, or a purpose."""
        token = self.tokens[index]
        marks = [self.tokens[i].lemma for i in self.below[index] if self._marks(i)]
        if token.tag == "VBG":
            return not marks and not self.helpers(index)
        return token.tag == "VB" and token.relation == "advcl" and marks == ["to"]

    def _on_its_own(self, index: int) -> bool:
        """
        Whether a second verb is told at another time than the first: in a perfect,
        ahead, as a habit, as of now.
        """
        first = self.tokens[index].head
        if not self._finite(index):
            return False
        if not self.predicate(index) or not self.predicate(first):
            return False
        return self.told_as_past(index) != self.told_as_past(first)

    def _finite(self, index: int) -> bool:
        if self.tokens[index].tag in ("VBD", "VBZ", "VBP"):
            return True
        return any(self.base(child) == "aux" for child in self.below[index])

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
