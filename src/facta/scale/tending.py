"""
Shards read in processes of their own, which may die or hang: what stood in the way is
found and set aside, and all else is read.

    tend = Tending(task)
    manifest = tend(shard)      in this thread, wherever that is

A thread keeps one process that reads for it. Where that dies, or says nothing for longer
than the task's patience, another one reads the shard again, account by account, and what
ends that one, too, is left out the next time.
"""

from __future__ import annotations

import pickle
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from facta.closing import Closing
from facta.scale.nouns import Manifest, ScaleError, Shard, Task
from facta.scale.reading import Aside, Place

START = "import sys; sys.path[:] = {}; from facta.scale.child import main; main()"
STARTING = 600.0  # seconds that loading the stages may take; judged
MEMORY = "it may be short of memory: use fewer --jobs"
_HELD = threading.local()
_ALL: set[Reader] = set()
_LOCK = threading.Lock()
_ENDED = threading.Event()


class LostError(Exception):
    """The process that read is no more; `place` and `source` tell at what."""

    def __init__(self, reason: str, place: Place | None, source: str, *, late: bool):
        super().__init__(reason)
        self.place = place
        self.source = source
        self.late = late


class Tending:
    """Reads shards by a task; to be sent to wherever they are read."""

    def __init__(self, task: Task) -> None:
        self._task = task

    def __call__(self, shard: Shard) -> Manifest:
        """
        What a shard gave, once it stands in its place.

        Raises:
            ScaleError: the stages cannot be loaded, its place cannot be written to.
        """
        try:
            return self._reader().read(shard)
        except LostError:
            return self._carefully(shard)

    def _reader(self) -> Reader:
        """The process of this thread."""
        held = getattr(_HELD, "reader", None)
        if held is None or held.closed or held.task != self._task:
            if held is not None:
                held.close()
            _HELD.reader = held = Reader(self._task)
        return held

    def _carefully(self, shard: Shard) -> Manifest:
        aside: dict[Place, Aside] = {}
        lost_before_it_began = 0
        while True:
            with Reader(self._task) as reader:
                try:
                    return reader.read(shard, aside)
                except LostError as lost:
                    reason = str(lost)
                    if lost.place is None or lost.place in aside:
                        lost_before_it_began += 1
                    else:
                        aside[lost.place] = Aside(lost.source, reason, late=lost.late)
            if lost_before_it_began > 1:
                raise ScaleError(
                    f"shard {shard.name}: the process that reads it ended ({reason}) at "
                    f"no account of its own; {MEMORY}"
                )


class Reader(Closing):
    """
    One process that reads shards; use it in one thread.

    Raises:
        ScaleError: the stages cannot be loaded, or are not those of the task.
    """

    def __init__(self, task: Task) -> None:
        self.task = task
        self.closed = False
        with _LOCK:
            _stop_if_ended()
            self._process = subprocess.Popen(  # noqa: S603 - this very Python
                [sys.executable, "-c", START.format(repr(sys.path))],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            _ALL.add(self)
        self._heard: queue.Queue[Any] = queue.Queue()
        threading.Thread(target=self._listen, daemon=True).start()
        self._send(task)
        try:
            kind, stages = self._hear(STARTING)
        except LostError as lost:
            raise ScaleError(
                f"a process that reads ended before it began ({lost}); {MEMORY}"
            ) from lost
        except BaseException:
            self.close()
            raise
        if (kind, stages) != ("ready", task.asked.stages):
            self.close()
            raise ScaleError(
                "the stages are not those that this run began with; install the same "
                "facta and the same files of your own wherever shards are read"
            )

    def read(
        self, shard: Shard, aside: Mapping[Place, Aside] | None = None
    ) -> Manifest:
        """
        What a shard gave.

        Raises:
            LostError: the process died, or said nothing for too long.
            ScaleError: its place cannot be written to, or a fault of this program.
        """
        self._send((shard, None if aside is None else dict(aside)))
        place: Place | None = None
        source = ""
        while True:
            try:
                kind, *told = self._hear(self.task.patience)
            except LostError as lost:
                raise LostError(str(lost), place, source, late=lost.late) from None
            if kind == "done":
                manifest: Manifest = told[0]
                return manifest
            place, source = told

    def close(self) -> None:
        """End the process; what it has begun is no loss."""
        self.closed = True
        with _LOCK:
            _ALL.discard(self)
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError, ValueError):
                    stream.close()

    def _send(self, what: object) -> None:
        assert self._process.stdin is not None
        # one that is gone is missed when it is heard
        with suppress(OSError, ValueError):
            pickle.dump(what, self._process.stdin)
            self._process.stdin.flush()

    def _hear(self, seconds: float) -> tuple[Any, ...]:
        """What the process says next."""
        try:
            heard = self._heard.get(timeout=seconds)
        except queue.Empty:
            self.close()
            reason = (
                f"took longer than {seconds:g} seconds; split it, leave it out or raise "
                "the limit with --patience"
            )
            raise LostError(reason, None, "", late=True) from None
        if heard is None:
            self.close()
            _stop_if_ended()
            raise LostError(_death(self._process.returncode), None, "", late=False)
        if heard[0] == "error":
            self.close()
            raise ScaleError(heard[1])
        if heard[0] == "fault":
            self.close()
            raise LostError(heard[1], None, "", late=False)
        found: tuple[Any, ...] = heard
        return found

    def _listen(self) -> None:
        """Puts what the process says where it is heard, and None at its end."""
        stream = self._process.stdout
        assert stream is not None
        try:
            while True:
                self._heard.put(pickle.load(stream))  # noqa: S301 - from our own process
        except Exception:
            self._heard.put(None)


def begin() -> None:
    """Let processes be started, after all were ended."""
    _ENDED.clear()


def end() -> None:
    """End all processes of this one, and start no more."""
    _ENDED.set()
    with _LOCK:
        readers = list(_ALL)
    for reader in readers:
        reader.close()


def _stop_if_ended() -> None:
    if _ENDED.is_set():
        raise ScaleError("stopped; the same command goes on from there")


def _death(code: int | None) -> str:
    """How a process ended, for whoever has to leave an account out."""
    how = "ended"
    if code is not None and code < 0:
        try:
            how = f"was killed by {signal.Signals(-code).name}"
        except ValueError:
            how = f"was killed by signal {-code}"
    return (
        f"the process that read it {how}; leave it out, or run the same command again "
        "with --retry and more memory"
    )
