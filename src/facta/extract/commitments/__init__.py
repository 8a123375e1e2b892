"""
What was promised, offered, threatened, demanded, agreed, refused or denied: by whom, by
when, and what came of it.

`commitments` reads one document and is pure. What many documents tell of the same
commitment, `facta.link.pledges` merges.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from facta.extract.commitments.deadline import deadline
from facta.extract.commitments.deeds import Deeds
from facta.extract.commitments.draft import Draft
from facta.extract.commitments.due import Made, due_day
from facta.extract.commitments.finding import drafts
from facta.extract.commitments.makers import Makers
from facta.extract.commitments.repeated import refused, without_headings_told_below
from facta.extract.commitments.status import status
from facta.extract.commitments.terms import condition, event_type, recipient
from facta.extract.commitments.void import binds_nobody
from facta.extract.page import Page
from facta.extract.times import Dated
from facta.records import (
    Actor,
    Commitment,
    Date,
    Event,
    Span,
    Statement,
    Status,
    Time,
    content_id,
)

__all__ = ["commitments"]

# Statuses of what is over, so that it was due before the account.
SETTLED: frozenset[Status] = frozenset({"kept", "broken"})


def commitments(
    page: Page,
    statements: Sequence[Statement],
    events: Sequence[Event],
) -> tuple[Commitment, ...]:
    """
    The commitments of a document, in text order of the words that make them.

    Args:
        page: the document with its times and actors.
        statements: its statements; "we will" in one is its speaker's promise.
        events: its events; the one inside a content gives its type.

    Returns:
        One `Commitment` each; without an actor to make it there is none.
    """
    drawn = drafts(page, statements)
    found = list(_distinct(each for each in drawn if not binds_nobody(page, each)))
    makers, builder = Makers(page, statements), _Builder(page, events, found)
    made = [
        builder.commitment(draft, by)
        for draft, by in ((draft, makers.of(draft)) for draft in found)
        if by
    ]
    return tuple(refused(page, without_headings_told_below(page, made)))


def _distinct(found: Iterator[Draft]) -> Iterator[Draft]:
    """
    Drafts without those that another of the same sentence already holds: "agreed to
    sign a deal to".
    """
    last: Draft | None = None
    for draft in found:
        if last is None or not _holds(last, draft):
            yield draft
            last = draft


def _holds(outer: Draft, inner: Draft) -> bool:
    if outer.tree is not inner.tree:
        return False
    return inner.trigger in outer.content or inner.head in outer.content


class _Builder:
    """Makes commitments of drafts, with what is asked of the document for each."""

    def __init__(
        self, page: Page, events: Sequence[Event], found: Sequence[Draft]
    ) -> None:
        self._page = page
        self._deeds = Deeds(page)
        self._busy = frozenset(draft.place(page) for draft in found)
        self._events: dict[int, list[Event]] = {}
        for event in events:
            self._events.setdefault(event.sentence, []).append(event)

    def commitment(self, draft: Draft, makers: Sequence[Actor]) -> Commitment:
        """The commitment of a draft whose makers are known."""
        page, tree = self._page, draft.tree
        edges = tree.trimmed(draft.content) or tree.around(draft.content)
        content = Span.of(page.text, *edges)
        came_to, evidence = status(page, draft, self._busy)
        term = deadline(page, draft)
        dated = self._dated(draft, term)
        return Commitment(
            id=content_id(
                page.document.id, draft.kind, content.start, content.end, makers[0].name
            ),
            document=page.document.id,
            sentence=tree.sentence.index,
            kind=draft.kind,
            maker=makers[0],
            recipient=recipient(page, draft, makers),
            content=content,
            condition=condition(page, draft),
            deadline=term.span if term else None,
            due=self._due(draft, term, dated, came_to),
            status=came_to,
            date=dated.date,
            date_basis=dated.basis,
            event_type=event_type(draft, self._events.get(tree.sentence.index, ())),
            evidence=evidence,
            partners=tuple(makers[1:]),
            date_precision=dated.precision if dated.date else None,
        )

    def _dated(self, draft: Draft, term: Time | None) -> Dated:
        """When a commitment was made."""
        dated = self._page.dated(draft.place(self._page), draft.trigger, without=term)
        if term is None or dated.date is None or dated.date != term.begin:
            return dated
        # the narrative stands at the deadline itself: that says nothing of the promise
        published = self._page.document.published
        return structs.replace(
            dated,
            date=published,
            precision="day",
            basis="published" if published else "unresolved",
        )

    def _due(
        self, draft: Draft, term: Time | None, dated: Dated, came_to: Status
    ) -> Date | None:
        if term is None:
            return None
        made = Made(
            day=dated.date if dated.precision == "day" else None,
            basis=dated.basis,
            settled=came_to in SETTLED,
        )
        return due_day(self._page, draft, term, made, self._deeds)
