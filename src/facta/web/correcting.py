"""
The form that corrects a record: its fields as they are now, what each may be, and what
of it a person has changed. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, get_args

from msgspec import Struct

from facta.ledger import corrections
from facta.ledger.corrections import End
from facta.ledger.event_types import ontology
from facta.ledger.nouns import Kind, Record
from facta.records import (
    AUXILIARIES,
    CommitmentKind,
    Event,
    SpeakerKind,
    Statement,
    Status,
)
from facta.web.attempts import Attempt
from facta.web.forms import Form

# what is sent of a field: its value now, and the one that stood in the form before
NOW, BEFORE = "field_", "was_"
# how a date is written, as precise as it is known
PERIOD, DAY = "2025-05-25, 2025-05 or 2025", "2025-05-25"
PARTIES = frozenset({"actor", "recipient", "speaker", "maker"})
Look = Literal["text", "party", "list", "boxes"]


class Field(Struct, frozen=True, kw_only=True):
    """
    A field of a record: how it looks, its value, what stands in the form (the same, or
    what a person typed), what it may be, and how it is written.
    """

    name: str
    look: Look
    before: str
    now: str
    choices: tuple[str, ...] = ()
    written: str = ""

    @property
    def marked(self) -> tuple[str, ...]:
        """The choices that hold, of a field that has several."""
        return tuple(self.now.split(", "))


class Correction(Struct, frozen=True, kw_only=True):
    """The form of a record; `said` is what stood in its way when it was sent."""

    fields: tuple[Field, ...]
    note: str = ""
    said: str | None = None


def correction(
    record_id: str, kind: Kind, record: Record, attempt: Attempt | None = None
) -> Correction:
    """The form that corrects a record, as it was sent where it was sent in vain."""
    every = names(kind)
    if attempt is None or not attempt.is_of("correct", record_id):
        return Correction(fields=tuple(_field(kind, record, name) for name in every))
    form = attempt.form
    return Correction(
        fields=tuple(_field(kind, record, name, form) for name in every),
        note=form.text("note"),
        said=attempt.tell(),
    )


def _field(kind: Kind, record: Record, name: str, sent: Form | None = None) -> Field:
    before = present(record, name)
    look, choices = _choices(kind, name)
    if look == "list" and before not in choices:
        # of a record of another ontology
        choices = (before, *choices)
    return Field(
        name=name,
        look=look,
        before=before,
        now=before if sent is None else _sent(sent, NOW + name),
        choices=choices,
        written=_written(kind, name),
    )


def _choices(kind: Kind, name: str) -> tuple[Look, tuple[str, ...]]:
    match kind, name:
        case "event", "type":
            return "list", types()
        case _, "type":
            return "list", tuple(ontology().types)
        case _, "auxiliary":
            return "boxes", AUXILIARIES
        case "statement", "kind":
            return "list", get_args(SpeakerKind)
        case "commitment", "kind":
            return "list", get_args(CommitmentKind)
        case _, "status":
            return "list", tuple(each.replace("_", " ") for each in get_args(Status))
    return ("party" if name in PARTIES else "text"), ()


def _written(kind: Kind, name: str) -> str:
    if name in {"date", "due"}:
        return PERIOD if name == "date" else DAY
    if kind == "event" and name in PARTIES:
        return "Russia & Name (RUS MIL)"
    return "Name (RUS MIL)" if name in PARTIES else ""


@cache
def types() -> tuple[str, ...]:
    """Each type, alone and with each of its modes."""
    return tuple(
        f"{name}, {mode}" if mode else name
        for name, each in ontology().types.items()
        for mode in ("", *each.modes)
    )


def present(record: Record, name: str) -> str:
    """
    A field of a record as a person writes it; empty where it has no value. A type goes
    with its mode.
    """
    match record, name:
        case Event(), "type":
            return ", ".join(filter(None, (record.event_type, record.mode)))
        case Event(), "auxiliary":
            return ", ".join(record.auxiliary)
        case Statement(), "speaker":
            who = record.speaker
            end = End(who.name, who.country, who.sector) if who.name else None
            return _plain(corrections.shown(end)) if end else ""
        case _, "status":
            return str(corrections.former(record, name)).replace("_", " ")
    value = corrections.former(record, name)
    if value in (None, ()):
        return ""
    if isinstance(value, float):
        return f"{value:.15g}"
    return _plain(corrections.shown(value))


def names(kind: Kind) -> tuple[str, ...]:
    """The fields that the form of a kind of record has; a mode goes with its type."""
    every = corrections.fields(kind)
    return tuple(name for name in every if (kind, name) != ("event", "mode"))


def changed(form: Form) -> dict[str, str]:
    """
    The fields that somebody changed, as a correction takes them; what was emptied is
    none.

    >>> sent = {"was_type": "CONSULT, visit", "field_type": "CONSULT",
    ...         "was_date": "2025-05", "field_date": "", "was_actor": "Russia (RUS)",
    ...         "field_actor": "Russia (RUS)"}
    >>> changed(Form(texts=tuple(sent.items())))
    {'mode': 'none', 'date': 'none'}
    """
    return dict(_changed(form))


def _changed(form: Form) -> Iterator[tuple[str, str]]:
    for name in _names(key for key, _ in form.texts):
        before, now = _sent(form, BEFORE + name), _sent(form, NOW + name)
        if before == now:
            continue
        if name != "type":
            yield name, now or "none"
            continue
        for part, was, is_now in zip(
            ("type", "mode"), _parted(before), _parted(now), strict=True
        ):
            if was != is_now:
                yield part, is_now or "none"


def _parted(text: str) -> tuple[str, str]:
    """A type and its mode."""
    name, _, mode = text.partition(",")
    return name.strip(), mode.strip()


def _names(keys: Iterable[str]) -> Iterator[str]:
    """The names of the fields that a form has, each once."""
    prefixes = (NOW, BEFORE)
    known = (
        key.removeprefix(prefix)
        for key in keys
        for prefix in prefixes
        if key.startswith(prefix)
    )
    yield from dict.fromkeys(known)


def _sent(form: Form, key: str) -> str:
    return ", ".join(map(_plain, form.every(key)))


def _plain(text: str) -> str:
    """On one line, as a browser sends what it shows on one."""
    return " ".join(text.split())
