"""
The words before an actor's noun: whose it is, of which sector, and how it is described.
"""

from __future__ import annotations

from collections.abc import Container

from msgspec import Struct

from facta.extract.actors.chunks import Chunk
from facta.extract.actors.names import HYPHENS, Found
from facta.extract.actors.view import View

# what tells how many rather than who
UNTOLD = frozenset({"nummod", "cc", "det"})


class Modifiers(Struct, frozen=True, kw_only=True):
    """
    What stands before an actor's noun.

    whose: names that say whose actor it is.
    apart: names that only modify it and are actors of their own.
    claim: what is claimed of the office.
    first: where the phrase begins without what only modifies.
    """

    whose: list[Found]
    apart: list[Found]
    claim: str | None
    first: int


def modifiers(view: View, chunk: Chunk, end: int) -> Modifiers:
    """What stands in a chunk before token `end`."""
    whose: list[Found] = []
    apart: list[Found] = []
    claim = None
    first = chunk.first
    if first < end and view.lower[first] in view.words.ties:
        first += 1
    index = first
    while index < end:
        found = view.by_token.get(index)
        if found is None or found.last >= end or found.sense.kind == "void":
            claim = view.words.claims.get(view.lower[index].rstrip("-"), claim)
            index += 1
            continue
        index = found.last + 1
        if stands_for(view, found):
            whose.append(found)
            continue
        apart.append(found)
        index = _behind_ties(view, index, end)
        if found.first == first:
            first = index
    return Modifiers(whose=whose, apart=apart, claim=claim, first=first)


def _behind_ties(view: View, index: int, end: int) -> int:
    """The first token that is no part of *-backed* behind a name."""
    ties = view.words.ties
    while index < end and (view.lower[index] in HYPHENS or view.lower[index] in ties):
        index += 1
    return index


def stands_for(view: View, found: Found) -> bool:
    """
    Whether a name says whose actor it is: not in *Iran-backed rebels*, *pro-Russian
    separatists*.
    """
    return not (
        _holds_tie(view, found) or _tie_follows(view, found) or _leans(view, found)
    )


def _holds_tie(view: View, found: Found) -> bool:
    """Whether name and participle, or leaning and name, are one token."""
    own = view.lower[found.last]
    before, _, _ = own.partition("-")
    _, _, behind = own.rpartition("-")
    if before == own:
        return False
    return behind in view.words.ties or before in view.words.leanings


def _tie_follows(view: View, found: Found) -> bool:
    after = found.last + 1
    if after < len(view.tokens) and view.lower[after] in HYPHENS:
        after += 1
    return after < len(view.tokens) and view.lower[after] in view.words.ties


def _leans(view: View, found: Found) -> bool:
    """Whether a word of leaning stands before a name."""
    before = found.first - 1
    if before >= 0 and view.lower[before] in HYPHENS:
        before -= 1
    return before >= 0 and view.lower[before].rstrip("-") in view.words.leanings


def signal(view: View, before: range) -> str | None:
    """
    The sector that the words before a noun speak of, the nearest first: *navy*
    spokesman.
    """
    sectors = view.directory.gazetteer.sectors
    words = (view.lower[i] for i in reversed(before) if i not in view.by_token)
    for word in words:
        sector = sectors.modifiers.get(word)
        if sector:
            return sector
        role = sectors.role((word,))
        if role and role.kind == "body" and role.sector:
            return role.sector
    return None


def description(view: View, indices: range, skip: Container[int]) -> str:
    """
    The words of a phrase without countries, numbers and the marks and *and* between
    countries.

    Args:
        view: the sentence.
        indices: the tokens of the phrase.
        skip: the tokens of names that tell origin.
    """
    kept = [index for index in indices if _describes(view, index, skip)]
    text = view.joined(kept)
    if kept and kept[0] == 0 and _is_capital_by_place(view, kept):
        return text[:1].lower() + text[1:]
    return text


def _describes(view: View, index: int, skip: Container[int]) -> bool:
    """Whether a word of a phrase tells who somebody is."""
    token = view.tokens[index]
    if index in skip or token.relation in UNTOLD or token.upos == "NUM":
        return False
    if view.lower[index] in view.words.quantities:
        return False
    beside = index - 1 in skip or index + 1 in skip
    return not (token.relation == "punct" and beside)


def _is_capital_by_place(view: View, kept: list[int]) -> bool:
    """Whether a word has its capital from opening the sentence alone."""
    plain = view.tokens[0].upos != "PROPN" and 0 not in view.by_token
    return plain and not any(view.tokens[i].text[:1].isupper() for i in kept[1:])


def gender_of(view: View, indices: range) -> str | None:
    """The gender that a title or a noun tells: m, f or None."""
    words = view.lower[indices.start : indices.stop]
    if not view.words.masculine.isdisjoint(words):
        return "m"
    if not view.words.feminine.isdisjoint(words):
        return "f"
    return None
