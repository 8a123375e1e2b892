"""
The circumstances of a statement: channel, addressee, date, and through whose mouth it
reached the account.

Each question takes an attribution on its page and gives a value, or None where the
account does not say.
"""

from __future__ import annotations

from facta.extract.page import Page
from facta.extract.statements.attribution import Attribution
from facta.extract.times import Dated
from facta.language.syntax import Tree

NAMING = frozenset({"NOUN", "PROPN", "PRON"})


def outside(page: Page, each: Attribution) -> str:
    """
    The sentence of the cue without the content and without what others are quoted with.
    """
    sentence = page.trees[each.sentence].sentence
    quoted = page.layout.quotations_between(sentence.start, sentence.end)
    cuts = [(one.outer_start, one.outer_end) for one in quoted]
    pieces, at = [], sentence.start
    for start, end in sorted([(each.start, each.end), *cuts]):
        if start >= sentence.end or end <= at:
            continue
        pieces.append(page.text[at : max(start, at)])
        at = end
    pieces.append(page.text[at : sentence.end])
    return " ".join(pieces)


def channel(page: Page, each: Attribution) -> str | None:
    """
    Where it was said: "Truth Social", "interview with BBC"; None where the sentence
    does not tell.
    """
    words = outside(page, each)
    for means in page.lexicon.speech.channels:
        if not means.words.search(words):
            continue
        holder = means.holder and means.holder.search(words)
        return f"{means.name} with {holder[1].strip()}" if holder else means.name
    return None


def addressee(page: Page, each: Attribution) -> str | None:
    """To whom it was said, as the account puts it: "reporters", "Putin"."""
    if not each.words:
        return None
    tree = page.trees[each.sentence]
    head = _hearer(tree, each.words[0])
    if head is None:
        return None
    found = tree.span(page.text, tree.phrase(head))
    # who is named in the content is spoken of, not to
    if found is None or each.holds(found.start, found.end):
        return None
    return found.text


def _hearer(tree: Tree, cue: int) -> int | None:
    """The head of the phrase that names who is spoken to."""
    indirect = tree.child(cue, "iobj")
    if indirect is not None:
        return indirect
    if tree.lemma(cue) in tree.lexicon.speech.telling.addressing:
        return tree.child(cue, "obj")
    for child in tree.children(cue, "obl"):
        if "to" in tree.prepositions(child) and tree.tokens[child].upos in NAMING:
            return child
    return None


def date(page: Page, each: Attribution) -> Dated:
    """
    When it was said, how precisely that is known, and by what.

    The time that governs the cue, else the narrative's, else the publication's, else
    unresolved.
    """
    first = each.words[0] if each.words else 0
    return page.dated(each.sentence, first)
