"""
Who stands for a number: the speaker of its statement, "according to X", or the verb of
saying above it.

`FigureAttribution` is made for a sentence and asked for each of its figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from facta.extract.covering import Covering
from facta.extract.figures.counted import phrase
from facta.language.syntax import Tree
from facta.records import Actor, Span, Statement

_THINGS = ("NOUN", "PROPN")
# relations of a clause, or of a number, to the verb of saying above it
_CLAUSES = ("ccomp", "parataxis")
_OBJECTS = ("obj", "xcomp")
# relations in which what stands before a verb of saying names who says it
_NAMING = ("nmod", "compound", "flat", "appos")


class Contents:
    """The statements of a document, to be found by what they hold."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._contents = Covering([statement.content for statement in statements])

    def around(self, span: Span) -> Statement | None:
        """The narrowest statement whose content holds a passage."""
        position = self._contents.innermost(span)
        if position is None:
            return None
        return self._statements[position]


class FigureAttribution:
    """
    Who vouches for the figures of one sentence.

    Args:
        tree: the sentence.
        actors: those of the sentence.
        said: the statements of the document.
    """

    def __init__(self, tree: Tree, actors: Sequence[Actor], said: Contents) -> None:
        self._tree = tree
        self._actors = actors
        self._said = said

    @cached_property
    def _according(self) -> int | None:
        return _according(self._tree)

    def name(self, span: Span, token: int) -> str | None:
        """
        The canonical name of who says so, or the account's words for them; None where
        the account itself says it.
        """
        statement = self._said.around(span)
        if statement is not None:
            return _speaker(statement)
        source = self._according
        if source is None and token >= 0:
            source = _reporter(self._tree, token)
        if source is None:
            return None
        return _name(self._tree, source, self._actors)


def _speaker(statement: Statement) -> str | None:
    """The name of who says a statement, else the words for them."""
    speaker = statement.speaker
    if speaker.name or speaker.span is None:
        return speaker.name
    return speaker.span.text


def _according(tree: Tree) -> int | None:
    """The noun of "according to X" or "per X"; of "per data from X" it is X."""
    sources = tree.lexicon.figures.units.sources.words
    for index, token in enumerate(tree.tokens):
        word = token.text.lower()
        case = token.relation == "case"
        if word == "according":
            if case:
                return token.head
            return _oblique(tree, index)
        if case and word in sources and index < token.head:
            source = tree.relation(token.head).startswith("obl")
            if not source:
                return None
            return _origin(tree, token.head)
    return None


def _oblique(tree: Tree, index: int) -> int | None:
    for child in tree.below[index]:
        if tree.relation(child).startswith("obl"):
            return child
    return None


def _origin(tree: Tree, noun: int) -> int:
    """
    Who data come from: "data from the Pentagon"; the noun itself where nobody is named.
    """
    origins = tree.lexicon.figures.units.cases.origins
    for child in tree.children(noun, "nmod"):
        words = (tree.tokens[at].text.lower() for at in tree.below[child])
        if any(word in origins for word in words):
            return child
    return noun


def _reporter(tree: Tree, token: int) -> int | None:
    """
    The subject of the verb of saying that governs a token, that hangs from its clause,
    or that has it for object.
    """
    for here in (token, *tree.ancestors(token)):
        aside = _reporter_aside(tree, here)
        if aside is not None:
            return aside
        above = tree.tokens[here].head
        if above >= 0 and _vouches(tree, above, tree.relation(here)):
            return _subject(tree, above)
    return None


def _reporter_aside(tree: Tree, index: int) -> int | None:
    """As in "ten soldiers died, the ministry said"."""
    verbs = tree.lexicon.figures.units.reporting.clause
    for verb in tree.children(index, "parataxis"):
        if tree.tokens[verb].lemma in verbs:
            subject = _subject(tree, verb)
            if subject is not None:
                return subject
    return None


def _vouches(tree: Tree, verb: int, relation: str) -> bool:
    """Whether the subject of a verb stands for what hangs from it in a relation."""
    reporting = tree.lexicon.figures.units.reporting
    lemma = tree.tokens[verb].lemma
    # "put the toll at 40"
    placed = relation == "obj" or relation.startswith("obl")
    if placed and lemma in reporting.placing:
        return True
    if relation in _CLAUSES:
        return lemma in reporting.clause
    return relation in _OBJECTS and lemma in reporting.object


def _subject(tree: Tree, verb: int) -> int | None:
    """
    Who says it: the subject, the noun behind ("says the World Bank"), or the noun
    phrase right before the verb.
    """
    subject = tree.child(verb, "nsubj")
    if subject is not None:
        return subject
    objects = tree.children(verb, "iobj", "obj")
    behind = next((at for at in objects if at > verb), None)
    if behind is not None and tree.tokens[behind].upos in _THINGS:
        return behind
    return _noun_before(tree, verb)


def _noun_before(tree: Tree, verb: int) -> int | None:
    """The noun phrase right before a verb that has no subject: a subject misread."""
    tokens = tree.tokens
    here = verb - 1
    while here > 0 and tokens[here].relation in _NAMING:
        above = tokens[here].head
        if above >= verb:
            break
        here = above
    if here < 0 or tokens[here].upos not in _THINGS:
        return None
    return here


def _name(tree: Tree, index: int, actors: Sequence[Actor]) -> str | None:
    """
    The actor at a token by canonical name, else its noun phrase; None for a pronoun
    that nothing resolves.
    """
    found = _actor_at(tree, index, actors)
    if found is not None:
        return found.name
    if tree.tokens[index].upos not in _THINGS:
        return None
    return phrase(tree, index)


def _actor_at(tree: Tree, index: int, actors: Sequence[Actor]) -> Actor | None:
    """The actor whose head a token is, else the first whose mention holds it."""
    token = tree.tokens[index]
    for actor in actors:
        if actor.head == index:
            return actor
    for actor in actors:
        if actor.span.start <= token.start and token.end <= actor.span.end:
            return actor
    return None
