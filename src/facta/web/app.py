"""
The app: which address has which page, and what a page says where something is wrong.

No traceback reaches a reader: an error is one line on a page, with a status that a
program understands. A form that cannot be taken comes back on the page it came from, as
it was filled in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files
from urllib.parse import unquote, urlsplit

import python_multipart
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from facta.errors import FactaError, LedgerError, SettingsError, fault
from facta.ledger import UnknownRecordError
from facta.web import attempts
from facta.web.attempts import Attempt
from facta.web.desk import BusyError, Desk
from facta.web.forms import Form, Upload, back
from facta.web.guard import App, Guard, Names, is_token
from facta.web.incoming import MOST_BYTES, MOST_FILES
from facta.web.pages import (
    accounts,
    decisions,
    disputes,
    export,
    happenings,
    inbox,
    new,
    parties,
    search,
    timeline,
    why,
)
from facta.web.render import page

Read = Callable[[Desk, Request], Response]
Write = Callable[[Desk, Form], Response]
READS: dict[str, Read] = {
    "/": search.page,
    "/timeline": timeline.page,
    "/accounts": accounts.listed,
    "/accounts/{id}": accounts.page,
    "/happenings/{id}": happenings.page,
    "/why/{id}": why.page,
    "/parties": parties.listed,
    "/party": parties.page,
    "/dyad": parties.dyad,
    "/inbox": inbox.page,
    "/disputes": disputes.listed,
    "/disputes/{id}": disputes.page,
    "/decisions": decisions.page,
    "/new": new.page,
    "/export": export.page,
    "/export/{name}": export.file,
}
WRITES: dict[str, Write] = {
    "/decide": decisions.decide,
    "/new/files": new.files,
    "/new/text": new.text,
    "/new/address": new.address,
}
STATIC = {
    "desk.css": "text/css; charset=utf-8",
    "desk.js": "text/javascript; charset=utf-8",
    "htmx.min.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
# Starlette reads forms by it, and would tell of its absence only then
FORMS_BY = python_multipart.__name__
# Fields of a form, and bytes of one of them.
MOST_FIELDS, MOST_TEXT = 200, 4_000_000
STATUSES: tuple[tuple[type[FactaError], int], ...] = (
    (UnknownRecordError, 404),
    (SettingsError, 400),
    (BusyError, 409),
    (LedgerError, 503),
)


def app(desk: Desk, names: Names) -> App:
    """The desk behind its guard."""
    routes = [
        *(Route(path, _reading(desk, read)) for path, read in READS.items()),
        *(
            Route(path, _writing(desk, path, write), methods=["POST"])
            for path, write in WRITES.items()
        ),
        Route("/static/{name}", _static),
    ]

    async def unknown(_: Request, problem: Exception) -> Response:
        status = problem.status_code if isinstance(problem, HTTPException) else 500
        said = "no such page; go on from one of those above"
        if status == 405:
            said = "this page is not spoken to so; use its forms"
        return _told(desk, status, said)

    made = Starlette(routes=routes, exception_handlers={HTTPException: unknown})
    made.router.redirect_slashes = False
    return Guard(made, names)


def _reading(desk: Desk, read: Read) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await run_in_threadpool(_answered, desk, lambda: read(desk, request))

    return answer


def _writing(
    desk: Desk, path: str, write: Write
) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            form = await _form(request)
        except (MultiPartException, HTTPException, ValueError) as problem:
            said = getattr(problem, "message", None) or getattr(problem, "detail", "")
            return _told(desk, 400, f"a form that cannot be read: {said}")
        given = form.text("token") or request.headers.get("x-facta-token", "")
        if not is_token(given, desk.token):
            said = "of a page that this desk has not made; load the page again"
            return _told(desk, 403, said)
        return await run_in_threadpool(
            _answered, desk, lambda: _taken(desk, path, write, form)
        )

    return answer


def _taken(desk: Desk, path: str, write: Write, form: Form) -> Response:
    """What a form comes to; where that is nothing, its page with what was filled in."""
    try:
        return write(desk, form)
    except FactaError as problem:
        attempt = Attempt(path, form, str(problem))
        again = _again(desk, attempt)
        if again is None:
            raise
        again.status_code = _status(problem)
        return again


def _again(desk: Desk, attempt: Attempt) -> Response | None:
    """The page from which a form came; None where none tells what stands in its way."""
    asked = urlsplit(back(attempt.form.text("back")))
    scope = {
        "type": "http",
        "method": "GET",
        "path": unquote(asked.path),
        "query_string": asked.query.encode(),
        "headers": [],
        attempts.PLACE: attempt,
    }
    for path, read in READS.items():
        found, more = Route(path, _static).matches(scope)
        if found is Match.FULL:
            try:
                answer = read(desk, Request({**scope, **more}))
            except FactaError:
                return None
            return answer if attempt.is_told else None
    return None


async def _form(request: Request) -> Form:
    """A form with its files, bounded in number and size."""
    texts: list[tuple[str, str]] = []
    uploads = []
    async with request.form(
        max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_TEXT
    ) as given:
        for name, value in given.multi_items():
            if isinstance(value, UploadFile):
                data = await value.read(MOST_BYTES + 1)
                uploads.append(Upload(name=value.filename or "", data=data))
            else:
                texts.append((name, value))
    return Form(texts=tuple(texts), uploads=tuple(uploads))


def _answered(desk: Desk, make: Callable[[], Response]) -> Response:
    """A page, or in its place one line that says what stands in its way."""
    try:
        return make()
    except FactaError as problem:
        return _told(desk, _status(problem), str(problem))
    except Exception as problem:
        return _told(desk, 500, fault(problem))


def _status(problem: FactaError) -> int:
    kinds = (status for kind, status in STATUSES if isinstance(problem, kind))
    return next(kinds, 500)


def _told(desk: Desk, status: int, said: str) -> Response:
    return page("error.html.j2", status=status, desk=desk, said=said, here="")


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in STATIC:
        raise HTTPException(404)
    data = files("facta.web").joinpath("static", name).read_bytes()
    return Response(data, media_type=STATIC[name])
