"""The benchmark on PETRARCH's unit tests reads, aligns and counts as its page says."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from benchmarks.petr import (
    Coding,
    Outcome,
    Record,
    fits,
    outcome,
    read,
    silent,
    triples,
    types,
)
from facta.ontology import Cameo
from facta.records import Event
from facta.testing import annotation, doc, event

CAMEO = Cameo.load()
DAY = datetime.date(2001, 2, 3)
XML = """<Validation><Environment><Include>valid ONE TWO</Include></Environment><Sentences>
<Sentence date="20010203" id="a" category="ONE" sentence="true"><EventCoding
  sourcecode="ISL" targetcode="FENMIL"
  eventcode="190"/><Text> Isle attacked
  Fenland_troops. </Text></Sentence>
<Sentence date="20010203" id="b" category="ONE" sentence="false"><Text>Off.</Text></Sentence>
<Sentence date="20010203" id="c" category="TWO" sentence="true"><EventCoding noevents="True"/>
  <Text>Quiet.</Text></Sentence>
<Sentence date="20010203" id="d" category="SIX" sentence="true"><Text>Left out.</Text></Sentence>
</Sentences></Validation>"""


def test_what_the_file_runs_is_read(tmp_path: Path) -> None:
    """
    Switched-off records and categories that are not included stay out; names get their
    spaces.
    """
    file = tmp_path / "tests.xml"
    file.write_text(XML, "utf8")
    assert list(read(file)) == [
        Record(
            id="a",
            category="ONE",
            text="Isle attacked Fenland troops.",
            day=DAY,
            codings=(Coding("ISL", "FENMIL", "190"),),
        ),
        Record(id="c", category="TWO", text="Quiet.", day=DAY, codings=()),
    ]


@pytest.mark.parametrize(
    ("code", "text", "scheme", "expected"),
    [
        pytest.param("041", "They met.", "cameo", {"CONSULT"}, id="as CAMEO"),
        pytest.param("041", "They met.", "weis", {"SUPPORT"}, id="as WEIS"),
        pytest.param("041", "They met.", "either", {"CONSULT", "SUPPORT"}, id="either"),
        pytest.param("041", "They will meet.", "plover", {"AGREE"}, id="still to come"),
        pytest.param(
            "190",
            "They will attack.",
            "plover",
            {"ASSAULT", "SANCTION"},
            id="conflict still to come",
        ),
        pytest.param("223", "They fought.", "cameo", set(), id="no CAMEO code"),
        pytest.param("1721", "They fought.", "weis", set(), id="no WEIS code"),
        pytest.param("902", "They fought.", "plover", set(), id="no code at all"),
    ],
)
def test_types_of_a_code(code: str, text: str, scheme: str, expected: set[str]) -> None:
    """A code says what its scheme says; cooperation still to come is an agreement."""
    assert types(code, text, scheme, CAMEO) == expected


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        (("ISL", None), ("ISL", "MIL"), True),
        (("ISL", "MIL"), ("ISL", "MIL"), True),
        (("ISL", "MIL"), ("ISL", None), False),
        (("ISL", None), ("FEN", None), False),
        ((None, None), (None, "GOV"), True),
    ],
)
def test_a_sector_is_asked_where_the_coding_has_one(
    wanted: tuple[str | None, str | None],
    found: tuple[str | None, str | None],
    right: bool,
) -> None:
    """Countries must be the same; a sector only if one is asked for."""
    assert fits(wanted, found) is right


def scored(codings: list[Coding], *found: Event) -> Outcome:
    """The outcome of a sentence with these codings and events."""
    record = Record(
        id="a",
        category="ONE",
        text="Russia attacked Ukraine.",
        day=DAY,
        codings=tuple(codings),
    )
    return outcome(record, annotation(doc(record.text), events=found), "plover", CAMEO)


def test_best_pairs_are_aligned_first() -> None:
    """
    Each triple answers one coding, the one that it has most of right; the rest are
    extra.
    """
    codings = [Coding("FEN", "ISL", "190"), Coding("ISL", "FEN", "190")]
    one = scored(
        codings, event("ASSAULT", "ISL", "FEN"), event("ASSAULT", "ISL", "MAR")
    )
    assert [found and found.recipient[0] for found in one.aligned] == ["MAR", "FEN"]
    assert (one.right, one.asked, one.extra) == (
        {"actor": 1, "type": 2, "recipient": 1},
        {"actor": 2, "type": 2, "recipient": 2},
        (),
    )


def test_codings_that_plover_dropped_are_not_asked() -> None:
    """Comments and statements of hope have no counterpart."""
    one = scored([Coding("ISL", "FEN", "023")])
    assert (one.wanted, one.asked) == ((), {})


def test_a_code_without_counterpart_asks_for_its_parties_only() -> None:
    """Parties are asked for whatever the code."""
    one = scored([Coding("ISL", "FEN", "902")], event("AID", "ISL", "FEN"))
    assert one.right == one.asked == {"actor": 1, "recipient": 1}


def test_reciprocal_events_are_read_both_ways() -> None:
    """A meeting of two is one triple each way, none with oneself."""
    met = event("CONSULT", "ISL,FEN", "ISL,FEN")
    ends = {("ISL", "FEN"), ("FEN", "ISL")}
    assert {(found.actor[0], found.recipient[0]) for found in triples(met)} == ends


@pytest.mark.parametrize(("recipients", "quiet"), [("FEN", False), ("", True)])
def test_quiet_is_a_sentence_without_two_sides(recipients: str, quiet: bool) -> None:
    """Where nothing is expected, an event of one side is let pass."""
    assert silent(scored([], event("ASSAULT", "ISL", recipients))) is quiet
