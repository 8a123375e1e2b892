"""
Parquet tables: one account a row, in the columns that CSV tables have.

A column `text` is needed; id, title, publisher, published (text or a day) and url are
known, each under the names of facta.read.names; others are not even read. A table may be
of any size; the limit holds for each text. The library, pyarrow, comes with the extra
`facta[arrow]`.
"""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from facta.errors import SourceError
from facta.extras import advice
from facta.read.account import Account, Input, basis_of, too_large
from facta.read.boundary import foreign
from facta.read.dates import dated
from facta.read.decode import whole_characters
from facta.read.names import NAMES, TEXT, first, folded, known
from facta.read.settings import ReadSettings
from facta.records import Skipped

MAGIC = b"PAR1"
_ID = "id"
_KNOWN = frozenset({_ID, *(name for theirs in NAMES.values() for name in theirs)})
_BATCH = 64  # rows that are held at a time; judged
_REASON = "a damaged Parquet table"
_ADVICE = "write it again; the rows before this place were read"
_COLUMN = "name the column of the accounts' text 'text'"


def columnar(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """The accounts in a table, in its order."""
    arrow = _arrow(given.source)
    with tempfile.TemporaryFile() as held:
        stream = given.stream
        if not stream.seekable():
            # what a table holds is told at its end
            shutil.copyfileobj(stream, held)
            stream = held
        with foreign(given.source, "no Parquet table", "write it again"):
            table = arrow.ParquetFile(stream)
        names = {folded(name): name for name in reversed(table.schema_arrow.names)}
        text = first(names, TEXT)
        if text is None:
            reason = "a table without a column 'text'"
            raise SourceError(given.source, reason, _COLUMN)
        asked = {key: name for key, name in names.items() if key in {text, *_KNOWN}}
        for number, row in _rows(table, given, list(asked.values())):
            values = {key: row[name] for key, name in asked.items()}
            source = f"{given.source}#{number}"
            try:
                yield _account(values, text, source, f"row {number}", settings)
            except SourceError as error:
                yield Skipped(source, f"{error.reason}; {error.advice}")


def length(stream: BinaryIO) -> int:
    """
    How many rows a table has.

    Raises:
        SourceError: it is no table.
    """
    with foreign("", "no Parquet table", "write it again"):
        return int(_arrow("").ParquetFile(stream).metadata.num_rows)


def _arrow(source: str) -> Any:
    try:
        from pyarrow import parquet
    except ImportError as error:
        # no fault of the installation: who has no tables needs no library for them
        raise SourceError(
            source,
            "a Parquet table, which pyarrow reads",
            f"{advice('arrow')}, or leave it out",
        ) from error
    return parquet


def _rows(
    table: Any, given: Input, columns: list[str]
) -> Iterator[tuple[int, dict[str, object]]]:
    """Rows with their numbers, from the first that is asked for on."""
    groups, at = _groups(table, given.first)
    if not groups:
        return
    end = None if given.most is None else given.first + given.most
    with foreign(given.source, _REASON, _ADVICE):
        batches = table.iter_batches(
            batch_size=_BATCH, row_groups=groups, columns=columns, use_threads=False
        )
    while True:
        with foreign(given.source, _REASON, _ADVICE):
            batch = next(batches, None)
            rows = [] if batch is None else batch.to_pylist()
        if batch is None:
            return
        for row in rows:
            if end is not None and at >= end:
                return
            if at >= given.first:
                yield at, row
            at += 1


def _groups(table: Any, first: int) -> tuple[list[int], int]:
    """The groups of rows that hold a row or come after it, and the number of their first."""
    before = 0
    for group in range(table.num_row_groups):
        rows = table.metadata.row_group(group).num_rows
        if before + rows >= first:
            return list(range(group, table.num_row_groups)), before + 1
        before += rows
    return [], before + 1


def _account(
    row: dict[str, object], text: str, source: str, where: str, settings: ReadSettings
) -> Account:
    words = row[text]
    if not isinstance(words, str):
        raise SourceError(source, "no text in the row", "leave it out")
    # no more characters than bytes
    if len(words) > settings.max_bytes:
        raise too_large(source, settings)
    told = dict(known({key: _plain(value) for key, value in row.items()}))
    published, notes = dated(told.get("published"), where)
    return Account(
        source=source,
        text=whole_characters(words),
        id=_text(row.get(_ID)),
        title=_text(told.get("title")),
        publisher=_text(told.get("publisher")),
        published=published,
        published_basis=basis_of(published, "given"),
        url=_text(told.get("url")),
        part=True,
        notes=notes,
    )


def _plain(value: object) -> object:
    """A value as text tables have it: a day as ISO writes it, of bytes nothing."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return None if isinstance(value, bytes) else value


def _text(value: object) -> str | None:
    if value is None or isinstance(value, bytes):
        return None
    return whole_characters(str(value)) or None
