"""
Ties words to a name without a verb of saying: before a colon, in a headline, or signing
them behind a dash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.quotations import Quotation
from facta.extract.statements.attribution import Attribution
from facta.language.arcs import SUBJECTS
from facta.language.syntax import Tree

# words of a signature behind a dash: a name with its office; judged, not fitted
DASH_REACH = 14
DASH = re.compile(r"\s*[-–—―]")
# tokens of a headline's label before its colon; judged, not fitted
LABEL = 6
# parts of speech that a label is made of
LABELLING = frozenset({"PROPN", "NOUN", "ADJ", "DET"})
NAMING = frozenset({"NOUN", "PROPN", "PRON"})
# relations of a noun phrase at the start of a sentence whose root stands in the marks
LEADING = SUBJECTS | {"dislocated", "parataxis"}


def headlines(page: Page) -> Iterator[Attribution]:
    """
    What a person, a paper or an outlet says behind a colon: "Putin: we are ready",
    "Poll: race is tight".

    A country before a colon is what the line is about, not who speaks.
    """
    for number, tree in enumerate(page.trees):
        colon = _colon(tree)
        if colon is None or not _heads_block(page, tree):
            continue
        # a quotation behind the colon is tied to its speaker by `before_colon`
        if page.layout.quotations_between(*tree.around([colon + 1])):
            continue
        head = _label(page, tree, colon)
        if head is None:
            continue
        start, end = tree.around(range(colon + 1, len(tree.tokens)))
        yield Attribution(
            start=start,
            end=end,
            sentence=number,
            words=(colon,),
            cue=None,
            source=Place(number, head),
        )


def _colon(tree: Tree) -> int | None:
    """The colon behind a label, with at least two tokens behind it."""
    for index, token in enumerate(tree.tokens[: LABEL + 1]):
        if token.text == ":":
            inside = 0 < index < len(tree.tokens) - 2
            return index if inside else None
    return None


def _heads_block(page: Page, tree: Tree) -> bool:
    """Whether a sentence is the first of its paragraph."""
    start = tree.sentence.start
    return page.layout.blocks[page.layout.block_at(start)][0] == start


def _label(page: Page, tree: Tree, colon: int) -> int | None:
    """
    The head of the words before a colon, where they name nothing but somebody who can
    speak.
    """
    if any(token.upos not in LABELLING for token in tree.tokens[:colon]):
        return None
    for name in tree.sentence.names:
        if name.kind == "person" and name.last == colon - 1:
            return name.first
    start, end = tree.around(range(colon))
    words = page.text[start:end].lower().removeprefix("the ")
    if words in page.lexicon.speech.speakers.outlet or _is_document(tree, colon):
        return colon - 1
    return None


def _is_document(tree: Tree, colon: int) -> bool:
    """Whether a label is a text that speaks ("Poll: …"), none that names the line."""
    speakers = tree.lexicon.speech.speakers
    lemma = tree.lemma(0)
    return colon == 1 and lemma in speakers.document and lemma not in speakers.genres


def before_colon(page: Page, quotation: Quotation) -> Attribution | None:
    """
    The subject of what a colon ends right before a quotation: "He made the following
    comment: …".
    """
    before = page.layout.before(quotation)
    if not before or page.layout.token(before[-1]).text != ":":
        return None
    number, colon = before[-1].sentence, before[-1].token
    tree = page.trees[number]
    own = [place.token for place in before if place.sentence == number]
    source = _source(tree, [i for i in own if page.layout.tells(tree, i)])
    if source is None or tree.tokens[source].upos not in NAMING:
        return None
    return Attribution(
        start=quotation.start,
        end=page.layout.said_end(quotation),
        sentence=number,
        words=(colon,),
        cue=None,
        source=Place(number, source),
        quoted=True,
    )


def _source(tree: Tree, told: Sequence[int]) -> int | None:
    """
    Who speaks, by the tokens before a colon: the subject of their root, else the last
    name of a line that is no clause ("Peskov on the talks: …").
    """
    root = next((index for index in told if tree.relation(index) == "root"), None)
    if root is None:
        # the root stands within the marks, and the phrase before them hangs on it
        return next((i for i in told if tree.relation(i) in LEADING), None)
    source = tree.subject(root)
    if source is not None or tree.tokens[root].upos not in {"NOUN", "PROPN"}:
        return source
    names = (index for index in reversed(told) if tree.tokens[index].upos == "PROPN")
    return next(names, None)


def name_after_dash(page: Page, quotation: Quotation) -> Attribution | None:
    """
    The head of a bare name after a dash that ends the paragraph: "…" – European
    diplomat.
    """
    layout, start = page.layout, quotation.outer_end
    end = layout.line_end(quotation)
    if not DASH.match(page.text, start, end):
        return None
    words = filter(layout.is_word, layout.walk(start, end))
    following = list(islice(words, DASH_REACH + 1))
    if not following or len(following) > DASH_REACH:
        return None
    if any(layout.token(place).upos in {"VERB", "AUX"} for place in following):
        return None
    dash = next(layout.walk(start, end))
    number = following[0].sentence
    tree = page.trees[number]
    head = _head(tree, [place.token for place in following if place.sentence == number])
    if tree.tokens[head].upos not in {"NOUN", "PROPN"} or dash.sentence != number:
        return None
    return Attribution(
        start=quotation.start,
        end=quotation.end,
        sentence=number,
        words=(dash.token,),
        cue=None,
        source=Place(number, head),
        quoted=True,
    )


def _head(tree: Tree, members: Sequence[int]) -> int:
    """The first of some tokens that hangs on none of them."""
    inside = set(members)
    heads = (i for i in members if tree.tokens[i].head not in inside)
    return next(heads, members[0])
