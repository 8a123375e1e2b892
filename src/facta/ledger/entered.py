"""
Corrections as a person enters them: fields and values as text, turned into the JSON of
a correction, or refused in a line that says what there is.

Pure; who is meant by a name is asked of the caller.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, get_args

import msgspec

from facta.errors import SettingsError
from facta.ledger.corrections import AND, SHAPES, End, fields
from facta.ledger.event_types import ontology
from facta.ledger.nouns import Kind
from facta.records import AUXILIARIES, SpeakerKind, Status

# a person's way to say that there is none
NOTHING = frozenset({"", "none", "unknown", "-"})
Who = Callable[[str], End]


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


def _allowed(kind: Kind) -> str:
    if kind == "statement":
        return f"kinds are {', '.join(get_args(SpeakerKind))}"
    if kind == "commitment":
        return f"statuses are {', '.join(get_args(Status))}"
    return "see docs/ledger.md"
