"""
What is known of an account is taken under the names that people and databases give it;
what is not taken is told of, once a file.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from facta.cli.main import DONE, WITH_SKIPPED, run
from facta.records import Noted, Skipped
from tests.read.making import PASSAGE, one, read, why

DAY = datetime.date(2025, 5, 28)
DAYS = [
    "date",
    "Date",
    "PUBLISHED",
    "published_at",
    "publishedAt",
    "pubDate",
    "Publication Date",
    "publication-date",
    "datetime",
]
PUBLISHERS = ["Publication", "source", "Outlet", "publisher", "site_name"]


@pytest.mark.parametrize("name", DAYS)
@pytest.mark.parametrize("ending", ["csv", "jsonl", "txt"])
def test_a_day_is_known_by_its_usual_names(
    tmp_path: Path, name: str, ending: str
) -> None:
    """In a table, a JSON line and front matter alike, whatever the case."""
    path = tmp_path / f"a.{ending}"
    path.write_text(
        {
            "csv": f'{name},text\n2025-05-28,"{PASSAGE}"\n',
            "jsonl": json.dumps({name: "2025-05-28", "text": PASSAGE}),
            "txt": f"---\n{name}: 2025-05-28\n---\n{PASSAGE}",
        }[ending]
    )
    assert one(path).published == DAY


@pytest.mark.parametrize("name", PUBLISHERS)
@pytest.mark.parametrize("ending", ["csv", "jsonl", "txt"])
def test_a_publisher_is_known_by_its_usual_names(
    tmp_path: Path, name: str, ending: str
) -> None:
    """As databases export them."""
    path = tmp_path / f"a.{ending}"
    path.write_text(
        {
            "csv": f'{name},text,Headline\nThe Wire,"{PASSAGE}",A call\n',
            "jsonl": json.dumps(
                {name: "The Wire", "text": PASSAGE, "headline": "A call"}
            ),
            "txt": f"---\n{name}: The Wire\nHeadline: A call\n---\n{PASSAGE}",
        }[ending]
    )
    found = one(path)
    assert (found.publisher, found.title) == ("The Wire", "A call")


def test_an_address_is_no_publisher(tmp_path: Path) -> None:
    """A source that is an address is the account's address."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": PASSAGE, "source": "https://x.example/a"}))
    found = one(path)
    assert (found.publisher, found.url) == (None, "https://x.example/a")


@pytest.mark.parametrize(
    "name", ["text", "Content", "body", "Full Text", "article_text"]
)
@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_a_text_is_known_by_its_usual_names(
    tmp_path: Path, name: str, ending: str
) -> None:
    """JSON lines take those that tables take."""
    path = tmp_path / f"a.{ending}"
    path.write_text(
        {
            "csv": f'id,{name}\n1,"{PASSAGE}"\n',
            "jsonl": json.dumps({"id": 1, name: PASSAGE}),
        }[ending]
    )
    assert (one(path).text, one(path).id) == (PASSAGE, "1")


def test_columns_that_mean_nothing_are_told_once(tmp_path: Path) -> None:
    """A file gets one line, which is no skip: every account is read."""
    path = tmp_path / "a.csv"
    path.write_text("Text,Author,Day of week\nOne.,A,Mon\nTwo.,B,Tue\n")
    found, told = read(path)
    assert len(found) == 2
    assert told == [Noted(str(path), "columns not used: Author, Day of week")]


def test_a_table_without_text_names_what_it_has(tmp_path: Path) -> None:
    """One line says which columns were found."""
    path = tmp_path / "a.csv"
    path.write_text("Headline,Story\nA call,They spoke.\nB,C\n")
    assert why(path) == (
        "a table without a column 'text'; it has Headline, Story; name the column of "
        "the accounts' text 'text' in the first row"
    )


def test_json_lines_of_which_none_can_be_read_are_one_line(tmp_path: Path) -> None:
    """It names how many there are and what their keys are."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 1, "article": "They spoke."}\n' * 8)
    assert why(path) == (
        "none of its 8 lines is an account, the first: not an account: no 'text' among "
        "its keys 'id', 'article'; write {\"id\": ..., \"text\": ...}, or name the text "
        "content or body"
    )


def test_bad_lines_before_a_good_one_are_told_each(tmp_path: Path) -> None:
    """In their order, by number."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 1}\n{"text": "They spoke."}\nno\n')
    found, told = read(path)
    assert [document.text for document in found] == ["They spoke."]
    assert [item.source for item in told] == [f"{path}#1", f"{path}#3"]


@pytest.mark.parametrize(
    "head", ["filename,date", "Path,Published", "File Name,pubdate"]
)
def test_a_table_of_files_is_read_by_its_usual_names(tmp_path: Path, head: str) -> None:
    """The names of files and their days, as people head them."""
    (tmp_path / "a.txt").write_text(PASSAGE)
    (tmp_path / "accounts.csv").write_text(f"{head}\na.txt,2025-05-28\n")
    found = one(tmp_path)
    assert (found.published, found.published_basis) == (DAY, "sidecar")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (
            "document,day\na.txt,2025-05-28\n",
            (
                "no column 'file'; it has document, day; name its columns file, title, "
                "publisher, published, url, as far as known"
            ),
        ),
        (
            "file,day\na.txt,2025-05-28\n",
            (
                "nothing but the names of files; it has file, day; name its columns file, "
                "title, publisher, published, url, as far as known"
            ),
        ),
        (
            "id,text\n1,They spoke.\n",
            (
                "no column 'file'; it has id, text; name its columns file, title, publisher, "
                "published, url, as far as known; a table of articles takes another name"
            ),
        ),
    ],
    ids=["no-file", "no-day", "articles"],
)
def test_a_table_of_files_that_tells_nothing_gets_one_line(
    tmp_path: Path, table: str, told: str
) -> None:
    """It names the headings that are known and those that are there."""
    (tmp_path / "a.txt").write_text(PASSAGE)
    (tmp_path / "accounts.csv").write_text(table)
    (found,), (item,) = read(tmp_path)
    assert (found.published, item) == (
        None,
        Skipped(str(tmp_path / "accounts.csv"), told),
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("09/08/2005", "but two, 2005-09-08 or 2005-08-09; write the right one"),
        (
            "38613",
            (
                "but a spreadsheet's number of one; give its column the format yyyy-mm-dd "
                "and save it again"
            ),
        ),
        ("18-Sep-05", "with its whole year; write it as 2025-05-28"),
    ],
)
def test_what_is_no_day_says_what_to_write(
    tmp_path: Path, value: str, told: str
) -> None:
    """The account is read without it, which is no skip; no year is guessed."""
    path = tmp_path / "a.csv"
    path.write_text(f'text,date\n"{PASSAGE}",{value}\n')
    (found,), (item,) = read(path)
    assert found.published is None
    assert item == Noted(
        f"{path}#2", f"{value!r} is not a date {told}; the account is read without it"
    )


def test_of_an_account_that_is_skipped_nothing_is_noted(tmp_path: Path) -> None:
    """Nobody reads it without its date."""
    path = tmp_path / "a.csv"
    path.write_text("id,text,date\n1,They spoke.,2025-05-28\n1,They met.,soon\n")
    (_,), (item,) = read(path)
    assert item.reason == f"its id '1' is that of {path}#2; give it another"


@pytest.mark.parametrize("name", ["build", "annotate"])
def test_what_is_noted_is_no_skip(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It has a word of its own and leaves the status alone, nor is it *not read*."""
    monkeypatch.chdir(tmp_path)
    Path("a.csv").write_text(
        "text,date,by\nRussia attacked Ukraine on Monday.,soon,A\n"
    )
    assert run([name, "a.csv"]) == DONE
    told = capsys.readouterr().err
    assert "noted a.csv#2: 'soon' is not a date" in told
    assert "noted a.csv: columns not used: by" in told
    assert "skipped" not in told
    assert "not read" not in told
    Path("b.txt").touch()
    assert run([name, "a.csv", "b.txt"]) == WITH_SKIPPED
