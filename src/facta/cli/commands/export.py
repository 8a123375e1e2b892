"""`facta export`: a ledger in formats that other tools read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from facta.cli import options
from facta.cli.main import DONE
from facta.errors import SettingsError
from facta.exchange.formats import FORMATS
from facta.exchange.programs import PROGRAMS

if TYPE_CHECKING:
    from facta.ledger import Ledger

ALL = {**FORMATS, **PROGRAMS}
# formats that go to standard output, and those that want a folder
TITLES = [form.title for form in FORMATS.values() if form.ending is None]
FILES = {name: form for name, form in FORMATS.items() if form.ending}
FOLDERS = [
    *FILES,
    *(name for name, program in PROGRAMS.items() if program.folder),
]
OTHERS = ", ".join(program.title for program in PROGRAMS.values())


@click.command(
    "export",
    help=f"Write a ledger as {' or '.join(TITLES)} to standard output, or as "
    f"{' or '.join(form.title for form in FILES.values())} files into a folder; or its "
    f"happenings for one kind of program ({OTHERS}).",
)
@options.ledger
@click.option(
    "--format",
    "name",
    type=click.Choice(list(ALL)),
    default="jsonl",
    show_default=True,
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help=f"Folder for {', '.join(FOLDERS[:-1])} and {FOLDERS[-1]}; or a file .xlsx.",
)
def command(ledger: Path, name: str, output: Path | None) -> int:
    """Writes a ledger onto standard output or into a folder."""
    if name not in FOLDERS and output is not None:
        raise SettingsError(
            f"--format {name} goes to standard output; leave out -o, or write > {output}"
        )
    with options.opened(ledger) as opened:
        opened.whole()
        if name not in FOLDERS:
            _pour(opened, name)
        elif output is None:
            what = "a file that is no text" if name == "xlsx" else "several files"
            raise SettingsError(f"--format {name} writes {what}; name a folder with -o")
        else:
            for path in _saved(opened, name, output):
                click.echo(path)
        if name in PROGRAMS and PROGRAMS[name].done:
            _tell_left_out(opened)
    return DONE


def _pour(ledger: Ledger, name: str) -> None:
    from facta.exchange.files import pour

    if name in PROGRAMS:
        PROGRAMS[name].write(ledger, sys.stdout.buffer)
    else:
        pour(ledger, FORMATS[name], sys.stdout.buffer)


def _saved(ledger: Ledger, name: str, output: Path) -> tuple[Path, ...]:
    from facta.exchange.files import save

    if name in PROGRAMS and PROGRAMS[name].is_file(output):
        with _folder(output.parent):
            return (PROGRAMS[name].save_as(ledger, output),)
    with _folder(output):
        if name in PROGRAMS:
            return PROGRAMS[name].save(ledger, output)
        return save(ledger, FORMATS[name], output)


@contextmanager
def _folder(path: Path) -> Iterator[None]:
    """A folder to write into; where nothing comes of it, those made for it go again."""
    made = [each for each in (path, *path.parents) if not each.exists()]
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        advice = "name another folder with -o"
        raise SettingsError(f"{path}: a file, no folder; {advice}") from error
    try:
        yield
    except BaseException:
        with suppress(OSError):
            for each in made:
                each.rmdir()
        raise


def _tell_left_out(ledger: Ledger) -> None:
    """A note where the format has no room for what was not told as done."""
    from facta.brief.words import counted
    from facta.exchange.told import done

    left = sum(not done(happening) for happening in ledger.happenings())
    if left:
        options.note(
            f"left out {counted(left, 'happening')} not told as done "
            "(planned, possible or denied)"
        )
