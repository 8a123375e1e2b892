"""
The tables of a shard: those of the export that tell of single accounts, in its columns,
and the whole annotation of each account, from which a ledger is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec

from facta.closing import Closing
from facta.exchange import as_parquet
from facta.exchange.columns import (
    ACTOR,
    COMMITMENT,
    DOCUMENT,
    EVENT,
    FIGURE,
    SENTENCE,
    SKIPPED,
    STATEMENT,
    TIME,
)
from facta.records import Annotation, Skipped
from facta.scale.nouns import ScaleError
from facta.shapes import Row, Shape

ANNOTATIONS = "annotations"
# Annotations that are held at a time, and the characters of their texts from which on
# fewer are; judged: some tens of megabytes.
GROUP, HEAVY = 32, 300_000


def _record(item: Annotation) -> str:
    return msgspec.json.encode(item).decode()


ANNOTATION = Shape(Annotation, {"document": "document.id", "record": _record})
SHAPES: dict[str, Shape[Any]] = {
    "documents": DOCUMENT,
    "sentences": SENTENCE,
    "times": TIME,
    "actors": ACTOR,
    "events": EVENT,
    "statements": STATEMENT,
    "commitments": COMMITMENT,
    "figures": FIGURE,
    "skipped": SKIPPED,
    ANNOTATIONS: ANNOTATION,
}


class Tables(Closing):
    """
    The tables of one shard in a folder, written as they come; what is held of them is
    bounded.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open = ExitStack()
        with ExitStack() as begun:
            self._tables = {
                name: _Table(begun, folder / f"{name}.parquet", shape)
                for name, shape in SHAPES.items()
            }
            self._open = begun.pop_all()
        self.words = 0
        self.characters = 0

    def add(self, item: Annotation) -> None:
        """The rows of one more account."""
        name, text = item.document.id, item.document.text
        self.characters += len(text)
        self.words += sum(len(sentence.tokens) for sentence in item.sentences)
        # whom an account goes back to is known when all are linked
        self._put("documents", DOCUMENT.row(item.document, originator=None))
        for sentence in item.sentences:
            said = text[sentence.start : sentence.end]
            self._put("sentences", SENTENCE.row(sentence, document=name, text=said))
        for time in item.times:
            self._put("times", TIME.row(time, document=name))
        for actor in item.actors:
            self._put("actors", ACTOR.row(actor, document=name))
        for event in item.events:
            at = event.reported_in
            said_in = None if at is None else item.statements[at].id
            self._put("events", EVENT.row(event, reported_in=said_in))
        for table, items in (
            ("statements", item.statements),
            ("commitments", item.commitments),
            ("figures", item.figures),
        ):
            for each in items:
                self._put(table, SHAPES[table].row(each))
        self._tables[ANNOTATIONS].put(ANNOTATION.row(item), weight=len(text))

    def skip(self, item: Skipped) -> None:
        """One more input that was not read."""
        self._put("skipped", SKIPPED.row(item))

    def close(self) -> None:
        """Write what is still held."""
        self._open.close()

    @property
    def counts(self) -> dict[str, int]:
        """How many rows each table has."""
        return {name: table.count for name, table in sorted(self._tables.items())}

    @property
    def sizes(self) -> dict[str, int]:
        """The files and their bytes, once it is closed."""
        files = sorted(self._folder.glob("*.parquet"))
        return {path.name: path.stat().st_size for path in files}

    def _put(self, name: str, row: Row) -> None:
        self._tables[name].put(row)


class _Table:
    """One table, and its rows that are not written yet."""

    def __init__(self, begun: ExitStack, path: Path, shape: Shape[Any]) -> None:
        file = begun.enter_context(path.open("wb"))
        self._write = begun.enter_context(as_parquet.writing(file, shape))
        begun.callback(self._flush)
        self._rows: list[Row] = []
        self._weight = 0
        self.count = 0

    def put(self, row: Row, *, weight: int = 0) -> None:
        """One more row; `weight` is that of what is heavy, in characters."""
        self._rows.append(row)
        self._weight += weight
        self.count += 1
        # the same in every process, as it follows from the rows alone
        full = len(self._rows) == as_parquet.BATCH or self._weight >= HEAVY
        if full or (weight and len(self._rows) == GROUP):
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._write(self._rows)
        self._rows, self._weight = [], 0


def annotated(folder: Path, count: int) -> Iterator[Annotation]:
    """
    The annotations of a shard, of which there are so many, in its order, a few held at a
    time.

    Raises:
        ScaleError: they are not what was written; those before may have been given.
    """
    path, given = folder / f"{ANNOTATIONS}.parquet", 0
    try:
        for given, record in enumerate(_records(path), 1):  # noqa: B007 (counts)
            yield msgspec.json.decode(record, type=Annotation)
        if given != count:
            raise ValueError(f"{given} rows, not {count}")
    # over damaged bytes pyarrow raises a dozen kinds
    except Exception as error:
        raise ScaleError(f"{path}: damaged; remove {folder} and run again") from error


def _records(path: Path) -> Iterator[str]:
    from pyarrow import parquet

    with parquet.ParquetFile(path, page_checksum_verification=True) as file:
        # older pyarrow fails over a table without rows
        if not file.num_row_groups:
            return
        for batch in file.iter_batches(batch_size=GROUP, columns=["record"]):
            for record in batch.column(0):
                yield record.as_py()
