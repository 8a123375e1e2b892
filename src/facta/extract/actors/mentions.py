"""
From chunks to mentions: who a phrase names, by the words it is made of.

The grammar is compositional: an actor's country comes from an adjective, a possessor, an institution or an *of* phrase;
the sector from the head noun, or where that is neutral (leader, official) from the words before it; the office from the
title; the name from what follows the title. Nothing here looks beyond the sentence.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from facta.extract.actors.chunks import (
    HYPHENS,
    Chunk,
    Found,
    bodies,
    chunks,
    first_conjunct,
    listed,
    personal_names,
    titles,
)
from facta.ontology.entries import Entry
from facta.ontology.gazetteer import Gazetteer
from facta.ontology.sectors import Role
from facta.records import Date, Sentence

Kind = Literal["person", "nominal", "body", "country", "place", "people", "region", "adjective", "unknown"]
CLAIMS = {"former": "former", "ex": "former", "then": "then", "acting": "acting", "interim": "acting", "late": "late"}
MASCULINE = frozenset(
    {"mr", "king", "prince", "spokesman", "congressman", "chairman", "sir", "pope", "lord", "emperor"}
)
FEMININE = frozenset({"mrs", "ms", "miss", "queen", "princess", "spokeswoman", "congresswoman", "chairwoman", "lady"})
COURTESY = frozenset({"mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dame", "madam", "dr"})
BACKED = frozenset(
    {"aligned", "allied", "backed", "based", "born", "bound", "brokered", "controlled", "friendly", "funded", "held"}
    | {"installed", "made", "mediated", "occupied", "owned", "proposed", "run", "sponsored", "supplied", "supported"}
    | {"trained"}
)
AGAINST = frozenset({"anti", "pro"})
METONYM_CASES = frozenset(
    {"with", "by", "against", "between", "for", "toward", "towards", "among", "like", "than", "via"}
)
PLACE_VERBS = frozenset(
    {"attack", "besiege", "bomb", "capture", "defend", "encircle", "enter", "flee", "hit", "leave", "liberate", "pound"}
    | {"quit", "reach", "recapture", "retake", "rock", "seize", "shell", "storm", "strike", "target", "tour"}
    | {"visit", "evacuate", "bombard"}
)
ADDRESSED = frozenset(
    {"aid", "ally", "allied", "answer", "apology", "appeal", "assurance", "call", "complain", "complaint", "concession"}
    | {
        "critical",
        "criticism",
        "demand",
        "hostile",
        "invitation",
        "letter",
        "loan",
        "loyal",
        "message",
        "note",
        "offer",
    }
    | {"pressure", "promise", "proposal", "protest", "reply", "request", "response", "signal", "statement", "support"}
    | {"threat", "turn", "ultimatum", "warning", "close", "answerable", "appeal"}
)
PLACE_CASES = frozenset(
    {"across", "around", "at", "in", "inside", "into", "near", "outside", "over", "through", "throughout", "within"}
)
ORIGIN_CASES = frozenset({"of", "in", "from", "at", "inside", "across", "within"})
SPEAKS_FOR = frozenset({"spokesman", "spokeswoman", "spokesperson", "negotiator", "lawyer", "attorney"})
QUANTITIES = frozenset(
    {"own", "new", "current", "several", "many", "multiple", "various", "some", "other", "few", "more", "numerous"}
)
TITLED = frozenset(
    {"adviser", "advisor", "aide", "chair", "chairman", "chairperson", "chairwoman", "chief", "director", "emissary"}
    | {"head", "leader", "mediator", "negotiator", "representative", "spokesman", "spokesperson", "spokeswoman"}
)


class Mention(Struct):
    """
    A phrase that may name an actor, while it is being understood.

    `words` are those of the phrase in lower case; `own` the words of the name itself. `members` holds the further
    countries of a phrase that speaks of several (*US and Russian officials*).
    """

    sentence: int
    first: int
    last: int
    head: int
    kind: Kind
    name: str
    words: tuple[str, ...]
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    claim: str | None = None
    gender: str | None = None
    plural: bool = False
    definite: bool = False
    titled: bool = False
    possessor: int | None = None
    role: Role | None = None
    entry: Entry | None = None
    members: tuple[str, ...] = ()
    owner: Mention | None = None
    placed: bool = False
    rest: str = ""


class Sighting(Struct):
    """The mentions of one sentence, by each token they cover, and its chunks' heads."""

    sentence: Sentence
    mentions: list[Mention]
    at: dict[int, Mention]


class Reader:
    """Reads the mentions of one sentence."""

    def __init__(self, sentence: Sentence, gazetteer: Gazetteer, day: Date | None, chosen: dict[str, str]) -> None:
        self.sentence, self.gazetteer, self.day, self.chosen = sentence, gazetteer, day, chosen
        self.tokens = sentence.tokens
        self.lower = [token.text.lower().rstrip(".") or "." for token in self.tokens]
        self.found = self._names()
        self.by_token = {i: found for found in self.found for i in range(found.first, found.last + 1)}
        self.people = {i for name in sentence.names if name.kind == "person" for i in range(name.first, name.last + 1)}
        self.bodies = {i for n in sentence.names if n.kind == "organisation" for i in range(n.first, n.last + 1)}
        self.long_bodies = {last: (first, last) for first, last in bodies(sentence)}
        self.bodies_first = {name.first for name in sentence.names if name.kind == "organisation"}
        self.children: dict[int, list[int]] = {}
        for index, token in enumerate(self.tokens):
            self.children.setdefault(token.head, []).append(index)
        self.mentions: list[Mention] = []
        self.at: dict[int, Mention] = {}

    def read(self) -> Sighting:
        """All mentions of the sentence."""
        together = [(found.first, found.last) for found in self.found] + titles(self.lower, self.gazetteer)
        together += personal_names(self.sentence) + list(self.long_bodies.values())
        for chunk in chunks(self.sentence, together):
            self._chunk(chunk)
        for mention in reversed(self.mentions):
            self._attach(mention)
        return Sighting(self.sentence, self.mentions, self.at)

    def _names(self) -> list[Found]:
        """Listed names that mean an actor here; a personal name around a country's takes it away."""
        return [found for found in listed(self.tokens, self.gazetteer) if self._means(found)]

    def _means(self, found: Found) -> bool:
        sense = found.sense
        if found.first != found.last or sense.kind in ("void", "region"):
            return True
        token = self.tokens[found.first]
        if sense.kind != "demonym" and token.upos in ("VERB", "ADV", "AUX", "DET", "PRON", "ADP"):
            return False
        return not (self._in_personal_name(found.first) and not self._whole_person(found))

    def _whole_person(self, found: Found) -> bool:
        """Whether a bare surname stands for a listed person: no other name hangs on it."""
        entry = self.gazetteer.entries.get(found.sense.name) if found.sense.kind == "actor" else None
        if entry is None or not entry.gender:
            return False
        after = self.tokens[found.last + 1] if found.last + 1 < len(self.tokens) else None
        if after is not None and after.upos == "PROPN" and after.relation.startswith("flat"):
            return False
        before = self.tokens[found.first - 1] if found.first else None
        if before is None or before.upos != "PROPN" or not self._linked(found.first - 1, found.first):
            return True
        title = self.gazetteer.sectors.role((before.text.lower(),))
        return title is not None or before.text.lower() in COURTESY or not before.relation.startswith(("flat", "nsubj"))

    def _in_personal_name(self, index: int) -> bool:
        """Whether a token is one of several words of a person's name."""
        token = self.tokens[index]
        for other in (index - 1, index + 1):
            if 0 <= other < len(self.tokens):
                near = self.tokens[other]
                tie = near if near.head == index else token
                if near.upos == "PROPN" and self._linked(index, other) and tie.relation.startswith("flat"):
                    return self.gazetteer.sectors.role((near.text.lower(),)) is None
        return False

    def _linked(self, one: int, other: int) -> bool:
        return self.tokens[one].head == other or self.tokens[other].head == one

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
        if role and (found is None or len(role.phrase) > found.last - found.first + 1) and not self._named(chunk, last):
            self._nominal(chunk, role)
        elif found and found.first >= chunk.first and self._is_person(found):
            self._person(chunk, found.first, self.gazetteer.entries[found.sense.name])
        elif found:
            self._proper(chunk, found)
        elif self.tokens[last].upos == "PROPN" or last in self.people:
            self._unknown(chunk)
        else:
            self._modifiers(chunk.first, last)

    def _long_body(self, chunk: Chunk, first: int, last: int) -> None:
        """A body with an *of* in its name that no table knows; its first noun tells the sector."""
        stop = next(i for i in range(first, last + 1) if self.tokens[i].upos == "ADP")
        role = self._role(first, stop - 1)
        whose = [found for found in self.found if first <= found.first and found.last <= last]
        mention = self._base(chunk, first, last, "body", self._text(first, last))
        mention.plural = False
        self._whose(mention, whose, role, first, stop)
        mention.office = None
        self._add(mention)

    def _role(self, first: int, last: int) -> Role | None:
        """The phrase of an agent that ends at a token: a *foreign minister*."""
        return self.gazetteer.sectors.role(tuple(self.lower[i] for i in self._words(first, last)))

    def _words(self, first: int, last: int) -> list[int]:
        """The last words of a span, hyphens passed over."""
        return [i for i in range(max(first, last - 7), last + 1) if self.lower[i] not in HYPHENS][-6:]

    def _start(self, role: Role, first: int, last: int) -> int:
        """Where the phrase of a role that ends at token `last` begins."""
        return self._words(first, last)[-len(role.phrase)]

    def _named(self, chunk: Chunk, last: int) -> bool:
        """Whether a word that could be a title is somebody's surname: Stephen King."""
        token = self.tokens[last]
        flat = token.relation.startswith("flat") and token.upos == "PROPN" and last > chunk.first
        return flat and last - 1 not in self.by_token and self._role(chunk.first, last - 1) is None

    def _is_person(self, found: Found) -> bool:
        entry = self.gazetteer.entries.get(found.sense.name) if found.sense.kind == "actor" else None
        return entry is not None and entry.gender is not None

    def _add(self, mention: Mention) -> Mention:
        self.mentions.append(mention)
        for index in range(mention.first, mention.last + 1):
            self.at[index] = mention
        return mention

    def _text(self, first: int, last: int) -> str:
        """What tokens read, without the spaces around hyphens that a tokenizer may see."""
        parts: list[str] = []
        for index in range(first, last + 1):
            if index > first and self.tokens[index].start > self.tokens[index - 1].end:
                parts.append(" ")
            parts.append(self.tokens[index].text)
        return "".join(parts)

    def _base(self, chunk: Chunk, first: int, last: int, kind: Kind, name: str) -> Mention:
        """A mention over tokens with what its determiner and adjectives say."""
        dets = [self.lower[i] for i in self.children.get(chunk.head, ()) if self.tokens[i].relation == "det"]
        poss = [i for i in self.children.get(chunk.head, ()) if self.tokens[i].relation == "nmod:poss"]
        token = self.tokens[last]
        return Mention(
            self.sentence.index,
            first,
            last,
            chunk.head if first <= chunk.head <= last else last,
            kind,
            name,
            tuple(self.lower[first : last + 1]),
            plural=token.tag in ("NNS", "NNPS"),
            definite=bool({"the", "this", "that", "these", "those", "both"} & set(dets)) or bool(poss),
            possessor=poss[0] if poss and self.tokens[poss[0]].upos == "PRON" else None,
        )

    def _modified(self, chunk: Chunk, end: int) -> tuple[list[Found], str | None, int]:
        """Names before token `end` that say whose actor this is, what is claimed of the office, and where it begins."""
        whose: list[Found] = []
        claim = None
        index = first = chunk.first + (self.lower[chunk.first] in BACKED and end > chunk.first)
        while index < end:
            found = self.by_token.get(index)
            if found and found.last < end and found.sense.kind != "void":
                index = found.last + 1
                if self._stands_for(found):
                    whose.append(found)
                    continue
                self._adjective(found)
                while index < end and (self.lower[index] in HYPHENS or self.lower[index] in BACKED):
                    index += 1
                first = index if found.first == first else first
                continue
            claim = CLAIMS.get(self.lower[index].rstrip("-"), claim)
            index += 1
        return whose, claim, first

    def _stands_for(self, found: Found) -> bool:
        """Whether a name says whose actor it is: not in *Iran-backed rebels*, *pro-Russian separatists*."""
        after = found.last + 1
        if after < len(self.tokens) and self.lower[after] in HYPHENS:
            after += 1
        if after < len(self.tokens) and self.lower[after] in BACKED:
            return False
        own = self.lower[found.last]
        if any(own.endswith("-" + word) for word in BACKED) or any(own.startswith(word + "-") for word in AGAINST):
            return False
        before = found.first - 1
        if before >= 0 and self.lower[before] in HYPHENS:
            before -= 1
        return not (before >= 0 and self.lower[before].rstrip("-") in AGAINST)

    def _adjective(self, found: Found) -> None:
        """A name that only modifies: *the Russian attack*, *Iran-backed*."""
        sense = found.sense
        if sense.kind == "void":
            return
        kind: Kind = "adjective" if sense.kind == "demonym" else "region" if sense.kind == "region" else "country"
        token = self.tokens[found.last]
        name = self.gazetteer.countries.name(sense.country) if sense.country and sense.kind != "actor" else sense.name
        mention = Mention(
            self.sentence.index,
            found.first,
            found.last,
            found.last,
            kind,
            name,
            tuple(self.lower[found.first : found.last + 1]),
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
            mention.gender = mention.entry.gender if mention.entry.gender != "x" else None

    def _modifiers(self, first: int, last: int) -> None:
        """Names inside a phrase about something else each stand for themselves."""
        index = first
        while index <= last:
            found = self.by_token.get(index)
            if found and found.last <= last:
                self._adjective(found)
                index = found.last
            index += 1

    def _person(self, chunk: Chunk, start: int, entry: Entry | None, name: str | None = None) -> Mention:
        """A person named from token `start` on, with title and origin before."""
        whose, claim, first = self._modified(chunk, start)
        mention = self._base(chunk, first, chunk.last, "person", name or (entry.name if entry else ""))
        mention.plural = False
        mention.entry, mention.claim = entry, claim
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
            self._whose(mention, whose, role, chunk.first, self._start(role, chunk.first, title))
        elif whose:
            self._whose(mention, whose, None, chunk.first, start)
        return mention if not mention.name else self._add(mention)

    def _whose(self, mention: Mention, whose: list[Found], role: Role | None, first: int, role_start: int) -> None:
        """Country, sector and office of an actor from the names and words before its noun."""
        bodies = [found for found in whose if found.sense.kind == "actor"]
        origins = [found for found in whose if found.sense.kind != "actor"]
        codes = [self.chosen.get(f.sense.name, f.sense.country) for f in origins if f.sense.country]
        unique = list(dict.fromkeys(code for code in codes if code))
        signal = self._signal(self.lower[first:role_start])
        owner = None
        if bodies:
            entry = self.gazetteer.entries[bodies[-1].sense.name]
            owner = self.gazetteer.standing(entry, self.day)
        if unique:
            mention.country, mention.members = unique[-1], tuple(unique) if len(unique) > 1 else ()
        elif owner:
            mention.country = owner.country
        mention.placed = bool(origins) or owner is not None
        if role:
            mention.sector = sector_of(role, signal, owner.sector if owner else None, mention)
            mention.office = _office(role, bodies, self.gazetteer) if _titled(role) else None

    def _signal(self, before: list[str]) -> str | None:
        """The sector that the words before a noun speak of, the nearest first: *navy* spokesman."""
        for word in reversed(before):
            sector = self.gazetteer.sectors.modifiers.get(word)
            role = None if sector else self.gazetteer.sectors.role((word,))
            if sector or (role and role.kind == "body" and role.sector):
                return sector or (role.sector if role else None)
        return None

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
        mention.rest = self._description(chunk, first, origins)
        if MASCULINE & set(mention.words):
            mention.gender = "m"
        elif FEMININE & set(mention.words):
            mention.gender = "f"
        self._add(mention)

    def _description(self, chunk: Chunk, first: int, skip: set[int]) -> str:
        """The words of a phrase without countries, numbers and the marks and *and* between countries."""
        kept = [
            index
            for index in range(first, chunk.last + 1)
            if index not in skip
            and self.tokens[index].relation not in ("nummod", "cc", "det")
            and self.tokens[index].upos != "NUM"
            and self.lower[index] not in QUANTITIES
            and not (self.tokens[index].relation == "punct" and (index - 1 in skip or index + 1 in skip))
        ]
        if not kept:
            return ""
        parts = [self._text(index, index) for index in kept]
        plain = self.tokens[0].upos != "PROPN" and 0 not in self.by_token
        if kept[0] == 0 and plain and not any(part[:1].isupper() for part in parts[1:]):
            parts[0] = parts[0][:1].lower() + parts[0][1:]
        tight = parts[0]
        for before, index, part in zip(kept, kept[1:], parts[1:], strict=False):
            glued = index == before + 1 and self.tokens[index].start == self.tokens[before].end
            tight += part if glued else " " + part
        return tight

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
        mention = self._base(chunk, found.first, found.last, kinds.get(sense.kind, "body"), sense.name)
        self._sense(mention, found)
        if sense.kind == "demonym":
            mention.name = self._text(found.first, found.last)
        elif sense.kind == "capital" and mention.country and self._acts(mention.head):
            self._metonym(mention)
        elif sense.kind == "country" and not self._located(mention.head):
            mention.sector = "GOV"
        if self._state_follows(found):
            mention.country, mention.kind, mention.sector = "USA", "place", None
            mention.name = self._text(found.first, found.last)
        if sense.kind == "actor" and mention.country not in ("IGO", "NGO"):
            self._national(chunk, mention, found)
        self._add(mention)

    def _national(self, chunk: Chunk, mention: Mention, found: Found) -> None:
        """A country before an institution says whose it is: *the Nigerian Senate*."""
        before = [self.by_token[i] for i in range(chunk.first, found.first) if i in self.by_token]
        codes = [f.sense.country for f in before if f.sense.kind in ("country", "demonym") and f.sense.country]
        if codes and codes[-1] != mention.country and mention.sector in ("GOV", "MIL", "LEG", "JUD", "COP"):
            mention.country, mention.entry, mention.first = codes[-1], None, chunk.first
            mention.name = f"{self.gazetteer.countries.adjective(codes[-1] or '')} {mention.name}"

    def _before(self, chunk: Chunk, found: Found) -> None:
        """Names before a listed one speak for themselves, unless they only say whose it is."""
        for index in range(chunk.first, found.first):
            other = self.by_token.get(index)
            if other and other.first == index and (found.sense.kind != "actor" or other.sense.kind == "actor"):
                self._adjective(other)

    def _are_people(self, chunk: Chunk, found: Found) -> bool:
        """Whether a demonym means people: a plural, or with a determiner; not a language."""
        token = self.tokens[found.last]
        dets = [i for i in self.children.get(chunk.head, ()) if self.tokens[i].relation in ("det", "nummod")]
        return token.tag in ("NNS", "NNPS") or (bool(dets) and token.relation not in ("amod", "compound"))

    def _metonym(self, mention: Mention) -> None:
        """A capital that acts is its government, or the union that has its seat there."""
        mention.kind, mention.sector = "country", "GOV"
        union = self.gazetteer.countries.phrases.seats.get(mention.name)
        if union:
            mention.kind, mention.name, mention.country = "body", union, self.gazetteer.entries[union].country
        elif mention.country:
            mention.name = self.gazetteer.countries.name(mention.country)

    def _located(self, index: int) -> bool:
        """Whether a country is told as a place: in Russia, across Ukraine."""
        head = first_conjunct(self.tokens, index)
        return any(
            self.lower[i] in PLACE_CASES for i in self.children.get(head, ()) if self.tokens[i].relation == "case"
        )

    def _acts(self, index: int) -> bool:
        """Whether a capital stands for its government: not where a preposition makes it a place."""
        head = first_conjunct(self.tokens, index)
        token = self.tokens[head]
        cases = {self.lower[i] for i in self.children.get(head, ()) if self.tokens[i].relation == "case"} - {
            "'s",
            "’s",
            "'",
        }
        if token.relation in ("root", "appos", "list", "vocative", "compound"):
            return False
        if token.relation == "obj" and self.tokens[token.head].lemma in PLACE_VERBS:
            return False
        if cases & {"of", "from", "to"} and self.tokens[token.head].lemma in ADDRESSED:
            return True
        return cases <= METONYM_CASES

    def _state_follows(self, found: Found) -> bool:
        """Whether an American state follows after a comma: Lebanon, Pa."""
        after = found.last + 2
        if found.sense.kind not in ("country", "capital", "place") or after >= len(self.tokens):
            return False
        if self.tokens[found.last + 1].text != ",":
            return False
        text = self.tokens[after].text
        dotted = text if text.endswith(".") else text + "."
        return dotted in self.gazetteer.countries.phrases.states and (text.endswith(".") or self._dot(after + 1))

    def _dot(self, index: int) -> bool:
        return index < len(self.tokens) and self.tokens[index].text == "."

    def _unknown(self, chunk: Chunk) -> None:
        """A proper name that no table knows: a person after a title, a named body, or left open."""
        start = chunk.last
        while start > chunk.first and self._continues(chunk, start - 1):
            start -= 1
        run = set(range(start, chunk.last + 1))
        role = self._role(chunk.first, start - 1) if start > chunk.first else None
        courtesy = start > chunk.first and self.lower[start - 1] in COURTESY
        name = self._text(start, chunk.last)
        if (role and role.kind in ("office", "people")) or courtesy or (run & self.people and not run & self.bodies):
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

    def _attach(self, mention: Mention) -> None:
        """What a possessor or an *of* phrase says of an actor's country, institution and sector."""
        if mention.kind not in ("nominal", "person") or mention.placed or mention.entry:
            return
        for child in self.children.get(mention.head, ()):
            token = self.tokens[child]
            other = self.at.get(child)
            if other is None or other is mention:
                continue
            if token.relation == "nmod:poss" or (token.relation.startswith("nmod") and self._origin(mention, child)):
                self._inherit(mention, other)
                return
        place = self._adjoined(mention)
        if place:
            self._inherit(mention, place)

    def _adjoined(self, mention: Mention) -> Mention | None:
        """The place of an *in* phrase right after an actor, whatever the tree hangs it on: *prosecutors in Paris*."""
        after = mention.last + 1
        if (
            mention.kind != "nominal"
            or mention.sector == "REF"
            or after >= len(self.tokens)
            or self.lower[after] not in ("in", "from")
        ):
            return None
        places = (self.at.get(index) for index in range(after + 1, min(after + 4, len(self.tokens))))
        return next((place for place in places if place and place.kind in ("place", "country")), None)

    def _origin(self, mention: Mention, child: int) -> bool:
        cases = {self.lower[i] for i in self.children.get(child, ()) if self.tokens[i].relation == "case"}
        if mention.sector == "REF":  # who fled into a country is not of it
            return "from" in cases
        return bool(cases & ORIGIN_CASES) or ("for" in cases and mention.words[-1] in SPEAKS_FOR)

    def _joined(self, index: int) -> bool:
        return self.tokens[index].relation == "conj"

    def _inherit(self, mention: Mention, other: Mention) -> None:
        if other.country is None and other.kind not in ("person", "body", "nominal"):
            return
        mention.country, mention.placed, mention.owner = other.country, other.country is not None, other
        if mention.role:
            sector = other.sector if other.kind in ("body", "nominal", "person") else None
            mention.sector = sector_of(mention.role, None, sector, mention)
            if mention.sector is None and mention.office is None and mention.country:
                mention.sector = None if mention.country == "NGO" else "GOV"
        if mention.plural and other.kind == "country":
            joined = [self.at[i] for i in self.children.get(other.head, ()) if i in self.at and self._joined(i)]
            codes = [other.country, *(near.country for near in joined)]
            mention.members = tuple(dict.fromkeys(code for code in codes if code)) if joined else ()
        capital = mention.kind == "nominal" and self.tokens[mention.last].text[:1].isupper()
        if capital and other.kind == "place" and other.first > mention.last and mention.last > 0:
            mention.name = self._text(mention.first, other.last)


def sector_of(role: Role, signal: str | None, owner: str | None, mention: Mention) -> str | None:
    """
    The sector of an actor from its noun, the words before it and its institution.

    A word before wins over a noun of force (*rebel commander*); an armed group's fighters are of the group's sector.
    """
    sector = role.sector
    if sector is None:
        sector = signal or owner or ("GOV" if mention.country and role.kind == "people" else None)
    elif signal in ("REB", "UAF", "OPP", "CRM", "COP", "PTY") and sector in ("MIL", "GOV", "REB", "CVL", "LEG"):
        sector = signal
    elif owner in ("REB", "UAF", "CRM", "OPP", "COP") and sector in ("MIL", "REB", "UAF", "GOV"):
        sector = owner
    if mention.claim == "former" and sector in ("GOV", "LEG", "MIL", "SPY", "JUD"):
        return "ELI"
    return None if sector == "GOV" and mention.country == "NGO" else sector


def _titled(role: Role) -> bool:
    return role.kind == "office" or (role.sector is None and role.phrase[-1] in TITLED)


def _office(role: Role, bodies: list[Found], gazetteer: Gazetteer) -> str:
    """An office as Facta writes it: Foreign Minister, Kremlin Spokesperson."""
    title = " ".join(word if word in ("of", "the", "and", "in") else word.capitalize() for word in role.phrase)
    title = title.replace("Defense Minister", "Defence Minister").replace("Advisor", "Adviser")
    title = "Prime Minister" if title == "Pm" else title.upper() if title in ("Mp", "Mep", "Ceo") else title
    body = bodies[-1].sense.name if bodies and role.sector is None else None
    entry = gazetteer.entries[body] if body else None
    return f"{body} {title}" if entry and not entry.gender else title
