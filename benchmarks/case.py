"""
How much of what everybody knows happened stands in the ledger of `make case`.

    python -m benchmarks.case LEDGER

For each line of known.toml, whether the ledger tells a happening of one of its types
from its actor to its recipient within two days of its day, as done: on a day of its own,
where it stands on a chart (dated), or only bounded by the day of publication (bounded).
It says nothing of what else stands there, and may be wrong.
"""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from facta.ledger import Ledger
from facta.measure.dyads import is_real
from facta.records import Happening

KNOWN = Path(__file__).with_name("known.toml")
NEAR = datetime.timedelta(days=2)
DATED = frozenset({"stated", "narrative"})
Found = Literal["dated", "bounded", "missed"]


class Known(Struct, frozen=True):
    """Something that is known to have happened, told in our own words."""

    day: datetime.date
    actor: str
    recipient: str
    types: tuple[str, ...]
    what: str


class File(Struct, frozen=True):
    """The whole of known.toml."""

    known: tuple[Known, ...]


def main() -> None:
    """Prints a line for each, and the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("ledger", type=Path)
    options = parser.parse_args()
    every = msgspec.toml.decode(KNOWN.read_bytes(), type=File).known
    with Ledger.open(options.ledger, read_only=True) as ledger:
        found = [(one, looked_up(ledger, one)) for one in every]
    for one, verdict in found:
        print(f"{verdict:8} {one.day} {one.actor} {one.recipient} {one.what}")
    for verdict in ("dated", "bounded", "missed"):
        count = sum(one == verdict for _, one in found)
        print(f"{verdict}: {count} of {len(found)}")


def looked_up(ledger: Ledger, known: Known) -> Found:
    """How the ledger tells what is known."""
    told = list(_near(ledger, known))
    if any(one.date_basis in DATED for one in told):
        return "dated"
    return "bounded" if told else "missed"


def _near(ledger: Ledger, known: Known) -> Iterator[Happening]:
    """The happenings of its types and parties within two days, told as done."""
    for event_type in known.types:
        some: Iterable[Happening] = ledger.happenings(
            actor=known.actor,
            recipient=known.recipient,
            event_type=event_type,
            since=known.day - NEAR,
            until=known.day + NEAR,
        )
        yield from (one for one in some if is_real(one))


if __name__ == "__main__":
    main()
