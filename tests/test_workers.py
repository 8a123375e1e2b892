"""
Several processes read as one does: the same, in the same order, and whatever becomes of
a process costs no account.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from multiprocessing import active_children, get_context
from pathlib import Path

import pytest

from facta import processes
from facta.batches import ACCOUNTS, Annotates
from facta.processes import READY, _uninterrupted, cores
from facta.records import Annotation, Document, Skipped
from facta.testing import doc
from facta.workers import WORTH, Workers
from tests.standing import SECONDS, Elsewhere, Lacking, Standing, accounts

# what a script starts in the background is deaf to it, and so is all that it starts
hears_ctrl_c = pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN, reason="SIGINT is ignored here"
)
MANY = 44  # accounts, in three batches
ROOT = Path(__file__).parents[1]
# what goes wrong with which of them
WRONG = {3: "stuck", 20: "fault", 37: "deadly"}


def given() -> list[Document]:
    """Short accounts, each of its own length, three of which are trouble."""
    return [
        doc(f"{WRONG.get(number, 'plain')} {'word ' * number}", source=f"{number}.txt")
        for number in range(MANY)
    ]


class Pass:
    """One pass of three processes over `given`."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.alive: set[int] = set()
        with Workers(Standing, jobs=3, worth=1) as annotator:
            self.found = []
            for found in annotator.annotations(given()):
                self.alive |= {child.pid or 0 for child in active_children()}
                self.found.append(found)
            self.left = active_children()
        self.said = capture.readouterr()


_PASSES: list[Pass] = []


@pytest.fixture
def three(capfd: pytest.CaptureFixture[str]) -> Pass:
    """The pass, made once for all tests, since processes take their time to start."""
    if not _PASSES:
        _PASSES.append(Pass(capfd))
    return _PASSES[0]


def one() -> list[Annotation | Skipped]:
    """What this process finds alone."""
    return list(Standing().annotations(given()))


def test_three_processes_find_what_one_does(three: Pass) -> None:
    """Each account once, in the order of the input, what was skipped in its place."""
    assert three.found == one()


def test_several_processes_were_at_work(three: Pass) -> None:
    """One for each batch, and none is left when all is read."""
    assert len(three.alive) > 1
    assert three.left == []


def test_a_process_that_dies_costs_no_account(three: Pass) -> None:
    """Its batch is read in this process, without a word."""
    assert isinstance(three.found[37], Annotation)
    assert three.said == ("", "")


def test_limits_and_faults_hold_in_other_processes(three: Pass) -> None:
    """An account that takes too long is skipped with what to do, and so is a fault."""
    skipped = [found for found in three.found if isinstance(found, Skipped)]
    assert [item.source for item in skipped] == ["3.txt", "20.txt"]
    assert skipped[0].reason.startswith(f"took longer than {SECONDS:g} seconds")
    assert "IndexError" in skipped[1].reason


@pytest.mark.parametrize("load", [Elsewhere, Lacking], ids=["others", "none"])
def test_processes_that_are_of_no_use_are_done_without(
    load: Callable[[], Annotates], capfd: pytest.CaptureFixture[str]
) -> None:
    """Those that cannot load the stages, or load others, read nothing."""
    texts = [doc(f"plain {number}") for number in range(2 * ACCOUNTS)]
    with Workers(load, jobs=2, worth=1) as annotator:
        found = list(annotator.annotations(texts))
    assert found == list(load().annotations(texts))
    assert capfd.readouterr() == ("", "")


def test_the_input_is_read_ahead_only_so_far() -> None:
    """However long it is, a few batches for each process wait for their turn."""
    taken = 0

    def counted() -> Iterator[Document]:
        nonlocal taken
        for document in accounts():
            taken += 1
            yield document

    with Workers(Standing, jobs=2, worth=1) as annotator:
        found = annotator.annotations(counted())
        for number, item in enumerate(islice(found, 10 * ACCOUNTS)):
            assert isinstance(item, Annotation)
            assert item.document.text == f"account {number}"
            assert taken <= number + (2 * READY + 1) * ACCOUNTS
    assert active_children() == []


@pytest.mark.parametrize(
    ("jobs", "texts"),
    [
        (1, ["long " * WORTH] * 3),
        (8, ["short"] * 5 * ACCOUNTS),
        (8, ["long " * WORTH]),
        (8, []),
    ],
    ids=["one job", "little to read", "one account", "nothing"],
)
def test_what_is_not_worth_it_starts_no_process(
    jobs: int, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five articles do not pay for what starting would cost them."""
    monkeypatch.setattr(processes, "get_context", None)
    with Workers(Standing, jobs=jobs) as annotator:
        found = annotator.annotations(map(doc, texts))
        assert [isinstance(item, Annotation) for item in found] == [True] * len(texts)


def test_half_a_surrogate_pair_comes_back_from_another_process() -> None:
    """It fits no packed annotation, which costs no account and changes no text."""
    texts = [doc(f"half \ud83d {number}") for number in range(2 * ACCOUNTS)]
    with Workers(Standing, jobs=1) as annotator:
        alone = list(annotator.annotations(texts))
    with Workers(Standing, jobs=2, worth=1) as annotator:
        assert list(annotator.annotations(texts)) == alone
    assert [one.document.text for one in alone if isinstance(one, Annotation)] == [
        one.text for one in texts
    ]


def test_stages_that_are_named_are_loaded_for_a_text_alone() -> None:
    """What a ledger holds already costs no loading; without their name they are asked."""
    loaded: list[Annotates] = []

    def load() -> Annotates:
        loaded.append(Standing())
        return loaded[-1]

    with Workers(load, stages="these", jobs=1) as annotator:
        assert annotator.stages == "these"
        assert [list(found) for found in annotator.batches([[], []])] == [[], []]
        assert not loaded
        assert len(list(annotator.annotations([doc("one"), doc("two")]))) == 2
        assert len(loaded) == 1
    with Workers(load, jobs=1) as annotator:
        assert len(loaded) == 2
        assert annotator.stages == loaded[-1].stages


def test_a_system_that_gives_no_process_is_done_without(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """All is read in this process."""

    def refused(_: object) -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    kind = get_context("spawn").Process
    monkeypatch.setattr(kind, "start", refused)
    texts = [doc(f"plain {number}") for number in range(2 * ACCOUNTS)]
    with Workers(Standing, jobs=2, worth=1) as annotator:
        found = annotator.annotations(texts)
        assert [isinstance(item, Annotation) for item in found] == [True] * len(texts)


def test_by_default_all_cores_that_this_process_may_use() -> None:
    """Which may be fewer than the machine has."""
    assert 1 <= cores() <= (os.cpu_count() or 1)


@hears_ctrl_c
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no groups of processes here")
def test_ctrl_c_ends_all_processes_at_once_and_in_silence() -> None:
    """The terminal sends it to each of them; only the first has something to say."""
    run = subprocess.Popen(
        [sys.executable, "-m", "tests.standing"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert run.stdout is not None
    try:
        assert run.stdout.readline() == "begun\n"
        os.killpg(run.pid, signal.SIGINT)
        assert run.communicate(timeout=60) == ("", "stopped\n")
        assert run.returncode == 130
        assert gone(run.pid)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)


def gone(group: int) -> bool:
    """Whether no process of a group is left, or is so soon."""
    for _ in range(500):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


@hears_ctrl_c
@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signals")
def test_ctrl_c_while_a_process_starts_is_not_lost() -> None:
    """It comes once the process has started."""
    with pytest.raises(KeyboardInterrupt), _uninterrupted():
        os.kill(os.getpid(), signal.SIGINT)
