"""The checker of the tables of words, and where a word stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from facta.cli.main import DONE, WITH_SKIPPED, run
from facta.language.lemmas import Lemmas
from facta.lexicon import Lexicon
from facta.lexicon.checking import faults
from facta.lexicon.files import TABLES
from facta.lexicon.inventory import SCHEMAS, described, shipped_files
from facta.tables import brought
from tools.lexicon import PAGE, renewed

SAME_FRAME = """
[[sense]]
id = "x"
type = "AID"
verbs = ["zorch"]

[[sense]]
id = "y"
type = "AID"
verbs = ["zorch"]
"""


def told(path: Path, text: str) -> list[str]:
    """The faults of the package's tables with one file on top."""
    path.write_text(text, "utf8")
    senses = Lexicon.load([path]).events.senses
    sources = [*shipped_files(), brought(path)]
    return [str(fault) for fault in faults(sources, senses, Lemmas.load().lemma)]


def test_the_shipped_tables_have_no_fault(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every word of the package can match, stands once and is a word."""
    assert run(["lexicon", "check"]) == DONE
    assert capsys.readouterr().out == "no fault found\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[grammar]\nnegations = ["not at all"]', "is several words"),
        ('[grammar]\nnegations = ["Nary"]', "has a capital"),
        ('[grammar]\nnegations = ["nary "]', "has a stray blank"),
        ('[times.granting]\nverbs = ["granted"]', "write 'grant'"),
        ('[speech.speakers]\ndocument = ["memos"]', "write 'memo'"),
        ('[actors]\nfeminine = ["king"]', "is also in actors.masculine"),
        ('[actors]\nsides = ["camps", "camps"]', "is given twice"),
        (
            '[[sense]]\nid = "x"\ntype = "AID"\nverbs = ["z"]\nrecipient = ["objekt"]',
            "write 'object'",
        ),
        (
            '[[sense]]\nid = "x"\ntype = "AID"\nverbs = ["withhold not"]',
            "holds a negation",
        ),
        ('[[sense]]\nid = "x"\ntype = "AID"\nverbs = ["zo_rch"]', "is no word"),
        (
            SAME_FRAME,
            "is hidden behind sense own.x",
        ),
        (
            '[[speech.channel]]\nname = "X"\nwords = ["truth social post"]',
            "is hidden behind 'truth social' of Truth Social",
        ),
    ],
    ids=[
        "several-words",
        "capital",
        "blank",
        "past",
        "plural",
        "two-classes",
        "twice",
        "slot",
        "negation",
        "no-word",
        "same-frame",
        "earlier-channel",
    ],
)
def test_a_fault_of_each_kind_is_told_of(
    tmp_path: Path, text: str, expected: str
) -> None:
    """One line a fault: file, line, class, word, and what to do."""
    (fault,) = told(tmp_path / "own.toml", text)
    assert expected in fault
    assert "own.toml line " in fault


def test_check_fails_on_a_faulty_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The exit status is 1 and the fault is on standard output."""
    path = tmp_path / "own.toml"
    path.write_text('[grammar]\nnegations = ["Nary"]\n', "utf8")
    assert run(["lexicon", "check", str(path)]) == WITH_SKIPPED
    assert "'Nary' has a capital" in capsys.readouterr().out


def test_find_shows_where_a_word_stands(capsys: pytest.CaptureFixture[str]) -> None:
    """Each table, class, file and what the word means there."""
    assert run(["lexicon", "find", "strike"]) == DONE
    shown = capsys.readouterr().out
    assert all(table in shown for table in ("assault.toml", "deeds.verbs", "hostile"))


def test_find_says_where_no_table_holds_a_word(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A word that is nowhere is a note on standard error."""
    assert run(["lexicon", "find", "zorch"]) == DONE
    assert "no table holds 'zorch'" in capsys.readouterr().err


def test_every_class_says_what_it_is() -> None:
    """No field of a schema is without its line."""
    assert [f"{table}.{name}" for table, name, what in described() if not what] == []
    assert set(SCHEMAS) == set(TABLES)


def test_the_page_lists_every_class() -> None:
    """docs/lexicon.md says of each class what its schema says."""
    page = PAGE.read_text("utf8")
    assert page == renewed(page), "run python -m tools.lexicon --write"
