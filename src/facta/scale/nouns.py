"""The nouns of reading at size: shards of an input, what is asked of them, what they gave."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from facta import __version__
from facta.batches import Annotates
from facta.errors import FactaError
from facta.read import Found, ReadSettings
from facta.records import Date, Skipped

GENERATOR = f"facta {__version__} scale"  # by which reading knows its own
# Accounts of a shard, and bytes of its files, at most; judged: some minutes of one core,
# which is what a run that is killed loses of each.
RECORDS, SIZE = 500, 4_000_000
PATIENCE = 120.0  # seconds
Load = Callable[[], Annotates]


class Shard(Struct, frozen=True, kw_only=True):
    """
    A part of an input that is read as one.

    `name` is made from what it is, so that the same input gives the same shards. `told`
    are folders whose sidecars an earlier shard has told of.
    """

    name: str
    items: tuple[Found | Skipped, ...]
    told: tuple[Path, ...] = ()


class Asked(Struct, frozen=True, kw_only=True):
    """What a shard depends on beside its input: the stages, and how files are read."""

    stages: str
    published: Date | None
    max_bytes: int
    max_seconds: float | None


class Task(Struct, frozen=True, kw_only=True):
    """
    How shards are read, wherever that is.

    `load` loads the stages and is to be pickled, `to` is the folder of the result, the
    same for all who read. An account for which `patience` seconds are not enough is set
    aside; `retry` reads shards again of which an account ended the process.
    """

    load: Any  # a `Load`
    asked: Asked
    to: Path
    patience: float = PATIENCE
    retry: bool = False

    @property
    def settings(self) -> ReadSettings:
        """The same as files are read."""
        asked = self.asked
        return ReadSettings(
            published=asked.published,
            max_bytes=asked.max_bytes,
            max_seconds=asked.max_seconds,
        )


class Stamp(Struct, frozen=True):
    """What tells a file from its earlier and later states without reading it."""

    source: str
    size: int
    changed: int  # nanoseconds


class Manifest(Struct, frozen=True, kw_only=True):
    """
    What makes a shard done.

    `files` are its tables with their sizes in bytes, `counts` their rows. `skipped` is
    all that was not read, in order; those `late` and `dead` among them took too long or
    ended the process that read them. `noted` is what is worth telling of what was read.
    `patience` is what was tried with.
    """

    generator: str
    name: str
    asked: Asked
    inputs: tuple[Stamp, ...]
    files: dict[str, int]
    counts: dict[str, int]
    skipped: tuple[Skipped, ...]
    noted: tuple[Skipped, ...] = ()
    late: tuple[str, ...]
    dead: tuple[str, ...]
    patience: float
    characters: int
    words: int
    seconds: float
    megabytes: float  # that the process which read it held at most

    @property
    def documents(self) -> int:
        """How many accounts were read."""
        return self.counts["documents"]


class ScaleError(FactaError):
    """A run over shards that cannot go on; what is done is kept."""
