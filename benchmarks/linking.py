"""
What linking costs as a ledger grows: seconds and memory for synthetic coded events, all at
once, and for one account more.

    python -m benchmarks.linking [--most N] [--plot FILE]

Each size is a ledger of its own, linked in a process of its own. A thousand events a day:
happenings between countries, some much more often in the news than others, each told by
one to eight outlets that day and the two after, three in ten of them without one of the
sides or by another type than the others; drawn with a fixed seed. Growing by a power of
1.0 is growing with the number of events.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import math
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from benchmarks.apart import apart
from benchmarks.growth import Panel, growth
from facta.exchange.incoming.landing import landed
from facta.exchange.incoming.nouns import CodedEvent, Side
from facta.ledger import Ledger
from facta.ontology import Countries
from facta.ontology.types import Ontology
from facta.pipeline import relink
from facta.processes import cores
from facta.records import Date

SIZES = (10_000, 31_623, 100_000, 316_228, 1_000_000)
A_DAY = 1000  # events
OUTLETS = 400
SHAKY = 0.3  # of the tellings, those that miss a side or tell another type
MADE_BY = "synthetic/1"
USING = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


class Cost(Struct, frozen=True):
    """
    What linking a ledger of so many events took, and adding one account to it.

    `seconds` are those of the clock, `busy` those of the processor in all processes, on
    which other work of the machine says less.
    """

    events: int
    happenings: int
    seconds: float
    busy: float
    megabytes: float
    one_more: float


def main() -> None:
    """Prints a row for each size, and the power by which time grows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--most", type=int, default=SIZES[-1], metavar="N")
    parser.add_argument("--plot", type=Path, metavar="FILE")
    options = parser.parse_args()
    found = []
    print("   events  happenings  seconds     busy  us/event  megabytes  one more, s")
    for size in SIZES:
        if size <= options.most:
            found.append(measured(size))
            print(row(found[-1]), flush=True)
    if len(found) > 1:
        print(f"seconds grow by the power {power(found):.2f} of the events")
    if options.plot:
        options.plot.write_text(plot(found), "utf-8")


def row(cost: Cost) -> str:
    """A line of the table."""
    each = cost.busy / cost.events * 1e6
    return (
        f"{cost.events:9,d} {cost.happenings:11,d} {cost.seconds:8.1f} {cost.busy:8.1f} {each:9.0f}"
        f" {cost.megabytes:10.0f} {cost.one_more:12.2f}"
    )


def power(found: list[Cost]) -> float:
    """The slope of busy seconds over events, on logarithmic scales, by least squares."""
    xs = [math.log(one.events) for one in found]
    ys = [math.log(one.busy) for one in found]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum(
        (a - x) ** 2 for a in xs
    )


def measured(size: int) -> Cost:
    """One size, in a ledger that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facta.db"
        with Ledger.open(path) as ledger:
            fill(ledger, size)
        seconds, busy, megabytes = apart(linked, path)
        with Ledger.open(path) as ledger:
            happenings = sum(1 for _ in ledger.happenings())
            one_more = added(ledger, size)
    return Cost(size, happenings, seconds, busy, megabytes, one_more)


def linked(path: Path) -> tuple[float, float, float]:
    """
    Seconds that linking takes, of the clock and of all its processes, and the most memory
    that these held at the same time, at most.
    """
    with Ledger.open(path) as ledger, ledger.writing():
        begun, busy = time.perf_counter(), time.process_time()
        relink(ledger, jobs=cores())
        seconds = time.perf_counter() - begun
    used = [resource.getrusage(who) for who in USING]
    busy = sum(each.ru_utime + each.ru_stime for each in used) - busy
    # the processes that compare and settle hold as much each as the largest of them
    most = used[0].ru_maxrss + cores() * used[1].ru_maxrss
    return seconds, busy, most / 1024


def added(ledger: Ledger, size: int) -> float:
    """Seconds that it takes to link one account more, of the middle of the time."""
    one = next(itertools.islice(coded(size + 1, seed=2), size // 2, None))
    with ledger.writing():
        ledger.add(landed(one, source="one more", made_by=MADE_BY), stages=MADE_BY)
        begun = time.perf_counter()
        relink(ledger)
        return time.perf_counter() - begun


def fill(ledger: Ledger, size: int) -> None:
    """Coded events into a ledger, which is not linked yet."""
    with ledger.writing():
        for number, event in enumerate(coded(size)):
            account = landed(event, source=f"events.tsv#{number}", made_by=MADE_BY)
            ledger.add(account, stages=MADE_BY)


def coded(size: int, seed: int = 1) -> Iterator[CodedEvent]:
    """So many events as outlets tell them, day by day."""
    chance, types = random.Random(seed), list(Ontology.load().types)
    countries = Countries.load()
    nations = sorted(countries.table)
    weights = [1 / rank for rank in range(1, len(nations) + 1)]
    first, told = Date(2000, 1, 1), 0
    while told < size:
        day = first + datetime.timedelta(days=told // A_DAY)
        one, other = chance.choices(nations, weights, k=2)
        kind = chance.choice(types)
        for _ in range(min(1 + int(chance.expovariate(0.7)), 8, size - told)):
            shaky = chance.random()
            yield CodedEvent(
                what=kind.lower(),
                event_type=chance.choice(types) if shaky < SHAKY / 2 else kind,
                mode=None,
                rule="synthetic",
                actor=(_side(one, countries),),
                recipient=()
                if SHAKY / 2 <= shaky < SHAKY
                else (_side(other, countries),),
                date=day,
                date_precision="day",
                about=(f"story {told}",),
                publisher=f"Outlet {chance.randrange(OUTLETS)}",
                published=day + datetime.timedelta(days=chance.randrange(3)),
            )
            told += 1


def _side(code: str, countries: Countries) -> Side:
    name = countries.name(code)
    return Side(name=name, text=name, country=code)


def plot(found: list[Cost]) -> str:
    """Seconds over events, beside n log n, as one SVG."""
    scale = [one.events * math.log(one.events) for one in found]
    return growth(
        [
            Panel(
                title="Seconds to link so many coded events",
                unit="s",
                sizes=[one.events for one in found],
                lines={"measured": [one.seconds for one in found]},
                beside={
                    "n log n": [found[0].seconds * each / scale[0] for each in scale]
                },
            )
        ]
    )


if __name__ == "__main__":
    main()
