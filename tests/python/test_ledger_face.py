"""
`facta.Ledger`: the ledger's own answers, as lists that ask anew and show themselves.
"""

from __future__ import annotations

import builtins
import datetime
import gc
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import facta
from facta.exchange.files import save
from facta.exchange.formats import FORMATS
from facta.exchange.tables import TABLES
from facta.extras import install
from facta.ledger import Ledger
from facta.testing import annotation, doc
from tests.python.builders import DOCUMENT, accounts, ledger_file

QUESTIONS = (
    "documents",
    "happenings",
    "events",
    "statements",
    "commitments",
    "figures",
    "disputes",
)
HOSTILE = "<script>alert(1)</script>&<img src=x onerror=alert(1)> \u202e\x1b[31m"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger with a record of each kind."""
    return ledger_file(tmp_path)


@pytest.fixture
def ledger(path: Path) -> Iterator[facta.Ledger]:
    """The same, opened."""
    with facta.Ledger(path) as opened:
        yield opened


class Elements(HTMLParser):
    """The elements of a page and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element with its attributes."""
        self.names |= {tag, *(f"{tag} {name}" for name, _ in attrs)}

    def handle_data(self, data: str) -> None:
        """Notes words."""
        self.words.append(data)


def shown(records: facta.Records[Any]) -> Elements:
    """What a notebook shows."""
    return Elements(records._repr_html_())


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_gives_the_ledgers_own_records(
    question: str, path: Path, ledger: facta.Ledger
) -> None:
    """The same in the same order; length, index and slices fit."""
    with Ledger.open(path, read_only=True) as own:
        wanted = list(getattr(own, question)())
    records = getattr(ledger, question)()
    assert list(records) == list(records) == wanted
    assert len(records) == len(wanted)
    assert bool(records) == bool(wanted)
    assert records[:5] == wanted[:5]
    assert [records[at] for at in range(-len(wanted), len(wanted))] == [
        *wanted,
        *wanted,
    ]


@pytest.mark.parametrize(
    ("question", "fitting", "other"),
    [
        ("happenings", {"actor": "Russian"}, {"actor": "Ukraine"}),
        ("happenings", {"recipient": ["Kyiv", "Warsaw"]}, {"recipient": "Russia"}),
        ("happenings", {"event_type": "material conflict"}, {"event_type": "aid"}),
        (
            "happenings",
            {"since": "2025-05-25", "until": datetime.date(2025, 5, 25)},
            {"since": "2025-05-26"},
        ),
        ("events", {"actor": "RUS", "document": DOCUMENT.id}, {"document": "none"}),
        ("statements", {"speaker": "trump"}, {"speaker": "Russia"}),
        (
            "statements",
            {"kind": "named", "relation": "primary"},
            {"relation": "relayed"},
        ),
        (
            "commitments",
            {"maker": "united states", "kind": "promise"},
            {"kind": "threat"},
        ),
        ("figures", {"of": "kill"}, {"of": "wounded"}),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_filters_are_those_of_the_ledger(
    ledger: facta.Ledger, question: str, fitting: dict[str, Any], other: dict[str, Any]
) -> None:
    """Names in any spelling that the tables know, types, days as dates or text."""
    assert len(getattr(ledger, question)(**fitting)) == 1
    assert not getattr(ledger, question)(**other)


@pytest.mark.parametrize(
    ("question", "asked", "message"),
    [
        ("happenings", {"actor": "Rusia"}, "'Rusia': nobody of this name"),
        (
            "happenings",
            {"event_type": "attack"},
            "'attack': no type of event; use one of",
        ),
        ("happenings", {"since": "May"}, "'May': not a date; write it as 2025-05-25"),
        ("statements", {"speaker": ""}, "an empty name in a filter"),
        ("disputes", {"attribute": ["date"]}, "attribute: one word or name, not list"),
    ],
    ids=["nobody", "no type", "no day", "no name", "several"],
)
def test_a_filter_that_means_nothing_is_an_error_at_the_call(
    ledger: facta.Ledger, question: str, asked: dict[str, Any], message: str
) -> None:
    """Not later, where the records are looked at."""
    with pytest.raises(facta.FactaError, match=re.escape(message)):
        getattr(ledger, question)(**asked)


def test_records_ask_anew(path: Path, ledger: facta.Ledger) -> None:
    """What a run adds is there at the next look."""
    documents = ledger.documents()
    assert len(documents) == 1
    with Ledger.open(path) as writing:
        writing.add(annotation(doc("They spoke.", source="other.txt")))
    assert [document.source for document in documents] == ["strike.txt", "other.txt"]


def test_nobody_writes_through_it(ledger: facta.Ledger) -> None:
    """It has no method that does, and its connection refuses."""
    assert not {"add", "skip", "link", "decide"} & set(dir(ledger))
    with pytest.raises(facta.FactaError, match="readonly"), ledger._opened() as opened:
        opened.decide(ledger.documents()[0].id, "accepted", "", "me")


def test_any_record_can_be_had_by_its_id(ledger: facta.Ledger) -> None:
    """Or by its beginning; an id of nothing is an error."""
    happening = ledger.happenings()[0]
    assert ledger.get(happening.id[:8]).record == happening
    with pytest.raises(facta.FactaError, match="no document or event"):
        ledger.get("zzz")
    assert [passage.span.text for passage in ledger.search("struck")] == [
        "Russia struck Kyiv; 13 were killed."
    ]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_closed_ledger_says_so(path: Path, question: str) -> None:
    """In one line; the look of what was asked of it does not fail."""
    with facta.Ledger(path) as ledger:
        records = getattr(ledger, question)()
    assert repr(ledger).endswith("own.db, closed>")
    for look in (
        lambda: list(records),
        lambda: len(records),
        lambda: ledger.get("x"),
        getattr(ledger, question),
    ):
        with pytest.raises(
            facta.FactaError, match="this ledger was closed; open it again"
        ):
            look()
    assert "this ledger was closed" in repr(records)
    assert "this ledger was closed" in records._repr_html_()


def test_a_ledger_that_nobody_closes_holds_nothing(path: Path) -> None:
    """
    Between two looks the file may go; what asks it then says so, and nothing is left to
    close.
    """
    records = facta.Ledger(path).happenings()
    first = next(iter(records))
    assert list(records) == [first]
    gc.collect()
    path.rename(path.with_name("moved.db"))
    assert "no ledger there" in repr(records)


def test_a_ledger_follows_no_change_of_folder(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A path is taken from where the ledger was opened."""
    monkeypatch.chdir(path.parent)
    ledger = facta.Ledger(path.name)
    monkeypatch.chdir("/")
    assert repr(ledger.documents()) == "<1 document in own.db>"


def test_any_thread_may_ask(ledger: facta.Ledger) -> None:
    """Each look has a connection of its own."""
    records = ledger.happenings(actor="Russia")
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: len(records), range(16))) == {1}


@pytest.mark.parametrize(
    "content", [None, b"", b"no ledger at all"], ids=["none", "empty", "another file"]
)
def test_what_is_no_ledger_is_an_error(tmp_path: Path, content: bytes | None) -> None:
    """In one line that names the file, which stays as it was."""
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(facta.FactaError, match=r"x\.db: ") as caught:
        facta.Ledger(path)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.exists() else None) == content


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_table_has_the_columns_of_the_export(
    question: str, path: Path, ledger: facta.Ledger, tmp_path: Path
) -> None:
    """And the same rows, as the Parquet file has them."""
    from pyarrow import parquet

    table = getattr(ledger, question)().arrow()
    if question not in TABLES:
        assert table.column_names[:4] == ["dispute", "attribute", "strength", "subject"]
        return
    with Ledger.open(path, read_only=True) as own:
        files = {file.stem: file for file in save(own, FORMATS["parquet"], tmp_path)}
    assert table.equals(parquet.read_table(files[question]))
    assert table.num_rows == len(getattr(ledger, question)()) or question == "disputes"


def test_a_table_of_filtered_records_has_only_those(tmp_path: Path) -> None:
    """Each event keeps the statement that it is reported in."""
    with facta.Ledger(ledger_file(tmp_path, *accounts(3))) as ledger:
        document = ledger.documents()[1].id
        (row,) = ledger.events(document=document).arrow().to_pylist()
        assert row["document"] == document
        assert row["reported_in"] == ledger.statements(document=document)[0].id
        assert row["date"] == datetime.date(2025, 5, 25)
        assert ledger.events(since="2030-01-01").arrow().num_rows == 0


def test_a_table_needs_pyarrow_and_says_how_to_get_it(
    ledger: facta.Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plain installation has none."""
    whole = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyarrow"):
            raise ImportError("No module named 'pyarrow'", name="pyarrow")
        return whole(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(facta.FactaError, match=re.escape(install("arrow"))):
        ledger.happenings().arrow()
    assert "1 happening" in repr(ledger.happenings())


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_look_tells_how_many(question: str, ledger: facta.Ledger, path: Path) -> None:
    """Plain and in a notebook; where there is nothing, no table stands."""
    records = getattr(ledger, question)()
    noun = question if len(records) != 1 else question.removesuffix("s")
    assert repr(records) == f"<{len(records)} {noun} in {path}>"
    found = shown(records)
    assert f"{len(records)} {noun} in {path}" in found.words
    assert ("table" in found.names) == bool(records)


def test_a_notebook_shows_twenty_rows_and_how_many_more(tmp_path: Path) -> None:
    """With the words of the passage."""
    with facta.Ledger(ledger_file(tmp_path, *accounts(23))) as ledger:
        page = ledger.statements()._repr_html_()
        assert page.count("<td ") / page.count("<th ") == 20
        assert "and 3 more" in page
        assert page.count("will help") == 20
        assert "more" not in ledger.happenings()._repr_html_()


def test_a_notebook_shows_days_as_the_page_does(ledger: facta.Ledger) -> None:
    """And countries by their names."""
    row = shown(ledger.happenings()).words
    assert {"25 May 2025", "Russia", "Ukraine", "1 report", "Russia struck"} <= set(row)


def test_a_note_on_a_name_is_shown(ledger: facta.Ledger) -> None:
    """That nobody of that name is in this ledger explains why nothing fits."""
    records = ledger.happenings(actor="Kenya")
    assert repr(records).startswith("<0 happenings in ")
    assert repr(records).endswith("; Kenya (KEN) is in no record of this ledger>")
    assert "Kenya (KEN) is in no record of this ledger" in records._repr_html_()


def test_text_of_accounts_is_text_and_nothing_else(tmp_path: Path) -> None:
    """
    Whatever it holds, the table has the elements of a table and no character that turns
    or hides.
    """
    document = doc(
        f"Russia struck; 13, we will help {HOSTILE}",
        title=HOSTILE,
        source=f"{HOSTILE}.txt",
        published="2025-05-27",
    )
    with facta.Ledger(ledger_file(tmp_path, document)) as ledger:
        for question in QUESTIONS:
            page = getattr(ledger, question)()._repr_html_()
            assert Elements(page).names <= {
                "div",
                "p",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "th style",
                "td style",
            }
            assert all(letter.isprintable() for letter in page)
        assert HOSTILE.split()[0] in " ".join(shown(ledger.documents()).words)


def test_a_long_passage_is_cut(tmp_path: Path) -> None:
    """A table stays a table."""
    document = doc(f"Russia struck; 13, we will help.{'x' * 5000}", title="y" * 5000)
    with facta.Ledger(ledger_file(tmp_path, document)) as ledger:
        assert max(map(len, shown(ledger.documents()).words)) == 240


def test_a_year_is_not_shown_as_a_day(ledger: facta.Ledger) -> None:
    """Whoever knows the year only does not say the first of January."""
    assert all(
        "1 Jan" not in left + right
        for left, right in pairwise(shown(ledger.statements()).words)
    )
