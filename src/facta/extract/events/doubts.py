"""
What the words above a clause say of the deed in it: that nothing shows it, that the
report of it is false, that it is only played, that it is remembered.

Each rule takes a View and the token that names the act and looks up the tree; what
stands at the token itself is the part of `auxiliary`.
"""

from __future__ import annotations

from collections.abc import Iterator

from facta.extract.events.views import View

# the roles of a clause that says what a noun is about: "evidence that", "sign of"
CONTENT = frozenset({"acl", "ccomp", "nmod", "conj"})
# the roles of what is said of a subject: "proved false", "is a lie"
SAID_OF = ("xcomp", "obj")
# what denies both of two
NEITHER = frozenset({"neither", "nor"})


def denied_above(view: View, token: int) -> bool:
    """Whether the clause is what nothing shows, or what a false report tells."""
    if _neither(view, token) or _never_came(view, token):
        return True
    frames = _frames(view, token)
    return any(_unproven(view, noun) or _false(view, noun) for noun in frames)


def doubted_above(view: View, token: int) -> bool:
    """Whether the act is played, has "yet to" come, or is only supposed."""
    return _played(view, token) or _yet(view, token) or _supposed(view, token)


def remembered(view: View, token: int) -> bool:
    """Whether it is what an anniversary remembers."""
    words = view.tree.lexicon.coding.anniversaries
    return any(view.lemmas[noun] in words for noun in _frames(view, token))


def withheld(view: View, token: int) -> bool:
    """Whether neither of two things is said: "neither confirm nor deny"."""
    head = view.tokens[token].head
    heads = [token, head] if view.relation(token) == "conj" else [token]
    joining = "cc", "cc:preconj", "advmod"
    return any(
        view.lemmas[i] in NEITHER for at in heads for i in view.children(at, *joining)
    )


def _frames(view: View, token: int) -> Iterator[int]:
    """The nouns whose content a clause or phrase is, the nearest first."""
    at = token
    while view.relation(at) in CONTENT or _whole(view, at):
        at = view.tokens[at].head
        if view.tokens[at].upos == "NOUN":
            yield at


def _whole(view: View, token: int) -> bool:
    """
    Whether what is read as a relative clause lacks nothing that its noun could be: "the
    report that Iran struck Iraq".
    """
    if view.relation(token) != "acl:relcl":
        return False
    return all(
        any(view.tokens[i].tag != "WDT" for i in view.children(token, role))
        for role in ("nsubj", "obj")
    )


def _unproven(view: View, noun: int) -> bool:
    """Nothing that shows it: "no evidence that", "without proof that"."""
    if view.lemmas[noun] not in view.tree.lexicon.coding.evidence:
        return False
    if "without" in view.cases(noun) or view.tree.negated(noun):
        return True
    verb = view.tokens[noun].head
    return view.relation(noun) == "obj" and view.tree.negated(verb)


def _false(view: View, noun: int) -> bool:
    """A report that is called untrue: "the claim that ... proved false"."""
    falsities = view.tree.lexicon.coding.falsities
    if any(view.lemmas[i] in falsities for i in view.children(noun, "amod")):
        return True
    verb = view.tokens[noun].head
    if view.tree.base(noun) != "nsubj" or view.tree.negated(verb):
        return False
    said = [verb, *view.children(verb, *SAID_OF)]
    return any(
        view.lemmas[at] in falsities and view.tokens[at].upos != "VERB" for at in said
    )


def _neither(view: View, token: int) -> bool:
    """What neither of two did: "neither Russia nor Ukraine accepted"."""
    return any(
        view.lemmas[i] in NEITHER
        for subject in view.children(token, "nsubj", "nsubj:pass")
        for i in view.children(subject, "cc:preconj", "det")
    )


def _never_came(view: View, token: int) -> bool:
    """A noun's deed that its verb denies: "a ceasefire did not materialise"."""
    verb = view.tokens[token].head
    return (
        view.tokens[token].upos == "NOUN"
        and view.tree.base(token) == "nsubj"
        and view.lemmas[verb] in view.tree.lexicon.coding.comings
        and view.tree.negated(verb)
    )


def _supposed(view: View, token: int) -> bool:
    """
    A noun's deed that is none in particular: "any ceasefire that", "sanctions could
    derail the talks".
    """
    if view.tokens[token].upos != "NOUN":
        return False
    told = [view.lemmas[i] for i in view.children(token, "det", "nmod:poss", "nummod")]
    if told:
        return told == ["any"]
    bare = view.tokens[token].tag == "NNS" and view.tree.base(token) == "nsubj"
    verb = view.tokens[token].head
    return bare and bool(
        view.tree.auxiliaries(verb) & view.tree.lexicon.grammar.possibles
    )


def _played(view: View, token: int) -> bool:
    """What is done "in the drill" or "in the film"."""
    plays = view.tree.lexicon.coding.plays
    return any(
        case in ("in", "during") and view.lemmas[noun] in plays
        for case, noun in view.obliques(token)
    )


def _yet(view: View, token: int) -> bool:
    """What somebody "has yet to" do."""
    head = view.tokens[token].head
    if view.relation(token) != "xcomp" or head < 0 or view.lemmas[head] != "have":
        return False
    return any(view.lemmas[i] == "yet" for i in view.children(head, "advmod"))
