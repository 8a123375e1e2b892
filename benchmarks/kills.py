"""
What a kill costs: SIGKILL at random moments of reading, linking, deciding, exporting,
importing and scaling.

    python -m benchmarks.kills                         200 rounds; half an hour
    python -m benchmarks.kills --rounds 20 --seed 2
    python -m benchmarks.kills --only importing        one operation, or all of a beginning

Each round runs the real command in a process of its own over a copy of a small folder, and
kills that process alone: those that work for it must end by themselves. Half of the moments
are drawn from the whole run, half from what follows its first trace on the disk. Then it
holds what is there against what was there before and what a run never killed leaves, runs
the command again, and compares once more. Exit status 1 where anything is not as it should
be; each case is named.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from operator import itemgetter
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from benchmarks.operations import (
    ARTICLES,
    EVENTS,
    OPERATIONS,
    Operation,
    spelled,
    started,
)
from facta.errors import FactaError
from facta.ledger import Ledger
from tests.ledger.making import dump

HEAD = """\
| killed while | rounds | at work | in part done | lost | half-written | ended otherwise |
|---|---|---|---|---|---|---|"""
ROUNDS, SEED = 200, 1
SHORTER, LONGER = 0.8, 1.05  # judged: three of four kills meet a run at work
PAUSE = 0.002  # seconds between two looks
END = 20.0  # seconds within which the processes of one that was killed must be gone
# of an account alone, whichever others there are
READ = (
    *("sentences", "times", "actors", "events", "event_ends"),
    *("statements", "commitments", "figures"),
)
# of all accounts together
LINKED = (
    *("happenings", "happening_ends", "reports", "disputes", "claims"),
    *("pledges", "pledge_reports", "pledge_changes", "copies", "originators"),
)
GIVEN = {ARTICLES, EVENTS, "theirs.jsonl"}
# tells how long a shard took and what memory it held, which no two runs do alike
TIMED = "manifest.json"
BEGUN = (".part", ".tmp", "-wal", "-shm", "-journal", ".lock")

Tables = Mapping[str, Sequence[tuple[object, ...]]]
State = Mapping[str, bytes | Tables]


class Known(Struct, frozen=True, kw_only=True):
    """An operation, measured: what is there before and after, and how long it takes."""

    command: list[str]
    folder: Path
    before: State
    after: State
    status: int
    begun: float
    lasted: float


class Round(Struct, frozen=True, kw_only=True):
    """
    What one kill did: whether it met the run at work, whether a part of its work was there
    already, and what is wrong after it.
    """

    midway: bool
    part: bool
    lost: tuple[str, ...] = ()
    half: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; 1 where a round went wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    parser.add_argument("--seed", type=int, default=SEED, metavar="N")
    parser.add_argument("--only", default="", metavar="NAME")
    options = parser.parse_args(arguments)
    chosen = [one for one in OPERATIONS if one.name.startswith(options.only)]
    if not chosen:
        parser.error(f"no operation {options.only!r}: {', '.join(_names())}")
    print(HEAD)
    every: list[Round] = []
    with tempfile.TemporaryDirectory() as place:
        for operation, rounds in shares(chosen, options.rounds):
            chance = random.Random(f"{options.seed} {operation.name}")
            found = list(killed(operation, rounds, chance, Path(place)))
            print(row(operation.name, found), flush=True)
            for number, one in enumerate(found):
                for said in (*one.lost, *one.half, *one.otherwise):
                    print(f"{operation.name}, round {number}: {said}", file=sys.stderr)
            every += found
    print(row("all", every))
    return int(any(one.lost or one.half or one.otherwise for one in every))


def _names() -> Iterator[str]:
    return (operation.name for operation in OPERATIONS)


def shares(chosen: Sequence[Operation], rounds: int) -> list[tuple[Operation, int]]:
    """
    So many rounds over these, each by its weight, so that their sum is right.

    >>> [(one.name, n) for one, n in shares(OPERATIONS[:2], 11)]
    [('reading, linking', 9), ('reading in two processes', 2)]
    """
    total, done, given = sum(one.weight for one in chosen), 0, []
    for at in range(len(chosen)):
        weight = sum(one.weight for one in chosen[: at + 1])
        until = round(rounds * weight / total)
        given.append((chosen[at], until - done))
        done = until
    return [(one, count) for one, count in given if count]


def row(name: str, found: Sequence[Round]) -> str:
    """A line of the table."""
    columns = Round.__struct_fields__
    counts = (sum(bool(getattr(one, what)) for one in found) for what in columns)
    return f"| {name} | {len(found)} | {' | '.join(map(str, counts))} |"


def killed(
    operation: Operation, rounds: int, chance: random.Random, place: Path
) -> Iterator[Round]:
    """An operation, killed so many times."""
    known = measured(operation, place)
    for number in range(rounds):
        folder = place / "round"
        shutil.copytree(known.folder, folder)
        try:
            one = one_round(operation, known, folder, chance, early=number % 2 == 0)
            yield one
            known = paced(known, ended=not one.midway)
        finally:
            shutil.rmtree(folder)


def paced(known: Known, *, ended: bool) -> Known:
    """
    How long a run takes now, on a machine that has other work, too: shorter where one had
    ended before it was killed.
    """
    by = SHORTER if ended else LONGER
    return structs.replace(known, begun=known.begun * by, lasted=known.lasted * by)


def measured(operation: Operation, place: Path) -> Known:
    """
    The folder before, and what a run makes of it that nobody kills; of two, how long the
    shorter takes.
    """
    folder = place / operation.before.__name__
    if not folder.exists():
        folder.mkdir()
        operation.before(folder)
    command, before = spelled(operation.command, folder), state(folder)
    found = []
    for _ in range(2):
        done = place / "done"
        shutil.copytree(folder, done)
        status, begun, lasted = _timed(command, done)
        found.append((lasted, begun, status, state(done)))
        shutil.rmtree(done)
    (_, _, status, after), again = found
    assert before != after == again[-1], f"{operation.name}: does nothing, or varies"
    lasted, begun, *_ = min(found, key=itemgetter(0))
    return Known(
        command=command,
        folder=folder,
        before=before,
        after=after,
        status=status,
        begun=begun,
        lasted=lasted,
    )


def _timed(command: Sequence[str], folder: Path) -> tuple[int, float, float]:
    """Exit status, seconds until a run leaves its first trace, and until its end."""
    first, begun = traces(folder), 0.0
    began = time.monotonic()
    process = started(command, folder)
    while process.poll() is None:
        if not begun and traces(folder) != first:
            begun = time.monotonic() - began
        time.sleep(PAUSE)
    return process.returncode, begun, time.monotonic() - began


def one_round(
    operation: Operation,
    known: Known,
    folder: Path,
    chance: random.Random,
    *,
    early: bool,
) -> Round:
    """One kill, and what is there after it and after the same command again."""
    first = traces(folder)
    process = started(known.command, folder)
    began = time.monotonic()
    moment = chance.uniform(0, known.lasted)
    if not early:
        while process.poll() is None and traces(folder) == first:
            time.sleep(PAUSE)
        began = time.monotonic()
        moment = chance.uniform(0, known.lasted - known.begun)
    while process.poll() is None and time.monotonic() - began < moment:
        time.sleep(PAUSE)
    seen = committed(folder)
    process.kill()
    at_work = process.wait() == -signal.SIGKILL
    lingering = () if _gone(process.pid) else ("a process of its own went on",)
    lost = tuple(_lost(seen | committed(known.folder), folder))
    found = state(folder)
    half = tuple(_half(operation, known, found, folder))
    again: tuple[str, ...] = ()
    for left in _left(folder):
        # the next run is that of another hour
        os.utime(left, (0, 0))
    if operation.again or found != known.after:
        status = started(known.command, folder).wait()
        again = () if status == known.status else (f"the next run ended by {status}",)
    otherwise = (*lingering, *again, *_differences(state(folder), known.after))
    return Round(
        midway=at_work and found != known.after,
        part=at_work and found not in (known.before, known.after),
        lost=lost,
        half=half,
        otherwise=(*otherwise, *(f"{left} is left behind" for left in _left(folder))),
    )


def traces(folder: Path) -> frozenset[tuple[str, int, int]]:
    """What shows that a run has begun to write."""
    return frozenset(_traces(folder))


def _traces(folder: Path) -> Iterator[tuple[str, int, int]]:
    with suppress(FileNotFoundError), os.scandir(folder) as found:
        for entry in found:
            if entry.name in GIVEN:
                continue
            if entry.is_dir():
                yield from _traces(Path(entry.path))
            with suppress(FileNotFoundError):
                of = entry.stat()
                yield entry.path.removeprefix(str(folder)), of.st_size, of.st_mtime_ns


def state(folder: Path) -> dict[str, bytes | Tables]:
    """What can be seen in a folder: ledgers row by row, files byte by byte."""
    found: dict[str, bytes | Tables] = {}
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts)
        if hidden or parts[0] in GIVEN or path.name == TIMED or not path.is_file():
            continue
        if path.suffix == ".db":
            found["/".join(parts)] = dump(path)
        elif not path.name.endswith(("-wal", "-shm", ".part")):
            found["/".join(parts)] = path.read_bytes()
    return found


def committed(folder: Path) -> set[str]:
    """
    What no kill may take: accounts and decisions of ledgers, shards that are done. Nothing,
    where none can be read yet.
    """
    found = {str(path.relative_to(folder)) for path in folder.glob("out/shards/*")}
    for path in folder.rglob("*.db"):
        name = path.relative_to(folder)
        with (
            suppress(sqlite3.Error),
            closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection,
        ):
            for what, sql in COMMITTED.items():
                rows = connection.execute(sql).fetchall()
                found |= {f"{name}: {what} {key}" for (key,) in rows}
    return found


COMMITTED = {
    "account": "SELECT id FROM documents UNION SELECT document FROM versions",
    "decision": "SELECT number || ' ' || verdict || ' ' || record FROM decisions",
}


def _lost(kept: set[str], folder: Path) -> Iterator[str]:
    # a shard that is read anew stands there in the end; whether it does, is compared
    missing = {each for each in kept - committed(folder) if ".db: " in each}
    for each in sorted(missing):
        yield f"{each} is gone"


def _half(
    operation: Operation, known: Known, found: State, folder: Path
) -> Iterator[str]:
    for name in found:
        if name.endswith(".db"):
            yield from _faults(folder / name)
        sides = [side[name] for side in (known.before, known.after) if name in side]
        if found[name] in sides:
            continue
        if operation.whole or not name.endswith(".db") or not sides:
            yield f"{name} is neither as it was nor as it will be"
        else:
            yield from _mixed(name, found[name], sides)
    for name in known.before.keys() & known.after.keys() - found.keys():
        yield f"{name} is not there"


def _faults(path: Path) -> Iterator[str]:
    try:
        with Ledger.open(path, read_only=True) as ledger:
            yield from ledger.faults()
    except FactaError as error:
        yield str(error)


def _mixed(name: str, found: Any, sides: Sequence[Any]) -> Iterator[str]:
    """Each account as it was or as it will be; what links them of one time."""
    for table in READ:
        either = {row for side in sides for row in side[table]}
        if not either.issuperset(found[table]):
            yield f"{name}: {table} has rows of no run"
    if not any(all(found[each] == side[each] for each in LINKED) for side in sides):
        yield f"{name}: linked in part"


def _differences(found: State, wanted: State) -> Iterator[str]:
    for name in sorted(found.keys() | wanted.keys()):
        if found.get(name) != wanted.get(name):
            yield f"{name} is not as a run leaves it that nobody kills"


def _left(folder: Path) -> list[Path]:
    """What was begun and is not finished."""
    return [
        path
        for path in folder.rglob("*")
        if path.name.endswith(BEGUN) or path.parent.name == ".begun"
    ]


def _gone(group: int) -> bool:
    """Whether all processes of a group end by themselves, soon."""
    until = time.monotonic() + END
    while time.monotonic() < until:
        if not any(_at_work(group)):
            return True
        time.sleep(PAUSE)
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
    return False


def _at_work(group: int) -> Iterator[int]:
    """The processes of a group that have not ended, though nobody may have noticed."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = path.read_text("utf-8", "replace").rpartition(") ")
            status, _, of = rest.split()[:3]
            if of == str(group) and status not in "ZX":
                yield int(name.partition(" ")[0])


if __name__ == "__main__":
    sys.exit(main())
