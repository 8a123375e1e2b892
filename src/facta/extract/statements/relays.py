"""
How statements hang together: who passed a statement on, and which earlier one a denial denies.

Takes statements in text order with the attributions they came from; gives them with `relation`, `relayed_by` and
`denies` set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from facta.extract.statements.cues import Cues
from facta.extract.statements.page import Attribution, Page
from facta.records import Statement

CONTENT_CLASSES = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
POINTING = frozenset({"such", "this", "that", "these", "those", "it", "them"})
LOOK_BACK = 25
PARAGRAPHS_BACK = 4
SHARED = 2
EMPTY = frozenset({"be", "have", "do", "say", "make", "take", "get", "would", "could", "occur", "happen"})


def relayed(
    page: Page, attributions: Sequence[Attribution], found: Sequence[Statement], cues: Cues
) -> tuple[Statement, ...]:
    """Statements with the chain of those who passed them on, the outermost first."""
    result = []
    for number, each in enumerate(found):
        chain = tuple(
            name
            for outer in _holders(attributions, number)
            if (name := _teller(found[outer])) is not None and name != _teller(each)
        )
        own = found[number].speaker
        if own.kind == "outlet" and own.name:
            chain = (*chain, own.name)
        unnamed = own.kind == "unknown" and own.span is None and each.cue is not None
        if chain or unnamed or _hearsay(page, attributions[number], cues):
            each = structs.replace(each, relation="relayed", relayed_by=tuple(dict.fromkeys(chain)))
        result.append(each)
    return tuple(result)


def _holders(attributions: Sequence[Attribution], number: int) -> list[int]:
    """Statements whose content holds the cue of this one, from the widest to the narrowest."""
    each = attributions[number]
    holders: list[int] = []
    for other in range(max(number - LOOK_BACK, 0), min(number + LOOK_BACK, len(attributions))):
        outer = attributions[other]
        holds = outer.start <= each.start and each.end <= outer.end
        if holds and (outer.start, outer.end) != (each.start, each.end):
            holders.append(other)
    return sorted(holders, key=lambda other: attributions[other].start - attributions[other].end)


def _teller(statement: Statement) -> str | None:
    if statement.speaker.name:
        return statement.speaker.name
    return statement.speaker.span.text if statement.speaker.span else None


def _hearsay(page: Page, each: Attribution, cues: Cues) -> bool:
    """Whether the cue itself is reported: "reportedly said", "his alleged promise"."""
    if not each.words:
        return False
    tree = page.trees[each.sentence]
    near = tree.children(each.words[0], "advmod", "amod")
    marked = cues.hearsay.adverbs | cues.hearsay.adjectives
    return any(tree.tokens[index].text.lower() in marked for index in near)


def denying(page: Page, attributions: Sequence[Attribution], found: Sequence[Statement]) -> tuple[Statement, ...]:
    """Statements with `denies` set on each denial whose matter an earlier statement tells."""
    matters = [_matter(page, each) for each in attributions]
    result = list(found)
    for number, each in enumerate(attributions):
        if each.cue is not None and each.cue.grade == "denial":
            denied = next(_denied(page, attributions, matters, number), None)
            if denied is not None:
                result[number] = structs.replace(result[number], denies=denied)
    return tuple(result)


def _denied(page: Page, attributions: Sequence[Attribution], matters: Sequence[set[str]], number: int) -> Iterator[int]:
    """Earlier statements on the matter of a denial, nearest first."""
    here = page.block_at(attributions[number].start)
    content = page.tokens_between(attributions[number].start, attributions[number].end)[:2]
    pointing = any(page.trees[place.sentence].tokens[place.token].text.lower() in POINTING for place in content)
    needed = 1 if pointing else SHARED
    fallback = None
    for other in range(number - 1, max(number - LOOK_BACK, 0) - 1, -1):
        if here - page.block_at(attributions[other].start) > PARAGRAPHS_BACK:
            break
        if attributions[other].cue is not None and attributions[other].source != attributions[number].source:
            if len(matters[other] & matters[number]) >= needed:
                yield other
            elif fallback is None and pointing and here - page.block_at(attributions[other].start) <= 1:
                fallback = other
    if fallback is not None:
        yield fallback


def _matter(page: Page, each: Attribution) -> set[str]:
    """The lemmas of the words that carry a statement's content, and of its cue."""
    places = page.tokens_between(each.start, each.end)
    tokens = [page.trees[place.sentence].tokens[place.token] for place in places]
    return {token.lemma.lower() for token in tokens if token.upos in CONTENT_CLASSES} - EMPTY
