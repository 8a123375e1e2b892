"""`facta doctor`: whether everything the program needs is there, one line a check."""

from __future__ import annotations

import importlib
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator

import click

from facta import __version__
from facta.cli.main import CANNOT, DONE

LIBRARIES = ("onnxruntime", "tokenizers", "trafilatura", "pypdfium2", "feedparser", "warcio", "pyarrow", "msgspec")
SAMPLE = "Russia attacked Ukraine on Monday, a Pentagon official said."


@click.command("doctor")
def command() -> int:
    """Check the installation: Python, SQLite, libraries, the model, the tables, one sentence end to end."""
    failed = 0
    for name, check in checks():
        try:
            click.echo(f"ok      {name}: {check()}")
        except Exception as problem:
            failed += 1
            click.echo(f"broken  {name}: {' '.join(str(problem).split())}; install facta again")
    return CANNOT if failed else DONE


def checks() -> Iterator[tuple[str, Callable[[], str]]]:
    """Name and probe of each check; a probe gives what it saw or raises."""
    yield "facta", lambda: __version__
    yield "python", lambda: f"{platform.python_version()} at {sys.executable}"
    yield "sqlite", _sqlite
    for name in LIBRARIES:
        yield name, lambda name=name: str(getattr(importlib.import_module(name), "__version__", "present"))  # type: ignore[misc]
    yield "end to end", _sentence


def _sqlite() -> str:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE probe USING fts5 (text)")
    connection.close()
    return f"{sqlite3.sqlite_version} with FTS5"


def _sentence() -> str:
    from facta.extract.stage import Resources, annotate
    from facta.language import Language
    from facta.records import Document, content_id

    document = Document(content_id(SAMPLE), "sample", SAMPLE)
    annotation = annotate(document, Language.load().sentences(SAMPLE), Resources.load())
    found = [f"{event.event_type} {event.trigger.text!r}" for event in annotation.events]
    if not found:
        raise RuntimeError("no event found in a sentence that tells one")
    return f"{SAMPLE!r} gives {', '.join(found)}"
