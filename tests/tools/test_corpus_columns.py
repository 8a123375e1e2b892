"""A corpus file as columns."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from tests.tools.codings import ENTITIES, EVENTS, bare, passage
from tools.corpus import columns


def rows(lines: str) -> dict[str, list[str]]:
    """Entity, event and argument cells of the first token of each text."""

    def cut(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
        bounds = []
        for word in text[start:end].replace(",", " ,").split():
            start = text.index(word, start)
            bounds.append((start, start + len(word)))
            start += len(word)
        return bounds

    found: dict[str, list[str]] = {}
    for line in columns.columns(passage(lines), cut):
        if "\t" in line:
            cells = line.split("\t")
            found.setdefault(cells[3], cells[6:])
    return found


def test_mentions_stand_in_brackets() -> None:
    """One of one token opens and closes there, one within another stands inside."""
    found = rows(ENTITIES)
    assert found["Iran"][0] == "(E1)"
    assert found["the"][0] == "(E3"
    assert found["European"][0] == "-"
    assert found["Union"][0] == "E3)"
    assert found["its"][0] == "(E2|(E1)"
    assert found["president"][0] == "E2)"


def test_a_trigger_stands_with_its_type_and_parties() -> None:
    """Parties on its first token alone."""
    found = rows(ENTITIES + EVENTS.replace("2`talks`", "2`resume talks`"))
    assert found["rejected"][1:] == ["B-REJECT", "V1:E1>E3"]
    assert found["resume"][1:] == ["B-CONSULT", "V2:E1,E4>E1,E4"]
    assert found["talks"][1:] == ["I-CONSULT", "-"]


def test_two_events_of_one_trigger_stand_side_by_side() -> None:
    """Parted by a bar; a side that is not told is a dash."""
    line = "V 2`talks` | AGREE | E1 > - | - | i | < | - | - | -"
    found = rows(f"{ENTITIES}{EVENTS}{line}")
    assert found["talks"][1:] == ["B-CONSULT|B-AGREE", "V2:E1,E4>E1,E4|V3:E1>-"]


def test_a_file_prints_a_line_a_token(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Offsets read back; a blank line ends a sentence."""
    own = passage(ENTITIES + EVENTS)
    path = tmp_path / "dev.jsonl"
    path.write_bytes(msgspec.json.encode(own))
    assert columns.main([str(path)]) == 0
    lines = capsys.readouterr().out.split("\n")
    assert lines[0] == "# passage wikinews-7.1"
    tokens = [line.split("\t") for line in lines if "\t" in line]
    assert {len(cells) for cells in tokens} == {9}
    assert all(own.text[int(c[4]) : int(c[5])] == c[3] for c in tokens)
    assert lines.count("") >= len(bare().sentences)


def test_a_file_that_is_missing_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, and what to give."""
    assert columns.main([str(tmp_path / "none.jsonl")]) == 2
    assert "give a file of coded passages" in capsys.readouterr().err
