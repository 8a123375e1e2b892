"""
The language model's triggers as readings, and both readers' word on the same act.

Takes a sentence with its actors and the lexicon's readings of it; gives readings of
either reader, those of one act made one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from facta.extract.events.algebra import (
    HISTORICAL,
    HYPOTHETICAL,
    MUTUAL,
    NEGATION,
    OPPOSING,
    Act,
)
from facta.extract.events.auxiliary import auxiliaries
from facta.extract.events.doers import Doers
from facta.extract.events.doubts import CONTENT, remembered
from facta.extract.events.judging import plausible, tells_otherwise
from facta.extract.events.neighbours import addressed, judged
from facta.extract.events.reading import Name, Party, Reading, Voice, countries, name
from facta.extract.events.views import View
from facta.lexicon.events import Sense
from facta.records import JOINED, MODEL, Actor, Argument, Auxiliary, Trigger

SENSE = Sense(id=MODEL)
# Chances, all chosen on the corpus' dev part: of a party; of one that is the best of
# none so likely; of an act that the model reads alone; of the type of one that it reads
# otherwise than the lexicon, and is believed; and where one of them reads harm in what
# the other takes for good.
PARTY, BEST, ALONE, LOUD, OPPOSED = 0.5, 0.25, 0.2, 0.3, 0.8
# auxiliary modes that grammar tells as well as the model does
GRAMMATICAL: frozenset[Auxiliary] = frozenset({HYPOTHETICAL, NEGATION})
TWO = 2  # parties of a meeting
UNHEARD = 0.01  # the chance of an act that the model does not read at all


def union(
    view: View,
    found: Iterable[Reading],
) -> list[Reading]:
    """
    The readings of both readers, in text order; the lexicon's where the model was not
    asked.
    """
    if view.sentence.triggers is None:
        return list(found)
    triggers = {one.token: one for one in view.sentence.triggers}
    readings: list[Reading] = []
    disputed: set[int] = set()
    for reading in found:
        if not plausible(view, reading):
            if tells_otherwise(view, reading):
                for word in _words(reading):
                    triggers.pop(word, None)
            continue
        heard = [triggers[word] for word in _words(reading) if word in triggers]
        alike = [one for one in heard if one.event_type == reading.act.type]
        best = max(alike or heard, key=lambda one: one.chance, default=None)
        if reading.sense.own:
            # what a user says of words stands, whatever the model has learned
            joined = _joined(view, reading, best) if best else reading
            readings.append(structs.replace(joined, voice=None))
            for one in heard:
                triggers.pop(one.token)
        elif best is None:
            readings.append(_unheard(reading))
        elif alike or best.of_type < _needed(reading, best):
            readings.append(_joined(view, reading, best))
            for one in heard:
                triggers.pop(one.token)
        else:
            disputed.update(one.token for one in heard)
    alone = (
        told(view, one, disputed=one.token in disputed)
        for one in triggers.values()
        if one.chance >= ALONE
    )
    readings += (one for one in alone if not tells_otherwise(view, one))
    doers = Doers(view)
    mended = [doers.mended(reading) for reading in judged(view, readings)]
    known = [addressed(view, reading) for reading in mended]
    return sorted(known, key=lambda reading: reading.head)


def _needed(
    reading: Reading,
    trigger: Trigger,
) -> float:
    """How sure of its type a trigger must be that the lexicon reads otherwise."""
    sides = {name in OPPOSING for name in (reading.act.type, trigger.event_type)}
    return OPPOSED if len(sides) > 1 else LOUD


def _words(reading: Reading) -> list[int]:
    return [*dict.fromkeys((reading.head, *reading.words, *sorted(reading.used)))]


def told(
    view: View,
    trigger: Trigger,
    *,
    disputed: bool = False,
) -> Reading:
    """The reading of a trigger; `disputed` where the lexicon takes it for another."""
    doers = [
        one for one in trigger.actors if not inside(view, one.token, trigger.token)
    ]
    sides = parties(view, doers), parties(view, trigger.recipients)
    (actors, doing), (recipients, undergoing) = sides
    mutual = trigger.event_type in MUTUAL and _meet(trigger)
    return Reading(
        act=Act(
            trigger.event_type,
            trigger.mode,
            frozenset(trigger.auxiliary) | _told(view, trigger.token),
        ),
        contexts=(),
        actors=actors,
        recipients=recipients,
        reciprocal=mutual,
        head=trigger.token,
        words=(trigger.token,),
        used=frozenset(),
        sense=SENSE,
        rule=MODEL,
        weight=0,
        voice=Voice(
            chance=trigger.chance,
            of_type=trigger.of_type,
            actor=max(doing.values(), default=0.0),
            recipient=max(undergoing.values(), default=0.0),
            parties=(doing, undergoing),
            domestic=trigger.domestic,
            against=disputed,
        ),
    )


def _unheard(reading: Reading) -> Reading:
    """A reading of the lexicon alone."""
    sure = float(bool(reading.actors)), float(bool(reading.recipients))
    voice = Voice(
        chance=UNHEARD,
        of_type=UNHEARD,
        actor=sure[0],
        recipient=sure[1],
        lexicon=True,
    )
    return structs.replace(reading, voice=voice)


def _joined(
    view: View,
    reading: Reading,
    trigger: Trigger,
) -> Reading:
    """The lexicon's reading with the parties that the model hears."""
    own, alike = told(view, trigger), trigger.event_type == reading.act.type
    assert own.voice is not None
    heard = own
    if swapped(own, reading) or meets_nobody(own, reading):
        heard = reading
    mode = reading.act.mode
    if alike and mode is None:
        mode = trigger.mode
    return structs.replace(
        reading,
        actors=heard.actors or reading.actors,
        recipients=heard.recipients or reading.recipients,
        reciprocal=heard.reciprocal or reading.reciprocal,
        act=structs.replace(
            reading.act,
            mode=mode,
            auxiliary=own.act.auxiliary | (GRAMMATICAL & reading.act.auxiliary),
        ),
        rule=f"{reading.rule}{JOINED}{MODEL}" if alike else reading.rule,
        voice=structs.replace(own.voice, lexicon=True, against=not alike),
    )


def swapped(
    heard: Reading,
    read: Reading,
) -> bool:
    """
    Whether the model takes for the doer whom the lexicon takes for the other: frames
    know who receives whom.
    """
    ours, theirs = _countries(heard), _countries(read)
    return all(ours) and ours[0] != ours[1] and ours == theirs[::-1]


def meets_nobody(
    heard: Reading,
    read: Reading,
) -> bool:
    """Whether the model hears one party of a meeting where the lexicon reads two."""
    ours, theirs = (frozenset().union(*_countries(one)) for one in (heard, read))
    return heard.reciprocal and len(ours) < TWO <= len(theirs)


def _countries(reading: Reading) -> tuple[frozenset[str], frozenset[str]]:
    return countries(reading.actors), countries(reading.recipients)


def _told(
    view: View,
    token: int,
) -> frozenset[Auxiliary]:
    """The auxiliary modes that grammar tells, and an anniversary."""
    told = GRAMMATICAL & auxiliaries(view, token)
    return told | {HISTORICAL} if remembered(view, token) else told


def inside(
    view: View,
    token: int,
    noun: int,
) -> bool:
    """
    Whether a word is the subject of what a noun says: "the claim that *Chad* attacked"
    is not Chad's.
    """
    clause = view.tokens[token].head
    return (
        token >= 0
        and view.relation(token) == "nsubj"
        and view.relation(clause) in CONTENT
        and view.tokens[clause].head == noun
        and view.tokens[noun].upos == "NOUN"
    )


def parties(
    view: View,
    arguments: Sequence[Argument],
) -> tuple[Party, dict[Name, float]]:
    """The actors that a trigger's arguments stand for, and the chance of each."""
    here = [one for one in arguments if one.token in view.mentions]
    best = max(arguments, key=lambda one: one.chance, default=None)
    chosen = [one for one in here if one.chance >= PARTY]
    if not chosen and best in here and best is not None and best.chance >= BEST:
        chosen = [best]
    found: dict[Name, Actor] = {}
    chances: dict[Name, float] = {}
    for one in chosen:
        for actor in view.mentions[one.token]:
            found.setdefault(name(actor), actor)
            chances[name(actor)] = max(one.chance, chances.get(name(actor), 0.0))
    return tuple(found.values()), chances


def _meet(trigger: Trigger) -> bool:
    """Whether somebody acts and is acted on alike."""
    actors, recipients = (
        {one.token for one in side if one.chance >= PARTY and one.token >= 0}
        for side in (trigger.actors, trigger.recipients)
    )
    return bool(actors & recipients)
