"""When a capital or country acts, and when it is only a place."""

from __future__ import annotations

from facta.extract.actors.chunks import Found, first_conjunct
from facta.extract.actors.view import View

METONYM_CASES = frozenset(
    {
        "with",
        "by",
        "against",
        "between",
        "for",
        "toward",
        "towards",
        "among",
        "like",
        "than",
        "via",
    }
)
PLACE_VERBS = frozenset(
    {
        "attack",
        "besiege",
        "bomb",
        "capture",
        "defend",
        "encircle",
        "enter",
        "flee",
        "hit",
        "leave",
        "liberate",
        "pound",
    }
    | {
        "quit",
        "reach",
        "recapture",
        "retake",
        "rock",
        "seize",
        "shell",
        "storm",
        "strike",
        "target",
        "tour",
    }
    | {"visit", "evacuate", "bombard"}
)
ADDRESSED = frozenset(
    {
        "aid",
        "ally",
        "allied",
        "answer",
        "apology",
        "appeal",
        "assurance",
        "call",
        "complain",
        "complaint",
        "concession",
    }
    | {
        "critical",
        "criticism",
        "demand",
        "hostile",
        "invitation",
        "letter",
        "loan",
        "loyal",
        "message",
        "note",
        "offer",
    }
    | {
        "pressure",
        "promise",
        "proposal",
        "protest",
        "reply",
        "request",
        "response",
        "signal",
        "statement",
        "support",
    }
    | {"threat", "turn", "ultimatum", "warning", "close", "answerable", "appeal"}
)
PLACE_CASES = frozenset(
    {
        "across",
        "around",
        "at",
        "in",
        "inside",
        "into",
        "near",
        "outside",
        "over",
        "through",
        "throughout",
        "within",
    }
)


def located(view: View, index: int) -> bool:
    """Whether a country is told as a place: in Russia, across Ukraine."""
    head = first_conjunct(view.tokens, index)
    return any(
        view.lower[i] in PLACE_CASES
        for i in view.tree.below[head]
        if view.tokens[i].relation == "case"
    )


def acts(view: View, index: int) -> bool:
    """
    Whether a capital stands for its government: not where a preposition makes it a
    place.
    """
    head = first_conjunct(view.tokens, index)
    token = view.tokens[head]
    cases = {
        view.lower[i]
        for i in view.tree.below[head]
        if view.tokens[i].relation == "case"
    } - {
        "'s",
        "’s",
        "'",
    }
    if token.relation in ("root", "appos", "list", "vocative", "compound"):
        return False
    if token.relation == "obj" and view.tokens[token.head].lemma in PLACE_VERBS:
        return False
    if cases & {"of", "from", "to"} and view.tokens[token.head].lemma in ADDRESSED:
        return True
    return cases <= METONYM_CASES


def state_follows(view: View, found: Found) -> bool:
    """Whether an American state follows after a comma: Lebanon, Pa."""
    after = found.last + 2
    if found.sense.kind not in ("country", "capital", "place") or after >= len(
        view.tokens
    ):
        return False
    if view.tokens[found.last + 1].text != ",":
        return False
    text = view.tokens[after].text
    dotted = text if text.endswith(".") else text + "."
    return dotted in view.gazetteer.countries.phrases.states and (
        text.endswith(".") or _dot(view, after + 1)
    )


def _dot(view: View, index: int) -> bool:
    return index < len(view.tokens) and view.tokens[index].text == "."
