"""Disputes: where accounts cannot all be right, side by side."""

from __future__ import annotations

from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from facta.errors import SettingsError
from facta.records import Attribute, Dispute
from facta.web import asking, attempts, render
from facta.web.desk import Desk
from facta.web.lines import difference, sides

MOST = 30
ATTRIBUTES: tuple[Attribute, ...] = get_args(Attribute)


def listed(desk: Desk, request: Request) -> Response:
    """Disputes, direct contradictions first, each in a sentence."""
    given = dict(request.query_params)
    skip = asking.number(given, "skip")
    asked = asking.text(given, "attribute")
    attribute = asked if asked in ATTRIBUTES else None
    with desk.opened() as ledger:
        found = ledger.disputes_page(attribute=attribute, skip=skip, most=MOST + 1)
        return render.page(
            "disputes.html.j2",
            desk=desk,
            here="/disputes",
            attribute=attribute,
            attributes=ATTRIBUTES,
            disputes=[
                (item, difference(item, ledger, desk.countries))
                for item in found[:MOST]
            ],
            skip=skip,
            following=skip + MOST if len(found) > MOST else None,
            most=MOST,
        )


def page(desk: Desk, request: Request) -> Response:
    """One dispute: the passages of each side."""
    with desk.opened() as ledger:
        found = ledger.get(request.path_params["id"])
        item = found.record
        if not isinstance(item, Dispute):
            raise SettingsError(f"{found.id}: a {found.kind}, no dispute")
        mark = ledger.mark(item.id)
        history = list(ledger.decisions(item.id))
        return render.page(
            "dispute.html.j2",
            desk=desk,
            here="/disputes",
            dispute=item,
            said=difference(item, ledger, desk.countries),
            sides=list(sides(item, ledger, desk.countries)),
            rejected=mark is not None and "rejected" in mark.words,
            history=history,
            undo=ledger.to_undo(item.id) if history else None,
            attempt=attempts.of(request),
            back=f"/disputes/{item.id}",
        )
