"""
The words before an actor's noun: whose it is, of which sector, and how it is described.
"""

from __future__ import annotations

from facta.extract.actors.chunks import HYPHENS, Chunk, Found
from facta.extract.actors.view import View

BACKED = frozenset(
    {
        "aligned",
        "allied",
        "backed",
        "based",
        "born",
        "bound",
        "brokered",
        "controlled",
        "friendly",
        "funded",
        "held",
    }
    | {
        "installed",
        "made",
        "mediated",
        "occupied",
        "owned",
        "proposed",
        "run",
        "sponsored",
        "supplied",
        "supported",
    }
    | {"trained"}
)
AGAINST = frozenset({"anti", "pro"})
QUANTITIES = frozenset(
    {
        "own",
        "new",
        "current",
        "several",
        "many",
        "multiple",
        "various",
        "some",
        "other",
        "few",
        "more",
        "numerous",
    }
)


def stands_for(view: View, found: Found) -> bool:
    """
    Whether a name says whose actor it is: not in *Iran-backed rebels*, *pro-Russian
    separatists*.
    """
    after = found.last + 1
    if after < len(view.tokens) and view.lower[after] in HYPHENS:
        after += 1
    if after < len(view.tokens) and view.lower[after] in BACKED:
        return False
    own = view.lower[found.last]
    if any(own.endswith("-" + word) for word in BACKED) or any(
        own.startswith(word + "-") for word in AGAINST
    ):
        return False
    before = found.first - 1
    if before >= 0 and view.lower[before] in HYPHENS:
        before -= 1
    return not (before >= 0 and view.lower[before].rstrip("-") in AGAINST)


def signal(view: View, first: int, end: int) -> str | None:
    """
    The sector that the words before a noun speak of, the nearest first: *navy*
    spokesman.
    """
    for word in (
        view.lower[i] for i in range(end - 1, first - 1, -1) if i not in view.by_token
    ):
        sector = view.gazetteer.sectors.modifiers.get(word)
        role = None if sector else view.gazetteer.sectors.role((word,))
        if sector or (role and role.kind == "body" and role.sector):
            return sector or (role.sector if role else None)
    return None


def description(view: View, chunk: Chunk, first: int, skip: set[int]) -> str:
    """
    The words of a phrase without countries, numbers and the marks and *and* between
    countries.
    """
    kept = [
        index
        for index in range(first, chunk.last + 1)
        if index not in skip
        and view.tokens[index].relation not in ("nummod", "cc", "det")
        and view.tokens[index].upos != "NUM"
        and view.lower[index] not in QUANTITIES
        and not (
            view.tokens[index].relation == "punct"
            and (index - 1 in skip or index + 1 in skip)
        )
    ]
    if not kept:
        return ""
    parts = [view._text(index, index) for index in kept]
    plain = view.tokens[0].upos != "PROPN" and 0 not in view.by_token
    if kept[0] == 0 and plain and not any(part[:1].isupper() for part in parts[1:]):
        parts[0] = parts[0][:1].lower() + parts[0][1:]
    tight = parts[0]
    for before, index, part in zip(kept, kept[1:], parts[1:], strict=False):
        glued = (
            index == before + 1 and view.tokens[index].start == view.tokens[before].end
        )
        tight += part if glued else " " + part
    return tight
