"""Any record by its id: what stands behind it, as `facta why` tells, and what to decide."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from facta.records import Commitment, Event, Figure, Statement
from facta.web import asking, attempts, render
from facta.web.correcting import correction
from facta.web.desk import Desk
from facta.web.lines import facts, quoted


def page(desk: Desk, request: Request) -> Response:
    """One record."""
    given = dict(request.query_params)
    attempt = attempts.of(request)
    with desk.opened() as ledger:
        found = ledger.get(request.path_params["id"])
        if found.kind == "document":
            return RedirectResponse(f"/accounts/{found.id}", status_code=303)
        if found.kind == "dispute":
            return RedirectResponse(f"/disputes/{found.id}", status_code=303)
        record = found.record
        passage, said = None, []
        if isinstance(record, Event | Statement | Commitment | Figure):
            said = facts(record)
            span = record.span if isinstance(record, Event | Figure) else record.content
            passage = quoted(span, ledger.document(record.document))
        return render.page(
            "why.html.j2",
            desk=desk,
            here="",
            found=found,
            facts=said,
            passage=passage,
            lines=list(desk.explain(found, ledger)),
            correction=correction(found.id, found.kind, found.record, attempt),
            suggested=desk.suggested(ledger),
            attempt=attempt,
            back=asking.text(given, "back") or f"/why/{found.id}",
        )
