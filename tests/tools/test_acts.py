"""Passages coded for their acts alone: the notation, the build, what cannot be meant."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import msgspec
import pytest

from facta.errors import SettingsError
from facta.ontology import Ontology
from tools.corpus.acts import ToldAct, build, load
from tools.corpus.acts.notation import Coding, UnreadError, act
from tools.corpus.acts.record import Uncoded

TEXT = "Peru and Chile met on Monday. They condemned Mali, and Mali hit back at Peru."
ONE, OTHER = TEXT.index("They"), len(TEXT)
WHOLE = """\
# a remark
@ gv-1.41
1 met | CONSULT | Peru + Chile =
2 condemned | ACCUSE disapprove | They > Mali | past
?2 hit back | ACCUSE | Mali#2 > Peru | -
@ gv-1.42
"""


def uncoded(name: str = "gv-1.41") -> Uncoded:
    """Two sentences of one account."""
    return Uncoded(
        id=name,
        document="gv-1",
        source="globalvoices",
        licence="CC-BY-3.0",
        credit="Global Voices",
        url="https://example.org/1",
        title="Envoys meet",
        published=None,
        kind="feature",
        text=TEXT,
        sentences=((0, ONE - 1), (ONE, OTHER)),
    )


def told(line: str) -> ToldAct:
    """The act of a line of that account."""
    return act(line, uncoded())


def read(text: str) -> Coding:
    """What a file says of two accounts."""
    passages = {name: uncoded(name) for name in ("gv-1.41", "gv-1.42")}
    return Coding(text, passages, "a1", Ontology.load())


def test_a_line_is_an_act() -> None:
    """Its words where they stand in that sentence."""
    found = told("2 condemned | ACCUSE disapprove | They > Mali | past dom")
    assert found.trigger.text == "condemned"
    assert (found.event_type, found.mode) == ("ACCUSE", "disapprove")
    assert [mark.start for mark in found.actors] == [ONE]
    assert [mark.text for mark in found.recipients] == ["Mali"]
    assert (found.auxiliary, found.scope) == (("historical",), "domestic")
    assert not found.unnamed
    assert not found.optional


def test_both_stand_on_both_sides_of_a_reciprocal_act() -> None:
    """However they are written."""
    for parties in ("Peru + Chile =", "Peru = Chile"):
        found = told(f"1 met | CONSULT | {parties}")
        assert found.actors == found.recipients
        assert [mark.text for mark in found.actors] == ["Peru", "Chile"]


def test_a_party_may_be_unnamed_or_unknown() -> None:
    """The two are told apart."""
    found = told("2 hit back | ACCUSE | ^ > -")
    assert found.unnamed == ("actor",)
    assert found.actors == found.recipients == ()
    assert told("1 met | CONSULT | ^ =").unnamed == ("actor", "recipient")


def test_the_second_of_like_words_is_numbered() -> None:
    """From the left."""
    first, second = (
        told(f"?2 hit | ACCUSE | {who} > Peru") for who in ("Mali", "Mali#2")
    )
    assert first.actors[0].start < second.actors[0].start
    assert first.optional


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("met | CONSULT | Peru =", "write N trigger"),
        ("1 met | CONSULT", "2 fields"),
        ("9 met | CONSULT | Peru =", "no sentence 9"),
        ("1 meet | CONSULT | Peru =", "'meet' stands 0 times"),
        ("1 met | CONSULT | Peru, Chile", "write A > B"),
        ("1 met | CONSULT | Mali > -", "'Mali' stands 0 times"),
        ("1 met#2 | CONSULT | Peru =", "'met' stands 1 times"),
        ("1 met | CONSULT | Peru = | perhaps", "no flag perhaps"),
    ],
)
def test_what_cannot_be_read_is_told(line: str, why: str) -> None:
    """In words that say what stands against it."""
    with pytest.raises(UnreadError, match=why):
        told(line)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("1 met | TALK | Peru =", "line .*: no type|no type 'TALK'"),
        ("1 met | CONSULT airmail | Peru =", "CONSULT has no mode 'airmail'"),
        ("1 met | CONSULT | - > -", "neither party"),
    ],
)
def test_what_cannot_be_meant_leaves_its_passage_out(line: str, why: str) -> None:
    """And is told; the other passages stay."""
    coding = read(f"@ gv-1.41\n{line}\n@ gv-1.42\n")
    assert list(coding.passages) == ["gv-1.42"]
    [problem] = coding.problems
    assert why.split("|")[-1] in problem


def test_lines_need_a_passage_that_there_is() -> None:
    """Else nobody knows what they are of."""
    coding = read("1 met | CONSULT | Peru =\n@ gv-9.1\n")
    assert not coding.passages
    assert len(coding.problems) == 2


def built(folder: Path, text: str, *more: str) -> int:
    """The exit status of a build of one reader's file."""
    lines = [msgspec.json.encode(uncoded(name)) for name in ("gv-1.41", "gv-1.42")]
    (folder / "passages.jsonl").write_bytes(b"\n".join(lines))
    coding = folder / "coding" / "a1"
    coding.mkdir(parents=True, exist_ok=True)
    (coding / "01.txt").write_text(text, "utf8")
    given = ["--passages", str(folder / "passages.jsonl")]
    given += ["--coding", str(folder / "coding"), "--out", str(folder / "made")]
    return build.main([*given, *more])


def test_what_is_built_loads(tmp_path: Path) -> None:
    """A passage without acts too; every file but the sums has its sum."""
    assert built(tmp_path, WHOLE) == 0
    made = tmp_path / "made"
    first, second = load(made / "acts.jsonl")
    assert [act.optional for act in first.acts] == [False, False, True]
    assert (second.reader, second.acts) == ("a1", ())
    lines = (made / "SHA256SUMS").read_text("utf8").splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert sums == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in made.iterdir()
        if path.name != "SHA256SUMS"
    }
    assert (made / "CREDITS.tsv").read_text("utf8").count("Global Voices") == 1


def test_nothing_is_built_of_a_coding_with_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor of a passage coded twice, nor where one only looks."""
    assert built(tmp_path, WHOLE + "1 met | TALK | Peru =\n") == 1
    assert "no type 'TALK'" in capsys.readouterr().out
    twice = tmp_path / "coding" / "a2"
    twice.mkdir()
    (twice / "01.txt").write_text(WHOLE, "utf8")
    assert built(tmp_path, WHOLE) == 1
    assert "coded by a1 too" in capsys.readouterr().out
    (twice / "01.txt").unlink()
    assert built(tmp_path, WHOLE, "--check") == 0
    assert not (tmp_path / "made").exists()


def test_a_file_that_says_what_its_text_does_not_is_refused(tmp_path: Path) -> None:
    """Every mark is read back."""
    built(tmp_path, WHOLE)
    path = tmp_path / "made" / "acts.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf8").splitlines()]
    rows[0]["acts"][0]["trigger"][0] += 1
    path.write_text("\n".join(map(json.dumps, rows)), "utf8")
    with pytest.raises(SettingsError, match="does not stand"):
        load(path)
