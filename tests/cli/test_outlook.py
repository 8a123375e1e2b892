"""`facta outlook`: what to watch, in a terminal and as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from facta.cli.main import CANNOT, DONE, run
from facta.ledger import Ledger
from facta.link import link
from facta.testing import annotation, commitment, doc, telling

EVIL = "Kenya will close the port to \x1b[31mPeru."
FIRST = doc(
    "Kenya will send ten launchers.", published="2025-05-01", source="a/first.txt"
)
LAST = doc(EVIL, published="2025-05-28", source="a/last.txt")


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A ledger in the working folder: a promise past its day, a threat due next."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    with Ledger.open("facta.db") as opened:
        promise = commitment(
            FIRST, "send ten launchers", "KEN", recipient="GHA", due="2025-05-25"
        )
        opened.add(annotation(FIRST, commitments=(promise,)))
        threat = commitment(
            LAST,
            "close the port",
            "KEN",
            kind="threat",
            recipient="PER",
            due="2025-06-01",
        )
        event = telling(
            LAST, "THREATEN", "KEN", "PER", EVIL, date="2025-05-28", quad_code=3
        )
        opened.add(annotation(LAST, commitments=(threat,), events=(event,)))
        opened.link(link(list(opened.annotations())))


def test_what_is_open_what_such_came_to_and_what_may_come(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Under three heads, as told by the last publication."""
    assert run(["outlook"]) == DONE
    shown = capsys.readouterr().out
    lines = [line.strip() for line in shown.splitlines()]
    assert lines[0] == "As told by 28 May 2025."
    heads = [
        "Due next",
        "Past their day",
        "How such commitments went",
        "Where it may go",
    ]
    assert [line for line in lines if line in heads] == heads
    assert "KEN threatened to close the port (due 1 Jun 2025, in 4 days)" in shown
    assert "was due 25 May 2025; nothing is told of what came of it" in shown
    assert (
        "Of 1 promise by Kenya to Ghana that came due it is not told what came of it."
        in shown
    )
    assert "No forecast: 3 weeks of accounts; a forecast wants 60." in shown


def test_every_id_that_it_prints_has_its_reasons(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """`facta why` shows the passage of each, of those in JSON too."""
    run(["outlook"])
    ids = re.findall(r"^  ([0-9a-f]{8}) ", capsys.readouterr().out, flags=re.MULTILINE)
    run(["outlook", "--json"])
    found = json.loads(capsys.readouterr().out)
    ids += [line["id"] for line in found["open"]]
    ids += [passage["id"] for line in found["open"] for passage in line["passages"]]
    counted = (
        rate[name] for rate in found["rates"] for name in ("kept", "broken", "untold")
    )
    ids += [name for names in counted for name in names]
    assert len(ids) == 7
    for name in ids:
        assert run(["why", name]) == DONE
        assert "by KEN to" in capsys.readouterr().out


def test_json_has_the_words_where_they_stand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Offsets into the account's text, the day, and the reason where there is no forecast."""
    run(["outlook", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["today"] == found["last"] == "2025-05-28"
    for line, document in zip(found["open"], (LAST, FIRST), strict=True):
        (passage,) = line["passages"]
        assert document.text[passage["start"] : passage["end"]] == passage["text"]
        assert passage["source"] == document.source
    assert [line["standing"] for line in found["open"]] == ["due", "overdue"]
    (forecast,) = found["forecasts"]
    assert forecast["projection"] is None
    assert forecast["reason"] == "3 weeks of accounts; a forecast wants 60"


def test_from_an_earlier_day_nothing_later_is_known(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What was told since is left out, and what was not due then is due next."""
    assert run(["outlook", "--until", "2025-05-20"]) == DONE
    shown = capsys.readouterr().out
    assert (
        "As seen from 20 May 2025; the last account by then is of 1 May 2025." in shown
    )
    assert "due 25 May 2025, in 5 days" in shown
    assert "Threat" not in shown


@pytest.mark.parametrize(
    ("arguments", "kinds"),
    [
        (["--recipient", "PER"], ["threat"]),
        (["--actor", "kenya"], ["threat", "promise"]),
        (["--actor", "PER"], []),
    ],
    ids=lambda value: " ".join(value),
)
def test_filters_leave_what_fits(
    arguments: list[str], kinds: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """By who is bound, and to whom."""
    assert run(["outlook", "--json", *arguments]) == DONE
    found = json.loads(capsys.readouterr().out)
    assert [line["kind"] for line in found["open"]] == kinds


def test_nothing_of_an_account_reaches_the_terminal_raw(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No escape sequence passes."""
    run(["outlook"])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--ledger", "none.db"], "no ledger there"),
        (["--until", "soon"], "is not a date"),
        (["--actor", "Atlantis"], "Atlantis"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_told_is_said_in_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what to do, and nothing on standard output."""
    assert run(["outlook", *arguments]) == CANNOT
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.count("\n") == 1
    assert shown.out == ""


def test_an_empty_ledger_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """No account, no outlook."""
    with Ledger.open("empty.db"):
        pass
    assert run(["outlook", "--ledger", "empty.db"]) == DONE
    shown = capsys.readouterr()
    assert "holds no accounts yet" in shown.err
    assert shown.out == ""
