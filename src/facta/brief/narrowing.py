"""
What a brief is narrowed to, and what of each account then stays.

    happenings, disputes   as `Ledger.happenings` and `disputes` have it
    statements             the actor speaks, to or of the recipient; with a type, those
                           that tell such a happening
    commitments            the actor makes them to the recipient; a type is that of the
                           act they are about
    figures                have no parties and no type: those whose sentence tells
                           something that stays

Takes a ledger and the annotations of all its accounts; reads nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from facta.extract.times.wording import MONTHS, day
from facta.ledger import Ledger, Party
from facta.ledger.event_types import AskedKinds, Kind, label
from facta.ledger.parties import Asked
from facta.lexicon.speech import INNER
from facta.link.tellings import dyad_end
from facta.records import (
    Actor,
    Annotation,
    Date,
    Dispute,
    Event,
    Figure,
    Happening,
    Pledge,
    Statement,
)


class Narrowing(Struct, frozen=True, kw_only=True):
    """
    The filters of a brief, with names and types settled; without any it is the whole
    ledger.
    """

    actor: Party | None = None
    recipient: Party | None = None
    since: Date | None = None
    until: Date | None = None
    types: tuple[Kind, ...] | None = None

    @classmethod
    def of(
        cls,
        ledger: Ledger,
        *,
        actor: Asked | None = None,
        recipient: Asked | None = None,
        since: Date | None = None,
        until: Date | None = None,
        event_type: AskedKinds | None = None,
    ) -> Narrowing:
        """
        The filters as a ledger understands them.

        Raises:
            SettingsError: nobody of such a name, no such type.
        """
        ends = {"actor": actor, "recipient": recipient}
        parties = {side: ledger.party(end) for side, end in ends.items() if end}
        return cls(
            **parties, since=since, until=until, types=ledger.event_types(event_type)
        )

    def __bool__(self) -> bool:
        return any((self.actor, self.recipient, self.since, self.until, self.types))

    @property
    def period_alone(self) -> bool:
        """Whether nothing but a period is asked for."""
        return not any((self.actor, self.recipient, self.types))

    def words(self) -> str:
        """
        The filters as a reader says them.

        >>> russia = Party(label="Russia (RUS)", codes=("RUS",))
        >>> may = Date(2025, 5, 1), Date(2025, 5, 31)
        >>> Narrowing(actor=russia, since=may[0], until=may[1]).words()
        'acts and words of Russia, 1 to 31 May 2025'
        """
        parts = (self._ends(), span(self.since, self.until), label(self.types or ()))
        return ", ".join(filter(None, parts))

    def _ends(self) -> str:
        if self.actor and self.recipient:
            return f"{self.actor.words} towards {self.recipient.words}"
        if self.actor:
            return f"acts and words of {self.actor.words}"
        if self.recipient:
            return f"acts and words towards {self.recipient.words}"
        return ""

    def holds(self, date: Date | None) -> bool:
        """Whether a day lies in the period; what has no day lies in none."""
        return date is not None and (self.since or date) <= date <= (self.until or date)

    def directed(self, happening: Happening, told: Iterable[Event]) -> Happening:
        """
        The happening with those ends alone that were asked for, for the dyads to count.
        """
        events = list(told)
        receiving = happening.recipient or happening.actor
        return replace(
            happening,
            actor=_ends(
                happening.actor,
                self.actor,
                [end for event in events for end in event.actor],
            ),
            recipient=_ends(
                receiving,
                self.recipient,
                [end for event in events for end in event.recipient],
            ),
        )


class Kept(Struct, frozen=True, kw_only=True):
    """
    What of a ledger stays: its records of all accounts, and each account with its own,
    in the given order.
    """

    happenings: tuple[Happening, ...]
    disputes: tuple[Dispute, ...]
    board: tuple[Pledge, ...]
    accounts: tuple[tuple[Annotation, Annotation], ...]


def kept(ledger: Ledger, annotations: Sequence[Annotation], asked: Narrowing) -> Kept:
    """
    What stays of a ledger; each account comes whole and as far as it stays, those left
    out that give nothing.
    """
    if asked:
        return _narrowed(ledger, annotations, asked)
    return Kept(
        happenings=tuple(ledger.happenings()),
        disputes=tuple(ledger.disputes()),
        board=tuple(ledger.pledges()),
        accounts=tuple((annotation, annotation) for annotation in annotations),
    )


def _narrowed(
    ledger: Ledger, annotations: Sequence[Annotation], asked: Narrowing
) -> Kept:
    happenings = tuple(
        ledger.happenings(
            actor=asked.actor,
            recipient=asked.recipient,
            since=asked.since,
            until=asked.until,
            event_type=asked.types,
        )
    )
    disputes = tuple(
        ledger.disputes(
            actor=asked.actor,
            recipient=asked.recipient,
            since=asked.since,
            until=asked.until,
            event_type=asked.types,
        )
    )
    board = tuple(_board(ledger, asked))
    stays = _Stays(asked, happenings, _said(ledger, asked), board)
    named = _named(disputes, board)
    shown = ((annotation, stays.of(annotation)) for annotation in annotations)
    return Kept(
        happenings=happenings,
        disputes=disputes,
        board=board,
        accounts=tuple(
            (whole, part)
            for whole, part in shown
            if whole.document.id in named or not _is_bare(part)
        ),
    )


def _board(ledger: Ledger, asked: Narrowing) -> Iterator[Pledge]:
    """The pledges of which at least one report fits."""
    made = ledger.commitments(
        maker=asked.actor,
        recipient=asked.recipient,
        since=asked.since,
        until=asked.until,
        event_type=asked.types,
    )
    fitting = {(item.document, item.id) for item in made}
    return (item for item in ledger.pledges() if fitting & set(item.reports))


def _said(ledger: Ledger, asked: Narrowing) -> set[tuple[str, str]]:
    """The statements that fit, by document and id."""
    said = ledger.statements(
        speaker=asked.actor,
        addressee=asked.recipient,
        since=asked.since,
        until=asked.until,
    )
    return {(item.document, item.id) for item in said}


def _named(disputes: Iterable[Dispute], board: Iterable[Pledge]) -> set[str]:
    """The documents that disputes and the histories of pledges name."""
    claims = (claim for item in disputes for claim in item.values)
    disputing = {document for claim in claims for document in claim.documents}
    return disputing | {change.document for item in board for change in item.history}


class _Stays:
    """Decides record by record what of an account stays."""

    def __init__(
        self,
        asked: Narrowing,
        happenings: Sequence[Happening],
        said: set[tuple[str, str]],
        board: Sequence[Pledge],
    ) -> None:
        self._asked = asked
        self._events = {report.event for item in happenings for report in item.reports}
        self._said = said
        self._made = {report for pledge in board for report in pledge.reports}

    def of(self, account: Annotation) -> Annotation:
        document = account.document.id
        events = tuple(item for item in account.events if item.id in self._events)
        telling = {item.reported_in for item in events}
        statements = tuple(
            item
            for at, item in enumerate(account.statements)
            if self._speaks(item) and (not self._asked.types or at in telling)
        )
        commitments = tuple(
            item for item in account.commitments if (document, item.id) in self._made
        )
        told = {
            item.sentence
            for group in (events, statements, commitments)
            for item in group
        }
        figures = tuple(item for item in account.figures if self._counts(item, told))
        return replace(
            account,
            events=events,
            statements=statements,
            commitments=commitments,
            figures=figures,
        )

    def _speaks(self, item: Statement) -> bool:
        return (item.document, item.id) in self._said and item.grade not in INNER

    def _counts(self, item: Figure, told: set[int]) -> bool:
        fits = self._asked.holds(item.date)
        return (item.sentence in told and (fits or item.date is None)) or (
            self._asked.period_alone and fits
        )


def span(since: Date | None, until: Date | None) -> str:
    """
    A period in words.

    >>> span(Date(2025, 5, 1), Date(2025, 5, 31)), span(Date(2025, 5, 30), Date(2025, 6, 2))
    ('1 to 31 May 2025', '30 May to 2 Jun 2025')
    """
    if since is None and until is None:
        return ""
    if until is None:
        return f"since {day(since)}"
    if since is None:
        return f"until {day(until)}"
    if since == until:
        return day(since)
    if since.year != until.year:
        return f"{day(since)} to {day(until)}"
    if since.month != until.month:
        return f"{since.day} {MONTHS[since.month - 1]} to {day(until)}"
    return f"{since.day} to {day(until)}"


def _ends(
    shown: tuple[str, ...], party: Party | None, told: Iterable[Actor]
) -> tuple[str, ...]:
    """
    Those ends of a happening that a party stands for; a person stands behind the end of
    his country.
    """
    if party is None:
        return shown
    own = {
        *party.codes,
        *party.names,
        *(dyad_end(actor) for actor in told if actor.name in party.names),
    }
    return tuple(end for end in shown if end in own)


def _is_bare(account: Annotation) -> bool:
    return not (
        account.events or account.statements or account.commitments or account.figures
    )
