"""
What keeps two tellings apart, whatever the rest says. Pure.

Few things do, for extraction errs, too: what cannot be one thing in any telling of it.
"""

from __future__ import annotations

from facta.link.likeness import (
    CODE,
    MISDATED,
    NEXT_DAY,
    RECIPROCAL,
    naming,
    sides_fit,
    wording_fit,
)
from facta.link.tellings import Telling
from facta.link.timing import same_day, told

DEEDS = {2, 4}  # the classes of material cooperation and conflict
OTHER_MATTER = 0.08  # likeness below which accounts are of two matters; judged
OTHER_DAY = 14  # days by which accounts of one happening may err; judged


def apart(one: Telling, other: Telling) -> bool:
    """
    Whether two tellings cannot be one happening: one denies it or only plans it, the
    one helps and the other harms, they are of another scale, in other towns, have no
    party in common or have them exchanged, one account tells the one after the other,
    or their days exclude each other.
    """
    if (one.negated, one.real, one.scale) != (other.negated, other.real, other.scale):
        return True
    if {one.event.quad_code, other.event.quad_code} == DEEDS:
        return True
    if _strangers(one, other) or _turned(one, other) or _elsewhere(one, other):
        return True
    if _other_matter(one, other):
        return True
    if one.another or other.another:
        same_account = one.event.document == other.event.document
        if same_account and one.event.sentence != other.event.sentence:
            return True
    return _excluded(one, other)


def _other_matter(one: Telling, other: Telling) -> bool:
    """Whether their accounts have hardly a word in common, and they tell no one day."""
    if one.event.document == other.event.document or same_day(one, other):
        return False
    return one.matter.likeness(other.matter) < OTHER_MATTER


def _elsewhere(one: Telling, other: Telling) -> bool:
    """Whether both set it in towns, and in none that both name."""
    return bool(one.towns and other.towns) and not (
        one.towns & other.places_nearby or other.towns & one.places_nearby
    )


def _strangers(one: Telling, other: Telling) -> bool:
    """
    Whether both name both their parties and have none in common, or one party does it
    to two countries.
    """
    sides = (one.actors, one.recipients, other.actors, other.recipients)
    if not all(map(naming, sides)):
        return False
    if sides_fit(one.ends, other.ends) == 0:
        return True
    countries = all(map(_country, one.recipients | other.recipients))
    return (
        countries
        and not one.recipients & other.ends
        and (not other.recipients & one.ends)
    )


def _country(end: str) -> bool:
    return len(end) == CODE and end.isupper()


def _turned(one: Telling, other: Telling) -> bool:
    """Whether what one does to another in the one, the other does to it in the other."""
    if {one.event.event_type, other.event.event_type} <= RECIPROCAL:
        return False
    turned = (one.actors, one.recipients) == (other.recipients, other.actors)
    return turned and one.actors != one.recipients


def _excluded(one: Telling, other: Telling) -> bool:
    """
    Whether told days exclude each other beyond an error: a day or two where it is told
    in much the same words, none but the next where it is not.
    """
    if not told(one, other) or "year" in (
        one.event.date_precision,
        other.event.date_precision,
    ):
        return False
    assert one.days is not None
    assert other.days is not None
    gap = one.days.apart(other.days)
    if "narrative" in (one.event.date_basis, other.event.date_basis):
        return gap > OTHER_DAY
    return gap > (OTHER_DAY if wording_fit(one, other) >= MISDATED else NEXT_DAY)
