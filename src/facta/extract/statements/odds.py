"""
How likely a statement is one, of whom it is given to.

Takes an attribution on its page with its speaker and kind; gives what speaks for and
against it in numbers, and the chance. The weights were learned on the corpus' passages
with coded words (`training.said`) and stand in `odds.toml`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from facta.extract.chances import chance
from facta.extract.page import Page
from facta.extract.statements.attribution import Attribution
from facta.language.syntax import Tree
from facta.records import AttributionKind, Speaker

PACKAGE = "facta.extract.statements"  # holds the weights
SHORT = 3  # words under which a content is but a few; judged
VERBS = frozenset({"AUX", "VERB"})


def confidence(
    page: Page, each: Attribution, speaker: Speaker, kind: AttributionKind
) -> float:
    """The chance that somebody said it, and that it was he."""
    return round(chance(evidence(page, each, speaker, kind), PACKAGE), 3)


def evidence(
    page: Page, each: Attribution, speaker: Speaker, kind: AttributionKind
) -> dict[str, float]:
    """What speaks for an attribution, by name."""
    places = page.layout.tokens_between(each.start, each.end)
    tree = page.trees[each.sentence]
    inside = [place.token for place in places if place.sentence == each.sentence]
    return {
        "length": math.log1p(len(places)),
        "short": float(len(places) < SHORT),
        "clause": float(any(tree.tokens[one].upos in VERBS for one in inside)),
        "quoted": float(each.quoted),
        "turn": float(each.label is not None),
        "country": float(speaker.country is not None),
        f"said as {kind}": 1.0,
        **dict.fromkeys(_of_content(tree, inside), 1.0),
        **dict.fromkeys(_of_cue(page, tree, each), 1.0),
    }


def _of_content(
    tree: Tree,
    inside: Sequence[int],
) -> Iterator[str]:
    """What the head of the content is, and what of the sentence."""
    held = set(inside)
    for token in inside:
        if tree.tokens[token].head not in held:
            yield f"content {tree.base(token)}"
            yield f"content {tree.tokens[token].upos}"
            return


def _of_cue(
    page: Page,
    tree: Tree,
    each: Attribution,
) -> Iterator[str]:
    """What introduces the content, in which form, and who stands with it."""
    if each.words:
        first = each.words[0]
        yield f"cue {tree.tokens[first].tag}"
        yield f"cue as {tree.base(first)}"
    if each.cue is not None:
        yield f"cue {each.cue.pos}"
    yield f"grade {each.grade or 'none'}"
    if each.source is None:
        yield "source none"
    else:
        source = page.trees[each.source.sentence].tokens[each.source.token]
        yield f"source {source.upos}"
