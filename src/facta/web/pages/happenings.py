"""A happening: its reports side by side, what disputes it, and what people decide."""

from __future__ import annotations

import datetime

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from facta.ledger import Ledger, Party, UnknownRecordError
from facta.link.grades import backed, worded
from facta.records import Happening
from facta.web import asking, attempts, render
from facta.web.correcting import correction
from facta.web.desk import Desk
from facta.web.lines import Line, ReportLine, difference, line, reports

MOST = 30
# Happenings that a merger is offered with.
NEAR = 12
DAYS = datetime.timedelta(days=4)


def page(desk: Desk, request: Request) -> Response:
    """One happening."""
    given = dict(request.query_params)
    skip = asking.number(given, "skip")
    with desk.opened() as ledger:
        found = ledger.get(request.path_params["id"])
        if found.kind != "happening":
            return RedirectResponse(f"/why/{found.id}", status_code=303)
        item = found.record
        assert isinstance(item, Happening)
        other = asking.text(given, "beside")
        beside, problem = _other(ledger, other)
        history = list(ledger.decisions(item.id))
        attempt = attempts.of(request)
        rows = list(reports(item, ledger, skip=skip, most=MOST))
        events = [event for report in item.reports for event in report.events]
        mark = ledger.mark(item.id)
        return render.page(
            "happening.html.j2",
            status=400 if problem else 200,
            problem=problem,
            other=other,
            desk=desk,
            here="/timeline",
            line=line(item, ledger, desk.countries),
            reports=rows,
            several=len(events) > 1,
            total=len(item.reports),
            skip=skip,
            following=skip + MOST if len(item.reports) > skip + MOST else None,
            grade=worded(item.grade),
            backed=backed(item.corroboration),
            disputes=[
                (each, difference(each, ledger, desk.countries))
                for each in ledger.disputes_about(item.id)
            ],
            beside=_beside(desk, ledger, beside) if beside else None,
            near=[line(each, ledger, desk.countries) for each in _near(ledger, item)],
            decisive=mark is not None and "decisive" in mark.words,
            history=history,
            undo=ledger.to_undo(item.id) if history else None,
            correction=correction(item.id, found.kind, item, attempt),
            back=f"/happenings/{item.id}",
            attempt=attempt,
        )


def _other(ledger: Ledger, asked: str) -> tuple[Happening | None, str | None]:
    """The happening to put beside one, or what stands in its way."""
    if not asked:
        return None, None
    try:
        found = ledger.get(asked).record
    except UnknownRecordError as unknown:
        return None, str(unknown)
    if not isinstance(found, Happening):
        return None, f"{asked}: no happening; put one beside it"
    return found, None


def _beside(
    desk: Desk, ledger: Ledger, item: Happening
) -> tuple[Line, list[ReportLine]]:
    """The happening with which it is compared, and its reports."""
    rows = list(reports(item, ledger, skip=0, most=MOST))
    return line(item, ledger, desk.countries), rows


def _near(ledger: Ledger, item: Happening) -> list[Happening]:
    """Others of the same actor about that time, with which it may be one."""
    if item.date is None or not item.actor:
        return []
    turned = ledger.happenings_page(
        actor=Party(label="", codes=item.actor),
        since=item.date - DAYS,
        until=item.date + DAYS,
        most=NEAR * 4,
    )
    alike = [
        each
        for each in turned.happenings
        if each.id != item.id
        and (each.event_type == item.event_type or each.recipient == item.recipient)
    ]
    return alike[:NEAR]
