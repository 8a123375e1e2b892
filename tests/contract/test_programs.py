"""What every format for other people's programs keeps to, whoever adds it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest

from facta.cli.commands.export import command
from facta.errors import InstallationError
from facta.exchange import as_ftm, as_gdelt, as_icews, as_plover, as_polecat
from facta.exchange.formats import FORMATS
from facta.exchange.incoming import INLETS
from facta.exchange.incoming.plover import Line
from facta.exchange.programs import PROGRAMS, Program
from facta.ledger import Ledger
from facta.read.own import own, own_file
from tests.exchange.making import kinds, memory, written

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "exchange.md").read_text("utf8")
every_program = pytest.mark.parametrize(
    ("name", "program"), PROGRAMS.items(), ids=PROGRAMS.keys()
)


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    """Happenings of every type."""
    with kinds() as opened:
        yield opened


def test_these_formats_are_covered() -> None:
    """Out and in; no name stands for two formats."""
    assert list(PROGRAMS) == [
        "plover",
        "polecat",
        "gdelt",
        "icews",
        "webannotation",
        "timelinejs",
        "ftm",
        "xlsx",
    ]
    assert list(INLETS) == ["plover", "polecat", "gdelt", "icews"]
    assert not PROGRAMS.keys() & FORMATS.keys()


@every_program
def test_the_command_and_its_pages_name_the_format(name: str, program: Program) -> None:
    """A format that nobody can find is none."""
    (option,) = (each for each in command.params if each.name == "name")
    assert isinstance(option.type, click.Choice)
    assert name in option.type.choices
    assert program.title in (command.help or "")
    page = (DOCS / "commands.md").read_text("utf8")
    (line,) = re.findall(r"^\| `facta export` .*$", page, flags=re.MULTILINE)
    assert name in line
    assert f"\n## {program.title}" in PAGE
    assert f"| `{name}` |" in PAGE


@every_program
def test_what_is_written_rests_on_the_ledger_alone(
    name: str, program: Program, ledger: Ledger
) -> None:
    """Twice the same bytes, and the same from accounts that came in another order."""
    first = written(name, ledger)
    assert first == written(name, ledger)
    with kinds(reverse=True) as other:
        assert written(name, other) == first
    assert all(first.values())


@every_program
def test_an_empty_ledger_can_be_written(name: str, program: Program) -> None:
    """Nothing happened: that is an answer, not an error."""
    with memory() as empty:
        assert written(name, empty)


@every_program
def test_reading_knows_the_files_for_its_own(
    name: str, program: Program, ledger: Ledger, tmp_path: Path
) -> None:
    """With rows and, where that leaves anything to know it by, without."""
    with memory() as empty:
        found = [*written(name, ledger).values(), *written(name, empty).values()]
    for at, data in enumerate(filter(None, found)):
        path = tmp_path / str(at)
        path.write_bytes(data)
        assert own(data[:65_536]) or own_file(path)


@pytest.mark.parametrize("name", ["polecat", "gdelt", "icews"])
def test_event_data_of_others_are_not_taken_for_our_own(
    name: str, ledger: Ledger
) -> None:
    """The same columns with another program's ids and marks."""
    for data in written(name, ledger).values():
        assert own(data)
        others = re.sub(rb"(?m)^[12]\d{18}\t", b"1100000001\t", data)
        assert own(others.replace(b"facta 0", b"NGEC 0")) is None


@every_program
def test_without_its_library_a_format_says_what_to_install(
    name: str,
    program: Program,
    ledger: Ledger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A format that needs none works; nothing half written stays behind."""
    for each in PROGRAMS.values():
        if each.library:
            monkeypatch.setitem(sys.modules, each.library, None)
    if program.library is None:
        assert written(name, ledger)
        return
    with pytest.raises(InstallationError, match=rf"{program.library}.*pip install"):
        program.save(ledger, tmp_path)
    assert list(tmp_path.iterdir()) == []


def section(title: str) -> str:
    """What the page says of a format."""
    return PAGE.split(f"\n## {title}")[1].split("\n## ")[0]


COLUMNS: Mapping[str, list[str]] = {
    "PLOVER": list(as_plover.Line.__struct_fields__),
    "POLECAT": list(as_polecat.COLUMNS),
    "GDELT": [*as_gdelt.COLUMNS, *as_gdelt.MENTION_COLUMNS],
    "ICEWS": list(as_icews.COLUMNS),
}


@pytest.mark.parametrize(("title", "columns"), COLUMNS.items(), ids=COLUMNS)
def test_the_page_says_what_stands_in_each_column(
    title: str, columns: list[str]
) -> None:
    """A row each, in the order of the file, and none of a column that there is not."""
    rows = re.findall(r"^\| `([^`]+)` \|", section(title), flags=re.MULTILINE)
    assert rows == columns


def test_what_is_read_of_plover_is_what_is_written() -> None:
    """Every key that reading looks for is one that writing gives."""
    assert set(Line.__struct_fields__) <= set(as_plover.Line.__struct_fields__)


def keys(value: object) -> set[str]:
    """Every key of a JSON value."""
    if isinstance(value, dict):
        return set(value).union(*map(keys, value.values()))
    if isinstance(value, list):
        return set().union(*map(keys, value))
    return set()


@pytest.mark.parametrize("name", ["plover", "webannotation", "timelinejs", "ftm"])
def test_the_page_names_every_key_of_the_json(name: str, ledger: Ledger) -> None:
    """Those of schemas that others publish are named as theirs."""
    (data,) = written(name, ledger).values()
    lines = [data] if name in ("webannotation", "timelinejs") else data.splitlines()
    shared = {"@context", "generator", "startIndex", "items", "purpose", "format"}
    shared |= {
        "name",
        "creator",
        "created",
        "selector",
        "source",
        "properties",
        "facta",
    }
    found = set().union(*(keys(json.loads(line)) for line in lines))
    page = section(PROGRAMS[name].title)
    assert not {key for key in found - shared if f"`{key}`" not in page}


def test_countries_have_codes_of_two_letters() -> None:
    """Each once, all that our own table knows."""
    from facta.ontology import Countries

    codes = [as_ftm.alpha2(code) for code in Countries.load().table]
    assert None not in codes
    assert all(code and len(code) == 2 for code in codes)
    assert len(set(codes)) == len(codes)
