"""
What the names inside an actor's phrase say of its country, sector and office: *Russian*
forces, a *State Department* official.
"""

from __future__ import annotations

from collections.abc import Sequence

from facta.extract.actors.directory import Directory
from facta.extract.actors.mentions import Mention
from facta.extract.actors.modifiers import signal
from facta.extract.actors.names import Found
from facta.extract.actors.offices import is_office, office, sector_of
from facta.extract.actors.view import View
from facta.ontology.gazetteer import Standing
from facta.ontology.sectors import Role

NOTHING = range(0)


def affiliate(
    view: View,
    mention: Mention,
    whose: Sequence[Found],
    role: Role | None = None,
    before: range = NOTHING,
) -> None:
    """
    Give an actor country, sector and office by the names and words before its noun.

    Args:
        view: the sentence.
        mention: the actor.
        whose: the names that say whose it is.
        role: what its noun says.
        before: the tokens before the noun.
    """
    origins = [found for found in whose if _tells_origin(view.directory, found)]
    bodies = [found for found in whose if found not in origins]
    institution = _standing(view.directory, bodies)
    codes = [view.directory.country(found.sense) for found in origins]
    countries = list(dict.fromkeys(code for code in codes if code))
    if countries:
        mention.come_from(countries)
    elif institution:
        mention.country = institution.country
    mention.placed = bool(whose)
    if role is None:
        return
    mention.sector = sector_of(
        mention,
        role,
        signal=signal(view, before),
        owner=institution.sector if institution else None,
    )
    if is_office(role, view.words):
        mention.office = office(view, role, bodies)


def _standing(directory: Directory, bodies: Sequence[Found]) -> Standing | None:
    """Where the last of some bodies stood, the one next to the noun."""
    entry = directory.entry(bodies[-1].sense) if bodies else None
    if entry is None:
        return None
    return directory.standing(entry)


def _tells_origin(directory: Directory, found: Found) -> bool:
    """
    Whether a name is a country's, or a listed actor's that is known by a country alone,
    as lands of a user's own are.
    """
    entry = directory.entry(found.sense)
    if entry is None:
        return True
    alone = not entry.gender and not entry.members
    return alone and directory.standing(entry).sector is None
