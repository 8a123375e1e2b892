"""Ledgers on disk for tests of the Python face."""

from __future__ import annotations

from pathlib import Path

from facta.ledger import Ledger
from facta.link import link
from facta.records import Document
from facta.testing import annotation, commitment, doc, figure, statement, telling

TEXT = "Russia struck Kyiv; 13 were killed.\nThe United States will help.\n"
DOCUMENT = doc(
    TEXT, published="2025-05-27", title="A night of strikes", source="strike.txt"
)


def ledger_file(folder: Path, *documents: Document) -> Path:
    """
    A ledger with a record of each kind for each document (by default one), whose text
    opens as `TEXT` does.
    """
    path = folder / "own.db"
    with Ledger.open(path) as opened:
        for document in documents or (DOCUMENT,):
            opened.add(
                annotation(
                    document,
                    events=(
                        telling(
                            document,
                            "ASSAULT",
                            "RUS",
                            "UKR",
                            "Russia struck",
                            date="2025-05-25",
                            reported_in=0,
                        ),
                    ),
                    statements=(
                        statement(
                            document, "will help", speaker="Donald Trump", country="USA"
                        ),
                    ),
                    commitments=(commitment(document, "help", "USA"),),
                    figures=(figure(document, "13", 13, of="killed"),),
                )
            )
        opened.link(link(list(opened.annotations())))
    return path


def accounts(count: int) -> tuple[Document, ...]:
    """So many documents that tell different things on different days."""
    return tuple(
        doc(f"{TEXT}Number {number}.", source=f"{number}.txt")
        for number in range(count)
    )
