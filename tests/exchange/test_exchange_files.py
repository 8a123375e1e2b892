"""A ledger in other people's formats."""

from __future__ import annotations

import csv as csv_format
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyarrow import parquet as parquet_format

from facta import exchange
from facta.exchange.files import cell
from facta.exchange.tables import TABLES
from facta.ledger import Ledger
from facta.link import link
from facta.testing import annotation, commitment, doc, figure, statement, telling

DOCUMENT = doc("=HYPERLINK is what Russia; 13 struck.\nWe help.", published="2025-05-27", title="=1+1", source="-a")


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """One document with a record of each kind, formulas in its text."""
    with Ledger.open(":memory:") as opened:
        opened.add(
            annotation(
                DOCUMENT,
                events=(
                    telling(DOCUMENT, "ASSAULT", "RUS", "UKR", "=HYPERLINK is what", date="2025-05-25", reported_in=0),
                ),
                statements=(statement(DOCUMENT, "We help", speaker="@Trump"),),
                commitments=(commitment(DOCUMENT, "help", "USA"),),
                figures=(figure(DOCUMENT, "13", -13.5, of="dead"),),
            )
        )
        opened.link(link(list(opened.annotations())))
        yield opened


def test_every_row_of_every_table_is_a_json_line(ledger: Ledger) -> None:
    """Each line is an object that names its table and has that table's columns."""
    rows = [json.loads(line) for line in exchange.jsonl(ledger)]
    assert [row["table"] for row in rows] == list(TABLES)
    for row in rows:
        assert list(row)[1:] == list(TABLES[row["table"]].__struct_fields__)


def test_events_carry_cameo_codes_and_name_their_statement(ledger: Ledger) -> None:
    """Older tools find a CAMEO code, as a string, and a Goldstein score; `reported_in` is the id of a statement."""
    rows = {row["table"]: row for row in map(json.loads, exchange.jsonl(ledger))}
    event = rows["events"]
    assert event["cameo_code"].startswith(("18", "19", "20"))
    assert event["goldstein"] < -8
    assert event["reported_in"] == rows["statements"]["id"]
    assert rows["happenings"]["reports"] == [event["id"]]
    assert rows["documents"]["originator"] == DOCUMENT.id


def test_csv_has_a_file_a_table_that_reads_back(ledger: Ledger, tmp_path: Path) -> None:
    """Headers are the columns; numbers stay numbers, a minus before them too."""
    paths = exchange.csv(ledger, tmp_path)
    assert [path.name for path in paths] == [f"{name}.csv" for name in TABLES]
    assert sorted(tmp_path.iterdir()) == sorted(paths)
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            (row,) = csv_format.DictReader(file)
        assert list(row) == list(TABLES[path.stem].__struct_fields__)
        if path.stem == "figures":
            assert row["value"] == "-13.5"


def test_text_that_looks_like_a_formula_is_made_harmless_in_csv(ledger: Ledger, tmp_path: Path) -> None:
    """No cell of text begins with what a spreadsheet runs."""
    exchange.csv(ledger, tmp_path)
    document, event, said = ((tmp_path / f"{name}.csv").read_text() for name in ("documents", "events", "statements"))
    assert "'=1+1" in document
    assert ",'-a," in document
    assert "'=HYPERLINK" in event
    assert "'@Trump" in said


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1"], ids=repr)
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    """Every beginning that a spreadsheet may run is covered, within lists too."""
    assert cell(text) == cell((text,)) == "'" + text


@pytest.mark.parametrize(("value", "written"), [(-1.5, -1.5), (True, "true"), (None, None), ("a=b", "a=b")])
def test_other_values_are_written_as_they_are(value: object, written: object) -> None:
    """Numbers, truth values, gaps and harmless text are left alone."""
    assert cell(value) == written


@pytest.mark.parametrize("bom", [False, True])
def test_a_byte_order_mark_is_written_on_request(ledger: Ledger, tmp_path: Path, bom: bool) -> None:
    """Excel needs the mark; other programs do not want it."""
    for path in exchange.csv(ledger, tmp_path, bom=bom):
        assert path.read_bytes().startswith(b"\xef\xbb\xbf") is bom


def test_parquet_reads_back_with_its_types(ledger: Ledger, tmp_path: Path) -> None:
    """Days are days, several values are lists, text is text as it was."""
    paths = exchange.parquet(ledger, tmp_path)
    tables = {path.stem: parquet_format.read_table(path) for path in paths}
    assert list(tables) == list(TABLES)
    (event,) = tables["events"].to_pylist()
    assert (event["actor"], str(event["date"]), event["quad_code"]) == (["RUS"], "2025-05-25", 4)
    assert event["event_text"] == "=HYPERLINK is what"


def test_an_empty_ledger_gives_tables_without_rows(tmp_path: Path) -> None:
    """Every file is there with its columns, typed, though nothing was found."""
    with Ledger.open(":memory:") as empty:
        assert list(exchange.jsonl(empty)) == []
        for path in exchange.csv(empty, tmp_path):
            assert path.read_text().strip() == ",".join(TABLES[path.stem].__struct_fields__)
        for path in exchange.parquet(empty, tmp_path):
            table = parquet_format.read_table(path)
            assert table.num_rows == 0
            assert "null" not in {str(field.type) for field in table.schema}
