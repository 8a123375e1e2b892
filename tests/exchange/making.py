"""Ledgers whose happenings are of many kinds, and what is read back of them."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from facta.exchange.incoming import bring, form_of
from facta.exchange.programs import PROGRAMS
from facta.ledger import Ledger
from facta.link import link
from facta.ontology import Ontology
from facta.records import Actor, Annotation, Happening, Skipped, Span
from facta.testing import (
    annotation,
    commitment,
    doc,
    figure,
    place,
    statement,
    telling,
)

NOON = datetime.datetime(2025, 6, 1, 12, tzinfo=datetime.UTC)
ONTOLOGY = Ontology.load()
# what a row says: type, date, actors, recipients
Said = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def memory() -> Ledger:
    """A ledger that is gone when it is closed."""
    return Ledger.open(":memory:", clock=lambda: NOON)


def kinds(*, reverse: bool = False) -> Ledger:
    """
    A happening of each type on a day of its own; by a month; by NATO; one that was
    denied, with a dispute; undated; each account with an address; a decision.
    """
    accounts = [*map(_typed, enumerate(ONTOLOGY.types, 1)), *_special()]
    ledger = memory()
    for item in reversed(accounts) if reverse else accounts:
        ledger.add(item)
    ledger.skip(Skipped("c.bin", "a picture; leave it out"))
    ledger.link(link(list(ledger.annotations())))
    first = next(iter(ledger.happenings(event_type="ASSAULT")))
    ledger.decide(first.id, "accepted", "=as told", "Ann")
    return ledger


def _typed(numbered: tuple[int, str]) -> Annotation:
    number, event_type = numbered
    text = f'On day {number} Russia did what\t"{event_type}" names & <b>more</b> to Ukraine.\n'
    document = replace(
        doc(text, published=f"2025-05-{number:02}", source=f"{number}.txt"),
        url=f"https://example.org/{number}?a=1&b=2",
        title=f"Day {number}",
        publisher=f"Paper {number}",
    )
    told = telling(
        document,
        event_type,
        "RUS",
        "UKR",
        text.strip(),
        date=f"2025-04-{number:02}",
        mode=next(iter(ONTOLOGY.modes(event_type)), None),
        quad_code=ONTOLOGY.quad(event_type),
        score=ONTOLOGY.score(event_type),
    )
    named = _mention(document.text, "Russia", name="Dmitry Lee", country="RUS")
    general = replace(named, sector="MIL", office="General")
    land = _mention(document.text, "Ukraine", name="Ukraine", country="UKR")
    return annotation(
        document, events=(replace(told, actor=(general,), recipient=(land,)),)
    )


def _special() -> Sequence[Annotation]:
    month = doc("NATO helped Ukraine and Moldova.", source="month.txt")
    helped = telling(
        month, "AID", "", "UKR,MDA", month.text, date="2024-03-01", precision="month"
    )
    nato = _mention(month.text, "NATO", name="NATO", country="IGO")
    first = doc("Russia struck Odesa.", published="2025-05-27", source="a.txt")
    second = doc("Russia did not strike Odesa.", published="2025-05-28", source="b.txt")
    struck = telling(first, "ASSAULT", "RUS", "USA", first.text, date="2025-05-25")
    denied = telling(
        second,
        "ASSAULT",
        "RUS",
        "USA",
        second.text,
        date="2025-05-25",
        auxiliary=("negation",),
    )
    undated = doc("=We help, 13 said @Ann.", source="-u.txt")
    vague = telling(undated, "SUPPORT", "FRA", "POL", "=We help")
    return (
        annotation(month, events=(replace(helped, actor=(nato,)),)),
        annotation(first, events=(struck,)),
        annotation(second, events=(denied,)),
        annotation(
            undated,
            events=(vague,),
            statements=(statement(undated, "=We help", speaker="@Ann"),),
            commitments=(commitment(undated, "help", "FRA", recipient="POL"),),
            figures=(figure(undated, "13", 13.0, of="people"),),
        ),
    )


def _mention(text: str, words: str, *, name: str, country: str) -> Actor:
    span: Span = place(text, words)
    return Actor(
        span=span,
        name=name,
        country=country,
        sector=None,
        office=None,
        sentence=0,
        head=0,
    )


def written(name: str, ledger: Ledger) -> dict[str, bytes]:
    """Each file of a format, that of a stream under no name."""
    program = PROGRAMS[name]
    found: dict[str, bytes] = {}
    for file, write in (
        program.files.items() if program.folder else [("", program.write)]
    ):
        stream = io.BytesIO()
        write(ledger, stream)
        found[file] = stream.getvalue()
    return found


def brought(folder: Path, name: str, data: bytes) -> Ledger:
    """A ledger that holds what a file of a format says, and nothing else."""
    path = folder / f"events.{name}"
    path.write_bytes(data)
    ledger = memory()
    assert form_of(path) == name
    outcome = bring([path], ledger)
    assert outcome.faults in ((), (("no date", 1),))
    return ledger


def said(item: Happening) -> Said:
    """What is compared of a happening."""
    precision = {"month": 7, "year": 4}.get(item.date_precision or "", 10)
    date = item.date.isoformat()[:precision] if item.date else ""
    return (
        item.event_type,
        date,
        tuple(sorted(item.actor)),
        tuple(sorted(item.recipient)),
    )
