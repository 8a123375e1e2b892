"""The brief as a document of a word processor."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from facta.brief import packed
from facta.brief.outline import outline
from facta.errors import InstallationError
from facta.read.own import BRIEF, own_file
from tests.brief.builders import HOSTILE, brief_of, told

ATTACK = "Russia attacked Ukraine on Sunday."


def paragraphs(data: bytes) -> list[str]:
    """The text of a document."""
    docx = pytest.importorskip("docx")
    return [each.text for each in docx.Document(io.BytesIO(data)).paragraphs]


def test_it_holds_what_the_other_forms_hold(tmp_path: Path) -> None:
    """A paragraph for each block, in order, hostile text as text."""
    brief = brief_of(tmp_path, told(ATTACK), told(f"Russia attacked {HOSTILE}."))
    found = paragraphs(packed(brief, ".docx"))
    blocks = ["".join(text for text, _ in block.runs) for block in outline(brief)]
    assert [text.split() for text in found] == [text.split() for text in blocks]
    assert any("<script>alert(1)</script>" in text for text in found)


def test_the_same_brief_gives_the_same_bytes(tmp_path: Path) -> None:
    """No part has a time of its own."""
    brief = brief_of(tmp_path, told(ATTACK))
    data = packed(brief, ".docx")
    assert data == packed(brief, ".docx")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {
            (1980, 1, 1, 0, 0, 0)
        }


def test_it_is_known_as_a_brief_and_never_read(tmp_path: Path) -> None:
    """By what it says of itself."""
    path = tmp_path / "brief.docx"
    path.write_bytes(packed(brief_of(tmp_path, told(ATTACK)), ".docx"))
    assert own_file(path) == BRIEF


def test_characters_that_xml_lacks_are_replaced(tmp_path: Path) -> None:
    """A control character in an account ends no brief."""
    brief = brief_of(tmp_path, told("Russia attacked\x00\x1b[31m Ukraine\ufffe."))
    assert any("Ukraine\ufffd" in text for text in paragraphs(packed(brief, ".docx")))


def test_without_its_library_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line, with the command that brings it."""
    monkeypatch.setitem(__import__("sys").modules, "docx", None)
    with pytest.raises(InstallationError, match=r'pip install "facta\[docx\]"'):
        packed(brief_of(tmp_path), ".docx")
