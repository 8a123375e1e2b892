"""
Arguments to files: folders walked, globs expanded, each file once, in the same order everywhere.

Hidden files, `README.md` and `accounts.csv` in a folder are not accounts and are passed over; whatever else cannot be
read is told of. Links to files are followed, links to folders are not, so no loop is walked.
"""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from facta.records import Skipped

STDIN: Literal["-"] = "-"
SIDECAR = "accounts.csv"
_NOT_ACCOUNTS = frozenset({"README.md", SIDECAR})
_MAGIC = re.compile(r"[*?\[]")


def files(paths: Sequence[str]) -> Iterator[Path | Literal["-"] | Skipped]:
    """
    The files that arguments name, each once, `-` where standard input stands, and `Skipped` for what is no file.

    Order: that of the arguments; within a folder by name, folders among files.
    """
    seen: set[str] = set()
    for path in paths:
        if path == STDIN:
            yield STDIN
            continue
        for found in _argument(path):
            if isinstance(found, Skipped):
                yield found
            elif (place := os.path.normpath(found.absolute())) not in seen:
                seen.add(place)
                yield found


def shown(path: object) -> str:
    """A path as text that can be printed and stored: bytes that are no UTF-8 and control characters are replaced."""
    text = os.fsencode(str(path)).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def told_why(error: OSError) -> str:
    """Why the system refused a file, and what to do, in one line."""
    if isinstance(error, FileNotFoundError):
        return "no such file; check the path"
    if isinstance(error, PermissionError):
        return "permission denied; allow reading it or leave it out"
    return f"{(error.strerror or type(error).__name__).lower()}; check the path"


def _argument(path: str) -> Iterator[Path | Skipped]:
    if not path or "\0" in path:
        yield Skipped(shown(path.replace("\0", "\ufffd")), "not a path; check the argument")
        return
    if not os.path.lexists(path) and _MAGIC.search(path):
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207 - the pattern may be absolute
        if not matches:
            yield Skipped(shown(path), "no file matches; check the pattern")
        for match in matches:
            yield from _entry(Path(match))
        return
    yield from _entry(Path(path))


def _entry(path: Path) -> Iterator[Path | Skipped]:
    """A file as it is, a folder walked."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield Skipped(shown(path), told_why(error))
        return
    if stat.S_ISREG(mode):
        yield path
    elif stat.S_ISDIR(mode):
        yield from _walked(path)
    else:
        yield Skipped(shown(path), "not a regular file; give pipes and devices by '-'")


def _walked(root: Path) -> Iterator[Path | Skipped]:
    """All files below a folder; a stack and not recursion, because folders nest deeper than Python calls."""
    stack, empty = [root], True
    while stack:
        path = stack.pop()
        folder = os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where a parent may not be searched
        if folder and (path == root or not path.is_symlink()):
            listed = _listed(path)
            if isinstance(listed, list):
                stack += listed
                continue
            found: Iterator[Path | Skipped] = iter([listed])
        elif folder:
            found = iter([Skipped(shown(path), "a link to a folder; name that folder itself")])
        else:
            found = _entry(path)
        empty = False
        yield from found
    if empty:
        yield Skipped(shown(root), "a folder without accounts; put articles into it or name another")


def _listed(folder: Path) -> list[Path] | Skipped:
    """What may be accounts in a folder, last first, as a stack wants it."""
    try:
        names = sorted((child.name for child in folder.iterdir()), reverse=True)
    except OSError as error:
        return Skipped(shown(folder), told_why(error))
    return [folder / name for name in names if not name.startswith(".") and name not in _NOT_ACCOUNTS]
