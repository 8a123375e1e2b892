"""
The bundled corpus: twelve accounts of one relationship, and what a right reading finds
in them.

The accounts are written for this package. What they tell, and the short fragments they
quote, was reported in public in 2025; the outlets are invented, and some of their
accounts err on purpose. Gives paths to the folder and to the reading, which are valid
inside a `with` block only.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from pathlib import Path


@contextmanager
def corpus() -> Iterator[Path]:
    """
    The folder of the accounts, with `accounts.csv` beside them.

    >>> with corpus() as folder:
    ...     sum(path.name != "accounts.csv" for path in folder.iterdir())
    12
    """
    with as_file(files("facta.demo") / "accounts") as folder:
        yield folder


@contextmanager
def reading() -> Iterator[Path]:
    """
    The JSON file that says what a right reading of the accounts finds; its schema is in
    `tests/gold/README.md`.
    """
    with as_file(files("facta.demo") / "reading.json") as path:
        yield path
