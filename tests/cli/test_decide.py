"""`facta decide` and `facta decisions`: what people decide, on the command line."""

from __future__ import annotations

import getpass
import json
import subprocess
from pathlib import Path

import pytest

from facta.cli.following import conflicting
from facta.cli.main import CANNOT, DONE, WITH_SKIPPED, run
from facta.ledger import Ledger
from facta.library import person
from facta.library.person import UNKNOWN
from tests.ledger.deciding import ACCOUNTS, account
from tests.ledger.test_ledger_deciding import filled

MARKS = ["timeline", "statements", "commitments", "figures"]


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of two accounts in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return filled(tmp_path / "facta.db")


def said(
    *arguments: str, capsys: pytest.CaptureFixture[str], status: int = DONE
) -> tuple[list[str], list[str]]:
    """Lines of output and of errors of a command."""
    assert run(arguments) == status
    shown = capsys.readouterr()
    return shown.out.splitlines(), shown.err.splitlines()


def happenings() -> dict[str, str]:
    """The ids of happenings by their type."""
    with Ledger.open("facta.db", read_only=True) as opened:
        return {item.event_type: item.id for item in opened.happenings()}


def test_a_decision_is_one_line_and_takes_effect_at_once(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its number, what was decided, and of which record; no list has it any more."""
    gone = happenings()["ASSAULT"]
    out, _ = said("decide", "reject", gone[:8], "--by", "Ann", capsys=capsys)
    assert out == [f"1 rejected happening {gone}"]
    assert "ASSAULT" not in happenings()
    assert said("check", capsys=capsys)[0] == [
        f"{ledger.name}: whole, with accounts of 2 sources"
    ]
    out, _ = said("why", gone[:8], capsys=capsys)
    assert out[-2:] == ["  it counts for nothing", f"  rejected by Ann on {_today()}"]


def _today() -> str:
    with Ledger.open("facta.db", read_only=True) as opened:
        return f"{next(opened.decisions()).at:%Y-%m-%d}"


def test_what_was_corrected_is_marked_and_why_has_the_old_value(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list has the new one."""
    name = happenings()["ASSAULT"]
    said(
        *("decide", "correct", name, "date=2025-05", "type=coerce"),
        *("--by", "Ann", "--note", "by the tape"),
        capsys=capsys,
    )
    (line,) = said("timeline", "--type", "coerce", capsys=capsys)[0][1:]
    assert "May 2025" in line
    assert "corrected: alleged, disputed: Russia struck Odesa" in line
    out, _ = said("why", name, capsys=capsys)
    assert out[-1] == (
        f"  corrected by Ann on {_today()}: date: 2025-05-25, now 2025-05; "
        "type: ASSAULT, now COERCE; by the tape"
    )


def test_what_is_decisive_is_marked_in_every_list(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In tables before the words, in JSON as a field; and no more when it is taken off."""
    ids = {
        name: json.loads(said(name, "--json", capsys=capsys)[0][0])["id"]
        for name in MARKS
    }
    said("decide", "decisive", *ids.values(), "--by", "Ann", capsys=capsys)
    for name in MARKS:
        lines = said(name, capsys=capsys)[0]
        assert sum("decisive: " in line for line in lines) == 1
        first = json.loads(said(name, "--json", capsys=capsys)[0][0])
        assert first["decided"] == ["decisive"]
    said("decide", "decisive", *ids.values(), "--not", capsys=capsys)
    for name in MARKS:
        assert "decisive" not in "".join(said(name, capsys=capsys)[0])


def test_a_brief_knows_what_is_decisive(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And tells nothing of what was rejected."""
    names = happenings()
    said("decide", "decisive", names["CONSULT"], capsys=capsys)
    said("decide", "reject", names["ASSAULT"], capsys=capsys)
    said("brief", "-o", "brief.json", "-q", capsys=capsys)
    (told,) = json.loads(Path("brief.json").read_text())["happenings"]
    assert (told["event_type"], told["decisive"]) == ("CONSULT", True)


def test_merging_and_splitting(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One happening of two, then two again, under ids that `facta why` takes."""
    names = happenings()
    said("decide", "merge", *names.values(), capsys=capsys)
    assert len(happenings()) == 1
    for name in names.values():
        assert said("why", name, capsys=capsys)[0][-1].startswith("  merged by ")
    (whole,) = happenings().values()
    with Ledger.open("facta.db", read_only=True) as opened:
        events = [item.id for item in opened.events(event_type="CONSULT")]
    said("decide", "split", whole, *events, capsys=capsys)
    assert happenings().keys() == names.keys()


def test_what_was_decided_on_is_shown_and_an_odd_merger_is_told_of(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In its words; two acts of different types may be a slip."""
    _, told = said(
        *("decide", "merge", *happenings().values(), "--by", "Ann"), capsys=capsys
    )
    assert any("struck" in each for each in told)
    assert any("ASSAULT and CONSULT are one now" in each for each in told)
    assert ledger.exists()


def test_a_note_changes_nothing_and_undo_takes_it_back(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`facta why` tells both."""
    before = said("timeline", "--json", capsys=capsys)[0]
    name = happenings()["ASSAULT"]
    said("decide", "note", name, "compare the tape", "--by", "Ann", capsys=capsys)
    assert said("timeline", "--json", capsys=capsys)[0] == before
    out, _ = said("decide", "undo", name, "--by", "Bea", capsys=capsys)
    assert out == [f"2 undone happening {name}"]
    lines = said("why", name, capsys=capsys)[0][-2:]
    assert lines == [
        f"  noted (undone) by Ann on {_today()}: compare the tape",
        f"  undone by Bea on {_today()}",
    ]
    _, errors = said("decide", "undo", capsys=capsys, status=CANNOT)
    assert errors == [
        "facta: facta.db: no decision in this ledger to take back; list them with `facta decisions`"
    ]


WRONG = {
    "no field": (
        ["correct", "ID", "date"],
        "'date': no field; write it as FIELD=VALUE",
    ),
    "a field of its events": (
        ["correct", "ID", "actor=Iran"],
        "use date, type, and actor of the events that tell it",
    ),
    "no such field": (
        ["correct", "ID", "colour=red"],
        "'colour': no field of a happening to correct; use date, type",
    ),
    "no record": (["reject", "ffff"], "no document or event"),
    "one happening": (["merge", "ID"], "a merger takes two happenings"),
    "no event of it": (["split", "ID", "ID"], "no event of happening"),
    "nothing": (["accept"], "ID is missing; for example: facta decide accept"),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_decided_is_one_line(
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    """Nothing is kept of it."""
    name = happenings()["ASSAULT"]
    given = [name if each == "ID" else each for each in arguments]
    out, errors = said("decide", *given, capsys=capsys, status=CANNOT)
    assert out == []
    assert len(errors) == 1
    assert message in errors[0]
    with Ledger.open(ledger, read_only=True) as opened:
        assert list(opened.decisions()) == []


def test_decisions_are_listed_by_record_person_and_day(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a table, or as JSON with all that is kept."""
    one, other = happenings().values()
    said("decide", "decisive", one, "--by", "Ann", capsys=capsys)
    said("decide", "reject", other, "--by", "Bea", "--note", "an echo", capsys=capsys)
    listed = said("decisions", capsys=capsys)[0]
    assert len(listed) == 3
    assert "an echo" in listed[2]
    for filters, numbers in (
        (["--record", one[:8]], [1]),
        (["--by", "bea"], [2]),
        (["--since", "2000-01-01"], [1, 2]),
        (["--since", "2999-01-01"], []),
        (["--conflicts"], []),
    ):
        out, errors = said("decisions", "--json", *filters, capsys=capsys)
        assert [json.loads(each)["number"] for each in out] == numbers
        if not numbers:
            assert errors == ["facta: no decision fits; make one with facta decide"]
    first = json.loads(said("decisions", "--json", capsys=capsys)[0][0])
    assert (first["state"], first["now"], first["by"]) == ("counts", one, "Ann")


def test_decisions_go_into_another_ledger(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What finds its record takes effect, what does not is named; twice is once."""
    names = happenings()
    said("decide", "reject", names["ASSAULT"], "--by", "Ann", capsys=capsys)
    said("decide", "reject", ACCOUNTS[1].document.id, "--by", "Ann", capsys=capsys)
    assert said("decisions", "--out", "made.jsonl", capsys=capsys)[0] == ["made.jsonl"]
    filled(tmp_path / "other.db", (account("more/a.txt"),))
    _, errors = said(
        *("decisions", "--ledger", "other.db", "--in", "made.jsonl"),
        capsys=capsys,
        status=WITH_SKIPPED,
    )
    gone = f"decision 2, rejected document {ACCOUNTS[1].document.id[:8]}"
    assert errors == [
        f"{gone}: no account of b.txt; kept as a conflict",
        "2 new, 0 known",
    ]
    listed = said("timeline", "--ledger", "other.db", "--json", capsys=capsys)[0]
    assert [json.loads(each)["event_type"] for each in listed] == ["CONSULT"]
    conflicts, _ = said(
        "decisions", "--ledger", "other.db", "--conflicts", capsys=capsys
    )
    assert len(conflicts) == 2
    before = Path("other.db").read_bytes()
    _, errors = said(
        "decisions", "--ledger", "other.db", "--in", "made.jsonl", capsys=capsys
    )
    assert errors == ["0 new, 2 known"]
    assert Path("other.db").read_bytes() == before


def test_bad_lines_are_named_and_the_others_taken(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the number of the line and what is wrong in it."""
    said("decide", "decisive", happenings()["ASSAULT"], "--by", "Ann", capsys=capsys)
    said("decisions", "--out", "made.jsonl", capsys=capsys)
    good = Path("made.jsonl").read_text()
    wrong = good.replace('"decisive","note"', '"liked","note"')
    assert wrong != good
    Path("mixed.jsonl").write_text(f"nothing\n{wrong}{good}")
    filled(Path("other.db").absolute())
    _, errors = said(
        *("decisions", "--ledger", "other.db", "--in", "mixed.jsonl"),
        capsys=capsys,
        status=WITH_SKIPPED,
    )
    assert errors[0] == "skipped mixed.jsonl line 1: not JSON; write one object a line"
    assert errors[1].startswith(
        "skipped mixed.jsonl line 2: Invalid enum value 'liked'"
    )
    assert errors[2] == "1 new, 0 known"


def test_a_file_of_something_else_is_not_written_over(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only a file of decisions gives way."""
    Path("notes.txt").write_text("mine")
    _, errors = said("decisions", "--out", "notes.txt", capsys=capsys, status=CANNOT)
    assert errors == [
        "facta: notes.txt: a file that holds no decisions stands there; choose another name"
    ]
    assert Path("notes.txt").read_text() == "mine"
    both = ["decisions", "--out", "a", "--in", "notes.txt"]
    assert "give one of them" in said(*both, capsys=capsys, status=CANNOT)[1][0]


def test_a_run_tells_how_many_decisions_are_in_conflict(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Which they are, `facta decisions --conflicts` lists."""
    said("decide", "reject", ACCOUNTS[0].document.id, capsys=capsys)
    with Ledger.open(ledger, read_only=True) as opened:
        assert list(conflicting(opened)) == []
    said("ledger", "remove", "a.txt", capsys=capsys)
    with Ledger.open(ledger, read_only=True) as opened:
        (told,) = conflicting(opened)
    assert told.startswith("1 decision is on records that are gone; list them with")
    assert len(said("decisions", "--conflicts", capsys=capsys)[0]) == 2


def test_an_export_has_decisions_with_their_state(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the records as they count."""
    name = happenings()["ASSAULT"]
    said("decide", "reject", name, "--by", "Ann", capsys=capsys)
    rows = [json.loads(each) for each in said("export", capsys=capsys)[0]]
    (decision,) = [row for row in rows if row["table"] == "decisions"]
    assert (decision["state"], decision["now"], decision["verdict"]) == (
        "counts",
        name,
        "rejected",
    )
    told = [row for row in rows if row["table"] in ("events", "happenings")]
    assert {row["event_type"] for row in told} == {"CONSULT"}


def test_who_decides_is_whom_git_or_the_system_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And nobody in particular where neither does."""

    def git(name: str) -> object:
        return lambda *_, **__: subprocess.CompletedProcess([], 0, name, "")

    def nobody(*_: object, **__: object) -> str:
        raise OSError

    monkeypatch.setattr(subprocess, "run", git("Ann  Lee\n"))
    assert person.person() == "Ann Lee"
    monkeypatch.setattr(subprocess, "run", git(""))
    monkeypatch.setattr(getpass, "getuser", lambda: "ann")
    assert person.person() == "ann"
    monkeypatch.setattr(subprocess, "run", nobody)
    monkeypatch.setattr(getpass, "getuser", nobody)
    assert person.person() == UNKNOWN
