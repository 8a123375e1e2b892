"""
The formats that `facta export` writes for one kind of program each, of a ledger as a
whole.

A module of one has a function `write(ledger, file)`, or `FILES`, such functions by the
names of their files, and is imported when it is used. How to add one stands in
docs/contributing/add-a-format.md.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from msgspec import Struct

if TYPE_CHECKING:
    from facta.ledger import Ledger

Write = Callable[["Ledger", BinaryIO], None]


class Program(Struct, frozen=True, kw_only=True):
    """
    A format of another program.

    Args:
        title: what a reader calls it.
        module: what writes it, in facta.exchange.
        ending: of the file that its stream is saved as.
        folder: several files, or one that is no text, go into a folder; anything else
            is one stream.
        done: only what is told as done is written, as the format has no room to say
            that something was planned, possible or denied.
        library: what has to be installed beside Facta itself, if anything.
    """

    title: str
    module: str
    ending: str = ".txt"
    folder: bool = False
    done: bool = False
    library: str | None = None

    @property
    def files(self) -> Mapping[str, Write]:
        """What writes each file of a folder, by its name."""
        found: Mapping[str, Write] = self._loaded("FILES")
        return found

    def write(self, ledger: Ledger, file: BinaryIO) -> None:
        """A ledger as one stream, onto a file that is open for bytes."""
        write: Write = self._loaded("write")
        write(ledger, file)

    def save(self, ledger: Ledger, folder: Path) -> tuple[Path, ...]:
        """
        The files in a folder that exists; those that stand there under their names
        give way, each when the new one is whole.

        Raises:
            InstallationError: a library that the format needs is missing or broken.
        """
        return tuple(
            _saved(ledger, write, folder / name) for name, write in self.files.items()
        )

    def is_file(self, path: Path) -> bool:
        """Whether a path names the one file that is written, not a folder for it."""
        endings = [Path(name).suffix for name in self.files] if self.folder else []
        return endings == [path.suffix.lower()] and not path.is_dir()

    def save_as(self, ledger: Ledger, path: Path) -> Path:
        """The one file of a format, under a name of the caller's."""
        (write,) = self.files.values()
        return _saved(ledger, write, path)

    def _loaded(self, name: str) -> Any:
        return getattr(importlib.import_module(f"facta.exchange.{self.module}"), name)


PROGRAMS: dict[str, Program] = {
    "plover": Program(title="PLOVER", module="as_plover", ending=".jsonl"),
    "polecat": Program(title="POLECAT", module="as_polecat", done=True),
    "gdelt": Program(title="GDELT", module="as_gdelt", folder=True, done=True),
    "icews": Program(title="ICEWS", module="as_icews", done=True),
    "webannotation": Program(
        title="Web Annotation", module="as_annotations", ending=".json"
    ),
    "timelinejs": Program(title="TimelineJS", module="as_timeline", ending=".json"),
    "ftm": Program(title="FollowTheMoney", module="as_ftm", ending=".jsonl"),
    "xlsx": Program(title="Excel", module="as_xlsx", folder=True, library="xlsxwriter"),
}


def _saved(ledger: Ledger, write: Write, path: Path) -> Path:
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("wb") as file:
            write(ledger, file)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return path
