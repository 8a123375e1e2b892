"""Parts of a file give what the whole gives, whatever it holds and however it is cut."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from facta.extras import advice
from facta.read import Files, Found, ReadSettings, cuts, documents, files, single
from facta.records import Document, Skipped
from tests.read.making import PASSAGE, warc

ACCOUNTS = 23
SETTINGS = ReadSettings(max_seconds=None)


def rows() -> list[dict[str, str]]:
    """Some accounts, each with a text of its own."""
    return [
        {"id": f"a{at}", "text": f"Account {at}. {PASSAGE}", "published": "2025-05-28"}
        for at in range(ACCOUNTS)
    ]


def lines() -> bytes:
    """The accounts as lines, between blank ones and one that is none."""
    made = [json.dumps(row) for row in rows()]
    return "\n".join(["", *made[:9], "no account", "", *made[9:]]).encode()


def pages(*, packed: bool) -> bytes:
    """The accounts as pages of an archive, with a picture between them."""
    kinds = [
        (f"https://a.example/{at}", "200 OK", "text/plain", row["text"].encode())
        for at, row in enumerate(rows())
    ]
    picture = ("https://a.example/p", "200 OK", "image/png", b"x")
    return warc(*kinds[:5], picture, *kinds[5:], gzip=packed)


def table() -> bytes:
    """The accounts as a table of several groups of rows."""
    held = io.BytesIO()
    made = pyarrow.Table.from_pylist(rows())
    parquet.write_table(made, held, row_group_size=7)
    return held.getvalue()


FORMS = {
    "a.jsonl": lines(),
    "a.jsonl.gz": gzip.compress(lines(), mtime=0),
    "a.warc": pages(packed=False),
    "a.warc.gz": pages(packed=True),
    "packed whole.warc.gz": gzip.compress(pages(packed=False), mtime=0),
    "a.parquet": table(),
    "a.txt": b"One account. " + PASSAGE.encode(),
}


def read(items: Sequence[Found | Skipped]) -> list[Document | Skipped]:
    """What some files and parts give."""
    reader = Files(SETTINGS)
    return [
        found
        for item in items
        for found in ([item] if isinstance(item, Skipped) else reader.read(item))
    ]


def parts(path: Path, records: int, size: int = 1 << 20) -> list[Found]:
    """A file as parts of so many accounts."""
    (found,) = files([str(path)])
    assert isinstance(found, Found)
    return list(cuts(found, records=records, size=size, settings=SETTINGS))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """All of the files, in the folder at hand."""
    for name, data in FORMS.items():
        (tmp_path / name).write_bytes(data)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("records", [1, 4, 7, 100])
@pytest.mark.parametrize("name", FORMS)
def test_parts_give_what_the_whole_gives(name: str, records: int, folder: Path) -> None:
    """Documents and what is skipped, under the same names, in the same order."""
    whole = list(documents([name], settings=SETTINGS))
    found = parts(Path(name), records)
    assert read(found) == whole
    assert sum(isinstance(item, Document) for item in whole) in (1, ACCOUNTS)
    cut = name not in ("a.txt", "packed whole.warc.gz") and records < ACCOUNTS
    assert (len(found) > 1) == cut


@pytest.mark.parametrize("name", FORMS)
def test_a_part_is_cut_further_into_accounts(name: str, folder: Path) -> None:
    """Each of them alone gives at most one document."""
    found = list(single(parts(Path(name), 9), SETTINGS))
    assert read(found) == list(documents([name], settings=SETTINGS))
    if name not in ("a.txt", "packed whole.warc.gz"):
        for each in found:
            given = [item for item in read([each]) if isinstance(item, Document)]
            assert len(given) <= 1


def test_lines_are_cut_by_their_bytes_too(folder: Path) -> None:
    """A part ends at the first line that reaches so many, and a long line is one part."""
    found = parts(Path("a.jsonl"), 1000, size=1000)
    assert len(found) == 4
    assert read(found) == list(documents(["a.jsonl"], settings=SETTINGS))


def damaged() -> Iterator[tuple[str, bytes]]:
    for name, data in FORMS.items():
        if name != "a.txt":
            yield name, data[:-30]


@pytest.mark.parametrize(
    ("name", "data"), list(damaged()), ids=lambda each: str(each)[:12]
)
def test_what_is_damaged_is_told_as_of_the_whole(
    name: str, data: bytes, folder: Path
) -> None:
    """All before the damaged place is read, and the reason stands once."""
    Path(name).write_bytes(data)
    whole = list(documents([name], settings=SETTINGS))
    assert read(parts(Path(name), 4)) == whole
    assert any(isinstance(item, Skipped) for item in whole)


def test_a_table_needs_a_column_of_texts(folder: Path) -> None:
    """What is wrong with a table, or with a row, is told in a line."""
    for name, table in {
        "none.parquet": {"words": ["a"]},
        "some.parquet": {"TEXT": ["They met.", None], "published": ["2025-05-28", "x"]},
    }.items():
        parquet.write_table(pyarrow.table(table), name)
    none, first, row = documents(["none.parquet", "some.parquet"], settings=SETTINGS)
    assert isinstance(none, Skipped)
    assert none.reason.startswith("a table without a column 'text'; name the column")
    assert isinstance(first, Document)
    assert (first.source, str(first.published)) == ("some.parquet#1", "2025-05-28")
    assert row == Skipped("some.parquet#2", "no text in the row; leave it out")


def test_a_table_without_its_library_is_skipped(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It costs no other account, and says what would read it."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (item,) = documents(["a.parquet"], settings=SETTINGS)
    assert item == Skipped(
        "a.parquet",
        f"a Parquet table, which pyarrow reads; {advice('arrow')}, or leave it out",
    )
