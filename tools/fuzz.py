"""
A fuzzer that follows which code ran, over what takes bytes from outside.

    python -m tools.fuzz TARGET [--seconds N] [--kept DIR]

TARGET is one of `tests.fuzz.targets`: readers, importers, decisions, what-if, dates,
numbers, quotations. It begins with the inputs of `tests/fuzz/cases`, the hostile shapes of
the tests and what DIR (`build/fuzz/TARGET`) holds, where it also keeps what led further.
What ends otherwise than with an error of the project's own, or takes longer than ten
seconds, is written as a file beside DIR; put it into `tests/fuzz/cases/TARGET` and mend
it. Needs `pip install -e ".[fuzz]"`; the tests need it not.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "fuzz" / "cases"
SLOW, LARGE = 10, 4096  # seconds, and megabytes that a run may hold


def main() -> None:
    """Runs until the time is over or something is found."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("target")
    parser.add_argument("--seconds", type=int, default=3600, metavar="N")
    parser.add_argument("--kept", type=Path, metavar="DIR")
    options = parser.parse_args()
    with atheris.instrument_imports(include=["facta"]):
        from tests.fuzz.targets import TARGETS
    target = TARGETS.get(options.target)
    if target is None:
        parser.error(f"no target {options.target!r}: {', '.join(TARGETS)}")
    kept = options.kept or ROOT / "build" / "fuzz" / options.target
    kept.mkdir(parents=True, exist_ok=True)
    seeded(options.target, kept)
    line = [
        sys.argv[0],
        f"-max_total_time={options.seconds}",
        f"-timeout={SLOW}",
        f"-rss_limit_mb={LARGE}",
        f"-artifact_prefix={kept.parent / options.target}-",
        "-print_final_stats=1",
        str(kept),
    ]
    atheris.Setup(line, target)
    atheris.Fuzz()


def seeded(name: str, folder: Path) -> None:
    """What it begins with."""
    from tests.fuzz.seeds import seeds

    for number, data in enumerate(seeds(name)):
        (folder / f"seed-{number}").write_bytes(data)
    for path in sorted((CASES / name).glob("*")):
        (folder / path.name).write_bytes(path.read_bytes())


if __name__ == "__main__":
    main()
