"""
Whether later words speak of a commitment: by a word that carries it, a pronoun, or a
word like "promise" or "step".
"""

from __future__ import annotations

from collections.abc import Sequence, Set

from msgspec import Struct

from facta.extract.commitments.draft import Draft
from facta.extract.commitments.syntax import words_at
from facta.language.syntax import Tree

CARRIES = frozenset({"NOUN", "PROPN", "NUM", "VERB"})


class Matter(Struct, frozen=True, kw_only=True):
    """
    What later words are asked about: a draft, the lemmas that carry its content, and
    what somebody bound himself to end within a term ("war"), if he did.
    """

    draft: Draft
    lemmas: set[str]
    ended: str | None


def matter_of(draft: Draft) -> Matter:
    """What to look for behind a draft."""
    empty = draft.tree.lexicon.commitments.aftermath.empty
    tokens = [draft.tree.tokens[index] for index in draft.content]
    lemmas = {token.lemma.lower() for token in tokens if token.upos in CARRIES}
    lemmas |= {other for lemma in lemmas for other in alike(draft.tree, lemma)}
    return Matter(draft=draft, lemmas=lemmas - empty, ended=_ended(draft))


def alike(
    tree: Tree,
    lemma: str,
) -> Set[str]:
    """A word with those that take it up: "the war", and then "the conflict"."""
    fought = tree.lexicon.commitments.aftermath.fought
    return fought if lemma in fought else {lemma}


def _ended(draft: Draft) -> str | None:
    """
    What somebody bound himself to end within a term: the lemma of the object of "end",
    "stop" and the like.
    """
    tree, words = draft.tree, draft.tree.lexicon.commitments
    told = tree.child(draft.head, "obj")
    ends = tree.lemma(draft.head) in words.aftermath.ending
    if draft.kind != "promise" or not ends or told is None:
        return None
    if not any(tree.lemma(index) in words.terms.lengths for index in draft.content):
        return None
    # "a war that it promised to end": the relative stands for the noun above
    trigger = tree.tokens[draft.trigger]
    if tree.tokens[told].upos == "PRON" and trigger.relation == "acl:relcl":
        return tree.lemma(trigger.head)
    return tree.lemma(told)


def related(tree: Tree, tokens: Sequence[int], matter: Matter) -> bool:
    """Whether some tokens of a later sentence speak of the matter."""
    return any(is_of(tree, index, matter) for index in tokens)


def is_about(tree: Tree, verb: int, matter: Matter) -> bool:
    """Whether a verb's subject or object is the commitment or its matter."""
    parties = tree.children(verb, "obj", "nsubj", "nsubj:pass", "obl")
    return any(is_of(tree, child, matter) for child in parties)


def is_of(tree: Tree, index: int, matter: Matter) -> bool:
    """Whether a token carries the matter or may stand for the commitment."""
    lemma, words = tree.lemma(index), tree.lexicon.commitments
    return (
        lemma in matter.lemmas
        or ("noun", lemma) in words.words
        or tree.tokens[index].text.lower() in words.aftermath.pointing
        or is_named_again(tree, index)
    )


def is_named_again(tree: Tree, index: int) -> bool:
    """Whether a general word takes up what was said: "the step", "those terms"."""
    words = tree.lexicon.commitments
    if tree.lemma(index) not in words.turns.matter:
        return False
    return not words.aftermath.definite.isdisjoint(words_at(tree, index, "det"))
