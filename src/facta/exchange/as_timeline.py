"""
Happenings with a date as JSON for TimelineJS 3: a slide each.

Text of accounts is escaped, as TimelineJS shows it as HTML.

Source: knightlab, TimelineJS JSON data format.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from functools import cache
from typing import Any, BinaryIO

import msgspec

from facta import __version__
from facta.exchange.told import Behind, Told, told
from facta.extract.times import wording
from facta.ledger import Ledger
from facta.link.grades import backed, worded
from facta.ontology import Countries
from facta.records import Date, Precision

# accounts that a slide names
SHOWN = 5
WEB = ("http://", "https://")
QUADS = {
    1: "Verbal cooperation",
    2: "Material cooperation",
    3: "Verbal conflict",
    4: "Material conflict",
}
FLAGS = {
    "historical": "background",
    "future": "announced",
    "hypothetical": "possible",
    "negation": "did not happen",
}
Tree = dict[str, Any]


def write(ledger: Ledger, file: BinaryIO) -> None:
    """The dated happenings of a ledger, a slide a line."""
    opening = {"scale": "human", "generator": f"facta {__version__}"}
    file.write(msgspec.json.encode(opening).removesuffix(b"}") + b',"events":[')
    before = b"\n"
    for item in told(ledger):
        if item.happening.date:
            file.write(before + msgspec.json.encode(slide(item, item.happening.date)))
            before = b",\n"
    file.write(b"\n]}\n")


def slide(item: Told, date: Date) -> Tree:
    """A happening as a slide."""
    happening = item.happening
    kind = ", ".join(filter(None, (happening.event_type.lower(), happening.mode)))
    flags = [*happening.caveats, *(FLAGS[flag] for flag in happening.auxiliary)]
    ends = " → ".join(filter(None, map(_ends, (happening.actor, happening.recipient))))
    headline = f"{ends}: {kind}" + f" ({', '.join(flags)})" * bool(flags)
    return {
        "start_date": _date(date, happening.date_precision),
        "display_date": wording.when(
            date,
            happening.date_precision,
            happening.date_basis,
            auxiliary=happening.auxiliary,
        ),
        "text": {
            "headline": html.escape(headline),
            "text": "".join(f"<p>{part}</p>" for part in _parts(item)),
        },
        "group": QUADS[happening.quad_code],
        "unique_id": happening.id,
        # links are made of what accounts say by nobody but the reader
        "autolink": False,
    }


def _parts(item: Told) -> Iterator[str]:
    for behind in item.behind[:SHOWN]:
        quote = html.escape(" ".join(behind.events[0].span.text.split()))
        yield f"“{quote}” ({_source(behind)})"
    happening, rest = item.happening, len(item.behind) - SHOWN
    if rest > 0:
        yield f"and {rest:,} more"
    yield f"reports: {len(happening.reports):,}, originators: {len(happening.originators):,}"
    yield f"{worded(happening.grade)}: {backed(happening.corroboration)}"
    for dispute, differs in zip(item.disputes, item.differences, strict=True):
        yield html.escape(
            f"disputed ({dispute.attribute}, {dispute.strength}): {differs}"
        )
    for decision in item.decisions:
        note = f": {decision.note}" * bool(decision.note)
        yield html.escape(f"{decision.verdict} by {decision.by}{note}")


def _source(behind: Behind) -> str:
    document = behind.document
    name = html.escape(document.publisher or document.title or document.source)
    # any other scheme could run something in the reader's page
    if not (document.url or "").startswith(WEB):
        return name
    return f'<a href="{html.escape(document.url or "")}">{name}</a>'


def _date(date: Date, precision: Precision | None) -> Tree:
    found: Tree = {"year": date.year}
    if precision in ("day", "month"):
        found["month"] = date.month
    if precision == "day":
        found["day"] = date.day
    return found


@cache
def _countries() -> Countries:
    return Countries.load()


def _ends(ends: tuple[str, ...]) -> str:
    return " and ".join(map(_countries().name, ends))
