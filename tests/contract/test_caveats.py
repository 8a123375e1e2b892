"""What is alleged or disputed says so wherever it is shown, and everywhere alike."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import facta
from facta.brief import compose, render
from facta.cli.main import DONE, run
from facta.exchange.contract import linked_json
from facta.exchange.programs import PROGRAMS
from facta.exchange.tables import tables
from facta.ledger import Ledger
from facta.link import link
from facta.ontology import Countries
from facta.records import Annotation, Happening
from facta.testing import annotation, doc, statement, telling

STRUCK = "Ukraine struck the bridge at Kerch"
TEXT = f"{STRUCK}, Kyiv said. Moscow denied that it was struck."
# they have a row from party to party, and none of their columns is for it
NO_ROOM = {"polecat", "gdelt", "icews"}
Shown = Callable[[Path, pytest.CaptureFixture[str]], str]


def account() -> Annotation:
    """One party says what it did, the other denies it."""
    document = doc(TEXT, published="2025-05-26", source="a.txt")
    claim = statement(document, STRUCK, speaker="Kyiv", country="UKR")
    denial = statement(
        document, "that it was struck", speaker="Moscow", country="RUS", denies=0
    )
    event = telling(
        document, "ASSAULT", "UKR", "RUS", STRUCK, date="2025-05-25", reported_in=0
    )
    return annotation(document, events=(event,), statements=(claim, denial))


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of that account in the working folder, and an empty one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    Ledger.open(tmp_path / "empty.db").close()
    with Ledger.open(tmp_path / "facta.db") as opened:
        opened.add(account())
        opened.link(link(list(opened.annotations())))
    return tmp_path / "facta.db"


def happening(path: Path) -> Happening:
    """The one that it tells."""
    with Ledger.open(path, read_only=True) as opened:
        (found,) = opened.happenings()
    return found


def command(*arguments: str) -> Shown:
    """What a command prints; ID stands for the happening's."""

    def shown(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
        given = [happening(path).id if each == "ID" else each for each in arguments]
        assert run(given) == DONE
        return capsys.readouterr().out

    return shown


def page(form: str) -> Shown:
    """The lines of a brief that show it; of a page without its legend."""

    def shown(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
        del capsys
        with Ledger.open(path, read_only=True) as opened:
            text = render(compose(opened, Countries.load()), form)
        rows = text.splitlines()
        if form == ".html":
            first = next(at for at, row in enumerate(rows) if "<details>" in row)
            return "".join(rows[first : first + 12])
        if form == ".md":
            return next(row for row in rows if "assault" in row and "grade" in row)
        return text

    return shown


def tooltip(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the mark on a chart says."""
    del capsys
    with Ledger.open(path, read_only=True) as opened:
        brief = compose(opened, Countries.load())
    return next(dot.label for panel in brief.dyads for dot in panel.dots)


def program(name: str) -> Shown:
    """What another program is told of it."""

    def shown(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
        del capsys
        stream = io.BytesIO()
        with Ledger.open(path, read_only=True) as opened:
            PROGRAMS[name].write(opened, stream)
        return stream.getvalue().decode()

    return shown


def table(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The row of the tables of which csv, jsonl, parquet and xlsx are made."""
    del capsys
    with Ledger.open(path, read_only=True) as opened:
        (found,) = (one for one in tables(opened) if one.name == "happenings")
        return str(list(found.rows))


def notebook(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The table that a notebook shows."""
    del capsys
    return str(facta.Ledger(path).happenings()._repr_html_())


def contract(path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What `facta link` writes."""
    del path, capsys
    return linked_json(link([account()])).decode()


SURFACES: dict[str, Shown] = {
    "brief, page": page(".html"),
    "brief, Markdown": page(".md"),
    "brief, JSON": page(".json"),
    "brief, chart": tooltip,
    "timeline": command("timeline"),
    "timeline, JSON": command("timeline", "--json"),
    "search": command("search", "bridge", "--kind", "happening"),
    "search, JSON": command("search", "bridge", "--kind", "happening", "--json"),
    "why": command("why", "ID"),
    "why, JSON": command("why", "ID", "--json"),
    "difference": command("ledger", "diff", "empty.db", "facta.db"),
    "link": contract,
    "notebook": notebook,
    "tables": table,
    **{
        f"export, {name}": program(name)
        for name in PROGRAMS
        if name not in NO_ROOM | {"xlsx"}
    },
}


@pytest.mark.parametrize("shown", SURFACES.values(), ids=SURFACES)
def test_it_says_so_wherever_it_is_shown(
    shown: Shown, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both words, as the happening itself has them."""
    assert happening(ledger).caveats == ("alleged", "disputed")
    text = shown(ledger, capsys)
    # keys of JSON have such names, too
    listed = re.search(r"caveats[^\[(]{1,4}[\[(](.*?)[\])]", text, re.DOTALL)
    words = listed[1] if listed else text
    assert "alleged" in words
    assert "disputed" in words


def test_a_format_without_room_is_named() -> None:
    """All others are among the surfaces; a workbook has the tables."""
    covered = {name.removeprefix("export, ") for name in SURFACES}
    assert set(PROGRAMS) - covered == NO_ROOM | {"xlsx"}


def test_what_disputes_it_is_told_with_it(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also where the dispute is over words in which it stands, and names no event."""
    (line,) = program("plover")(ledger, capsys).splitlines()
    (dispute,) = json.loads(line)["disputed"]
    assert dispute["attribute"] == "occurrence"


@pytest.mark.parametrize("form", [".html", ".md"])
def test_a_page_says_what_the_marks_mean(form: str, tmp_path: Path) -> None:
    """And every grade, by its word."""
    with Ledger.open(tmp_path / "facta.db") as opened:
        opened.add(account())
        opened.link(link(list(opened.annotations())))
        text = render(compose(opened, Countries.load()), form)
    for word in ("as its own word", "confirmed", "improbable", "cannot be judged"):
        assert word in text
