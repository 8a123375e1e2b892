"""
The four auxiliary modes as the syntax around a trigger shows them: negation, future,
hypothetical, historical.

Each function takes a View and the token that names the act, and looks at its
auxiliaries, particles and clause. What operators add ("plan to", "denied") is the
algebra's part; what dates add is the coder's.
"""

from __future__ import annotations

from facta.extract.events.views import View
from facta.records import Auxiliary

NEGATIVES = frozenset(
    {
        "not",
        "n't",
        "never",
        "nor",
        "neither",
        "hardly",
        "no",
        "without",
        "n’t",
        "nt",
        "cannot",
    }
)
FUTURES = frozenset({"will", "shall", "'ll", "’ll", "wo", "ll"})
POSSIBLES = frozenset({"could", "may", "might", "can", "should", "must", "ought"})
CONDITIONS = frozenset({"if", "unless", "should", "lest", "whether", "provided"})
DOUBTS = frozenset({"perhaps", "possibly", "maybe", "potentially"})
DOUBTFUL = frozenset({"possible", "potential", "hypothetical", "would-be", "eventual"})
PLANNED = frozenset(
    {
        "planned",
        "upcoming",
        "future",
        "proposed",
        "forthcoming",
        "impending",
        "scheduled",
        "expected",
    }
)
PAST = frozenset({"previously", "formerly", "historically", "decades-old", "wartime"})
REPORTED = frozenset({"ccomp", "conj", "parataxis", "root"})


def auxiliaries(view: View, token: int) -> frozenset[Auxiliary]:
    """The auxiliary modes that a trigger's own clause gives it."""
    found: set[Auxiliary] = set()
    if negated(view, token):
        found.add("negation")
    if ahead(view, token):
        found.add("future")
    if possible(view, token):
        found.add("hypothetical")
    if background(view, token):
        found.add("historical")
    return frozenset(found)


def negated(view: View, token: int) -> bool:
    """Whether the predicate, or a noun by its determiner, is denied."""
    for child in view.below[token]:
        lemma, relation = view.lemmas[child], view.relation(child)
        if lemma in NEGATIVES and relation in {
            "advmod",
            "det",
            "case",
            "mark",
            "aux",
            "cc:preconj",
            "advmod:neg",
        }:
            return not _only(view, child)
    if any(
        view.lemmas[child] == "no"
        for held in view.children(token, "obj")
        for child in view.children(held, "det")
    ):
        return True  # "held no talks"
    return _shares_auxiliary(view, token) and negated(view, view.tokens[token].head)


def _only(view: View, token: int) -> bool:
    """Whether "not" belongs to "not only"."""
    after = view.lemmas[token + 1 : token + 2]
    return after in (["only"], ["just"], ["longer"]) and view.lemmas[token] == "not"


def ahead(view: View, token: int) -> bool:
    """Whether the predicate is told in the future, or a noun is called planned."""
    lemmas = {view.lemmas[child] for child in view.children(token, "aux", "aux:pass")}
    if lemmas & FUTURES or any(
        view.tokens[c].text.lower() in FUTURES for c in view.children(token, "aux")
    ):
        return True
    if any(view.lemmas[child] in PLANNED for child in view.children(token, "amod")):
        return True
    if _reported_would(view, token) or _is_to(view, token):
        return True
    if _shares_auxiliary(view, token):
        return ahead(view, view.tokens[token].head)
    head = view.tokens[token].head
    return (
        view.relation(token) == "xcomp"
        and head >= 0
        and view.lemmas[head]
        in {"go", "set", "due", "about", "likely", "scheduled", "poised"}
        and view.infinitive(token)
        and view.tokens[head].tag not in {"VBD", "VB", "VBZ"}
    )


def _is_to(view: View, token: int) -> bool:
    """
    Whether an infinitive stands for a future: "are to meet", the headline's "Canada to
    supply".
    """
    if not view.infinitive(token):
        return False
    headline = (
        view.relation(token) == "acl" and view.tokens[token].head in view.mentions
    )
    return headline or any(
        view.lemmas[child] == "be" for child in view.children(token, "cop", "aux")
    )


def _reported_would(view: View, token: int) -> bool:
    """
    Whether "would" is the future of a past report ("said it would") rather than a
    condition.
    """
    if (
        not _has(view, token, {"would", "'d", "’d"})
        or view.tokens[token].relation not in REPORTED
    ):
        return False
    return not any(
        view.cases(child)[:1] in (["if"], ["unless"])
        for child in view.children(token, "advcl")
    )


def _has(view: View, token: int, words: set[str]) -> bool:
    return any(
        view.tokens[child].text.lower() in words
        for child in view.children(token, "aux")
    )


def possible(view: View, token: int) -> bool:
    """Whether the act is told as a condition or a possibility."""
    for child in view.below[token]:
        lemma, relation = view.lemmas[child], view.relation(child)
        if relation == "aux" and (
            lemma in POSSIBLES or view.tokens[child].text.lower() in POSSIBLES
        ):
            return True
        if relation in {"mark", "aux"} and lemma in CONDITIONS:
            return True
        if (relation == "advmod" and lemma in DOUBTS) or (
            relation == "amod" and lemma in DOUBTFUL
        ):
            return True
    if _inverted(view, token):
        return True
    if _has(view, token, {"would", "'d", "’d"}) and not _reported_would(view, token):
        return True
    return _shares_auxiliary(view, token) and possible(view, view.tokens[token].head)


def _inverted(view: View, token: int) -> bool:
    """
    Whether "had" or "were" before the subject makes a condition ("Had Pakistan
    attacked, ...").
    """
    fronted = {
        view.tokens[child].text.lower()
        for child in view.children(token, "aux")
        if child + 1 < token
    }
    subjects = view.children(token, "nsubj", "nsubj:pass")
    first = min(view.children(token, "aux"), default=token)
    return (
        view.relation(token) == "advcl"
        and bool(fronted & {"had", "were"})
        and bool(subjects)
        and first < subjects[0]
    )


def background(view: View, token: int) -> bool:
    """
    Whether the clause says that it tells the past: "previously", a past perfect in a
    subordinate clause.
    """
    if any(
        view.lemmas[child] in PAST for child in view.children(token, "advmod", "amod")
    ):
        return True
    perfect = any(
        view.tokens[child].text.lower() == "had"
        for child in view.children(token, "aux")
    )
    return perfect and view.relation(token) in {"acl:relcl", "advcl"}


def _shares_auxiliary(view: View, token: int) -> bool:
    """
    Whether a coordinated verb leans on the first one's auxiliaries ("will arrest and
    deport").
    """
    item = view.tokens[token]
    if (
        item.relation != "conj"
        or item.head < 0
        or view.children(token, "aux", "nsubj", "nsubj:pass", "mark")
    ):
        return False
    first = view.tokens[item.head]
    return (
        first.upos == "VERB"
        and item.upos == "VERB"
        and first.tag == item.tag
        and item.tag in {"VB", "VBN"}
    )
