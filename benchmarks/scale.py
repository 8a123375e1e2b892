"""
What `facta scale` costs as its input grows: documents and words a second, and the most
memory that the process which hands out shards, the largest that reads them, and the one
that fills and links the ledger held.

    python -m benchmarks.scale [--most N] [--jobs N] [--plot FILE]

Each size is a file of JSON lines of short invented accounts, some 30 words of plain
sentences about countries, some of which are much more often in the news than others,
and about the things of thousands of words, drawn with a fixed seed; one in five tells
what another tells, among other sentences. Deeds differ in what they are about, as they
do in the news: where all are alike, all accounts hang together, and are settled
together. Each step runs in a process of its own. That memory does not grow is seen in
the columns of megabytes, and by the power by which they grow: 0.0 is not at all.
"""

from __future__ import annotations

import argparse
import datetime
import io
import json
import math
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF

from msgspec import Struct

from benchmarks.apart import apart
from benchmarks.growth import Panel, growth
from facta.cli.main import run
from facta.ontology import Countries
from facta.processes import cores
from facta.scale.folder import Folder
from facta.tables import read, shipped

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
A_DAY = 200  # accounts
AGAIN = 0.2  # of the accounts, those that tell what the one before does
SENTENCES = 2
DEEDS = (
    "{one} accused {other} of hiding {thing} near the border on {day}.",
    "{one} sent {number} {thing} to {other} on {day}.",
    "The foreign minister of {one} met his counterpart from {other} over {thing} on {day}.",
    "{one} imposed sanctions on {number} {thing} from {other} on {day}.",
    "{one} threatened to close its border with {other} over {thing} within {number} days.",
    "Soldiers from {one} attacked a store of {thing} in {other} on {day}, killing {number} people.",
    "{one} and {other} signed an agreement on {number} {thing} on {day}.",
    "The president of {one} promised to return {number} {thing} to {other}.",
    "{one} rejected talks with {other} on {thing} on {day}.",
    "{one} withdrew {number} soldiers from the {thing} of {other} on {day}.",
    "The prime minister of {one} visited the {thing} of {other} on {day}.",
    "{one} expelled {number} {thing} from {other} on {day}.",
    "{one} condemned the arrest of {thing} dealers in {other}.",
    "The parliament of {one} approved a treaty on {thing} with {other} on {day}.",
    "{one} lent {number} {thing} to {other} on {day}.",
    "{one} and {other} agreed on a ceasefire around the {thing} on {day}.",
    "Police in {one} arrested smugglers of {thing} from {other} on {day}.",
    "{one} demanded that {other} pay for its {thing}.",
    "{one} lifted its ban on the import of {thing} from {other} on {day}.",
    "The defence minister of {one} praised the {thing} of {other} on {day}.",
)
AROUND = (
    "Shops that sell {thing} stayed open near the {other} throughout the week.",
    "Prices for {thing} had risen for several months before, {other} farmers say.",
    "The museum of {thing} and {other} has a new roof and many visitors.",
    "Hardly anybody had ever seen such a {thing} before, or a {other}.",
    "The valley is known for its {thing}, its {other} and its old bridges.",
    "Trains with {thing} were late on their way through the {other}.",
    "A film about the {thing} and the {other} won a small prize.",
    "Schools teach children how a {thing} differs from a {other}.",
    "Nobody could explain why the {thing} was so near the {other}.",
    "The {other} of the old town smells of {thing} in summer.",
    "Most of the {thing} was dry, though the {other} was not.",
    "An old book compares the {thing} to a {other} made of wood.",
)
FROM_RANK = 10  # of rarity: words that one account in 32 or fewer holds
PROCESSES = ("parent", "worker", "ledger")


class Cost(Struct, frozen=True, kw_only=True):
    """
    What one size took: seconds of reading and of the ledger, by the clock and of all
    processors, on which other work of the machine says less; megabytes of the process
    that hands out shards, of the largest that reads, of the one that makes the ledger.
    """

    documents: int
    words: int
    reading: float
    reading_busy: float
    gathering: float
    gathering_busy: float
    parent: float
    worker: float
    ledger: float


def main() -> None:
    """Prints a row for each size, and the powers by which memory grows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--most", type=int, default=10_000, metavar="N")
    parser.add_argument("--jobs", type=int, default=cores(), metavar="N")
    parser.add_argument("--plot", type=Path, metavar="FILE")
    options = parser.parse_args()
    print(f"{options.jobs} processes that read; megabytes at most")
    print(
        "documents  reading, s    busy  documents/s  words/s  ledger, s    busy"
        "  MB parent  MB worker  MB ledger"
    )
    found: list[Cost] = []
    for size in SIZES:
        if size <= options.most:
            found.append(measured(size, options.jobs))
            print(row(found[-1]), flush=True)
    if len(found) > 1:
        powers = ", ".join(f"{name} {power(found, name):.2f}" for name in PROCESSES)
        print(f"memory grows by the powers of the documents: {powers}")
    if options.plot:
        options.plot.write_text(plot(found), "utf-8")


def row(cost: Cost) -> str:
    """A line of the table."""
    return (
        f"{cost.documents:9,d} {cost.reading:11.1f} {cost.reading_busy:7.1f}"
        f" {cost.documents / cost.reading:12.1f} {cost.words / cost.reading:8,.0f}"
        f" {cost.gathering:10.1f} {cost.gathering_busy:7.1f}"
        f" {cost.parent:10.0f} {cost.worker:10.0f} {cost.ledger:10.0f}"
    )


def power(found: Sequence[Cost], name: str) -> float:
    """The slope of a memory over documents, on logarithmic scales, by least squares."""
    xs = [math.log(one.documents) for one in found]
    ys = [math.log(getattr(one, name)) for one in found]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum(
        (a - x) ** 2 for a in xs
    )


def measured(size: int, jobs: int) -> Cost:
    """One size, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "in.jsonl").open("w", encoding="utf-8") as file:
            for account in accounts(size):
                file.write(json.dumps(account) + "\n")
        line = ["scale", str(folder / "in.jsonl"), "--to", str(folder / "out"), "-q"]
        reading, reading_busy, parent = alone(
            [*line, "--jobs", str(jobs), "--no-ledger"]
        )
        gathering, gathering_busy, ledger = alone(line)
        result = Folder(folder / "out")
        manifests = [result.manifest(name) for name in result.order()]
    return Cost(
        documents=sum(one.documents for one in manifests),
        words=sum(one.words for one in manifests),
        reading=reading,
        reading_busy=reading_busy,
        gathering=gathering,
        gathering_busy=gathering_busy,
        parent=parent,
        worker=max(one.megabytes for one in manifests),
        ledger=ledger,
    )


def alone(line: list[str]) -> tuple[float, float, float]:
    """
    Seconds of a command in a process of its own, those of it and its own processes on
    a processor, and the megabytes that it held.
    """
    return apart(_run, line)


def _run(line: list[str]) -> tuple[float, float, float]:
    begun = time.perf_counter()
    with redirect_stdout(io.StringIO()):
        status = run(line)
    if status != 0:
        sys.exit(f"facta {' '.join(line)}: did not end well")
    seconds = time.perf_counter() - begun
    of = [resource.getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    busy = sum(one.ru_utime + one.ru_stime for one in of)
    return seconds, busy, of[0].ru_maxrss / 1024


def accounts(size: int, seed: int = 1) -> Iterator[dict[str, str]]:
    """So many accounts, day by day."""
    chance, countries = random.Random(seed), Countries.load()
    nations = sorted(countries.name(code) for code in countries.table)
    chance.shuffle(nations)
    words = _words()
    first = datetime.date(2000, 1, 1)
    deeds: list[str] = []
    for number in range(size):
        day = first + datetime.timedelta(days=number // A_DAY)
        if not deeds or chance.random() > AGAIN:
            deeds = [_deed(chance, nations, words, day) for _ in range(SENTENCES // 2)]
        around = [_aside(chance, words) for _ in deeds]
        told = [each for pair in zip(deeds, around, strict=True) for each in pair]
        yield {
            "id": f"account-{number}",
            "title": f"Report {number}",
            "publisher": f"Outlet {chance.randrange(200)}",
            "published": day.isoformat(),
            "text": " ".join(told),
        }


def _deed(
    chance: random.Random,
    nations: Sequence[str],
    words: Sequence[str],
    day: datetime.date,
) -> str:
    one = other = _nation(chance, nations)
    while other == one:
        other = _nation(chance, nations)
    before = day - datetime.timedelta(days=chance.randrange(1, 4))
    return chance.choice(DEEDS).format(
        one=one,
        other=other,
        number=chance.randrange(3, 90),
        thing=chance.choice(words),
        day=f"{before.day} {before:%B %Y}",
    )


def _nation(chance: random.Random, nations: Sequence[str]) -> str:
    """One of them: the nearer to the first, the more often."""
    return nations[int(len(nations) ** chance.random()) - 1]


def _aside(chance: random.Random, words: Sequence[str]) -> str:
    """A sentence that tells of no deed."""
    thing, other = chance.sample(words, 2)
    return chance.choice(AROUND).format(thing=thing, other=other)


def _words() -> list[str]:
    """Words that are not in every account."""
    table = read(shipped("facta.link", "rarity.toml"), dict[str, str])
    return [
        word
        for rank, words in table.items()
        if int(rank) >= FROM_RANK
        for word in sorted(words.split())
    ]


def plot(found: Sequence[Cost]) -> str:
    """Seconds and megabytes over documents, as one SVG."""
    sizes = [one.documents for one in found]
    return growth(
        [
            Panel(
                title="Seconds by the clock, over accounts",
                unit="s",
                sizes=sizes,
                lines={
                    "reading": [one.reading for one in found],
                    "ledger": [one.gathering for one in found],
                },
            ),
            Panel(
                title="Most memory held, in megabytes, over accounts",
                unit="MB",
                sizes=sizes,
                lines={
                    name: [getattr(one, name) for one in found] for name in PROCESSES
                },
            ),
        ]
    )


if __name__ == "__main__":
    main()
