"""
What two ledgers tell differently: accounts, happenings, disputes, commitments and
decisions.

A happening is the same in both under one id, or where it is told by the same passages;
accounts by their source. Nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeVar

from msgspec import Struct

from facta.ledger.ledger import Ledger
from facta.link.claims import subject
from facta.records import Dispute, Document, Happening, Pledge

What = Literal["account", "happening", "dispute", "commitment", "decision"]
How = Literal["new", "gone", "changed"]
Kept = TypeVar("Kept")
# A passage, however its account is called: by document and place, or by source and words.
Passage = tuple[str, str | int]


class Field(Struct, frozen=True):
    """A field with its value in the first ledger and in the second."""

    name: str
    before: str
    after: str


class Difference(Struct, frozen=True, kw_only=True):
    """
    One thing that two ledgers tell differently: `new` is only in the second, `gone`
    only in the first; `id` is that of the ledger which has it, the second if both do.
    """

    what: What
    how: How
    id: str
    words: str
    fields: tuple[Field, ...] = ()


def differences(one: Ledger, other: Ledger) -> Iterator[Difference]:
    """What the second ledger tells otherwise than the first, kind by kind."""
    yield from _accounts(one, other)
    yield from _happenings(one, other)
    yield from _disputes(one, other)
    yield from _commitments(one, other)
    yield from _decisions(one, other)


def _accounts(one: Ledger, other: Ledger) -> Iterator[Difference]:
    before, after = (
        {item.source: item for item in each.documents()} for each in (one, other)
    )
    for source in _all(before, after):
        was, now = before.get(source), after.get(source)
        found = now or was
        assert found is not None
        fields = _document(was, now) if was and now else ()
        yield from _told("account", was, now, found.id, source, fields)


def _document(was: Document, now: Document) -> tuple[Field, ...]:
    told = {
        "text": (f"{len(was.text):,} characters", f"{len(now.text):,} characters"),
        "published": (was.published, now.published),
        "title": (was.title, now.title),
        "publisher": (was.publisher, now.publisher),
    }
    return tuple(
        Field(name, _shown(before), _shown(after))
        for name, (before, after) in told.items()
        if before != after or (name == "text" and was.text != now.text)
    )


def _happenings(one: Ledger, other: Ledger) -> Iterator[Difference]:
    before, after = (
        {item.id: item for item in each.happenings()} for each in (one, other)
    )
    same = _same(before, after, _passages(one), _passages(other))
    for name, item in before.items():
        now = after.get(same.get(name, ""))
        fields = _happening(item, now) if now else ()
        yield from _told(
            "happening", item, now, (now or item).id, subject(item), fields
        )
    for name in after.keys() - set(same.values()):
        yield from _told("happening", None, after[name], name, subject(after[name]), ())


def _same(
    before: Mapping[str, Happening],
    after: Mapping[str, Happening],
    was: Mapping[str, set[Passage]],
    now: Mapping[str, set[Passage]],
) -> dict[str, str]:
    """Which happening of the second ledger each of the first is."""
    same = {name: name for name in before if name in after}
    homes: dict[Passage, list[str]] = {}
    for name in after.keys() - same.keys():
        for passage in now.get(name, ()):
            homes.setdefault(passage, []).append(name)
    taken: set[str] = set()
    for name in before.keys() - same.keys():
        shared = Counter(
            home
            for passage in was.get(name, ())
            for home in homes.get(passage, ())
            if home not in taken
        )
        if shared:
            best = min(shared, key=lambda home: (-shared[home], home))
            taken.add(best)
            same[name] = best
    return same


def _passages(ledger: Ledger) -> dict[str, set[Passage]]:
    """The passages by which each happening is told."""
    sources = {item.id: item.source for item in ledger.documents()}
    events = {item.id: item for item in ledger.events()}
    found: dict[str, set[Passage]] = {}
    for item in ledger.happenings():
        told = [
            events[name]
            for report in item.reports
            for name in report.events
            if name in events
        ]
        found[item.id] = {(each.document, each.span.start) for each in told} | {
            (sources.get(each.document, ""), each.span.text) for each in told
        }
    return found


def _happening(was: Happening, now: Happening) -> tuple[Field, ...]:
    told = {
        "type": (_kind(was), _kind(now)),
        "date": (was.date, now.date),
        "actor": (" & ".join(was.actor), " & ".join(now.actor)),
        "recipient": (" & ".join(was.recipient), " & ".join(now.recipient)),
        "reports": (len(was.reports), len(now.reports)),
        "originators": (len(was.originators), len(now.originators)),
    }
    return _changed(told)


def _kind(item: Happening) -> str:
    return f"{item.event_type} ({item.mode})" if item.mode else item.event_type


def _disputes(one: Ledger, other: Ledger) -> Iterator[Difference]:
    """A dispute is one under its attribute and subject; more sides are a change."""
    before, after = (
        {
            (item.attribute, item.subject, item.happening): item
            for item in each.disputes()
        }
        for each in (one, other)
    )
    for key in _all(before, after):
        was, now = before.get(key), after.get(key)
        found = now or was
        assert found is not None
        fields = _changed({"claims": (_sides(was), _sides(now))}) if was and now else ()
        words = f"{found.attribute} of {found.subject}"
        yield from _told("dispute", was, now, found.id, words, fields)


def _sides(item: Dispute | None) -> str:
    if item is None:
        return ""
    return " | ".join(
        f"{claim.value} ({len(claim.documents)})" for claim in item.values
    )


def _commitments(one: Ledger, other: Ledger) -> Iterator[Difference]:
    """A commitment is one where an account tells it of the same passage."""
    before, after = list(one.pledges()), list(other.pledges())
    homes = {report: item for item in after for report in item.reports}
    met: set[str] = set()
    for was in before:
        now = next((homes[each] for each in was.reports if each in homes), None)
        met.add(now.id if now else "")
        fields = _pledge(was, now) if now else ()
        yield from _told("commitment", was, now, _id(now or was), _words(was), fields)
    for now in after:
        if now.id not in met:
            yield from _told("commitment", None, now, _id(now), _words(now), ())


def _id(item: Pledge) -> str:
    """That of its first report, under which lists have it."""
    return item.reports[0][1]


def _words(item: Pledge) -> str:
    return f"{item.kind} by {item.maker}: {item.content}"


def _pledge(was: Pledge, now: Pledge) -> tuple[Field, ...]:
    return _changed(
        {
            "status": (was.status.replace("_", " "), now.status.replace("_", " ")),
            "due": (was.due, now.due),
        }
    )


def _decisions(one: Ledger, other: Ledger) -> Iterator[Difference]:
    before, after = (
        {item.key: item for item in each.decisions()} for each in (one, other)
    )
    for key in _all(before, after):
        was, now = before.get(key), after.get(key)
        found = now or was
        assert found is not None
        words = f"{found.verdict} {found.kind} {found.record} by {found.by}"
        yield from _told("decision", was, now, key, words, ())


def _all(before: Iterable[Kept], after: Iterable[Kept]) -> list[Kept]:
    """The keys of both, those of the first first."""
    return list(dict.fromkeys([*before, *after]))


def _changed(told: Mapping[str, tuple[object, object]]) -> tuple[Field, ...]:
    return tuple(
        Field(name, _shown(before), _shown(after))
        for name, (before, after) in told.items()
        if before != after
    )


def _shown(value: object) -> str:
    return "none" if value in (None, "") else str(value)


def _told(
    what: What,
    was: object,
    now: object,
    name: str,
    words: str,
    fields: tuple[Field, ...],
) -> Iterator[Difference]:
    how: How = "changed"
    if now is None:
        how = "gone"
    elif was is None:
        how = "new"
    if how != "changed" or fields:
        yield Difference(what=what, how=how, id=name, words=words, fields=fields)
