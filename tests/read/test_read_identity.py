"""Order, ids, dates and what is known beside the files."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.read import ReadSettings
from facta.read.dates import dated, day
from tests.read.making import PASSAGE, one, read

GIVEN = ReadSettings(published=datetime.date(2025, 1, 1))


def test_a_folder_is_read_by_name_with_all_below_it(tmp_path: Path) -> None:
    """
    Order does not depend on the file system; hidden files and folders are left out.
    """
    for name in (
        "c.txt",
        "a/z.txt",
        "a/b/y.txt",
        "b.txt",
        ".git/x.txt",
        ".x.txt",
        "a/README.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    found, skipped = read(tmp_path)
    assert [document.text for document in found] == [
        "a/b/y.txt",
        "a/z.txt",
        "b.txt",
        "c.txt",
    ]
    assert not skipped


def test_a_readme_that_is_named_is_read(tmp_path: Path) -> None:
    """It is passed over in folders only."""
    (tmp_path / "README.md").write_text(PASSAGE)
    assert one(tmp_path / "README.md").text == PASSAGE


def test_a_pattern_is_expanded_in_order(tmp_path: Path) -> None:
    """Globs work where the shell did not expand them, also over folders."""
    for name in ("b.txt", "a.txt", "c.log"):
        (tmp_path / name).write_text(name)
    found, _ = read(f"{tmp_path}/*.txt", f"{tmp_path}/**/*.log")
    assert [document.text for document in found] == ["a.txt", "b.txt", "c.log"]


def test_a_file_that_exists_is_no_pattern(tmp_path: Path) -> None:
    """A name with brackets is taken as it is."""
    (tmp_path / "a[1].txt").write_text(PASSAGE)
    assert one(tmp_path / "a[1].txt").text == PASSAGE


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    """By itself and in its folder, it is one file."""
    (tmp_path / "a.txt").write_text(PASSAGE)
    found, skipped = read(
        tmp_path / "a.txt", tmp_path, f"{tmp_path}/../{tmp_path.name}/a.txt"
    )
    assert (len(found), len(skipped)) == (1, 0)


def test_the_same_account_under_two_names_is_one_document(tmp_path: Path) -> None:
    """The id comes from content, so the copy is told of and not counted."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(PASSAGE)
    found, skipped = read(tmp_path)
    assert [document.source for document in found] == [str(tmp_path / "a.txt")]
    assert [(one.source, one.reason) for one in skipped] == [
        (str(tmp_path / "b.txt"), f"same content as {tmp_path}/a.txt; leave one out")
    ]


def test_the_same_text_of_another_day_is_another_document(tmp_path: Path) -> None:
    """Title, publisher and day are part of an account's identity."""
    (tmp_path / "a.csv").write_text("text,published\nx,2025-01-01\nx,2025-01-02\n")
    found, skipped = read(tmp_path)
    assert (len({document.id for document in found}), len(skipped)) == (2, 0)


def test_an_id_given_twice_is_told(tmp_path: Path) -> None:
    """
    With other content it is a clash, with the same it is a copy; equal texts under two
    ids are two documents.
    """
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"id":"a","text":"x"}\n{"id":"a","text":"y"}\n{"id":"a","text":"x"}\n{"id":"b","text":"x"}\n'
    )
    found, skipped = read(path)
    assert [document.id for document in found] == ["a", "b"]
    assert [one.reason for one in skipped] == [
        f"its id 'a' is that of {path}#1; give it another",
        f"same content as {path}#1; leave one out",
    ]


def test_ids_do_not_depend_on_place_or_order(tmp_path: Path) -> None:
    """The same bytes elsewhere, read in another order, have the same ids."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        for name in ("a", "b"):
            (tmp_path / folder / f"{name}{folder}.txt").write_text(name)
    first, _ = read(tmp_path / "one/aone.txt", tmp_path / "one/bone.txt")
    second, _ = read(tmp_path / "two/btwo.txt", tmp_path / "two/atwo.txt")
    assert [document.id for document in first] == [
        document.id for document in reversed(second)
    ]


def test_the_sidecar_tells_of_the_files_beside_it(tmp_path: Path) -> None:
    """
    It goes before what the file says of itself, and reaches into folders below; gaps
    are left as they are.
    """
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.md").write_text(
        "---\ntitle: Own\npublisher: Self\ndate: 2020-01-01\n---\nx"
    )
    (tmp_path / "sub/b.txt").write_text("y")
    (tmp_path / "accounts.csv").write_text(
        "\ufefffile;Title;publisher;published;published_basis;url\n"
        "a.md;Told;;2025-05-28;estimated;https://x.example/a\nsub/b.txt;;Wire;2025-05-29T10:00:00Z\n"
    )
    (first, second), noted = read(tmp_path)
    assert noted == []
    assert (
        first.title,
        first.publisher,
        str(first.published),
        first.published_basis,
        first.url,
    ) == (
        "Told",
        "Self",
        "2025-05-28",
        "estimated",
        "https://x.example/a",
    )
    assert (second.title, second.publisher, str(second.published)) == (
        None,
        "Wire",
        "2025-05-29",
    )
    assert read(tmp_path / "a.md")[0] == [first]


def test_the_sidecar_fills_the_gaps_of_a_file_of_many(tmp_path: Path) -> None:
    """What a row says of itself goes before what is said of the whole table."""
    (tmp_path / "many.csv").write_text(
        "text,publisher,published\nx,Own,2025-01-02\ny,,\n"
    )
    (tmp_path / "accounts.csv").write_text(
        "file,publisher,published\nmany.csv,Told,2025-05-28\n"
    )
    (first, second), _ = read(tmp_path)
    assert (first.publisher, str(first.published), first.published_basis) == (
        "Own",
        "2025-01-02",
        "given",
    )
    assert (second.publisher, str(second.published), second.published_basis) == (
        "Told",
        "2025-05-28",
        "sidecar",
    )


def test_a_bad_date_in_a_sidecar_never_loses_the_account(tmp_path: Path) -> None:
    """The account is read without the date, and the line is told of."""
    (tmp_path / "a.txt").write_text(PASSAGE)
    (tmp_path / "accounts.csv").write_text("file,published\n\na.txt,2025-13-01\n")
    (found,), (told,) = read(tmp_path)
    assert (found.published, found.published_basis) == (None, "unresolved")
    assert told.source == found.source
    assert told.reason.startswith(
        "accounts.csv line 3: '2025-13-01' is not a date; write it as 2025-05-28"
    )


def test_what_a_sidecar_says_of_no_file_is_told(tmp_path: Path) -> None:
    """A wrong name, a name given twice, and a table without names."""
    (tmp_path / "a.txt").write_text(PASSAGE)
    (tmp_path / "accounts.csv").write_text(
        "file,title\nb.txt,x\na.txt,First\na.txt,Second\n"
    )
    (found,), skipped = read(tmp_path)
    assert found.title == "First"
    assert [one.reason.partition(";")[0] for one in skipped] == [
        "line 2: no file 'b.txt'",
        "line 4: 'a.txt' stands twice",
    ]
    (tmp_path / "accounts.csv").write_text("name\na.txt\n")
    _, (reason,) = read(tmp_path)
    assert reason.reason.startswith("no column 'file'")


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 99, b""], ids=["binary", "empty"])
def test_a_broken_sidecar_loses_no_account(tmp_path: Path, data: bytes) -> None:
    """The files beside it are read without it."""
    (tmp_path / "a.txt").write_text(PASSAGE)
    (tmp_path / "accounts.csv").write_bytes(data)
    found, skipped = read(tmp_path)
    assert (len(found), len(skipped)) == (1, 1 if data else 0)


def test_the_given_day_is_for_accounts_without_one(tmp_path: Path) -> None:
    """It never replaces a day that the account carries."""
    (tmp_path / "a.jsonl").write_text(
        '{"text":"x","published":"2025-05-28"}\n{"text":"y"}\n'
    )
    (first, second), _ = read(tmp_path, settings=GIVEN)
    assert (str(first.published), str(second.published), second.published_basis) == (
        "2025-05-28",
        "2025-01-01",
        "given",
    )


@given(st.dates(), st.sampled_from(["", "T10:00", "T23:59:59Z", " 01:02:03.5+02:00"]))
def test_a_day_is_read_as_written(date: datetime.date, rest: str) -> None:
    """Time of day and zone do not move it."""
    assert day(f" {date.isoformat()}{rest} ") == date


@pytest.mark.parametrize(
    "value",
    [
        "2025-13-01",
        "May 2025",
        "2025",
        "03.13.2025",
        "03/04/2025",
        "2025-05-28x",
        "²025-01-01",
    ],
)
def test_what_is_no_date_is_told(value: str) -> None:
    """
    A part of a date, a day that may be two, and what is no day give a note and no date.
    """
    found, notes = dated(value, "line 1")
    assert found is None
    assert " is not a date" in notes[0]
    assert "; write " in notes[0]


@given(st.lists(st.text(alphabet="ab \n", max_size=6), max_size=6))
def test_nothing_vanishes(texts: list[str]) -> None:
    """Each line of input ends as one document or one skipped input."""
    data = "".join(json.dumps({"text": text}) + "\n" for text in texts).encode()
    found, skipped = read("-", settings=ReadSettings(stdin=io.BytesIO(data)))
    sources = [document.source for document in found] + [one.source for one in skipped]
    assert len(sources) == len(set(sources))
    assert set(sources) == (
        {f"-#{number}" for number in range(1, len(texts) + 1)} or {"-"}
    )
    assert all(document.text in texts for document in found)
