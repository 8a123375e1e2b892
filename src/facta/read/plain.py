"""
Plain text, whose offsets are those of the file's content, behind any front matter.

The front matter is blanked, character by character, so that nothing shifts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facta.read.account import Account, Input, basis_of, whole
from facta.read.dates import dated
from facta.read.decode import decoded
from facta.read.front import Front, front_matter
from facta.read.settings import ReadSettings
from facta.records import Skipped


def fronted(
    given: Input, text: str, front: Front | None, *, title: str | None = None
) -> Account:
    """The account of `text` with what its front matter says; `title` if that has none."""
    values: dict[str, str] = {}
    if front:
        values = front.values
    published, notes = dated(values.get("published"), "front matter")
    return Account(
        source=given.source,
        text=text,
        title=values.get("title") or title,
        publisher=values.get("publisher"),
        published=published,
        published_basis=basis_of(published, "front_matter"),
        url=values.get("url") or given.url,
        notes=notes,
    )


def plain(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """The account that a plain text file is."""
    text = decoded(whole(given, settings), given.source, given.charset)
    front = front_matter(text)
    if front:
        text = re.sub(r"[^\r\n]", " ", text[: front.end]) + text[front.end :]
    yield fronted(given, text, front)
