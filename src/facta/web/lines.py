"""
Records as lines of a page: who, what, to whom, when, in whose words, and where these
stand. Takes records and the ledger that holds them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from facta.brief import words
from facta.ledger import Ledger, UnknownRecordError
from facta.ledger.nouns import Record
from facta.link.grades import sourced
from facta.link.sentences import differs
from facta.link.sentences import value as told_value
from facta.records import (
    Caveat,
    Commitment,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Pledge,
    Report,
    Span,
    Statement,
)

# what is shown of a mark, in this order
SHOWN = ("decisive", "corrected", "accepted", "rejected", "noted")
# Characters of an account around a passage; judged by eye.
AROUND = 160


class Party(Struct, frozen=True):
    """Somebody as records name him, and as a reader does."""

    code: str
    name: str


class Line(Struct, frozen=True, kw_only=True):
    """A happening in the words of its first report."""

    id: str
    when: str
    actor: tuple[Party, ...]
    kind: str
    recipient: tuple[Party, ...]
    quad: int
    weight: str
    grade: int
    caveats: tuple[Caveat, ...]
    told_as: tuple[str, ...]
    decided: tuple[str, ...]
    words: str
    document: str | None
    start: int


class Quoted(Struct, frozen=True, kw_only=True):
    """A passage between what stands around it, and where it stands."""

    document: str
    account: str
    when: str
    start: int
    before: str
    text: str
    after: str


class ReportLine(Struct, frozen=True, kw_only=True):
    """What one account tells of a happening, with the events that tell it."""

    account: str
    sourced: str
    said_by: str | None
    copied: bool
    events: tuple[tuple[str, Quoted, float], ...]


class StatementLine(Struct, frozen=True, kw_only=True):
    """Who said what, when, where."""

    id: str
    when: str
    speaker: str
    kind: str
    direct: bool
    relation: str
    channel: str | None
    words: str
    account: str
    document: str
    start: int


class Side(Struct, frozen=True, kw_only=True):
    """One side of a dispute: the value, its passages, and the events they tell."""

    value: str
    alleged: bool
    passages: tuple[Quoted, ...]
    events: tuple[str, ...]


def parties(ends: Sequence[str], countries: Mapping[str, str]) -> tuple[Party, ...]:
    """Ends of a happening with their names."""
    return tuple(Party(end, words.end(end, countries)) for end in ends)


def decided(ledger: Ledger, item: Happening) -> tuple[str, ...]:
    """What people decided of a happening or of an event that tells it."""
    events = [event for report in item.reports for event in report.events]
    marks = ledger.marks_of("happening", [item.id]) + ledger.marks_of("event", events)
    found = {word for mark in marks for word in mark.words}
    return tuple(word for word in SHOWN if word in found)


def line(item: Happening, ledger: Ledger, countries: Mapping[str, str]) -> Line:
    """A happening as a line."""
    first = item.reports[0]
    telling = _words(first, ledger)
    return Line(
        id=item.id,
        when=words.when(item),
        actor=parties(item.actor, countries),
        kind=words.kind(item),
        recipient=parties(item.recipient, countries),
        quad=item.quad_code,
        weight=words.weight(len(item.reports), len(item.originators)),
        grade=item.grade,
        caveats=item.caveats,
        told_as=tuple(words.AUXILIARY[name] for name in item.auxiliary),
        decided=decided(ledger, item),
        words=telling.text if telling else "",
        document=first.document if telling else None,
        start=telling.start if telling else 0,
    )


def _words(report: Report, ledger: Ledger) -> Span | None:
    """
    What an account tells, from where the event is told to the end of its sentence; None
    where it was read anew since.
    """
    try:
        event = ledger.get(report.event).record
        assert isinstance(event, Event)
        sentence = ledger.sentence(event.document, event.sentence)
    except UnknownRecordError:
        return None
    if sentence.end <= event.span.end:
        return event.span
    at = max(event.span.start, sentence.start)
    return Span(at, sentence.end, sentence.text[at - sentence.start :])


def quoted(span: Span, document: Document) -> Quoted:
    """A passage with what stands around it, within its paragraph."""
    text = document.text
    before = text[max(span.start - AROUND, 0) : span.start].rpartition("\n\n")[2]
    after = text[span.end : span.end + AROUND].partition("\n\n")[0]
    return Quoted(
        document=document.id,
        account=words.label(document),
        when=words.day(document.published),
        start=span.start,
        before=before,
        text=text[span.start : span.end],
        after=after,
    )


def reports(
    item: Happening, ledger: Ledger, *, skip: int, most: int
) -> Iterator[ReportLine]:
    """What each account tells of a happening."""
    for report in item.reports[skip : skip + most]:
        document = ledger.document(report.document)
        told, retold = [], []
        for name in report.events:
            try:
                event = ledger.get(name).record
            except UnknownRecordError:
                continue
            assert isinstance(event, Event)
            told.append((name, quoted(event.span, document), event.confidence))
            if event.reported_in is not None:
                retold.append(event)
        yield ReportLine(
            account=words.label(document),
            sourced=sourced(report),
            said_by=_said_by(retold, ledger),
            copied=report.originator != report.document,
            events=tuple(told),
        )


def _said_by(retold: Sequence[Event], ledger: Ledger) -> str | None:
    """Who is told to have said so, of the first event of an account that names him."""
    if not retold:
        return None
    said = tuple(ledger.statements(document=retold[0].document))
    named = (
        words.said_by(event, said)
        for event in retold
        if event.reported_in is not None and event.reported_in < len(said)
    )
    return next(filter(None, named), None)


def statement(item: Statement, document: Document) -> StatementLine:
    """A statement as a line."""
    return StatementLine(
        id=item.id,
        when=words.when(item),
        speaker=words.speaker(item.speaker),
        kind=item.speaker.kind,
        direct=item.direct,
        relation=item.relation,
        channel=item.channel,
        words=item.content.text,
        account=words.label(document),
        document=item.document,
        start=item.content.start,
    )


class PledgeLine(Struct, frozen=True, kw_only=True):
    """A promise or a threat: to whom, what, by when, and what came of it."""

    id: str
    kind: str
    maker: Party
    recipient: Party | None
    content: str
    due: str | None
    status: str
    reports: int


def pledge(item: Pledge, countries: Mapping[str, str]) -> PledgeLine:
    """A commitment as a line; its id is that of the first account's."""
    (maker,) = parties([item.maker], countries)
    to = parties([item.recipient], countries)[0] if item.recipient else None
    return PledgeLine(
        id=item.reports[0][1] if item.reports else item.id,
        kind=item.kind,
        maker=maker,
        recipient=to,
        content=item.content,
        due=words.day(item.due) if item.due else None,
        status=item.status.replace("_", " "),
        reports=len(item.reports),
    )


def sides(
    item: Dispute, ledger: Ledger, countries: Mapping[str, str]
) -> Iterator[Side]:
    """The sides of a dispute with their passages."""
    for claim in item.values:
        yield Side(
            value=told_value(claim.value, item.attribute, countries),
            alleged=claim.alleged,
            passages=tuple(
                quoted(span, ledger.document(document))
                for document, span in zip(claim.documents, claim.spans, strict=True)
            ),
            events=tuple(dict.fromkeys(filter(None, claim.events))),
        )


def difference(item: Dispute, ledger: Ledger, countries: Mapping[str, str]) -> str:
    """The sentence that says what differs."""
    return differs(item, ledger.document, countries)


def facts(record: Record) -> list[tuple[str, str]]:
    """What a record says, as names and values; nothing of what has a page of its own."""
    found: list[tuple[str, str]] = []
    match record:
        case Event() as item:
            found = [
                ("type", words.kind(item)),
                ("actor", " & ".join(_named(end) for end in item.actor)),
                ("recipient", " & ".join(_named(end) for end in item.recipient)),
                ("when", words.when(item)),
                ("told as", ", ".join(words.AUXILIARY[one] for one in item.auxiliary)),
                ("confidence", f"{item.confidence:.2f}"),
            ]
        case Statement() as item:
            found = [
                ("speaker", words.speaker(item.speaker)),
                ("named as", item.speaker.kind),
                ("words", "direct" if item.direct else "indirect"),
                ("channel", item.channel or ""),
                ("when", words.when(item)),
                ("confidence", f"{item.confidence:.2f}"),
            ]
        case Commitment() as item:
            found = [
                ("kind", item.kind),
                ("maker", _named(item.maker)),
                ("to", _named(item.recipient) if item.recipient else ""),
                ("due", words.day(item.due) if item.due else ""),
                ("status", item.status.replace("_", " ")),
            ]
        case Figure() as item:
            found = [
                ("amount", words.amount(item)),
                ("of", item.of or ""),
                ("says", item.attributed_to or "the account"),
            ]
    return [(name, value) for name, value in found if value]


def _named(end: object) -> str:
    codes = [getattr(end, "country", None), getattr(end, "sector", None)]
    known = " ".join(filter(None, codes))
    name = str(getattr(end, "name", ""))
    return f"{name} ({known})" if known else name
