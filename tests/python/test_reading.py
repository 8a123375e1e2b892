"""`facta.read` gives the documents and does not lose what it could not read."""

from __future__ import annotations

import datetime
import warnings
from pathlib import Path
from typing import Any

import pytest

import facta

GERMAN = (
    "Der Kanzler hat am Montag in Berlin erklärt, dass Deutschland der Ukraine "
    "weiter helfen werde."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One account, an empty file and one in another language."""
    (tmp_path / "call.txt").write_text("They spoke on Monday.", "utf-8")
    (tmp_path / "empty.txt").write_text("", "utf-8")
    (tmp_path / "german.txt").write_text(GERMAN, "utf-8")
    return tmp_path


def test_all_that_can_be_read_is_read_without_a_word(tmp_path: Path) -> None:
    """
    Documents come by iteration, by index and by their name; a path may be text or a
    Path.
    """
    (tmp_path / "call.txt").write_text("They spoke on Monday.", "utf-8")
    reading = facta.read(tmp_path / "call.txt", published="2025-05-28")
    assert repr(reading) == "<1 document>"
    assert list(reading) == list(reading.documents) == [reading[0]]
    assert reading[0].published == datetime.date(2025, 5, 28)
    assert reading[:1] == reading.documents
    assert (
        facta.read(str(tmp_path), published=datetime.datetime(2025, 5, 28, 12))
        .documents[0]
        .id
        == reading[0].id
    )


def test_what_is_left_out_is_told(folder: Path) -> None:
    """At once as a warning, later by `skipped` and by the look of the answer."""
    with pytest.warns(
        facta.SkippedWarning,
        match="2 of 3 not read: .*empty.txt: empty; .*all are in .skipped",
    ):
        reading = facta.read(folder)
    assert [Path(item.source).name for item in reading.skipped] == [
        "empty.txt",
        "german.txt",
    ]
    assert repr(reading).startswith("<1 document; 2 of 3 not read: ")
    assert "not in English" in repr(reading)


def test_the_warning_points_at_the_call(folder: Path) -> None:
    """The line of the reader's own program."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        facta.read(folder)
    assert [item.filename for item in caught] == [__file__]


def test_what_is_read_in_part_counts_as_read(tmp_path: Path) -> None:
    """A date that is none is told of; the account stands without it."""
    (tmp_path / "a.jsonl").write_text(
        '{"text": "They spoke.", "published": "soon"}\n', "utf-8"
    )
    with pytest.warns(facta.SkippedWarning, match="1 read in part"):
        reading = facta.read(tmp_path / "a.jsonl")
    assert repr(reading).startswith("<1 document; 1 read in part: ")


def test_many_that_are_left_out_are_counted(tmp_path: Path) -> None:
    """The first three are named, on one line; all are kept."""
    for number in range(9):
        (tmp_path / f"{number}.txt").touch()
    with pytest.warns(facta.SkippedWarning, match="9 of 9 not read: .*6 more"):
        reading = facta.read(tmp_path)
    assert len(reading.skipped) == 9
    assert "\n" not in repr(reading)
    assert "8.txt" not in repr(reading)


@pytest.mark.parametrize(
    ("given", "told", "message"),
    [
        ([], {}, "nothing to read; name files or folders"),
        (["no/such"], {}, "no/such: no such file or folder; check the path"),
        (["a\nb\x1b"], {}, "a b: no such file or folder; check the path"),
        (["https://a.example/x"], {}, "an address; save the page as a file"),
        (
            ["."],
            {"published": "28.5.2025"},
            "'28.5.2025': not a date; write it as 2025-05-25",
        ),
        ([3], {}, "3: not a path; name files or folders"),
        ([b"a"], {}, "b'a': not a path; name files or folders"),
    ],
    ids=[
        "nothing",
        "a typo",
        "a name with marks",
        "an address",
        "no date",
        "no path",
        "bytes",
    ],
)
def test_what_a_person_can_mend_is_one_line(
    given: list[Any], told: dict[str, Any], message: str
) -> None:
    """A FactaError that says what to do, before anything is read."""
    with pytest.raises(facta.FactaError) as caught:
        facta.read(*given, **told)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
