"""
Word documents (.docx): their paragraphs in order, each on a line of its own, those in
tables and text boxes too.

The title is the first paragraph styled as one. Headers, footers, notes, comments and what
was deleted with changes tracked are no part of the text. Read is the one part that holds
the text, as a stream: no entity, no link and no picture in the file is ever followed, and
what it unpacks to is bounded as any account is.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import IO
from xml.parsers import expat

from facta.errors import SourceError
from facta.read.account import Account, Input, too_large, whole
from facta.read.boundary import foreign
from facta.read.decode import whole_characters
from facta.read.own import OwnError, own_archive
from facta.read.settings import ReadSettings
from facta.records import Skipped

_MAIN = re.compile(r"word/document\d{0,3}\.xml")
_SPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_AGAIN = (
    "markup-compatibility/2006 Fallback"  # says the same once more, for old programs
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TITLES = frozenset({"Title", "Heading1"})
_BLOCK = 65_536  # bytes that are read at once
_DAMAGED = "save it again in a word processor, or as PDF or text"
# What other packed files are, by a part they hold, and what to do about them.
_OTHERS = (
    ("xl/workbook", "an Excel workbook", "save its table as CSV in UTF-8"),
    ("ppt/presentation", "a presentation", "save it as PDF or text"),
    ("content.xml", "an OpenDocument file", "save it as .docx, PDF or text"),
    ("META-INF/container.xml", "an e-book", "save it as HTML, PDF or text"),
)


def word(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """
    The account that a Word document is.

    Raises:
        SourceError: it is another packed file, damaged, hostile, or without text.
    """
    data = whole(given, settings)
    with (
        foreign(given.source, "a damaged zip archive or Office document", _DAMAGED),
        zipfile.ZipFile(io.BytesIO(data)) as archive,
    ):
        if what := own_archive(archive):
            raise OwnError(given.source, what)
        with archive.open(_main(archive, given.source)) as part:
            text = _read(part, given.source, settings)
    if not text.lines:
        raise SourceError(given.source, "no text in it", "leave it out")
    # What the file says of itself is not asked: its title is mostly a template's or a
    # converter's, and the days it was made and saved are those of the file, not of the
    # article, which somebody pasted or a database exported years later.
    yield Account(
        source=given.source,
        text=whole_characters("\n".join(text.lines)),
        title=text.title,
        url=given.url,
    )


def _main(archive: zipfile.ZipFile, source: str) -> str:
    """The part that holds the text."""
    names = archive.namelist()
    if found := next(filter(_MAIN.fullmatch, names), None):
        return found
    for beginning, what, advice in _OTHERS:
        if any(name.startswith(beginning) for name in names):
            raise SourceError(source, what, advice)
    raise SourceError(source, "a zip archive", "unpack it")


def _read(part: IO[bytes], source: str, settings: ReadSettings) -> _Text:
    text = _Text(source)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = text.start
    parser.EndElementHandler = text.end
    parser.CharacterDataHandler = text.characters
    parser.StartDoctypeDeclHandler = text.refuse
    length = 0
    while block := part.read(_BLOCK):
        length += len(block)
        if length > settings.max_bytes:
            cut = too_large(source, settings)
            reason = f"a document whose content is {cut.reason}"
            raise SourceError(source, reason, cut.advice)
        parser.Parse(block, False)
    parser.Parse(b"", True)
    return text


class _Text:
    """What the handlers of the parser gather: lines, and the first that is a title."""

    def __init__(self, source: str) -> None:
        self.lines: list[str] = []
        self.title: str | None = None
        self._source = source
        # paragraphs lie within paragraphs where a text box does
        self._open: list[list[str]] = []
        self._styles: list[str] = []
        self._within_text = False
        self._passed_over = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self._passed_over or _is_passed_over(name):
            self._passed_over += 1
            return
        kind = _kind(name)
        if kind == "p":
            self._open.append([])
            self._styles.append("")
        elif not self._open:
            return
        elif kind == "pStyle":
            values = (attributes.get(f"{space}val", "") for space in _SPACES)
            self._styles[-1] = next(filter(None, values), "")
        elif kind in _SIGNS:
            self._open[-1].append(_SIGNS[kind])
        self._within_text = kind == "t"

    def characters(self, data: str) -> None:
        if self._within_text and self._open:
            self._open[-1].append(data)

    def end(self, name: str) -> None:
        if self._passed_over:
            self._passed_over -= 1
            return
        self._within_text = False
        if _kind(name) != "p" or not self._open:
            return
        style, words = self._styles.pop(), "".join(self._open.pop()).strip()
        if words:
            self.lines.append(words)
            if self.title is None and style in _TITLES:
                self.title = words

    def refuse(self, *_declared: object) -> None:
        raise SourceError(
            self._source, "a Word document that defines entities", "leave it out"
        )


def _kind(name: str) -> str:
    """The name of an element of a text; empty for any other."""
    for space in _SPACES:
        if name.startswith(space):
            return name.removeprefix(space)
    return ""


def _is_passed_over(name: str) -> bool:
    """Whether an element holds what stands elsewhere too, or stands no more."""
    return name.endswith(_AGAIN) or _kind(name) in {"del", "moveFrom"}
