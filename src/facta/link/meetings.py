"""
One meeting under two dates. Pure.

Words differ too much from account to account to tell that a call "on May 15" and one "on May 19" are one. But leaders
seldom speak twice within a week for the same length of time, and an account that knew of both would tell both. So two
groups of tellings are one meeting when parties, mode and length agree and no account tells both.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from facta.link.happenings import majority
from facta.link.likeness import same_length
from facta.link.tellings import Telling
from facta.records import Date

Group = list[int]
MEETING = "CONSULT"
WEEK = datetime.timedelta(days=7)


def joined(groups: Sequence[Group], told: Sequence[Telling]) -> list[Group]:
    """The groups, those of one meeting joined; in the order of their first members."""
    result: list[Group] = []
    for group in groups:
        same = next(
            (known for known in result if _one_meeting([told[at] for at in known], [told[at] for at in group])), None
        )
        if same is None:
            result.append(list(group))
        else:
            same[:] = sorted([*same, *group])
    return result


def _one_meeting(first: Sequence[Telling], second: Sequence[Telling]) -> bool:
    kinds = [_kind(tellings) for tellings in (first, second)]
    if kinds[0] is None or kinds[0] != kinds[1]:
        return False
    days = [_day(tellings) for tellings in (first, second)]
    if days[0] is None or days[1] is None or abs(days[0] - days[1]) > WEEK:
        return False
    apart = {told.event.document for told in first}.isdisjoint(told.event.document for told in second)
    return apart and any(same_length(one, other) for one in first for other in second)


def _kind(tellings: Sequence[Telling]) -> tuple[str, frozenset[str]] | None:
    """Mode and parties of a real meeting whose mode is told; else None."""
    first = tellings[0]
    if first.event.event_type != MEETING or not first.real or first.negated:
        return None
    modes = {told.event.mode for told in tellings if told.event.mode}
    return (modes.pop(), first.ends) if len(modes) == 1 and len(first.ends) > 1 else None


def _day(tellings: Sequence[Telling]) -> Date | None:
    """The day that most accounts state."""
    stated = [told for told in tellings if told.event.date_basis == "stated" and told.event.date_precision == "day"]
    return majority(stated, lambda event: event.date) if stated else None
