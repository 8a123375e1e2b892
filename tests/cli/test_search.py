"""`facta search` and `facta ledger diff`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.cli.commands.search import BEFORE, BOLD, PLAIN, highlighted, shown
from facta.cli.main import CANNOT, DONE, run
from facta.ledger import Ledger
from facta.ledger.searching import CLOSE, OPEN, Hit, places
from facta.records import Span
from facta.testing import annotation, doc, telling
from tests.ledger.deciding import ACCOUNTS, STRIKE, account
from tests.ledger.making import placed
from tests.ledger.test_ledger_deciding import filled


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of two accounts in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return filled(tmp_path / "facta.db")


def said(
    *arguments: str, capsys: pytest.CaptureFixture[str], status: int = DONE
) -> tuple[list[str], list[str]]:
    """Lines of output and of errors of a command."""
    assert run(arguments) == status
    found = capsys.readouterr()
    return found.out.splitlines(), found.err.splitlines()


def found(*arguments: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Hits as JSON has them."""
    return [
        json.loads(line)
        for line in said("search", *arguments, "--json", capsys=capsys)[0]
    ]


def test_what_was_found_is_marked_by_its_place_in_the_account(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Offsets count characters of the text, as everywhere."""
    texts = {whole.document.id: whole.document.text for whole in ACCOUNTS}
    for hit in found("strikes", "civilian", capsys=capsys):
        text, start, end = texts[hit["document"]], hit["start"], hit["end"]
        assert text[start:end] == hit["text"] == STRIKE
        marks = [text[start:end] for start, end in hit["marks"]]
        assert marks == ["civilians"] or marks == ["struck", "civilians"]


def test_a_sentence_comes_with_what_it_tells(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The happening and the statement, or the account where it tells neither."""
    with Ledger.open(ledger, read_only=True) as opened:
        strike = next(opened.happenings(event_type="ASSAULT"))
    hits = found("odesa", capsys=capsys)
    assert {(hit["what"], hit["id"]) for hit in hits if hit["what"] == "happening"} == {
        ("happening", strike.id)
    }
    assert {hit["what"] for hit in hits} == {"happening", "statement"}
    assert {hit["what"] for hit in found("trump", capsys=capsys)} == {"passage"}


@pytest.mark.parametrize(
    ("filters", "kinds"),
    [
        (["--actor", "RUS"], {"happening", "statement"}),
        (["--actor", "FRA"], set()),
        (["--type", "assault"], {"happening"}),
        (["--since", "2025-05-27"], set()),
        (["--until", "2025-05-25"], {"happening"}),
        (["--kind", "statement"], {"statement"}),
        (["--kind", "happening", "--recipient", "UKR"], {"happening"}),
        (["--kind", "passage"], {"passage"}),
    ],
    ids=lambda value: " ".join(sorted(value)),
)
def test_filters_are_those_of_the_lists(
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
    filters: list[str],
    kinds: set[str],
) -> None:
    """Each narrows what a sentence may come with."""
    hits = found("odesa", *filters, capsys=capsys)
    assert {hit["what"] for hit in hits} == kinds


def test_marks_are_plain_where_there_is_no_terminal(
    ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And bold on one."""
    line = said("search", "odesa", "--limit", "1", capsys=capsys)[0][1]
    assert "Russia struck [Odesa] on Sunday" in line
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    line = said("search", "odesa", "--limit", "1", capsys=capsys)[0][1]
    assert "Russia struck \x1b[1mOdesa\x1b[0m on Sunday" in line


def test_how_many_there_are_is_limited_and_said(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The best first."""
    out, errors = said("search", "odesa", "--limit", "1", capsys=capsys)
    assert len(out) == 2
    assert errors == ["the first 1; more with --limit"]
    assert said("search", "odesa", capsys=capsys)[1] == []


def test_nothing_found_and_nothing_to_look_for(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first is a note, the second cannot be done."""
    assert said("search", "zebra", capsys=capsys) == (
        [],
        ["facta: nothing holds 'zebra'"],
    )
    assert said("search", "*", capsys=capsys, status=CANNOT)[1] == [
        "facta: '*': no word to look for; give one"
    ]


def test_what_was_rejected_is_not_found_as_it_was(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence still is a passage; one of a rejected account is not."""
    with Ledger.open(ledger, read_only=True) as opened:
        talks = next(opened.happenings(event_type="CONSULT"))
    said("decide", "reject", talks.id, capsys=capsys)
    assert {hit["what"] for hit in found("ankara", capsys=capsys)} == {"passage"}
    said("decide", "reject", ACCOUNTS[0].document.id, capsys=capsys)
    (hit,) = found("ankara", capsys=capsys)
    assert hit["document"] == ACCOUNTS[1].document.id


@given(st.text(alphabet=f"ab {OPEN}{CLOSE}", min_size=1))
def test_signs_of_the_account_itself_are_never_taken_for_marks(text: str) -> None:
    """Where a sentence holds them nothing is marked."""
    marked = f"{OPEN}{text}{CLOSE}"
    span = Span(3, 3 + len(text), text)
    if OPEN in text or CLOSE in text:
        assert list(places(marked, span)) == []
    else:
        assert list(places(marked, span)) == [(3, 3 + len(text))]


def hit(text: str, *marks: tuple[int, int]) -> Hit:
    """A hit whose sentence begins at 5."""
    return Hit(
        what="passage",
        id="a",
        document="a",
        source="a",
        published=None,
        sentence=0,
        start=5,
        end=5 + len(text),
        text=text,
        marks=marks,
    )


def test_a_long_sentence_begins_near_what_was_found() -> None:
    """So that it is seen on a line that is cut."""
    text = f"{'word ' * 30}attack and more"
    assert len(text.partition("attack")[0]) > BEFORE
    line = highlighted(shown(hit(text, (155, 161))), PLAIN)
    assert line.startswith("…word")
    assert line.index("[attack]") <= BEFORE
    assert line.endswith("and more")
    assert highlighted(shown(hit("an attack", (8, 14))), PLAIN) == "an [attack]"


def test_a_mark_that_was_cut_off_is_closed() -> None:
    """Else all that follows on the terminal were bold."""
    assert highlighted(f"an {OPEN}att…", BOLD) == "an \x1b[1matt…\x1b[0m"


# two ledgers


def test_one_ledger_differs_in_nothing_from_itself(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """That is said, and is no error."""
    out, errors = said("ledger", "diff", "facta.db", "facta.db", capsys=capsys)
    assert (out, errors) == ([], ["facta: both tell the same"])


def differing(
    *names: str, capsys: pytest.CaptureFixture[str]
) -> list[tuple[object, ...]]:
    """What differs and how, and the fields that do."""
    lines = said("ledger", "diff", *names, "--json", capsys=capsys)[0]
    return [
        (item["what"], item["how"], *(field["name"] for field in item["fields"]))
        for item in map(json.loads, lines)
    ]


def test_what_two_ledgers_tell_differently_is_listed(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Accounts, happenings, commitments, decisions; new, gone and changed."""
    words = "Norway sent Kenya tents."
    document = doc(words, source="d.txt", published="2025-05-28")
    event = telling(document, "AID", "NOR", "KEN", words, date="2025-05-25")
    third = account("c.txt", kind="AID"), placed(annotation(document, events=(event,)))
    filled(Path("more.db").absolute(), (*ACCOUNTS, *third))
    name = ACCOUNTS[0].commitments[0].id
    said(
        *(
            "decide",
            "correct",
            name,
            "status=kept",
            "--by",
            "Ann",
            "--ledger",
            "more.db",
        ),
        capsys=capsys,
    )
    there = differing("facta.db", "more.db", capsys=capsys)
    assert ("account", "new") in there
    assert ("happening", "changed", "reports") in there
    assert ("happening", "new") in there
    assert ("commitment", "changed", "status") in there
    assert ("decision", "new") in there
    back = differing("more.db", "facta.db", capsys=capsys)
    turned = {"new": "gone", "gone": "new", "changed": "changed"}
    assert sorted(
        (what, turned[str(how)], *rest) for what, how, *rest in back
    ) == sorted(there)


def test_a_happening_under_another_id_is_the_same_by_its_passages(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its date, where other rules read another, is what changed."""
    later = tuple(
        msgspec.structs.replace(
            whole,
            events=tuple(
                msgspec.structs.replace(
                    event, id=f"x{event.id[1:]}", date=whole.document.published
                )
                for event in whole.events
            ),
        )
        for whole in ACCOUNTS
    )
    filled(Path("later.db").absolute(), later)
    assert ("happening", "changed", "date") in differing(
        "facta.db", "later.db", capsys=capsys
    )
    assert ("happening", "new") not in differing("facta.db", "later.db", capsys=capsys)


def test_a_ledger_that_is_not_there_is_told_of(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Either of the two."""
    for names in (["none.db", "facta.db"], ["facta.db", "none.db"]):
        _, errors = said("ledger", "diff", *names, capsys=capsys, status=CANNOT)
        assert "no ledger there" in errors[-1]
