"""Export: the brief, and the whole ledger for other programs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from facta.web import exports, render
from facta.web.desk import Desk


def page(desk: Desk, _: Request) -> Response:
    """What there is to take."""
    with desk.opened() as ledger:
        overview = ledger.overview()
    return render.page(
        "export.html.j2",
        desk=desk,
        here="/export",
        briefs=exports.BRIEFS,
        burden=exports.burden(overview.accounts),
        forms=exports.forms(),
        overview=overview,
    )


def file(desk: Desk, request: Request) -> Response:
    """One form, as a file to save."""
    form = exports.form(request.path_params["name"])
    pieces = exports.stream(desk.path, form.name)
    headers = {"content-disposition": f'attachment; filename="{form.file}"'}
    return StreamingResponse(pieces, media_type=form.kind, headers=headers)
