"""
Mentions of names that the tables list: a country, its people, a place, a body; and
names that only modify something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facta.extract.actors.chunks import Chunk
from facta.extract.actors.mentions import Kind, Mention
from facta.extract.actors.names import Found
from facta.extract.actors.places import acts, located, state_follows
from facta.extract.actors.view import View
from facta.ontology.countries import BODIES

# what a listed name is as a phrase of its own, by the kind of its sense; else a body
ALONE: dict[str, Kind] = {
    "country": "country",
    "demonym": "people",
    "capital": "place",
    "place": "place",
    "region": "region",
}
# and where it modifies
BEFORE_NOUN: dict[str, Kind] = {
    "demonym": "adjective",
    "region": "region",
    "capital": "place",
    "place": "place",
}
NATIONAL = frozenset({"country", "demonym"})
# sectors of institutions that every state has one of
STATE_SECTORS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP"})


def apart(view: View, names: Iterable[Found]) -> Iterator[Mention]:
    """Names that only modify each stand for themselves: *the Russian attack*."""
    for found in names:
        if found.sense.kind != "void":
            yield _modifier(view, found)


def listing(view: View, chunk: Chunk, found: Found) -> Iterator[Mention]:
    """
    The mention of a listed name that ends a phrase, after those of the names before it.
    """
    yield from apart(view, _before(view, chunk, found))
    if found.sense.kind == "demonym" and not _are_people(view, chunk, found):
        yield from apart(view, [found])
    else:
        yield _alone(view, chunk, found)


def _modifier(view: View, found: Found) -> Mention:
    sense = found.sense
    national = sense.kind in NATIONAL
    mention = Mention(
        sentence=view.tree.sentence.index,
        first=found.first,
        last=found.last,
        head=found.last,
        kind=BEFORE_NOUN.get(sense.kind, "country"),
        name=view.directory.country_name(sense.country) if national else sense.name,
        words=tuple(view.lower[found.first : found.last + 1]),
        plural=view.is_plural(found.last),
    )
    mention.identify(sense, view.directory)
    if national:
        mention.sector = "GOV"
    return mention


def _alone(view: View, chunk: Chunk, found: Found) -> Mention:
    sense = found.sense
    text = view.text(found.first, found.last)
    mention = view.mention(
        chunk,
        (found.first, found.last),
        kind=ALONE.get(sense.kind, "body"),
        name=text if sense.kind == "demonym" else sense.name,
    )
    mention.identify(sense, view.directory)
    if sense.kind == "capital" and mention.country and acts(view, mention.head):
        _act(view, mention, mention.country)
    elif sense.kind == "country" and not located(view, mention.head):
        mention.sector = "GOV"
    # last, since an American town may be called as a country or a capital is
    if state_follows(view, found):
        mention.become_place(text, "USA")
    if sense.kind == "actor" and mention.country not in BODIES:
        _nationalise(view, chunk, mention)
    return mention


def _act(view: View, mention: Mention, country: str) -> None:
    """
    A capital that acts is its government, or the union that has its seat there.
    """
    gazetteer = view.directory.gazetteer
    union = gazetteer.countries.phrases.seats.get(mention.name)
    if union:
        mention.become_union(gazetteer.entries[union])
    else:
        mention.become_government(view.directory.country_name(country))


def _nationalise(view: View, chunk: Chunk, mention: Mention) -> None:
    """A country before an institution says whose it is: *the Nigerian Senate*."""
    if mention.sector not in STATE_SECTORS:
        return
    before = range(chunk.first, mention.first)
    senses = [view.by_token[index].sense for index in before if index in view.by_token]
    codes = [sense.country for sense in senses if sense.kind in NATIONAL]
    country = codes[-1] if codes else None
    if country and country != mention.country:
        name = f"{view.directory.adjective(country)} {mention.name}"
        mention.become_national(name, country, chunk.first)


def _before(view: View, chunk: Chunk, found: Found) -> Iterator[Found]:
    """
    Names before a listed one that speak for themselves: a country before a body only
    says whose it is.
    """
    for index in range(chunk.first, found.first):
        other = view.by_token.get(index)
        if other is None or other.first != index:
            continue
        # *the Nigerian Senate* is one actor, *Germany France* are two
        if found.sense.kind != "actor" or other.sense.kind == "actor":
            yield other


def _are_people(view: View, chunk: Chunk, found: Found) -> bool:
    """
    Whether a demonym means people: a plural, or with a determiner; not a language.
    """
    if view.is_plural(found.last):
        return True
    counted = view.tree.children(chunk.head, "det", "nummod")
    relation = view.tokens[found.last].relation
    return bool(counted) and relation not in ("amod", "compound")
