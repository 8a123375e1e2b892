"""
Damaged and foreign ledgers, those that cannot be written beside, checks and copies.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from facta.brief import compose
from facta.cli.main import CANNOT, DONE, run
from facta.errors import LedgerError
from facta.ledger import UNLINKED, Ledger
from facta.ledger.schema import migrations
from facta.ledger.store import Store
from facta.ontology import Countries
from facta.pipeline import relink
from tests.ledger.making import dump, filled, whole

READING = {
    "timeline": ["timeline", "--json"],
    "statements": ["statements", "--json"],
    "commitments": ["commitments", "--json", "--on", "2026-01-01"],
    "figures": ["figures", "--json"],
    "measure": ["measure", "--json"],
    "why": ["why", "HAPPENING"],
    "cite": ["cite", "HAPPENING"],
    "plover": ["export", "--format", "plover"],
    "search": ["search", "attacked", "--json"],
    "decisions": ["decisions", "--json"],
    "diff": ["ledger", "diff", "facta.db", "facta.db", "--json"],
    "export": ["export"],
    "check": ["check"],
    "sources": ["ledger", "sources", "--json"],
    "log": ["ledger", "log", "--json"],
    "backup": ["backup", "copy.db", "--force"],
}
CHANGING = {
    "remove": ["ledger", "remove", "1.txt"],
    "rename": ["ledger", "rename", "1.txt", "2.txt"],
    "decide": ["decide", "note", "a80f15d9", "see the tape", "--by", "Ann"],
    "add": ["-", "--add"],
}
OTHERS = [name for name in READING if name not in {"export", "check"}]
PLACES, SEED = 200, 7


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of a few accounts in the working directory."""
    monkeypatch.chdir(tmp_path)
    accounts = [whole(1), whole(2), whole(3, text="Moscow struck Kyiv.")]
    filled(tmp_path / "facta.db", accounts)
    with Ledger.open("facta.db") as ledger:
        ledger.decide(whole(1).events[0].id, "rejected", "a drill", "Ana")
        ledger.sources.remove(["3.txt"])
    filled(tmp_path / "facta.db", accounts)
    with Ledger.open("facta.db") as ledger, ledger.writing():
        relink(ledger)
    return tmp_path / "facta.db"


def asked(
    arguments: Sequence[str], capfdbinary: pytest.CaptureFixture[bytes]
) -> tuple[int, bytes, bytes]:
    """Exit status, output and errors of a command."""
    status = run(arguments)
    shown = capfdbinary.readouterr()
    return status, shown.out, shown.err


def questions(path: Path) -> dict[str, list[str]]:
    """The commands that read a ledger, with the id of a happening in it."""
    with Ledger.open(path, read_only=True) as ledger:
        happening = next(ledger.happenings()).id
    return {
        name: [happening if part == "HAPPENING" else part for part in parts]
        for name, parts in READING.items()
    }


def brief(path: Path) -> object:
    """The brief of a ledger, or None where it is refused."""
    try:
        with Ledger.open(path, read_only=True) as ledger:
            return compose(ledger, Countries.load())
    except LedgerError:
        return None


def put(path: Path, content: bytes) -> None:
    """A file in place of a ledger, without what SQLite left beside that."""
    for end in ("-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    path.write_bytes(content)


def test_no_flipped_bit_ends_in_a_traceback_or_in_another_fact(
    sound: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """
    Each command answers as before or refuses in one line, and leaves the file as it is.

    At each place an export and a check are tried, and one of the other commands in
    turn.
    """
    content = sound.read_bytes()
    commands = questions(sound)
    right = {name: asked(command, capfdbinary) for name, command in commands.items()}
    page = brief(sound)
    chance, used = random.Random(SEED), [at for at, byte in enumerate(content) if byte]
    told = 0
    for place in range(PLACES):
        damaged = bytearray(content)
        damaged[chance.choice(used)] ^= 1 << chance.randrange(8)
        put(sound, bytes(damaged))
        unsound = False
        for name in ("export", "check", OTHERS[place % len(OTHERS)]):
            answer = asked(commands[name], capfdbinary)
            refused = (
                answer[0] == CANNOT
                and answer[2].count(b"\n") == 1
                and answer[2].startswith(b"facta: ")
            )
            # whether a ledger is linked is one bit of it, too: to say that it may not
            # be is no other fact
            doubted = answer[:2] == right[name][:2] and UNLINKED.encode() in answer[2]
            # the search index has no sums: what it leaves out a check tells
            known = name == "search" and unsound
            assert refused or doubted or known or answer == right[name]
            unsound = refused if name == "check" else unsound
            told += refused and name == "check"
        assert place % len(OTHERS) or brief(sound) in (page, None)
        assert sound.read_bytes() == bytes(damaged)
    assert told > PLACES / 4


@pytest.mark.parametrize(
    "change",
    [
        "sources SET state = 'replaced'",
        "sources SET day = '1999-01-01'",
        "roots SET shown = 'x'",
    ],
)
def test_a_source_that_is_not_what_was_stored_is_told_of(
    change: str, sound: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """By a check, whatever of its row is another."""
    with closing(Store(sound, migrations(), read_only=False)) as store:
        store.insert("roots", [{"root": "a", "shown": "a"}])
    with closing(sqlite3.connect(sound)) as connection, connection:
        connection.execute(f"UPDATE {change}")
    status, out, err = asked(["check"], capfdbinary)
    assert status == CANNOT
    assert f"damaged at {change.split()[0]}".encode() in out + err


def newer(path: Path) -> None:
    """A ledger of a program that is not written yet."""
    Ledger.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 999")


def foreign(path: Path) -> None:
    """A database of another program."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (a)")


def cut(path: Path) -> None:
    """The first pages of a ledger."""
    filled(path, [whole(number) for number in range(20)])
    path.write_bytes(path.read_bytes()[: 5 * 4096 + 100])


STRANGE = {
    "text": lambda path: path.write_text("These are notes and no ledger.\n" * 200),
    "short text": lambda path: path.write_text("Notes.\n"),
    "zeros": lambda path: path.write_bytes(bytes(8192)),
    "newer": newer,
    "foreign": foreign,
    "cut short": cut,
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("make", STRANGE.values(), ids=STRANGE.keys())
def test_what_is_no_ledger_of_ours_is_told_in_one_line(
    make: object,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    """Every command names it with what to do, exit status 2, and touches nothing."""
    monkeypatch.chdir(tmp_path)
    assert callable(make)
    make(tmp_path / "facta.db")
    before = (
        (tmp_path / "facta.db").read_bytes()
        if (tmp_path / "facta.db").is_file()
        else b""
    )
    (tmp_path / "1.txt").write_text("Russia attacked Ukraine on Monday.")
    for command in (*READING.values(), *CHANGING.values(), ["1.txt"]):
        if command[0] in {"-", "figures", "sources"}:
            continue
        status, out, err = asked(command, capfdbinary)
        assert (status, out) == (CANNOT, b"")
        assert err.count(b"\n") == 1
        assert b"facta.db" in err
        assert b"; " in err or b"is a directory" in err
    assert {path.name for path in tmp_path.iterdir()} == {"facta.db", "1.txt"}
    if before:
        assert (tmp_path / "facta.db").read_bytes() == before


def test_an_empty_file_is_an_empty_ledger_to_come(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    """To read, it is told to be empty; it stays as it is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facta.db").touch()
    status, _, err = asked(["timeline"], capfdbinary)
    assert (status, err.count(b"\n")) == (CANNOT, 1)
    assert b"empty" in err
    assert (tmp_path / "facta.db").read_bytes() == b""


def altered(path: Path, sql: str) -> list[str]:
    """What a check finds after a change that only SQLite saw."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(sql)
    with Ledger.open(path, read_only=True) as ledger:
        return list(ledger.faults())


FAULTS = {
    "nothing": ("SELECT 1", None),
    "a text": (
        "UPDATE documents SET text_sha256 = 'x', sum = NULL",
        "its text is not what was stored",
    ),
    "a passage": (
        "UPDATE events SET record = replace(record, '\"start\":0', '\"start\":1'), sum = NULL",
        "damaged at a record of kind Event|does not read back",
    ),
    "a column": (
        "UPDATE statements SET speaker = 'Somebody', sum = NULL",
        "statements are not what",
    ),
    "a sum": ("UPDATE figures SET value = 14", "damaged at figures"),
    "a record": (
        "UPDATE commitments SET record = x'7b', sum = NULL",
        "damaged at a record of kind Commitment",
    ),
    "a lost row": ("DELETE FROM times", "the records of document"),
    "a lost account": ("DELETE FROM sources", "no source gives it"),
    "an orphan": (
        "DELETE FROM events WHERE position = 0",
        "the records of document|belongs to nothing",
    ),
    "an index": (
        "DROP INDEX events_date",
        "events_date is not as this program makes it",
    ),
    "a sentence": (
        "UPDATE sentences SET text = 'Quite another one.', sum = NULL",
        "the search index|sentences are not",
    ),
    "a parse": (
        "UPDATE documents SET parse = x'00', sum = NULL",
        "damaged at the sentences of document",
    ),
    "an originator": (
        "UPDATE originators SET originator = 'x'",
        "damaged at originators",
    ),
    "a grade": (
        "UPDATE happenings SET grade = 5, sum = NULL",
        "its columns are not what its record says",
    ),
    "a happening": ("UPDATE happenings SET score = 1", "damaged at happenings"),
}


@pytest.mark.parametrize(("sql", "said"), FAULTS.values(), ids=FAULTS.keys())
def test_a_check_finds_what_is_wrong(sound: Path, sql: str, said: str | None) -> None:
    """Each kind of fault is named with where it is; a sound ledger has none."""
    found = altered(sound, sql)
    if said is None:
        assert found == []
    else:
        assert any(re.search(said, fault) for fault in found)
        assert all(fault.startswith(f"{sound}: ") for fault in found)


def test_a_check_says_that_a_ledger_is_whole(
    sound: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """One line on standard output, and nothing is written."""
    before = sound.read_bytes()
    assert asked(["check"], capfdbinary) == (
        DONE,
        b"facta.db: whole, with accounts of 3 sources\n",
        b"",
    )
    assert sound.read_bytes() == before


@pytest.fixture
def locked() -> Iterator[Path]:
    """
    A folder that this process, which is nobody for a while, may read and not write.
    """
    if os.name != "posix":
        pytest.skip("rights are another matter here")
    folder = Path(tempfile.mkdtemp())
    root = os.geteuid() == 0
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


def shut(folder: Path) -> None:
    """Take the right to write from everybody, and from root by being nobody."""
    for path in folder.iterdir():
        path.chmod(0o444)
    folder.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(65534)


def test_a_ledger_in_a_read_only_folder_is_read(locked: Path) -> None:
    """It is read as it is; nothing can be made beside it, and nothing needs to be."""
    filled(locked / "facta.db", [whole(1)])
    shut(locked)
    with Ledger.open(locked / "facta.db", read_only=True) as ledger:
        assert list(ledger.annotations()) == [whole(1)]
        assert list(ledger.faults()) == []
        assert len(ledger.search("civilians")) == 1
    with pytest.raises(LedgerError, match="check free space and rights"):
        Ledger.open(locked / "facta.db")
    assert [path.name for path in locked.iterdir()] == ["facta.db"]


def test_what_a_cut_off_run_left_in_a_read_only_folder_is_told(locked: Path) -> None:
    """Transactions that lie beside the ledger are never passed over in silence."""
    with Ledger.open(locked / "facta.db") as ledger:
        ledger.add(whole(1))
        for end in ("", "-wal"):
            shutil.copy(f"{locked}/facta.db{end}", f"{locked}/left.db{end}")
    shut(locked)
    with pytest.raises(
        LedgerError, match=r"left.db-wal.*; copy both files to such a folder"
    ):
        Ledger.open(locked / "left.db", read_only=True)


def test_a_copy_has_all_that_the_ledger_has(sound: Path, tmp_path: Path) -> None:
    """Row by row, decisions and versions too, and nothing is left beside it."""
    with Ledger.open(sound, read_only=True) as ledger:
        ledger.backup(tmp_path / "copy.db")
    assert dump(tmp_path / "copy.db") == dump(sound)
    with Ledger.open(tmp_path / "copy.db", read_only=True) as copy:
        assert list(copy.faults()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.db", "facta.db"]


def test_a_copy_is_of_one_state_while_a_run_writes(tmp_path: Path) -> None:
    """What is copied is whole, whatever is written meanwhile."""
    path = tmp_path / "facta.db"
    filled(path, [whole(number) for number in range(5)])
    stop = threading.Event()

    def write() -> None:
        with Ledger.open(path) as ledger:
            for number in range(5, 60):
                if stop.is_set():
                    return
                ledger.add(whole(number))

    writer = threading.Thread(target=write)
    writer.start()
    for number in range(3):
        with Ledger.open(path, read_only=True) as ledger:
            ledger.backup(tmp_path / f"{number}.db")
            held = sum(1 for _ in ledger.documents())
        with Ledger.open(tmp_path / f"{number}.db", read_only=True) as copy:
            assert (sum(1 for _ in copy.annotations()), list(copy.faults())) == (
                held,
                [],
            )
    stop.set()
    writer.join()


def test_a_copy_never_takes_the_place_of_what_is_no_ledger(
    sound: Path, tmp_path: Path
) -> None:
    """
    What stands there goes only if it is a ledger and that is asked for; a failed copy
    leaves nothing.
    """
    (tmp_path / "notes.txt").write_text("Notes.")
    filled(tmp_path / "old.db", [whole(9)])
    with Ledger.open(sound, read_only=True) as ledger:
        for target, force, said in (
            ("notes.txt", False, "there is something already; give another path"),
            ("notes.txt", True, "no ledger, so it is not written over"),
            ("old.db", False, "there is something already"),
            ("facta.db", True, "the ledger itself"),
            ("none/copy.db", False, "choose a folder that exists"),
        ):
            with pytest.raises(LedgerError, match=said):
                ledger.backup(tmp_path / target, force=force)
        ledger.backup(tmp_path / "old.db", force=True)
    assert (tmp_path / "notes.txt").read_text() == "Notes."
    assert dump(tmp_path / "old.db") == dump(sound)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "facta.db",
        "notes.txt",
        "old.db",
    ]


def test_a_damaged_ledger_is_not_copied(sound: Path, tmp_path: Path) -> None:
    """A copy of it would pass for a backup."""
    content = bytearray(sound.read_bytes())
    content[8192:12288] = b"\xaa" * 4096
    put(sound, bytes(content))
    with (
        pytest.raises(LedgerError, match="damaged"),
        Ledger.open(sound, read_only=True) as ledger,
    ):
        ledger.backup(tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()
