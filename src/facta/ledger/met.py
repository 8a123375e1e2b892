"""
Which sources a run met, with what they gave; kept where SQLite keeps what is gone when
the ledger is closed, so that memory does not grow with the accounts of a run.
"""

from __future__ import annotations

from facta.ledger.places import file_of
from facta.ledger.store import Store

# made again each time, for it goes when the transaction in which it was made is undone
TABLE = (
    "CREATE TEMP TABLE IF NOT EXISTS met (source TEXT, document TEXT, file TEXT,"
    " PRIMARY KEY (source, document)) WITHOUT ROWID"
)
FILES = "CREATE INDEX IF NOT EXISTS temp.met_file ON met (file)"
MISSED = (
    "SELECT source, document FROM sources WHERE state = 'there' AND NOT EXISTS"
    " (SELECT 1 FROM met WHERE met.source = sources.source) ORDER BY source, document"
)


class Met:
    """The sources that one run met."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, source: str, document: str) -> None:
        """A source gave this account."""
        self._make()
        values = source, document, file_of(source)
        self._store.run("INSERT OR IGNORE INTO met VALUES (?, ?, ?)", values)

    def holds(self, source: str, document: str) -> bool:
        """Whether a source gave this account."""
        sql = "SELECT 1 FROM met WHERE source = ? AND document = ?"
        return self._store.first(sql, (source, document)) is not None

    def file(self, file: str) -> bool:
        """Whether something of this file was met."""
        return (
            self._store.first("SELECT 1 FROM met WHERE file = ?", (file,)) is not None
        )

    def missed(self) -> list[tuple[str, str]]:
        """Sources that are there, of which nothing was met, with what they gave."""
        self._make()
        return [
            (str(source), str(document))
            for source, document in self._store.every(MISSED)
        ]

    def clear(self) -> None:
        """Another run begins."""
        self._make()
        self._store.run("DELETE FROM met")

    def _make(self) -> None:
        self._store.run(TABLE)
        self._store.run(FILES)
