"""
Which command a line of arguments means.

Bare paths are for the default command; `help` and `version` are words for options;
options may stand before a command.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches

import click

# what is meant where no command is named
DEFAULT = "build"
# options of the group itself
OWN = frozenset({"--help", "-h", "--version", "-V"})


def routed(
    arguments: Sequence[str], group: click.Group, names: Collection[str]
) -> list[str]:
    """
    The arguments as the group takes them: a command first, or an option of its own.

    Raises:
        UsageError: help is asked for a command that does not exist.
    """
    first, *rest = arguments or ["--help"]
    if first == "version":
        return ["--version"]
    if first == "help":
        return _help(rest, names)
    if first in names or first in OWN:
        return [first, *rest]
    return _behind_options(arguments, group, names) or [DEFAULT, first, *rest]


def _help(asked: Sequence[str], names: Collection[str]) -> list[str]:
    if asked and asked[0] not in names:
        raise click.UsageError(
            f"no such command: {asked[0]!r}; "
            f"{meant(nearest(asked[0], names), 'see facta --help')}"
        )
    return [*asked, "--help"]


def nearest(name: str, names: Iterable[str]) -> str | None:
    """
    The name that was probably meant; None where none is near.

    >>> nearest("timelin", ["timeline", "figures"])
    'timeline'
    """
    return next(iter(get_close_matches(name, list(names), n=1)), None)


def meant(name: str | None, otherwise: str) -> str:
    """The question whether a name was meant; where there is none, what else to do."""
    if not name:
        return otherwise
    return f"did you mean {name}?"


def _behind_options(
    arguments: Sequence[str], group: click.Group, names: Collection[str]
) -> list[str] | None:
    """
    `--ledger x.db timeline` as `timeline --ledger x.db`, where all that stands before
    the command is its own.
    """
    context = click.Context(group)
    for at, name in enumerate(arguments):
        if at == 0 or name not in names:
            continue
        command = group.get_command(context, name)
        if command is not None and _only_options(command, arguments[:at]):
            return [name, *arguments[:at], *arguments[at + 1 :]]
    return None


def _only_options(command: click.Command, arguments: Sequence[str]) -> bool:
    """
    Whether the arguments are options of a command with their values, and nothing else.
    """
    options = (option for option in command.params if isinstance(option, click.Option))
    takes_value = {
        form: not option.is_flag for option in options for form in option.opts
    }
    at = 0
    while at < len(arguments):
        form, given, _ = arguments[at].partition("=")
        if form not in takes_value:
            return False
        at += 1
        # a value that no `=` joins to its option is an argument of its own
        if takes_value[form] and not given:
            at += 1
    return at == len(arguments)
