"""
What fills the slots of a frame: subject, object, prepositions and the like, for verbs,
nouns and adjectives.

Takes a View and a sense with its trigger; gives token indices. docs/lexicon.md names
the slots.
"""

from __future__ import annotations

from facta.extract.events.views import NOMINAL, View
from facta.lexicon.events import Part, Sense

NOUN_RECIPIENTS = (
    "against",
    "on",
    "upon",
    "with",
    "to",
    "toward",
    "towards",
    "at",
    "for",
    "over",
    "into",
    "between",
    "in",
)
VERB_RECIPIENTS = (
    "object",
    "indirect",
    "against",
    "on",
    "upon",
    "at",
    "with",
    "to",
    "toward",
    "towards",
    "into",
    "over",
    "in",
    "from",
)
AT_IT = frozenset({"at", "in"})  # "X is in talks with Y", "at odds with Y"
COMPARED = frozenset({"JJR", "RBR"})
MEANT = frozenset({"allocate", "bind", "destine", "earmark", "intend", "mean"})
RECIPROCAL_RECIPIENTS = ("with", "to", "between", "in")


def slot(
    view: View, sense: Sense, part: Part, token: int, slot: str
) -> tuple[int, ...]:
    """The tokens that fill one slot of a frame."""
    if slot == "subject":
        return (
            view.agents(token) if part == "verb" else _owners(view, sense, part, token)
        )
    if slot == "object":
        return view.patients(token) if part == "verb" else _objects(view, sense, token)
    if slot == "indirect":
        return tuple(view.children(token, "iobj"))
    if slot == "complement":
        return tuple(view.children(token, "xcomp", "ccomp"))
    if slot == "infinitive":
        return tuple(
            c
            for c in view.children(token, "xcomp", "advcl", "ccomp", "acl")
            if view.infinitive(c)
        )
    if slot == "predicate":
        return tuple(
            c
            for c in view.children(token, "xcomp")
            if not view.infinitive(c) and c not in view.mentions
        )
    if slot == "clause":
        return tuple(view.children(token, "advcl", "acl", "conj"))
    if slot in {"possessive", "modifier"}:
        return tuple(
            view.children(
                token,
                *(("nmod:poss",) if slot == "possessive" else ("compound", "amod")),
            )
        )
    heads = [token, *_through(view, sense, part, token)]
    return tuple(
        child for head in heads for case, child in view.obliques(head) if case == slot
    )


def _through(view: View, sense: Sense, part: Part, token: int) -> list[int]:
    """
    What else a trigger's prepositions may hang on: objects, "resumption of *ties* with
    X", "move *closer* to".
    """
    if part == "verb":
        compared = [
            c
            for c in view.children(token, "advmod", "xcomp")
            if view.tokens[c].tag in COMPARED
        ]
        whole = sense.object or sense.recipient is not None or "object" in sense.governs
        return compared + (_goods(view, token) if whole else [])
    return (
        [child for case, child in view.obliques(token) if case == "of"]
        if part == "noun" and sense.object
        else []
    )


def _goods(view: View, token: int) -> list[int]:
    """
    The objects of a verb with what is said of whom they are for ("a shipment of arms
    intended for X").
    """
    found = list(view.patients(token))
    nouns = [
        *found,
        *(
            child
            for head in found
            for case, child in view.obliques(head)
            if case == "of"
        ),
    ]
    return found + [
        clause
        for noun in nouns
        for clause in view.children(noun, "acl")
        if view.lemmas[clause] in MEANT
    ]


def _owners(view: View, sense: Sense, part: Part, token: int) -> tuple[int, ...]:
    """
    Who does what a noun or an adjective says: the owner, the by-phrase, the modifier,
    the of-phrase.
    """
    if part == "adjective":
        if view.relation(token) == "amod":
            return (view.tokens[token].head,)
        return view.subjects(token)
    found: list[int] = []
    if view.children(token, "cop") and AT_IT & set(view.cases(token)):
        found += view.subjects(token)
    if sense.possessive == "actor":
        found += view.children(token, "nmod:poss")
    cases = [
        (case, child)
        for case, child in view.obliques(token)
        if view.tokens[child].upos in NOMINAL
    ]
    found += [child for case, child in cases if case in {"by", "between", "among"}]
    if sense.modifier == "actor":
        found += view.children(token, "compound", "amod")
    of = [child for case, child in cases if case == "of"]
    # "the arrest of monks by troops", however the last phrase is hung
    if "object" in recipients(sense, "noun"):
        found += [
            child
            for patient in of
            for case, child in view.obliques(patient)
            if case == "by"
        ]
    elif "of" not in sense.governs:
        found += of
    found += [child for case, child in cases if case == "from"]
    return tuple(found)


def _objects(view: View, sense: Sense, token: int) -> tuple[int, ...]:
    """
    What a noun's act is done to: the of-phrase; owner and modifier where the sense says
    so.
    """
    found = [child for case, child in view.obliques(token) if case == "of"]
    if sense.possessive == "recipient":
        found += view.children(token, "nmod:poss")
    if sense.modifier == "recipient":
        found += view.children(token, "compound", "amod")
    return tuple(found)


def recipients(sense: Sense, part: Part) -> tuple[str, ...]:
    """The slots where a sense looks for the recipient, first to last."""
    if sense.recipient is not None:
        return sense.recipient
    if sense.reciprocal and part == "noun":
        return RECIPROCAL_RECIPIENTS
    return VERB_RECIPIENTS if part == "verb" else ("object", *NOUN_RECIPIENTS)
