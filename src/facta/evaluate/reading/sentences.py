"""
The type of a sentence: that of its first event, or NONE; by the gold, as found, and as
the words of the sentence alone tell it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.evaluate.corpus import CodedEvent, Passage
from facta.evaluate.reading.baseline import NONE, WordBag
from facta.evaluate.reading.counts import Finding, false, hit, judged, missed
from facta.records import Event

# Parts of the passages that learn from all others, one after the other.
FOLDS = 10


class Labelled(Struct, frozen=True, kw_only=True):
    """A sentence of a passage, where it begins, and its type by the gold."""

    text: str
    start: int
    end: int
    label: str


def labelled(passage: Passage) -> list[Labelled]:
    """
    The sentences of a passage with their types; those with optional events alone are
    left out.
    """
    asked = [event for event in passage.events if not event.optional]
    spare = [event for event in passage.events if event.optional]
    found = []
    for start, end in passage.sentences:
        label = first_type(asked, start, end)
        if label != NONE or first_type(spare, start, end) == NONE:
            text = passage.text[start:end]
            found.append(Labelled(text=text, start=start, end=end, label=label))
    return found


def first_type(events: Iterable[CodedEvent | Event], start: int, end: int) -> str:
    """The type of the first event that is told between two offsets."""
    inside = [
        (event.trigger.start, event.trigger.end, event.event_type)
        for event in events
        if start <= event.trigger.start < end
    ]
    return min(inside)[2] if inside else NONE


def findings(
    name: str, sentences: Sequence[Labelled], given: Sequence[str]
) -> Iterator[Finding]:
    """
    Each sentence with the type that `name` gives it.

    The line `sentences.NAME` is the share of right ones, and `types.NAME.TYPE` the
    counts of a type.
    """
    for each, label in zip(sentences, given, strict=True):
        gold, found = f"{each.label}: {each.text}", label
        yield judged(
            f"sentences.{name}",
            right=label == each.label,
            at=each.start,
            gold=gold,
            found=found,
        )
        if label == each.label:
            yield hit(f"types.{name}.{label}")
        else:
            yield missed(f"types.{name}.{each.label}", at=each.start, gold=gold)
            yield false(f"types.{name}.{label}", at=each.start, found=found)


def learnt(passages: Iterable[Passage]) -> WordBag:
    """What the words of some passages tell of the types of their sentences."""
    sentences = [each for passage in passages for each in labelled(passage)]
    return WordBag(
        [each.text for each in sentences], [each.label for each in sentences]
    )


def by_words(
    train: Sequence[Passage], others: Sequence[Passage]
) -> dict[str, list[str]]:
    """
    What the words tell of each sentence of all passages, by passage id.

    Passages of `train` are told by the documents of other folds of it, so that none is
    told by itself, and not at all where it has one document; `others` by all of it.
    """
    documents = sorted({passage.document for passage in train})
    fold = {name: at % FOLDS for at, name in enumerate(documents)}
    told: dict[str, list[str]] = {}
    for number in sorted(set(fold.values())):
        held = [each for each in train if fold[each.document] == number]
        rest = [each for each in train if fold[each.document] != number]
        if rest:
            told.update(_told(learnt(rest), held))
    if train:
        names = {each.id for each in train}
        rest = [each for each in others if each.id not in names]
        told.update(_told(learnt(train), rest))
    return told


def _told(bag: WordBag, passages: Iterable[Passage]) -> dict[str, list[str]]:
    return {
        passage.id: [bag.type(each.text) for each in labelled(passage)]
        for passage in passages
    }
