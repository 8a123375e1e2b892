"""
What kind of attribution words are: an assertion, a question, a directive, a belief or
feeling, an intention.

Takes an attribution on its page; the words are those of the page's lexicon.
"""

from __future__ import annotations

from collections.abc import Sequence

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.statements.attribution import Attribution
from facta.language.arcs import SUBJECTS
from facta.language.syntax import Tree
from facta.lexicon.speech import AttributionKinds
from facta.records import AttributionKind


def saying(page: Page, each: Attribution) -> AttributionKind:
    """
    The kind of an attribution: by its mark, else by its cue, else by the noun or clause
    that is its content.
    """
    places = page.layout.tokens_between(each.start, each.end)
    words = page.lexicon.speech.kinds
    if each.quoted and page.text[each.end - 1] == "?":
        return "question"
    if each.place is None:
        return "assertion"
    lemma = page.trees[each.sentence].lemma(each.words[0])
    if each.grade == "question" or _is_asked(page, places, lemma, words):
        return "question"
    if _directs(page, each, places, lemma, words):
        return "directive"
    if each.grade == "vow" or lemma in words.intending:
        return "intention"
    if (each.cue is not None and each.cue.inner) or lemma in words.expecting:
        return "belief"
    return _by_content(page, each, places, words)


def _is_asked(
    page: Page, places: Sequence[Place], lemma: str, words: AttributionKinds
) -> bool:
    """Whether a verb of asking has an indirect question: "asked whether"."""
    if lemma not in words.asking or not places:
        return False
    return page.layout.token(places[0]).text.lower() in words.interrogative


def _directs(
    page: Page,
    each: Attribution,
    places: Sequence[Place],
    lemma: str,
    words: AttributionKinds,
) -> bool:
    """Whether somebody is told to do something: "urged to", "called for"."""
    if each.grade == "demand" or _wants_done(page, each, words):
        return True
    if lemma not in words.calling or not places:
        return False
    tree, first = page.trees[places[0].sentence], places[0].token
    before = tree.tokens[first - 1].text.lower() if first else ""
    return "for" in {before} or tree.tokens[first].text.lower() == "to"


def _wants_done(page: Page, each: Attribution, words: AttributionKinds) -> bool:
    """Whether somebody wants others to do something: "wants them to leave"."""
    tree = page.trees[each.sentence]
    if tree.lemma(each.words[0]) not in words.wanting:
        return False
    others = tree.children(each.words[0], "obj", "iobj")
    clauses = tree.children(each.words[0], "ccomp")
    return bool(others) or any(tree.children(i, *SUBJECTS) for i in clauses)


def _by_content(
    page: Page, each: Attribution, places: Sequence[Place], words: AttributionKinds
) -> AttributionKind:
    """The kind that the noun or the clause of a content tells: "voiced concern"."""
    own = [place.token for place in places if place.sentence == each.sentence]
    tree = page.trees[each.sentence]
    inside = set(own)
    top = next((i for i in own if tree.tokens[i].head not in inside), None)
    if top is None or each.quoted:
        return "assertion"
    lemma = tree.lemma(top)
    if tree.tokens[top].upos == "NOUN":
        if lemma in words.intentions:
            return "intention"
        if lemma in words.orders:
            return "directive"
        if lemma in words.feelings:
            return "belief"
    return "intention" if _means_to(tree, each, top, words) else "assertion"


def _means_to(tree: Tree, each: Attribution, top: int, words: AttributionKinds) -> bool:
    """Whether somebody announces what he will do himself: "said it would respond"."""
    if not words.will & {tree.lemma(child) for child in tree.children(top, "aux")}:
        return False
    if each.words and tree.lemma(each.words[0]) not in words.announcing:
        return False
    subjects = tree.children(top, *SUBJECTS)
    return any(tree.tokens[subject].text.lower() in words.own for subject in subjects)
