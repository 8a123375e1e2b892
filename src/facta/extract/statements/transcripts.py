"""
The turns of a transcript: what stands behind a label, up to the next one.

Takes a page, gives attributions of whole turns. "Q" and "MS. NAME:" are labels; a text
without at least two of them is no transcript.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from facta.extract.page import Page
from facta.extract.statements.attribution import Attribution
from facta.lexicon.speech import Transcripts

# "MS. PSAKI:", "Q:", or "Q" alone before its question
LABEL = re.compile(
    r"(?P<name>[A-Z][A-Z.'’-]*(?:[ \t]+[A-Z][A-Z.'’-]*){0,5}):"
    r"|(?P<bare>[A-Z]+)(?=[ \t]+[A-Z“\"]|[ \t]*(?:\n|\Z))"
)
# labels that make a transcript; judged, not fitted
FEWEST = 2


class Label(Struct, frozen=True):
    """Characters `[start, end)` that name who speaks, and where his words begin."""

    start: int
    end: int
    said: int


def turns(page: Page) -> list[Attribution]:
    """What each speaker of a transcript says at a time, in text order."""
    found = labels(page)
    if len(found) < FEWEST:
        return []
    ends = [*(label.start for label in found[1:]), len(page.text)]
    told = zip(found, ends, strict=True)
    return [
        turn for label, end in told if (turn := _turn(page, label, end)) is not None
    ]


def labels(page: Page) -> Sequence[Label]:
    """The labels of a text; none where only words in capitals stand before a colon."""
    matches = [
        match
        for start, end in page.layout.blocks
        if (match := LABEL.match(page.text, start, end))
    ]
    words = page.lexicon.speech.transcripts
    seen = Counter(match["name"] for match in matches)
    kept = [
        match
        for match in matches
        if _asks(match, words) or _titled(match, words) or _again(match, seen)
    ]
    if not any(_asks(match, words) or _titled(match, words) for match in kept):
        return []
    return [
        Label(*match.span("name" if match["name"] else "bare"), match.end())
        for match in kept
    ]


def _asks(match: re.Match[str], words: Transcripts) -> bool:
    return (match["name"] or match["bare"]).lower() in words.asking


def _titled(match: re.Match[str], words: Transcripts) -> bool:
    name = match["name"] or ""
    return not words.titles.isdisjoint(name.lower().replace(".", "").split())


def _again(match: re.Match[str], seen: Counter[str]) -> bool:
    """Whether the same label in capitals comes more than once."""
    return bool(match["name"]) and seen[match["name"]] >= FEWEST


def _turn(page: Page, label: Label, end: int) -> Attribution | None:
    inside = page.text[label.said : end]
    start = label.said + len(inside) - len(inside.lstrip())
    end = label.said + len(inside.rstrip())
    sentence = page.layout.sentence_at(start)
    if start >= end or sentence is None:
        return None
    return Attribution(
        start=start,
        end=end,
        sentence=sentence,
        words=(),
        cue=None,
        source=None,
        quoted=True,
        label=(label.start, label.end),
    )


def outside_labels(
    page: Page, found: Sequence[Attribution], spoken: Sequence[Attribution]
) -> list[Attribution]:
    """Attributions without those whose colon only ends a label."""
    colons = {turn.label[1] for turn in spoken if turn.label}
    return [
        each
        for each in found
        if not each.words
        or page.trees[each.sentence].tokens[each.words[0]].start not in colons
    ]
