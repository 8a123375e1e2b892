"""
What a verb binds its subject to: a trigger of the lexicon, an accord that is signed, a
report that is called a lie.

Each finder takes a tree and a verb in it and gives a draft, or None.
"""

from __future__ import annotations

from collections.abc import Sequence

from facta.extract.commitments.draft import Draft
from facta.extract.commitments.kinds import Bond, kind_of
from facta.extract.commitments.syntax import (
    happens,
    helpers,
    only_rings,
    opened_by,
    words_at,
)
from facta.extract.statements.contents import content_of, without_case
from facta.language.syntax import Tree
from facta.lexicon.commitments import Trigger


def accord(tree: Tree, verb: int) -> Draft | None:
    """
    An accord that is signed or reached: its object says what to, its subjects are
    bound.
    """
    turns = tree.lexicon.commitments.turns
    if tree.lemma(verb) not in turns.concluding or not happens(tree, verb):
        return None
    passive = tree.passive(verb)
    told = tree.child(verb, "nsubj:pass" if passive else "obj")
    if told is None or tree.lemma(told) not in turns.accord:
        return None
    later = {
        index
        for child in tree.children(verb, "xcomp", "advcl")
        if "to" in tree.prepositions(child)
        for index in tree.subtree(child)
    }
    return Draft(
        kind="agreement",
        tree=tree,
        trigger=verb,
        maker=_doer(tree, verb, passive=passive),
        content=tuple(sorted(later.union(tree.subtree(told)))),
        head=told,
    )


def called_untrue(tree: Tree, verb: int) -> Draft | None:
    """A denial by name: "called the report a fabrication"."""
    turns = tree.lexicon.commitments.turns
    if tree.lemma(verb) not in turns.calling:
        return None
    named = tree.child(verb, "xcomp")
    told = tree.child(verb, "obj")
    if named is None or told is None or tree.lemma(named) not in turns.untruth:
        return None
    return Draft(
        kind="denial",
        tree=tree,
        trigger=verb,
        maker=tree.subject(verb),
        content=tuple(tree.subtree(told)),
        head=told,
    )


def by_verb(tree: Tree, verb: int) -> Draft | None:
    """What a verb of the lexicon binds its subject to."""
    trigger = tree.lexicon.commitments.words.get(("verb", tree.lemma(verb)))
    if trigger is None or not _binds(tree, verb, trigger):
        return None
    passive = tree.passive(verb)
    maker = _doer(tree, verb, passive=passive)
    if passive and maker is None:
        return None
    governed = _content(tree, verb, trigger, passive=passive) or ()
    content = [index for index in governed if index != maker]
    if all(tree.tokens[index].upos in {"PRON", "PUNCT"} for index in content):
        return None
    head = _top(tree, content)
    kind = kind_of(Bond(tree=tree, trigger=trigger, head=head, content=content))
    if kind is None:
        return None
    return Draft(
        kind=kind,
        tree=tree,
        trigger=verb,
        maker=maker,
        content=tuple(content),
        head=head,
    )


def _doer(tree: Tree, verb: int, *, passive: bool) -> int | None:
    if passive:
        return tree.agent(verb)
    return tree.subject(verb)


def _binds(tree: Tree, verb: int, trigger: Trigger) -> bool:
    """Whether a trigger is used as one: told as done, with the particle it needs."""
    requiring = tree.lexicon.commitments.turns.requiring
    if trigger.word in requiring and tree.children(verb, "csubj"):
        return False
    if trigger.kind in {"demand", "offer"} and _only_talk(tree, verb):
        return False
    if _only_asserts(tree, verb) or only_rings(tree, verb):
        return False
    return happens(tree, verb) and _with_particle(tree, verb)


def _only_talk(tree: Tree, verb: int) -> bool:
    """Whether words are all that is asked for: "requested anonymity to discuss it"."""
    talk = tree.lexicon.commitments.turns.talk
    return any(tree.lemma(told) in talk for told in tree.children(verb, "obj"))


def _only_asserts(tree: Tree, verb: int) -> bool:
    """
    Whether what is insisted on is told as so, and nobody is to do it: "insisted that it
    has no plans"; "insisted that they leave" and "should leave" are demands.
    """
    if tree.lemma(verb) not in tree.lexicon.commitments.turns.asserting:
        return False
    clause = tree.child(verb, "ccomp")
    if clause is None:
        return False
    helped = helpers(tree, clause)
    if helped & tree.lexicon.commitments.implicit.duties:
        return False
    forms = (clause, *tree.children(clause, "aux", "aux:pass", "cop"))
    return any(tree.tokens[index].tag in {"MD", "VBD", "VBZ"} for index in forms)


def _with_particle(tree: Tree, verb: int) -> bool:
    """Whether a verb that needs a particle has it: ruled out, settled on."""
    needed = tree.lexicon.commitments.turns.particles.get(tree.lemma(verb))
    if needed is None or needed in words_at(tree, verb, "compound:prt", "advmod"):
        return True
    return opened_by(tree, (verb,), ("obl", "advcl"), {needed}) is not None


def _content(
    tree: Tree, verb: int, trigger: Trigger, *, passive: bool
) -> list[int] | None:
    """
    What a trigger governs: one of its frames, an "-ing" form, or an infinitive that
    hangs from whom it addresses.
    """
    clause = _infinitive(tree, verb, trigger)
    if clause is None:
        clause = _gerund(tree, verb, trigger)
    if clause is not None:
        return tree.subtree(clause)
    told = tree.child(verb, "obj", "iobj")
    named = told is not None and tree.tokens[told].upos == "PROPN"
    # a name is whom a demand is made of; what is asked stands behind it, whatever the
    # parser took it for
    if trigger.kind == "demand" and named:
        return _asked(tree, verb)
    found = content_of(tree, verb, trigger.frames, passive=passive)
    takes_object = "object" in trigger.frames and not passive
    if takes_object and told is not None and found in (None, tree.subtree(told)):
        # "ordered the flag lowered" tells what is to be with it
        done = [one for one in tree.children(verb, "xcomp") if _is_done(tree, one)]
        return sorted({at for one in (told, *done) for at in tree.subtree(one)})
    return found


def _is_done(tree: Tree, index: int) -> bool:
    # the parser takes the participle for a past form
    return tree.tokens[index].tag in {"VBD", "VBN"}


def _infinitive(tree: Tree, verb: int, trigger: Trigger) -> int | None:
    """The infinitive with "to" below a trigger or below whom it addresses."""
    if "infinitive" not in trigger.frames:
        return None
    for holder in (verb, *tree.children(verb, "obj", "iobj", "obl")):
        for child in tree.children(holder, *_holding(tree, verb, holder)):
            if tree.tokens[child].tag == "VB" and "to" in tree.prepositions(child):
                return child
    return None


def _holding(tree: Tree, verb: int, holder: int) -> tuple[str, ...]:
    """
    The relations by which an infinitive may be a content, none for all; beside an
    object, an adverbial one tells the purpose, but for whoever is told to act.
    """
    if holder != verb and tree.lemma(verb) in tree.lexicon.commitments.turns.requiring:
        # a need tells what it is for: "requires arms to defend itself"
        return ("xcomp", "ccomp")
    if holder != verb:
        return ("acl",) if tree.tokens[holder].upos == "PROPN" else ()
    objects = tree.children(verb, "obj")
    things = any(tree.tokens[child].upos == "NOUN" for child in objects)
    if things and tree.lemma(verb) not in tree.lexicon.commitments.turns.telling:
        return ("xcomp", "ccomp")
    return ("xcomp", "ccomp", "advcl")


def _gerund(tree: Tree, verb: int, trigger: Trigger) -> int | None:
    """The clause with an "-ing" form: "denied shelling the town"."""
    if "gerund" not in trigger.frames:
        return None
    for child in tree.children(verb, "xcomp", "advcl", "ccomp"):
        forms = (child, *tree.children(child, "aux"))
        if any(tree.tokens[index].tag == "VBG" for index in forms):
            return child
    return None


def _asked(tree: Tree, verb: int) -> list[int] | None:
    """What is asked of somebody who is named: "asked Greece for help"."""
    asking = tree.lexicon.commitments.terms.asking
    found = opened_by(tree, (verb,), ("obl",), asking)
    return None if found is None else without_case(tree, found)


def _top(tree: Tree, content: Sequence[int]) -> int:
    """The first token of a content that hangs from none of the others."""
    members = set(content)
    tops = (index for index in content if tree.tokens[index].head not in members)
    return next(tops, content[0])
