"""
Claims and disputes from what accounts say: grouped by value, in a fixed order. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from facta.link.tellings import Telling, dyad_end
from facta.records import (
    Attribute,
    Claim,
    Dispute,
    Event,
    Happening,
    Span,
    Strength,
    content_id,
)

OPENERS = {"that", "to", "whether"}
SUBJECT_WORDS = 12


class Assertion(Struct, frozen=True, order=True, kw_only=True):
    """
    One account that asserts a value, by a passage; `event` where the passage tells an
    event, `alleged` where it does so as somebody's word alone.
    """

    value: str
    document: str
    span: Span
    event: str | None = None
    alleged: bool = False

    @classmethod
    def telling(cls, value: str, telling: Telling) -> Assertion:
        """The assertion of a telling."""
        return cls(
            value=value,
            document=telling.event.document,
            span=telling.event.span,
            event=telling.event.id,
            alleged=telling.sourcing.alleged,
        )


def claims(assertions: Iterable[Assertion]) -> tuple[Claim, ...]:
    """
    One claim for each value, in order of values; assertions by document and place, each
    passage once.
    """
    grouped: dict[str, dict[tuple[str, Span], Assertion]] = {}
    for assertion in sorted(
        assertions,
        key=lambda assertion: (
            assertion.value,
            assertion.document,
            assertion.span,
            assertion.event or "",
        ),
    ):
        grouped.setdefault(assertion.value, {}).setdefault(
            (assertion.document, assertion.span), assertion
        )
    return tuple(
        Claim(
            value=value,
            documents=tuple(assertion.document for assertion in group.values()),
            spans=tuple(assertion.span for assertion in group.values()),
            events=tuple(assertion.event for assertion in group.values()),
            alleged=all(assertion.alleged for assertion in group.values()),
        )
        for value, group in grouped.items()
    )


def dispute(
    attribute: Attribute,
    strength: Strength,
    subject: str,
    assertions: Iterable[Assertion],
    happening: Happening | None = None,
) -> Dispute:
    """A dispute over what is asserted; its id comes from its claims."""
    values = claims(assertions)
    said = [
        (claim.value, *claim.documents, *(span.start for span in claim.spans))
        for claim in values
    ]
    of = happening.id if happening else None
    return Dispute(
        id=content_id("dispute", attribute, subject, of, said),
        attribute=attribute,
        strength=strength,
        subject=subject,
        values=values,
        happening=of,
    )


def in_short(text: str) -> str:
    """
    A reported clause as the subject of a dispute: without "that" or "to" before it,
    twelve words at most.

    >>> in_short("that the talks failed")
    'the talks failed'
    """
    words = text.split()
    opened = words[1:] if words and words[0].lower() in OPENERS else words
    short = " ".join(opened[:SUBJECT_WORDS])
    if len(opened) <= SUBJECT_WORDS:
        return short
    return f"{short.rstrip(',;:')} …"


def subject(happening: Happening) -> str:
    """A happening in a few words: type, mode, from whom to whom."""
    return _subject(
        happening.event_type, happening.mode, happening.actor, happening.recipient
    )


def event_subject(event: Event) -> str:
    """An event in a few words, as a happening is."""
    actors, recipients = (
        [dyad_end(actor) for actor in side] for side in (event.actor, event.recipient)
    )
    return _subject(event.event_type, event.mode, actors, recipients)


def _subject(
    event_type: str, mode: str | None, actors: Sequence[str], recipients: Sequence[str]
) -> str:
    kind = f"{event_type} ({mode})" if mode else event_type
    sides = [actors, recipients]
    # a mutual act has one side
    if set(actors) == set(recipients):
        sides = [actors]
    ends = " → ".join(", ".join(dict.fromkeys(side)) for side in sides if side)
    return f"{kind}: {ends}" if ends else kind
