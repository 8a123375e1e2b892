"""`facta relationship`: two parties, both ways, in a terminal, as JSON and as a page."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest

from facta.cli.main import CANNOT, DONE, WITH_SKIPPED, run
from facta.ledger import Ledger
from facta.link import link
from facta.testing import annotation, doc, telling

HOSTILE = "Kenya praised <b>Peru</b> & \x1b[31mall."
NOTE = doc(f"{HOSTILE}\nPeru shelled Kenya.", published="2025-06-01", source="note.txt")
HEAD = "i,j,i_iso3c,j_iso3c,year,verbCoop,matlCoop,verbConf,matlConf"
COUNTS = (
    "Kenya,Peru,KEN,PER,2002,50,9,5,1",
    "Peru,Kenya,PER,KEN,2002,50,5,5,5",
    "Kenya,Peru,KEN,PER,2003,50,1,5,60",
    "Kenya,Laos,KEN,LAO,2003,1,1,1,1",
)


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of one account in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    events = (
        telling(
            NOTE,
            "SUPPORT",
            "KEN",
            "PER",
            HOSTILE,
            date="2025-03-03",
            score=5.0,
            quad_code=1,
        ),
        telling(
            NOTE,
            "ASSAULT",
            "PER",
            "KEN",
            "Peru shelled Kenya.",
            date="2025-04-04",
            score=-9.0,
            quad_code=4,
            sentence=1,
        ),
    )
    with Ledger.open("facta.db") as opened:
        opened.add(annotation(NOTE, events=events))
        opened.link(link(list(opened.annotations())))
    return tmp_path / "facta.db"


def table(folder: Path, *rows: str) -> Path:
    """A table of counts."""
    path = folder / "counts.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", "utf-8")
    return path


def test_both_ways_are_told(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Sentences first, then a table for each direction."""
    assert run(["relationship", "kenya", "Peru"]) == DONE
    shown = capsys.readouterr().out
    assert "Kenya and Peru, Mar 2025 to Apr 2025" in shown
    assert "1 happening: words +5.0 (-3.8 to +10.0), deeds –." in shown
    assert "1 happening: words –, deeds -9.0 (-10.0 to -0.2)." in shown
    rows = [re.split(r" {2,}", row.strip()) for row in shown.splitlines()]
    assert ["Mar 2025", "+5.0 (-3.8 to +10.0)", "–", "–", "1"] in rows
    assert "Who answers whom cannot be told" in shown
    assert ledger.exists()


def test_json_has_all_that_was_measured(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One object, both directions over the same periods."""
    assert run(["relationship", "KEN", "PER", "--json"]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert [each["actor"] for each in found["directions"]] == ["KEN", "PER"]
    begins = [[row["begin"] for row in each["rows"]] for each in found["directions"]]
    assert begins == [["2025-03-01", "2025-04-01"]] * 2
    assert ledger.exists()


def test_the_page_stands_by_itself(ledger: Path, tmp_path: Path) -> None:
    """No request, no script, each mark leads to its row; the same bytes again."""
    for name in ("one.html", "two.html"):
        assert run(["relationship", "KEN", "PER", "-o", name]) == DONE
    page = (tmp_path / "one.html").read_text("utf-8")
    assert page == (tmp_path / "two.html").read_text("utf-8")
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    links = re.findall(r'href="#([^"]+)"', page)
    assert links
    assert all(f'id="{link}"' in page for link in links)
    assert ledger.exists()


def test_a_mark_leads_to_a_passage_in_two_clicks(ledger: Path) -> None:
    """To the row of its period; what opens beneath it is the strongest, in its words."""
    assert run(["relationship", "KEN", "PER", "-o", "one.html"]) == DONE
    page = ledger.with_name("one.html").read_text("utf-8")
    (anchor,) = re.findall(r'<a href="#([^"]+)" aria-label="Apr 2025', page)
    row = page[page.index(f'id="{anchor}"') :]
    opened = row[row.index("<details>") : row.index("</details>")]
    assert "Peru shelled Kenya." in opened
    assert "note.txt" in opened


def test_counts_of_years_are_a_relationship_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Compressed or not; by code or by name; others are left out."""
    path = table(tmp_path, *COUNTS)
    (tmp_path / "counts.csv.gz").write_bytes(gzip.compress(path.read_bytes()))
    shown = []
    for file, one in ((path, "KEN"), (tmp_path / "counts.csv.gz", "Kenya")):
        assert run(["relationship", one, "PER", "--counts", str(file)]) == DONE
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]
    assert "181 happenings" in shown[0]
    assert "furthest apart in 2003" in shown[0]


def test_rows_that_say_nothing_are_named_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Good rows land."""
    bad = ("a,b,KEN,PER,MMII,1,1,1,1", "a,b,KEN,PER,2004,many,1,1,1", "a,b,KEN,PER")
    path = table(tmp_path, *COUNTS, *bad)
    assert run(["relationship", "KEN", "PER", "--counts", str(path)]) == WITH_SKIPPED
    shown = capsys.readouterr()
    assert "row 6: no date: 'MMII'" in shown.err
    assert "row 7: no count: 'many'" in shown.err
    assert "row 8: 4 columns instead of 9" in shown.err
    assert "181 happenings" in shown.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["KEN", "Atlantis"], "'Atlantis'"),
        (["KEN", "LAO"], "nothing dated is told between KEN and LAO"),
        (["KEN", "PER", "-o", "page.docx"], "name the output .html"),
        (["KEN", "PER", "-o", "facta.db"], "name the output .html"),
        (["KEN", "PER", "--counts", "none.csv"], "no table could be read"),
        (["KEN", "PER", "--counts", "facta.db"], "facta.db: no "),
        (["KEN"], "OTHER"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_told_is_said_in_one_line(
    arguments: list[str], said: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to do, and nothing on standard output."""
    before = ledger.read_bytes()
    assert run(["relationship", *arguments]) == CANNOT
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""
    assert ledger.read_bytes() == before
