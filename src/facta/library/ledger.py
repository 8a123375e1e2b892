"""
`facta.Ledger`: a ledger to ask, and to decide in, from a program or a notebook. What
accounts tell is written by `facta PATH...` alone.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from facta import ledger
from facta.closing import Closing
from facta.errors import LedgerError, SettingsError
from facta.ledger import Decision, Found, Party, Passage, Standing
from facta.ledger.event_types import AskedKinds
from facta.ledger.nouns import Record
from facta.ledger.parties import Asked
from facta.library.days import Day, day
from facta.library.selection import Noun, Records
from facta.records import (
    Attribute,
    Commitment,
    CommitmentKind,
    Dispute,
    Document,
    Event,
    Figure,
    Happening,
    Relation,
    SpeakerKind,
    Statement,
    Status,
)

Kept = TypeVar("Kept", bound=Record)
Made = TypeVar("Made")
# The filters that ask for somebody; a name is settled by the tables and the ledger.
PARTIES = ("actor", "recipient", "speaker", "addressee", "maker", "by")


class Ledger(Closing):
    """
    A ledger file to ask; nothing is written to it but what a person decides.

    Each look sees the ledger as it is then, and holds the file no longer than it takes,
    so that a run may write meanwhile. It need not be closed; after a `with` it answers
    no more. Any thread may ask. Filters are those of the
    command line: somebody is a country, a person, a body or a code in any spelling that
    the tables know, or several of them; days are dates or as "2025-05-25", both ends
    included.

    Args:
        path: the file that `facta PATH...` wrote.

    Raises:
        LedgerError: no ledger there, or one that is damaged or of a newer Facta.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path).expanduser()
        self._file = self.path.absolute()
        self._closed = False
        # a ledger that cannot be read is told of now and not at the first question
        ledger.Ledger.open(self.path, read_only=True).close()

    def close(self) -> None:
        """Answer no more; what was asked of it before then says that it was closed."""
        self._closed = True

    def __repr__(self) -> str:
        return f"<ledger {self.path}{', closed' * self._closed}>"

    def documents(self) -> Records[Document]:
        """The accounts, oldest first."""
        return self._records(
            "document", lambda opened: opened.documents(), self._asked()
        )

    def happenings(
        self,
        *,
        actor: Asked | None = None,
        recipient: Asked | None = None,
        since: Day | None = None,
        until: Day | None = None,
        event_type: AskedKinds | None = None,
    ) -> Records[Happening]:
        """
        What happened, each once however many accounts tell it, in order of time, the
        undated last.

        Args:
            actor: who acted.
            recipient: who was acted upon.
            since: from this day on; a month or a year counts by its last day, what has
                no date not at all.
            until: up to this day.
            event_type: PLOVER type as "ASSAULT", one with its mode, or a class as
                "material conflict".

        Raises:
            SettingsError: nobody of that name, no such type, no such day.
        """
        asked = self._asked(
            actor=actor,
            recipient=recipient,
            since=since,
            until=until,
            event_type=event_type,
        )
        return self._records(
            "happening", lambda opened: opened.happenings(**asked), asked
        )

    def events(
        self,
        *,
        actor: Asked | None = None,
        recipient: Asked | None = None,
        since: Day | None = None,
        until: Day | None = None,
        event_type: AskedKinds | None = None,
        document: str | None = None,
    ) -> Records[Event]:
        """
        What each account tells of: the reports behind `happenings`, with the same
        filters; `document` is an id.
        """
        asked = self._asked(
            actor=actor,
            recipient=recipient,
            since=since,
            until=until,
            event_type=event_type,
            document=document,
        )
        return self._records("event", lambda opened: opened.events(**asked), asked)

    def statements(
        self,
        *,
        speaker: Asked | None = None,
        addressee: Asked | None = None,
        since: Day | None = None,
        until: Day | None = None,
        kind: SpeakerKind | None = None,
        channel: str | None = None,
        relation: Relation | None = None,
        document: str | None = None,
    ) -> Records[Statement]:
        """
        Who said what, in order of time, the undated last.

        Args:
            speaker: who said it.
            addressee: who is spoken to or of.
            since: from this day on.
            until: up to this day.
            kind: how the account names the speaker: named, anonymous, institution,
                document, outlet, unknown.
            channel: a part of where it was said, as "Truth Social".
            relation: "primary" for what is told first-hand, "relayed" for what somebody
                passes on.
            document: id of one account.

        Raises:
            SettingsError: nobody of that name, no such day.
        """
        asked = self._asked(
            speaker=speaker,
            addressee=addressee,
            since=since,
            until=until,
            kind=kind,
            channel=channel,
            relation=relation,
            document=document,
        )
        return self._records(
            "statement", lambda opened: opened.statements(**asked), asked
        )

    def commitments(
        self,
        *,
        maker: Asked | None = None,
        recipient: Asked | None = None,
        since: Day | None = None,
        until: Day | None = None,
        kind: CommitmentKind | None = None,
        status: Status | None = None,
        event_type: AskedKinds | None = None,
        document: str | None = None,
    ) -> Records[Commitment]:
        """
        What was promised, threatened, demanded or refused, account by account, in order
        of time.

        Args:
            maker: who bound himself, or wants to bind another.
            recipient: whom it is for or against.
            since: made on this day or later.
            until: made on this day or before.
            kind: promise, offer, threat, ultimatum, demand, agreement, refusal or
                denial.
            status: open, in_the_works, stalled, compromise, kept, broken or withdrawn.
            event_type: PLOVER type of what is to be done.
            document: id of one account.

        Raises:
            SettingsError: nobody of that name, no such type, no such day.
        """
        asked = self._asked(
            maker=maker,
            recipient=recipient,
            since=since,
            until=until,
            kind=kind,
            status=status,
            event_type=event_type,
            document=document,
        )
        return self._records(
            "commitment", lambda opened: opened.commitments(**asked), asked
        )

    def figures(
        self,
        *,
        of: str | None = None,
        unit: str | None = None,
        by: Asked | None = None,
        since: Day | None = None,
        until: Day | None = None,
        document: str | None = None,
    ) -> Records[Figure]:
        """
        Numbers with what they count, account by account.

        Args:
            of: a part of what is counted, as "killed".
            unit: USD, %, km and the like.
            by: who gives the number.
            since: from this day on.
            until: up to this day.
            document: id of one account.

        Raises:
            SettingsError: nobody of that name, no such day.
        """
        asked = self._asked(
            of=of, unit=unit, by=by, since=since, until=until, document=document
        )
        return self._records("figure", lambda opened: opened.figures(**asked), asked)

    def disputes(
        self,
        *,
        attribute: Attribute | None = None,
        actor: Asked | None = None,
        recipient: Asked | None = None,
        since: Day | None = None,
        until: Day | None = None,
        event_type: AskedKinds | None = None,
    ) -> Records[Dispute]:
        """
        Where accounts cannot all be right, direct contradictions first.

        Args:
            attribute: what is disputed: date, number, place, participant, role,
                occurrence, status, outcome or stance.
            actor: who acted in what is disputed, or says one side of it.
            recipient: who was acted upon, or spoken to.
            since: from this day on.
            until: up to this day.
            event_type: PLOVER type of what is disputed.

        Raises:
            SettingsError: nobody of that name, no such type, no such day.
        """
        asked = self._asked(
            attribute=attribute,
            actor=actor,
            recipient=recipient,
            since=since,
            until=until,
            event_type=event_type,
        )
        return self._records("dispute", lambda opened: opened.disputes(**asked), asked)

    def get(self, record_id: str) -> Found:
        """
        Any record, by its id or by a beginning that only one has.

        Raises:
            UnknownRecordError: no record has it, or several do.
        """
        with self._opened() as opened:
            return opened.get(record_id)

    def search(self, words: str, *, limit: int = 50) -> tuple[Passage, ...]:
        """
        Sentences of the accounts that hold all the words, best first; "..." is a
        phrase, word* a beginning.
        """
        with self._opened() as opened:
            return opened.search(words, limit=limit)

    # what a person decides

    def accept(
        self, *records: str, note: str = "", by: str | None = None
    ) -> tuple[Decision, ...]:
        """
        Vouch for records: an event or statement that was too unsure to count does.

        Args:
            records: ids, or beginnings that only one record has.
            note: why.
            by: who; by default the name that git knows, else the system's.

        Raises:
            UnknownRecordError: no record has such an id, or several do.
            LedgerError: the ledger is held by a run, cannot be written or is damaged.
        """
        return self._decide(lambda at, who: at.accept(records, by=who, note=note), by)

    def reject(
        self, *records: str, note: str = "", by: str | None = None
    ) -> tuple[Decision, ...]:
        """Let records count for nothing; see `accept`."""
        return self._decide(lambda at, who: at.reject(records, by=who, note=note), by)

    def correct(
        self,
        record: str,
        *,
        note: str = "",
        by: str | None = None,
        **fields: object,
    ) -> Decision:
        """
        Give fields of a record other values, as `facta decide correct` does; None says
        that there is none.

        Raises:
            SettingsError: no such field of such a record, or no such value.
            UnknownRecordError, LedgerError: see `accept`.
        """
        given = {
            name: "none" if value is None else str(value)
            for name, value in fields.items()
        }
        return self._decide(
            lambda at, who: at.correct(record, given, by=who, note=note), by
        )

    def merge(
        self, *happenings: str, note: str = "", by: str | None = None
    ) -> Decision:
        """
        Say that happenings are one.

        Raises:
            SettingsError: fewer than two, or something else than a happening.
            UnknownRecordError, LedgerError: see `accept`.
        """
        return self._decide(lambda at, who: at.merge(happenings, by=who, note=note), by)

    def split(
        self, happening: str, *events: str, note: str = "", by: str | None = None
    ) -> Decision:
        """
        Say that some events of a happening are of another one.

        Raises:
            SettingsError: an event that does not tell it, or all that do.
            UnknownRecordError, LedgerError: see `accept`.
        """
        return self._decide(
            lambda at, who: at.split(happening, events, by=who, note=note), by
        )

    def note(self, record: str, text: str, *, by: str | None = None) -> Decision:
        """Write a note on a record, which changes nothing else; see `accept`."""
        return self._decide(lambda at, who: at.remark(record, text, by=who), by)

    def decisive(
        self,
        *records: str,
        on: bool = True,
        note: str = "",
        by: str | None = None,
    ) -> tuple[Decision, ...]:
        """Mark records as decisive, or take the mark away; see `accept`."""
        return self._decide(
            lambda at, who: at.decisive(records, on, by=who, note=note), by
        )

    def undo(
        self, record: str | None = None, *, note: str = "", by: str | None = None
    ) -> Decision:
        """
        Take back the last decision on a record, or the last of all, by another one.

        Raises:
            UnknownRecordError, LedgerError: see `accept`; there is none to take back.
        """
        return self._decide(lambda at, who: at.undo(record, by=who, note=note), by)

    def decisions(self, record: str | None = None) -> tuple[Decision, ...]:
        """
        Who decided what and when, of all records or of one, in the order in which it
        was decided.

        Raises:
            UnknownRecordError: no record has this id, or several do.
        """
        with self._opened() as opened:
            about = opened.get(record).id if record else None
            return tuple(opened.decisions(about))

    def standings(self) -> dict[int, Standing]:
        """What has become of each decision, by its number."""
        with self._opened() as opened:
            return opened.standings()

    def _decide(
        self, make: Callable[[ledger.Ledger, str], Made], by: str | None
    ) -> Made:
        """What is decided, in effect when this returns; or nothing is kept."""
        from facta.library.person import person
        from facta.pipeline import taking_effect

        self._opened().close()
        with ledger.Ledger.open(self._file) as opened, taking_effect(opened):
            return make(opened, by or person())

    def _opened(self) -> ledger.Ledger:
        """The ledger as it is now, for one look."""
        if self._closed:
            raise LedgerError(
                f"{self.path}: this ledger was closed; open it again with "
                "facta.Ledger(...)"
            )
        return ledger.Ledger.open(self._file, read_only=True)

    def _asked(self, **given: Any) -> dict[str, Any]:
        """
        Those filters that were given, names and types resolved now, so that a wrong one
        is told of at the call.
        """
        with self._opened() as opened:
            return {
                name: _settled(opened, name, value)
                for name, value in given.items()
                if value is not None
            }

    def _records(
        self,
        noun: Noun,
        ask: Callable[[ledger.Ledger], Iterator[Kept]],
        asked: dict[str, Any],
    ) -> Records[Kept]:
        notes = tuple(
            value.note
            for value in asked.values()
            if isinstance(value, Party) and value.note
        )
        return Records(noun, ask, self._opened, where=str(self.path), notes=notes)


def _settled(opened: ledger.Ledger, name: str, value: Any) -> Any:
    if name in PARTIES:
        return opened.party(value)
    if name == "event_type":
        return opened.event_types(value)
    if name in ("since", "until"):
        return day(value)
    if not isinstance(value, str):
        raise SettingsError(f"{name}: one word or name, not {type(value).__name__}")
    return value
