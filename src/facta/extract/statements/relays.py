"""
Who passed a statement on: an outlet that reports it, or whoever's words hold it.

Takes statements in text order with the attributions they came from; gives them with
`relation` and `relayed_by` set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from facta.extract.page import Page
from facta.extract.statements.attribution import Attribution
from facta.records import Statement

# statements on either side among which one holds another; bounds the work on texts that
# are one quotation, and no sentence of prose has as many; judged, not fitted
NEAR = 25


def relayed(
    page: Page, attributions: Sequence[Attribution], found: Sequence[Statement]
) -> tuple[Statement, ...]:
    """Statements with the chain of those who passed them on, the outermost first."""
    result = []
    for number, each in enumerate(found):
        chain = tuple(dict.fromkeys(_chain(attributions, found, number)))
        if chain or _unsigned(each) or _hearsay(page, attributions[number]):
            each = structs.replace(each, relation="relayed", relayed_by=chain)
        result.append(each)
    return tuple(result)


def _chain(
    attributions: Sequence[Attribution], found: Sequence[Statement], number: int
) -> Iterator[str]:
    """Who passed a statement on, the outermost first."""
    speaker = found[number].speaker
    own = _teller(found[number])
    for holder in _holders(attributions, number):
        name = _teller(found[holder])
        if name is not None and name != own:
            yield name
    if speaker.kind == "outlet" and speaker.name:
        yield speaker.name


def _holders(attributions: Sequence[Attribution], number: int) -> list[int]:
    """
    Statements whose content holds the content of this one, from the widest to the
    narrowest.
    """
    each = attributions[number]
    near = range(max(number - NEAR, 0), min(number + NEAR, len(attributions)))
    holders = [other for other in near if _holds(attributions[other], each)]
    return sorted(
        holders, key=lambda other: attributions[other].start - attributions[other].end
    )


def _holds(outer: Attribution, each: Attribution) -> bool:
    same = (outer.start, outer.end) == (each.start, each.end)
    return outer.holds(each.start, each.end) and not same


def _teller(statement: Statement) -> str | None:
    """Who says it: the name, else the words that name him."""
    speaker = statement.speaker
    if speaker.name:
        return speaker.name
    return speaker.span.text if speaker.span else None


def _unsigned(each: Statement) -> bool:
    """Whether a cue names nobody: "it was said that"."""
    speaker = each.speaker
    nobody = speaker.kind == "unknown" and speaker.span is None
    return nobody and each.cue is not None


def _hearsay(page: Page, each: Attribution) -> bool:
    """Whether the cue itself is reported: "reportedly said", "his alleged promise"."""
    if not each.words:
        return False
    tree = page.trees[each.sentence]
    hearsay = page.lexicon.speech.hearsay
    near = tree.children(each.words[0], "advmod", "amod")
    words = {tree.tokens[index].text.lower() for index in near}
    return not words.isdisjoint(hearsay.adverbs | hearsay.adjectives)
