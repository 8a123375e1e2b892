"""The SQLite store of everything found and decided."""

from facta.ledger.ledger import UNLINKED, Ledger
from facta.ledger.nouns import (
    Decision,
    Found,
    Mark,
    Passage,
    Settled,
    Source,
    Standing,
    Tally,
    UnknownRecordError,
    Verdict,
    Version,
)
from facta.ledger.parties import Party
from facta.ledger.places import Root

__all__ = [
    "UNLINKED",
    "Decision",
    "Found",
    "Ledger",
    "Mark",
    "Party",
    "Passage",
    "Root",
    "Settled",
    "Source",
    "Standing",
    "Tally",
    "UnknownRecordError",
    "Verdict",
    "Version",
]
