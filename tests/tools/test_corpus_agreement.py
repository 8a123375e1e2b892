"""How far two readers agree, against figures from the literature and by hand."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from facta.evaluate import Score
from tests.tools.codings import ENTITIES, EVENTS, WHOLE, bare, coded, passage, written
from tools.corpus import agreement
from tools.corpus.listing import listed
from tools.corpus.matching import alpha, b_cubed, harmonic, matched

# Krippendorff (2011), examples A, B and C: a column an observer, `.` where he is silent
EXAMPLES = {
    "binary, two observers": (("0100000010", "1110010000"), 0.095),
    "nominal, two observers": (("aabbdcccedda", "babbbccceddd"), 0.692),
    "nominal, four observers": (
        ("123321412...", "1233224125.3", ".3332342251.", "12332441251."),
        0.743,
    ),
}


@pytest.mark.parametrize(("observers", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_alpha_is_that_of_the_worked_examples(
    observers: tuple[str, ...], expected: float
) -> None:
    """To the three digits that are printed there."""
    units = [
        [value for value in unit if value != "."]
        for unit in zip(*observers, strict=True)
    ]
    assert alpha(units) == pytest.approx(expected, abs=0.0005)


def test_alpha_says_nothing_where_nothing_could_differ() -> None:
    """One value alone, or no thing judged twice."""
    assert alpha([("a", "a"), ("a", "a")]) is None
    assert alpha([("a",), ("b",)]) is None


# Bagga and Baldwin (1998): twelve mentions of three chains, and two responses to them
TRUTH = "aaaaabbccccc"
RESPONSES = {
    "the small chain joined": ("111112222222", 0.76),
    "two large": ("111112211111", 0.58),
}


@pytest.mark.parametrize(("response", "expected"), RESPONSES.values(), ids=RESPONSES)
def test_b_cubed_is_that_of_the_worked_example(response: str, expected: float) -> None:
    """Precision as printed there; recall is whole."""
    precision, recall = b_cubed(list(zip(TRUTH, response, strict=True)))
    assert precision == pytest.approx(expected, abs=0.005)
    assert recall == pytest.approx(1)
    assert harmonic(0, 0) == 0


def test_matching_moves_a_pair_to_make_room() -> None:
    """As many pairs as can be, whatever the order."""
    fits = {(0, 0), (0, 1), (1, 0)}
    found = matched([0, 1], [0, 1], lambda one, other: (one, other) in fits)
    assert found == [(0, 1), (1, 0)]


def found(first: str, second: str) -> agreement.Agreement:
    """Agreement of two readers on the events of our passage."""
    return agreement.agreement(
        [(passage(ENTITIES + first), passage(ENTITIES + second))]
    )


V = "V 2`talks` | CONSULT | E1 = E4 | future | i | > | - | - | -\n"


def test_a_reader_agrees_with_himself() -> None:
    """On all."""
    own = found(EVENTS, EVENTS)
    assert own.events == own.triggers == Score(2, 2, 2)
    assert own.alpha == 1
    assert own.mentions == own.countries == Score(11, 11, 11)
    assert own.b_cubed == (1, 1)


def test_an_event_of_another_trigger_in_its_sentence_agrees() -> None:
    """Where type and countries are the same; the triggers alone do not."""
    own = found(V, V.replace("talks", "pact"))
    assert (own.events.hits, own.triggers.hits) == (1, 0)


def test_countries_decide_and_not_ids() -> None:
    """An envoy acts for his country."""
    assert found(V, V.replace("E1", "E5")).events.hits == 1
    assert found(V, V.replace("E1", "E3")).events.hits == 0


def test_sides_count() -> None:
    """Who did it to whom."""
    line = V.replace("=", ">")
    assert found(line, line.replace("E1 > E4", "E4 > E1")).events.hits == 0


def test_another_type_agrees_on_the_trigger_alone() -> None:
    """And is what alpha counts."""
    own = found(EVENTS, EVENTS.replace("CONSULT", "AGREE"))
    assert own.events == Score(1, 2, 2)
    assert own.triggers == Score(2, 2, 2)
    assert own.alpha == pytest.approx(0.4)


OPTIONAL = V.replace("V ", "V? ")


@pytest.mark.parametrize(
    ("first", "second"),
    [(V, OPTIONAL), (OPTIONAL, V), (OPTIONAL, OPTIONAL), (OPTIONAL, "")],
    ids=["the second's", "the first's", "of both", "alone"],
)
def test_an_optional_event_counts_neither_way(first: str, second: str) -> None:
    """It excuses the other's, and is not missed."""
    own = found(first, second)
    assert own.events == own.triggers == Score(0, 0, 0)


def test_what_agrees_in_type_and_parties_may_differ_in_detail() -> None:
    """Mode, auxiliary, contexts, scope and day are counted among what agrees."""
    details = found(V, V.replace("future", "-")).details
    assert (details["auxiliary"].hits, details["scope"].hits) == (0, 1)


def test_mentions_agree_by_their_last_word() -> None:
    """A determiner more or less is no disagreement."""
    bounds = ENTITIES.replace("1`the European Union`", "1`European Union`")
    own = agreement.agreement([(passage(ENTITIES), passage(bounds))])
    assert own.mentions.hits == 11
    head = ENTITIES.replace("1`the European Union`", "1`the European`")
    assert agreement.agreement([(passage(ENTITIES), passage(head))]).mentions.hits == 10


def test_a_split_entity_lowers_b_cubed() -> None:
    """Recall of the second reader's clusters, not their precision."""
    split = ENTITIES.replace(" 2`The country`", "") + (
        "E6 | Persia | state | IRN | - | 2`The country`\n"
    )
    precision, recall = agreement.agreement(
        [(passage(ENTITIES), passage(split))]
    ).b_cubed
    assert precision == 1
    assert recall < 1


def test_a_disagreement_is_shown_with_its_sentence() -> None:
    """Names and countries stand for ids, which each reader has of his own."""
    pair = passage(ENTITIES + V), passage(ENTITIES + V.replace("CONSULT", "AGREE"))
    lines = list(listed(pair))
    assert lines[0] == "== wikinews-7.1 | 2005-08-12 | Iran stands firm"
    assert lines[1].startswith("[2] The country will resume talks")
    assert lines[2].endswith(
        "V 2`talks` | CONSULT | = Iran [IRN], Russia [RUS] | future | i | >"
    )
    assert "AGREE" in lines[3]


def test_readers_who_agree_leave_nothing_to_settle() -> None:
    """No line at all."""
    own = passage(ENTITIES + EVENTS)
    assert list(listed((own, own))) == []


def test_two_folders_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Passages that one alone coded are left out."""
    other = bare("France sent aid.", name="wikinews-8.1")
    passages = str(written(tmp_path, bare(), other))
    folder = coded(tmp_path, "r1", WHOLE)
    coded(tmp_path, "r2", WHOLE.replace("REJECT yield", "ACCUSE"))
    coded(tmp_path, "r2", "@ wikinews-8.1\n", name="wikinews-8.1")
    given = ["--passages", passages, str(folder / "r1"), str(folder / "r2"), "--list"]
    assert agreement.main(given) == 0
    shown = capsys.readouterr().out
    assert (
        "    r2       V 1`rejected` | ACCUSE | Iran [IRN] > European Union [IGO]"
        in shown
    )
    assert "1 passages that both coded" in shown


def test_a_coding_with_a_problem_stops_the_comparison(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2, for half a coding has no agreement."""
    passages = str(written(tmp_path, bare()))
    folder = coded(tmp_path, "r1", WHOLE)
    coded(tmp_path, "r2", WHOLE.replace("REJECT", "REFUSE"))
    assert (
        agreement.main(
            ["--passages", passages, *(str(folder / r) for r in ("r1", "r2"))]
        )
        == 2
    )
    assert "mend it by tools.corpus.check" in capsys.readouterr().err


def test_two_files_are_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files of passages need nothing beside them."""
    given = []
    for name, lines in (("first", ENTITIES + EVENTS), ("second", ENTITIES)):
        given.append(str(tmp_path / f"{name}.jsonl"))
        Path(given[-1]).write_bytes(msgspec.json.encode(passage(lines)) + b"\n")
    assert agreement.main(given) == 0
    out = capsys.readouterr().out
    assert "1 passages that both coded" in out
    assert "0.000" in out
