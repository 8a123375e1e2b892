"""
Commitments of one account beside one another: what a heading only sums up, and what its
addressee refuses.

Both take the commitments of a document in text order and give them back, fewer or with
another status.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from facta.extract.page import Page
from facta.records import Commitment, Span

# How many sentences behind a demand or offer may refuse it. Judged, not fitted.
ANSWERED_WITHIN = 3
WORDS = frozenset({"ADJ", "NOUN", "NUM", "PROPN", "VERB"})
ANSWERABLE = frozenset({"demand", "offer", "ultimatum"})


def without_headings_told_below(
    page: Page, found: Sequence[Commitment]
) -> list[Commitment]:
    """Commitments without those of a heading that the text below tells again."""
    headings = {
        tree.sentence.index for tree in page.trees if tree.sentence.kind == "heading"
    }
    below: dict[tuple[str, str], set[str]] = {}
    for each in found:
        if each.sentence not in headings:
            words = below.setdefault((each.kind, each.maker.name), set())
            words.update(_words(page, each.content))

    def told_below(each: Commitment) -> bool:
        # one word is enough: a heading leaves out most of what the text says
        words = below.get((each.kind, each.maker.name), set())
        return not words.isdisjoint(_words(page, each.content))

    return [
        each for each in found if each.sentence not in headings or not told_below(each)
    ]


def refused(page: Page, found: Sequence[Commitment]) -> Iterator[Commitment]:
    """
    Demands and offers, stalled where one of the next sentences tells that their
    addressee refuses them.
    """
    refusals: dict[int, list[Commitment]] = {}
    for other in found:
        if other.kind == "refusal":
            refusals.setdefault(other.sentence, []).append(other)
    for each in found:
        answer = _answer(page, each, refusals)
        if answer is None:
            yield each
            continue
        sentence = page.trees[page.layout.place_of[answer.sentence]].sentence
        passage = Span.of(page.text, sentence.start, sentence.end)
        yield structs.replace(
            each, status="stalled", evidence=(*each.evidence, passage)
        )


def _answer(
    page: Page, asked: Commitment, refusals: Mapping[int, Sequence[Commitment]]
) -> Commitment | None:
    """The first refusal behind a demand or offer that answers it."""
    if asked.status != "open" or asked.kind not in ANSWERABLE:
        return None
    first = asked.sentence + 1
    for number in range(first, first + ANSWERED_WITHIN):
        for other in refusals.get(number, ()):
            if _answers(page, asked, other):
                return other
    return None


def _answers(page: Page, asked: Commitment, other: Commitment) -> bool:
    """Whether a refusal is the addressee's, and of what was asked."""
    if not _is_addressee(asked, other) or other.maker == asked.maker:
        return False
    matter = page.lexicon.commitments.turns.matter
    asked_for = _words(page, asked.content) | matter
    return not asked_for.isdisjoint(_words(page, other.content))


def _is_addressee(asked: Commitment, other: Commitment) -> bool:
    """Whether a refusal is made by the addressee of a demand, or for his country."""
    if asked.recipient is None:
        return False
    if other.maker.name == asked.recipient.name:
        return True
    country = asked.recipient.country
    return country is not None and other.maker.country == country


def _words(page: Page, span: Span) -> set[str]:
    """The lemmas that carry a passage."""
    places = page.layout.tokens_between(span.start, span.end)
    tokens = (page.trees[place.sentence].tokens[place.token] for place in places)
    return {token.lemma.lower() for token in tokens if token.upos in WORDS}
