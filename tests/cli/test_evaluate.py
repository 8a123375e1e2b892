"""
`facta evaluate` before the model: reading gold, the scores, and how they are shown.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from facta.cli.commands.evaluate import document, gold
from facta.cli.main import CANNOT, run
from facta.cli.scores import Outcome, as_json, tables
from facta.cli.text import cells
from facta.errors import SettingsError
from facta.evaluate import (
    GoldAccount,
    GoldPair,
    Report,
    Scheme,
    Score,
    compared,
    labels,
    macro_f1,
    scored,
)
from facta.evaluate.events import GoldEvent, GoldParty
from facta.extract.pairs import Relation
from facta.ontology import Ontology
from facta.records import Annotation, Event, Skipped
from facta.testing import annotation, doc, event

ONTOLOGY = Ontology.load()
TYPES = sorted(ONTOLOGY.types)
TEXT = "Russia attacked Ukraine"
PAIR: dict[str, Any] = {
    "id": "p",
    "text": TEXT,
    "actor": [0, 6],
    "recipient": [16, 23],
    "event_type": "ASSAULT",
}
ACCOUNT: dict[str, Any] = {
    "id": "e",
    "text": TEXT,
    "published": "2025-05-28",
    "events": [
        {
            "event_type": "ASSAULT",
            "mode": None,
            "auxiliary": [],
            "actor": [{"country": "RUS", "sector": None}],
            "recipient": [{"country": "UKR", "sector": None}],
        }
    ],
}


def pair(event_type: str) -> GoldPair:
    """A marked pair of a type."""
    return GoldPair(
        id=event_type,
        text=TEXT,
        actor=(0, 6),
        recipient=(16, 23),
        event_type=event_type,
    )


def relation(event_type: str, confidence: float = 0.5) -> Relation:
    """A relation of a type."""
    return Relation(
        event_type=event_type,
        mode=None,
        auxiliary=(),
        rule=f"rule.{event_type.lower()}",
        confidence=confidence,
    )


def report(right: list[str], given: list[str], scheme: Scheme = 16) -> Report:
    """The report on pairs of these types, coded so."""
    return scored(
        [pair(name) for name in right],
        [relation(name) for name in given],
        ONTOLOGY,
        scheme=scheme,
    )


def account(*events: tuple[str, str, str], optional: bool = False) -> GoldAccount:
    """Gold of one text: (type, actors, recipients), countries separated by commas."""

    def parties(codes: str) -> tuple[GoldParty, ...]:
        return tuple(GoldParty(code) for code in codes.split(",") if code)

    made = (
        GoldEvent(
            event_type=name, actor=parties(a), recipient=parties(r), optional=optional
        )
        for name, a, r in events
    )
    return GoldAccount(id="a", text=TEXT, events=tuple(made))


def found(*events: Event) -> Annotation:
    """The annotation of a text with these events."""
    return annotation(doc(TEXT), events=events)


def put(path: Path, *rows: object) -> str:
    """A file of JSON lines."""
    path.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows),
        "utf-8",
    )
    return str(path)


@given(st.lists(st.tuples(st.sampled_from(TYPES), st.sampled_from(TYPES)), min_size=1))
def test_scores_by_type_agree_with_counting_by_hand(
    codes: list[tuple[str, str]],
) -> None:
    """
    Precision and recall of each type; the accuracy; each mistake is in the confusions.
    """
    made = report([right for right, _ in codes], [given for _, given in codes])
    for name, score in made.types.items():
        hits = codes.count((name, name))
        assert score.recall == (
            hits / score.gold if any(right == name for right, _ in codes) else 0
        )
        assert score.precision == (
            hits / score.found if any(given == name for _, given in codes) else 0
        )
    wrong = [code for code in codes if code[0] != code[1]]
    assert made.others["accuracy"].hits == len(codes) - len(wrong)
    assert (
        sum(item.count for item in made.confusions) == len(made.mistakes) == len(wrong)
    )
    assert sum(score.gold for score in made.quads.values()) == len(codes)
    assert sum(score.gold for score in made.sides.values()) == len(codes)


def test_macro_f1_is_the_mean_over_the_types_of_the_gold() -> None:
    """A type that is only coded weighs nothing by itself."""
    assert macro_f1(
        report(["AID", "AID", "REJECT"], ["AID", "ACCUSE", "REJECT"]).types
    ) == pytest.approx((2 / 3 + 1) / 2)
    assert macro_f1({}) == 0


@pytest.mark.parametrize(("scheme", "hits"), [(15, 3), (16, 1)])
def test_in_the_scheme_of_fifteen_conceding_and_retreating_are_one(
    scheme: Scheme, hits: int
) -> None:
    """YIELD is material cooperation; with sixteen types the two differ."""
    made = report(
        ["CONCEDE", "RETREAT", "RETREAT"], ["RETREAT", "CONCEDE", "RETREAT"], scheme
    )
    assert made.others["accuracy"].hits == hits
    assert len(labels(ONTOLOGY, scheme)) == scheme
    assert ("YIELD" in made.types) is (scheme == 15)
    assert "material cooperation" in made.quads


def test_the_surest_mistakes_come_first() -> None:
    """With the rule that made them and the words of both parties."""
    names = ["AID", "AGREE", "REJECT"]
    coded = [relation("ACCUSE", 0.2), relation("ACCUSE", 0.9), relation("REJECT", 1.0)]
    made = scored([pair(name) for name in names], coded, ONTOLOGY, scheme=16)
    assert [(item.gold, item.confidence) for item in made.mistakes] == [
        ("AGREE", 0.9),
        ("AID", 0.2),
    ]
    assert (made.mistakes[0].actor, made.mistakes[0].recipient) == ("Russia", "Ukraine")
    assert made.mistakes[0].rule == "rule.accuse"


def test_events_are_compared_as_who_did_what_to_whom() -> None:
    """
    A wrong type between the right parties is one confusion, a wrong party one error;
    else missed or false.
    """
    rows = [
        account(
            ("ASSAULT", "RUS", "UKR"), ("AID", "USA", "UKR"), ("REJECT", "DEU", "")
        ),
        account(("CONSULT", "USA,RUS", "USA,RUS")),
        account(),
    ]
    annotations = [
        found(event("COERCE", "RUS", "UKR"), event("AID", "USA", "POL")),
        found(event("CONSULT", "RUS,USA", "USA,RUS", quad_code=1, score=2.5)),
        found(event("THREATEN", "PRK", "JPN")),
    ]
    made = compared(rows, annotations, ONTOLOGY)
    assert made.others["exact"] == Score(2, 5, 5)
    assert made.others["type"] == Score(2, 4, 4)
    assert made.others["quiet"] == Score(0, 1, 1)
    assert {(item.gold, item.coded) for item in made.confusions} == {
        ("ASSAULT", "COERCE"),
        ("-", "THREATEN"),
        ("REJECT", "-"),
    }
    (other,) = (item for item in made.mistakes if item.gold == item.coded)
    assert (other.what, other.actor, other.recipient) == (
        "AID of other parties",
        "USA",
        "POL (gold UKR)",
    )
    assert made.types["CONSULT"] == Score(2, 2, 2)
    assert made.quads["material conflict"] == Score(1, 1, 1)
    assert made.sides["cooperation"] == Score(2, 3, 3)
    assert made.mistakes[-1].rule is None


def test_optional_gold_is_neither_missed_nor_false() -> None:
    """It may be found or not."""
    gold_line = account(("AID", "USA", "UKR"), optional=True)
    for events in ((), (event("AID", "USA", "UKR"),)):
        made = compared([gold_line], [found(*events)], ONTOLOGY)
        assert made.others["exact"] == Score(0, 0, 0)
        assert made.mistakes == ()


def test_modes_and_auxiliaries_are_asked_of_exact_events_where_the_gold_has_them() -> (
    None
):
    """One right of each; the sector of a party that nobody coded is not asked."""
    wanted = GoldEvent(
        event_type="ASSAULT",
        actor=(GoldParty("RUS", "MIL"),),
        recipient=(GoldParty("UKR"),),
        mode="aerial",
        auxiliary=("historical",),
    )
    gold_line = GoldAccount(id="a", text=TEXT, events=(wanted,))
    coded = event("ASSAULT", "RUS", "UKR", mode="aerial", auxiliary=("negation",))
    made = compared([gold_line], [found(coded)], ONTOLOGY).others
    assert (made["mode"], made["auxiliary"], made["sector"]) == (
        Score(1, 1, 1),
        Score(0, 1, 1),
        Score(0, 1, 1),
    )


@pytest.mark.parametrize(
    ("first", "kind"),
    [(PAIR, "pairs"), (ACCOUNT, "accounts")],
    ids=["pairs", "accounts"],
)
def test_the_keys_of_a_file_tell_its_kind(
    first: dict[str, Any], kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lines of the other kind, or of none, are told of and left out."""
    skipped: list[Skipped] = []
    other = ACCOUNT if first is PAIR else PAIR
    pairs, accounts = gold(
        put(tmp_path / "gold.jsonl", "{", first, other, first), skipped
    )
    assert [number for number, _ in (pairs if kind == "pairs" else accounts)] == [2, 4]
    assert not (accounts if kind == "pairs" else pairs)
    assert [item.source.rsplit(" ", 1)[-1] for item in skipped] == ["1", "3"]
    assert capsys.readouterr().err.count("\n") == 2


def test_a_file_without_gold_says_what_gold_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2."""
    path = put(tmp_path / "gold.jsonl", {"id": 1, "text": "x"})
    with pytest.raises(
        SettingsError, match="marked pairs need actor, recipient and event_type"
    ):
        gold(path, [])
    assert run(["evaluate", path]) == CANNOT
    assert run(["evaluate", str(tmp_path / "none.jsonl")]) == CANNOT
    assert run(["evaluate", path, "--scheme", "14"]) == CANNOT
    assert capsys.readouterr().out == ""


def test_the_day_of_a_gold_line_dates_its_account(tmp_path: Path) -> None:
    """A line without one stays undated."""
    undated = {key: value for key, value in ACCOUNT.items() if key != "published"}
    _, accounts = gold(put(tmp_path / "gold.jsonl", ACCOUNT, undated), [])
    assert [str(document(one).published) for _, one in accounts] == [
        "2025-05-28",
        "None",
    ]


def test_tables_and_json_tell_the_same() -> None:
    """Scores, confusions, so many errors as were asked for, the rule in full."""
    made = report(["AID", "AGREE", "AGREE"], ["AID", "ACCUSE", "ACCUSE"])
    outcome = Outcome(made, scheme=16)
    shown = "\n".join(tables(outcome, 1, width=160))
    encoded = json.loads(as_json(outcome, 1))
    assert encoded["macro_f1"] == 0.5
    assert encoded["types"]["AID"] == {
        "precision": 1,
        "recall": 1,
        "f1": 1,
        "hits": 1,
        "gold": 1,
        "coded": 1,
    }
    assert encoded["confusions"] == [{"gold": "AGREE", "coded": "ACCUSE", "count": 2}]
    assert (len(encoded["errors"]), encoded["errors_in_all"]) == (1, 2)
    assert encoded["own"] is None
    assert "macro-F1 0.500" in shown
    assert "1 of 2 errors" in shown
    assert shown.count("by rule.accuse") == 1
    assert shown.count(TEXT) == 1


def test_what_own_entries_mend_and_break_is_shown() -> None:
    """Against the same gold coded without them."""
    right = ["AID", "AGREE", "REJECT"]
    shipped, own = (
        report(right, ["ACCUSE", "AGREE", "ACCUSE"]),
        report(right, ["AID", "ACCUSE", "ACCUSE"]),
    )
    outcome = Outcome(own, shipped, 16)
    encoded = json.loads(as_json(outcome, 20))["own"]
    assert [item["gold"] for item in encoded["mended"]] == ["AID"]
    assert [item["gold"] for item in encoded["new"]] == ["AGREE"]
    shown = list(tables(outcome, 0, width=100))
    assert "mended: 1" in shown
    assert "newly wrong: 1" in shown


def test_what_a_gold_file_says_reaches_the_terminal_as_text_alone() -> None:
    """
    No escape sequence of a text or a name gets through, and the text is cut to the
    screen.
    """
    evil = replace(pair("AID"), id="\x1b[2J", text="Russia\x1b]0;x\x07 " + "y" * 200)
    made = scored([evil], [relation("ACCUSE")], ONTOLOGY, scheme=16)
    shown = list(tables(Outcome(made, scheme=16), 5, width=80))
    assert all(text.isprintable() and cells(text) <= 80 for text in shown)
    assert shown[-1].endswith("yyy…")
