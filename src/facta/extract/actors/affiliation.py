"""
What a possessor, an *of* phrase or an *in* phrase says of an actor's country,
institution and sector.
"""

from __future__ import annotations

from facta.extract.actors.chunks import cases
from facta.extract.actors.mentions import Mention, SentenceMentions
from facta.extract.actors.offices import sector_of
from facta.extract.actors.view import View

# tokens behind *in* among which an actor's place is looked for; judged, not fitted
REACH = 3
JOINING = frozenset({"cc", "conj", "punct"})


def attach(view: View, sighting: SentenceMentions, mention: Mention) -> None:
    """
    What a possessor or an *of* phrase says of an actor's country, institution and
    sector.
    """
    if mention.kind not in ("nominal", "person") or mention.placed or mention.entry:
        return
    owner = _owner(view, sighting, mention) or _adjoined(view, sighting, mention)
    if owner:
        _inherit(view, sighting, mention, owner)


def share(view: View, sighting: SentenceMentions, mention: Mention) -> None:
    """
    A body takes the country of the one it is joined to, if it has no word of its own:
    *Russian army and police*.
    """
    token = view.tokens[mention.head]
    if token.relation != "conj" or mention.placed or not _is_body(mention):
        return
    other = sighting.at.get(token.head)
    if other is None or not _is_body(other) or len(other.members) > 1:
        return
    below = view.tree.children(mention.head)
    # what describes it alone, be it an article, may make it another's
    if all(view.tokens[child].relation in JOINING for child in below):
        mention.share_with(other)


def _owner(view: View, sighting: SentenceMentions, mention: Mention) -> Mention | None:
    """The first mention below an actor's noun that tells whose it is."""
    for child in view.tree.children(mention.head):
        other = sighting.at.get(child)
        if other is None or other is mention:
            continue
        if view.tokens[child].relation == "nmod:poss":
            return other
        modifies = view.tree.base(child) == "nmod"
        if modifies and _is_origin(view, mention, child):
            return other
    return None


def _adjoined(
    view: View, sighting: SentenceMentions, mention: Mention
) -> Mention | None:
    """
    The place of an *in* phrase right after an actor, whatever the tree hangs it on:
    *prosecutors in Paris*.
    """
    after = mention.last + 1
    # refugees in Paris are not of Paris
    if mention.kind != "nominal" or mention.sector == "REF":
        return None
    if after >= len(view.tokens) or view.lower[after] not in view.words.near_origins:
        return None
    behind = (sighting.at.get(after + step) for step in range(1, REACH + 1))
    return next((place for place in behind if place and _is_land(place)), None)


def _is_land(mention: Mention) -> bool:
    """
    Whether a mention is a country, a place or a listed name known by its country alone.
    """
    if mention.kind in ("country", "place"):
        return True
    known = mention.kind == "body" and mention.country is not None
    return known and mention.sector is None


def _is_body(mention: Mention) -> bool:
    role = mention.role
    return mention.kind == "nominal" and role is not None and role.kind == "body"


def _is_origin(view: View, mention: Mention, child: int) -> bool:
    """Whether the preposition of a phrase makes an actor belong to what it holds."""
    before = cases(view.tree, child)
    if mention.sector == "REF":  # who fled into a country is not of it
        return "from" in before
    if before & view.words.origins:
        return True
    return "for" in before and mention.words[-1] in view.words.speaking_for


def _inherit(
    view: View, sighting: SentenceMentions, mention: Mention, owner: Mention
) -> None:
    """An actor takes country and sector of whose it is, and is called by its place."""
    is_actor = owner.kind in ("person", "body", "nominal")
    if owner.country is None and not is_actor:
        return
    mention.belong_to(owner)
    if mention.role:
        signal = owner.sector if is_actor else None
        mention.sector = sector_of(mention, mention.role, signal=None, owner=signal)
        if _is_governments(mention):
            mention.sector = "GOV"
    if mention.plural and owner.kind != "place" and _is_land(owner):
        mention.members = _joined_countries(view, sighting, owner)
    if _is_named_by(view, mention, owner):
        mention.name = view.text(mention.first, owner.last)


def _is_governments(mention: Mention) -> bool:
    """Whether an actor of a country is its government's, as nothing else is told."""
    told = mention.sector is not None or mention.office is not None
    return not told and mention.country not in (None, "NGO")


def _joined_countries(
    view: View, sighting: SentenceMentions, owner: Mention
) -> tuple[str, ...]:
    """The countries of envoys of one country and another; none where it is one."""
    beside = view.tree.children(owner.head, "conj")
    joined = [sighting.at[child] for child in beside if child in sighting.at]
    if not joined:
        return ()
    codes = [mention.country for mention in (owner, *joined)]
    return tuple(dict.fromkeys(code for code in codes if code))


def _is_named_by(view: View, mention: Mention, owner: Mention) -> bool:
    """Whether noun and place together are a name: the Bank of England."""
    capital = view.tokens[mention.last].text[:1].isupper()
    if mention.kind != "nominal" or not capital:
        return False
    return owner.kind == "place" and owner.first > mention.last > 0
