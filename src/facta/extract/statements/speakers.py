"""
Says who a source is: its phrase, its kind, and the actor it stands for.

Takes a page, the lexicon and a place in the syntax; gives a `Speaker`. Names come from
the actor mentions in the phrase, pronouns and titles ("the senator") from the nearest
earlier mention that fits, kinds from the lexicon.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator

from msgspec import structs

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.statements.people import (
    PERSONAL,
    Gender,
    Person,
    people,
    pronouns,
    rank,
)
from facta.language.syntax import Tree
from facta.lexicon.speech import Cues
from facta.records import Actor, Span, Speaker, SpeakerKind, Token

OTHER_PRONOUNS = frozenset(
    {
        "it",
        "its",
        "they",
        "their",
        "them",
        "who",
        "which",
        "that",
        "this",
        "these",
        "those",
    }
)
AUTHOR = frozenset({"i", "me", "my", "we", "us", "our", "you", "your", "one"})
SENTENCES_BACK = 4
MENTIONS_BACK = 24
HEADS_OF_STATE = frozenset(
    {"chancellor", "king", "leader", "premier", "president", "queen"}
)
ARTICLES = ("the ", "a ", "an ")
NAMELIKE = frozenset({"PROPN"})


class Speakers:
    """The people and bodies of a page, and the rules that find a source among them."""

    def __init__(self, page: Page, cues: Cues) -> None:
        self.page = page
        self.lexicon = cues.speakers
        self.people = sorted(
            people(page), key=lambda person: (person.start, person.place)
        )
        self.genders = {
            person.name: person.gender for person in self.people if person.gender
        }
        self.names = {person.name for person in self.people}
        for place in pronouns(page):
            self._follow(place)

    def _follow(self, place: Place) -> None:
        """
        Remember whom a subject pronoun stands for; whoever the rest of its sentence
        names is somebody else.
        """
        tree = self.page.trees[place.sentence]
        token = tree.tokens[place.token]
        rest = self.page.text[token.end : tree.sentence.end]
        person = self.antecedent(place, PERSONAL[token.text.lower()], rest)
        if person is not None:
            mention = structs.replace(
                person, place=place, start=token.start, rank=rank(tree, place.token)
            )
            insort(self.people, mention, key=lambda person: person.start)

    def speaker(self, place: Place | None, said: str) -> Speaker:
        """
        The speaker that a token names, given the words he said; one of unknown kind
        where there is none.
        """
        if place is None:
            return Speaker(kind="unknown")
        tree = self.page.trees[place.sentence]
        members = tree.phrase(place.token)
        where = tree.span(self.page.text, members)
        if where is None:
            return Speaker(kind="unknown")
        token = tree.tokens[place.token]
        word = token.text.lower()
        if word in AUTHOR:
            return Speaker(kind="unknown", span=where)
        actor = self._actor(place, tree, members)
        if word in PERSONAL:
            return self._person(where, place, PERSONAL[word], said, actor)
        if actor is not None and word not in OTHER_PRONOUNS:
            untold = token.text.islower() and word in actor.name.lower()
            titled = self._title(where, tree, place, actor, said) if untold else None
            return titled or self._known(where, actor, tree, place, members)
        if word in OTHER_PRONOUNS:
            return (
                Speaker(kind="unknown", span=where)
                if actor is None
                else self._known(where, actor, tree, place, members)
            )
        return self._described(where, tree, place, members, said)

    def _actor(self, place: Place, tree: Tree, members: list[int]) -> Actor | None:
        """
        The actor mention that the phrase is about: the one with its head, else one in
        apposition.
        """
        start, end = tree.around(members)
        inside = self.page.actors_between(start, end)
        number = tree.sentence.index
        heads = {
            place.token,
            *tree.children(place.token, "appos", "flat", "nmod:desc", "compound"),
        }
        for wanted in ({place.token}, heads):
            for actor in inside:
                if actor.sentence == number and actor.head in wanted:
                    return actor
        return None

    def _known(
        self, where: Span, actor: Actor, tree: Tree, place: Place, members: list[int]
    ) -> Speaker:
        kind = self._kind(actor, tree, place, members)
        name = None if kind == "anonymous" else actor.name
        return Speaker(
            kind=kind, span=where, name=name, country=actor.country, sector=actor.sector
        )

    def _kind(
        self, actor: Actor, tree: Tree, place: Place, members: list[int]
    ) -> SpeakerKind:
        token = tree.tokens[place.token]
        if self._outlet(tree, members) or bare(actor.name) in self.lexicon.outlet:
            return "outlet"
        heads = (place.token, *tree.children(place.token, "flat"))
        named = any(
            tree.tokens[i].upos in NAMELIKE and not tree.tokens[i].text.islower()
            for i in heads
        )
        if token.lemma.lower() in self.lexicon.institution:
            return "institution"
        if self._is_person(tree, place.token) or token.text.lower() in PERSONAL:
            return "named"
        if not named and token.lemma.lower() in self.lexicon.document:
            return "document"
        if not named and token.lemma.lower() in self.lexicon.anonymous:
            return "named" if self._resolved(actor, tree, place) else "anonymous"
        if actor.sector == "MED":
            return "outlet"
        return "institution"

    def _resolved(self, actor: Actor, tree: Tree, place: Place) -> bool:
        """
        Whether an actor mention without a name ("the president") was resolved to a
        person named elsewhere.
        """
        word = tree.tokens[place.token].text
        return word not in actor.name and actor.name in self.names

    def _is_person(self, tree: Tree, head: int) -> bool:
        near = {head, *tree.children(head, "appos", "flat", "compound", "nmod:desc")}
        near = {index for index in near if not tree.tokens[index].text.islower()}
        return any(
            name.kind == "person"
            and any(name.first <= index <= name.last for index in near)
            for name in tree.sentence.names
        )

    def _outlet(self, tree: Tree, members: list[int]) -> bool:
        start, end = tree.around(members)
        return bare(self.page.text[start:end]) in self.lexicon.outlet

    def _person(
        self, where: Span, place: Place, gender: Gender, said: str, actor: Actor | None
    ) -> Speaker:
        person = self.antecedent(place, gender, said)
        if person is None and actor is not None:
            return Speaker(
                kind="named",
                span=where,
                name=actor.name,
                country=actor.country,
                sector=actor.sector,
            )
        if person is None:
            return Speaker(kind="unknown", span=where)
        country = person.actor.country if person.actor else None
        sector = person.actor.sector if person.actor else None
        return Speaker(
            kind="named", span=where, name=person.name, country=country, sector=sector
        )

    def implied(self, place: Place, said: str) -> Speaker:
        """
        The speaker of words whose cue has no subject that could speak: "While
        maintaining that …".
        """
        person = self.antecedent(place, None, said)
        if person is None:
            return Speaker(kind="unknown")
        country = person.actor.country if person.actor else None
        return Speaker(
            kind="named",
            span=None,
            name=person.name,
            country=country,
            sector=person.actor.sector if person.actor else None,
        )

    def antecedent(
        self, place: Place, gender: Gender | None, said: str, country: str | None = None
    ) -> Person | None:
        """
        The person a pronoun stands for: the foremost one in the nearest sentence that
        names any.

        Nobody speaks of himself by name, so whoever the words `said` name is left out;
        a possessive takes the nearest person of its own sentence.
        """
        token = self.page.trees[place.sentence].tokens[place.token]
        best: Person | None = None
        for person in self._earlier(token, place.sentence):
            if best is not None and person.place.sentence != best.place.sentence:
                break
            if country and (person.actor is None or person.actor.country != country):
                continue
            if (
                gender and self.genders.get(person.name, gender) != gender
            ) or person.name.split()[-1] in said:
                continue
            if (
                token.relation == "nmod:poss"
                and person.place.sentence == place.sentence
            ):
                return person
            best = person if best is None or person.rank > best.rank else best
        return best

    def _earlier(self, token: Token, sentence: int) -> Iterator[Person]:
        """
        People mentioned before a token, nearest first, in the same voice: the account's
        own, or one quotation's.
        """
        end = bisect_left(self.people, token.start, key=lambda person: person.start)
        around = self.page.layout.quotation_at(token.start)
        for person in reversed(self.people[max(end - MENTIONS_BACK, 0) : end]):
            if sentence - person.place.sentence > SENTENCES_BACK:
                return
            if self.page.layout.quotation_at(person.start) == around:
                yield person

    def _described(
        self, where: Span, tree: Tree, place: Place, members: list[int], said: str
    ) -> Speaker:
        token = tree.tokens[place.token]
        lemma = token.lemma.lower()
        if self._outlet(tree, members):
            return Speaker(kind="outlet", span=where, name=_without_article(where.text))
        if self._is_person(tree, place.token):
            return Speaker(
                kind="named", span=where, name=self._name(tree, place.token, where)
            )
        if token.upos in NAMELIKE:
            kind: SpeakerKind = (
                "institution" if self._is_body(tree, place.token, lemma) else "named"
            )
            return Speaker(
                kind=kind,
                span=where,
                name=_without_article(self._name(tree, place.token, where)),
            )
        if lemma in self.lexicon.anonymous or self._withheld(tree, members):
            return self._title(where, tree, place, None, "") or self._unnamed(
                "anonymous", where, tree, members
            )
        if lemma in self.lexicon.document:
            return self._unnamed("document", where, tree, members)
        if lemma in self.lexicon.institution:
            return self._unnamed("institution", where, tree, members)
        return Speaker(kind="unknown", span=where)

    def _unnamed(
        self, kind: SpeakerKind, where: Span, tree: Tree, members: list[int]
    ) -> Speaker:
        """
        A speaker without a name, with country and sector of the one actor tied to it:
        "a Kremlin official".
        """
        start, end = tree.around(members)
        ties = {
            (actor.country, actor.sector)
            for actor in self.page.actors_between(start, end)
        }
        country, sector = ties.pop() if len(ties) == 1 else (None, None)
        return Speaker(kind=kind, span=where, country=country, sector=sector)

    def _title(
        self, where: Span, tree: Tree, place: Place, actor: Actor | None, said: str
    ) -> Speaker | None:
        """
        The person whom "the senator" means: the last one mentioned with that office.

        A head of state without a name is the foremost person of his country, or of the
        story where none is told.
        """
        articles = [
            tree.tokens[index].text.lower()
            for index in tree.children(place.token, "det")
        ]
        word = tree.tokens[place.token].lemma.lower()
        if "the" not in articles or tree.tokens[place.token].tag == "NNS":
            return None
        for person in self._earlier(tree.tokens[place.token], place.sentence):
            office = person.actor.office if person.actor else None
            if person.actor and office and word in office.lower().split():
                return Speaker(
                    kind="named",
                    span=where,
                    name=person.name,
                    country=person.actor.country,
                    sector=person.actor.sector,
                )
        head = (
            self.antecedent(place, None, said, actor.country)
            if actor and word in HEADS_OF_STATE
            else None
        )
        if head is None or head.actor is None:
            return None
        return Speaker(
            kind="named",
            span=where,
            name=head.name,
            country=head.actor.country,
            sector=head.actor.sector,
        )

    def _withheld(self, tree: Tree, members: list[int]) -> bool:
        return any(
            tree.tokens[index].lemma.lower() in self.lexicon.withheld
            for index in members
        )

    def _is_body(self, tree: Tree, head: int, lemma: str) -> bool:
        if lemma in self.lexicon.institution:
            return True
        return any(
            name.kind != "person" and name.first <= head <= name.last
            for name in tree.sentence.names
        )

    def _name(self, tree: Tree, head: int, where: Span) -> str:
        """The name within a phrase as the account writes it."""
        near = {head, *tree.children(head, "appos", "flat", "compound", "nmod:desc")}
        for name in tree.sentence.names:
            if any(name.first <= index <= name.last for index in near):
                start, end = tree.around(range(name.first, name.last + 1))
                return self.page.text[start:end]
        start, end = tree.around(_name_tokens(tree, head))
        return self.page.text[start:end] if start >= where.start else where.text


def bare(name: str) -> str:
    """A name in lower case without article and possessive."""
    return _without_article(name).lower().removesuffix("'s").removesuffix("’s")


def _without_article(text: str) -> str:
    lowered = text.lower()
    for article in ARTICLES:
        if lowered.startswith(article):
            return text[len(article) :]
    return text


def _name_tokens(tree: Tree, head: int) -> list[int]:
    return sorted([head, *tree.children(head, "flat", "compound", "nmod:desc")])
