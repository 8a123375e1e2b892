"""
Whether a verb of an account tells a deed as done, as on its way, or only as something to
come, to be wished for or to be asked whether.

Each question takes a tree and a verb in it.
"""

from __future__ import annotations

from itertools import islice

from facta.extract.commitments.syntax import helpers
from facta.language.syntax import Tree

# Relations of clauses that an account tells in its own right.
MAIN = frozenset({"root", "conj", "parataxis"})
# Relations of clauses that tell something in their own right, whatever is around them.
APART = frozenset({"acl:relcl", "appos", "parataxis", "root"})


def is_done(tree: Tree, verb: int) -> bool:
    """
    Whether a verb is told as done: "delivered", "has delivered", "was delivered"; a
    bare participle ("bridges built in Riga"), "are delivered" and "to deliver" are not.
    """
    return _is_past(tree, verb) and not is_open(tree, verb)


def is_on_its_way(tree: Tree, verb: int) -> bool:
    """Whether a verb is told as being done: "is delivering", "are being built"."""
    token, found = tree.tokens[verb], helpers(tree, verb)
    goes_on = token.tag == "VBG" and bool(tree.children(verb, "aux"))
    being = "being" in found | _passives(tree, verb)
    return (goes_on or being) and not is_open(tree, verb)


def is_open(tree: Tree, verb: int) -> bool:
    """
    Whether a verb, or a clause around its own, leaves open whether it comes to pass:
    behind a modal, behind "if" or "until", in an infinitive.
    """
    grammar, aftermath = tree.lexicon.grammar, tree.lexicon.commitments.aftermath
    for each in (verb, *tree.ancestors(verb)):
        token = tree.tokens[each]
        marks = {tree.tokens[at].text.lower() for at in tree.children(each, "mark")}
        if marks & aftermath.doubting or helpers(tree, each) & grammar.modals:
            return True
        if _is_infinitive(tree, each):
            return True
        if token.relation in APART:
            return False
    return False


def is_fresh(tree: Tree, trigger: int) -> bool:
    """
    Whether a word binds as the account is written: "promises", "will send", "is
    committed to". What is promised today nobody has kept yet.
    """
    token = tree.tokens[trigger]
    if token.upos == "NOUN":
        return False
    if token.tag == "VBD" or "did" in helpers(tree, trigger):
        return False
    near = helpers(tree, trigger) | _passives(tree, trigger)
    near |= {tree.tokens[at].text.lower() for at in tree.children(trigger, "cop")}
    return token.tag != "VBN" or near.isdisjoint(
        tree.lexicon.commitments.aftermath.before
    )


def _is_past(tree: Tree, verb: int) -> bool:
    token, found = tree.tokens[verb], helpers(tree, verb)
    if token.tag == "VBD" or "did" in found:
        return True
    if _is_result(tree, verb):
        above = (each for each in tree.ancestors(verb) if _is_verb(tree, each))
        return any(_is_past(tree, each) for each in islice(above, 1))
    if token.tag != "VBN":
        return _is_failed(tree, verb)
    before = tree.lexicon.commitments.aftermath.before
    if (found | _passives(tree, verb)) & before:
        return True
    # "was ordered and delivered": a joined participle shares the helpers of the first
    joined = token.relation == "conj" and not (found | _passives(tree, verb))
    return (
        joined and tree.tokens[token.head].tag == "VBN" and _is_past(tree, token.head)
    )


def _is_result(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what another led to: "work stopped, undermining its word"."""
    token = tree.tokens[verb]
    bare = not tree.children(verb, "aux", "aux:pass", "mark")
    return token.tag == "VBG" and token.relation == "advcl" and bare


def _is_verb(tree: Tree, index: int) -> bool:
    return tree.tokens[index].upos == "VERB"


def _is_failed(tree: Tree, verb: int) -> bool:
    """Whether a verb is governed by one that denies it: "failed to deliver"."""
    token = tree.tokens[verb]
    failing = tree.lexicon.commitments.aftermath.failing
    governed = token.relation == "xcomp" and tree.lemma(token.head) in failing
    return governed and _is_past(tree, token.head)


def _is_infinitive(tree: Tree, verb: int) -> bool:
    """Whether a verb is told as an aim: "to deliver", but for "failed to deliver"."""
    token = tree.tokens[verb]
    if token.tag != "VB" or "did" in helpers(tree, verb):
        return False
    failing = tree.lexicon.commitments.aftermath.failing
    return not (token.relation == "xcomp" and tree.lemma(token.head) in failing)


def _passives(tree: Tree, verb: int) -> set[str]:
    return {tree.tokens[at].text.lower() for at in tree.children(verb, "aux:pass")}
