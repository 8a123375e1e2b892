"""Codings to the corpus' files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from facta.errors import SettingsError
from facta.evaluate.corpus import Passage, load
from tests.tools.codings import ENTITIES, WHOLE, bare, coded, passage, written
from tools.corpus import build


def made(folder: Path, *more: str) -> int:
    """The exit status of a build of a folder's codings."""
    given = [
        "--passages",
        str(folder / "passages.jsonl"),
        "--out",
        str(folder / "made"),
    ]
    return build.main([*given, "--coding", str(folder / "coding"), *more])


def test_what_is_built_loads(tmp_path: Path) -> None:
    """Each passage in its part, by its id."""
    later = bare("Iran sent aid.", name="wikinews-9.1")
    written(
        tmp_path, later, bare(), bare("Oil rose.", name="wikinews-8.1", part="test")
    )
    for name in ("wikinews-9.1", "wikinews-8.1"):
        coded(tmp_path, "r2", f"@ {name}\n", name=name)
    coded(tmp_path, "r1", WHOLE)
    assert made(tmp_path) == 0
    dev = load(tmp_path / "made" / "dev.jsonl")
    assert [(each.id, each.reader) for each in dev] == [
        ("wikinews-7.1", "r1"),
        ("wikinews-9.1", "r2"),
    ]
    assert dev[0].events[0].event_type == "REJECT"
    assert len(load(tmp_path / "made" / "test.jsonl")) == 1
    assert load(tmp_path / "made" / "train.jsonl") == ()


def test_the_order_of_passages_does_not_matter() -> None:
    """Equal bytes."""
    bares = [bare(name=f"wikinews-{number}.1") for number in (1, 2, 3)]
    own = [passage(ENTITIES, each) for each in bares]
    known = {each.id: each for each in bares}
    assert build.contents(own, known) == build.contents(own[::-1], known)


def test_each_document_is_credited_once(tmp_path: Path) -> None:
    """With its address and its licence."""
    written(tmp_path, bare())
    coded(tmp_path, "r1", WHOLE)
    made(tmp_path)
    head, *rows = (tmp_path / "made" / "CREDITS.tsv").read_text("utf8").splitlines()
    assert head.split("\t")[0] == "document"
    assert len(rows) == 1
    own = bare()
    assert rows[0].split("\t") == [
        own.document,
        own.title,
        str(own.published),
        own.url,
        own.credit,
        own.licence,
    ]


def test_the_sums_are_of_the_files(tmp_path: Path) -> None:
    """As sha256sum checks them."""
    written(tmp_path, bare())
    coded(tmp_path, "r1", WHOLE)
    made(tmp_path)
    lines = (tmp_path / "made" / "SHA256SUMS").read_text().splitlines()
    assert len(lines) == 5
    for line in lines:
        digest, name = line.split("  ")
        content = (tmp_path / "made" / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest


def test_further_passages_have_a_file_where_there_are_some() -> None:
    """Of their own, with its sum, and their documents are credited."""
    train, further = bare(part="train"), bare(name="wikinews-9.1", part="more")
    known = {each.id: each for each in (train, further)}
    own = [passage(ENTITIES, each) for each in known.values()]
    alone = build.contents(own[:1], known)
    made = build.contents(own, known)
    assert set(made) - set(alone) == {"more.jsonl"}
    assert made["more.jsonl"] == build.lines_of(own[1:])
    assert made["train.jsonl"] == alone["train.jsonl"]
    assert b"\nwikinews-9\t" in made["CREDITS.tsv"]
    assert b"  more.jsonl\n" in made["SHA256SUMS"]


def test_the_schema_describes_its_records() -> None:
    """In the words of their docstrings."""
    schema = json.loads(build.schema(Passage, "A passage"))
    assert set(schema["$defs"]) >= {"Passage", "Entity", "CodedEvent", "Words"}
    assert all("description" in each for each in schema["$defs"].values())


def test_of_two_readers_the_preferred_one_is_taken(tmp_path: Path) -> None:
    """A settled coding before all."""
    paths = [tmp_path / reader / "wikinews-7.1.txt" for reader in ("r1", "r2")]
    assert build.chosen(paths, ["r2", "r1"]) == (paths[1],)
    settled = tmp_path / "settled" / "wikinews-7.1.txt"
    assert build.chosen([*paths, settled], ["r2"]) == (settled,)


def test_two_readers_without_preference_are_refused(tmp_path: Path) -> None:
    """The message names them."""
    paths = [tmp_path / reader / "wikinews-7.1.txt" for reader in ("r2", "r1")]
    with pytest.raises(SettingsError, match="coded by r1, r2; name one in --prefer"):
        build.chosen(paths, ["r3"])


def test_a_problem_leaves_nothing_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The corpus stays as it was."""
    written(tmp_path, bare())
    coded(tmp_path, "r1", WHOLE.replace("REJECT", "REFUSE"))
    assert made(tmp_path) == 1
    assert "'REFUSE' is no event type" in capsys.readouterr().out
    assert not (tmp_path / "made").exists()


def test_all_passages_can_stand_in_one_file(tmp_path: Path) -> None:
    """Of every part, by their ids, and nothing else is written."""
    other = bare("Oil rose.", name="wikinews-8.1", part="test")
    written(tmp_path, other, bare())
    coded(tmp_path, "r1", "@ wikinews-8.1\n", name="wikinews-8.1")
    coded(tmp_path, "r1", WHOLE)
    file = tmp_path / "twice" / "first.jsonl"
    assert made(tmp_path, "--together", str(file)) == 0
    assert [each.id for each in load(file)] == ["wikinews-7.1", "wikinews-8.1"]
    assert not (tmp_path / "made").exists()
