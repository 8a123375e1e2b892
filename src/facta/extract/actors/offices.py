"""What a noun and the words around it say of an actor's sector and office."""

from __future__ import annotations

import re
from collections.abc import Sequence

from facta.extract.actors.mentions import Mention
from facta.extract.actors.names import Found
from facta.extract.actors.view import View
from facta.lexicon.actors import ActorWords
from facta.ontology.sectors import Role

# Which sector wins, codes of the ontology's sectors; judged, not fitted. A
# rebel commander is no soldier of the state: these, said before a noun of force or
# office, win over its own sector.
TOLD_BEFORE = frozenset({"REB", "UAF", "OPP", "CRM", "COP", "PTY"})
YIELDING_TO_WORDS = frozenset({"MIL", "GOV", "REB", "CVL", "LEG"})
# the fighters of an armed group are of the group's sector
OWNERS = frozenset({"REB", "UAF", "CRM", "OPP", "COP"})
YIELDING_TO_OWNERS = frozenset({"MIL", "REB", "UAF", "GOV"})
# whoever held an office of these is of the elite after it
HELD = frozenset({"GOV", "LEG", "MIL", "SPY", "JUD"})


def sector_of(
    mention: Mention, role: Role, *, signal: str | None, owner: str | None
) -> str | None:
    """
    The sector of an actor.

    Args:
        mention: the actor, with its country and claim.
        role: what its noun says.
        signal: the sector that the words before the noun speak of.
        owner: the sector of its institution.
    """
    sector = _stated_sector(mention, role, signal, owner)
    if mention.claim == "former" and sector in HELD:
        return "ELI"
    if sector == "GOV" and mention.country == "NGO":
        return None
    return sector


def _stated_sector(
    mention: Mention, role: Role, signal: str | None, owner: str | None
) -> str | None:
    if role.sector is None:
        # Russian officials are the government's where nothing else is said
        plain = mention.country is not None and role.kind == "people"
        return signal or owner or ("GOV" if plain else None)
    if signal in TOLD_BEFORE and role.sector in YIELDING_TO_WORDS:
        return signal
    if owner in OWNERS and role.sector in YIELDING_TO_OWNERS:
        return owner
    return role.sector


def is_office(role: Role, words: ActorWords) -> bool:
    """Whether a noun names an office rather than a kind of person."""
    neutral = role.sector is None and role.phrase[-1] in words.offices
    return role.kind == "office" or neutral


def office(view: View, role: Role, bodies: Sequence[Found]) -> str:
    """
    An office as Facta writes it: Foreign Minister, Kremlin Spokesperson.

    Args:
        view: the sentence.
        role: what the noun says.
        bodies: listed bodies before it; the last gives its name to a neutral noun.
    """
    title = _written(role.phrase, view.words)
    if role.sector is not None or not bodies:
        return title
    body = bodies[-1].sense
    entry = view.directory.entry(body)
    if entry is None or entry.gender:
        return title
    return f"{body.name} {title}"


def _written(phrase: Sequence[str], words: ActorWords) -> str:
    """
    A title with capitals, and as Facta spells it.
    """
    title = " ".join(
        word if word in words.small else word.capitalize() for word in phrase
    )
    for written, spelled in words.spellings.items():
        title = re.sub(rf"\b{re.escape(written)}\b", spelled, title, flags=re.I)
    return title
