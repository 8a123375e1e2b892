"""
Everything Facta raises on purpose, as a tree.

    FactaError                what, where, and what to do about it
    ├── SourceError           an input cannot be read: missing, empty, encrypted, no text in it
    ├── SettingsError         an option or a user's file (actors, lexicon) is not valid
    ├── InstallationError     a library that Facta needs is missing or broken
    ├── DataError             a file of the package or the model is damaged
    └── LedgerError           the ledger cannot be opened or is of an unknown version

A message names the thing first and ends with what the reader can do: `report.pdf:
encrypted; remove the password or leave the file out`.
"""

from __future__ import annotations


class FactaError(Exception):
    """Base of all; its text is one line for a person."""


def fault(problem: Exception) -> str:
    """
    What is told of an error that nobody thought of.

    >>> fault(ValueError("no such day"))
    'a fault of facta (ValueError: no such day); report it'
    """
    return f"a fault of facta ({type(problem).__name__}: {problem}); report it"


class SourceError(FactaError):
    """
    An input that cannot be read.

    >>> str(SourceError("report.pdf", "encrypted", "remove the password"))
    'report.pdf: encrypted; remove the password'
    """

    def __init__(self, source: str, reason: str, advice: str) -> None:
        super().__init__(f"{source}: {reason}; {advice}")
        self.source = source
        self.reason = reason
        self.advice = advice


class SettingsError(FactaError):
    """An option or a user's file that is not valid."""


class DataError(FactaError):
    """A data file of the package or the model that is damaged or of another version."""


class InstallationError(FactaError):
    """
    A library that facta needs is missing or broken: no fault of any input.

    >>> str(InstallationError("trafilatura", "No module named 'justext'"))
    "trafilatura: No module named 'justext'; run facta doctor, which says how to mend it"
    """

    def __init__(
        self,
        library: str,
        reason: str,
        *,
        advice: str = "run facta doctor, which says how to mend it",
    ) -> None:
        super().__init__(f"{library}: {reason}; {advice}")
        self.library = library
        self.reason = reason
        self.advice = advice


class LedgerError(FactaError):
    """A ledger that cannot be opened or understood."""
