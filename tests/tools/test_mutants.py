"""How faults are drawn and judged, without running a suite."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tools.mutants import (
    ROOT,
    STAGES,
    Copy,
    Mutant,
    Outcome,
    Suite,
    Verdict,
    drawn,
    first_failed,
    judged,
    other_tests,
    own_tests,
    table,
)
from tools.mutation import Change, changes

SUITE = Suite(own=["own"], own_limit=1.0, rest=["rest"], rest_limit=9.0)
STEADY = Outcome(failed=None, seconds=1.0)


def mutant(line: int = 1, stage: str = "times", path: str = "src/a.py") -> Mutant:
    change = Change(
        line=line, operator="test", start=0, end=1, after="b", shown="a → b"
    )
    return Mutant(stage=stage, path=path, change=change)


def mutants(source: str) -> list[Mutant]:
    return [
        Mutant(stage="times", path="src/a.py", change=change)
        for change in changes(source)
    ]


LINES = mutants("a = {1, 2, 3, 4, 5}\n" + "b = 1\n" * 9)


def test_a_line_gives_one_fault_however_long_it_is() -> None:
    """A list of five words weighs no more than a number."""
    chosen = drawn(LINES, 100, seed=1)
    assert [one.change.line for one in chosen] == list(range(1, 11))


def test_a_seed_draws_the_same_and_another_seed_something_else() -> None:
    """A rate can be looked into later."""
    assert drawn(LINES, 5, seed=1) == drawn(iter(LINES), 5, seed=1)
    assert drawn(LINES, 5, seed=1) != drawn(LINES, 5, seed=2)


@pytest.mark.parametrize(
    ("own", "rest", "killed_by", "ran"),
    [
        ("test_a", None, "test_a", ["own"]),
        (None, "test_b", "test_b", ["own", "rest"]),
        (None, None, None, ["own", "rest"]),
    ],
    ids=["by its stage", "by another", "by none"],
)
def test_the_rest_runs_only_for_what_its_own_tests_let_pass(
    own: str | None, rest: str | None, killed_by: str | None, ran: list[str]
) -> None:
    """Most faults take seconds."""
    seen: list[str] = []

    def run(tests: Sequence[str], limit: float | None) -> Outcome:
        seen.extend(tests)
        return Outcome(failed={"own": own, "rest": rest}[tests[0]], seconds=1.0)

    verdict = judged(mutant(), SUITE, run)
    assert (verdict.killed_by, seen) == (killed_by, ran)


def test_each_run_has_the_limit_of_its_tests() -> None:
    """What hangs is stopped after its own time, not after that of the whole suite."""
    limits: list[float | None] = []

    def run(tests: Sequence[str], limit: float | None) -> Outcome:
        limits.append(limit)
        return STEADY

    judged(mutant(), SUITE, run)
    assert limits == [SUITE.own_limit, SUITE.rest_limit]


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_every_test_file_is_own_or_other(stage: object) -> None:
    """No file runs twice, and none is forgotten but gold and browser."""
    (known,) = [one for one in STAGES if one is stage]
    own, other = own_tests(ROOT, known), other_tests(ROOT, known)
    run = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if path.parent.name not in {"gold", "browser"}
    }
    assert own
    assert set(own) | set(other) == run
    assert len(own) + len(other) == len(run)


OUTPUTS = {
    "a failed test": (
        "..F\nFAILED tests/t.py::test_a - assert 1",
        "tests/t.py::test_a",
    ),
    "a module that cannot be imported": ("ERROR tests/t.py - NameError", "tests/t.py"),
    "a crash": ("Segmentation fault\n", "no test could run: Segmentation fault"),
}


@pytest.mark.parametrize(("output", "expected"), OUTPUTS.values(), ids=OUTPUTS)
def test_who_noticed_is_read_from_the_summary(output: str, expected: str) -> None:
    """The first line that names a test."""
    assert first_failed(output) == expected


def tree(folder: Path) -> Path:
    """A tree with a package of one line."""
    (folder / "src").mkdir(parents=True)
    (folder / "src" / "a.py").write_text("found = 1\n", "utf8")
    return folder


def test_a_fault_stands_in_the_copy_alone_and_goes_again(tmp_path: Path) -> None:
    """The tree itself is never touched."""
    root = tree(tmp_path / "root")
    copy = Copy(root, tmp_path / "copy")
    inside, outside = copy.folder / "src" / "a.py", root / "src" / "a.py"
    before = inside.stat().st_mtime
    (fault,) = mutants(outside.read_text("utf8"))
    with copy.holding(fault):
        assert inside.read_text("utf8") == "found = (2)\n"
        assert outside.read_text("utf8") == "found = 1\n"
        assert int(inside.stat().st_mtime) != int(before)
    assert inside.read_text("utf8") == "found = 1\n"
    assert inside.stat().st_mtime == before


def test_the_table_counts_by_stage_and_names_what_survived() -> None:
    """Rates first, then what to look at."""
    found = [
        Verdict(mutant=mutant(1), killed_by="test_a", seconds=1.0),
        Verdict(mutant=mutant(2), killed_by=None, seconds=1.0),
        Verdict(mutant=mutant(3, "link"), killed_by="test_b", seconds=1.0),
    ]
    assert [line.split() for line in table(found)] == [
        ["killed", "of", "%"],
        ["times", "1", "2", "50.0"],
        ["link", "1", "1", "100.0"],
        ["all", "2", "3", "66.7"],
        ["survived:"],
        ["src/a.py:2", "test:", "a", "→", "b"],
    ]
