"""
Finds where somebody binds himself or wants to bind another: the word that does it, its
maker, and what it is about.

Takes a page and the statements found on it, gives drafts. Besides the lexicon's verbs,
nouns and adjectives it knows what is promised without a word for it: "said it would
send", "We will never accept", "Russia must withdraw", "gave them ten days to", and
accords that are signed; and what the language model alone hears.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import structs

from facta.extract.commitments.draft import Draft
from facta.extract.commitments.heard import heard
from facta.extract.commitments.implicit import implicit
from facta.extract.commitments.nouns import by_adjective, by_noun
from facta.extract.commitments.syntax import first_answer, is_first_person
from facta.extract.commitments.verbs import accord, by_verb, called_untrue
from facta.extract.page import Page
from facta.language.syntax import Tree
from facta.records import Statement

# Finders by the part of speech of the word that binds; the first that finds wins. An
# accord comes before the trigger "sign", which knows less of who is bound.
FINDERS: Mapping[str, tuple[Callable[[Tree, int], Draft | None], ...]] = {
    "VERB": (accord, called_untrue, by_verb, implicit),
    "NOUN": (by_noun,),
    "ADJ": (by_adjective,),
}


def drafts(page: Page, said: Sequence[Statement]) -> Iterator[Draft]:
    """Commitments that the syntax shows, in text order of their triggers."""
    quoted = _quoted(page, said)
    for tree in page.trees:
        by_rule = list(_by_rule(tree))
        found = [*by_rule, *_by_ear(tree, by_rule)]
        for draft in sorted(found, key=lambda draft: draft.trigger):
            yield _in_speech(draft, quoted)


def _by_rule(tree: Tree) -> Iterator[Draft]:
    """What words and syntax show."""
    for index, token in enumerate(tree.tokens):
        finders = FINDERS.get(token.upos)
        draft = first_answer(finders, tree, index) if finders else None
        if draft is not None:
            yield draft


def _by_ear(tree: Tree, found: Sequence[Draft]) -> Iterator[Draft]:
    """What the language model hears beside it."""
    taken = {index for draft in found for index in (draft.trigger, *draft.content)}
    for binding in tree.sentence.bindings:
        if binding.token not in taken:
            draft = heard(tree, binding)
            if draft is not None and draft.trigger not in taken:
                yield draft


def _quoted(page: Page, said: Sequence[Statement]) -> dict[int, int]:
    """
    For the start of each token within direct speech, the position of its statement.
    """
    return {
        page.layout.token(place).start: position
        for position, statement in enumerate(said)
        if statement.direct
        for place in page.layout.tokens_between(
            statement.content.start, statement.content.end
        )
    }


def _in_speech(draft: Draft, quoted: Mapping[int, int]) -> Draft:
    """The draft, tied to the statement whose first person makes it."""
    position = quoted.get(draft.tree.tokens[draft.trigger].start)
    first = draft.maker is None or is_first_person(draft.tree, draft.maker)
    if position is None or not first:
        return draft
    return structs.replace(draft, statement=position)
