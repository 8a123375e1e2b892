"""
Finds the verb of saying beside a quotation, and whose words that verb tells.

"…," said X; "…," X explained; X said: "…"; "…" in his words. Where the parser tied the
subject to the wrong verb, the noun between the marks and the verb, or right behind the
verb, is the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.quotations import Quotation
from facta.extract.statements.indirect import actual, cue_at, silent
from facta.extract.statements.subjects import nearest, subject
from facta.language.syntax import SUBJECTS, Tree
from facta.lexicon.speech import Cues

REACH = 45
FINITE = frozenset({"VB", "VBD", "VBP", "VBZ"})
PAUSES = ",?!…—–-"


def cue_after(page: Page, cues: Cues, quotation: Quotation) -> Place | None:
    """The verb of "…," said X and "…," X explained, in what follows the quotation."""
    inside = page.text[quotation.start : quotation.end]
    if not quotation.closed or (
        inside.endswith((".", ";", ":")) and not inside.endswith("...")
    ):
        return None
    following = list(
        islice(
            page.layout.walk(quotation.outer_end, page.layout.line_end(quotation)),
            REACH,
        )
    )
    own_words = _in_his_words(page, following[:4])
    if own_words is not None:
        return own_words
    first = next((place for place in following if page.layout.is_word(place)), None)
    if first is None or not (
        _pauses(page, quotation) or _names(page, first) or _speech_at(page, cues, first)
    ):
        return None
    for place in following:
        if (
            place.sentence != first.sentence
            or page.layout.quotation_at(page.layout.start_of(place)) is not None
        ):
            return None
        if _speech_at(page, cues, place) and _follows(page, place, quotation):
            return place
        if page.trees[place.sentence].tokens[place.token].upos in {
            "VERB",
            "SCONJ",
        } and not _describes(page, place):
            return None
    return None


def cue_before(page: Page, cues: Cues, quotation: Quotation) -> Place | None:
    """
    The last verb of saying before a quotation that a comma, a colon or nothing sets
    off.
    """
    earlier = page.layout.before(quotation)
    if not earlier or not _sets_off(page, cues, earlier[-1]):
        return None
    colon = page.trees[earlier[-1].sentence].tokens[earlier[-1].token].text == ":"
    verbs = 0
    for place in reversed(earlier[-REACH:]):
        if (
            place.sentence != earlier[-1].sentence
            or page.layout.quotation_at(page.layout.start_of(place)) is not None
        ):
            return (
                _split(page, cues, earlier)
                if place.sentence == earlier[-1].sentence
                else None
            )
        if _speech_at(page, cues, place):
            return place
        verbs += page.trees[place.sentence].tokens[place.token].upos == "VERB"
        if verbs > (2 if colon else 1):
            return None
    return None


def source_of(
    page: Page, place: Place, quotation: Quotation, *, noun: bool
) -> int | None:
    """
    Whose words the cue of a quotation tells; never somebody whom the quotation itself
    mentions.
    """
    tree, index = page.trees[place.sentence], place.token
    if noun:
        return tree.possessor(index)
    if tree.passive(index):
        return tree.agent(index)
    own = [
        child
        for child in tree.children(index, "nsubj", "nsubj:pass")
        if page.layout.tells(tree, child)
    ]
    relatives = tree.lexicon.grammar.relatives
    beside = nearest(index, [i for i in own if tree.lemma(i) not in relatives])
    if beside is not None:
        return beside
    if tree.tokens[index].start >= quotation.outer_end:
        beside = (
            _beside(tree, index, quotation.outer_end)
            if tree.tokens[index].tag in FINITE
            else None
        )
        if beside is not None:
            return beside
    shared = subject(tree, index)
    return shared if shared is not None and page.layout.tells(tree, shared) else None


def _beside(tree: Tree, cue: int, after: int) -> int | None:
    """
    The noun between a quotation and its cue, or right behind the cue, however the
    parser attached it.
    """
    for index in range(cue - 1, -1, -1):
        if tree.tokens[index].start < after:
            break
        if tree.tokens[index].relation in SUBJECTS:
            return index
    behind = cue + 1
    while behind < len(tree.tokens) and tree.tokens[behind].upos in {
        "DET",
        "ADJ",
        "ADV",
    }:
        behind += 1
    if behind == len(tree.tokens) or tree.tokens[behind].upos not in {
        "NOUN",
        "PROPN",
        "PRON",
    }:
        return None
    while tree.tokens[behind].head > behind and tree.tokens[
        tree.tokens[behind].head
    ].upos in {"NOUN", "PROPN"}:
        behind = tree.tokens[behind].head
    return behind


def _speech_at(page: Page, cues: Cues, place: Place) -> bool:
    tree = page.trees[place.sentence]
    cue = cue_at(tree, place.token, cues)
    return (
        cue is not None
        and cue.pos == "verb"
        and not cue.inner
        and ("quote" in cue.frames or "clause" in cue.frames)
        and actual(tree, place.token)
        and not silent(tree, place.token, cues)
    )


def _in_his_words(page: Page, following: Sequence[Place]) -> Place | None:
    """The noun of "in his words" right behind a quotation."""
    for place in following:
        tree = page.trees[place.sentence]
        if tree.tokens[place.token].lemma == "word" and "in" in tree.prepositions(
            place.token
        ):
            return place if tree.possessor(place.token) is not None else None
    return None


def _pauses(page: Page, quotation: Quotation) -> bool:
    """
    Whether a comma, a question mark or the like ends a quotation, within its marks or
    right behind them.
    """
    return (
        page.text[quotation.end - 1] in PAUSES
        or page.text[quotation.outer_end : quotation.outer_end + 1] == ","
    )


def _names(page: Page, place: Place) -> bool:
    return page.trees[place.sentence].tokens[place.token].upos in {"PROPN", "PRON"}


def _describes(page: Page, place: Place) -> bool:
    """
    Whether a verb belongs to the description of a noun: "X, who leads the party, said".
    """
    tree = page.trees[place.sentence]
    return any(
        tree.tokens[index].relation in {"acl", "acl:relcl", "amod", "appos"}
        for index in (place.token, *tree.ancestors(place.token))
    )


def _follows(page: Page, place: Place, quotation: Quotation) -> bool:
    """Whether the source of a cue after a quotation stands after it, too."""
    source = source_of(page, place, quotation, noun=False)
    return (
        source is not None
        and page.trees[place.sentence].tokens[source].start >= quotation.outer_end
    )


def _split(page: Page, cues: Cues, earlier: Sequence[Place]) -> Place | None:
    """The cue between the two parts of a split quotation."""
    for place in reversed(earlier):
        if page.layout.quotation_at(page.layout.start_of(place)) is not None:
            return None
        if _speech_at(page, cues, place):
            return place
    return None


def _sets_off(page: Page, cues: Cues, place: Place) -> bool:
    token = page.trees[place.sentence].tokens[place.token]
    return token.text in {",", ":", "that", "—", "–"} or _speech_at(page, cues, place)
