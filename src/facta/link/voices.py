"""
Whose word an account rests on, so that two may be found to rest on one. Pure.

Somebody is known by a name, by an office that one person holds (*the regional
governor*), or as a body of a known state (*the foreign ministry*). Papers are credited
by their names beside a word of reporting, whatever became of it in reading.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator

from msgspec import Struct

from facta.link.sourcing import STATE, body
from facta.ontology.countries import Countries
from facta.records import Annotation, Document, Event, Speaker, Statement

# who is quoted for what he knows or published, as far as a name tells him from others
KNOWN = frozenset({"named", "institution", "document", "outlet"})
# offices that one person holds, of a state or of a place
OFFICES = frozenset(
    {
        "ambassador",
        "chancellor",
        "emir",
        "governor",
        "king",
        "mayor",
        "minister",
        "premier",
        "president",
        "queen",
    }
)
ARTICLE = "the "
# what follows the office itself: of what, where, and all that is said of its holder
BEHIND = re.compile(r",| (?:of|in|for|at) ")
GOVERNMENT = "government"
HOST = re.compile(r"https?://[^/?#:@]*\.(\w+)(?:[/?#:]|$)")
# the last part of addresses that one state keeps for its own bodies
GOVERNMENTS = {"gov": "USA", "mil": "USA"}
PRONOUNS = frozenset({"he", "i", "it", "she", "they", "we", "who"})
REACH = 1  # sentences before and after a telling in which its source is looked for
# a run of capitalised words
NAME = r"((?:[Tt]he )?[A-Z][\w'’-]*(?: (?:of |de |del |la )?[A-Z][\w'’-]*)*)"
REPORTS = r"(?: first)? (?:(?:report|quote|reveal)(?:s|ed)|writes?|wrote|says?|said)\b"
CREDITS = (
    re.compile(NAME + REPORTS),
    re.compile(
        rf"\b(?:[Aa]ccording to|reported by|[Cc]iting|[Qq]uot(?:ing|ed by)|told) {NAME}"
    ),
)


class Voice(Struct, frozen=True):
    """Somebody who is quoted: by name, folded, and by state, where that is known."""

    name: str
    country: str | None

    def same(self, other: Voice) -> bool:
        """
        Whether two are one, as far as both say.

        >>> Voice("defence ministry", None).same(Voice("armenian defence ministry", "ARM"))
        True
        """
        if None not in (self.country, other.country) and self.country != other.country:
            return False
        return ends_alike(self.name, other.name)


def is_paper(credit: str, publisher: str) -> bool:
    """
    Whether a credit is a publisher's name, or the end of it: one word alone is one with
    an article only, for it may be the town.

    >>> [is_paper(name, "Leith Evening Post") for name in ("the post", "post", "evening post")]
    [True, False, True]
    """
    name = credit.casefold().removeprefix(ARTICLE)
    paper = publisher.casefold().removeprefix(ARTICLE)
    whole = " " in name or credit.startswith(ARTICLE)
    return name == paper or (whole and paper.endswith(f" {name}"))


def ends_alike(one: str, other: str) -> bool:
    """Whether the shorter of two names is how the longer ends."""
    shorter, longer = sorted((one.split(), other.split()), key=len)
    return longer[-len(shorter) :] == shorter if shorter else False


def voice(statement: Statement) -> Voice | None:
    """Whose words a statement is; None where nothing tells him from others."""
    if statement.relayed_by:
        return _named(statement.relayed_by[0], None)
    speaker = statement.speaker
    if speaker.kind == "anonymous":
        return _in_office(speaker)
    if speaker.kind not in KNOWN or not speaker.name:
        return None
    if speaker.name.islower() and not _is_of_state(speaker):
        return None
    return _named(speaker.name, speaker.country)


def own(publisher: str | None) -> Voice | None:
    """The body whose paper an account is, also where only a part of its name says so."""
    whole = publisher or ""
    # a single word may be the town
    parts = [part.strip() for part in whole.split(",") if " " in part.strip()]
    for found in map(body, [whole, *parts]):
        if found is not None and found.name:
            return _named(found.name, found.country)
    return None


def state_of(document: Document) -> str | None:
    """
    The state, or the body without one, whose own paper an account is: by its publisher,
    or by a page that only a government may have.
    """
    voice = own(document.publisher)
    if voice is not None:
        return voice.country or voice.name
    host = HOST.match(document.url or "")
    return GOVERNMENTS.get(host[1].casefold()) if host else None


class Voices:
    """
    Who is quoted, and which names are credited, in and around the sentences of one
    account.
    """

    def __init__(self, annotation: Annotation) -> None:
        text = annotation.document.text
        self._quoted: dict[int, set[Voice]] = defaultdict(set)
        for statement in annotation.statements:
            found = voice(statement)
            if found and not _is_state(found):
                self._quoted[statement.sentence].add(found)
        self._credited = {
            each.index: frozenset(credited(text[each.start : each.end]))
            for each in annotation.sentences
        }

    def nearby(self, event: Event) -> frozenset[Voice]:
        """Those quoted around an event but its parties, whom everybody quotes."""
        parties = {end.name.casefold() for end in event.actor + event.recipient}
        return frozenset(
            found
            for sentence in _around(event)
            for found in self._quoted.get(sentence, ())
            if found.name not in parties
        )

    def credits(self, event: Event) -> frozenset[str]:
        """The names credited around an event."""
        return frozenset().union(
            *(self._credited.get(sentence, ()) for sentence in _around(event))
        )


def credited(text: str) -> Iterator[str]:
    """
    The names in a passage beside a word of reporting, folded, with their article.

    >>> list(credited("Prices fell, the Harbour Gazette reports."))
    ['the harbour gazette']
    """
    for pattern in CREDITS:
        for found in pattern.finditer(text):
            if (name := found[1].casefold()) not in PRONOUNS:
                yield name


def _around(event: Event) -> range:
    """The sentence that tells an event, and those beside it."""
    return range(event.sentence - REACH, event.sentence + REACH + 1)


def _named(name: str, country: str | None) -> Voice:
    return Voice(name.casefold().removeprefix(ARTICLE), country)


def _is_state(one: Voice) -> bool:
    """Whether it is a state as such, or its government."""
    if one.country is None:
        return False
    state = _countries().name(one.country).casefold()
    return one.name == state or GOVERNMENT in one.name.split()


@functools.cache
def _countries() -> Countries:
    return Countries.load()


def _is_of_state(speaker: Speaker) -> bool:
    """Whether it is a body of a known state, however many such it has."""
    return (
        speaker.kind == "institution"
        and speaker.country is not None
        and speaker.sector in STATE
    )


def _in_office(speaker: Speaker) -> Voice | None:
    """The holder of an office that there is one of: *the governor of Odesa*."""
    said = speaker.span.text.casefold() if speaker.span else ""
    if not said.startswith(ARTICLE):
        return None
    title = said.removeprefix(ARTICLE).split(",")[0]
    office = BEHIND.split(title)[0].split()
    if not office or office[-1] not in OFFICES or title in OFFICES:
        return None
    return Voice(title, speaker.country)
