"""
What the account itself says became of a commitment, with the sentence that says so.

Looks at the words around the trigger ("its unfulfilled promise", "has not kept his
word"), at the rest of its sentence, and at the next sentences as far as they speak of
the same matter. What is not told stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set

from facta.extract.commitments.done import is_open
from facta.extract.commitments.draft import Draft
from facta.extract.commitments.matter import Matter, is_word, matter_of
from facta.extract.commitments.outcome import (
    Passage,
    by_adjectives,
    by_verb,
    goes_on,
    told_in,
)
from facta.extract.commitments.syntax import words_at
from facta.extract.page import Page
from facta.language.syntax import Tree
from facta.records import CommitmentKind, Span, Status

# How many sentences behind a commitment may tell its outcome, at most one paragraph
# further on. Judged, not fitted.
SENTENCES_ON = 3
PARAGRAPHS_ON = 1
# Kinds that nobody keeps or breaks: only taking them back changes their status.
FIRM = frozenset({"denial", "refusal"})
GOVERNED = frozenset({"obj", "nsubj:pass", "obl", "nsubj"})


def status(page: Page, draft: Draft, busy: Set[int]) -> tuple[Status, tuple[Span, ...]]:
    """
    The status that the account gives a commitment, and the passages that give it.

    Args:
        page: the document.
        draft: the commitment.
        busy: places of sentences that hold commitments; the search stops at the next
            one.
    """
    matter = matter_of(draft)
    for rule in AT_TRIGGER:
        told = rule(matter)
        if told is not None and _can_become(draft, told):
            return told, (_sentence(page, draft.tree),)
    latest: tuple[Status, tuple[Span, ...]] = ("open", ())
    for said in _behind(page, draft, busy):
        told = told_in(said, matter)
        if told is not None and _can_become(draft, told):
            latest = told, (_sentence(page, said.tree),)
    return latest


def _can_become(draft: Draft, told: Status) -> bool:
    return draft.kind not in FIRM or told == "withdrawn"


def _sentence(page: Page, tree: Tree) -> Span:
    return Span.of(page.text, tree.sentence.start, tree.sentence.end)


def beside_noun(matter: Matter) -> Status | None:
    """The words that describe or govern a noun: "kept its unfulfilled promise"."""
    tree, trigger = matter.draft.tree, matter.draft.trigger
    token = tree.tokens[trigger]
    if tree.lexicon.commitments.kind("noun", tree.lemma(trigger)) is None:
        return None
    told = by_adjectives(tree, words_at(tree, trigger, "amod"))
    # an "ongoing commitment" is one that is held, not one that is carried out
    if told is not None and told != "in_the_works":
        return told
    if token.head < 0 or token.relation not in GOVERNED:
        return None
    # "the promise keeps them safe"
    acts = token.relation == "nsubj" and tree.children(token.head, "obj")
    return None if acts else by_verb(tree, token.head)


def above_trigger(matter: Matter) -> Status | None:
    """A clause around the promise: "a war that it promised to end still rages"."""
    tree = matter.draft.tree
    above = [*tree.ancestors(matter.draft.trigger)]
    return "broken" if goes_on(tree, above, matter) else None


def no_longer(matter: Matter) -> Status | None:
    """
    That it held until now: "no longer insists". Of an adjective ("no longer willing")
    that is a refusal, not a withdrawal, and "will no longer pay" withdraws nothing.
    """
    tree, trigger = matter.draft.tree, matter.draft.trigger
    if tree.tokens[trigger].upos == "ADJ" or is_open(tree, trigger):
        return None
    over = tree.lexicon.commitments.turns.no_longer
    return None if over.isdisjoint(words_at(tree, trigger, "advmod")) else "withdrawn"


# What stands at the trigger itself goes before anything that is told behind it.
AT_TRIGGER: tuple[Callable[[Matter], Status | None], ...] = (
    beside_noun,
    above_trigger,
    no_longer,
)


def _behind(page: Page, draft: Draft, busy: Set[int]) -> Iterator[Passage]:
    """
    The tokens behind the content in its own sentence, then the next sentences of the
    same stretch of text.
    """
    told = _rest(draft)
    if told:
        yield Passage(text=page.text, tree=draft.tree, tokens=told, own=True)
    place, block_at = draft.place(page), page.layout.block_at
    last_block = block_at(draft.tree.sentence.start) + PARAGRAPHS_ON
    for number in range(place + 1, min(place + 1 + SENTENCES_ON, len(page.trees))):
        tree = page.trees[number]
        if block_at(tree.sentence.start) > last_block:
            return
        others = number in busy
        yield Passage(
            text=page.text,
            tree=tree,
            tokens=range(len(tree.tokens)),
            own=False,
            near=number == place + 1,
            others=others,
        )
        if others:
            return


def _rest(draft: Draft) -> list[int]:
    """
    The tokens of its sentence behind a commitment, and what is only added within it:
    what describes the matter itself, and "a call that" for the demand before.
    """
    tree = draft.tree
    last = max(draft.content[-1], draft.trigger)
    heads = tree.children(draft.head, "acl:relcl", "appos", "parataxis")
    heads += [index for index in draft.content if _is_added(tree, index, draft.kind)]
    added = (index for head in heads for index in tree.subtree(head))
    return sorted({*range(last + 1, len(tree.tokens)), *added})


def _is_added(tree: Tree, index: int, kind: CommitmentKind) -> bool:
    """
    Whether a noun within a content takes it up whole: "a call that", "terms deemed
    unacceptable".
    """
    if tree.relation(index) == "appos" and is_word(tree, index, kind):
        return True
    general = tree.lemma(index) in tree.lexicon.commitments.turns.matter
    bare = not tree.children(index, "det", "nmod:poss")
    return general and bare and bool(tree.children(index, "acl"))
