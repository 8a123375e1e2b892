"""The SQLite store of everything found and decided."""

from facta.ledger.ledger import UNLINKED, Ledger
from facta.ledger.nouns import (
    Decision,
    Found,
    Passage,
    Settled,
    Source,
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
    "Party",
    "Passage",
    "Root",
    "Settled",
    "Source",
    "Tally",
    "UnknownRecordError",
    "Verdict",
    "Version",
]
