"""
The commands that `benchmarks.kills` kills, each over a folder that it finds as a run before
has left it.

All are small: what takes long in them is to start, so that most of a run can be drawn from.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from msgspec import Struct, structs

from benchmarks.scale import accounts
from facta.ledger import Ledger
from tests.exchange.test_incoming import FILES, icews

# A process of its own that runs one command line, with a clock that stands: two runs
# that do the same then leave the same.
CODE = """
import datetime, sys
from facta.cli.main import run
from facta.ledger import Ledger
now = datetime.datetime({clock}, tzinfo=datetime.UTC)
Ledger.open.__func__.__kwdefaults__["clock"] = lambda: now
sys.exit(run(sys.argv[1:]))
"""
BEFORE, NOW = (datetime.datetime(2026, 1, day, tzinfo=datetime.UTC) for day in (1, 2))
ARTICLES, LEDGER, EVENTS = "articles", "facta.db", "events.tsv"
FEW, SHARD = 8, 3  # accounts that stand there before; of a shard
ROWS = 300  # of event data
LONG = 90_000  # characters, from which on two processes read
DECIDED = 25  # happenings on which somebody else decided
GIVEN = ("ONE", "OTHER")


class Operation(Struct, frozen=True, kw_only=True):
    """
    A command that is killed.

    Args:
        name: for the table.
        command: what `facta` is given, in the folder; the names in `GIVEN` stand for
            happenings of its ledger.
        before: makes the folder as the command finds it.
        whole: whether its ledger is as it was or complete, with nothing between.
        again: whether it may be given again where it was done: a decision that was taken
            would be taken twice.
        weight: its share of the rounds.
    """

    name: str
    command: tuple[str, ...]
    before: Callable[[Path], None]
    whole: bool = True
    again: bool = True
    weight: int = 1


def started(
    arguments: Sequence[str], folder: Path, *, clock: datetime.datetime = NOW
) -> subprocess.Popen[bytes]:
    """The command in a process, and a group of processes, of its own."""
    code = CODE.format(clock=f"{clock.year}, {clock.month}, {clock.day}")
    path = os.pathsep.join(
        filter(None, (str(Path.cwd()), os.environ.get("PYTHONPATH")))
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def ran(
    arguments: Sequence[str], folder: Path, *, clock: datetime.datetime = NOW
) -> int:
    """The exit status of a command that nobody kills."""
    return started(arguments, folder, clock=clock).wait()


def spelled(command: Sequence[str], folder: Path) -> list[str]:
    """A command with the happenings that it is about."""
    if not set(GIVEN) & set(command):
        return list(command)
    ids = dict(zip(GIVEN, reversed(_happenings(folder)), strict=False))
    return [ids.get(part, part) for part in command]


def _read(folder: Path) -> None:
    """A ledger of a few accounts; after it some changed, one went, others came."""
    _write(folder, FEW)
    ran((*BUILD, "--jobs", "1"), folder, clock=BEFORE)
    ran(
        ("decide", "reject", _happenings(folder)[0], "--by", "Ann"),
        folder,
        clock=BEFORE,
    )
    _write(folder, 3 * FEW, changed=FEW // 2)
    (folder / ARTICLES / f"{FEW - 1:03}.txt").unlink()


def _read_long(folder: Path) -> None:
    """The same, with more to read than one process is given."""
    _read(folder)
    size = sum(path.stat().st_size for path in (folder / ARTICLES).iterdir())
    _write(folder, FEW + LONG * 3 * FEW // size, changed=FEW // 2)


def _decided(folder: Path) -> None:
    """A ledger with something to decide on, and what somebody else decided on it."""
    _read(folder)
    ran(BUILD, folder, clock=BEFORE)
    for name in ("theirs.db", LEDGER):
        ran(("backup", name, "--force"), folder)
    with Ledger.open(folder / "theirs.db", clock=lambda: BEFORE, here=folder) as theirs:
        for item in _happenings(folder)[1 : DECIDED + 1]:
            theirs.decide(item, "rejected", "an echo", "Bea")
    ran(("decisions", "--out", "theirs.jsonl", "--ledger", "theirs.db"), folder)
    (folder / "theirs.db").unlink()


def _imported(folder: Path) -> None:
    """A ledger of a few accounts, and event data beside it."""
    _read(folder)
    days = (f"2018-{at % 12 + 1:02}-{at % 28 + 1:02}" for at in range(ROWS))
    rows = (icews(Event_ID=str(at), Event_Date=day) for at, day in enumerate(days))
    (folder / EVENTS).write_text(FILES["icews"](*rows), "utf-8")


def _exported(folder: Path) -> None:
    """What was written of a ledger that has been added to since."""
    _imported(folder)
    for operation in EXPORTS:
        ran(operation.command, folder, clock=BEFORE)
    ran(IMPORT, folder, clock=BEFORE)
    ran(("decide", "undo", "--by", "Ann"), folder, clock=BEFORE)


def _scaled(folder: Path) -> None:
    """Shards of some accounts, of which some changed since, and others came."""
    _write(folder, FEW)
    ran(SCALE, folder, clock=BEFORE)
    _write(folder, 2 * FEW, changed=2)


def _write(folder: Path, count: int, *, changed: int = 0) -> None:
    """So many accounts; of those that stand there the first ones change."""
    (folder / ARTICLES).mkdir(exist_ok=True)
    for at, account in enumerate(islice(accounts(1_000_000), count)):
        path = folder / ARTICLES / f"{at:03}.txt"
        text = account["text"]
        if path.exists() and at >= changed:
            continue
        path.write_text(f"{text} Nothing more was known." if path.exists() else text)


def _happenings(folder: Path) -> list[str]:
    with Ledger.open(folder / LEDGER, read_only=True) as ledger:
        return [item.id for item in ledger.happenings()]


BUILD = ("build", ARTICLES, "-q", "--no-brief", "--published", "2025-05-28")
IMPORT = ("import", "-q", EVENTS, "--ledger", LEDGER)
SCALE = (
    *("scale", ARTICLES, "--to", "out", "-q", "--jobs", "2"),
    *("--per-shard", str(SHARD), "--published", "2025-05-28"),
)
EXPORTS = tuple(
    Operation(name=f"exporting: {name}", command=command, before=_exported)
    for name, command in (
        ("CSV", ("export", "--format", "csv", "-o", "csv")),
        ("Parquet", ("export", "--format", "parquet", "-o", "parquet")),
        ("GDELT", ("export", "--format", "gdelt", "-o", "gdelt")),
        ("Excel", ("export", "--format", "xlsx", "-o", "all.xlsx")),
        ("the brief", ("brief", "-o", "brief.html")),
        ("decisions", ("decisions", "--out", "mine.jsonl")),
        ("a backup", ("backup", "copy.db", "--force")),
    )
)
OPERATIONS = (
    Operation(
        name="reading, linking",
        command=(*BUILD, "--jobs", "1"),
        before=_read,
        whole=False,
        weight=48,
    ),
    Operation(
        name="reading in two processes",
        command=(*BUILD, "--jobs", "2"),
        before=_read_long,
        whole=False,
        weight=7,
    ),
    Operation(
        name="deciding: rejected",
        command=("decide", "reject", "ONE", "--by", "Ann"),
        before=_decided,
        again=False,
        weight=15,
    ),
    Operation(
        name="deciding: merged",
        command=("decide", "merge", "ONE", "OTHER", "--by", "Ann"),
        before=_decided,
        again=False,
        weight=15,
    ),
    Operation(
        name="deciding: taken back",
        command=("decide", "undo", "--by", "Ann"),
        before=_decided,
        again=False,
        weight=10,
    ),
    Operation(
        name="decisions of others",
        command=("decisions", "--in", "theirs.jsonl"),
        before=_decided,
        weight=15,
    ),
    *(structs.replace(operation, weight=6) for operation in EXPORTS),
    Operation(name="importing", command=IMPORT, before=_imported, weight=25),
    Operation(name="scaling", command=SCALE, before=_scaled, whole=False, weight=25),
)
