"""
Countries for parties that the account leaves without one: "Police in Algiers arrested *journalists*".

A party without a country takes that of the place in its own phrase, else that of the place in the clause, else, where
it is somebody of a home sector (opposition, press, workers ...), that of the other party. Persons stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from facta.extract.events.views import View
from facta.records import Actor

HOME = frozenset(
    {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP", "REB", "UAF", "PRM", "PRE", "CVL", "BUS", "JRN", "EDU"}
    | {"MED", "LAB", "AGR", "REL", "CRM", "REF", "ELI", "SOC"}
)
ABROAD = frozenset({"IGO", "NGO"})
WHERE = frozenset({"in", "at", "of", "from", "near", "outside", "across", "inside", "around", "throughout"})
HERE = frozenset({"in", "at", "near", "outside", "across", "throughout", "around"})


def placed(view: View, head: int, party: Iterable[Actor], other: Iterable[Actor]) -> tuple[Actor, ...]:
    """One side of an act with missing countries filled in; `head` is the trigger, `other` the side across."""
    elsewhere = next((actor.country for actor in other if actor.country and actor.country not in ABROAD), None)
    return tuple(_placed(view, head, actor, elsewhere) for actor in party)


def _placed(view: View, head: int, actor: Actor, elsewhere: str | None) -> Actor:
    if actor.country is not None or actor.sentence != view.sentence.index or actor.sector not in HOME:
        return actor
    country = _place(view, actor.head, WHERE) or _place(view, head, HERE) or elsewhere
    return structs.replace(actor, country=country) if country else actor


def _place(view: View, token: int, cases: frozenset[str]) -> str | None:
    """The country of the place that hangs on a token by one of these prepositions, or on its owner."""
    hung = [child for case, child in view.obliques(token) if case in cases]
    for child in (*hung, *view.children(token, "nmod:poss", "amod", "compound")):
        for actor in view.mentions.get(child, ()):
            if actor.country and actor.country not in ABROAD:
                return actor.country
    return None
