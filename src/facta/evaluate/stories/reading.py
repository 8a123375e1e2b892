"""
Stories beside what Facta makes of them: which of its events tells which coded
happening.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from facta.evaluate.stories.story import Story, StoryAccount, Told
from facta.records import Annotation, Document, Event, content_id

Label: TypeAlias = tuple[str, str]  # a story and one of its happenings


def document(story: Story, account: StoryAccount) -> Document:
    """An account as a document to annotate."""
    name = f"{story.id}/{account.id}"
    return Document(
        id=content_id(name, account.text),
        source=name,
        text=account.text,
        title=account.title,
        publisher=account.publisher,
        published=account.published,
        published_basis="given",
    )


class Item(Struct, frozen=True, kw_only=True):
    """A coded telling that an event of Facta's tells, too."""

    document: str
    account: str
    event: Event
    label: Label


def items(
    stories: Sequence[Story], annotations: Mapping[str, Annotation]
) -> Iterator[Item]:
    """
    Every coded telling with the likeliest event that shares its words; what is told as
    not having happened, and what may be left out, is none.

    Args:
        stories: as coded.
        annotations: of their documents, by source.
    """
    for story in stories:
        types = {one.id: one.event_type for one in story.happenings}
        for account in story.accounts:
            found = annotations[f"{story.id}/{account.id}"]
            for told in account.told:
                if told.denied or told.optional:
                    continue
                event = _telling(told, types[told.happening], found.events)
                if event is not None:
                    yield Item(
                        document=found.document.id,
                        account=account.id,
                        event=event,
                        label=(story.id, told.happening),
                    )


def _telling(told: Told, event_type: str, events: Sequence[Event]) -> Event | None:
    """The event at these words: of the coded type before others, likelier ones first."""
    mark = told.words
    sharing = [
        event
        for event in events
        if event.trigger.start < mark.end and mark.start < event.trigger.end
    ]
    return max(
        sharing,
        key=lambda event: (event.event_type == event_type, event.confidence, event.id),
        default=None,
    )
