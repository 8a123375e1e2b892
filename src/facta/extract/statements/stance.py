"""
How favourable or hostile a statement is, and towards whom.

Only words about the target count: "not happy with Putin", "Putin is crazy", "Russia's
brutal war". Each opinion word of the statement looks for an actor among its own
dependents; strengths for one actor add up within [-1, 1]. What stands in an aside
counts only where nothing else does, and what a "but" follows weighs little.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.language.syntax import SUBJECTS, Tree
from facta.lexicon.opinions import Opinions
from facta.records import Actor

NEGATIONS = frozenset(
    {
        "not",
        "n't",
        "n’t",
        "never",
        "no",
        "nobody",
        "none",
        "nothing",
        "neither",
        "without",
        "hardly",
    }
)
OPINION = frozenset({"ADJ", "NOUN", "VERB", "PROPN"})
TOWARDS = frozenset(
    {
        "about",
        "against",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "to",
        "towards",
        "toward",
        "with",
    }
)
PREDICATED = frozenset(
    {"xcomp", "ccomp", "conj", "parataxis", "root", "acl:relcl", "advcl"}
)
OWNERS = frozenset({"nmod:poss", "amod", "compound"})
TURNED = -0.5
CONCEDED = 0.2
CONTRASTING = frozenset({"despite", "unlike"})


class Opinion(Struct, frozen=True, kw_only=True):
    """
    A word of opinion: whom it is about, how strongly, its depth in the sentence,
    whether it stands in an aside.
    """

    target: str
    strength: float
    depth: int
    aside: bool


def stance(
    page: Page, places: Sequence[Place], opinions: Opinions, speaker: str | None
) -> tuple[float | None, str | None]:
    """
    Strength in [-1, 1] and the canonical name of whom it is towards; two `None`s where
    nothing is said.

    Args:
        page: the document.
        places: the tokens of the statement, its cue among them; the opinion nearest to
            the root of its sentence counts.
        opinions: the lexicon of opinion.
        speaker: canonical name of the one who speaks, who is never his own target.
    """
    found = list(_opinions(page, places, opinions, speaker))
    if not found:
        return None, None
    foremost = min(found, key=lambda opinion: (opinion.aside, opinion.depth))
    counted = [
        each
        for each in found
        if each.target == foremost.target and each.aside == foremost.aside
    ]
    total = sum(each.strength for each in counted)
    return round(max(-1.0, min(1.0, total)), 2), foremost.target


def _opinions(
    page: Page, places: Sequence[Place], opinions: Opinions, speaker: str | None
) -> Iterator[Opinion]:
    """Each word of opinion with an actor it is about."""
    for place in places:
        tree, index = page.trees[place.sentence], place.token
        strength = _strength(tree, index, opinions)
        if strength:
            deed = tree.tokens[index].lemma.lower() in opinions.deeds
            about = _doers(page, tree, index) if deed else _targets(page, tree, index)
            target = next((actor for actor in about if actor.name != speaker), None)
            if target is not None:
                depth = sum(1 for _ in tree.ancestors(index))
                yield Opinion(
                    target=target.name,
                    strength=strength,
                    depth=depth,
                    aside=_aside(tree, index),
                )


def _aside(tree: Tree, index: int) -> bool:
    """
    Whether a word only sets something beside the opinion: in an apposition, or behind
    "unlike" or "despite".
    """
    above = (index, *tree.ancestors(index))
    return any(
        tree.tokens[each].relation == "appos" or tree.prepositions(each) & CONTRASTING
        for each in above
    )


def _strength(tree: Tree, index: int, opinions: Opinions) -> float:
    token = tree.tokens[index]
    if token.upos not in OPINION:
        return 0.0
    strength = opinions.strengths.get(token.lemma.lower()) or opinions.strengths.get(
        token.text.lower(), 0.0
    )
    if not strength:
        return 0.0
    for child in tree.children(index, "advmod", "amod"):
        strength *= opinions.factors.get(tree.tokens[child].text.lower(), 1.0)
    if _outweighed(tree, index):
        strength *= CONCEDED
    return strength * TURNED if _denied(tree, index) else strength


def _outweighed(tree: Tree, index: int) -> bool:
    """Whether a "but" follows: what stands before it is only conceded."""
    for above in (index, *tree.ancestors(index)):
        for joined in tree.children(above, "conj"):
            if joined > index and any(
                tree.tokens[c].text.lower() == "but"
                for c in tree.children(joined, "cc")
            ):
                return True
    return False


def _denied(tree: Tree, index: int) -> bool:
    near = tree.children(index, "advmod", "det", "cc:preconj", "case")
    token = tree.tokens[index]
    if token.relation in {"xcomp", "obj"} and token.head >= 0:
        near += tree.children(token.head, "advmod")
    near += [
        child
        for child in tree.children(index, "obj", "nsubj")
        if tree.tokens[child].upos == "PRON"
    ]
    return any(tree.tokens[child].text.lower() in NEGATIONS for child in near)


def _targets(page: Page, tree: Tree, index: int) -> Iterator[Actor]:
    """Actors that an opinion word is about, the likeliest first."""
    token = tree.tokens[index]
    for child in tree.children(
        index,
        "obj",
        "iobj",
        "obl",
        "nmod",
        "nmod:poss",
        "obl:agent",
        "xcomp",
        "ccomp",
        "advcl",
    ):
        marks = tree.prepositions(child)
        if (
            tree.tokens[child].relation in {"obj", "iobj", "nmod:poss"}
            or marks & TOWARDS
            or not marks
        ):
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
    """
    Actors of the noun or subject that a word describes: "Putin is crazy", "Putin's
    brutal war".
    """
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
        inside,
        key=lambda actor: (
            actor.sentence != tree.sentence.index or actor.head != head,
            actor.span.start,
        ),
    )
