"""
The notation that a reader writes, to a coded passage.

    coding = parsed(text, passage, "r1", known)    the record, or every problem

One line a fact, fields parted by ` | `, `-` for empty: `E3` an entity, `V` an event,
`V?` one that is optional; below a line `words`, `A` an attribution, `C` a commitment,
`F` a figure, `T` a time; `#` opens a remark.
"""

from __future__ import annotations

import re
from typing import Any

from msgspec import Struct

from facta.evaluate.corpus import (
    Attribution,
    CodedCommitment,
    CodedEvent,
    CodedFigure,
    CodedTime,
    Entity,
    Known,
    Passage,
    Words,
    faults,
)
from facta.evaluate.corpus.passage import Form, WordsKind
from facta.records import (
    Auxiliary,
    CommitmentKind,
    SpeakerKind,
    Status,
    TimeType,
)
from tools.corpus.bare import Bare
from tools.corpus.fields import EMPTY, ID, UNREAD, Fields, empty, listed

_OPENING = re.compile(r"(E\d+|V\?|[VACFT])(?=[\s|`\d-]|$)\s*")
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


class Coding(Struct, frozen=True, kw_only=True):
    """
    What a coding file says of a passage: the record, None where a problem stands
    against it, and the problems, each with its line.
    """

    passage: Passage | None
    problems: tuple[str, ...]
    with_words: bool
    lines: dict[str, int]
    """The lines of the things in it: `E3`, `V2`, `A1`."""


def parsed(text: str, bare: Bare, reader: str, known: Known) -> Coding:
    """The coding of one passage from the text of its file."""
    lines = _Lines(bare)
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        lines.read(number, line.strip())
    return lines.coding(reader, known)


def header(text: str) -> str | None:
    """The id of the passage that a coding file is of."""
    for line in text.removeprefix("\ufeff").splitlines():
        if line.strip().startswith("@"):
            return line.strip().removeprefix("@").strip()
    return None


class _Lines:
    """Reads line after line, and keeps what each held and what was wrong with it."""

    def __init__(self, bare: Bare) -> None:
        self._bare = bare
        self._number = 0
        self._with_words = False
        self._headed = False
        self._problems: list[tuple[int, str]] = []
        self._fields = Fields(bare, self._problem)
        self._things: dict[str, list[Any]] = {name: [] for name in "EVACFT"}
        self._places: dict[str, int] = {}

    def coding(self, reader: str, known: Known) -> Coding:
        passage = self._passage(reader)
        unread = {number for number, _ in self._problems}
        for fault in faults(passage, known):
            number = self._places.get(fault.thing, 0)
            # what could not be read has been told of already
            if not (fault.of_span and number in unread):
                self._problems.append((number, str(fault)))
        if not self._headed:
            self._problems.append((1, f"no line @ {self._bare.id}; put it first"))
        problems = tuple(
            f"{self._bare.id} line {number}: {what}"
            if number
            else f"{self._bare.id}: {what}"
            for number, what in sorted(self._problems, key=lambda each: each[0])
        )
        return Coding(
            passage=None if problems else passage,
            problems=problems,
            with_words=self._with_words,
            lines=self._places,
        )

    def _passage(self, reader: str) -> Passage:
        bare, things = self._bare, self._things
        words = Words(
            attributions=tuple(things["A"]),
            commitments=tuple(things["C"]),
            figures=tuple(things["F"]),
            times=tuple(things["T"]),
        )
        return Passage(
            id=bare.id,
            document=bare.document,
            source=bare.source,
            licence=bare.licence,
            credit=bare.credit,
            url=bare.url,
            title=bare.title,
            published=bare.published,
            kind=bare.kind,
            reader=reader,
            text=bare.text,
            sentences=bare.sentences,
            entities=tuple(things["E"]),
            events=tuple(things["V"]),
            words=words if self._with_words else None,
        )

    def _problem(self, what: str) -> None:
        self._problems.append((self._number, what))

    def read(self, number: int, line: str) -> None:
        self._number = number
        if not line or line.startswith("#"):
            return
        if line.startswith("@"):
            self._head(line.removeprefix("@").strip())
            return
        if line == "words":
            self._with_words = True
            return
        opening = _OPENING.match(line)
        if opening is None:
            self._problem(
                f"{line[:40]!r} opens no line of the notation; see E, V, A, C, F, T"
            )
            return
        self._thing(opening[1], line[opening.end() :])

    def _head(self, name: str) -> None:
        self._headed = True
        if name != self._bare.id:
            self._problem(f"@ {name} in a file of {self._bare.id}; mend the id")

    def _thing(self, opening: str, rest: str) -> None:
        letter = opening[0]
        if letter in "ACFT" and not self._with_words:
            self._problem("stands before the line `words`; write that line first")
        fields = [field.strip() for field in _fields(rest.removeprefix("|"))]
        form = FORMS[letter]
        asked = form.count("|") + (letter != "E")
        if len(fields) != asked:
            self._problem(f"{len(fields)} fields and not {asked}; write {form}")
            if letter == "E":
                self._declared(opening, fields)
            return
        thing = self._make(opening, fields)
        self._things[letter].append(thing)
        place = opening if letter == "E" else f"{letter}{len(self._things[letter])}"
        self._places[place] = self._number

    def _declared(self, name: str, fields: list[str]) -> None:
        """An entity that could not be read, so that its id is known to what follows."""
        entity = Entity(
            id=name,
            name=fields[0] or name,
            kind="",
            countries=(),
            sector=None,
            members=(),
            mentions=(UNREAD,),
        )
        self._things["E"].append(entity)
        self._places[name] = self._number

    def _make(self, opening: str, fields: list[str]) -> Any:
        if opening.startswith("E"):
            return self._entity(opening, fields)
        if opening.startswith("V"):
            return self._event(fields, optional=opening == "V?")
        make = {
            "A": self._attribution,
            "C": self._commitment,
            "F": self._figure,
            "T": self._time,
        }
        return make[opening](fields)

    def _entity(self, name: str, fields: list[str]) -> Entity:
        title, kind, places, sector, mentions = fields
        parts = [part.strip() for part in places.split("+") if part.strip(" -")]
        if not kind.islower():
            self._problem(
                f"{kind!r} is no kind; write one such as state, person, group"
            )
        return Entity(
            id=name,
            name="" if title == EMPTY else title,
            kind=kind,
            countries=tuple(part for part in parts if not ID.fullmatch(part)),
            sector=empty(sector),
            members=tuple(part for part in parts if ID.fullmatch(part)),
            mentions=self._fields.marks(mentions),
        )

    def _event(self, fields: list[str], *, optional: bool) -> CodedEvent:
        trigger, what, parties, auxiliary, scope, day, place, said_by, contexts = fields
        event_type, *modes = what.split()
        if len(modes) > 1:
            self._problem(f"{what!r} has {len(modes)} modes; write TYPE or TYPE mode")
        actors, recipients = self._fields.parties(parties)
        if scope not in _SCOPES:
            self._problem(f"scope {scope!r}; write i (international) or d (domestic)")
        return CodedEvent(
            trigger=self._fields.mark(trigger),
            event_type=event_type,
            mode=modes[0] if modes else None,
            auxiliary=tuple(
                self._fields.one_of(each, Auxiliary) for each in listed(auxiliary)
            ),
            contexts=listed(contexts),
            scope=_SCOPES.get(scope, "international"),  # type: ignore[arg-type]
            actors=actors,
            recipients=recipients,
            day=self._fields.day(day),
            place=self._fields.id(place),
            said_by=self._fields.id(said_by),
            optional=optional,
        )

    def _attribution(self, fields: list[str]) -> Attribution:
        cue, source, content, kind, form = fields
        speaker, _, speaker_kind = source.rpartition(" ")
        if ID.fullmatch(speaker_kind) or speaker_kind == EMPTY:
            speaker, speaker_kind = speaker_kind, ""
            if source != EMPTY:
                self._problem(f"speaker {source!r} without kind; write E2 named")
        return Attribution(
            speaker=self._fields.id(speaker.strip() or EMPTY),
            speaker_kind=self._fields.one_of(speaker_kind or "unknown", SpeakerKind),
            cue=None if cue == EMPTY else self._fields.mark(cue),
            content=self._fields.marks(content),
            kind=self._fields.one_of(kind, WordsKind),
            form=self._fields.one_of(form, Form),
        )

    def _commitment(self, fields: list[str]) -> CodedCommitment:
        kind, parties, content, deadline, condition, status = fields
        left, parted, right = parties.partition(">")
        if not parted:
            self._problem(
                f"parties {parties!r}; write E1 > E2, or - for a side not told"
            )
        return CodedCommitment(
            kind=self._fields.one_of(kind, CommitmentKind),
            maker=self._fields.id(left.strip() or EMPTY),
            recipient=self._fields.id(right.strip() or EMPTY),
            content=self._fields.mark(content),
            deadline=empty(deadline),
            condition=None if condition == EMPTY else self._fields.mark(condition),
            status=self._fields.one_of(status.replace(" ", "_"), Status),
        )

    def _figure(self, fields: list[str]) -> CodedFigure:
        span, value, bounds, unit, counted, attributed = fields
        low, parted, high = bounds.partition("..")
        if not parted and bounds != EMPTY:
            self._problem(f"bounds {bounds!r}; write 13.., ..10, 5..10 or -")
            low = EMPTY
        return CodedFigure(
            span=self._fields.mark(span),
            value=self._fields.value(value),
            low=self._fields.value(low),
            high=self._fields.value(high),
            unit=empty(unit),
            of=empty(counted),
            attributed_to=self._fields.id(attributed),
        )

    def _time(self, fields: list[str]) -> CodedTime:
        span, what = fields
        kind, _, value = what.partition(" ")
        if " " in value.strip():
            self._problem(f"value {value!r} holds a space; write it as in TIMEX3, or -")
        return CodedTime(
            span=self._fields.mark(span),
            type=self._fields.one_of(kind, TimeType),
            value=empty(value.strip()),
        )


def _fields(text: str) -> list[str]:
    """
    The fields of a line; a bar within a quotation parts nothing.

    >>> _fields("1`a | b` | c")
    ['1`a | b` ', ' c']
    """
    return re.findall(r"(?:`[^`]*`|[^|`]|`)+|(?<=\|)(?=\||$)", text) or [""]
