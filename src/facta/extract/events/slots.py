"""
What fills the slots of a frame: subject, object, prepositions and the like, for verbs,
nouns and adjectives.

Takes a View and a sense with its trigger; gives token indices. docs/lexicon.md names
the slots.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from facta.extract.events.views import View
from facta.language.syntax import NOMINAL
from facta.lexicon.events import Part, Sense

# tags of "closer" and "more closely", which carry a verb's preposition: "move closer to"
COMPARED = frozenset({"JJR", "RBR"})


def slot(
    view: View, sense: Sense, part: Part, token: int, slot: str
) -> tuple[int, ...]:
    """The tokens that fill one slot of a frame."""
    if slot == "subject":
        return _subjects(view, sense, part, token)
    if slot == "object":
        return _objects(view, sense, part, token)
    rule = BELOW.get(slot)
    if rule is not None:
        return tuple(rule(view, token))
    heads = [token, *_through(view, sense, part, token)]
    found = [pair for head in heads for pair in view.obliques(head)]
    return tuple(child for case, child in found if case == slot)


def _indirect(view: View, token: int) -> list[int]:
    """Whom something is given: "gave *Ukraine* arms"."""
    return view.children(token, "iobj")


def _complements(view: View, token: int) -> list[int]:
    """Any clause that completes the trigger."""
    return view.children(token, "xcomp", "ccomp")


def _infinitives(view: View, token: int) -> list[int]:
    """A clause with "to"."""
    clauses = view.children(token, "xcomp", "advcl", "ccomp", "acl")
    return [clause for clause in clauses if view.infinitive(clause)]


def _predicates(view: View, token: int) -> list[int]:
    """What somebody is called or made."""
    found = view.children(token, "xcomp")
    return [i for i in found if not view.infinitive(i) and i not in view.mentions]


def _clauses(view: View, token: int) -> list[int]:
    """An adverbial or coordinated clause."""
    return view.children(token, "advcl", "acl", "conj")


def _possessors(view: View, token: int) -> list[int]:
    """The owner of a noun: "*Iran's* arrest"."""
    return view.children(token, "nmod:poss")


def _modifiers(view: View, token: int) -> list[int]:
    """What stands before a noun: "*Iran* sanctions"."""
    return view.children(token, "compound", "amod")


# the slots that are filled alike whatever the trigger; all other names are prepositions
BELOW: Mapping[str, Callable[[View, int], list[int]]] = {
    "clause": _clauses,
    "complement": _complements,
    "indirect": _indirect,
    "infinitive": _infinitives,
    "modifier": _modifiers,
    "possessive": _possessors,
    "predicate": _predicates,
}


def _through(view: View, sense: Sense, part: Part, token: int) -> list[int]:
    """
    What else a trigger's prepositions may hang on: objects, "resumption of *ties* with
    X", "move *closer* to".
    """
    if part == "noun" and sense.object:
        return _behind(view, token, "of")
    if part != "verb":
        return []
    near = view.children(token, "advmod", "xcomp")
    compared = [child for child in near if view.tokens[child].tag in COMPARED]
    if sense.object or sense.recipient is not None or "object" in sense.governs:
        return compared + _goods(view, token)
    return compared


def _behind(view: View, token: int, *cases: str) -> list[int]:
    """The phrases that hang on a token by one of these prepositions."""
    return [child for case, child in view.obliques(token) if case in cases]


def _goods(view: View, token: int) -> list[int]:
    """
    The objects of a verb with what is said of whom they are for ("a shipment of arms
    intended for X").
    """
    found = list(view.patients(token))
    destined = view.tree.lexicon.coding.destined
    parts = [part for head in found for part in _behind(view, head, "of")]
    clauses = [i for noun in (*found, *parts) for i in view.children(noun, "acl")]
    return found + [clause for clause in clauses if view.lemmas[clause] in destined]


def _subjects(view: View, sense: Sense, part: Part, token: int) -> tuple[int, ...]:
    """Who does what a trigger says."""
    if part == "verb":
        return view.agents(token)
    if part == "noun":
        return tuple(_owners(view, sense, token))
    if view.relation(token) == "amod":
        return (view.tokens[token].head,)
    return view.subjects(token)


def _owners(view: View, sense: Sense, token: int) -> list[int]:
    """
    Who does what a noun says: the owner, the by-phrase, the modifier, the of-phrase.
    """
    found: list[int] = []
    in_it = view.tree.lexicon.coding.states.intersection(view.cases(token))
    if in_it and view.children(token, "cop"):  # "X is in talks with Y"
        found += view.subjects(token)
    if sense.possessive == "actor":
        found += _possessors(view, token)
    found += _nominal(view, _behind(view, token, "by", "between", "among"))
    if sense.modifier == "actor":
        found += _modifiers(view, token)
    found += _behind_of(view, sense, token)
    return found + _nominal(view, _behind(view, token, "from"))


def _behind_of(view: View, sense: Sense, token: int) -> list[int]:
    """The doers that a noun's of-phrase names or holds."""
    of = _nominal(view, _behind(view, token, "of"))
    # "the arrest of monks by troops", however the last phrase is hung
    if "object" in recipients(view, sense, "noun"):
        return [doer for patient in of for doer in _behind(view, patient, "by")]
    if "of" in sense.governs:
        return []
    return of


def _nominal(view: View, heads: list[int]) -> list[int]:
    return [head for head in heads if view.tokens[head].upos in NOMINAL]


def _objects(view: View, sense: Sense, part: Part, token: int) -> tuple[int, ...]:
    """
    What an act is done to: of a verb what it says, of a noun the of-phrase; owner and
    modifier where the sense says so.
    """
    if part == "verb":
        return view.patients(token)
    found = _behind(view, token, "of")
    if sense.possessive == "recipient":
        found += _possessors(view, token)
    if sense.modifier == "recipient":
        found += _modifiers(view, token)
    return tuple(found)


def recipients(view: View, sense: Sense, part: Part) -> tuple[str, ...]:
    """The slots where a sense looks for the recipient, first to last."""
    words = view.tree.lexicon.coding
    if sense.recipient is not None:
        return sense.recipient
    if sense.reciprocal and part == "noun":
        return words.reciprocal_recipients
    if part == "verb":
        return words.verb_recipients
    return ("object", *words.noun_recipients)
