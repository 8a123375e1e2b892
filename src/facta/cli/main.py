"""
The command line's door: finds the command, turns errors into one line and an exit
status.

Exit status: 0 done, 1 done with skipped inputs, 2 cannot be done (one line: what,
where, what to do). Commands are imported when they are called, so that `facta --help`
answers at once.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path
from typing import NoReturn

import click

from facta import __version__
from facta.cli.routing import routed
from facta.cli.text import line
from facta.cli.usage import explanation
from facta.errors import FactaError, InstallationError

# the contract of all commands
DONE, WITH_SKIPPED, CANNOT = 0, 1, 2
# as shells report a program that ended by Ctrl-C: 128 and the signal's number
INTERRUPTED = 130
# commands that write into a ledger as they read
KEEPING = frozenset({"build", "demo"})
KEPT = "the ledger keeps what was read so far, and the next run goes on from there"
# those of which every part that is done stays done
GOING_ON = frozenset({"scale"})
DONE_STAYS = "what is done is kept, and the same command goes on from there"
# those that write all or nothing
WHOLE = frozenset({"import"})
AS_IT_WAS = "the ledger is as it was"
# what the system says of a disk that has no room
FULL = frozenset({ENOSPC, EDQUOT, EFBIG})
# With what each is for, so that the list needs no command to be imported.
COMMANDS = {
    "build": "Reads accounts, writes ledger and brief; the default.",
    "demo": "The same over the bundled accounts.",
    "scale": "Many accounts: shards to Parquet, on all cores or on Dask.",
    "annotate": "One JSON line an account: everything found in it.",
    "pairs": "What a marked actor does to a marked recipient, as JSON.",
    "link": "Happenings and disputes over accounts, as JSON.",
    "brief": "The page of a ledger again, or of a part of it.",
    "serve": "The desk: a ledger as a local app, to search, read and decide.",
    "timeline": "The happenings of a ledger in order of time.",
    "statements": "Who said what, from a ledger.",
    "commitments": "What was promised, threatened, demanded, by maker.",
    "disputes": "Where accounts contradict each other, and in what.",
    "figures": "The numbers of a ledger, what they count, who says so.",
    "measure": "Words, deeds, their gap, volume and trust over time.",
    "series": "One measure of several dyads, as a table for forecasts.",
    "relationship": "How two parties stand to each other, in words and in deeds.",
    "outlook": "Open commitments, how such ones went, where it may go.",
    "forecast": "What may come of each series, with its chances.",
    "what-if": "Some series held, and what then comes of the others.",
    "backtest": "How good forecasts of a table would have been.",
    "search": "Words in passages, statements and happenings.",
    "why": "Passages, rule and score behind one line of a ledger.",
    "cite": "Links, BibTeX or sentences that cite the passages of a record.",
    "decide": "Accept, reject, correct, merge, split; take it back.",
    "decisions": "Who decided what, and what has become of it.",
    "export": "A ledger as JSON lines, CSV, Parquet, or for other programs.",
    "import": "Event data of others (POLECAT, GDELT, ICEWS) into a ledger.",
    "ledger": "The sources of a ledger, what replaced what, two compared.",
    "check": "Whether a ledger is whole: one line a fault.",
    "backup": "A copy of a ledger, whole or not at all.",
    "actors": "Who somebody is; names that no table knows.",
    "lexicon": "The tables of words: faults in them, and where a word stands.",
    "evaluate": "Scores against gold, with the rules behind the errors.",
    "doctor": "Checks the installation.",
}

# a module cannot be called as a word of Python, nor with a hyphen
MODULES = {"import": "import_events", "what-if": "what_if"}


class Commands(click.Group):
    """
    A group that imports a command when it is asked for, and takes bare paths for
    `build`.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(
            f"facta.cli.commands.{MODULES.get(cmd_name, cmd_name)}"
        )
        command: click.Command = module.command
        return command

    def format_commands(
        self, ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        """The list of commands, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts a command first: the one that is meant, else the default."""
        return super().parse_args(ctx, routed(args, self, COMMANDS))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name="facta")
def facta() -> None:
    """
    Reads accounts of relations between states into a ledger whose every line points to
    its passage.

    \b
    facta articles/     read a folder, write facta.db and brief.html
    facta demo          the same over the bundled accounts
    facta why ID        the passages behind a line of the brief
    facta help why      all that a command takes
    """  # noqa: D301 - click reads the backspace as "keep these lines"


def main() -> NoReturn:
    """Runs the command line of this process."""
    closed = sys.stdout is None
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        # else the next file that is opened would take its place
        if getattr(sys, name) is None:
            nothing = Path(os.devnull)
            # it stays open for the life of the process
            setattr(sys, name, nothing.open(mode, encoding="utf-8"))
    if closed:
        sys.exit(
            complain("standard output is closed; send it to a file or to /dev/null")
        )
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """
    The exit status of a command line; never a traceback for what a person can mend.
    """
    try:
        status: int | None = facta.main(
            list(arguments), prog_name="facta", standalone_mode=False
        )
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message())
        return DONE
    except click.ClickException as problem:
        return complain(explanation(problem))
    except FactaError as problem:
        return complain(str(problem))
    except ImportError as problem:
        return complain(
            str(InstallationError(problem.name or "a library", str(problem)))
        )
    except (click.Abort, KeyboardInterrupt):
        stopped = "facta: stopped"
        name = routed(arguments, facta, COMMANDS)[0]
        if name in KEEPING:
            stopped += f"; {KEPT}"
        if name in GOING_ON:
            stopped += f"; {DONE_STAYS}"
        if name in WHOLE:
            stopped += f"; {AS_IT_WAS}"
        click.echo(stopped, err=True)
        return INTERRUPTED
    except (
        BrokenPipeError,
        SystemExit,
    ):
        # the reader of our output has left; click makes an exit of that
        _silence()
        return DONE
    except OSError as problem:
        return _refused(problem)
    except Exception as fault:
        # a broken library, or a fault of this program: told as any other, not as a
        # traceback
        return complain(
            f"a fault of facta ({type(fault).__name__}: {fault}); facta doctor checks "
            "the installation"
        )
    return status or DONE


def _refused(problem: OSError) -> int:
    """
    What the system would not do, in one line; without a name of a file it was standard
    output.
    """
    advice = "check the path and its permissions"
    if problem.errno in FULL:
        advice = "free some space or write elsewhere"
    if problem.filename is None:
        _silence()
    return complain(
        f"{problem.filename or 'standard output'}: {problem.strerror or problem}; {advice}"
    )


def _silence() -> None:
    """
    Drops what is still to be printed, which would fail again when the interpreter ends.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> int:
    """One line on standard error."""
    click.echo(f"facta: {line(message)}", err=True)
    return CANNOT
