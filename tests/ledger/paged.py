"""A ledger of seven accounts of some days, for tests of what is asked page by page."""

from __future__ import annotations

from pathlib import Path

from facta.ledger import Ledger
from facta.records import Annotation
from facta.testing import annotation, doc, telling
from tests.ledger.making import placed
from tests.web.making import filled

DAYS = (
    "2025-05-20",
    "2025-05-21",
    "2025-05-21",
    "2025-05-23",
    None,
    None,
    "2025-06-02",
)
ENDS = (("RUS", "UKR"), ("UKR", "RUS"), ("USA", "RUS"), ("RUS", "USA"))


def told(number: int, day: str | None) -> Annotation:
    """An account of one event."""
    words = "attacked the harbour" if number % 2 else "visited the capital"
    document = doc(f"They {words} number {number}.", source=f"{number}.txt")
    kind = "ASSAULT" if number % 2 else "CONSULT"
    sides = ENDS[number % len(ENDS)]
    event = telling(document, kind, *sides, f"They {words}", date=day)
    return placed(annotation(document, events=(event,)))


def seven(folder: Path) -> Ledger:
    """A ledger of seven accounts, to read."""
    accounts = [told(number, day) for number, day in enumerate(DAYS)]
    return Ledger.open(filled(folder / "facta.db", accounts), read_only=True)
