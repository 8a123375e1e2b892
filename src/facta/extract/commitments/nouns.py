"""
What a noun or an adjective binds somebody to: "his promise to end the war", "is willing
to".

Each finder takes a tree and a token in it and gives a draft, or None.
"""

from __future__ import annotations

from facta.extract.commitments.draft import Draft
from facta.extract.commitments.syntax import (
    denied_by_adverb,
    is_hostile,
    is_personal,
    opened_by,
    words_at,
)
from facta.extract.statements.contents import (
    light_subject,
    noun_clause,
    without_case,
)
from facta.language.syntax import Tree
from facta.lexicon.commitments import Trigger
from facta.records import CommitmentKind

# Kinds whose maker may stand before the noun, as in "the Russian ultimatum"; before the
# others stands as often whom it concerns ("the Iran agreement"). Judged, not fitted.
MODIFIED_BY_MAKER = frozenset({"offer", "threat", "ultimatum"})
BEHIND = ("ccomp", "xcomp", "advcl", "parataxis", "appos")


def by_noun(tree: Tree, noun: int) -> Draft | None:
    """
    What a noun of the lexicon binds its possessor to: "his promise to end the war", "a
    pledge by X of help".
    """
    trigger = tree.lexicon.commitments.words.get(("noun", tree.lemma(noun)))
    if trigger is None:
        return None
    maker = _maker(tree, noun, trigger)
    content = _content(tree, noun, trigger)
    if content is None or maker is None or content == maker:
        return None
    kind: CommitmentKind = trigger.kind
    if kind == "promise" and is_hostile(tree, content):
        kind = "threat"
    return Draft(
        kind=kind,
        tree=tree,
        trigger=noun,
        maker=maker,
        content=_complement_words(tree, content),
        head=content,
    )


def _maker(tree: Tree, noun: int, trigger: Trigger) -> int | None:
    """Whose a noun is: its possessor, the subject of its verb, a modifier."""
    for found in (tree.possessor(noun), light_subject(tree, noun)):
        if found is not None:
            return found
    if trigger.kind in MODIFIED_BY_MAKER:
        return tree.child(noun, "amod", "compound")
    return None


def _content(tree: Tree, noun: int, trigger: Trigger) -> int | None:
    """The token that governs what a noun binds to."""
    for found in (noun_clause(tree, noun, trigger.frames), _clause_behind(tree, noun)):
        if found is not None:
            return found
    turns = tree.lexicon.commitments.turns
    if trigger.word in turns.with_clause:
        return None
    found = opened_by(tree, (noun,), ("nmod", "acl"), trigger.frames)
    if found is None or trigger.word not in turns.deeds:
        return found
    return found if tree.tokens[found].upos == "VERB" else None


def _clause_behind(tree: Tree, noun: int) -> int | None:
    """
    The clause that a noun's verb holds for it: "gave his word that", "set an ultimatum:
    to leave".
    """
    token = tree.tokens[noun]
    if token.relation not in {"obj", "nsubj:pass"}:
        return None
    for holder in (token.head, noun):
        for child in tree.children(holder, *BEHIND):
            if child > noun and tree.prepositions(child) & {"that", "to"}:
                return child
    return None


def _complement_words(tree: Tree, head: int) -> tuple[int, ...]:
    """
    What a noun's complement says: a phrase without its preposition, a clause without
    "that".
    """
    token = tree.tokens[head]
    if token.relation == "nmod" or token.tag == "VBG":
        return tuple(without_case(tree, head))
    thats = {
        child for child in tree.below[head] if tree.tokens[child].text.lower() == "that"
    }
    return tuple(index for index in tree.subtree(head) if index not in thats)


def by_adjective(tree: Tree, adjective: int) -> Draft | None:
    """Readiness: "is willing to", "stands ready to"; denied, it is a refusal."""
    written = tree.tokens[adjective].text.lower()
    trigger = tree.lexicon.commitments.words.get(("adjective", written))
    if trigger is None:
        return None
    clause = opened_by(tree, (adjective,), ("xcomp", "advcl", "ccomp"), {"to"})
    maker = _who_is_ready(tree, adjective)
    if clause is None or maker is None:
        return None
    return Draft(
        kind="refusal" if _unready(tree, adjective) else trigger.kind,
        tree=tree,
        trigger=adjective,
        maker=maker,
        content=tuple(tree.subtree(clause)),
        head=clause,
    )


def _who_is_ready(tree: Tree, adjective: int) -> int | None:
    """
    The subject of an adjective; in a report ("says it is ready to") whose report it is.
    """
    token = tree.tokens[adjective]
    own = tree.subject(adjective)
    if token.relation == "ccomp" and (own is None or is_personal(tree, own)):
        return tree.subject(token.head)
    return own


def _unready(tree: Tree, adjective: int) -> bool:
    """Whether readiness is denied, or over: "no longer willing"."""
    over = tree.lexicon.commitments.turns.no_longer
    return denied_by_adverb(tree, adjective) or not over.isdisjoint(
        words_at(tree, adjective, "advmod")
    )
