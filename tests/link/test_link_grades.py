"""How credible what is told of a happening is, and what is said of it everywhere."""

from __future__ import annotations

from typing import Any

import pytest

from facta.link import link
from facta.link.grades import backed, before, caveats, corroboration, grade
from facta.records import (
    Attribute,
    Auxiliary,
    Claim,
    Corroboration,
    Dispute,
    Happening,
    Report,
    Span,
    Statement,
    Strength,
)
from facta.testing import annotation, doc, statement, telling

ITSELF: dict[str, Any] = {}
NAMED: dict[str, Any] = {"relation": "relayed", "speaker_kind": "named"}
NAMELESS: dict[str, Any] = {"relation": "relayed", "speaker_kind": "anonymous"}
HEARSAY: dict[str, Any] = {"relation": "relayed", "speaker_kind": "unknown"}
COPY: dict[str, Any] = {"relation": "relayed"}
OWN = NAMED | {"party": "actor"}
ADMITTED = OWN | {"interest": "against"}
VICTIM = NAMED | {"party": "recipient"}
PAPER: dict[str, Any] = {"party": "actor"}
WORD = Span(0, 1, "x")


def happening(
    *sources: dict[str, Any], auxiliary: tuple[Auxiliary, ...] = ()
) -> Happening:
    """A happening that accounts come to in these ways, each its own originator."""
    reports = tuple(
        Report(
            document=f"d{at}",
            event=f"e{at}",
            **({"originator": f"o{at}"} | source),
        )
        for at, source in enumerate(sources)
    )
    return Happening(
        id="h",
        event_type="ASSAULT",
        mode=None,
        auxiliary=auxiliary,
        quad_code=4,
        score=-9.0,
        date=None,
        date_precision=None,
        date_basis="unresolved",
        actor=("RUS",),
        recipient=("UKR",),
        reports=reports,
        originators=tuple(dict.fromkeys(report.originator for report in reports)),
    )


def dispute(
    *contrary: bool,
    attribute: Attribute = "occurrence",
    strength: Strength = "direct",
    value: str = "did not happen",
) -> Dispute:
    """
    A dispute over the happening; each account on the other side denies it as its own
    word, or passes a denial on.
    """
    sides = [Claim(value="happened", documents=("d0",), spans=(WORD,), events=("e0",))]
    sides += [
        Claim(
            value=value,
            documents=(f"x{at}",),
            spans=(WORD,),
            events=(None if quoted else f"n{at}",),
            alleged=quoted,
        )
        for at, quoted in enumerate(contrary)
    ]
    return Dispute(
        id="d",
        attribute=attribute,
        strength=strength,
        subject="it",
        values=tuple(sides),
        happening="h",
    )


TOLD, DENIED = False, True
ROWS = [
    pytest.param([ITSELF, ITSELF], 1, id="two tell it themselves"),
    pytest.param([ITSELF, NAMED], 1, id="one tells it, a named source confirms it"),
    pytest.param([ITSELF, VICTIM], 1, id="one tells it, whom it was done to says so"),
    pytest.param([ITSELF, ADMITTED], 1, id="one tells it, who did it admits it"),
    pytest.param([ITSELF, OWN], 2, id="one tells it, who did it says so"),
    pytest.param([ITSELF, NAMELESS], 2, id="one tells it, an unnamed source says so"),
    pytest.param([ITSELF, HEARSAY], 2, id="one tells it, another has it by hearsay"),
    pytest.param([NAMED, NAMED], 2, id="two named sources, no account's own word"),
    pytest.param([ITSELF], 3, id="one account"),
    pytest.param([NAMED], 3, id="one named source"),
    pytest.param([OWN], 3, id="a party on itself"),
    pytest.param([PAPER], 3, id="a party's own paper"),
    pytest.param([PAPER, OWN], 3, id="two parties, each on itself"),
    pytest.param([NAMELESS, NAMELESS], 3, id="two unnamed sources"),
    pytest.param([NAMELESS], 6, id="an unnamed source"),
    pytest.param([HEARSAY], 6, id="hearsay"),
]


@pytest.mark.parametrize(("sources", "expected"), ROWS)
def test_a_grade_follows_from_who_stands_behind_it(
    sources: list[dict[str, Any]], expected: int
) -> None:
    """The rule of docs/grades.md, row by row."""
    assert grade(happening(*sources), ()) == expected


@pytest.mark.parametrize("source", [ITSELF, OWN, NAMED, NAMELESS])
def test_copies_confirm_nothing(source: dict[str, Any]) -> None:
    """However many accounts repeat one originator, the grade is that of one."""
    alone = happening(source | {"originator": "o"})
    copied = happening(*[each | {"originator": "o"} for each in [source] * 4])
    assert grade(copied, ()) == grade(alone, ())


@pytest.mark.parametrize("flag", ["future", "hypothetical"])
def test_what_is_not_done_cannot_be_judged(flag: Auxiliary) -> None:
    """A plan may be well reported; whether it comes true is not."""
    planned = happening(ITSELF, ITSELF, auxiliary=(flag,))
    assert grade(planned, ()) == 6 == grade(planned, [dispute(TOLD)])


DISPUTED = [
    pytest.param([ITSELF] * 2, dispute(DENIED), 2, id="confirmed, a party denies it"),
    pytest.param([ITSELF, OWN], dispute(DENIED), 3, id="probable, a party denies it"),
    pytest.param([ITSELF], dispute(DENIED), 4, id="possible, a party denies it"),
    pytest.param([NAMELESS], dispute(DENIED), 6, id="not to be judged, denied"),
    pytest.param(
        [ITSELF] * 2, dispute(TOLD), 4, id="two tell it, one tells the reverse"
    ),
    pytest.param([ITSELF] * 2, dispute(TOLD, TOLD), 5, id="as many tell the reverse"),
    pytest.param([ITSELF], dispute(TOLD), 5, id="one against one"),
    pytest.param(
        [ITSELF] * 2, dispute(TOLD, DENIED), 4, id="one tells the reverse, one denies"
    ),
    pytest.param([ITSELF] * 2, dispute(TOLD, strength="tension"), 1, id="in tension"),
    pytest.param([ITSELF] * 2, dispute(TOLD, attribute="date"), 1, id="another day"),
    pytest.param([ITSELF], dispute(TOLD, attribute="number"), 3, id="another number"),
    pytest.param([ITSELF], dispute(TOLD, attribute="role"), 3, id="another's deed"),
]


@pytest.mark.parametrize(("sources", "over", "expected"), DISPUTED)
def test_a_dispute_over_whether_it_happened_lowers_the_grade(
    sources: list[dict[str, Any]], over: Dispute, expected: int
) -> None:
    """An account's own word against it weighs more than a denial; details weigh nothing."""
    assert grade(happening(*sources), [over]) == expected


def test_a_denial_supports_what_is_told_as_not_done() -> None:
    """Only the side that says that it happened is against it."""
    denied = dispute(DENIED, value="denied by Russia")
    denial = happening(OWN, auxiliary=("negation",))
    assert grade(denial, [denied]) == 3
    assert grade(happening(ITSELF), [denied]) == 4


def test_originators_are_counted_by_the_best_of_their_reports() -> None:
    """A copy adds nobody; who is quoted is named or not, and a party counts as such."""
    reports = happening(
        ITSELF | {"originator": "a"},
        COPY | {"originator": "a"},
        OWN,
        NAMELESS,
        PAPER,
        ADMITTED,
    ).reports
    found = corroboration(reports)
    assert found == Corroboration(primary=2, relayed=3, named=2, anonymous=1, own=2)
    assert found.primary + found.relayed == len({one.originator for one in reports})
    assert found.named + found.anonymous == found.relayed


@pytest.mark.parametrize(
    ("sources", "disputes", "expected"),
    [
        pytest.param([ITSELF, NAMED], (), (), id="one account tells it itself"),
        pytest.param([COPY], (), (), id="a copy of an account that does"),
        pytest.param([NAMED, HEARSAY], (), ("alleged",), id="nobody's own word"),
        pytest.param(
            [ITSELF],
            (dispute(TOLD, attribute="date"),),
            ("disputed",),
            id="any dispute",
        ),
        pytest.param(
            [OWN], (dispute(DENIED),), ("alleged", "disputed"), id="claimed and denied"
        ),
    ],
)
def test_caveats_say_what_is_alleged_and_what_is_disputed(
    sources: list[dict[str, Any]],
    disputes: tuple[Dispute, ...],
    expected: tuple[str, ...],
) -> None:
    """One function decides both, wherever they are shown."""
    assert caveats(happening(*sources), disputes) == expected


def test_caveats_stand_before_the_words() -> None:
    """Nothing stands there where there is none."""
    assert before(happening(ITSELF)) == ""
    assert backed(Corroboration(primary=1)) == "1 primary"


STRUCK = "Ukraine struck the bridge."
SAID = f"{STRUCK} The ministry said so."


def linked(**more: Any) -> Happening:
    """The one happening of an account, told by a statement."""
    document = doc(SAID, publisher=more.pop("publisher", None))
    said = statement(document, STRUCK, **more)
    event = telling(document, "ASSAULT", "UKR", "RUS", STRUCK, reported_in=0)
    (found,) = link(
        [annotation(document, events=(event,), statements=(said,))]
    ).happenings
    return found


def test_a_partys_word_on_itself_is_alleged_and_marked_its_own() -> None:
    """Ukraine says what Ukraine did."""
    found = linked(speaker="Ukraine", kind="institution", country="UKR")
    assert (found.caveats, found.grade) == (("alleged",), 3)
    assert found.corroboration == Corroboration(relayed=1, named=1, own=1)


def test_who_denies_a_claim_within_an_account_makes_it_disputed() -> None:
    """The dispute is over words in which the happening stands, and names no event."""
    text = "Ukraine struck the bridge. Russia denied that it was struck."
    document = doc(text)
    claim = statement(document, STRUCK, speaker="Kyiv", country="UKR")
    denial: Statement = statement(
        document, "that it was struck", speaker="Moscow", country="RUS", denies=0
    )
    event = telling(document, "ASSAULT", "UKR", "RUS", STRUCK, reported_in=0)
    (found,) = link(
        [annotation(document, events=(event,), statements=(claim, denial))]
    ).happenings
    assert (found.caveats, found.grade) == (("alleged", "disputed"), 4)
