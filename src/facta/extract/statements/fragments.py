"""
Finds the word that governs a quoted fragment: called him "crazy", the tariffs as "very
severe".

Titles, terms and names in quotation marks have no such word.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.quotations import Quotation
from facta.extract.statements.attribution import Attribution
from facta.extract.statements.cue_words import cue_at, silent
from facta.extract.statements.judging import does
from facta.extract.statements.quotation_cues import source_of
from facta.language.syntax import Tree
from facta.records import Token

# arcs from the head of a fragment up to the word that governs it; judged, not fitted
CLIMB = 4
# letters below which a word of a title is written small ("of", "and", "the"); judged
SHORT_WORD = 4
# tokens before a fragment among which "so-called" makes it a term: with an adjective
# and a noun between; judged, not fitted
NAMING_REACH = 3
# characters before a quotation mark in which a word that names a title fits; judged
NAMING_WIDTH = 20


class Fragment(Struct, frozen=True):
    """
    What stands in marks within one sentence: its words, and the one among them that the
    others hang on.
    """

    sentence: int
    tree: Tree
    members: Sequence[int]
    top: int


def cue_above(page: Page, quotation: Quotation) -> Place | None:
    """
    The word that governs a quoted fragment: a cue above its head, or the noun whose
    complement it is.
    """
    fragment = _fragment(page, quotation)
    if fragment is None or _is_name_or_term(fragment):
        return None
    tree, top = fragment.tree, fragment.top
    # a lone noun in marks belongs to what it hangs on, not to a cue further up: "called
    # for an end to the “blockade”" calls nothing a blockade
    lone = len(fragment.members) == 1 and tree.tokens[top].upos == "NOUN"
    below, governor = top, tree.tokens[top].head
    for above in islice(tree.ancestors(top), CLIMB):
        if tree.tokens[below].relation in {"parataxis", "nsubj"}:
            return None
        place = Place(fragment.sentence, above)
        reached = above == governor or not lone
        if reached and _is_somebodys(page, place, quotation):
            return place
        if tree.tokens[above].upos == "NOUN" and above != governor:
            return None
        below = above
    return None


def _fragment(page: Page, quotation: Quotation) -> Fragment | None:
    """The part of a quotation that stands in its first sentence."""
    places = page.layout.tokens_between(quotation.start, quotation.end)
    inside = [place for place in places if page.layout.is_word(place)]
    if not inside:
        return None
    number = inside[0].sentence
    tree = page.trees[number]
    members = [place.token for place in inside if place.sentence == number]
    held = set(members)
    top = next(
        (index for index in members if tree.tokens[index].head not in held), None
    )
    return None if top is None else Fragment(number, tree, members, top)


def _is_somebodys(page: Page, place: Place, quotation: Quotation) -> bool:
    """Whether a word is a cue by which somebody other than the author speaks."""
    tree, index = page.trees[place.sentence], place.token
    if cue_at(tree, index) is None or not page.layout.tells(tree, index):
        return False
    source = source_of(page, place, quotation)
    if source is None or silent(tree, index) or does(tree, index):
        return False
    author = tree.lexicon.speech.speakers.author_subjects
    return tree.tokens[source].text.lower() not in author


def titles(page: Page, quotation: Quotation) -> bool:
    """
    Whether the word right before the marks says that they enclose a title or a name.
    """
    start = max(quotation.outer_start - NAMING_WIDTH, 0)
    before = page.text[start : quotation.outer_start].lower().split()
    naming = page.lexicon.speech.contents.naming
    return bool(before) and before[-1].rstrip(",:") in naming


def within(page: Page, place: Place, held: Attribution) -> bool:
    """
    Whether a word that calls something names stands in the reported content that holds
    the quotation, too.
    """
    cue = cue_at(page.trees[place.sentence], place.token)
    if cue is None or cue.inner or cue.frames.isdisjoint({"as", "named"}):
        return False
    inside = held.start <= page.layout.token(place).start < held.end
    return inside and place != held.place


def _is_name_or_term(fragment: Fragment) -> bool:
    """
    Whether a fragment only names something: a title, a term after a determiner,
    "so-called".
    """
    tree, first = fragment.tree, fragment.members[0]
    before = tree.tokens[max(first - NAMING_REACH, 0) : first]
    naming = tree.lexicon.speech.contents.naming
    if any(token.text.lower() in naming for token in before):
        return True
    if len(fragment.members) == 1:
        return tree.relation(fragment.top) in {"compound", "amod"}
    return all(_in_capitals(tree.tokens[index]) for index in fragment.members)


def _in_capitals(token: Token) -> bool:
    """Whether a word is written as in a title."""
    return token.text[0].isupper() or len(token.text) < SHORT_WORD
