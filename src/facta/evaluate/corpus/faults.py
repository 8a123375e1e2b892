"""
What is wrong with the coding of a passage: everything that no careful reader can mean.

    faults(passage, Known.load())    every fault, with the thing that it is of

A thing is named by what it is and its place: `E3` an entity by its id, `V2` the second
event, `A1`, `C1`, `F1`, `T1` the first attribution, commitment, figure, time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from facta.evaluate.corpus.passage import (
    CodedEvent,
    Day,
    Entity,
    Mark,
    Passage,
    Words,
)
from facta.ontology import BODIES, Countries, Ontology, Sectors

# Kosovo has no code of ISO 3166-1; those that are no more are in ISO 3166-3.
KOSOVO = "XKX"
FORMER = frozenset({"ANT", "CSK", "DDR", "SCG", "SUN", "VDR", "YMD", "YUG", "ZAR"})
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
WHOLE = ""  # stands for the passage where a fault is of no one thing in it


class Known(Struct, frozen=True, kw_only=True):
    """Names that a coding may use."""

    ontology: Ontology
    sectors: frozenset[str]
    countries: frozenset[str]

    @classmethod
    def load(cls) -> Known:
        """Those of the package."""
        return cls(
            ontology=Ontology.load(),
            sectors=frozenset(Sectors.load().meanings),
            countries=frozenset(Countries.load().table) | BODIES | FORMER | {KOSOVO},
        )


class Fault(Struct, frozen=True, kw_only=True):
    """
    One fault. `thing` is what it is of, empty for the passage itself; `of_span` tells
    that a span does not read back.
    """

    thing: str
    what: str
    of_span: bool = False

    def __str__(self) -> str:
        if not self.thing:
            return self.what
        return f"{self.thing}: {self.what}"


def faults(passage: Passage, known: Known) -> tuple[Fault, ...]:
    """All faults of a passage, in the order of its parts."""
    return (
        *_of_sentences(passage),
        *_of_entities(passage, known),
        *_of_spans(passage),
        *_of_events(passage, known),
        *_of_words(passage),
    )


def _of_sentences(passage: Passage) -> Iterator[Fault]:
    """Sentences tile the text: in order, with nothing but space between them."""
    if not passage.sentences:
        yield Fault(thing=WHOLE, what="no sentences; cut the text into sentences")
    last = 0
    for start, end in (*passage.sentences, (len(passage.text),) * 2):
        closing = start == end == len(passage.text)
        if start < last or (end <= start and not closing) or end > len(passage.text):
            yield Fault(
                thing=WHOLE,
                what=f"sentence [{start}, {end}] is empty, out of order or past the end "
                "of the text; cut the text anew",
            )
        elif passage.text[last:start].strip():
            yield Fault(
                thing=WHOLE,
                what=f"{passage.text[last:start].strip()!r} stands in no sentence; "
                "cut the text anew",
            )
        last = max(last, end)


def _of_entities(passage: Passage, known: Known) -> Iterator[Fault]:
    for name, count in Counter(entity.id for entity in passage.entities).items():
        if count > 1:
            yield Fault(
                thing=name, what=f"{count} entities of this id; rename the rest"
            )
    ids = {entity.id for entity in passage.entities}
    for entity in passage.entities:
        for what in _of_entity(entity, ids, known):
            yield Fault(thing=entity.id, what=what)
    for name in _in_circles(passage):
        yield Fault(
            thing=name, what="is a member of itself; take it out of the members"
        )


def _of_entity(entity: Entity, ids: set[str], known: Known) -> Iterator[str]:
    if not entity.name.strip():
        yield "no name; name what its mentions stand for"
    if not entity.mentions and not entity.members:
        yield "no mention and no members; mark where the text mentions it, or drop it"
    for mark, count in Counter(entity.mentions).items():
        # one that reads nothing is told of as a span
        if count > 1 and mark.text:
            yield f"{mark.text!r} is marked {count} times; mark it once"
    for code in entity.countries:
        if code not in known.countries:
            yield (
                f"{code!r} is no country; use an ISO 3166 code of three letters, "
                "IGO, NGO, or none where nobody can tell"
            )
    for repeated in (entity.countries, entity.members):
        if len(set(repeated)) < len(repeated):
            yield f"{'+'.join(repeated)} repeats itself; name each once"
    if entity.sector is not None and entity.sector not in known.sectors:
        yield f"{entity.sector!r} is no sector; use one of {_listed(known.sectors)}"
    yield from _unknown(entity.members, ids)


def _in_circles(passage: Passage) -> list[str]:
    """Ids of the groups that lead back to themselves."""
    members = {entity.id: entity.members for entity in passage.entities}

    def reached(name: str) -> set[str]:
        seen: set[str] = set()
        waiting = list(members.get(name, ()))
        while waiting:
            each = waiting.pop()
            if each not in seen:
                seen.add(each)
                waiting.extend(members.get(each, ()))
        return seen

    return [name for name in members if name in reached(name)]


def _of_spans(passage: Passage) -> Iterator[Fault]:
    for thing, mark in marks(passage):
        if passage.text[mark.start : mark.end] != mark.text or not mark.text:
            reads = passage.text[mark.start : mark.end]
            yield Fault(
                thing=thing,
                what=f"[{mark.start}, {mark.end}] reads {reads!r} and not "
                f"{mark.text!r}; mark it anew",
                of_span=True,
            )
        elif not any(
            start <= mark.start and mark.end <= end for start, end in passage.sentences
        ):
            yield Fault(
                thing=thing,
                what=f"{mark.text!r} lies in no one sentence; mark a part in each",
                of_span=True,
            )


def marks(passage: Passage) -> Iterator[tuple[str, Mark]]:
    """Every span of a passage with the thing that it is of."""
    for entity in passage.entities:
        for mention in entity.mentions:
            yield entity.id, mention
    for number, event in enumerate(passage.events, 1):
        yield f"V{number}", event.trigger
    if passage.words:
        yield from _word_marks(passage.words)


def _word_marks(words: Words) -> Iterator[tuple[str, Mark]]:
    for number, said in enumerate(words.attributions, 1):
        for mark in filter(None, (said.cue, *said.content)):
            yield f"A{number}", mark
    for number, bound in enumerate(words.commitments, 1):
        for mark in filter(None, (bound.content, bound.condition)):
            yield f"C{number}", mark
    for number, figure in enumerate(words.figures, 1):
        yield f"F{number}", figure.span
    for number, time in enumerate(words.times, 1):
        yield f"T{number}", time.span


def _of_events(passage: Passage, known: Known) -> Iterator[Fault]:
    ids = {entity.id for entity in passage.entities}
    for number, event in enumerate(passage.events, 1):
        for what in _of_event(event, ids, known):
            yield Fault(thing=f"V{number}", what=what)


def _of_event(event: CodedEvent, ids: set[str], known: Known) -> Iterator[str]:
    ontology = known.ontology
    try:
        ontology.score(event.event_type, event.mode)
    except ValueError as reason:
        yield str(reason)
    for context in event.contexts:
        if context not in ontology.contexts:
            yield f"{context!r} is no context; use one of {_listed(ontology.contexts)}"
    for repeated in (
        event.contexts,
        event.auxiliary,
        event.actors,
        event.recipients,
    ):
        if len(set(repeated)) < len(repeated):
            yield f"{', '.join(repeated)} repeats itself; name each once"
    both = (event.place, event.said_by)
    named = (*event.actors, *event.recipients, *filter(None, both))
    yield from _unknown(dict.fromkeys(named), ids)
    yield from _of_day(event.day)


def _of_day(day: Day) -> Iterator[str]:
    """What does not go together in a day."""
    if day.value is not None and not whole_days(day.value):
        yield f"{day.value!r} is no day; write 2005-08-11, 2005-08, 2005 or two with /"
    told = day.value is not None
    if told != (day.basis in ("stated", "narrative")):
        yield (
            f"a day of basis {day.basis} with value {day.value}; stated and narrative "
            "days have a value, others none"
        )
    if (day.bound is None) != (day.basis == "unresolved"):
        yield (
            f"a day of basis {day.basis} with bound {day.bound}; every day but an "
            "unresolved one has a bound"
        )
    if day.basis == "published" and day.bound == "on":
        yield "a day known from publication alone is `by` or `after` it, not `on` it"


def whole_days(value: str) -> bool:
    """
    Whether a value is a day, a month, a year, or two of them in order.

    >>> whole_days("2005-08"), whole_days("2005-08-11/2005-08-13"), whole_days("2005-13")
    (True, True, False)
    """
    parts = value.split("/")
    if len(parts) > 2 or not all(map(_is_day, parts)):
        return False
    return parts == sorted(parts)


def _is_day(value: str) -> bool:
    if not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        return False
    return True


def _of_words(passage: Passage) -> Iterator[Fault]:
    if not passage.words:
        return
    ids = {entity.id for entity in passage.entities}
    words = passage.words
    for number, said in enumerate(words.attributions, 1):
        if not said.content:
            yield Fault(thing=f"A{number}", what="no content; mark what is said")
        for what in _unknown((said.speaker,), ids):
            yield Fault(thing=f"A{number}", what=what)
    for number, bound in enumerate(words.commitments, 1):
        for what in _unknown((bound.maker, bound.recipient), ids):
            yield Fault(thing=f"C{number}", what=what)
        if bound.deadline is not None and not whole_days(bound.deadline):
            what = f"deadline {bound.deadline!r} is no day; write 2005-08-11 or -"
            yield Fault(thing=f"C{number}", what=what)
    for number, figure in enumerate(words.figures, 1):
        for what in _unknown((figure.attributed_to,), ids):
            yield Fault(thing=f"F{number}", what=what)
        low, high = figure.low, figure.high
        if low is not None and high is not None and low > high:
            what = f"{low} is above {high}; write the lower bound first"
            yield Fault(thing=f"F{number}", what=what)


def _unknown(names: Iterable[str | None], ids: set[str]) -> Iterator[str]:
    for name in names:
        if name is not None and name not in ids:
            yield f"{name} is no entity of this passage; add it, or name another"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
