"""
`facta.read`: accounts from files, folders and patterns, and what of them could not be
read.

Everything is read at the call, so that what was left out is known when it returns; a
warning tells of it at once.
"""

from __future__ import annotations

import glob
import os
import warnings
from collections.abc import Iterator, Sequence
from typing import overload

from msgspec import Struct

from facta.errors import SettingsError, SourceError
from facta.library.days import Day, day
from facta.library.lines import one_line
from facta.records import Document, Noted, Skipped

Path = str | os.PathLike[str]
# The default of the command line.
MAX_BYTES = 50_000_000
# Skipped inputs that a warning names.
NAMED = 3


class SkippedWarning(UserWarning):
    """
    Some inputs were left out, or something given with them could not be used;
    `Reading.skipped` and `Reading.noted` have each with its reason.
    """


class Reading(Struct, frozen=True):
    """
    The documents that could be read, in the order of the input, what could not be, and
    what of those that were read could not be used, with reasons.

    Iterating, `len` and an index give documents.

    >>> skipped = (Skipped("scan.pdf", "no text in it"),)
    >>> call = Document(id="a1", source="call.txt", text="They spoke.")
    >>> reading = Reading((call,), skipped)
    >>> reading
    <1 document; 1 of 2 not read: scan.pdf: no text in it>
    >>> [document.source for document in reading]
    ['call.txt']
    """

    documents: tuple[Document, ...]
    skipped: tuple[Skipped, ...] = ()
    noted: tuple[Noted, ...] = ()

    def __iter__(self) -> Iterator[Document]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Document, ...]: ...
    def __getitem__(self, index: int | slice) -> Document | tuple[Document, ...]:
        return self.documents[index]

    def __repr__(self) -> str:
        from facta.brief.words import counted

        told = (counted(len(self), "document"), self.missed())
        return f"<{'; '.join(filter(None, told))}>"

    def missed(self) -> str | None:
        """
        What was not read or used in one line, the first few with their reasons; None
        where all was.
        """
        unread, noted = self.skipped, self.noted
        parts = [
            _listing(
                unread, f"{len(unread):,} of {len(self) + len(unread):,} not read"
            ),
            _listing(noted, f"{len(noted):,} read in part"),
        ]
        return "; ".join(part for part in parts if part) or None


def read(
    *paths: Path, published: Day | None = None, max_bytes: int = MAX_BYTES
) -> Reading:
    """
    Read the accounts in files, folders and patterns (text, Markdown, HTML, PDF, Word,
    feeds, WARC, JSONL, CSV, Parquet).

    Args:
        paths: files, folders or patterns as "articles/*.html"; read in that order, each
            file once.
        published: day of those accounts that give none, a date or as "2025-05-25".
        max_bytes: largest account to read.

    Returns:
        The documents, and the inputs that were left out; those raise a `SkippedWarning`
        too.

    Raises:
        SourceError: there is no file or folder of that name.
        SettingsError: no path at all, or `published` is no day.
    """
    from facta.language.target import english
    from facta.read import ReadSettings, documents

    if not paths:
        raise SettingsError("nothing to read; name files or folders")
    settings = ReadSettings(published=day(published), max_bytes=max_bytes)
    found = list(
        english(documents([_named(path) for path in paths], settings=settings))
    )
    reading = Reading(
        tuple(item for item in found if isinstance(item, Document)),
        tuple(
            item
            for item in found
            if isinstance(item, Skipped) and not isinstance(item, Noted)
        ),
        tuple(item for item in found if isinstance(item, Noted)),
    )
    if missed := reading.missed():
        told = f"{missed}; all are in .skipped and .noted"
        warnings.warn(told, SkippedWarning, stacklevel=2)
    return reading


def _named(path: Path) -> str:
    """
    A path as text, `~` as the reader's own folder; what is not there is an error before
    anything is read.
    """
    try:
        given = os.fspath(path)
    except TypeError:
        given = None
    # a path may be bytes, which the reading stage does not take
    if not isinstance(given, str):
        raise SettingsError(f"{path!r}: not a path; name files or folders")
    if "://" in given:
        raise SourceError(
            given,
            "an address",
            "save the page as a file, or run `facta annotate --fetch`",
        )
    name = os.path.expanduser(given)  # noqa: PTH111 - the text is what the reading stage takes
    if not os.path.lexists(name) and not glob.has_magic(name):
        raise SourceError(one_line(given), "no such file or folder", "check the path")
    return name


def _listing(items: Sequence[Skipped], head: str) -> str | None:
    if not items:
        return None
    told = [
        f"{one_line(item.source)}: {one_line(item.reason)}" for item in items[:NAMED]
    ]
    if len(items) > NAMED:
        told.append(f"{len(items) - NAMED:,} more")
    return f"{head}: {' | '.join(told)}"
