"""
Accounts: a list of them, and the reader, where all that was found stands marked in the
text and each mark opens its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from facta.brief import words
from facta.ledger import Ledger
from facta.ledger.nouns import Record
from facta.records import Annotation, Event
from facta.web import asking, attempts, render
from facta.web.attempts import Attempt
from facta.web.correcting import Correction, correction
from facta.web.desk import Desk
from facta.web.lines import facts
from facta.web.marks import (
    Marked,
    at,
    from_first_line,
    marked,
    pieces,
    told_as_done,
)

MOST = 50
# Reasons that are shown of one place; more than a few cover none.
REASONS = 12


class Reason(Struct, frozen=True, kw_only=True):
    """
    What was found at a place: its kind, its words, what it says, and the lines that
    explain it; `record` is its id where people may decide on it, `standing` says of an
    event why it does not count.
    """

    kind: str
    words: str
    record: str | None
    facts: list[tuple[str, str]]
    lines: list[str]
    party: str | None = None
    standing: str | None = None
    correction: Correction | None = None


def listed(desk: Desk, request: Request) -> Response:
    """Accounts, the latest first."""
    skip = asking.number(dict(request.query_params), "skip", most=10_000_000)
    with desk.opened() as ledger:
        found = ledger.accounts_page(skip=skip, most=MOST + 1)
        return render.page(
            "accounts.html.j2",
            desk=desk,
            here="/accounts",
            accounts=[
                (item, words.label(item), words.counted(len(item.text.split()), "word"))
                for item in found[:MOST]
            ],
            skip=skip,
            following=skip + MOST if len(found) > MOST else None,
            most=MOST,
        )


def page(desk: Desk, request: Request) -> Response:
    """One account; with `at`, what was found at that character of it."""
    given = dict(request.query_params)
    asked = asking.text(given, "at")
    place = int(asked) if asked.isdecimal() and len(asked) < 12 else None
    with desk.opened() as ledger:
        alone = place is not None and bool(request.headers.get("hx-request"))
        name = request.path_params["id"]
        account = ledger.findings(name, at=place if alone else None)
        least = ledger.least()
        marks = marked(account, least=least)
        found = [] if place is None else at(marks, place)
        attempt = attempts.of(request)
        reasons = list(_reasons(desk, ledger, account, found, attempt))
        shown: dict[str, Any] = {
            "desk": desk,
            "document": account.document,
            "place": place,
            "reasons": reasons,
            "attempt": attempt,
        }
        if alone:
            return render.page("reason.html.j2", **shown)
        return render.page(
            "account.html.j2",
            here="/accounts",
            name=words.label(account.document),
            pieces=list(from_first_line(pieces(account.document.text, marks))),
            counts=Counter(mark.kind for mark in marks if mark.counts),
            pale=sum(not mark.counts for mark in marks),
            least=least,
            suggested=desk.suggested(ledger),
            **shown,
        )


def _reasons(
    desk: Desk,
    ledger: Ledger,
    account: Annotation,
    found: list[Marked],
    attempt: Attempt | None,
) -> Iterator[Reason]:
    text = account.document.text
    for mark in islice(found, REASONS):
        passage = text[mark.start : mark.end]
        if mark.kind == "actor":
            yield _actor(account, mark, passage)
        elif mark.kind == "time":
            yield _time(account, mark, passage)
        elif mark.record is not None:
            record = ledger.get(mark.record)
            yield Reason(
                kind=mark.kind,
                words=passage,
                record=mark.record,
                facts=facts(record.record),
                lines=list(desk.explain(record, ledger)),
                standing=_standing(record.record, ledger.least()),
                correction=correction(record.id, record.kind, record.record, attempt),
            )


def _standing(record: Record, least: float) -> str | None:
    """Why an event does not count; None where it does, and of anything else."""
    if not isinstance(record, Event):
        return None
    if record.confidence < least:
        return (
            f"Does not count: less sure ({record.confidence:.2f}) than {least:g}, from "
            "which events count in this ledger. To accept it lets it count."
        )
    if told_as_done(record):
        return None
    told = " and ".join(words.AUXILIARY[one] for one in record.auxiliary)
    return f"Does not count as done: it is told as {told}, and is in no measure."


def _actor(account: Annotation, mark: Marked, passage: str) -> Reason:
    item = account.actors[mark.number]
    said = [
        ("name", item.name),
        ("country", item.country or "none known"),
        ("sector", item.sector or ""),
        ("office", item.office or ""),
        ("the account says", item.claim or ""),
        ("sure of the country", f"{item.confidence:.2f}" * (item.confidence < 1)),
    ]
    return Reason(
        kind="actor",
        words=passage,
        record=None,
        facts=[(name, value) for name, value in said if value],
        lines=[],
        party=item.name,
    )


def _time(account: Annotation, mark: Marked, passage: str) -> Reason:
    item = account.times[mark.number]
    lies = ""
    if item.begin:
        lies = " to ".join(
            words.day(each) for each in dict.fromkeys((item.begin, item.end)) if each
        )
    said = [
        ("kind", item.type.lower()),
        ("value", item.value or "cannot be resolved"),
        ("basis", words.BASES[item.basis]),
        ("lies in", lies),
        ("deadline", "yes" * item.deadline),
    ]
    return Reason(
        kind="time",
        words=passage,
        record=None,
        facts=[(name, value) for name, value in said if value],
        lines=[],
    )
