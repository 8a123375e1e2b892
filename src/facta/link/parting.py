"""
What keeps two tellings apart, whatever the rest says. Pure.

Few things do, for extraction errs, too: what cannot be one thing in any telling of it.
"""

from __future__ import annotations

import functools
from typing import TypeAlias

from facta.link.acts import RECIPROCAL, SAID, type_fit, types_of
from facta.link.retelling import one_publisher
from facta.link.sides import CACHED, CODE, beyond, naming, same_people, sides_fit
from facta.link.tellings import MEETING, Telling
from facta.link.timing import MISDATED, NEXT_DAY, one_day, told
from facta.link.wording import shared, wording_fit

Side: TypeAlias = frozenset[str]
DEEDS = {2, 4}  # the classes of material cooperation and conflict
OTHER_MATTER = 0.08  # likeness below which accounts are of two matters; judged
ONE_MATTER = 0.35  # likeness from which accounts are of one matter; judged
# share of words below which two acts are said of two things, and acts of two types are
# two; judged
OTHER_WORDS, LIKE_WORDS = 0.25, 0.4
LEAST_WORDS = 0.1  # the same where two publishers say it; judged
OTHER_DAY = 14  # days by which accounts of one happening may err; judged


def apart(one: Telling, other: Telling) -> bool:
    """
    Whether two tellings are not one happening, however alike they look: they cannot be,
    or they have too little in common.
    """
    return impossible(one, other) or (
        _other_matter(one, other)
        or _other_partner(one, other)
        or _other_words(one, other)
        or _other_people(one, other)
        or _other_occasion(one, other)
    )


def impossible(one: Telling, other: Telling) -> bool:
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
    if _strangers(one.actors, one.recipients, other.actors, other.recipients):
        return True
    if _turned(one, other) or _elsewhere(one, other):
        return True
    if one.another or other.another:
        same_account = one.event.document == other.event.document
        if same_account and one.event.sentence != other.event.sentence:
            return True
    return _excluded(one, other)


def _other_matter(one: Telling, other: Telling) -> bool:
    """Whether their accounts have hardly a word in common, and they tell no one day."""
    if one.event.document == other.event.document or one_day(one, other):
        return False
    return one.matter.likeness(other.matter) < OTHER_MATTER


def _other_words(one: Telling, other: Telling) -> bool:
    """
    Whether hardly a word is the same of two acts that are said (*will support* and
    *reaffirm* say nothing of what is pledged), of acts of two types, or of two meetings
    that have neither a day nor their accounts' matter in common, either: governments
    meet all the time.
    """
    # rows that others coded have no words, which says nothing
    if not one.sentence_words or not other.sentence_words:
        return False
    types = types_of(one, other)
    clauses = shared(one.clause_words, other.clause_words)
    fit = max(wording_fit(one, other), clauses)
    close = type_fit(one, other)
    if fit < LIKE_WORDS and close < 1 and not (close and one_day(one, other)):
        return True
    apart = one.event.document != other.event.document
    if apart and types == {MEETING} and len(naming(one.ends | other.ends)) == 1:
        return fit < LIKE_WORDS
    if fit >= OTHER_WORDS or one.quoted & other.quoted:
        return False
    if MEETING not in types or not apart:
        return types <= SAID and (fit < LEAST_WORDS or one.publisher == other.publisher)
    little = one.matter.likeness(other.matter) < ONE_MATTER
    return little and not one_day(one, other)


def _elsewhere(one: Telling, other: Telling) -> bool:
    """Whether both set it in towns, and in none that both name."""
    return bool(one.towns and other.towns) and not (
        one.towns & other.places_nearby or other.towns & one.places_nearby
    )


@functools.lru_cache(maxsize=CACHED)
def _strangers(
    actors: Side, recipients: Side, other_actors: Side, other_recipients: Side
) -> bool:
    """
    Whether two tellings both name both their parties and have none in common, or one
    party does it to two countries.
    """
    if not all(map(naming, (actors, recipients, other_actors, other_recipients))):
        return False
    ends, other_ends = actors | recipients, other_actors | other_recipients
    if sides_fit(ends, other_ends) == 0:
        return True
    countries = all(map(_country, recipients | other_recipients))
    return countries and not recipients & other_ends and (not other_recipients & ends)


def _other_partner(one: Telling, other: Telling) -> bool:
    """
    Whether one party does it with, or to, one country in the one and another in the
    other, or only at home in one of them: it does much in a day.
    """
    sides = (one.actors, one.recipients, other.actors, other.recipients)
    if not all(map(naming, sides)):
        return False
    first, second = naming(one.ends), naming(other.ends)
    mine, theirs = beyond(first, second), beyond(second, first)
    common = first - mine
    if len(common) > 1 or not all(map(_country, common)):
        return False
    if _one_spot(one, other):
        return False
    if mine and theirs:
        return True
    little = one.matter.likeness(other.matter) < ONE_MATTER
    return bool(mine or theirs) and little


def _one_spot(one: Telling, other: Telling) -> bool:
    """
    Whether both tell one kind of deed, of one day and at one place: there accounts
    differ over whom it hit, the rebels or the country that they sat in.
    """
    if len(types_of(one, other)) > 1 or one.event.quad_code not in DEEDS:
        return False
    return one_day(one, other) and bool(
        one.places & other.places_nearby or other.places & one.places_nearby
    )


def _other_people(one: Telling, other: Telling) -> bool:
    """
    Whether two meetings name other people of one country: who met the president did not
    thereby meet the minister.
    """
    return types_of(one, other) == {MEETING} and not same_people(one, other)


def _other_occasion(one: Telling, other: Telling) -> bool:
    """
    Whether they tell what was said, without a day of its own, in accounts of two
    meetings: it was said at either.
    """
    if one.occasion is None or other.occasion is None:
        return False
    types = types_of(one, other)
    dated = "stated" in (one.event.date_basis, other.event.date_basis)
    return types <= SAID | {MEETING} and not dated and one.occasion != other.occasion


def _country(end: str) -> bool:
    return len(end) == CODE and end.isupper()


def _turned(one: Telling, other: Telling) -> bool:
    """Whether what one does to another in the one, the other does to it in the other."""
    if types_of(one, other) <= RECIPROCAL:
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
    if not NEXT_DAY < gap <= OTHER_DAY:
        return gap > NEXT_DAY
    # each readout of a publisher's meetings reads like the last one
    again = types_of(one, other) == {MEETING} and one_publisher(one, other)
    return again or wording_fit(one, other) < MISDATED
