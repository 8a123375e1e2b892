"""`facta actors`: who somebody is by the table, and which names it lacks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facta.cli.commands.actors import names, suggested
from facta.cli.main import CANNOT, DONE, run
from facta.extract.actors import Suggestion
from facta.ontology import Gazetteer

OWN = """
["Orsolya Kertész"]
country = "HUN"
gender = "f"
aliases = ["Kertész"]
offices = ["Foreign Minister 2019-05/2023-04", "NATO Envoy 2024-01/ IGO"]
sector = "OPP"
"""


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A file with one actor of our own."""
    (tmp_path / "mine.toml").write_text(OWN, "utf-8")
    return str(tmp_path / "mine.toml")


def found(
    capsys: pytest.CaptureFixture[str], *arguments: str
) -> list[dict[str, object]]:
    """What `facta actors find` gives as JSON."""
    assert run(["actors", "find", *arguments, "--json"]) == DONE
    return [json.loads(row) for row in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    "name", ["Orsolya Kertész", "orsolya kertesz", "KERTESZ", "Orsolya"]
)
def test_somebody_is_found_by_name_alias_or_part_of_it(
    name: str, own: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Case and accents do not matter; each office is a line with its dates."""
    rows = found(capsys, name, "--actors", own)
    assert [
        (row["country"], row["office"], row["start"], row["end"]) for row in rows
    ] == [
        ("HUN", "Foreign Minister", "2019-05-01", "2023-04-30"),
        ("IGO", "NATO Envoy", "2024-01-01", None),
    ]


@pytest.mark.parametrize(
    ("day", "sector", "office"),
    [
        ("2020-01-01", "GOV", "Foreign Minister"),
        ("2023-06-01", "OPP", None),
        ("2025-01-01", "GOV", "NATO Envoy"),
    ],
)
def test_on_a_day_somebody_is_what_they_were_then(
    day: str,
    sector: str | None,
    office: str | None,
    own: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Outside their offices, what the entry says beside them."""
    (row,) = found(capsys, "Kertész", "--on", day, "--actors", own)
    assert (row["sector"], row["office"]) == (sector, office)


@pytest.mark.parametrize("name", ["France", "french", "Paris"])
def test_a_country_is_found_by_its_words(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Name, adjective and capital lead to its code."""
    assert [row["country"] for row in found(capsys, name)] == ["FRA"]


def test_words_of_a_name_may_come_apart_on_the_command_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Quotation marks around a name are not needed."""
    assert found(capsys, "Angela", "Merkel") == found(capsys, "Angela Merkel") != []


@pytest.mark.parametrize("name", ["Nemo Nobody", "...", ""])
def test_nobody_is_said_on_standard_error(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """That is no failure."""
    assert run(["actors", "find", name]) == DONE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "the tables know nobody" in shown.err


def test_a_table_shows_office_and_dates(
    own: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A head, then a line an office."""
    monkeypatch.setenv("COLUMNS", "120")
    assert run(["actors", "find", "Kertész", "--actors", own]) == DONE
    head, first, second = capsys.readouterr().out.splitlines()
    assert head.split() == [
        "name",
        "country",
        "sector",
        "office",
        "from",
        "until",
        "also",
    ]
    assert (
        " ".join(first.split())
        == "Orsolya Kertész HUN GOV Foreign Minister 2019-05-01 2023-04-30 Kertész"
    )
    assert (
        " ".join(second.split())
        == "Orsolya Kertész IGO GOV NATO Envoy 2024-01-01 Kertész"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["actors", "find", "x", "--actors", "none.toml"], "none.toml"),
        (["actors", "find", "x", "--on", "May"], "write it as 2025-05-25"),
        (["actors", "suggest"], "nothing to read"),
        (["actors", "suggest", "x", "--limit", "0"], "limit"),
        (["actors", "lose"], "lose"),
    ],
    ids=["no file", "bad day", "no input", "bad limit", "no such command"],
)
def test_what_cannot_be_done_is_said(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Exit status 2 and one line."""
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == CANNOT
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_a_dictionary_of_petrarch_becomes_a_file_of_actors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What it lists is found with `--actors`; the path goes to standard output, the count
    to standard error.
    """
    monkeypatch.chdir(tmp_path)
    Path("in.txt").write_text(
        "SAURON_OF_MORDOR_\n+THE_EYE_\n    [MDRGOV]\nCAFÉ_LEAGUE_ [FRACVL]\n", "latin-1"
    )
    Path("agents.txt").write_text("ORC {} [~MIL]\n", "utf-8")
    assert (
        run(
            [
                "actors",
                "import-petrarch",
                "in.txt",
                "--agents",
                "agents.txt",
                "-o",
                "mine.toml",
            ]
        )
        == DONE
    )
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("mine.toml\n", "2 actors\n")
    (row,) = found(capsys, "the eye", "--actors", "mine.toml")
    assert (row["name"], row["country"], row["sector"]) == (
        "Sauron of Mordor",
        "MDR",
        "GOV",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [("", "no actor in it"), (None, "No such file")],
    ids=["empty", "no file"],
)
def test_what_is_no_dictionary_is_said(
    content: str | None,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing is written then."""
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path("in.txt").write_text(content, "utf-8")
    assert run(["actors", "import-petrarch", "in.txt", "-o", "mine.toml"]) == CANNOT
    assert said in capsys.readouterr().err
    assert not Path("mine.toml").exists()


def test_a_suggestion_is_shown_with_counts_and_a_context() -> None:
    """What the accounts told of the name stands between."""
    item = Suggestion(
        name="Nemo",
        count=12,
        documents=3,
        contexts=("said Nemo, a minister", "later"),
        country="FRA",
        sector=None,
        office="minister",
    )
    assert suggested(item) == (
        "   12",
        "       3",
        "Nemo",
        "FRA",
        "",
        "minister",
        "said Nemo, a minister",
    )


def test_names_of_actors_and_countries_are_known() -> None:
    """Neither is suggested as missing."""
    known = set(names(Gazetteer.load()))
    assert {"Angela Merkel", "France"} <= known
