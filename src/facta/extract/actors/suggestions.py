"""Names that the table does not know, so that it can grow from a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.records import Actor, Annotation

# contexts shown of a name, and characters of text on each side; judged, not fitted
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
    found: dict[str, list[_Stranger]] = {}
    for annotation in annotations:
        for actor in _proper(annotation):
            if actor.name not in table and actor.name[:1].isupper():
                stranger = _Stranger(annotation, actor)
                found.setdefault(actor.name, []).append(stranger)
    made = [_suggestion(name, strangers) for name, strangers in found.items()]
    return tuple(sorted(made, key=lambda s: (-s.count, s.name)))


class _Stranger(Struct, frozen=True):
    """A mention of somebody who is not in the table."""

    annotation: Annotation
    actor: Actor

    @property
    def document(self) -> str:
        """The document's id."""
        return self.annotation.document.id

    @property
    def context(self) -> str:
        """The mention with the text around it, in one line."""
        span = self.actor.span
        around = slice(max(0, span.start - REACH), span.end + REACH)
        return " ".join(self.annotation.document.text[around].split())


def _proper(annotation: Annotation) -> Iterator[Actor]:
    """The actors in whose mention the model found a name of a person or body."""
    spans = {
        (sentence.tokens[name.first].start, sentence.tokens[name.last].end)
        for sentence in annotation.sentences
        for name in sentence.names
        if name.kind != "place"
    }
    for actor in annotation.actors:
        at = actor.span
        if any(start < at.end and at.start < end for start, end in spans):
            yield actor


def _suggestion(name: str, strangers: Sequence[_Stranger]) -> Suggestion:
    # in one order whatever that of the corpus
    ordered = sorted(strangers, key=lambda one: (one.document, one.context))
    actors = [stranger.actor for stranger in ordered]
    contexts = sorted({stranger.context for stranger in ordered})
    return Suggestion(
        name=name,
        count=len(ordered),
        documents=len({stranger.document for stranger in ordered}),
        contexts=tuple(contexts[:CONTEXTS]),
        country=next((actor.country for actor in actors if actor.country), None),
        sector=next((actor.sector for actor in actors if actor.sector), None),
        office=next((actor.office for actor in actors if actor.office), None),
    )
