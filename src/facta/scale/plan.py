"""
An input as shards: runs of files in their order, parts of files that hold many accounts.

Shards come as they are asked for and are the same each time. A run of files ends behind
a name that says so by its hash, so that a file which comes or goes costs the shard that
it stands in and no other. Where a file was cut is kept, so that it is read for that once.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from facta.read import Found, ReadSettings, cuts, files
from facta.read.cut import Cut
from facta.read.cutting import looked_at
from facta.read.paths import SIDECAR, STDIN, shown
from facta.records import Skipped, content_id
from facta.scale.nouns import RECORDS, SIZE, Shard, Stamp


class Kept(Struct, frozen=True):
    """Where a file was cut, as it was then."""

    stamp: Stamp
    cuts: tuple[Cut | None, ...]


class Plan:
    """
    The shards of an input.

    Args:
        paths: files, folders and patterns.
        settings: as files will be read.
        kept: a folder for where files were cut.
        records: accounts of a shard at most, as far as it can be told.
        size: bytes of its files from which on it ends.
    """

    def __init__(
        self,
        paths: Sequence[str],
        settings: ReadSettings,
        kept: Path,
        *,
        records: int = RECORDS,
        size: int = SIZE,
    ) -> None:
        self._paths = paths
        self._settings = settings
        self._kept = kept
        self._records = records
        self._size = size

    def shards(self) -> Iterator[Shard]:
        """All shards, in the order of the input."""
        told: set[Path] = set()
        for run in self._runs():
            folders = {
                folder
                for item in run
                if isinstance(item, Found)
                for folder in item.folders
            }
            name = content_id(*(_identity(item) for item in run))
            known = tuple(sorted(folders & told))
            yield Shard(name=name, items=tuple(run), told=known)
            told |= folders

    def _runs(self) -> Iterator[list[Found | Skipped]]:
        run: list[Found | Skipped] = []
        size = 0
        for item in self._items():
            if isinstance(item, Found) and item.cut:
                if run:
                    yield run
                yield [item]
                run, size = [], 0
                continue
            run.append(item)
            size += _size(item)
            if self._ends(len(run), size, item):
                yield run
                run, size = [], 0
        if run:
            yield run

    def _ends(self, count: int, size: int, item: Found | Skipped) -> bool:
        """Whether a run of files ends behind one."""
        if count >= self._records or size >= self._size:
            return True
        chance = int(content_id(_identity(item))[:8], 16)
        return count > self._records // 4 and chance % max(self._records // 2, 1) == 0

    def _items(self) -> Iterator[Found | Skipped]:
        for item in files(self._paths):
            if item == STDIN:
                reason = "standard input cannot be read twice; write it to a file"
                yield Skipped(STDIN, reason)
            elif isinstance(item, Skipped):
                yield item
            elif isinstance(item, Found):
                yield from self._cut(item)

    def _cut(self, found: Found) -> Iterator[Found]:
        if not looked_at(found.path, self._size):
            yield found
            return
        stamp = next(stamps([found]), None)
        key = content_id(shown(found.path), self._records, self._size)
        path = self._kept / f"{key}.json"
        known = _known(path)
        if stamp is None or known is None or known.stamp != stamp:
            made = cuts(
                found, records=self._records, size=self._size, settings=self._settings
            )
            known = Kept(stamp or Stamp("", 0, 0), tuple(each.cut for each in made))
            if stamp is not None:
                written(path, known)
        for cut in known.cuts:
            yield replace(found, cut=cut)


def stamps(items: Iterable[Found | Skipped]) -> Iterator[Stamp]:
    """
    The states of files and of the sidecars that tell of them, each once; what is not
    there has none.
    """
    paths: dict[Path, None] = {}
    for item in items:
        if isinstance(item, Found):
            paths[item.path] = None
            paths.update((folder / SIDECAR, None) for folder in item.folders)
    for path in paths:
        try:
            told = path.stat()
        except OSError:
            continue
        yield Stamp(shown(path), told.st_size, told.st_mtime_ns)


def written(path: Path, record: Struct) -> None:
    """A record into a file, whole or not at all."""
    begun = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    begun.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1))
    begun.replace(path)


def _known(path: Path) -> Kept | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Kept)
    except (OSError, msgspec.DecodeError, ValueError):
        return None


def _identity(item: Found | Skipped) -> str:
    """What names an item of an input, wherever it lies among others."""
    if isinstance(item, Skipped):
        return f"{item.source}\n{item.reason}"
    cut = item.cut
    place = f"{cut.form} {cut.start} {cut.end} {cut.first}" if cut else ""
    return f"{shown(item.path)}\n{item.named}\n{place}"


def _size(item: Found | Skipped) -> int:
    if isinstance(item, Skipped):
        return 0
    try:
        return item.path.stat().st_size
    except OSError:
        return 0
