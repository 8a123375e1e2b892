"""
One line of the notation, from its fields: an entity, an event, a thing of its words.

What cannot be meant is told of by `Fields`, and something stands for it.
"""

from __future__ import annotations

from facta.evaluate.corpus import (
    Attribution,
    CodedCommitment,
    CodedEvent,
    CodedFigure,
    CodedTime,
    Entity,
)
from facta.evaluate.corpus.passage import EntityKind, Form, WordsKind
from facta.records import Auxiliary, CommitmentKind, SpeakerKind, Status, TimeType
from tools.corpus.fields import EMPTY, ID, Fields, empty, listed

_SCOPES = {"i": "international", "d": "domestic"}
FORMS = {
    "E": "E1 | name | kind | countries | sector | mentions",
    "V": "V trigger | TYPE [mode] | parties | auxiliary | scope | day | place | said by "
    "| contexts",
    "A": "A cue | speaker kind | content | kind | form",
    "C": "C kind | maker > recipient | content | deadline | condition | status",
    "F": "F span | value | low..high | unit | of | attributed to",
    "T": "T span | TYPE value",
}


def entity(read: Fields, name: str, fields: list[str]) -> Entity:
    """An entity of an id, from the fields behind it."""
    title, kind, places, sector, mentions = fields
    parts = [part.strip() for part in places.split("+") if part.strip(" -")]
    return Entity(
        id=name,
        name="" if title == EMPTY else title,
        kind=read.one_of(kind, EntityKind),
        countries=tuple(part for part in parts if not ID.fullmatch(part)),
        sector=empty(sector),
        members=tuple(part for part in parts if ID.fullmatch(part)),
        mentions=read.marks(mentions),
    )


def event(read: Fields, fields: list[str], *, optional: bool) -> CodedEvent:
    """An event; `V?` makes it optional."""
    trigger, what, parties, auxiliary, scope, day, place, said_by, contexts = fields
    event_type, *modes = what.split()
    if len(modes) > 1:
        read.tell(f"{what!r} has {len(modes)} modes; write TYPE or TYPE mode")
    actors, recipients = read.parties(parties)
    if scope not in _SCOPES:
        read.tell(f"scope {scope!r}; write i (international) or d (domestic)")
    return CodedEvent(
        trigger=read.mark(trigger),
        event_type=event_type,
        mode=modes[0] if modes else None,
        auxiliary=tuple(read.one_of(each, Auxiliary) for each in listed(auxiliary)),
        contexts=listed(contexts),
        scope=_SCOPES.get(scope, "international"),  # type: ignore[arg-type]
        actors=actors,
        recipients=recipients,
        day=read.day(day),
        place=read.id(place),
        said_by=read.id(said_by),
        optional=optional,
    )


def attribution(read: Fields, fields: list[str]) -> Attribution:
    """Who says, asks or believes what."""
    cue, source, content, kind, form = fields
    speaker, _, speaker_kind = source.rpartition(" ")
    if ID.fullmatch(speaker_kind) or speaker_kind == EMPTY:
        speaker, speaker_kind = speaker_kind, ""
        if source != EMPTY:
            read.tell(f"speaker {source!r} without kind; write E2 named")
    return Attribution(
        speaker=read.id(speaker.strip() or EMPTY),
        speaker_kind=read.one_of(speaker_kind or "unknown", SpeakerKind),
        cue=None if cue == EMPTY else read.mark(cue),
        content=read.marks(content),
        kind=read.one_of(kind, WordsKind),
        form=read.one_of(form, Form),
    )


def commitment(read: Fields, fields: list[str]) -> CodedCommitment:
    """What somebody bound himself, or wants to bind another, to."""
    kind, parties, content, deadline, condition, status = fields
    left, parted, right = parties.partition(">")
    if not parted:
        read.tell(f"parties {parties!r}; write E1 > E2, or - for a side not told")
    return CodedCommitment(
        kind=read.one_of(kind, CommitmentKind),
        maker=read.id(left.strip() or EMPTY),
        recipient=read.id(right.strip() or EMPTY),
        content=read.mark(content),
        deadline=empty(deadline),
        condition=None if condition == EMPTY else read.mark(condition),
        status=read.one_of(status.replace(" ", "_"), Status),
    )


def figure(read: Fields, fields: list[str]) -> CodedFigure:
    """A number with its bounds and unit."""
    span, value, bounds, unit, counted, attributed = fields
    low, parted, high = bounds.partition("..")
    if not parted and bounds != EMPTY:
        read.tell(f"bounds {bounds!r}; write 13.., ..10, 5..10 or -")
        low = EMPTY
    return CodedFigure(
        span=read.mark(span),
        value=read.value(value),
        low=read.value(low),
        high=read.value(high),
        unit=empty(unit),
        of=empty(counted),
        attributed_to=read.id(attributed),
    )


def time(read: Fields, fields: list[str]) -> CodedTime:
    """An expression of time."""
    span, what = fields
    kind, _, value = what.partition(" ")
    if " " in value.strip():
        read.tell(f"value {value!r} holds a space; write it as in TIMEX3, or -")
    return CodedTime(
        span=read.mark(span),
        type=read.one_of(kind, TimeType),
        value=empty(value.strip()),
    )
