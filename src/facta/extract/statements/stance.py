"""
How favourable or hostile a statement is, and towards whom.

Only words about the target count: "not happy with Putin", "Putin is crazy", "Russia's brutal war". Each opinion word of
the statement looks for an actor among its own dependents; strengths for one actor add up within [-1, 1].
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from facta.extract.statements.opinions import Opinions
from facta.extract.statements.page import Page, Place
from facta.extract.statements.tree import SUBJECTS, Tree
from facta.records import Actor

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nothing", "neither", "without", "hardly"})
OPINION = frozenset({"ADJ", "NOUN", "VERB", "PROPN"})
TOWARDS = frozenset(
    {"about", "against", "at", "by", "for", "from", "in", "of", "on", "to", "towards", "toward", "with"}
)
PREDICATED = frozenset({"xcomp", "ccomp", "conj", "parataxis", "root", "acl:relcl", "advcl"})
TURNED = -0.5


def stance(
    page: Page, places: Sequence[Place], opinions: Opinions, speaker: str | None
) -> tuple[float | None, str | None]:
    """
    Strength in [-1, 1] and the canonical name of whom it is towards; two `None`s where nothing is said.

    Args:
        page: the document.
        places: the tokens of the statement, its cue among them.
        opinions: the lexicon of opinion.
        speaker: canonical name of the one who speaks, who is never his own target.
    """
    totals: dict[str, float] = defaultdict(float)
    for place in places:
        tree = page.trees[place.sentence]
        strength = _strength(tree, place.token, opinions)
        if strength:
            target = next((a for a in _targets(page, tree, place.token) if a.name != speaker), None)
            if target is not None:
                totals[target.name] += strength
    if not totals:
        return None, None
    name, total = max(totals.items(), key=lambda item: (abs(item[1]), item[0]))
    return round(max(-1.0, min(1.0, total)), 2), name


def _strength(tree: Tree, index: int, opinions: Opinions) -> float:
    token = tree.tokens[index]
    if token.upos not in OPINION:
        return 0.0
    strength = opinions.strengths.get(token.lemma.lower()) or opinions.strengths.get(token.text.lower(), 0.0)
    for child in tree.children(index, "advmod", "amod"):
        strength *= opinions.factors.get(tree.tokens[child].text.lower(), 1.0)
    return strength * TURNED if _denied(tree, index) else strength


def _denied(tree: Tree, index: int) -> bool:
    near = tree.children(index, "advmod", "det", "cc:preconj", "case")
    token = tree.tokens[index]
    if token.relation in {"xcomp", "obj"} and token.head >= 0:
        near += tree.children(token.head, "advmod")
    return any(tree.tokens[child].text.lower() in NEGATIONS for child in near)


def _targets(page: Page, tree: Tree, index: int) -> Iterator[Actor]:
    """Actors that an opinion word is about, the likeliest first."""
    token = tree.tokens[index]
    for child in tree.children(
        index, "obj", "iobj", "obl", "nmod", "nmod:poss", "obl:agent", "xcomp", "ccomp", "advcl"
    ):
        marks = tree.prepositions(child)
        if tree.tokens[child].relation in {"obj", "iobj", "nmod:poss"} or marks & TOWARDS or not marks:
            yield from _within(page, tree, child)
    if token.relation == "xcomp":
        for child in tree.children(token.head, "obj"):
            yield from _within(page, tree, child)
    if token.upos != "VERB":
        yield from _predicated(page, tree, index)


def _predicated(page: Page, tree: Tree, index: int) -> Iterator[Actor]:
    """Actors of the noun or subject that a word describes: "Putin is crazy", "Putin's brutal war"."""
    token = tree.tokens[index]
    if token.relation in PREDICATED:
        for child in tree.children(index, *SUBJECTS):
            yield from _within(page, tree, child)
        if token.relation == "xcomp" and not tree.children(token.head, "obj"):
            for child in tree.children(token.head, *SUBJECTS):
                yield from _within(page, tree, child)
    if token.relation == "amod" and token.head >= 0:
        yield from _within(page, tree, token.head)


def _within(page: Page, tree: Tree, head: int) -> list[Actor]:
    """The actor mention with this head, then those anywhere in its phrase."""
    start, end = tree.around(tree.subtree(head))
    inside = page.actors_between(start, end)
    return sorted(
        inside, key=lambda actor: (actor.sentence != tree.sentence.index or actor.head != head, actor.span.start)
    )
