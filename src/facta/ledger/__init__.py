"""The SQLite store of everything found and decided."""

from facta.ledger.ledger import Ledger
from facta.ledger.nouns import Decision, Found, Passage, Tally, UnknownRecordError, Verdict
from facta.ledger.parties import Party

__all__ = ["Decision", "Found", "Ledger", "Party", "Passage", "Tally", "UnknownRecordError", "Verdict"]
