"""
Patterns to paths, as the shell expands them.

`*`, `?` and `[a-z]` stand within a name, `**` for any folders between.
Hidden names are matched only where the pattern names the dot. Links to folders are
given where they match, and never entered by a wildcard. Python's own glob follows them
round in loops, and calls itself for each folder it enters.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from fnmatch import translate

from msgspec import Struct

_MAGIC = re.compile(r"[*?\[]")
_ANY = "**"


class Parts(Struct, frozen=True):
    """A pattern taken apart: the path before the first wildcard, and the parts from it."""

    root: str
    magic: tuple[str, ...]


def parts_of(pattern: str) -> Parts:
    """
    The parts of a pattern; none with magic where it is a plain path.

    >>> parts_of("a/b/**/*.txt")
    Parts(root='a/b', magic=('**', '*.txt'))
    """
    parts = pattern.split(os.sep)  # noqa: PTH206 - Path drops what `./` and `//` say
    magic = (at for at, part in enumerate(parts) if _MAGIC.search(part))
    first = next(magic, len(parts))
    root = os.sep.join(parts[:first])  # noqa: PTH118 - a pattern is no path
    if not root and first and pattern.startswith(os.sep):
        root = os.sep
    once: list[str] = []
    for part in filter(None, parts[first:]):
        if part != _ANY or once[-1:] != [_ANY]:
            once.append(part)
    return Parts(root, tuple(once))


def matches(pattern: str) -> list[str]:
    """The paths that a pattern matches, each once, by the names on their way."""
    parts = parts_of(pattern)
    tests = [re.compile(translate(part)) for part in parts.magic]
    found: set[str] = set()
    seen: set[tuple[str, int]] = set()
    stack = [(parts.root, 0)]
    while stack:
        place = stack.pop()
        if place in seen:
            continue
        seen.add(place)
        path, at = place
        if at == len(parts.magic):
            found.add(path)
        else:
            stack += _step(path, at, parts.magic, tests)
    found.discard(parts.root)
    return sorted(found, key=lambda path: path.split(os.sep))  # noqa: PTH206 - as above


def _step(
    path: str, at: int, magic: tuple[str, ...], tests: list[re.Pattern[str]]
) -> Iterator[tuple[str, int]]:
    """Where matching goes on from a path; a link to a folder is an end."""
    part, last = magic[at], at + 1 == len(magic)
    if not _MAGIC.search(part):
        if os.path.lexists(joined := os.path.join(path, part)):  # noqa: PTH118
            yield joined, at + 1
        return
    if part == _ANY and not last:
        yield path, at + 1
    for entry in _entries(path):
        if entry.name.startswith(".") and not part.startswith("."):
            continue
        child = os.path.join(path, entry.name)  # noqa: PTH118
        folder = entry.is_dir(follow_symlinks=False)
        link = entry.is_symlink() and _leads_to_folder(entry)
        if part == _ANY and folder:
            yield child, at
        elif part == _ANY or tests[at].match(entry.name):
            if link:
                yield child, len(magic)
            elif last or (folder and part != _ANY):
                yield child, at + 1


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    """Whether a link leads to a folder, not nowhere or round and round."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def _entries(path: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(path or os.curdir) as entries:
            return list(entries)
    # No folder, or one that may not be read.
    except OSError:
        return []
