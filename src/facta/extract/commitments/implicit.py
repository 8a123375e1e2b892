"""
Finds commitments that have no word of their own: "said it would send", "We will never
accept", "Russia must withdraw".

Also terms that are set ("gave them ten days to") and a bare no ("said no to a
ceasefire"). Each rule takes a tree and a verb in it and gives a draft, or None.
"""

from __future__ import annotations

from msgspec import Struct

from facta.extract.commitments.draft import Draft
from facta.extract.commitments.syntax import (
    denied_by_adverb,
    first_answer,
    happens,
    helpers,
    is_first_person,
    is_hostile,
    is_personal,
    opened_by,
)
from facta.extract.statements.contents import without_case
from facta.language.arcs import SUBJECTS
from facta.language.syntax import Tree
from facta.records import CommitmentKind


class Helped(Struct, frozen=True, kw_only=True):
    """A verb with a subject of its own and its helpers: will, would, must."""

    tree: Tree
    verb: int
    subject: int
    helpers: set[str]

    @property
    def reported(self) -> bool:
        """Whether the verb stands in what somebody says."""
        token = self.tree.tokens[self.verb]
        saying = self.tree.lexicon.commitments.implicit.saying
        return token.relation == "ccomp" and self.tree.lemma(token.head) in saying

    @property
    def kind(self) -> CommitmentKind:
        """What a will to do this is: a promise, a threat where it is hostile."""
        if denied_by_adverb(self.tree, self.verb):
            return "refusal"
        return "threat" if is_hostile(self.tree, self.verb) else "promise"

    @property
    def points_back(self) -> bool:
        """Whether the deed itself is told elsewhere: "and we will do it"."""
        implicit = self.tree.lexicon.commitments.implicit
        told = self.tree.child(self.verb, "obj")
        return (
            told is not None
            and self.tree.lemma(self.verb) in implicit.doing
            and self.tree.tokens[told].upos == "PRON"
        )

    def draft(self, kind: CommitmentKind, *, trigger: int, maker: int | None) -> Draft:
        """The commitment to do what the verb tells, without who does it."""
        tree = self.tree
        left_out = {*tree.subtree(self.subject), *tree.children(self.verb, "cc")}
        content = tuple(
            index
            for index in tree.subtree(self.verb)
            if index not in left_out and tree.tokens[index].relation != "mark"
        )
        return Draft(
            kind=kind,
            tree=tree,
            trigger=trigger,
            maker=maker,
            content=content,
            head=self.verb,
        )


def by_duty(helped: Helped) -> Draft | None:
    """
    A demand on whoever is named as the one who must: "Russia must withdraw".

    It is made by who says so, or by whoever wants what a colon announces.
    """
    tree, verb = helped.tree, helped.verb
    if is_personal(tree, helped.subject):
        return None
    if tree.tokens[helped.subject].upos != "PROPN":
        return None
    return Draft(
        kind="demand",
        tree=tree,
        trigger=verb,
        maker=_who_demands(helped),
        content=tuple(tree.subtree(verb)),
        head=verb,
    )


def _who_demands(helped: Helped) -> int | None:
    tree, verb = helped.tree, helped.verb
    if helped.reported:
        return tree.subject(tree.tokens[verb].head)
    return _who_wants(tree, verb)


def by_first_person(helped: Helped) -> Draft | None:
    """What a speaker will do himself: "We will never accept"."""
    if not is_first_person(helped.tree, helped.subject):
        return None
    return helped.draft(helped.kind, trigger=helped.verb, maker=helped.subject)


def by_refusing_subject(helped: Helped) -> Draft | None:
    """
    What the account says that somebody will not do: "Russia will not withdraw".

    Without a denial such a sentence is as often a forecast as a promise, and "would"
    reports somebody's words.
    """
    tree = helped.tree
    own_clause = tree.relation(helped.verb) in {"root", "ccomp", "conj"}
    named = tree.tokens[helped.subject].upos in {"PROPN", "NOUN"}
    if not (own_clause and named and "will" in helped.helpers):
        return None
    if helped.kind != "refusal":
        return None
    return helped.draft("refusal", trigger=helped.verb, maker=helped.subject)


def by_report(helped: Helped) -> Draft | None:
    """What a speaker is reported to have said that he would do."""
    tree = helped.tree
    if not helped.reported or not is_personal(tree, helped.subject):
        return None
    saying = tree.tokens[helped.verb].head
    return helped.draft(helped.kind, trigger=saying, maker=tree.subject(saying))


WILL = (by_first_person, by_refusing_subject, by_report)


def by_helper(tree: Tree, verb: int) -> Draft | None:
    """The commitment that a verb makes by its helper: will, would, must."""
    found = helpers(tree, verb)
    duties = tree.lexicon.commitments.implicit.duties
    binding = duties | tree.lexicon.grammar.futures_and_pasts
    # "will have left" tells when, not what somebody binds himself to
    if "have" in found or found.isdisjoint(binding):
        return None
    own = tree.child(verb, *SUBJECTS)
    wishes = tree.lemma(verb) in tree.lexicon.commitments.implicit.wishing
    if own is None or wishes or tree.children(verb, "aux:pass"):
        return None
    helped = Helped(tree=tree, verb=verb, subject=own, helpers=found)
    if found & duties:
        return by_duty(helped)
    return None if helped.points_back else first_answer(WILL, helped)


def _who_wants(tree: Tree, verb: int) -> int | None:
    """Who demands what a colon announces: "set out what he wants: X must withdraw"."""
    if tree.relation(verb) != "parataxis":
        return None
    above = tree.tokens[verb].head
    start = min(tree.subtree(verb))
    wanting = tree.lexicon.commitments.implicit.wanting
    before = (index for index in tree.subtree(above) if index < start)
    want = max((i for i in before if tree.lemma(i) in wanting), default=None)
    if want is None or not _behind_colon(tree, start):
        return None
    wanter, outer = tree.subject(want), tree.subject(above)
    named = wanter is not None and tree.tokens[wanter].upos != "PRON"
    return wanter if named or outer is None else outer


def _behind_colon(tree: Tree, start: int) -> bool:
    # the parser hangs the colon on either side
    return any(tree.tokens[i].text == ":" for i in (start, start - 1) if i >= 0)


def by_term(tree: Tree, verb: int) -> Draft | None:
    """An ultimatum without the word: "gave Russia 50 days to agree"."""
    implicit = tree.lexicon.commitments.implicit
    grants = tree.lemma(verb) in implicit.granting
    if not (grants or tree.lemma(verb) in implicit.facing) or not happens(tree, verb):
        return None
    length = _length_given(tree, verb) if grants else None
    if length is None:
        until = tree.lexicon.commitments.terms.until
        length = opened_by(tree, (verb,), ("obl", "obj"), until)
    if length is None:
        return None
    asked = opened_by(tree, (length, verb), ("acl", "advcl", "xcomp"), {"to"})
    if asked is None:
        return None
    return Draft(
        kind="ultimatum",
        tree=tree,
        trigger=verb,
        maker=_who_waits(tree, verb) if grants else None,
        content=tuple(tree.subtree(asked)),
        head=asked,
    )


def _length_given(tree: Tree, verb: int) -> int | None:
    """The object that is a length of time: "gave them ten days"."""
    lengths = tree.lexicon.commitments.terms.lengths
    told = tree.children(verb, "obj", "iobj")
    return next((child for child in told if tree.lemma(child) in lengths), None)


def _who_waits(tree: Tree, verb: int) -> int | None:
    """
    Who sets a term: the giver; of "was given until Monday, or Serbia would …" the one
    who would act.
    """
    if not tree.passive(verb):
        return tree.subject(verb)
    giver = tree.agent(verb)
    futures = tree.lexicon.grammar.futures_and_pasts
    for child in tree.children(verb, "conj"):
        if giver is None and helpers(tree, child) & futures:
            return tree.child(child, "nsubj")
    return giver


def by_bare_no(tree: Tree, verb: int) -> Draft | None:
    """A refusal in two words: "said no to a ceasefire"."""
    implicit = tree.lexicon.commitments.implicit
    if tree.lemma(verb) not in implicit.refusing:
        return None
    for child in tree.children(verb, "obj", "discourse", "ccomp"):
        if tree.tokens[child].text.lower() not in implicit.no:
            continue
        told = opened_by(tree, (child,), ("nmod",), {"to"})
        if told is None:
            told = opened_by(tree, (verb,), ("obl",), {"to"})
        if told is not None:
            return Draft(
                kind="refusal",
                tree=tree,
                trigger=verb,
                maker=tree.subject(verb),
                content=tuple(without_case(tree, told)),
                head=told,
            )
    return None


RULES = (by_term, by_bare_no, by_helper)


def implicit(tree: Tree, verb: int) -> Draft | None:
    """
    The commitment that a verb makes by itself or by its helper: will, would, must.
    """
    return first_answer(RULES, tree, verb)
