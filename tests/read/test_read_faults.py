"""
A fault of a reader is one account's own; a fault of the installation is told once, as
what it is.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from facta.errors import InstallationError
from facta.read import formats
from facta.read.account import Account, Input
from facta.read.plain import plain
from facta.read.settings import ReadSettings
from facta.records import Skipped
from tests.read.making import PASSAGE, one, pdf, read, why

HTML = f"<html><body><p>{PASSAGE}</p>".encode()
RSS = f"<rss version='2.0'><channel><item><title>{PASSAGE}</title></item></channel></rss>".encode()


def test_a_file_that_takes_too_long_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason tells the limit; what stands before and after it is read."""

    def slow(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
        yield Account(source=given.source, text=PASSAGE)
        while True:
            pass

    monkeypatch.setattr(
        formats, "_reader", lambda head, given: slow if given.suffix == ".md" else plain
    )
    for name in ("a.txt", "b.md", "c.txt"):
        (tmp_path / name).write_text(name)
    found, (told,) = read(tmp_path, settings=ReadSettings(max_seconds=0.2))
    assert [document.text for document in found] == ["a.txt", PASSAGE, "c.txt"]
    assert (
        told.reason
        == "took longer than 0.2 seconds to read; split it or raise the limit with --max-seconds"
    )


@pytest.mark.parametrize(
    "fault",
    [
        TypeError("no"),
        ValueError("a\nb"),
        RecursionError(),
        MemoryError(),
        KeyError("x"),
    ],
)
def test_a_fault_of_a_reader_costs_one_account(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """
    What was read before it stands, the files after it are read, and the reason names
    its kind.
    """

    def broken(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
        yield Account(source=given.source, text=PASSAGE)
        raise fault

    monkeypatch.setattr(
        formats,
        "_reader",
        lambda head, given: broken if given.suffix == ".md" else plain,
    )
    for name in ("a.txt", "b.md", "c.txt"):
        (tmp_path / name).write_text(name)
    found, (told,) = read(tmp_path)
    assert [document.text for document in found] == ["a.txt", PASSAGE, "c.txt"]
    assert told.reason.startswith(f"a fault of facta ({type(fault).__name__}: ")
    assert "\n" not in told.reason


@pytest.mark.parametrize(
    "data",
    [
        b"<entry<title</content<<",
        b"<feed><entry><content/></entry>",
        b"<rss><item><title>",
    ],
)
def test_a_malformed_feed_ends_no_run(tmp_path: Path, data: bytes) -> None:
    """The file beside it is read."""
    (tmp_path / "a.atom").write_bytes(data)
    (tmp_path / "b.txt").write_text(PASSAGE)
    found, skipped = read(tmp_path)
    assert [document.text for document in found] == [PASSAGE]
    assert skipped


@pytest.mark.parametrize(
    ("name", "data", "library"),
    [
        ("a.html", HTML, "lxml_html_clean"),
        ("a.html", HTML, "trafilatura"),
        ("a.html", HTML, "lxml.html"),
        ("a.rss", RSS, "feedparser"),
        ("a.pdf", pdf(PASSAGE), "pypdfium2"),
        ("a.warc", b"WARC/1.0\r\n\r\n", "warcio.archiveiterator"),
        ("a.md", f"---\ntitle: x\n---\n{PASSAGE}".encode(), "yaml"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_missing_library_is_a_fault_of_the_installation(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    data: bytes,
    library: str,
) -> None:
    """One error that names it and what to run, and not a line for each page."""
    loaded = importlib.import_module

    def absent(wanted: str, package: str | None = None) -> object:
        if wanted == library:
            raise ImportError(f"no module\nnamed {library}")
        return loaded(wanted, package)

    monkeypatch.setattr(importlib, "import_module", absent)
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InstallationError) as told:
        read(tmp_path)
    assert str(told.value) == (
        f"{library}: cannot be loaded (no module named {library}); run facta doctor, "
        "which says how to mend it"
    )


def test_a_number_of_many_digits_loses_no_line(tmp_path: Path) -> None:
    """
    Python makes no number of more than 4,300 digits; the account beside it is read.
    """
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": PASSAGE})[:-1] + ', "n": ' + "7" * 5000 + "}"
    )
    assert one(tmp_path / "a.jsonl").text == PASSAGE


def test_a_number_is_no_text(tmp_path: Path) -> None:
    """A text that is a number is told of."""
    (tmp_path / "a.jsonl").write_text('{"text": 7}')
    assert "Expected 'str', got 'int'" in why(tmp_path / "a.jsonl")
