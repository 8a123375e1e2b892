"""
The accounts that a linking in blocks has still to take in, in order of time; asked for
once and kept where SQLite keeps what is gone when the ledger is closed.
"""

from __future__ import annotations

from collections.abc import Iterator

from facta.ledger.store import Store

# accounts that are kept otherwise than they are stored, or not at all
OTHERWISE = """SELECT d.id FROM documents d
    LEFT JOIN linked_accounts l ON l.document = d.id WHERE l.mark IS NOT d.fingerprint"""
TABLE = (
    f"CREATE TEMP TABLE waiting AS {OTHERWISE} ORDER BY coalesce(d.published, ''), d.id"
)
NEXT = "SELECT rowid, id FROM temp.waiting WHERE rowid > ? ORDER BY rowid"


class Waiting:
    """
    Accounts in order of time, `most` in a block.

    To go through all documents for each block would cost the square of their number.
    """

    def __init__(self, store: Store, most: int) -> None:
        self.most = most
        self._store = store
        self._asked = False
        self._last = 0

    def rest(self) -> Iterator[str]:
        """Those that were not taken; the first of them waits no more when it is."""
        if not self._asked:
            self._store.run("DROP TABLE IF EXISTS temp.waiting")
            self._store.run(TABLE)
            self._asked = True
        for number, document in self._store.rows(NEXT, (self._last,)):
            yield str(document)
            self._last = int(str(number))
