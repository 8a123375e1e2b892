"""
Accounts retold from another one that they name: "…, Continental Wire wrote". Pure.

A rewrite shares no runs of words with its source, so shingles miss it. But it credits
the publisher, and tells of the same matter in the same weeks. Both are asked for:
naming an agency once is no rewrite, nor is writing on its subject.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence

from facta.link.linked import NearCopy
from facta.records import Annotation

# so many statements passed on from a publisher make an account his
CREDITS = 2
# share of an account's content words that the account it retells has, too; judged, not
# fitted, as is how lately that one was published
MATTER = 0.35
LATELY = datetime.timedelta(days=14)
CONTENT = {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}


def retold(annotations: Sequence[Annotation]) -> Iterator[NearCopy]:
    """
    Each account that retells an earlier one and says so, with the one it is likest to.
    """
    by_publisher: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        if annotation.document.publisher:
            by_publisher.setdefault(
                annotation.document.publisher.casefold(), []
            ).append(annotation)
    words = {annotation.document.id: _words(annotation) for annotation in annotations}
    for annotation in annotations:
        own = words[annotation.document.id]
        shares = [
            (len(own & words[other.document.id]) / len(own), other.document.id)
            for publisher in _credited(annotation)
            for other in by_publisher.get(publisher, ())
            if own and _shortly_before(other, annotation)
        ]
        share, origin = max(shares, default=(0.0, ""))
        if share >= MATTER:
            yield NearCopy(annotation.document.id, origin, share)


def _credited(annotation: Annotation) -> list[str]:
    """The publishers whom an account passes on often enough, never itself."""
    passed_on = Counter(
        name.casefold()
        for statement in annotation.statements
        for name in {statement.speaker.name, *statement.relayed_by}
        if name
    )
    own = (annotation.document.publisher or "").casefold()
    return sorted(
        name for name, count in passed_on.items() if count >= CREDITS and name != own
    )


def _shortly_before(other: Annotation, annotation: Annotation) -> bool:
    first, second = other.document.published, annotation.document.published
    return (
        first is not None
        and second is not None
        and datetime.timedelta(0) < second - first <= LATELY
    )


def _words(annotation: Annotation) -> frozenset[str]:
    return frozenset(
        token.lemma.casefold()
        for sentence in annotation.sentences
        for token in sentence.tokens
        if token.upos in CONTENT
    )
