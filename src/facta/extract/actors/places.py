"""When a capital or country acts, and when it is only a place."""

from __future__ import annotations

from facta.extract.actors.chunks import cases, first_conjunct
from facta.extract.actors.names import Found
from facta.extract.actors.view import View
from facta.language.syntax import Tree

# where a capital stands alone, as in datelines, or modifies, nothing tells that it acts
IDLE = frozenset({"root", "appos", "list", "vocative", "compound"})


def located(view: View, index: int) -> bool:
    """Whether a country is told as a place: in Russia, across Ukraine."""
    head = first_conjunct(view.tree, index)
    return not view.words.places.isdisjoint(cases(view.tree, head))


def acts(view: View, index: int) -> bool:
    """
    Whether a capital stands for its government: not where a preposition makes it a
    place.
    """
    words = view.words
    head = first_conjunct(view.tree, index)
    before = cases(view.tree, head) - words.possessives
    if view.tokens[head].relation in IDLE or is_goal(view.tree, head):
        return False
    governor = view.tokens[view.tokens[head].head]
    if before & words.addressing and governor.lemma in words.addressed:
        return True
    return before <= words.partners


def is_goal(tree: Tree, index: int) -> bool:
    """Whether a name is what a verb of places is done to: to besiege Kyiv."""
    token = tree.tokens[index]
    verbs = tree.lexicon.actors.place_verbs
    return token.relation == "obj" and tree.tokens[token.head].lemma in verbs


def state_follows(view: View, found: Found) -> bool:
    """Whether an American state follows after a comma: Lebanon, Pa.; Moscow, Idaho."""
    after = found.last + 2
    if found.sense.kind not in ("country", "capital", "place"):
        return False
    if after >= len(view.tokens) or view.tokens[found.last + 1].text != ",":
        return False
    text = view.tokens[after].text
    states = view.directory.gazetteer.countries.phrases.states
    # the stop may be a token of its own
    return text in states or (text + "." in states and _is_stop(view, after + 1))


def _is_stop(view: View, index: int) -> bool:
    return index < len(view.tokens) and view.tokens[index].text == "."
