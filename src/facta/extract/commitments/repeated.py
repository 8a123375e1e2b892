"""
Commitments of one account beside one another: what a heading only sums up, and what its
addressee refuses.

Both take the commitments of a document in text order and give them back, fewer or with
another status.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from facta.extract.page import Page
from facta.lexicon.commitments import Triggers
from facta.records import Commitment, Span

ANSWERED_WITHIN = 3
WORDS = frozenset({"ADJ", "NOUN", "NUM", "PROPN", "VERB"})
ASKED = frozenset({"demand", "offer", "ultimatum"})


def untold(page: Page, found: Sequence[Commitment]) -> list[Commitment]:
    """Commitments without those of a heading that the text below tells again."""
    headings = {
        tree.sentence.index for tree in page.trees if tree.sentence.kind == "heading"
    }
    below: dict[tuple[str, str], set[str]] = {}
    for each in found:
        if each.sentence not in headings:
            below.setdefault((each.kind, each.maker.name), set()).update(
                _words(page, each.content)
            )
    return [
        each
        for each in found
        if each.sentence not in headings
        or _words(page, each.content).isdisjoint(
            below.get((each.kind, each.maker.name), ())
        )
    ]


def refused(
    page: Page, found: Sequence[Commitment], triggers: Triggers
) -> Iterator[Commitment]:
    """
    Demands and offers, stalled where one of the next sentences tells that their
    addressee refuses them.
    """
    refusals: dict[int, list[Commitment]] = {}
    for other in found:
        if other.kind == "refusal":
            refusals.setdefault(other.sentence, []).append(other)
    for each in found:
        asked = each.status == "open" and each.kind in ASKED
        following = (
            range(each.sentence + 1, each.sentence + 1 + ANSWERED_WITHIN)
            if asked
            else ()
        )
        later = (other for number in following for other in refusals.get(number, ()))
        answer = next(
            (other for other in later if _answers(page, each, other, triggers)), None
        )
        if answer is not None:
            tree = page.trees[page.layout.place_of[answer.sentence]]
            passage = Span.of(page.text, tree.sentence.start, tree.sentence.end)
            yield structs.replace(
                each, status="stalled", evidence=(*each.evidence, passage)
            )
        else:
            yield each


def _answers(
    page: Page, asked: Commitment, other: Commitment, triggers: Triggers
) -> bool:
    if asked.recipient is None or other.maker == asked.maker:
        return False
    country = asked.recipient.country
    same = other.maker.name == asked.recipient.name or (
        country is not None and other.maker.country == country
    )
    return same and bool(
        _words(page, other.content)
        & (_words(page, asked.content) | triggers.turns.matter)
    )


def _words(page: Page, span: Span) -> set[str]:
    """The lemmas that carry a passage."""
    places = page.layout.tokens_between(span.start, span.end)
    tokens = (page.trees[place.sentence].tokens[place.token] for place in places)
    return {token.lemma.lower() for token in tokens if token.upos in WORDS}
