"""What speed is measured of, how it is told, and that the page is what was measured."""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path

import msgspec
import pytest

from benchmarks import demo
from benchmarks.speed import alone, commands
from benchmarks.speed.__main__ import DOCS, line, of, parsed
from benchmarks.speed.alone import Work
from benchmarks.speed.given import Given, accounts, as_page
from benchmarks.speed.page import page, plot
from benchmarks.speed.peers import peers
from benchmarks.speed.report import (
    HELP,
    WHOLE,
    Cost,
    Kind,
    Missing,
    Report,
    aims,
    lines,
)
from facta.read import ReadSettings, documents
from facta.records import Document


def cost(
    name: str, kind: Kind, seconds: float, cores: int = 1, beside: str = ""
) -> Cost:
    """What a thousand words in ten accounts cost."""
    return Cost(
        name=name,
        kind=kind,
        does="something",
        cores=cores,
        seconds=seconds,
        megabytes=100.0,
        documents=0 if kind == "start" else 10,
        words=0 if kind == "start" else 1000,
        beside=beside or None,
    )


def report(whole: float = 0.1, *, vnni: bool = False) -> Report:
    """A run on two cores, the whole road in so many seconds on both."""
    return Report(
        on="2026-11-29",
        processor="A processor",
        vnni=vnni,
        cores=2,
        python="3.11.7",
        version="0.1.0",
        command="python -m benchmarks.speed",
        given="the demo corpus",
        documents=10,
        words=1000,
        costs=(
            cost(HELP, "start", 0.2),
            cost("language", "stage", 0.05),
            cost("language", "stage", 0.05, 2),
            cost("times", "part", 0.01),
            cost(WHOLE, "whole", 0.15),
            cost(WHOLE, "whole", whole, 2),
            cost("spaCy", "peer", 0.1, beside="language"),
            cost("Facta 0.0.9", "release", 0.3, beside=WHOLE),
            cost("Facta 0.0.9", "release", 0.3, 2, beside=WHOLE),
        ),
        missing=(Missing("PETRARCH-2", "not available"),),
    )


def test_what_is_asked_depends_on_the_processor() -> None:
    """Ten thousand words a second are enough without VNNI, and too few with it."""
    assert [aim.held for aim in aims(report())] == [True, True, True, True]
    assert [aim.held for aim in aims(report(vnni=True))] == [False, True, True, True]
    slow = {aim.what: aim.held for aim in aims(report(whole=1.0))}
    assert slow["words/s of the whole road, two cores without VNNI"] is False
    assert slow["one core, of that speed"] is True


def test_one_core_must_do_its_part() -> None:
    """Of what both do; 0.15 against 0.05 seconds is a third."""
    (share,) = [aim for aim in aims(report(0.05)) if aim.what.startswith("one core")]
    assert (share.reached, share.held) == ("33 %", False)


def test_a_ratio_is_to_the_stage_beside() -> None:
    """On as many cores; a stage itself has none."""
    found = report()
    ratios = {(one.name, one.cores): found.ratio(one) for one in found.costs}
    assert ratios["spaCy", 1] == pytest.approx(2)
    assert ratios["Facta 0.0.9", 1] == pytest.approx(2)
    assert ratios["Facta 0.0.9", 2] == pytest.approx(3)
    assert ratios["language", 1] is None


def test_every_cost_is_told() -> None:
    """On the terminal, on the page and, where it reads on one core, in the drawing."""
    found = report()
    told, written, drawn = "\n".join(lines(found)), page(found), plot(found)
    for one in found.costs:
        assert one.name in told
        assert one.name in written
        assert (one.name in drawn) is bool(one.words)
    assert "without VNNI" in told
    assert "without VNNI" in written
    assert "- PETRARCH-2: not available." in written
    assert drawn.count("<rect") == 1 + 5


def test_the_json_is_the_report() -> None:
    """What is written can be read again."""
    found = report()
    assert msgspec.json.decode(msgspec.json.encode(found), type=Report) == found


def test_the_page_is_what_was_measured() -> None:
    """`python -m benchmarks.speed ... --docs` writes page, drawing and numbers at once."""
    found = msgspec.json.decode((DOCS / "speed.json").read_bytes(), type=Report)
    assert (DOCS / "speed.md").read_text("utf8") == page(found)
    assert (DOCS / "pictures" / "speed.svg").read_text("utf8") == plot(found)


def test_a_page_is_read_as_the_account_it_was_made_of(tmp_path: Path) -> None:
    """Title, day and every paragraph; what stands around it is not the account's."""
    one = demo.accounts()[0]
    (tmp_path / "one.html").write_text(as_page(one), "utf8")
    (read,) = documents([str(tmp_path)], settings=ReadSettings())
    assert isinstance(read, Document)
    assert (read.title, read.published) == (one.title, one.published)
    assert read.text.split() == one.text.split()


def test_accounts_are_drawn_evenly(tmp_path: Path) -> None:
    """From all that are there, the same each time; a file of each keeps what it says."""
    found = accounts([], 3)
    assert [one.source for one in found] == [
        demo.accounts()[at].source for at in (0, 4, 8)
    ]
    given = Given(tmp_path)
    given.lay_out([], 3)
    assert [one.title for one in given.documents()] == [one.title for one in found]
    assert [one.published for one in given.documents()] == [
        one.published for one in found
    ]
    assert len(list(given.pages.iterdir())) == 3


def sleeping(seconds: float, folder: Path) -> Work:
    """Work that takes so long, half of it in one part."""

    def work() -> dict[str, float]:
        time.sleep(seconds)
        return {"half": seconds / 2}

    return work


def failing(folder: Path) -> Work:
    """Work that cannot be prepared."""
    raise SystemExit(3)


def test_work_is_measured_in_processes_of_its_own(tmp_path: Path) -> None:
    """At once, without what prepares it; its parts and memory come along."""
    spent = alone.measured(partial(sleeping, 0.05), tmp_path, cores=2, rounds=1)
    assert 0.05 <= spent.seconds < 2
    assert spent.parts == {"half": 0.025}
    assert spent.megabytes > 5


def test_work_that_fails_ends_the_measuring(tmp_path: Path) -> None:
    """And does not wait for ever."""
    with pytest.raises(RuntimeError, match="failing"):
        alone.measured(failing, tmp_path, cores=1, rounds=1)


def test_a_command_is_measured_with_all_its_processes(tmp_path: Path) -> None:
    """Memory of what it starts, too; the file it makes is gone before each round."""
    made = tmp_path / "made"
    script = (
        "import pathlib, subprocess, sys\n"
        "pathlib.Path('made').touch(exist_ok=False)\n"
        "held = 'x = bytearray(60_000_000); import time; time.sleep(0.4)'\n"
        "subprocess.run([sys.executable, '-c', held])\n"
    )
    spent = commands.measured(
        [sys.executable, "-c", script], tmp_path, rounds=2, fresh=made
    )
    assert spent.seconds > 0.4
    assert spent.megabytes > 60


def test_a_command_that_ends_badly_is_told_with_what_it_said(tmp_path: Path) -> None:
    """Not measured as if it were quick."""
    with pytest.raises(RuntimeError, match="no such thing"):
        commands.measured(["bash", "-c", "echo no such thing >&2; exit 4"], tmp_path)


def test_a_python_without_facta_is_refused(tmp_path: Path) -> None:
    """With what to do."""
    other = tmp_path / "python"
    other.write_text("#!/bin/sh\nexit 1\n")
    other.chmod(0o755)
    with pytest.raises(RuntimeError, match="no Facta in it"):
        commands.version(str(other))


def test_peers_say_why_they_are_missing() -> None:
    """What has to be given or installed; one that is published nowhere is not available."""
    found = {peer.name: peer for peer in peers(None)}
    assert "--spacy-model" in (found["spaCy, trained on EWT"].missing or "")
    assert "not available" in (found["PETRARCH-2"].missing or "")
    # both come with what reads pages
    assert found["trafilatura"].missing is None
    assert found["dateparser"].missing is None


def test_the_command_is_told_without_the_folders_of_a_machine(tmp_path: Path) -> None:
    """As anybody may type it."""
    archive = tmp_path / "news.tar.xz"
    archive.touch()
    options = parsed(
        [str(archive), "--most", "150", "--release", "/x/python", "--docs"]
    )
    told = line(options)
    assert told == (
        "python -m benchmarks.speed news.tar.xz --most 150 --release PYTHON --docs"
    )
    assert of(options) == "150 of `news.tar.xz`"
    assert of(parsed([])) == "the demo corpus"


def test_what_is_not_there_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """In one line."""
    with pytest.raises(SystemExit):
        parsed(["nowhere"])
    assert "nowhere: not there" in capsys.readouterr().err
