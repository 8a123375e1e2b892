"""
From a reading to Event records: one per pair of actor and recipient, reciprocal ones
joined, with date, score and span.

Takes what a Reader found in one sentence and what other stages know of the document;
gives frozen records.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec import structs

from facta.extract.covering import Covering
from facta.extract.events.algebra import HYPOTHETICAL, Act, told
from facta.extract.events.judging import conditional, located, plausible
from facta.extract.events.reader import Reader
from facta.extract.events.reading import Party, Reading
from facta.extract.events.views import View
from facta.extract.page import Page
from facta.extract.times import Dated
from facta.lexicon.events import Events
from facta.records import (
    Actor,
    Auxiliary,
    Document,
    Event,
    Sentence,
    Span,
    Statement,
    content_id,
)

AUXILIARIES: tuple[Auxiliary, ...] = (
    "historical",
    "future",
    "hypothetical",
    "negation",
)
MANY = 3  # parties of a meeting that make it multilateral
SPOKEN = frozenset(
    {"ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"}
)
OLD = datetime.timedelta(days=365)


class Scene(NamedTuple):
    """
    What of a document bears on the events of one sentence; `said` are the contents of
    its statements.
    """

    page: Page
    number: int
    statements: Sequence[Statement]
    said: Covering

    @property
    def document(self) -> Document:
        """The account."""
        return self.page.document

    @property
    def sentence(self) -> Sentence:
        """The sentence that is read."""
        return self.page.trees[self.number].sentence


def coded(
    reader: Reader, readings: Iterable[Reading], scene: Scene, lexicon: Events
) -> list[Event]:
    """The events that readings of one sentence tell, in text order."""
    found: dict[str, Event] = {}
    for reading in readings:
        if not plausible(reader, reading):
            continue
        act = told(reading.act, announced=conditional(reader, reading))
        for actors, recipients in pairs(located(reader.view, reading)):
            event = _event(
                reader.view, reading, act, actors, recipients, scene, lexicon
            )
            found.setdefault(event.id, event)
    return sorted(
        found.values(), key=lambda event: (event.trigger, event.event_type, event.id)
    )


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
        if _key(actor) != _key(recipient)
    ]


def _key(actor: Actor) -> tuple[str, str | None, str | None]:
    return (actor.name, actor.country, actor.sector)


def _distinct(actors: Iterable[Actor]) -> Party:
    """The first mention of each actor."""
    found: dict[tuple[str, str | None, str | None], Actor] = {}
    for actor in actors:
        found.setdefault(_key(actor), actor)
    return tuple(found.values())


def _event(
    view: View,
    reading: Reading,
    act: Act,
    actors: Party,
    recipients: Party,
    scene: Scene,
    lexicon: Events,
) -> Event:
    if act.type == "CONSULT" and act.mode is None and len(actors) >= MANY:
        act = structs.replace(act, mode="multilateral")
    trigger = _span(scene, reading.words)
    said = scene.said.innermost(trigger)
    dated = _when(reading, act, actors, scene, said)
    date, precision, basis = dated.date, dated.precision, dated.basis
    auxiliary = act.auxiliary
    published = scene.document.published
    if (
        date is not None
        and basis == "stated"
        and published is not None
        and published - date > OLD
    ):
        auxiliary |= {"historical"}
    spans = [
        trigger,
        *(a.span for a in (*actors, *recipients) if a.sentence == scene.sentence.index),
    ]
    names = [
        tuple((actor.span.start, actor.country) for actor in side)
        for side in (actors, recipients)
    ]
    ontology = lexicon.ontology
    return Event(
        id=content_id(
            scene.document.id, act.type, act.mode, *names, trigger.start, trigger.end
        ),
        document=scene.document.id,
        sentence=scene.sentence.index,
        event_type=act.type,
        mode=act.mode,
        contexts=contexts(view, reading, lexicon),
        auxiliary=tuple(name for name in AUXILIARIES if name in auxiliary),
        quad_code=ontology.quad(act.type),
        score=ontology.score(act.type, act.mode),
        actor=actors,
        recipient=recipients,
        date=date,
        date_precision=precision,
        date_basis=basis,
        span=Span.of(
            scene.document.text, min(s.start for s in spans), max(s.end for s in spans)
        ),
        trigger=trigger,
        rule=reading.rule,
        confidence=confidence(reading, act, actors, recipients),
        reported_in=said,
        date_reason=dated.reason,
    )


def _when(
    reading: Reading, act: Act, actors: Party, scene: Scene, said: int | None
) -> Dated:
    """
    The date of an act. Words of a speaker himself were said when the account says that
    he spoke; what is told as long past and has no day of its own has none.
    """
    dated = scene.page.dated(scene.number, reading.head)
    if dated.basis != "published":
        return dated
    if "historical" in act.auxiliary:
        return Dated(date=None, precision=None, basis="unresolved")
    if said is not None and act.type in SPOKEN and not _earlier(reading, scene):
        statement = scene.statements[said]
        if statement.date_basis in ("stated", "narrative") and _speaks(
            statement, actors
        ):
            return Dated(
                date=statement.date,
                precision=statement.date_precision,
                basis="narrative",
                reason="said on the day that the account gives",
            )
    return dated


def _earlier(reading: Reading, scene: Scene) -> bool:
    """Whether a speaker tells what he had said or done before, or will."""
    clauses = scene.page.narrative(scene.number).here.clauses
    verb = clauses.clause(reading.head)
    tense = (
        any(helper.tag == "MD" for helper in clauses.helpers(verb))
        if verb >= 0
        else True
    )
    return tense or clauses.perfect(verb)


def _speaks(statement: Statement, actors: Party) -> bool:
    """
    Whether the one who speaks is the one whose act it is, or speaks for his country.
    """
    speaker = statement.speaker
    side = (speaker.country, speaker.sector)
    return any(
        (speaker.country is not None and side == (actor.country, actor.sector))
        or actor.name == speaker.name
        for actor in actors
    )


def _span(scene: Scene, words: Sequence[int]) -> Span:
    tokens = [scene.sentence.tokens[word] for word in words]
    return Span.of(
        scene.document.text, min(t.start for t in tokens), max(t.end for t in tokens)
    )


def contexts(view: View, reading: Reading, lexicon: Events) -> tuple[str, ...]:
    """
    The contexts of the senses that fired, and those that words of the clause give.
    """
    found = dict.fromkeys(reading.contexts)
    for token, lemma in enumerate(view.lemmas):
        if lemma in lexicon.contexts and view.within(token, reading.head):
            found |= dict.fromkeys(lexicon.contexts[lemma])
    return tuple(found)


def confidence(reading: Reading, act: Act, actors: Party, recipients: Party) -> float:
    """
    How sure a rule is: specific entries with both parties in their slots most, bare
    words with one party least.
    """
    score = 0.55 + min(reading.weight, 6) * 0.04
    score += 0.08 * bool(actors) + 0.08 * bool(recipients)
    if HYPOTHETICAL in act.auxiliary:
        score -= 0.05
    return round(min(score, 0.95), 3)
