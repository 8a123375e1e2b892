"""
What linking makes of two or three accounts, in full: happenings with their dates and
originators, the evidence that they are one (what it weighs is learned), and disputes.

A pair of accounts differs from `BASE` in what its row names alone; the expected lines
are in `data/link_facts.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from facta.link import Linked, link
from facta.records import Annotation, Time, TimeType
from facta.testing import (
    actor,
    annotation,
    doc,
    figure,
    place,
    statement,
    telling,
)

FACTS = Path(__file__).parent / "data" / "link_facts.toml"
ROWS = tomllib.loads(FACTS.read_text("utf8"))
BASE = {
    "text": "Drones and missiles struck depots near Odesa overnight and killed 13 people.",
    "published": "2025-05-27",
    "type": "ASSAULT",
    "by": "RUS",
    "to": "UKR",
    "date": "2025-05-25",
}


def account(name: str, given: dict[str, Any]) -> Annotation:
    """A document with one event, and the figures, times and statements of its row."""
    row = BASE | given
    text = row["text"]
    document = doc(
        text,
        source=name,
        published=row["published"] or None,
        publisher=row.get("publisher"),
    )
    event = telling(
        document,
        row["type"],
        row["by"],
        row["to"],
        str(row.get("passage", text)),
        date=row["date"] or None,
        precision=row.get("precision", "day"),
        basis=row.get("basis", "stated"),
        mode=row.get("mode"),
        auxiliary=tuple(row.get("auxiliary", ())),
        sentence=row.get("sentence", 0),
        reported_in=row.get("reported_in"),
    )
    if "person" in row:
        person = msgspec.structs.replace(
            actor(row["person"], country=row["by"]), office="president", sector="GOV"
        )
        event = msgspec.structs.replace(event, actor=(person,))
    found = annotation(
        document,
        events=(event,) if row.get("told", True) else (),
        figures=tuple(counted(document, one) for one in row.get("figures", ())),
        times=tuple(length(text, one) for one in row.get("lengths", ())),
        actors=tuple(holder(text, one) for one in row.get("actors", ())),
        statements=tuple(
            statement(
                document,
                one["content"],
                speaker=one.get("speaker"),
                kind=one.get("kind", "named"),
                relation=one.get("relation", "primary"),
                denies=one.get("denies"),
                country=one.get("country"),
                direct=one.get("direct", False),
            )
            for one in row.get("statements", ())
        ),
    )
    if row.get("heading"):
        first, *others = found.sentences
        headed = msgspec.structs.replace(first, kind="heading")
        found = msgspec.structs.replace(found, sentences=(headed, *others))
    return found


def counted(document: Any, one: dict[str, Any]) -> Any:
    """A figure of a row; its direction, where it has one."""
    given = {key: one[key] for key in ("of", "unit", "low", "high") if key in one}
    found = figure(document, one["words"], one["value"], **given)
    return msgspec.structs.replace(found, direction=one.get("direction"))


def length(text: str, one: dict[str, Any]) -> Time:
    """A duration of a row."""
    kind: TimeType = "DURATION"
    return Time(
        span=place(text, one["words"]),
        type=kind,
        value=one["value"],
        basis="stated",
        deadline=one.get("deadline", False),
    )


def holder(text: str, one: dict[str, Any]) -> Any:
    """A mention of somebody with an office."""
    span = place(text, one["words"])
    found = actor(one["words"], country=one.get("country"), start=span.start)
    return msgspec.structs.replace(
        found,
        name=one.get("name", one["words"]),
        office=one.get("office"),
        claim=one.get("claim"),
    )


def told(linked: Linked) -> Iterator[str]:
    """What linking found, a line each; documents by their sources."""
    for one in linked.happenings:
        mode = f"/{one.mode}" if one.mode else ""
        yield (
            f"{one.event_type}{mode} {','.join(one.actor)} to {','.join(one.recipient)}"
            f" {one.date} {one.date_precision} {one.date_basis}"
            f" {' '.join(one.auxiliary)}".rstrip()
            + f": {len(one.reports)} reports, {len(one.originators)} originators"
        )
        for parts in one.parts.values():
            yield f"  {', '.join(f'{part.name} {part.fit:.2f}' for part in parts)}"
    for found in sorted(linked.disputes, key=lambda item: (item.attribute, item.id)):
        values = " / ".join(f"{c.value} ({len(c.documents)})" for c in found.values)
        yield f"{found.attribute} {found.strength}: {found.subject}: {values}"
    for copy in linked.copies:
        yield f"copy {copy.share:.2f}"


def linked(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The accounts of a row, linked."""
    return list(told(link([account(str(at), row) for at, row in enumerate(rows)])))


@pytest.mark.parametrize("name", ROWS)
def test_accounts_are_linked_like_this(name: str) -> None:
    """Each line of it; nothing more."""
    assert linked(ROWS[name]["accounts"]) == ROWS[name]["found"]
