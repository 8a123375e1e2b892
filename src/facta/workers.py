"""
Reading in several processes: batches of documents out, annotations back, in the order
of the input.

    with Workers(partial(Annotator.load, least=KEPT), jobs=4) as annotator:
        for found in annotator.annotations(documents): ...

The same comes out for every number of processes, since each reads whole batches by the
same stages, and it comes as a stream: what is read ahead of what was given on is bounded.
A few short accounts are read in this process, which has loaded the stages anyway.

Processes are started anew (`spawn`) on every system. A fork would take over locks of
threads that it does not take over, and the model's run time has threads; it is not to
be had on Windows, nor safe on macOS. What a new process costs, imports and the loading
of the model, is paid once for a run that is long enough.

A process that dies, killed or short of memory, costs no account: its batch is read in
this one, and no other is started in its place, as memory may be what is short.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from facta.batches import Annotates
from facta.closing import Closing
from facta.records import Annotation, Document, Skipped

# Characters from which on several processes read. Two break even with one at half of it:
# at twice what one reads (10,000 a second) while another starts (two seconds). Measured on
# a machine of two cores; the other half is margin, judged.
WORTH = 80_000
# Batches at which looking for so many characters ends, and those that are read ahead
# for each process; judged.
AHEAD = 8
READY = 2
Found = Sequence[Annotation | Skipped]
Load = Callable[[], Annotates]


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers(Closing, Annotates):
    """
    Stages in several processes; use it in a `with`, at whose end no process is left.

    Args:
        load: loads the stages, here and in each process; to be pickled.
        jobs: processes at most; 1 reads in this one.
        worth: characters below which all is read in this one.
    """

    def __init__(self, load: Load, *, jobs: int, worth: int = WORTH) -> None:
        self._load = load
        self._here = load()
        self._jobs = jobs
        self._worth = worth
        self._pools: list[_Pool] = []
        self.stages = self._here.stages

    def close(self) -> None:
        """End the processes."""
        for pool in self._pools:
            pool.end()

    def batches(
        self, batches: Iterable[Sequence[Document]]
    ) -> Iterator[Iterable[Annotation | Skipped]]:
        """See `Annotates`; processes are started once there is enough to read."""
        rest = iter(batches)
        while self._jobs > 1 and (first := self._look(rest)):
            if self._enough(first):
                yield from self._shared(chain(first, rest))
                return
            yield from self._here.batches(first)
        yield from self._here.batches(rest)

    def _look(self, rest: Iterator[Sequence[Document]]) -> list[Sequence[Document]]:
        """The next batches, until they are enough, or many."""
        first: list[Sequence[Document]] = []
        for batch in rest:
            first.append(batch)
            if len(first) == AHEAD or self._enough(first):
                break
        return first

    def _enough(self, batches: Sequence[Sequence[Document]]) -> bool:
        characters = [sum(len(item.text) for item in batch) for batch in batches]
        return sum(characters) >= self._worth and sum(map(bool, characters)) > 1

    def _shared(
        self, batches: Iterable[Sequence[Document]]
    ) -> Iterator[Iterable[Annotation | Skipped]]:
        """
        The batches by several processes.

        At any time, `queue` has what is not given on yet, in the order of the input.
        """
        rest, queue = iter(batches), deque[_Batch]()
        pool = _Pool(self._load, self.stages, self._jobs)
        self._pools.append(pool)
        room, ended = READY * self._jobs, False
        try:
            while queue or not ended:
                if queue and queue[0].found is not None:
                    yield _tended(queue.popleft().found or (), pool, queue)
                elif not ended and len(queue) < room:
                    documents = next(rest, None)
                    if documents is None:
                        ended = True
                    else:
                        queue.append(_Batch(documents))
                elif pool.reads(queue[0]):
                    pool.wait()
                else:
                    (found,) = self._here.batches([queue[0].documents])
                    queue[0].found = list(found)
                pool.serve(queue)
        finally:
            pool.end()
            self._pools.remove(pool)


class _Batch:
    """Documents, and in the end what was found in them."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.found: Found | None = None if documents else ()
        self.lost = False  # the process that read it died


@dataclass(eq=False)
class _Worker:
    """One process, and the batch that it reads."""

    process: BaseProcess
    connection: Connection
    ready: bool = False
    batch: _Batch | None = None


class _Pool:
    """Processes that read batches, each one at a time."""

    def __init__(self, load: Load, stages: str, jobs: int) -> None:
        self._load = load
        self._stages = stages
        self._to_start = jobs
        self._workers: list[_Worker] = []

    def reads(self, batch: _Batch) -> bool:
        """Whether a process reads this batch or is going to."""
        if any(worker.batch is batch for worker in self._workers):
            return True
        return bool(self._workers) and not batch.lost

    def serve(self, queue: Iterable[_Batch]) -> None:
        """Takes in what is done, and hands out what nobody reads."""
        self._take_in(0)
        taken = [worker.batch for worker in self._workers]
        for batch in queue:
            if batch.found is None and not batch.lost and batch not in taken:
                self._hand_out(batch)

    def wait(self) -> None:
        """Waits until a process has something to say, and takes it in."""
        self._take_in(None)

    def end(self) -> None:
        """Ends all processes at once; they keep nothing that could be lost."""
        self._to_start = 0
        for worker in self._workers:
            worker.process.kill()
        while self._workers:
            self._part_with(self._workers[-1])

    def _hand_out(self, batch: _Batch) -> None:
        idle = [worker for worker in self._workers if worker.batch is None]
        if not idle and self._to_start:
            idle = self._started()
        for worker in idle[:1]:
            worker.batch = batch
            if worker.ready:
                self._send(worker)

    def _started(self) -> list[_Worker]:
        """One more process; none if the system gives no more."""
        self._to_start -= 1
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_read, args=(theirs, self._load), name="facta reads", daemon=True
        )
        try:
            with _uninterrupted():
                process.start()
        except OSError:
            self._to_start = 0
            ours.close()
            return []
        finally:
            theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return [worker]

    def _send(self, worker: _Worker) -> None:
        assert worker.batch is not None
        try:
            worker.connection.send(worker.batch.documents)
        except OSError:
            self._part_with(worker)

    def _take_in(self, seconds: float | None) -> None:
        speaking = wait([worker.connection for worker in self._workers], seconds)
        for worker in [one for one in self._workers if one.connection in speaking]:
            try:
                told = worker.connection.recv()
            except (EOFError, OSError):
                self._part_with(worker)
                continue
            if worker.ready:
                assert worker.batch is not None
                worker.batch.found, worker.batch = told, None
            elif told == self._stages:
                worker.ready = True
                self._send(worker)
            else:  # the user's files are no longer what this run began with
                self._part_with(worker)

    def _part_with(self, worker: _Worker) -> None:
        """Lets go of a process that is dead, or of no use."""
        self._workers.remove(worker)
        if worker.batch is not None:
            worker.batch.lost = worker.ready
        worker.connection.close()
        worker.process.kill()
        worker.process.join()
        worker.process.close()


def _tended(
    found: Found, pool: _Pool, queue: Iterable[_Batch]
) -> Iterator[Annotation | Skipped]:
    """What was found, one by one; meanwhile no process is kept waiting."""
    for one in found:
        yield one
        pool.serve(queue)


def _read(connection: Connection, load: Load) -> None:
    """
    The life of a process: it loads the stages, says which, and reads batches until
    there are no more.

    Limits on time hold, as this is the main thread. What goes wrong ends it without a
    word: the first process reads the batch then and says what there is to say.
    """
    # Ctrl-C is for the first process, which ends this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(Exception):
        annotator = load()
        connection.send(annotator.stages)
        while True:
            (found,) = annotator.batches([connection.recv()])
            connection.send(list(found))


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """
    Starts processes that Ctrl-C does not reach before they can say so themselves: what
    is held back here is held back there from the beginning. Here it comes afterwards.
    """
    if sys.platform == "win32":
        yield
        return
    # it lets everything through again when it starts: not in between
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
