"""
Commitments of one account beside one another: what a heading only sums up, and what its addressee refuses.

Both take the commitments of a document in text order and give them back, fewer or with another status.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from facta.extract.commitments.triggers import Triggers
from facta.extract.statements.page import Page
from facta.records import Commitment, Span

ANSWERED_WITHIN = 3
WORDS = frozenset({"ADJ", "NOUN", "NUM", "PROPN", "VERB"})
ASKED = frozenset({"demand", "offer", "ultimatum"})


def untold(page: Page, found: Sequence[Commitment]) -> list[Commitment]:
    """Commitments without those of a heading that the text below tells again."""
    headings = {tree.sentence.index for tree in page.trees if tree.sentence.kind == "heading"}
    kept = []
    for each in found:
        words = _words(page, each.content)
        again = each.sentence in headings and any(
            other.sentence not in headings
            and (other.kind, other.maker.name) == (each.kind, each.maker.name)
            and words & _words(page, other.content)
            for other in found
        )
        if not again:
            kept.append(each)
    return kept


def refused(page: Page, found: Sequence[Commitment], triggers: Triggers) -> Iterator[Commitment]:
    """Demands and offers, stalled where one of the next sentences tells that their addressee refuses them."""
    for each in found:
        answer = next((other for other in found if _answers(page, each, other, triggers)), None)
        if answer is not None and each.status == "open" and each.kind in ASKED:
            tree = next(tree for tree in page.trees if tree.sentence.index == answer.sentence)
            passage = Span.of(page.text, tree.sentence.start, tree.sentence.end)
            yield structs.replace(each, status="stalled", evidence=(*each.evidence, passage))
        else:
            yield each


def _answers(page: Page, asked: Commitment, other: Commitment, triggers: Triggers) -> bool:
    if other.kind != "refusal" or asked.recipient is None or other.maker == asked.maker:
        return False
    country = asked.recipient.country
    same = other.maker.name == asked.recipient.name or (country is not None and other.maker.country == country)
    if not same or not 0 < other.sentence - asked.sentence <= ANSWERED_WITHIN:
        return False
    return bool(_words(page, other.content) & (_words(page, asked.content) | triggers.turns.matter))


def _words(page: Page, span: Span) -> set[str]:
    """The lemmas that carry a passage."""
    places = page.tokens_between(span.start, span.end)
    tokens = (page.trees[place.sentence].tokens[place.token] for place in places)
    return {token.lemma.lower() for token in tokens if token.upos in WORDS}
