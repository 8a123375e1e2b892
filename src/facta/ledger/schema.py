"""
The schema of a ledger: numbered migrations, each the SQL that brings a ledger from the
version before it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files

from msgspec import Struct


class Migration(Struct, frozen=True):
    """The SQL that brings a ledger from version `number - 1` to `number`."""

    number: int
    sql: str


def migrations() -> tuple[Migration, ...]:
    """
    The migrations of this program, in order; the last one's number is the schema it
    knows.
    """
    folder = files("facta.ledger").joinpath("migrations")
    names = sorted(entry.name for entry in folder.iterdir())
    return tuple(
        Migration(int(name.split("_")[0]), folder.joinpath(name).read_text("utf8"))
        for name in names
        if name.endswith(".sql")
    )


def statements(script: str) -> Iterator[str]:
    """
    The statements of an SQL script, triggers in one piece.

    >>> list(statements("CREATE TABLE a (b); CREATE TABLE c (d);"))
    ['CREATE TABLE a (b);', 'CREATE TABLE c (d);']
    """
    pending = ""
    for part in script.split(";")[:-1]:
        pending += part + ";"
        if sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
