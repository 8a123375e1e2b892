"""
Whatever is wrong with the place that a command works in, it says so in one line that tells
what to do, and leaves there what was there.
"""

from __future__ import annotations

import datetime
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, cast

import pytest

from facta.cli.main import CANNOT, DONE, run
from facta.ledger import Ledger, opening
from facta.scale.nouns import ScaleError
from facta.scale.tables import annotated
from tests.exchange.test_incoming import FILES, icews
from tests.ledger.making import dump

TEXTS = (
    "Russia attacked Kyiv on 25 May 2025. Ukraine condemned the attack.",
    "Russia struck Kyiv on Sunday, 25 May 2025, officials said.",
)
LATER = "France sanctioned Russia on 27 May 2025."
SEEN = ("--published", "2025-05-28")
COMMANDS: Mapping[str, tuple[str, ...]] = {
    "build": ("build", "articles", "-q", "--no-brief", *SEEN),
    "import": ("import", "-q", "events.tsv", "--ledger", "facta.db"),
    "decide": ("decide", "reject", "HAPPENING", "--by", "Ann"),
    "brief": ("brief", "-o", "page.html"),
    "csv": ("export", "--format", "csv", "-o", "csv"),
    "parquet": ("export", "--format", "parquet", "-o", "parquet"),
    "decisions": ("decisions", "--out", "mine.jsonl"),
    "backup": ("backup", "copy.db"),
    "scale": ("scale", "articles", "--to", "out", "-q", "--jobs", "1", *SEEN),
}
# those that write into the ledger itself
CHANGING = ("build", "import", "decide")
ROOM = 16 << 20  # bytes of a small disk
LEFT = 4 << 10  # of which so many are free
PLACES, SEED = 200, 7  # of flipped bits


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with accounts, a ledger of them, event data, and what was read in shards."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "articles").mkdir()
    for at, text in enumerate(TEXTS):
        (folder / "articles" / f"{at}.txt").write_text(text, "utf-8")
    rows = (icews(Event_ID=str(at), Event_Date="2018-05-25") for at in range(20))
    (folder / "events.tsv").write_text(FILES["icews"](*rows), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(["build", "articles", "-q", "--no-brief", *SEEN]) == DONE
        shards = ("--to", "out", "-q", "--jobs", "1", *SEEN)
        assert run(["scale", "articles", *shards]) == DONE
    (folder / "articles" / "later.txt").write_text(LATER, "utf-8")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, to be worked in."""
    return entered(made, tmp_path / "work", monkeypatch)


@pytest.fixture
def disk(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The same on a small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mounted, check=False).returncode:
        pytest.skip("takes the right to mount a disk")
    try:
        yield entered(made, place / "work", monkeypatch)
    finally:
        monkeypatch.undo()
        subprocess.run(["umount", str(place)], check=True)


def entered(made: Path, place: Path, patch: pytest.MonkeyPatch) -> Path:
    """A copy of a folder, as the working directory."""
    shutil.copytree(made, place)
    patch.chdir(place)
    return place


def spelled(name: str) -> list[str]:
    """A command, about a happening of the ledger here."""
    with Ledger.open("facta.db", read_only=True) as ledger:
        happening = next(ledger.happenings()).id
    return [happening if part == "HAPPENING" else part for part in COMMANDS[name]]


def standing(folder: Path) -> dict[str, object]:
    """All that is in a folder: ledgers row by row, files byte by byte."""
    return {
        str(path.relative_to(folder)): dump(path)
        if path.suffix == ".db"
        else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm", ".lock", ".part"))
    }


def refused(command: list[str], capfd: pytest.CaptureFixture[str], *named: str) -> str:
    """What a command says that cannot be done; it names something that can."""
    capfd.readouterr()
    assert run(command) == CANNOT
    lines = capfd.readouterr().err.splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("facta: ")
    assert any(word in lines[0] for word in named), lines[0]
    return lines[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk(name: str, disk: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is half there, and with room the same command ends as ever."""
    command, before = spelled(name), standing(disk)
    filler = disk.parent / "filler"
    fill(filler)
    refused(command, capfd, "free some space", "free space", "no space", "No space")
    filler.unlink()
    assert standing(disk) == before
    assert run(command) == DONE


def fill(filler: Path) -> None:
    """Takes all the room of a disk but a little."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(1 << 12)):
            pass
    os.truncate(filler, filler.stat().st_size - LEFT)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_disk_that_nobody_may_write_to(
    name: str, disk: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """As a medium that is read-only, or somebody else's folder."""
    command, before = spelled(name), standing(disk)
    remount(disk.parent, "ro")
    try:
        refused(
            command,
            capfd,
            "may be written to",
            "rights",
            "permissions",
            "make it writable",
        )
    finally:
        remount(disk.parent, "rw")
    assert standing(disk) == before


def remount(place: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(place)], check=True)


@pytest.mark.parametrize("name", CHANGING)
def test_a_ledger_that_another_program_holds(
    name: str,
    folder: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is waited for, not for ever; what is there stays."""
    monkeypatch.setattr(opening, "WAIT_SECONDS", 0.1)
    command, before = spelled(name), standing(folder)
    with closing(sqlite3.connect("facta.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused(command, capfd, "no other run holds it")
    assert standing(folder) == before
    assert run(command) == DONE


@pytest.mark.parametrize("name", [name for name in COMMANDS if name != "scale"])
def test_a_ledger_of_a_newer_program(
    name: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The line says which Facta to take."""
    command = spelled(name)
    with closing(sqlite3.connect("facta.db")) as other:
        other.execute("PRAGMA user_version = 999")
    before = standing(folder)
    refused(command, capfd, "use a newer facta")
    assert standing(folder) == before


@pytest.mark.parametrize("name", CHANGING)
def test_a_clock_that_went_back(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It harms nothing, and what was decided last is what is taken back first."""
    earlier = datetime.datetime(1999, 1, 1, tzinfo=datetime.UTC)
    opens = cast("Any", Ledger.open).__func__.__kwdefaults__
    note = ["decide", "note", spelled("decide")[2]]
    assert run([*note, "seen", "--by", "Bea"]) == DONE
    monkeypatch.setitem(opens, "clock", lambda: earlier)
    assert run(spelled(name)) == DONE
    assert run([*note, "again", "--by", "Ann"]) == DONE
    assert run(["decide", "undo", "--by", "Ann"]) == DONE
    assert run(["check"]) == DONE
    with Ledger.open("facta.db", read_only=True) as ledger:
        *_, again, undone = sorted(ledger.decisions(), key=lambda item: item.number)
    assert (again.note, undone.undoes) == ("again", again.key)


def test_what_was_read_in_shards_and_is_damaged(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is refused or what it was: never taken for what it is not."""
    (path,) = folder.glob("out/shards/*/annotations.parquet")
    whole, right = path.read_bytes(), list(annotated(path.parent, len(TEXTS)))
    chance, told = random.Random(SEED), 0
    for _ in range(PLACES):
        damaged = bytearray(whole)
        damaged[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes(damaged))
        try:
            assert list(annotated(path.parent, len(right))) == right
        except ScaleError:
            told, damage = told + 1, bytes(damaged)
    assert told
    path.write_bytes(damage)
    Path("out/facta.db").unlink()
    Path("articles/later.txt").unlink()
    command = list(COMMANDS["scale"])
    refused(command, capfd, f"remove {path.parent.relative_to(folder)} and run again")
    shutil.rmtree(path.parent)
    assert run(command) == DONE
    assert path.read_bytes() == whole


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="takes /dev/full")
@pytest.mark.parametrize(
    "command",
    [("timeline", "--json"), ("export", "--format", "plover"), ("statements",)],
    ids=lambda parts: parts[0],
)
def test_output_that_goes_to_a_full_disk(
    command: tuple[str, ...], folder: Path
) -> None:
    """As `facta timeline > notes.txt` on a disk without room."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "facta", *command],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == CANNOT
    # before it there may be a legend
    *_, line = done.stderr.splitlines()
    assert "Traceback" not in done.stderr
    assert "No space left" in line or "free" in line
