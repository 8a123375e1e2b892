"""
A ledger page by page, for whoever reads along: each question names how many records it
wants and where the last answer ended, and is answered through an index, so that a page
of a large ledger costs what a page of a small one does.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from msgspec import Struct

from facta.errors import SettingsError
from facta.ledger import filters
from facta.ledger.accounts import COUNTING, Accounts, mark
from facta.ledger.event_types import AskedKinds, event_types
from facta.ledger.event_types import Kind as EventKind
from facta.ledger.filters import Filter, among, where
from facta.ledger.nouns import Decision, Kind, Mark, Passage
from facta.ledger.parties import Asked, Party
from facta.ledger.queries import BY_MAKER, BY_STRENGTH, BY_TIME, Kept
from facta.ledger.rows import plain
from facta.ledger.sums import Value
from facta.records import (
    Actor,
    Annotation,
    Commitment,
    Credibility,
    Date,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Pledge,
    Statement,
    Time,
)

# The end of a page of happenings: the day, if there is one, and the id.
ENDED = re.compile(r"(\d{4}-\d{2}-\d{2})?~([0-9a-f]{1,64})")
# Where ends of events that count stand, with their events: as they were extracted, and
# as people decided.
OF_TABLES = (
    (
        "event_ends",
        "events",
        "e.document NOT IN (SELECT document FROM decided_documents)",
    ),
    ("decided_event_ends", "decided_events", "1"),
)
OF_EVENTS = (
    ("events", "document NOT IN (SELECT document FROM decided_documents)"),
    ("decided_events", "1"),
)
BETWEEN = """id IN (SELECT a.happening FROM happening_ends a
    JOIN happening_ends b ON b.happening = a.happening AND b.side != a.side
    WHERE a.name = ? AND b.name = ?)"""
# Times that somebody is named from which happenings are gone through in order of time
# until a page is full, instead of looking up all of his; measured.
OFTEN = 3_000
# what is told of a year begins so long before it ends
A_YEAR = datetime.timedelta(days=366)
# Decisions among which the last that holds is looked for; judged.
UNDONE = 100
# what people have decided on is no longer doubtful
UNDECIDED = "id NOT IN (SELECT record FROM marks)"
# events that tell of somebody who is no more than a name
NAMED = """(document, position) IN
    (SELECT document, event FROM counted_event_ends WHERE name = ? AND country IS NULL)"""
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


class Turned(Struct, frozen=True):
    """The happenings of a page, and where the next one begins; None at the end."""

    happenings: tuple[Happening, ...]
    after: str | None


class Paging(Accounts):
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

    def keys_of(self, sql: str, values: Sequence[str]) -> Iterator[int]:
        """The keys of the sentences that a query names."""
        return (int(str(key)) for key in self._store.column(sql, tuple(values)))

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
        values: tuple[Value, ...] = (expression, behind, *_texts(narrowed), most)
        keys = list(self._store.column(sql, values))
        for key in keys:
            marked = (opened, closed, expression, key)
            for document, position, text in self._store.every(MARKED, marked):
                span = self.sentence(document, position)
                yield Passage(document, position, span), text

    def happenings_page(
        self,
        *,
        actor: Asked | None = None,
        recipient: Asked | None = None,
        since: Date | None = None,
        until: Date | None = None,
        event_type: AskedKinds | None = None,
        grade: Credibility | None = None,
        latest: bool = True,
        after: str | None = None,
        most: int = 50,
    ) -> Turned:
        """
        Happenings in order of time, the undated last.

        Args:
            actor: who acted; as in `happenings`.
            recipient: who was acted upon.
            since: from this day on.
            until: up to this day.
            event_type: types, or classes of them.
            grade: the weakest grade to give.
            latest: the latest first.
            after: where the page before ended, as it said.
            most: how many.

        Raises:
            SettingsError: no page ends there.
        """
        asked = [
            *self._fits(actor, recipient, since, until, event_type, few=True),
            Filter("grade <= CAST(? AS INTEGER)", str(grade) if grade else None),
        ]
        day, name = _ended(after)
        found: list[Happening] = []
        if name is None or day is not None:
            found = self._dated(asked, day, name, latest=latest, most=most + 1)
        # what has no date is in no period
        if len(found) <= most and since is None and until is None:
            last = name if day is None else None
            room = most + 1 - len(found)
            found += self._undated(asked, last, most=room)
        more = _ending(found[most - 1]) if len(found) > most else None
        return Turned(tuple(found[:most]), more)

    def happening_ids(
        self,
        *,
        actor: Asked | None = None,
        recipient: Asked | None = None,
        since: Date | None = None,
        until: Date | None = None,
        event_type: AskedKinds | None = None,
    ) -> frozenset[str]:
        """The ids of the happenings that `happenings` gives, which reads no record."""
        asked = self._fits(actor, recipient, since, until, event_type, few=False)
        clause = where(asked)
        sql = f"SELECT id FROM happenings {clause.sql}"  # noqa: S608 - own names
        return frozenset(map(str, self._store.column(sql, clause.values)))

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

    def between(self, one: str, other: str) -> list[Happening]:
        """All that two ends did to each other, both ways, in order of time."""
        asked = Filter(BETWEEN, (one, other))
        return self._happenings([asked], BY_TIME)

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

    # what is doubtful

    def unsure(
        self, least: float, *, counting: bool, skip: int, most: int
    ) -> list[Event]:
        """
        Events nearest to the confidence from which they count, on which nobody has
        decided: those that just count, or those that just do not.
        """
        sign, order = (">=", "") if counting else ("<", " DESC")
        asked = where(
            [
                Filter(f"confidence {sign} CAST(? AS REAL)", f"{least:g}"),
                Filter(UNDECIDED, ()),
            ]
        )
        self._demand_sound()
        # each table by its index; of both at once all would be sorted
        held = (
            f"""SELECT confidence, document, position FROM {table} {asked.sql} AND {fits}
            ORDER BY confidence{order}, document, position LIMIT ?"""  # noqa: S608
            for table, fits in OF_EVENTS
        )
        values = (*asked.values, skip + most)
        rows = [row for sql in held for row in self._store.every(sql, values)]
        rows.sort(
            key=lambda row: (float(row[0]) if counting else -float(row[0]), row[1:])
        )
        return list(
            chain.from_iterable(
                self._event_at(str(document), int(str(position)))
                for _, document, position in rows[skip : skip + most]
            )
        )

    def unresolved(
        self, least: float, *, skip: int, most: int
    ) -> list[tuple[str, Event]]:
        """
        Each party of which neither country nor kind of body is known, those named most
        first, with an event of at least that confidence that tells of it, on which
        nobody has decided.
        """
        often = """SELECT name FROM event_ends WHERE country IS NULL
            GROUP BY name ORDER BY count(*) DESC, name LIMIT ? OFFSET ?"""
        found: dict[str, tuple[str, Event]] = {}
        for name in list(map(str, self._store.column(often, (most, skip)))):
            asked = [
                Filter(NAMED, name),
                Filter("confidence >= CAST(? AS REAL)", f"{least:g}"),
                Filter(UNDECIDED, ()),
            ]
            for event in self._events(asked, "document, position LIMIT 1"):
                found.setdefault(event.id, (name, event))
        return list(found.values())

    def naming(self, name: str, *, most: int) -> list[Event]:
        """Events that tell of a party of that name, of which no country is known."""
        asked = [Filter(NAMED, name)]
        return self._events(asked, f"document, position LIMIT {int(most)}")

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

    def _dated(
        self,
        asked: Sequence[Filter],
        day: str | None,
        name: str | None,
        *,
        latest: bool,
        most: int,
    ) -> list[Happening]:
        sign, down = ("<", " DESC") if latest else (">", "")
        behind = []
        if day is not None and name is not None:
            behind = [Filter(f"(date, id) {sign} (?, ?)", (day, name))]
        dated = [Filter("date IS NOT NULL", ()), *asked, *behind]
        order = f"date{down}, id{down} LIMIT {int(most)}"
        return self._happenings(dated, order)

    def _undated(
        self, asked: Sequence[Filter], name: str | None, *, most: int
    ) -> list[Happening]:
        undated = [Filter("date IS NULL", ()), *asked, Filter("id > ?", name)]
        return self._happenings(undated, f"id LIMIT {int(most)}")

    def _fits(
        self,
        actor: Asked | None,
        recipient: Asked | None,
        since: Date | None,
        until: Date | None,
        event_type: AskedKinds | None,
        *,
        few: bool,
    ) -> list[Filter]:
        """Happenings of parties, days and types."""
        return [
            self._on_side("actor", self._parties.party(actor), few=few),
            self._on_side("recipient", self._parties.party(recipient), few=few),
            *filters.period(since, until),
            Filter("date >= ?", since - A_YEAR if since else None),
            filters.event_types(self._kinds(event_type)),
        ]

    def _happenings(self, asked: Sequence[Filter], order: str) -> list[Happening]:
        return list(self._records("happenings", Happening, asked, order=order))

    def _events(self, asked: Iterable[Filter], order: str) -> list[Event]:
        """
        Events that count; which they are is asked first, without their records, as a
        sort would carry these along.
        """
        self._demand_sound()
        clause = where(asked)
        held = f"counted_events {clause.sql} ORDER BY {order}"
        sql = f"SELECT document, position FROM {held}"  # noqa: S608
        found: list[Event] = []
        for document, position in self._store.every(sql, clause.values):
            found += self._event_at(str(document), int(str(position)))
        return found

    def _event_at(self, document: str, position: int) -> Iterator[Event]:
        of_place = [
            Filter("document = ?", document),
            Filter("position = CAST(? AS INTEGER)", str(position)),
        ]
        return self._records("events", Event, of_place, order="position")

    def _kinds(self, asked: AskedKinds | None) -> tuple[EventKind, ...] | None:
        """As `event_types`, by the types that happenings have."""
        if not asked:
            return None
        held = self._store.column("SELECT DISTINCT event_type FROM happenings")
        return event_types(asked, list(map(str, held)))

    def _on_side(self, side: filters.Side, end: Party | None, *, few: bool) -> Filter:
        """
        Happenings with this end on that side: by the end that is shown, or by the
        person of whom an account tells it. Where only a few are wanted, they may be
        met instead of looked up.
        """
        if end is None:
            return filters.NOTHING
        often = few and self._often("happening_ends", end.codes + end.names)
        asked = [_shown(side, end, often=often)]
        if end.names:
            often = few and self._often("event_ends", end.names)
            asked += [_told(side, end, *of, often=often) for of in OF_TABLES]
        return filters.any_of(*asked)

    def _often(self, table: str, names: Sequence[str]) -> bool:
        """
        Whether so much is told of somebody that it is quicker to meet it than to look
        all of it up.
        """
        asked = among("name", names)
        sql = f"SELECT 1 FROM {table} WHERE {asked.condition} LIMIT 1 OFFSET ?"  # noqa: S608
        return self._store.first(sql, (*_texts(asked), OFTEN)) is not None


def _shown(side: filters.Side, end: Party, *, often: bool) -> Filter:
    """Happenings that show an end on a side."""
    named = among("e.name", end.codes + end.names)
    held = f"happening_ends e WHERE e.side = '{side}' AND ({named.condition})"
    return _met_or_looked_up("e.happening", held, named, often=often)


def _told(
    side: filters.Side,
    end: Party,
    ends: str,
    events: str,
    counting: str,
    *,
    often: bool,
) -> Filter:
    """Happenings that an account tells of a person on a side."""
    named = among("e.name", end.names)
    # of one happening its reports come first, of one person where he is named; an
    # account has many reports, an event few, as the + says
    tables = (
        "reports r",
        f"{events} v ON v.id = r.event AND v.document = r.document",
        f"{ends} e ON e.document = v.document AND e.event = v.position",
    )
    if not often:
        tables = (
            f"{ends} e",
            f"{events} v ON v.document = e.document AND v.position = e.event",
            "reports r ON r.event = v.id AND +r.document = v.document",
        )
    held = (
        f"{' CROSS JOIN '.join(tables)}"
        f" WHERE e.side = '{side}' AND ({named.condition}) AND {counting}"
    )
    return _met_or_looked_up("r.happening", held, named, often=often)


def _met_or_looked_up(column: str, held: str, named: Filter, *, often: bool) -> Filter:
    """
    Happenings that such rows are of: each is asked for its rows, or all that have some
    are found by these.
    """
    if often:
        met = f"EXISTS (SELECT 1 FROM {held} AND {column} = happenings.id)"  # noqa: S608
        return Filter(met, _texts(named))
    return Filter(f"id IN (SELECT {column} FROM {held})", _texts(named))  # noqa: S608


def _texts(asked: Filter) -> tuple[str, ...]:
    assert isinstance(asked.value, tuple)
    return asked.value


def _ending(item: Happening) -> str:
    """Where a page ends that ends with this one."""
    return f"{item.date.isoformat() if item.date else ''}~{item.id}"


def _ended(after: str | None) -> tuple[str | None, str | None]:
    """The day and the id with which a page ended."""
    if not after:
        return None, None
    found = ENDED.fullmatch(after)
    if found is None:
        raise SettingsError(f"{after!r}: no page ends there; begin with the first")
    return found[1], found[2]


def _literal(text: str) -> str:
    """A text for LIKE, in which nothing stands for anything else."""
    return re.sub(r"([\\%_])", r"\\\1", plain(text))


def _day(value: object) -> Date | None:
    return Date.fromisoformat(str(value)) if value else None
