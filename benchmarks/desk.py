"""
How long the desk takes over each of its pages.

    python -m benchmarks.desk facta.db            medians of 20, in milliseconds
    python -m benchmarks.desk facta.db --times 5

Each page is asked for as a browser does, through the guard, without the network between;
what it shows (the busiest parties, the longest account, what most reports tell) is chosen
from the ledger itself. The first answer, which reads from the disk and loads tables, is
told apart.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from urllib.parse import quote

from starlette.testclient import TestClient

from facta.cli.commands.serve import explained
from facta.ledger import Ledger
from facta.web.app import app
from facta.web.desk import Desk
from facta.web.guard import LOOPBACK, Names
from facta.web.incoming import Incoming

TIMES = 20
WORDS = ("sanctions", "president", "the", '"united states"')


def client(path: Path) -> TestClient:
    """A browser before a desk over a ledger."""
    desk = Desk(path, by="benchmark", explain=explained, incoming=Incoming(path))
    desk.ready()
    names = Names(LOOPBACK, 80)
    return TestClient(app(desk, names), base_url="http://localhost")


def pages(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Names and addresses of what is timed, for this ledger."""
    yield "start", "/"
    for words in WORDS:
        yield f"search {words}", f"/?q={quote(words)}"
    yield "timeline", "/timeline"
    parties = [each.name for each in ledger.parties_page(beginning="", skip=0, most=2)]
    for name in parties:
        yield f"timeline of {name}", f"/timeline?actor={quote(name)}"
        yield f"party {name}", f"/party?name={quote(name)}"
        yield f"search president, {name}", f"/?q=president&actor={quote(name)}"
    yield "search the, type and days", "/?q=the&type=consult&since=2021-06-01"
    if len(parties) == 2:
        one, other = map(quote, parties)
        yield "two parties", f"/dyad?one={one}&other={other}"
    yield "timeline, type and strength", "/timeline?type=material+conflict&grade=1"
    yield "accounts", "/accounts"
    for name, document in (
        ("middle", _long(ledger, 0.5)),
        ("longest", _long(ledger, 1)),
    ):
        if document:
            yield f"reader, {name} account", f"/accounts/{document}"
            yield f"reason, {name} account", f"/accounts/{document}?at=200"
    if told := _most_told(ledger):
        yield "happening, most reports", f"/happenings/{told}"
    for doubt in ("unsure", "left_out", "unresolved", "disputed"):
        yield f"inbox, {doubt}", f"/inbox?list={doubt}"
    yield "disputes", "/disputes"
    for item in ledger.disputes_page(skip=0, most=1):
        yield "dispute", f"/disputes/{item.id}"
    for page in ("decisions", "parties", "new", "export"):
        yield page, f"/{page}"


def timed(ask: Callable[[], object], times: int) -> tuple[float, float]:
    """Milliseconds of the first answer, and the median of those after it."""
    taken = []
    for _ in range(times + 1):
        began = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - began) * 1000)
    return taken[0], median(taken[1:])


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table; 1 where a page cannot be shown."""
    parser = argparse.ArgumentParser(description="How long the desk takes.")
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--times", type=int, default=TIMES)
    options = parser.parse_args(arguments)
    browser = client(options.ledger)
    with Ledger.open(options.ledger, read_only=True) as ledger:
        asked = list(pages(ledger))
    failed = 0
    print("| page | first, ms | median, ms | KB |\n|---|---|---|---|")
    for name, address in asked:
        # a reason comes into a page that is there
        headers = {"HX-Request": "true"} if "?at=" in address else {}
        ask = partial(browser.get, address, headers=headers)
        first, usual = timed(ask, options.times)
        answer = ask()
        failed += answer.status_code != 200
        size = len(answer.content) / 1000
        print(f"| {name} | {first:.0f} | {usual:.0f} | {size:.0f} |")
    return 1 if failed else 0


def _long(ledger: Ledger, share: float) -> str | None:
    """The account that so much of all are no longer than."""
    ids = [
        (len(each.text), each.id)
        for each in ledger.accounts_page(skip=0, most=1_000_000)
    ]
    return sorted(ids)[int((len(ids) - 1) * share)][1] if ids else None


def _most_told(ledger: Ledger) -> str | None:
    told = [(len(each.reports), each.id) for each in ledger.happenings()]
    return max(told)[1] if told else None


if __name__ == "__main__":
    sys.exit(main())
