"""
Says who a source is: its phrase, its kind, and the actor it stands for.

Takes a page and a place in the syntax; gives a `Speaker`. Names come from the actor
mentions in the phrase, pronouns and titles ("the senator") from the nearest earlier
mention that fits, kinds from the lexicon.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from msgspec import structs

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.statements.antecedents import Antecedents, Wanted
from facta.extract.statements.attribution import Attribution
from facta.extract.statements.people import Gender, gender_of
from facta.extract.statements.phrases import Phrase
from facta.records import Actor, Span, Speaker, SpeakerKind

MEDIA = "MED"
PRESS = "JRN"
UNKNOWN = Speaker(kind="unknown")


class Speakers:
    """The people and bodies of a page, and the rules that find a source among them."""

    def __init__(self, page: Page, turns: Sequence[Attribution] = ()) -> None:
        self.page = page
        self.turns = turns
        self._turn_starts = [turn.start for turn in turns]
        self.antecedents = Antecedents(page)

    def speaker(self, place: Place | None, said: str) -> Speaker:
        """
        The speaker that a token names, given the words he said; one of unknown kind
        where there is none.
        """
        phrase = None if place is None else Phrase.at(self.page, place)
        if phrase is None:
            return UNKNOWN
        if phrase.word in phrase.words.author:
            return self._author(phrase)
        gender = gender_of(phrase.word, self.page.lexicon.grammar)
        if gender is not None:
            return self._by_pronoun(phrase, gender, said)
        if phrase.actor is None:
            return self._described(phrase)
        return self._titled(phrase, phrase.actor, said) or self._known(
            phrase, phrase.actor
        )

    def labelled(self, start: int, end: int) -> Speaker:
        """The speaker of a transcript's turn, by its label."""
        span = Span.of(self.page.text, start, end)
        if span.text.lower() in self.page.lexicon.speech.transcripts.asking:
            return Speaker(kind="anonymous", span=span, sector=PRESS)
        last = span.text.split()[-1].lower()
        actor = self._by_surname.get(last)
        if actor is not None:
            return _named(span, actor.name, actor)
        return Speaker(kind="named", span=span, name=self._in_title(last) or span.text)

    @cached_property
    def _by_surname(self) -> dict[str, Actor]:
        """The first actor of each last name, in lower case."""
        found: dict[str, Actor] = {}
        for actor in self.page.actors:
            found.setdefault(actor.name.split()[-1].lower(), actor)
        return found

    @cached_property
    def _by_name(self) -> dict[str, Actor]:
        """The first actor of each name whose country the document tells."""
        found: dict[str, Actor] = {}
        for actor in self.page.actors:
            if actor.country is not None:
                found.setdefault(actor.name, actor)
        return found

    def _in_title(self, surname: str) -> str | None:
        """The name that the title of the document gives with a surname."""
        words = (self.page.document.title or "").split()
        for before, word in pairwise(words):
            if word.strip(",.;:").lower() == surname and before[0].isupper():
                return f"{before} {word.strip(',.;:')}"
        return None

    def _author(self, phrase: Phrase) -> Speaker:
        """Who says "I": in a transcript whoever's turn it is."""
        place = bisect_right(self._turn_starts, phrase.span.start) - 1
        if phrase.word in phrase.words.speaking and place >= 0:
            turn = self.turns[place]
            if turn.label and turn.holds(phrase.span.start, phrase.span.end):
                return structs.replace(self.labelled(*turn.label), span=phrase.span)
        return Speaker(kind="unknown", span=phrase.span)

    def implied(self, place: Place, said: str) -> Speaker:
        """
        The speaker of words whose cue has no subject that could speak: "While
        maintaining that …".
        """
        person = self.antecedents.of(place, Wanted(said=said))
        return UNKNOWN if person is None else _named(None, person.name, person.actor)

    def _by_pronoun(self, phrase: Phrase, gender: Gender, said: str) -> Speaker:
        if phrase.actor is not None and phrase.actor.name in self.antecedents.names:
            return _named(phrase.span, phrase.actor.name, phrase.actor)
        wanted = Wanted(gender=gender, said=said)
        person = self.antecedents.of(phrase.place, wanted)
        if person is not None:
            return _named(phrase.span, person.name, person.actor)
        if phrase.actor is not None:
            return _named(phrase.span, phrase.actor.name, phrase.actor)
        return Speaker(kind="unknown", span=phrase.span)

    def _titled(self, phrase: Phrase, actor: Actor, said: str) -> Speaker | None:
        """
        The person whom a title means, where its actor is called by that title alone: no
        more is known of "the president" by then.
        """
        title = phrase.token.text.islower() and phrase.word in actor.name.lower()
        if not title or phrase.word in phrase.words.pronouns:
            return None
        return self._office_holder(phrase) or self._head_of_state(phrase, actor, said)

    def _office_holder(self, phrase: Phrase) -> Speaker | None:
        """The last person mentioned with the office that "the senator" has."""
        if not phrase.is_definite:
            return None
        for person in self.antecedents.earlier(phrase.place):
            office = person.actor.office if person.actor else None
            if office and phrase.lemma in office.lower().split():
                return _named(phrase.span, person.name, person.actor)
        return None

    def _head_of_state(self, phrase: Phrase, actor: Actor, said: str) -> Speaker | None:
        """
        The foremost person of a head of state's country, or of the narrative where none
        is told.
        """
        if not phrase.is_definite or phrase.lemma not in phrase.words.heads_of_state:
            return None
        wanted = Wanted(said=said, country=actor.country)
        head = self.antecedents.of(phrase.place, wanted)
        if head is None or head.actor is None:
            return None
        return _named(phrase.span, head.name, head.actor)

    def _known(self, phrase: Phrase, actor: Actor) -> Speaker:
        kind = self._kind(phrase, actor)
        return Speaker(
            kind=kind,
            span=phrase.span,
            name=None if kind == "anonymous" else actor.name,
            country=actor.country,
            sector=actor.sector,
        )

    def _kind(self, phrase: Phrase, actor: Actor) -> SpeakerKind:
        if phrase.is_outlet or phrase.is_known_outlet(actor.name):
            return "outlet"
        if phrase.lemma in phrase.words.institution:
            return "institution"
        if phrase.is_person:
            return "named"
        if not phrase.is_named:
            if phrase.lemma in phrase.words.document:
                return "document"
            if phrase.lemma in phrase.words.anonymous:
                return "named" if self._resolved(phrase, actor) else "anonymous"
        return "outlet" if actor.sector == MEDIA else "institution"

    def _resolved(self, phrase: Phrase, actor: Actor) -> bool:
        """
        Whether an actor mention without a name ("the president") was resolved to a
        person named elsewhere.
        """
        known = actor.name in self.antecedents.names
        return known and phrase.token.text not in actor.name

    def _described(self, phrase: Phrase) -> Speaker:
        """A speaker that no actor mention tells of, by the words of its phrase."""
        span, words = phrase.span, phrase.words
        if phrase.word in words.pronouns:
            return Speaker(kind="unknown", span=span)
        if phrase.is_outlet:
            name = phrase.without_article(span.text)
            return Speaker(kind="outlet", span=span, name=name)
        if phrase.is_person:
            return _named(span, phrase.name, self._by_name.get(phrase.name))
        if phrase.token.upos == "PROPN":
            name = phrase.without_article(phrase.name)
            kind: SpeakerKind = "institution" if phrase.is_body else "named"
            return Speaker(kind=kind, span=span, name=name)
        if phrase.lemma in words.anonymous or phrase.is_withheld:
            return self._office_holder(phrase) or _unnamed("anonymous", phrase)
        if phrase.lemma in words.document:
            return _unnamed("document", phrase)
        if phrase.lemma in words.institution:
            return _unnamed("institution", phrase)
        return Speaker(kind="unknown", span=span)


def _named(span: Span | None, name: str, actor: Actor | None) -> Speaker:
    """A speaker with a name, with country and sector of its actor."""
    if actor is None:
        return Speaker(kind="named", span=span, name=name)
    return Speaker(
        kind="named",
        span=span,
        name=name,
        country=actor.country,
        sector=actor.sector,
    )


def _unnamed(kind: SpeakerKind, phrase: Phrase) -> Speaker:
    """
    A speaker without a name, with country and sector of the one actor tied to it: "a
    Kremlin official".
    """
    ties = {(actor.country, actor.sector) for actor in phrase.actors}
    if len(ties) != 1:
        return Speaker(kind=kind, span=phrase.span)
    country, sector = ties.pop()
    return Speaker(kind=kind, span=phrase.span, country=country, sector=sector)
