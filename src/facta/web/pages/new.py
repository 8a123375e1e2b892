"""New articles: dropped, pasted or fetched when asked, and read in the background."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from facta.brief.words import counted
from facta.errors import SettingsError
from facta.web import asking, attempts, render
from facta.web.desk import Desk
from facta.web.forms import Form
from facta.web.incoming import MOST_BYTES, MOST_FILES, SUFFIXES


def page(desk: Desk, request: Request) -> Response:
    """The forms, and how far the reading is."""
    with desk.opened() as ledger:
        overview = ledger.overview()
        unlinked = ledger.unlinked()
    shown: dict[str, Any] = {
        "desk": desk,
        "state": desk.incoming.state(),
        "overview": overview,
        "unlinked": unlinked,
    }
    if request.headers.get("hx-request"):
        return render.page("progress.html.j2", **shown)
    return render.page(
        "new.html.j2",
        here="/new",
        most_files=MOST_FILES,
        most_bytes=MOST_BYTES,
        suffixes=",".join(sorted(SUFFIXES)),
        attempt=attempts.of(request),
        **shown,
    )


def files(desk: Desk, form: Form) -> Response:
    """Files that were dropped."""
    given = [each for each in form.uploads if each.name]
    if not given:
        raise SettingsError("no file; choose some or drop them on the page")
    kept = [desk.incoming.keep(each.name, each.data) for each in given]
    names = ", ".join(path.name for path in kept[:3]) + " ..." * (len(kept) > 3)
    desk.incoming.read_kept(f"{counted(len(kept), 'file')}: {names}")
    return _back()


def text(desk: Desk, form: Form) -> Response:
    """An article that was pasted."""
    kept = desk.incoming.paste(
        form.raw("text"),
        title=form.text("title"),
        publisher=form.text("publisher"),
        published=asking.day({"day": form.text("published")}, "day"),
    )
    desk.incoming.read_kept(f"pasted article: {kept.name}")
    return _back()


def address(desk: Desk, form: Form) -> Response:
    """A page of the network."""
    desk.incoming.fetch(form.text("address"))
    return _back()


def _back() -> Response:
    return RedirectResponse("/new", status_code=303)
