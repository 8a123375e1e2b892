"""
What a command line means: a misspelt word is told of, and nothing is written for it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

import facta as package
from facta.cli.main import CANNOT, COMMANDS, DONE, INTERRUPTED, facta, run
from facta.cli.routing import routed
from facta.cli.text import cells
from facta.cli.usage import EXAMPLES
from facta.ledger import Ledger


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """
    A working folder with an account, an empty folder and a file named as a command.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "call.txt").write_text("Russia attacked Ukraine.")
    (tmp_path / "empty").mkdir()
    (tmp_path / "figures").write_text("Russia attacked Ukraine.")
    os.mkfifo(tmp_path / "pipe")
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line that refuses a command line."""
    assert run(arguments) == CANNOT
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count("\n") == 1
    return shown.err.removeprefix("facta: ").rstrip("\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["timelin"], "no such file or command: 'timelin'; did you mean timeline?"),
        (
            ["build", "timelin"],
            "no such file or command: 'timelin'; did you mean timeline?",
        ),
        (["articls"], "no such file or command: 'articls'; did you mean articles?"),
        (
            ["articles/cal.txt"],
            "no such file: 'articles/cal.txt'; did you mean articles/call.txt?",
        ),
        (["annotate", "timelin"], "no such file: 'timelin'; check the path"),
        (
            ["nothing like it"],
            "no such file or command: 'nothing like it'; check the path",
        ),
        (
            ["articles", "none.txt"],
            "no such file or command: 'none.txt'; check the path",
        ),
        (
            ["articles", "timeline"],
            "no such file: 'timeline'; a command comes first: facta timeline",
        ),
        (
            ["articles/x*.txt", "articles"],
            "articles/x*.txt: no file matches; check the pattern",
        ),
        (
            ["empty"],
            "empty: a folder without accounts; put articles into it or name another",
        ),
        (
            ["empty/"],
            "empty: a folder without accounts; put articles into it or name another",
        ),
        (["pipe"], "pipe: not a regular file; give pipes and devices by '-'"),
        ([""], "no such file or command: ''; check the path"),
        (["a\0b"], "no such file or command: 'a\ufffdb'; check the path"),
        (["x" * 5000], f"no such file or command: '{'x' * 5000}'; check the path"),
        (
            ["https://example.org/a"],
            (
                "https://example.org/a: an address, not a file; read it with --fetch "
                "https://example.org/a"
            ),
        ),
        (
            ["www.example.org"],
            "www.example.org: an address, not a file; read it with --fetch https://www.example.org",
        ),
        (
            ["--fetch", "example.org"],
            "example.org: not a web address; give one that begins with http:// or https://",
        ),
        *(
            (
                [*command, "--jobs", given],
                (
                    f"Invalid value for '--jobs': '{given}' is no number of processes; "
                    "give 1 or more, as --jobs 2"
                ),
            )
            for command in (["articles"], ["annotate", "articles"], ["link"])
            for given in ("0", "-1", "x", "1.5")
        ),
        (["help", "timelin"], "no such command: 'timelin'; did you mean timeline?"),
        (["--versoin"], "no such option: --versoin; did you mean --version?"),
        (
            ["timeline", "--ledgr", "x"],
            "no such option: --ledgr; did you mean --ledger?",
        ),
        (
            ["timeline", "--colour"],
            "no such option: --colour; see facta timeline --help",
        ),
        (["why"], "ID is missing; for example: facta why 6c770e1c"),
        (
            ["actors", "find"],
            "NAME is missing; for example: facta actors find Jens Stoltenberg",
        ),
        (
            ["annotate"],
            (
                "nothing to read; name files, folders or - for standard input, as in facta "
                "annotate articles/"
            ),
        ),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_what_leads_nowhere_is_told_with_what_was_meant(
    arguments: list[str], said: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2 and one line, and neither a ledger nor a brief is made."""
    before = set(folder.iterdir())
    assert told(capsys, *arguments) == said
    assert set(folder.iterdir()) == before


def test_an_unknown_word_leaves_a_ledger_as_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing of it stands under what was not read."""
    with Ledger.open("facta.db"):
        pass
    before = (folder / "facta.db").read_bytes()
    told(capsys, "timelin")
    assert (folder / "facta.db").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        ([], ["--help"]),
        (["help"], ["--help"]),
        (["help", "why"], ["why", "--help"]),
        (["help", "actors", "find"], ["actors", "find", "--help"]),
        (["version"], ["--version"]),
        (["-V"], ["-V"]),
        (["articles"], ["build", "articles"]),
        (["-"], ["build", "-"]),
        (["./timeline"], ["build", "./timeline"]),
        (["timeline", "--json"], ["timeline", "--json"]),
        (["--ledger", "z.db", "timeline"], ["timeline", "--ledger", "z.db"]),
        (
            ["--ledger=z.db", "--json", "timeline", "--actor", "RUS"],
            ["timeline", "--ledger=z.db", "--json", "--actor", "RUS"],
        ),
        (
            ["--ledger", "timeline", "articles"],
            ["build", "--ledger", "timeline", "articles"],
        ),
        (["-q", "articles", "timeline"], ["build", "-q", "articles", "timeline"]),
        (["--ledger", "z.db", "why", "3f2a"], ["why", "--ledger", "z.db", "3f2a"]),
        (["--no-such", "timeline"], ["build", "--no-such", "timeline"]),
    ],
    ids=lambda value: " ".join(value) or "nothing",
)
def test_a_line_means_one_command(arguments: list[str], meant: list[str]) -> None:
    """
    Options may stand before a command whose own they are; a bare path is for build.
    """
    assert routed(arguments, facta, COMMANDS) == meant


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["-V"],
        ["version"],
        ["help"],
        [],
        ["help", "timeline"],
        ["actors"],
    ],
    ids=" ".join,
)
def test_help_and_version_are_answered(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard output, with status 0."""
    assert run(arguments) == DONE
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "version" in shown.out or len(shown.out.splitlines()) > 5


def test_the_help_page_keeps_its_lines_whole(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At 80 cells each command is one line."""
    monkeypatch.setenv("COLUMNS", "80")
    assert run([]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert all(cells(each) <= 80 for each in lines)
    assert [each.split()[0] for each in lines[lines.index("Commands:") + 1 :]] == list(
        COMMANDS
    )


def test_every_command_that_needs_something_shows_an_example() -> None:
    """The line that names what is missing ends in a whole command."""
    context = click.Context(facta, info_name="facta")
    needing = set()
    for name in COMMANDS:
        command = facta.get_command(context, name)
        assert command is not None
        parts = command.commands if isinstance(command, click.Group) else {"": command}
        for part, each in parts.items():
            if any(param.required for param in each.params):
                needing.add(f"facta {name} {part}".strip())
    assert needing == set(EXAMPLES)


def test_an_empty_folder_beside_accounts_stops_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is told of among what was skipped."""
    run(["annotate", "empty", "articles"])
    shown = capsys.readouterr()
    assert shown.out.count("\n") == 1
    assert "skipped empty: a folder without accounts" in shown.err


def test_a_file_named_as_a_command_is_read_by_its_path(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`./figures` is a path, `figures` is the command."""
    assert run(["annotate", "./figures"]) == DONE
    assert capsys.readouterr().out
    assert "no ledger there" in told(capsys, "figures")


def facta_with(
    redirect: str, *arguments: str, folder: Path
) -> subprocess.CompletedProcess[str]:
    """A run of the whole program in a shell, with its streams redirected."""
    command = " ".join([f"'{sys.executable}'", "-m", "facta", *arguments, redirect])
    environment = os.environ | {"PYTHONPATH": str(Path(package.__file__).parents[1])}
    return subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("redirect", "said", "status"),
    [
        (
            ">/dev/full",
            "standard output: No space left on device; free some space or write elsewhere",
            CANNOT,
        ),
        (">&-", "standard output is closed; send it to a file or to /dev/null", CANNOT),
        ("<&-", "", DONE),
    ],
    ids=["full", "standard output closed", "standard input closed"],
)
def test_broken_streams_are_one_line(
    redirect: str, said: str, status: int, folder: Path
) -> None:
    """And no traceback, not even when the interpreter ends."""
    done = facta_with(redirect, "--help", folder=folder)
    assert done.stderr == (f"facta: {said}\n" if said else "")
    assert done.returncode == status


def test_a_reader_that_leaves_ends_the_run_in_silence(folder: Path) -> None:
    """As with `| head`."""
    with Ledger.open(folder / "facta.db"):
        pass
    done = facta_with("| true", "export", "--format", "jsonl", folder=folder)
    assert done.stderr == ""


@pytest.mark.parametrize(("name", "keeps"), [("build", True), ("annotate", False)])
def test_a_run_that_is_stopped_says_what_it_keeps(
    name: str,
    keeps: bool,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Only what writes a ledger promises one."""

    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("facta.cli.options.inputs", stopped)
    assert run([name, "articles"]) == INTERRUPTED
    said = capsys.readouterr().err.strip()
    assert said.startswith("facta: stopped")
    assert ("the ledger keeps what was read" in said) is keeps
