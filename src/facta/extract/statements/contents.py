"""
Where the content of a word of saying stands: its clause, infinitive, object, or the
phrase behind a preposition.

Every question takes a tree, the token of the word and the frames that the lexicon
gives it; it answers with the tokens of the content. Commitments ask the same.
"""

from __future__ import annotations

from collections.abc import Callable

from facta.extract.statements.cue_words import cue_at
from facta.extract.statements.judging import heard, spoken
from facta.language.syntax import Tree
from facta.lexicon.speech import prepositions

# what may stand between a semicolon and the clause behind it
LINKING = frozenset({"PUNCT", "CCONJ"})
OBLIQUE = ("obl", "obl:agent", "nmod", "advcl", "xcomp", "ccomp", "acl")


def content_of(
    tree: Tree, index: int, frames: frozenset[str], *, passive: bool
) -> list[int] | None:
    """The tokens of what a verb or adjective reports; the fullest frame first."""
    frames = spoken(tree, index, frames, passive=passive)
    if passive and "clause" in frames and not _is_act(tree, index):
        # "is reported to have struck"
        frames |= {"infinitive"}
    for frame in FRAMES:
        content = frame(tree, index, frames)
        if content is not None:
            return content
    if "object" not in frames or _describes(tree, index):
        return None
    told = tree.child(index, "nsubj:pass") if passive else tree.child(index, "obj")
    if told is None or heard(tree, index, told) or _gives_thing(tree, index, told):
        return None
    return tree.subtree(told)


def _is_act(tree: Tree, index: int) -> bool:
    """Whether a passive tells an act rather than words: "was put to use"."""
    cue = cue_at(tree, index)
    return cue is not None and cue.grade == "speech act"


def _describes(tree: Tree, index: int) -> bool:
    """
    Whether a word stands in a relative clause without a comma: its object tells who is
    meant, not what was said ("anyone who discloses data").
    """
    if tree.relation(index) != "acl:relcl":
        return False
    first = tree.subtree(index)[0]
    return first == 0 or tree.tokens[first - 1].text != ","


def _singles_out(tree: Tree, index: int) -> bool:
    """
    Whether what somebody wants only tells who is meant, or on what condition: "those
    who wish to leave", "if they want to stay".
    """
    cue = cue_at(tree, index)
    if cue is None or not cue.inner:
        return False
    head = index
    if tree.relation(index) == "conj":
        head = tree.tokens[index].head
    if tree.base(head) == "acl":
        return True
    return tree.relation(head) == "advcl" and "if" in tree.prepositions(head)


def _gives_thing(tree: Tree, index: int, told: int) -> bool:
    """
    Whether what is given out is no words ("issued visas"), or words that a participle
    behind them unfolds: "issued a statement saying that".
    """
    speech = tree.lexicon.speech
    if tree.lemma(index) not in speech.contents.making:
        return False
    worded = is_words(tree, told) or tree.lemma(told) in speech.kinds.orders
    return not worded or any(
        cue_at(tree, child) is not None and tree.tokens[child].tag == "VBG"
        for child in tree.children(told, "acl")
    )


def is_words(tree: Tree, noun: int) -> bool:
    """Whether a noun tells of words: a statement, a promise, a warning."""
    return ("noun", tree.lemma(noun)) in tree.lexicon.speech.words


def _clause(tree: Tree, index: int, frames: frozenset[str]) -> list[int] | None:
    """A finite clause: "said that they agreed"."""
    if "clause" not in frames:
        return None
    clause = tree.child(index, "ccomp", "csubj", "csubj:pass")
    return None if clause is None else tree.subtree(clause)


def _interrupted(tree: Tree, index: int, frames: frozenset[str]) -> list[int] | None:
    """The sentence that a cue interrupts or follows: "they agreed, he said"."""
    if not frames >= {"clause", "quote"} or tree.relation(index) != "parataxis":
        return None
    above = tree.tokens[index].head
    # the parser hangs a sentence on the place of its dateline, which says nothing
    if above < tree.dateline or _apart(tree, index):
        return None
    return tree.subtree(above, skip=lambda child: child == index)


def _as_said(tree: Tree, index: int, frames: frozenset[str]) -> list[int] | None:
    """The sentence that an aside with "as" gives to its subject: "as X said, …"."""
    aside = tree.relation(index) == "advcl" and "as" in tree.prepositions(index)
    if not aside or tree.lemma(index) not in tree.lexicon.speech.telling.asides:
        return None
    if frames.isdisjoint({"clause", "as"}):
        return None
    # "as he told reporters that" has content of its own, and so has "as he said it all"
    things = tree.children(index, "obj", "ccomp", "xcomp")
    if any(tree.lemma(thing) != "it" for thing in things):
        return None
    if tree.child(index, "nsubj") is None:
        return None
    above = tree.tokens[index].head
    return tree.subtree(above, skip=lambda child: child == index)


def _apart(tree: Tree, index: int) -> bool:
    """
    Whether a semicolon parts a cue from what stands before it: "oil fell; X refused to
    talk".
    """
    own = tree.subtree(index)
    first = next((i for i in own if tree.tokens[i].upos not in LINKING), index)
    for before in range(first - 1, -1, -1):
        if tree.tokens[before].upos not in LINKING:
            return False
        if tree.tokens[before].text == ";":
            return True
    return False


def _complement(tree: Tree, index: int, frames: frozenset[str]) -> list[int] | None:
    """An infinitive, or what somebody is called: "vowed to leave", "called him mad"."""
    for child in tree.children(index, *_infinitives(tree, index)):
        if "infinitive" in frames and _marked(tree, child):
            return None if _singles_out(tree, index) else tree.subtree(child)
        if tree.relation(child) != "xcomp":
            continue
        if "named" in frames and not tree.children(child, "mark"):
            return tree.subtree(child)
    return None


def _marked(tree: Tree, verb: int) -> bool:
    """Whether "to" makes a word an infinitive; in "put to use" it makes none."""
    marks = tree.children(verb, "mark")
    return any(tree.tokens[mark].text.lower() == "to" for mark in marks)


def _infinitives(tree: Tree, index: int) -> tuple[str, ...]:
    """
    Relations in which an infinitive is content: of whom somebody calls on to do it the
    parser makes an end or a description, too ("called on them to stop").
    """
    if tree.lemma(index) not in tree.lexicon.speech.kinds.calling:
        return ("xcomp",)
    asked = any(
        tree.prepositions(child) & {"on", "to"}
        for child in tree.children(index, "obl", "nmod")
    )
    return ("xcomp", "acl", "advcl") if asked else ("xcomp",)


def _oblique(tree: Tree, index: int, frames: frozenset[str]) -> list[int] | None:
    """What stands behind one of the word's prepositions: "spoke of peace"."""
    wanted = prepositions(frames) | (frames & {"as"})
    for child in tree.children(index, *OBLIQUE):
        if "object" in frames and _receives(tree, index, child):
            continue
        if tree.prepositions(child) & wanted:
            return without_case(tree, child)
    return None


FRAMES: tuple[Callable[[Tree, int, frozenset[str]], list[int] | None], ...] = (
    _clause,
    _interrupted,
    _as_said,
    _complement,
    _oblique,
)


def _receives(tree: Tree, index: int, child: int) -> bool:
    """
    Whether a name behind a preposition only tells to whom: "promised missiles to
    Ukraine".
    """
    token = tree.tokens[child]
    if token.upos not in {"PROPN", "PRON"} or token.relation == "xcomp":
        return False
    things = tree.children(index, "obj")
    return any(tree.tokens[thing].upos == "NOUN" for thing in things)


def without_case(tree: Tree, head: int) -> list[int]:
    """A phrase or clause without the words that mark it."""
    marks = set(tree.children(head, "case", "mark"))
    return [index for index in tree.subtree(head) if index not in marks]


def noun_clause(tree: Tree, index: int, frames: frozenset[str]) -> int | None:
    """
    The clause that says what a noun of saying holds: "his claim that", "its promise
    to".
    """
    for child in tree.children(index, "acl", "ccomp", "acl:relcl"):
        marks = tree.prepositions(child)
        if "clause" in frames and "that" in marks:
            return child
        if "infinitive" in frames and "to" in marks:
            return child
    return None


def light_subject(tree: Tree, index: int) -> int | None:
    """
    The subject of a light verb whose object the noun is: "he issued a warning that".
    """
    token = tree.tokens[index]
    if token.relation != "obj":
        return None
    light = tree.lemma(token.head) in tree.lexicon.speech.telling.light
    return tree.subject(token.head) if light else None
