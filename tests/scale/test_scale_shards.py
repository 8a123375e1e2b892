"""
Shards are read once, by however many processes, whatever becomes of one of them; what
stands in the way is set aside with its reason.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pyarrow import parquet

from facta.errors import SettingsError
from facta.read import ReadSettings
from facta.records import Skipped
from facta.scale import plan, tending
from facta.scale.folder import Folder
from facta.scale.mapping import Part
from facta.scale.nouns import Manifest, ScaleError
from facta.scale.plan import Plan
from facta.scale.tending import Reader
from tests.read.making import warc
from tests.scale.making import (
    RECORDS,
    articles,
    read,
    scaled,
    tables,
    task,
)

ROOT = Path(__file__).parents[2]
MANY, KILLS, SEED = 60, 3, 7


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


def skipped(found: list[tuple[Manifest, bool]]) -> list[Skipped]:
    """What was not read, in the order of its names."""
    return sorted(item for manifest, _ in found for item in manifest.skipped)


def test_the_number_of_processes_changes_no_byte() -> None:
    """One, two: the same shards, with the same tables."""
    articles(Path("in"), 23)
    one = scaled(["in"], Path("one"), Path("log"), jobs=1)
    two = scaled(["in"], Path("two"), Path("log"), jobs=2)
    assert tables(Path("one")) == tables(Path("two"))
    assert Path("one/.order").read_text() == Path("two/.order").read_text()
    assert sum(manifest.documents for manifest, _ in one) == 23
    assert len(one) == len(two) >= 23 / RECORDS


def test_what_is_done_is_not_read_again() -> None:
    """A second run reads nothing, and one in which a file changed its shard alone."""
    articles(Path("in"), 23)
    scaled(["in"], Path("out"), Path("log"))
    assert len(read(Path("log"))) == 23
    assert not any(now for _, now in scaled(["in"], Path("out"), Path("log")))
    assert len(read(Path("log"))) == 23
    Path("in/a007.txt").write_text("Moscow attacked Ukraine at last.")
    again = [
        manifest for manifest, now in scaled(["in"], Path("out"), Path("log")) if now
    ]
    assert len(again) == 1
    assert 23 < len(read(Path("log"))) <= 23 + RECORDS


def test_where_a_file_was_cut_is_known_from_then_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A second run does not open it; one that finds it changed does."""
    lines = [json.dumps({"text": f"Moscow{at} attacked Ukraine."}) for at in range(12)]
    Path("in.jsonl").write_text("\n".join(lines))
    first = scaled(["in.jsonl"], Path("out"), Path("log"))
    assert [manifest.documents for manifest, _ in first] == [5, 5, 2]
    with monkeypatch.context() as patch:
        patch.setattr(plan, "cuts", None)
        again = scaled(["in.jsonl"], Path("out"), Path("log"))
    assert [(manifest, False) for manifest, _ in first] == again
    Path("in.jsonl").write_text("\n".join(lines[:7]))
    third = scaled(["in.jsonl"], Path("out"), Path("log"))
    assert [manifest.documents for manifest, _ in third] == [5, 2]


def test_a_file_that_goes_takes_its_shard_along() -> None:
    """No shard stays that is not of the input any more."""
    articles(Path("in"), 3 * RECORDS)
    scaled(["in"], Path("out"), Path("log"))
    for path in sorted(Path("in").iterdir())[RECORDS:]:
        path.unlink()
    scaled(["in"], Path("out"), Path("log"))
    scaled(["in"], Path("new"), Path("log"))
    assert tables(Path("out")) == tables(Path("new"))


@pytest.mark.slow
def test_a_run_that_is_killed_goes_on_from_the_shards_that_are_done() -> None:
    """At whatever moment: in the end the same bytes, and no finished shard read again."""
    articles(Path("in"), MANY)
    scaled(["in"], Path("whole"), Path("whole.log"), jobs=2)
    out, log, moments = Path("out"), Path("log"), random.Random(SEED)
    finished: set[str] = set()
    before = 0
    for _ in range(KILLS):
        run = subprocess.Popen([sys.executable, "-c", RUN, str(ROOT)])
        wanted = before + moments.randrange(1, MANY // KILLS)
        while len(read(log)) < wanted and run.poll() is None:
            time.sleep(0.002)
        assert run.poll() is None
        run.kill()
        run.wait()
        time.sleep(0.3)  # for those that read for it to see that it is gone
        assert not finished & set(read(log)[before:])
        finished, before = sources(out), len(read(log))
    assert finished
    scaled(["in"], out, log, jobs=2)
    assert not finished & set(read(log)[before:])
    assert tables(out) == tables(Path("whole"))
    assert not list(Path("out/.begun").iterdir())


RUN = """
import sys; sys.path.insert(0, sys.argv[1])
from pathlib import Path
from tests.scale.making import scaled
scaled(["in"], Path("out"), Path("log"), jobs=2)
"""


def sources(out: Path) -> set[str]:
    """The sources of the accounts in the shards that are done."""
    return {
        source
        for path in out.glob("shards/*/documents.parquet")
        for source in parquet.read_table(path)["source"].to_pylist()
    }


@pytest.mark.slow
def test_an_account_that_ends_its_process_is_set_aside() -> None:
    """Killed or out of memory; all others of its shard are read, and it is named."""
    articles(Path("in"), 17, a003="deadly", a006="huge", a007="deadly", a011="odd")
    found = scaled(["in"], Path("out"), Path("log"), jobs=2)
    assert [item.source for item in skipped(found)] == [
        "in/a003.txt",
        "in/a006.txt",
        "in/a007.txt",
        "in/a011.txt",
    ]
    told = {item.source: item.reason for item in skipped(found)}
    assert told["in/a003.txt"] == (
        "the process that read it was killed by SIGKILL; leave it out, or run the same "
        "command again with --retry and more memory"
    )
    assert told["in/a006.txt"].startswith("the process that read it ended")
    assert told["in/a011.txt"].startswith("a fault of facta (IndexError: ")
    assert sum(manifest.documents for manifest, _ in found) == 13
    assert sum(len(manifest.dead) for manifest, _ in found) == 4
    assert not any(now for _, now in scaled(["in"], Path("out"), Path("log")))
    again = scaled(["in"], Path("out"), Path("log"), retry=True)
    assert sum(now for _, now in again) == sum(bool(one.dead) for one, _ in found)


def test_what_is_worth_telling_is_not_skipped() -> None:
    """A column that means nothing here: the accounts of its file are read."""
    Path("in.csv").write_text(
        "text,shoe size\nMoscow attacked Ukraine on Monday.,44\n", "utf-8"
    )
    ((manifest, _),) = scaled(["in.csv"], Path("out"), Path("log"))
    assert manifest.skipped == ()
    assert manifest.counts["skipped"] == 0
    (noted,) = manifest.noted
    assert "shoe size" in noted.reason


def test_an_account_that_takes_too_long_is_set_aside() -> None:
    """With more patience its shard alone is tried again."""
    articles(Path("in"), 12, a002="stuck")
    found = scaled(["in"], Path("out"), Path("log"), patience=1.5)
    (item,) = skipped(found)
    assert item.source == "in/a002.txt"
    assert item.reason.startswith("took longer than 1.5 seconds; split it")
    assert sum(len(manifest.late) for manifest, _ in found) == 1
    again = scaled(["in"], Path("out"), Path("log"), patience=1.5)
    assert not any(now for _, now in again)
    # as it stands now it takes no time, but its stamp would tell that: keep it
    stamp = Path("in/a002.txt").stat()
    Path("in/a002.txt").write_text("Moscow attacked.".ljust(stamp.st_size))
    os.utime("in/a002.txt", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    again = scaled(["in"], Path("out"), Path("log"), patience=2)
    assert sum(now for _, now in again) == 1
    assert skipped(again) == []


def test_one_line_of_a_file_that_ends_its_process_costs_no_other() -> None:
    """It is named by its number; what is read one by one has the same bytes."""
    lines = [json.dumps({"text": f"Moscow{at} attacked Ukraine."}) for at in range(12)]
    Path("plain.jsonl").write_text("\n".join(lines))
    lines[6] = json.dumps({"text": "Moscow is deadly."})
    Path("deadly.jsonl").write_text("\n".join(lines))
    found = scaled(["deadly.jsonl"], Path("out"), Path("log"))
    assert [item.source for item in skipped(found)] == ["deadly.jsonl#7"]
    assert sum(manifest.documents for manifest, _ in found) == 11
    assert [manifest.documents for manifest, _ in found] == [5, 4, 2]


@pytest.mark.slow
def test_reading_one_by_one_gives_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A process that was killed from outside leaves no trace in the result."""
    articles(Path("in"), 8)
    data = warc(
        *(
            (f"https://a.example/{at}", "200 OK", "text/plain", f"Moscow{at}.".encode())
            for at in range(7)
        ),
        gzip=True,
    )
    Path("in/b.warc.gz").write_bytes(data)
    Path("in/c.jsonl").write_text('{"text": "Moscow."}\nnone\n\n{"text": "Kyiv."}\n')
    scaled(["in"], Path("one"), Path("log"))
    first: list[str] = []
    plain = Reader.read

    def lost(self: Reader, shard: object, aside: object = None) -> Manifest:
        if aside is None:
            first.append("lost")
            self._process.send_signal(signal.SIGKILL)
        return plain(self, shard, aside)  # type: ignore[arg-type]

    monkeypatch.setattr(Reader, "read", lost)
    scaled(["in"], Path("two"), Path("log"))
    assert first
    assert tables(Path("one")) == tables(Path("two"))


def test_parts_are_all_of_it_once() -> None:
    """Jobs that each read a part read everything, and nothing twice."""
    articles(Path("in"), 40)
    every = Plan(["in"], ReadSettings(), Path("cuts"), records=RECORDS)
    shards = list(every.shards())
    held = [
        shard.name
        for number in (1, 2, 3)
        for shard in shards
        if Part(number, 3).holds(shard)
    ]
    assert sorted(held) == sorted(shard.name for shard in shards)


def test_a_file_that_comes_costs_few_shards() -> None:
    """Whatever stands behind it keeps its name."""
    articles(Path("in"), 400)
    every = Plan(["in"], ReadSettings(), Path("cuts"), records=40)
    before = {shard.name for shard in every.shards()}
    Path("in/a0005.txt").write_text("Moscow attacked Ukraine.")
    new = {shard.name for shard in every.shards()} - before
    assert 1 <= len(new) <= 3
    assert len(before) >= 10


def test_stages_that_are_others_elsewhere_are_refused(tmp_path: Path) -> None:
    """A cluster on which another version is installed gives no shards of it."""
    from msgspec.structs import replace

    how = task(tmp_path, tmp_path / "log")
    other = replace(how, asked=replace(how.asked, stages="others/1"))
    tending.begin()
    with pytest.raises(ScaleError, match="the stages are not those"):
        Reader(other)


def holds_files(folder: Path) -> list[str]:
    (folder / "out").mkdir()
    (folder / "out" / "mine.txt").write_text("mine")
    return ["in"]


def lies_within(folder: Path) -> list[str]:
    return ["."]


def of_others(folder: Path) -> list[str]:
    Folder(folder / "out").open(["other"], RECORDS)
    return ["in"]


def other_size(folder: Path) -> list[str]:
    Folder(folder / "out").open(["in"], RECORDS + 1)
    return ["in"]


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (holds_files, "out: holds other files; name an empty folder or a new one"),
        (lies_within, "out: lies in the input ., or it in that; choose a folder"),
        (of_others, "out: holds shards of other; give these inputs, or another --to"),
        (other_size, "out: holds shards of 6 accounts at most; give --per-shard 6"),
    ],
)
def test_a_folder_of_something_else_is_refused(
    prepare: Callable[[Path], list[str]], words: str, tmp_path: Path
) -> None:
    """In one line, with nothing written."""
    articles(Path("in"), 1)
    with pytest.raises(SettingsError, match=words):
        Folder(Path("out")).open(prepare(tmp_path), RECORDS)


def test_a_hostile_folder_is_read_as_ever() -> None:
    """What cannot be read is named with its reason, once; the rest is read."""
    articles(Path("in"), 7)
    for number in range(3):
        folder = Path(f"in/{number}")
        folder.mkdir()
        (folder / "empty.txt").touch()
        (folder / "picture.txt").write_bytes(b"\x89PNG\r\n")
        (folder / "accounts.csv").write_text("name\nnone\n")
        (folder / "line.jsonl").write_text("x\n" * 2 * RECORDS)
        (folder / "bomb.jsonl.gz").write_bytes(b"\x1f\x8b\x08 no gzip")
        (folder / "a.parquet").write_bytes(b"PAR1 no table")
        (folder / "a.warc.gz").write_bytes(b"\x1f\x8b")
        (folder / "link").symlink_to(Path("..").absolute())
        (folder / "gone.txt").symlink_to("nowhere")
    from facta.read import documents

    found = scaled(["in"], Path("out"), Path("log"), jobs=2)
    direct = [
        item
        for item in documents(["in"], settings=task(Path("out"), Path("log")).settings)
        if isinstance(item, Skipped)
    ]
    # of a file that is cut each part says of itself that none of its lines is an account
    told = [item for item in direct if not item.source.endswith(".jsonl")]
    parts = [item for item in skipped(found) if item.source.endswith(".jsonl")]
    assert [item for item in skipped(found) if item not in parts] == sorted(told)
    assert {item.source for item in parts} == {f"in/{at}/line.jsonl" for at in range(3)}
    assert sum(manifest.documents for manifest, _ in found) == 7
