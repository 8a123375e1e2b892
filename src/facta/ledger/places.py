"""
What identifies a source, and what lies below what; paths only, no file is opened.

The key of a file is its path from the folder of the ledger, with `/`, whatever the
directory Facta runs in and however
the path is spelled: a project that moves as a whole keeps its keys. An address is its
own key. A part of a file is known by its id, else by its address, else by its number;
standard input has no past, so a part of it that has neither is known by its content.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from facta.records import Document, content_id

STDIN = "-"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
# the parts that reading numbers, names by their address, or puts in angle brackets
_PART = re.compile(r"(?s)(.+?)#(\d+|[a-z][a-z0-9+.-]*://.*|<.*>)")
_NUMBER = re.compile(r"\d+")


class Root(Struct, frozen=True):
    """
    Something named on a command line.

    `whole` says that all below it is read, so that what is not met there is gone;
    `adds` that it adds to any ledger.
    """

    shown: str
    whole: bool = True
    adds: bool = False


class Places:
    """
    Keys of sources for a ledger in the folder `base`, for a process that runs in
    `here`.
    """

    def __init__(self, base: Path, here: Path) -> None:
        self._base = os.path.realpath(base)
        self._here = here
        self._folder = lru_cache(maxsize=1024)(os.path.realpath)

    def path(self, source: str) -> str:
        """The key of a path, an address or `-`."""
        if source == STDIN or _ADDRESS.match(source):
            return source
        whole = os.path.normpath(self._here / source)
        folder, name = os.path.split(whole)
        return self._relative(os.path.join(self._folder(folder), name))  # noqa: PTH118 - as above

    def root(self, shown: str) -> str:
        """The key of something named to be read; a link to a folder is that folder."""
        if shown == STDIN or _ADDRESS.match(shown):
            return shown
        whole = self._here / shown
        return (
            self._relative(os.path.realpath(whole))
            if whole.is_dir()
            else self.path(shown)
        )

    def source(self, source: str) -> str:
        """
        The key of a source whose account could not be read: that of its file, with its
        part as given.
        """
        file, part = split(source)
        return joined(self.path(file), part)

    def document(self, document: Document) -> str:
        """The key of what gives an account."""
        file, part = split(document.source)
        key = self.path(file)
        if part is None and file != STDIN:
            return key
        if document.id != content_of(document):
            return joined(key, f"={document.id}")
        if document.url:
            return joined(key, document.url)
        return joined(key, document.id if file == STDIN else part)

    def under(self, key: str, root: str) -> bool:
        """Whether a key is a root, a part of it or lies below it."""
        return self.whole(root) in self.lineage(key)

    def lineage(self, key: str) -> Iterator[str]:
        """
        The whole form of a key and of all it lies in: its file, and the folders above.
        """
        yield self.whole(key)
        file = file_of(key)
        if file != key:
            yield self.whole(file)
        if file != STDIN and not _ADDRESS.match(file):
            yield from map(str, Path(self.whole(file)).parents)

    def whole(self, key: str) -> str:
        """A key that says the same in every folder."""
        if file_of(key) == STDIN or _ADDRESS.match(key):
            return key
        file = file_of(key)
        there = os.path.normpath(os.path.join(self._base, file))  # noqa: PTH118 - as above
        return there + key[len(file) :]

    def key(self, whole: str) -> str:
        """The key of its whole form."""
        if file_of(whole) == STDIN or _ADDRESS.match(whole):
            return whole
        file = file_of(whole)
        return self._relative(file) + whole[len(file) :]

    def _relative(self, whole: str) -> str:
        try:
            return os.path.relpath(whole, self._base).replace(os.sep, "/")
        except ValueError:  # another drive
            return whole.replace(os.sep, "/")


def split(source: str) -> tuple[str, str | None]:
    """
    A source as its file and its part.

    >>> split("a/posts.jsonl#12"), split("notes #1.txt")
    (('a/posts.jsonl', '12'), ('notes #1.txt', None))
    """
    found = _PART.fullmatch(source)
    return (found[1], found[2]) if found else (source, None)


def joined(file: str, part: str | None) -> str:
    """The key of a part of a file; of the file, without one."""
    return file if part is None else f"{file}#{part}"


def file_of(key: str) -> str:
    """
    The file that a key belongs to.

    >>> file_of("posts.jsonl#=a7"), file_of("feed.xml#https://example.org/1"), file_of("call.txt")
    ('posts.jsonl', 'feed.xml', 'call.txt')
    """
    if key.startswith(f"{STDIN}#"):
        return STDIN
    return re.split(r"#(?==|\d+$|[a-z][a-z0-9+.-]*://|<)", key, maxsplit=1)[0]


def listed(key: str) -> bool:
    """
    Whether a key is an address in a list, as feeds hold them: an account that stays
    when the list moves on.

    >>> listed("feed.xml#https://example.org/1"), listed("posts.jsonl#4")
    (True, False)
    """
    return key != (file := file_of(key)) and bool(_ADDRESS.match(key[len(file) + 1 :]))


def numbered(key: str) -> bool:
    """
    Whether a key is a numbered part, whose number changes when something comes before
    it.
    """
    return key != (file := file_of(key)) and bool(
        _NUMBER.fullmatch(key[len(file) + 1 :])
    )


def content_of(document: Document) -> str:
    """
    The id that an account's content gives it; one that was given an id has another.
    """
    return content_id(
        document.text, document.title, document.publisher, document.published
    )
