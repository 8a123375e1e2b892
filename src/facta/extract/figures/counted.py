"""
What a quantity is of, from the tree: "civilians killed", "tariff", "change in exports".

A noun phrase and, where a verb tells what befell the counted, that; for shares and
money the thing they are of.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from facta.extract.figures.direction import MODIFYING, cases
from facta.extract.figures.quantities import Quantity
from facta.extract.words import Words
from facta.language.syntax import Tree

_INNER = ("compound", "amod", "nmod:poss", "flat", "compound:prt")
# tags of what says whose, which or how many, not what
_UNTELLING = ("PRP$", "WP$", "DT", "CD", "JJR")
# relations in which a noun or a number is the argument of a verb
_ARGUMENTS = frozenset(
    (
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
)
_THINGS = ("NOUN", "PROPN")


def head_token(words: Words, quantity: Quantity) -> int:
    """The token of a quantity that the others hang from, or -1 without a tree."""
    tokens = words.tree.tokens
    inside = _inside(words, quantity.core, quantity.end)
    # of "$ 350" both may hang from outside; the number stands last
    last_first = sorted(inside, reverse=True)
    heads = (at for at in last_first if tokens[at].head not in inside)
    return next(heads, -1)


def _inside(words: Words, first: int, end: int) -> set[int]:
    return {words.items[here].token for here in range(first, end)} - {-1}


def counted(words: Words, quantity: Quantity) -> str | None:
    """
    What the quantity is of, in the text's words; None where the tree does not tell.
    """
    tree = words.tree
    head = head_token(words, quantity)
    if head < 0:
        return None
    if quantity.unit == "x":
        return _multiplied(tree, head)
    inside = _inside(words, quantity.first, quantity.end)
    noun = _noun(tree, head, inside, _cases_of(words, quantity))
    if noun is None:
        noun = _next_noun(words, quantity)
    level = words.lower(quantity.first - 1) in words.units.cases.levels
    if quantity.unit:
        if noun is None:
            return _by_verb(tree, head, level=level)
        # the 2 of "from 2 to 5 percent" is of what that is of
        if _is_unit(words, tree.tokens[noun].text.lower()):
            return _by_verb(tree, noun, level=level)
        return phrase(tree, noun, inside)
    ruled = head
    if noun is not None and tree.tokens[noun].head != head:
        ruled = noun
    fate = _fate(tree, ruled) or _trailing(words, quantity)
    name = "" if noun is None else phrase(tree, noun, inside)
    told = " ".join(part for part in (name, fate) if part)
    return told or _by_verb(tree, head, level=level)


def _is_unit(words: Words, word: str) -> bool:
    units = words.units
    percent = word in words.known.times.contexts.percent
    return percent or word in units.currencies or word in units.measures


def _cases_of(words: Words, quantity: Quantity) -> Set[str]:
    """The prepositions before what a quantity is of; money may be "in aid" too."""
    unit = quantity.unit or ""
    # the codes of ISO 4217
    money = unit.isupper() and len(unit) == 3
    if money:
        return words.units.cases.money
    return words.units.cases.counted


def _next_noun(words: Words, quantity: Quantity) -> int | None:
    """The common noun right behind the quantity, with what it is compounded into."""
    if words.tag(quantity.end) not in ("NN", "NNS"):
        return None
    tokens = words.tree.tokens
    token = words.get(quantity.end).token
    while tokens[token].relation == "compound":
        above = tokens[token].head
        if above <= token:
            break
        token = above
    return token


def _trailing(words: Words, quantity: Quantity) -> str:
    """The participle right behind a bare number: "and 40 wounded"."""
    if words.tag(quantity.end) not in ("VBN", "VBD", "JJ"):
        return ""
    word = words.lower(quantity.end)
    fates = words.units.fates
    if word in fates.values():
        return word
    return fates.get(words.lemma(quantity.end), "")


def _multiplied(tree: Tree, head: int) -> str | None:
    """What was doubled: the subject, or the object of "doubled its exports"."""
    verb = head if tree.tokens[head].upos == "VERB" else _verb(tree, head)
    if verb is None:
        return None
    multiplies = tree.tokens[verb].lemma in tree.lexicon.figures.units.multiples
    thing = tree.child(verb, "obj") if multiplies else None
    if thing is None:
        thing = tree.child(verb, "nsubj", "nsubj:pass")
    if thing is None:
        return None
    return f"change in {phrase(tree, thing)}"


def _noun(tree: Tree, head: int, inside: set[int], wanted: Set[str]) -> int | None:
    """The noun that is counted, measured or divided."""
    for child in _outside(tree, inside):
        token = tree.tokens[child]
        if not token.relation.startswith("nmod") or token.upos not in _THINGS:
            continue
        below = (tree.tokens[at] for at in tree.below[child])
        before = {token.text.lower() for token in below}
        if before & wanted and not _timely(tree, child):
            return child
    token = tree.tokens[head]
    above = token.head
    modifies = token.relation == "nmod" or token.relation in MODIFYING
    if above <= head or above in inside or not modifies:
        return None
    if tree.tokens[above].upos not in _THINGS:
        return None
    return above


def _outside(tree: Tree, inside: set[int]) -> Iterable[int]:
    """What hangs from a quantity and is no part of it, in text order of what holds it."""
    children = (child for index in sorted(inside) for child in tree.below[index])
    return (child for child in children if child not in inside)


def _timely(tree: Tree, index: int) -> bool:
    """Whether a noun is a length of time: "two of three years"."""
    lemma = tree.tokens[index].lemma
    return lemma == "half" or lemma in tree.lexicon.times.times.units


def phrase(tree: Tree, head: int, without: Set[int] = frozenset()) -> str:
    """
    A noun with the words before it that narrow it, without articles, numbers and
    clauses.
    """

    def narrowing(index: int) -> list[int]:
        return [
            below
            for below in tree.below[index]
            if below < head and below not in without and _narrows(tree, below)
        ]

    kept = narrowing(head)
    kept += [below for index in kept for below in narrowing(index)]
    return " ".join(tree.tokens[index].text for index in sorted({*kept, head}))


def _narrows(tree: Tree, index: int) -> bool:
    """Whether a word before a noun tells what it is."""
    token = tree.tokens[index]
    if token.relation not in _INNER or token.upos in ("NUM", "SYM"):
        return False
    if token.tag in _UNTELLING:
        return False
    # the second half of "jaw-dropping"
    if index > 0 and tree.tokens[index - 1].text == "-":
        return False
    return tree.lemma(index) not in tree.lexicon.figures.units.plain.words


def _verb(tree: Tree, index: int) -> int | None:
    """
    The verb a noun or a number is an argument of, through a conjunction of nouns if
    need be.
    """
    token = tree.tokens[index]
    if token.head < 0:
        return None
    nouns = tree.tokens[token.head].upos != "VERB"
    if token.relation == "conj" and nouns:
        if token.head == index:
            return None
        return _verb(tree, token.head)
    # the 44 of "climbed from 31 to 44"
    numbers = token.upos == tree.tokens[token.head].upos == "NUM"
    if token.relation == "nmod" and numbers:
        return _verb(tree, token.head)
    if token.relation not in _ARGUMENTS:
        return None
    return token.head


def _fate(tree: Tree, index: int) -> str:
    """
    What befell the counted: they are the object of killing, the subject of being killed
    or dying, or "13 killed".
    """
    tokens = tree.tokens
    units = tree.lexicon.figures.units
    participle = tree.child(index, "acl")
    if participle is not None and tokens[participle].tag == "VBN":
        told = units.fates.get(tokens[participle].lemma)
        if told is not None:
            return told
    verb = _verb(tree, index)
    if verb is None or not _suffers(tree, index, verb):
        return ""
    return units.fates.get(tokens[verb].lemma, "")


def _suffers(tree: Tree, index: int, verb: int) -> bool:
    """Whether a noun is what a verb befell, not who does it."""
    relation = tree.relation(index)
    dying = tree.lexicon.figures.units.dying.verbs
    if relation == "nsubj":
        # "40 wounded": the tagger takes them for the subject
        return tree.tokens[verb].lemma in dying or tree.tokens[verb].tag == "VBN"
    return relation in ("obj", "nsubj:pass", "conj")


def _by_verb(tree: Tree, head: int, *, level: bool) -> str | None:
    """
    Of what a share or sum is that only a verb names: "exports rose by 17 %",
    "unemployment was 5 %"; `level` says that a change began or ended there.
    """
    tokens = tree.tokens
    units = tree.lexicon.figures.units
    verb = _verb(tree, head)
    if verb is None:
        subject = tree.child(head, "nsubj", "nsubj:outer")
        return _plain(tree, _thing(tree, subject))
    lemma = tokens[verb].lemma
    thing = _moved(tree, verb, head)
    changes = units.changes.values()
    if not any(lemma in change.verbs for change in changes):
        stands = lemma in units.levels.verbs or tokens[head].relation != "obj"
        if stands:
            return _plain(tree, thing)
        return _purpose(tree, verb)
    name = _plain(tree, thing)
    reached = cases(tree, head) & units.cases.reached
    if name is None or reached or level:
        return name
    return f"change in {name}"


def _moved(tree: Tree, verb: int, head: int) -> int | None:
    """What a verb changes, or what changes, other than by how much."""
    arguments = tree.children(verb, "obj", "nsubj:pass", "nsubj")
    for at in reversed(arguments):
        if at != head and tree.tokens[at].upos in _THINGS:
            return at
    return None


def _thing(tree: Tree, index: int | None) -> int | None:
    if index is None or tree.tokens[index].upos not in _THINGS:
        return None
    return index


def _plain(tree: Tree, index: int | None) -> str | None:
    if index is None:
        return None
    return phrase(tree, index)


def _purpose(tree: Tree, verb: int) -> str | None:
    """What a sum that is given or spent is for: "gave 350 billion euros in aid"."""
    wanted = tree.lexicon.figures.units.cases.purposes
    for child in tree.children(verb, "obl"):
        if tree.tokens[child].upos != "NOUN" or _timely(tree, child):
            continue
        if cases(tree, child) & wanted:
            return phrase(tree, child)
    return None
