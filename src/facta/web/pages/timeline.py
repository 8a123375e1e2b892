"""Timeline: happenings in order of time, a page at a time, narrowed by filters."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from facta.ontology.types import Ontology
from facta.web import asking, render
from facta.web.desk import Desk
from facta.web.lines import line

MOST = 50
FILTERS = ("actor", "recipient", "type", "since", "until", "grade", "order")


def page(desk: Desk, request: Request) -> Response:
    """Happenings that fit all filters."""
    given = dict(request.query_params)
    asked = {name: asking.text(given, name) for name in FILTERS}
    with desk.opened() as ledger:
        settled = desk.asked(
            ledger,
            {
                "actor": asked["actor"],
                "recipient": asked["recipient"],
                "since": asking.day(given, "since"),
                "until": asking.day(given, "until"),
                "event_type": asked["type"],
                "grade": asking.grade(given),
            },
        )
        turned = ledger.happenings_page(
            **settled,
            latest=asked["order"] != "oldest",
            after=asking.text(given, "after") or None,
            most=MOST,
        )
        notes = [getattr(each, "note", None) for each in settled.values()]
        return render.page(
            "timeline.html.j2",
            desk=desk,
            here="/timeline",
            asked=asked,
            types=sorted(Ontology.load().types),
            lines=[line(item, ledger, desk.countries) for item in turned.happenings],
            after=turned.after,
            notes=list(filter(None, notes)),
        )
