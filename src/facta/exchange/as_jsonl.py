"""A table as JSON lines: each row an object that names its `table` first."""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from facta.shapes import Table


def write(file: BinaryIO, table: Table) -> None:
    """The rows of a table, one a line."""
    for row in table.rows:
        file.write(msgspec.json.encode({"table": table.name} | row) + b"\n")
