"""`facta brief`: the page of a ledger again, or of a part of it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facta.brief import Narrowing, compose, render
from facta.brief.records import Brief
from facta.brief.render import SUFFIXES
from facta.cli.commands.build import build
from facta.cli.main import CANNOT, DONE, run
from facta.ledger import Ledger
from facta.link import link
from facta.ontology import Countries
from facta.testing import annotation, commitment, doc, telling
from tests.brief.test_page import Page
from tests.ledger.named import DOCUMENT, fill

SECOND = doc(
    "Russian drones struck a port. It will leave the port.",
    published="2025-05-28",
    source="second.txt",
)
QUIET = doc("Rain fell.", published="2025-05-29", source="quiet.txt")
MAY = (datetime.date(2025, 5, 1), datetime.date(2025, 5, 31))


def store(ledger: Ledger) -> None:
    """
    The account of named parties, one that tells one attack again, and one that tells
    nothing.
    """
    fill(ledger)
    ledger.add(
        annotation(
            SECOND,
            events=(
                telling(
                    SECOND,
                    "ASSAULT",
                    "RUS",
                    "UKR",
                    "Russian drones struck a port.",
                    date="2025-05-10",
                ),
            ),
            commitments=(
                commitment(
                    SECOND, "leave the port", "RUS", recipient="UKR", date="2025-05-10"
                ),
            ),
        )
    )
    ledger.add(annotation(QUIET))
    ledger.link(link(list(ledger.annotations())))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with that ledger in it."""
    monkeypatch.chdir(tmp_path)
    with Ledger.open("facta.db") as opened:
        store(opened)
    return tmp_path


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """That ledger, open."""
    with Ledger.open(":memory:") as opened:
        store(opened)
        yield opened


def narrowed(ledger: Ledger, **asked: Any) -> Brief:
    """The brief of what the filters leave."""
    return compose(ledger, Countries.load(), asked=Narrowing.of(ledger, **asked))


class NoReader:
    """Stands for the stages: nothing new is read."""

    stages = "none"
    jobs = 1

    def batches(self, batches: Any) -> Iterator[Any]:
        """Nothing."""
        return iter(())


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("title", [None, "A title"])
def test_without_filters_it_is_the_page_that_the_build_wrote(
    folder: Path, form: str, title: str | None
) -> None:
    """To the byte, in every form."""
    written, again = folder / f"built{form}", folder / f"again{form}"
    reader: Any = NoReader()
    build([], reader, folder / "facta.db", written, title=title, quiet=True)
    assert (
        run(["brief", "-o", str(again), *(["--title", title] if title else [])]) == DONE
    )
    assert again.read_bytes() == written.read_bytes()


def test_every_part_follows_the_filters(ledger: Ledger) -> None:
    """
    Happenings, speakers, commitments, figures, dyads, counts and accounts are of what
    was asked for.
    """
    brief = narrowed(ledger, actor="russia", recipient="Ukrainian")
    assert [line.event_type for line in brief.happenings] == ["ASSAULT"]
    assert [(line.maker, line.recipient) for line in brief.commitments] == [
        ("RUS", "UKR")
    ]
    assert [(panel.actor, panel.recipient) for panel in brief.dyads] == [
        ("Russia", "Ukraine")
    ]
    assert brief.speakers == ()
    assert {account.source for account in brief.accounts} == {
        DOCUMENT.source,
        SECOND.source,
    }
    assert dict(brief.facts) == {
        "accounts": 2,
        "independent": 2,
        "happenings": 1,
        "commitments": 1,
    }
    assert [dict(account.counts)["events"] for account in brief.accounts] == [1, 1]


def test_a_person_stands_behind_the_end_of_his_country_in_dyads(ledger: Ledger) -> None:
    """A call of two presidents is one dyad of the one asked for."""
    brief = narrowed(ledger, actor="trump")
    assert [(panel.actor, panel.recipient) for panel in brief.dyads] == [
        ("United States", "Russia")
    ]
    assert [group.speaker for group in brief.speakers] == ["Donald Trump"]


def test_figures_are_those_of_the_sentences_that_stay(ledger: Ledger) -> None:
    """
    A number in another sentence of the same account is of another matter; a bare one is
    no figure.
    """
    assert [figure.of for figure in narrowed(ledger).figures] == [
        "presidents",
        "treaty",
    ]
    assert narrowed(ledger, event_type="assault").figures == ()
    assert [figure.of for figure in narrowed(ledger, event_type="consult").figures] == [
        "presidents"
    ]


def test_a_period_keeps_what_is_dated_in_it(ledger: Ledger) -> None:
    """The undated is in no period; a figure of its own date is."""
    brief = narrowed(
        ledger, since=datetime.date(2025, 5, 20), until=datetime.date(2025, 5, 20)
    )
    assert brief.happenings == ()
    assert [figure.value for figure in brief.figures] == ["1 km"]
    assert brief.narrowed == "20 May 2025"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"actor": "rus", "recipient": "ukraine"}, "Russia towards Ukraine"),
        ({"actor": "trump"}, "acts and words of Donald Trump"),
        (
            {"recipient": ["trump", "rus"]},
            "acts and words towards Donald Trump or Russia",
        ),
        (
            {"since": MAY[0], "until": MAY[1], "event_type": "assault"},
            "1 to 31 May 2025, ASSAULT",
        ),
        ({"since": MAY[0]}, "since 1 May 2025"),
        (
            {"until": MAY[1], "event_type": "verbal cooperation"},
            "until 31 May 2025, verbal cooperation",
        ),
        ({}, None),
    ],
    ids=str,
)
@pytest.mark.parametrize("form", [".html", ".md", ".json"])
def test_the_head_says_what_was_asked_for(
    ledger: Ledger, asked: dict[str, Any], words: str | None, form: str
) -> None:
    """In words, in every form; a whole brief says nothing of it."""
    brief = narrowed(ledger, **asked)
    page = render(brief, form)
    assert brief.narrowed == words
    if form == ".json":
        assert json.loads(page)["narrowed"] == words
    else:
        assert (
            f"Narrowed to {'<b>' if form == '.html' else ''}{words}" in page
        ) is bool(words)
        assert ("Narrowed" in page) is bool(words)


def test_every_link_of_a_narrowed_page_leads_somewhere(ledger: Ledger) -> None:
    """Accounts are numbered anew, and no line points to one that is left out."""
    for asked in (
        {"actor": "rus"},
        {"event_type": "aid"},
        {"actor": "peskov"},
        {"since": datetime.date(2025, 5, 12)},
    ):
        page = Page(render(narrowed(ledger, **asked), ".html"))
        assert {link.removeprefix("#") for link in page.links} <= set(page.ids)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--actor", "rus", "--type", "aid"],
            "nothing fits acts and words of Russia, AID; give fewer filters",
        ),
        (["--actor", "Merkel"], "Angela Merkel is in no record of this ledger"),
        (
            ["--since", "2030-01-01"],
            "nothing fits since 1 Jan 2030; give fewer filters",
        ),
    ],
    ids=["together", "absent", "period"],
)
def test_where_nothing_fits_no_page_is_written(
    folder: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line and exit status 2."""
    assert run(["brief", "-o", "none.html", *arguments]) == CANNOT
    (line,) = capsys.readouterr().err.splitlines()
    assert said in line
    assert not (folder / "none.html").exists()


def test_an_empty_ledger_gives_its_page_but_no_part_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The build writes a page over nothing too, which names what could not be read."""
    monkeypatch.chdir(tmp_path)
    Ledger.open("facta.db").close()
    assert run(["brief", "-q"]) == DONE
    assert "No account could be read." in Path("brief.html").read_text("utf-8")
    assert run(["brief", "-o", "part.html", "--actor", "rus"]) == CANNOT
    assert "holds no accounts yet" in capsys.readouterr().err
    assert not Path("part.html").exists()


@pytest.mark.parametrize("name", ["facta.db", "./facta.db", "facta.html"])
def test_the_page_is_never_written_over_its_ledger(folder: Path, name: str) -> None:
    """Whatever the ledger is called and however it is named."""
    kept = folder / Path(name).name
    if not kept.exists():
        (folder / "facta.db").rename(kept)
    before = kept.read_bytes()
    assert run(["brief", "--ledger", str(kept), "-o", name]) == CANNOT
    assert kept.read_bytes() == before


def test_a_ledger_that_is_not_there_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of nothing is no answer to a mistyped path."""
    monkeypatch.chdir(tmp_path)
    assert run(["brief", "--ledger", "none.db"]) == CANNOT
    assert list(tmp_path.iterdir()) == []
