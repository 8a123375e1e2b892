"""
Which reader an input belongs to, by what it holds first and by its name second.

How to add one stands in docs/contributing/add-a-reader.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from facta.errors import SourceError
from facta.read.account import Account, Input, Reader, too_large
from facta.read.archives import archive
from facta.read.columnar import MAGIC, columnar
from facta.read.decode import decoded
from facta.read.feeds import feed
from facta.read.inflate import inflated, peeked
from facta.read.lines import lines, objected
from facta.read.markdown import markdown
from facta.read.markup import behind
from facta.read.own import OwnError, own
from facta.read.pages import page
from facta.read.pdf import pdf
from facta.read.plain import plain
from facta.read.settings import ReadSettings
from facta.read.table import table
from facta.read.word import word
from facta.records import Skipped

HEAD = 65_536  # bytes that are looked at to tell a format
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # the second opens an empty one
GZIP = b"\x1f\x8b"
# Read piece by piece, so the limit holds for a piece and not for the file.
_MANY = frozenset({lines, archive, columnar})
# Their names are believed: what they hold looks like plain text.
_BY_NAME_ALONE = frozenset({markdown, lines, table})
BY_SUFFIX: dict[str, Reader] = {
    ".atom": feed,
    ".csv": table,
    ".htm": page,
    ".html": page,
    ".jsonl": lines,
    ".markdown": markdown,
    ".md": markdown,
    ".ndjson": lines,
    ".rdf": feed,
    ".rss": feed,
    ".tsv": table,
    ".xhtml": page,
    ".xml": feed,
}
# What opens files that people take for articles.
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": (
        "an Office document of before 2007 or with a password",
        "save it as .docx without one, or as PDF or text",
    ),
    b"\x89PNG": ("a picture", "leave it out"),
    b"\xff\xd8\xff": ("a picture", "leave it out"),
    b"GIF8": ("a picture", "leave it out"),
    b"{\\rtf": ("an RTF document", "save it as .docx, PDF or text"),
    b"SQLite format 3": ("a database", "leave it out"),
    b"BZh": ("a bzip2 archive", "unpack it first"),
    b"\xfd7zXZ": ("an xz archive", "unpack it first"),
    b"\x28\xb5\x2f\xfd": ("a zstd archive", "unpack it first"),
    b"7z\xbc\xaf": ("a 7z archive", "unpack it first"),
    b"Rar!": ("a rar archive", "unpack it first"),
}
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_DECLARED = re.compile(r"<\?xml[^>]{0,300}>")
_XML = re.compile(r"\s*<(?:\?xml|rss|feed|rdf:RDF|!DOCTYPE)\b", re.IGNORECASE)
_SPACE = re.compile(r"\s*")
_OPENING = 20  # lines among which one must be a JSON object; judged, not fitted


def accounts(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """
    The accounts in an input of any format.

    Raises:
        SourceError: it cannot be read, or not to its end; what was yielded stands.
    """
    raw = given.stream
    head, stream = peeked(raw, HEAD)
    given = replace(given, stream=stream)
    if head.startswith(GZIP):
        head, given = inflated(given, settings, HEAD)
    if not head:
        raise SourceError(given.source, "empty", "fetch it again or leave it out")
    if what := own(head):
        raise OwnError(given.source, what)
    reader = _reader(head, given)
    size = given.size or 0
    if reader not in _MANY and size > settings.max_bytes:
        raise too_large(given.source, settings)
    if reader is columnar and raw.seekable() and given.size is not None:
        # a table is told at its end, and need not be copied to be entered there
        raw.seek(0)
        given = replace(given, stream=raw)
    yield from reader(given, settings)


def kind(head: bytes, given: Input) -> Reader:
    """
    What reads an input that opens with these bytes.

    Raises:
        SourceError: nothing does.
    """
    return _reader(head, given)


def _reader(head: bytes, given: Input) -> Reader:
    for magic, (what, advice) in _FOREIGN.items():
        if head.startswith(magic):
            raise SourceError(given.source, what, advice)
    if head.startswith(_ZIP):
        return word
    if b"%PDF-" in head[:1024]:
        return pdf
    if head.startswith(b"WARC/"):
        return archive
    if head.startswith(MAGIC):
        return columnar
    if given.suffix in {".pdf", ".warc", ".docx"}:
        reason = f"named {given.suffix} but not one inside"
        raise SourceError(given.source, reason, "fetch it again or leave it out")
    opening = decoded(head, given.source, given.charset)
    named = BY_SUFFIX.get(given.suffix)
    if named in _BY_NAME_ALONE:
        return named
    return _by_content(opening, given, named)


def _by_content(opening: str, given: Input, named: Reader | None) -> Reader:
    if _HTML.match(opening, _content(opening)):
        return page
    if _XML.match(opening):
        return feed
    if _is_lines(opening):
        return lines
    if given.suffix == ".json":
        reason = "JSON, but not one object a line"
        raise SourceError(given.source, reason, "write it as JSON Lines (.jsonl)")
    return named or plain


def _content(opening: str) -> int:
    """Where the markup begins behind white space, a declaration and comments."""
    at = len(opening) - len(opening.lstrip())
    if declared := _DECLARED.match(opening, at):
        at = declared.end()
    while opening.startswith("<!--", at := _after_space(opening, at)):
        at = behind(opening, "-->", at)
    return at


def _after_space(opening: str, at: int) -> int:
    found = _SPACE.match(opening, at)
    if found is None:
        return at
    return found.end()


def _is_lines(opening: str) -> bool:
    if not opening.lstrip().startswith("{"):
        return False
    whole_lines = opening.lstrip().split("\n")[:_OPENING]
    if any(_is_object(line) for line in whole_lines):
        return True
    # One line that goes on past what is looked at: an object too long to be parsed.
    return len(whole_lines) == 1 and len(opening) > HEAD // 4


def _is_object(line: str) -> bool:
    try:
        return isinstance(objected(line), dict)
    except (ValueError, RecursionError):
        return False
