"""
From chunks to mentions: who a phrase names, by the words it is made of.

The grammar is compositional: an actor's country comes from an adjective, a possessor,
an institution or an *of* phrase; the sector from the head noun, or where that is
neutral (leader, official) from the words before it; the office from the title; the name
from what follows the title. Nothing here looks beyond the sentence.
"""

from __future__ import annotations

from facta.extract.actors.chunks import (
    HYPHENS,
    Chunk,
    Found,
    chunks,
    personal_names,
    titles,
)
from facta.extract.actors.mentions import (
    Kind,
    Mention,
    Sighting,
    office,
    sector_of,
    titled,
)
from facta.extract.actors.modifiers import BACKED, description, signal, stands_for
from facta.extract.actors.owners import attach, share
from facta.extract.actors.places import acts, located, state_follows
from facta.extract.actors.view import COURTESY, View
from facta.language.syntax import Tree
from facta.ontology.entries import Entry
from facta.ontology.gazetteer import Gazetteer
from facta.ontology.sectors import Role
from facta.records import Date

CLAIMS = {
    "former": "former",
    "ex": "former",
    "then": "then",
    "acting": "acting",
    "interim": "acting",
    "late": "late",
}
MASCULINE = frozenset(
    {
        "mr",
        "king",
        "prince",
        "spokesman",
        "congressman",
        "chairman",
        "sir",
        "pope",
        "lord",
        "emperor",
    }
)
FEMININE = frozenset(
    {
        "mrs",
        "ms",
        "miss",
        "queen",
        "princess",
        "spokeswoman",
        "congresswoman",
        "chairwoman",
        "lady",
    }
)


class Reader(View):
    """Reads the mentions of one sentence."""

    def __init__(
        self,
        tree: Tree,
        gazetteer: Gazetteer,
        day: Date | None,
        chosen: dict[str, str],
    ) -> None:
        super().__init__(tree, gazetteer, day, chosen)
        self.mentions: list[Mention] = []
        self.at: dict[int, Mention] = {}

    def read(self) -> Sighting:
        """All mentions of the sentence."""
        together = [(found.first, found.last) for found in self.found] + titles(
            self.lower, self.gazetteer
        )
        together += personal_names(self.sentence) + list(self.long_bodies.values())
        for chunk in chunks(self.sentence, together):
            self._chunk(chunk)
        for mention in reversed(self.mentions):
            attach(self, self.at, mention)
        for mention in self.mentions:
            share(self, self.at, mention)
        return Sighting(self.tree, self.mentions, self.at)

    def _chunk(self, chunk: Chunk) -> None:
        last = chunk.last
        found = self.by_token.get(last)
        long = self.long_bodies.get(last)
        if long and (found is None or found.first > long[0]) and long[0] >= chunk.first:
            self._long_body(chunk, *long)
            return
        role = self._role(chunk.first, last)
        if found and found.sense.kind == "void":
            return
        if (
            role
            and (found is None or len(role.phrase) > found.last - found.first + 1)
            and not self._named(chunk, last)
        ):
            self._nominal(chunk, role)
        elif (
            found
            and found.first >= chunk.first
            and (self._is_person(found) or self._holds_office(chunk, found))
        ):
            self._person(chunk, found.first, self.gazetteer.entries[found.sense.name])
        elif found:
            self._proper(chunk, found)
        elif self.tokens[last].upos == "PROPN" or last in self.people:
            self._unknown(chunk)
        else:
            self._modifiers(chunk.first, last)

    def _named(self, chunk: Chunk, last: int) -> bool:
        """Whether a word that could be a title is somebody's surname: Stephen King."""
        token = self.tokens[last]
        flat = (
            token.relation.startswith("flat")
            and token.upos == "PROPN"
            and last > chunk.first
        )
        return (
            flat
            and last - 1 not in self.by_token
            and self._role(chunk.first, last - 1) is None
        )

    def _holds_office(self, chunk: Chunk, found: Found) -> bool:
        """
        Whether a title before a listed name of no certain kind makes it a person's:
        *Minister Calimehtar*.
        """
        if (
            found.sense.kind != "actor"
            or found.first == chunk.first
            or self.gazetteer.entries[found.sense.name].sector
        ):
            return False
        role = self._role(chunk.first, found.first - 1)
        return role is not None and role.kind == "office"

    def _add(self, mention: Mention) -> Mention:
        self.mentions.append(mention)
        for index in range(mention.first, mention.last + 1):
            self.at[index] = mention
        return mention

    def _base(
        self, chunk: Chunk, first: int, last: int, kind: Kind, name: str
    ) -> Mention:
        """A mention over tokens with what its determiner and adjectives say."""
        dets = [
            self.lower[i]
            for i in self.tree.below[chunk.head]
            if self.tokens[i].relation == "det"
        ]
        poss = [
            i
            for i in self.tree.below[chunk.head]
            if self.tokens[i].relation == "nmod:poss"
        ]
        token = self.tokens[last]
        return Mention(
            sentence=self.sentence.index,
            first=first,
            last=last,
            head=chunk.head if first <= chunk.head <= last else last,
            kind=kind,
            name=name,
            words=tuple(self.lower[first : last + 1]),
            plural=token.tag in ("NNS", "NNPS"),
            definite=bool({"the", "this", "that", "these", "those", "both"} & set(dets))
            or bool(poss),
            possessor=poss[0] if poss and self.tokens[poss[0]].upos == "PRON" else None,
        )

    def _modified(self, chunk: Chunk, end: int) -> tuple[list[Found], str | None, int]:
        """
        Names before token `end` that say whose actor this is, what is claimed of the
        office, and where it begins.
        """
        whose: list[Found] = []
        claim = None
        index = first = chunk.first + (
            self.lower[chunk.first] in BACKED and end > chunk.first
        )
        while index < end:
            found = self.by_token.get(index)
            if found and found.last < end and found.sense.kind != "void":
                index = found.last + 1
                if stands_for(self, found):
                    whose.append(found)
                    continue
                self._adjective(found)
                while index < end and (
                    self.lower[index] in HYPHENS or self.lower[index] in BACKED
                ):
                    index += 1
                first = index if found.first == first else first
                continue
            claim = CLAIMS.get(self.lower[index].rstrip("-"), claim)
            index += 1
        return whose, claim, first

    def _adjective(self, found: Found) -> None:
        """A name that only modifies: *the Russian attack*, *Iran-backed*."""
        sense = found.sense
        if sense.kind == "void":
            return
        kind: Kind = (
            "adjective"
            if sense.kind == "demonym"
            else "region"
            if sense.kind == "region"
            else "country"
        )
        token = self.tokens[found.last]
        name = (
            self.gazetteer.countries.name(sense.country)
            if sense.country and sense.kind != "actor"
            else sense.name
        )
        mention = Mention(
            sentence=self.sentence.index,
            first=found.first,
            last=found.last,
            head=found.last,
            kind=kind,
            name=name,
            words=tuple(self.lower[found.first : found.last + 1]),
        )
        mention.plural = token.tag in ("NNS", "NNPS")
        self._sense(mention, found)
        if sense.kind in ("capital", "place"):
            mention.name, mention.kind = sense.name, "place"
        elif sense.kind in ("demonym", "country"):
            mention.sector = "GOV"
        self._add(mention)

    def _sense(self, mention: Mention, found: Found) -> None:
        """Country, sector and entry from a listed name."""
        sense = found.sense
        mention.country = self.chosen.get(sense.name, sense.country)
        if sense.kind == "actor":
            mention.entry = self.gazetteer.entries[sense.name]
            standing = self.gazetteer.standing(mention.entry, self.day)
            mention.country, mention.sector = standing.country, standing.sector
            mention.office = standing.office
            mention.kind = "person" if mention.entry.gender else "body"
            mention.gender = (
                mention.entry.gender if mention.entry.gender != "x" else None
            )

    def _modifiers(self, first: int, last: int) -> None:
        """Names inside a phrase about something else each stand for themselves."""
        index = first
        while index <= last:
            found = self.by_token.get(index)
            if found and found.last <= last:
                self._adjective(found)
                index = found.last
            index += 1

    def _person(
        self, chunk: Chunk, start: int, entry: Entry | None, name: str | None = None
    ) -> Mention:
        """A person named from token `start` on, with title and origin before."""
        whose, claim, first = self._modified(chunk, start)
        mention = self._base(
            chunk, first, chunk.last, "person", name or (entry.name if entry else "")
        )
        mention.plural = False
        mention.entry, mention.claim = entry, claim
        if not entry and start < chunk.last:
            mention.gender = self.gazetteer.genders.get(self.tokens[start].text)
        if entry:
            mention.gender = entry.gender if entry.gender != "x" else None
        before = self.lower[chunk.first : start]
        if MASCULINE & set(before):
            mention.gender = mention.gender or "m"
        if FEMININE & set(before):
            mention.gender = mention.gender or "f"
        title = start - 1
        while title > chunk.first and self.lower[title] in COURTESY:
            title -= 1
        role = self._role(chunk.first, title) if title >= chunk.first else None
        if role:
            mention.role, mention.titled = role, role.kind in ("office", "people")
            self._whose(
                mention, whose, role, chunk.first, self._start(role, chunk.first, title)
            )
        elif whose:
            self._whose(mention, whose, None, chunk.first, start)
        return mention if not mention.name else self._add(mention)

    def _whose(
        self,
        mention: Mention,
        whose: list[Found],
        role: Role | None,
        first: int,
        role_start: int,
    ) -> None:
        """
        Country, sector and office of an actor from the names and words before its noun.
        """
        origins = [
            found
            for found in whose
            if found.sense.kind != "actor" or self._is_land(found)
        ]
        bodies = [found for found in whose if found not in origins]
        codes = [self._origin(found) for found in origins]
        unique = list(dict.fromkeys(code for code in codes if code))
        spoken = signal(self, first, role_start)
        owner = None
        if bodies:
            entry = self.gazetteer.entries[bodies[-1].sense.name]
            owner = self.gazetteer.standing(entry, self.day)
        if unique:
            mention.country, mention.members = (
                unique[-1],
                tuple(unique) if len(unique) > 1 else (),
            )
        elif owner:
            mention.country = owner.country
        mention.placed = bool(origins) or owner is not None
        if role:
            mention.sector = sector_of(
                role, spoken, owner.sector if owner else None, mention
            )
            mention.office = (
                office(role, bodies, self.gazetteer) if titled(role) else None
            )

    def _is_land(self, found: Found) -> bool:
        """
        Whether a listed actor is known by a country alone, as lands of a user's own
        are.
        """
        entry = self.gazetteer.entries[found.sense.name]
        return (
            not entry.gender
            and not entry.members
            and self.gazetteer.standing(entry, self.day).sector is None
        )

    def _origin(self, found: Found) -> str | None:
        """The country of a name that tells origin, on the day of the account."""
        if found.sense.kind == "actor":
            return self.gazetteer.standing(
                self.gazetteer.entries[found.sense.name], self.day
            ).country
        return self.chosen.get(found.sense.name, found.sense.country)

    def _nominal(self, chunk: Chunk, role: Role) -> None:
        """An actor told by a noun: *a senior State Department official*."""
        start = self._start(role, chunk.first, chunk.last)
        whose, claim, first = self._modified(chunk, max(start, chunk.first))
        mention = self._base(chunk, first, chunk.last, "nominal", "")
        mention.role, mention.claim = role, claim
        self._whose(mention, whose, role, chunk.first, start)
        origins = {
            i
            for f in whose
            if f.sense.country and f.sense.kind in ("country", "demonym")
            for i in range(f.first, f.last + 1)
        }
        mention.rest = description(self, chunk, first, origins)
        if MASCULINE & set(mention.words):
            mention.gender = "m"
        elif FEMININE & set(mention.words):
            mention.gender = "f"
        self._add(mention)

    def _proper(self, chunk: Chunk, found: Found) -> None:
        """A listed name that ends a phrase: a country, its people, a body, a place."""
        sense = found.sense
        if found.first > chunk.first:
            self._before(chunk, found)
        if sense.kind == "demonym" and not self._are_people(chunk, found):
            self._adjective(found)
            return
        kinds: dict[str, Kind] = {
            "country": "country",
            "demonym": "people",
            "capital": "place",
            "place": "place",
            "region": "region",
        }
        mention = self._base(
            chunk, found.first, found.last, kinds.get(sense.kind, "body"), sense.name
        )
        self._sense(mention, found)
        if sense.kind == "demonym":
            mention.name = self._text(found.first, found.last)
        elif sense.kind == "capital" and mention.country and acts(self, mention.head):
            self._metonym(mention)
        elif sense.kind == "country" and not located(self, mention.head):
            mention.sector = "GOV"
        if state_follows(self, found):
            mention.country, mention.kind, mention.sector = "USA", "place", None
            mention.name = self._text(found.first, found.last)
        if sense.kind == "actor" and mention.country not in ("IGO", "NGO"):
            self._national(chunk, mention, found)
        self._add(mention)

    def _national(self, chunk: Chunk, mention: Mention, found: Found) -> None:
        """A country before an institution says whose it is: *the Nigerian Senate*."""
        before = [
            self.by_token[i]
            for i in range(chunk.first, found.first)
            if i in self.by_token
        ]
        codes = [
            f.sense.country
            for f in before
            if f.sense.kind in ("country", "demonym") and f.sense.country
        ]
        if (
            codes
            and codes[-1] != mention.country
            and mention.sector in ("GOV", "MIL", "LEG", "JUD", "COP")
        ):
            mention.country, mention.entry, mention.first = codes[-1], None, chunk.first
            mention.name = (
                f"{self.gazetteer.countries.adjective(codes[-1] or '')} {mention.name}"
            )

    def _before(self, chunk: Chunk, found: Found) -> None:
        """
        Names before a listed one speak for themselves, unless they only say whose it
        is.
        """
        for index in range(chunk.first, found.first):
            other = self.by_token.get(index)
            if (
                other
                and other.first == index
                and (found.sense.kind != "actor" or other.sense.kind == "actor")
            ):
                self._adjective(other)

    def _are_people(self, chunk: Chunk, found: Found) -> bool:
        """
        Whether a demonym means people: a plural, or with a determiner; not a language.
        """
        token = self.tokens[found.last]
        dets = [
            i
            for i in self.tree.below[chunk.head]
            if self.tokens[i].relation in ("det", "nummod")
        ]
        return token.tag in ("NNS", "NNPS") or (
            bool(dets) and token.relation not in ("amod", "compound")
        )

    def _metonym(self, mention: Mention) -> None:
        """
        A capital that acts is its government, or the union that has its seat there.
        """
        mention.kind, mention.sector = "country", "GOV"
        union = self.gazetteer.countries.phrases.seats.get(mention.name)
        if union:
            mention.kind, mention.name, mention.country = (
                "body",
                union,
                self.gazetteer.entries[union].country,
            )
        elif mention.country:
            mention.name = self.gazetteer.countries.name(mention.country)

    def _long_body(self, chunk: Chunk, first: int, last: int) -> None:
        """
        A body with an *of* in its name that no table knows; its first noun tells the
        sector.
        """
        stop = next(i for i in range(first, last + 1) if self.tokens[i].upos == "ADP")
        role = self._role(first, stop - 1)
        whose = [
            found for found in self.found if first <= found.first and found.last <= last
        ]
        mention = self._base(chunk, first, last, "body", self._text(first, last))
        mention.plural = False
        self._whose(mention, whose, role, first, stop)
        mention.office = None
        self._add(mention)

    def _unknown(self, chunk: Chunk) -> None:
        """
        A proper name that no table knows: a person after a title, a named body, or left
        open.
        """
        start = chunk.last
        while start > chunk.first and self._continues(chunk, start - 1):
            start -= 1
        run = set(range(start, chunk.last + 1))
        role = self._role(chunk.first, start - 1) if start > chunk.first else None
        courtesy = start > chunk.first and self.lower[start - 1] in COURTESY
        name = self._text(start, chunk.last)
        if (
            (role and role.kind in ("office", "people"))
            or courtesy
            or (run & self.people and not run & self.bodies)
        ):
            self._person(chunk, start, None, name)
        elif run & self.bodies_first:
            self._body(chunk, start, name)
        else:
            self._modifiers(chunk.first, start - 1)
            self._add(self._base(chunk, start, chunk.last, "unknown", name))

    def _continues(self, chunk: Chunk, index: int) -> bool:
        """Whether a token is still part of a name that ends after it."""
        if self.lower[index] in COURTESY or self._role(chunk.first, index):
            return False
        found = self.by_token.get(index)
        if found:
            return False
        token = self.tokens[index]
        return (
            (index in self.people | self.bodies and token.text[:1].isupper())
            or token.upos == "PROPN"
            or token.text in HYPHENS
            or self.lower[index] in ("al", "bin", "de", "van", "von", "el")
        )

    def _body(self, chunk: Chunk, start: int, name: str) -> None:
        """A body that no table knows, told as one by the reader of names."""
        whose, _, first = self._modified(chunk, start)
        mention = self._base(chunk, first, chunk.last, "body", name)
        mention.plural = False
        self._whose(mention, whose, None, chunk.first, start)
        if whose:
            mention.name = self._text(first, chunk.last)
        self._add(mention)
