"""
The circumstances of a statement: channel, addressee, date, and through whose mouth it
reached the account.

Each question takes an attribution on its page and gives a value, or None where the
account does not say.
"""

from __future__ import annotations

import re

from facta.extract.page import Page
from facta.extract.statements.attribution import Attribution
from facta.extract.times import Dated
from facta.language.syntax import Tree
from facta.lexicon.speech import Cues

ADDRESSING = frozenset(
    {
        "advise",
        "ask",
        "assure",
        "brief",
        "inform",
        "remind",
        "tell",
        "text",
        "urge",
        "warn",
    }
)
INTERVIEWER = re.compile(
    r"\binterview(?:ed)?\s+(?:with|on|by)\s+(?:the\s+)?((?:[A-Z][\w&.’'-]*\s?){1,4})"
)
HEARERS = frozenset({"journalist", "reporter", "host", "anchor"})


def outside(page: Page, each: Attribution) -> str:
    """
    The sentence of the cue without the content and without what others are quoted with.
    """
    tree = page.trees[each.sentence]
    start, end = tree.sentence.start, tree.sentence.end
    pieces, at = [], start
    quoted = [
        (quotation.outer_start, quotation.outer_end)
        for quotation in page.layout.quotations_between(start, end)
    ]
    for cut_start, cut_end in sorted([(each.start, each.end), *quoted]):
        if cut_start >= end or cut_end <= at:
            continue
        pieces.append(page.text[at : max(cut_start, at)])
        at = max(at, cut_end)
    pieces.append(page.text[at:end] if at < end else "")
    return " ".join(pieces)


def channel(page: Page, each: Attribution, cues: Cues) -> str | None:
    """
    Where it was said: "Truth Social", "interview with BBC"; None where the sentence
    does not tell.
    """
    words = outside(page, each)
    for name, pattern in cues.channels:
        if pattern.search(words):
            interviewer = INTERVIEWER.search(words) if name == "interview" else None
            return f"interview with {interviewer[1].strip()}" if interviewer else name
    return None


def addressee(page: Page, each: Attribution) -> str | None:
    """To whom it was said, as the account puts it: "reporters", "Putin"."""
    if not each.words:
        return None
    tree = page.trees[each.sentence]
    head = _hearer(tree, each)
    if head is None:
        return None
    found = tree.span(page.text, tree.phrase(head))
    if found is None or (each.start <= found.start and found.end <= each.end):
        return None
    return found.text


def _hearer(tree: Tree, each: Attribution) -> int | None:
    index = each.words[0]
    indirect = tree.child(index, "iobj")
    if indirect is not None:
        return indirect
    lemma = tree.tokens[index].lemma
    if lemma in ADDRESSING:
        return tree.child(index, "obj")
    for child in tree.children(index, "obl"):
        if "to" in tree.prepositions(child) and tree.tokens[child].upos in {
            "NOUN",
            "PROPN",
            "PRON",
        }:
            return child
    return None


def date(page: Page, each: Attribution) -> Dated:
    """
    When it was said, how precisely that is known, and by what.

    The time that governs the cue, else the story's, else the publication's, else
    unresolved.
    """
    return page.dated(each.sentence, each.words[0] if each.words else 0)
