"""
Search: sentences that hold all the words, with what they tell, narrowed by parties, type
and days as `facta search` is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from facta.brief import words
from facta.errors import SettingsError
from facta.ledger import Ledger, Party
from facta.ledger.searching import Asked, Hit, What, among, hits
from facta.ontology.types import Ontology
from facta.records import Happening, Statement
from facta.web import asking, render
from facta.web.desk import Desk

# Lines of a page, and sentences that are looked at for them where only some fit.
MOST, LOOKED_AT = 50, 400
FILTERS = ("actor", "recipient", "type", "since", "until")
WHATS: tuple[What, ...] = get_args(What)


def page(desk: Desk, request: Request) -> Response:
    """
    What was found, or how much there is to look through, or the form with what is wrong
    in it.
    """
    given = dict(request.query_params)
    sought = asking.text(given, "q")
    kind = asking.text(given, "kind")
    what = next((each for each in WHATS if each == kind), None)
    fields = {name: asking.text(given, name) for name in FILTERS}
    found, notes, problem = list[Hit](), list[str](), None
    with desk.opened() as ledger:
        try:
            found, notes = _found(desk, ledger, given, what)
        except SettingsError as mistake:
            problem = str(mistake)
        return render.page(
            "search.html.j2",
            status=400 if problem else 200,
            problem=problem,
            desk=desk,
            here="/",
            words=sought,
            what=what,
            whats=WHATS,
            asked=fields,
            narrowed=any(fields.values()),
            types=sorted(Ontology.load().types),
            notes=notes,
            found=[
                (hit, list(parts(hit)), _told(desk, ledger, hit))
                for hit in found[:MOST]
            ],
            more=len(found) > MOST,
            most=MOST,
            overview=ledger.overview(),
            unlinked=ledger.unlinked(),
        )


def _found(
    desk: Desk, ledger: Ledger, given: Mapping[str, str], what: What | None
) -> tuple[list[Hit], list[str]]:
    """
    What was found, one more than is shown, and what is to be said of the names that
    were given.

    Raises:
        SettingsError: a filter asks for what there is not.
    """
    settled = desk.asked(
        ledger,
        {
            "actor": asking.text(given, "actor"),
            "recipient": asking.text(given, "recipient"),
            "since": asking.day(given, "since"),
            "until": asking.day(given, "until"),
            "event_type": asking.text(given, "type"),
        },
    )
    parties = (each for each in settled.values() if isinstance(each, Party))
    notes = [each.note for each in parties if each.note]
    sought = asking.text(given, "q")
    if not sought:
        return [], notes
    looked_at = LOOKED_AT if what or settled else MOST + 1
    asked = Asked.of(ledger, what, **settled)
    those = desk.known(
        ledger,
        ("among", what, tuple(settled.items())),
        lambda: among(ledger, asked),
    )
    found = hits(ledger, sought, asked, most=looked_at, among=those)
    return list(islice(found, MOST + 1)), notes


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
