"""
From a reading to Event records: one per pair of actor and recipient, reciprocal ones
joined, with date, score and span.

Takes the readings of one sentence and what other stages know of the document; gives
frozen records.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, structs

from facta.extract.covering import Covering
from facta.extract.events.algebra import HYPOTHETICAL, OPPOSING, Act, as_future
from facta.extract.events.judging import conditional, located, plausible
from facta.extract.events.odds import HEAVIEST, chance, evidence
from facta.extract.events.reading import Name, Party, Reading, countries, name
from facta.extract.events.views import View
from facta.extract.page import Page
from facta.extract.times import Dated
from facta.records import (
    AUXILIARIES,
    MODEL,
    Actor,
    Event,
    Sentence,
    Span,
    Statement,
    content_id,
)

# Chances from which an act is taken for domestic, and under which for none; judged.
DOMESTIC, ABROAD = 0.5, 0.2
# sectors of those who act for a whole country
GOVERNING = frozenset({"GOV", None})
# parties that make a meeting multilateral; PLOVER's CONSULT mode
MANY = 3
# acts that are done by saying so: they took place when the account says they were said
SPOKEN = frozenset(
    {"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
)
# how long before its publication a stated day is history to an account; judged
OLD = datetime.timedelta(days=365)

# The confidence of a rule. All judged, not fitted: no floor holds them, and an event's
# confidence orders readings of one kind rather than telling how often they are right.
BASE = 0.55
A_WEIGHT = 0.04  # for each word or condition of the entry that was met
A_PARTY = 0.08  # for each side that is known
UNSURE = 0.05  # what a possibility costs
SUREST = 0.95
LEAST = 0.01


class Scene(Struct, frozen=True, kw_only=True):
    """
    What of a document bears on the events of one sentence; `said` are the contents of
    its statements.
    """

    page: Page
    number: int
    view: View
    statements: Sequence[Statement]
    said: Covering

    @property
    def sentence(self) -> Sentence:
        """The sentence that is read."""
        return self.view.sentence

    def span(
        self,
        start: int,
        end: int,
    ) -> Span:
        """A passage of the account."""
        return Span.of(self.page.text, start, end)


class Deed(Struct, frozen=True, kw_only=True):
    """
    One pair of actor and recipient of a reading, with the act as it counts and the
    statement that tells it.
    """

    reading: Reading
    act: Act
    actors: Party
    recipients: Party
    trigger: Span
    said: int | None


def coded(scene: Scene, readings: Iterable[Reading]) -> list[Event]:
    """The events that readings of one sentence tell, in text order."""
    found: dict[str, Event] = {}
    for event, _ in deeds_of(scene, readings):
        found.setdefault(event.id, event)
    return sorted(
        found.values(), key=lambda event: (event.trigger, event.event_type, event.id)
    )


def deeds_of(scene: Scene, readings: Iterable[Reading]) -> Iterator[tuple[Event, Deed]]:
    """Each event that readings of one sentence tell, with the deed behind it."""
    for reading in readings:
        # what the language model has weighed needs no further judge
        if reading.voice or plausible(scene.view, reading):
            for deed in deeds(scene, reading):
                yield _event(scene, deed), deed


def deeds(scene: Scene, reading: Reading) -> Iterator[Deed]:
    """The deeds of a reading, one for each pair of its parties."""
    act = reading.act
    # the language model has learned what is to come by the name of its type
    if reading.rule != MODEL:
        act = as_future(act, announced=conditional(scene.view, reading))
    tokens = [scene.sentence.tokens[word] for word in reading.words]
    start, end = min(t.start for t in tokens), max(t.end for t in tokens)
    trigger = scene.span(start, end)
    said = scene.said.innermost(trigger)
    for pair in pairs(located(scene.view, reading)):
        actors, recipients = strangers(scene.view, reading, pair)
        if act.type in OPPOSING and unfounded(reading, actors, recipients):
            continue
        yield Deed(
            reading=reading,
            act=_among(act, actors),
            actors=actors,
            recipients=recipients,
            trigger=trigger,
            said=said,
        )


def strangers(
    view: View,
    reading: Reading,
    pair: tuple[Party, Party],
) -> tuple[Party, Party]:
    """
    The parties of an attack between countries: victims who are only words ("ten
    *soldiers* were killed by Azerbaijan") are not of the state that did it.
    """
    actors, recipients = pair
    if reading.voice is None or reading.reciprocal or reading.act.type != "ASSAULT":
        return pair
    ours, theirs = map(countries, pair)
    states = {one.sector for one in actors} == {"GOV"}
    if not ours or ours != theirs or not states or reading.voice.domestic >= ABROAD:
        return pair
    nameless = tuple(
        structs.replace(one, country=None) if _bare(view, one) else one
        for one in recipients
    )
    return actors, nameless


def _bare(
    view: View,
    actor: Actor,
) -> bool:
    """Whether nothing in the words of a mention is a name, or tells a people."""
    inside = [
        number
        for number, token in enumerate(view.tokens)
        if actor.span.start <= token.start and token.end <= actor.span.end
    ]
    return (
        bool(inside)
        and not any(
            number and view.tokens[number].text[:1].isupper() for number in inside
        )
        and view.tokens[inside[0]].upos not in ("PROPN", "ADJ")
    )


def unfounded(
    reading: Reading,
    actors: Party,
    recipients: Party,
) -> bool:
    """
    Whether nothing shows that a country harmed itself: the model hears an act between
    countries, and another one takes part in it, or both parties are governments.
    """
    if reading.voice is None or reading.reciprocal:
        return False
    ours, theirs = countries(actors), countries(recipients)
    if not ours or ours != theirs:
        return False
    everybody = countries((*reading.actors, *reading.recipients))
    sectors = {one.sector for one in (*actors, *recipients)}
    if everybody > ours:
        return reading.voice.domestic < DOMESTIC
    return reading.voice.domestic < ABROAD and sectors <= GOVERNING


def _among(act: Act, parties: Party) -> Act:
    """A meeting of many is multilateral."""
    if act.type == "CONSULT" and act.mode is None and len(parties) >= MANY:
        return structs.replace(act, mode="multilateral")
    return act


def pairs(reading: Reading) -> list[tuple[Party, Party]]:
    """
    The pairs of actors and recipients of a reading, each an event of its own;
    reciprocal parties stay together.

    An act without recipient keeps its actors, one without actor its recipients. Nobody
    acts on himself: a pair of one country and sector is left out.
    """
    if reading.reciprocal:
        both = _distinct((*reading.actors, *reading.recipients))
        return [(both, both)] if len(both) > 1 else []
    if not reading.recipients:
        return [((actor,), ()) for actor in _distinct(reading.actors)]
    if not reading.actors:
        return [((), (recipient,)) for recipient in _distinct(reading.recipients)]
    return [
        ((actor,), (recipient,))
        for actor in _distinct(reading.actors)
        for recipient in _distinct(reading.recipients)
        if name(actor) != name(recipient)
    ]


def _distinct(actors: Iterable[Actor]) -> Party:
    """The first mention of each actor."""
    found: dict[Name, Actor] = {}
    for actor in actors:
        found.setdefault(name(actor), actor)
    return tuple(found.values())


def _event(scene: Scene, deed: Deed) -> Event:
    act, trigger = deed.act, deed.trigger
    document, ontology = scene.page.document, scene.page.lexicon.events.ontology
    dated = _when(scene, deed)
    auxiliary = act.auxiliary
    if _long_past(dated, document.published):
        auxiliary |= {"historical"}
    return Event(
        id=_id(scene, deed),
        document=document.id,
        sentence=scene.sentence.index,
        event_type=act.type,
        mode=act.mode,
        contexts=contexts(scene.view, deed.reading),
        auxiliary=tuple(mode for mode in AUXILIARIES if mode in auxiliary),
        quad_code=ontology.quad(act.type),
        score=ontology.score(act.type, act.mode),
        actor=deed.actors,
        recipient=deed.recipients,
        date=dated.date,
        date_precision=dated.precision,
        date_basis=dated.basis,
        span=_passage(scene, deed),
        trigger=trigger,
        rule=deed.reading.rule,
        confidence=confidence(scene, deed),
        reported_in=deed.said,
        date_reason=dated.reason,
    )


def _id(scene: Scene, deed: Deed) -> str:
    sides = [
        tuple((actor.span.start, actor.country) for actor in side)
        for side in (deed.actors, deed.recipients)
    ]
    act, place = deed.act, (deed.trigger.start, deed.trigger.end)
    return content_id(scene.page.document.id, act.type, act.mode, *sides, *place)


def _passage(scene: Scene, deed: Deed) -> Span:
    """The words of an act with those of its parties that its sentence names."""
    parties = (*deed.actors, *deed.recipients)
    here = [actor for actor in parties if actor.sentence == scene.sentence.index]
    spans = [deed.trigger, *(actor.span for actor in here)]
    return scene.span(min(s.start for s in spans), max(s.end for s in spans))


def _long_past(dated: Dated, published: datetime.date | None) -> bool:
    """Whether a stated day lies long before the account."""
    if dated.date is None or dated.basis != "stated" or published is None:
        return False
    return published - dated.date > OLD


def _when(scene: Scene, deed: Deed) -> Dated:
    """
    The date of an act. Words of a speaker himself were said when the account says that
    he spoke; what is told as long past and has no day of its own has none.
    """
    dated = scene.page.dated(scene.number, deed.reading.head)
    if dated.basis != "published":
        return dated
    if "historical" in deed.act.auxiliary:
        return Dated(date=None, precision=None, basis="unresolved")
    return _spoken(scene, deed) or dated


def _spoken(scene: Scene, deed: Deed) -> Dated | None:
    """The day on which a speaker said what is an act of his by being said."""
    if deed.said is None or deed.act.type not in SPOKEN:
        return None
    statement = scene.statements[deed.said]
    if statement.date_basis not in ("stated", "narrative"):
        return None
    if _earlier(scene, deed.reading) or not _speaks(statement, deed.actors):
        return None
    return Dated(
        date=statement.date,
        precision=statement.date_precision,
        basis="narrative",
        reason="said on the day that the account gives",
    )


def _earlier(scene: Scene, reading: Reading) -> bool:
    """Whether a speaker tells what he had said or done before, or will."""
    clauses = scene.page.narrative(scene.number).here.clauses
    verb = clauses.clause(reading.head)
    # a deed's noun has no tense: it may be of any day
    if verb < 0 or any(helper.tag == "MD" for helper in clauses.helpers(verb)):
        return True
    return clauses.perfect(verb)


def _speaks(statement: Statement, actors: Party) -> bool:
    """
    Whether the one who speaks is the one whose act it is, or speaks for his country.
    """
    speaker = statement.speaker
    if any(actor.name == speaker.name for actor in actors):
        return True
    side = (speaker.country, speaker.sector)
    sides = [(actor.country, actor.sector) for actor in actors]
    return speaker.country is not None and side in sides


def contexts(view: View, reading: Reading) -> tuple[str, ...]:
    """
    The contexts of the senses that fired, and those that words of the clause give.
    """
    known = view.tree.lexicon.events.contexts
    found = dict.fromkeys(reading.contexts)
    for token, lemma in enumerate(view.lemmas):
        if lemma in known and view.within(token, reading.head):
            found |= dict.fromkeys(known[lemma])
    return tuple(found)


def confidence(scene: Scene, deed: Deed) -> float:
    """
    The chance that an event is right, where the language model was asked; else how sure
    a rule is: specific entries with both parties in their slots most, bare words with
    one party least.
    """
    voice = deed.reading.voice
    if voice is not None:
        told = evidence(
            deed.reading, voice, deed.actors, deed.recipients, scene.page.quiet
        )
        return round(min(max(chance(told), LEAST), SUREST), 3)
    score = BASE + min(deed.reading.weight, HEAVIEST) * A_WEIGHT
    score += A_PARTY * bool(deed.actors) + A_PARTY * bool(deed.recipients)
    if HYPOTHETICAL in deed.act.auxiliary:
        score -= UNSURE
    return round(min(score, SUREST), 3)
