"""Decisions in a ledger: made, kept, in effect, taken back, carried into another."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from facta import pipeline
from facta.errors import LedgerError, SettingsError
from facta.ledger import Ledger, UnknownRecordError
from facta.ledger.sharing import Line, decision, line
from facta.pipeline import relink, taking_effect
from facta.records import Annotation, Event, Figure, Happening
from tests.ledger.deciding import ACCOUNTS, account
from tests.ledger.making import CLOCK, dump, read, told, write

ROOT = Path(__file__).parents[2]


def filled(path: Path, annotations: tuple[Annotation, ...] = ACCOUNTS) -> Path:
    """A linked ledger of some accounts."""
    with Ledger.open(path, clock=lambda: CLOCK, here=path.parent) as ledger:
        for whole in annotations:
            ledger.add(whole, stages="test")
        relink(ledger)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of two accounts."""
    return filled(tmp_path / "facta.db")


def opened(path: Path) -> Ledger:
    """A ledger to decide in."""
    return Ledger.open(path, clock=lambda: CLOCK, here=path.parent)


def strike(ledger: Ledger) -> Happening:
    """The strike that both accounts tell."""
    return next(ledger.happenings(event_type="ASSAULT"))


def test_a_rejected_happening_is_asked_for_in_vain_and_still_explained(
    path: Path,
) -> None:
    """No list has it or an event of it; its id still leads to it, and so to why."""
    with opened(path) as ledger:
        gone = strike(ledger)
        with taking_effect(ledger):
            ledger.reject([gone.id[:8]], by="Ann", note="an exercise")
        assert list(ledger.happenings(event_type="ASSAULT")) == []
        assert list(ledger.events(event_type="ASSAULT")) == []
        assert all(len(whole.events) == 1 for whole in ledger.annotations())
        assert all(
            len(whole.events) == 2 for whole in ledger.annotations(extracted=True)
        )
        assert ledger.get(gone.id[:8]).record == gone
        event = gone.reports[0].event
        assert ledger.get(event).kind == "event"
        mark = ledger.mark(gone.id)
        assert mark is not None
        assert mark.words == ("rejected",)


def test_a_correction_is_found_by_what_it_says(path: Path) -> None:
    """By the party, the type and the day that a person gave, and no more by the old."""
    with opened(path) as ledger:
        event = strike(ledger).reports[0].event
        given = {"actor": "Belarus", "type": "coerce, seize", "date": "2025-05-24"}
        with taking_effect(ledger):
            made = ledger.correct(event, given, by="Ann")
        (found,) = ledger.events(actor="Belarus")
        assert (found.id, found.event_type, found.mode, str(found.date)) == (
            event,
            "COERCE",
            "seize",
            "2025-05-24",
        )
        assert len(list(ledger.events(event_type="ASSAULT"))) == 1
        (happening,) = ledger.happenings(actor="BLR", recipient="UKR")
        assert happening.event_type == "COERCE"
        assert made.value is not None
        seen = msgspec.json.decode(made.snapshot, type=Event)
        assert seen.event_type == "ASSAULT"


def test_a_figure_is_found_under_both_its_ids(path: Path) -> None:
    """Its value gives a figure its id; the former one still leads to it."""
    with opened(path) as ledger:
        before = next(ledger.figures())
        name = _figure(ledger)
        with taking_effect(ledger):
            ledger.correct(name, {"value": "1,300"}, by="Ann")
        (now,) = ledger.figures(document=before.document)
        assert now.value == 1300
        shown = next(iter(ledger.marks()))
        assert shown != name
        for asked in (shown, name, shown[:8]):
            found = ledger.get(asked)
            assert (found.id, found.record) == (name, now)


def _figure(ledger: Ledger) -> str:
    from facta.ledger.columns import figure_id

    return figure_id(next(ledger.figures()))


def test_an_accepted_event_that_was_too_unsure_counts(tmp_path: Path) -> None:
    """It is in a happening from then on, whatever confidence counts."""
    whole = account()
    unsure = msgspec.structs.replace(
        whole,
        events=tuple(
            msgspec.structs.replace(event, confidence=0.3) for event in whole.events
        ),
    )
    with opened(filled(tmp_path / "a.db", (unsure,))) as ledger:
        assert list(ledger.happenings()) == []
        with taking_effect(ledger):
            ledger.accept([unsure.events[0].id], by="Ann")
        assert [item.event_type for item in ledger.happenings()] == ["ASSAULT"]


def test_a_decision_that_is_taken_back_leaves_no_trace_in_what_counts(
    path: Path,
) -> None:
    """Row for row, but for the decisions and what is told of them."""
    before = dump(path)
    with opened(path) as ledger:
        happening, talks = list(ledger.happenings())
        said, made = next(ledger.statements()), next(ledger.commitments())
        for choose in (
            lambda: ledger.reject([happening.id, said.id], by="Ann"),
            lambda: ledger.merge([happening.id, talks.id], by="Ann"),
            lambda: ledger.correct(made.id, {"status": "kept"}, by="Ann"),
            lambda: ledger.decisive([talks.id], by="Ann"),
            lambda: ledger.split(happening.id, [happening.reports[0].event], by="Ann"),
        ):
            with taking_effect(ledger):
                choose()
        for _ in range(6):
            with taking_effect(ledger):
                ledger.undo(by="Bea")
        assert ledger.to_undo() is None
        with pytest.raises(LedgerError, match="no decision in this ledger"):
            ledger.undo(by="Bea")
        assert len(list(ledger.decisions())) == 12
    after = dump(path)
    own = {"decisions", "standings", "facts", "sqlite_sequence"}
    assert {name: after[name] for name in after if name not in own} == {
        name: before[name] for name in before if name not in own
    }


def test_the_last_decision_on_a_record_is_taken_back(path: Path) -> None:
    """Not one on another record that was made later."""
    with opened(path) as ledger:
        happening, talks = list(ledger.happenings())
        with taking_effect(ledger):
            ledger.decisive([happening.id], by="Ann")
            ledger.remark(happening.id, "compare the tape", by="Ann")
            ledger.decisive([talks.id], by="Ann")
        foretold = ledger.to_undo(happening.id)
        with taking_effect(ledger):
            made = ledger.undo(happening.id, by="Ann")
        first, noted, other, undo = ledger.decisions()
        assert foretold == noted
        assert (ledger.to_undo(happening.id), ledger.to_undo()) == (first, other)
        assert made == undo
        assert undo.undoes == noted.key
        states = ledger.standings()
        assert [states[each.number].state for each in (first, noted, other)] == [
            "counts",
            "undone",
            "counts",
        ]


WRONG = [
    pytest.param({}, r"nothing to correct; give a field as FIELD=VALUE", id="nothing"),
    pytest.param({"colour": "red"}, "no field of a event to correct", id="no field"),
    pytest.param({"type": "NOISE"}, "no type of event; use one of", id="no type"),
    pytest.param({"type": "aid, seize"}, "no such mode; use one of", id="no mode"),
    pytest.param({"mode": "visit"}, "ASSAULT has no such mode", id="another's mode"),
    pytest.param(
        {"date": "May"}, "write it as 2025-05-25, 2025-05 or 2025", id="no day"
    ),
    pytest.param({"auxiliary": "maybe"}, "no auxiliary mode", id="no auxiliary"),
    pytest.param(
        {"actor": "Vladmir Putni"}, "did you mean Vladimir Putin", id="nobody"
    ),
    pytest.param({"actor": "A (XXX)"}, "no country; give its ISO", id="no country"),
    pytest.param({"actor": "A (RUS XXX)"}, "no sector; use one of", id="no sector"),
]


@pytest.mark.parametrize(("given", "message"), WRONG)
def test_what_cannot_be_corrected_is_said_and_nothing_is_kept(
    path: Path, given: dict[str, str], message: str
) -> None:
    """One line that says what to do instead."""
    with opened(path) as ledger:
        event = strike(ledger).reports[0].event
        with pytest.raises(SettingsError, match=message), taking_effect(ledger):
            ledger.correct(event, given, by="Ann")
        assert list(ledger.decisions()) == []


def test_what_cannot_be_merged_or_split_is_said(path: Path) -> None:
    """Two happenings; some of the events of one."""
    with opened(path) as ledger:
        happening, talks = list(ledger.happenings())
        told = [event for report in happening.reports for event in report.events]
        wrong: dict[str, Callable[[], object]] = {
            "takes two happenings": lambda: ledger.merge([happening.id], by="A"),
            "no happening; list": lambda: ledger.merge([told[0], told[1]], by="A"),
            "all events of": lambda: ledger.split(happening.id, told, by="A"),
            "no event of": lambda: ledger.split(talks.id, [told[0]], by="A"),
            "an empty note": lambda: ledger.remark(talks.id, " ", by="A"),
        }
        for message, choose in wrong.items():
            with pytest.raises(SettingsError, match=message), taking_effect(ledger):
                choose()
        with pytest.raises(UnknownRecordError), taking_effect(ledger):
            ledger.reject([talks.id, "ffffff"], by="A")
        assert list(ledger.decisions()) == []


def test_a_ledger_that_is_not_linked_takes_no_decision(path: Path) -> None:
    """A run that was cut off is finished first."""
    with opened(path) as ledger:
        ledger.add(account("c.txt"))
        with (
            pytest.raises(LedgerError, match="run facta again"),
            taking_effect(ledger),
        ):
            ledger.reject([ACCOUNTS[0].document.id], by="Ann")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose accounts are read by a stand-in."""
    monkeypatch.setattr(pipeline, "annotate", told)
    write(tmp_path, a__one="First words here.", a__two="Other words here.")
    read(tmp_path, "a")
    return tmp_path


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"own": "rules/2"}, id="other rules"),
        pytest.param({"a__one": "First words here, corrected."}, id="a new version"),
        pytest.param({"a__three": "First words of another."}, id="a new account"),
    ],
)
def test_a_decision_survives_the_next_run(folder: Path, change: dict[str, str]) -> None:
    """What was rejected counts for nothing in what the run links anew."""
    with opened(folder / "facta.db") as ledger:
        event = next(ledger.get(item.reports[0].event) for item in ledger.happenings())
        assert isinstance(event.record, Event)
        source = ledger.annotation(event.record.document).document.source
        name = Path(source).stem
        with taking_effect(ledger):
            ledger.reject([event.id], by="Ann")
    texts = {key: text for key, text in change.items() if key != "own"}
    moved = {
        key.replace("one", name) if key == "a__one" else key: text
        if key != "a__one"
        else f"{event.record.span.text} words here, corrected."
        for key, text in texts.items()
    }
    write(folder, **moved)
    read(folder, "a", own=change.get("own", ""))
    with opened(folder / "facta.db") as ledger:
        (standing,) = ledger.standings().values()
        assert standing.state == "counts"
        found = ledger.annotation(_document(ledger, source)).events
        assert found == ()
        assert list(ledger.faults()) == []


def test_a_decision_follows_an_account_that_changed_and_was_renamed(
    folder: Path,
) -> None:
    """To what took its place, whatever that is called, and whatever comes after."""
    with opened(folder / "facta.db") as ledger:
        event = next(ledger.events())
        source = Path(ledger.annotation(event.document).document.source)
        with taking_effect(ledger):
            ledger.reject([event.id], by="Ann")
    write(folder, **{f"a__{source.stem}": f"{event.span.text} words here, corrected."})
    read(folder, "a")
    (folder / source).rename(folder / "a" / "renamed.txt")
    read(folder, "a")
    write(folder, a__later="Another account altogether.")
    read(folder, "a")
    with opened(folder / "facta.db") as ledger:
        (standing,) = ledger.standings().values()
        assert standing.state == "counts"
        document = _document(ledger, "a/renamed.txt")
        assert ledger.annotation(document).events == ()


def _document(ledger: Ledger, source: str) -> str:
    return next(item.id for item in ledger.documents() if item.source == source)


def test_a_decision_on_what_is_gone_is_a_conflict_until_it_is_back(
    folder: Path,
) -> None:
    """Dropped sources take no decision with them."""
    with opened(folder / "facta.db") as ledger:
        item = next(ledger.documents())
        with taking_effect(ledger):
            ledger.reject([next(ledger.events(document=item.id)).id], by="Ann")
    source = folder / item.source
    text = source.read_text()
    source.unlink()
    read(folder, "a", prune=True)
    with opened(folder / "facta.db") as ledger:
        (standing,) = ledger.standings().values()
        assert (standing.state, standing.reason) == (
            "conflict",
            f"no account of {item.source}",
        )
    source.write_text(text)
    read(folder, "a")
    with opened(folder / "facta.db") as ledger:
        (standing,) = ledger.standings().values()
        assert standing.state == "counts"


# from one ledger into another


def test_decisions_go_into_another_ledger_and_once_only(
    path: Path, tmp_path: Path
) -> None:
    """By what their records are known by; each keeps who made it and when."""
    new = tuple(
        account(
            f"elsewhere/{whole.document.source}",
            text=whole.document.text.replace("13 civilians", "13 civilian people"),
            published=str(whole.document.published),
        )
        for whole in ACCOUNTS
    )
    other = filled(tmp_path / "other.db", new)
    with opened(path) as ledger:
        item, talks = list(ledger.happenings())
        with taking_effect(ledger):
            ledger.reject([item.id], by="Ann")
            ledger.decisive([talks.id], by="Ann")
        with taking_effect(ledger):
            ledger.undo(talks.id, by="Bea")
        lines = [line(each) for each in ledger.decisions()]
    taken = [decision(msgspec.json.decode(each, type=Line)) for each in lines]
    with opened(other) as ledger:
        with taking_effect(ledger):
            assert len(ledger.take(taken)) == 3
        assert len(list(ledger.happenings())) == 1
        states = [each.state for each in ledger.standings().values()]
        assert states == ["counts", "undone", "counts"]
        assert [line(each) for each in ledger.decisions()] == lines
    before = dump(other)
    with opened(other) as ledger, taking_effect(ledger):
        assert ledger.take(taken) == ()
    assert dump(other) == before


def test_a_line_that_is_no_decision_is_refused() -> None:
    """A correction has to be one, a merger has to name its parts."""
    whole = {
        "record": "a",
        "kind": "event",
        "verdict": "rejected",
        "by": "Ann",
        "at": "2025-06-01T12:00:00Z",
        "snapshot": "{}",
    }
    assert msgspec.convert(whole, Line).verdict == "rejected"
    for wrong in (
        {"verdict": "liked"},
        {"at": "2025-06-01T12:00:00"},
        {"verdict": "corrected", "value": '{"type":"NOISE"}'},
        {"verdict": "merged"},
        {"verdict": "undone"},
    ):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({**whole, **wrong}, Line)


# the file


SPOILED = {
    "a record": "UPDATE decided_events SET event_type = 'AID', sum = NULL",
    "a flipped bit": "UPDATE decided_events SET event_type = 'AID'",
    "a lost row": "DELETE FROM decided_statements",
    "a mark": "UPDATE marks SET words = 'decisive'",
    "a standing": "UPDATE standings SET decision = 77, sum = NULL",
    "an account": "UPDATE decided_documents SET counts = 0, sum = NULL",
}


@pytest.mark.parametrize("sql", SPOILED.values(), ids=SPOILED)
def test_damage_to_what_counts_is_told(path: Path, sql: str) -> None:
    """Nothing of it is taken for what was decided."""
    with opened(path) as ledger:
        event = strike(ledger).reports[0].event
        with taking_effect(ledger):
            ledger.correct(event, {"type": "COERCE"}, by="Ann")
    with Ledger.open(path, read_only=True) as ledger:
        assert list(ledger.faults()) == []
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(sql)
        connection.commit()
    with Ledger.open(path, read_only=True) as ledger:
        assert list(ledger.faults())


DECIDES = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from facta.ledger import Ledger, relinking
from facta.ledger.upkeep import Upkeep
from facta.pipeline import taking_effect
from tests.ledger.test_ledger_deciding import opened, strike
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
{change}
with opened(Path({path!r})) as ledger:
    ids = [strike(ledger).id, *(item.id for item in ledger.statements())]
    sys.stdout.write("begun\\n")
    sys.stdout.flush()
    with taking_effect(ledger):
        ledger.reject(ids, by="Ann", note="killed")
        ledger.merge([item.id for item in ledger.happenings()], by="Ann")
"""


def test_a_decision_that_is_killed_is_made_or_not(tmp_path: Path) -> None:
    """
    Whatever the moment: the ledger is as before or as after, and sound.
    """
    whole = filled(tmp_path / "whole.db")
    before = dump(whole)
    process = _decides(whole)
    process.communicate(timeout=60)
    assert process.returncode == 0
    after = dump(whole)
    assert before != after
    chance = random.Random(5)
    seen: set[str] = set()
    for number in range(12):
        path = filled(tmp_path / f"{number}.db")
        process = _decides(path)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        # what a decision over so few accounts takes; the first are killed at once
        time.sleep(chance.uniform(0, 0.06) if number > 1 else 0)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=60)
        process.stdout.close()
        with Ledger.open(path) as ledger:
            assert ledger.linked() is not None
        with Ledger.open(path, read_only=True) as ledger:
            assert list(ledger.faults()) == []
        now = dump(path)
        assert now in (before, after)
        seen.add("after" if now == after else "before")
    assert "before" in seen


MOMENTS = {
    "before linking": "Ledger.relink = die",
    "before accounts are compared": "Upkeep.run = die",
    "before happenings are kept": "relinking.written = die",
    "before what tells a rejected one falls": "Upkeep.without = die",
    "before what was decided is laid over them": "relinking.laid = die",
    "before what counts is kept": "relinking.Relinking._count = die",
    "before it is noted that they are": "Ledger._fact = die",
}


@pytest.mark.parametrize("change", MOMENTS.values(), ids=MOMENTS)
def test_a_decision_that_is_killed_in_the_midst_is_not_made(
    path: Path, change: str
) -> None:
    """All of it is one transaction, from the row of the decision on."""
    before = dump(path)
    process = _decides(path, change)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    assert dump(path) == before


def _decides(path: Path, change: str = "") -> subprocess.Popen[str]:
    script = DECIDES.format(root=str(ROOT), path=str(path), change=change)
    return subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
    )


def test_figures_of_an_older_decision_are_read(path: Path) -> None:
    """What an older program wrote as the value of a decision is text, and no field."""
    with opened(path) as ledger:
        item = next(ledger.figures())
        assert isinstance(item, Figure)
        made = ledger.decide(_figure(ledger), "corrected", "", "Ann", value="about 14")
        relink(ledger)
        assert next(ledger.figures()) == item
        assert ledger.standings()[made.number].state == "counts"
