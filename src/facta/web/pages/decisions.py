"""Decisions: who decided what, and the one address that takes a new one."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from facta.errors import SettingsError
from facta.ledger import Decision, Ledger
from facta.web import asking, attempts, render
from facta.web.correcting import changed
from facta.web.desk import Desk
from facta.web.forms import Form, back

MOST = 50
Made = Decision | tuple[Decision, ...]
Make = Callable[[Ledger], Made]


def page(desk: Desk, request: Request) -> Response:
    """Decisions, the last first, each with what has become of it."""
    skip = asking.number(dict(request.query_params), "skip")
    with desk.opened() as ledger:
        found = ledger.decisions_page(skip=skip, most=MOST + 1)
        standings = ledger.standings() if found else {}
        return render.page(
            "decisions.html.j2",
            desk=desk,
            here="/decisions",
            decisions=[(item, standings.get(item.number)) for item in found[:MOST]],
            skip=skip,
            following=skip + MOST if len(found) > MOST else None,
            most=MOST,
            back="/decisions",
            attempt=attempts.of(request),
        )


def decide(desk: Desk, form: Form) -> Response:
    """One decision, as `facta decide` makes it; then the page from which it came."""
    desk.decide(_made(desk, form))
    return RedirectResponse(back(form.text("back")), status_code=303)


def _made(desk: Desk, form: Form) -> Make:
    """
    What a form decides.

    Raises:
        SettingsError: it decides nothing.
    """
    verdict, note, by = form.text("verdict"), form.text("note"), desk.by
    records = form.every("id")
    if verdict == "undo":
        about = records[0] if records else None
        return lambda at: _undone(at, about, form.text("of"), by=by, note=note)
    if verdict == "resolve":
        name, who = form.text("name"), form.text("who")
        if not who:
            raise SettingsError(f"nothing is said of {name!r}; give a code, or none")
        return lambda at: at.resolve(name, who, by=by, note=note)
    if not records:
        raise SettingsError("no record; decide from one of the pages")
    first = records[0]
    makes: dict[str, Make] = {
        "accept": lambda at: at.accept(records, by=by, note=note),
        "reject": lambda at: at.reject(records, by=by, note=note),
        "correct": lambda at: at.correct(first, changed(form), by=by, note=note),
        "merge": lambda at: at.merge((first, *form.every("with")), by=by, note=note),
        "split": lambda at: at.split(first, form.every("event"), by=by, note=note),
        "decisive": lambda at: at.decisive(records, True, by=by, note=note),
        "not decisive": lambda at: at.decisive(records, False, by=by, note=note),
        "note": lambda at: at.remark(first, note, by=by),
    }
    if verdict not in makes:
        raise SettingsError(f"{verdict!r}: no decision; use one of {', '.join(makes)}")
    if verdict == "split" and not form.every("event"):
        raise SettingsError("no event to split off; mark those that are of another one")
    return makes[verdict]


def _undone(
    ledger: Ledger, record: str | None, of: str, *, by: str, note: str
) -> Decision:
    """
    The last decision taken back: one's own, or the very one of somebody else's that
    `of` names by its key.

    Raises:
        SettingsError: it is somebody else's, and another one or none is named.
    """
    last = ledger.to_undo(record)
    if last is not None and last.by != by and last.key != of:
        raise SettingsError(
            f"the last decision is {last.by}'s ({last.verdict} {last.kind} "
            f"{last.record[:8]}), not {by}'s; take it back by the button that names it"
        )
    return ledger.undo(record, by=by, note=note)
