"""Inbox: what is doubtful, one after the other, to accept, reject or correct."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from facta.ledger import Ledger
from facta.records import Dispute, Event
from facta.web import asking, attempts, render
from facta.web.attempts import Attempt
from facta.web.correcting import Correction, correction
from facta.web.desk import Desk
from facta.web.lines import Quoted, Side, difference, facts, quoted, sides

MOST = 20
Doubt = Literal["unsure", "left_out", "unresolved", "disputed"]
DOUBTS: dict[Doubt, tuple[str, str]] = {
    "unsure": ("Barely counted", "Events that count, the least sure first"),
    "left_out": (
        "Barely left out",
        "Events too unsure to count, the surest first; to accept one lets it count",
    ),
    "unresolved": (
        "Unresolved parties",
        "Parties that no table knows, those named most first; correct as Name (RUS UAF)",
    ),
    "disputed": ("Disputed", "Where accounts cannot all be right"),
}


class Item(Struct, frozen=True, kw_only=True):
    """Something doubtful: what it says and where, or what differs and who says so."""

    id: str
    kind: str
    said: str
    facts: list[tuple[str, str]]
    passage: Quoted | None = None
    sides: tuple[Side, ...] = ()
    correction: Correction | None = None
    name: str | None = None


def page(desk: Desk, request: Request) -> Response:
    """A list of doubtful items."""
    given = dict(request.query_params)
    doubt = asking.choice(given, "list", tuple(DOUBTS))
    skip = asking.number(given, "skip")
    with desk.opened() as ledger:
        attempt = attempts.of(request)
        items = _items(desk, ledger, doubt, skip, attempt)
        # of some parties nothing is left to decide, so fewer may stand here than were
        # looked at
        more = len(items) > MOST or (doubt == "unresolved" and bool(items))
        last = ledger.last_decision()
        return render.page(
            "inbox.html.j2",
            desk=desk,
            here="/inbox",
            doubt=doubt,
            doubts=DOUBTS,
            items=items[:MOST],
            skip=skip,
            following=skip + MOST if more else None,
            most=MOST,
            at=asking.number(given, "at"),
            last=last,
            least=ledger.least(),
            suggested=desk.suggested(ledger),
            attempt=attempt,
            back=f"/inbox{render.query({'list': doubt, 'skip': skip})}",
        )


def _items(
    desk: Desk, ledger: Ledger, doubt: Doubt, skip: int, attempt: Attempt | None
) -> list[Item]:
    if doubt == "disputed":
        found = ledger.disputes_page(skip=skip, most=MOST + 1, undecided=True)
        return [_dispute(desk, ledger, each) for each in found]
    if doubt == "unresolved":
        named = ledger.unresolved(ledger.least(), skip=skip, most=MOST + 1)
        return [_event(ledger, each, attempt, name) for name, each in named]
    counting = doubt == "unsure"
    least = ledger.least()
    events = ledger.unsure(least, counting=counting, skip=skip, most=MOST + 1)
    return [_event(ledger, each, attempt) for each in events]


def _event(
    ledger: Ledger, item: Event, attempt: Attempt | None, name: str | None = None
) -> Item:
    return Item(
        id=item.id,
        kind="event",
        said="",
        facts=facts(item),
        passage=quoted(item.span, ledger.document(item.document)),
        name=name,
        correction=correction(item.id, "event", item, attempt),
    )


def _dispute(desk: Desk, ledger: Ledger, item: Dispute) -> Item:
    return Item(
        id=item.id,
        kind="dispute",
        said=difference(item, ledger, desk.countries),
        facts=[("over", item.attribute), ("strength", item.strength)],
        sides=tuple(sides(item, ledger, desk.countries)),
    )
