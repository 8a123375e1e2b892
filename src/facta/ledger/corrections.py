"""
Corrections: which fields of a record a person may give another value, and what such a
correction says.

    event        type, mode, date, actor, recipient, auxiliary
    statement    speaker, kind
    commitment   kind, status, due, maker, recipient
    happening    date, type
    figure       value, unit, of

Kept as JSON that is valid for good, so that laying it over a record (`corrected`)
cannot fail. Pure; what a person types becomes one in `entered`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import replace

from facta.ledger.event_types import ontology
from facta.ledger.nouns import Kind, Record
from facta.records import (
    Actor,
    Auxiliary,
    CommitmentKind,
    Date,
    Event,
    Happening,
    Precision,
    SpeakerKind,
    Statement,
    Status,
)

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


def fields(kind: Kind) -> tuple[str, ...]:
    """The fields that may be corrected of a kind of record; none of some kinds."""
    shape = SHAPES.get(kind)
    return shape.__struct_fields__ if shape else ()


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


def dated(value: str | UnsetType | None) -> dict[str, Any]:
    """
    The fields of a record that a day gives; one that a person gives counts as stated, as
    it is no guess from the account.
    """
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
        dated(value)
    except ValueError:
        raise ValueError(
            f"{value!r} is not a date; write it as 2025-05-25, 2025-05 or 2025"
        ) from None
