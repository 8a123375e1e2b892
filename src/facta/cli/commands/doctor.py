"""`facta doctor`: whether everything the program needs is there, one line a check."""

from __future__ import annotations

import io
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator
from functools import partial

import click

from facta import __version__
from facta.cli.main import CANNOT, DONE
from facta.cli.text import line
from facta.errors import InstallationError
from facta.extras import install
from facta.records import Skipped

# one event, one statement, one day: what every stage has to find
SAMPLE = "Russia attacked Ukraine on Monday, a Pentagon official said."
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>An attack</title></head><body>
<nav><a href="/">Front page</a></nav>
<article><h1>An attack</h1><p>{SAMPLE}</p><p>The two governments have not spoken since, she said,
and nobody expects them to do so before the end of the month.</p></article></body></html>"""


@click.command("doctor")
def command() -> int:
    """
    Check the installation: Python, SQLite, every library, the model, the tables, one
    page end to end.
    """
    failed = 0
    for name, check in checks():
        try:
            click.echo(f"ok      {name}: {check()}")
        except Exception as problem:
            failed += 1
            click.echo(f"broken  {name}: {line(_explanation(problem))}")
    return CANNOT if failed else DONE


def checks() -> Iterator[tuple[str, Callable[[], str]]]:
    """Name and probe of each check; a probe gives what it saw or raises."""
    yield "facta", lambda: __version__
    yield "python", lambda: f"{platform.python_version()} at {sys.executable}"
    yield "sqlite", _sqlite
    yield from _libraries()
    yield "end to end", _page


def _explanation(problem: Exception) -> str:
    """What is wrong and what to do, for a fault of any kind."""
    if isinstance(problem, InstallationError):
        return f"{problem.reason}; {problem.advice}"
    if isinstance(problem, ImportError) and problem.name:
        return (
            f"{problem}; run: {sys.executable} -m pip install --force-reinstall "
            f"{problem.name.partition('.')[0]}"
        )
    return f"{type(problem).__name__}: {problem}; {_advice()}"


def _advice() -> str:
    again = f"{sys.executable} -m pip install --force-reinstall --no-deps facta=={__version__}"
    return f"mend what is broken above; where nothing is, run: {again}"


def _sqlite() -> str:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (text)")
    except sqlite3.OperationalError as error:
        advice = (
            "use a Python whose sqlite3 has FTS5, as those of python.org and of the "
            "large distributions do"
        )
        reason = f"{sqlite3.sqlite_version} without full-text search ({error})"
        raise InstallationError("sqlite", reason, advice=advice) from error
    finally:
        connection.close()
    return f"{sqlite3.sqlite_version} with FTS5"


def _libraries() -> Iterator[tuple[str, Callable[[], str]]]:
    """
    A check of every library that the installed package names; an extra that was not
    asked for is no fault.
    """
    try:
        from facta.cli.installation import libraries, modules, modules_of

        wanted, known = libraries(), modules()
    except (ImportError, InstallationError) as problem:
        yield "libraries", partial(_raise, problem)
        return
    for library in wanted:
        if library.extra is not None and not library.present:
            advice = f"for its use {install(library.extra)}"
            yield library.name, partial("optional, not installed; {}".format, advice)
        else:
            yield library.name, partial(library.checked, modules_of(library, known))


def _raise(problem: Exception) -> str:
    raise problem


def _page() -> str:
    """What is found in a page, read as any account is."""
    from facta.pipeline import Annotator
    from facta.read import ReadSettings, documents

    (document,) = documents(
        ["-"], settings=ReadSettings(stdin=io.BytesIO(PAGE.encode()))
    )
    if isinstance(document, Skipped):
        raise InstallationError(
            "a page of HTML", f"not read: {document.reason}", advice=_advice()
        )
    (annotation,) = Annotator.load().annotations([document])
    if isinstance(annotation, Skipped) or not annotation.events:
        raise InstallationError(
            "a page of HTML", f"no event found in {SAMPLE!r}", advice=_advice()
        )
    found = ", ".join(
        f"{event.event_type} {event.trigger.text!r}" for event in annotation.events
    )
    return f"a page of HTML that says {SAMPLE!r} gives {found}"
