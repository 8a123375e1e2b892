"""
Finds the word that governs a quoted fragment: called him "crazy", the tariffs as "very
severe".

Titles, terms and names in quotation marks have no such word.
"""

from __future__ import annotations

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.quotations import Quotation
from facta.extract.statements.attribution import Attribution
from facta.extract.statements.beside import source_of
from facta.extract.statements.indirect import cue_at, silent
from facta.language.syntax import Tree
from facta.lexicon.speech import Cues

CLIMB = 4
SHORT_WORD = 4
AUTHOR = frozenset({"i", "we", "you"})
NAMING = frozenset(
    {
        "so-called",
        "titled",
        "entitled",
        "dubbed",
        "nicknamed",
        "codenamed",
        "headlined",
        "named",
    }
)


def cue_above(page: Page, cues: Cues, quotation: Quotation) -> Place | None:
    """
    The word that governs a quoted fragment: a cue above its head, or the noun whose
    complement it is.
    """
    inside = [
        place
        for place in page.layout.tokens_between(quotation.start, quotation.end)
        if page.layout.is_word(place)
    ]
    if not inside:
        return None
    number = inside[0].sentence
    tree = page.trees[number]
    members = {place.token for place in inside if place.sentence == number}
    top = next(
        (index for index in sorted(members) if tree.tokens[index].head not in members),
        None,
    )
    if top is None or _is_name_or_term(tree, members, top):
        return None
    below, head = top, tree.tokens[top].head
    bound = len(members) > 1 or tree.tokens[top].upos != "NOUN"
    for step, above in enumerate(tree.ancestors(top)):
        if step >= CLIMB or tree.tokens[below].relation in {"parataxis", "nsubj"}:
            return None
        below = above
        cue = cue_at(tree, above, cues)
        place = Place(number, above)
        heard = (
            cue is not None
            and page.layout.tells(tree, above)
            and not silent(tree, above, cues)
        )
        source = (
            source_of(
                page, place, quotation, noun=cue is not None and cue.pos == "noun"
            )
            if heard
            else None
        )
        if (
            source is not None
            and tree.tokens[source].text.lower() not in AUTHOR
            and (bound or above == head)
        ):
            return place
        if tree.tokens[above].upos == "NOUN" and above != tree.tokens[top].head:
            return None
    return None


def titles(page: Page, quotation: Quotation) -> bool:
    """
    Whether the word right before the marks says that they enclose a title or a name.
    """
    before = (
        page.text[max(quotation.outer_start - 20, 0) : quotation.outer_start]
        .lower()
        .split()
    )
    return bool(before) and before[-1].rstrip(",:") in NAMING


def within(page: Page, cues: Cues, place: Place, held: Attribution) -> bool:
    """
    Whether a word that calls something names stands in the reported content that holds
    the quotation, too.
    """
    cue = cue_at(page.trees[place.sentence], place.token, cues)
    naming = cue is not None and not cue.inner and bool(cue.frames & {"as", "named"})
    return (
        naming
        and place != held.place
        and held.start <= page.layout.start_of(place) < held.end
    )


def _is_name_or_term(tree: Tree, members: set[int], top: int) -> bool:
    """
    Whether a fragment only names something: a title, a term after a determiner,
    "so-called".
    """
    first = min(members)
    before = [
        tree.tokens[index].text.lower() for index in range(max(first - 3, 0), first)
    ]
    if NAMING & set(before):
        return True
    inner = [
        tree.tokens[index]
        for index in sorted(members)
        if tree.tokens[index].upos != "PUNCT"
    ]
    capital = len(inner) > 1 and all(
        token.text[0].isupper() or len(token.text) < SHORT_WORD for token in inner
    )
    return capital or (
        len(inner) == 1 and tree.tokens[top].relation in {"compound", "amod"}
    )
