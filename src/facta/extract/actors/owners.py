"""
What a possessor, an *of* phrase or an *in* phrase says of an actor's country,
institution and sector.
"""

from __future__ import annotations

from facta.extract.actors.mentions import Mention, sector_of
from facta.extract.actors.view import View

ORIGIN_CASES = frozenset({"of", "in", "from", "at", "inside", "across", "within"})
SPEAKS_FOR = frozenset(
    {"spokesman", "spokeswoman", "spokesperson", "negotiator", "lawyer", "attorney"}
)


def attach(view: View, at: dict[int, Mention], mention: Mention) -> None:
    """
    What a possessor or an *of* phrase says of an actor's country, institution and
    sector.
    """
    if mention.kind not in ("nominal", "person") or mention.placed or mention.entry:
        return
    for child in view.tree.below[mention.head]:
        token = view.tokens[child]
        other = at.get(child)
        if other is None or other is mention:
            continue
        if token.relation == "nmod:poss" or (
            token.relation.startswith("nmod") and _origin(view, mention, child)
        ):
            _inherit(view, at, mention, other)
            return
    place = _adjoined(view, at, mention)
    if place:
        _inherit(view, at, mention, place)


def share(view: View, at: dict[int, Mention], mention: Mention) -> None:
    """
    A body takes the country of the one it is joined to, if it has no word of its own:
    *Russian army and police*.
    """
    token = view.tokens[mention.head]
    other = at.get(token.head) if token.relation == "conj" else None
    if (
        other is None
        or not (_is_body(mention) and _is_body(other))
        or mention.placed
        or len(other.members) > 1
    ):
        return
    if all(
        view.tokens[child].relation in ("cc", "conj", "punct")
        for child in view.tree.below[mention.head]
    ):
        mention.country, mention.placed, mention.owner = (
            other.country,
            other.placed,
            other.owner,
        )


def _is_land(mention: Mention) -> bool:
    """
    Whether a mention is a country, a place or a listed name known by its country alone.
    """
    bare = (
        mention.kind == "body"
        and mention.country is not None
        and mention.sector is None
    )
    return bare or mention.kind in ("country", "place")


def _is_body(mention: Mention) -> bool:
    return (
        mention.kind == "nominal"
        and mention.role is not None
        and mention.role.kind == "body"
    )


def _adjoined(view: View, at: dict[int, Mention], mention: Mention) -> Mention | None:
    """
    The place of an *in* phrase right after an actor, whatever the tree hangs it on:
    *prosecutors in Paris*.
    """
    after = mention.last + 1
    if (
        mention.kind != "nominal"
        or mention.sector == "REF"
        or after >= len(view.tokens)
        or view.lower[after] not in ("in", "from")
    ):
        return None
    places = (
        at.get(index) for index in range(after + 1, min(after + 4, len(view.tokens)))
    )
    return next((place for place in places if place and _is_land(place)), None)


def _origin(view: View, mention: Mention, child: int) -> bool:
    cases = {
        view.lower[i]
        for i in view.tree.below[child]
        if view.tokens[i].relation == "case"
    }
    if mention.sector == "REF":  # who fled into a country is not of it
        return "from" in cases
    return bool(cases & ORIGIN_CASES) or (
        "for" in cases and mention.words[-1] in SPEAKS_FOR
    )


def _inherit(
    view: View, at: dict[int, Mention], mention: Mention, other: Mention
) -> None:
    if other.country is None and other.kind not in ("person", "body", "nominal"):
        return
    mention.country, mention.placed, mention.owner = (
        other.country,
        other.country is not None,
        other,
    )
    if mention.role:
        sector = other.sector if other.kind in ("body", "nominal", "person") else None
        mention.sector = sector_of(mention.role, None, sector, mention)
        if mention.sector is None and mention.office is None and mention.country:
            mention.sector = None if mention.country == "NGO" else "GOV"
    if mention.plural and other.kind != "place" and _is_land(other):
        joined = [
            at[i]
            for i in view.tree.below[other.head]
            if i in at and view.tokens[i].relation == "conj"
        ]
        codes = [other.country, *(near.country for near in joined)]
        mention.members = (
            tuple(dict.fromkeys(code for code in codes if code)) if joined else ()
        )
    capital = mention.kind == "nominal" and view.tokens[mention.last].text[:1].isupper()
    if (
        capital
        and other.kind == "place"
        and other.first > mention.last
        and mention.last > 0
    ):
        mention.name = view._text(mention.first, other.last)
