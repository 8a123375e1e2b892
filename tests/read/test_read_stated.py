"""
A day is taken from a text's first lines or a file's name only where it can be nothing
else; what is no front matter stays text.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from facta.cli.main import DONE, run
from facta.read import ReadSettings
from tests.read.making import PASSAGE, one, pdf

DAY = datetime.date(2006, 1, 14)


@pytest.mark.parametrize(
    "line",
    [
        "Published: January 14, 2006",
        "Published January 14, 2006",
        "Published on 14 January 2006, 10:00",
        "POSTED: 2006-01-14",
        "Date: Saturday, January 14, 2006",
        "Publication date: 14.01.2006",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_line_that_states_the_day_is_taken(
    tmp_path: Path, name: str, line: str
) -> None:
    """Below the headline, as people paste it; the text keeps the line."""
    path = tmp_path / name
    path.write_text(f"Talks in Vienna\n\n{line}\n\n{PASSAGE}")
    found = one(path)
    assert (found.published, found.published_basis) == (DAY, "page")
    assert line in found.text


def test_a_line_of_a_pdf_states_the_day(tmp_path: Path) -> None:
    """Whatever the format."""
    path = tmp_path / "a.pdf"
    body = [f"{PASSAGE} {number}" for number in range(20)]
    path.write_bytes(pdf("Talks in Vienna", "Published: January 14, 2006", *body))
    assert one(path).published == DAY


@pytest.mark.parametrize(
    "opening",
    [
        "TEHRAN, Jan 14 (Reuters) - The two spoke.",
        "TEHRAN, January 14, 2006 (Reuters) - The two spoke.",
        "January 14, 2006",
        "Released on 14 January 2006 after three weeks, they",
        "Published January 14, 2006 in Vienna, the report",
        "Published: January 2006",
        "Published: 14/01/06",
        "Updated: January 14, 2006",
        "Published: January 14, 2006\nDate: January 15, 2006",
        "\n".join(["They spoke."] * 10 + ["Published: January 14, 2006"]),
    ],
    ids=lambda opening: opening[:20],
)
def test_what_may_be_another_day_is_not_taken(tmp_path: Path, opening: str) -> None:
    """No year is guessed, prose tells of something else, and two days are none."""
    path = tmp_path / "a.txt"
    path.write_text(f"{opening}\n{PASSAGE}")
    assert one(path).published is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2006-01-14_wire.txt", DAY),
        ("2006-01-14.txt", DAY),
        ("2006-01-14T10-00 talks.md", DAY),
        ("2006-01-14-2006-01-20.txt", None),
        ("wire-2006-01-14.txt", None),
        ("20060114.txt", None),
        ("2006-13-14.txt", None),
    ],
)
def test_a_name_that_begins_with_a_day_gives_it(
    tmp_path: Path, name: str, day: datetime.date | None
) -> None:
    """An ISO day alone, and no stretch of time."""
    path = tmp_path / name
    path.write_text(PASSAGE)
    found = one(path)
    assert found.published == day
    assert found.published_basis == ("given" if day else "unresolved")


def test_the_name_of_a_file_of_many_is_not_their_day(tmp_path: Path) -> None:
    """It may be the day on which they were collected."""
    path = tmp_path / "2006-01-14.jsonl"
    path.write_text(json.dumps({"text": PASSAGE}))
    assert one(path).published is None


def test_what_says_more_goes_first(tmp_path: Path) -> None:
    """Front matter, then the text, then the name, then what is given for all."""
    settings = ReadSettings(published=datetime.date(2020, 1, 1))
    path = tmp_path / "2006-01-14.txt"
    path.write_text(f"Published: January 15, 2006\n\n{PASSAGE}")
    assert one(path, settings).published == datetime.date(2006, 1, 15)
    path.write_text(PASSAGE)
    assert one(path, settings).published == DAY
    path.write_text(f"---\ndate: 2006-01-16\n---\nPublished: 2006-01-15\n{PASSAGE}")
    assert one(path, settings).published == datetime.date(2006, 1, 16)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_block_of_known_keys_needs_no_fence(tmp_path: Path, name: str) -> None:
    """Its lines are no part of the text, and offsets stay."""
    path = tmp_path / name
    head = "Title: A call: what was said\nAuthor: A\nDate: 2006-01-14\nSource: The Wire\n\n"
    path.write_text(head + PASSAGE)
    found = one(path)
    assert (found.title, found.published, found.published_basis, found.publisher) == (
        "A call: what was said",
        DAY,
        "front_matter",
        "The Wire",
    )
    assert found.text.strip() == PASSAGE
    if name == "a.txt":
        assert found.text.index(PASSAGE) == len(head)


@pytest.mark.parametrize(
    "opening",
    [
        "WASHINGTON: The two presidents spoke.\n\n",
        "Source: Officials say that Iran will attack.\n\n",
        "Title: A call\n\n",
        "Title: A call\nDate: 2006-01-14\n",
        "Title: A call\nWASHINGTON: They spoke.\n\n",
        "Source: It is a threat.\nSource: It is none.\n\n",
        "Date: soon\n\n",
    ],
    ids=["place", "source", "title", "open", "mixed", "twice", "no-day"],
)
def test_what_may_be_text_stays_text(tmp_path: Path, opening: str) -> None:
    """One line of doubt, a line that is no entry, a block that no empty line closes."""
    path = tmp_path / "a.txt"
    path.write_text(opening + PASSAGE)
    found = one(path)
    assert (found.text, found.title, found.publisher) == (
        opening + PASSAGE,
        None,
        None,
    )


@pytest.mark.parametrize(("count", "verb"), [(1, "account has"), (2, "accounts have")])
def test_the_command_says_how_to_give_days(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    count: int,
    verb: str,
) -> None:
    """One line, where accounts have none, and nothing where all have one."""
    monkeypatch.chdir(tmp_path)
    for number in range(count):
        Path(f"{number}.txt").write_text(f"Russia attacked Ukraine. {number}")
    (tmp_path / "2006-01-14.txt").write_text("Russia attacked Ukraine.")
    assert run(["build", "--no-brief", "."]) == DONE
    told = capsys.readouterr().err
    assert f"{count} {verb} no day of publication; give it " in told
    assert run(["build", "--no-brief", ".", "--published", "2006-01-14"]) == DONE
    assert "no day of publication" not in capsys.readouterr().err
