"""
The names in a sentence: those of the tables, persons and bodies that the model found,
titles of several words.

Takes a sentence's tree; gives spans of tokens. What these spans hold lies in one chunk.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from facta.language.syntax import Tree
from facta.ontology.countries import Sense
from facta.ontology.forms import Match, words
from facta.ontology.gazetteer import Gazetteer
from facta.ontology.names import AFTER
from facta.records import Sentence, Token

HYPHENS = frozenset("-‐‑–/")
STOPS = frozenset(".'’")
# a listed word of these parts of speech is no name: *may*, *will*, *us*
NAMELESS = frozenset({"VERB", "ADV", "AUX", "DET", "PRON", "ADP"})
BETWEEN_NAMES = frozenset({"PUNCT", "CCONJ", "PART", "ADP", "DET"})
CLAUSAL = frozenset({"PUNCT", "VERB", "AUX"})
# words of a title around its *of*, before and from its first on, and titles in a
# sentence; judged, not fitted
BEFORE_JOINT, TITLE, TITLES = 3, 6, 8
# tokens up to which a sentence may be all capitals by chance; judged, not fitted
FEW = 3

Span = tuple[int, int]


class Found(NamedTuple):
    """A listed name over tokens `[first, last]`."""

    first: int
    last: int
    sense: Sense


def listed(tree: Tree, gazetteer: Gazetteer) -> list[Found]:
    """
    The listed names of a sentence that mean an actor in it, from left to right; a
    personal name around a country's takes it away.
    """
    matches = _matches(tree.tokens, gazetteer)
    return [found for found in matches if _means(tree, gazetteer, found)]


def is_suffix(tokens: Sequence[Token], index: int) -> bool:
    """Whether a token behind a comma belongs to the name before it: Lee, *Jr.*"""
    return (
        index > 1
        and tokens[index - 1].text == ","
        and tokens[index - 2].upos == "PROPN"
        and tokens[index].head in range(index)
        and tokens[index].text.rstrip(".").casefold() in AFTER
    )


def titles(tree: Tree, lower: Sequence[str], gazetteer: Gazetteer) -> list[Span]:
    """First and last token of titles that hold an *of*: secretary of state."""
    joints = tree.lexicon.actors.joints
    found: list[Span] = []
    for index, word in enumerate(lower):
        if word in joints:
            found += _titles_from(
                range(max(0, index - BEFORE_JOINT), index), lower, gazetteer
            )
    held = [span for span in found if joints & set(lower[span[0] : span[1] + 1])]
    return held[:TITLES]


def long_bodies(sentence: Sentence) -> list[Span]:
    """
    Names of bodies that the model found and that hold an *of*: Department of
    Transportation.
    """
    return [
        (name.first, name.last)
        for name in sentence.names
        if name.kind == "organisation"
        and _is_long(sentence.tokens[name.first : name.last + 1])
    ]


def personal_names(sentence: Sentence) -> list[Span]:
    """
    Names of persons that the model found, titles included, where nothing stands between
    their words.
    """
    return [
        (name.first, name.last)
        for name in sentence.names
        if name.kind == "person"
        and name.last > name.first
        and _is_joined(sentence.tokens[name.first : name.last + 1])
    ]


def _matches(tokens: Sequence[Token], gazetteer: Gazetteer) -> list[Found]:
    cased: list[str] = []
    token_of: list[int] = []
    for index, token in enumerate(tokens):
        # "Lee, Jr." is listed without the comma
        bare = index + 1 < len(tokens) and is_suffix(tokens, index + 1)
        parts = () if bare else _parts(token.text)
        cased += parts
        token_of += [index] * len(parts)
    # a headline in capitals is looked up whatever the case
    shouting = sum(token.text.isupper() for token in tokens) * 2 > len(tokens) > FEW
    matches: list[Match[Sense]] = gazetteer.forms.find(cased, shouting)
    return [
        Found(token_of[match.first], token_of[match.last], match.sense)
        for match in matches
    ]


def _parts(text: str) -> tuple[str, ...]:
    """The words that a token is looked up by; a comma breaks a name, a hyphen not."""
    if text.isalpha() and text.isascii():
        return (text,)
    parts = words(text)
    if parts or text in HYPHENS or text in STOPS:
        return parts
    return (text,)


def _titles_from(
    starts: range, lower: Sequence[str], gazetteer: Gazetteer
) -> list[Span]:
    """The titles of several words that begin at one of some tokens."""
    forward = gazetteer.sectors.forward
    roles = ((at, forward(tuple(lower[at : at + TITLE]))) for at in starts)
    return [(at, at + len(role.phrase) - 1) for at, role in roles if role]


def _is_long(inside: Sequence[Token]) -> bool:
    tags = {token.upos for token in inside}
    ends_well = inside[-1].upos in ("NOUN", "PROPN")
    return ends_well and "ADP" in tags and not tags & CLAUSAL


def _is_joined(inside: Sequence[Token]) -> bool:
    between = any(token.upos in BETWEEN_NAMES for token in inside)
    return inside[-1].text[:1].isupper() and not between


def _means(tree: Tree, gazetteer: Gazetteer, found: Found) -> bool:
    """Whether a listed word means what the table says: not in Jordan Smith."""
    kind = found.sense.kind
    if found.first != found.last or kind in ("void", "region"):
        return True
    if kind != "demonym" and tree.tokens[found.first].upos in NAMELESS:
        return False
    if not _in_personal_name(tree, gazetteer, found.first):
        return True
    return _is_whole_person(tree, gazetteer, found)


def _is_whole_person(tree: Tree, gazetteer: Gazetteer, found: Found) -> bool:
    """
    Whether a bare surname stands for a listed person: no other name hangs on it.
    """
    sense = found.sense
    entry = gazetteer.entries.get(sense.name)
    if sense.kind != "actor" or entry is None or not entry.gender:
        return False
    return not _name_follows(tree, found.last) and not _name_precedes(
        tree, gazetteer, found.first
    )


def _name_follows(tree: Tree, index: int) -> bool:
    """Whether the next token is a further name: *Putin* Smith."""
    if index + 1 >= len(tree.tokens):
        return False
    after = tree.tokens[index + 1]
    return after.upos == "PROPN" and after.relation.startswith("flat")


def _name_precedes(tree: Tree, gazetteer: Gazetteer, index: int) -> bool:
    """Whether the token before is a given name and no title."""
    if not index:
        return False
    before = tree.tokens[index - 1]
    if before.upos != "PROPN" or not _linked(tree, index - 1, index):
        return False
    word = before.text.lower()
    if gazetteer.sectors.role((word,)) or word in tree.lexicon.actors.courtesy:
        return False
    return before.relation.startswith(("flat", "nsubj"))


def _in_personal_name(tree: Tree, gazetteer: Gazetteer, index: int) -> bool:
    """Whether a token is one of several words of a person's name."""
    for other in (index - 1, index + 1):
        if 0 <= other < len(tree.tokens) and _is_further_name(tree, index, other):
            title = tree.tokens[other].text.lower()
            return gazetteer.sectors.role((title,)) is None
    return False


def _is_further_name(tree: Tree, index: int, other: int) -> bool:
    """Whether a token beside one is a name, tied to it as names are."""
    near = tree.tokens[other]
    if near.upos != "PROPN" or not _linked(tree, index, other):
        return False
    tie = near if near.head == index else tree.tokens[index]
    return tie.relation.startswith("flat")


def _linked(tree: Tree, one: int, other: int) -> bool:
    return tree.tokens[one].head == other or tree.tokens[other].head == one
