"""Names that the table does not know, so that it can grow from a corpus."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from facta.records import Annotation

CONTEXTS = 3
REACH = 60


class Suggestion(Struct, frozen=True, kw_only=True):
    """
    A name that no table knows: how often and in how many accounts it stands, contexts,
    what was learned.
    """

    name: str
    count: int
    documents: int
    contexts: tuple[str, ...]
    country: str | None = None
    sector: str | None = None
    office: str | None = None


def suggestions(
    annotations: Iterable[Annotation], known: Iterable[str]
) -> tuple[Suggestion, ...]:
    """
    Names of people and bodies that are not in the table, the most frequent first.

    Args:
        annotations: what was found in a corpus; any order.
        known: names of the table.
    """
    table = set(known)
    found: dict[
        str, list[tuple[str, str, tuple[str | None, str | None, str | None]]]
    ] = {}
    for annotation in annotations:
        text = annotation.document.text
        spans = {
            (sentence.tokens[name.first].start, sentence.tokens[name.last].end)
            for sentence in annotation.sentences
            for name in sentence.names
            if name.kind != "place"
        }
        for actor in annotation.actors:
            proper = any(
                start < actor.span.end and actor.span.start < end
                for start, end in spans
            )
            if proper and actor.name not in table and actor.name[:1].isupper():
                context = " ".join(
                    text[
                        max(0, actor.span.start - REACH) : actor.span.end + REACH
                    ].split()
                )
                told = (actor.country, actor.sector, actor.office)
                found.setdefault(actor.name, []).append(
                    (annotation.document.id, context, told)
                )
    made = [_suggestion(name, sightings) for name, sightings in found.items()]
    return tuple(sorted(made, key=lambda s: (-s.count, s.name)))


def _suggestion(
    name: str,
    sightings: list[tuple[str, str, tuple[str | None, str | None, str | None]]],
) -> Suggestion:
    country, sector, office = (
        next((told[i] for _, _, told in sorted(sightings) if told[i]), None)
        for i in range(3)
    )
    contexts = sorted({context for _, context, _ in sightings})[:CONTEXTS]
    return Suggestion(
        name=name,
        count=len(sightings),
        documents=len({s[0] for s in sightings}),
        contexts=tuple(contexts),
        country=country,
        sector=sector,
        office=office,
    )
