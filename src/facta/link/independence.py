"""
Which accounts of one happening are independent of one another. Pure.

An account may rest on several sources: itself, whoever it quotes, an agency, the
account it copies. Two that share one of them are not independent, nor are two of one
publisher, nor two that tell it in much the same words within days; so accounts fall into
groups that share nothing, and each group is one originator.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from facta.link.tellings import Telling
from facta.link.voices import Voice, is_paper
from facta.link.wording import shared

# How alike two tellings and their accounts are, 0 to 2, from which one retells the other.
# Of the coded stories to learn from, 35 of the 43 pairs within days that have it are of
# one originator; of those with a little less, 5 of 17.
RETOLD = 0.9
COPIED = 1.3  # the same where they quote two others for it; judged
REWRITTEN = 3  # days within which a paper rewrites another's account; judged
NEAREST = 40  # tellings before one that its words are held against; judged
WORD = re.compile(r"\w+")
ARTICLE = "the"
Tie = tuple[str, str]


def independent(tellings: Sequence[Telling]) -> dict[str, str]:
    """
    The originator that each account of a happening counts for.

    Args:
        tellings: of one happening, the earliest account first.

    Returns:
        For each document the source that most accounts of its group have; of several,
        the one told first.
    """
    outlets = Outlets(told.publisher for told in tellings if told.publisher)
    names = _whole(told.originator for told in tellings)
    tied = _Tied()
    for told in tellings:
        tied.together(_ties(told, names[told.originator], outlets))
    for place, told in enumerate(tellings):
        for earlier in tellings[max(place - NEAREST, 0) : place]:
            another = earlier.event.document != told.event.document
            if another and _rest_on_one(told, earlier):
                tied.together((_account(told), _account(earlier)))
    groups: dict[Tie, list[Telling]] = {}
    for told in tellings:
        groups.setdefault(tied.group(_account(told)), []).append(told)
    behind = {name: _shared(group) for name, group in groups.items()}
    return {
        told.event.document: behind[tied.group(_account(told))] for told in tellings
    }


class Outlets:
    """
    Names of publishers, by which accounts credit one another in full or by their last
    words.
    """

    def __init__(self, publishers: Iterable[str]) -> None:
        self._known: dict[str, list[list[str]]] = {}
        for words in sorted(
            {tuple(_words(publisher)) for publisher in publishers} - {()}, key=len
        ):
            self._known.setdefault(words[-1], []).append(list(words))

    def name(self, outlet: str | None) -> str | None:
        """
        The shortest known publisher that a name stands for; None for one that is no
        publisher here.

        >>> known = Outlets(["Daily Herald"])
        >>> known.name("the Herald"), known.name("Herald Tribune")
        ('daily herald', None)
        """
        words = _words(outlet or "")
        for publisher in self._known.get(words[-1], []) if words else []:
            length = min(len(words), len(publisher))
            if words[-length:] == publisher[-length:]:
                return " ".join(publisher)
        return None


class _Tied:
    """
    Ties in groups: what was put together, directly or through others, has one group.
    """

    def __init__(self) -> None:
        self._above: dict[Tie, Tie] = {}

    def group(self, tie: Tie) -> Tie:
        """The tie that stands for the group."""
        while (above := self._above.setdefault(tie, tie)) != tie:
            self._above[tie] = self._above[
                above
            ]  # halves the way for the next that asks
            tie = above
        return tie

    def together(self, ties: Iterable[Tie]) -> None:
        """Put all of these, and what they were with before, into one group."""
        first, *others = map(self.group, ties)
        self._above.update((other, first) for other in others)


def _words(outlet: str) -> list[str]:
    words = WORD.findall(outlet.casefold())
    return words[1:] if words[:1] == [ARTICLE] else words


def _whole(sources: Iterable[str]) -> dict[str, str]:
    """
    Each source under its fullest name: *the health ministry* under *the Lebanese health
    ministry*, where no other one is meant by it.
    """
    known = {source: _words(source) for source in sources}
    found = {}
    for source, words in known.items():
        fuller = [
            other
            for other, others in known.items()
            if len(others) > len(words) > 0 and others[-len(words) :] == words
        ]
        found[source] = fuller[0] if len(fuller) == 1 else source
    return found


def _rest_on_one(told: Telling, earlier: Telling) -> bool:
    """Whether a telling and one before it come from one source, or the one is the other's."""
    return (
        _quote_one(told, earlier)
        or _credits(told, earlier)
        or _credits(earlier, told)
        or _retells(told, earlier)
    )


def _quote_one(told: Telling, earlier: Telling) -> bool:
    """
    Whether both tell it by the words of one, or one of them by his words and the other
    by its own beside his; or the one is the paper of whom the other quotes.
    """
    pairs = ((told, earlier), (earlier, told))
    if told.voice and earlier.voice:
        if told.voice.same(earlier.voice):
            return True
    elif any(
        one.voice and any(one.voice.same(each) for each in other.voices_nearby)
        for one, other in pairs
    ):
        return True
    return any(
        one.paper_of and any(one.paper_of.same(each) for each in _voices(other))
        for one, other in pairs
    )


def _voices(told: Telling) -> frozenset[Voice]:
    """By whose words it is told; where by its own, who is quoted around it."""
    return frozenset({told.voice}) if told.voice else told.voices_nearby


def _credits(told: Telling, other: Telling) -> bool:
    """Whether a telling credits, beside it, the paper that printed another before."""
    paper = other.publisher
    if paper is None or other.order[0] > told.order[0]:
        return False
    return any(is_paper(credit, paper) for credit in told.credits)


def _retells(told: Telling, earlier: Telling) -> bool:
    """
    Whether a telling is a rewrite of one before it: in much the same words, within days,
    and not by the word of somebody else.
    """
    alike = _alike(told, earlier)
    if alike < RETOLD or abs((told.order[0] - earlier.order[0]).days) > REWRITTEN:
        return False
    both = told.voice and earlier.voice
    return not both or alike >= COPIED


def _alike(told: Telling, earlier: Telling) -> float:
    """How alike the sentences are, and what their accounts are about."""
    words = shared(told.sentence_words, earlier.sentence_words)
    return words + told.matter.likeness(earlier.matter)


def _account(told: Telling) -> Tie:
    return "account", told.event.document


def _ties(told: Telling, source: str, outlets: Outlets) -> Iterator[Tie]:
    """What makes a telling depend on others that have the same."""
    yield _account(told)
    yield "source", source
    for name in (outlets.name(told.publisher), outlets.name(told.originator)):
        if name:
            yield "outlet", name


def _shared(group: Sequence[Telling]) -> str:
    """The source that most accounts of a group have; of several, the one told first."""
    pairs = dict.fromkeys((told.event.document, told.originator) for told in group)
    counts = Counter(origin for _, origin in pairs)
    return max(counts, key=lambda origin: counts[origin])
