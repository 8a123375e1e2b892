"""Timeline: happenings in order of time, a page at a time, narrowed by filters."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from facta.errors import SettingsError
from facta.ledger import Ledger
from facta.ledger.timeline import Turned
from facta.ontology.types import Ontology
from facta.web import asking, render
from facta.web.desk import Desk
from facta.web.lines import line

MOST = 50
FILTERS = ("actor", "recipient", "type", "since", "until", "grade", "order")
NOTHING = Turned(happenings=(), after=None)


def page(desk: Desk, request: Request) -> Response:
    """Happenings that fit all filters, or the filters with what is wrong in them."""
    given = dict(request.query_params)
    asked = {name: asking.text(given, name) for name in FILTERS}
    turned, notes, problem = NOTHING, list[str](), None
    with desk.opened() as ledger:
        try:
            turned, notes = _turned(desk, ledger, given, asked)
        except SettingsError as mistake:
            problem = str(mistake)
        return render.page(
            "timeline.html.j2",
            status=400 if problem else 200,
            desk=desk,
            here="/timeline",
            asked=asked,
            problem=problem,
            types=sorted(Ontology.load().types),
            lines=[line(item, ledger, desk.countries) for item in turned.happenings],
            after=turned.after,
            notes=notes,
        )


def _turned(
    desk: Desk, ledger: Ledger, given: Mapping[str, str], asked: Mapping[str, str]
) -> tuple[Turned, list[str]]:
    """
    The happenings of the page, and what is to be said of the names that were given.

    Raises:
        SettingsError: a filter asks for what there is not.
    """
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
    return turned, list(filter(None, notes))
