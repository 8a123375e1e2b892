"""The command line's door: help, versions, errors and exit statuses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from facta.cli.main import CANNOT, COMMANDS, DONE, run


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The help page names each command with what it is for."""
    assert run(["--help"]) == DONE
    shown = capsys.readouterr().out
    assert all(f"  {name} " in shown for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every command has a help page of its own."""
    assert run([name, "--help"]) == DONE
    assert f"facta {name}" in capsys.readouterr().out


def test_help_loads_no_stage() -> None:
    """
    `facta --help` imports neither the model's run time nor any stage, which keeps it
    within 0.3 seconds.
    """
    code = "import sys; from facta.cli.main import run; run(['--help']); print(sorted(sys.modules))"
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert "click" in shown
    assert not [
        name
        for name in (
            "onnxruntime",
            "numpy",
            "rich",
            "trafilatura",
            "jinja2",
            "facta.extract",
        )
        if f"'{name}'" in shown
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], ""),
        (["build"], "nothing to read"),
        (["timeline", "--ledger", "none.db"], "no ledger there"),
        (["timeline", "--since", "yesterday"], "write it as 2025-05-25"),
        (["timeline", "--colour"], "--colour"),
        (["export", "--ledger", "none.db", "--format", "xml"], "xml"),
        (["why", "abc", "--ledger", "none.db"], "no ledger there"),
    ],
    ids=[
        "nothing",
        "no input",
        "no ledger",
        "bad date",
        "bad option",
        "bad choice",
        "why without ledger",
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """
    Exit status 2 and one line on standard error; without arguments, the help page.
    """
    monkeypatch.chdir(tmp_path)
    status = run(arguments)
    shown = capsys.readouterr()
    if not arguments:
        assert "Usage" in shown.out + shown.err
        return
    assert status == CANNOT
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""
