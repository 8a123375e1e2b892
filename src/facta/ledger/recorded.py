"""
The names that a ledger holds, as its records write them: what a filter may ask for
beside what the tables know.

Takes a store; gives names and codes of its parties, and the phrases that stand for
somebody in free text.
"""

from __future__ import annotations

from functools import cached_property

from facta.ledger.store import Store
from facta.ontology.names import Folded, folded

# Whoever acts, receives, speaks or commits himself, by name, by code, and both.
NAMED = """SELECT DISTINCT name FROM counted_event_ends
    UNION SELECT DISTINCT speaker FROM counted_statements
    UNION SELECT DISTINCT maker FROM counted_commitments
    UNION SELECT DISTINCT recipient FROM counted_commitments"""
CODED = """SELECT DISTINCT country FROM counted_event_ends
    UNION SELECT DISTINCT country FROM counted_statements
    UNION SELECT DISTINCT maker_country FROM counted_commitments
    UNION SELECT DISTINCT recipient_country FROM counted_commitments"""
WITH_COUNTRY = """SELECT DISTINCT name, country FROM counted_event_ends
    UNION SELECT DISTINCT speaker, country FROM counted_statements
    UNION SELECT DISTINCT maker, maker_country FROM counted_commitments
    UNION SELECT DISTINCT recipient, recipient_country FROM counted_commitments"""
# What accounts write in free text; who is meant is worked out when it is asked for.
PHRASES = (
    "SELECT DISTINCT addressee FROM counted_statements",
    "SELECT DISTINCT target FROM counted_statements",
)
SAYERS = "SELECT DISTINCT attributed_to FROM counted_figures"


class RecordedNames:
    """
    Names and codes in a ledger as it stands now; each list is read when it is first
    needed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.state = state(store)

    @cached_property
    def names(self) -> dict[str, Folded]:
        """
        Who acts, receives, speaks or commits himself, as written, with the folded
        words.
        """
        return {text: folded(text) for text in self._texts(NAMED)}

    @cached_property
    def codes(self) -> frozenset[str]:
        """The country codes of all these."""
        return frozenset(self._texts(CODED))

    @cached_property
    def addressed(self) -> dict[str, Folded]:
        """The phrases for who is spoken to or of."""
        return {text: folded(text) for sql in PHRASES for text in self._texts(sql)}

    @cached_property
    def speakers(self) -> dict[str, Folded]:
        """The phrases for who gives a figure."""
        return {text: folded(text) for text in self._texts(SAYERS)}

    @cached_property
    def every(self) -> dict[str, Folded]:
        """Names and phrases together."""
        return self.names | self.addressed | self.speakers

    @cached_property
    def countries(self) -> dict[str, frozenset[str]]:
        """The codes that each name stands with."""
        found: dict[str, set[str]] = {}
        for name, code in self._store.rows(WITH_COUNTRY):
            if isinstance(name, str) and isinstance(code, str):
                found.setdefault(name, set()).add(code)
        return {name: frozenset(codes) for name, codes in found.items()}

    @cached_property
    def mentioned(self) -> dict[str, Folded]:
        """All whom the accounts name, with a part in something or not."""
        return {
            text: folded(text)
            for text in self._texts("SELECT DISTINCT name FROM actors")
        }

    def mentions(self, code: str) -> bool:
        """Whether somebody of this country is named at all."""
        return (
            self._store.first("SELECT 1 FROM actors WHERE country = ? LIMIT 1", (code,))
            is not None
        )

    def _texts(self, sql: str) -> list[str]:
        return sorted(text for text in self._store.column(sql) if isinstance(text, str))


def state(store: Store) -> tuple[object, object]:
    """What differs once the ledger was written to, by this connection or another."""
    return store.first("PRAGMA data_version"), store.first("SELECT total_changes()")
