"""A missing library is told of with the command that installs it where Facta runs."""

from __future__ import annotations

import sys

import pytest

from facta import extras


def test_the_command_is_for_the_python_that_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Wherever it lies."""
    monkeypatch.setattr(sys, "executable", "/opt/my tools/bin/python")
    monkeypatch.setattr(extras, "find_spec", lambda name: name)
    assert (
        extras.advice("desk")
        == 'run: "/opt/my tools/bin/python" -m pip install "facta[desk]"'
    )


def test_without_pip_it_is_uv_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in an environment that uv made."""
    monkeypatch.setattr(sys, "executable", "/x/python")
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    assert (
        extras.advice("arrow")
        == 'run: uv pip install --python /x/python "facta[arrow]"'
    )
