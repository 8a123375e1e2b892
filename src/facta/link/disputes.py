"""
Disputes among the tellings of a happening, and between happenings that deny or mirror one another. Pure.

Precision goes first: what another precision or an answer in kind explains is no dispute.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facta.link.claims import Voice, dispute, event_subject, subject
from facta.link.likeness import RECIPROCAL, figures_fit, time_fit, type_fit, wording_fit
from facta.link.tellings import Telling, solid
from facta.records import Annotation, Dispute, Happening

SWAPPED_WORDING = 0.6


def dates(happening: Happening, tellings: Sequence[Telling]) -> Iterator[Dispute]:
    """
    Days that exclude one another. Direct where accounts state them; next days, or days read from the narrative,
    are in tension.
    """
    dated = [told for told in tellings if solid(told.event.date_basis) and told.event.date_precision != "year"]
    against = [(one, other) for one in dated for other in dated if _other_days(one, other)]
    if against:
        stated = any(
            one.event.date_basis == other.event.date_basis == "stated" and time_fit(one, other) == 0
            for one, other in against
        )
        voices = [Voice.telling(_day(one), one) for one, _ in against]
        yield dispute("date", "direct" if stated else "tension", subject(happening), voices, happening)


def occurrence(happening: Happening, tellings: Sequence[Telling], denying: Sequence[Telling]) -> Iterator[Dispute]:
    """What some accounts tell as done and others as not done."""
    voices = [Voice.telling("happened", told) for told in tellings] + [
        Voice.telling("did not happen", told) for told in denying
    ]
    sure = any(time_fit(one, other) >= 0.9 for one in tellings for other in denying)
    yield dispute("occurrence", "direct" if sure else "tension", subject(happening), voices, happening)


def swapped(one: Telling, other: Telling) -> bool:
    """Whether two accounts tell one act with its sides exchanged: so alike that it is no answer in kind."""
    return (
        one.event.document != other.event.document
        and one.event.event_type == other.event.event_type
        and one.event.event_type not in RECIPROCAL
        and bool(one.actors)
        and one.actors == other.recipients != one.recipients
        and one.recipients == other.actors
        and one.negated == other.negated
        and one.real == other.real
        and time_fit(one, other) >= 0.9
        and (wording_fit(one, other) >= SWAPPED_WORDING or figures_fit(one, other) == 1.0)
    )


def denied(one: Telling, other: Telling) -> bool:
    """Whether one account tells as done what the other tells as not done."""
    return one.negated != other.negated and type_fit(one, other) == 1.0


def roles(one: Telling, other: Telling) -> Dispute:
    """Who did it to whom, told both ways. In tension: both may have done it."""
    first, second = (event_subject(told.event) for told in (one, other))
    voices = [Voice.telling(first, one), Voice.telling(second, other)]
    return dispute("role", "tension", min(first, second), voices)


def denials(annotation: Annotation) -> Iterator[Dispute]:
    """Statements of a speaker who can be told that somebody else denies, within one account."""
    for denial in annotation.statements:
        if denial.denies is None:
            continue
        denied = annotation.statements[denial.denies]
        who = [statement.speaker.name or statement.speaker.kind for statement in (denied, denial)]
        if denied.speaker != denial.speaker and denied.speaker.kind != "unknown":
            document = annotation.document.id
            voices = [
                Voice(f"claimed by {who[0]}", document, denied.content),
                Voice(f"denied by {who[1]}", document, denial.content),
            ]
            yield dispute("occurrence", "direct", denied.content.text, voices)


def _day(told: Telling) -> str:
    day = str(told.event.date)
    return day[:7] if told.event.date_precision in ("month", "season") else day


def _other_days(one: Telling, other: Telling) -> bool:
    return one.days is not None and other.days is not None and one.days.exclude(other.days)
