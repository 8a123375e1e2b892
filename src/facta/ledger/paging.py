"""
A ledger page by page, for whoever reads along: each question names how many records it
wants and where the last answer ended, and is answered through an index, so that a page
of a large ledger costs what a page of a small one does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from facta.ledger import filters
from facta.ledger.accounts import COUNTING, mark
from facta.ledger.doubtful import UNDECIDED, Doubtful
from facta.ledger.filters import Filter, among, where
from facta.ledger.nouns import Decision, Kind, Mark
from facta.ledger.parties import Party
from facta.ledger.queries import BY_MAKER, BY_STRENGTH, Kept
from facta.ledger.ranking import Ranking
from facta.ledger.rows import plain
from facta.ledger.timeline import Timeline
from facta.records import (
    Actor,
    Annotation,
    Commitment,
    Date,
    Dispute,
    Document,
    Event,
    Figure,
    Pledge,
    Statement,
    Time,
)

# Decisions among which the last that holds is looked for; judged.
UNDONE = 100


class Counted(Struct, frozen=True):
    """Somebody as records name him, and of how many happenings he is a party."""

    name: str
    happenings: int


class Overview(Struct, frozen=True, kw_only=True):
    """How much a ledger holds."""

    accounts: int
    happenings: int
    disputes: int
    statements: int
    decisions: int


class Paging(Timeline, Ranking, Doubtful):
    """What may be asked of a store a page at a time."""

    def marks_of(self, kind: Kind, records: Sequence[str]) -> list[Mark]:
        """What people decided of some records of a kind."""
        asked = where([Filter("kind = ?", kind), among("record", records)])
        clause = f"{asked.sql} ORDER BY record"
        return list(map(mark, self._store.checked("marks", clause, asked.values)))

    def overview(self) -> Overview:
        """How much there is of what."""

        def count(table: str) -> int:
            return int(str(self._store.value(f"SELECT count(*) FROM {table}")))  # noqa: S608

        return Overview(
            accounts=count("documents"),
            happenings=count("happenings"),
            disputes=count("disputes"),
            statements=count("statements"),
            decisions=count("decisions"),
        )

    def document(self, document_id: str) -> Document:
        """
        An account, by its id or the beginning of one.

        Raises:
            UnknownRecordError: there is no such document, or several begin with this.
        """
        return self._store.decoded(self._named(document_id)["record"], Document)

    def findings(self, document_id: str, *, at: int | None = None) -> Annotation:
        """
        An account with all in it that counts, or what of that covers a character of it;
        without its sentences, which take as long to read as all the rest.

        Raises:
            UnknownRecordError: there is no such document, or several begin with this.
        """
        document = self.document(document_id)
        place = None if at is None else str(at)
        over = 'start <= CAST(? AS INTEGER) AND "end" > CAST(? AS INTEGER)'
        asked = [Filter("document = ?", document.id), Filter(over, place)]

        def found(table: str, kind: type[Kept]) -> tuple[Kept, ...]:
            return tuple(self._records(table, kind, asked, order="position"))

        return Annotation(
            document=document,
            sentences=(),
            times=found("times", Time),
            actors=found("actors", Actor),
            events=found("events", Event),
            statements=found("statements", Statement),
            commitments=found("commitments", Commitment),
            figures=found("figures", Figure),
        )

    def accounts_page(self, *, skip: int, most: int) -> list[Document]:
        """Accounts that count, the latest first, behind those that are skipped."""
        ids = (
            f"SELECT id FROM documents WHERE {COUNTING}"  # noqa: S608 (own names)
            " ORDER BY published DESC NULLS LAST, source, id LIMIT ? OFFSET ?"
        )
        return [
            self.document(str(name))
            for name in list(self._store.column(ids, (most, skip)))
        ]

    def pledges_between(self, one: str, other: str) -> list[Pledge]:
        """What two ends promised or threatened each other."""
        fits = "maker = ? AND recipient = ? OR maker = ? AND recipient = ?"
        asked = Filter(fits, (one, other, other, one))
        return list(self._records("pledges", Pledge, [asked], order=BY_MAKER))

    def pledges_by(self, maker: Party, *, skip: int, most: int) -> list[Pledge]:
        """What somebody promised or threatened, what falls due last first."""
        asked = among("maker", maker.codes + maker.names)
        order = f"due DESC NULLS LAST, id LIMIT {int(most)} OFFSET {int(skip)}"
        return list(self._records("pledges", Pledge, [asked], order=order))

    def said_by(self, speaker: Party, *, skip: int, most: int) -> list[Statement]:
        """What somebody said, the latest first."""
        asked = filters.party(speaker, names="speaker", codes="country")
        order = (
            "date DESC NULLS LAST, document, position"
            f" LIMIT {int(most)} OFFSET {int(skip)}"
        )
        return list(self._records("statements", Statement, [asked], order=order))

    def disputes_page(
        self,
        *,
        attribute: str | None = None,
        undecided: bool = False,
        skip: int,
        most: int,
    ) -> list[Dispute]:
        """Disputes, direct ones first; on request those that nobody has decided on."""
        asked = [
            Filter("attribute = ?", attribute),
            Filter(UNDECIDED, () if undecided else None),
        ]
        order = f"{BY_STRENGTH} LIMIT {int(most)} OFFSET {int(skip)}"
        return list(self._records("disputes", Dispute, asked, order=order))

    def disputes_about(self, happening: str) -> list[Dispute]:
        """Disputes over one happening."""
        asked = [Filter("happening = ?", happening)]
        return list(self._records("disputes", Dispute, asked, order=BY_STRENGTH))

    def parties_page(self, *, beginning: str, skip: int, most: int) -> list[Counted]:
        """Who is a party of happenings, of the most first."""
        held = " WHERE name LIKE ? ESCAPE '\\'" if beginning else ""
        sql = (
            f"SELECT name, count(DISTINCT happening) FROM happening_ends{held}"  # noqa: S608
            " GROUP BY name ORDER BY 2 DESC, name LIMIT ? OFFSET ?"
        )
        values = (f"%{_literal(beginning)}%",) if beginning else ()
        return [
            Counted(str(name), int(str(count)))
            for name, count in self._store.rows(sql, (*values, most, skip))
        ]

    def others(self, ends: Sequence[str], *, most: int) -> list[Counted]:
        """With whom some ends have most to do."""
        named = among("a.name", ends)
        sql = (
            "SELECT b.name, count(DISTINCT b.happening) FROM happening_ends a"  # noqa: S608
            " JOIN happening_ends b ON b.happening = a.happening AND b.side != a.side"
            f" WHERE ({named.condition}) AND b.name NOT IN"
            f" ({', '.join('?' * len(ends))})"
            " GROUP BY b.name ORDER BY 2 DESC, b.name LIMIT ?"
        )
        values: tuple[str | int, ...] = (*ends, *ends, most)
        return [
            Counted(str(name), int(str(count)))
            for name, count in self._store.rows(sql, values)
        ]

    def is_party(self, name: str) -> bool:
        """Whether happenings or statements name somebody just so."""
        sql = """SELECT 1 FROM happening_ends WHERE name = ?1
            UNION ALL SELECT 1 FROM event_ends WHERE name = ?1
            UNION ALL SELECT 1 FROM statements WHERE speaker = ?1 LIMIT 1"""
        return self._store.first(sql, (plain(name),)) is not None

    def decisions_page(self, *, skip: int, most: int) -> list[Decision]:
        """Decisions, the last first."""
        order = f"ORDER BY number DESC LIMIT {int(most)} OFFSET {int(skip)}"
        return [self._decision(row) for row in self._store.checked("decisions", order)]

    def last_decision(self) -> Decision | None:
        """The last decision that took nothing back and was not taken back itself."""
        last = self.decisions_page(skip=0, most=UNDONE)
        keys = {item.undoes for item in last}
        for item in last:
            if item.verdict != "undone" and item.key not in keys:
                return item
        return None

    def published_between(self) -> tuple[Date | None, Date | None]:
        """The first and the last day of publication."""
        sql = "SELECT min(published), max(published) FROM documents"
        first, last = self._store.first(sql) or (None, None)
        return _day(first), _day(last)


def _literal(text: str) -> str:
    """A text for LIKE, in which nothing stands for anything else."""
    return re.sub(r"([\\%_])", r"\\\1", plain(text))


def _day(value: object) -> Date | None:
    return Date.fromisoformat(str(value)) if value else None
