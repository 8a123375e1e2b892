"""
The formats that `facta export` writes.

A new one is a module with a function `write(file, table)`, which writes the rows of one
table onto an open file, and a line in `FORMATS`. The command and its help follow from
there. By hand come its title in `COMMANDS` (facta.cli.main), its name in
docs/commands.md, what facta.read.own knows the files by, so that Facta does not read
them as accounts, and a reader in tests/contract/test_formats.py, which holds what is
written against what was to be written; that suite and tests/read/test_read_own.py ask
for each.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from msgspec import Struct

from facta.exchange import as_csv, as_jsonl, as_parquet
from facta.shapes import Table


class Format(Struct, frozen=True, kw_only=True):
    """
    A format of the export.

    Args:
        title: what a reader calls it.
        write: writes the rows of a table onto a file that is open for bytes.
        ending: of the files, one a table; None where all tables go one after another
            into one stream.
        library: what has to be installed beside Facta itself, if anything.
    """

    title: str
    write: Callable[[BinaryIO, Table], None]
    ending: str | None = None
    library: str | None = None


FORMATS: dict[str, Format] = {
    "jsonl": Format(title="JSON lines", write=as_jsonl.write),
    "csv": Format(title="CSV", write=as_csv.write, ending=".csv"),
    "parquet": Format(
        title="Parquet", write=as_parquet.write, ending=".parquet", library="pyarrow"
    ),
}
