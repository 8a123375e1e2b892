"""`facta serve`: an address, one line where it cannot be, and a quiet end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from facta.cli.main import CANNOT, run
from facta.extras import install
from tests.ledger.test_ledger_deciding import filled


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of two accounts in the working folder."""
    monkeypatch.chdir(tmp_path)
    return filled(tmp_path / "facta.db")


def test_the_desk_prints_its_address_answers_and_ends_by_ctrl_c(ledger: Path) -> None:
    """On a free port; exit status 0, and nothing is said."""
    arguments = ["serve", ledger.name, "--port", "0", "--by", "Ann"]
    code = f"from facta.cli.main import run; import sys; sys.exit(run({arguments}))"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address) as answer:
            assert b"Facta</title>" in answer.read()
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stderr.read() == "Ctrl-C ends it\n"
        assert process.stdout.read() == ""


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of a failure."""
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    return line


def test_a_port_in_use_is_told_of(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the way out."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["serve", "--port", str(port)]) == CANNOT
    assert said(capsys) == (
        f"facta: port {port} is in use; give another one with --port, or --port 0\n"
    )


@pytest.mark.parametrize("host", ["no.such.host.invalid", "203.0.113.7"])
def test_an_address_of_another_machine_is_told_of(
    host: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It can be no desk's."""
    assert run(["serve", "--host", host, "--port", "0"]) == CANNOT
    assert "address of this machine" in said(capsys)


def test_a_ledger_that_is_not_there_is_told_of(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is served."""
    assert run(["serve", "other.db"]) == CANNOT
    assert "no ledger there" in said(capsys)
    ledger.write_bytes(b"no ledger")
    assert run(["serve"]) == CANNOT
    assert said(capsys).startswith("facta: facta.db: ")


@pytest.mark.parametrize("name", ["starlette", "uvicorn", "python_multipart"])
def test_without_its_libraries_the_desk_names_the_extra(
    name: str,
    ledger: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One line, and the command that brings them."""
    gone = ("facta.web", f"{name}.")
    for module in [each for each in sys.modules if each.startswith(gone)]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, name, None)
    assert run(["serve", "--port", "0"]) == CANNOT
    line = said(capsys)
    assert line.startswith(f"facta: {name}: the desk needs it")
    assert line.endswith(f"; {install('desk')}\n")
