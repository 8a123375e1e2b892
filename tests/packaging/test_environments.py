"""Which Pythons a package is tried with."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.packaging.environments import pythons

HERE = f"3.{sys.version_info.minor}"


def program(folder: Path, name: str, said: str, status: int = 0) -> Path:
    """A program that says what a Python is asked."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\necho {said}\nexit {status}\n")
    path.chmod(0o755)
    return path


def test_those_on_the_path_and_of_pyenv_are_found(tmp_path: Path) -> None:
    """By version, as numbers; this one is always among them."""
    old = program(tmp_path / "bin", "python3.12", "3 12 cpython")
    new = program(
        tmp_path / "kept/versions/3.100.0/bin", "python3.100", "3 100 cpython"
    )
    found = pythons(
        {"PATH": str(tmp_path / "bin"), "PYENV_ROOT": str(tmp_path / "kept")}
    )
    assert found["3.12"] == old
    assert found["3.100"] == new
    assert list(found)[-1] == "3.100"
    assert HERE in found


@pytest.mark.parametrize(
    ("said", "status"),
    [("3 10 cpython", 0), ("3 12 pypy", 0), ("3 12 cpython", 127)],
    ids=["too old", "no CPython", "does not run"],
)
def test_what_cannot_take_the_package_is_passed_over(
    said: str, status: int, tmp_path: Path
) -> None:
    """As a shim of pyenv whose version is not chosen."""
    chosen = program(tmp_path, "python3.12", said, status)
    assert pythons({"FACTA_PYTHONS": str(chosen)}) == {}


def test_only_those_that_are_named_are_taken(tmp_path: Path) -> None:
    """`make wheel PYTHONS=...`."""
    chosen = program(tmp_path, "any", "3 13 cpython")
    environment = {**os.environ, "FACTA_PYTHONS": str(chosen)}
    assert pythons(environment) == {"3.13": chosen}
