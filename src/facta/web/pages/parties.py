"""Parties: who they are, what each did, said and promised, and two of them together."""

from __future__ import annotations

import datetime
from typing import get_args

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from facta.brief import relationship as laid
from facta.brief import words
from facta.errors import SettingsError
from facta.ledger import Ledger, Party
from facta.link.grades import before, worded
from facta.measure import Period
from facta.measure.coverage import covered
from facta.measure.index import Mover
from facta.measure.relationship import of_happenings
from facta.records import Happening
from facta.web import asking, render
from facta.web.desk import Desk
from facta.web.lines import line, pledge, statement

MOST, LISTED = 20, 60
PERIODS: tuple[Period, ...] = get_args(Period)
SHOWN_BY: tuple[Period, ...] = ("month", "quarter", "week", "day")
# Periods from which on a drawing shows more than its table; judged by eye.
DRAWN = 4
# days to the last one of a period, at most
LENGTHS = {"day": 0, "week": 6, "month": 31, "quarter": 92}


def listed(
    desk: Desk, request: Request, problem: str | None = None, *, of: str = ""
) -> Response:
    """
    Who is a party of happenings, of the most first; with what is wrong in what was
    asked `of` one of its forms.
    """
    given = dict(request.query_params)
    skip, beginning = asking.number(given, "skip"), asking.text(given, "q")
    with desk.opened() as ledger:
        if beginning and not skip and not problem:
            codes = {name.casefold(): code for code, name in desk.countries.items()}
            if beginning.casefold() in codes:
                code = codes[beginning.casefold()]
                return RedirectResponse(
                    f"/party{render.query({'name': code})}", status_code=303
                )
        found = ledger.parties_page(beginning=beginning, skip=skip, most=LISTED + 1)
        return render.page(
            "parties.html.j2",
            status=400 if problem else 200,
            problem=problem,
            of=of,
            asked={name: asking.text(given, name) for name in ("name", "one", "other")},
            desk=desk,
            here="/parties",
            words=beginning,
            found=[
                (item, words.end(item.name, desk.countries)) for item in found[:LISTED]
            ],
            skip=skip,
            following=skip + LISTED if len(found) > LISTED else None,
            most=LISTED,
        )


def page(desk: Desk, request: Request) -> Response:
    """One party: with whom it has to do, what it did, met with, said and promised."""
    given = dict(request.query_params)
    name = asking.text(given, "name")
    if not name:
        missing = "no name; choose somebody from the list of parties"
        return listed(desk, request, missing, of="name")
    with desk.opened() as ledger:
        try:
            party = _known(desk, ledger, name)
        except SettingsError as mistake:
            return listed(desk, request, str(mistake), of="name")
        did = ledger.happenings_page(actor=party, most=MOST)
        met = ledger.happenings_page(recipient=party, most=MOST)
        said = ledger.said_by(party, skip=0, most=MOST)
        promised = ledger.pledges_by(party, skip=0, most=MOST)
        ends = (*party.codes, *party.names)
        return render.page(
            "party.html.j2",
            desk=desk,
            here="/parties",
            name=name,
            label=party.label,
            note=party.note,
            did=[line(item, ledger, desk.countries) for item in did.happenings],
            more_did=did.after,
            met=[line(item, ledger, desk.countries) for item in met.happenings],
            more_met=met.after,
            said=[statement(item, ledger.document(item.document)) for item in said],
            promised=[pledge(item, desk.countries) for item in promised],
            others=[
                (item, words.end(item.name, desk.countries))
                for item in ledger.others(ends, most=MOST)
            ],
            end=ends[0] if len(ends) == 1 else None,
        )


def dyad(desk: Desk, request: Request) -> Response:
    """Two parties: the measures of `facta relationship`, and what lies behind them."""
    given = dict(request.query_params)
    names = asking.text(given, "one"), asking.text(given, "other")
    period = asking.choice(given, "period", SHOWN_BY)
    with desk.opened() as ledger:
        try:
            one, other = _ends(desk, ledger, *names)
        except SettingsError as mistake:
            return listed(desk, request, str(mistake), of="two")
        happenings = ledger.between(one, other)
        found = desk.known(
            ledger,
            ("relationship", one, other, period),
            lambda: of_happenings(
                happenings,
                ledger.pledges_between(one, other),
                one,
                other,
                period=period,
                covered=covered(ledger.published_between(), period) or None,
            ),
        )
        known = {item.id: item for item in happenings}

        def told(mover: Mover) -> laid.MoverLine | None:
            return _moved(desk, ledger, known[mover.happening], mover)

        last = [item for item in happenings if item.date is not None][-MOST:]
        return render.page(
            "dyad.html.j2",
            desk=desk,
            here="/parties",
            one=one,
            other=other,
            names=[words.end(end, desk.countries) for end in (one, other)],
            ends=((one, other), (other, one)),
            period=period,
            periods=PERIODS,
            page=laid.page(found, desk.countries, told),
            heads=laid.HEADS,
            least=DRAWN,
            until=_until,
            last=[line(item, ledger, desk.countries) for item in reversed(last)],
        )


def _moved(desk: Desk, ledger: Ledger, item: Happening, mover: Mover) -> laid.MoverLine:
    shown = line(item, ledger, desk.countries)
    account = ""
    if shown.document:
        account = words.label(ledger.document(shown.document))
    return laid.MoverLine(
        happening=item.id,
        when=words.bare(words.when(item)),
        what=f"{before(item)}{words.kind(item).lower()}, {worded(item.grade)}",
        by=mover.by,
        passage=shown.words,
        source=account,
    )


def _known(desk: Desk, ledger: Ledger, name: str) -> Party:
    """Somebody as records name him, else as a reader does."""
    if name not in desk.countries and ledger.is_party(name):
        return Party(label=name, names=(name,))
    return desk.party(ledger, name)


def _ends(desk: Desk, ledger: Ledger, *names: str) -> tuple[str, str]:
    """
    The two parties that two names mean.

    Raises:
        SettingsError: a name means nobody or several, or both mean one.
    """
    one, other = (_end(desk, ledger, name) for name in names)
    if one == other:
        raise SettingsError(f"{one} stands on both sides; give two parties")
    return one, other


def _end(desk: Desk, ledger: Ledger, name: str) -> str:
    """The one end that a name means."""
    if not name:
        raise SettingsError("a name is missing; give two parties")
    party = _known(desk, ledger, name)
    ends = party.codes or party.names
    if len(ends) != 1:
        raise SettingsError(f"{name!r} may be {', '.join(ends)}; give one of them")
    return ends[0]


def _until(anchor: str, period: Period) -> tuple[str, str]:
    """The first and the last day of the period whose row has this anchor."""
    first = datetime.date.fromisoformat(anchor[-10:])
    behind = first + datetime.timedelta(days=LENGTHS[period])
    if period in {"month", "quarter"}:
        behind = behind.replace(day=1) - datetime.timedelta(days=1)
    return first.isoformat(), behind.isoformat()
