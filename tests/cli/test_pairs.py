"""
`facta pairs` before the model: which lines are marked pairs, and what is said of those
that are not.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from facta.cli.commands.pairs import PairLine, coded, marked, written
from facta.cli.main import CANNOT, run
from facta.evaluate import MarkedPair
from facta.extract.pairs import Relation
from facta.language import Language
from facta.lexicon import Lexicon
from facta.records import Sentence, Skipped
from facta.testing import sentence

TEXT = "Russia attacked Ukraine"
GOOD: dict[str, Any] = {"id": "1", "text": TEXT, "actor": [0, 6], "recipient": [16, 23]}
ATTACK = sentence(
    "Russia||PROPN|nsubj|2 attacked|attack|VERB|root|0 Ukraine||PROPN|obj|2"
)


class Parsed:
    """
    Stands for the language stage: the same parse for texts that have words, none for
    others.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []

    def many(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """All texts are taken before the first answer, as a batch would."""
        self.asked = list(texts)
        for text in self.asked:
            yield (ATTACK,) if "attacked" in text else ()


def read(path: Path, content: bytes) -> tuple[list[MarkedPair], list[Skipped]]:
    """The pairs of a file, and what was skipped."""
    path.write_bytes(content)
    skipped: list[Skipped] = []
    return list(marked(str(path), skipped)), skipped


def changed(**fields: Any) -> bytes:
    """The good line with other fields; None leaves one out."""
    return json.dumps(
        {key: value for key, value in (GOOD | fields).items() if value is not None}
    ).encode()


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": "\xff"}', "not UTF-8"),
        (changed(id=None), "missing required field 'id'"),
        (changed(text=None), "missing required field 'text'"),
        (changed(actor=None), "missing required field 'actor'"),
        (changed(recipient=None), "missing required field 'recipient'"),
        (changed(text=" \n"), "an empty text"),
        (changed(text=5), "Expected 'str', got 'int'"),
        (changed(actor=[0, 6, 7]), "'$.actor'"),
        (changed(actor=["0", "6"]), "Expected 'int', got 'str'"),
        (changed(actor=[6, 6]), "actor [6, 6] is no range of a text of 23 characters"),
        (changed(actor=[-1, 6]), "actor [-1, 6] is no range"),
        (changed(recipient=[16, 24]), "recipient [16, 24] is no range"),
        (changed(recipient=[16, 10**30]), "recipient"),
        (changed(id=[1]), "'$.id'"),
    ],
    ids=lambda value: value[:40] if isinstance(value, bytes) else None,
)
def test_a_bad_line_is_told_of_with_number_and_reason(
    bad: bytes, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lines around it are read."""
    pairs, skipped = read(
        tmp_path / "in.jsonl", b"\n".join([changed(), bad, changed(id=3)])
    )
    assert [pair.id for pair in pairs] == ["1", 3]
    assert [item.source for item in skipped] == [f"{tmp_path / 'in.jsonl'} line 2"]
    assert reason in skipped[0].reason
    assert (
        capsys.readouterr().err == f"skipped {skipped[0].source}: {skipped[0].reason}\n"
    )


def test_empty_lines_count_but_are_not_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A byte order mark and a line end of another system are no fault either."""
    pairs, skipped = read(
        tmp_path / "in.jsonl", b"\xef\xbb\xbf" + changed() + b"\r\n\r\n \n{\n"
    )
    assert len(pairs) == 1
    assert [item.source.rsplit(" ", 1)[-1] for item in skipped] == ["4"]
    assert capsys.readouterr().out == ""


def test_half_characters_move_no_offset(tmp_path: Path) -> None:
    """A lone surrogate is read as one character that can be written."""
    (pair,), _ = read(
        tmp_path / "in.jsonl", changed(id="\ud800", text="\udc00" + TEXT[1:])
    )
    assert pair.text == "\ufffd" + TEXT[1:]
    assert pair.id == "\ufffd"


def test_standard_input_is_read_where_no_file_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is called by that name when a line of it is bad."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(changed() + b"\n{}")))
    skipped: list[Skipped] = []
    assert [pair.id for pair in marked("-", skipped)] == ["1"]
    assert skipped[0].source == "standard input line 2"


def test_each_pair_gives_exactly_one_relation_in_order() -> None:
    """
    Whether its ranges hold words, marks or spaces, whether the text has a sentence or
    none.
    """
    texts = [GOOD["text"], "...", "Ukraine? ", GOOD["text"], "Russia attacked"]
    ranges = [
        ((0, 6), (16, 23)),
        ((0, 1), (1, 2)),
        ((8, 9), (0, 1)),
        ((6, 7), (15, 16)),
        ((0, 6), (0, 6)),
    ]
    pairs = [
        MarkedPair(id=at, text=text, actor=both[0], recipient=both[1])
        for at, (text, both) in enumerate(zip(texts, ranges, strict=True))
    ]
    language = Parsed()
    found = list(coded(pairs, cast("Language", language), Lexicon.load()))
    assert [pair for pair, _ in found] == pairs
    assert language.asked == texts
    assert found[0][1].event_type == "ASSAULT"
    assert all(
        relation.event_type in Lexicon.load().events.ontology.types
        for _, relation in found
    )
    assert all(0 < relation.confidence <= 1 for _, relation in found)


def test_a_line_has_the_fields_of_the_contract() -> None:
    """Those and no others, in that order."""
    pair = MarkedPair(
        id="7", text="Russia attacked Ukraine", actor=(0, 6), recipient=(16, 23)
    )
    line = written(
        pair,
        Relation(
            event_type="ASSAULT",
            mode="aerial",
            auxiliary=("historical",),
            rule="assault.attack",
            confidence=0.9,
        ),
    )
    assert line == PairLine(
        id="7",
        event_type="ASSAULT",
        mode="aerial",
        auxiliary=("historical",),
        rule="assault.attack",
        confidence=0.9,
    )
    assert line.__struct_fields__ == (
        "id",
        "event_type",
        "mode",
        "auxiliary",
        "rule",
        "confidence",
    )


def test_a_file_that_is_not_there_cannot_be_coded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that names it."""
    assert run(["pairs", str(tmp_path / "none.jsonl")]) == CANNOT
    shown = capsys.readouterr()
    assert "none.jsonl: No such file" in shown.err
    assert shown.out == ""
