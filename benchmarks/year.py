"""
What a year of the world's news would take, from what a part of it took here.

    python -m benchmarks.year RESULT [--linked SECONDS] [--cores N] [--price DOLLARS]

RESULT is what `facta scale` made of some accounts; how long each shard took to read
stands in it, how long the ledger took is given: seconds by the clock of a run over
shards that were done. Without it the plan is of reading alone. What was measured is
multiplied, no more: for reading that is sound, as no shard knows of another; a ledger
far larger than this one was not made.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from facta.scale.folder import Folder

# Articles of a year: what Common Crawl's news archive kept of it. In English 134 million
# of five years, after cleaning; of all languages 1.35 billion from August 2016 to 2026.
YEARS = {
    "a day in English": 27_000_000 / 365,
    "a month in English": 27_000_000 / 12,
    "a year in English": 27_000_000,
    "a year, were all in English": 140_000_000,
}
HOUR = 3600
GIGABYTE = 1e9
DOLLARS = 0.05  # of a core for an hour, as the large providers ask about; judged
CORES = 64


class Rates(Struct, frozen=True, kw_only=True):
    """
    What an account took: its words, seconds of a core to read it and by the clock to
    link it, bytes of shards and ledger.
    """

    accounts: int
    words: float
    reading: float
    linking: float
    shard: float
    ledger: float


class Plan(Struct, frozen=True, kw_only=True):
    """
    What so many accounts would take: hours of a core to read, hours by the clock on so
    many, hours to link, gigabytes of shards and ledger, dollars of all.
    """

    accounts: float
    core_hours: float
    reading: float
    linking: float
    shards: float
    ledger: float
    dollars: float


def main() -> None:
    """Prints what an account took, and a row for each plan."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("result", type=Path, metavar="RESULT")
    parser.add_argument("--linked", type=float, metavar="SECONDS")
    parser.add_argument("--cores", type=int, default=CORES, metavar="N")
    parser.add_argument("--price", type=float, default=DOLLARS, metavar="DOLLARS")
    options = parser.parse_args()
    found = measured(options.result, options.linked)
    print(
        f"{found.accounts:,} accounts of {found.words:.0f} words: "
        f"{found.reading * 1000:.0f} ms of a core to read and "
        f"{found.shard / 1000:.0f} kB of shards each"
    )
    if found.linking:
        print(
            f"{found.linking * 1000:.0f} ms to link and {found.ledger / 1000:.0f} kB of "
            "ledger each"
        )
    for line in table(found, options.cores, options.price):
        print(line)


def measured(result: Path, linked: float | None = None) -> Rates:
    """
    What an account of a result took; nothing of its ledger where that is not known.

    Raises:
        ScaleError: it is no result, or a shard is not done.
    """
    folder = Folder(result)
    shards = [folder.manifest(name) for name in folder.order()]
    accounts = sum(shard.documents for shard in shards)
    return Rates(
        accounts=accounts,
        words=sum(shard.words for shard in shards) / accounts,
        reading=sum(shard.seconds for shard in shards) / accounts,
        linking=linked / accounts if linked else 0.0,
        shard=sum(sum(shard.files.values()) for shard in shards) / accounts,
        ledger=(result / "facta.db").stat().st_size / accounts if linked else 0.0,
    )


def planned(accounts: float, rates: Rates, *, cores: int, price: float) -> Plan:
    """What so many accounts would take at these rates."""
    core_hours = accounts * rates.reading / HOUR
    linking = accounts * rates.linking / HOUR
    return Plan(
        accounts=accounts,
        core_hours=core_hours,
        reading=core_hours / cores,
        linking=linking,
        shards=accounts * rates.shard / GIGABYTE,
        ledger=accounts * rates.ledger / GIGABYTE,
        # the machine that links has two cores, as here
        dollars=(core_hours + 2 * linking) * price,
    )


def table(rates: Rates, cores: int, price: float) -> Iterator[str]:
    """The plans as a table of Markdown."""
    heads = ["what", "accounts", "core-hours to read", f"hours on {cores} cores"]
    heads += ["GB of shards"]
    if rates.linking:
        heads += ["hours to link", "GB of ledger"]
    heads += [f"at {price:g} $ a core-hour"]
    yield _line(heads)
    yield "|---" * len(heads) + "|"
    for name, accounts in YEARS.items():
        plan = planned(accounts, rates, cores=cores, price=price)
        cells = [name, f"{plan.accounts:,.0f}", f"{plan.core_hours:,.1f}"]
        cells += [f"{plan.reading:,.2f}", f"{plan.shards:,.0f}"]
        if rates.linking:
            cells += [f"{plan.linking:,.1f}", f"{plan.ledger:,.0f}"]
        yield _line([*cells, f"{plan.dollars:,.2f} $"])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
