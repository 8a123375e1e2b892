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
from facta.language.arcs import SUBJECTS
from facta.language.syntax import Tree
from facta.records import Actor

OPINION = frozenset({"ADJ", "NOUN", "VERB", "PROPN"})
# where a word stands that is said of a subject
PREDICATED = frozenset(
    {"xcomp", "ccomp", "conj", "parataxis", "root", "acl:relcl", "advcl"}
)
OWNERS = ("nmod:poss", "amod", "compound")
# relations in which an actor is what an opinion word governs, with no preposition asked
GOVERNED = frozenset({"obj", "iobj", "nmod:poss"})
# and those in which its preposition decides; in all, the likeliest target first only by
# where it stands in the text
AROUND = (
    "obj",
    "iobj",
    "obl",
    "nmod",
    "nmod:poss",
    "obl:agent",
    "xcomp",
    "ccomp",
    "advcl",
)
# what a word negates it says the other way round at half strength: "not great" is no
# insult; judged, not fitted, as are the strengths of the lexicon
TURNED = -0.5
# the part of its strength that praise before a "but" keeps: enough to count where
# nothing else does; judged, not fitted
CONCEDED = 0.2
# opinions are told to two places; their steps in the lexicon are of 0.2
PLACES = 2


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
    page: Page, places: Sequence[Place], speaker: str | None
) -> tuple[float | None, str | None]:
    """
    Strength in [-1, 1] and the canonical name of whom it is towards; two `None`s where
    nothing is said.

    Args:
        page: the document.
        places: the tokens of the statement, its cue among them; the opinion nearest to
            the root of its sentence counts.
        speaker: canonical name of the one who speaks, who is never his own target.
    """
    found = list(_opinions(page, places, speaker))
    if not found:
        return None, None
    foremost = min(found, key=lambda opinion: (opinion.aside, opinion.depth))
    counted = [
        each.strength
        for each in found
        if each.target == foremost.target and each.aside == foremost.aside
    ]
    total = max(-1.0, min(1.0, sum(counted)))
    # a zero has no sign
    return round(total, PLACES) + 0.0, foremost.target


def _opinions(
    page: Page, places: Sequence[Place], speaker: str | None
) -> Iterator[Opinion]:
    """Each word of opinion with an actor it is about."""
    for place in places:
        tree, index = page.trees[place.sentence], place.token
        strength = _strength(tree, index)
        if not strength:
            continue
        about = (actor.name for actor in _about(page, tree, index))
        target = next((name for name in about if name != speaker), None)
        if target is not None:
            yield Opinion(
                target=target,
                strength=strength,
                depth=sum(1 for _ in tree.ancestors(index)),
                aside=_aside(tree, index),
            )


def _about(page: Page, tree: Tree, index: int) -> Iterator[Actor]:
    """Whom a word is about: of a deed who does it, else its targets."""
    if tree.lemma(index) in tree.lexicon.opinions.deeds:
        return _doers(page, tree, index)
    return _targets(page, tree, index)


def _aside(tree: Tree, index: int) -> bool:
    """
    Whether a word only sets something beside the opinion: in an apposition, or behind
    "unlike" or "despite".
    """
    asides = tree.lexicon.opinions.scope.asides
    return any(
        tree.tokens[each].relation == "appos" or tree.prepositions(each) & asides
        for each in (index, *tree.ancestors(index))
    )


def _strength(tree: Tree, index: int) -> float:
    """What a word of opinion weighs where it stands; 0 for any other."""
    token, opinions = tree.tokens[index], tree.lexicon.opinions
    if token.upos not in OPINION:
        return 0.0
    strength = opinions.strengths.get(tree.lemma(index))
    if not strength:
        strength = opinions.strengths.get(token.text.lower())
    if not strength or _set_aside(tree, index):
        return 0.0
    if strength > 0 and _blames(tree, index):
        strength = -strength
    for child in tree.children(index, "advmod", "amod"):
        strength *= opinions.factors.get(tree.tokens[child].text.lower(), 1.0)
    if _outweighed(tree, index):
        strength *= CONCEDED
    if _denied(tree, index):
        strength *= TURNED
    return strength


def _blames(tree: Tree, index: int) -> bool:
    """
    Whether a word praises only by itself: whoever is "responsible for" a deed is blamed
    for it.
    """
    if tree.lemma(index) not in tree.lexicon.opinions.scope.blaming:
        return False
    return any(
        "for" in tree.prepositions(child)
        for child in tree.children(index, "obl", "nmod", "advcl", "acl")
    )


def _set_aside(tree: Tree, index: int) -> bool:
    """Whether a word is what somebody is not: "as a rival rather than a partner"."""
    rejecting = tree.lexicon.opinions.scope.rejecting
    links = tree.children(index, "cc", "case", "mark")
    return any(tree.tokens[link].text.lower() in rejecting for link in links)


def _outweighed(tree: Tree, index: int) -> bool:
    """Whether a "but" follows: what stands before it is only conceded."""
    above = (index, *tree.ancestors(index))
    joined = (other for each in above for other in tree.children(each, "conj"))
    return any(other > index and _contrasts(tree, other) for other in joined)


def _contrasts(tree: Tree, joined: int) -> bool:
    contrasts = tree.lexicon.opinions.scope.contrasts
    links = tree.children(joined, "cc")
    return any(tree.tokens[link].text.lower() in contrasts for link in links)


def _denied(tree: Tree, index: int) -> bool:
    """Whether a word is negated, itself, by its verb or in one of its pronouns."""
    near = tree.children(index, "advmod", "det", "cc:preconj", "case")
    token = tree.tokens[index]
    if token.relation in {"xcomp", "obj"} and token.head >= 0:
        near += tree.children(token.head, "advmod")
    # "Nobody praised him", "trusts none of them"
    sides = tree.children(index, "obj", "nsubj")
    near += [child for child in sides if tree.tokens[child].upos == "PRON"]
    negations = tree.lexicon.grammar.negations_with_nobody
    return any(tree.tokens[child].text.lower() in negations for child in near)


def _targets(page: Page, tree: Tree, index: int) -> Iterator[Actor]:
    """Actors that an opinion word is about, the likeliest first."""
    token = tree.tokens[index]
    for child in tree.children(index, *AROUND):
        if _is_towards(tree, child):
            yield from _within(page, tree, child)
    if token.relation == "xcomp":
        for child in tree.children(token.head, "obj"):
            yield from _within(page, tree, child)
    if token.upos != "VERB":
        yield from _predicated(page, tree, index)


def _is_towards(tree: Tree, child: int) -> bool:
    """Whether what hangs on a word of opinion is what it is about."""
    marks = tree.prepositions(child)
    if not marks or tree.relation(child) in GOVERNED:
        return True
    return not marks.isdisjoint(tree.lexicon.opinions.scope.towards)


def _doers(page: Page, tree: Tree, index: int) -> Iterator[Actor]:
    """Actors that do what a word tells: the subject of a verb, the owner of a noun."""
    verb = tree.tokens[index].upos == "VERB"
    for child in tree.children(index, *(SUBJECTS if verb else OWNERS)):
        yield from _within(page, tree, child)


def _predicated(page: Page, tree: Tree, index: int) -> Iterator[Actor]:
    """
    Actors of the noun or subject that a word describes: "Putin is crazy", "Putin's
    brutal war".
    """
    token = tree.tokens[index]
    subjects: list[int] = []
    if token.relation in PREDICATED:
        subjects = tree.children(index, *SUBJECTS)
    if token.relation == "xcomp" and not tree.children(token.head, "obj"):
        subjects += tree.children(token.head, *SUBJECTS)
    for child in subjects:
        yield from _within(page, tree, child)
    if token.relation == "amod" and token.head >= 0:
        yield from _within(page, tree, token.head)


def _within(page: Page, tree: Tree, head: int) -> list[Actor]:
    """The actor mention with this head, then those anywhere in its phrase."""
    inside = page.actors_between(*tree.around(tree.subtree(head)))

    def at_head(actor: Actor) -> bool:
        return actor.sentence == tree.sentence.index and actor.head == head

    return sorted(inside, key=lambda actor: (not at_head(actor), actor.span.start))
