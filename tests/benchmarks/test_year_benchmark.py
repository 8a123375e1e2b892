"""A plan of a year multiplies what a part of it took."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.year import YEARS, measured, planned, table
from facta.cli.main import DONE, run

ACCOUNTS = 4


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `facta scale` makes of a few lines."""
    folder = tmp_path_factory.mktemp("year")
    lines = [
        {"id": str(at), "text": f"Russia attacked Ukraine on day {at}.", "title": "A"}
        for at in range(ACCOUNTS)
    ]
    given = folder / "in.jsonl"
    given.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    line = ["scale", str(given), "--to", str(folder / "out"), "-q", "--jobs", "1"]
    assert run(line) == DONE
    return folder / "out"


def test_an_account_took_its_part_of_all(result: Path) -> None:
    """Of words, seconds and bytes."""
    rates = measured(result, linked=2.0)
    assert rates.accounts == ACCOUNTS
    assert rates.words == 7
    assert rates.linking == 0.5
    assert rates.ledger == (result / "facta.db").stat().st_size / ACCOUNTS
    assert min(rates.reading, rates.shard) > 0


def test_a_plan_grows_with_its_accounts(result: Path) -> None:
    """And reading falls with the cores, its core-hours and its price do not."""
    rates = measured(result, linked=2.0)
    small = planned(7200, rates, cores=1, price=1.0)
    assert small.core_hours == pytest.approx(2 * rates.reading)
    assert small.linking == pytest.approx(1.0)
    assert small.dollars == pytest.approx(small.core_hours + 2.0)
    large = planned(72_000, rates, cores=10, price=1.0)
    assert large.reading == pytest.approx(small.reading)
    assert large.core_hours == pytest.approx(10 * small.core_hours)
    assert large.ledger == pytest.approx(10 * small.ledger)
    assert len(list(table(rates, 64, 0.05))) == 2 + len(YEARS)


def test_without_its_ledger_a_plan_is_of_reading_alone(result: Path) -> None:
    """And says nothing of links."""
    rates = measured(result)
    plan = planned(3600, rates, cores=1, price=1.0)
    assert (plan.linking, plan.ledger) == (0, 0)
    assert plan.dollars == plan.core_hours
    assert not any("link" in line for line in table(rates, 64, 0.05))
