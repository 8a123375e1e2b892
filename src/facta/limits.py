"""
A limit on the seconds of one piece of work, so that no account holds up the others.

    try:
        with limited(60):
            work()
    except OutOfTime:
        ...

In the main thread of a system with interval timers (Linux, macOS) the limit reaches
into regular expressions and any other C code that looks for signals. In other threads,
and on Windows, it is raised between two steps of Python: work that never leaves C code
is stopped when it comes back. A limit within a limit ends with the one that ends first.
"""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

# Seconds until it is raised anew, where a finaliser or a callback swallowed it. Judged,
# not fitted.
AGAIN = 1.0


class OutOfTime(BaseException):
    """
    The work took longer than its limit.

    No `Exception`: what catches faults of any kind on the way, as libraries for pages
    do, must not swallow it.
    """


@contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """
    Work that may take so many seconds; None sets no limit.

    Raises:
        OutOfTime: it took longer.
    """
    if seconds is None:
        yield
    elif (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
    ):
        with _by_signal(seconds):
            yield
    else:
        with _by_thread(seconds):
            yield


@contextmanager
def _by_signal(seconds: float) -> Iterator[None]:
    """The limit by an interval timer; one that was set before goes on behind it."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise OutOfTime

    began, left, again = time.monotonic(), 0.0, 0.0
    before = signal.signal(signal.SIGALRM, stop)
    try:
        left, again = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
        if 0 < left < seconds:
            signal.setitimer(signal.ITIMER_REAL, left, AGAIN)
        yield
    finally:
        _disarmed(signal.SIGALRM, before)
        if left > 0:
            # 0 would switch the timer off that another has set.
            rest = max(left - (time.monotonic() - began), 0.001)
            signal.setitimer(signal.ITIMER_REAL, rest, again)


def _disarmed(number: int, before: Any) -> None:
    """Stops the timer and gives the signal back, even if it comes at this moment."""
    try:
        signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(number, before)


@contextmanager
def _by_thread(seconds: float) -> Iterator[None]:
    """The limit by a second thread, which raises in this one if the work is not done."""
    worker, lock = threading.get_ident(), threading.Lock()
    done = threading.Event()

    def stop() -> None:
        with lock:
            if not done.is_set():
                _raise_in(worker, OutOfTime)

    timer = threading.Timer(seconds, stop)
    timer.daemon = True
    try:
        timer.start()
        yield
    finally:
        try:
            done.set()
        finally:
            with lock:
                done.set()
                # What was raised and has not yet arrived must not arrive later.
                _raise_in(worker, None)
            timer.cancel()


def _raise_in(thread: int, kind: type[BaseException] | None) -> None:
    """Raise in a thread at its next step; None takes back what was not yet raised."""
    raised = None
    if kind is not None:
        raised = ctypes.py_object(kind)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)
