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
from facta.extract.statements.subjects import subject
from facta.language.syntax import SUBJECTS, Tree
from facta.lexicon.speech import Cues

DASH_REACH = 14
DASH = re.compile(r"\s*[-–—―]")
LABEL = 6
GENRES = frozenset(
    {"account", "analysis", "article", "briefing", "interview", "review"}
)  # what the line heads


def headlines(page: Page, cues: Cues) -> Iterator[Attribution]:
    """
    What a person, a paper or an outlet says behind a colon: "Putin: we are ready",
    "Poll: race is tight".

    A country before a colon is what the line is about, not who speaks.
    """
    for number, tree in enumerate(page.trees):
        colon = next(
            (
                i
                for i, token in enumerate(tree.tokens[: LABEL + 1])
                if token.text == ":"
            ),
            None,
        )
        starts = (
            page.layout.blocks[page.layout.block_at(tree.sentence.start)][0]
            == tree.sentence.start
        )
        if (
            not colon
            or not starts
            or colon + 2 >= len(tree.tokens)
            or page.layout.quotations_between(*tree.around([colon + 1]))
        ):
            continue
        head = _label(page, tree, colon, cues)
        if head is not None:
            start, end = tree.around(range(colon + 1, len(tree.tokens)))
            yield Attribution(
                start=start,
                end=end,
                sentence=number,
                words=(colon,),
                cue=None,
                source=Place(number, head),
            )


def _label(page: Page, tree: Tree, colon: int, cues: Cues) -> int | None:
    """
    The head of the words before a colon, where they name nothing but somebody who can
    speak.
    """
    if any(
        tree.tokens[i].upos not in {"PROPN", "NOUN", "ADJ", "DET"} for i in range(colon)
    ):
        return None
    person = next(
        (
            name
            for name in tree.sentence.names
            if name.kind == "person" and name.last == colon - 1
        ),
        None,
    )
    if person is not None:
        return person.first
    words = page.text[slice(*tree.around(range(colon)))].lower().removeprefix("the ")
    lone = (
        colon == 1 and tree.tokens[0].lemma.lower() in cues.speakers.document - GENRES
    )
    return colon - 1 if words in cues.speakers.outlet or lone else None


def before_colon(page: Page, quotation: Quotation) -> Attribution | None:
    """
    The subject of what a colon ends right before a quotation: "He made the following
    comment: …".
    """
    before = page.layout.before(quotation)
    if (
        not before
        or page.trees[before[-1].sentence].tokens[before[-1].token].text != ":"
    ):
        return None
    number, colon = before[-1].sentence, before[-1].token
    tree = page.trees[number]
    tops = [
        place.token
        for place in before
        if place.sentence == number and page.layout.tells(tree, place.token)
    ]
    top = next((index for index in tops if tree.tokens[index].relation == "root"), None)
    source = _leading(tree, tops) if top is None else subject(tree, top)
    if (
        source is None
        and top is not None
        and tree.tokens[top].upos in {"NOUN", "PROPN"}
    ):
        source = next(
            (index for index in reversed(tops) if tree.tokens[index].upos == "PROPN"),
            None,
        )
    if source is None or tree.tokens[source].upos not in {"NOUN", "PROPN", "PRON"}:
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


def name_after_dash(page: Page, quotation: Quotation) -> Attribution | None:
    """
    The head of a bare name after a dash that ends the paragraph: "…" – European
    diplomat.
    """
    end = page.layout.line_end(quotation)
    if not DASH.match(page.text, quotation.outer_end, end):
        return None
    following = list(
        islice(
            filter(page.layout.is_word, page.layout.walk(quotation.outer_end, end)),
            DASH_REACH + 1,
        )
    )
    if not following or len(following) > DASH_REACH:
        return None
    first = next(page.layout.walk(quotation.outer_end, end))
    tokens = [page.trees[place.sentence].tokens[place.token] for place in following]
    if any(token.upos in {"VERB", "AUX"} for token in tokens):
        return None
    number = following[0].sentence
    members = {place.token for place in following if place.sentence == number}
    tree = page.trees[number]
    head = next(
        (i for i in sorted(members) if tree.tokens[i].head not in members),
        following[0].token,
    )
    if tree.tokens[head].upos not in {"NOUN", "PROPN"} or first.sentence != number:
        return None
    dash = (first.token,)
    return Attribution(
        start=quotation.start,
        end=quotation.end,
        sentence=number,
        words=dash,
        cue=None,
        source=Place(number, head),
        quoted=True,
    )


def _leading(tree: Tree, tops: Sequence[int]) -> int | None:
    """
    The head of the noun phrase that some tokens are, where the root stands beyond them.
    """
    return next(
        (
            index
            for index in tops
            if tree.tokens[index].relation in {*SUBJECTS, "dislocated", "parataxis"}
        ),
        None,
    )
