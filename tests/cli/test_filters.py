"""
Filters on the command line: names as the page shows them, notes, and what is said where
nothing fits.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facta.cli.main import CANNOT, DONE, run
from facta.ledger import Ledger
from facta.ontology import Ontology
from facta.testing import annotation, doc
from tests.ledger.named import FOUND, fill

ASKED_ALL = ["--since", "2025-05-01", "--until", "2025-05-31"]


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The ledger of named parties, in the working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    with Ledger.open("facta.db") as opened:
        fill(opened)
    return tmp_path / "facta.db"


def types(capsys: pytest.CaptureFixture[str], *arguments: str) -> set[str]:
    """The types of the happenings that a command lists."""
    assert run(["timeline", *arguments, "--json"]) == DONE
    return {
        json.loads(row)["event_type"] for row in capsys.readouterr().out.splitlines()
    }


@pytest.mark.parametrize("asked", FOUND, ids=str)
def test_a_party_is_found_by_any_name_of_it(
    asked: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command line asks as Python does."""
    assert (
        types(capsys, "--actor", asked) | types(capsys, "--recipient", asked)
        == FOUND[asked]
    )


def test_an_option_given_twice_asks_for_either(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names widen, and types do."""
    assert types(capsys, "--actor", "trump", "--actor", "hob") == {"CONSULT", "AGREE"}
    assert types(capsys, "--type", "aid", "--type", "verbal cooperation") == {
        "AID",
        "CONSULT",
        "AGREE",
    }


@pytest.mark.parametrize(
    ("arguments", "rows"),
    [
        (["statements", "--speaker", "Kremlin", "--speaker", "peskov"], 2),
        (["statements", "--addressee", "Putin"], 1),
        (["statements", "--actor", "trump", "--recipient", "Russia"], 1),
        (["commitments", "--maker", "ivory coast"], 1),
        (["commitments", "--actor", "CIV", "--recipient", "Trump"], 1),
        (["figures", "--by", "pentagon"], 1),
        (["figures", "--unit", "dollars"], 1),
        (["figures", *ASKED_ALL], 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_every_list_takes_names(
    arguments: list[str], rows: int, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As the page writes them."""
    assert run(arguments) == DONE
    assert len(capsys.readouterr().out.splitlines()) == 1 + rows


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["timeline", "--actor", "bennet"],
            "'bennet' may be Elizabeth Bennet or Jane Bennet; all are asked for",
        ),
        (
            ["timeline", "--actor", "Merkel"],
            "Angela Merkel is in no record of this ledger",
        ),
        (
            ["timeline", "--actor", "texas"],
            "Texas is in no record of this ledger; ask for United States (USA), where it lies",
        ),
        (["timeline", "--actor", "France"], "no happening fits actor France (FRA)"),
        (["timeline", "--since", "2025-06-01"], "no happening fits since 1 Jun 2025"),
        (
            ["timeline", "--actor", "rus", "--type", "aid"],
            "no happening fits all of: actor Russia (RUS), type AID",
        ),
        (
            ["timeline", "--actor", "rus", "--type", "coerce"],
            "no happening fits type COERCE",
        ),
        (["statements", "--channel", "telegram"], "no statement fits channel telegram"),
        (
            ["statements", "--speaker", "trump", "--kind", "anonymous"],
            "no statement fits kind anonymous",
        ),
        (["commitments", "--status", "kept"], "no commitment fits status kept"),
        (
            ["figures", "--unit", "kilometer", "--of", "grain"],
            "no figure fits all of: of grain, unit kilometer",
        ),
        (["figures", "--of", "graim"], "no figure fits of graim; nearest is grain"),
        (
            ["figures", "--unit", "barrels"],
            "no figure fits unit barrels; there is USD, km",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_a_filter_means_or_leaves_is_said_in_one_line(
    arguments: list[str], said: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, with exit status 0: nothing is an answer too."""
    assert run(arguments) == DONE
    assert capsys.readouterr().err.splitlines() == [f"facta: {said}"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["timeline", "--actor"],
        ["timeline", "--recipient"],
        ["statements", "--speaker"],
        ["statements", "--addressee"],
        ["commitments", "--maker"],
        ["commitments", "--recipient"],
        ["figures", "--by"],
        ["measure", "--actor"],
        ["measure", "--recipient"],
        ["brief", "--actor"],
        ["brief", "--recipient"],
    ],
    ids=" ".join,
)
def test_what_names_nobody_cannot_be_asked_for(
    arguments: list[str], ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line with the nearest names, exit status 2, nothing on standard output."""
    assert run([*arguments, "Elisabeth Benet"]) == CANNOT
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "did you mean Elizabeth Bennet" in told.err


@pytest.mark.parametrize("command", ["timeline", "brief"])
def test_an_unknown_type_lists_the_sixteen(
    command: str, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line, exit status 2."""
    assert run([command, "--type", "attack"]) == CANNOT
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert all(kind in told for kind in Ontology.load().types)


@pytest.mark.parametrize(
    "command", ["timeline", "statements", "commitments", "figures", "measure"]
)
@pytest.mark.parametrize("filters", [[], ASKED_ALL], ids=["all", "filtered"])
def test_an_empty_ledger_says_that_it_is_empty(
    command: str,
    filters: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whatever is asked of it."""
    monkeypatch.chdir(tmp_path)
    Ledger.open("facta.db").close()
    assert run([command, *filters]) == DONE
    assert (
        capsys.readouterr().err
        == "facta: facta.db holds no accounts yet; read some with facta PATH...\n"
    )


def test_a_ledger_without_such_records_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No filter is blamed where none was given."""
    monkeypatch.chdir(tmp_path)
    with Ledger.open("facta.db") as opened:
        opened.add(annotation(doc("Rain fell.")))
    assert run(["statements"]) == DONE
    assert capsys.readouterr().err == "facta: the ledger has no statement\n"
