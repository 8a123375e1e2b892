"""Passages before they are coded: what a reader is given, and the part it belongs to."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, Protocol, TypeVar

import msgspec
from msgspec import Struct

from facta.errors import SettingsError, SourceError
from facta.evaluate.corpus.passage import Licence, PassageKind, Source
from facta.records import Date

# parts that a corpus may lack
BESIDE = ("more", "written", "analysis")
MORE: Final = "more"
WRITTEN: Final = "written"
ANALYSIS: Final = "analysis"
INVENTED = (WRITTEN, ANALYSIS)
OWN: Source = "facta"  # the source of what is invented
Part = Literal["train", "dev", "test", "more", "written", "analysis"]


class Bare(Struct, frozen=True, kw_only=True):
    """A passage without a coding; `with_words` asks for its words too."""

    id: str
    document: str
    source: Source
    licence: Licence
    credit: str
    url: str
    title: str
    published: Date | None
    kind: PassageKind
    text: str
    sentences: tuple[tuple[int, int], ...]
    part: Part
    with_words: bool = False

    def sentence(self, number: int) -> str:
        """The text of a sentence; they are numbered from 1."""
        start, end = self.sentences[number - 1]
        return self.text[start:end]


class Named(Protocol):
    """A line that has an id."""

    @property
    def id(self) -> str:
        """The passage's."""


Row = TypeVar("Row", bound=Named)


def bare_passages(path: Path) -> dict[str, Bare]:
    """
    Passages by id, in the order of the file.

    Raises:
        SourceError, SettingsError: as `rows`.
    """
    return rows(path, Bare)


def rows(path: Path, row: type[Row]) -> dict[str, Row]:
    """
    The lines of a file as records of one kind, by id, in their order.

    Raises:
        SourceError: the file cannot be read.
        SettingsError: a line is no passage.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as reason:
        raise SourceError(
            str(path), reason.strerror or "cannot be read", "give --passages FILE.jsonl"
        ) from reason
    found: dict[str, Row] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            passage = msgspec.json.decode(line, type=row)
        except msgspec.DecodeError as reason:
            raise SettingsError(
                f"{path} line {number}: no passage: {reason}; make the file anew"
            ) from reason
        if passage.id in found:
            raise SettingsError(f"{path} line {number}: {passage.id} again; keep one")
        found[passage.id] = passage
    return found
