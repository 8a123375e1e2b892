"""What a ledger keeps, and that it keeps it."""

from __future__ import annotations

import datetime
import itertools
import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facta.errors import FactaError, LedgerError
from facta.ledger import Ledger, columns
from facta.ledger.columns import COLUMNS
from facta.ledger.schema import Migration, migrations, statements
from facta.ledger.store import APPLICATION, Store
from facta.link import Linked, NearCopy, link
from facta.records import Skipped, Span
from facta.shapes import Shape
from facta.testing import actor, annotation, doc, figure, statement, telling
from tests.ledger.making import CLOCK, account, dump, filled


def test_a_stored_annotation_comes_back_whole(tmp_path: Path) -> None:
    """What is stored is what is read: every field of every record."""
    with Ledger.open(tmp_path / "a.ledger") as ledger:
        ledger.add(account(1))
        assert list(ledger.annotations()) == [account(1)]
        assert ledger.annotation(account(1).document.id) == account(1)


def test_a_zero_with_a_sign_is_no_damage(tmp_path: Path) -> None:
    """SQLite keeps no sign of a zero: a stance of a real account was told as damaged."""
    document = doc("Russia praised Ukraine.")
    said = msgspec.structs.replace(
        statement(document, "praised", speaker="Russia"), stance=-0.0
    )
    stored = annotation(document, statements=(said,))
    with Ledger.open(tmp_path / "a.ledger") as ledger:
        ledger.add(stored)
        assert ledger.annotation(document.id) == stored
        assert not list(ledger.faults())


def test_the_same_document_again_changes_nothing(tmp_path: Path) -> None:
    """Storing a document twice is storing it once, and the ledger says so."""
    path = tmp_path / "a.ledger"
    filled(path, [account(1)])
    before = dump(path)
    with Ledger.open(path) as ledger:
        assert not ledger.add(account(1))
        assert not ledger.link(link([account(1)]))
        assert (ledger.tally.added, ledger.tally.changed, ledger.tally.unchanged) == (
            0,
            0,
            1,
        )
    assert dump(path) == before


def test_a_document_read_by_newer_stages_is_replaced(tmp_path: Path) -> None:
    """
    Records of a newer stage take the place of the older ones; nothing of them stays, in
    the search index neither.
    """
    old = account(1)
    event = msgspec.structs.replace(old.events[0], made_by="events/2", confidence=0.5)
    new = msgspec.structs.replace(old, events=(event,), statements=())
    with Ledger.open(tmp_path / "a.ledger") as ledger:
        ledger.add(old)
        assert ledger.add(new)
        assert ledger.tally.changed == 1
        assert list(ledger.annotations()) == [new]
        assert list(ledger.statements()) == []
        assert len(ledger.search("attacked")) == 1


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))), ids=str)
def test_rows_do_not_depend_on_the_order_of_documents(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    """The same documents in any order give the same rows in every table."""
    documents = [account(1), account(2), account(3, text="Moscow struck Kyiv.")]
    filled(tmp_path / "a.ledger", documents)
    filled(tmp_path / "b.ledger", [documents[at] for at in order])
    assert dump(tmp_path / "a.ledger") == dump(tmp_path / "b.ledger")


def test_holds_knows_a_document_by_its_content_and_its_stages(tmp_path: Path) -> None:
    """
    A document counts as read only by the same stages and with the same text, title and
    date.
    """
    document = account(1).document
    with Ledger.open(tmp_path / "a.ledger") as ledger:
        assert not ledger.holds(document, stages="v1")
        ledger.add(account(1), stages="v1")
        assert ledger.holds(document, stages="v1")
        assert not ledger.holds(document, stages="v2")
        assert not ledger.holds(
            msgspec.structs.replace(document, title="New"), stages="v1"
        )


def test_a_skipped_input_is_told_once_and_no_more_when_it_was_read(
    tmp_path: Path,
) -> None:
    """
    A skipped input is kept with its reason until an account of the same source is
    stored.
    """
    with Ledger.open(tmp_path / "a.ledger") as ledger:
        assert ledger.skip(Skipped("1.txt", "empty"))
        assert not ledger.skip(Skipped("1.txt", "empty"))
        ledger.skip(Skipped("0.pdf", "encrypted"))
        assert list(ledger.skipped()) == [
            Skipped("0.pdf", "encrypted"),
            Skipped("1.txt", "empty"),
        ]
        ledger.add(account(1))
        assert list(ledger.skipped()) == [Skipped("0.pdf", "encrypted")]


def test_linking_replaces_all_former_links(tmp_path: Path) -> None:
    """After a new linking no happening, report or dispute of the former one is left."""
    with Ledger.open(tmp_path / "a.ledger") as ledger:
        assert ledger.link(link([account(1), account(2)]))
        assert ledger.link(Linked())
        assert list(ledger.happenings()) == []
        assert ledger.originators() == {}


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {folder!r})
from tests.ledger.making import account
from facta.ledger import Ledger
with Ledger.open(Path({path!r})) as ledger:
    for number in range(100_000):
        ledger.add(account(number))
        print(number, flush=True)
"""


def test_nothing_that_was_stored_is_lost_when_the_writer_is_killed(
    tmp_path: Path,
) -> None:
    """
    A process killed in the middle of writing leaves a ledger that opens and holds every
    document it had stored.
    """
    path = tmp_path / "a.ledger"
    script = WRITER.format(folder=str(Path(__file__).parents[2]), path=str(path))
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        stored = [int(writer.stdout.readline()) for _ in range(40)]
        os.kill(writer.pid, signal.SIGKILL)
        stored += [int(line) for line in writer.stdout if line.endswith("\n")]
    with Ledger.open(path) as ledger:
        kept = {document.source for document in ledger.documents()}
        assert {f"{number}.txt" for number in stored} <= kept
        assert len(kept) <= len(stored) + 1
        assert all(
            len(item.events) == len(item.sentences) - 1 == 1
            for item in ledger.annotations()
        )
        assert ledger.add(account(-1))


def test_readers_see_whole_documents_while_a_writer_works(tmp_path: Path) -> None:
    """
    Three readers at once never fail, never wait for the writer, and see each document
    with all its records.
    """
    path = tmp_path / "a.ledger"
    Ledger.open(path).close()
    done = threading.Event()
    faults: list[str] = []

    def read() -> None:
        while not done.is_set():
            with Ledger.open(path, read_only=True) as ledger:
                faults.extend(
                    item.document.source
                    for item in ledger.annotations()
                    if len(item.figures) != 1
                )

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    with Ledger.open(path) as ledger:
        for number in range(60):
            ledger.add(account(number))
    done.set()
    for reader in readers:
        reader.join()
    with Ledger.open(path, read_only=True) as ledger:
        assert len(list(ledger.documents())) == 60
    assert faults == []


def test_a_read_only_ledger_cannot_be_written(tmp_path: Path) -> None:
    """Opening to read never makes a file and never changes one."""
    with pytest.raises(LedgerError, match="no ledger there"):
        Ledger.open(tmp_path / "none.ledger", read_only=True)
    Ledger.open(tmp_path / "a.ledger").close()
    with (
        Ledger.open(tmp_path / "a.ledger", read_only=True) as ledger,
        pytest.raises(LedgerError),
    ):
        ledger.add(account(1))


HOSTILE = {
    "sql": "'; DROP TABLE documents; --",
    "script": "<script>alert(1)</script>",
    "nul": "a\x00b",
    "surrogate": "a\ud800b",
    "right-to-left": "\u202eabc",
    "wildcards": "%_*?[",
    "emoji": "🏴‍☠️ é ﷽",
    "quotes": "\"''\"",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_in_every_field_is_stored_as_text(
    tmp_path: Path, text: str
) -> None:
    """
    Text is stored as it is, but for lone surrogates, each of which becomes one U+FFFD.
    """
    document = doc(f"{text} attacked {text}.", source=text, title=text, publisher=text)
    hostile = annotation(
        document,
        actors=(actor(text, country=text, office=text),),
        events=(telling(document, text, text, text, document.text, mode=text),),
        statements=(statement(document, document.text, speaker=text),),
        figures=(figure(document, text, 1.0, of=text, unit=text, attributed_to=text),),
    )
    safe = text.replace("\ud800", "\ufffd")
    with Ledger.open(tmp_path / "a.ledger") as ledger:
        assert ledger.add(hostile)
        assert not ledger.add(hostile)
        assert ledger.skip(Skipped(text + "2", text))
        (kept,) = ledger.annotations()
        assert (kept.document.title, kept.document.text) == (
            safe,
            f"{safe} attacked {safe}.",
        )
        assert (
            kept.actors[0].name
            == kept.figures[0].of
            == kept.statements[0].speaker.name
            == safe
        )
        assert kept.events[0].span.text == kept.document.text
        assert len(list(ledger.events(actor=text, event_type=text))) == 1
        assert len(list(ledger.statements(speaker=text))) == 1
        assert list(ledger.skipped()) == [Skipped(safe + "2", safe)]
        assert ledger.decide(document.id, "rejected", text, text).note == safe


@given(st.text(st.characters(), min_size=1, max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_keeps_its_offsets(text: str) -> None:
    """Whatever a text holds, spans of the stored document read back what they say."""
    document = doc(text)
    found = annotation(
        document, actors=(actor("x"),), figures=(figure(document, text, 1.0),)
    )
    with Ledger.open(":memory:") as ledger:
        ledger.add(found)
        (kept,) = ledger.annotations()
    span = kept.figures[0].span
    assert kept.document.text[span.start : span.end] == span.text
    assert len(kept.document.text) == len(text)


BROKEN = {
    "text": b"This is no database, however long it may be. " * 100,
    "torn": b"SQLite format 3\x00" + b"\xff" * 5000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_is_no_ledger_is_refused_and_left_alone(
    tmp_path: Path, content: bytes
) -> None:
    """
    A file of another kind gives a LedgerError that names it and says what to do; its
    bytes stay.
    """
    path = tmp_path / "a.ledger"
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"a\.ledger: .*; .*give another path"):
        Ledger.open(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    """A ledger is never made inside somebody else's database."""
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    with pytest.raises(LedgerError, match="another program"):
        Ledger.open(path)


def test_a_ledger_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    """A schema this program does not know is named, and left as it is."""
    path = tmp_path / "a.ledger"
    Ledger.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(LedgerError, match=r"schema 999.*use a newer facta"):
        Ledger.open(path)


def test_a_damaged_page_is_told_as_such(tmp_path: Path) -> None:
    """
    Damage in the middle of a file comes out as a LedgerError, not as SQLite's own.
    """
    path = tmp_path / "a.ledger"
    filled(path, [account(number) for number in range(50)])
    content = bytearray(path.read_bytes())
    content[8192 : len(content) - 4096] = b"\xaa" * (len(content) - 4096 - 8192)
    path.write_bytes(bytes(content))
    with pytest.raises(LedgerError, match="damaged"), Ledger.open(path) as ledger:
        list(ledger.annotations())


def test_a_place_where_no_file_can_be_is_refused(tmp_path: Path) -> None:
    """A folder that does not exist gives a LedgerError with advice."""
    with pytest.raises(LedgerError, match="check that the folder exists"):
        Ledger.open(tmp_path / "none" / "a.ledger")


def first_schema(path: Path) -> None:
    """
    A ledger of schema 1 with one document and a decision on it, written without the
    program.
    """
    connection = sqlite3.connect(path)
    connection.executescript(migrations()[0].sql)
    connection.execute("PRAGMA user_version = 1")
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    document = doc("Old text.")
    parts = (
        document.id,
        document.source,
        "unresolved",
        document.text_sha256,
        msgspec.json.encode(document),
    )
    connection.execute(
        "INSERT INTO documents (id, source, published_basis, text_sha256, record, "
        "characters, made_by, fingerprint,"
        " parse) VALUES (?, ?, ?, ?, ?, 9, '', '', x'')",
        parts,
    )
    connection.execute(
        "INSERT INTO decisions (record, kind, verdict, note, decided_by, decided_at, snapshot)"
        " VALUES (?, 'document', 'accepted', '', 'A', '2025-01-01T00:00:00+00:00', x'7b7d')",
        (document.id,),
    )
    connection.commit()
    connection.close()


def test_a_ledger_of_the_first_schema_opens_with_all_it_holds(tmp_path: Path) -> None:
    """A ledger made by the first program keeps its documents and decisions."""
    path = tmp_path / "a.ledger"
    first_schema(path)
    with Ledger.open(path) as ledger:
        assert [document.text for document in ledger.documents()] == ["Old text."]
        assert [decision.by for decision in ledger.decisions()] == ["A"]


def test_later_migrations_run_once_and_in_one_transaction(tmp_path: Path) -> None:
    """
    A migration brings an older ledger on; one that fails leaves the ledger as it was.
    """
    path = tmp_path / "a.ledger"
    first_schema(path)
    number = migrations()[-1].number + 1
    good = Migration(number, "ALTER TABLE documents ADD COLUMN more TEXT;")
    bad = Migration(number + 1, "CREATE TABLE half (a); CREATE TABLE half (a);")
    Store(path, [*migrations(), good], read_only=False).close()
    Store(path, [*migrations(), good], read_only=False).close()
    with pytest.raises(LedgerError, match="half"):
        Store(path, [*migrations(), good, bad], read_only=False)
    store = Store(path, [*migrations(), good], read_only=False)
    assert store.first("PRAGMA user_version") == (number,)
    assert store.first("SELECT count(*) FROM sqlite_master WHERE name = 'half'") == (0,)
    assert store.first("SELECT more FROM documents") == (None,)
    store.close()


def widened() -> list[Migration]:
    """The schema with a column more before all others of every table."""
    steps = []
    for step in migrations():
        sql = re.sub(r"(?m)^(CREATE TABLE \w+ \()$", r"\1\n    more TEXT,", step.sql)
        # a migration that copies rows counts the columns of its own day
        named = "INSERT INTO sources (source, document, shown, state, day)\n"
        steps.append(
            Migration(step.number, sql.replace("INSERT INTO sources\n", named))
        )
    return steps


def test_a_column_in_the_midst_of_a_table_changes_nothing_that_is_read(
    tmp_path: Path,
) -> None:
    """Rows are written and read by the names of their columns, whatever their order."""
    contents = []
    for name, steps in (("plain", list(migrations())), ("wider", widened())):
        store = Store(tmp_path / name, steps, read_only=False)
        with Ledger(store, lambda: CLOCK) as ledger:
            for number in (1, 2):
                ledger.add(account(number))
            copied = NearCopy(account(2).document.id, account(1).document.id, 0.5)
            linked = link(list(ledger.annotations()))
            ledger.link(msgspec.structs.replace(linked, copies=(copied,)))
            ledger.decide(account(1).document.id, "accepted", "read", "Ann")
            changed = account(1, text="Russia attacked Odesa.").document
            ledger.sources.see(msgspec.structs.replace(changed, source="1.txt"))
            ledger.sources.remove([account(2).document.id])
            contents.append(
                [
                    list(ledger.annotations()),
                    list(ledger.happenings()),
                    ledger.originators(),
                    list(ledger.copies()),
                    list(ledger.decisions()),
                    list(ledger.sources.log()),
                    ledger.search("attacked"),
                ]
            )
    plain, wider = contents
    with sqlite3.connect(tmp_path / "wider") as connection:
        assert connection.execute("SELECT DISTINCT more FROM events").fetchall()
    connection.close()
    assert plain == wider
    assert all(plain)


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_the_columns_of_a_table_are_those_of_its_schema(
    tmp_path: Path, table: str
) -> None:
    """What is stated in code and what the migrations make are one; none is forgotten."""
    Ledger.open(tmp_path / "a.ledger").close()
    with sqlite3.connect(tmp_path / "a.ledger") as connection:
        sql = "SELECT name FROM pragma_table_info(?)"
        made = {name for (name,) in connection.execute(sql, (table,))}
    connection.close()
    numbers = {"sentences": {"key"}, "decisions": {"number"}}
    assert made == {*COLUMNS[table], "sum"} | numbers.get(table, set())


SHAPES = {
    name: shape for name, shape in vars(columns).items() if isinstance(shape, Shape)
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_every_column_leads_to_a_field_of_its_record(shape: Shape[Any]) -> None:
    """A field that was renamed or went away is seen here, not in a ledger."""
    assert list(shape.types) == list(shape)


def test_an_older_ledger_is_not_read_as_if_it_were_current(tmp_path: Path) -> None:
    """
    To read needs the current schema; a reader changes nothing, so it says who can bring
    the file up to date.
    """
    (tmp_path / "empty.ledger").touch()
    with pytest.raises(LedgerError, match="bring it up to date"):
        Ledger.open(tmp_path / "empty.ledger", read_only=True)
    assert (tmp_path / "empty.ledger").read_bytes() == b""


def test_migrations_are_numbered_without_gaps() -> None:
    """Migration files count 1, 2, 3 ..., and each splits into whole statements."""
    assert [step.number for step in migrations()] == list(
        range(1, len(migrations()) + 1)
    )
    assert all(
        sqlite3.complete_statement(part)
        for step in migrations()
        for part in statements(step.sql)
    )


def test_two_may_open_a_new_ledger_at_once(tmp_path: Path) -> None:
    """Several who make the same ledger at the same moment all get it, made once."""
    faults: list[Exception] = []

    def make() -> None:
        try:
            Ledger.open(tmp_path / "a.ledger").close()
        except FactaError as error:
            faults.append(error)

    makers = [threading.Thread(target=make) for _ in range(6)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert faults == []


def test_a_decision_is_kept_through_new_runs(tmp_path: Path) -> None:
    """
    A decision stays with the record as it was seen, whatever later runs make of it.
    """
    clock = datetime.datetime(2025, 6, 1, tzinfo=datetime.UTC)
    old = account(1)
    with Ledger.open(tmp_path / "a.ledger", clock=lambda: clock) as ledger:
        ledger.add(old)
        made = ledger.decide(
            old.events[0].id[:8], "rejected", "a drill, no attack", "Ana"
        )
        ledger.add(msgspec.structs.replace(old, events=()))
        ledger.link(link(list(ledger.annotations())))
        assert list(ledger.decisions()) == [made]
    assert (made.record, made.kind, made.at) == (old.events[0].id, "event", clock)
    assert msgspec.json.decode(made.snapshot)["event_type"] == "ASSAULT"


@pytest.mark.parametrize(
    "sql", ["DELETE FROM decisions", "UPDATE decisions SET verdict = 'accepted'"]
)
def test_a_decision_is_never_changed_or_removed(tmp_path: Path, sql: str) -> None:
    """The file itself refuses to forget a decision; a change of mind is another one."""
    path = tmp_path / "a.ledger"
    with Ledger.open(path) as ledger:
        ledger.add(account(1))
        ledger.decide(account(1).document.id, "rejected", "", "Ana")
        ledger.decide(account(1).document.id, "accepted", "checked again", "Ben")
        assert [item.verdict for item in ledger.decisions(account(1).document.id)] == [
            "rejected",
            "accepted",
        ]
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="a decision is never"):
        connection.execute(sql)
    connection.close()


def test_spans_of_a_document_point_into_it(tmp_path: Path) -> None:
    """
    A document's record and its sentences in the search index give the same characters.
    """
    with Ledger.open(tmp_path / "a.ledger") as ledger:
        ledger.add(account(1))
        (found,) = ledger.search("civilians")
        text = next(ledger.documents()).text
        assert found.span == Span.of(text, found.span.start, found.span.end)
