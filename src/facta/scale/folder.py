"""
The folder of a result: shards that are done, in the order of the input, and what is known
of them without reading them again.

    scale.json          what the shards are of
    shards/NAME/        tables as Parquet, and manifest.json, which makes it done
    .order              the names of the shards, in the order of the input
    .cuts/, .begun/     where files were cut; what is being written
"""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from facta.errors import SettingsError
from facta.ledger.run_lock import exclusive_run, lock_file
from facta.scale.nouns import GENERATOR, Manifest, ScaleError, Shard, Task
from facta.scale.plan import stamps, written
from facta.scale.reading import BEGUN, MANIFEST, SHARDS

CUTS, ORDER, ABOUT = ".cuts", ".order", "scale.json"
OWN = {SHARDS, ABOUT}


class About(Struct, frozen=True, kw_only=True):
    """What the shards of a folder are of."""

    generator: str
    inputs: tuple[str, ...]
    records: int


class Folder:
    """The folder of a result."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cuts = path / CUTS

    def open(self, inputs: Sequence[str], records: int) -> None:
        """
        Let it be the folder of shards of these inputs.

        Raises:
            SettingsError: it holds something else, or lies in an input.
        """
        _apart(self.path, inputs)
        about = About(generator=GENERATOR, inputs=tuple(inputs), records=records)
        known = self._about()
        if known is None and self._strange():
            raise SettingsError(
                f"{self.path}: holds other files; name an empty folder or a new one"
            )
        if known is not None and known.inputs != about.inputs:
            raise SettingsError(
                f"{self.path}: holds shards of {', '.join(known.inputs)}; give these "
                "inputs, or another --to"
            )
        if known is not None and known.records != records:
            raise SettingsError(
                f"{self.path}: holds shards of {known.records:,} accounts at most; give "
                f"--per-shard {known.records}, or another --to"
            )
        for name in (SHARDS, BEGUN, CUTS):
            (self.path / name).mkdir(parents=True, exist_ok=True)
        if known is None:
            written(self.path / ABOUT, about)

    @contextmanager
    def alone(self, told: Callable[[str], object]) -> Iterator[None]:
        """The only run over it that reads all."""
        since = f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC"
        with exclusive_run(self.path / ABOUT, since, told=told):
            for begun in (self.path / BEGUN).iterdir():
                shutil.rmtree(begun, ignore_errors=True)
            for begun in (*self.cuts.glob(".*"), *self.path.glob(f".{ABOUT}.*")):
                if begun != lock_file(self.path / ABOUT):
                    begun.unlink(missing_ok=True)
            yield

    def done(self, shard: Shard, task: Task) -> Manifest | None:
        """
        What a shard gave, where it stands here as this task reads it and its input has
        not changed; None where it is to be read.
        """
        try:
            found = self.manifest(shard.name)
        except ScaleError:
            return None
        late = found.late and task.patience > found.patience
        dead = found.dead and task.retry
        if late or dead or found.asked != task.asked:
            return None
        if found.inputs != tuple(stamps(shard.items)):
            return None
        place = self.place(shard.name)
        for name, size in found.files.items():
            try:
                if (place / name).stat().st_size != size:
                    return None
            except OSError:
                return None
        return found

    def manifest(self, name: str) -> Manifest:
        """
        What a shard gave.

        Raises:
            ScaleError: it is not done.
        """
        path = self.place(name) / MANIFEST
        try:
            return msgspec.json.decode(path.read_bytes(), type=Manifest)
        except (OSError, msgspec.DecodeError, ValueError) as error:
            raise ScaleError(f"{path}: not a shard that is done; run again") from error

    def place(self, name: str) -> Path:
        """Where a shard stands."""
        return self.path / SHARDS / name

    @contextmanager
    def ordering(self) -> Iterator[Callable[[str], object]]:
        """
        Notes the names of all shards in order; when all are, shards that are no longer
        of the input go.
        """
        begun = self.path / f"{ORDER}.part"
        names: set[str] = set()
        with begun.open("w", encoding="ascii") as file:

            def note(name: str) -> None:
                names.add(name)
                file.write(f"{name}\n")

            yield note
        begun.replace(self.path / ORDER)
        for place in (self.path / SHARDS).iterdir():
            if place.name not in names:
                shutil.rmtree(place, ignore_errors=True)

    def order(self) -> Iterator[str]:
        """The names of all shards, in the order of the input."""
        with (self.path / ORDER).open(encoding="ascii") as file:
            for line in file:
                yield line.strip()

    def _strange(self) -> bool:
        """Whether it holds what is not ours; another job may be making it."""
        found = self.path.iterdir() if self.path.exists() else ()
        return any(
            path.name not in OWN and not path.name.startswith(".") for path in found
        )

    def _about(self) -> About | None:
        try:
            data = (self.path / ABOUT).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        with suppress(msgspec.DecodeError, ValueError):
            return msgspec.json.decode(data, type=About)
        return None


def _apart(path: Path, inputs: Sequence[str]) -> None:
    """
    Raises:
        SettingsError: a result within what it is made from, or the other way round.
    """
    if path.exists() and not path.is_dir():
        raise SettingsError(f"{path}: a file stands there; name a folder")
    to = Path(os.path.realpath(path))
    for name in inputs:
        given = Path(os.path.realpath(name))
        if given == to or given in to.parents or to in given.parents:
            raise SettingsError(
                f"{path}: lies in the input {name}, or it in that; choose a folder "
                "beside it"
            )
