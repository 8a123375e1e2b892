"""`facta import`, and `facta export` for other people's programs."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from facta.cli.main import CANNOT, DONE, INTERRUPTED, WITH_SKIPPED, run
from facta.exchange.incoming import INLETS
from tests.exchange.test_incoming import FILES, icews
from tests.ledger.making import dump


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")


def said(
    *arguments: str, capsys: pytest.CaptureFixture[str], status: int = DONE
) -> tuple[list[str], list[str]]:
    """Lines of output and of errors of a command."""
    assert run(arguments) == status
    shown = capsys.readouterr()
    return shown.out.splitlines(), shown.err.splitlines()


def test_good_rows_land_and_the_others_are_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit status 1; what has no type is counted; a second run writes nothing."""
    rows = [
        icews(),
        icews(CAMEO_Code="13y"),
        icews(CAMEO_Code="010"),
        icews(Event_Date=""),
    ]
    Path("events.tsv").write_text(FILES["icews"](*rows))
    out, errors = said("import", "events.tsv", capsys=capsys, status=WITH_SKIPPED)
    assert out == ["facta.db"]
    assert errors == [
        "skipped events.tsv#3: no CAMEO code: '13y'",
        "skipped events.tsv#5: no date",
        "1 row of no PLOVER type: CAMEO 010 (1)",
        "4 rows, 1 event new, 0 known",
    ]
    _, errors = said("import", "events.tsv", capsys=capsys, status=WITH_SKIPPED)
    assert errors[-1] == "4 rows, 0 events new, 1 known"


def test_only_good_rows_are_status_0(capsys: pytest.CaptureFixture[str]) -> None:
    """Codes without a type are no fault; -q says nothing."""
    rows = [icews(), icews(CAMEO_Code="010")]
    Path("events.tsv").write_text(FILES["icews"](*rows))
    assert said("import", "-q", "events.tsv", capsys=capsys) == (["facta.db"], [])


def test_beyond_twenty_rows_the_reasons_are_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Twenty by row, then all by reason."""
    rows = [icews(CAMEO_Code=f"{at}y") for at in range(25)]
    Path("events.tsv").write_text(FILES["icews"](*rows, icews()))
    _, errors = said("import", "events.tsv", capsys=capsys, status=WITH_SKIPPED)
    assert len([line for line in errors if line.startswith("skipped ")]) == 20
    assert errors[20:] == [
        "25 rows: no CAMEO code: …",
        "26 rows, 1 event new, 0 known",
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["import", "none.tsv"], "none.tsv: no such file or directory; check the path"),
        (["import", "a.txt"], "give --format (plover, polecat, gdelt, icews)"),
        (["import"], "facta import events.tsv --format icews"),
        (["import", "a.txt", "--format", "xml"], "xml"),
    ],
)
def test_what_cannot_be_brought_in_is_one_line(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, and no ledger is made."""
    Path("a.txt").write_text("Russia struck Odesa.")
    out, (error,) = said(*arguments, capsys=capsys, status=CANNOT)
    assert (out, words in error) == ([], True)
    assert not Path("facta.db").exists()


def test_timeline_measure_why_brief_and_export_run_on_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """As on what was read."""
    rows = [
        icews(Event_ID=str(at), Event_Date=f"2018-06-{at:02}") for at in range(1, 9)
    ]
    Path("events.tsv").write_text(FILES["icews"](*rows))
    said("import", "events.tsv", capsys=capsys)
    out, _ = said("timeline", "--actor", "russia", "--json", capsys=capsys)
    assert len(out) == 8
    assert json.loads(out[0])["event_type"] == "ASSAULT"
    (series,), _ = said("measure", "deeds", "--json", capsys=capsys)
    assert json.loads(series)["points"][0]["value"]["count"] == 8
    name = json.loads(said("timeline", "--json", capsys=capsys)[0][0])["id"]
    out, _ = said("why", name, capsys=capsys)
    assert any("rule cameo 180" in line for line in out)
    assert said("why", name, "--json", capsys=capsys)[0]
    assert said("brief", "-q", "-o", "brief.html", capsys=capsys)[0] == ["brief.html"]
    out, _ = said("cite", name, "--style", "link", capsys=capsys)
    assert f'id="{out[0].split("#")[1]}"' in Path("brief.html").read_text()
    out, _ = said("export", "--format", "plover", capsys=capsys)
    assert len(out) == 8
    assert said("check", capsys=capsys)[0] == [
        "facta.db: whole, with accounts of 1 source"
    ]


def test_an_import_that_is_stopped_leaves_the_ledger_as_it_was(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And says so."""
    Path("events.tsv").write_text(FILES["icews"](icews()))
    said("import", "-q", "events.tsv", capsys=capsys)
    before = dump(Path("facta.db"))

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("facta.ledger.Ledger.relink", stop)
    Path("events.tsv").write_text(FILES["icews"](icews(Event_ID="8")))
    _, errors = said("import", "events.tsv", capsys=capsys, status=INTERRUPTED)
    assert errors[-1] == "facta: stopped; the ledger is as it was"
    assert dump(Path("facta.db")) == before


@pytest.mark.parametrize("form", ["gdelt", "plover"])
def test_an_import_of_which_no_row_fits_is_refused(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line names what was expected, and no ledger is left."""
    Path("events.tsv").write_text("940101\tIRN\tUSA\t112\n" * 3)
    args = ("import", "events.tsv", "--format", form)
    _, (error,) = said(*args, capsys=capsys, status=CANNOT)
    assert error.startswith("facta: events.tsv: no row of 3 is an event, the first: ")
    assert INLETS[form].wanted in error
    assert [path.name for path in Path().iterdir()] == ["events.tsv"]


def test_a_packed_file_is_told_to_be_unpacked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Before a ledger is made."""
    Path("events.tsv.gz").write_bytes(gzip.compress(b"940101\tIRN\n"))
    args = ("import", "events.tsv.gz", "--format", "gdelt")
    _, (error,) = said(*args, capsys=capsys, status=CANNOT)
    assert error == "facta: events.tsv.gz: packed with gzip; unpack it first"
    assert not Path("facta.db").exists()


def test_formats_of_several_files_go_into_a_folder(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Those of one go to standard output."""
    Path("events.tsv").write_text(FILES["icews"](icews()))
    said("import", "events.tsv", capsys=capsys)
    out, _ = said("export", "--format", "gdelt", "-o", "out", capsys=capsys)
    assert out == ["out/facta.export.CSV", "out/facta.mentions.CSV"]
    out, _ = said("export", "--format", "xlsx", "-o", "out", capsys=capsys)
    assert out == ["out/facta.xlsx"]
    out, _ = said("export", "--format", "xlsx", "-o", "b/foo.xlsx", capsys=capsys)
    assert (out, Path("b/foo.xlsx").is_file()) == (["b/foo.xlsx"], True)
    said("export", "--format", "xlsx", "-o", "b/foo.xlsx", capsys=capsys)
    _, (error,) = said(
        *("export", "--format", "csv", "-o", "b/foo.xlsx"), capsys=capsys, status=CANNOT
    )
    assert error == "facta: b/foo.xlsx: a file, no folder; name another folder with -o"
    for name in ("gdelt", "xlsx"):
        _, (error,) = said("export", "--format", name, capsys=capsys, status=CANNOT)
        assert "name a folder with -o" in error
    _, (error,) = said(
        "export", "--format", "ftm", "-o", "out", capsys=capsys, status=CANNOT
    )
    assert "goes to standard output" in error


@pytest.mark.parametrize(
    ("name", "library", "output"),
    [
        ("parquet", "pyarrow.parquet", "p"),
        ("parquet", "pyarrow.parquet", "p/q"),
        ("xlsx", "xlsxwriter", "p/foo.xlsx"),
    ],
)
def test_an_export_that_fails_leaves_no_folder(
    name: str,
    library: str,
    output: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Where the library of its format is missing."""
    Path("events.tsv").write_text(FILES["icews"](icews()))
    said("import", "events.tsv", capsys=capsys)
    monkeypatch.setitem(sys.modules, library, None)
    args = ("export", "--format", name, "-o", output)
    _, (error,) = said(*args, capsys=capsys, status=CANNOT)
    assert "cannot be loaded" in error
    assert not Path("p").exists()


def test_what_a_format_has_no_room_for_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """How many happenings were left out."""
    line = {"event_type": "AID", "date": "2025-05-01", "actor": ["France"]}
    Path("a.jsonl").write_text(json.dumps(line | {"auxiliary": ["negation"]}))
    said("import", "a.jsonl", "--format", "plover", capsys=capsys)
    out, errors = said("export", "--format", "polecat", capsys=capsys)
    assert len(out) == 1
    assert errors == [
        "left out 1 happening not told as done (planned, possible or denied)"
    ]
    assert said("export", "--format", "plover", capsys=capsys)[1] == []
