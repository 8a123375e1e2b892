"""
The tables of a shard: those of the export that tell of single accounts, in its columns,
and the whole annotation of each account, from which a ledger is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

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
from facta.shapes import Row, Shape, Table

ANNOTATIONS = "annotations"
GROUP = 32  # annotations that whoever reads them holds at a time; judged


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


class Tables:
    """The rows of one shard, table by table."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = {name: [] for name in SHAPES}
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
        self._put(ANNOTATIONS, ANNOTATION.row(item))

    def skip(self, item: Skipped) -> None:
        """One more input that was not read."""
        self._put("skipped", SKIPPED.row(item))

    def write(self, folder: Path) -> dict[str, int]:
        """A Parquet file for each table; their names and sizes."""
        sizes = {}
        for name, rows in sorted(self.rows.items()):
            path = folder / f"{name}.parquet"
            table = Table(name=name, shape=SHAPES[name], rows=iter(rows))
            group = GROUP if name == ANNOTATIONS else as_parquet.BATCH
            with path.open("wb") as file:
                as_parquet.write(file, table, group=group)
            sizes[path.name] = path.stat().st_size
        return sizes

    def _put(self, name: str, row: Row) -> None:
        self.rows[name].append(row)


def annotated(folder: Path) -> Iterator[Annotation]:
    """The annotations of a shard, in its order, a few held at a time."""
    from pyarrow import parquet

    with parquet.ParquetFile(folder / f"{ANNOTATIONS}.parquet") as file:
        for batch in file.iter_batches(batch_size=GROUP, columns=["record"]):
            for record in batch.column(0):
                yield msgspec.json.decode(record.as_py(), type=Annotation)
