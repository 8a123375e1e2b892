"""What Facta wrote itself is never an account."""

from __future__ import annotations

import datetime
import io
import sqlite3
from pathlib import Path

import pytest

from facta.brief import compose, render
from facta.exchange import as_csv
from facta.exchange.contract import line, linked_json
from facta.exchange.files import pour, save
from facta.exchange.formats import FORMATS
from facta.exchange.programs import PROGRAMS
from facta.exchange.tables import tables
from facta.ledger import Decision, Ledger, sharing
from facta.link import link
from facta.ontology import Countries
from facta.read import ReadSettings
from facta.testing import annotation, doc, figure, telling
from tests.read.making import PASSAGE, read, warc, why

TOLD = doc(f"{PASSAGE} It cost 13 crowns.")
FOUND = annotation(
    TOLD,
    events=(telling(TOLD, "ASSAULT", "RUS", "UKR", "It cost", date="2025-05-25"),),
    figures=(figure(doc(f"{PASSAGE} It cost 13 crowns."), "13 crowns", 13),),
)
DECIDED = Decision(
    number=1,
    record=FOUND.events[0].id,
    kind="event",
    verdict="accepted",
    note="",
    by="Ann",
    at=datetime.datetime(2025, 6, 1, tzinfo=datetime.UTC),
    value=None,
    snapshot="{}",
)
FORMS = ["brief.html", "brief.md", "brief.json"]


def filled(path: Path) -> Ledger:
    ledger = Ledger.open(path)
    ledger.add(FOUND, stages="test")
    ledger.link(link([FOUND]))
    return ledger


@pytest.mark.parametrize("name", FORMS)
def test_a_brief_is_passed_over_in_each_form(tmp_path: Path, name: str) -> None:
    """
    In silence in a folder and by a pattern; named by a person, with one line that says
    what it is.
    """
    with filled(tmp_path / ".hidden.db") as ledger:
        brief = render(compose(ledger, Countries.load()), Path(name).suffix)
    (tmp_path / "a.txt").write_text(PASSAGE)
    (tmp_path / name).write_text(brief, encoding="utf-8")
    (tmp_path / "renamed").write_text(brief, encoding="utf-8")
    for paths in ([tmp_path], [f"{tmp_path}/*"]):
        found, skipped = read(*paths)
        assert ([document.source for document in found], skipped) == (
            [str(tmp_path / "a.txt")],
            [],
        )
    assert (
        why(tmp_path / name)
        == "a brief that facta wrote; give the accounts it was made from"
    )
    assert "a brief that facta wrote" in why(
        "-", ReadSettings(stdin=io.BytesIO(brief.encode()))
    )


def test_a_ledger_and_what_lies_beside_it_are_passed_over(tmp_path: Path) -> None:
    """While it is open too, when all it holds may still wait in its log; and after."""
    (tmp_path / "a.txt").write_text(PASSAGE)
    with filled(tmp_path / "facta.db"):
        assert (tmp_path / "facta.db-wal").exists()
        found, skipped = read(tmp_path)
        assert (len(found), skipped) == (1, [])
        assert "a ledger of facta" in why(tmp_path / "facta.db")
        assert "a part of a ledger of facta" in why(tmp_path / "facta.db-wal")
    found, skipped = read(tmp_path)
    assert (len(found), skipped) == (1, [])


def test_a_ledger_whose_first_page_waits_in_the_log_is_known(tmp_path: Path) -> None:
    """The application id is in the log alone until the database is checkpointed."""
    path = tmp_path / "new.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE a (b)")
    connection.execute("PRAGMA application_id = 1178682196")
    try:
        assert path.read_bytes()[68:72] != b"FACT"
        assert "a ledger of facta" in why(path)
    finally:
        connection.close()
    assert path.read_bytes()[68:72] == b"FACT"


def test_a_database_of_another_program_is_told(tmp_path: Path) -> None:
    """It is no account, and the person should know."""
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE a (b)")
    connection.close()
    assert why(tmp_path) == "a database; leave it out"


def test_exports_are_passed_over(tmp_path: Path) -> None:
    """Every format of the export, annotations with their text, what linking found."""
    (tmp_path / "a.txt").write_text(PASSAGE)
    with filled(tmp_path / ".hidden.db") as ledger:
        for name, form in FORMATS.items():
            if form.ending:
                save(ledger, form, tmp_path)
                continue
            with (tmp_path / f"all.{name}").open("wb") as file:
                pour(ledger, form, file)
        for name, program in PROGRAMS.items():
            if program.folder:
                program.save(ledger, tmp_path)
                continue
            with (tmp_path / f"{name}.txt").open("wb") as file:
                program.write(ledger, file)
        for table in tables(ledger):
            with (tmp_path / f"marked-{table.name}.csv").open("wb") as file:
                as_csv.write(file, table, bom=True)
    (tmp_path / "annotations.jsonl").write_bytes(line(FOUND, with_text=True))
    (tmp_path / "linked.json").write_bytes(linked_json(link([FOUND])))
    (tmp_path / "decisions.jsonl").write_bytes(sharing.line(DECIDED) + b"\n")
    found, skipped = read(tmp_path)
    assert ([document.source for document in found], skipped) == (
        [str(tmp_path / "a.txt")],
        [],
    )
    assert "what facta wrote for other programs" in why(tmp_path / "figures.csv")


def test_a_brief_in_an_archive_is_no_account(tmp_path: Path) -> None:
    """A crawl of a site that publishes briefs holds the accounts alone."""
    mark = b'<meta name="generator" content="Facta 0.1.0">'
    brief = b"<!doctype html>\n<html><head>" + mark + b"</head><body><p>x</p>"
    pages = [
        ("https://x.example/b", "200 OK", "text/html", brief),
        ("https://x.example/a", "200 OK", "text/plain", b"x y"),
    ]
    (tmp_path / "a.warc").write_bytes(warc(*pages))
    found, skipped = read(tmp_path)
    assert ([document.url for document in found], skipped) == (
        ["https://x.example/a"],
        [],
    )


@pytest.mark.parametrize(
    "content",
    [
        "<html><head><meta name='generator' content='Hugo 0.1'></head><body><p>Facta 0.1</p>",
        "<!-- generator: hugo 0.1 -->\nfacta 0.1",
        "id,text\n1,made_by\n",
        '{"id":"a","text":"text_sha256"}',
    ],
    ids=["page", "markdown", "table", "lines"],
)
def test_accounts_that_look_alike_are_read(tmp_path: Path, content: str) -> None:
    """Another generator's mark and the words themselves make nothing ours."""
    (tmp_path / "a").write_text(content)
    if content.startswith("id,"):
        (tmp_path / "a").rename(tmp_path / "a.csv")
    found, skipped = read(tmp_path)
    assert (len(found), skipped) == (1, [])
