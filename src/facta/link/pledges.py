"""
One commitment told by many accounts is one pledge: merges reports and follows the
status.

`pledges` takes annotations, gives the board: each pledge with its reports and every
change of status with the passage that tells it. Pure; the order of the annotations does
not matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from facta.records import (
    Annotation,
    Change,
    Commitment,
    Event,
    Pledge,
    Sentence,
    Span,
    Status,
    content_id,
)

CONTENT = frozenset({"NOUN", "PROPN", "NUM", "VERB", "ADJ"})
# words that stand in any promise and tell no two of them apart
EMPTY = frozenset(
    {"be", "have", "do", "make", "take", "give", "get", "would", "will", "could"}
)
# shares of words, 0 to 1: of the shorter report that the other must have too, and of
# what was promised that the sentence of a deed must have. Judged, not fitted: the demo's
# 24 pledges are 25 at 0.55, 26 at 0.63 and 20 at 0.25, and no deed of it keeps one,
# whatever the second.
SAME = 0.5
FULFILLED = 0.4
UNREAL = frozenset({"future", "hypothetical", "negation"})
# kinds that a deed of their maker can keep; a demand is kept by somebody else
TESTED = frozenset({"promise", "offer", "threat", "agreement"})


class Report(Struct, frozen=True):
    """A commitment as one account tells it, with the lemmas of its content."""

    item: Commitment
    words: frozenset[str]

    @property
    def maker(self) -> str:
        """The country of who made it, the name where there is none."""
        return self.item.maker.country or self.item.maker.name

    @property
    def recipient(self) -> str | None:
        """The country of whom it was made to, or the name."""
        other = self.item.recipient
        return (other.country or other.name) if other else None


class Deed(Struct, frozen=True):
    """What was really done on some day, with the lemmas of its sentence."""

    event: Event
    words: frozenset[str]
    document: str


Deeds = Mapping[tuple[str, str], Sequence[Deed]]


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
    groups = _grouped(report for each in ordered for report in _reports(each))
    deeds = _deeds(ordered)
    # an account that makes one commitment twice in the same words has one id for both
    board = {
        pledge.id: pledge for group in groups for pledge in [_pledge(group, deeds)]
    }
    return tuple(sorted(board.values(), key=_order))


def _order(pledge: Pledge) -> tuple[str, bool, str, str, str]:
    undated = pledge.due is None
    return pledge.maker, undated, str(pledge.due), pledge.content, pledge.id


def _reports(annotation: Annotation) -> Iterator[Report]:
    sentences = {sentence.index: sentence for sentence in annotation.sentences}
    for item in annotation.commitments:
        yield Report(item, _words(sentences.get(item.sentence), item.content))


def _words(sentence: Sentence | None, within: Span | None = None) -> frozenset[str]:
    """The lemmas that carry a sentence, or a passage of it."""
    if sentence is None:
        return frozenset()
    return (
        frozenset(
            token.lemma.lower()
            for token in sentence.tokens
            if token.upos in CONTENT
            and (within is None or within.start <= token.start < within.end)
        )
        - EMPTY
    )


def _grouped(reports: Iterable[Report]) -> list[list[Report]]:
    """
    Reports of one commitment together; candidates are found by kind, maker and a shared
    word.
    """
    groups: list[list[Report]] = []
    index: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for report in reports:
        keys = [(report.item.kind, report.maker, word) for word in report.words]
        near = sorted({number for key in keys for number in index.get(key, ())})
        home = next(
            (number for number in near if _same(groups[number][0], report)), None
        )
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(report)
        for key in keys:
            index[key].add(home)
    return groups


def _same(first: Report, second: Report) -> bool:
    if _differ(first.recipient, second.recipient):
        return False
    if _differ(first.item.due, second.item.due):
        return False
    shorter = min(len(first.words), len(second.words))
    return shorter > 0 and len(first.words & second.words) / shorter >= SAME


def _differ(one: object, other: object) -> bool:
    """Whether both reports tell something, and not the same."""
    return bool(one and other and one != other)


def _deeds(annotations: Sequence[Annotation]) -> Deeds:
    """What was really done, by type and country of who did it."""
    found: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for annotation in annotations:
        sentences = {sentence.index: sentence for sentence in annotation.sentences}
        for event in annotation.events:
            sentence = sentences.get(event.sentence)
            if event.date is None or sentence is None or UNREAL & set(event.auxiliary):
                continue
            deed = Deed(event, _words(sentence), annotation.document.id)
            for actor in event.actor:
                found[event.event_type, actor.country or actor.name].append(deed)
    return found


def _pledge(group: Sequence[Report], deeds: Deeds) -> Pledge:
    first = group[0]
    items = [report.item for report in group]
    history = (*_told(items), *_fulfilled(group, deeds))
    status: Status = history[-1].status if history else "open"
    return Pledge(
        id=content_id(
            "pledge", first.item.kind, first.maker, *sorted(item.id for item in items)
        ),
        kind=first.item.kind,
        maker=first.maker,
        recipient=next(filter(None, (report.recipient for report in group)), None),
        content=first.item.content.text,
        reports=tuple((item.document, item.id) for item in items),
        due=next((item.due for item in items if item.due), None),
        status=status,
        history=history,
    )


def _told(items: Sequence[Commitment]) -> Iterator[Change]:
    """The status that each account tells with a passage."""
    for item in items:
        if item.evidence:
            yield Change(
                status=item.status,
                document=item.document,
                span=item.evidence[-1],
                date=item.date,
            )


def _fulfilled(group: Sequence[Report], deeds: Deeds) -> tuple[Change, ...]:
    """The first later deed that does what was promised or threatened."""
    for report in group:
        for deed in _tested(report, deeds):
            if _fulfils(deed, report):
                return (
                    Change(
                        status="kept",
                        document=deed.document,
                        span=deed.event.span,
                        date=deed.event.date,
                    ),
                )
    return ()


def _tested(report: Report, deeds: Deeds) -> Sequence[Deed]:
    """The deeds that may keep a commitment: of its type and by its maker."""
    item = report.item
    if item.event_type is None or item.kind not in TESTED or not report.words:
        return ()
    return deeds.get((item.event_type, report.maker), ())


def _fulfils(deed: Deed, report: Report) -> bool:
    done, made = deed.event.date, report.item.date
    if done is None or made is None or done <= made:
        return False
    return len(report.words & deed.words) / len(report.words) >= FULFILLED
