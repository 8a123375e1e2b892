"""
Countries for parties that the account leaves without one: "Police in Algiers arrested
*journalists*".

A party without a country takes that of the place in its own phrase, else that of the
place in the clause, else, where it is somebody of a home sector (opposition, press,
workers ...), that of the other party. Persons stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import structs

from facta.extract.events.views import View
from facta.ontology.countries import BODIES
from facta.records import Actor

# sectors of people who are at home where they are met
HOME = frozenset(
    {
        "GOV",
        "MIL",
        "LEG",
        "JUD",
        "COP",
        "SPY",
        "PTY",
        "OPP",
        "REB",
        "UAF",
        "PRM",
        "PRE",
        "CVL",
        "BUS",
        "JRN",
        "EDU",
    }
    | {"MED", "LAB", "AGR", "REL", "CRM", "REF", "ELI", "SOC"}
)


def placed(
    view: View, head: int | None, party: Iterable[Actor], other: Iterable[Actor]
) -> tuple[Actor, ...]:
    """
    One side of an act with missing countries filled in.

    Args:
        head: the trigger; None where its place tells nothing of the party.
        other: the side across, whose country the party takes last; nobody where home is
            no good guess.
    """
    countries = (actor.country for actor in other)
    across = next((one for one in countries if one and one not in BODIES), None)
    elsewhere = None
    if across is not None:
        elsewhere = _guess(view, across)
    return tuple(_placed(view, head, actor, elsewhere) for actor in party)


def _guess(view: View, across: str) -> str | None:
    """
    The country across where the sentence knows no other, else the one other, else
    nobody's.
    """
    told = {actor.country for actor in view.actors if actor.country}
    others = told - BODIES - {across}
    if not others:
        return across
    if len(others) > 1:
        return None
    return others.pop()


def _placed(view: View, head: int | None, actor: Actor, elsewhere: str | None) -> Actor:
    if not _unplaced(view, actor):
        return actor
    # a people without a sector is nobody of a home: its country is not the other's
    homely = actor.sector is not None
    found = _place(view, actor.head, view.tree.lexicon.coding.where)
    if found is None and head is not None:
        here = view.tree.lexicon.coding.here
        found = _place(view, head, here) or _within(view, head)
    if found is None and homely:
        found = elsewhere
    if not found:
        return actor
    return structs.replace(actor, country=found)


def _unplaced(view: View, actor: Actor) -> bool:
    """Whether an actor lacks a country that its place may tell."""
    if actor.country is not None or actor.sentence != view.sentence.index:
        return False
    continental = view.tree.lexicon.coding.continental
    if not continental.isdisjoint(actor.span.text.split()):
        return False
    if actor.sector is None:
        return view.tokens[actor.head].upos == "ADJ"
    return actor.sector in HOME


def _place(view: View, token: int, cases: frozenset[str]) -> str | None:
    """
    The country of the place that hangs on a token by one of these prepositions, or on
    its owner.
    """
    hung = [child for case, child in view.obliques(token) if case in cases]
    for clause in view.children(token, "acl", "acl:relcl"):
        hung += _places_of(view, clause)
    near = [*hung, *_owners(view, token)]
    for child in hung:
        near += _owners(view, child)
    for child in near:
        country = _country(view, child)
        if country is not None:
            return country
    return None


def _places_of(view: View, clause: int) -> list[int]:
    """The nouns of a clause that may be places."""
    where = view.tree.lexicon.coding.where
    behind = [child for case, child in view.obliques(clause) if case in where]
    return view.children(clause, "obj") + behind


def _owners(view: View, token: int) -> list[int]:
    return view.children(token, "nmod:poss", "amod", "compound")


def _country(view: View, token: int) -> str | None:
    """The country that a token, or the noun it stands for, is mentioned with."""
    if view.lemmas[token] == "whose":
        token = view.antecedent(token, token)
    countries = (actor.country for actor in view.mentions.get(token, ()))
    return next((one for one in countries if one and one not in BODIES), None)


def _within(view: View, head: int) -> str | None:
    """
    The country of a place named anywhere below the trigger ("the windows of the embassy
    in Damascus").
    """
    here = view.tree.lexicon.coding.here
    for token, held in view.mentions.items():
        place = held[0].sector is None and held[0].country not in BODIES
        if not place or here.isdisjoint(view.cases(token)):
            continue
        if view.within(token, head):
            return held[0].country
    return None
