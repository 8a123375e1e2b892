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
    Entity,
    Known,
    Passage,
    Words,
    faults,
)
from tools.corpus import facts
from tools.corpus.bare import Bare
from tools.corpus.fields import UNREAD, Fields

_OPENING = re.compile(r"(E\d+|V\?|[VACFT])(?=[\s|`\d-]|$)\s*")


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
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        lines.read(number, line.strip())
    return lines.coding(reader, known)


def header(text: str) -> str | None:
    """The id of the passage that a coding file is of."""
    for line in text.removeprefix("\ufeff").split("\n"):
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
        form = facts.FORMS[letter]
        # an entity's id is a field too, and was read as the line's opening
        own = letter == "E"
        asked = form.count("|") + 1
        if len(fields) + own != asked:
            self._problem(f"{len(fields) + own} fields and not {asked}; write {form}")
            if own:
                self._declared(opening, fields)
            return
        thing = self._make(opening, fields)
        self._things[letter].append(thing)
        place = opening if own else f"{letter}{len(self._things[letter])}"
        self._places[place] = self._number

    def _declared(self, name: str, fields: list[str]) -> None:
        """An entity that could not be read, so that its id is known to what follows."""
        entity = Entity(
            id=name,
            name=fields[0] or name,
            kind="state",
            countries=(),
            sector=None,
            members=(),
            mentions=(UNREAD,),
        )
        self._things["E"].append(entity)
        self._places[name] = self._number

    def _make(self, opening: str, fields: list[str]) -> Any:
        if opening.startswith("E"):
            return facts.entity(self._fields, opening, fields)
        if opening.startswith("V"):
            return facts.event(self._fields, fields, optional=opening == "V?")
        make = {
            "A": facts.attribution,
            "C": facts.commitment,
            "F": facts.figure,
            "T": facts.time,
        }
        return make[opening](self._fields, fields)


def _fields(text: str) -> list[str]:
    """
    The fields of a line; a bar within a quotation parts nothing.

    >>> _fields("1`a | b` | c")
    ['1`a | b` ', ' c']
    """
    return re.findall(r"(?:`[^`]*`|[^|`]|`)+|(?<=\|)(?=\||$)", text) or [""]
