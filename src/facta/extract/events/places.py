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
from facta.records import Actor

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
ABROAD = frozenset({"IGO", "NGO"})
WHERE = frozenset(
    {
        "in",
        "at",
        "of",
        "from",
        "near",
        "outside",
        "across",
        "inside",
        "around",
        "throughout",
    }
)
CONTINENTAL = frozenset(
    {"African", "Arab", "Asian", "European", "Nordic", "Western"}
)  # never one country's
HERE = frozenset({"in", "at", "near", "outside", "across", "throughout", "around"})


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
    across = next(
        (
            actor.country
            for actor in other
            if actor.country and actor.country not in ABROAD
        ),
        None,
    )
    elsewhere = _guess(view, across) if across else None
    return tuple(_placed(view, head, actor, elsewhere) for actor in party)


def _guess(view: View, across: str) -> str | None:
    """
    The country across where the sentence knows no other, else the one other, else
    nobody's.
    """
    told = {
        actor.country
        for actor in view.actors
        if actor.country and actor.country not in ABROAD
    }
    others = told - {across}
    if not others:
        return across
    return others.pop() if len(others) == 1 else None


def _placed(view: View, head: int | None, actor: Actor, elsewhere: str | None) -> Actor:
    if CONTINENTAL & set(actor.span.text.split()):
        return actor
    if (
        actor.country is not None
        or actor.sentence != view.sentence.index
        or actor.sector not in {None, *HOME}
    ):
        return actor
    if actor.sector is None:
        if view.tokens[actor.head].upos != "ADJ":
            return actor
        elsewhere = None
    country = _place(view, actor.head, WHERE)
    if country is None and head is not None:
        country = _place(view, head, HERE) or _within(view, head)
    country = country or elsewhere
    return structs.replace(actor, country=country) if country else actor


def _place(view: View, token: int, cases: frozenset[str]) -> str | None:
    """
    The country of the place that hangs on a token by one of these prepositions, or on
    its owner.
    """
    hung = [child for case, child in view.obliques(token) if case in cases]
    for clause in view.children(token, "acl", "acl:relcl"):
        hung += [
            *view.children(clause, "obj"),
            *(child for case, child in view.obliques(clause) if case in WHERE),
        ]
    near = (*hung, *view.children(token, "nmod:poss", "amod", "compound"))
    below = [
        other
        for child in hung
        for other in view.children(child, "nmod:poss", "amod", "compound")
    ]
    for child in (*near, *below):
        owner = (
            view.antecedent(child, child) if view.lemmas[child] == "whose" else child
        )
        for actor in view.mentions.get(owner, ()):
            if actor.country and actor.country not in ABROAD:
                return actor.country
    return None


def _within(view: View, head: int) -> str | None:
    """
    The country of a place named anywhere below the trigger ("the windows of the embassy
    in Damascus").
    """
    for token, held in view.mentions.items():
        place = (
            held[0].sector is None
            and held[0].country not in ABROAD
            and bool(set(view.cases(token)) & HERE)
        )
        if place and view.within(token, head):
            return held[0].country
    return None
