"""
What a quantity is of, from the tree: "civilians killed", "tariff", "change in exports".

A noun phrase and, where a verb tells what befell the counted, that; for shares and
money the thing they are of.
"""

from __future__ import annotations

from collections.abc import Set

from facta.extract.figures.quantities import Quantity
from facta.extract.words import Words
from facta.language.syntax import Tree
from facta.lexicon.figures import Vocabulary

_INNER = ("compound", "amod", "nmod:poss", "flat", "compound:prt")
_CASES = frozenset(("of", "worth"))
_MONEY_CASES = frozenset(("of", "in", "worth"))
_PURPOSES = frozenset(("for", "in", "on", "worth"))
_THINGS = ("NOUN", "PROPN")


def head_token(words: Words, quantity: Quantity) -> int:
    """The token of a quantity that the others hang from, or -1 without a tree."""
    tokens = words.sentence.tokens
    inside = sorted(
        {words.items[here].token for here in range(quantity.core, quantity.end)} - {-1}
    )
    return next(
        (token for token in reversed(inside) if tokens[token].head not in inside), -1
    )


def counted(words: Words, quantity: Quantity, known: Vocabulary) -> str | None:
    """
    What the quantity is of, in the text's words; None where the tree does not tell.
    """
    tree, head = words.tree, head_token(words, quantity)
    if head < 0:
        return None
    inside = {words.items[here].token for here in range(quantity.first, quantity.end)}
    if quantity.unit == "x":
        return _multiplied(tree, head, known)
    money = (
        quantity.unit is not None
        and quantity.unit.isupper()
        and len(quantity.unit) == 3
    )
    noun = _noun(tree, head, inside, _MONEY_CASES if money else _CASES)
    noun = noun if noun is not None else _next_noun(words, quantity)
    if noun is None and quantity.unit:
        return _by_verb(tree, head, known)
    if quantity.unit and noun is not None:
        return phrase(tree, noun, inside)
    ruled = noun if noun is not None and tree.tokens[noun].head != head else head
    fate = _fate(tree, ruled, known) or _trailing(words, quantity, known)
    name = phrase(tree, noun, inside) if noun is not None else ""
    return " ".join(part for part in (name, fate) if part) or _by_verb(
        tree, head, known
    )


def _next_noun(words: Words, quantity: Quantity) -> int | None:
    """The common noun right behind the quantity, with what it is compounded into."""
    token = words.get(quantity.end).token
    if token < 0 or words.tag(quantity.end) not in ("NN", "NNS"):
        return None
    tokens = words.sentence.tokens
    while tokens[token].relation == "compound" and tokens[token].head > token:
        token = tokens[token].head
    return token


def _trailing(words: Words, quantity: Quantity, known: Vocabulary) -> str:
    """The participle right behind a bare number: "and 40 wounded"."""
    if words.tag(quantity.end) not in ("VBN", "VBD", "JJ"):
        return ""
    word = words.lower(quantity.end)
    if word in known.units.fates.values():
        return word
    return known.units.fates.get(words.lemma(quantity.end), "")


def _multiplied(tree: Tree, head: int, known: Vocabulary) -> str | None:
    """What was doubled: the subject, or the object of "doubled its exports"."""
    verb = head if tree.tokens[head].upos == "VERB" else _verb(tree, head)
    if verb is None:
        return None
    thing = (
        _child(tree, verb, ("obj",))
        if tree.tokens[verb].lemma in known.units.multiples
        else None
    )
    thing = thing if thing is not None else _child(tree, verb, ("nsubj", "nsubj:pass"))
    if thing is None:
        return None
    return f"change in {phrase(tree, thing)}"


def _noun(tree: Tree, head: int, inside: set[int], cases: Set[str]) -> int | None:
    """The noun that is counted, measured or divided."""
    tokens = tree.tokens
    words_of_time = {*tree.lexicon.times.times.units, "half"}
    outside = [
        child
        for index in sorted(inside)
        if index >= 0
        for child in tree.children(index)
        if child not in inside
    ]
    for child in outside:
        case = {tokens[below].text.lower() for below in tree.children(child)}
        timely = tokens[child].lemma in words_of_time
        if (
            tokens[child].relation.startswith("nmod")
            and case & cases
            and tokens[child].upos in _THINGS
            and not timely
        ):
            return child
    above = tokens[head].head
    modifies = tokens[head].relation in (
        "nummod",
        "compound",
        "amod",
        "nmod",
        "nmod:npmod",
        "nmod:unmarked",
        "dep",
    )
    if (
        above > head
        and above not in inside
        and modifies
        and tokens[above].upos in _THINGS
    ):
        return above
    return None


def phrase(tree: Tree, head: int, without: Set[int] = frozenset()) -> str:
    """
    A noun with the words before it that narrow it, without articles, numbers and
    clauses.
    """
    tokens = tree.tokens

    plain = tree.lexicon.figures.units.plain.words

    def narrows(index: int) -> bool:
        token = tokens[index]
        kept = (
            token.relation in _INNER
            and token.upos not in ("NUM", "SYM")
            and token.tag not in ("PRP$", "WP$", "DT", "CD", "JJR")
        )
        torn = (
            index > 0 and tokens[index - 1].text == "-"
        )  # the second half of "jaw-dropping"
        return (
            kept
            and not torn
            and index < head
            and index not in without
            and token.lemma.lower() not in plain
        )

    kept = [index for index in tree.children(head) if narrows(index)]
    kept += [
        below for index in kept for below in tree.children(index) if narrows(below)
    ]
    return " ".join(tokens[index].text for index in sorted({*kept, head}))


def _verb(tree: Tree, index: int) -> int | None:
    """
    The verb a noun or a number is an argument of, through a conjunction of nouns if
    need be.
    """
    token = tree.tokens[index]
    if (
        token.relation == "conj"
        and token.head >= 0
        and tree.tokens[token.head].upos != "VERB"
    ):
        if token.head == index:
            return None
        return _verb(tree, token.head)
    argument = token.relation in (
        "obj",
        "nsubj",
        "nsubj:pass",
        "obl",
        "obl:npmod",
        "obl:unmarked",
        "advmod",
        "xcomp",
        "obl:agent",
    )
    if not argument or token.head < 0:
        return None
    return token.head


def _child(tree: Tree, head: int, relations: tuple[str, ...]) -> int | None:
    return next(
        (
            child
            for child in tree.children(head)
            if tree.tokens[child].relation in relations
        ),
        None,
    )


def _fate(tree: Tree, index: int, known: Vocabulary) -> str:
    """
    What befell the counted: they are the object of killing, the subject of being killed
    or dying, or "13 killed".
    """
    tokens, fates = tree.tokens, known.units.fates
    participle = next(
        (child for child in tree.children(index) if tokens[child].relation == "acl"),
        None,
    )
    if (
        participle is not None
        and tokens[participle].tag == "VBN"
        and tokens[participle].lemma in fates
    ):
        return fates[tokens[participle].lemma]
    verb = _verb(tree, index)
    if verb is None or tokens[verb].lemma not in fates:
        return ""
    relation = tokens[index].relation
    suffered = relation in ("obj", "nsubj:pass", "conj") or (
        relation == "nsubj" and tokens[verb].lemma == "die"
    )
    loose = relation == "nsubj" and tokens[verb].tag == "VBN"
    if not suffered and not loose:
        return ""
    return fates[tokens[verb].lemma]


def _by_verb(tree: Tree, head: int, known: Vocabulary) -> str | None:
    """
    Of what a share or sum is that only a verb names: "exports rose by 17 %",
    "unemployment was 5 %".
    """
    tokens, verb = tree.tokens, _verb(tree, head)
    if verb is None:
        subject = _child(tree, head, ("nsubj", "nsubj:outer"))
        if subject is None or tokens[subject].upos not in _THINGS:
            return None
        return phrase(tree, subject)
    changes = any(
        tokens[verb].lemma in change.verbs for change in known.changes.values()
    )
    moved = [
        child
        for child in tree.children(verb)
        if tokens[child].relation in ("obj", "nsubj:pass", "nsubj")
    ]
    thing = next(
        (
            child
            for child in reversed(moved)
            if child != head and tokens[child].upos in _THINGS
        ),
        None,
    )
    if not changes:
        spent = (
            tokens[head].relation == "obj"
            and tokens[verb].lemma not in known.units.levels.verbs
        )
        if spent:
            return _purpose(tree, verb)
        return _plain(tree, thing)
    case = {
        tokens[child].text.lower()
        for child in tree.children(head)
        if tokens[child].relation == "case"
    }
    name = _plain(tree, thing)
    if name is None or case & {"to", "at"}:
        return name
    return f"change in {name}"


def _plain(tree: Tree, index: int | None) -> str | None:
    if index is None:
        return None
    return phrase(tree, index)


def _purpose(tree: Tree, verb: int) -> str | None:
    """What a sum that is given or spent is for: "gave 350 billion euros in aid"."""
    tokens = tree.tokens
    for child in tree.children(verb):
        case = {
            tokens[below].text.lower()
            for below in tree.children(child)
            if tokens[below].relation == "case"
        }
        timely = tokens[child].lemma in {*tree.lexicon.times.times.units, "half"}
        if (
            tokens[child].relation == "obl"
            and case & _PURPOSES
            and tokens[child].upos == "NOUN"
            and not timely
        ):
            return phrase(tree, child)
    return None
