"""
A table as Parquet, or as an Arrow table; several values are lists, days are days.

The library, pyarrow, is half as large again as all the rest: it comes with the extra
`facta[arrow]` and is loaded when it is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, BinaryIO, Literal, get_args, get_origin

from facta import __version__
from facta.errors import InstallationError
from facta.extras import advice
from facta.records import Date
from facta.shapes import Row, Shape, Table, present

# Rows held at a time; judged, not measured.
BATCH = 10_000


def write(file: BinaryIO, table: Table) -> None:
    """
    The rows of a table.

    Raises:
        InstallationError: pyarrow is missing or broken.
    """
    with writing(file, table.shape) as put:
        for batch in _batches(table.rows):
            put(batch)


@contextmanager
def writing(file: BinaryIO, shape: Shape[Any]) -> Iterator[Callable[[list[Row]], None]]:
    """
    A table whose rows are put some at a time; those of a time are held together by
    whoever reads it.

    Raises:
        InstallationError: pyarrow is missing or broken.
    """
    pyarrow, ParquetWriter = _arrow()  # noqa: N806 - a class, loaded when it is used
    schema = _schema(shape)
    # so that whoever reads it can tell what was damaged since
    with ParquetWriter(file, schema, write_page_checksum=True) as writer:
        yield lambda rows: writer.write_table(pyarrow.Table.from_pylist(rows, schema))


def arrow(shape: Shape[Any], rows: Iterator[Row]) -> Any:
    """
    Rows as one Arrow table (`pyarrow.Table`), with the columns that the Parquet file
    has.

    Raises:
        InstallationError: pyarrow is missing or broken.
    """
    pyarrow, _ = _arrow()
    schema = _schema(shape)
    batches = [
        pyarrow.RecordBatch.from_pylist(batch, schema) for batch in _batches(rows)
    ]
    return pyarrow.Table.from_batches(batches, schema)


def demand() -> None:
    """
    Raises:
        InstallationError: pyarrow is missing or broken.
    """
    _arrow()


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _arrow() -> tuple[Any, Any]:
    """The Arrow library and its writer of Parquet files."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        reason = f"needed for Parquet and cannot be loaded ({error})"
        raise InstallationError("pyarrow", reason, advice=advice("arrow")) from error
    return pyarrow, ParquetWriter


def _schema(shape: Shape[Any]) -> Any:
    pyarrow, _ = _arrow()
    types = {
        str: pyarrow.string(),
        int: pyarrow.int64(),
        float: pyarrow.float64(),
        bool: pyarrow.bool_(),
        Date: pyarrow.date32(),
        tuple: pyarrow.list_(pyarrow.string()),
    }
    columns = [(name, types[_plain(hint)]) for name, hint in shape.types.items()]
    # by the generator reading knows its own
    return pyarrow.schema(columns, metadata={"generator": f"facta {__version__}"})


def _plain(hint: Any) -> Any:
    """The class behind `X | None`, `tuple[X, ...]` and a choice of texts."""
    inner = present(hint)
    if get_origin(inner) is Literal:
        return type(get_args(inner)[0])
    return get_origin(inner) or inner
