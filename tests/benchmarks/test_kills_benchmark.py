"""
Commands that are killed at random moments lose nothing and leave nothing half-written: a
few rounds of `python -m benchmarks.kills`, and that it would tell if it were otherwise.
"""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from benchmarks.kills import HEAD, Round, killed, main, measured, one_round, row, shares
from benchmarks.operations import GIVEN, OPERATIONS, spelled
from facta.ledger import Ledger
from tests.ledger.making import filled, whole

SEED = 3
ROUNDS = {
    "reading, linking": 4,
    "deciding: merged": 4,
    "exporting: CSV": 4,
    "scaling": 2,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", ROUNDS)
def test_a_kill_costs_nothing_that_was_done(name: str, tmp_path: Path) -> None:
    """And the next run ends as if there had been none."""
    (operation,) = (one for one in OPERATIONS if one.name == name)
    found = list(killed(operation, ROUNDS[name], random.Random(SEED), tmp_path))
    assert len(found) == ROUNDS[name]
    assert [replace(one, midway=False, part=False) for one in found] == [
        Round(midway=False, part=False)
    ] * len(found)


def test_rounds_are_shared_out_to_the_last() -> None:
    """By weight; a few rounds do not reach every operation."""
    for rounds in (1, 15, 200):
        given = shares(OPERATIONS, rounds)
        assert sum(count for _, count in given) == rounds
        assert all(count > 0 for _, count in given)
    assert len(shares(OPERATIONS, 200)) == len(OPERATIONS)


def test_a_row_counts_rounds_by_what_they_found() -> None:
    """However many things one of them found."""
    found = [
        Round(midway=True, part=True, lost=("one", "other")),
        Round(midway=True, part=False),
        Round(midway=False, part=False, otherwise=("one",)),
    ]
    assert row("all", found) == "| all | 3 | 2 | 1 | 1 | 0 | 1 |"
    assert HEAD.splitlines()[0].count("|") == row("all", found).count("|")


def test_happenings_are_given_by_name(tmp_path: Path) -> None:
    """What a command is about is looked up in the ledger."""
    filled(tmp_path / "facta.db", [whole(1), whole(2, text="Moscow struck Kyiv.")])
    command = spelled(("decide", "reject", "ONE"), tmp_path)
    assert command[:2] == ["decide", "reject"]
    assert command[2] not in GIVEN
    assert spelled(("import", "ONES"), tmp_path) == ["import", "ONES"]


def test_what_goes_wrong_is_told(tmp_path: Path) -> None:
    """An account that is gone, and a file that is neither the old nor the new one."""
    (operation,) = (one for one in OPERATIONS if one.name == "exporting: decisions")
    operation = replace(operation, before=_small, again=False)
    known = measured(operation, tmp_path)
    folder = tmp_path / "round"
    shutil.copytree(known.folder, folder)
    (folder / "mine.jsonl").write_text("half a li")
    filled(folder / "other.db", [whole(3)])
    one = one_round(operation, known, folder, random.Random(SEED), early=True)
    assert "other.db is not as a run leaves it that nobody kills" in one.otherwise
    lasting = replace(known, lasted=0.0)
    (folder / "mine.jsonl").write_text("half a li")
    (folder / "facta.db").unlink()
    filled(folder / "facta.db", [whole(3)])
    one = one_round(operation, lasting, folder, random.Random(SEED), early=True)
    assert "mine.jsonl is neither as it was nor as it will be" in one.half
    assert any(said.startswith("facta.db: account") for said in one.lost)


def _small(folder: Path) -> None:
    """A ledger with a decision that was never written out."""
    filled(folder / "facta.db", [whole(1)])
    with Ledger.open(folder / "facta.db") as ledger:
        ledger.decide(whole(1).events[0].id, "rejected", "a drill", "Ana")


def test_an_operation_that_is_not_there_is_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """With those that are."""
    with pytest.raises(SystemExit):
        main(["--only", "baking"])
    assert "no operation 'baking'" in capsys.readouterr().err
