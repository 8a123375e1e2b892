"""
The happenings of a brief as lines: each in a clause of its account, placed where a page
has it.

Takes the records of a ledger; gives lines in order of time. A sentence that tells
several stands with the weightiest of them; what is told in passing, within one country,
as possible or as background is kept apart. Pure.
"""

from __future__ import annotations

import calendar
import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from facta.brief import matters, words
from facta.brief.clauses import Clause, clause, voiced
from facta.brief.material import OWN, Material
from facta.brief.passages import Account
from facta.brief.records import HappeningLine, Passage, Place, ReportLine
from facta.brief.speakers import somebody
from facta.link import grades
from facta.measure import directed, main_dyads
from facta.records import NOT_YET, Actor, Date, Event, Happening

# Reports of a happening, and key events, that a page has room for; judged.
MOST_REPORTS, MOST_KEY = 30, 20
# Days of which nothing is told, from which on a reader should know; judged.
GAP = 28
# dyads whose parties are those that a brief is about
MAIN = 4


class Told(Struct, frozen=True):
    """A happening with the clause that tells it and what it weighs."""

    item: Happening
    event: Event
    clause: Clause
    weight: float


def told(items: Iterable[Happening], material: Material) -> list[Told]:
    """Happenings of a brief, each with its clause."""
    found = main_dyads(material.happenings, MAIN)
    main = {frozenset(dyad) for dyad in found}
    days = [item.date.toordinal() for item in material.happenings if item.date]
    late = matters.recency(days)
    return [_told(item, material, main, late) for item in items]


def _told(
    item: Happening,
    material: Material,
    main: set[frozenset[str]],
    late: matters.Late,
) -> Told:
    event = material.events[item.reports[0].event]
    clauses = (
        (material.events[one], material.of[report.document])
        for report in item.reports[:MOST_REPORTS]
        for one in report.events
    )
    made = [(one, clause(one, account, material.names)) for one, account in clauses]
    # of several accounts the one that tells it as a deed of somebody, and fully
    event, best = min(
        made, key=lambda pair: (_headed(pair[0], material), *_worse(*pair))
    )
    weight = matters.of_happening(
        item,
        text=best.text,
        verbal=best.verbal,
        event=event,
        main=any(frozenset(dyad) in main for dyad in directed(item)),
        recent=late(item.date.toordinal()) if item.date else 0.0,
    )
    return Told(item, event, _heard(best, event, material), weight)


def _heard(told: Clause, event: Event, material: Material) -> Clause:
    """A clause with who tells it within its account, where that is not in it."""
    statements = material.of[event.document].annotation.statements
    by = words.said_by(event, statements)
    unreal = "hypothetical" in event.auxiliary
    if by is None or unreal or not told.verbal or by.split()[-1] in told.text:
        return told
    who = statements[event.reported_in or 0].speaker
    if not somebody(who):
        return told
    return voiced(told, material.names.speaker(who) or by)


def _headed(event: Event, material: Material) -> bool:
    """Whether a heading or a list tells it, which prose may tell in full."""
    found = material.of[event.document].annotation.sentences
    return event.sentence < len(found) and found[event.sentence].kind != "prose"


def _worse(event: Event, told: Clause) -> tuple[bool, bool, float]:
    """How far a clause is from what a reader wants: a deed, dated, surely read."""
    return (not told.verbal, event.date_basis not in OWN, -event.confidence)


def lines(found: Sequence[Told], material: Material) -> Iterator[HappeningLine]:
    """The lines in order of time, with what is not told between them."""
    leaders = dict(_leaders(found, material))
    key = _key(found, leaders, material)
    ordered = sorted(found, key=lambda one: _order(one.item))
    gaps = list(_gaps(found, material))
    for one in ordered:
        place = place_of(one.item, material)
        if place == "key" and one.item.id not in key:
            place = "passing"
        line = replace(
            _line(one, material), place=place, told_with=leaders.get(one.item.id)
        )
        if place == "key" and gaps and one.item.date and one.item.date >= gaps[0][1]:
            line = replace(line, gap=gaps.pop(0)[2])
        yield line


def place_of(item: Happening, material: Material) -> Place:
    """Where a page has a happening."""
    before = material.since and item.date and item.date < material.since
    if "historical" in item.auxiliary or before or material.earlier(item):
        return "background"
    if NOT_YET.intersection(item.auxiliary):
        return "possible"
    ends = {*item.actor, *item.recipient}
    if item.recipient and len(ends) == 1 and ends <= set(material.countries):
        return "domestic"
    return "key"


def _leaders(
    found: Iterable[Told], material: Material
) -> Iterator[tuple[str, str | None]]:
    """By happening, the one that has its sentence already; None where it has its own."""
    sentences: dict[tuple[str, int], list[Told]] = defaultdict(list)
    for one in found:
        sentences[one.event.document, one.event.sentence].append(one)
    for several in sentences.values():
        first, *others = sorted(several, key=lambda one: _rank(one, material))
        yield first.item.id, None
        yield from ((one.item.id, first.item.id) for one in others)


def _rank(one: Told, material: Material) -> tuple[bool, float, str]:
    return (place_of(one.item, material) != "key", -one.weight, one.item.id)


def _key(
    found: Iterable[Told], leaders: dict[str, str | None], material: Material
) -> set[str]:
    """The happenings that weigh most, of those with a sentence of their own."""
    own = [
        one
        for one in found
        if leaders[one.item.id] is None
        and place_of(one.item, material) == "key"
        and _outright(one, material)
    ]
    # a timeline is first of what has a day
    ordered = sorted(
        own,
        key=lambda one: (one.item.date_basis not in OWN, -one.weight, one.item.id),
    )
    first = ordered[:MOST_KEY]
    return {one.item.id for one in first}


def _outright(one: Told, material: Material) -> bool:
    """Whether prose tells it as such, and not by the way in a sentence on another matter."""
    prose = material.of[one.event.document].annotation.sentences
    inside = one.event.sentence < len(prose)
    dated = one.item.date_basis in OWN
    told, text = one.clause.pieces[0], one.clause.text
    if matters.headline(one.clause.pieces):
        return False
    if not dated and (matters.habitual(text) or matters.supposed(told)):
        return False
    several = len(one.item.originators) > 1 and _acted(one.item, material)
    own = dated or several
    return (one.clause.verbal or own) and not (
        inside and prose[one.event.sentence].kind != "prose"
    )


def _acted(item: Happening, material: Material) -> bool:
    """Whether an account tells it by a verb, and not only by a noun in another matter."""
    return any(
        (material.of[report.document].tag(event.trigger.start) or "").startswith("VB")
        for report in item.reports
        for event in map(material.events.__getitem__, report.events)
    )


def _gaps(
    found: Iterable[Told], material: Material
) -> Iterator[tuple[Date, Date, str]]:
    """
    Stretches of which nothing is told, with the day on which telling goes on; what is told
    by a day stands in the list on that day.
    """
    spans = sorted(
        _days(one.item)
        for one in found
        if one.item.date
        and one.item.date_precision in {"day", "month"}
        and place_of(one.item, material) in {"key", "domestic"}
    )
    last: Date | None = None
    for begin, end in spans:
        if last is not None and (begin - last).days > GAP:
            first = last + datetime.timedelta(days=1)
            until = begin - datetime.timedelta(days=1)
            between = f"{words.day(first)} and {words.day(until)}"
            yield first, begin, f"No account tells of a happening between {between}."
        last = max(end, last or end)


def _days(item: Happening) -> tuple[Date, Date]:
    assert item.date is not None
    if item.date_precision == "day":
        return item.date, item.date
    last = calendar.monthrange(item.date.year, item.date.month)[1]
    return item.date.replace(day=1), item.date.replace(day=last)


def _order(item: Happening) -> tuple[str, int, str]:
    return (str(item.date or "9999"), -len(item.reports), item.id)


def _line(one: Told, material: Material) -> HappeningLine:
    item = one.item
    reports = []
    for report in item.reports[:MOST_REPORTS]:
        account = material.of[report.document]
        event, *again = (material.events[told] for told in report.events)
        reports.append(
            ReportLine(
                event=event.id,
                passage=account.passage(event.span, [event.trigger]),
                again=tuple(_again(event, again, account)),
                originator=material.originator(report.originator),
                rule=event.rule,
                confidence=event.confidence,
                parts=item.parts.get(event.id, ()),
                said_by=words.said_by(event, account.annotation.statements),
                sourced=grades.sourced(report),
            )
        )
    return HappeningLine(
        id=item.id,
        event_type=item.event_type,
        mode=item.mode,
        auxiliary=item.auxiliary,
        quad_code=item.quad_code,
        score=item.score,
        actor=material.ends(item.actor),
        recipient=material.ends(item.recipient),
        date=item.date,
        precision=item.date_precision,
        day=words.bare(words.when(item)),
        when=words.when(item),
        when_basis=words.BASES[item.date_basis],
        reports=tuple(reports),
        told=len(item.reports),
        originators=item.originators,
        disputed="disputed" in item.caveats,
        background=place_of(item, material) == "background",
        caveats=item.caveats,
        grade=item.grade,
        graded=grades.WORDS[item.grade],
        corroboration=item.corroboration,
        backed=grades.backed(item.corroboration),
        decisive=item.id in material.decisive,
        clause=one.clause.pieces,
        who=_parties(one.event.actor, one.event, material) or material.ends(item.actor),
        whom=_parties(one.event.recipient, one.event, material)
        or material.ends(item.recipient),
        domestic=place_of(item, material) == "domestic",
    )


def _parties(
    actors: Iterable[Actor], event: Event, material: Material
) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(material.called(actor, event.document) for actor in actors)
    )


def _again(first: Event, again: Sequence[Event], account: Account) -> Iterator[Passage]:
    """The further passages of an account that tell the same, each sentence once."""
    sentences = {first.sentence: first} | {
        told.sentence: told for told in reversed(again)
    }
    others = [
        told for number, told in sorted(sentences.items()) if number != first.sentence
    ]
    return (
        account.passage(told.span, [told.trigger]) for told in others[:MOST_REPORTS]
    )
