"""
What two ledgers tell differently: accounts, happenings, disputes, commitments and
decisions.

A happening is the same in both under one id, or where it is told by the same passages;
accounts by their source. Nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Generic, Literal, TypeVar

from msgspec import Struct

from facta.ledger.ledger import Ledger
from facta.ledger.nouns import Decision
from facta.link.claims import subject
from facta.link.grades import before
from facta.records import Dispute, Document, Happening, Pledge

What = Literal["account", "happening", "dispute", "commitment", "decision"]
How = Literal["new", "gone", "changed"]
Kept = TypeVar("Kept")
# A passage, however its account is called: by document and place, or by source and words.
Passage = tuple[str, str | int]
Passages = dict[str, set[Passage]]
# The value of each field in the first ledger and in the second.
Told = Mapping[str, tuple[object, object]]


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


class Pair(Struct, Generic[Kept], frozen=True):
    """A record of the first ledger and the same one of the second; one may be None."""

    was: Kept | None
    now: Kept | None

    @property
    def known(self) -> Kept:
        """The record of the second ledger if it has it, else of the first."""
        found = self.now
        if found is None:
            found = self.was
        assert found is not None
        return found

    def told(
        self,
        what: What,
        name: str,
        words: str,
        fields: Callable[[Kept, Kept], Told],
    ) -> Iterator[Difference]:
        """The difference, if there is any; `fields` gives two values of each field."""
        if self.now is None:
            yield Difference(what=what, how="gone", id=name, words=words)
        elif self.was is None:
            yield Difference(what=what, how="new", id=name, words=words)
        elif changed := _changed(fields(self.was, self.now)):
            yield Difference(
                what=what,
                how="changed",
                id=name,
                words=words,
                fields=changed,
            )


def _pairs(
    before: Iterable[Kept],
    after: Iterable[Kept],
    key: Callable[[Kept], Hashable],
) -> Iterator[Pair[Kept]]:
    """Records with one key, those that the first ledger has first."""
    was = {key(item): item for item in before}
    now = {key(item): item for item in after}
    for name in dict.fromkeys([*was, *now]):
        yield Pair(was.get(name), now.get(name))


def _changed(told: Told) -> tuple[Field, ...]:
    return tuple(
        Field(name, _shown(before), _shown(after))
        for name, (before, after) in told.items()
        if before != after
    )


def _shown(value: object) -> str:
    if value is None or value == "":
        return "none"
    return str(value)


def _accounts(one: Ledger, other: Ledger) -> Iterator[Difference]:
    for pair in _pairs(one.documents(), other.documents(), _source):
        item = pair.known
        yield from pair.told("account", item.id, item.source, _document)


def _source(item: Document) -> str:
    return item.source


def _document(was: Document, now: Document) -> Told:
    return {
        "text": (_text(was), _text(now)),
        "published": (was.published, now.published),
        "title": (was.title, now.title),
        "publisher": (was.publisher, now.publisher),
    }


def _text(item: Document) -> str:
    """A text by its length and sum, which tell it from any other."""
    return f"{len(item.text):,} characters ({item.text_sha256[:8]})"


def _happenings(one: Ledger, other: Ledger) -> Iterator[Difference]:
    before = {item.id: item for item in one.happenings()}
    after = {item.id: item for item in other.happenings()}
    same = _same(_passages(one), _passages(other))
    for name, item in before.items():
        pair = Pair(item, after.get(same.get(name, "")))
        yield from pair.told("happening", pair.known.id, _words(pair.known), _happening)
    met = set(same.values())
    for name, item in after.items():
        if name not in met:
            pair = Pair(None, item)
            yield from pair.told("happening", name, _words(item), _happening)


def _words(item: Happening) -> str:
    """A happening in a few words, behind what has to be said of it."""
    return before(item) + subject(item)


def _same(before: Passages, after: Passages) -> dict[str, str]:
    """
    Which happening of the second ledger each of the first is: that of its id, else the
    one that shares most passages with it and is none that was met.
    """
    same = {name: name for name in before if name in after}
    homes: dict[Passage, list[str]] = {}
    for name, passages in after.items():
        for passage in passages if name not in same else ():
            homes.setdefault(passage, []).append(name)
    taken = set(same)
    for name, passages in before.items():
        if name in same:
            continue
        shared = Counter(
            home for passage in passages for home in homes.get(passage, ())
        )
        free = [home for home in shared if home not in taken]
        if free:
            best = min(free, key=lambda home: (-shared[home], home))
            taken.add(best)
            same[name] = best
    return same


def _passages(ledger: Ledger) -> Passages:
    """The passages by which each happening is told."""
    sources = {item.id: item.source for item in ledger.documents()}
    events = {item.id: item for item in ledger.events()}
    found: Passages = {}
    for item in ledger.happenings():
        passages = found.setdefault(item.id, set())
        for report in item.reports:
            for name in report.events:
                event = events[name]
                passages.add((event.document, event.span.start))
                passages.add((sources[event.document], event.span.text))
    return found


def _happening(was: Happening, now: Happening) -> Told:
    return {
        "type": (_kind(was), _kind(now)),
        "date": (was.date, now.date),
        "actor": (" & ".join(was.actor), " & ".join(now.actor)),
        "recipient": (" & ".join(was.recipient), " & ".join(now.recipient)),
        "reports": (len(was.reports), len(now.reports)),
        "originators": (len(was.originators), len(now.originators)),
        "grade": (was.grade, now.grade),
        "caveats": (" & ".join(was.caveats), " & ".join(now.caveats)),
    }


def _kind(item: Happening) -> str:
    if item.mode is None:
        return item.event_type
    return f"{item.event_type} ({item.mode})"


def _disputes(one: Ledger, other: Ledger) -> Iterator[Difference]:
    """A dispute is one under its attribute and subject; more sides are a change."""
    for pair in _pairs(one.disputes(), other.disputes(), _matter):
        item = pair.known
        words = f"{item.attribute} of {item.subject}"
        yield from pair.told("dispute", item.id, words, _dispute)


def _matter(item: Dispute) -> Hashable:
    return item.attribute, item.subject, item.happening


def _dispute(was: Dispute, now: Dispute) -> Told:
    return {"claims": (_sides(was), _sides(now))}


def _sides(item: Dispute) -> str:
    sides = (f"{claim.value} ({len(claim.documents)})" for claim in item.values)
    return " | ".join(sides)


def _commitments(one: Ledger, other: Ledger) -> Iterator[Difference]:
    """A commitment is one where an account tells it of the same passage."""
    after = list(other.pledges())
    homes = {report: item for item in after for report in item.reports}
    met: set[str] = set()
    pairs: list[Pair[Pledge]] = []
    for was in one.pledges():
        now = next((homes[each] for each in was.reports if each in homes), None)
        if now is not None:
            met.add(now.id)
        pairs.append(Pair(was, now))
    pairs += [Pair(None, now) for now in after if now.id not in met]
    for pair in pairs:
        item = pair.known
        words = f"{item.kind} by {item.maker}: {item.content}"
        # lists have it under the id of its first report
        yield from pair.told("commitment", item.reports[0][1], words, _pledge)


def _pledge(was: Pledge, now: Pledge) -> Told:
    return {
        "status": (was.status.replace("_", " "), now.status.replace("_", " ")),
        "due": (was.due, now.due),
    }


def _decisions(one: Ledger, other: Ledger) -> Iterator[Difference]:
    """Decisions that both ledgers have, or one; none of them ever changes."""
    for pair in _pairs(one.decisions(), other.decisions(), _key):
        item = pair.known
        words = f"{item.verdict} {item.kind} {item.record} by {item.by}"
        yield from pair.told("decision", item.key, words, _decision)


def _key(item: Decision) -> str:
    return item.key


def _decision(was: Decision, now: Decision) -> Told:
    return {"note": (was.note, now.note)}
