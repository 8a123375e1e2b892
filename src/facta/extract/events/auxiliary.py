"""
The four auxiliary modes as the syntax around a trigger shows them: negation, future,
hypothetical, historical.

Each rule takes a View and the token that names the act, and looks at its auxiliaries,
particles and clause. What operators add ("plan to", "denied") is the algebra's part;
what dates add is the coder's.
"""

from __future__ import annotations

from collections.abc import Callable

from facta.extract.events.doubts import denied_above, doubted_above, remembered
from facta.extract.events.views import View
from facta.records import Auxiliary

# where "would" is the future of a past report: "said it would"
REPORTED = frozenset({"ccomp", "conj", "parataxis", "root"})
# forms of a predicate after which an infinitive is no prospect: "went to meet" is done
TOLD = frozenset({"VB", "VBD", "VBZ"})
# the roles of a subordinate clause that a past perfect puts behind the narrative
BEHIND = frozenset({"acl:relcl", "advcl"})


def auxiliaries(view: View, token: int) -> frozenset[Auxiliary]:
    """The auxiliary modes that a trigger's own clause gives it."""
    return frozenset(name for name, holds in MODES if holds(view, token))


def negated(view: View, token: int) -> bool:
    """Whether the predicate, or a noun by its determiner, is denied."""
    return view.tree.negated(token) or denied_above(view, token)


def ahead(view: View, token: int) -> bool:
    """Whether the predicate is told in the future, or a noun is called planned."""
    if any(rule(view, token) for rule in AHEAD):
        return True
    if view.tree.shares_auxiliary(token):
        return ahead(view, view.tokens[token].head)
    return _prospect(view, token)


def _willed(view: View, token: int) -> bool:
    """A future: "will attack"."""
    return bool(view.tree.auxiliaries(token) & view.tree.lexicon.grammar.futures)


def _planned(view: View, token: int) -> bool:
    """A plan: "the planned attack"."""
    planned = view.tree.lexicon.coding.planned
    return any(view.lemmas[child] in planned for child in view.children(token, "amod"))


def _is_to(view: View, token: int) -> bool:
    """An arrangement: "are to meet", the headline's "Canada to supply"."""
    if not view.infinitive(token):
        return False
    if view.relation(token) == "acl" and view.tokens[token].head in view.mentions:
        return True
    return any(view.lemmas[i] == "be" for i in view.children(token, "cop", "aux"))


def _reported_would(view: View, token: int) -> bool:
    """The future of a past report, "said it would"; "would if" is a condition."""
    would = view.tree.auxiliaries(token) & view.tree.lexicon.coding.woulds
    if not would or view.relation(token) not in REPORTED:
        return False
    conditionals = view.tree.lexicon.coding.conditionals
    clauses = view.children(token, "advcl")
    return not any(conditionals & set(view.cases(clause)[:1]) for clause in clauses)


def _prospect(view: View, token: int) -> bool:
    """A prospect: "set to meet", "going to meet"."""
    head = view.tokens[token].head
    if view.relation(token) != "xcomp" or head < 0:
        return False
    if not view.infinitive(token):
        return False
    ahead_of = view.lemmas[head] in view.tree.lexicon.coding.prospects
    return ahead_of and view.tokens[head].tag not in TOLD


def possible(view: View, token: int) -> bool:
    """Whether the act is told as a condition or a possibility."""
    if any(rule(view, token) for rule in POSSIBLE):
        return True
    shared = view.tree.shares_auxiliary(token)
    return shared and possible(view, view.tokens[token].head)


def _may(view: View, token: int) -> bool:
    """A possibility: "could attack"."""
    return bool(view.tree.auxiliaries(token) & view.tree.lexicon.grammar.possibles)


def _conditional(view: View, token: int) -> bool:
    """A condition: "if X attacks"."""
    conditions = view.tree.lexicon.grammar.conditions
    marks = view.children(token, "mark", "aux")
    return any(view.lemmas[child] in conditions for child in marks)


def _doubted(view: View, token: int) -> bool:
    """A doubt: "perhaps attacked", "a possible attack"."""
    words = view.tree.lexicon.coding
    if any(view.lemmas[i] in words.doubts for i in view.children(token, "advmod")):
        return True
    return any(view.lemmas[i] in words.doubtful for i in view.children(token, "amod"))


def _inverted(view: View, token: int) -> bool:
    """A condition without a conjunction: "Had Pakistan attacked, ..."."""
    helpers = view.children(token, "aux")
    subjects = view.children(token, "nsubj", "nsubj:pass")
    if view.relation(token) != "advcl" or not helpers or not subjects:
        return False
    # one right before the verb stands behind the subject
    fronted = {view.tokens[i].text.lower() for i in helpers if i + 1 < token}
    inverted = fronted & view.tree.lexicon.coding.inverted
    return bool(inverted) and helpers[0] < subjects[0]


def _would(view: View, token: int) -> bool:
    """A condition's "would attack", but where that is the future of a report."""
    would = view.tree.auxiliaries(token) & view.tree.lexicon.coding.woulds
    return bool(would) and not _reported_would(view, token)


def background(view: View, token: int) -> bool:
    """
    Whether the clause says that it tells the past: "previously", a past perfect in a
    subordinate clause.
    """
    past = view.tree.lexicon.coding.past
    if any(view.lemmas[i] in past for i in view.children(token, "advmod", "amod")):
        return True
    if remembered(view, token):
        return True
    perfect = "had" in view.tree.auxiliaries(token)
    return perfect and view.relation(token) in BEHIND


Rule = Callable[[View, int], bool]
AHEAD: tuple[Rule, ...] = (_willed, _planned, _reported_would, _is_to)
POSSIBLE: tuple[Rule, ...] = (
    _may,
    _conditional,
    _doubted,
    _inverted,
    _would,
    doubted_above,
)
MODES: tuple[tuple[Auxiliary, Rule], ...] = (
    ("negation", negated),
    ("future", ahead),
    ("hypothetical", possible),
    ("historical", background),
)
