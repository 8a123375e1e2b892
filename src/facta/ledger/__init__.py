"""The SQLite store of everything found and decided."""

from facta.ledger.ledger import Ledger
from facta.ledger.nouns import Decision, Found, Passage, Tally, UnknownRecordError, Verdict

__all__ = ["Decision", "Found", "Ledger", "Passage", "Tally", "UnknownRecordError", "Verdict"]
