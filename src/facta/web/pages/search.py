"""
Search: sentences that hold all the words, with what they tell, narrowed by parties, type
and days as `facta search` is.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from facta.brief import words
from facta.ledger import Ledger, Party
from facta.ledger.searching import Asked, Hit, What, hits
from facta.ontology.types import Ontology
from facta.records import Happening, Statement
from facta.web import asking, render
from facta.web.desk import Desk

# Lines of a page, and sentences that are looked at for them where only some fit.
MOST, LOOKED_AT = 50, 400
FILTERS = ("actor", "recipient", "type", "since", "until")
WHATS: tuple[What, ...] = get_args(What)


def page(desk: Desk, request: Request) -> Response:
    """What was found, or how much there is to look through."""
    given = dict(request.query_params)
    sought = asking.text(given, "q")
    kind = asking.text(given, "kind")
    what = next((each for each in WHATS if each == kind), None)
    fields = {name: asking.text(given, name) for name in FILTERS}
    with desk.opened() as ledger:
        found: list[Hit] = []
        settled = desk.asked(
            ledger,
            {
                "actor": fields["actor"],
                "recipient": fields["recipient"],
                "since": asking.day(given, "since"),
                "until": asking.day(given, "until"),
                "event_type": fields["type"],
            },
        )
        if sought:
            asked = Asked.of(ledger, what, **settled)
            looked_at = LOOKED_AT if what or settled else MOST + 1
            found = list(islice(hits(ledger, sought, asked, most=looked_at), MOST + 1))
        return render.page(
            "search.html.j2",
            desk=desk,
            here="/",
            words=sought,
            what=what,
            whats=WHATS,
            asked=fields,
            narrowed=bool(settled),
            types=sorted(Ontology.load().types),
            notes=[
                each.note
                for each in settled.values()
                if isinstance(each, Party) and each.note
            ],
            found=[
                (hit, list(parts(hit)), _told(desk, ledger, hit))
                for hit in found[:MOST]
            ],
            more=len(found) > MOST,
            most=MOST,
            overview=ledger.overview(),
            unlinked=ledger.unlinked(),
        )


def _told(desk: Desk, ledger: Ledger, hit: Hit) -> str:
    """What a sentence tells, in words."""
    record = ledger.get(hit.id).record
    if isinstance(record, Statement):
        return f"said by {words.speaker(record.speaker)}"
    if not isinstance(record, Happening):
        return ""
    sides = (
        " & ".join(words.end(end, desk.countries) for end in ends) or "nobody named"
        for ends in (record.actor, record.recipient)
    )
    return f"{words.kind(record)}: {' → '.join(sides)}"


def parts(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The sentence in parts, each with whether it was looked for."""
    at = hit.start
    for start, end in hit.marks:
        yield hit.text[at - hit.start : start - hit.start], False
        yield hit.text[start - hit.start : end - hit.start], True
        at = end
    yield hit.text[at - hit.start :], False
