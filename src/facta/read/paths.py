"""
Arguments to files: folders walked, patterns expanded, each file once, always in order.

Hidden files, `README.md` and `accounts.csv` in a folder are not accounts and are passed
over; so are source code and the environments of programs (facta.read.aside), which one
line names. Whatever else cannot be read is told of. Links to files are followed; links to
folders are not, neither in a folder nor by a pattern, so no loop is walked. Stacks and
no recursion, because folders nest deeper than Python calls.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from facta.read.aside import Aside
from facta.read.cut import Cut
from facta.read.patterns import matches, parts_of
from facta.records import Skipped

STDIN: Literal["-"] = "-"
SIDECAR = "accounts.csv"
_NOT_ACCOUNTS = frozenset({"README.md", SIDECAR})
_LINK = "a link to a folder; name that folder itself"


class Found(Struct, frozen=True):
    """
    A file to read.

    `named` says that a person named this very file. `folders` are those whose
    `accounts.csv` may tell of it: from the folder that was named down to its own. `cut`
    is the part of it that is meant; None for all of it.
    """

    path: Path
    named: bool
    folders: tuple[Path, ...]
    cut: Cut | None = None


def files(paths: Sequence[str]) -> Iterator[Found | Literal["-"] | Skipped]:
    """
    The files that arguments name, each once.

    `-` stands for standard input, `Skipped` for what is no file. Order: that of the
    arguments; within a folder or a pattern by name, folders among files.
    """
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            yield STDIN
            continue
        for found in _argument(path):
            if isinstance(found, Skipped):
                yield found
            elif (place := os.path.normpath(found.path.absolute())) not in seen:
                seen.add(place)
                yield found


def shown(path: object) -> str:
    """A path that can be printed and stored, its bad bytes and controls replaced."""
    text = os.fsencode(str(path)).decode("utf-8", "replace")
    return "".join(map(_printable, text))


def _printable(character: str) -> str:
    if character.isprintable():
        return character
    return "\ufffd"


def told_why(error: OSError) -> str:
    """Why the system refused a file, and what to do, in one line."""
    if isinstance(error, FileNotFoundError):
        return "no such file; check the path"
    if isinstance(error, PermissionError):
        return "permission denied; allow reading it or leave it out"
    return f"{(error.strerror or type(error).__name__).lower()}; check the path"


def _argument(path: str) -> Iterator[Found | Skipped]:
    if not path or "\0" in path:
        written = path.replace("\0", "\ufffd")
        yield Skipped(shown(written), "not a path; check the argument")
    elif not os.path.lexists(path) and parts_of(path).magic:
        yield from _matching(path)
    else:
        yield from _entry(Path(path), named=True)


def _matching(pattern: str) -> Iterator[Found | Skipped]:
    nothing, aside = True, Aside()
    # an ending that is written out is named
    written = Path(pattern).suffix[1:].isalnum()
    for path in map(Path, matches(pattern)):
        if path.name == SIDECAR:
            continue
        nothing = False
        # Path.is_dir raises where a parent may not be searched.
        folder = os.path.isdir(path)  # noqa: PTH112
        if not written and aside.takes(path, folder=folder, shown=shown(path)):
            continue
        if path.is_symlink() and folder:
            yield Skipped(shown(path), _LINK)
        else:
            yield from _entry(path, named=False)
    if nothing:
        yield Skipped(shown(pattern), "no file matches; check the pattern")
    yield from aside.told(shown(pattern))


def _entry(path: Path, *, named: bool) -> Iterator[Found | Skipped]:
    """A file as it is, a folder walked."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield Skipped(shown(path), told_why(error))
        return
    if stat.S_ISREG(mode):
        yield Found(path, named, (path.parent,))
    elif stat.S_ISDIR(mode):
        yield from _walked(path)
    else:
        yield Skipped(shown(path), "not a regular file; give pipes and devices by '-'")


def _walked(root: Path) -> Iterator[Found | Skipped]:
    """All files below a folder."""
    stack: list[tuple[Path, tuple[Path, ...]]] = [(root, (root,))]
    empty, aside = True, Aside()
    while stack:
        path, folders = stack.pop()
        folder = os.path.isdir(path)  # noqa: PTH112 - as in _matching
        if path != root and aside.takes(path, folder=folder, shown=shown(path)):
            continue
        if folder and (path == root or not path.is_symlink()):
            listed = _listed(path)
            if isinstance(listed, list):
                if path != root:
                    folders = (*folders, path)
                stack += [(child, folders) for child in listed]
                continue
            found: Iterator[Found | Skipped] = iter([listed])
        elif folder:
            found = iter([Skipped(shown(path), _LINK)])
        else:
            found = _told_by(folders, _entry(path, named=False))
        empty = False
        yield from found
    if empty:
        reason = "a folder without accounts; put articles into it or name another"
        yield Skipped(shown(root), reason)
    yield from aside.told(shown(root))


def _told_by(
    folders: tuple[Path, ...], items: Iterator[Found | Skipped]
) -> Iterator[Found | Skipped]:
    for item in items:
        if isinstance(item, Skipped):
            yield item
        else:
            yield Found(item.path, item.named, folders)


def _listed(folder: Path) -> list[Path] | Skipped:
    """What may be accounts in a folder, last first, as a stack wants it."""
    try:
        names = sorted((child.name for child in folder.iterdir()), reverse=True)
    except OSError as error:
        return Skipped(shown(folder), told_why(error))
    return [
        folder / name
        for name in names
        if not name.startswith(".") and name not in _NOT_ACCOUNTS
    ]
