"""The command that tells what is wrong in codings."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tools.codings import (
    ENTITIES,
    EVENTS,
    ID,
    WHOLE,
    bare,
    coded,
    coding,
    written,
)
from tools.corpus import check
from tools.corpus.warnings import warnings


def told(lines: str) -> str:
    """All warnings of a coding of our passage."""
    return "\n".join(warnings(coding(lines), bare()))


def test_a_good_coding_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 0, and no problem."""
    folder = coded(tmp_path, "r1", WHOLE)
    assert check.main(["--passages", str(written(tmp_path, bare())), str(folder)]) == 0
    shown = capsys.readouterr().out.split("\n")
    assert "      1 passages" in shown
    assert "      2 events" in shown
    assert "      0 problems" in shown


def test_a_problem_is_shown_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line each, exit status 1."""
    folder = coded(tmp_path, "r1", WHOLE.replace("REJECT", "REFUSE"))
    assert check.main(["--passages", str(written(tmp_path, bare())), str(folder)]) == 1
    assert (
        "wikinews-7.1 line 7: V1: 'REFUSE' is no event type" in capsys.readouterr().out
    )


def test_a_file_of_no_passage_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its name and its header are of none that is known."""
    folder = coded(tmp_path, "r1", "@ wikinews-9.9", name="wikinews-9.9")
    assert check.main(["--passages", str(written(tmp_path, bare())), str(folder)]) == 1
    assert "no passage 'wikinews-9.9'" in capsys.readouterr().out


def test_no_passages_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2: the check cannot begin."""
    assert check.main(["--passages", str(tmp_path / "none.jsonl"), str(tmp_path)]) == 2
    assert "give --passages FILE.jsonl" in capsys.readouterr().err


def test_a_whole_coding_brings_no_warning() -> None:
    """What is complete is left alone."""
    assert told(f"{ENTITIES}{EVENTS}words\n") == ""


V = "V 2`talks` | CONSULT | E1 > E4 | - | i | < | - | - | -\n"
WARNED = {
    "no entities": ("words\n", f"{ID}: no entities"),
    "pronouns": (ENTITIES.replace(" 1`he`", ""), "pronouns that are no mention: 1`he`"),
    "names": (
        ENTITIES.replace(
            "E3 | European Union | org | IGO | - | 1`the European Union`\n", ""
        ),
        "names that are no mention: 1`European Union`",
    ),
    "a state without country": (
        ENTITIES.replace("state | RUS", "state | -"),
        "line 5: E4 Russia: a state without country",
    ),
    "one country within scope i": (
        ENTITIES + V.replace("E1 > E4", "E1 > E2"),
        "line 7: 'talks': scope i, and both sides are IRN",
    ),
    "two countries within scope d": (
        ENTITIES + V.replace("| i |", "| d |"),
        "line 7: 'talks': scope d, and the sides are IRN and RUS",
    ),
    "events alike": (ENTITIES + V + V, "line 8: 'talks': 2 events alike"),
    "no parties": (
        ENTITIES + V.replace("E1 > E4", "- > -"),
        "line 7: 'talks': an event without parties",
    ),
    "a mention of two": (
        ENTITIES + "E6 | Russia | state | RUS | - | 2`Russia`\n",
        "line 7: 'Russia' mentions E4 and E6",
    ),
    "a sector of a state": (
        ENTITIES.replace("state | RUS | -", "state | RUS | GOV"),
        "line 5: E4 Russia: a state with a sector",
    ),
    "a future agreement": (
        ENTITIES + V.replace("CONSULT", "AGREE").replace("| - | i", "| future | i"),
        "line 7: 'talks': AGREE is of the future already",
    ),
    "many contexts": (
        ENTITIES + V.replace("- | - | -\n", "- | - | health, cyber, crime, legal\n"),
        "line 7: 'talks': 4 contexts; 3 are enough",
    ),
    "no words": (ENTITIES, "words are asked for"),
}


@pytest.mark.parametrize("case", WARNED)
def test_what_is_rarely_meant_is_warned_of(case: str) -> None:
    """And not refused."""
    lines, expected = WARNED[case]
    assert expected in told(lines)


def test_two_bodies_of_states_deal_across_borders() -> None:
    """They share a code, and are not one country."""
    body = "E6 | agency | org | IGO | - | 1`its president`\n"
    assert "scope" not in told(ENTITIES + body + V.replace("E1 > E4", "E3 > E6"))


def test_the_words_that_open_a_sentence_are_no_names() -> None:
    """Nor are days and months; the country is no pronoun."""
    own = bare("On Monday the US left.", "In May Ana Lopez spoke.")
    found = warnings(coding("words", own), own)
    assert found == [
        f"{ID}: no entities",
        f"{ID}: names that are no mention: 2`In May Ana Lopez`",
    ]
