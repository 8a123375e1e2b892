"""docs/commands.md names every command and every option of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from facta.cli.main import COMMANDS, facta

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf8")


def commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below a group with its whole name."""
    context = click.Context(group)
    for each in group.list_commands(context):
        command = group.get_command(context, each)
        assert command is not None
        yield f"{name} {each}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {each}")


ALL = dict(commands(facta, "facta"))


def test_the_page_covers_every_command_there_is() -> None:
    """What is checked below is all of them."""
    assert {name.split()[1] for name in ALL} == set(COMMANDS)


@pytest.mark.parametrize("name", ALL)
def test_the_page_names_each_command_and_its_options(name: str) -> None:
    """A reader finds each by searching for it."""
    assert name in PAGE or f"`{name.removeprefix('facta ')}`" in PAGE
    options = (
        option for option in ALL[name].params if isinstance(option, click.Option)
    )
    forms = [
        form for option in options for form in option.opts if form.startswith("--")
    ]
    assert not [form for form in forms if not re.search(rf"{form}(?![\w-])", PAGE)]
