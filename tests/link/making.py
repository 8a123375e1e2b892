"""Tellings, each of an account of its own, and whether two look like one happening."""

from __future__ import annotations

from typing import Any

from facta.link.comparing import SAME
from facta.link.likeness import evidence, log_odds
from facta.link.matter import Matter
from facta.link.parting import apart
from facta.link.tellings import Telling, tellings
from facta.testing import annotation, doc, figure, telling

BLAST = "Drones and missiles struck depots near Odesa overnight."
OTHER_WORDS = "Air raid kills civilians in the port."


def told(
    event_type: str = "ASSAULT",
    actors: str = "RUS",
    recipients: str = "UKR",
    passage: str = BLAST,
    *,
    source: str = "a",
    count: float | None = None,
    **more: Any,
) -> Telling:
    """One telling of a document of its own; `count` is a figure in its sentence."""
    document = doc(passage, source=source)
    event = telling(
        document,
        event_type,
        actors,
        recipients,
        passage,
        **({"date": "2025-05-25"} | more),
    )
    figures = (
        (figure(document, passage[:5], count, of="dead"),) if count is not None else ()
    )
    found = annotation(document, events=(event,), figures=figures)
    (only,) = tellings(found, Matter.of(found))
    return only


def same(one: Telling, other: Telling) -> bool:
    """Whether two tellings are taken to be of one happening."""
    return not apart(one, other) and log_odds(evidence(one, other)) >= SAME
