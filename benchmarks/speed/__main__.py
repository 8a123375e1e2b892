"""
What reading costs: words and documents a second, memory and start, of each stage and of
the whole, on one core and on all; and other programs on the same input beside them.

    python -m benchmarks.speed [PATH ...] [--most N] [--spacy-model FOLDER]
    [--release PYTHON] [--rounds N] [--json FILE] [--plot FILE] [--docs]

PATH is a file or folder of accounts or an archive of them (.tar.xz), by default the demo
corpus. Each stage runs in a process of its own on what the stage before it makes, on all
cores in as many processes at once. `--release` names a Python with another Facta, which
goes the whole road over the same files. Peers: `pip install -e ".[peers]"`. `--docs`
writes docs/speed.json, docs/speed.md and docs/pictures/speed.svg. Measure on a machine
that does nothing else.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

import facta
from benchmarks.processor import processor
from benchmarks.speed import alone, commands, page, report
from benchmarks.speed.given import Given
from benchmarks.speed.peers import peers
from benchmarks.speed.report import DEMO, HELP, WHOLE, Cost, Missing, Report
from benchmarks.speed.stages import STAGES
from facta.processes import cores

DOCS = Path(__file__).parents[2] / "docs"
ROUNDS = 3
# Threads of these libraries would count as one core and use several.
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
Tell = Callable[[str], None]


class Size(Struct, frozen=True, kw_only=True):
    """How much is read."""

    documents: int
    words: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints, writes what was asked for."""
    options = parsed(arguments)
    for name in THREADS:
        os.environ[name] = "1"
    found = measured(
        options, tell=lambda line: print(line, file=sys.stderr, flush=True)
    )
    print("\n".join(report.lines(found)))
    written = msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"
    if options.docs:
        (DOCS / "speed.md").write_text(page.page(found), "utf8")
    for path in options.json:
        path.write_bytes(written)
    for path in options.plot:
        path.write_text(page.plot(found), "utf8")


def parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options; files to be written as lists."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("paths", nargs="*", metavar="PATH")
    parser.add_argument("--most", type=int, metavar="N", help="accounts, evenly drawn")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    parser.add_argument("--spacy-model", type=Path, metavar="FOLDER")
    parser.add_argument("--release", metavar="PYTHON")
    parser.add_argument(
        "--json", type=Path, metavar="FILE", action="append", default=[]
    )
    parser.add_argument(
        "--plot", type=Path, metavar="FILE", action="append", default=[]
    )
    parser.add_argument("--docs", action="store_true")
    options = parser.parse_args(arguments)
    if options.docs:
        options.json.append(DOCS / "speed.json")
        options.plot.append(DOCS / "pictures" / "speed.svg")
    if gone := [path for path in options.paths if not Path(path).exists()]:
        parser.error(f"{', '.join(gone)}: not there")
    if options.rounds < 1 or (options.most or 1) < 1:
        parser.error("--rounds and --most: give 1 or more")
    return options


def measured(options: argparse.Namespace, *, tell: Tell) -> Report:
    """Everything, one after the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = Given(folder)
        given.lay_out(options.paths, options.most)
        documents, words = given.read()
        tell(f"{documents:,} accounts, {words:,} words")
        size = Size(documents=documents, words=words)
        found = [
            *_told(start(folder, options.rounds), tell),
            *_told(stages(folder, options.rounds, size), tell),
            *_told(whole(folder, options.rounds, size), tell),
            *_told(others(folder, options, size), tell),
        ]
    missing = [
        Missing(peer.name, why)
        for peer in peers(options.spacy_model)
        if (why := peer.missing)
    ]
    if not options.release:
        missing.append(Missing("the present release", "none given: --release PYTHON"))
    name, _, having = processor().rpartition(", ")
    return Report(
        on=datetime.date.today().isoformat(),
        processor=name or having,
        vnni=having == "with VNNI",
        cores=cores(),
        python=platform.python_version(),
        version=facta.__version__,
        command=line(options),
        given=of(options),
        costs=tuple(found),
        missing=tuple(missing),
        documents=size.documents,
        words=size.words,
    )


def _told(costs: Iterator[Cost], tell: Tell) -> Iterator[Cost]:
    for cost in costs:
        tell(
            f"{cost.name}, {cost.cores}: {cost.seconds:.2f} s, {cost.megabytes:.0f} MB"
        )
        yield cost


def of(options: argparse.Namespace) -> str:
    """What was read, in words."""
    names = ", ".join(f"`{Path(path).name}`" for path in options.paths)
    if not names:
        return "the demo corpus"
    return f"{options.most:,} of {names}" if options.most else names


def line(options: argparse.Namespace) -> str:
    """The command, without the folders of the machine it ran on."""
    words = ["python", "-m", "benchmarks.speed"]
    words += [Path(path).name for path in options.paths]
    words += ["--most", str(options.most)] * bool(options.most)
    words += ["--spacy-model", "FOLDER"] * bool(options.spacy_model)
    words += ["--release", "PYTHON"] * bool(options.release)
    return shlex.join([*words, *["--docs"] * options.docs])


def start(folder: Path, rounds: int) -> Iterator[Cost]:
    """From the prompt: the help, one account, the demo."""
    first = next((Given(folder).accounts).iterdir())
    shown = str(folder / "demo.html")
    for name, words, does in (
        (HELP, ["--help"], "says what there is"),
        ("facta annotate FILE", ["annotate", str(first)], "the first account"),
        (DEMO, ["demo", "-q", "-o", shown], "twelve accounts to a page"),
    ):
        spent = commands.measured(
            [sys.executable, "-m", "facta", *words], folder, rounds=rounds
        )
        yield Cost(
            name=name,
            kind="start",
            does=does,
            cores=1,
            seconds=spent.seconds,
            megabytes=spent.megabytes,
        )


def stages(folder: Path, rounds: int, size: Size) -> Iterator[Cost]:
    """Each stage on one core and on all, extractors on one."""
    for name, (prepare, does) in STAGES.items():
        for count in sorted({1, cores()}):
            spent = alone.measured(prepare, folder, cores=count, rounds=rounds)
            yield Cost(
                name=name,
                kind="stage",
                does=does,
                cores=count,
                seconds=spent.seconds,
                megabytes=spent.megabytes,
                words=size.words * count,
                documents=size.documents * count,
            )
            for part, seconds in spent.parts.items() if count == 1 else ():
                yield Cost(
                    name=part,
                    kind="part",
                    does=f"of {name}",
                    cores=1,
                    seconds=seconds,
                    megabytes=spent.megabytes,
                    documents=size.documents,
                    words=size.words,
                )


def whole(folder: Path, rounds: int, size: Size) -> Iterator[Cost]:
    """From a folder to a ledger, start included, by one process and by one a core."""
    for count in sorted({1, cores()}):
        spent = _road(sys.executable, folder, count, rounds)
        yield Cost(
            name=WHOLE,
            kind="whole",
            does="a folder to a ledger, start included",
            cores=count,
            seconds=spent.seconds,
            megabytes=spent.megabytes,
            documents=size.documents,
            words=size.words,
        )


def _road(python: str, folder: Path, count: int, rounds: int) -> alone.Spent:
    ledger = folder / "road.db"
    command = [python, "-m", "facta", "build", str(Given(folder).accounts), "-q"]
    command += ["--ledger", str(ledger), "--no-brief", "--jobs", str(count)]
    return commands.measured(command, folder, rounds=rounds, fresh=ledger)


def others(folder: Path, options: argparse.Namespace, size: Size) -> Iterator[Cost]:
    """Peers that can be measured here, on one core; another Facta on one and on all."""
    for peer in peers(options.spacy_model):
        if peer.prepare and not peer.missing:
            spent = alone.measured(peer.prepare, folder, cores=1, rounds=options.rounds)
            yield Cost(
                name=peer.name,
                kind="peer",
                does=peer.differs,
                cores=1,
                seconds=spent.seconds,
                megabytes=spent.megabytes,
                beside=peer.beside,
                documents=size.documents,
                words=size.words,
            )
    if options.release:
        name = f"Facta {commands.version(options.release)}"
        for count in sorted({1, cores()}):
            spent = _road(options.release, folder, count, options.rounds)
            yield Cost(
                name=name,
                kind="release",
                does="the whole road by the version given",
                cores=count,
                seconds=spent.seconds,
                megabytes=spent.megabytes,
                beside=WHOLE,
                documents=size.documents,
                words=size.words,
            )


if __name__ == "__main__":
    main()
