"""
What the readings of one sentence tell of one another's parties: whose deed is judged,
whom a threat is for.

Takes a view and readings; gives readings.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from facta.extract.events.reading import Reading, without
from facta.extract.events.views import View

# types of words about what others did
JUDGEMENTS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})


def addressed(
    view: View,
    reading: Reading,
) -> Reading:
    """
    A threat to nobody is to whoever its condition is about: "threatened to close the
    straits if *Greece* sent ships".
    """
    if reading.act.type != "THREATEN" or reading.recipients:
        return reading
    heads = [reading.head, *view.children(reading.head, "xcomp", "ccomp")]
    conditionals = view.tree.lexicon.coding.conditionals
    subjects = [
        subject
        for head in heads
        for clause in view.children(head, "advcl")
        if any(view.lemmas[i] in conditionals for i in view.children(clause, "mark"))
        for subject in view.children(clause, "nsubj")
        if subject in view.mentions
    ]
    found = tuple(actor for subject in subjects for actor in view.mentions[subject])
    others = without(found, reading.actors)
    known = tuple(actor for actor in others if actor.country)
    return structs.replace(reading, recipients=known)


def judged(
    view: View,
    readings: Sequence[Reading],
) -> list[Reading]:
    """
    Readings with the doer of a judged deed in place of whoever suffers it ("condemned
    the attack on Iran" blames no Iran), and no judge for a doer where there is another.
    """
    found = list(readings)
    for at, reading in enumerate(readings):
        if reading.act.type not in JUDGEMENTS:
            continue
        objects = set(view.patients(reading.head))
        for place, deed in enumerate(readings):
            told = objects.intersection((deed.head, *deed.words))
            if not told or deed is reading or deed.act.type in JUDGEMENTS:
                continue
            doers = without(deed.actors, reading.actors)
            kept = without(reading.recipients, without(deed.recipients, doers))
            if kept != reading.recipients:
                found[at] = structs.replace(reading, recipients=kept or doers)
            if doers and not deed.reciprocal:
                found[place] = structs.replace(found[place], actors=doers)
    return found
