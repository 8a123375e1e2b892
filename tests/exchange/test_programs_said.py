"""What stands in the files for other people's programs."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from facta.exchange import as_gdelt, as_icews, as_polecat, as_xlsx
from facta.exchange.incoming import bring
from facta.exchange.tables import TABLES
from facta.ledger import Ledger
from facta.shapes import Given, Row, Shape, Table
from tests.exchange.making import kinds, memory, written
from tests.exchange.test_incoming import FILES, icews

# properties by schema, those of the schemas above each included; read from the YAML of
# opensanctions/followthemoney and alephdata/followthemoney, whichever has more
THING = {
    *("name", "summary", "description", "country", "alias", "sourceUrl", "publisher"),
    *("keywords", "notes", "proof", "address", "topics", "wikidataId", "program"),
}
INTERVAL = {
    *(
        "startDate",
        "endDate",
        "date",
        "summary",
        "description",
        "recordId",
        "sourceUrl",
    ),
    *("proof", "publisher", "publisherUrl", "modifiedAt", "retrievedAt"),
}
LEGAL_ENTITY = THING | {"sector", "status", "legalForm", "email", "phone", "website"}
SCHEMA = {
    "Article": THING
    | {
        *("title", "author", "generator", "fileName", "date", "publishedAt", "language")
    },
    "Person": LEGAL_ENTITY | {"title", "position", "nationality", "birthDate"},
    "PublicBody": LEGAL_ENTITY,
    "Organization": LEGAL_ENTITY,
    "LegalEntity": LEGAL_ENTITY,
    "Event": THING | INTERVAL | {"location", "important", "organizer", "involved"},
    "Documentation": INTERVAL | {"role", "status", "document", "entity"},
    "Note": THING | {"entity"},
}
# properties whose values are ids of entities
LINKS = {"organizer", "involved", "proof", "document", "entity"}


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    """Happenings of every type, a dispute, a decision."""
    with kinds() as opened:
        yield opened


def stream(name: str, ledger: Ledger) -> bytes:
    """The file of a format that has one."""
    (data,) = written(name, ledger).values()
    return data


def test_a_plover_line_carries_who_told_it_what_is_disputed_and_decided(
    ledger: Ledger,
) -> None:
    """Each report with its originator and its passages."""
    lines = [json.loads(each) for each in stream("plover", ledger).splitlines()]
    (decided,) = (each for each in lines if each["decisions"])
    assert decided["event_type"] == "ASSAULT"
    assert (decided["decisions"][0]["verdict"], decided["decisions"][0]["by"]) == (
        "accepted",
        "Ann",
    )
    disputed = [one for each in lines for one in each["disputed"]]
    (values,) = {
        tuple(side["value"] for side in one["values"])
        for one in disputed
        if one["attribute"] == "occurrence"
    }
    assert set(values) == {"happened", "did not happen"}
    for each in lines:
        assert set(each["originators"]) == {
            one["originator"] for one in each["reports"]
        }
        assert each["reports"][0]["passages"][0]["text"] == each["event_text"]


def test_polecat_and_icews_have_the_columns_that_are_published() -> None:
    """Forty and twenty, in their order."""
    assert len(as_polecat.COLUMNS) == 40
    assert list(as_polecat.COLUMNS)[:3] == ["Event ID", "Event Date", "Event Type"]
    assert list(as_polecat.COLUMNS)[-3:] == ["Story Locations", "Language", "Version"]
    assert len(as_icews.COLUMNS) == 20
    assert (len(as_gdelt.COLUMNS), len(as_gdelt.MENTION_COLUMNS)) == (61, 16)


def test_an_icews_row_says_it_in_its_own_words(ledger: Ledger) -> None:
    """Names of countries and sectors, the code with its zeros, Goldstein's score."""
    header, *rows = stream("icews", ledger).decode().splitlines()
    cells = [
        dict(zip(header.split("\t"), row.split("\t"), strict=True)) for row in rows
    ]
    (mobilized,) = (each for each in cells if each["CAMEO Code"].startswith("15"))
    assert mobilized["Source Name"] == "Dmitry Lee"
    assert mobilized["Source Sectors"] == "Military"
    assert mobilized["Source Country"] == "Russia"
    assert mobilized["Intensity"] == "-7.2"
    helped = next(each for each in cells if each["Source Name"] == "NATO")
    assert helped["Source Sectors"] == "International Government Organization"
    assert helped["Source Country"] == ""
    assert helped["Event Date"] == "2024-03"


def test_a_gdelt_row_counts_as_facta_does(ledger: Ledger) -> None:
    """One happening, one report, one originator; a month has no day."""
    events, _ = written("gdelt", ledger).values()
    rows = [
        dict(zip(as_gdelt.COLUMNS, row.split("\t"), strict=True))
        for row in events.decode().splitlines()
    ]
    (mobilized,) = (each for each in rows if each["EventRootCode"] == "15")
    assert mobilized["Actor1Code"] == "RUSMIL"
    assert [
        mobilized[f"Num{each}"] for each in ("Mentions", "Sources", "Articles")
    ] == ["1"] * 3
    assert mobilized["FractionDate"].startswith("2025.")
    assert mobilized["SOURCEURL"].startswith("https://example.org/")
    helped = [each for each in rows if each["Actor1Name"] == "NATO"]
    assert {(each["Day"], each["MonthYear"]) for each in helped} == {("", "202403")}
    assert {each["Actor1Type1Code"] for each in helped} == {"IGO"}
    assert {each["Actor2CountryCode"] for each in helped} == {"UKR", "MDA"}


def test_an_annotation_finds_its_passage_by_words_and_by_place(ledger: Ledger) -> None:
    """Both selectors lead to the same characters of the account."""
    page = json.loads(stream("webannotation", ledger))
    texts = {document.id: document.text for document in ledger.documents()}
    kinds_seen = set()
    assert page["type"] == "AnnotationPage"
    for item in page["items"]:
        text = texts[item["id"].split(":")[2]]
        by_words, by_place = item["target"]["selector"]
        start, end = by_place["start"], by_place["end"]
        assert text[start:end] == by_words["exact"]
        assert text[:start].endswith(by_words["prefix"])
        assert text[end:].startswith(by_words["suffix"])
        kinds_seen.add(item["body"][0]["facta:kind"])
    assert kinds_seen == {"happening", "statement", "commitment", "figure"}
    assert len({item["id"] for item in page["items"]}) == len(page["items"])
    decided = [item for item in page["items"] if len(item["body"]) > 1]
    assert [item["body"][1]["creator"]["name"] for item in decided] == ["Ann"]


def test_a_slide_shows_no_text_of_an_account_as_html(ledger: Ledger) -> None:
    """Marks are escaped, links lead to the web alone, what is denied says so."""
    slides = json.loads(stream("timelinejs", ledger))["events"]
    texts = [slide["text"]["text"] for slide in slides]
    assert any("&lt;b&gt;more&lt;/b&gt;" in text for text in texts)
    assert not any("<b>" in text for text in texts)
    assert any('<a href="https://example.org/1?a=1&amp;b=2">' in text for text in texts)
    assert any("did not happen" in slide["text"]["headline"] for slide in slides)
    assert any("disputed (occurrence" in text for text in texts)
    (month,) = (slide for slide in slides if slide["display_date"] == "Mar 2024")
    assert month["start_date"] == {"year": 2024, "month": 3}
    # what has no date cannot be placed
    undated = [item.id for item in ledger.happenings() if item.date is None]
    assert undated
    assert not {slide["unique_id"] for slide in slides} & set(undated)


def test_entities_have_the_properties_that_the_schema_publishes(ledger: Ledger) -> None:
    """Each entity once, every link to one that is there, every schema in use."""
    entities = [json.loads(line) for line in stream("ftm", ledger).splitlines()]
    ids = [entity["id"] for entity in entities]
    assert len(set(ids)) == len(ids)
    for entity in entities:
        assert entity["properties"].keys() <= SCHEMA[entity["schema"]]
        assert entity["properties"].get("name") or entity["schema"] == "Documentation"
        for name, values in entity["properties"].items():
            assert values
            assert all(isinstance(value, str) and value for value in values)
            if name in LINKS:
                assert set(values) <= set(ids)
    assert {entity["schema"] for entity in entities} == set(SCHEMA)


def cells(data: bytes) -> dict[str, list[list[str]]]:
    """The texts and numbers of each sheet of a workbook, row by row."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        names = [sheet.get("name") for sheet in book.findall(".//{*}sheet")]
        found: dict[str, list[list[str]]] = {}
        for at, name in enumerate(names, 1):
            sheet = ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{at}.xml"))
            assert not sheet.findall(".//{*}f")
            found[str(name)] = [
                ["".join(cell.itertext()) for cell in row]
                for row in sheet.findall(".//{*}row")
            ]
        return found


def test_a_workbook_has_a_sheet_a_table_and_no_formula(ledger: Ledger) -> None:
    """Text that begins as a formula stays text; numbers are numbers."""
    data = stream("xlsx", ledger)
    sheets = cells(data)
    assert list(sheets) == list(TABLES)
    for name, (shape, _) in TABLES.items():
        assert sheets[name][0] == list(shape)
    assert any("=We help" in row for row in sheets["statements"])
    assert any("@Ann" in row for row in sheets["statements"])
    assert any("-u.txt" in row for row in sheets["documents"])
    assert "=as told" in sheets["decisions"][1]
    assert "13" in sheets["figures"][1]


def test_a_workbook_can_be_read_whatever_an_account_holds(tmp_path: Path) -> None:
    """Characters that XML has no room for, and more than a cell may hold."""
    path = tmp_path / "events.tsv"
    row = icews(Source_Name="a\x00b\x1b[31m", Event_Text="x" * 40_000)
    path.write_text(FILES["icews"](row))
    with memory() as ledger:
        bring([path], ledger)
        sheets = cells(stream("xlsx", ledger))
    # a sign that XML has no room for stands as _x0000_, which Excel reads as one
    texts = [
        re.sub("_x[0-9A-F]{4}_", "?", text)
        for rows in sheets.values()
        for each in rows
        for text in each
    ]
    assert max(map(len, texts)) == as_xlsx.CHARACTERS
    assert any(text.endswith("(cut)") for text in texts)


SHAPE = Shape(Table, {"count": Given(int)})


def table(count: int) -> Table:
    """A table of so many rows."""
    rows: Iterator[Row] = ({"count": at} for at in range(count))
    return Table(name="things", shape=SHAPE, rows=rows)


@pytest.mark.parametrize(
    ("count", "sheets"),
    [
        (0, {"things": 0}),
        (3, {"things": 3}),
        (4, {"things": 3, "things 2": 1}),
        (7, {"things": 3, "things 2": 3, "things 3": 1}),
    ],
)
def test_a_table_too_long_for_a_sheet_goes_on_in_another(
    count: int, sheets: dict[str, int]
) -> None:
    """No row is lost or told twice."""
    found: dict[str, list[Any]] = {
        name: [row["count"] for row in rows]
        for name, rows in as_xlsx.sheets(table(count), most=3)
    }
    assert {name: len(rows) for name, rows in found.items()} == sheets
    assert [each for rows in found.values() for each in rows] == list(range(count))
