"""
Scores the whole road on the demo corpus against its reading: `facta.demo`.

Takes the annotations of the twelve accounts and what linking makes of them; gives a
`Result`. An event is found where one of its type between its countries touches the
anchor of the reading; a quotation where a statement, direct or not, holds it;
commitments and figures by overlap.
"""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.gold import Result, overlap, same, valued
from facta.demo import corpus, reading
from facta.evaluate.events import coded, triples
from facta.link import Linked
from facta.records import Annotation, Dispute, Event, content_id
from facta.records import Document as Account

# The reading's "European leaders" are right as a body of states or without a country.
EUROPE = {"EUR", "IGO", None}
Row = dict[str, Any]


def accounts() -> list[Account]:
    """The twelve accounts in the order of their table."""
    with corpus() as folder:
        with (folder / "accounts.csv").open(encoding="utf8", newline="") as handle:
            listed = list(csv.DictReader(handle))
        return [
            _account(row, (folder / row["file"]).read_text("utf8")) for row in listed
        ]


def _account(row: Mapping[str, str], text: str) -> Account:
    day = datetime.date.fromisoformat(row["published"])
    return Account(
        id=content_id(row["file"], text),
        source=row["file"],
        text=text,
        title=row["title"],
        publisher=row["publisher"],
        published=day,
        published_basis="sidecar",
    )


def expected() -> Row:
    """The reading."""
    with reading() as path:
        found: Row = json.loads(path.read_text("utf8"))
    return found


def score(annotations: Sequence[Annotation], linked: Linked) -> Result:
    """All scores of the demo corpus."""
    result, whole = Result(), expected()
    names = {
        annotation.document.id: annotation.document.source for annotation in annotations
    }
    for annotation in annotations:
        name = annotation.document.source
        _events(result, name, whole["accounts"][name]["events"], annotation)
        _quotations(result, name, whole["accounts"][name]["quotations"], annotation)
        _commitments(result, name, whole["accounts"][name]["commitments"], annotation)
        _figures(result, name, whole["accounts"][name]["figures"], annotation)
    _happenings(result, whole["happenings"], linked, names)
    _disputes(result, whole["disputes"], linked, names)
    _copies(result, whole["copies"], linked, names)
    return result


def _told(gold: Row, event: Event) -> bool:
    if not overlap(gold["start"], gold["anchor"], event.span):
        return False
    event_type = gold["event_type"]
    # What may be left out may also be told with fewer parties.
    if gold.get("optional"):
        return bool(event_type == event.event_type)
    needed = triples(event_type, gold["actor"], gold["recipient"])
    wanted = {_european(triple) for triple in needed}
    return bool(wanted & {_european(triple) for triple in coded(event)})


def _european(
    triple: tuple[str | None, str, str | None],
) -> tuple[str | None, str, str | None]:
    ends = ("EUR" if end in EUROPE else end for end in (triple[0], triple[2]))
    return (next(ends), triple[1], next(ends))


def _events(
    result: Result, name: str, gold: Sequence[Row], annotation: Annotation
) -> None:
    needed = [record for record in gold if not record.get("optional")]
    by_record = [
        [event for event in annotation.events if _told(record, event)]
        for record in needed
    ]
    spare = [
        event
        for event in annotation.events
        if any(_told(record, event) for record in gold)
    ]
    false = [event for event in annotation.events if event not in spare]
    hits = sum(bool(events) for events in by_record)
    result.add("events", hits, len(needed), hits + len(false))
    for record, events in zip(needed, by_record, strict=True):
        if "date" in record and events:
            dates = {event.date.isoformat() for event in events if event.date}
            right = any(day.startswith(record["date"]) for day in dates)
            result.add("event dates", right, 1, 1)
        if not events:
            result.errors.append(
                f"{name}: missed {_line(record)} at {record['anchor']!r}"
            )
    result.errors += [
        f"{name}: false {sorted(coded(event), key=str)} at {event.trigger.text!r}"
        for event in false
    ]


def _line(record: Row) -> str:
    actors, recipients = ",".join(record["actor"]), ",".join(record["recipient"])
    return f"{actors} {record['event_type']} {recipients}"


def _quotations(
    result: Result, name: str, gold: Sequence[Row], annotation: Annotation
) -> None:
    needed = [record for record in gold if not record.get("optional")]
    hits = 0
    for record in needed:
        found = [
            one
            for one in annotation.statements
            if overlap(record["start"], record["content"], one.content)
        ]
        hits += bool(found)
        if not found:
            result.errors.append(f"{name}: missed quotation {record['content']!r}")
            continue
        named = any(
            one.speaker.kind == record["kind"] and one.speaker.name == record["speaker"]
            for one in found
        )
        right = named or (
            record["kind"] == "anonymous"
            and any(one.speaker.kind == "anonymous" for one in found)
        )
        result.add("speakers", right, 1, 1)
        if not right:
            said = found[0].speaker
            result.errors.append(
                f"{name}: {record['content']!r} by {record['speaker']}, read "
                f"{said.kind} {said.name}"
            )
    direct = [statement for statement in annotation.statements if statement.direct]
    false = [
        one
        for one in direct
        if not any(overlap(r["start"], r["content"], one.content) for r in gold)
    ]
    result.add("quotations", hits, len(needed), hits + len(false))
    result.errors += [f"{name}: false quotation {one.content.text!r}" for one in false]


def _commitments(
    result: Result, name: str, gold: Sequence[Row], annotation: Annotation
) -> None:
    needed = [record for record in gold if not record.get("optional")]
    hits = 0
    for record in needed:
        found = [
            one
            for one in annotation.commitments
            if one.kind == record["kind"]
            and overlap(record["start"], record["anchor"], one.content)
        ]
        hits += bool(found)
        if not found:
            result.errors.append(
                f"{name}: missed {record['kind']} {record['anchor']!r}"
            )
            continue
        if record["status"]:
            right = any(one.status == record["status"] for one in found)
            result.add("statuses", right, 1, 1)
        if record.get("deadline"):
            due = {one.due.isoformat() for one in found if one.due}
            result.add("deadlines", record["deadline"] in due, 1, 1)
    false = [
        one
        for one in annotation.commitments
        if not any(overlap(r["start"], r["anchor"], one.content) for r in gold)
    ]
    result.add("commitments", hits, len(needed), hits + len(false))
    result.errors += [f"{name}: false {one.kind} {one.content.text!r}" for one in false]


def _figures(
    result: Result, name: str, gold: Sequence[Row], annotation: Annotation
) -> None:
    hits = 0
    for record in gold:
        found = [
            one
            for one in annotation.figures
            if overlap(record["start"], record["anchor"], one.span)
        ]
        right = any(valued(record, one) for one in found)
        hits += right
        if not right:
            result.errors.append(f"{name}: missed figure {record['anchor']!r}")
        if right and record["attributed_to"]:
            who = any(same(record["attributed_to"], one.attributed_to) for one in found)
            result.add("figures attributed", who, 1, 1)
    false = [
        one
        for one in annotation.figures
        if not any(overlap(r["start"], r["anchor"], one.span) for r in gold)
    ]
    result.add("figures", hits, len(gold), hits + len(false))
    result.errors += [f"{name}: false figure {one.span.text!r}" for one in false]


def _happenings(
    result: Result, gold: Sequence[Row], linked: Linked, names: Mapping[str, str]
) -> None:
    """A happening is found to the share of its accounts that one of its type joins."""
    for record in gold:
        wanted = set(record["accounts"])
        if len(wanted) < 2:
            continue
        joined = [
            wanted & {names[report.document] for report in happening.reports}
            for happening in linked.happenings
            if happening.event_type == record["event_type"]
        ]
        best = max((len(one) for one in joined), default=0)
        result.add("happenings joined", best, len(wanted), len(wanted))
        if best < len(wanted):
            result.errors.append(
                f"happening {record['id']}: {best} of {len(wanted)} accounts joined"
            )


def _disputes(
    result: Result, gold: Sequence[Row], linked: Linked, names: Mapping[str, str]
) -> None:
    """A dispute is found where one of its attribute sets two of its sides apart."""
    used: set[str] = set()
    for record in gold:
        sides = [set(value["accounts"]) for value in record["values"]]
        alike = [
            dispute
            for dispute in linked.disputes
            if dispute.attribute == record["attribute"]
        ]
        found = [dispute for dispute in alike if _sides_in(dispute, sides, names) > 1]
        used |= {dispute.id for dispute in found}
        result.add("disputes", bool(found), 1, bool(found))
        if not found:
            result.errors.append(
                f"missed dispute {record['attribute']}: {record['about']}"
            )
    false = [dispute for dispute in linked.disputes if dispute.id not in used]
    for _ in false:
        result.add("disputes", 0, 0, 1)
    result.errors += [
        (
            f"false dispute {dispute.attribute}: {dispute.subject}: "
            f"{[claim.value for claim in dispute.values]}"
        )
        for dispute in false
    ]


def _sides_in(
    dispute: Dispute, sides: Sequence[set[str]], names: Mapping[str, str]
) -> int:
    """How many sides of the reading have an account among a dispute's claims."""
    held = {names[d] for claim in dispute.values for d in claim.documents}
    return sum(bool(side & held) for side in sides)


def _copies(
    result: Result, gold: Sequence[Row], linked: Linked, names: Mapping[str, str]
) -> None:
    """Copies are found where all their accounts go back to one document."""
    origin = {
        names[document]: source for document, source in linked.originators.items()
    }
    for record in gold:
        sources = {origin.get(name, name) for name in record["accounts"]}
        result.add("copies", len(sources) == 1, 1, 1)
        if len(sources) > 1:
            result.errors.append(f"copies not joined: {record['accounts']}")
