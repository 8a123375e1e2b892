"""Search: sentences that hold all the words, with what they tell."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from facta.ledger.searching import Asked, Hit, What, hits
from facta.web import asking, render
from facta.web.desk import Desk

# Lines of a page, and sentences that are looked at for them where a kind is asked for.
MOST, LOOKED_AT = 50, 400
WHATS: tuple[What, ...] = get_args(What)


def page(desk: Desk, request: Request) -> Response:
    """What was found, or how much there is to look through."""
    given = dict(request.query_params)
    words = asking.text(given, "q")
    kind = asking.text(given, "kind")
    what = next((each for each in WHATS if each == kind), None)
    with desk.opened() as ledger:
        found: list[Hit] = []
        if words:
            asked = Asked.of(ledger, what)
            looked_at = LOOKED_AT if what else MOST + 1
            found = list(islice(hits(ledger, words, asked, most=looked_at), MOST + 1))
        return render.page(
            "search.html.j2",
            desk=desk,
            here="/",
            words=words,
            what=what,
            whats=WHATS,
            found=[(hit, list(parts(hit))) for hit in found[:MOST]],
            more=len(found) > MOST,
            most=MOST,
            overview=ledger.overview(),
            unlinked=ledger.unlinked(),
        )


def parts(hit: Hit) -> Iterator[tuple[str, bool]]:
    """The sentence in parts, each with whether it was looked for."""
    at = hit.start
    for start, end in hit.marks:
        yield hit.text[at - hit.start : start - hit.start], False
        yield hit.text[start - hit.start : end - hit.start], True
        at = end
    yield hit.text[at - hit.start :], False
