"""
What an account itself says of its people and bodies, by titles and appositions, carried
to bare mentions.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from facta.extract.actors.mentions import Mention, Sighting, titled
from facta.ontology.entries import Entry
from facta.ontology.forms import words
from facta.ontology.gazetteer import Gazetteer
from facta.records import Date

FAMILY_FIRST = frozenset(
    {"CHN", "HKG", "KOR", "PRK", "TWN", "VNM", "SGP", "KHM", "MAC"}
)


class Known(Struct, kw_only=True):
    """Somebody of this account, and what it has said of him so far."""

    name: str
    words: tuple[str, ...]
    kind: str
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
        if self.entry is None or mention.claim != "former":
            self.sector = (
                self.sector
                if self.sector not in (None, "CVL")
                else mention.sector or self.sector
            )
        self.office = self.office or mention.office
        self.gender = self.gender or mention.gender
        self.claim = self.claim or mention.claim


class Registry:
    """
    The people and bodies of one account, found by their full name, or by surname where
    it fits one only.
    """

    def __init__(self, gazetteer: Gazetteer, day: Date | None) -> None:
        self.gazetteer, self.day = gazetteer, day
        self.known: dict[str, Known] = {}
        self.by_word: dict[str, list[Known]] = {}

    def study(self, sightings: Iterable[Sighting]) -> None:
        """Learn every full name, then what appositions and *is* say of them."""
        sightings = list(sightings)
        for sighting in sightings:
            for mention in sighting.mentions:
                if mention.kind in ("person", "body") and (
                    mention.entry or len(words(mention.name)) > 1
                ):
                    self._learn(mention)
        for sighting in sightings:
            for mention in sighting.mentions:
                if (
                    mention.kind == "person"
                    and mention.titled
                    and not mention.entry
                    and self.find(mention) is None
                ):
                    self._listed_surname(mention)
                    self._learn(mention)
        for sighting in sightings:
            self._appositions(sighting)

    def _learn(self, mention: Mention) -> Known:
        known = self.known.get(mention.name)
        if known is None:
            parts = tuple(word.lower() for word in words(mention.name))
            known = self.known[mention.name] = Known(
                name=mention.name, words=parts, kind=mention.kind
            )
            for word in dict.fromkeys(parts):
                self.by_word.setdefault(word, []).append(known)
        known.learn(mention)
        if mention.entry and not known.country:
            known.country = mention.entry.country
        return known

    def find(self, mention: Mention) -> Known | None:
        """
        Who a name means: the one of that name, or the only one it is the surname of.
        """
        if mention.name in self.known:
            return self.known[mention.name]
        parts = tuple(word.lower() for word in words(mention.name))
        if not parts:
            return None
        one: Known | None = None
        for known in self.by_word.get(parts[-1], ()):
            if fits(parts, known) and agrees(mention, known):
                # the names of this account's people are all different
                if one is not None:
                    return None
                one = known
        return one

    def _listed_surname(self, mention: Mention) -> None:
        """
        A title with a bare surname means the listed person who held that office: Prime
        Minister May.
        """
        parts = words(mention.name)
        if len(parts) != 1 or not mention.office:
            return
        fitting = [
            e
            for e in self.gazetteer.surnames.get(parts[0].lower(), ())
            if self._held(e, mention)
        ]
        if len(fitting) == 1:
            mention.entry, mention.name = fitting[0], fitting[0].name
            mention.country = mention.country or fitting[0].country
            mention.gender = mention.gender or fitting[0].gender

    def _held(self, entry: Entry, mention: Mention) -> bool:
        if mention.country and mention.country != entry.country:
            return False
        return any(
            office.name == mention.office
            and (self.day is None or mention.claim or office.covers(self.day))
            for office in entry.offices
        )

    def _appositions(self, sighting: Sighting) -> None:
        """
        *Lavrov, the Russian foreign minister*, *Germany's chancellor, Friedrich Merz*,
        *X is the president of Y*.
        """
        tree, tokens = sighting.tree, sighting.tree.tokens
        for mention in sighting.mentions:
            token, below = tokens[mention.head], tree.children(mention.head)
            if token.relation == "appos":
                other = sighting.at.get(token.head)
                if other is not None and other is not mention:
                    self._same(other, mention)
            elif mention.kind == "nominal" and any(
                tokens[child].relation == "cop" for child in below
            ):
                for index in below:
                    if tokens[index].relation == "nsubj" and index in sighting.at:
                        self._same(sighting.at[index], mention)

    def _same(self, one: Mention, other: Mention) -> None:
        """
        Two phrases for one actor: the name learns from the description, the description
        takes the name.
        """
        named, told = (one, other) if other.kind == "nominal" else (other, one)
        if (
            told.kind != "nominal"
            or named.kind not in ("person", "body", "unknown")
            or told.plural
        ):
            return
        if named.kind == "unknown":
            role = told.role
            if (
                not role
                or role.kind not in ("office", "people")
                or not (role.sector or titled(role))
            ):
                return
            named.kind = "person"
        if named.kind == "body" and told.role and told.role.kind in ("office",):
            return
        known = self.find(named) or self._learn(named)
        known.learn(told)
        told.name, told.kind = (
            known.name,
            "person" if named.kind == "person" else "body",
        )
        told.gender, told.entry = known.gender, known.entry
        told.titled = True


def fits(parts: tuple[str, ...], known: Known) -> bool:
    """
    Whether a shorter name is a surname of somebody, the family name where that comes
    first, or a first name.
    """
    if known.kind != "person" or not set(parts) <= set(known.words):
        return False
    if len(parts) == 1 and known.entry is None and parts[0] == known.words[0]:
        return True
    if parts[-1] == known.words[-1]:
        return True
    return known.country in FAMILY_FIRST and parts[0] == known.words[0]


def agrees(mention: Mention, known: Known) -> bool:
    """Whether what is said of a mention does not speak against its being somebody."""
    if mention.gender and known.gender and mention.gender != known.gender:
        return False
    return not (mention.country and known.country and mention.country != known.country)
