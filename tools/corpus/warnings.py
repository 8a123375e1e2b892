"""What a careful reader rarely means, and may: shown beside a coding, never refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from facta.evaluate.corpus import Mark, Passage
from tools.corpus.bare import Bare
from tools.corpus.notation import Coding

# it and you are left out: they often stand for nobody
PRONOUNS = re.compile(
    r"\b(?:he|him|his|she|hers?|they|them|theirs?|its|I|me|my|mine|we|us|ours?|your"
    r"|himself|herself|themselves|itself|ourselves|myself)\b",
    re.IGNORECASE,
)
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
        for mention in entity.mentions:
            other = holders.setdefault(mention, entity.id)
            if other != entity.id:
                yield entity.id, f"{mention.text!r} mentions {other} and {entity.id}"


def _of_events(passage: Passage) -> Iterator[tuple[str, str]]:
    alike = Counter(
        (event.trigger, event.event_type, event.actors, event.recipients)
        for event in passage.events
    )
    for number, event in enumerate(passage.events, 1):
        thing = f"V{number}"
        key = (event.trigger, event.event_type, event.actors, event.recipients)
        if alike[key] > 1:
            yield thing, f"{event.trigger.text!r}: {alike[key]} events alike"
        if not event.actors and not event.recipients:
            yield thing, f"{event.trigger.text!r}: an event without parties"
        actors = passage.countries(*event.actors)
        recipients = passage.countries(*event.recipients)
        if not actors or not recipients:
            continue
        mutual = event.actors == event.recipients
        shared = actors & recipients and not mutual
        if event.scope == "international" and (
            shared or (mutual and len(actors) == 1 and not actors & {"IGO", "NGO"})
        ):
            both = "+".join(sorted(actors & recipients))
            yield thing, f"{event.trigger.text!r}: scope i, and both sides are {both}"
        if event.scope == "domestic" and (actors != recipients or len(actors) > 1):
            sides = f"{'+'.join(sorted(actors))} and {'+'.join(sorted(recipients))}"
            yield thing, f"{event.trigger.text!r}: scope d, and the sides are {sides}"


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
            # "US" is a country and "us" a pronoun, "May" no pronoun's business
            if match[0] in ("US", "IT", "ME", "HIS"):
                continue
            yield number, Mark.of(passage.text, *match.span())
