"""Ties a quotation to a name without a verb of saying: before a colon, or signing it behind a dash."""

from __future__ import annotations

from collections.abc import Sequence

from facta.extract.statements.page import Attribution, Page, Place
from facta.extract.statements.quotations import Quotation
from facta.extract.statements.subjects import subject
from facta.extract.statements.tree import SUBJECTS, Tree

DASH_REACH = 14


def before_colon(page: Page, quotation: Quotation) -> Attribution | None:
    """The subject of what a colon ends right before a quotation: "He made the following comment: …"."""
    before = page.before(quotation)
    if not before or page.trees[before[-1].sentence].tokens[before[-1].token].text != ":":
        return None
    number, colon = before[-1].sentence, before[-1].token
    tree = page.trees[number]
    tops = [place.token for place in before if place.sentence == number and page.tells(tree, place.token)]
    top = next((index for index in tops if tree.tokens[index].relation == "root"), None)
    source = _leading(tree, tops) if top is None else subject(tree, top)
    if source is None and top is not None and tree.tokens[top].upos in {"NOUN", "PROPN"}:
        source = next((index for index in reversed(tops) if tree.tokens[index].upos == "PROPN"), None)
    if source is None or tree.tokens[source].upos not in {"NOUN", "PROPN", "PRON"}:
        return None
    return Attribution(
        quotation.start, page.said_end(quotation), number, (colon,), None, Place(number, source), quoted=True
    )


def name_after_dash(page: Page, quotation: Quotation) -> Attribution | None:
    """The head of a bare name after a dash that ends the paragraph: "…" – European diplomat."""
    end = page.line_end(quotation)
    rest = page.text[quotation.outer_end : end].lstrip()
    if not rest.startswith(("-", "–", "—", "―")):
        return None
    places = page.tokens_between(quotation.outer_end, end)
    following = [place for place in places if page.is_word(place)]
    if not following or len(following) > DASH_REACH:
        return None
    tokens = [page.trees[place.sentence].tokens[place.token] for place in following]
    if any(token.upos in {"VERB", "AUX"} for token in tokens):
        return None
    number = following[0].sentence
    members = {place.token for place in following if place.sentence == number}
    tree = page.trees[number]
    head = next((i for i in sorted(members) if tree.tokens[i].head not in members), following[0].token)
    if tree.tokens[head].upos not in {"NOUN", "PROPN"} or places[0].sentence != number:
        return None
    dash = (places[0].token,)
    return Attribution(quotation.start, quotation.end, number, dash, None, Place(number, head), quoted=True)


def _leading(tree: Tree, tops: Sequence[int]) -> int | None:
    """The head of the noun phrase that some tokens are, where the root stands beyond them."""
    return next(
        (index for index in tops if tree.tokens[index].relation in {*SUBJECTS, "dislocated", "parataxis"}), None
    )
