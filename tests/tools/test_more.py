"""Further passages: of what the corpus holds no passage of, and nothing of dev or test."""

from __future__ import annotations

import io
import json
import lzma
import tarfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
import pytest

from facta.evaluate.corpus.passage import Source
from tests.evaluate.making import passage
from tools.corpus import more, shelf
from tools.corpus.bare import bare_passages

PAGE = """\
---
title: Readout of a Call with {name}
date: 2023-05-02
source_url: https://example.org/{name}
---
{text}
"""
# One published account of each way to be left out, and of each way to be drawn.
WIKINEWS = {
    "wikinews-1": ("Kenya", "Peru"),
    "wikinews-2": ("Kenya", "Peru", "Mali"),
    "wikinews-3": ("Ohio", "Iowa"),
}
GLOBALVOICES = {
    "gv-1": ("Kenya", "Peru", "Ohio", "Mali"),
    "gv-2": ("Kenya", "Peru"),
    "gv-3": ("Ohio", "Mali", "Peru", "Iowa"),
    "gv-4": ("Kenya", "Peru"),
    "gv-20": ("Kenya", "Peru"),
}
PAGES = ("Kenya", "Peru")


def paragraph(place: str) -> str:
    """Seven sentences that name a place."""
    return " ".join(
        f"In round {number} the envoys met with those of {place}."
        for number in range(1, 8)
    )


def articles(path: Path, of: Mapping[str, Iterable[str]]) -> None:
    """The accounts of a publisher, a paragraph a place."""
    rows = []
    for name, places in of.items():
        lines = [*map(paragraph, places)]
        if name == "gv-4":
            lines.append("This story was originally published by a partner.")
        text = "\n\n".join(lines)
        told = {"id": name, "title": name, "url": f"https://example.org/{name}"}
        rows.append(json.dumps(told | {"published": "2023-05-02", "text": text}) + "\n")
    path.write_bytes(lzma.compress("".join(rows).encode()))


def pages(path: Path, names: Iterable[str]) -> None:
    """Readouts in an archive, one of a call with each."""
    with tarfile.open(path, "w:xz") as archive:
        for name in names:
            page = PAGE.format(name=name, text=paragraph(name)).encode()
            member = tarfile.TarInfo(f"statements-releases/{name}.md")
            member.size = len(page)
            archive.addfile(member, io.BytesIO(page))


def page(name: str) -> str:
    """The document of a readout."""
    return f"wh-2023-05-02-{shelf.seeded(f'{name}.md')[:4]}"


def part(path: Path, source: Source, *names: tuple[str, str]) -> None:
    """A part of a corpus: a passage for each document and place."""
    made = [
        passage(paragraph(place), name=f"{name}.1", document=name, source=source)
        for name, place in names
    ]
    path.write_bytes(b"\n".join(map(msgspec.json.encode, made)))


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    """What is drawn where the corpus holds a passage of some of the accounts."""
    articles(tmp_path / "wikinews.jsonl.xz", WIKINEWS)
    articles(tmp_path / "globalvoices.jsonl.xz", GLOBALVOICES)
    statements, spoken = shelf.ARCHIVES
    pages(tmp_path / statements, PAGES)
    pages(tmp_path / spoken, ())
    train = [("gv-1", "Peru"), ("wikinews-1", "Kenya")]
    part(tmp_path / "train.jsonl", "globalvoices", *train)
    part(tmp_path / "dev.jsonl", "globalvoices", ("gv-2", "Kenya"))
    part(tmp_path / "test.jsonl", "whitehouse", (page("Peru"), "Peru"))
    given = ["--news", str(tmp_path), "--corpus", str(tmp_path)]
    assert more.main([*given, "--out", str(tmp_path / "out")]) == 0
    return tmp_path / "out"


def test_passages_are_of_what_was_not_drawn_before(drawn: Path) -> None:
    """
    Two of an article, and those that name other countries; what is left of an account
    of the train part is numbered from 11; no document of dev and test, none that the
    publisher took from another.
    """
    found = bare_passages(drawn / "passages.jsonl")
    assert {name: each.text for name, each in found.items()} == {
        "wikinews-2.1": paragraph("Kenya"),
        "wikinews-2.2": paragraph("Peru"),
        "gv-1.11": paragraph("Kenya"),
        "gv-1.12": paragraph("Mali"),
        "gv-3.1": paragraph("Mali"),
        "gv-3.2": paragraph("Peru"),
        f"{page('Kenya')}.1": paragraph("Kenya"),
    }


def test_further_passages_are_a_part_of_their_own(drawn: Path) -> None:
    """No words are coded, nothing is coded twice, and each stands in one batch."""
    found = bare_passages(drawn / "passages.jsonl")
    assert {each.part for each in found.values()} == {"more"}
    assert not any(each.with_words for each in found.values())
    assert sorted(path.name for path in drawn.iterdir()) == [
        "batches.json",
        "passages",
        "passages.jsonl",
    ]
    batches = json.loads((drawn / "batches.json").read_text("utf8"))
    assert set(batches) == {"m01"}
    assert sorted(batches["m01"]) == sorted(found)
    assert {path.stem for path in (drawn / "passages").iterdir()} == set(found)


def test_a_corpus_that_is_not_there_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its path, and status 2."""
    given = ["--news", str(tmp_path), "--corpus", str(tmp_path)]
    assert more.main([*given, "--out", str(tmp_path / "out")]) == 2
    assert "train.jsonl" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
