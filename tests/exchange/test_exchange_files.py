"""A ledger in other people's formats."""

from __future__ import annotations

import datetime
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from pyarrow import parquet as parquet_format

from facta.exchange import as_csv, columns
from facta.exchange.as_csv import cell
from facta.exchange.files import pour, save
from facta.exchange.formats import FORMATS
from facta.exchange.tables import TABLES, tables
from facta.ledger import Ledger
from facta.link import NearCopy, link
from facta.records import Skipped, Time
from facta.shapes import Shape
from facta.testing import (
    actor,
    annotation,
    commitment,
    doc,
    figure,
    place,
    statement,
    telling,
)

DOCUMENT = doc(
    "=HYPERLINK is what Russia; 13 struck.\nWe help.",
    published="2025-05-27",
    title="=1+1",
    source="-a",
)

NOON = datetime.datetime(2025, 6, 1, 12, tzinfo=datetime.UTC)
LINKED = {"disputes", "copies", "skipped", "decisions"}
FILLED = TABLES.keys() - LINKED  # what one account alone gives rows of


def jsonl(ledger: Ledger) -> list[bytes]:
    """The lines of a ledger."""
    file = io.BytesIO()
    pour(ledger, FORMATS["jsonl"], file)
    return file.getvalue().splitlines()


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """One document with a record of each kind, formulas in its text."""
    with Ledger.open(":memory:") as opened:
        opened.add(
            annotation(
                DOCUMENT,
                events=(
                    telling(
                        DOCUMENT,
                        "ASSAULT",
                        "RUS",
                        "UKR",
                        "=HYPERLINK is what",
                        date="2025-05-25",
                        reported_in=0,
                    ),
                ),
                statements=(statement(DOCUMENT, "We help", speaker="@Trump"),),
                times=(
                    Time(
                        span=place(DOCUMENT.text, "13"),
                        type="DATE",
                        value="2025-05-13",
                        basis="stated",
                    ),
                ),
                actors=(actor("Russia", country="RUS"),),
                commitments=(commitment(DOCUMENT, "help", "USA"),),
                figures=(figure(DOCUMENT, "13", -13.5, of="dead"),),
            )
        )
        opened.link(link(list(opened.annotations())))
        yield opened


@pytest.fixture
def disputed() -> Iterator[Ledger]:
    """
    Two accounts of a strike, told twice by the first, denied by the second; a file not
    read; a decision.
    """
    first = doc(
        "Russia struck Odesa.\nThe strike on Odesa.", published="2025-05-27", source="a"
    )
    second = doc("Russia struck Odesa? It did not.", published="2025-05-28", source="b")
    told = [
        telling(first, "ASSAULT", "RUS", "UKR", passage, date="2025-05-25", sentence=at)
        for at, passage in enumerate(first.text.split("\n"))
    ]
    denial = telling(
        second,
        "ASSAULT",
        "RUS",
        "UKR",
        "Russia struck Odesa",
        date="2025-05-25",
        auxiliary=("negation",),
    )
    with Ledger.open(":memory:", clock=lambda: NOON) as opened:
        opened.add(annotation(first, events=tuple(told)))
        opened.add(annotation(second, events=(denial,)))
        linked = link(list(opened.annotations()))
        opened.link(
            msgspec.structs.replace(
                linked, copies=(NearCopy(second.id, first.id, 0.5),)
            )
        )
        opened.skip(Skipped("c.bin", "a picture; leave it out"))
        opened.decide(second.id, "accepted", "read", "Ann")
        yield opened


def test_the_export_is_the_whole_ledger(ledger: Ledger, disputed: Ledger) -> None:
    """
    Between them, two ledgers with records of each kind fill every table; no record
    stays behind.
    """
    filled = {
        json.loads(line)["table"] for each in (ledger, disputed) for line in jsonl(each)
    }
    assert filled == set(TABLES)


def test_reports_disputes_copies_and_what_was_left_out_are_exported(
    disputed: Ledger,
) -> None:
    """
    An account is told to report once, however often it tells; each side of a dispute
    has its passages.
    """
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for row in map(json.loads, jsonl(disputed)):
        rows[row["table"]].append(row)
    told_twice = [
        row["first"]
        for row in rows["reports"]
        if row["document"] == rows["documents"][0]["id"]
    ]
    assert told_twice == [True, False]
    assert {row["value"] for row in rows["disputes"]} == {"happened", "did not happen"}
    assert "Russia struck Odesa" in {row["text"] for row in rows["disputes"]}
    assert rows["copies"][0]["share"] == 0.5
    assert rows["skipped"] == [
        {"table": "skipped", "source": "c.bin", "reason": "a picture; leave it out"}
    ]
    assert (rows["decisions"][0]["decided_by"], rows["decisions"][0]["decided_at"]) == (
        "Ann",
        NOON.isoformat(),
    )


def test_every_row_of_every_table_is_a_json_line(ledger: Ledger) -> None:
    """Each line is an object that names its table and has that table's columns."""
    rows = [json.loads(line) for line in jsonl(ledger)]
    assert list(dict.fromkeys(row["table"] for row in rows)) == [
        name for name in TABLES if name in FILLED
    ]
    for row in rows:
        assert list(row)[1:] == list(TABLES[row["table"]][0])


def test_events_carry_cameo_codes_and_name_their_statement(ledger: Ledger) -> None:
    """
    Older tools find a CAMEO code, as a string, and a Goldstein score; `reported_in` is
    the id of a statement.
    """
    rows = {row["table"]: row for row in map(json.loads, jsonl(ledger))}
    event = rows["events"]
    assert event["cameo_code"].startswith(("18", "19", "20"))
    assert event["goldstein"] < -8
    assert event["reported_in"] == rows["statements"]["id"]
    assert rows["happenings"]["reports"] == [event["id"]]
    assert rows["documents"]["originator"] == DOCUMENT.id


def test_text_that_looks_like_a_formula_is_made_harmless_in_csv(
    ledger: Ledger, tmp_path: Path
) -> None:
    """No cell of text begins with what a spreadsheet runs."""
    save(ledger, FORMATS["csv"], tmp_path)
    document, event, said = (
        (tmp_path / f"{name}.csv").read_text()
        for name in ("documents", "events", "statements")
    )
    assert "'=1+1" in document
    assert ",'-a," in document
    assert "'=HYPERLINK" in event
    assert "'@Trump" in said


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1"], ids=repr
)
def test_a_formula_gets_an_apostrophe(text: str) -> None:
    """Every beginning that a spreadsheet may run is covered, within lists too."""
    assert cell(text) == cell((text,)) == "'" + text


@pytest.mark.parametrize(
    ("value", "written"), [(-1.5, -1.5), (True, "true"), (None, None), ("a=b", "a=b")]
)
def test_other_values_are_written_as_they_are(value: object, written: object) -> None:
    """Numbers, truth values, gaps and harmless text are left alone."""
    assert cell(value) == written


@pytest.mark.parametrize("bom", [False, True])
def test_a_byte_order_mark_is_written_on_request(ledger: Ledger, bom: bool) -> None:
    """Excel needs the mark; other programs do not want it."""
    for table in tables(ledger):
        file = io.BytesIO()
        as_csv.write(file, table, bom=bom)
        assert file.getvalue().startswith(b"\xef\xbb\xbf") is bom


SHAPES = {
    name: shape for name, shape in vars(columns).items() if isinstance(shape, Shape)
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_column_leads_to_a_field_of_its_record(shape: Shape[Any]) -> None:
    """A field that was renamed or went away is seen here, not in somebody's table."""
    assert list(shape.types) == list(shape)


def test_parquet_reads_back_with_its_types(ledger: Ledger, tmp_path: Path) -> None:
    """Days are days, several values are lists, text is text as it was."""
    paths = save(ledger, FORMATS["parquet"], tmp_path)
    tables = {path.stem: parquet_format.read_table(path) for path in paths}
    assert list(tables) == list(TABLES)
    (event,) = tables["events"].to_pylist()
    assert (event["actor"], str(event["date"]), event["quad_code"]) == (
        ["RUS"],
        "2025-05-25",
        4,
    )
    assert event["event_text"] == "=HYPERLINK is what"
