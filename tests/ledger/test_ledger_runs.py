"""Runs that are cut off, runs beside one another, and readers beside a run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facta import pipeline
from facta.brief import compose
from facta.errors import LedgerError
from facta.ledger import Ledger, run_lock
from facta.ledger.upkeep import Change, Upkeep
from facta.ontology import Countries
from facta.pipeline import ingest
from facta.testing import doc
from tests.ledger.making import CLOCK, account, dump, read, stand_in, texts, told, write

ROOT = Path(__file__).parents[2]
RUN = """
import os, signal, sys, time
from pathlib import Path
sys.path.insert(0, {root!r})
from facta import pipeline
from tests.ledger.making import read, told
pipeline.annotate = told
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
def slow(*given):
    time.sleep(0.02)
    return told(*given)
{change}
read(Path({folder!r}), {path!r}, add=True)
"""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Accounts are read by a stand-in and not by the model."""
    monkeypatch.setattr(pipeline, "annotate", told)


def started(folder: Path, path: str, change: str = "") -> subprocess.Popen[str]:
    """A run in a process of its own."""
    script = RUN.format(root=str(ROOT), folder=str(folder), path=path, change=change)
    command = [sys.executable, "-c", script]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ended(*processes: subprocess.Popen[str]) -> list[int]:
    """The exit statuses of runs, when all are over."""
    return [
        process.communicate(timeout=120) and process.returncode for process in processes
    ]


def killed(folder: Path, change: str) -> None:
    """A run over `a` that a signal ends where `change` says."""
    assert ended(started(folder, "a", change)) == [-signal.SIGKILL]


KILLS = 8
MOMENTS = {
    "before linking": "from facta.ledger import Ledger; Ledger.relink = die",
    "before settling": "from facta.ledger.sources import Sources; Sources.settle = die",
    "while linking": "from facta.ledger import Ledger; Ledger._fact = die",
}


@pytest.mark.parametrize("change", MOMENTS.values(), ids=MOMENTS.keys())
@pytest.mark.parametrize("builds", [1, 2], ids=["first build", "second build"])
def test_a_run_that_was_killed_is_finished_by_the_next(
    tmp_path: Path, change: str, builds: int
) -> None:
    """
    Whatever the moment, the next run gives the rows that a run never killed gives.
    """
    for name in ("cut", "whole"):
        write(tmp_path / name, a__one="First words.", a__two="Other words.")
    if builds == 2:
        for name in ("cut", "whole"):
            read(tmp_path / name, "a")
            write(tmp_path / name, a__one="Corrected words.", a__three="More words.")
    killed(tmp_path / "cut", change)
    with Ledger.open(tmp_path / "cut" / "facta.db", read_only=True) as ledger:
        assert ledger.linked() is None
        with pytest.raises(
            LedgerError, match=r"cut off before linking.*; run facta again"
        ):
            compose(ledger, Countries.load())
    for name in ("cut", "whole"):
        read(tmp_path / name, "a")
    assert dump(tmp_path / "cut" / "facta.db") == dump(tmp_path / "whole" / "facta.db")


def test_a_run_killed_at_any_moment_is_finished_by_the_next(tmp_path: Path) -> None:
    """
    Each account is there or not, what links them is of the last run or of this one, and
    the next run gives what a run never killed gives.
    """
    before = {f"a__{at}": f"Words{at} of an account." for at in range(30)}
    after = {f"a__{at}": f"Other{at} words." for at in range(20, 50)}
    for name in ("whole", *map(str, range(KILLS))):
        write(tmp_path / name, **before)
        read(tmp_path / name, "a")
        write(tmp_path / name, **after)
    begun = time.monotonic()
    assert ended(started(tmp_path / "whole", "a")) == [0]
    lasted = time.monotonic() - begun
    whole, cut = dump(tmp_path / "whole" / "facta.db"), 0
    for number in range(KILLS):
        folder = tmp_path / str(number)
        run = started(folder, "a")
        time.sleep(lasted * (number + 1) / (KILLS + 1))
        run.kill()
        run.communicate()
        with Ledger.open(folder / "facta.db", read_only=True) as ledger:
            assert list(ledger.faults()) == []
        cut += dump(folder / "facta.db") != whole
        read(folder, "a")
        assert dump(folder / "facta.db") == whole
    assert cut


def test_a_run_that_reads_nothing_new_finishes_one_that_was_killed(
    tmp_path: Path,
) -> None:
    """
    Another source is enough: what is missing is seen in the ledger, not in the
    accounts.
    """
    write(tmp_path, a__one="First words.", b__two="Other words.")
    read(tmp_path, "a", "b")
    write(tmp_path, a__one="Corrected words.")
    killed(tmp_path, MOMENTS["before settling"])
    assert read(tmp_path, "b").relinked
    assert texts(tmp_path / "facta.db") == ["Corrected words.", "Other words."]


@pytest.mark.parametrize("builds", [1, 2], ids=["first build", "second build"])
def test_a_disk_that_fills_while_linking_costs_no_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, builds: int
) -> None:
    """The fault is one line; with room again, the next run links."""
    accounts = [
        doc(f"Words{number} of an account.", source=f"{number}.txt")
        for number in range(60)
    ]
    for name, count in (("full.db", 30), ("whole.db", 30)):
        if builds == 2:
            with Ledger.open(
                tmp_path / name, clock=lambda: CLOCK, here=tmp_path
            ) as ledger:
                ingest(accounts[:count], ledger, stand_in())

    with Ledger.open(
        tmp_path / "full.db", clock=lambda: CLOCK, here=tmp_path
    ) as ledger:
        relink = Ledger.relink

        def filled_up(ledger: Ledger, **how: Any) -> bool:
            ledger._store.run("PRAGMA max_page_count = 1")
            return relink(ledger, **how)

        monkeypatch.setattr(Ledger, "relink", filled_up)
        with pytest.raises(LedgerError, match="full; check free space"):
            ingest(accounts, ledger, stand_in())
        monkeypatch.setattr(Ledger, "relink", relink)
        assert ledger.linked() is None
    for name in ("full.db", "whole.db"):
        with Ledger.open(tmp_path / name, clock=lambda: CLOCK, here=tmp_path) as ledger:
            ingest(accounts, ledger, stand_in())
    assert dump(tmp_path / "full.db") == dump(tmp_path / "whole.db")


def test_other_rules_of_linking_link_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A ledger that older rules linked is linked again by the next run, though no account
    is new.
    """
    write(tmp_path, a__one="First words.")
    assert read(tmp_path, "a").relinked
    calls: list[int] = []
    run = Upkeep.run

    def counted(
        upkeep: Upkeep, gone: Any, come: Any, *told: Any, **more: Any
    ) -> Change:
        calls.append(len(come))
        return run(upkeep, gone, come, *told, **more)

    monkeypatch.setattr(Upkeep, "run", counted)
    read(tmp_path, "a")
    assert calls == []
    rules = pipeline.rules
    monkeypatch.setattr(pipeline, "rules", lambda *given: f"{rules(*given)}x")
    read(tmp_path, "a")
    assert calls == [1]


@pytest.mark.parametrize("pair", range(4))
def test_two_runs_at_once_give_what_one_after_the_other_gives(
    tmp_path: Path, pair: int
) -> None:
    """
    Two second builds in processes of their own both end well, in whatever order they
    get their turn.
    """
    for name in ("once", "after"):
        folder = tmp_path / name
        write(folder, c__zero="Zero words.")
        read(folder, "c")
        for number in range(8):
            write(
                folder,
                **{
                    f"a__{number}": f"A{number} words.",
                    f"b__{number}": f"B{number} words.",
                },
            )
        write(folder, a__same="Same words.", b__same="Same words.")
    slow = "pipeline.annotate = slow"
    assert ended(
        *(
            started(tmp_path / "once", path, slow)
            for path in ("ab" if pair % 2 else "ba")
        )
    ) == [0, 0]
    for path in "ab":
        read(tmp_path / "after", path, add=True)
    assert dump(tmp_path / "once" / "facta.db") == dump(tmp_path / "after" / "facta.db")
    assert sorted(path.name for path in (tmp_path / "once").iterdir()) == [
        "a",
        "b",
        "c",
        "facta.db",
    ]


def test_who_waits_is_told_for_whom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a moment the waiting run names the process that is at work, once."""
    monkeypatch.setattr(run_lock, "TOLD_AFTER", 0.0)
    heard: list[str] = []

    def wait() -> None:
        with Ledger.open(tmp_path / "facta.db") as ledger, ledger.alone(heard.append):
            pass

    with (
        Ledger.open(tmp_path / "facta.db", clock=lambda: CLOCK) as ledger,
        ledger.alone(),
    ):
        thread = threading.Thread(target=wait)
        thread.start()
        while not heard:
            time.sleep(0.01)
    thread.join()
    said = f"waiting for process {os.getpid()}, at work since 2025-06-01 12:00 UTC"
    assert heard == [f"{tmp_path / 'facta.db'}: {said}"]


def test_who_waits_too_long_is_told_so(tmp_path: Path) -> None:
    """A run that does not end is named in one line, with what to do."""
    told_nothing: Callable[[str], object] = str
    with (
        Ledger.open(tmp_path / "facta.db", clock=lambda: CLOCK) as ledger,
        ledger.alone(),
    ):
        advice = "wait until it is done, or give another --ledger"
        pattern = rf"facta\.db: held by process {os.getpid()}, .*; {advice}"
        with (
            pytest.raises(LedgerError, match=pattern),
            run_lock.exclusive_run(
                tmp_path / "facta.db", "", told=told_nothing, wait_seconds=0.0
            ),
        ):
            pass


def test_a_killed_run_holds_nothing(tmp_path: Path) -> None:
    """
    The lock ends with its process; the file that it leaves is hidden, and taken over.
    """
    write(tmp_path, a__one="First words.")
    killed(tmp_path, MOMENTS["before linking"])
    assert run_lock.lock_file(tmp_path / "facta.db").exists()
    assert run_lock.lock_file(tmp_path / "facta.db").name.startswith(".")
    read(tmp_path, "a")
    assert not run_lock.lock_file(tmp_path / "facta.db").exists()


def test_a_reader_sees_one_state(tmp_path: Path) -> None:
    """What a reader sees does not change while another run adds, replaces and links."""
    write(tmp_path, a__one="First words.", a__two="Other words.")
    read(tmp_path, "a")
    with Ledger.open(tmp_path / "facta.db", read_only=True) as reader:
        before = (
            list(reader.documents()),
            list(reader.happenings()),
            list(reader.annotations()),
        )
        write(tmp_path, a__one="Corrected words.", a__three="More words.")
        read(tmp_path, "a")
        assert (
            list(reader.documents()),
            list(reader.happenings()),
            list(reader.annotations()),
        ) == before
        assert reader.linked() is not None
    assert texts(tmp_path / "facta.db") == [
        "Corrected words.",
        "More words.",
        "Other words.",
    ]


def test_a_snapshot_of_a_writer_sees_one_state(tmp_path: Path) -> None:
    """A brief at the end of a run is of that run, whoever writes after it."""
    with (
        Ledger.open(tmp_path / "a.db") as ledger,
        Ledger.open(tmp_path / "a.db") as other,
    ):
        ledger.add(account(1))
        with ledger.snapshot():
            assert len(list(ledger.documents())) == 1
            other.add(account(2))
            assert len(list(ledger.documents())) == 1
        assert len(list(ledger.documents())) == 2


def test_readers_beside_a_run_never_fail(tmp_path: Path) -> None:
    """Whatever is asked while a run is at work is answered from one state."""
    for number in range(12):
        write(tmp_path, **{f"a__{number}": f"Old{number} words."})
    read(tmp_path, "a")
    for number in range(12):
        write(tmp_path, **{f"a__{number}": f"New{number} words."})
    run = started(tmp_path, "a", "pipeline.annotate = slow")
    counts: set[int] = set()
    while run.poll() is None:
        with Ledger.open(tmp_path / "facta.db", read_only=True) as ledger:
            events = {
                event.id for item in ledger.annotations() for event in item.events
            }
            told_by = {
                report.event for item in ledger.happenings() for report in item.reports
            }
            assert ledger.linked() is None or told_by == events
            counts.add(len(told_by))
    assert ended(run) == [0]
    assert counts == {12}
