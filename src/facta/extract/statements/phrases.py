"""
The phrase that names a source, and what its words tell of who that is.

Takes a page and the head of the phrase; answers from the tree, the names that the
language model found, the actor mentions and the lexicon.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.language.syntax import Tree
from facta.lexicon.speech import WhoSpeaks
from facta.records import Actor, Name, Span, Token

# what may hold the name that a title stands before: "President Putin", "the envoy, X"
NAMING = ("appos", "flat", "compound", "nmod:desc")


class Phrase:
    """
    A phrase around a token.

    Args:
        page: the document.
        place: the head of the phrase.
        span: the phrase without the marks at its edges.
        members: its tokens.
    """

    def __init__(
        self, page: Page, place: Place, span: Span, members: list[int]
    ) -> None:
        self.page, self.place, self.span, self.members = page, place, span, members
        self.tree: Tree = page.trees[place.sentence]
        self.token: Token = self.tree.tokens[place.token]
        self.word = self.token.text.lower()
        self.lemma = self.token.lemma.lower()
        self.words: WhoSpeaks = page.lexicon.speech.speakers

    @classmethod
    def at(cls, page: Page, place: Place) -> Phrase | None:
        """The phrase of a token; None where it is no more than marks."""
        tree = page.trees[place.sentence]
        members = tree.phrase(place.token)
        span = tree.span(page.text, members)
        return None if span is None else cls(page, place, span, members)

    @cached_property
    def actors(self) -> Collection[Actor]:
        """The actor mentions within it."""
        return self.page.actors_between(*self.tree.around(self.members))

    @cached_property
    def naming(self) -> set[int]:
        """Its head and the tokens on it that may hold a name."""
        return {self.place.token, *self.tree.children(self.place.token, *NAMING)}

    @cached_property
    def actor(self) -> Actor | None:
        """The actor it is about: the one with its head, else one tied to its head."""
        for wanted in ({self.place.token}, self.naming):
            for actor in self.actors:
                own = actor.sentence == self.tree.sentence.index
                if own and actor.head in wanted:
                    return actor
        return None

    @property
    def is_outlet(self) -> bool:
        """Whether all of it is the name of a publisher or broadcaster."""
        start, end = self.tree.around(self.members)
        return self.is_known_outlet(self.page.text[start:end])

    def is_known_outlet(self, name: str) -> bool:
        """Whether a name is a publisher's or broadcaster's, whatever its article."""
        own = self.without_article(name).lower()
        return own.removesuffix("'s").removesuffix("’s") in self.words.outlet

    @property
    def is_person(self) -> bool:
        """Whether the language model found the name of a person in it."""
        # a word without capitals is a description, though the model takes it along
        near = [i for i in self.naming if not self.tree.tokens[i].text.islower()]
        persons = (name for name in self._names if name.kind == "person")
        return any(_covers(name, near) for name in persons)

    @property
    def is_body(self) -> bool:
        """Whether it is a body that speaks as one, by its noun or by a name."""
        if self.lemma in self.words.institution:
            return True
        others = (name for name in self._names if name.kind != "person")
        return any(_covers(name, [self.place.token]) for name in others)

    @property
    def is_named(self) -> bool:
        """Whether its head is a name, or is followed by one."""
        heads = (self.place.token, *self.tree.children(self.place.token, "flat"))
        tokens = (self.tree.tokens[index] for index in heads)
        return any(
            token.upos == "PROPN" and not token.text.islower() for token in tokens
        )

    @property
    def is_withheld(self) -> bool:
        """Whether it says that a name is withheld: "who asked not to be named"."""
        return any(self.tree.lemma(i) in self.words.withheld for i in self.members)

    @property
    def is_definite(self) -> bool:
        """Whether it means one person told of before: "the senator"."""
        determiners = self.tree.children(self.place.token, "det")
        the = any(self.tree.tokens[i].text.lower() == "the" for i in determiners)
        return the and self.token.tag != "NNS"

    @property
    def name(self) -> str:
        """The name within it as the account writes it."""
        for name in self._names:
            if _covers(name, self.naming):
                start, end = self.tree.around(range(name.first, name.last + 1))
                return self.page.text[start:end]
        parts = self.tree.children(self.place.token, "flat", "compound", "nmod:desc")
        start, end = self.tree.around([self.place.token, *parts])
        # a part before the phrase is the place of a dateline
        return self.span.text if start < self.span.start else self.page.text[start:end]

    @property
    def _names(self) -> Collection[Name]:
        return self.tree.sentence.names

    def without_article(self, name: str) -> str:
        """A name without its article."""
        first, _, rest = name.partition(" ")
        article = first.lower() in self.page.lexicon.grammar.articles
        return rest if article and rest else name


def _covers(name: Name, indices: Collection[int]) -> bool:
    """Whether a name has one of some tokens."""
    return any(name.first <= index <= name.last for index in indices)
