"""
What keeps a commitment: a later deed of its maker that is told by its words. Pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from facta.link.rarity import total, weight
from facta.link.tellings import Telling
from facta.link.vows import Vow, telltale

# what of the words of a promise a deed must be told by: a share of their weight, and as
# many bits as one rare word or two common ones. Judged on White House statements.
FULFILLED = 0.5
TELLING = 8.0
THING = 4.0  # bits of a thing by which a promise that has no verb is known
# acts that are words: what was promised is not kept by being promised or praised again
SPOKEN = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
# kinds that a deed of their maker can keep; a demand is kept by somebody else
TESTED = frozenset({"promise", "offer", "threat", "agreement"})


def does(telling: Telling) -> Iterator[tuple[str, str]]:
    """The type of what was really done on some day, with each who did it."""
    event = telling.event
    # what is told as planned, possible, past or denied keeps nothing
    if event.date is not None and not event.auxiliary:
        for actor in event.actor:
            yield event.event_type, actor.country or actor.name


def tested(vow: Vow) -> tuple[str, str] | None:
    """What a deed must be to keep a commitment, and whose; None where none can."""
    item = vow.item
    if item.event_type in SPOKEN or item.kind not in TESTED or not vow.deed:
        return None
    if item.event_type is None:
        return None
    return item.event_type, vow.maker


def fulfils(deed: Telling, vow: Vow) -> bool:
    """
    Whether an event of a later day keeps a commitment: told as done, by its maker, of
    the type of what was promised, by the word for it and by half of what else was said
    of it. Words that stand in any promise weigh little.
    """
    done, made = deed.event.date, vow.item.date
    if done is None or made is None or done <= made or not deed.done:
        return False
    if tested(vow) not in set(does(deed)) or _to_another(deed, vow):
        return False
    told = _told_by(deed)
    said = vow.words - {vow.deed}
    shared = total(said & told)
    if vow.deed != deed.lemma and not (vow.deed in told and _is_rare(vow)):
        return False
    return shared >= max(TELLING, FULFILLED * total(said))


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

    def near(self, vow: Vow) -> Iterator[Telling]:
        """Those that may keep a commitment."""
        what = tested(vow)
        if what is None:
            return
        words = telltale(vow.words - {vow.deed}, TELLING)
        found = {at for word in words for at in self._by_word.get((*what, word), ())}
        for at in sorted(found):
            yield self._deeds[at]


def _is_rare(vow: Vow) -> bool:
    """Whether the thing that was promised tells a promise by itself: not "our work"."""
    return weight(vow.deed) >= THING


def _told_by(deed: Telling) -> frozenset[str]:
    """The words that tell a deed."""
    return deed.clause_words | _names(deed) | {deed.lemma}


def _names(deed: Telling) -> set[str]:
    """The words by which an event names its parties, as a promise may name them too."""
    named = (end.span.text for end in deed.event.actor + deed.event.recipient)
    return {word.casefold() for name in named for word in name.split()}


def _to_another(deed: Telling, vow: Vow) -> bool:
    """Whether what was promised to one was done to others."""
    ends = {end.country or end.name for end in deed.event.recipient}
    return bool(ends and vow.recipient) and vow.recipient not in ends
