"""
One meeting under two dates. Pure.

Words differ too much from account to account to tell that a call "on May 15" and one
"on May 19" are one. But leaders seldom speak twice within a week for the same length of
time, and an account that knew of both would tell both. So two groups of tellings are
one meeting when parties, mode and length agree and no account tells both. So they are
where one
knows only the month, and the other is the only meeting of that month: how long it
lasted may then be disputed.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence

from facta.link.happenings import majority
from facta.link.likeness import same_length
from facta.link.sides import same_people
from facta.link.tellings import Telling
from facta.records import Date

Group = list[int]
Kind = tuple[str, frozenset[str]]
MEETING = "CONSULT"
# leaders seldom meet or call twice within it for the same length of time
WEEK = datetime.timedelta(days=7)


def lengths(telling: Telling) -> Iterator[tuple[str, ...]]:
    """The parties of a meeting with each length that is told with it, or nearby."""
    if _meeting(telling):
        for length in telling.lengths_nearby:
            yield *sorted(telling.ends), length


def months(telling: Telling) -> Iterator[tuple[str, ...]]:
    """The parties of a meeting with the month in which it was."""
    precision, date = telling.event.date_precision, telling.event.date
    if _meeting(telling) and date is not None and precision in ("day", "month"):
        yield *sorted(telling.ends), str(date)[:7]


def akin(one: Telling, other: Telling) -> bool:
    """
    Whether two tellings of meetings of the same parties may be of one: they tell one
    length, or one of them only the month.
    """
    if not (_meeting(one) and _meeting(other)) or one.ends != other.ends:
        return False
    return same_length(one, other) or (
        "month" in (one.event.date_precision, other.event.date_precision)
        and set(months(one)) == set(months(other))
    )


def joined(groups: Sequence[Group], told: Sequence[Telling]) -> list[Group]:
    """The groups, those of one meeting joined; in the order of their first members."""
    result: list[Group] = []
    alike: dict[Kind, list[Group]] = defaultdict(list)
    for group in sorted(
        groups, key=lambda group: _day([told[at] for at in group]) is None
    ):
        kind = _kind([told[at] for at in group])
        if kind is None:
            result.append(list(group))
            continue
        same = _same_meeting(alike[kind], group, told)
        if same is not None:
            same[:] = sorted([*same, *group])
            continue
        result.append(list(group))
        alike[kind].append(result[-1])
    return sorted(result)


def _same_meeting(
    known: Sequence[Group], group: Group, told: Sequence[Telling]
) -> Group | None:
    """The one of the known meetings, alike in parties and mode, that a group tells."""
    for other in known:
        if _one_meeting(other, group, told):
            return other
    return _of_the_month(known, group, told)


def _of_the_month(
    known: Sequence[Group], group: Group, told: Sequence[Telling]
) -> Group | None:
    """
    The only known meeting in the month that is all a group tells, where no account
    tells both.
    """
    tellings = [told[at] for at in group]
    months = {one.days for one in tellings if one.event.date_precision == "month"}
    if len(months) != 1 or any(one.event.date_precision != "month" for one in tellings):
        return None
    month = months.pop()
    fitting = []
    for other in known:
        day = _day([told[at] for at in other])
        if month is None or day is None or not month.begin <= day <= month.end:
            continue
        if all(same_people(told[at], one) for at in other for one in tellings):
            fitting.append(other)
    if len(fitting) != 1:
        return None
    tellers = {told[at].event.document for at in fitting[0]}
    if tellers.isdisjoint(one.event.document for one in tellings):
        return fitting[0]
    return None


def _one_meeting(one: Group, other: Group, told: Sequence[Telling]) -> bool:
    first, second = [told[at] for at in one], [told[at] for at in other]
    day, other_day = _day(first), _day(second)
    if day is None or other_day is None or abs(day - other_day) > WEEK:
        return False
    apart = {teller.event.document for teller in first}.isdisjoint(
        teller.event.document for teller in second
    )
    return apart and any(
        same_length(teller, another) for teller in first for another in second
    )


def _kind(tellings: Sequence[Telling]) -> Kind | None:
    """Mode and parties of a real meeting whose mode is told; else None."""
    first = tellings[0]
    modes = {told.event.mode for told in tellings if told.event.mode}
    if len(modes) != 1 or not _meeting(first):
        return None
    return modes.pop(), first.ends


def _meeting(telling: Telling) -> bool:
    """Whether two parties or more are told to have met or spoken."""
    real = telling.real and not telling.negated
    return real and telling.event.event_type == MEETING and len(telling.ends) > 1


def _day(tellings: Sequence[Telling]) -> Date | None:
    """The day that most accounts state."""
    stated = [
        told
        for told in tellings
        if told.event.date_basis == "stated" and told.event.date_precision == "day"
    ]
    return majority(stated, lambda event: event.date) if stated else None
