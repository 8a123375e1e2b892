"""What a careful reader rarely means, and may: shown beside a coding, never refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator

from facta.evaluate.corpus import CodedEvent, Mark, Passage
from facta.ontology import BODIES
from tools.corpus.bare import Bare
from tools.corpus.notation import Coding

# it and you are left out: they often stand for nobody
PRONOUNS = re.compile(
    r"\b(?:he|him|his|she|hers?|they|them|theirs?|its|I|me|my|we|us|ours?|your)\b",
    re.IGNORECASE,
)
# the country, and the numeral of a list
UNLIKE = frozenset({"US", "i"})
# what stands with a capital letter and is no part of a name
_OPENING = """
a an the in on at as by of for from to with and but after before when while since during
under over if although however his her its their our my he she they we i it this that
these those there monday tuesday wednesday thursday friday saturday sunday january
february march april may june july august september october november december
"""
OPENING = frozenset(_OPENING.split())
MOST_CONTEXTS = 3
NAMES = re.compile(r"\b[A-Z][\w’'.-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w’'.-]*)+")


def warnings(coding: Coding, bare: Bare) -> list[str]:
    """All warnings of a coding without problems, each with its passage and line."""
    passage = coding.passage
    if passage is None:
        return []
    found = [*_of_passage(passage, coding, bare)]
    for thing, what in (*_of_entities(passage), *_of_events(passage)):
        found.append(f"{passage.id} line {coding.lines.get(thing, 0)}: {what}")
    found.extend(f"{passage.id}: {what}" for what in _unmarked(passage))
    return found


def _of_passage(passage: Passage, coding: Coding, bare: Bare) -> Iterator[str]:
    if not passage.entities:
        yield f"{passage.id}: no entities"
    if bare.with_words and not coding.with_words:
        yield f"{passage.id}: words are asked for, and no line `words` stands in it"
    if coding.with_words and not bare.with_words:
        yield f"{passage.id}: a line `words`, where words are not asked for"


def _of_entities(passage: Passage) -> Iterator[tuple[str, str]]:
    holders: dict[Mark, str] = {}
    for entity in passage.entities:
        if entity.kind == "state" and not passage.countries(entity.id):
            yield entity.id, f"{entity.id} {entity.name}: a state without country"
        if entity.kind in ("state", "place") and entity.sector:
            yield entity.id, f"{entity.id} {entity.name}: a {entity.kind} with a sector"
        for mention in entity.mentions:
            other = holders.setdefault(mention, entity.id)
            if other != entity.id:
                yield entity.id, f"{mention.text!r} mentions {other} and {entity.id}"


def _of_events(passage: Passage) -> Iterator[tuple[str, str]]:
    alike = Counter(map(_key, passage.events))
    for number, event in enumerate(passage.events, 1):
        told = [*_of_event(event), *_of_scope(event, passage)]
        if alike[_key(event)] > 1:
            told.append(f"{alike[_key(event)]} events alike")
        for what in told:
            yield f"V{number}", f"{event.trigger.text!r}: {what}"


def _key(event: CodedEvent) -> Hashable:
    return event.trigger, event.event_type, event.actors, event.recipients


def _of_event(event: CodedEvent) -> Iterator[str]:
    if not event.actors and not event.recipients:
        yield "an event without parties"
    if event.event_type == "AGREE" and "future" in event.auxiliary:
        yield "AGREE is of the future already"
    if len(event.contexts) > MOST_CONTEXTS:
        yield f"{len(event.contexts)} contexts; {MOST_CONTEXTS} are enough"


def _of_scope(event: CodedEvent, passage: Passage) -> Iterator[str]:
    actors = passage.countries(*event.actors)
    recipients = passage.countries(*event.recipients)
    if not actors or not recipients:
        return
    mutual = event.actors == event.recipients
    # a body of states may deal with another, and the two are one code
    shared = (actors & recipients) - BODIES
    if event.scope == "international" and shared and (len(actors) == 1 or not mutual):
        yield f"scope i, and both sides are {'+'.join(sorted(shared))}"
    if event.scope == "domestic" and (actors != recipients or len(actors) > 1):
        sides = " and ".join("+".join(sorted(side)) for side in (actors, recipients))
        yield f"scope d, and the sides are {sides}"


def _unmarked(passage: Passage) -> Iterator[str]:
    mentions = [mention for entity in passage.entities for mention in entity.mentions]
    for what, pattern in (("pronouns", PRONOUNS), ("names", NAMES)):
        left = [
            (number, mark)
            for number, mark in _found(passage, pattern)
            if not _held(mark, mentions, exactly=what == "pronouns")
        ]
        if left:
            shown = ", ".join(f"{number}`{mark.text}`" for number, mark in left)
            yield f"{what} that are no mention: {shown}"


def _held(mark: Mark, mentions: list[Mark], *, exactly: bool) -> bool:
    """Whether a mention is the mark, or for a name, shares a word with it."""
    if exactly:
        # "his country" may be marked as one mention of the country, so its start counts
        return any(each.start == mark.start for each in mentions)
    return any(each.overlaps(mark) for each in mentions)


def _found(passage: Passage, pattern: re.Pattern[str]) -> Iterator[tuple[int, Mark]]:
    for number, (start, end) in enumerate(passage.sentences, 1):
        for match in pattern.finditer(passage.text, start, end):
            if match[0] not in UNLIKE and _told(match[0]):
                yield number, Mark.of(passage.text, *match.span())


def _told(text: str) -> bool:
    """Whether a sequence is more than a name behind the words that open a sentence."""
    words = [word.strip(".,'’").lower() for word in text.split()]
    return len(words) == 1 or sum(word not in OPENING for word in words) > 1
