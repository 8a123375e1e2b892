"""
Finds commitments that have no word of their own: "said it would send", "We will never
accept", "Russia must withdraw".

Also terms that are set ("gave them ten days to") and a bare no ("said no to a
ceasefire").
"""

from __future__ import annotations

from facta.extract.commitments.draft import (
    FIRST,
    FUTURE,
    NEGATIONS,
    SELF,
    Draft,
    happens,
)
from facta.extract.statements.contents import without_case
from facta.extract.statements.subjects import subject
from facta.language.syntax import SUBJECTS, Tree
from facta.lexicon.commitments import Triggers
from facta.records import CommitmentKind

SAYING = frozenset(
    {
        "add",
        "announce",
        "claim",
        "confirm",
        "declare",
        "reply",
        "repeat",
        "say",
        "signal",
        "state",
        "tell",
        "warn",
    }
)
WANTING = frozenset({"ask", "demand", "expect", "insist", "require", "want"})
DUTY = frozenset({"must", "should"})
UNITS = frozenset({"day", "hour", "month", "week", "year"})


def unspoken(number: int, tree: Tree, index: int, triggers: Triggers) -> Draft | None:
    """
    The commitment that a verb makes by itself or by its helper: will, would, must.
    """
    plain = _days_to(number, tree, index) or _said_no(number, tree, index)
    if plain is not None:
        return plain
    helpers = {tree.tokens[child].text.lower() for child in tree.children(index, "aux")}
    own = tree.child(index, *SUBJECTS)
    if "have" in helpers:
        return None
    if own is None or not helpers & (FUTURE | DUTY) or tree.children(index, "aux:pass"):
        return None
    token, word = tree.tokens[index], tree.tokens[own].text.lower()
    reported = token.relation == "ccomp" and tree.tokens[token.head].lemma in SAYING
    named = set(tree.subtree(own))
    content = tuple(
        i
        for i in tree.subtree(index)
        if i not in named and tree.tokens[i].relation != "mark"
    )
    if helpers & DUTY:
        speaker = subject(tree, token.head) if reported else _who_wants(tree, index)
        by_other = word not in SELF and tree.tokens[own].upos == "PROPN"
        return (
            Draft(
                kind="demand",
                sentence=number,
                trigger=index,
                maker=speaker,
                content=tuple(tree.subtree(index)),
                head=index,
            )
            if by_other
            else None
        )
    if word in FIRST:
        return Draft(
            kind=_willed(tree, index, triggers),
            sentence=number,
            trigger=index,
            maker=own,
            content=content,
            head=index,
        )
    refused = (
        token.relation in {"root", "ccomp", "conj"}
        and _willed(tree, index, triggers) == "refusal"
    )
    if refused and tree.tokens[own].upos in {"PROPN", "NOUN"} and "will" in helpers:
        return Draft(
            kind="refusal",
            sentence=number,
            trigger=index,
            maker=own,
            content=content,
            head=index,
        )
    if reported and word in SELF:
        return Draft(
            kind=_willed(tree, index, triggers),
            sentence=number,
            trigger=token.head,
            maker=subject(tree, token.head),
            content=content,
            head=index,
        )
    return None


def _who_wants(tree: Tree, index: int) -> int | None:
    """Who demands what a colon announces: "set out what he wants: X must withdraw"."""
    if tree.tokens[index].relation != "parataxis":
        return None
    start = min(tree.subtree(index))
    wanting = (
        i
        for i in tree.subtree(tree.tokens[index].head)
        if i < start and tree.tokens[i].lemma in WANTING
    )
    colon = any(tree.tokens[i].text == ":" for i in (start, start - 1) if i >= 0)
    verb = max(wanting, default=None)
    if not colon or verb is None:
        return None
    wanter, outer = subject(tree, verb), subject(tree, tree.tokens[index].head)
    named = wanter is not None and tree.tokens[wanter].upos != "PRON"
    return wanter if named or outer is None else outer


def _willed(tree: Tree, index: int, triggers: Triggers) -> CommitmentKind:
    if any(
        tree.tokens[child].text.lower() in NEGATIONS
        for child in tree.children(index, "advmod")
    ):
        return "refusal"
    return (
        "threat"
        if tree.tokens[index].lemma.lower() in triggers.turns.hostile
        else "promise"
    )


def _days_to(number: int, tree: Tree, index: int) -> Draft | None:
    """An ultimatum without the word: "gave Russia 50 days to agree"."""
    if tree.tokens[index].lemma not in {"give", "have"} or not happens(tree, index):
        return None
    given = tree.tokens[index].lemma == "give"
    told = tree.children(index, "obj", "iobj") if given else []
    length = next(
        (child for child in told if tree.tokens[child].lemma.lower() in UNITS), None
    )
    if length is None:
        length = next(
            (
                c
                for c in tree.children(index, "obl", "obj")
                if "until" in tree.prepositions(c)
            ),
            None,
        )
    if length is None:
        return None
    for above in (length, index):
        for child in tree.children(above, "acl", "advcl", "xcomp"):
            if "to" in tree.prepositions(child):
                return Draft(
                    kind="ultimatum",
                    sentence=number,
                    trigger=index,
                    maker=_who_waits(tree, index),
                    content=tuple(tree.subtree(child)),
                    head=child,
                )
    return None


def _who_waits(tree: Tree, index: int) -> int | None:
    """
    Who sets a term: the giver; of "was given until Monday, or Serbia would …" the one
    who would act.
    """
    if tree.tokens[index].lemma == "have":
        return None
    if not tree.passive(index):
        return subject(tree, index)
    for child in tree.children(index, "conj"):
        if {tree.tokens[i].text.lower() for i in tree.children(child, "aux")} & FUTURE:
            return tree.agent(index) or tree.child(child, "nsubj")
    return tree.agent(index)


def _said_no(number: int, tree: Tree, index: int) -> Draft | None:
    """A refusal in two words: "said no to a ceasefire"."""
    if tree.tokens[index].lemma != "say":
        return None
    for child in tree.children(index, "obj", "discourse", "ccomp"):
        if tree.tokens[child].text.lower() == "no":
            for told in (*tree.children(child, "nmod"), *tree.children(index, "obl")):
                if "to" in tree.prepositions(told):
                    content = tuple(without_case(tree, told))
                    return Draft(
                        kind="refusal",
                        sentence=number,
                        trigger=index,
                        maker=subject(tree, index),
                        content=content,
                        head=told,
                    )
    return None
