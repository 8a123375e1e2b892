"""
Files written whole or not at all, and never over what is not theirs.

`check` looks at a name before anything is read, `write` puts the text there.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC
from importlib.util import find_spec
from pathlib import Path

from facta.beside import beside
from facta.errors import InstallationError, SettingsError
from facta.extras import advice

# the name that stands for it
STDOUT = Path("-")
# What became of a brief, by whether it differs from the one that stood there.
STATES = {True: "written", False: "unchanged"}
# Bytes of a brief in which its mark stands.
HEAD = 4096
# What the system says of a disk that has no room.
FULL = frozenset({ENOSPC, EDQUOT, EFBIG})
# Of a new file, less what the umask takes away.
PERMISSIONS = 0o666


def check(output: Path, *, ledger: Path, inputs: Sequence[str] = ()) -> None:
    """
    Refuses a name under which the brief cannot or must not be written; `-` is standard
    output.

    Raises:
        SettingsError: no form of the brief, no folder to write to, the ledger, an
        input, or a file that is no brief.
    """
    check_form(output)
    if output == STDOUT:
        return
    _check_folder(output)
    if _same(output, ledger):
        raise SettingsError(
            f"{output}: this is the ledger; give the brief another name"
        )
    if any(_same(output, Path(path)) for path in inputs if "\0" not in path):
        raise SettingsError(
            f"{output}: this is one of the inputs; give the brief another name"
        )
    if output.exists() and not is_brief(output):
        raise SettingsError(
            f"{output}: a file that is no brief stands there; choose another name or remove it"
        )


def suffix(output: Path) -> str:
    """The form of the brief that a name asks for; standard output gets the page."""
    if output == STDOUT:
        return ".html"
    return output.suffix


def check_form(output: Path) -> None:
    """
    Refuses a name that asks for no form of the brief.

    Raises:
        SettingsError: its suffix is another.
        InstallationError: the library of that form is not installed.
    """
    from facta.brief.render import SUFFIXES

    if output != STDOUT and output.suffix.lower() not in SUFFIXES:
        raise SettingsError(
            f"{output}: not a form of the brief; name the output .html, .md, .json or "
            ".docx, or - to print it"
        )
    if output.suffix.lower() == ".docx" and find_spec("docx") is None:
        raise InstallationError(
            str(output),
            "python-docx is not installed",
            advice=advice("docx"),
        )


def _check_folder(output: Path) -> None:
    target = _target(output)
    folder = target.parent
    if not folder.is_dir():
        raise SettingsError(
            f"{output}: no folder {str(folder)!r}; make it or choose another"
        )
    if target.exists() and not target.is_file():
        raise SettingsError(
            f"{output}: not a regular file; choose another name, or - for standard output"
        )
    if not os.access(folder, os.W_OK | os.X_OK) or (
        target.exists() and not os.access(target, os.W_OK)
    ):
        raise SettingsError(
            f"{output}: permission denied; choose a folder that may be written to"
        )


def _same(one: Path, other: Path) -> bool:
    """Whether two names lead to one file, or would if it existed."""
    if one.exists() and other.exists():
        return one.samefile(other)
    return _target(one) == _target(other)


def _target(path: Path) -> Path:
    """Where a name leads through all links."""
    return Path(os.path.realpath(path))


def is_brief(path: Path) -> bool:
    """
    Whether a file is a brief of ours, by the mark that each of its forms carries, or
    empty.
    """
    from facta.read.own import BRIEF, own, own_file

    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return False
    return not head or BRIEF in (own(head), own_file(path))


def write(path: Path, content: str | bytes) -> bool:
    """
    Puts `content` at `path` in one step, `-` being standard output; False where it
    stood there already.

    A link is followed and stays; a file keeps its permissions, a new one has those that
    the umask leaves.

    Raises:
        SettingsError: the folder does not exist or may not be written to, or the disk
        is full.
    """
    data = content
    if isinstance(data, str):
        data = data.encode("utf-8", "replace")
    if path == STDOUT:
        sys.stdout.buffer.write(data)
        return True
    target = _target(path)
    with _told(path):
        if target.is_file() and target.read_bytes() == data:
            return False
        _replace(target, data)
    return True


def replaced(path: Path, data: bytes) -> None:
    """
    Puts data at `path` in one step.

    Raises:
        SettingsError: the folder does not exist or may not be written to, or the disk
        is full.
    """
    with _told(path):
        _replace(_target(path), data)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        advice = "free some space" if problem.errno in FULL else "make it writable"
        raise SettingsError(
            f"{path}: {problem.strerror}; {advice} or choose another folder"
        ) from problem


def _replace(target: Path, data: bytes) -> None:
    """
    Writes beside the target and moves it there; what was begun goes, whatever stops it.
    """
    begun = beside(target)
    # opened by the system's own call, because it alone applies the umask without
    # changing it
    handle = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PERMISSIONS)
    try:
        with os.fdopen(handle, "wb") as file:
            if target.exists():
                os.fchmod(file.fileno(), stat.S_IMODE(target.stat().st_mode))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        begun.replace(target)
    except BaseException:
        begun.unlink(missing_ok=True)
        raise
