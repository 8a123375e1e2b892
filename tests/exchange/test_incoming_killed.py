"""An import that is killed leaves the ledger as it was, or complete."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facta.ledger import Ledger
from tests.exchange.test_incoming import FILES, icews
from tests.ledger.making import dump, filled, whole

ROWS, KILLS, SEED = 400, 12, 5
CODE = "import sys; from facta.cli.main import run; sys.exit(run(sys.argv[1:]))"


def started(folder: Path) -> subprocess.Popen[bytes]:
    """An import at work in a process of its own."""
    command = [
        sys.executable,
        "-c",
        CODE,
        "import",
        "-q",
        "events.tsv",
        "--ledger",
        "a.db",
    ]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger of one account, and a file of event data beside it."""
    filled(tmp_path / "a.db", [whole(1)])
    days = (f"2018-{at % 12 + 1:02}-{at % 28 + 1:02}" for at in range(ROWS))
    rows = (icews(Event_ID=str(at), Event_Date=day) for at, day in enumerate(days))
    (tmp_path / "events.tsv").write_text(FILES["icews"](*rows))
    return tmp_path


def test_a_killed_import_leaves_the_ledger_as_it_was_or_complete(folder: Path) -> None:
    """At whatever moment; the next one brings all of it."""
    before = dump(folder / "a.db")
    begun = time.monotonic()
    first = started(folder)
    assert first.wait() == 0
    lasted = time.monotonic() - begun
    complete = dump(folder / "a.db")
    assert len(complete["documents"]) == ROWS + 1
    moments = random.Random(SEED)
    killed = 0
    for _ in range(KILLS):
        for name in ("a.db", "a.db-wal", "a.db-shm"):
            (folder / name).unlink(missing_ok=True)
        filled(folder / "a.db", [whole(1)])
        run = started(folder)
        time.sleep(moments.uniform(0.2, 1.0) * lasted)
        run.kill()
        run.wait()
        found = dump(folder / "a.db")
        killed += found != complete
        assert without_days(found) in (without_days(before), without_days(complete))
        with Ledger.open(folder / "a.db", read_only=True) as ledger:
            assert list(ledger.faults()) == []
    assert killed
    assert started(folder).wait() == 0
    assert without_days(dump(folder / "a.db")) == without_days(complete)


def without_days(
    tables: dict[str, list[tuple[object, ...]]],
) -> dict[str, list[tuple[object, ...]]]:
    """All but the sources, which know the day on which they were first read."""
    return {name: rows for name, rows in tables.items() if name != "sources"}
