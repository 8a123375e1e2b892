"""
What the accounts leave to be compared: tellings, denials, rates, offices, commitments,
and what else they say that others may say otherwise. Pure.

Each stands in the blocks of its keys, where it meets what it may have to do with. What
has to do with one another, directly or through others, is settled together, and nothing
else is.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from facta.link import denials, fulfilment, status, vows
from facta.link.accounts import Copies
from facta.link.blocks import Place, key, mark
from facta.link.contradictions import Contradiction, Sayings, sayings
from facta.link.contrast import WORDS as FOREMOST
from facta.link.days import solid
from facta.link.denials import Denial, Rebuttal
from facta.link.matter import Matter
from facta.link.meetings import lengths, months
from facta.link.rarity import weight
from facta.link.rates import Rate, rates
from facta.link.status import Mention
from facta.link.tellings import Telling, copied, tellings
from facta.link.vows import Vow
from facta.ontology.types import Ontology
from facta.records import Annotation, Date

What: TypeAlias = (
    Telling | Denial | Rebuttal | Rate | Sayings | Contradiction | Mention | Vow
)
MOST = 8  # parties that a telling is looked for by: a list of all states has 190
RARE = 8.0  # bits from which a word is rare enough to look for its other tellings
WORDS = 4  # of the rarest words of a passage, so many
TELLING_WORD = (
    4.0  # bits from which a word leads from a denial to what it denies; judged
)


class Trace(Struct, frozen=True, kw_only=True):
    """
    One thing to be compared, of one account.

    `place` is where it stands in its blocks, `keys` names these.
    """

    document: str
    place: Place
    keys: frozenset[int]
    what: What


def traces(annotation: Annotation, matter: Matter) -> Iterator[Trace]:
    """All that an account leaves to be compared, as far as it tells by itself."""
    document, seen = annotation.document.id, Counter[str]()
    for what, name in _left(annotation, matter):
        told = f"{type(what).__name__} {document} {name}"
        seen[told] += 1
        yield Trace(
            document=document,
            place=(day(what), mark(f"{told} {seen[told]}")),
            keys=keys(what, matter),
            what=what,
        )


def beside(trace: Trace, copies: Copies) -> Trace:
    """The same where it is known what its account has from others."""
    if isinstance(trace.what, Telling):
        return replace(trace, what=copied(trace.what, copies))
    return trace


def derived(found: Contradiction) -> Trace:
    """A contradiction, as others meet it."""
    document, _ = found.sentences[0]
    name = f"Contradiction {document} {found.dispute.id}"
    return Trace(
        document=document,
        place=(day(found), mark(name)),
        keys=frozenset(_of_contradiction(found)),
        what=found,
    )


def _left(annotation: Annotation, matter: Matter) -> Iterator[tuple[What, str]]:
    """What an account leaves, each with a name."""
    for telling in tellings(annotation, matter):
        yield telling, telling.event.id
    for denial in denials.made(annotation, matter):
        yield denial, denial.statement.id
    for rebuttal in denials.rebuttals(annotation):
        yield rebuttal, rebuttal.denial.id
    for rate in rates(annotation):
        yield rate, str(rate.passage)
    for said in sayings(annotation, matter):
        yield said, said.name
    for mention in status.mentions(annotation):
        yield mention, str(mention.span)
    for vow in vows.vows(annotation):
        yield vow, vow.item.id


def day(what: What) -> int:
    """The day at which a trace stands among others, as a number; 0 where none is known."""
    if isinstance(what, Telling):
        return placed(what)
    published = what.published
    return published.toordinal() if published else 0


def sort(what: What) -> str:
    """
    What tells unlike traces from like ones, which are not held against each other where
    only unlike ones are: the kind, and what an account says where it is one thing, for
    nobody is against who says the same.
    """
    kind = type(what).__name__
    if not isinstance(what, Sayings):
        return kind
    one, *others = what.values
    return f"{kind} {what.document if others else one}"


def placed(telling: Telling) -> int:
    """
    The day at which a telling stands among others: the last that it may mean, no later
    than its account; 0 where nothing is known.
    """
    published = telling.order[0]
    if telling.days is None:
        return 0 if published == Date.max else published.toordinal()
    if solid(telling.event.date_basis):
        return min(telling.days.end, max(published, telling.days.begin)).toordinal()
    return telling.days.begin.toordinal()


def keys(what: What, matter: Matter) -> frozenset[int]:
    """The blocks in which something stands."""
    match what:
        case Telling():
            return frozenset(_of_telling(what, matter))
        case Denial():
            return frozenset(_of_denial(what, matter))
        case Rebuttal():
            return frozenset(_of_rebuttal(what))
        case Rate():
            return frozenset({key("rate", what.unit, *sorted(what.thing))})
        case Sayings():
            return frozenset(_of_sayings(what, matter))
        case Contradiction():
            return frozenset(_of_contradiction(what))
        case Mention():
            return frozenset(_of_mention(what))
        case Vow():
            return frozenset(_of_vow(what))


def _of_telling(telling: Telling, matter: Matter) -> Iterator[int]:
    event, ends = telling.event, sorted(telling.ends)[:MOST]
    for at, one in enumerate(ends):
        for other in ends[at + 1 :]:
            yield key("sides", one, other)
        yield key("type", one, event.event_type)
        if telling.lemma:
            yield key("word", one, telling.lemma)
    for place in telling.places_nearby:
        yield key("place", place)
    for word in matter.chief:
        yield key("story", word, event.event_type)
    rare = _rarest(telling.sentence_words)
    for word in rare:
        yield key("rare", word)
        for kind, maker in fulfilment.does(telling):
            yield key("deed", kind, maker, word)
    yield key("passage", event.document, str(event.sentence))
    for parts in lengths(telling):
        yield key("length", *parts)
    for parts in months(telling):
        yield key("month", *parts)


def _of_denial(denial: Denial, matter: Matter) -> Iterator[int]:
    yield key("passage", denial.statement.id)
    yield key("passage", denial.statement.document, str(denial.statement.sentence))
    for word in matter.chief:
        for event_type in _types():
            yield key("story", word, event_type)
    for word in denial.words:
        if weight(word) >= RARE:
            yield key("rare", word)
        if weight(word) >= TELLING_WORD:
            yield key("word", denial.country, word)


def _of_rebuttal(rebuttal: Rebuttal) -> Iterator[int]:
    yield key("rebuttal", *map(str, rebuttal.sides))
    yield key("passage", rebuttal.denial.id)
    for sentence in rebuttal.sentences:
        yield key("passage", rebuttal.denial.document, str(sentence))


def _of_sayings(said: Sayings, matter: Matter) -> Iterator[int]:
    for word in matter.foremost(FOREMOST):
        yield key("said", said.name, word)


def _of_contradiction(found: Contradiction) -> Iterator[int]:
    for document, sentence in found.sentences:
        yield key("passage", document, str(sentence))
        yield key("side", document, str(sentence))


def _of_mention(mention: Mention) -> Iterator[int]:
    yield key("office", mention.name, mention.office)
    yield key("passage", mention.document, str(mention.sentence))


def _of_vow(vow: Vow) -> Iterator[int]:
    yield key("vow", vow.item.id)
    tested = fulfilment.tested(vow)
    for word in vow.words:
        yield key("vow", vows.family(vow), vow.maker, word)
        if tested:
            yield key("deed", *tested, word)


@functools.cache
def _types() -> tuple[str, ...]:
    return tuple(Ontology.load().types)


def _rarest(words: frozenset[str]) -> list[str]:
    """The rarest words of a passage, of those that are rare."""
    rare = sorted((-weight(word), word) for word in words if weight(word) >= RARE)
    return [word for _, word in rare[:WORDS]]
