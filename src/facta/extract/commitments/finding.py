"""
Finds where somebody binds himself or wants to bind another: the word that does it, its
maker, and what it is about.

Takes a page, the statements found on it and the lexicon, gives drafts. Besides the
lexicon's verbs and nouns it knows
what is promised without a word for it: "said it would send", "We will never accept",
"Russia must withdraw", "gave them ten days to", and accords that are signed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import structs

from facta.extract.commitments.draft import (
    FIRST,
    FUTURE,
    NEGATIONS,
    SELF,
    Draft,
    happens,
)
from facta.extract.commitments.unspoken import unspoken
from facta.extract.page import Page
from facta.extract.statements.contents import (
    content_of,
    light_subject,
    noun_clause,
    without_case,
)
from facta.extract.statements.subjects import subject
from facta.language.syntax import SUBJECTS, Tree
from facta.lexicon.commitments import Trigger, Triggers
from facta.records import CommitmentKind, Statement

PARTICLES = {"rule": "out", "settle": "on"}


def drafts(
    page: Page, said: Sequence[Statement], triggers: Triggers
) -> Iterator[Draft]:
    """Commitments that the syntax shows, in text order of their triggers."""
    quoted = _quoted(page, said)
    for number, tree in enumerate(page.trees):
        for index, token in enumerate(tree.tokens):
            draft = None
            if token.upos == "VERB":
                draft = _by_verb(number, tree, index, triggers) or unspoken(
                    number, tree, index, triggers
                )
            elif token.upos == "NOUN":
                draft = _by_noun(number, tree, index, triggers)
            elif token.upos == "ADJ":
                draft = _by_adjective(number, tree, index, triggers)
            if draft is not None:
                yield _in_speech(tree, draft, quoted)


def _quoted(page: Page, said: Sequence[Statement]) -> dict[int, int]:
    """
    For the start of each token within direct speech, the position of its statement.
    """
    return {
        page.trees[place.sentence].tokens[place.token].start: position
        for position, statement in enumerate(said)
        if statement.direct
        for place in page.layout.tokens_between(
            statement.content.start, statement.content.end
        )
    }


def _in_speech(tree: Tree, draft: Draft, quoted: dict[int, int]) -> Draft:
    """The draft, tied to the statement whose first person makes it."""
    position = quoted.get(tree.tokens[draft.trigger].start)
    first = draft.maker is None or tree.tokens[draft.maker].text.lower() in FIRST
    return (
        structs.replace(draft, statement=position)
        if position is not None and first
        else draft
    )


def _by_verb(number: int, tree: Tree, index: int, triggers: Triggers) -> Draft | None:
    """What a verb of the lexicon binds its subject to."""
    accord = _accord(number, tree, index, triggers)
    if accord is not None:
        return accord
    trigger = triggers.words.get(("verb", tree.tokens[index].lemma.lower()))
    if tree.tokens[index].lemma == "call":
        untrue = _called_untrue(number, tree, index, triggers)
        if untrue is not None:
            return untrue
    needs = (
        trigger is not None
        and trigger.word == "require"
        and tree.children(index, "csubj")
    )
    if (
        trigger is None
        or needs
        or not happens(tree, index)
        or not _with_particle(tree, index)
    ):
        return None
    passive = tree.passive(index)
    content = _content(tree, index, trigger, passive=passive)
    if content is None:
        return None
    maker = tree.agent(index) if passive else subject(tree, index)
    content = [i for i in content if i != maker]
    if all(tree.tokens[i].upos in {"PRON", "PUNCT"} for i in content) or (
        passive and maker is None
    ):
        return None
    head = _top(tree, content)
    kind = _kind(tree, trigger, head, content, triggers)
    return (
        None
        if kind is None
        else Draft(
            kind=kind,
            sentence=number,
            trigger=index,
            maker=maker,
            content=tuple(content),
            head=head,
        )
    )


def _called_untrue(
    number: int, tree: Tree, index: int, triggers: Triggers
) -> Draft | None:
    """A denial by name: "called the report a fabrication"."""
    named = tree.child(index, "xcomp")
    told = tree.child(index, "obj")
    if (
        named is None
        or told is None
        or tree.tokens[named].lemma.lower() not in triggers.turns.untruth
    ):
        return None
    return Draft(
        kind="denial",
        sentence=number,
        trigger=index,
        maker=subject(tree, index),
        content=tuple(tree.subtree(told)),
        head=told,
    )


def _with_particle(tree: Tree, index: int) -> bool:
    """Whether a verb that needs a particle has it: ruled out, called on, took back."""
    needed = PARTICLES.get(tree.tokens[index].lemma)
    if needed is None:
        return True
    near = {
        tree.tokens[c].text.lower()
        for c in tree.children(index, "compound:prt", "advmod")
    }
    marks = {
        mark
        for c in tree.children(index, "obl", "advcl")
        for mark in tree.prepositions(c)
    }
    return needed in near | marks


def _content(
    tree: Tree, index: int, trigger: Trigger, *, passive: bool
) -> list[int] | None:
    """
    What a trigger governs: one of its frames, an "-ing" form, or an infinitive that
    hangs from whom it addresses.
    """
    if "infinitive" in trigger.frames:
        for holder in (index, *tree.children(index, "obj", "iobj", "obl")):
            for child in tree.children(holder, *_holding(tree, index, holder)):
                if "to" in tree.prepositions(child) and tree.tokens[child].tag == "VB":
                    return tree.subtree(child)
    if "gerund" in trigger.frames:
        for child in tree.children(index, "xcomp", "advcl", "ccomp"):
            if "VBG" in {
                tree.tokens[child].tag,
                *(tree.tokens[i].tag for i in tree.children(child, "aux")),
            }:
                return tree.subtree(child)
    told = tree.child(index, "obj", "iobj")
    if (
        trigger.kind == "demand"
        and told is not None
        and tree.tokens[told].upos == "PROPN"
    ):
        # a name is whom a demand is made of; what is asked stands behind it, whatever
        # the parser took it for
        asked = next(
            (
                c
                for c in tree.children(index, "obl")
                if {"for", "to"} & tree.prepositions(c)
            ),
            None,
        )
        return None if asked is None else without_case(tree, asked)
    found = content_of(tree, index, trigger.frames, passive=passive)
    if (
        found is None
        and "object" in trigger.frames
        and not passive
        and told is not None
    ):
        return tree.subtree(told)
    return found


def _holding(tree: Tree, index: int, holder: int) -> tuple[str, ...]:
    """
    The relations by which an infinitive may be a content; beside an object, an
    adverbial one tells the purpose.
    """
    if holder != index:
        return ("acl",) if tree.tokens[holder].upos == "PROPN" else ()
    thing = any(
        tree.tokens[child].upos == "NOUN" for child in tree.children(index, "obj")
    )
    return ("xcomp", "ccomp") if thing else ("xcomp", "ccomp", "advcl")


def _kind(
    tree: Tree, trigger: Trigger, head: int, content: Sequence[int], triggers: Triggers
) -> CommitmentKind | None:
    """The kind of a trigger with this content; None where the pair binds nobody."""
    lemma = tree.tokens[head].lemma.lower()
    if trigger.word == "oppose" or trigger.word == "resist":
        return "refusal" if tree.tokens[head].upos in {"NOUN", "VERB"} else None
    if trigger.word == "decline" and lemma in {
        "comment",
        "answer",
        "say",
        "elaborate",
        "discuss",
    }:
        return None
    if (
        trigger.word in {"accept", "approve", "ratify", "sign", "endorse"}
        and tree.tokens[head].upos == "NOUN"
    ):
        formal = triggers.turns.accord | {
            "term",
            "condition",
            "demand",
            "proposal",
            "offer",
            "plan",
            "invitation",
        }
        return "agreement" if lemma in formal else None
    if trigger.kind in {"demand", "offer"} and lemma in triggers.turns.talk:
        return None
    if trigger.word == "reject" and lemma in triggers.turns.reproach:
        return "denial"
    if trigger.word == "warn":
        return "threat" if _warns(tree, head, triggers) else None
    if trigger.kind == "promise" and lemma in triggers.turns.hostile:
        return "threat"
    if trigger.kind == "demand" and (
        _or_else(tree, content) or any(t.lemma == "ultimatum" for t in tree.tokens)
    ):
        return "ultimatum"
    return trigger.kind


def _warns(tree: Tree, head: int, triggers: Triggers) -> bool:
    """Whether a warning is of what the one who warns would do himself."""
    own = tree.child(head, *SUBJECTS)
    helpers = {tree.tokens[child].text.lower() for child in tree.children(head, "aux")}
    if own is not None:
        conditional = any(
            tree.prepositions(c) & {"if", "unless"}
            for c in tree.children(head, "advcl")
        )
        return bool(helpers & FUTURE) and (
            tree.tokens[own].text.lower() in SELF or conditional
        )
    return tree.tokens[head].lemma.lower() in triggers.turns.hostile


def _or_else(tree: Tree, content: Sequence[int]) -> bool:
    """Whether a demand says what else will follow: "or face sanctions"."""
    words = [tree.tokens[index].text.lower() for index in content]
    return any(
        pair in {("or", "face"), ("or", "else"), ("or", "risk")}
        for pair in pairwise(words)
    )


def _accord(number: int, tree: Tree, index: int, triggers: Triggers) -> Draft | None:
    """
    An accord that is signed or reached: its object says what to, its subjects are
    bound.
    """
    if tree.tokens[index].lemma not in triggers.turns.concluding or not happens(
        tree, index
    ):
        return None
    passive = tree.passive(index)
    told = tree.child(index, "nsubj:pass" if passive else "obj")
    if told is None or tree.tokens[told].lemma.lower() not in triggers.turns.accord:
        return None
    maker = tree.agent(index) if passive else subject(tree, index)
    content = tree.subtree(told)
    later = [
        i
        for child in tree.children(index, "xcomp", "advcl")
        if "to" in tree.prepositions(child)
        for i in tree.subtree(child)
    ]
    return Draft(
        kind="agreement",
        sentence=number,
        trigger=index,
        maker=maker,
        content=tuple(sorted({*content, *later})),
        head=told,
    )


def _by_noun(number: int, tree: Tree, index: int, triggers: Triggers) -> Draft | None:
    """
    What a noun of the lexicon binds its possessor to: "his promise to end the war", "a
    pledge by X of help".
    """
    trigger = triggers.words.get(("noun", tree.tokens[index].lemma.lower()))
    if trigger is None:
        return None
    maker = tree.possessor(index)
    if maker is None:
        maker = light_subject(tree, index)
    clause = noun_clause(tree, index, trigger.frames)
    if clause is None:
        clause = _clause_behind(tree, index)
    if maker is None and trigger.kind in {"ultimatum", "offer", "threat"}:
        maker = next(iter(tree.children(index, "amod", "compound")), None)
    if clause is None and trigger.word == "word":
        return None
    if clause is None:
        clause = next(
            (
                c
                for c in tree.children(index, "nmod", "acl")
                if tree.prepositions(c) & trigger.frames
            ),
            None,
        )
    if clause is None or maker is None or clause == maker:
        return None
    lemma = tree.tokens[clause].lemma.lower()
    kind: CommitmentKind = (
        "threat"
        if trigger.kind == "promise" and lemma in triggers.turns.hostile
        else trigger.kind
    )
    return Draft(
        kind=kind,
        sentence=number,
        trigger=index,
        maker=maker,
        content=_told(tree, clause),
        head=clause,
    )


def _told(tree: Tree, head: int) -> tuple[int, ...]:
    """
    What a noun's complement says: a phrase without its preposition, a clause without
    "that".
    """
    if tree.tokens[head].relation == "nmod" or tree.tokens[head].tag == "VBG":
        return tuple(without_case(tree, head))
    return tuple(
        i
        for i in tree.subtree(head)
        if not (tree.tokens[i].head == head and tree.tokens[i].text.lower() == "that")
    )


def _by_adjective(
    number: int, tree: Tree, index: int, triggers: Triggers
) -> Draft | None:
    """Readiness: "is willing to", "stands ready to"; denied, it is a refusal."""
    trigger = triggers.words.get(("adjective", tree.tokens[index].text.lower()))
    clause = next(
        (
            c
            for c in tree.children(index, "xcomp", "advcl", "ccomp")
            if "to" in tree.prepositions(c)
        ),
        None,
    )
    maker = subject(tree, index)
    if maker is None and tree.tokens[index].relation == "ccomp":
        maker = subject(tree, tree.tokens[index].head)
    if trigger is None or clause is None or maker is None:
        return None
    if (
        tree.tokens[maker].text.lower() in SELF
        and tree.tokens[index].relation == "ccomp"
    ):
        maker = subject(tree, tree.tokens[index].head)
    denied = any(
        tree.tokens[child].text.lower() in {*NEGATIONS, "longer"}
        for child in tree.children(index, "advmod")
    )
    kind: CommitmentKind = "refusal" if denied else trigger.kind
    return Draft(
        kind=kind,
        sentence=number,
        trigger=index,
        maker=maker,
        content=tuple(tree.subtree(clause)),
        head=clause,
    )


def _clause_behind(tree: Tree, index: int) -> int | None:
    """
    The clause that a noun's verb holds for it: "gave his word that", "set an ultimatum:
    to leave".
    """
    token = tree.tokens[index]
    if token.relation not in {"obj", "nsubj:pass"}:
        return None
    for holder in (token.head, index):
        for child in tree.children(
            holder, "ccomp", "xcomp", "advcl", "parataxis", "appos"
        ):
            if child > index and tree.prepositions(child) & {"that", "to"}:
                return child
    return None


def _top(tree: Tree, content: Sequence[int]) -> int:
    members = set(content)
    return next(
        (index for index in content if tree.tokens[index].head not in members),
        content[0],
    )
