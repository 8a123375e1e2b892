"""What a fuzzer found once, and what it begins with, comes through every target whole."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fuzz.targets import FORMS, TARGETS

CASES = Path(__file__).parent / "cases"
FOUND = sorted(CASES.glob("*/*"))
ROUNDS, LONGEST, SEED = 40, 120, 11


@pytest.mark.parametrize(
    "case", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_what_was_found_is_mended(case: Path) -> None:
    """Each case lies in the folder of its target."""
    TARGETS[case.parent.name](case.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes_are_read_or_refused(name: str) -> None:
    """A few of those that the fuzzer goes on from; it is what finds more."""
    chance = random.Random(f"{SEED} {name}")
    for _ in range(ROUNDS):
        TARGETS[name](chance.randbytes(chance.randrange(LONGEST)))


def test_every_case_is_of_a_target() -> None:
    """A folder of another name would never be read."""
    assert {path.parent.name for path in FOUND} <= TARGETS.keys()
    assert len(FORMS) == len(set(FORMS))
