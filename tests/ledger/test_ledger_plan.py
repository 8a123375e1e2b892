"""What people decided, laid over what was extracted."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from facta.ledger.columns import figure_id
from facta.ledger.nouns import Decision, Found, Kind, Verdict
from facta.link import link
from facta.records import Event
from tests.ledger.deciding import (
    ACCOUNTS,
    Counted,
    account,
    counts,
    decided,
    of_kind,
    records,
)

RECORDS = records()
VALUES: dict[Kind, Any] = {
    "event": {"type": "THREATEN", "date": "2025-05"},
    "statement": {"speaker": {"name": "Vladimir Putin", "country": "RUS"}},
    "commitment": {"status": "kept", "due": "2025-08-01"},
    "happening": {"date": "2025-05-24"},
    "figure": {"value": 14.0},
}


def verdicts(found: Found) -> list[tuple[Verdict, Any]]:
    """What may be decided of a record."""
    several: list[tuple[Verdict, Any]] = [
        ("accepted", None),
        ("rejected", None),
        ("noted", None),
        ("decisive", True),
        ("decisive", False),
    ]
    if found.kind in VALUES:
        several.append(("corrected", VALUES[found.kind]))
    return several


@st.composite
def some(draw: st.DrawFn, *, apart: bool = False) -> list[Decision]:
    """Decisions, one after the other; `apart`: each on a record of its own."""
    places = st.lists(st.integers(0, len(RECORDS) - 1), max_size=6, unique=apart)
    made = []
    for minute, at in enumerate(draw(places)):
        verdict, value = draw(st.sampled_from(verdicts(RECORDS[at])))
        made.append(decided(RECORDS[at], verdict, value, minute=minute))
    return made


def telling(counted: Counted) -> tuple[Any, ...]:
    """All that counts, but for what is told of each decision."""
    return (counted.linked, counted.accounts, counted.rejected, counted.marks)


NOTHING = counts([])


def test_without_decisions_all_counts_as_it_was_linked() -> None:
    """Nothing is laid over anything."""
    assert NOTHING.linked == link(list(ACCOUNTS))
    assert (NOTHING.accounts, NOTHING.marks, NOTHING.standings) == ((), (), {})


@given(some(), st.data())
@settings(deadline=None, max_examples=60)
def test_what_is_taken_back_leaves_what_was_before(
    made: list[Decision], data: st.DataObject
) -> None:
    """Whatever else was decided before or after it."""
    assume(made)
    gone = data.draw(st.sampled_from(made))
    rest = [item for item in made if item is not gone]
    undo = msgspec.structs.replace(
        gone,
        number=99,
        verdict="undone",
        value=None,
        undoes=gone.key,
        at=made[-1].at.replace(hour=20),
    )
    assert telling(counts([*made, undo])) == telling(counts(rest))


@given(some(apart=True), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=40)
def test_the_order_of_independent_decisions_does_not_matter(
    made: list[Decision], chance: random.Random
) -> None:
    """Neither in which they come nor in which they were made."""
    # what tells a happening that was rejected counts for nothing, so the two depend
    assume(len(made) < 2 or "happening" not in {item.kind for item in made})
    times = [(item.at, item.number) for item in made]
    chance.shuffle(times)
    others = [
        msgspec.structs.replace(item, at=at, number=number)
        for item, (at, number) in zip(made, times, strict=True)
    ]
    chance.shuffle(others)
    assert telling(counts(others)) == telling(counts(made))


@given(some())
@settings(deadline=None, max_examples=40)
def test_nothing_that_was_extracted_changes(made: list[Decision]) -> None:
    """What counts is another record; the one that was extracted is what it was."""
    before = msgspec.json.encode(ACCOUNTS)
    counts(made)
    assert msgspec.json.encode(ACCOUNTS) == before


@given(some())
@settings(deadline=None, max_examples=40)
def test_every_decision_has_a_standing(made: list[Decision]) -> None:
    """
    Each is on a record that is there, so none is in conflict; but a dispute goes with
    its sides.
    """
    standings = counts(made).standings
    assert set(standings) == {item.number for item in made}
    states = {standings[item.number].state for item in made if item.kind != "dispute"}
    assert states <= {"counts", "superseded"}


def events(counted: Counted) -> set[str]:
    """The events that are in a happening."""
    return {
        event
        for item in counted.linked.happenings
        for report in item.reports
        for event in report.events
    }


def test_a_rejected_event_is_in_no_happening() -> None:
    """The other account still tells it."""
    gone = of_kind("event")
    found = counts([decided(gone, "rejected")])
    assert gone.id not in events(found)
    assert len(events(found)) == len(events(NOTHING)) - 1
    assert gone.id not in [event.id for event in found.accounts[0].events]


def test_what_a_rejected_happening_is_told_by_counts_for_nothing() -> None:
    """Nor does an account that tells it later: it is told by the same happening."""
    item = of_kind("happening", 1)
    reject = decided(item, "rejected")
    assert len(counts([reject]).linked.happenings) == 1
    later = (*ACCOUNTS, account("c.txt", published="2025-05-29"))
    found = counts([reject], later)
    assert len(found.linked.happenings) == 1
    assert found.standings[1].state == "counts"
    assert [len(whole.events) for whole in found.accounts] == [1, 1, 1]


def test_a_decision_on_a_happening_whose_events_were_rejected_stands() -> None:
    """Accounts still tell it; it is listed again when one of its events counts again."""
    item = of_kind("happening", 1)
    told = [event for report in item.record.reports for event in report.events]  # type: ignore[union-attr]
    gone = [each for each in RECORDS if each.kind == "event" and each.id in told]
    rejected = [decided(each, "rejected", minute=at) for at, each in enumerate(gone)]
    mark = decided(item, "decisive", True, minute=9)
    found = counts([*rejected, mark])
    assert item.id not in {each.id for each in found.linked.happenings}
    assert found.standings[mark.number].state == "counts"


def test_a_rejected_account_tells_nothing() -> None:
    """It is no report, and nothing that it says is listed."""
    item = of_kind("document")
    found = counts([decided(item, "rejected")])
    assert found.rejected == {item.id}
    assert {
        report.document for each in found.linked.happenings for report in each.reports
    } == {ACCOUNTS[1].document.id}


def test_statements_that_follow_a_rejected_one_keep_their_events() -> None:
    """Places are told by number; what rested on the one that is gone rests on none."""
    gone = of_kind("statement")
    (found,) = counts([decided(gone, "rejected")]).accounts
    assert [event.reported_in for event in found.events] == [None, 0]
    assert [item.denies for item in found.statements] == [None]


def test_an_accepted_event_is_as_sure_as_can_be() -> None:
    """So it counts, however unsure the reader was of it."""
    whole = ACCOUNTS[0]
    unsure = msgspec.structs.replace(
        whole,
        events=tuple(
            msgspec.structs.replace(event, confidence=0.3) for event in whole.events
        ),
    )
    item = of_kind("event", annotations=[unsure])
    made = decided(item, "accepted", annotations=[unsure])
    (found,) = counts([made], [unsure]).accounts
    assert [event.confidence for event in found.events] == [1.0, 0.3]


def test_a_corrected_event_is_another_happening() -> None:
    """Type, score and class go together; a mode that the type lacks goes."""
    item = of_kind("event", 1)
    value = {"type": "ACCUSE", "date": "2025-03-20"}
    found = counts([decided(item, "corrected", value)])
    told = next(event for event in found.accounts[0].events if event.id == item.id)
    assert (told.event_type, told.mode, told.quad_code, told.score) == (
        "ACCUSE",
        None,
        3,
        -2.0,
    )
    assert sorted(each.event_type for each in found.linked.happenings) == [
        "ACCUSE",
        "ASSAULT",
        "CONSULT",
    ]
    (mark,) = found.marks
    assert (mark.words, set(mark.fields)) == (("corrected",), {"type", "date"})


def test_a_corrected_party_is_read_where_the_account_names_it() -> None:
    """Else where the act is told; either way the words are the account's."""
    item = of_kind("event")
    value = {
        "actor": [{"name": "Russia", "country": "RUS"}],
        "recipient": [{"name": "Wagner"}],
    }
    (found,) = counts([decided(item, "corrected", value)]).accounts
    actor, recipient = found.events[0].actor[0], found.events[0].recipient[0]
    assert (actor.name, actor.span.text) == ("Russia", "Russia")
    assert (recipient.name, recipient.country) == ("Wagner", None)
    text = found.document.text
    assert text[recipient.span.start : recipient.span.end] == recipient.span.text


def test_corrections_of_one_record_add_up_and_the_last_of_a_field_holds() -> None:
    """An earlier one of which no field holds is superseded."""
    item = of_kind("happening")
    made = [
        decided(item, "corrected", {"date": "2025-05-01"}),
        decided(item, "corrected", {"date": "2025-05-02"}, minute=1),
        decided(item, "corrected", {"type": "AGREE"}, minute=2),
    ]
    found = counts(made)
    happening = next(each for each in found.linked.happenings if each.id == item.id)
    assert (str(happening.date), happening.event_type) == ("2025-05-02", "AGREE")
    states = [found.standings[number].state for number in (1, 2, 3)]
    assert states == ["superseded", "counts", "counts"]


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        pytest.param("2025", "2025-01-01", "year", id="a year"),
        pytest.param("2025-04", "2025-04-01", "month", id="a month"),
        pytest.param("2025-04-03", "2025-04-03", "day", id="a day"),
        pytest.param(None, "None", None, id="none"),
    ],
)
def test_a_corrected_date_is_as_precise_as_it_is_given(
    text: str | None, day: str, precision: str | None
) -> None:
    """A year is no first of January."""
    item = of_kind("happening")
    found = counts([decided(item, "corrected", {"date": text})])
    happening = next(each for each in found.linked.happenings if each.id == item.id)
    assert (str(happening.date), happening.date_precision) == (day, precision)


def test_what_became_of_a_commitment_holds_over_all_accounts() -> None:
    """And does not part the accounts that tell it."""
    item = of_kind("commitment")
    made = decided(item, "corrected", {"status": "broken", "due": "2025-09-01"})
    (pledge,) = counts([made]).linked.pledges
    assert (pledge.status, str(pledge.due), len(pledge.reports)) == (
        "broken",
        "2025-09-01",
        2,
    )


def test_a_corrected_figure_is_listed_under_the_id_that_its_value_gives() -> None:
    """The mark has both ids."""
    item = of_kind("figure")
    found = counts([decided(item, "corrected", {"value": 14.0})])
    (mark,) = found.marks
    assert mark.record == item.id
    assert mark.shown == figure_id(found.accounts[0].figures[0]) != item.id


def merged(*places: int, minute: int = 0) -> Decision:
    """A decision that happenings are one."""
    several = [of_kind("happening", at) for at in places]
    names = [each.id for each in several]
    return decided(several[0], "merged", names, minute=minute, known=several)


def split(found: Found, *off: str, minute: int = 0) -> Decision:
    """A decision that events are of another happening."""
    return decided(found, "split", list(off), minute=minute)


def test_merged_happenings_are_one_and_stay_so() -> None:
    """Further accounts of either of them are reports of the one."""
    made = merged(0, 1)
    (one,) = counts([made]).linked.happenings
    assert sum(len(report.events) for report in one.reports) == 4
    later = (*ACCOUNTS, account("c.txt", published="2025-05-29"))
    (still,) = counts([made], later).linked.happenings
    assert still.id == one.id
    assert len(still.reports) == 3


def test_a_decision_on_a_merged_happening_is_on_the_one() -> None:
    """Each of the two is that one now."""
    marks = [
        decided(of_kind("happening", at), "decisive", True, minute=at + 1)
        for at in (0, 1)
    ]
    found = counts([merged(0, 1), *marks])
    (one,) = found.linked.happenings
    assert [found.standings[number].record for number in (1, 2, 3)] == [one.id] * 3


def test_events_that_were_split_off_are_another_happening() -> None:
    """Those that stay keep together."""
    item = of_kind("happening", 1)
    off = ACCOUNTS[1].events[0]
    found = counts([split(item, off.id)])
    assert len(found.linked.happenings) == 3
    home = [each for each in found.linked.happenings if each.event_type == "ASSAULT"]
    assert sorted(len(each.reports) for each in home) == [1, 1]
    assert found.standings[1].state == "counts"


@pytest.mark.parametrize("last", ["merged", "split"])
def test_the_later_of_a_merger_and_a_split_holds(last: str) -> None:
    """The same events cannot be both."""
    item, off = of_kind("happening", 1), ACCOUNTS[1].events[0]
    apart = split(item, off.id, minute=1)
    joined = decided(item, "merged", ["x"], minute=2, known=[item])
    # of one happening of two accounts: by the events that each tells
    halves = tuple(
        msgspec.structs.replace(proof, of=name)
        for proof, name in zip(joined.proofs, ("one", "other"), strict=True)
    )
    joined = msgspec.structs.replace(joined, proofs=halves)
    if last == "split":
        joined = msgspec.structs.replace(joined, at=apart.at.replace(hour=1))
    told = [
        each
        for each in counts([joined, apart]).linked.happenings
        if each.event_type == "ASSAULT"
    ]
    assert len(told) == {"merged": 1, "split": 2}[last]


def test_a_rejected_dispute_is_told_of_no_more() -> None:
    """Its sides still are what they were."""
    whole = ACCOUNTS[1]
    strike, talks = whole.events
    denied = msgspec.structs.replace(strike, auxiliary=("negation",))
    accounts = (
        ACCOUNTS[0],
        msgspec.structs.replace(whole, events=(denied, talks)),
    )
    disputes = [each for each in records(accounts) if each.kind == "dispute"]
    gone = disputes[0]
    made = decided(gone, "rejected", annotations=accounts)
    found = counts([made], accounts)
    assert {item.id for item in found.linked.disputes} == {
        each.id for each in disputes
    } - {gone.id}


def states(found: Counted) -> Sequence[str]:
    """What has become of the decisions, in their order."""
    return [found.standings[number].state for number in sorted(found.standings)]


def test_the_last_vote_holds() -> None:
    """An earlier one is superseded and may come to count again."""
    item = of_kind("event")
    no, yes = decided(item, "rejected"), decided(item, "accepted", minute=1)
    assert states(counts([no, yes])) == ["superseded", "counts"]
    assert item.id in events(counts([no, yes]))
    undo = decided(item, "undone", minute=2, undoes=yes.key)
    found = counts([no, yes, undo])
    assert states(found) == ["counts", "undone", "counts"]
    assert item.id not in events(found)


def test_an_undoing_that_was_taken_back_takes_nothing_back() -> None:
    """What it had taken back counts again."""
    item = of_kind("event")
    no = decided(item, "rejected")
    undo = decided(item, "undone", minute=1, undoes=no.key)
    again = decided(item, "undone", minute=2, undoes=undo.key)
    assert item.id in events(counts([no, undo]))
    assert item.id not in events(counts([no, undo, again]))


def test_what_is_no_correction_changes_nothing() -> None:
    """A value of an older program, or of another hand, is no correction of ours."""
    item = of_kind("event")
    made = msgspec.structs.replace(decided(item, "corrected"), value="ACCUSE, I think")
    assert counts([made]).linked == NOTHING.linked
    assert isinstance(item.record, Event)
