"""
The brief is written whole or not at all, as the umask says, and never over what is not
its own.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from facta.brief import compose, packed
from facta.brief.render import SUFFIXES
from facta.cli.main import CANNOT, DONE, run
from facta.cli.output import STDOUT, check, is_brief, write
from facta.errors import SettingsError
from facta.extras import install
from facta.ledger import Ledger
from facta.ontology import Countries

LEDGER = Path("facta.db")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one account that tells nothing."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").write_text("Nothing happened in the whole week.")
    return tmp_path


def brief(suffix: str) -> bytes:
    """The brief of an empty ledger in one of its forms."""
    with Ledger.open("empty.db") as ledger:
        return packed(compose(ledger, Countries.load()), suffix)


def _link_to_ledger() -> str:
    Path("link.html").symlink_to("q.html")
    return "link.html"


def _article() -> str:
    Path("article.html").write_text("<p>Nothing happened.</p>")
    return "article.html"


def _folder() -> str:
    Path("page.html").mkdir()
    return "page.html"


def _pipe() -> str:
    os.mkfifo("pipe.html")
    return "pipe.html"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (lambda: "q.html", "q.html: this is the ledger; give the brief another name"),
        (lambda: "./q.html", "q.html: this is the ledger; give the brief another name"),
        (_link_to_ledger, "link.html: this is the ledger; give the brief another name"),
        (
            lambda: "note.md",
            "note.md: this is one of the inputs; give the brief another name",
        ),
        (
            _article,
            "article.html: a file that is no brief stands there; choose another name or remove it",
        ),
        (
            lambda: "brief.pdf",
            (
                "brief.pdf: not a form of the brief; name the output .html, .md, .json or "
                ".docx, or - to print it"
            ),
        ),
        (
            lambda: "/dev/stdout",
            (
                "/dev/stdout: not a form of the brief; name the output .html, .md, .json "
                "or .docx, or - to print it"
            ),
        ),
        (lambda: "none/brief.html", "make it or choose another"),
        (
            _pipe,
            "pipe.html: not a regular file; choose another name, or - for standard output",
        ),
        (_folder, "page.html"),
    ],
    ids=[
        "ledger",
        "ledger by a path",
        "link",
        "input",
        "article",
        "form",
        "device",
        "no folder",
        "pipe",
        "folder",
    ],
)
def test_a_name_that_cannot_be_meant_is_refused_before_anything_is_read(
    name: Callable[[], str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, one line, and no ledger."""
    Path("note.md").write_text("Nothing happened.")
    given, before = name(), sorted(folder.iterdir())
    assert run(["note.txt", "note.md", "--ledger", "q.html", "-o", given]) == CANNOT
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert sorted(folder.iterdir()) == before


def test_the_ledger_is_not_overwritten_by_the_brief(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    The fault that was: `--ledger q.html -o q.html` left a page where the ledger had
    stood.
    """
    with Ledger.open("q.html"):
        pass
    before = Path("q.html").read_bytes()
    assert run(["note.txt", "--ledger", "q.html", "-o", "q.html"]) == CANNOT
    assert Path("q.html").read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_told_of_at_once(folder: Path) -> None:
    """Before the accounts are read."""
    Path("closed").mkdir(mode=0o500)
    with pytest.raises(SettingsError, match="permission denied"):
        check(Path("closed/brief.html"), ledger=LEDGER)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_brief_is_known_in_every_form(suffix: str, folder: Path) -> None:
    """So that a newer one may stand in its place."""
    path = Path(f"brief{suffix}")
    path.write_bytes(brief(suffix))
    assert is_brief(path)
    check(path, ledger=LEDGER)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.html", "<meta name='generator' content='another program'>"),
        ("a.html", "\x00\x01"),
        ("a.md", "# Notes\n\nWhat happened"),
        ("a.json", '{"title": "notes"}'),
        ("a.json", "["),
    ],
    ids=["page", "binary", "markdown", "json", "broken json"],
)
def test_what_another_wrote_is_no_brief(name: str, content: str, folder: Path) -> None:
    """It stays where it is."""
    Path(name).write_text(content)
    assert not is_brief(Path(name))
    with pytest.raises(SettingsError, match="no brief stands there"):
        check(Path(name), ledger=LEDGER)


def test_the_demo_makes_no_folder_for_a_form_that_does_not_exist(folder: Path) -> None:
    """For one that exists it does."""
    assert run(["demo", "-o", "sub/brief.pdf"]) == CANNOT
    assert not Path("sub").exists()


def mode(path: Path) -> int:
    """The permissions of a file."""
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("umask", "expected"), [(0o077, 0o600), (0o022, 0o644), (0o002, 0o664)], ids=oct
)
def test_a_new_file_has_the_permissions_that_the_umask_leaves(
    umask: int, expected: int, folder: Path
) -> None:
    """A private folder's brief is private."""
    before = os.umask(umask)
    try:
        assert write(Path("a.html"), "text")
    finally:
        os.umask(before)
    assert mode(Path("a.html")) == expected


def test_an_existing_file_keeps_its_permissions(folder: Path) -> None:
    """Those that somebody gave it."""
    path = Path("a.html")
    write(path, "old")
    path.chmod(0o640)
    assert write(path, "new")
    assert (path.read_text(), mode(path)) == ("new", 0o640)


def test_the_same_text_is_not_written_again(folder: Path) -> None:
    """The file's time stays."""
    assert write(Path("a.html"), "text")
    assert not write(Path("a.html"), "text")


def test_a_link_stays_and_its_target_is_written(folder: Path) -> None:
    """Wherever it leads, even to what is not there yet."""
    Path("site").mkdir()
    link = Path("a.html")
    link.symlink_to("site/page.html")
    for text in ("first", "second"):
        assert write(link, text)
        assert link.is_symlink()
        assert Path("site/page.html").read_text() == text


@pytest.mark.parametrize("existing", [False, True], ids=["new", "existing"])
def test_a_full_disk_leaves_nothing_behind(
    existing: bool, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither half a brief nor a temporary file; what stood there stays."""
    path = Path("a.html")
    if existing:
        path.write_text("old")
    before = {each.name: each.read_bytes() for each in folder.iterdir()}

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("facta.cli.output.os.fsync", full)
    with pytest.raises(SettingsError, match="free some space"):
        write(path, "new")
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == before


def test_a_run_that_is_stopped_while_it_writes_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C is no error, but cleans up as one."""

    def stopped(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("facta.cli.output.os.fsync", stopped)
    with pytest.raises(KeyboardInterrupt):
        write(Path("a.html"), "new")
    assert [each.name for each in folder.iterdir()] == ["note.txt"]


def test_a_brief_may_go_to_standard_output(
    folder: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """`-o -` prints the page and nothing else, and makes no file of that name."""
    check(STDOUT, ledger=LEDGER)
    assert run(["note.txt", "-o", "-", "-q"]) == DONE
    shown = capfdbinary.readouterr().out
    assert shown.startswith(b"<!DOCTYPE html>")
    assert shown.rstrip().endswith(b"</html>")
    assert not Path("-").exists()


def test_a_document_without_its_library_is_refused_before_anything_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the command that brings it."""
    monkeypatch.setitem(sys.modules, "docx", None)
    assert run(["note.txt", "-o", "brief.docx"]) == CANNOT
    (said,) = capsys.readouterr().err.splitlines()
    assert said.endswith(f"python-docx is not installed; {install('docx')}")
    assert not Path("facta.db").exists()
