"""
One shard read: its accounts in, its tables and a manifest out, in a folder of its own
that stands there whole or not at all.

The same for every process that reads it, and however it is read: in batches, as the
stages like it, or one account at a time, so that it can be told which one stood in the
way.
"""

from __future__ import annotations

import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from facta.batches import Annotates
from facta.language.target import english
from facta.read import Files, Found, single
from facta.read.paths import shown
from facta.records import Annotation, Document, Noted, Skipped
from facta.scale.nouns import GENERATOR, Manifest, Shard, Task
from facta.scale.plan import stamps, written
from facta.scale.tables import Tables

# What is not for readers of the result is hidden, so that nobody takes it for accounts.
SHARDS, BEGUN, MANIFEST = "shards", ".begun", "manifest.json"


# Where one is in a shard: the number of the item, and of the account in it; -1 while that
# is still to be read.
Place = tuple[int, int]
Given = Annotation | Skipped
Told = Callable[[Place | None, str], object]


class Aside(Skipped, frozen=True):
    """What is set aside; `late` tells that it took too long, else it was deadly."""

    late: bool = False


def read(
    shard: Shard,
    task: Task,
    annotator: Annotates,
    told: Told,
    *,
    aside: Mapping[Place, Aside] | None = None,
) -> Manifest:
    """
    Read a shard into its folder.

    Args:
        shard: what to read.
        task: how, and where to.
        annotator: the stages, loaded by the task.
        told: is given the place of what is begun with its source; None and nothing
            where it is not to be told.
        aside: what is left out, by its place, and all is read one by one; None to read
            in batches.
    """
    began = time.monotonic()
    inputs = tuple(stamps(shard.items))
    skipped, noted = list[Skipped](), list[Skipped]()
    if aside is None:
        found = _in_batches(shard, task, annotator)
    else:
        found = _one_by_one(shard, task, annotator, told, aside)
    left = [] if aside is None else list(aside.values())
    begun = task.to / BEGUN / f"{shard.name}-{secrets.token_hex(4)}"
    begun.mkdir(parents=True)
    try:
        with Tables(begun) as tables:
            for item in found:
                if isinstance(item, Noted):
                    noted.append(Skipped(item.source, item.reason))
                elif isinstance(item, Skipped):
                    skipped.append(Skipped(item.source, item.reason))
                    tables.skip(item)
                else:
                    tables.add(item)
                told(None, "")
        manifest = Manifest(
            generator=GENERATOR,
            name=shard.name,
            asked=task.asked,
            inputs=inputs,
            files=tables.sizes,
            counts=tables.counts,
            skipped=tuple(skipped),
            noted=tuple(noted),
            late=tuple(item.source for item in left if item.late),
            dead=tuple(item.source for item in left if not item.late),
            patience=task.patience,
            characters=tables.characters,
            words=tables.words,
            seconds=round(time.monotonic() - began, 3),
            megabytes=peak(),
        )
        written(begun / MANIFEST, manifest)
        _moved(begun, task.to / SHARDS / shard.name)
    finally:
        shutil.rmtree(begun, ignore_errors=True)
    return manifest


def _moved(begun: Path, place: Path) -> None:
    """A whole folder into its place; what stands there is of an earlier state."""
    if place.exists():
        old = begun.with_name(f"{begun.name}-old")
        with suppress(FileNotFoundError):
            place.rename(old)
        shutil.rmtree(old, ignore_errors=True)
    try:
        begun.rename(place)
    except OSError:
        # another process read the same shard at the same time: the same stands there
        if not (place / MANIFEST).is_file():
            raise


def _in_batches(shard: Shard, task: Task, annotator: Annotates) -> Iterator[Given]:
    """What is skipped comes before what is read meanwhile."""
    left: list[Skipped] = []

    def documents() -> Iterator[Document]:
        files = Files(task.settings, told=shard.told)
        for item in shard.items:
            for found in english(_given(item, files)):
                if isinstance(found, Skipped):
                    left.append(found)
                else:
                    yield found

    for found in annotator.annotations(documents()):
        yield from left
        left.clear()
        yield found
    yield from left


def _one_by_one(
    shard: Shard,
    task: Task,
    annotator: Annotates,
    told: Told,
    aside: Mapping[Place, Aside],
) -> Iterator[Given]:
    files = Files(task.settings, told=shard.told)
    for number, item in enumerate(single(shard.items, task.settings)):
        if left := aside.get((number, -1)):
            yield left
            continue
        told((number, -1), _name(item))
        for at, found in enumerate(english(_given(item, files))):
            place = (number, at)
            if isinstance(found, Skipped):
                yield found
            elif left := aside.get(place):
                yield left
            else:
                told(place, found.source)
                yield from annotator.annotations([found])
            told((number, -1), _name(item))


def _given(item: Found | Skipped, files: Files) -> Iterator[Document | Skipped]:
    if isinstance(item, Skipped):
        yield item
    else:
        yield from files.read(item)


def _name(item: Found | Skipped) -> str:
    """What a reader calls an account that has not been read yet."""
    if isinstance(item, Skipped):
        return item.source
    source = shown(item.path)
    if item.cut is None:
        return source
    if item.cut.form == "archive":
        return f"{source} at byte {item.cut.start:,}"
    return f"{source}#{item.cut.first}"


def peak() -> float:
    """The megabytes that this process held at most; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1 << 20 if sys.platform == "darwin" else 1 << 10), 1)
