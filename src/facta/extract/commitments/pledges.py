"""
One commitment told by many accounts is one pledge: merges reports and follows the
status.

`pledges` takes annotations, gives the board: each pledge with its reports and every
change of status with the passage that tells it. Pure; the order of the annotations does
not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from facta.records import (
    Annotation,
    Change,
    Commitment,
    Event,
    Pledge,
    Status,
    content_id,
)

WORDS = frozenset({"NOUN", "PROPN", "NUM", "VERB", "ADJ"})
EMPTY = frozenset(
    {"be", "have", "do", "make", "take", "give", "get", "would", "will", "could"}
)
SAME = 0.5
FULFILLED = 0.4
UNREAL = frozenset({"future", "hypothetical", "negation"})
TESTED = frozenset({"promise", "offer", "threat", "agreement"})


def pledges(annotations: Sequence[Annotation]) -> tuple[Pledge, ...]:
    """
    The board of commitments over many documents.

    Two reports are one pledge when kind and maker are the same, recipients do not
    differ, and at least half of the content words of the shorter one are in the other.
    The status is that of the last account that tells one; an event of a later day by
    the maker, of the type and with the words of what was promised, keeps it.

    Args:
        annotations: documents with their commitments and events; any order.

    Returns:
        Pledges by maker, then by the day they fall due (those without a day last), then
        by content.
    """
    ordered = sorted(
        annotations,
        key=lambda each: (str(each.document.published or ""), each.document.id),
    )
    told = [pair for annotation in ordered for pair in _told(annotation)]
    groups = _grouped(told)
    deeds = _deeds(ordered)
    board = [_pledge(group, deeds) for group in groups]
    return tuple(
        sorted(
            board,
            key=lambda pledge: (
                pledge.maker,
                pledge.due is None,
                str(pledge.due),
                pledge.content,
                pledge.id,
            ),
        )
    )


def _told(annotation: Annotation) -> Iterator[tuple[Commitment, frozenset[str]]]:
    """The commitments of a document, each with the lemmas of its content."""
    sentences = {sentence.index: sentence for sentence in annotation.sentences}
    for item in annotation.commitments:
        tokens = sentences[item.sentence].tokens if item.sentence in sentences else ()
        inside = (
            token
            for token in tokens
            if item.content.start <= token.start < item.content.end
        )
        yield (
            item,
            frozenset(token.lemma.lower() for token in inside if token.upos in WORDS)
            - EMPTY,
        )


def _grouped(
    told: Iterable[tuple[Commitment, frozenset[str]]],
) -> list[list[tuple[Commitment, frozenset[str]]]]:
    """
    Reports of one commitment together; candidates are found by kind, maker and a shared
    word.
    """
    groups: list[list[tuple[Commitment, frozenset[str]]]] = []
    index: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for item, words in told:
        keys = [(item.kind, _maker(item), word) for word in words]
        near = sorted({number for key in keys for number in index.get(key, ())})
        home = next(
            (number for number in near if _same(groups[number][0], (item, words))), None
        )
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append((item, words))
        for key in keys:
            index[key].add(home)
    return groups


def _maker(item: Commitment) -> str:
    return item.maker.country or item.maker.name


def _same(
    first: tuple[Commitment, frozenset[str]], second: tuple[Commitment, frozenset[str]]
) -> bool:
    mine, other = first[0].recipient, second[0].recipient
    if mine and other and (mine.country or mine.name) != (other.country or other.name):
        return False
    if first[0].due and second[0].due and first[0].due != second[0].due:
        return False
    shorter = min(len(first[1]), len(second[1]))
    return shorter > 0 and len(first[1] & second[1]) / shorter >= SAME


def _deeds(
    annotations: Sequence[Annotation],
) -> dict[tuple[str, str], list[tuple[Event, frozenset[str], str]]]:
    """What was really done, by type and country of who did it."""
    found: dict[tuple[str, str], list[tuple[Event, frozenset[str], str]]] = defaultdict(
        list
    )
    for annotation in annotations:
        sentences = {sentence.index: sentence for sentence in annotation.sentences}
        for event in annotation.events:
            if (
                event.date is None
                or UNREAL & set(event.auxiliary)
                or event.sentence not in sentences
            ):
                continue
            words = (
                frozenset(
                    t.lemma.lower()
                    for t in sentences[event.sentence].tokens
                    if t.upos in WORDS
                )
                - EMPTY
            )
            for actor in event.actor:
                found[event.event_type, actor.country or actor.name].append(
                    (event, words, annotation.document.id)
                )
    return found


def _pledge(
    group: Sequence[tuple[Commitment, frozenset[str]]],
    deeds: dict[tuple[str, str], list[tuple[Event, frozenset[str], str]]],
) -> Pledge:
    items = [item for item, _ in group]
    first = items[0]
    history = [
        Change(
            status=item.status,
            document=item.document,
            span=item.evidence[-1],
            date=item.date,
        )
        for item in items
        if item.evidence
    ] + _fulfilled(group, deeds)
    status: Status = history[-1].status if history else "open"
    recipient = next((item.recipient for item in items if item.recipient), None)
    due = next((item.due for item in items if item.due), None)
    return Pledge(
        id=content_id(
            "pledge", first.kind, _maker(first), *sorted(item.id for item in items)
        ),
        kind=first.kind,
        maker=_maker(first),
        recipient=(recipient.country or recipient.name) if recipient else None,
        content=first.content.text,
        reports=tuple((item.document, item.id) for item in items),
        due=due,
        status=status,
        history=tuple(history),
    )


def _fulfilled(
    group: Sequence[tuple[Commitment, frozenset[str]]],
    deeds: dict[tuple[str, str], list[tuple[Event, frozenset[str], str]]],
) -> list[Change]:
    """The first later deed that does what was promised or threatened."""
    for item, words in group:
        if item.event_type is None or item.kind not in TESTED or item.date is None:
            continue
        for event, told, document in deeds.get((item.event_type, _maker(item)), ()):
            later = event.date is not None and event.date > item.date
            if later and words and len(words & told) / len(words) >= FULFILLED:
                return [
                    Change(
                        status="kept",
                        document=document,
                        span=event.span,
                        date=event.date,
                    )
                ]
    return []
