"""
Reference pages made from the code: each public name of `facta` with its signature and
docstring, each command with its help. They are built into the site and kept nowhere
else, so they cannot fall behind.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import click
import msgspec

import facta
from facta.cli.main import facta as program

WIDTH = 96
PYTHON_HEAD = """# Python reference

Made from the code. [Facta in Python](../python.md) shows each at work.
"""
COMMANDS_HEAD = """# Command reference

What `--help` says of every command, made from the code. [Commands](../commands.md) says
more of each, with examples.
"""


def python_reference() -> str:
    """Every public name of the package, in the order of its list."""
    names = [name for name in facta.__all__ if not name.startswith("_")]
    return "\n".join([PYTHON_HEAD, *(_section(name) for name in names)])


def _section(name: str) -> str:
    thing = getattr(facta, name)
    parts = [f"## facta.{name}", _signature(f"facta.{name}", thing), _told(thing)]
    if inspect.isclass(thing):
        parts.append(_fields(thing))
        parts += [
            f"### {name}.{method.__name__}\n\n"
            f"{_signature(method.__name__, method)}\n\n{_told(method)}"
            for method in _methods(thing)
        ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _methods(thing: type) -> Iterator[Callable[..., Any]]:
    """The methods that a class of ours defines in the open."""
    for name, value in vars(thing).items():
        if inspect.isfunction(value) and not name.startswith("_"):
            yield value


def _signature(name: str, thing: Any) -> str:
    if inspect.isclass(thing) and (
        issubclass(thing, (Exception, msgspec.Struct)) or thing is facta.Records
    ):
        return ""
    arguments = str(inspect.signature(thing)).replace("self, ", "").replace("self", "")
    whole = f"{name}{arguments}"
    if len(whole) > WIDTH:
        whole = _broken(name, inspect.signature(thing))
    # annotations that are not evaluated come in quotation marks
    whole = re.sub(r"(: |-> )(['\"])(.+?)\2", r"\1\3", whole)
    return f"```python\n{whole}\n```"


def _broken(name: str, signature: inspect.Signature) -> str:
    """A long signature, an argument a line."""
    rows, keyword_only = [], False
    for each in signature.parameters.values():
        if each.name == "self":
            continue
        if each.kind is each.KEYWORD_ONLY and not keyword_only:
            keyword_only = True
            rows.append("    *,")
        rows.append(f"    {each},")
    gives = signature.return_annotation
    return "\n".join([f"{name}(", *rows, f") -> {gives}"])


def _told(thing: Any) -> str:
    """A docstring, with the heads of its parts in bold and its arguments as a list."""
    text = inspect.cleandoc(thing.__doc__ or "")
    prose, _, rest = text.partition("\n>>> ")
    lines: list[str] = []
    for line in prose.split("\n"):
        if re.fullmatch(r"[A-Z][a-z]+:", line):
            lines += [f"**{line.removesuffix(':')}**", ""]
        elif found := re.fullmatch(r"    (\w+): (.+)", line):
            lines.append(f"- `{found[1]}`: {found[2]}")
        elif line.startswith("        "):
            lines.append(f"  {line.strip()}")  # goes on with an item
        else:
            lines.append(line.strip())
    example = f"\n\n```python\n>>> {rest}\n```" if rest else ""
    return "\n".join(lines) + example


def _fields(thing: type) -> str:
    """The fields of a record with their types."""
    if not issubclass(thing, msgspec.Struct):
        return ""
    types = thing.__annotations__
    rows = [
        f"| `{name}` | `{str(types.get(name, '')).replace('|', 'or')}` |"
        for name in thing.__struct_fields__
    ]
    return "\n".join(["| field | type |", "|---|---|", *rows])


def command_reference() -> str:
    """The help of every command, in the order of the list that `facta --help` shows."""
    context = click.Context(program, info_name="facta", max_content_width=WIDTH)
    return "\n".join([COMMANDS_HEAD, *_commands(program, context)])


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        below = click.Context(
            command, info_name=name, parent=context, terminal_width=WIDTH
        )
        whole = below.command_path
        level = "#" * (1 + len(whole.split()) - 1)
        yield f"{level} {whole}\n\n```text\n{command.get_help(below)}\n```\n"
        if isinstance(command, click.Group):
            yield from _commands(command, below)
