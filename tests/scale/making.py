"""
Stages for tests of shards, which a process loads at once: they note what they read, find
one attack in each account, and one word of an account says what goes wrong with it.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Any, cast

from msgspec.structs import replace

from facta.pipeline import Annotator
from facta.records import Annotation, Document, Sentence, Skipped
from facta.scale.folder import Folder
from facta.scale.mapping import Places, mapped, processes
from facta.scale.nouns import Asked, Manifest, Task
from facta.scale.plan import Plan
from tests.ledger.making import told

RECORDS = 5  # accounts of a shard
PATIENCE = 60.0  # seconds; none of these tests takes so long
PAUSE = 0.004  # seconds that an account takes, so that a run can be killed in one
TOO_LARGE = 9  # the exit status of a process that has no more memory


class Language:
    """A language stage that finds no sentence."""

    def many(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Nothing for each text, unless it says otherwise."""
        for text in texts:
            time.sleep(PAUSE)
            if "deadly" in text:
                os.kill(os.getpid(), signal.SIGKILL)
            if "huge" in text:
                os._exit(TOO_LARGE)
            while "stuck" in text:
                time.sleep(0.01)
            yield ()


class Noting(Annotator):
    """Stages that note in a file which accounts they read."""

    def __init__(self, log: Path) -> None:
        super().__init__(
            cast("Any", Language()), cast("Any", None), seconds_per_account=None
        )
        self._log = log

    def _annotated(
        self, document: Document, sentences: tuple[Sentence, ...]
    ) -> Annotation | Skipped:
        with self._log.open("a") as log:
            log.write(f"{document.source}\n")
        found = told(document, sentences, None)
        if "odd" in document.text:
            # no such statement: a fault that shows where tables are made
            events = tuple(replace(event, reported_in=9) for event in found.events)
            return replace(found, events=events)
        return found


def task(
    to: Path, log: Path, *, patience: float = PATIENCE, retry: bool = False
) -> Task:
    """How shards are read by these stages."""
    asked = Asked(
        stages=Noting(log).stages, published=None, max_bytes=10**6, max_seconds=None
    )
    load = partial(Noting, log)
    return Task(
        load=load, asked=asked, to=to.absolute(), patience=patience, retry=retry
    )


def scaled(
    inputs: Sequence[str],
    to: Path,
    log: Path,
    *,
    jobs: int = 1,
    patience: float = PATIENCE,
    retry: bool = False,
    places: AbstractContextManager[Places] | None = None,
) -> list[tuple[Manifest, bool]]:
    """What the shards of an input gave, as they ended, and which were read now."""
    folder, how = Folder(to), task(to, log, patience=patience, retry=retry)
    folder.open(inputs, RECORDS)
    plan = Plan(inputs, how.settings, folder.cuts, records=RECORDS)
    with (
        folder.alone(str),
        folder.ordering() as note,
        places or processes(jobs) as where,
    ):
        return list(mapped(plan, folder, how, where, note=note))


def articles(folder: Path, count: int, **wrong: str) -> Path:
    """A folder of so many accounts, some of which hold a word that goes wrong."""
    folder.mkdir()
    for at in range(count):
        word = wrong.get(f"a{at:03}", "")
        text = f"Moscow{at} attacked Ukraine again {word} on day {at}."
        (folder / f"a{at:03}.txt").write_text(text, "utf-8")
    return folder


def tables(to: Path) -> dict[str, bytes]:
    """The bytes of all tables of a result, by their paths in it."""
    return {
        str(path.relative_to(to)): path.read_bytes()
        for path in sorted(to.glob("shards/*/*.parquet"))
    }


def read(log: Path) -> list[str]:
    """What was read, in order."""
    return log.read_text().splitlines() if log.exists() else []
