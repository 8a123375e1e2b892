"""
Who stands for a number: the speaker of its statement, "according to X", or the verb of
saying above it.

`Vouching` is made for a sentence and asked for each of its figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from facta.extract.covering import Covering
from facta.extract.figures.counted import phrase
from facta.language.syntax import Tree
from facta.lexicon.figures import Vocabulary
from facta.records import Actor, Span, Statement

_THINGS = ("NOUN", "PROPN")


class Said:
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


class Vouching:
    """
    Who vouches for the figures of one sentence.

    Args:
        tree: the sentence.
        actors: those of the sentence.
        said: the statements of the document.
    """

    def __init__(
        self, tree: Tree, actors: Sequence[Actor], said: Said, known: Vocabulary
    ) -> None:
        self._tree, self._actors, self._said, self._known = (
            tree,
            actors,
            said,
            known,
        )

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
            speaker = statement.speaker
            return speaker.name or (speaker.span.text if speaker.span else None)
        source = self._according
        if source is None and token >= 0:
            source = _reporter(self._tree, token, self._known)
        if source is None:
            return None
        return _name(self._tree, source, self._actors)


def _according(tree: Tree) -> int | None:
    """The noun of "according to X" or "per X"; of "per data from X" it is X."""
    for index, token in enumerate(tree.tokens):
        if token.text.lower() == "according":
            above = token.head if token.relation == "case" else None
            below = next(
                (
                    child
                    for child in tree.children(index)
                    if tree.tokens[child].relation.startswith("obl")
                ),
                None,
            )
            if above is not None:
                return above
            return below
        if (
            token.text.lower() == "per"
            and token.relation == "case"
            and index < token.head
        ):
            if not tree.tokens[token.head].relation.startswith("obl"):
                return None
            return _origin(tree, token.head)
    return None


def _origin(tree: Tree, noun: int) -> int:
    """
    Who data come from: "data from the Pentagon"; the noun itself where nobody is named.
    """
    for child in tree.children(noun):
        case = {tree.tokens[below].text.lower() for below in tree.children(child)}
        if tree.tokens[child].relation == "nmod" and case & {"from", "by"}:
            return child
    return noun


def _reporter(tree: Tree, token: int, known: Vocabulary) -> int | None:
    """
    The subject of the verb of saying that governs a token, that hangs from its clause,
    or that has it for object.
    """
    tokens, here, through = tree.tokens, token, ""
    for _ in tokens:
        above = tokens[here].head
        aside = [
            child
            for child in tree.children(here)
            if tokens[child].relation == "parataxis"
        ]
        for verb in aside:
            if (
                tokens[verb].lemma in known.units.reporting.clause
                and (subject := _subject(tree, verb)) is not None
            ):
                return subject
        if above < 0:
            return None
        through = tokens[here].relation
        if (through.startswith("obl") or through == "obj") and tokens[
            above
        ].lemma in known.units.reporting.placing:
            return _subject(tree, above)
        listed = (
            known.units.reporting.clause
            if through in ("ccomp", "parataxis")
            else known.units.reporting.object
        )
        if (
            through in ("ccomp", "parataxis", "obj", "xcomp")
            and tokens[above].lemma in listed
        ):
            return _subject(tree, above)
        here = above
    return None


def _subject(tree: Tree, verb: int) -> int | None:
    """
    Who says it: the subject, the noun behind ("says the World Bank"), or the noun
    phrase right before the verb.
    """
    tokens = tree.tokens
    children = tree.children(verb)
    subject = next(
        (child for child in children if tokens[child].relation == "nsubj"), None
    )
    behind = next(
        (
            child
            for child in children
            if child > verb and tokens[child].relation in ("iobj", "obj")
        ),
        None,
    )
    if subject is not None or (behind is not None and tokens[behind].upos in _THINGS):
        if subject is not None:
            return subject
        return behind
    here = verb - 1
    while (
        here > 0
        and tokens[here].relation in ("nmod", "compound", "flat", "appos")
        and tokens[here].head < verb
    ):
        here = tokens[here].head
    if here < 0 or tokens[here].upos not in _THINGS:
        return None
    return here


def _name(tree: Tree, index: int, here: Sequence[Actor]) -> str | None:
    """
    The actor at a token by canonical name, else its noun phrase; None for a pronoun
    that nothing resolves.
    """
    token = tree.tokens[index]
    exact = next((actor for actor in here if actor.head == index), None)
    over = next(
        (
            actor
            for actor in here
            if actor.span.start <= token.start and token.end <= actor.span.end
        ),
        None,
    )
    found = exact or over
    if found is not None:
        return found.name
    if token.upos not in _THINGS:
        return None
    return phrase(tree, index)
