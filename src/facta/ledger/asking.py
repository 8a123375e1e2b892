"""
What a question to a ledger means: whom a name stands for, which types, which of the
texts that accounts write; and passages by their words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

import msgspec

from facta.errors import SettingsError
from facta.ledger import filters
from facta.ledger.event_types import AskedKinds, Kind, event_types
from facta.ledger.filters import NOTHING, Filter, among
from facta.ledger.lookup import find
from facta.ledger.nouns import Found, Passage, UnknownRecordError
from facta.ledger.parties import Asked, Parties, Party
from facta.ledger.store import Store
from facta.ledger.sums import Row
from facta.records import Span

FreeText = Literal["channel", "unit", "of"]
# FTS5 gives a better match a lower rank; equals stand in the order of their text.
MATCHING = (
    "JOIN passages ON passages.rowid = sentences.key WHERE passages MATCH ?"
    " AND sentences.document NOT IN"
    " (SELECT document FROM decided_documents WHERE counts = 0)"
    " ORDER BY rank, sentences.document, sentences.position LIMIT ?"
)

MARKED = """SELECT sentences.document, sentences.position, highlight(passages, 0, ?, ?)
    FROM passages JOIN sentences ON sentences.key = passages.rowid
    WHERE passages MATCH ? AND sentences.document NOT IN
        (SELECT document FROM decided_documents WHERE counts = 0)
    ORDER BY rank, sentences.document, sentences.position"""
PLACE = "WHERE document = ? AND position = ?"


class Asking:
    """What a store is asked with, and what is found by id or by words."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._parties = Parties(store)
        self._sound: tuple[object, object] | None = None

    def party(self, asked: Asked) -> Party:
        """
        Whom a text means in this ledger, for any filter that asks for somebody; those
        take the text too.

        Args:
            asked: a code, a country's name or adjective, a person, a body, in any case
                and spelling that the tables or the ledger know; or several, for any of
                them.

        Raises:
            SettingsError: nobody of this name in the tables or in the ledger; names the
            nearest.
        """
        found = self._parties.party(asked)
        if found is None:
            raise SettingsError(
                "no name in a filter; give a code (RUS), a country, a person or an "
                "organisation"
            )
        return found

    def event_types(self, asked: AskedKinds | None) -> tuple[Kind, ...] | None:
        """
        The types of event that a text, or any of several, means: a type, one with its
        mode, or a class.

        Raises:
            SettingsError: there is no such type; lists all.
        """
        if not asked:
            return event_types(asked, ())
        held = self._store.column("SELECT DISTINCT event_type FROM counted_events")
        return event_types(asked, list(map(str, held)))

    def values(self, field: FreeText) -> tuple[str, ...]:
        """
        The channels, units or things counted that the ledger has, the most frequent
        first.
        """
        table = "statements" if field == "channel" else "figures"
        filled = f'counted_{table} WHERE "{field}" IS NOT NULL'
        by_number = "GROUP BY 1 ORDER BY count(*) DESC, 1"
        sql = f'SELECT "{field}" FROM {filled} {by_number}'  # noqa: S608
        return tuple(map(str, self._store.column(sql)))

    def get(self, record_id: str) -> Found:
        """
        The record with this id, or the only one whose id begins with it.

        Raises:
            UnknownRecordError: there is none, or there are several.
        """
        return find(self._store, record_id)

    def search(self, words: str, *, limit: int = 50) -> tuple[Passage, ...]:
        """
        Sentences that hold all the words (any form), best first; "..." is a phrase,
        word* a beginning.
        """
        expression = filters.match(words)
        if expression is None:
            return ()
        found = self._store.checked("sentences", MATCHING, (expression, limit))
        return tuple(map(_passage, found))

    def matches(
        self, words: str, opened: str, closed: str
    ) -> Iterator[tuple[Passage, str]]:
        """
        The same without a limit, each with its text again in which what was found
        stands between two marks.
        """
        expression = filters.match(words)
        if expression is None:
            return
        for document, position, marked in self._store.rows(
            MARKED, (opened, closed, expression)
        ):
            values = (document, position)
            for row in self._store.checked("sentences", PLACE, values):
                yield _passage(row), str(marked)

    def sentence(self, document: str, index: int) -> Span:
        """
        A sentence of a document, by its place among them.

        Raises:
            UnknownRecordError: the ledger holds no such sentence.
        """
        for row in self._store.checked("sentences", PLACE, (document, index)):
            return _passage(row).span
        raise UnknownRecordError(
            f"{self._store.path}: no sentence {index} of {document!r}; read the "
            "account again"
        )

    def _addressed(self, party: Party | None) -> Filter:
        """
        Statements to a party or of it: what the account writes there is free text.
        """
        if party is None:
            return NOTHING
        phrases = self._parties.addressed(party)
        return filters.any_of(among("addressee", phrases), among("target", phrases))

    def _sayers(self, party: Party | None) -> Filter:
        """Figures that a party gives."""
        if party is None:
            return NOTHING
        return among("attributed_to", self._parties.speakers(party))

    def _fitting(
        self, table: str, column: str, fits: Callable[[str], bool] | None
    ) -> Filter:
        """Rows whose column holds a text that fits."""
        if fits is None:
            return NOTHING
        filled = f"counted_{table} WHERE {column} IS NOT NULL"
        sql = f"SELECT DISTINCT {column} FROM {filled}"  # noqa: S608
        return among(column, tuple(filter(fits, map(str, self._store.column(sql)))))


def _passage(row: Row) -> Passage:
    span = msgspec.convert(row, Span)
    found = {"document": row["document"], "sentence": row["position"], "span": span}
    return msgspec.convert(found, Passage)
