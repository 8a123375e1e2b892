"""
The composition algebra: what an operator makes of the act it governs.

"agreed to meet" is the operator *agree* over a CONSULT: an AGREE. `compose` reads the
rules and then the table below from top to bottom; the first that fits the governed act
decides.
The result is a type with its mode and the auxiliary modes that the operator adds, or
None where the operator leaves the act alone and says nothing of its own.

Source: PLOVER's rules for futures, announcements and matrix verbs, and CAMEO's families
03, 10, 12 and 13.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct, structs

from facta.records import Auxiliary

# types by what an operator over them means; ANY is all sixteen
FRIENDLY = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"}
)
HELPFUL = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
YIELDING = frozenset({"CONCEDE", "RETREAT"})
VERBAL = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
HARMFUL = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
PRESSING = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
OPPOSING = VERBAL | HARMFUL
ANY = FRIENDLY | OPPOSING
# whose parties act with one another as a rule
MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})
NEGATION: Final = "negation"
FUTURE: Final = "future"
HYPOTHETICAL: Final = "hypothetical"
HISTORICAL: Final = "historical"


class Act(Struct, frozen=True):
    """A type with its mode and auxiliary modes."""

    type: str
    mode: str | None = None
    auxiliary: frozenset[Auxiliary] = frozenset()


class Line(Struct, frozen=True, kw_only=True):
    """
    One line of the table: over these types the operator gives `type` (None: the
    governed type stays).
    """

    governed: frozenset[str]
    type: str | None
    mode: str | None = None
    adds: frozenset[Auxiliary] = frozenset()


def _line(
    governed: frozenset[str],
    type_: str | None,
    mode: str | None = None,
    *adds: Auxiliary,
) -> Line:
    return Line(governed=governed, type=type_, mode=mode, adds=frozenset(adds))


# the mode follows from what is asked, refused or threatened
BY_GOVERNED = "by governed"

TABLE: dict[str, tuple[Line, ...]] = {
    # words about one's own acts to come
    "agree": (
        _line(frozenset({"REJECT", "ACCUSE"}), None),
        _line(frozenset({"THREATEN"}), "THREATEN"),
        _line(PRESSING, None, None, FUTURE),
        _line(frozenset({"PROTEST"}), "THREATEN", BY_GOVERNED),
        _line(YIELDING, "CONCEDE"),
        _line(ANY, "AGREE"),
    ),
    "offer": (
        _line(HARMFUL - {"MOBILIZE"}, "THREATEN", BY_GOVERNED),
        _line(ANY, "AGREE"),
    ),
    "plan": (_line(ANY, None, None, FUTURE),),
    "declare": (
        _line(frozenset({"RETREAT"}), "CONCEDE"),
        _line(ANY, None),
    ),
    "decide": (
        _line(HARMFUL | VERBAL, None),
        _line(frozenset({"RETREAT"}), "CONCEDE"),
        _line(YIELDING, None),
        _line(ANY, None, None, FUTURE),
    ),
    "consider": (_line(ANY, None, None, HYPOTHETICAL),),
    "hope": (_line(HELPFUL | {"AGREE"}, "AGREE"), _line(ANY, None, None, HYPOTHETICAL)),
    "refuse": (
        _line(frozenset({"REJECT"}), "AGREE"),
        _line(HARMFUL, "REJECT", None),
        _line(ANY, "REJECT", BY_GOVERNED),
    ),
    "threaten": (_line(ANY, "THREATEN", BY_GOVERNED),),
    # words about what another should do or has done
    "urge": (_line(HARMFUL, "REQUEST", "change"), _line(ANY, "REQUEST", BY_GOVERNED)),
    "order": (_line(PRESSING, None), _line(ANY, "REQUEST", BY_GOVERNED)),
    "demand": (
        _line(PRESSING, "ACCUSE", "disapprove"),
        _line(ANY, "REQUEST", BY_GOVERNED),
    ),
    "accuse": (_line(ANY, "ACCUSE", "allege"),),
    "oppose": (
        _line(HARMFUL, "ACCUSE", "disapprove"),
        _line(ANY, "REJECT", BY_GOVERNED),
    ),
    "apologize": (_line(ANY, "SUPPORT"),),
    "deny": (
        _line(frozenset({"REQUEST", "ACCUSE", "THREATEN"}), "REJECT"),
        _line(ANY, None, None, NEGATION),
    ),
    # deeds about deeds
    "end": (
        _line(frozenset({"ASSAULT"}), "RETREAT", "ceasefire"),
        _line(frozenset({"MOBILIZE"}), "RETREAT", "withdraw"),
        _line(HARMFUL, "RETREAT"),
        _line(frozenset({"CONSULT", "AGREE", "SUPPORT"}), "SANCTION", "withdraw"),
        _line(frozenset({"COOPERATE", "AID"}), "SANCTION", "discontinue"),
        _line(frozenset({"RETREAT"}), "SANCTION", "discontinue"),
        _line(ANY, "CONCEDE"),
    ),
    "cancel": (
        _line(frozenset({"CONSULT", "AGREE"}), "REJECT", "meet"),
        _line(frozenset({"SUPPORT"}), "SANCTION", "withdraw"),
        _line(frozenset({"COOPERATE", "AID", "RETREAT"}), "SANCTION", "discontinue"),
        _line(HARMFUL, "RETREAT"),
        _line(ANY, "CONCEDE"),
    ),
    "reduce": (
        _line(frozenset({"ASSAULT", "MOBILIZE"}), "RETREAT", "disarm"),
        _line(HARMFUL, "RETREAT"),
        _line(FRIENDLY, "SANCTION", "discontinue"),
        _line(ANY, "CONCEDE"),
    ),
    "prevent": (
        _line(frozenset({"CONSULT", "AGREE", "SUPPORT"}), "REJECT", "meet"),
        _line(
            frozenset({"COOPERATE", "AID", "RETREAT", "CONCEDE"}), "COERCE", "restrict"
        ),
        _line(frozenset({"PROTEST"}), "COERCE", "restrict"),
        _line(ANY, None, None, NEGATION),
    ),
    "fail": (
        _line(frozenset({"AGREE", "SUPPORT"}), "REJECT", "meet"),
        _line(ANY, None, None, NEGATION),
    ),
    "violate": (
        _line(frozenset({"RETREAT", "CONCEDE"}), "ASSAULT"),
        _line(ANY, "REJECT", "yield"),
    ),
    "allow": (
        _line(
            frozenset({"PROTEST", "CONSULT", "AID", "COOPERATE", "RETREAT"}),
            "RETREAT",
            "access",
        ),
        _line(HARMFUL, "CONCEDE"),
        _line(ANY, "CONCEDE"),
    ),
    "approve": (
        _line(PRESSING | {"AID", "COOPERATE"}, None),
        _line(frozenset({"RETREAT", "CONCEDE"}), None),
        _line(ANY, "SUPPORT"),
    ),
    "concede": (_line(ANY, "CONCEDE"),),
    # a threat where what is told is harm to come, else nothing: see `compose`
    "tell": (),
    # words that add nothing
    "attempt": (_line(ANY, None),),
    "perform": (_line(ANY, None),),
    "say": (_line(ANY, None),),
}


def compose(operator: str, governed: Act) -> Act | None:
    """
    What `operator` makes of a governed act.

    >>> compose("refuse", Act("CONSULT"))
    Act(type='REJECT', mode='meet', auxiliary=frozenset())
    """
    for rule in RULES:
        act = rule(operator, governed)
        if act is not None:
            return act
    for line in TABLE[operator]:
        if governed.type in line.governed:
            return _apply(line, governed)
    return None


def _apply(line: Line, governed: Act) -> Act:
    if line.type is None:
        return Act(governed.type, governed.mode, governed.auxiliary | line.adds)
    mode = mode_of(line.type, governed) if line.mode == BY_GOVERNED else line.mode
    return Act(line.type, mode, line.adds)


def _vow(operator: str, governed: Act) -> Act | None:
    """A vow not to attack is an AGREE, a vow not to meet a REJECT."""
    if NEGATION not in governed.auxiliary or operator not in {"agree", "offer", "plan"}:
        return None
    if governed.type in HARMFUL:
        return Act("AGREE")
    return Act("REJECT", mode_of("REJECT", governed))


def _forbearance(operator: str, governed: Act) -> Act | None:
    """Who is urged not to attack is asked to yield, not to meet to change."""
    if NEGATION not in governed.auxiliary or operator not in {"urge", "demand"}:
        return None
    if governed.type in HARMFUL:
        return Act("REQUEST", "yield")
    return Act("REQUEST", "change")


def _withholding(operator: str, governed: Act) -> Act | None:
    """Who threatens not to do a thing threatens relations."""
    if NEGATION not in governed.auxiliary or operator != "threaten":
        return None
    return Act("THREATEN", "relations")


def _declared(operator: str, governed: Act) -> Act | None:
    """Who declares what he will do says no more than that he will."""
    if operator != "declare" or FUTURE not in governed.auxiliary:
        return None
    return governed


def _warning(operator: str, governed: Act) -> Act | None:
    """Who tells of harm to come threatens it."""
    if operator != "tell" or FUTURE not in governed.auxiliary:
        return None
    if governed.type not in HARMFUL:
        return None
    return Act("THREATEN", mode_of("THREATEN", governed))


# what the table cannot say, since it hangs on auxiliary modes; the first that holds
RULES: tuple[Callable[[str, Act], Act | None], ...] = (
    _vow,
    _forbearance,
    _withholding,
    _declared,
    _warning,
)


def mode_of(event_type: str, governed: Act) -> str | None:
    """
    The mode of a REQUEST, REJECT or THREATEN, by what is asked, refused or threatened.
    """
    if event_type == "THREATEN":
        return _threatened(governed)
    if governed.type in {"COOPERATE", "AID", "SUPPORT"}:
        return "assist"
    if governed.type in {"CONSULT", "AGREE"}:
        return "meet"
    if governed.type in YIELDING:
        return "yield"
    return "change"


def _threatened(governed: Act) -> str:
    if governed.type in {"ASSAULT", "MOBILIZE"}:
        return "violence"
    if governed.mode == "expel":
        return "expel"
    if governed.mode in {"arrest", "convict", "deport"}:
        return "arrest"
    if governed.type == "COERCE" and governed.mode == "seize":
        return "territory"
    # a tariff or an embargo restricts; sanctions with a mode break relations off
    sanction = governed.type == "SANCTION" and governed.mode is None
    if governed.type == "COERCE" or sanction:
        return "restrict"
    return "relations"


def as_future(act: Act, *, announced: bool = False) -> Act:
    """
    What an act counts as once it is known to lie ahead.

    A future CONSULT, SUPPORT, COOPERATE or AID is an AGREE, a future RETREAT a CONCEDE,
    a negated one a REJECT; harm that its doer announces is a THREATEN. Anything else
    keeps its type and the mode `future`.
    """
    if FUTURE not in act.auxiliary or HYPOTHETICAL in act.auxiliary:
        return act
    # known to lie ahead or not to come, it is neither future nor negated as what it is
    rest = act.auxiliary - {FUTURE, NEGATION}
    for rule in AHEAD:
        counted = rule(act, announced)
        if counted is not None:
            return structs.replace(counted, auxiliary=rest)
    return act


def _denied_help(act: Act, _: bool) -> Act | None:
    """Help denied is refused: "will not meet"."""
    if NEGATION not in act.auxiliary or act.type not in FRIENDLY:
        return None
    return Act("REJECT", mode_of("REJECT", act))


def _denied_harm(act: Act, _: bool) -> Act | None:
    """Harm denied is a promise: "will not attack"."""
    if NEGATION not in act.auxiliary or act.type not in HARMFUL:
        return None
    return Act("AGREE")


def _promised_help(act: Act, _: bool) -> Act | None:
    """Help to come is a promise: "will send aid"."""
    if NEGATION in act.auxiliary or act.type not in HELPFUL:
        return None
    return Act("AGREE")


def _promised_retreat(act: Act, _: bool) -> Act | None:
    """A retreat to come is a concession: "will withdraw"."""
    if NEGATION in act.auxiliary or act.type != "RETREAT":
        return None
    return Act("CONCEDE")


def _announced_harm(act: Act, announced: bool) -> Act | None:
    """Harm that its doer announces is a threat: "will strike unless"."""
    if NEGATION in act.auxiliary or not announced or act.type not in HARMFUL:
        return None
    return Act("THREATEN", mode_of("THREATEN", act))


AHEAD: tuple[Callable[[Act, bool], Act | None], ...] = (
    _denied_help,
    _denied_harm,
    _promised_help,
    _promised_retreat,
    _announced_harm,
)
