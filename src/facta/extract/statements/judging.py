"""
Whether a verb that can tell a deed tells words where it stands: "attacked the plan" does,
"attacked a convoy" does not.

Every question takes a tree and the token of the verb; the words are those of the tree's
lexicon.
"""

from __future__ import annotations

from facta.language.syntax import Tree

# where the content of a verb of doing stands whatever its object is
WORDED = frozenset({"clause", "infinitive", "named", "quote", "as"})
# what stands before that for which somebody is blamed in words
BLAMING = frozenset({"for", "over"})


def spoken(
    tree: Tree, index: int, frames: frozenset[str], *, passive: bool
) -> frozenset[str]:
    """
    The frames of a word where it stands: of a verb of doing those that stand without a
    deed, unless it judges words, conduct or somebody's part in it.
    """
    contents = tree.lexicon.speech.contents
    lemma = tree.lemma(index)
    if lemma not in contents.doing:
        return frames
    if lemma in contents.particled and tree.children(index, "compound:prt"):
        return frames
    return frames if judges(tree, index, passive=passive) else frames & WORDED


def judges(tree: Tree, index: int, *, passive: bool) -> bool:
    """
    Whether the object of a verb is words or conduct, or somebody who is blamed for it.
    """
    contents = tree.lexicon.speech.contents
    if tree.lemma(index) in contents.particled:
        return False
    thing = tree.child(index, "nsubj:pass") if passive else tree.child(index, "obj")
    if thing is None:
        return False
    if tree.lemma(thing) in contents.judged:
        return True
    if tree.lemma(index) in contents.scolding:
        return _is_somebody(tree, thing)
    if not _is_person(tree, thing):
        return False
    doer = tree.agent(index) if passive else tree.subject(index)
    between = doer is not None and _is_named(tree, doer) and _is_named(tree, thing)
    return between or _is_blamed(tree, index)


def does(tree: Tree, index: int) -> bool:
    """Whether a verb tells a deed: nothing is said of its object, and by it nothing."""
    if tree.lemma(index) not in tree.lexicon.speech.contents.doing:
        return False
    if any("as" in tree.prepositions(child) for child in tree.children(index)):
        return False
    passive = tree.passive(index)
    thing = tree.child(index, "nsubj:pass") if passive else tree.child(index, "obj")
    return thing is not None and not judges(tree, index, passive=passive)


def heard(tree: Tree, index: int, thing: int) -> bool:
    """
    Whether the object of a verb is who is spoken to, not what is said: "urged the
    leaders", not "urged restraint".
    """
    if tree.lemma(index) not in tree.lexicon.speech.contents.asking:
        return False
    return tree.tokens[thing].tag == "NNS" or _is_somebody(tree, thing)


def _is_blamed(tree: Tree, index: int) -> bool:
    """Whether a verb has a reason: "over the war", "for lying"."""
    for child in tree.children(index, "obl", "advcl"):
        marks = tree.prepositions(child)
        if marks.isdisjoint(BLAMING):
            continue
        said = tree.lemma(child) in tree.lexicon.speech.contents.judged
        if said or "over" in marks or tree.relation(child) == "advcl":
            return True
    return False


def _is_person(tree: Tree, index: int) -> bool:
    described = tree.lemma(index) in tree.lexicon.speech.speakers.anonymous
    return described or _is_named(tree, index)


def _is_somebody(tree: Tree, index: int) -> bool:
    """Whether a token is a name, a pronoun, a person or a body."""
    named = tree.tokens[index].upos in {"PROPN", "PRON"}
    body = tree.lemma(index) in tree.lexicon.speech.speakers.institution
    return named or body or _is_person(tree, index)


def _is_named(tree: Tree, index: int) -> bool:
    """Whether a token is a person's name, or a pronoun for one."""
    grammar = tree.lexicon.grammar
    word = tree.tokens[index].text.lower()
    if word in grammar.masculine or word in grammar.feminine:
        return True
    return any(
        name.kind == "person" and name.first <= index <= name.last
        for name in tree.sentence.names
    )
