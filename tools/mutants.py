"""
What the tests would notice: faults put into the code, one at a time, and who told.

    python -m tools.mutants                         100 faults over all stages
    python -m tools.mutants --only times link --sample 20 --seed 2
    python -m tools.mutants --quick                 a stage's own tests only
    python -m tools.mutants --json mutants.json

Each line of code that can be changed has the same chance and gives one fault
(`tools.mutation` says which). A copy of the tree takes it; the working tree is never
touched. First run the tests of the stage; only what survives them meets the rest of the
suite, without gold, browser and wheel. A fault that makes tests run thrice as long as
they do without it counts as noticed. The same seed draws the same faults from the same
code, and hypothesis starts from the same seed, so that a run can be repeated.

Why not a library: mutmut and cosmic-ray make and run every fault of a file (11,500
here) and neither draws a sample by seed nor has tests for each folder with the rest of
the suite behind them; mutmut leaves out module level, where the word lists stand;
mutatest samples, but has stopped at Python 3.7.
"""

from __future__ import annotations

import argparse
import os
import queue
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from tools.mutation import Change, applied, changes, optional_keywords

ROOT = Path(__file__).parents[1]
PACKAGE = "src/facta"
LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv*", ".*_cache", ".hypothesis", "build", "dist", "demo.db", "shared"
)
NOT_RUN = "not gold and not browser and not wheel"
READINGS = "extract/test_readings.py"
AWAY = {"gold", "browser"}
# Tests near extraction come first, so that the rest is seldom needed.
NEAR = ("extract", "link", "test_doctests.py", "python", "demo", "contract", "cli")
SLOWER = 3.0  # times the run without a fault; judged, not fitted
GRACE = 10.0  # seconds more, for a machine that is busy with other things
MEMORY = 8_000_000  # kB: a fault may fill a list without end


class Stage(Struct, frozen=True, kw_only=True):
    """A part of the package with the tests that are its own."""

    name: str
    folder: str
    tests: tuple[str, ...]


STAGES = (
    Stage(
        name="times",
        folder="extract/times",
        tests=("extract/test_times*.py", READINGS),
    ),
    Stage(
        name="statements",
        folder="extract/statements",
        tests=("extract/test_statements*.py", "extract/test_quotations*.py", READINGS),
    ),
    Stage(
        name="events",
        folder="extract/events",
        tests=("extract/test_events*.py", READINGS),
    ),
    Stage(name="link", folder="link", tests=("link/test_*.py",)),
    Stage(
        name="measure",
        folder="measure",
        tests=("measure/test_*.py", "contract/test_measures.py"),
    ),
    Stage(name="ledger", folder="ledger", tests=("ledger/test_*.py",)),
)


class Mutant(Struct, frozen=True, kw_only=True):
    """A fault in a file of a stage."""

    stage: str
    path: str
    change: Change

    @property
    def name(self) -> str:
        """Where it is and what it does, in a line."""
        change = self.change
        return f"{self.path}:{change.line}  {change.operator}: {change.shown}"


class Outcome(Struct, frozen=True, kw_only=True):
    """What a run of tests gave: the test that failed first, or None."""

    failed: str | None
    seconds: float


class Verdict(Struct, frozen=True, kw_only=True):
    """A fault, and the test that noticed it; None: it survived."""

    mutant: Mutant
    killed_by: str | None
    seconds: float


Run = Callable[[Sequence[str], float | None], Outcome]


# -- Which faults


def candidates(root: Path, stages: Iterable[Stage]) -> Iterator[Mutant]:
    """Every fault that the stages could have."""
    package = root / PACKAGE
    sources = (path.read_text("utf8") for path in sorted(package.rglob("*.py")))
    optional = optional_keywords(sources)
    for stage in stages:
        for path in sorted((package / stage.folder).rglob("*.py")):
            for change in changes(path.read_text("utf8"), optional):
                where = path.relative_to(root).as_posix()
                yield Mutant(stage=stage.name, path=where, change=change)


def drawn(mutants: Iterable[Mutant], sample: int, seed: int) -> list[Mutant]:
    """As many of them, no two on one line: a line has one chance, long or short."""
    lines: dict[tuple[str, int], list[Mutant]] = {}
    for mutant in mutants:
        lines.setdefault((mutant.path, mutant.change.line), []).append(mutant)
    chance = random.Random(seed)
    chosen = chance.sample(sorted(lines), min(sample, len(lines)))
    return [chance.choice(lines[line]) for line in sorted(chosen)]


# -- Which tests


def own_tests(root: Path, stage: Stage) -> list[str]:
    """The test files of a stage."""
    found = {path for glob in stage.tests for path in (root / "tests").glob(glob)}
    return [path.relative_to(root).as_posix() for path in sorted(found)]


def other_tests(root: Path, stage: Stage) -> list[str]:
    """All other test files but those that are not run, those near extraction first."""
    own = set(own_tests(root, stage))
    tests = root / "tests"
    paths = [path.relative_to(tests) for path in tests.rglob("test_*.py")]
    near = [path for path in paths if path.parts[0] not in AWAY]
    near.sort(key=lambda path: (_distance(path), path))
    names = (f"tests/{path.as_posix()}" for path in near)
    return [name for name in names if name not in own]


def _distance(path: Path) -> int:
    first = path.parts[0]
    return NEAR.index(first) if first in NEAR else len(NEAR)


# -- A copy that takes a fault


class Copy:
    """A copy of the tree in which tests run."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(root, folder, ignore=LEFT_BEHIND)

    def run(self, tests: Sequence[str], limit: float | None) -> Outcome:
        """Runs tests until one fails; longer than `limit` seconds is a failure."""
        begun = time.monotonic()
        process = subprocess.Popen(
            [
                *("sh", "-c", f'ulimit -v {MEMORY}; exec "$@"', "sh"),
                *(sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "-rfE"),
                *("-p", "no:randomly", "-p", "no:cacheprovider"),
                *("--hypothesis-seed=0", "-m", NOT_RUN, *tests),
            ],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.folder / "src")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return Outcome(failed="timeout", seconds=time.monotonic() - begun)
        failed = first_failed(output) if process.returncode else None
        return Outcome(failed=failed, seconds=time.monotonic() - begun)

    @contextmanager
    def holding(self, mutant: Mutant) -> Iterator[None]:
        """
        The fault stands in the copy. Its file gets a time of its own, because bytecode
        is taken for that of a file with the same time and length.
        """
        path = self.folder / mutant.path
        source, status = path.read_text("utf8"), path.stat()
        path.write_text(applied(source, mutant.change), "utf8")
        os.utime(path, (status.st_atime, status.st_mtime + mutant.change.start + 1))
        try:
            yield
        finally:
            path.write_text(source, "utf8")
            os.utime(path, (status.st_atime, status.st_mtime))


def first_failed(output: str) -> str:
    """
    The test that a run of pytest names as failed.

    >>> first_failed("FAILED tests/test_a.py::test_b[one two] - assert 1 == 2")
    'tests/test_a.py::test_b[one two]'
    """
    named = re.search(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", output, re.MULTILINE)
    last = output.strip().rpartition("\n")[2]
    return named[1] if named else f"no test could run: {last}"


# -- Judging


class Suite(Struct, frozen=True, kw_only=True):
    """The tests of a stage and all others, with the seconds that each may take."""

    own: list[str]
    own_limit: float
    rest: list[str]
    rest_limit: float


def judged(mutant: Mutant, suite: Suite, run: Run) -> Verdict:
    """Whether a test notices the fault: one of the stage, or else one of the rest."""
    own = run(suite.own, suite.own_limit)
    if own.failed or not suite.rest:
        return Verdict(mutant=mutant, killed_by=own.failed, seconds=own.seconds)
    rest = run(suite.rest, suite.rest_limit)
    seconds = own.seconds + rest.seconds
    return Verdict(mutant=mutant, killed_by=rest.failed, seconds=seconds)


def measured(root: Path, stage: Stage, run: Run, *, quick: bool) -> Suite:
    """
    The tests of a stage, timed without a fault.

    Raises:
        SystemExit: a test fails without any fault.
    """
    own, rest = own_tests(root, stage), [] if quick else other_tests(root, stage)
    limits = []
    for tests in (own, rest):
        outcome = run(tests, None) if tests else Outcome(failed=None, seconds=0)
        if outcome.failed:
            sys.exit(f"{outcome.failed} fails without a fault; mend it first")
        limits.append(SLOWER * outcome.seconds + GRACE)
    return Suite(own=own, own_limit=limits[0], rest=rest, rest_limit=limits[1])


def verdicts(
    root: Path, mutants: Sequence[Mutant], *, jobs: int = 1, quick: bool = False
) -> Iterator[Verdict]:
    """The verdict on each fault, in their order."""
    with tempfile.TemporaryDirectory() as folder:
        # tests that are nobody for a while import from here, too
        Path(folder).chmod(0o755)
        copies: queue.SimpleQueue[Copy] = queue.SimpleQueue()
        first = Copy(root, Path(folder, "0"))
        suites = {
            stage.name: measured(root, stage, first.run, quick=quick)
            for stage in STAGES
            if any(mutant.stage == stage.name for mutant in mutants)
        }
        copies.put(first)
        for number in range(1, jobs):
            copies.put(Copy(root, Path(folder, str(number))))

        def judge(mutant: Mutant) -> Verdict:
            copy = copies.get()
            try:
                with copy.holding(mutant):
                    return judged(mutant, suites[mutant.stage], copy.run)
            finally:
                copies.put(copy)

        with ThreadPoolExecutor(jobs) as pool:
            yield from pool.map(judge, mutants)


# -- Telling


def table(found: Sequence[Verdict]) -> Iterator[str]:
    """How many faults of each stage were noticed, and the names of those that were not."""
    yield f"{'':<12}{'killed':>8}{'of':>6}{'%':>7}"
    for name in (*(stage.name for stage in STAGES), "all"):
        part = [one for one in found if name in (one.mutant.stage, "all")]
        if part:
            killed = sum(one.killed_by is not None for one in part)
            share = 100 * killed / len(part)
            yield f"{name:<12}{killed:>8}{len(part):>6}{share:>7.1f}"
    survivors = [one.mutant.name for one in found if one.killed_by is None]
    if survivors:
        yield "survived:"
        yield from (f"  {name}" for name in survivors)


def main(arguments: Sequence[str] | None = None) -> int:
    """Draws, judges and prints."""
    parser = argparse.ArgumentParser(description="What the tests would notice.")
    parser.add_argument("--sample", type=int, default=100, help="how many faults")
    parser.add_argument("--seed", type=int, default=1)
    names = [stage.name for stage in STAGES]
    parser.add_argument("--only", nargs="+", choices=names, default=names)
    parser.add_argument("--jobs", type=int, default=1, help="runs at a time")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="only a stage's own tests: the rate is a lower bound",
    )
    parser.add_argument("--json", type=Path, help="where to write every verdict")
    options = parser.parse_args(arguments)
    stages = [one for one in STAGES if one.name in options.only]
    mutants = drawn(candidates(ROOT, stages), options.sample, options.seed)
    found = []
    for verdict in verdicts(ROOT, mutants, jobs=options.jobs, quick=options.quick):
        found.append(verdict)
        told = verdict.killed_by or "SURVIVED"
        print(f"{verdict.mutant.name}\n    {told}", file=sys.stderr, flush=True)
    print("\n".join(table(found)))
    if options.json:
        shown: Mapping[str, object] = {"seed": options.seed, "verdicts": found}
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(shown)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
