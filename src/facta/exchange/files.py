"""
The tables of a ledger as JSON lines, CSV files and Parquet files.

A file is written beside its place and moved there when whole. Text from accounts is
never a formula in a CSV file.
"""

from __future__ import annotations

import csv as csv_format
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import Struct

from facta import __version__
from facta.errors import InstallationError
from facta.exchange.tables import TABLES, tables
from facta.ledger import Ledger
from facta.records import Date

BATCH = 10_000  # rows held at a time
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def jsonl(ledger: Ledger) -> Iterator[bytes]:
    """
    All rows of all tables, each as one JSON object that names its `table` first,
    without line breaks.
    """
    for name, rows in tables(ledger):
        for row in rows:
            yield msgspec.json.encode({"table": name} | msgspec.structs.asdict(row))


def csv(ledger: Ledger, folder: Path, *, bom: bool = False) -> tuple[Path, ...]:
    """
    One CSV file a table, in UTF-8; several values in a cell are separated by
    semicolons.

    Args:
        ledger: what to write.
        folder: where; it must exist.
        bom: begin with a byte-order mark, which Excel needs to read UTF-8.

    Returns:
        The paths written.
    """

    def write(path: Path, name: str, rows: Iterable[Struct]) -> None:
        with path.open(
            "w", encoding="utf-8-sig" if bom else "utf-8", newline=""
        ) as file:
            writer = csv_format.writer(file)
            writer.writerow(TABLES[name].__struct_fields__)
            writer.writerows(
                [cell(value) for value in msgspec.structs.astuple(row)] for row in rows
            )

    return _written(ledger, folder, ".csv", write)


def parquet(ledger: Ledger, folder: Path) -> tuple[Path, ...]:
    """
    One Parquet file a table, with the same columns; several values are lists.

    Returns:
        The paths written.

    Raises:
        InstallationError: pyarrow, which the extra `facta[arrow]` brings, is missing or
        broken.
    """
    pyarrow, ParquetWriter = _arrow()  # noqa: N806 - a class, loaded when it is used

    def write(path: Path, name: str, rows: Iterable[Struct]) -> None:
        schema = _schema(TABLES[name])
        items = iter(rows)
        with ParquetWriter(path, schema) as writer:
            while batch := [
                msgspec.structs.asdict(row) for row in islice(items, BATCH)
            ]:
                writer.write_table(pyarrow.Table.from_pylist(batch, schema))

    return _written(ledger, folder, ".parquet", write)


def arrow(struct: type[Struct], rows: Iterable[Struct]) -> Any:
    """
    Rows as one Arrow table (`pyarrow.Table`), with the columns that the Parquet file
    has; several values are lists.

    Raises:
        InstallationError: pyarrow, which the extra `facta[arrow]` brings, is missing or
        broken.
    """
    pyarrow, _ = _arrow()
    schema, items, batches = _schema(struct), iter(rows), []
    while batch := [msgspec.structs.asdict(row) for row in islice(items, BATCH)]:
        batches.append(pyarrow.RecordBatch.from_pylist(batch, schema))
    return pyarrow.Table.from_batches(batches, schema)


def cell(value: object) -> str | int | float | None:
    """
    A value as a CSV cell; text that a spreadsheet would run as a formula gets an
    apostrophe before it.

    >>> cell("=1+1"), cell(-9.0), cell(("RUS", "BLR")), cell(None)
    ("'=1+1", -9.0, 'RUS; BLR', None)
    """
    if isinstance(value, bool):
        return str(value).lower()
    if value is None or isinstance(value, int | float):
        return value
    text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return "'" + text if text.startswith(FORMULA) else text


def _written(
    ledger: Ledger,
    folder: Path,
    ending: str,
    write: Callable[[Path, str, Iterable[Struct]], None],
) -> tuple[Path, ...]:
    paths = []
    for name, rows in tables(ledger):
        path = folder / (name + ending)
        unfinished = path.with_name(path.name + ".part")
        write(unfinished, name, rows)
        unfinished.replace(path)
        paths.append(path)
    return tuple(paths)


def _arrow() -> tuple[Any, Any]:
    """The Arrow library and its writer of Parquet files."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        reason = f"needed for Parquet and cannot be loaded ({error})"
        raise InstallationError(
            "pyarrow", reason, advice='run: pip install "facta[arrow]"'
        ) from error
    return pyarrow, ParquetWriter


def _schema(struct: type[Struct]) -> Any:
    pyarrow, _ = _arrow()
    types = {
        str: pyarrow.string(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        bool: pyarrow.bool_(),
        Date: pyarrow.date32(),
        tuple: pyarrow.list_(pyarrow.string()),
    }
    columns = [
        (name, types[_plain(hint)]) for name, hint in get_type_hints(struct).items()
    ]
    return pyarrow.schema(
        columns, metadata={"generator": f"facta {__version__}"}
    )  # by it reading knows its own


def _plain(hint: Any) -> type:
    """The type behind `X | None` and `tuple[X, ...]`."""
    if getattr(hint, "__origin__", None) is tuple:
        return tuple
    inner = [part for part in get_args(hint) if part is not type(None)]
    return inner[0] if inner else hint  # type: ignore[no-any-return]  # a hint of these structs is a plain class
