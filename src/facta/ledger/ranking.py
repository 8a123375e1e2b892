"""
The sentences that fit words best, of all or of some, and by what they are narrowed to
some, without reading a record.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facta.ledger import filters
from facta.ledger.accounts import Accounts
from facta.ledger.filters import Filter, texts, where
from facta.ledger.nouns import Passage
from facta.ledger.parties import Asked
from facta.ledger.sums import Value
from facta.records import Date

# Sentences that hold the words and are weighed; of more, those that were read last.
WEIGHED = 50_000
LAST = """SELECT rowid FROM passages WHERE passages MATCH ?
    ORDER BY rowid DESC LIMIT 1 OFFSET ?"""
BEST = """SELECT rowid FROM passages WHERE passages MATCH ? AND rowid > ? AND rowid NOT IN
    (SELECT key FROM sentences WHERE document IN
        (SELECT document FROM decided_documents WHERE counts = 0))
    AND {within} ORDER BY rank LIMIT ?"""
MARKED = """SELECT s.document, s.position, highlight(passages, 0, ?, ?)
    FROM passages JOIN sentences s ON s.key = passages.rowid
    WHERE passages MATCH ? AND passages.rowid = ?"""


class Ranking(Accounts):
    """The sentences of a store, ranked by how well they fit words."""

    def best(
        self,
        words: str,
        opened: str,
        closed: str,
        *,
        within: Filter = filters.NOTHING,
        most: int,
    ) -> Iterator[tuple[Passage, str]]:
        """
        The sentences that hold all the words and fit best, as `matches` gives them;
        only those that are given are read. Of words that nearly every sentence holds
        the sentences that were read last are weighed. `within` narrows them by `rowid`,
        their key.
        """
        expression = filters.match(words)
        if expression is None:
            return
        behind = int(str(self._store.value(LAST, (expression, WEIGHED)) or 0))
        narrowed = within if within.value is not None else Filter("1", ())
        sql = BEST.format(within=f"({narrowed.condition})")
        values: tuple[Value, ...] = (expression, behind, *texts(narrowed), most)
        keys = list(self._store.column(sql, values))
        for key in keys:
            marked = (opened, closed, expression, key)
            for document, position, text in self._store.every(MARKED, marked):
                span = self.sentence(document, position)
                yield Passage(document, position, span), text

    def keys_of(self, sql: str, values: Sequence[str]) -> Iterator[int]:
        """The keys of the sentences that a query names."""
        return (int(str(key)) for key in self._store.column(sql, tuple(values)))

    def statement_ids(
        self,
        *,
        speaker: Asked | None = None,
        addressee: Asked | None = None,
        since: Date | None = None,
        until: Date | None = None,
    ) -> frozenset[str]:
        """The ids of the statements that `statements` gives, which reads no record."""
        self._demand_sound()
        said_by = self._parties.party(speaker)
        clause = where(
            [
                filters.party(said_by, names="speaker", codes="country"),
                self._addressed(self._parties.party(addressee)),
                *filters.period(since, until),
            ]
        )
        sql = f"SELECT id FROM counted_statements {clause.sql}"  # noqa: S608 - own names
        return frozenset(map(str, self._store.column(sql, clause.values)))
