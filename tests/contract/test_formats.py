"""
What every format of the export keeps to, whoever adds it.

A format gets a line in `READERS`: how its files are read back into rows.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from pyarrow import parquet

from facta.cli.commands.export import command
from facta.cli.main import COMMANDS
from facta.errors import InstallationError
from facta.exchange.files import pour, save
from facta.exchange.formats import FORMATS, Format
from facta.exchange.tables import TABLES, tables
from facta.ledger import Ledger
from facta.records import Date
from facta.shapes import Given, Row, Shape, Table, present
from facta.testing import annotation, doc, figure, statement

Rows = list[dict[str, Any]]


def from_jsonl(data: bytes, shape: Shape[Any]) -> Rows:
    """JSON has no days and no tuples."""
    rows = [json.loads(line) for line in data.splitlines()]
    return [{key: thawed(row[key], shape.types[key]) for key in shape} for row in rows]


def from_csv(data: bytes, shape: Shape[Any]) -> Rows:
    """A cell that is empty is nothing, and a text that might run has an apostrophe."""
    rows = csv.DictReader(io.StringIO(data.decode(), newline=""))
    return [{key: typed(row[key], shape.types[key]) for key in shape} for row in rows]


def from_parquet(data: bytes, shape: Shape[Any]) -> Rows:
    """Its types are those of the columns."""
    rows: Rows = parquet.read_table(io.BytesIO(data)).to_pylist()
    return [{key: thawed(row[key], shape.types[key]) for key in shape} for row in rows]


READERS: dict[str, Callable[[bytes, Shape[Any]], Rows]] = {
    "jsonl": from_jsonl,
    "csv": from_csv,
    "parquet": from_parquet,
}


def thawed(value: Any, kind: Any) -> Any:
    """A value as a row has it: a list as a tuple, a day in words as a day."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and kind == Date | None:
        return datetime.date.fromisoformat(value)
    return value


def typed(text: str, kind: Any) -> Any:
    """The value that a cell of text stands for."""
    told = text.removeprefix("'")
    if kind == tuple[str, ...]:
        return tuple(told.split("; ")) if told else ()
    if not told:
        return None
    plain = present(kind)
    if plain in (int, float):
        return plain(told)
    return told == "true" if plain is bool else thawed(told, kind)


class Anything:
    """Has no fields: all is given."""


SHAPE = Shape(
    Anything,
    {
        "word": Given(str | None),
        "count": Given(int),
        "share": Given(float | None),
        "sure": Given(bool),
        "day": Given(Date | None),
        "several": Given(tuple[str, ...]),
    },
)
WORDS = [
    "plain",
    "two\nlines",
    "a tab\tand a return\r\nin it",
    'a "quotation", with a comma',
    "=1+1",
    "Zürich, 北京, Київ 🕊",
    "a\ufffdb",
    "NULL",
]


def row(word: str | None, **given: object) -> Row:
    """A row of the table that is written here."""
    plain: Row = {
        "word": word,
        "count": 3,
        "share": -13.5,
        "sure": True,
        "day": Date(2025, 5, 25),
        "several": ("RUS", "BLR"),
    }
    return SHAPE.row(Anything(), **(plain | given))


EMPTY = row(None, share=None, sure=False, day=None, several=())
every_format = pytest.mark.parametrize(
    ("name", "form"), FORMATS.items(), ids=FORMATS.keys()
)


def back(name: str, form: Format, *rows: Row) -> Rows:
    """What is read back of some rows."""
    file = io.BytesIO()
    form.write(file, Table(name="things", shape=SHAPE, rows=iter(rows)))
    return READERS[name](file.getvalue(), SHAPE)


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """An account whose text has no UTF-8, a statement over two lines, a number."""
    document = doc("He said:\nyes a\ud800b, 13.", published="2025-05-27", source="a")
    found = annotation(
        document,
        statements=(statement(document, "yes a\ud800b", speaker="Ann\nLee"),),
        figures=(figure(document, "13", 13.0),),
    )
    with Ledger.open(":memory:") as opened:
        opened.add(found)
        yield opened


def test_these_formats_are_covered() -> None:
    """A format without a reader is not known to be readable."""
    assert list(FORMATS) == ["jsonl", "csv", "parquet"] == list(READERS)


@every_format
@pytest.mark.parametrize("word", WORDS, ids=ascii)
def test_a_text_reads_back_to_the_letter(name: str, form: Format, word: str) -> None:
    """Line breaks, quotation marks, other scripts, what looks like a formula."""
    assert back(name, form, row(word)) == [row(word)]


@every_format
def test_numbers_days_lists_and_gaps_read_back(name: str, form: Format) -> None:
    """A row with a value in every column, one with none where there may be none."""
    assert back(name, form, row("a"), EMPTY) == [row("a"), EMPTY]


@every_format
def test_a_table_without_rows_reads_back_as_none(name: str, form: Format) -> None:
    """Nothing was found: that is an answer, not an error."""
    assert back(name, form) == []


@every_format
def test_more_rows_than_are_held_at_a_time_keep_their_order(
    name: str, form: Format
) -> None:
    """Rows are written in batches that nobody sees."""
    found = back(name, form, *(row("a", count=at) for at in range(10_001)))
    assert [item["count"] for item in found] == list(range(10_001))


@every_format
def test_the_file_stays_open_for_the_next_table(name: str, form: Format) -> None:
    """Whoever opened a file closes it; tables of a stream follow one another."""
    file = io.BytesIO()
    form.write(file, Table(name="things", shape=SHAPE, rows=iter([EMPTY])))
    assert not file.closed


@every_format
def test_a_ledger_reads_back_whole(
    name: str, form: Format, ledger: Ledger, tmp_path: Path
) -> None:
    """Every table, with the rows that the ledger gives, a lone surrogate as stored."""
    written = {table.name: list(table.rows) for table in tables(ledger)}
    for table, data in exported(form, ledger, tmp_path).items():
        assert READERS[name](data, TABLES[table][0]) == written[table]
    (said,) = written["statements"]
    assert said["content"] == "yes a\ufffdb"


def exported(form: Format, ledger: Ledger, folder: Path) -> dict[str, bytes]:
    """Each table as it is written; those of a stream apart."""
    if form.ending:
        return {path.stem: path.read_bytes() for path in save(ledger, form, folder)}
    found: dict[str, bytes] = {}
    for table in tables(ledger):
        file = io.BytesIO()
        form.write(file, table)
        found[table.name] = file.getvalue()
    together = io.BytesIO()
    pour(ledger, form, together)
    assert together.getvalue() == b"".join(found.values())
    return found


@pytest.mark.parametrize("name", [name for name in FORMATS if FORMATS[name].ending])
def test_an_export_takes_the_place_of_the_one_before(
    name: str, ledger: Ledger, tmp_path: Path
) -> None:
    """Files of the same name give way, whole; what else lies there stays."""
    form = FORMATS[name]
    old = tmp_path / f"documents{form.ending}"
    old.write_text("longer than anything that is written now" * 1_000)
    (tmp_path / "mine.txt").write_text("mine")
    written = save(ledger, form, tmp_path)
    assert old in written
    assert READERS[name](old.read_bytes(), TABLES["documents"][0])
    assert {*tmp_path.iterdir()} == {*written, tmp_path / "mine.txt"}
    assert [path.name for path in written] == [f"{at}{form.ending}" for at in TABLES]


@every_format
def test_without_its_library_a_format_says_what_to_install(
    name: str,
    form: Format,
    ledger: Ledger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A format that needs none works; nothing half written stays behind."""
    for each in FORMATS.values():
        if each.library:
            monkeypatch.setitem(sys.modules, each.library, None)
    if form.library is None:
        assert exported(form, ledger, tmp_path)
        return
    with pytest.raises(InstallationError, match=rf"{form.library}.*pip install"):
        save(ledger, form, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_no_column_is_called_as_the_key_that_names_its_table() -> None:
    """A JSON line names its table first; a column of that name would take its place."""
    assert not [name for name, (shape, _) in TABLES.items() if "table" in shape.keys]


@every_format
def test_the_command_and_its_pages_name_the_format(name: str, form: Format) -> None:
    """A format that nobody can find is none."""
    (option,) = (each for each in command.params if each.name == "name")
    assert isinstance(option.type, click.Choice)
    assert name in option.type.choices
    assert form.title in (command.help or "")
    assert form.title in COMMANDS["export"]
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf8")
    (line,) = re.findall(r"^\| `facta export` .*$", page, flags=re.MULTILINE)
    assert name in line
