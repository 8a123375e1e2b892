"""
How statements hang together: who passed a statement on, and which earlier one a denial
denies.

Takes statements in text order with the attributions they came from; gives them with
`relation`, `relayed_by` and `denies` set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from facta.extract.page import Page
from facta.extract.statements.attribution import Attribution
from facta.lexicon.speech import Cues
from facta.records import Statement

CONTENT_CLASSES = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
POINTING = frozenset({"such", "this", "that", "these", "those", "it", "them"})
TALK = frozenset(
    {
        "accusation",
        "allegation",
        "call",
        "claim",
        "conversation",
        "discussion",
        "exchange",
        "remark",
        "report",
        "statement",
    }
    | {"story", "talk", "threat", "warning", "word"}
)
NOTHING_OF_IT = (
    "no such ",
    "nothing of the kind",
    "nothing of the sort",
    "nothing like ",
)
LOOK_BACK = 25
PARAGRAPHS_BACK = 4
SHARED = 2
EMPTY = frozenset(
    {
        "be",
        "have",
        "do",
        "say",
        "make",
        "take",
        "get",
        "would",
        "could",
        "occur",
        "happen",
        "place",
    }
)


def relayed(
    page: Page,
    attributions: Sequence[Attribution],
    found: Sequence[Statement],
    cues: Cues,
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
            each = structs.replace(
                each, relation="relayed", relayed_by=tuple(dict.fromkeys(chain))
            )
        result.append(each)
    return tuple(result)


def _holders(attributions: Sequence[Attribution], number: int) -> list[int]:
    """
    Statements whose content holds the cue of this one, from the widest to the
    narrowest.
    """
    each = attributions[number]
    holders: list[int] = []
    for other in range(
        max(number - LOOK_BACK, 0), min(number + LOOK_BACK, len(attributions))
    ):
        outer = attributions[other]
        holds = outer.start <= each.start and each.end <= outer.end
        if holds and (outer.start, outer.end) != (each.start, each.end):
            holders.append(other)
    return sorted(
        holders, key=lambda other: attributions[other].start - attributions[other].end
    )


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


def denying(
    page: Page, attributions: Sequence[Attribution], found: Sequence[Statement]
) -> tuple[Statement, ...]:
    """
    Statements with `denies` set on each denial whose matter an earlier statement tells.
    """
    matters = [_matter(page, each) for each in attributions]
    result = list(found)
    for number, each in enumerate(attributions):
        if each.cue is not None and (
            each.cue.grade == "denial" or _nothing_of_it(page, each)
        ):
            denied = next(_denied(page, attributions, matters, found, number), None)
            if denied is not None:
                result[number] = structs.replace(result[number], denies=denied)
    return tuple(result)


def _denied(
    page: Page,
    attributions: Sequence[Attribution],
    matters: Sequence[set[str]],
    found: Sequence[Statement],
    number: int,
) -> Iterator[int]:
    """Earlier statements of others on the matter of a denial, nearest first."""
    denial = attributions[number]
    here = page.layout.block_at(denial.start)
    tokens = [
        page.trees[place.sentence].tokens[place.token]
        for place in page.layout.tokens_between(denial.start, denial.end)
    ]
    pointing = any(token.text.lower() in POINTING for token in tokens[:2])
    talk = pointing and any(token.lemma.lower() in TALK for token in tokens)
    for other in range(number - 1, max(number - LOOK_BACK, 0) - 1, -1):
        away = here - page.layout.block_at(attributions[other].start)
        if away > PARAGRAPHS_BACK:
            break
        if attributions[other].cue is None or not _between_others(found, number, other):
            continue
        same = len(matters[other] & matters[number]) >= (1 if pointing else SHARED)
        if same or (talk and away <= 1 and _to_or_about(page, found, number, other)):
            yield other


def _nothing_of_it(page: Page, each: Attribution) -> bool:
    """
    Whether it says that nothing of what others say is so: "nothing of the kind has
    happened".
    """
    return (
        page.text[each.start : each.end]
        .lower()
        .removeprefix("that ")
        .startswith(NOTHING_OF_IT)
    )


def _between_others(found: Sequence[Statement], number: int, other: int) -> bool:
    """
    Whether somebody else says the other statement, and it is not the one in which the
    denial stands.
    """
    mine, theirs = found[number], found[other]
    around = (
        theirs.content.start <= mine.content.start
        and mine.content.end <= theirs.content.end
    )
    return not around and (
        mine.speaker.name is None or mine.speaker.name != theirs.speaker.name
    )


def _to_or_about(
    page: Page, found: Sequence[Statement], number: int, other: int
) -> bool:
    """
    Whether a statement is addressed to the one who denies, or is about him: then he can
    deny that talk.
    """
    country, name = found[number].speaker.country, found[number].speaker.name
    start, end = found[other].content.start, found[other].content.end
    told = page.actors_between(start, end)
    about = any(
        (country is not None and actor.country == country) or actor.name == name
        for actor in told
    )
    return about or (name is not None and found[other].addressee == name)


def _matter(page: Page, each: Attribution) -> set[str]:
    """The lemmas of the words that carry a statement's content, and of its cue."""
    places = page.layout.tokens_between(each.start, each.end)
    tokens = [page.trees[place.sentence].tokens[place.token] for place in places]
    return {
        token.lemma.lower() for token in tokens if token.upos in CONTENT_CLASSES
    } - EMPTY
