"""
Whose words: the token that names the one who says, found from the verb or noun that
tells of saying.

Knows active and passive, shared subjects of joined verbs, understood subjects of
participles and infinitives, relative clauses, and possessors of nouns.
"""

from __future__ import annotations

from facta.language.syntax import Tree

RELATIVES = frozenset({"that", "which", "who", "whom"})
OBJECT_CONTROL = frozenset(
    {
        "allow",
        "ask",
        "cause",
        "encourage",
        "force",
        "get",
        "help",
        "lead",
        "let",
        "make",
        "order",
        "press",
        "tell",
        "urge",
    }
)


def subject(tree: Tree, index: int) -> int | None:
    """
    The head of the subject of a verb or predicate, its own or the one it shares with
    what governs it.
    """
    seen: set[int] = set()
    while index not in seen:
        seen.add(index)
        own = nearest(index, tree.children(index, "nsubj", "nsubj:pass", "nsubj:outer"))
        if own is not None:
            return _antecedent(tree, index, own)
        token = tree.tokens[index]
        if token.head < 0:
            return None
        if token.relation == "acl" and _set_off(tree, index):
            index = token.head
            while (
                tree.tokens[index].relation in {"nmod", "obj", "obl", "conj"}
                and tree.tokens[index].head >= 0
            ):
                index = tree.tokens[index].head
            continue
        if token.relation in {"acl", "acl:relcl"}:
            return (
                token.head
                if tree.tokens[token.head].upos in {"NOUN", "PROPN", "PRON"}
                else None
            )
        if (
            token.relation == "xcomp"
            and tree.tokens[token.head].lemma in OBJECT_CONTROL
        ):
            controlled = tree.child(token.head, "obj", "iobj")
            if controlled is not None:
                return controlled
        if token.relation == "parataxis" and token.tag not in {"VBG", "VBN"}:
            return None
        if token.relation not in {
            "conj",
            "xcomp",
            "advcl",
            "parataxis",
            "ccomp",
            "dep",
            "aux",
        }:
            return None
        if token.relation == "ccomp" and token.tag not in {"VBG", "VB"}:
            return None
        if token.relation == "advcl" and token.tag not in {"VBG", "VBN", "VB"}:
            return None
        index = token.head
    return None


def nearest(index: int, found: list[int]) -> int | None:
    """Of several subjects the one beside the verb: a dateline before it is none."""
    return min(found, key=lambda other: (abs(other - index), other), default=None)


def _set_off(tree: Tree, index: int) -> bool:
    """
    Whether a participle behind a comma goes with the whole clause: "made claims,
    promising to end the war".
    """
    token = tree.tokens[index]
    comma = any(tree.tokens[i].text == "," for i in range(token.head + 1, index))
    return (
        token.tag == "VBG"
        and comma
        and tree.tokens[token.head].relation in {"nmod", "obj", "obl"}
    )


def _antecedent(tree: Tree, index: int, own: int) -> int:
    """The noun a relative pronoun stands for, else the subject itself."""
    if tree.tokens[own].text.lower() not in RELATIVES:
        return own
    for above in (index, *tree.ancestors(index)):
        token = tree.tokens[above]
        if token.relation == "acl:relcl" and token.head >= 0:
            return token.head
    return own
