"""
What the tests run over, from the report of coverage: `make coverage`.

    python -m tools.covered build/coverage.json

Lines and branches have a floor each, where coverage's own is one for both; the exit status
is 1 below either. The files with most that no test runs over are named, so that somebody
writes down the facts they hold.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

LINES, BRANCHES = 95.0, 90.0  # per cent
NAMED = 20


class Summary(Struct, frozen=True):
    """Counts of a file, or of all."""

    covered_lines: int
    num_statements: int
    covered_branches: int
    num_branches: int

    @property
    def lines(self) -> float:
        """Per cent of the lines."""
        return 100 * self.covered_lines / (self.num_statements or 1)

    @property
    def branches(self) -> float:
        """Per cent of the branches."""
        return 100 * self.covered_branches / (self.num_branches or 1)

    @property
    def missed(self) -> int:
        """Lines and branches that no test runs over."""
        lines = self.num_statements - self.covered_lines
        return lines + self.num_branches - self.covered_branches


class File(Struct, frozen=True):
    """A file with its counts."""

    summary: Summary
    missing_lines: list[int]


class Report(Struct, frozen=True):
    """What `coverage json` writes, as far as it is asked."""

    totals: Summary
    files: dict[str, File]


def told(report: Report) -> list[str]:
    """Both figures, then the files with most that is missed."""
    files = sorted(report.files.items(), key=lambda each: -each[1].summary.missed)
    return [
        f"lines    {report.totals.lines:5.1f} %, floor {LINES:.0f} %",
        f"branches {report.totals.branches:5.1f} %, floor {BRANCHES:.0f} %",
        *(
            f"{file.summary.missed:5} missed: {name}, lines {_runs(file.missing_lines)}"
            for name, file in files[:NAMED]
            if file.summary.missed
        ),
    ]


def _runs(lines: Sequence[int]) -> str:
    """
    Numbers with those that follow each other put together.

    >>> _runs([3, 4, 5, 9])
    '3-5, 9'
    """
    runs: list[tuple[int, int]] = []
    for line in lines:
        if runs and runs[-1][1] == line - 1:
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return ", ".join(
        str(first) if first == last else f"{first}-{last}" for first, last in runs
    )


def holds(report: Report) -> bool:
    """Whether both figures are at their floors or above."""
    return report.totals.lines >= LINES and report.totals.branches >= BRANCHES


def main(arguments: Sequence[str]) -> int:
    """Prints and judges."""
    report = msgspec.json.decode(Path(arguments[0]).read_bytes(), type=Report)
    print("\n".join(told(report)))
    return int(not holds(report))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
