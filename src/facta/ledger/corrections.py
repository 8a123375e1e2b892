"""
Corrections: which fields of a record a person may give another value, how such a value
is written, and the record with it.

    event        type, mode, date, actor, recipient, auxiliary
    statement    speaker, kind
    commitment   kind, status, due, maker, recipient
    happening    date, type
    figure       value, unit, of

Takes text as a person types it and gives JSON that is valid for good, so that laying it
over a record cannot fail. Pure; who is meant by a name is asked of the caller.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, get_args

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from facta.errors import SettingsError
from facta.ledger.event_types import ontology
from facta.ledger.nouns import Kind, Record
from facta.records import (
    AUXILIARIES,
    Actor,
    Annotation,
    Auxiliary,
    Commitment,
    CommitmentKind,
    Date,
    Event,
    Figure,
    Happening,
    Precision,
    Span,
    Speaker,
    SpeakerKind,
    Statement,
    Status,
)

# a person's way to say that there is none
NOTHING = frozenset({"", "none", "unknown", "-"})
MONTH, YEAR = re.compile(r"\d{4}-\d{2}"), re.compile(r"\d{4}")
# between several parties, as lists write them
AND = "&"


class End(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody who acts or is acted upon, speaks or commits himself."""

    name: str
    country: str | None = None
    sector: str | None = None


class OfEvent(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Fields of an event; a date is a day, a month or a year, as 2025-05."""

    type: str | UnsetType = UNSET
    mode: str | UnsetType | None = UNSET
    date: str | UnsetType | None = UNSET
    actor: tuple[End, ...] | UnsetType = UNSET
    recipient: tuple[End, ...] | UnsetType = UNSET
    auxiliary: tuple[Auxiliary, ...] | UnsetType = UNSET

    def __post_init__(self) -> None:
        _check_type(self.type)
        _check_day(self.date)


class OfStatement(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Fields of a statement; `kind` is how the account names the speaker."""

    speaker: End | UnsetType | None = UNSET
    kind: SpeakerKind | UnsetType = UNSET


class OfCommitment(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Fields of a commitment; `kind` is promise, threat, demand ..."""

    kind: CommitmentKind | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    due: Date | UnsetType | None = UNSET
    maker: End | UnsetType = UNSET
    recipient: End | UnsetType | None = UNSET


class OfHappening(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Fields of a happening."""

    date: str | UnsetType | None = UNSET
    type: str | UnsetType = UNSET

    def __post_init__(self) -> None:
        _check_type(self.type)
        _check_day(self.date)


class OfFigure(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Fields of a figure."""

    value: float | UnsetType = UNSET
    unit: str | UnsetType | None = UNSET
    of: str | UnsetType | None = UNSET


Values = OfEvent | OfStatement | OfCommitment | OfHappening | OfFigure
SHAPES: dict[Kind, type[Values]] = {
    "event": OfEvent,
    "statement": OfStatement,
    "commitment": OfCommitment,
    "happening": OfHappening,
    "figure": OfFigure,
}
Who = Callable[[str], End]


def fields(kind: Kind) -> tuple[str, ...]:
    """The fields that may be corrected of a kind of record; none of some kinds."""
    shape = SHAPES.get(kind)
    return shape.__struct_fields__ if shape else ()


def read(
    kind: Kind, given: Mapping[str, str], who: Who, *, event_type: str = ""
) -> str:
    """
    Fields as a person gives them, as the JSON of a correction.

    Args:
        kind: of the record.
        given: fields and their values as text; "none" takes a value away.
        who: whom a name means.
        event_type: the type that an event has, which its mode has to be one of.

    Raises:
        SettingsError: no such field, or no such value; says what there is.

    >>> read("event", {"type": "assault", "date": "2025-05"}, End)
    '{"type":"ASSAULT","date":"2025-05"}'
    """
    known = fields(kind)
    if not known:
        raise SettingsError(
            f"a {kind} has no field to correct; reject it, or note what is wrong"
        )
    values: dict[str, Any] = {}
    for name, text in given.items():
        if name not in known:
            raise SettingsError(
                f"{name!r}: no field of a {kind} to correct; use {', '.join(known)}"
                f"{_beside(kind, name)}"
            )
        values |= _value(kind, name, text.strip(), who)
    if values.get("mode"):
        _check_mode(values.get("type", event_type), values["mode"])
    try:
        return msgspec.json.encode(msgspec.convert(values, SHAPES[kind])).decode()
    except msgspec.ValidationError as error:
        said = str(error).split(" - at ")[0].replace("`", "'")
        raise SettingsError(f"{', '.join(given)}: {said}; {_allowed(kind)}") from error


def _beside(kind: Kind, name: str) -> str:
    """Where a field of a happening is to be corrected."""
    if kind == "happening" and name in fields("event"):
        return f", and {name} of the events that tell it, which `facta why` lists"
    return ""


def renamed(item: Event, name: str, now: Sequence[End]) -> str:
    """
    The correction that puts others in the place of somebody who is no more than a name,
    wherever he stands in an event; JSON.
    """
    values: dict[str, list[End]] = {}
    for side, ends in (("actor", item.actor), ("recipient", item.recipient)):
        if any(_is_bare(end, name) for end in ends):
            kept = [
                [End(end.name, end.country, end.sector)]
                if not _is_bare(end, name)
                else now
                for end in ends
            ]
            values[side] = list(dict.fromkeys(end for group in kept for end in group))
    return msgspec.json.encode(msgspec.convert(values, OfEvent)).decode()


def _is_bare(end: Actor, name: str) -> bool:
    return end.name == name and end.country is None


def written(kind: Kind, value: str | None) -> Values | None:
    """
    The correction that JSON holds; None where it holds none.

    >>> written("event", '{"type":"NOISE"}') is None
    True
    """
    shape = SHAPES.get(kind)
    if shape is None or value is None:
        return None
    try:
        return msgspec.json.decode(value, type=shape)
    except (msgspec.DecodeError, ValueError):
        return None


def given(values: Values) -> dict[str, Any]:
    """The fields that a correction names, with their values."""
    found = msgspec.structs.asdict(values)
    return {name: value for name, value in found.items() if value is not UNSET}


def over(earlier: Values, later: Values) -> Values:
    """Two corrections of one record, the later one above."""
    return replace(earlier, **given(later))


def changed(
    record: Record, kind: Kind, value: str | None
) -> list[tuple[str, str, str]]:
    """What a correction changes of a record: each field, as it was and as it is."""
    values = written(kind, value)
    if values is None:
        return []
    return [
        (name, shown(former(record, name)), shown(now))
        for name, now in given(values).items()
    ]


def former(record: Record, name: str) -> object:
    """The value of a field of a record, as corrections name it."""
    match record:
        case Event() | Happening():
            if name == "type":
                return record.event_type
            if name == "date":
                return _iso(record.date, record.date_precision)
        case Statement():
            speaker = record.speaker
            return speaker.kind if name == "kind" else speaker.name
        case _:
            pass
    return getattr(record, name, None)


def shown(value: object) -> str:
    """
    A value on one line.

    >>> shown((End("Russia", "RUS"),)), shown(None), shown(13.0), shown(("future",))
    ('Russia (RUS)', 'none', '13', 'future')
    """
    match value:
        case End() | Actor():
            codes = " ".join(filter(None, (value.country, value.sector)))
            return f"{value.name} ({codes})" if codes else value.name
        case tuple() | list():
            return f" {AND} ".join(map(shown, value)) or "none"
        case float():
            return f"{value:g}"
        case None:
            return "none"
    return str(value)


# the record with what was corrected


def event(item: Event, values: OfEvent, whole: Annotation) -> Event:
    """An event with what was corrected; a mode that its type lacks goes."""
    now: dict[str, Any] = {}
    if isinstance(values.type, str):
        now["event_type"] = values.type
    if values.mode is not UNSET:
        now["mode"] = values.mode
    if values.auxiliary is not UNSET:
        now["auxiliary"] = values.auxiliary
    for side in ("actor", "recipient"):
        ends = getattr(values, side)
        if ends is not UNSET:
            now[side] = tuple(
                _actor(end, item.trigger, item.sentence, whole) for end in ends
            )
    found = replace(item, **now, **_dated(values.date))
    return _scored(found) if {"event_type", "mode"} & now.keys() else found


def statement(item: Statement, values: OfStatement) -> Statement:
    """A statement with another speaker, or one of another kind."""
    speaker = item.speaker
    if values.speaker is None:
        speaker = replace(speaker, name=None, country=None, sector=None)
    elif isinstance(values.speaker, End):
        end = values.speaker
        speaker = Speaker(
            kind="named",
            span=speaker.span,
            name=end.name,
            country=end.country,
            sector=end.sector,
        )
    if values.kind is not UNSET:
        speaker = replace(speaker, kind=values.kind)
    return replace(item, speaker=speaker)


def commitment(item: Commitment, values: OfCommitment, whole: Annotation) -> Commitment:
    """A commitment of another kind, with other parties, day or outcome."""
    now: dict[str, Any] = {
        name: value
        for name, value in given(values).items()
        if name in ("kind", "status", "due")
    }
    for side in ("maker", "recipient"):
        end = getattr(values, side)
        if isinstance(end, End):
            now[side] = _actor(end, item.content, item.sentence, whole)
        elif end is None:
            now[side] = None
    return replace(item, **now)


def happening(item: Happening, values: OfHappening) -> Happening:
    """A happening of another type, or at another time."""
    found = replace(item, **_dated(values.date))
    if isinstance(values.type, str):
        return _scored(replace(found, event_type=values.type))
    return found


def figure(item: Figure, values: OfFigure) -> Figure:
    """A figure of another value, unit or thing; another value has no bounds."""
    now = given(values)
    if "value" in now:
        now |= {"low": None, "high": None}
    return replace(item, **now)


Told = TypeVar("Told", Event, Happening)


def _scored(item: Told) -> Told:
    """With the mode, class and score that its type has."""
    known = ontology()
    mode = item.mode if item.mode in known.modes(item.event_type) else None
    return replace(
        item,
        mode=mode,
        quad_code=known.quad(item.event_type),
        score=known.score(item.event_type, mode),
    )


def _dated(value: str | UnsetType | None) -> dict[str, Any]:
    """A day that a person gives counts as stated: it is no guess from the account."""
    if isinstance(value, UnsetType):
        return {}
    if value is None:
        return {"date": None, "date_precision": None, "date_basis": "unresolved"}
    precision: Precision = "day"
    whole = value
    if MONTH.fullmatch(value):
        precision, whole = "month", f"{value}-01"
    elif YEAR.fullmatch(value):
        precision, whole = "year", f"{value}-01-01"
    return {
        "date": datetime.date.fromisoformat(whole),
        "date_precision": precision,
        "date_basis": "stated",
    }


def _actor(end: End, near: Span, sentence: int, whole: Annotation) -> Actor:
    """
    A party by the nearest passage that names it; by that of the record where none does.
    """
    named = [
        actor
        for actor in whole.actors
        if (actor.name, actor.country) == (end.name, end.country)
    ]
    if named:
        mention = min(
            named, key=lambda actor: (abs(actor.span.start - near.start), actor.span)
        )
        sector = end.sector or mention.sector
        return replace(mention, sector=sector, confidence=1.0)
    return Actor(
        span=near,
        name=end.name,
        country=end.country,
        sector=end.sector,
        office=None,
        sentence=sentence,
        head=0,
    )


# text as a person types it


def _value(kind: Kind, name: str, text: str, who: Who) -> dict[str, Any]:
    none = text.casefold() in NOTHING
    match name:
        case "type":
            return _type(text, kind)
        case "date":
            return {"date": None if none else text}
        case "due":
            return {"due": None if none else _day(text)}
        case "auxiliary":
            return {
                "auxiliary": () if none else tuple(map(_auxiliary, _parts(text, ",")))
            }
        case "actor" | "recipient" if kind == "event":
            return {name: () if none else tuple(map(who, _parts(text, AND)))}
        case "speaker" | "maker" | "recipient":
            return {name: None if none else who(text)}
        case "value":
            return {"value": _number(text)}
        case "mode":
            return {"mode": None if none else text.casefold()}
        case "status":
            return {"status": text.casefold().replace(" ", "_")}
    return {name: None if none and name != "kind" else text}


def _parts(text: str, mark: str) -> list[str]:
    return [part.strip() for part in text.split(mark) if part.strip()]


def _type(text: str, kind: Kind) -> dict[str, Any]:
    """A type, of an event also one with its mode: "accuse, disapprove"."""
    first, _, mode = (part.strip() for part in text.partition(","))
    _check_known(first.upper())
    found: dict[str, Any] = {"type": first.upper()}
    if mode and kind == "event":
        found["mode"] = mode.casefold()
    return found


def _check_mode(name: str, mode: str) -> None:
    modes = ontology().types[name].modes if name in ontology().types else {}
    if mode not in modes:
        known = ", ".join(modes) or "none"
        raise SettingsError(f"{mode!r}: {name} has no such mode; use one of {known}")


def _check_known(name: str) -> None:
    if name not in ontology().types:
        known = ", ".join(ontology().types)
        raise SettingsError(f"{name!r}: no type of event; use one of {known}")


def _auxiliary(text: str) -> str:
    if text.casefold() not in AUXILIARIES:
        raise SettingsError(
            f"{text!r}: no auxiliary mode; use {', '.join(AUXILIARIES)} or none"
        )
    return text.casefold()


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"{text!r} is not a date; write it as 2025-05-25") from None


def _number(text: str) -> float:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        raise SettingsError(
            f"{text!r} is not a number; write it as 1300 or 0.5"
        ) from None


def _iso(date: Date | None, precision: Precision | None) -> str | None:
    if date is None:
        return None
    return date.isoformat()[: {"year": 4, "month": 7}.get(precision or "day", 10)]


def _check_type(name: str | UnsetType) -> None:
    if isinstance(name, str) and name not in ontology().types:
        raise ValueError(f"no type of event: {name}")


def _check_day(value: str | UnsetType | None) -> None:
    if not isinstance(value, str):
        return
    try:
        _dated(value)
    except ValueError:
        raise ValueError(
            f"{value!r} is not a date; write it as 2025-05-25, 2025-05 or 2025"
        ) from None


def _allowed(kind: Kind) -> str:
    if kind == "statement":
        return f"kinds are {', '.join(get_args(SpeakerKind))}"
    if kind == "commitment":
        return f"statuses are {', '.join(get_args(Status))}"
    return "see docs/ledger.md"
