"""
A ledger made from shards is that of a plain run, and what is asked of the Parquet beside it
is what its own measures say.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from facta.cli.main import CANNOT, DONE, WITH_SKIPPED, run
from facta.errors import LedgerError
from facta.exchange.tables import TABLES
from facta.extras import advice
from facta.ledger import Ledger, Root
from facta.pipeline import ingest
from facta.read import documents
from facta.records import LIKELY
from facta.scale import gathering
from facta.scale.folder import Folder
from facta.scale.gathering import gathered
from facta.scale.tables import ANNOTATIONS, SHAPES
from tests.ledger.making import CLOCK, dump
from tests.scale.making import Noting, articles, read, scaled, task

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "scale.md").read_text("utf8")
EVENTS, HAPPENINGS = re.findall(r"```sql\n(.*?)```", PAGE, flags=re.DOTALL)
FIRST, COPY = "02-agency-attack.txt", "z-copy.txt"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The accounts of the demo and one of them again, read in shards and at once."""
    folder = tmp_path_factory.mktemp("demo")
    articles = folder / "articles"
    shutil.copytree(ROOT / "src" / "facta" / "demo" / "accounts", articles)
    shutil.copy(articles / FIRST, articles / COPY)
    sidecar = (articles / "accounts.csv").read_text("utf8")
    (same,) = (row for row in sidecar.splitlines() if row.startswith(FIRST))
    (articles / "accounts.csv").write_text(f"{sidecar}{same.replace(FIRST, COPY)}\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        line = ["scale", "articles", "--to", "out", "--per-shard", "4", "--jobs", "2"]
        assert run(line) == WITH_SKIPPED
        assert run(["articles", "-q", "--no-brief", "--ledger", "out/direct.db"]) == 1
    return folder


def asked(sql: str) -> list[tuple[Any, ...]]:
    """What DuckDB answers to a query of the page."""
    with duckdb.connect() as connection:
        return connection.execute(sql).fetchall()


def direct(inputs: Sequence[str], path: Path, log: Path) -> None:
    """A plain run over the same input by the same stages."""
    how = task(Path("out"), log)
    with Ledger.open(path, clock=lambda: CLOCK) as ledger:
        ingest(
            documents(inputs, settings=how.settings),
            ledger,
            Noting(log),
            roots=tuple(map(Root, inputs)),
        )


@pytest.mark.parametrize("block", [1, 4, 1000])
def test_a_ledger_from_shards_is_that_of_a_plain_run(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every row of every table, in however small blocks it is linked; nothing is read."""
    monkeypatch.setattr(gathering, "BLOCK", block)
    articles(Path("in"), 17)
    # the same text in another shard, a given id twice, what cannot be read
    shutil.copy("in/a001.txt", "in/b.txt")
    lines = [json.dumps({"id": "one", "text": f"Kyiv{at} spoke."}) for at in (1, 2)]
    Path("in/a000.jsonl").write_text(lines[0])
    Path("in/c.jsonl").write_text(lines[1])
    Path("in/empty.txt").touch()
    log = Path("log")
    scaled(["in"], Path("out"), log)
    before = read(log)
    with Ledger.open("scaled.db", clock=lambda: CLOCK) as ledger:
        found = gathered(Folder(Path("out")), ledger, roots=(Root("in"),))
    assert read(log) == before
    assert (found.added, found.known, found.twice) == (18, 0, 2)
    direct(["in"], Path("direct.db"), log)
    assert dump(Path("scaled.db")) == dump(Path("direct.db"))


def test_a_ledger_from_shards_goes_on() -> None:
    """Cut off at any shard; and what has left the input since is told of, and kept."""
    articles(Path("in"), 12)
    log = Path("log")
    scaled(["in"], Path("out"), log)
    roots = (Root("in"),)

    def cut_off(names: object) -> object:
        raise KeyboardInterrupt

    with Ledger.open("one.db", clock=lambda: CLOCK) as ledger:
        with pytest.raises(KeyboardInterrupt):
            gathered(
                Folder(Path("out")),
                ledger,
                roots=roots,
                watched=lambda names: [next(names), cut_off(names)],  # type: ignore[list-item]
            )
        assert gathered(Folder(Path("out")), ledger, roots=roots).added == 12
    direct(["in"], Path("direct.db"), log)
    assert dump(Path("one.db")) == dump(Path("direct.db"))
    Path("in/a003.txt").unlink()
    scaled(["in"], Path("out"), log)
    with Ledger.open("one.db", clock=lambda: CLOCK) as ledger:
        found = gathered(Folder(Path("out")), ledger, roots=roots)
        assert found.settled.gone == ("in/a003.txt",)
        assert len(list(ledger.documents())) == 12


def test_a_ledger_of_other_accounts_takes_shards_where_asked() -> None:
    """As it does accounts: a path that is misspelt must not end up in it."""
    for name in ("in", "other"):
        articles(Path(name), 2, a000=name)
        scaled([name], Path(f"{name}.out"), Path("log"))
    with Ledger.open("one.db") as ledger:
        gathered(Folder(Path("in.out")), ledger, roots=(Root("in"),))
        other = Folder(Path("other.out"))
        with pytest.raises(LedgerError, match="holds accounts of in; add these with"):
            gathered(other, ledger, roots=(Root("other"),))
        assert gathered(other, ledger, roots=(Root("other"),), add=True).added == 1


def test_the_model_reads_alike_in_shards(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ledgers tell the same, word for word."""
    monkeypatch.chdir(demo)
    one, other = dump(Path("out/facta.db")), dump(Path("out/direct.db"))
    assert one == other
    assert run(["ledger", "diff", "out/facta.db", "out/direct.db"]) == DONE
    assert "both tell the same" in capsys.readouterr().err


def test_a_result_is_no_account(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads the folder that it stands in passes over all of it."""
    monkeypatch.chdir(demo)
    found = list(documents(["out"], settings=task(Path("out"), Path("log")).settings))
    assert found == []


def test_tables_of_shards_have_the_columns_of_the_export() -> None:
    """The same data dictionary holds; what tells of all accounts comes from the ledger."""
    alone = {name: shape for name, shape in SHAPES.items() if name != ANNOTATIONS}
    assert alone == {name: TABLES[name][0] for name in alone}
    other = set(TABLES) - set(alone) - {"decisions"}
    assert other | {"skipped"} == set(gathering.OVER_ALL)


def test_duckdb_counts_the_events_of_shards(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As they stand in the ledger, each once though two shards hold it."""
    monkeypatch.chdir(demo)
    counts: Counter[tuple[str, str, str]] = Counter()
    with Ledger.open("out/facta.db", read_only=True) as ledger:
        for event in ledger.events():
            dated = event.date_precision in ("day", "month")
            if event.confidence >= LIKELY and not event.auxiliary and dated:
                month = f"{event.date:%Y-%m}"
                for one in map(end, event.actor):
                    for other in map(end, event.recipient):
                        counts[one, other, month] += one != other
    rows = asked(EVENTS)
    found = {(one, other, f"{month:%Y-%m}"): n for one, other, month, n, _ in rows}
    assert found == {key: n for key, n in counts.items() if n}
    assert found


def end(actor: object) -> str:
    from facta.link import dyad_end
    from facta.records import Actor

    assert isinstance(actor, Actor)
    return dyad_end(actor)


def test_duckdb_counts_what_the_measure_counts(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Happenings by dyad and month, from Parquet alone."""
    monkeypatch.chdir(demo)
    line = ["measure", "volume", "--ledger", "out/facta.db", "--json"]
    assert run(line) == DONE
    measured = {
        (series["actor"], series["recipient"], point["begin"]): point["value"]["count"]
        for series in map(json.loads, capsys.readouterr().out.splitlines())
        for point in series["points"]
        if point["value"] and point["value"]["count"]
    }
    rows = asked(HAPPENINGS)
    assert {(one, other, str(month)): n for one, other, month, n in rows} == measured
    assert len(measured) > 4


def test_the_command_tells_what_it_did(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shards and accounts, what was skipped, where the result is; a second run reads none."""
    monkeypatch.chdir(demo)
    line = ["scale", "articles", "--to", "out", "--per-shard", "4"]
    assert run(line) == WITH_SKIPPED
    out, errors = capsys.readouterr()
    assert out == "out/facta.db\n"
    told = errors.splitlines()
    assert re.fullmatch(
        r"0 shards read, \d done before: 1\d accounts, [\d,]+ words", told[-4]
    )
    assert told[-3].startswith(f"skipped articles/{COPY}: same content as articles/02-")
    assert told[-2:] == [
        "accounts: 0 new, 0 changed, 12 known",
        "ledger out/facta.db, out/linked",
    ]


def test_parts_make_shards_and_no_ledger(
    demo: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the jobs of an array do; the shards are those of one run."""
    monkeypatch.chdir(demo)
    line = [
        "scale",
        "articles",
        "--to",
        "parts",
        "--per-shard",
        "4",
        "--jobs",
        "1",
        "-q",
    ]
    for number in ("1/2", "2/2"):
        assert run([*line, "--part", number]) == DONE
        assert capsys.readouterr().out == "parts\n"
    assert not Path("parts/facta.db").exists()
    names = [
        sorted(path.name for path in Path(to, "shards").iterdir())
        for to in ("out", "parts")
    ]
    assert names[0] == names[1]
    assert run([*line, "--no-ledger"]) == DONE
    assert capsys.readouterr().out == "parts\n"
    assert Path("parts/.order").read_bytes() == Path("out/.order").read_bytes()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (["--to", "out"], "nothing to read; name files or folders, as in facta scale"),
        (["none", "--to", "out"], "no such file or command: 'none'"),
        (["in"], "--to"),
        (
            ["in", "--to", "out", "--part", "3"],
            "'3' is no part; write the 3rd of 16 as 3/16",
        ),
        (["in", "--to", "out", "--part", "3/2"], "'3/2' is no part"),
        (["in", "--to", "in/out"], "in/out: lies in the input in"),
        (
            ["in", "--to", "out", "--dask", "tcp://127.0.0.1:1"],
            "tcp://127.0.0.1:1: no Dask scheduler answers",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_line(
    line: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Before anything is read."""
    from facta.scale import cluster

    monkeypatch.setattr(cluster, "SECONDS", 0.5)
    articles(Path("in"), 1)
    assert run(["scale", *line]) == CANNOT
    errors = capsys.readouterr().err
    assert words in errors
    assert errors.count("\n") == 1


@pytest.mark.parametrize(
    ("library", "extra", "line"),
    [("distributed", "dask", ["--dask", "local"]), ("pyarrow", "arrow", [])],
)
def test_a_library_that_is_missing_is_named_with_its_extra(
    library: str,
    extra: str,
    line: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As other extras are, before anything is read."""
    articles(Path("in"), 1)
    monkeypatch.setitem(sys.modules, library, None)
    assert run(["scale", "in", "--to", "out", *line]) == CANNOT
    errors = capsys.readouterr().err
    assert errors.startswith(f"facta: {library}: ")
    assert errors.endswith(f"{advice(extra)}\n")
    assert errors.count("\n") == 1
