"""
Work in several processes: tasks out, what comes of them back, in the order of the tasks.

    with Processes(load, mark=mark, jobs=4) as processes:
        for found in processes.each(tasks, here=work): ...

The same comes out for every number of processes, since each does whole tasks by the same
function, and it comes as a stream: what is done ahead of what was given on is bounded.

Processes are started anew (`spawn`) on every system. A fork would take over locks of
threads that it does not take over, and the model's run time has threads; it is not to
be had on Windows, nor safe on macOS. What a new process costs, imports and what it
loads, is paid once for a run that is long enough.

A process that dies, killed or short of memory, costs nothing: its task is done in this
one, and no other is started in its place, as memory may be what is short.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from facta.closing import Closing
from facta.collecting import seldom_collected

Task = TypeVar("Task")
Item = TypeVar("Item")
# What does a task.
Work = Callable[[Task], Sequence[Item]]
# What makes it, in another process, with the mark of what it does its work by.
Load = Callable[[], tuple[str, Work[Task, Item]]]
READY = 2  # tasks that are done ahead for each process; judged


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Processes(Closing, Generic[Task, Item]):
    """
    Processes that do tasks, each one at a time; use them in a `with`, at whose end none
    is left.

    Args:
        load: makes what does a task, in each process; to be pickled.
        mark: of what the work is done by here; a process that has another does none.
        jobs: processes at most.
    """

    def __init__(self, load: Load[Task, Item], *, mark: str, jobs: int) -> None:
        self._load = load
        self._mark = mark
        self._jobs = jobs
        self._started: _Pool[Task, Item] | None = None

    def close(self) -> None:
        """End the processes; whoever asks for more starts others."""
        if self._started is not None:
            self._started.end()
            self._started = None

    def each(
        self, tasks: Iterable[Task], here: Work[Task, Item]
    ) -> Iterator[Iterator[Item]]:
        """
        What comes of each task, in order; `here` does what no process does, and of an
        empty task nothing comes. The processes stay for what is asked next; if the
        caller takes no more, they end.
        """
        # what is not given on yet, in the order of the tasks
        rest, queue = iter(tasks), deque[_Portion[Task, Item]]()
        if self._started is None:
            self._started = _Pool(self._load, self._mark, self._jobs)
        pool = self._started
        room, ended = READY * self._jobs, False
        try:
            while queue or not ended:
                if queue and queue[0].found is not None:
                    yield _tended(queue.popleft().found or (), pool, queue)
                elif not ended and len(queue) < room:
                    task = next(rest, None)
                    if task is None:
                        ended = True
                    else:
                        queue.append(_Portion(task))
                elif pool.does(queue[0]):
                    pool.wait()
                else:
                    queue[0].found = here(queue[0].task)
                pool.serve(queue)
        finally:
            if queue or not ended:
                self.close()


class _Portion(Generic[Task, Item]):
    """A task, and in the end what came of it."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.found: Sequence[Item] | None = None if task else ()
        self.lost = False  # the process that did it died


@dataclass(eq=False)
class _Worker(Generic[Task, Item]):
    """One process, and what it does."""

    process: BaseProcess
    connection: Connection
    ready: bool = False
    portion: _Portion[Task, Item] | None = None


class _Pool(Generic[Task, Item]):
    """Processes that do tasks, each one at a time."""

    def __init__(self, load: Load[Task, Item], mark: str, jobs: int) -> None:
        self._load = load
        self._mark = mark
        self._to_start = jobs
        self._workers: list[_Worker[Task, Item]] = []

    def does(self, portion: _Portion[Task, Item]) -> bool:
        """Whether a process does this task or is going to."""
        if any(worker.portion is portion for worker in self._workers):
            return True
        return bool(self._workers) and not portion.lost

    def serve(self, queue: Iterable[_Portion[Task, Item]]) -> None:
        """Takes in what is done, and hands out what nobody does."""
        self._take_in(0)
        taken = [worker.portion for worker in self._workers]
        for portion in queue:
            if portion.found is None and not portion.lost and portion not in taken:
                self._hand_out(portion)

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

    def _hand_out(self, portion: _Portion[Task, Item]) -> None:
        idle = [worker for worker in self._workers if worker.portion is None]
        if not idle and self._to_start:
            idle = self._started()
        for worker in idle[:1]:
            worker.portion = portion
            if worker.ready:
                self._send(worker)

    def _started(self) -> list[_Worker[Task, Item]]:
        """One more process; none if the system gives no more."""
        self._to_start -= 1
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_work, args=(theirs, self._load), name="facta", daemon=True
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
        worker = _Worker[Task, Item](process, ours)
        self._workers.append(worker)
        return [worker]

    def _send(self, worker: _Worker[Task, Item]) -> None:
        assert worker.portion is not None
        try:
            worker.connection.send(worker.portion.task)
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
                assert worker.portion is not None
                worker.portion.found, worker.portion = told, None
            elif told == self._mark:
                worker.ready = True
                self._send(worker)
            else:  # the user's files are no longer what this run began with
                self._part_with(worker)

    def _part_with(self, worker: _Worker[Task, Item]) -> None:
        """Lets go of a process that is dead, or of no use."""
        self._workers.remove(worker)
        if worker.portion is not None:
            worker.portion.lost = worker.ready
        worker.connection.close()
        worker.process.kill()
        worker.process.join()
        worker.process.close()


def _tended(
    found: Iterable[Item],
    pool: _Pool[Task, Item],
    queue: Iterable[_Portion[Task, Item]],
) -> Iterator[Item]:
    """What was found, one by one; meanwhile no process is kept waiting."""
    for one in found:
        yield one
        pool.serve(queue)


def _work(connection: Connection, load: Load[Task, Item]) -> None:
    """
    The life of a process: it loads what it works by, says what that is, and does tasks
    until there are no more.

    Limits on time hold, as this is the main thread. What goes wrong ends it without a
    word: the first process does the task then and says what there is to say.
    """
    # Ctrl-C is for the first process, which ends this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(Exception), seldom_collected():
        mark, work = load()
        connection.send(mark)
        while True:
            connection.send(work(connection.recv()))


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
