"""
Commands measured as a user runs them: seconds by the clock from start to end, and the
most memory that the command and all its processes held together.

Memory is the proportional share (PSS) summed over the processes, looked at every few
hundredths of a second; where the system does not tell it, the largest process.
"""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from benchmarks.speed.alone import LONG, Spent

EVERY = 0.03  # seconds
WELL = (0, 1)  # exit statuses: all is read, or some inputs were left out
PROCESSES = Path("/proc")


def measured(
    command: Sequence[str], folder: Path, *, rounds: int = 1, fresh: Path | None = None
) -> Spent:
    """
    What a command spends, run in a folder; the quickest round.

    Args:
        command: what to run.
        folder: where.
        rounds: how often at most.
        fresh: a file that is removed before each round.

    Raises:
        RuntimeError: it did not end well.
    """
    found: list[Spent] = []
    for _ in range(rounds):
        if fresh:
            for path in fresh.parent.glob(f"{fresh.name}*"):
                path.unlink()
        found.append(_once(command, folder))
        if sum(one.seconds for one in found) > LONG:
            break
    return Spent(
        seconds=min(one.seconds for one in found),
        megabytes=max(one.megabytes for one in found),
    )


def _once(command: Sequence[str], folder: Path) -> Spent:
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=plain(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as process:
        watch = _Watch(process.pid)
        watch.start()
        _, errors = process.communicate()
        seconds = time.perf_counter() - begun
        watch.ended.set()
        watch.join()
    if process.returncode not in WELL:
        said = errors.decode("utf8", "replace").strip()
        raise RuntimeError(f"{' '.join(command)}: status {process.returncode}\n{said}")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return Spent(seconds=seconds, megabytes=watch.most or largest)


class _Watch(threading.Thread):
    """Looks at the memory of a process and of those that it started."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.most, self.ended = root, 0.0, threading.Event()

    def run(self) -> None:
        """Until the command has ended."""
        while not self.ended.wait(EVERY):
            self.most = max(self.most, sum(map(_share, _tree(self.root))))


def _tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    found = [root]
    for process in found:
        with suppress(OSError):
            for task in (PROCESSES / str(process) / "task").iterdir():
                found += map(int, (task / "children").read_text().split())
    return found


def _share(process: int) -> float:
    """Megabytes of a process, what it shares with others divided among them."""
    with suppress(OSError, ValueError):
        rollup = (PROCESSES / str(process) / "smaps_rollup").read_text()
        for line in rollup.splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def version(python: str) -> str:
    """
    The version of Facta that a Python has.

    Raises:
        RuntimeError: it has none.
    """
    line = [python, "-m", "facta", "--version"]
    done = subprocess.run(
        line, capture_output=True, text=True, check=False, env=plain()
    )
    if done.returncode:
        raise RuntimeError(f"{python}: no Facta in it; name a Python that has one")
    return done.stdout.strip().split()[-1]


def plain() -> dict[str, str]:
    """The environment without what would put another Facta before a Python's own."""
    return {name: each for name, each in os.environ.items() if name != "PYTHONPATH"}
