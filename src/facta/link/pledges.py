"""
One commitment told by many accounts is one pledge: merges reports and follows the
status.

`pledges` takes reports of commitments and deeds, gives the board: each pledge with its
reports and every change of status with the passage that tells it. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from facta.link.rarity import total, weight
from facta.link.tellings import Telling
from facta.link.voices import state_of
from facta.records import (
    Annotation,
    Change,
    Commitment,
    Date,
    Pledge,
    Sentence,
    Span,
    Speaker,
    Status,
    Token,
    content_id,
)

CONTENT = frozenset({"NOUN", "PROPN", "NUM", "VERB", "ADJ"})
# words that stand in any promise and tell no two of them apart
EMPTY = frozenset(
    {"be", "have", "do", "make", "take", "give", "get", "would", "will", "could"}
)
# of the words of the shorter report, what the other must have too: a share of their
# weight, 0 to 1, and bits. Judged, not fitted: "support" and "work" stand in any promise.
SAME = 0.5
SHARED = 5.0
# words that tell by themselves what a second mention takes up: "providing the assistance"
SEVERAL = 2
# what of the words of a promise a deed must be told by: a share of their weight, and as
# many bits as one rare word or two common ones. Judged on White House statements.
FULFILLED = 0.5
TELLING = 8.0
THING = 4.0  # bits of a thing by which a promise that has no verb is known
UNREAL = frozenset({"future", "hypothetical", "historical", "negation"})
# acts that are words: what was promised is not kept by being promised or praised again
SPOKEN = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
# kinds that a deed of their maker can keep; a demand is kept by somebody else
TESTED = frozenset({"promise", "offer", "threat", "agreement"})


class Report(Struct, frozen=True, tag=True):
    """
    A commitment as one account tells it, with the lemmas of its content, that of what
    it is to (`deed`: "send", or "tank" where no verb says what), and whether its maker
    tells what became of it (`own`).
    """

    item: Commitment
    words: frozenset[str]
    published: Date | None
    deed: str = ""
    own: bool = False

    @property
    def maker(self) -> str:
        """The country of who made it, the name where there is none."""
        return self.item.maker.country or self.item.maker.name

    @property
    def recipient(self) -> str | None:
        """The country of whom it was made to, or the name."""
        other = self.item.recipient
        return (other.country or other.name) if other else None


def reports(annotation: Annotation) -> Iterator[Report]:
    """The commitments of an account."""
    sentences = {sentence.index: sentence for sentence in annotation.sentences}
    for item in annotation.commitments:
        sentence = sentences.get(item.sentence)
        yield Report(
            item,
            words=_words(sentence, item.content),
            published=annotation.document.published,
            deed=_deed(sentence, item.content),
            own=_is_own(annotation, item),
        )


def same(first: Report, second: Report) -> bool:
    """
    Whether two reports are of one commitment: kind and maker are the same, recipients
    and days do not differ, and half of the content of the shorter one, by the weight of
    its words, is in the other; of one account, all of it, as in "the assistance".
    """
    if (family(first), first.maker) != (family(second), second.maker):
        return False
    if _differ(first.recipient, second.recipient):
        return False
    if _differ(first.item.due, second.item.due):
        return False
    both = total(first.words & second.words)
    shorter = min(total(first.words), total(second.words))
    if first.item.document == second.item.document and _repeats(first, second):
        return True
    return both >= max(SHARED, SAME * shorter)


def family(report: Report) -> str:
    """What kinds count as one: what is agreed on is promised, too."""
    kind = report.item.kind
    return "promise" if kind == "agreement" else kind


def _repeats(first: Report, second: Report) -> bool:
    """Whether all the words of one are those of the other, and there are several."""
    fewer, more = sorted((first.words, second.words), key=len)
    return len(fewer) >= SEVERAL and fewer <= more


def does(telling: Telling) -> Iterator[tuple[str, str]]:
    """The type of what was really done on some day, with each who did it."""
    event = telling.event
    if event.date is not None and not UNREAL & set(event.auxiliary):
        for actor in event.actor:
            yield event.event_type, actor.country or actor.name


def tested(report: Report) -> tuple[str, str] | None:
    """What a deed must be to keep a commitment, and whose; None where none can."""
    item = report.item
    if item.event_type in SPOKEN or item.kind not in TESTED or not report.deed:
        return None
    if item.event_type is None:
        return None
    return item.event_type, report.maker


def fulfils(deed: Telling, report: Report) -> bool:
    """
    Whether an event of a later day keeps a commitment: told as done, by its maker, of
    the type of what was promised, by the word for it and by half of what else was said
    of it. Words that stand in any promise weigh little.
    """
    done, made = deed.event.date, report.item.date
    if done is None or made is None or done <= made or not deed.done:
        return False
    if tested(report) not in set(does(deed)) or _to_another(deed, report):
        return False
    told = _told_by(deed)
    said = report.words - {report.deed}
    shared = total(said & told)
    if report.deed != deed.lemma and not (report.deed in told and _is_rare(report)):
        return False
    return shared >= max(TELLING, FULFILLED * total(said))


def _is_rare(report: Report) -> bool:
    """Whether the thing that was promised tells a promise by itself: not "our work"."""
    return weight(report.deed) >= THING


def _told_by(deed: Telling) -> frozenset[str]:
    """The words that tell a deed."""
    return deed.clause_words | _names(deed) | {deed.lemma}


def _names(deed: Telling) -> set[str]:
    """The words by which an event names its parties, as a promise may name them too."""
    named = (end.span.text for end in deed.event.actor + deed.event.recipient)
    return {word.casefold() for name in named for word in name.split()}


def _to_another(deed: Telling, report: Report) -> bool:
    """Whether what was promised to one was done to others."""
    ends = {end.country or end.name for end in deed.event.recipient}
    return bool(ends and report.recipient) and report.recipient not in ends


def pledges(reports: Sequence[Report], deeds: Sequence[Telling]) -> Iterator[Pledge]:
    """
    The board of some commitments, each pledge with its reports and its status: that of
    the last account that tells one, or kept where a deed fulfils it.

    Args:
        reports: of commitments, in the order of their accounts.
        deeds: what was done, in that order.
    """
    done = Deeds(deeds)
    # an account that makes one commitment twice in the same words has one id for both
    board = {
        pledge.id: pledge
        for group in _groups(reports)
        for pledge in [_pledge(group, done)]
    }
    yield from board.values()


def _groups(reports: Iterable[Report]) -> list[list[Report]]:
    """
    Reports with the first before them that is of the same commitment; each is held
    against those alone that share a word with it, without which they are not.
    """
    groups: list[list[Report]] = []
    by_word: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for report in reports:
        keys = [
            ("document", report.item.document),
            *((family(report), report.maker, one) for one in _telltale(report.words)),
        ]
        near = sorted({at for key in keys for at in by_word.get(key, ())})
        home = next((at for at in near if same(groups[at][0], report)), None)
        if home is not None:
            groups[home].append(report)
            continue
        for key in keys:
            by_word[key].append(len(groups))
        groups.append([report])
    return groups


def _telltale(words: frozenset[str], least: float = SHARED) -> Iterator[str]:
    """
    Words of which two passages share one at least if they share so many bits: the
    rarest, up to where the others together weigh less.

    Source: Chaudhuri, Ganti and Kaushik (2006), a primitive operator for similarity
    joins (prefix filtering).
    """
    left = total(words)
    for word in sorted(words, key=lambda word: (-weight(word), word)):
        if left < least:
            return
        yield word
        left -= weight(word)


class Deeds:
    """What was done, in order, by what it is and the words that tell it."""

    def __init__(self, deeds: Sequence[Telling]) -> None:
        self._deeds = deeds
        self._by_word: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, deed in enumerate(deeds):
            words = _told_by(deed)
            for kind, maker in set(does(deed)):
                for word in words:
                    self._by_word[kind, maker, word].append(at)

    def near(self, report: Report) -> Iterator[Telling]:
        """Those that may keep a commitment."""
        what = tested(report)
        if what is None:
            return
        words = _telltale(report.words - {report.deed}, TELLING)
        found = {at for word in words for at in self._by_word.get((*what, word), ())}
        for at in sorted(found):
            yield self._deeds[at]


def order(pledge: Pledge) -> tuple[str, bool, str, str, str]:
    """By maker, then by the day it falls due (without a day last), then by content."""
    undated = pledge.due is None
    return pledge.maker, undated, str(pledge.due), pledge.content, pledge.id


def _deed(sentence: Sentence | None, within: Span) -> str:
    """The lemma of the first word of a content that hangs from none of its others."""
    for token in sentence.tokens if sentence else ():
        inside = within.start <= token.start < within.end
        if inside and token.upos in CONTENT and not _hangs(sentence, token, within):
            return token.lemma.lower()
    return ""


def _hangs(sentence: Sentence | None, token: Token, within: Span) -> bool:
    assert sentence is not None
    if token.head < 0:
        return False
    return within.start <= sentence.tokens[token.head].start < within.end


def _is_own(annotation: Annotation, item: Commitment) -> bool:
    """
    Whether what became of a commitment is told by its maker: in its own paper, or in
    its own words.
    """
    if not item.evidence:
        return False
    if state_of(annotation.document) in {item.maker.country, item.maker.name}:
        return True
    told = item.evidence[-1]
    return any(
        said.content.start < told.end
        and told.start < said.content.end
        # the words that bind him tell nothing of what came of them
        and not _holds(item.content, said.content)
        and _is_maker(said.speaker, item)
        for said in annotation.statements
    )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_maker(speaker: Speaker, item: Commitment) -> bool:
    """Whether a speaker is who made a commitment, or speaks for the same state."""
    one, other = speaker.country, item.maker.country
    return speaker.name == item.maker.name or (one is not None and one == other)


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


def _differ(one: object, other: object) -> bool:
    """Whether both reports tell something, and not the same."""
    return bool(one and other and one != other)


def _pledge(group: Sequence[Report], deeds: Deeds) -> Pledge:
    first = group[0]
    items = [report.item for report in group]
    history = (*_told(group), *_fulfilled(group, deeds))
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


def _told(group: Sequence[Report]) -> Iterator[Change]:
    """The status that each account tells with a passage."""
    for report in group:
        item = report.item
        if item.evidence:
            yield Change(
                status=item.status,
                document=item.document,
                span=item.evidence[-1],
                date=item.date,
                own=report.own,
            )


def _fulfilled(group: Sequence[Report], deeds: Deeds) -> tuple[Change, ...]:
    """The first later deed that does what was promised or threatened."""
    for report in group:
        for deed in deeds.near(report):
            if fulfils(deed, report):
                return (
                    Change(
                        status="kept",
                        document=deed.event.document,
                        span=deed.event.span,
                        date=deed.event.date,
                        own=deed.sourcing.party == "actor",
                    ),
                )
    return ()
