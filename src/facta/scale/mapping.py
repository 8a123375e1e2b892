"""
The shards of an input over many processes, on this machine or on a cluster.

Shards are asked for as there is room for them, so that what is held does not grow with
the input, and what is done already is not read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from contextlib import contextmanager

from msgspec import Struct

from facta.errors import FactaError
from facta.scale import tending
from facta.scale.folder import Folder
from facta.scale.nouns import Manifest, ScaleError, Shard, Task
from facta.scale.plan import Plan

READY = 2  # shards that are sent ahead for each process; judged


class Part(Struct, frozen=True):
    """Every `of`th shard, beginning with the `number`th; not what is read by others."""

    number: int = 1
    of: int = 1

    def holds(self, shard: Shard) -> bool:
        """Whether a shard is of this part, whatever comes before it in the input."""
        return int(shard.name[:8], 16) % self.of == self.number - 1


class Places(Struct, frozen=True):
    """Where shards are read: what runs tasks, and how many at a time."""

    executor: Executor
    count: int


@contextmanager
def processes(jobs: int) -> Iterator[Places]:
    """Places on this machine; none is left at the end."""
    tending.begin()
    # a thread for each process, which waits for what that says
    executor = ThreadPoolExecutor(jobs, thread_name_prefix="facta tends")
    try:
        yield Places(executor, jobs)
    finally:
        tending.end()
        executor.shutdown(wait=True, cancel_futures=True)


def mapped(
    plan: Plan,
    folder: Folder,
    task: Task,
    places: Places,
    *,
    part: Part = Part(),  # noqa: B008 (frozen)
    note: Callable[[str], object] = str,
) -> Iterator[tuple[Manifest, bool]]:
    """
    Reads the shards of an input that are not done; each as it ends, with whether it was
    read now.

    Args:
        plan: the input.
        folder: where to.
        task: how.
        places: where they are read.
        part: of them, those that are read here.
        note: is given the name of each shard of the input, in order.

    Raises:
        ScaleError: reading cannot go on.
    """
    tend = tending.Tending(task)
    waiting: set[Future[Manifest]] = set()
    for shard in plan.shards():
        note(shard.name)
        if not part.holds(shard):
            continue
        known = folder.done(shard, task)
        if known is not None:
            yield known, False
            continue
        while len(waiting) >= READY * places.count:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from _results(done)
        waiting.add(places.executor.submit(tend, shard))
    while waiting:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        yield from _results(done)


def _results(done: Iterable[Future[Manifest]]) -> Iterator[tuple[Manifest, bool]]:
    for future in done:
        try:
            yield future.result(), True
        except FactaError:
            raise
        except Exception as error:
            kind = f"{type(error).__name__}: {error}"
            raise ScaleError(
                f"a place that reads was lost ({kind}); run the same command again, "
                "what is done is kept"
            ) from error
