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
from tools.corpus import choosing, more, shelf
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
# The place that each tells of: a page of the test part, one that repeats it, one that
# repeats the passage of the dev part, and one of which nothing is held.
PAGES = {"Togo": "Togo", "Togo-again": "Togo", "Angola": "Angola", "Kenya": "Kenya"}


def paragraph(place: str) -> str:
    """Seven sentences of eight words, the last a place: two places share no eight."""
    return " ".join(
        f"In round {number} envoys met those of {place}." for number in range(1, 8)
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


def pages(path: Path, of: Mapping[str, str]) -> None:
    """Readouts in an archive, each of a paragraph that names a place."""
    with tarfile.open(path, "w:xz") as archive:
        for name, place in of.items():
            page = PAGE.format(name=name, text=paragraph(place)).encode()
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
    pages(tmp_path / spoken, {})
    train = [("gv-1", "Peru"), ("wikinews-1", "Kenya")]
    part(tmp_path / "train.jsonl", "globalvoices", *train)
    part(tmp_path / "dev.jsonl", "globalvoices", ("gv-2", "Angola"))
    part(tmp_path / "test.jsonl", "whitehouse", (page("Togo"), "Togo"))
    given = ["--news", str(tmp_path), "--corpus", str(tmp_path)]
    assert more.main([*given, "--out", str(tmp_path / "out")]) == 0
    return tmp_path / "out"


def test_passages_are_of_what_was_not_drawn_before(drawn: Path) -> None:
    """
    Two of an article, and those that name other countries; what is left of an account
    of the train part is numbered from 11; no document of dev and test and no page that
    repeats one, none that the publisher took from another.
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


@pytest.mark.parametrize(
    ("text", "repeated"),
    [
        pytest.param("A b c d e f g h i x x x", True, id="two of five"),
        pytest.param("a b c d e f g h i x x x x", False, id="two of six"),
        pytest.param("a b c d e f g h x x x x", False, id="one of five"),
        pytest.param("i j k l m n o p q a b c", False, id="two of five, of two"),
        pytest.param("a b c d e f g", False, id="too short to repeat"),
    ],
)
def test_what_repeats_two_fifths_of_a_passage_held_out_is_left_out(
    text: str, repeated: bool
) -> None:
    """Of its runs of eight words, whatever their case, and all in one passage."""
    held = ("a b c d e f g h i", "i j k l m n o p", "j k l m n o p q")
    assert more.repeats(text, [*map(choosing.shingles, held)]) is repeated


def test_a_corpus_that_is_not_there_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its path, and status 2."""
    given = ["--news", str(tmp_path), "--corpus", str(tmp_path)]
    assert more.main([*given, "--out", str(tmp_path / "out")]) == 2
    assert "train.jsonl" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
