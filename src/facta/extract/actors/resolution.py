"""
From mentions to actors: what has no name of its own gets the one it stands for, or is
described, or left out.
"""

from __future__ import annotations

from msgspec import structs

from facta.extract.actors.coreference import HE, IT, PAIRS, SHE, THEY, Discourse, Seen
from facta.extract.actors.mentions import Mention, Sighting
from facta.extract.actors.people import Known, Registry
from facta.extract.actors.places import PLACE_VERBS
from facta.ontology.gazetteer import Gazetteer
from facta.records import Actor, Document, Sentence, Span

PRONOUNS = HE | SHE | IT | THEY
DOMESTIC = frozenset(
    {
        "AGR",
        "COP",
        "CVL",
        "EDU",
        "GOV",
        "JUD",
        "LAB",
        "LEG",
        "MED",
        "MIL",
        "OPP",
        "PTY",
        "REL",
    }
)
PLACED_BY_CLAUSE = frozenset(
    {"AGR", "COP", "CVL", "EDU", "JUD", "LAB", "MED", "REB", "REL", "UAF"}
)


class Resolver:
    """Turns mentions into actors, one sentence after the other."""

    def __init__(
        self,
        document: Document,
        gazetteer: Gazetteer,
        registry: Registry,
        sole: str | None,
    ) -> None:
        self.document, self.gazetteer, self.registry = document, gazetteer, registry
        self.discourse = Discourse(registry)
        self.sole = sole

    def actors(self, sighting: Sighting) -> list[Actor]:
        """The actors of one sentence; its pronouns see what stands before them."""
        found: list[Actor] = []
        starts = {mention.first: mention for mention in reversed(sighting.mentions)}
        by_first = sorted(sighting.mentions, key=lambda m: (m.first, m.last))
        queue = iter(by_first)
        mention = next(queue, None)
        for index, token in enumerate(sighting.sentence.tokens):
            if (
                token.upos == "PRON"
                and token.text.lower() in PRONOUNS
                and index not in starts
            ):
                found += self._pronoun(sighting, index)
            while mention is not None and mention.first <= index:
                found += self._mention(sighting, mention)
                mention = next(queue, None)
        return found

    def _pronoun(self, sighting: Sighting, index: int) -> list[Actor]:
        token = sighting.sentence.tokens[index]
        span = Span(token.start, token.end, self.document.text[token.start : token.end])
        meant = self.discourse.pronoun(sighting.tree, index)
        made = [self._as(seen, span, sighting.sentence.index, index) for seen in meant]
        for seen in meant:
            self.discourse.add(_again(seen, sighting.sentence, index))
        return made

    def _as(self, seen: Seen, span: Span, sentence: int, head: int) -> Actor:
        """Somebody seen before, mentioned again at `span`."""
        known = seen.known
        if known:
            country, sector, office = self._standing(known, seen.mention)
            return Actor(
                span=span,
                name=known.name,
                country=country,
                sector=sector,
                office=office,
                sentence=sentence,
                head=head,
                claim=None,
            )
        mention = seen.mention
        return Actor(
            span=span,
            name=self._name(mention),
            country=mention.country,
            sector=mention.sector,
            office=mention.office,
            sentence=sentence,
            head=head,
            claim=None,
        )

    def _standing(
        self, known: Known, mention: Mention
    ) -> tuple[str | None, str | None, str | None]:
        """
        Country, sector and office: the mention's own, else the account's, else the
        table's.
        """
        entry = mention.entry or known.entry
        country, sector = (
            mention.country or known.country,
            mention.sector or known.sector,
        )
        office = mention.office or known.office
        if entry:
            standing = self.gazetteer.standing(entry, self.document.published)
            if not mention.titled and not known.office:
                country = standing.country or country
            country, sector = country or standing.country, sector or standing.sector
            office = office or standing.office
        return country, sector, office

    def _mention(self, sighting: Sighting, mention: Mention) -> list[Actor]:
        span = self._span(sighting, mention)
        if (
            mention.kind in ("country", "place")
            and mention.first == mention.last
            and self._surname(sighting, mention)
        ):
            mention.kind, mention.country, mention.sector, mention.name = (
                "person",
                None,
                None,
                span.text,
            )
        if mention.kind in ("person", "body", "unknown"):
            return self._named(sighting, mention, span)
        if mention.kind == "nominal":
            return self._told(sighting, mention, span)
        self.discourse.note(mention, sighting, None)
        return [
            Actor(
                span=span,
                name=mention.name,
                country=mention.country,
                sector=mention.sector,
                office=None,
                sentence=mention.sentence,
                head=mention.head,
                claim=None,
            )
        ]

    def _surname(self, sighting: Sighting, mention: Mention) -> bool:
        """
        Whether a country's or city's name is the surname of somebody this account
        names: Jordan, Washington.
        """
        tokens = sighting.sentence.tokens
        token = tokens[mention.head]
        if token.relation == "obj" and tokens[token.head].lemma in PLACE_VERBS:
            return False
        if any(
            n.kind == "place" and n.first <= mention.first <= n.last
            for n in sighting.sentence.names
        ):
            return False
        cased = any(
            tokens[child].relation == "case" and tokens[child].tag == "IN"
            for child in sighting.tree.children(mention.head)
        )
        held = self.registry.by_word.get(mention.words[0], ())
        return not cased and any(
            known.kind == "person" and known.words[-1] == mention.words[0]
            for known in held
        )

    def _span(self, sighting: Sighting, mention: Mention) -> Span:
        tokens = sighting.sentence.tokens
        return Span.of(
            self.document.text, tokens[mention.first].start, tokens[mention.last].end
        )

    def _named(self, sighting: Sighting, mention: Mention, span: Span) -> list[Actor]:
        known = self.registry.find(mention)
        if mention.kind == "unknown" and (
            known is None or not (known.country or known.sector or known.office)
        ):
            return []
        if mention.kind == "unknown" and known:
            mention.kind = "person" if known.kind == "person" else "body"
        self.discourse.note(mention, sighting, known)
        if known is None:
            known = Known(name=mention.name, words=(), kind=mention.kind)
        country, sector, office = self._standing(known, mention)
        office = office if mention.kind == "person" else None
        countries = (
            mention.entry.members
            if mention.entry and mention.entry.members
            else (country,)
        )
        return [
            Actor(
                span=span,
                name=known.name,
                country=code,
                sector=sector,
                office=office,
                sentence=mention.sentence,
                head=mention.head,
                claim=mention.claim,
            )
            for code in countries
        ]

    def _told(self, sighting: Sighting, mention: Mention, span: Span) -> list[Actor]:
        """An actor told by a noun: resolved to a person or a pair, else described."""
        if mention.plural and (
            PAIRS & set(mention.words) or "both" in _dets(sighting, mention)
        ):
            pair = self.discourse.pair(mention)
            if pair and not mention.country:
                for member in pair:
                    self.discourse.add(_again(member, sighting.sentence, mention.head))
                return [self._member(seen, mention, span) for seen in pair]
        role = mention.role
        if (
            role
            and not mention.plural
            and mention.definite
            and role.kind in ("office", "people")
        ):
            seen = (
                self.discourse.description(mention)
                if mention.possessor is None
                else None
            )
            if seen and seen.known:
                self.discourse.add(_again(seen, sighting.sentence, mention.head))
                again = self._as(seen, span, mention.sentence, mention.head)
                return [structs.replace(again, claim=mention.claim)]
        self._place(sighting, mention)
        self._counterpart(sighting, mention)
        if (
            role
            and role.kind == "people"
            and role.sector is None
            and mention.sector is None
            and _regional(mention)
        ):
            mention.sector = "GOV"
        if role is None or (
            mention.country is None
            and (mention.sector is None or role.kind == "bound")
            and not mention.placed
            and not _regional(mention)
        ):
            return []
        mention.name = self._name(mention)
        self.discourse.note(mention, sighting, None)
        countries: tuple[str | None, ...] = mention.members or (mention.country,)
        return [self._described(mention, span, country) for country in countries]

    def _described(self, mention: Mention, span: Span, country: str | None) -> Actor:
        name = (
            mention.name
            if not mention.members or not country
            else f"{self.gazetteer.countries.adjective(country)} {mention.rest}"
        )
        return Actor(
            span=span,
            name=name,
            country=country,
            sector=mention.sector,
            office=mention.office,
            sentence=mention.sentence,
            head=mention.head,
            claim=mention.claim,
        )

    def _member(self, seen: Seen, mention: Mention, span: Span) -> Actor:
        """One member of a pair: the person, or the country of a side."""
        if seen.kind == "person" and mention.words[-1] not in (
            "countries",
            "sides",
            "nations",
            "states",
            "governments",
        ):
            return self._as(seen, span, mention.sentence, mention.head)
        country = seen.country or ""
        sector = "GOV" if mention.words[-1] == "governments" else None
        return Actor(
            span=span,
            name=self.gazetteer.countries.name(country),
            country=country,
            sector=sector,
            office=None,
            sentence=mention.sentence,
            head=mention.head,
        )

    def _place(self, sighting: Sighting, mention: Mention) -> None:
        """
        A country for an actor that has none: its possessor's, its owner's, or where the
        clause takes place.
        """
        if mention.country is not None or (mention.plural and mention.sector is None):
            return
        if mention.possessor is not None:
            meant = self.discourse.pronoun(sighting.tree, mention.possessor)
            countries = {seen.country for seen in meant}
            if len(countries) == 1:
                mention.country = countries.pop()
                self._owned(mention, meant[0])
            return
        owner = mention.owner
        if owner and owner.kind in ("person", "body", "unknown"):
            known = self.registry.find(owner)
            mention.country = known.country if known else None
        if mention.country is None and mention.sector in PLACED_BY_CLAUSE:
            mention.country = _scene(sighting, mention)
        if (
            mention.country is None
            and mention.sector in DOMESTIC
            and (mention.definite or mention.plural)
        ):
            mention.country = self.sole

    def _owned(self, mention: Mention, owner: Seen) -> None:
        """*Its fighters* are known by the name of the group that *its* means."""
        if owner.kind == "body" and mention.country not in ("IGO", "NGO"):
            mention.name = f"{owner.key}'s {mention.rest}"

    def _counterpart(self, sighting: Sighting, mention: Mention) -> None:
        """*His Russian counterpart* holds the office of the one he is compared with."""
        if (
            mention.possessor is not None
            and mention.words[-1] in ("counterpart", "counterparts")
            and not mention.office
        ):
            meant = self.discourse.pronoun(sighting.tree, mention.possessor)
            for seen in meant[:1]:
                _, sector, office = (
                    self._standing(seen.known, seen.mention)
                    if seen.known
                    else (None, None, None)
                )
                mention.sector, mention.office = sector or mention.sector, office

    def _name(self, mention: Mention) -> str:
        """
        The canonical name of a described actor: *Russian forces*, whether said so or as
        *Russia's forces*.
        """
        if mention.kind != "nominal" or mention.name:
            return mention.name
        rest = mention.rest or " ".join(mention.words)
        adjective = (
            self.gazetteer.countries.adjective(mention.country)
            if mention.country
            else None
        )
        owner = mention.owner
        if owner and owner.kind in ("person", "body") and owner.name not in rest:
            return f"{owner.name}'s {rest}"
        if owner and owner.kind == "nominal" and owner.role:
            return f"{self._name(owner)} {rest}"
        if adjective and mention.country not in ("IGO", "NGO") and not self._says(rest):
            return f"{adjective} {rest}"
        return rest

    def _says(self, rest: str) -> bool:
        """
        Whether a description already names an institution or a place that tells whose
        actor it is.
        """
        return any(
            match.sense.country
            for match in self.gazetteer.forms.find(
                tuple(rest.replace("-", " ").split())
            )
        )


def _again(seen: Seen, sentence: Sentence, index: int) -> Seen:
    """Somebody seen before, now here."""
    relation = sentence.tokens[index].relation
    return Seen(
        key=seen.key,
        sentence=sentence.index,
        token=index,
        subject=relation in ("nsubj", "nsubj:pass"),
        kind=seen.kind,
        gender=seen.gender,
        plural=seen.plural,
        country=seen.country,
        mention=seen.mention,
        known=seen.known,
    )


def _dets(sighting: Sighting, mention: Mention) -> set[str]:
    tokens = [
        sighting.sentence.tokens[child]
        for child in sighting.tree.children(mention.head)
    ]
    return {token.text.lower() for token in tokens if token.relation.startswith("det")}


def _regional(mention: Mention) -> bool:
    """
    Whether a region stands in the phrase: *European leaders* are somebody, *leaders*
    are not.
    """
    return any(
        word in mention.words
        for word in (
            "european",
            "western",
            "arab",
            "african",
            "asian",
            "kurdish",
            "allied",
        )
    )


def _scene(sighting: Sighting, mention: Mention) -> str | None:
    """
    The country in which the clause of a subject takes place: *In Hong Kong, police
    fired tear gas*.
    """
    tokens = sighting.sentence.tokens
    verb = tokens[mention.head].head
    if verb < 0 or tokens[mention.head].relation not in ("nsubj", "nsubj:pass", "obj"):
        return None
    for other in sighting.mentions:
        token = tokens[other.head]
        if (
            token.head == verb
            and token.relation == "obl"
            and other.country
            and other.kind in ("place", "country")
        ):
            below = [tokens[child] for child in sighting.tree.children(other.head)]
            cases = {child.text.lower() for child in below if child.relation == "case"}
            if cases & {"in", "at", "across"}:
                return other.country
    return None
