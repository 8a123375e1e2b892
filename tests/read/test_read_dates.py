"""
Days are read as they are written, in the forms that people and feeds use, or told of.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from facta.read import ReadSettings
from facta.read.dates import dated, day
from tests.read.making import PASSAGE, one, read

DAY = datetime.date(2025, 5, 28)
FORMS = [
    "2025-05-28",
    "2025/05/28 09:00:00",
    "2025-05-28T23:30:00-05:00",
    "20250528T100000Z",
    "1748426400",
    "1748426400000",
    "28.05.2025 10:00",
    "28. Mai 2025",
    "Mi, 28 Mai 2025 10:00:00 +0200",
    "May 28, 2025",
    "Wednesday, May 28th, 2025 at 10:00 AM",
    "28 de mayo de 2025",
    "Wed, 28 May 2025 23:30:00 -0500",
    "Wed, 28 May 25 10:00:00 GMT",
    "Wed May 28 10:00:00 UTC 2025",
    "28-May-2025",
    "05/28/2025",
]


@pytest.mark.parametrize("value", FORMS)
def test_a_day_is_taken_as_written(value: str) -> None:
    """No zone moves it, and no part of it comes from a clock."""
    assert day(value) == DAY


@pytest.mark.parametrize("value", FORMS)
def test_an_entry_has_the_day_it_writes(tmp_path: Path, value: str) -> None:
    """A feed's dates are read in all these forms."""
    path = tmp_path / "a.rss"
    item = f"<item><title>{PASSAGE}</title><pubDate>{value}</pubDate></item>"
    path.write_text(f"<rss version='2.0'><channel>{item}</channel></rss>")
    assert one(path).published == DAY


@pytest.mark.parametrize(
    "value", ["yesterday", "May 2025", "2025", "03/04/2025", "32 May 2025", "99999999"]
)
def test_a_date_of_an_entry_that_is_none_is_told(tmp_path: Path, value: str) -> None:
    """The entry is read without it, and one line says so."""
    path = tmp_path / "a.rss"
    item = f"<item><title>{PASSAGE}</title><pubDate>{value}</pubDate></item>"
    path.write_text(f"<rss version='2.0'><channel>{item}</channel></rss>")
    (found,), (told,) = read(path)
    assert found.published is None
    assert told.reason.startswith(f"'{value}' is not a date")


def test_an_atom_entry_has_the_day_it_writes(tmp_path: Path) -> None:
    """The zone does not move it to the next day."""
    path = tmp_path / "a.atom"
    moment = "<updated>2025-05-28T23:30:00-05:00</updated>"
    path.write_text(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>They "
        f"met</title>{moment}</entry></feed>"
    )
    assert one(path).published == DAY


@pytest.mark.parametrize("value", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_are_days(tmp_path: Path, value: str) -> None:
    """They are read from tables, front matter and settings as any other."""
    (tmp_path / "a.csv").write_text(f'text,published\n"{PASSAGE}",{value}\n')
    (tmp_path / "b.txt").write_text(f"---\ndate: {value}\n---\n{PASSAGE}")
    (tmp_path / "c.txt").write_text(PASSAGE)
    settings = ReadSettings(published=datetime.date.fromisoformat(value))
    found = [one(tmp_path / name, settings) for name in ("a.csv", "b.txt", "c.txt")]
    assert [str(document.published) for document in found] == [value] * 3


def test_what_is_no_date_says_how_to_write_one() -> None:
    """The note names the place and a form that is understood."""
    assert dated("soon", "line 3") == (
        None,
        ("line 3: 'soon' is not a date; write it as 2025-05-28",),
    )
