"""
Actors told by a noun: whose they are where their own phrase does not say so, and what
they are called.
"""

from __future__ import annotations

from facta.extract.actors.chunks import cases
from facta.extract.actors.coreference import Coreference
from facta.extract.actors.directory import Directory, is_state
from facta.extract.actors.discourse import SUBJECTS
from facta.extract.actors.mentions import Mention, SentenceMentions
from facta.extract.actors.people import Registry
from facta.lexicon.actors import ActorWords
from facta.ontology.countries import BODIES

# codes of sectors; judged, not fitted. Every state has these, so that where an account
# names one country only they are its own
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
# and these are of the country in which they act; a government or an army may be abroad
PLACED_BY_CLAUSE = frozenset(
    {"AGR", "COP", "CVL", "EDU", "JUD", "LAB", "MED", "REB", "REL", "UAF"}
)


class Descriptions:
    """
    Completes descriptions by what the account has told, and names them.

    Args:
        directory: what names are looked up in.
        registry: the people and bodies of the account.
        coreference: who its pronouns mean.
        sole: the only country that the account names, if it is one.
    """

    def __init__(
        self,
        directory: Directory,
        registry: Registry,
        coreference: Coreference,
        sole: str | None,
    ) -> None:
        self.directory, self.registry = directory, registry
        self.coreference = coreference
        self.words: ActorWords = coreference.words
        self.sole = sole

    def completed(self, sighting: SentenceMentions, mention: Mention) -> bool:
        """
        Give a description the country, sector, office and name that the text around it
        tells; False where it is nobody in particular.
        """
        if mention.country is None:
            self._place(sighting, mention)
        if mention.words[-1] in self.words.counterparts and not mention.office:
            self._compare(sighting, mention)
        if self._is_governments(mention):
            mention.sector = "GOV"
        if not self._is_somebody(mention):
            return False
        mention.name = self.name(mention)
        return True

    def _place(self, sighting: SentenceMentions, mention: Mention) -> None:
        """
        A country for an actor that has none: its possessor's, its owner's, or where the
        clause takes place.
        """
        # plain plurals, as people or countries, are of no one country
        if mention.plural and mention.sector is None:
            return
        if mention.possessor is not None:
            self._possess(sighting, mention, mention.possessor)
            return
        mention.country = (
            self._owners_country(mention)
            or self._scene(sighting, mention)
            or self._only_country(mention)
        )

    def _possess(
        self, sighting: SentenceMentions, mention: Mention, pronoun: int
    ) -> None:
        """
        *Its fighters* are of the country of *its*, and known by the name of the group
        that it means.
        """
        meant = self.coreference.pronoun(sighting.tree, pronoun)
        countries = {seen.country for seen in meant}
        if len(countries) != 1:
            return
        mention.country = meant[0].country
        if meant[0].kind == "body" and mention.country not in BODIES:
            mention.name = f"{meant[0].key}'s {mention.rest}"

    def _owners_country(self, mention: Mention) -> str | None:
        """What the account has said elsewhere of whom it belongs to."""
        owner = mention.owner
        if owner is None or owner.kind not in ("person", "body", "unknown"):
            return None
        known = self.registry.find(owner)
        return known.country if known else None

    def _scene(self, sighting: SentenceMentions, mention: Mention) -> str | None:
        """
        The country in which the clause of an actor takes place: *In Hong Kong, police
        fired tear gas*.
        """
        token = sighting.tree.tokens[mention.head]
        if mention.sector not in PLACED_BY_CLAUSE:
            return None
        if token.head < 0 or token.relation not in (*SUBJECTS, "obj"):
            return None
        places = (
            other.country
            for other in sighting.mentions
            if self._is_scene(sighting, other, token.head)
        )
        return next(places, None)

    def _is_scene(self, sighting: SentenceMentions, other: Mention, verb: int) -> bool:
        """Whether a mention is the place of what a verb tells."""
        token = sighting.tree.tokens[other.head]
        if token.head != verb or token.relation != "obl" or not other.country:
            return False
        if other.kind not in ("place", "country"):
            return False
        return not self.words.scenes.isdisjoint(cases(sighting.tree, other.head))

    def _only_country(self, mention: Mention) -> str | None:
        """The only country of the account, for what every country has."""
        told = mention.definite or mention.plural
        return self.sole if told and mention.sector in DOMESTIC else None

    def _compare(self, sighting: SentenceMentions, mention: Mention) -> None:
        """*His Russian counterpart* holds the office of the one he is compared with."""
        if mention.possessor is None:
            return
        meant = self.coreference.pronoun(sighting.tree, mention.possessor)
        known = meant[0].known if meant else None
        if known is None:
            return
        standing = self.registry.standing(known, meant[0].mention)
        mention.sector = standing.sector or mention.sector
        mention.office = standing.office

    def _is_governments(self, mention: Mention) -> bool:
        """Whether it leads several countries: European leaders."""
        role = mention.role
        if role is None or role.kind != "people" or role.sector is not None:
            return False
        return mention.sector is None and self._is_regional(mention)

    def _is_somebody(self, mention: Mention) -> bool:
        """Whether the text tells enough of somebody for him to be an actor."""
        role = mention.role
        if role is None:
            return False
        if mention.country is not None or mention.placed or self._is_regional(mention):
            return True
        # some nouns, as *people*, are actors only where a country is told
        return mention.sector is not None and role.kind != "bound"

    def _is_regional(self, mention: Mention) -> bool:
        """
        Whether a region stands in the phrase: *European leaders* are somebody,
        *leaders* are not.
        """
        return not self.words.regions.isdisjoint(mention.words)

    def name(self, mention: Mention) -> str:
        """
        The canonical name of a mention: *Russian forces*, whether said so or as
        *Russia's forces*.
        """
        if mention.kind != "nominal" or mention.name:
            return mention.name
        rest = mention.rest or " ".join(mention.words)
        owner = mention.owner
        if owner and owner.kind in ("person", "body") and owner.name not in rest:
            return f"{owner.name}'s {rest}"
        if owner and owner.kind == "nominal" and owner.role:
            return f"{self.name(owner)} {rest}"
        if is_state(mention.country) and not self._tells_country(rest):
            return f"{self.directory.adjective(mention.country)} {rest}"
        return rest

    def member_name(self, mention: Mention, country: str | None) -> str:
        """The name of one country's part of a description of several."""
        if not mention.members or not country:
            return mention.name
        return f"{self.directory.adjective(country)} {mention.rest}"

    def _tells_country(self, rest: str) -> bool:
        """
        Whether a description already names an institution or a place that tells whose
        actor it is.
        """
        words = tuple(rest.replace("-", " ").split())
        matches = self.directory.gazetteer.forms.find(words)
        return any(match.sense.country for match in matches)
