"""
The command line's door: finds the command, turns errors into one line and an exit status.

Exit status: 0 done, 1 done with skipped inputs, 2 cannot be done (one line: what, where, what to do). Commands are
imported when they are called, so that `facta --help` answers at once.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from facta import __version__
from facta.cli.text import line
from facta.errors import FactaError

DONE, WITH_SKIPPED, CANNOT = 0, 1, 2
INTERRUPTED = 130
DEFAULT = "build"
COMMANDS = {
    "build": "Read accounts into a ledger and write the brief (the default: facta PATH...).",
    "demo": "The same over the bundled demonstration accounts.",
    "annotate": "One JSON line an account: everything found in it.",
    "pairs": "What a marked actor does to a marked recipient, a JSON line a pair.",
    "link": "Happenings and disputes over accounts, as JSON.",
    "brief": "The page of a ledger again, or of a part of it.",
    "timeline": "The happenings of a ledger in order of time.",
    "statements": "Who said what, from a ledger.",
    "commitments": "What was promised, threatened, demanded, by maker, what is due next first.",
    "figures": "The numbers of a ledger, with what they count and who says so.",
    "why": "The passages, rule and score behind one line of a ledger.",
    "export": "A ledger as JSON lines, CSV or Parquet.",
    "actors": "Names that no table knows, who somebody is, tables of other programs.",
    "evaluate": "Scores against gold, with the rules behind the errors.",
    "doctor": "Checks the installation.",
}


class Commands(click.Group):
    """A group that imports a command when it is asked for, and takes bare paths for `build`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"facta.cli.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts the default command before arguments that name none."""
        if args and args[0] not in COMMANDS and args[0] not in {"--help", "-h", "--version"}:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=Commands,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="facta")
def facta() -> None:
    """
    Reads accounts of relations between states and keeps a ledger whose every line points to its passage.

    \b
    facta articles/            read a folder, write facta.db and brief.html
    facta demo                 the same over the bundled accounts
    facta why ID               the passages behind a line of the brief
    """  # noqa: D301 - click reads the backspace as "keep these lines"


def main() -> NoReturn:
    """Runs the command line of this process."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit status of a command line; never a traceback for what a person can mend."""
    try:
        status: int | None = facta.main(list(arguments), prog_name="facta", standalone_mode=False)
    except click.ClickException as problem:
        return complain(problem.format_message())
    except FactaError as problem:
        return complain(str(problem))
    except (click.Abort, KeyboardInterrupt):
        click.echo("facta: stopped; what was read so far is kept in the ledger", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of our output has left; silence the interpreter's own complaint at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as problem:
        return complain(f"{problem.filename or 'output'}: {problem.strerror}; check the path and its permissions")
    return status or DONE


def complain(message: str) -> int:
    """One line on standard error."""
    click.echo(f"facta: {line(message)}", err=True)
    return CANNOT
