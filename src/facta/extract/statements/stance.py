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

NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nobody", "none", "nothing", "neither", "without", "hardly"})
OPINION = frozenset({"ADJ", "NOUN", "VERB", "PROPN"})
TOWARDS = frozenset(
    {"about", "against", "at", "by", "for", "from", "in", "of", "on", "to", "towards", "toward", "with"}
)
PREDICATED = frozenset({"xcomp", "ccomp", "conj", "parataxis", "root", "acl:relcl", "advcl"})
OWNERS = frozenset({"nmod:poss", "amod", "compound"})
TURNED = -0.5


def stance(
    page: Page, places: Sequence[Place], opinions: Opinions, speaker: str | None
) -> tuple[float | None, str | None]:
    """
    Strength in [-1, 1] and the canonical name of whom it is towards; two `None`s where nothing is said.

    Args:
        page: the document.
        places: the tokens of the statement, its cue among them; the opinion nearest to the root of its sentence counts.
        opinions: the lexicon of opinion.
        speaker: canonical name of the one who speaks, who is never his own target.
    """
    totals: dict[str, float] = defaultdict(float)
    foremost: tuple[int, str] | None = None
    for place in places:
        tree = page.trees[place.sentence]
        strength = _strength(tree, place.token, opinions)
        if strength:
            deed = tree.tokens[place.token].lemma.lower() in opinions.deeds
            found = _doers(page, tree, place.token) if deed else _targets(page, tree, place.token)
            target = next((actor for actor in found if actor.name != speaker), None)
            if target is not None:
                totals[target.name] += strength
                depth = sum(1 for _ in tree.ancestors(place.token))
                foremost = min(foremost or (depth, target.name), (depth, target.name), key=lambda one: one[0])
    if foremost is None:
        return None, None
    name = foremost[1]
    return round(max(-1.0, min(1.0, totals[name])), 2), name


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
    near += [child for child in tree.children(index, "obj", "nsubj") if tree.tokens[child].upos == "PRON"]
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


def _doers(page: Page, tree: Tree, index: int) -> Iterator[Actor]:
    """Actors that do what a word tells: the subject of a verb, the owner of a noun."""
    relations = SUBJECTS if tree.tokens[index].upos == "VERB" else OWNERS
    for child in tree.children(index, *relations):
        yield from _within(page, tree, child)


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
