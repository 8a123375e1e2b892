"""
A ledger in one of the formats, as one stream or as a file a table.

A file is written beside its place and moved there when whole.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from facta.exchange.formats import Format
from facta.exchange.tables import TABLES, tables
from facta.ledger import Ledger
from facta.shapes import Table


def pour(ledger: Ledger, form: Format, file: BinaryIO) -> None:
    """All rows of all tables of a ledger, one table after another."""
    for table in tables(ledger):
        form.write(file, table)


def save(
    ledger: Ledger, form: Format, folder: Path, *, names: Collection[str] = TABLES
) -> tuple[Path, ...]:
    """
    A file for each table of a ledger, or for those of these names, in a folder that
    exists; those that stand there under its name give way.

    Returns:
        The paths written.

    Raises:
        InstallationError: a library that the format needs is missing or broken.
    """
    return tuple(
        _saved(table, form, folder) for table in tables(ledger) if table.name in names
    )


def _saved(table: Table, form: Format, folder: Path) -> Path:
    path = folder / f"{table.name}{form.ending}"
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("wb") as file:
            form.write(file, table)
        unfinished.replace(path)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return path
