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
from facta.extract.statements.cue_words import cue_at, told_cue
from facta.language.arcs import SUBJECTS
from facta.language.syntax import Tree

# tokens on either side of a quotation among which its cue is looked for: a long
# sentence, with the description of the speaker; judged, not fitted
REACH = 45
# tokens of the shortest sentence that names a speaker: "X said."
BARE = 3
# tokens behind a quotation among which "in his words" ends; judged, not fitted
WORDING_REACH = 4
# other verbs that may stand between a cue and the quotation that follows: a colon
# announces one over a longer way than a comma ("He said, turning to go: …")
VERBS_BETWEEN = 1
VERBS_BEFORE_COLON = 2
FINITE = frozenset({"VB", "VBD", "VBP", "VBZ"})
NAMING = frozenset({"NOUN", "PROPN", "PRON"})
# what may stand between a verb and the head of the noun phrase behind it
DESCRIBING = frozenset({"DET", "ADJ", "ADV"})
# relations of a clause that describes a noun
MODIFYING = frozenset({"acl", "acl:relcl", "amod", "appos"})
# marks at the end of a quotation behind which its sentence goes on
PAUSES = ",?!…—–-"
STOPS = (".", ";", ":")
# what sets a quotation off from the cue before it
SETTING_OFF = frozenset({",", ":", "that", "—", "–"})


def cue_after(page: Page, quotation: Quotation) -> Place | None:
    """The verb of "…," said X and "…," X explained, in what follows the quotation."""
    layout = page.layout
    if not quotation.closed or _ends_sentence(page, quotation):
        return None
    behind = layout.walk(quotation.outer_end, layout.line_end(quotation))
    following = list(islice(behind, REACH))
    wording = _in_his_words(page, following[:WORDING_REACH])
    if wording is not None:
        return wording
    first = next((place for place in following if layout.is_word(place)), None)
    if first is None or not _goes_on(page, quotation, first):
        return None
    for place in following:
        if place.sentence != first.sentence or layout.is_quoted(place):
            return None
        if _is_speech(page, place) and _follows(page, place, quotation):
            return place
        if _begins_clause(page, place):
            return None
    return None


def bare_cue(page: Page, quotation: Quotation) -> Place | None:
    """
    The cue of a sentence that names a speaker and says nothing: “We stay.” X said.
    """
    layout = page.layout
    if not quotation.closed or page.text[quotation.end - 1] != ".":
        return None
    behind = layout.walk(quotation.outer_end, layout.line_end(quotation))
    following = list(islice(behind, REACH))
    if not following:
        return None
    number = following[0].sentence
    own = [place for place in following if place.sentence == number]
    tree = page.trees[number]
    if own[-1].token != len(tree.tokens) - 1 or layout.token(own[-1]).text != ".":
        return None
    # the cue is the last word but for the stop, and the only verb
    verbs = [place for place in own if layout.token(place).upos in {"VERB", "AUX"}]
    if len(own) < BARE or verbs != [own[-2]]:
        return None
    plain = tree.lemma(verbs[0].token) in tree.lexicon.speech.telling.plain
    return verbs[0] if plain and _follows(page, verbs[0], quotation) else None


def cue_before(page: Page, quotation: Quotation) -> Place | None:
    """
    The last verb of saying before a quotation that a comma, a colon or nothing sets
    off.
    """
    layout = page.layout
    earlier = layout.before(quotation)
    if not earlier or not _sets_off(page, earlier[-1]):
        return None
    most = VERBS_BETWEEN
    if layout.token(earlier[-1]).text == ":":
        most = VERBS_BEFORE_COLON
    verbs = 0
    for place in reversed(earlier[-REACH:]):
        if place.sentence != earlier[-1].sentence:
            return None
        if layout.is_quoted(place):
            return _between_parts(page, earlier)
        if _is_speech(page, place):
            return place
        verbs += layout.token(place).upos == "VERB"
        if verbs > most:
            return None
    return None


def source_of(page: Page, place: Place, quotation: Quotation) -> int | None:
    """
    Whose words the cue of a quotation tells; never somebody whom the quotation itself
    mentions.
    """
    tree, index = page.trees[place.sentence], place.token
    cue = cue_at(tree, index)
    if cue is not None and cue.pos == "noun":
        return tree.possessor(index)
    if tree.passive(index):
        return tree.agent(index)
    own = _own_subject(page, tree, index)
    if own is not None:
        return own
    beside = _unattached_subject(tree, index, quotation)
    if beside is not None:
        return beside
    # the subject that the cue has in common with another verb: "X rose and said"
    shared = tree.subject(index)
    told = shared is not None and page.layout.tells(tree, shared)
    return shared if told else None


def _own_subject(page: Page, tree: Tree, index: int) -> int | None:
    """The subject of the cue itself: "X said"."""
    relatives = tree.lexicon.grammar.relatives
    own = [
        child
        for child in tree.children(index, "nsubj", "nsubj:pass")
        if page.layout.tells(tree, child) and tree.lemma(child) not in relatives
    ]
    # the nearest is the verb's: the parser may take the place of a dateline for one, too
    return min(own, key=lambda child: (abs(child - index), child), default=None)


def _unattached_subject(tree: Tree, cue: int, quotation: Quotation) -> int | None:
    """
    The noun between a quotation and its cue, or right behind the cue, however the
    parser attached it.
    """
    follows = tree.tokens[cue].start >= quotation.outer_end
    if not follows or tree.tokens[cue].tag not in FINITE:
        return None
    for index in range(cue - 1, -1, -1):
        if tree.tokens[index].start < quotation.outer_end:
            break
        if tree.tokens[index].relation in SUBJECTS:
            return index
    return _noun_behind(tree, cue)


def _noun_behind(tree: Tree, cue: int) -> int | None:
    """The head of the noun phrase right behind a verb: "said the Russian envoy"."""
    behind = cue + 1
    while behind < len(tree.tokens) and tree.tokens[behind].upos in DESCRIBING:
        behind += 1
    if behind == len(tree.tokens) or tree.tokens[behind].upos not in NAMING:
        return None
    head = tree.tokens[behind].head
    while head > behind and tree.tokens[head].upos in {"NOUN", "PROPN"}:
        behind, head = head, tree.tokens[head].head
    return behind


def _ends_sentence(page: Page, quotation: Quotation) -> bool:
    """Whether a quotation ends with a stop; an ellipsis is none."""
    inside = page.text[quotation.start : quotation.end]
    return inside.endswith(STOPS) and not inside.endswith("...")


def _goes_on(page: Page, quotation: Quotation, first: Place) -> bool:
    """
    Whether the first word behind a quotation can belong to its cue: behind a pause, or
    where it is the speaker's name or the cue itself.
    """
    if _pauses(page, quotation) or _is_speech(page, first):
        return True
    return page.layout.token(first).upos in {"PROPN", "PRON"}


def _is_speech(page: Page, place: Place) -> bool:
    """Whether a verb tells that something was said, in a clause or a quotation."""
    cue = told_cue(page.trees[place.sentence], place.token)
    if cue is None or cue.pos != "verb" or cue.inner:
        return False
    return not cue.frames.isdisjoint({"quote", "clause"})


def _in_his_words(page: Page, following: Sequence[Place]) -> Place | None:
    """The noun of "in his words" right behind a quotation."""
    wording = page.lexicon.speech.telling.wording
    for place in following:
        tree, index = page.trees[place.sentence], place.token
        if tree.lemma(index) in wording and "in" in tree.prepositions(index):
            return None if tree.possessor(index) is None else place
    return None


def _pauses(page: Page, quotation: Quotation) -> bool:
    """
    Whether a comma, a question mark or the like ends a quotation, within its marks or
    right behind them.
    """
    behind = page.text[quotation.outer_end : quotation.outer_end + 1]
    return page.text[quotation.end - 1] in PAUSES or behind == ","


def _begins_clause(page: Page, place: Place) -> bool:
    """
    Whether a word begins a clause of its own; the verb of a description does not: "X,
    who leads the party, said".
    """
    tree, index = page.trees[place.sentence], place.token
    if tree.tokens[index].upos not in {"VERB", "SCONJ"}:
        return False
    above = (index, *tree.ancestors(index))
    return not any(tree.tokens[each].relation in MODIFYING for each in above)


def _follows(page: Page, place: Place, quotation: Quotation) -> bool:
    """Whether the source of a cue after a quotation stands after it, too."""
    source = source_of(page, place, quotation)
    if source is None:
        return False
    return page.trees[place.sentence].tokens[source].start >= quotation.outer_end


def _between_parts(page: Page, earlier: Sequence[Place]) -> Place | None:
    """The cue between the two parts of a split quotation."""
    for place in reversed(earlier):
        if page.layout.is_quoted(place):
            return None
        if _is_speech(page, place):
            return place
    return None


def _sets_off(page: Page, place: Place) -> bool:
    return page.layout.token(place).text in SETTING_OFF or _is_speech(page, place)
