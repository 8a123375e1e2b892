"""
Paths and addresses of a command line, looked at before anything is opened or written.

Each must lead somewhere: what is misspelt is told of and stops the run, for it would
stand under "Not read" for ever.
"""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from facta.cli.routing import meant, nearest
from facta.errors import SettingsError
from facta.read.paths import STDIN, files, shown
from facta.records import Skipped

# what a person takes for an address, with or without its scheme
ADDRESS = re.compile(r"(?:https?:|www\.)", re.IGNORECASE)


def check(
    paths: Sequence[str], urls: Sequence[str] = (), *, commands: Sequence[str] = ()
) -> None:
    """
    Refuses arguments that cannot be meant so.

    Args:
        paths: files, folders, patterns and `-`.
        urls: addresses to fetch.
        commands: words that may have been meant where a path does not exist.

    Raises:
        SettingsError: a path that does not exist, a pattern that fits nothing, no web
        address; or nothing but folders
            and special files in which there is nothing to read.
    """
    for url in urls:
        _check_address(url)
    for path in paths:
        if path != STDIN and not _exists(path):
            raise SettingsError(_missing(path, commands))
    idle = list(_idle(paths))
    if idle and len(idle) == len(paths) and not urls:
        raise SettingsError(f"{idle[0].source}: {idle[0].reason}")


def _check_address(url: str) -> None:
    try:
        parts = urlsplit(url)
        fits = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        fits = False
    if not fits:
        raise SettingsError(
            f"{shown(url)}: not a web address; give one that begins with http:// or https://"
        )


def _exists(path: str) -> bool:
    """
    Whether a path is there or a pattern fits something; what may not be looked at
    counts as there.
    """
    try:
        Path(path).stat()
    except PermissionError:
        return True
    except (OSError, ValueError):
        return glob.has_magic(path) and not _fits_nothing(path)
    return bool(path)


def _fits_nothing(path: str) -> bool:
    """Whether the first thing that reading a path gives is that there is nothing."""
    first = next(iter(files([path])), None)
    return first is None or _is_of(path, first)


def _is_of(path: str, found: object) -> bool:
    """Whether what was found says that the argument itself cannot be read."""
    return isinstance(found, Skipped) and found.source in {
        shown(path),
        shown(Path(path)),
    }


def _idle(paths: Sequence[str]) -> Iterator[Skipped]:
    """Why arguments that exist give nothing to read."""
    for path in paths:
        if path != STDIN and not Path(path).is_file():
            first = next(iter(files([path])), None)
            if isinstance(first, Skipped) and _is_of(path, first):
                yield first


def _missing(path: str, commands: Sequence[str]) -> str:
    name = shown(path)
    if ADDRESS.match(path):
        address = path
        if not path.lower().startswith("http"):
            address = f"https://{path}"
        return f"{name}: an address, not a file; read it with --fetch {shown(address)}"
    if glob.has_magic(path):
        return f"{name}: no file matches; check the pattern"
    if os.path.islink(path):  # noqa: PTH114 - the path may be no path at all
        return f"{name}: a link that leads nowhere; mend it or leave it out"
    if path in commands:
        return f"no such file: {name!r}; a command comes first: facta {name}"
    # a path with folders in it is no misspelt command
    if os.sep in path or not commands:
        told = meant(_near(path, []), "check the path")
        return f"no such file: {name!r}; {told}"
    told = meant(_near(path, commands), "check the path")
    return f"no such file or command: {name!r}; {told}"


def _near(path: str, words: Sequence[str]) -> str | None:
    """The word, or the file in the folder of a path, whose name is nearest."""
    known = {shown(each.name): shown(each) for each in _siblings(Path(path))} | {
        word: word for word in words
    }
    return known.get(nearest(Path(path).name, known) or "")


def _siblings(path: Path) -> list[Path]:
    """What stands in the folder of a path."""
    try:
        return list(path.parent.iterdir())
    except (OSError, ValueError):
        return []
