"""
A limit on time: it stops Python and regular expressions, in any thread, and leaves
nothing behind.
"""

from __future__ import annotations

import contextlib
import re
import signal
import threading
import time

import pytest

from facta.limits import OutOfTime, limited

STUCK = re.compile("(a|aa)+$")  # takes time exponential in the length
SHORT = 0.05


def forever() -> None:
    """
    Work that never ends by itself; a fault-tolerant caller within cannot hold the limit
    up.
    """
    while True:
        with contextlib.suppress(Exception):
            time.sleep(0.001)


def test_work_without_end_is_stopped() -> None:
    """What would run for ever ends with the limit."""
    with pytest.raises(OutOfTime), limited(SHORT):
        forever()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timers here")
def test_a_regular_expression_is_stopped() -> None:
    """The limit reaches into C code that looks for signals."""
    with pytest.raises(OutOfTime), limited(SHORT):
        STUCK.match("a" * 60 + "b")


def test_another_thread_is_stopped() -> None:
    """Outside the main thread the limit holds, too."""
    ended: list[bool] = []

    def work() -> None:
        try:
            with limited(SHORT):
                forever()
        except OutOfTime:
            ended.append(True)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(30)
    assert ended == [True]


@pytest.mark.parametrize("seconds", [None, 60.0], ids=["no limit", "a wide limit"])
def test_work_in_time_is_left_alone(seconds: float | None) -> None:
    """Nothing is raised, then or later, and the signal is given back."""
    before = signal.getsignal(signal.SIGALRM) if hasattr(signal, "SIGALRM") else None
    with limited(seconds):
        done = sum(range(10))
    assert done == 45
    if hasattr(signal, "setitimer"):
        assert signal.getsignal(signal.SIGALRM) == before
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("outer", "inner"), [(SHORT, 60.0), (60.0, SHORT)], ids=["the outer", "the inner"]
)
def test_of_two_limits_the_shorter_holds(outer: float, inner: float) -> None:
    """A limit within a limit ends with the one that ends first."""
    with pytest.raises(OutOfTime), limited(outer), limited(inner):
        forever()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no interval timers here")
def test_an_outer_limit_goes_on_behind_an_inner_one() -> None:
    """What the inner limit leaves of the outer one still counts."""

    def work() -> None:
        with limited(60):
            pass
        forever()

    with pytest.raises(OutOfTime), limited(2 * SHORT):
        work()
