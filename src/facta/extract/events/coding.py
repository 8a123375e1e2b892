"""
From deeds to Event records, with date, score, confidence and span.

Takes deeds of one sentence and what other stages know of the document; gives frozen
records.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from facta.extract.chances import chance
from facta.extract.events.algebra import HYPOTHETICAL
from facta.extract.events.deeds import Deed, Scene
from facta.extract.events.occasion import SPOKEN, occasion, on_saying
from facta.extract.events.odds import HEAVIEST, Account, evidence
from facta.extract.events.ongoing import ongoing
from facta.extract.events.reading import Party, Reading
from facta.extract.events.views import View
from facta.extract.times import Dated
from facta.records import AUXILIARIES, Event, Span, Statement, content_id

# how long before its publication a stated day is history to an account; judged
OLD = datetime.timedelta(days=365)

# The confidence of a rule. All judged, not fitted: no floor holds them, and an event's
# confidence orders readings of one kind rather than telling how often they are right.
BASE = 0.55
A_WEIGHT = 0.04  # for each word or condition of the entry that was met
A_PARTY = 0.08  # for each side that is known
UNSURE = 0.05  # what a possibility costs
SUREST = 0.95
PACKAGE = "facta.extract.events"  # holds the weights of what the model was asked
LEAST = 0.01


def coded(scene: Scene, deeds: Iterable[Deed]) -> list[tuple[Event, Deed]]:
    """The events of one sentence's deeds, each with its deed, in text order."""
    found: dict[str, tuple[Event, Deed]] = {}
    for deed in deeds:
        event = event_of(scene, deed)
        found.setdefault(event.id, (event, deed))

    def order(told: tuple[Event, Deed]) -> tuple[Span, str, str]:
        event, _ = told
        return event.trigger, event.event_type, event.id

    return sorted(found.values(), key=order)


def event_of(scene: Scene, deed: Deed) -> Event:
    """A deed as a record."""
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
    return (
        _spoken(scene, deed) or occasion(scene, deed) or ongoing(scene, deed) or dated
    )


def _spoken(scene: Scene, deed: Deed) -> Dated | None:
    """The day on which a speaker said what is an act of his by being said."""
    if deed.said is None or deed.act.type not in SPOKEN:
        return None
    statement = scene.statements[deed.said]
    if _earlier(scene, deed.reading) or not _speaks(statement, deed.actors):
        return None
    return on_saying(statement, "said on the day that the account gives")


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


def account_of(scene: Scene, deed: Deed) -> Account:
    """What the account as a whole says of a deed."""
    page, (ours, theirs) = scene.page, deed.countries
    return Account(quiet=page.quiet, share=page.share(scene.number, ours | theirs))


def confidence(scene: Scene, deed: Deed) -> float:
    """
    The chance that an event is right, where the language model was asked; else how sure
    a rule is: specific entries with both parties in their slots most, bare words with
    one party least.
    """
    if deed.reading.voice is not None:
        told = evidence(deed, account_of(scene, deed))
        return round(min(max(chance(told, PACKAGE), LEAST), SUREST), 3)
    score = BASE + min(deed.reading.weight, HEAVIEST) * A_WEIGHT
    score += A_PARTY * bool(deed.actors) + A_PARTY * bool(deed.recipients)
    if HYPOTHETICAL in deed.act.auxiliary:
        score -= UNSURE
    return round(min(score, SUREST), 3)
