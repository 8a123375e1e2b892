"""The reference made from the code leaves out no public name and no command."""

from __future__ import annotations

import pytest

import facta
from facta.cli.main import COMMANDS
from tools.reference import command_reference, python_reference

PYTHON, PROGRAM = python_reference(), command_reference()


@pytest.mark.parametrize("name", [n for n in facta.__all__ if not n.startswith("_")])
def test_each_public_name_has_a_section_that_says_what_it_is(name: str) -> None:
    """A head and at least a sentence."""
    section = PYTHON.partition(f"## facta.{name}\n")[2].partition("\n## ")[0]
    assert "." in section


@pytest.mark.parametrize(
    "name",
    [n for n, value in vars(facta.Ledger).items() if n[0] != "_" and callable(value)],
)
def test_each_method_of_a_ledger_is_told_with_its_arguments(name: str) -> None:
    """With what it takes, but for `self`."""
    section = PYTHON.partition(f"### Ledger.{name}\n")[2].partition("\n### ")[0]
    assert f"{name}(" in section
    assert "self" not in section.partition("```python")[2].partition("```")[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_has_its_help(name: str) -> None:
    """As `--help` prints it."""
    section = PROGRAM.partition(f"## facta {name}\n")[2].partition("\n## ")[0]
    assert f"Usage: facta {name}" in section


def test_commands_below_a_command_have_theirs() -> None:
    """`facta decide accept` is no less a command."""
    assert "### facta decide accept\n" in PROGRAM
