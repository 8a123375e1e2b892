"""The documentation of the ledger tells what is there."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from facta.ledger import Ledger
from facta.ledger.schema import statements

TEXT = (Path(__file__).parents[2] / "docs" / "ledger.md").read_text("utf8")
QUERIES = list(
    statements(
        "".join(
            re.findall(r"^    ((?:SELECT|JOIN|WHERE|FROM)[^\n]*\n)", TEXT, flags=re.M)
        )
        + "\n"
    )
)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    Ledger.open(tmp_path / "a.ledger").close()
    return tmp_path / "a.ledger"


def test_every_table_is_documented(empty: Path) -> None:
    """
    Schema and documentation have the same tables, but for those SQLite and the index
    keep to themselves.
    """
    connection = sqlite3.connect(empty)
    names = {
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
    }
    connection.close()
    own = {name for name in names if not name.startswith(("passages_", "sqlite_"))} - {
        "facts"
    }
    listed = TEXT.partition("\n## Tables\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([a-z_, ]+) \|", listed, flags=re.M)
    assert own == {name for row in rows for name in row.split(", ")} - {"table"} | {
        "passages"
    }


def test_the_documentation_has_queries() -> None:
    """There is something to try."""
    assert len(QUERIES) == 6


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.split(" FROM")[0])
def test_every_documented_query_runs(empty: Path, query: str) -> None:
    """What the documentation shows can be copied."""
    connection = sqlite3.connect(empty)
    assert connection.execute(query).fetchall() == []
    connection.close()
