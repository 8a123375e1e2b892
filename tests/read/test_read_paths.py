"""Patterns and tables of accounts stay within what they name."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from facta.cli.main import CANNOT, run
from facta.read.patterns import matches
from facta.records import Noted
from tests.read.making import PASSAGE, read


def made(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{name} {PASSAGE}")


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.txt", ["a.txt", "b-c.txt"]),
        ("**/*.txt", ["a.txt", "b/a.txt", "b/c/d.txt", "b-c.txt"]),
        ("**/**/d.txt", ["b/c/d.txt"]),
        ("**", ["a.txt", "b/a.txt", "b/c/d.txt", "b-c.txt", "e.md"]),
        ("b/*", ["b/a.txt", "b/c"]),
        ("[!a]*.txt", ["b-c.txt"]),
        ("?.md", ["e.md"]),
        ("*/c/d.*", ["b/c/d.txt"]),
        (".h*", [".h.txt"]),
        ("none/*", []),
    ],
)
def test_a_pattern_matches_as_in_a_shell(
    tmp_path: Path, pattern: str, names: list[str]
) -> None:
    """Hidden names only where it says so; in the order of a folder that is walked."""
    made(
        tmp_path,
        "a.txt",
        "b/a.txt",
        "b/c/d.txt",
        "b-c.txt",
        "e.md",
        ".h.txt",
        ".g/x.txt",
    )
    found = [
        os.path.relpath(path, tmp_path) for path in matches(f"{tmp_path}/{pattern}")
    ]
    assert sorted(found) == sorted(names)
    assert found == sorted(found, key=lambda name: name.split("/"))


def test_a_pattern_without_a_folder_names_files_of_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sources are named as the shell would name them."""
    made(tmp_path, "a.txt", "b/c.txt")
    monkeypatch.chdir(tmp_path)
    found, _ = read("*.txt", "*/c.txt")
    assert [document.source for document in found] == ["a.txt", "b/c.txt"]


@pytest.mark.parametrize("pattern", ["**/*.txt", "*/*.txt", "**", "*"])
def test_no_pattern_enters_a_link_to_a_folder(tmp_path: Path, pattern: str) -> None:
    """A loop is not walked; the link is told of."""
    made(tmp_path, "in/b/a.txt", "in/a.txt")
    (tmp_path / "in/loop").symlink_to("..")
    (tmp_path / "in/b/loop").symlink_to("../..")
    found, skipped = read(f"{tmp_path}/in/{pattern}")
    assert str(tmp_path / "in/b/a.txt") in {document.source for document in found}
    assert all("/loop/" not in document.source for document in found)
    assert {one.reason for one in skipped} == {
        "a link to a folder; name that folder itself"
    }


def test_a_link_that_a_person_names_is_followed(tmp_path: Path) -> None:
    """Written out it is a name as any other, also before a wildcard."""
    made(tmp_path, "real/a.txt")
    (tmp_path / "link").symlink_to("real")
    found, skipped = read(f"{tmp_path}/link/*.txt")
    assert ([document.source for document in found], skipped) == (
        [str(tmp_path / "link/a.txt")],
        [],
    )


def test_folders_deeper_than_python_calls_are_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system allows no longer path, what lies above is read."""
    monkeypatch.chdir(tmp_path)
    for _ in range(1100):
        Path("d").mkdir()
        os.chdir("d")
    Path("a.txt").write_text(PASSAGE)
    os.chdir(tmp_path)
    try:
        found, skipped = read("**/*.txt")
    finally:
        subprocess.run(
            ["rm", "-r", "d"], check=True
        )  # pytest's own clearing calls itself for each folder
    assert (len(found), skipped) == (1, [])


def test_a_table_tells_of_no_files_outside_its_folder(tmp_path: Path) -> None:
    """Rows that point elsewhere are told of and change nothing."""
    made(tmp_path, "one/a.txt", "two/b.txt", "two/b/c.txt")
    strange = ("../one/a.txt", f"{tmp_path}/one/a.txt", "b/../../one/a.txt")
    rows = (
        "".join(f"{name},Wrong,1999-01-01\n" for name in strange) + "b/c.txt,Right,\n"
    )
    (tmp_path / "two/accounts.csv").write_text(f"file,title,published\n{rows}")
    found, skipped = read(tmp_path / "two", tmp_path / "one")
    assert {document.title for document in found} == {None, "Right"}
    assert {document.published for document in found} == {None}
    assert [one.reason.partition(" lies outside")[0] for one in skipped] == [
        "line 2: '../one/a.txt'",
        f"line 3: '{tmp_path}/one/a.txt'",
        "line 4: 'b/../../one/a.txt'",
    ]


def test_a_table_of_the_folder_named_tells_of_all_below(tmp_path: Path) -> None:
    """Also where no file stands beside it, and whatever comes first by name."""
    made(tmp_path, "a/b/c.txt")
    (tmp_path / "accounts.csv").write_text("file,title\na/b/c.txt,Told\n")
    (found,), skipped = read(tmp_path)
    assert (found.title, skipped) == ("Told", [])


def test_what_holds_no_articles_is_passed_over_and_named_once(tmp_path: Path) -> None:
    """Environments of programs and source code, in one line that loses no account."""
    made(
        tmp_path,
        "a.txt",
        "code.py",
        "web/site.css",
        "web/b.txt",
        "web/node_modules/c/readme.txt",
        "env/pyvenv.cfg",
        "env/lib/d.txt",
        ".git/e.txt",
        "lib/__pycache__/f.txt",
    )
    found, told = read(tmp_path)
    assert [Path(document.source).name for document in found] == ["a.txt", "b.txt"]
    assert told == [
        Noted(
            str(tmp_path),
            f"passed over, as no articles: {tmp_path}/env, {tmp_path}/lib/__pycache__, "
            f"{tmp_path}/web/node_modules; 2 files of source code (.py, .css); name what "
            "is one",
        )
    ]


def test_what_a_person_names_is_read(tmp_path: Path) -> None:
    """An environment, a file of source code, or an ending in a pattern."""
    made(tmp_path, "env/pyvenv.cfg", "env/a.txt", "b.py")
    found, _ = read(tmp_path / "env", tmp_path / "b.py")
    assert [Path(document.source).name for document in found] == ["a.txt", "b.py"]
    assert len(read(f"{tmp_path}/*.py")[0]) == 1
    assert len(read(f"{tmp_path}/*")[0]) == 0


def test_a_folder_of_nothing_but_code_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As an empty one is."""
    made(tmp_path, "code/a.py")
    assert run(["annotate", str(tmp_path / "code")]) == CANNOT
    assert "a folder without accounts" in capsys.readouterr().err
