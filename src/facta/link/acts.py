"""
How alike two tellings are in what was done: types that accounts use of one act, modes,
how large it was. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from facta.link.tellings import Telling

# Types that accounts use of one act, and how well each pair fits, 0 to 1; judged.
CLOSE = {
    frozenset(pair): fit
    for *pair, fit in (
        ("ACCUSE", "REJECT", 0.5),
        ("ACCUSE", "THREATEN", 0.5),
        ("AGREE", "CONCEDE", 0.5),
        ("AGREE", "CONSULT", 0.5),
        ("AGREE", "COOPERATE", 0.5),
        ("AGREE", "RETREAT", 0.5),
        ("AGREE", "SUPPORT", 0.5),
        ("AID", "COOPERATE", 0.5),
        ("AID", "SUPPORT", 0.5),
        ("COERCE", "SANCTION", 1.0),
        ("COERCE", "ASSAULT", 0.5),
        ("CONCEDE", "RETREAT", 1.0),
        ("REJECT", "REQUEST", 0.5),
        ("REQUEST", "THREATEN", 0.5),
        ("SANCTION", "THREATEN", 0.5),
    )
}
SPOKEN = frozenset({"ACCUSE", "SUPPORT", "THREATEN"})
# Acts that are what is said in them: of two promises the verb is one, what is promised
# is not.
SAID = SPOKEN | {
    "AGREE",
    "AID",
    "CONCEDE",
    "COOPERATE",
    "REJECT",
    "REQUEST",
}
RECIPROCAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})


def evidence(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    """What the types, modes and sizes of two acts say."""
    types = types_of(one, other)
    if len(types) == 1:
        yield "act same type", 1.0
        yield "act alone in both accounts", float(one.alone and other.alone)
    elif types in CLOSE:
        yield "act close type", CLOSE[types]
    else:
        yield "act other type", 1.0
    if one.event.mode and other.event.mode:
        if one.event.mode != other.event.mode:
            yield "act other mode", 1.0
        elif not types <= SAID:
            yield "act same mode", 1.0
    if one.scale and one.scale == other.scale:
        yield "act same scale", 1.0
    yield "act one or many", float(one.many != other.many)


def types_of(one: Telling, other: Telling) -> frozenset[str]:
    """The type of both, or the types of either."""
    return frozenset({one.event.event_type, other.event.event_type})


def type_fit(one: Telling, other: Telling) -> float:
    """
    1 for the same type, less for types that accounts use of the same act, 0 for the
    rest.
    """
    types = types_of(one, other)
    return 1.0 if len(types) == 1 else CLOSE.get(types, 0.0)
