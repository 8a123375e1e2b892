"""The ledger keeps the pledges that linking found, and knows when they are not whole."""

from __future__ import annotations

import datetime
import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from facta.cli.main import CANNOT, DONE, run
from facta.ledger import Ledger
from facta.ledger.columns import COLUMNS
from facta.ledger.schema import migrations
from facta.ledger.store import Store
from facta.link import Linked, link
from facta.pipeline import relink
from facta.records import Annotation, Change, Corroboration, Pledge, Span
from tests.ledger.making import CLOCK, dump, filled, placed, whole

DAYS = (None, datetime.date(2025, 7, 1), datetime.date(2025, 6, 1))

TABLES = ("pledges", "pledge_reports", "pledge_changes")


def pledge(name: str, maker: str, due: datetime.date | None) -> Pledge:
    """A pledge that one account tells and says to be kept."""
    span = Span(0, 2, "We")
    change = Change(status="kept", document="d", span=span, date=due)
    return Pledge(
        id=name,
        kind="promise",
        maker=maker,
        recipient=None,
        content="we help",
        reports=(("d", f"c{name}"),),
        due=due,
        status="kept",
        history=(change,),
    )


def told(path: Path) -> tuple[Pledge, ...]:
    """The pledges that a ledger holds."""
    with Ledger.open(path, read_only=True) as ledger:
        return tuple(ledger.pledges())


def test_pledges_come_back_as_linking_found_them(tmp_path: Path) -> None:
    """Every field of each, in the same order."""
    accounts = [whole(1), whole(2), whole(3, text="Moscow struck Kyiv.")]
    filled(tmp_path / "a.db", accounts)
    assert told(tmp_path / "a.db") == link(accounts).pledges != ()


def test_pledges_stand_by_maker_then_by_what_falls_due_first(tmp_path: Path) -> None:
    """Those without a day stand last."""
    given = [
        pledge(f"{maker}{at}", maker, due)
        for maker in ("Élysée", "USA", "FRA")
        for at, due in enumerate(DAYS)
    ]
    with Ledger.open(tmp_path / "a.db") as ledger:
        ledger.link(Linked(pledges=tuple(given)))
        assert [item.id for item in ledger.pledges()] == [
            *("FRA2", "FRA1", "FRA0"),
            *("USA2", "USA1", "USA0"),
            *("Élysée2", "Élysée1", "Élysée0"),
        ]


def test_a_new_linking_replaces_all_pledges(tmp_path: Path) -> None:
    """With their reports and changes."""
    with Ledger.open(tmp_path / "a.db") as ledger:
        ledger.link(Linked(pledges=(pledge("1", "USA", None),)))
        assert all(dump(tmp_path / "a.db")[table] for table in TABLES)
        ledger.link(Linked())
    assert not any(dump(tmp_path / "a.db")[table] for table in TABLES)


def test_pledges_are_stored_with_the_other_links_or_not_at_all(tmp_path: Path) -> None:
    """A linking that fails at its pledges leaves the former links whole."""
    filled(tmp_path / "a.db", [whole(1)])
    before = dump(tmp_path / "a.db")
    twice = (pledge("1", "USA", None), pledge("1", "USA", None))
    with (
        Ledger.open(tmp_path / "a.db") as ledger,
        pytest.raises(Exception, match="UNIQUE"),
    ):
        ledger.link(Linked(pledges=twice))
    assert dump(tmp_path / "a.db") == before


# What later schemas added to the second one, taken away.
LATER = """
DROP VIEW counted_events; DROP VIEW counted_event_ends; DROP VIEW counted_statements;
DROP VIEW counted_commitments; DROP VIEW counted_figures;
DROP TABLE decided_event_ends; DROP TABLE decided_events; DROP TABLE decided_statements;
DROP TABLE decided_commitments; DROP TABLE decided_figures; DROP TABLE decided_documents;
DROP TABLE marks; DROP TABLE standings;
ALTER TABLE decisions DROP COLUMN proofs; ALTER TABLE decisions DROP COLUMN undoes;
DROP TABLE pledge_changes; DROP TABLE pledge_reports; DROP TABLE pledges;
ALTER TABLE sources DROP COLUMN sum; ALTER TABLE roots DROP COLUMN sum;
DROP TABLE as_linked; DROP TABLE before_falling; DROP TABLE recounted;
DROP TABLE found; DROP TABLE trace_blocks; DROP TABLE traces; DROP TABLE account_blocks;
DROP TABLE linked_accounts;
DROP INDEX happenings_grade; DROP INDEX events_confidence;
ALTER TABLE happenings DROP COLUMN grade;
ALTER TABLE happenings DROP COLUMN caveats;
ALTER TABLE happenings DROP COLUMN primary_originators;
ALTER TABLE happenings DROP COLUMN relayed_originators;
ALTER TABLE happenings DROP COLUMN named_originators;
ALTER TABLE happenings DROP COLUMN anonymous_originators;
ALTER TABLE happenings DROP COLUMN own_originators;
ALTER TABLE reports DROP COLUMN relation;
ALTER TABLE reports DROP COLUMN speaker_kind;
ALTER TABLE reports DROP COLUMN party;
ALTER TABLE reports DROP COLUMN interest;
PRAGMA user_version = 2;
"""


@pytest.mark.parametrize("table", TABLES)
def test_a_row_has_the_columns_of_its_table(table: str, tmp_path: Path) -> None:
    """By name and in order; the checksum is the store's."""
    Ledger.open(tmp_path / "a.db").close()
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    assert [*COLUMNS[table], "sum"] == names


def second_schema(path: Path) -> None:
    """A ledger of schema 2 with one account, linked by the rules of its time."""
    store = Store(path, migrations(), read_only=False)
    with Ledger(store, lambda: CLOCK) as ledger:
        ledger.add(whole(1))
        facts = {"linked": "older rules", "links": "a sum"}
        store.insert("facts", ({"name": k, "value": v} for k, v in facts.items()))
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(LATER)


def test_an_older_ledger_gets_its_pledges_by_linking_anew(tmp_path: Path) -> None:
    """
    It opens with all it holds, says that it is not linked, and the next linking is not
    taken for the one that was.
    """
    second_schema(tmp_path / "a.db")
    with Ledger.open(tmp_path / "a.db") as ledger:
        assert ledger.unlinked()
        assert list(ledger.pledges()) == []
        assert [item.document.id for item in ledger.annotations()] == [
            whole(1).document.id
        ]
        assert relink(ledger)
        assert tuple(ledger.pledges()) == link([whole(1)]).pledges != ()
        assert not relink(ledger)


def test_an_older_ledger_gets_its_grades_by_linking_anew(tmp_path: Path) -> None:
    """What it holds of happenings reads as not to be judged until then, and is whole."""
    path = tmp_path / "a.db"
    with Ledger.open(path) as ledger:
        ledger.add(whole(1))
        relink(ledger)
        told = list(ledger.happenings())
    bare = [
        replace(item, grade=6, caveats=(), corroboration=Corroboration())
        for item in told
    ]
    with Ledger.open(path) as ledger:
        ledger.link(Linked(happenings=tuple(bare)), by="older rules")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(LATER)
    with Ledger.open(path) as ledger:
        assert ledger.unlinked()
        assert list(ledger.happenings()) == bare
    with Ledger.open(path, read_only=True) as ledger:
        assert list(ledger.faults()) == []
    with Ledger.open(path) as ledger:
        assert relink(ledger)
        assert list(ledger.happenings()) == told
        rows = "SELECT grade, primary_originators FROM happenings ORDER BY id"
        assert list(ledger._store.rows(rows)) == [
            (item.grade, item.corroboration.primary)
            for item in sorted(told, key=lambda item: item.id)
        ]


def test_who_asks_an_unlinked_ledger_for_commitments_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is listed is of the last linking, as happenings are."""
    monkeypatch.chdir(tmp_path)
    second_schema(tmp_path / "facta.db")
    Ledger.open("facta.db").close()
    assert run(["commitments"]) == DONE
    assert "cut off before linking" in capsys.readouterr().err


def settled(number: int) -> Annotation:
    """An account whose promise was kept, as a passage of it tells."""
    found = whole(number)
    made = msgspec.structs.replace(
        found.commitments[0], status="kept", evidence=(found.commitments[0].content,)
    )
    return placed(msgspec.structs.replace(found, commitments=(made,)))


SPOILED = {
    "a column": "UPDATE pledges SET status = 'broken', sum = NULL",
    "a report": "UPDATE pledge_reports SET position = 7, sum = NULL",
    "a change": "UPDATE pledge_changes SET start = 1, sum = NULL",
    "a lost report": "DELETE FROM pledge_reports",
    "a flipped bit": "UPDATE pledges SET content = 'another'",
    "a report of nothing": "DELETE FROM commitments",
}


@pytest.mark.parametrize("change", SPOILED.values(), ids=SPOILED)
def test_a_check_finds_pledges_that_are_not_whole(
    change: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whether or not the checksum of the row was spoiled too."""
    monkeypatch.chdir(tmp_path)
    filled(tmp_path / "facta.db", [settled(1)])
    assert run(["check"]) == DONE
    with closing(sqlite3.connect("facta.db")) as connection, connection:
        connection.execute(change)
    assert run(["check"]) == CANNOT
    assert "pledge" in capsys.readouterr().out


def test_a_check_finds_a_passage_of_a_pledge_that_does_not_read_back(
    tmp_path: Path,
) -> None:
    """The passage that tells a change of status is in its account."""
    filled(tmp_path / "a.db", [whole(1)])
    (found,) = link([whole(1)]).pledges
    change = Change(
        status="kept",
        document=whole(1).document.id,
        span=Span(0, 7, "nothing"),
        date=None,
    )
    with Ledger.open(tmp_path / "a.db") as ledger:
        ledger.link(
            Linked(pledges=(msgspec.structs.replace(found, history=(change,)),))
        )
    with Ledger.open(tmp_path / "a.db", read_only=True) as ledger:
        assert [fault for fault in ledger.faults() if "does not read back" in fault]
