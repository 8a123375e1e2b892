"""
Work measured in processes of its own: seconds by the clock and the most memory held.

What is prepared before is not counted as time, but as memory. On several cores as many
processes do the same work at once, each all of it; a round lasts from the first that
begins to the last that ends. The first round warms up, and counts only where it is long
enough to be the only one; of the others the quickest, since other work of the machine
only ever slows one down.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier
from pathlib import Path

from msgspec import Struct

# What does the work, and gives the seconds of its parts where it knows them.
Work = Callable[[], Mapping[str, float]]
# What prepares it from what is given, in the process that does it.
Prepare = Callable[[Path], Work]
PATIENCE = 1800.0  # seconds that a process waits for the others
LONG = 20.0  # seconds of rounds after which no other is begun
STATUS = Path("/proc/self/status")


class Spent(Struct, frozen=True, kw_only=True):
    """Seconds of the quickest round, megabytes of the largest process, parts of it."""

    seconds: float
    megabytes: float
    parts: dict[str, float] = {}


class _Told(Struct, frozen=True):
    """What one process measured: when its rounds began and ended, its parts, its peak."""

    rounds: list[tuple[float, float]]
    parts: dict[str, float]
    megabytes: float


def measured(prepare: Prepare, folder: Path, *, cores: int, rounds: int) -> Spent:
    """
    What some work spends on so many cores at once.

    Raises:
        RuntimeError: a process ended before its work did.
    """
    context = get_context("spawn")
    together = _Together(context.Barrier(cores), context.Value("d", 0.0))
    pipes = [context.Pipe(duplex=False) for _ in range(cores)]
    started = [
        context.Process(target=_run, args=(prepare, folder, rounds, together, end))
        for _, end in pipes
    ]
    for process in started:
        process.start()
    for _, end in pipes:
        end.close()
    try:
        told: list[_Told] = [here.recv() for here, _ in pipes]
    except EOFError as problem:
        raise RuntimeError(f"{prepare.__name__}: did not end; see above") from problem
    finally:
        for process in started:
            process.join(PATIENCE)
    return Spent(
        seconds=min(
            max(end for _, end in one) - min(begin for begin, _ in one)
            for one in zip(*(each.rounds for each in told), strict=True)
        ),
        megabytes=max(each.megabytes for each in told),
        parts=told[0].parts,
    )


class _Together:
    """What processes that do the same at once agree on."""

    def __init__(self, barrier: Barrier, spent: Synchronized[float]) -> None:
        self._barrier, self._spent = barrier, spent

    def begin(self) -> None:
        """Waits for all others."""
        self._barrier.wait(PATIENCE)

    def enough(self, seconds: float) -> bool:
        """Whether any of them has measured for long; the same answer for all."""
        with self._spent:
            self._spent.value = max(self._spent.value, seconds)
        self._barrier.wait(PATIENCE)
        return self._spent.value > LONG

    def give_up(self) -> None:
        """Lets nobody wait for this one."""
        self._barrier.abort()


def _run(
    prepare: Prepare, folder: Path, rounds: int, together: _Together, end: Connection
) -> None:
    try:
        work = prepare(folder)
        times: list[tuple[float, float]] = []
        parts: list[Mapping[str, float]] = []
        for _ in range(1 + rounds):
            together.begin()
            begun = time.monotonic()
            parts.append(work())
            times.append((begun, time.monotonic()))
            if together.enough(times[-1][1] - times[0][0]):
                break
    except BaseException:
        together.give_up()
        raise
    counted = slice(1, None) if len(times) > 1 else slice(None)
    least = {name: min(one[name] for one in parts[counted]) for name in parts[0]}
    end.send(_Told(times[counted], least, peak()))


def peak() -> float:
    """The most megabytes that this process held since it was started."""
    # Not ru_maxrss alone: that also has what the parent held when it started this one.
    with suppress(OSError):
        for line in STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
