"""
What an account itself says of its people and bodies, by titles and appositions, carried
to bare mentions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from facta.extract.actors.directory import Directory
from facta.extract.actors.mentions import Kind, Mention, SentenceMentions
from facta.extract.actors.offices import is_office
from facta.lexicon.actors import ActorWords
from facta.ontology.entries import Entry
from facta.ontology.forms import words
from facta.ontology.gazetteer import Standing
from facta.ontology.sectors import Role

# countries where the family name stands first
FAMILY_FIRST = frozenset(
    {"CHN", "HKG", "KOR", "PRK", "TWN", "VNM", "SGP", "KHM", "MAC"}
)


class Entity(Struct, kw_only=True):
    """Somebody of this account, and what it has said of him so far."""

    name: str
    words: tuple[str, ...]
    kind: Kind
    entry: Entry | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    gender: str | None = None
    claim: str | None = None

    def learn(self, mention: Mention) -> None:
        """
        Take from a mention what is not known yet; a former office is no present one.
        """
        self.entry = self.entry or mention.entry
        self.country = self.country or mention.country
        # of those it lists, the table knows better who is in office
        present = self.entry is None or mention.claim != "former"
        # a civilian is whoever has no sector yet
        if present and self.sector in (None, "CVL"):
            self.sector = mention.sector or self.sector
        self.office = self.office or mention.office
        self.gender = self.gender or mention.gender
        self.claim = self.claim or mention.claim


class Registry:
    """
    The people and bodies of one account, found by their full name, or by surname where
    it fits one only.
    """

    def __init__(self, directory: Directory, vocabulary: ActorWords) -> None:
        self.directory, self.vocabulary = directory, vocabulary
        self.known: dict[str, Entity] = {}
        self.by_word: dict[str, list[Entity]] = {}

    def study(self, sightings: Sequence[SentenceMentions]) -> None:
        """Learn every full name, then what appositions and *is* say of them."""
        # full names first, so that a surname before them finds its bearer
        for mention in _mentions(sightings, _is_full_name):
            self._learn(mention)
        for mention in _mentions(sightings, _is_titled_stranger):
            if self.find(mention) is None:
                self._list_surname(mention)
                self._learn(mention)
        for sighting in sightings:
            for named, told in _equations(sighting):
                self._equate(named, told)

    def _learn(self, mention: Mention) -> Entity:
        known = self.known.get(mention.name)
        if known is None:
            parts = _parts(mention.name)
            known = Entity(name=mention.name, words=parts, kind=mention.kind)
            self.known[mention.name] = known
            for word in dict.fromkeys(parts):
                self.by_word.setdefault(word, []).append(known)
        known.learn(mention)
        if mention.entry and not known.country:
            known.country = mention.entry.country
        return known

    def find(self, mention: Mention) -> Entity | None:
        """
        Who a name means: the one of that name, or the only one it is the surname of.
        """
        if mention.name in self.known:
            return self.known[mention.name]
        parts = _parts(mention.name)
        if not parts:
            return None
        one: Entity | None = None
        for known in self.by_word.get(parts[-1], ()):
            if fits(parts, known) and agrees(mention, known):
                # the names of this account's people are all different
                if one is not None:
                    return None
                one = known
        return one

    def has_surname(self, word: str) -> bool:
        """Whether a word is the surname of a person of this account."""
        return any(
            known.kind == "person" and known.words[-1] == word
            for known in self.by_word.get(word, ())
        )

    def standing(self, known: Entity, mention: Mention) -> Standing:
        """
        Country, sector and office: the mention's own, else the account's, else the
        table's.
        """
        country = mention.country or known.country
        sector = mention.sector or known.sector
        office = mention.office or known.office
        entry = mention.entry or known.entry
        if entry is None:
            return Standing(country, sector, office)
        listed = self.directory.standing(entry)
        # what the account does not say of somebody, the table knows by the day
        silent = not mention.titled and not known.office
        if silent:
            country = listed.country or country
        return Standing(
            country or listed.country,
            sector or listed.sector,
            office or listed.office,
        )

    def _list_surname(self, mention: Mention) -> None:
        """
        A title with a bare surname means the listed person who held that office: Prime
        Minister May.
        """
        parts = _parts(mention.name)
        if len(parts) != 1 or not mention.office:
            return
        namesakes = self.directory.gazetteer.surnames.get(parts[0], ())
        fitting = [entry for entry in namesakes if self._held(entry, mention)]
        if len(fitting) == 1:
            mention.be_listed(fitting[0])

    def _held(self, entry: Entry, mention: Mention) -> bool:
        """Whether somebody held a mention's office on the day; ever, if it is former."""
        if mention.country and mention.country != entry.country:
            return False
        day = self.directory.day
        return any(
            office.name == mention.office
            and (day is None or mention.claim or office.covers(day))
            for office in entry.offices
        )

    def _equate(self, one: Mention, other: Mention) -> None:
        """
        Two phrases for one actor: the name learns from the description, the description
        takes the name.
        """
        named, told = one, other
        if other.kind != "nominal":
            named, told = other, one
        if told.kind != "nominal" or told.plural or not self._describes(told, named):
            return
        if named.kind == "unknown":
            named.kind = "person"
        known = self.find(named) or self._learn(named)
        known.learn(told)
        told.stand_for(
            known.name,
            "person" if named.kind == "person" else "body",
            known.gender,
            known.entry,
        )

    def _describes(self, told: Mention, named: Mention) -> bool:
        """Whether a description may be that of a name, by the kinds of both."""
        role = told.role
        if named.kind == "body":
            return role is None or role.kind != "office"
        if named.kind == "unknown":
            return role is not None and self._makes_person(role)
        return named.kind == "person"

    def _makes_person(self, role: Role) -> bool:
        """Whether a noun says enough to make an open name a person's."""
        if role.kind not in ("office", "people"):
            return False
        return role.sector is not None or is_office(role, self.vocabulary)


def fits(parts: Sequence[str], known: Entity) -> bool:
    """
    Whether a shorter name is a surname of somebody, the family name where that comes
    first, or a first name.
    """
    if known.kind != "person" or not set(parts) <= set(known.words):
        return False
    if parts[-1] == known.words[-1]:
        return True
    if parts[0] != known.words[0]:
        return False
    # nobody of the table is called by a first name
    first_name = len(parts) == 1 and known.entry is None
    return first_name or known.country in FAMILY_FIRST


def agrees(mention: Mention, known: Entity) -> bool:
    """Whether what is said of a mention does not speak against its being somebody."""
    if mention.gender and known.gender and mention.gender != known.gender:
        return False
    return not (mention.country and known.country and mention.country != known.country)


def _parts(name: str) -> tuple[str, ...]:
    """The words of a name in lower case."""
    return tuple(word.lower() for word in words(name))


def _mentions(
    sightings: Iterable[SentenceMentions], kind: Callable[[Mention], bool]
) -> Iterator[Mention]:
    for sighting in sightings:
        yield from filter(kind, sighting.mentions)


def _is_full_name(mention: Mention) -> bool:
    """Whether a mention names somebody in full, or somebody of the table."""
    if mention.kind not in ("person", "body"):
        return False
    return mention.entry is not None or len(words(mention.name)) > 1


def _is_titled_stranger(mention: Mention) -> bool:
    return mention.kind == "person" and mention.titled and mention.entry is None


def _equations(sighting: SentenceMentions) -> Iterator[tuple[Mention, Mention]]:
    """
    Two phrases for one actor: *Lavrov, the Russian foreign minister*, *Germany's
    chancellor, Friedrich Merz*, *X is the president of Y*.
    """
    tree = sighting.tree
    for mention in sighting.mentions:
        if tree.relation(mention.head) == "appos":
            other = sighting.at.get(tree.tokens[mention.head].head)
            if other is not None and other is not mention:
                yield other, mention
        elif mention.kind == "nominal" and tree.children(mention.head, "cop"):
            for subject in tree.children(mention.head, "nsubj"):
                if subject in sighting.at:
                    yield sighting.at[subject], mention
