"""
What people decide of a ledger's records: written down for good, one row a decision,
beside what the person saw and what the record is known by.

A decision takes effect with the next linking (`pipeline.taking_effect` links at once).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

import msgspec

from facta.errors import LedgerError, SettingsError
from facta.ledger import corrections, entered, rows
from facta.ledger.corrections import End
from facta.ledger.effects import ids, in_force
from facta.ledger.nouns import (
    Decision,
    Found,
    Proof,
    UnknownRecordError,
    Verdict,
)
from facta.ledger.paging import Paging
from facta.ledger.proofs import proofs
from facta.ledger.store import Store
from facta.ledger.sums import Row
from facta.ontology.names import countries, shipped
from facta.records import Annotation, Event, Happening

# somebody with codes of one's own: Wagner Group (RUS UAF)
CODED = re.compile(r"(?P<name>.+?) \((?P<country>[A-Z]{3})(?: (?P<sector>[A-Z]{3}))?\)")
# Events that one word on a name corrects; judged, each is a decision of its own.
MOST_NAMED = 500
STEP = datetime.timedelta(microseconds=1)
# Accounts that are kept at hand while proofs are taken of their records.
KEPT = 64


class Deciding(Paging):
    """The decisions of a store: accept, reject, correct, merge, split, undo."""

    def __init__(self, store: Store, clock: Callable[[], datetime.datetime]) -> None:
        super().__init__(store)
        self._clock = clock

    def decided(self) -> int:
        """How many decisions there are."""
        return int(str(self._store.value("SELECT count(*) FROM decisions")))

    def decide(
        self,
        record_id: str,
        verdict: Verdict,
        note: str,
        by: str,
        *,
        value: str | None = None,
    ) -> Decision:
        """
        Note what a person decided about a record; kept for good, beside what it was at
        that time.

        Args:
            record_id: id of any record, or a beginning that only one has.
            verdict: accepted, rejected, corrected, merged, split, noted or decisive;
                `undo` takes back.
            note: why, in the person's words; may be empty.
            by: who.
            value: JSON: what a correction says, or which records are merged or split
                off.

        Raises:
            UnknownRecordError: no record has this id, or several do.
        """
        found = self.get(record_id)
        return self._note(
            found, verdict, note, by, value=value, known=self._proofs([found])
        )

    def accept(
        self, records: Sequence[str], *, by: str, note: str = ""
    ) -> tuple[Decision, ...]:
        """
        Vouch for records: an event or a statement that was too unsure to count does.

        Raises:
            UnknownRecordError: no record has such an id, or several do.
        """
        return self._each(records, "accepted", by, note)

    def reject(
        self, records: Sequence[str], *, by: str, note: str = ""
    ) -> tuple[Decision, ...]:
        """
        Let records count for nothing: of a happening all events that tell it, of an
        account all that it tells.

        Raises:
            UnknownRecordError: no record has such an id, or several do.
        """
        return self._each(records, "rejected", by, note)

    def correct(
        self, record: str, given: Mapping[str, str], *, by: str, note: str = ""
    ) -> Decision:
        """
        Give fields of a record other values; `corrections` has which, and `entered` how
        they are written.

        Raises:
            UnknownRecordError: no record has this id, or several do.
            SettingsError: no such field, or no such value.
        """
        found = self.get(record)
        if not given:
            names = ", ".join(corrections.fields(found.kind)) or "none"
            raise SettingsError(
                f"nothing to correct; give a field as FIELD=VALUE, of a {found.kind} {names}"
            )
        told = getattr(found.record, "event_type", None) or ""
        value = entered.read(found.kind, given, self.end, event_type=told)
        known = self._proofs([found])
        return self._note(found, "corrected", note, by, value=value, known=known)

    def resolve(
        self, name: str, text: str, *, by: str, note: str = ""
    ) -> tuple[Decision, ...]:
        """
        Say who a name is that no table knows, in all events that tell of it: each of
        them is corrected.

        Args:
            name: as the events have it.
            text: the codes of a country, a body and a sector (`RUS`, `RUS MIL`), with
                which the name stays; somebody else, as `end` takes it; or `none`, for
                what is nobody.
            by: who says so.
            note: why.

        Raises:
            SettingsError: no such event, or too many for decisions; nobody of this
                name.
        """
        told = self.naming(name, most=MOST_NAMED + 1)
        if not told:
            raise SettingsError(
                f"{name!r}: no event tells of a party of this name without a country"
            )
        if len(told) > MOST_NAMED:
            raise SettingsError(
                f"{name!r}: more than {MOST_NAMED} events tell of it; write it into a "
                "file for --actors and read the accounts again"
            )
        if text.strip().casefold() in entered.NOTHING:
            now: tuple[End, ...] = ()
        else:
            coded = CODED.fullmatch(f"{name} ({text.strip()})")
            now = (_coded(coded) if coded else self.end(text),)
        with self._store.transaction():
            return tuple(self._renamed(each, name, now, by, note) for each in told)

    def _renamed(
        self, event: Event, name: str, now: tuple[End, ...], by: str, note: str
    ) -> Decision:
        found = self.get(event.id)
        value = corrections.renamed(event, name, now)
        known = self._proofs([found])
        return self._note(found, "corrected", note, by, value=value, known=known)

    def merge(self, happenings: Sequence[str], *, by: str, note: str = "") -> Decision:
        """
        Say that happenings are one.

        Raises:
            UnknownRecordError: no record has such an id, or several do.
            SettingsError: fewer than two, or something else than a happening.
        """
        found = {item.id: item for item in map(self._happening, happenings)}
        if len(found) < 2:
            raise SettingsError("a merger takes two happenings; give another id")
        every = list(found.values())
        value = msgspec.json.encode(list(found)).decode()
        known = self._proofs(every)
        return self._note(every[0], "merged", note, by, value=value, known=known)

    def split(
        self, happening: str, events: Sequence[str], *, by: str, note: str = ""
    ) -> Decision:
        """
        Say that some events of a happening are of another one.

        Raises:
            UnknownRecordError: no record has such an id, or several do.
            SettingsError: an event that does not tell it, or all that do.
        """
        found = self._happening(happening)
        assert isinstance(found.record, Happening)
        told = [event for report in found.record.reports for event in report.events]
        off = [self.get(event).id for event in events]
        for event in off:
            if event not in told:
                raise SettingsError(
                    f"{event}: no event of happening {found.id}; `facta why {found.id}` lists them"
                )
        if set(off) == set(told):
            raise SettingsError(
                f"all events of happening {found.id}; leave those that are of it out"
            )
        value = msgspec.json.encode(sorted(set(off))).decode()
        known = self._proofs([found])
        return self._note(found, "split", note, by, value=value, known=known)

    def remark(self, record: str, text: str, *, by: str) -> Decision:
        """
        Write a note on a record, which changes nothing else.

        Raises:
            UnknownRecordError: no record has this id, or several do.
            SettingsError: nothing is written.
        """
        if not text.strip():
            raise SettingsError("an empty note; give its text")
        return self.decide(record, "noted", text, by)

    def decisive(
        self, records: Sequence[str], on: bool = True, *, by: str, note: str = ""
    ) -> tuple[Decision, ...]:
        """
        Mark records as decisive, or take the mark away.

        Raises:
            UnknownRecordError: no record has such an id, or several do.
        """
        value = msgspec.json.encode(on).decode()
        return self._each(records, "decisive", by, note, value=value)

    def undo(self, record: str | None = None, *, by: str, note: str = "") -> Decision:
        """
        Take back the last decision on a record that counts, or the last of all.

        Raises:
            UnknownRecordError: no record has this id, or several do.
            LedgerError: there is no decision to take back.
        """
        last = self.to_undo(record)
        if last is None:
            named = "in this ledger" if record is None else f"on {record}"
            raise LedgerError(
                f"{self._store.path}: no decision {named} to take back; list them with "
                "`facta decisions`"
            )
        row = self._row(last, "undone", note, by) | {"undoes": last.key}
        return self._put(row)

    def to_undo(self, record: str | None = None) -> Decision | None:
        """
        The decision that `undo` would take back; None where there is none.

        Raises:
            UnknownRecordError: no record has this id, or several do.
        """
        force = in_force(self.decisions())
        if record is None:
            force.sort(key=lambda item: item.number)
        else:
            whole = self.get(record).id
            now = self.standings()
            force = [
                item
                for item in force
                if whole in (item.record, *_others(item))
                or (item.number in now and now[item.number].record == whole)
            ]
        return force[-1] if force else None

    def take(self, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
        """
        Decisions of another ledger, as far as this one does not have them; each keeps
        who made it and when.

        Returns:
            Those that were new.
        """
        known = {item.key for item in self.decisions()}
        new = []
        for item in decisions:
            if item.key not in known:
                known.add(item.key)
                row = self._row(item, item.verdict, item.note, item.by)
                row |= {
                    "value": item.value,
                    "decided_at": item.at.isoformat(),
                    "undoes": item.undoes,
                }
                new.append(self._put(row))
        return tuple(new)

    def end(self, text: str) -> End:
        """
        Somebody as records name him: by a code, a country's name, or a name that the
        tables or the ledger know; with codes in brackets, anybody.

        Raises:
            SettingsError: nobody of this name; or several.
        """
        coded = CODED.fullmatch(text)
        if coded:
            return _coded(coded)
        party = self.party(text)
        if len(party.codes) + bool(party.names and not party.codes) != 1:
            raise SettingsError(f"{text!r}: {party.label}; give one of them")
        if party.codes:
            return End(countries().name(party.codes[0]), party.codes[0])
        name = party.names[0]
        sql = """SELECT country, sector FROM counted_event_ends WHERE name = ?
            GROUP BY country, sector ORDER BY count(*) DESC, country, sector LIMIT 1"""
        held = self._store.first(sql, (name,))
        if held is None:
            return End(name, shipped().country(name))
        country, sector = (str(each) if each else None for each in held)
        return End(name, country, sector)

    def _each(
        self,
        records: Sequence[str],
        verdict: Verdict,
        by: str,
        note: str,
        *,
        value: str | None = None,
    ) -> tuple[Decision, ...]:
        """One decision on each of several records; on all of them, or on none."""
        with self._store.transaction():
            found = {item.id: item for item in map(self.get, records)}
            return tuple(
                self._note(
                    item, verdict, note, by, value=value, known=self._proofs([item])
                )
                for item in found.values()
            )

    def _happening(self, record: str) -> Found:
        found = self.get(record)
        if found.kind != "happening":
            raise SettingsError(
                f"{record}: a {found.kind}, no happening; list these with `facta timeline`"
            )
        return found

    def _proofs(self, found: Sequence[Found]) -> tuple[Proof, ...]:
        """What records are known by; of one that is gone, as it was known before."""

        @lru_cache(KEPT)
        def account(document: str) -> Annotation | None:
            try:
                return self.annotation(document, extracted=True)
            except UnknownRecordError:
                return None

        return tuple(
            proof
            for item in found
            for proof in proofs(item, account) or self._known(item)
        )

    def _known(self, found: Found) -> tuple[Proof, ...]:
        earlier = list(self.decisions(found.id))
        return earlier[-1].proofs if earlier else ()

    def _note(
        self,
        found: Found,
        verdict: Verdict,
        note: str,
        by: str,
        *,
        value: str | None,
        known: tuple[Proof, ...],
    ) -> Decision:
        decision = Decision(
            number=0,
            record=found.id,
            kind=found.kind,
            verdict=verdict,
            note=note,
            by=by,
            at=self._clock(),
            value=value,
            snapshot=msgspec.json.encode(found.record).decode(),
            proofs=known,
        )
        return self._put(self._row(decision, verdict, note, by) | {"value": value})

    def _row(self, about: Decision, verdict: Verdict, note: str, by: str) -> Row:
        """The row of a decision on the record that another one is about."""
        return {
            "record": about.record,
            "kind": about.kind,
            "verdict": verdict,
            "note": rows.plain(note),
            "value": None,
            "decided_by": rows.plain(by),
            "decided_at": self._moment(about.record),
            "snapshot": about.snapshot.encode(),
            "proofs": msgspec.json.encode(about.proofs),
            "undoes": None,
        }

    def _moment(self, record: str) -> str:
        """Now; after all that was decided on the record, for the last one counts."""
        now = self._clock()
        before = [item.at for item in self.decisions(record)]
        return max([now, *(at + STEP for at in before)]).isoformat()

    def _put(self, row: Row) -> Decision:
        self._store.insert("decisions", [row])
        clause = "ORDER BY number DESC LIMIT 1"
        return next(map(self._decision, self._store.checked("decisions", clause)))


def _others(decision: Decision) -> tuple[str, ...]:
    """The other happenings of a merger."""
    return ids(decision.value) if decision.verdict == "merged" else ()


def _coded(found: re.Match[str]) -> End:
    country, sector = found["country"], found["sector"]
    known = {*countries().table, "IGO", "NGO"}
    if country not in known:
        raise SettingsError(
            f"{country}: no country; give its ISO 3166 code, IGO or NGO"
        )
    sectors = shipped().gazetteer.sectors.meanings
    if sector and sector not in sectors:
        raise SettingsError(f"{sector}: no sector; use one of {', '.join(sectors)}")
    return End(found["name"], country, sector)
