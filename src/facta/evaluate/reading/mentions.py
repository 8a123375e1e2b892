"""
Countries of mentions: whose each mention of a passage is, by the gold and as found.

A mention of gold and one that was found are the same where they end in the same word or
share at least half of the shorter. A country is right where it is one of the gold's.
Where the gold has none, to find one is false and to find none counts as nothing. A
second piece of one mention, of the same country, counts as nothing either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, TypeVar

from facta.evaluate.corpus import Mark, Passage
from facta.evaluate.reading.counts import Finding, false, judged, missed
from facta.evaluate.reading.matching import POSSESSIVE, WORD, alike, one_to_one
from facta.records import Actor, Span

Sort = Literal["pronouns", "descriptions", "names"]
Place = TypeVar("Place", Mark, Span)
Countries = frozenset[str]
ALL = "mentions.all"
# A closed class of the grammar; what points to somebody without naming or describing.
PRONOUNS = frozenset(
    WORD.findall(
        "i me my mine myself we us our ours ourselves you your yours he him his himself she "
        "her hers herself it its itself they them their theirs themselves who whom whose "
        "which that this these those one ones both all each either neither others another "
        "some many several none"
    )
)
# What opens an addition to the noun that a phrase is about: the president of Iran.
ADDITION = re.compile(r",| (?:of|in|for|at|from|to|on|with|who|that) ")


def findings(passage: Passage, actors: Iterable[Actor]) -> Iterator[Finding]:
    """Each mention of the gold, and each other one that was found with a country."""
    gold, found = _gold(passage), _found(actors)
    wanted, given = sorted(gold), sorted(found)
    pairs = one_to_one(
        (fit, w, g)
        for w, mention in enumerate(wanted)
        for g, other in enumerate(given)
        if (fit := alike(mention, other))
    )
    matched = {wanted[w]: given[g] for w, g in pairs}
    for mention in wanted:
        other = matched.get(mention)
        if other:
            yield from _compared(mention, gold[mention], found[other])
        elif gold[mention]:
            yield from _compared(mention, gold[mention], frozenset())
    for other in sorted(set(given) - set(matched.values())):
        # a piece of a mention that another piece was found for says nothing else
        if not any(alike(w, other) and found[other] <= gold[w] for w in wanted):
            yield from _compared(other, frozenset(), found[other])


def _compared(
    mention: Mark | Span, wanted: Countries, given: Countries
) -> Iterator[Finding]:
    """Where neither has a country there is nothing to tell."""
    lines = (f"mentions.{sort(mention.text)}", ALL)
    told, other = (_told(mention.text, each) for each in (wanted, given))
    if wanted and given:
        right = given <= wanted
        yield judged(*lines, right=right, at=mention.start, gold=told, found=other)
    elif wanted:
        yield missed(*lines, at=mention.start, gold=told)
    elif given:
        yield false(*lines, at=mention.start, found=other)


def _told(text: str, countries: Countries) -> str:
    return f"{text} of {', '.join(sorted(countries)) or 'no country'}"


def sort(text: str) -> Sort:
    """
    Which sort of mention a text is.

    >>> sort("their"), sort("the Iranian president"), sort("the President of Iran")
    ('pronouns', 'descriptions', 'names')
    """
    if text.lower() in PRONOUNS:
        return "pronouns"
    head = ADDITION.split(text)[0] or text
    last = WORD.findall(POSSESSIVE.sub("", head))[-1:]
    if last and last[0][0].isupper():
        return "names"
    return "descriptions"


def _gold(passage: Passage) -> dict[Mark, Countries]:
    """Countries of each place in the text; of all entities that are mentioned there."""
    found: dict[Mark, Countries] = {}
    for entity in passage.entities:
        for mark in entity.mentions:
            found[mark] = found.get(mark, frozenset()) | passage.countries(entity.id)
    return found


def _found(actors: Iterable[Actor]) -> dict[Span, Countries]:
    found: dict[Span, Countries] = {}
    for actor in actors:
        own = frozenset(filter(None, (actor.country,)))
        found[actor.span] = found.get(actor.span, frozenset()) | own
    return found
