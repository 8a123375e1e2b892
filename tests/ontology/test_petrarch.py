"""PETRARCH's dictionaries become a file that the gazetteer reads."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from facta.ontology import Countries, Gazetteer
from facta.ontology.petrarch import convert

ACTORS = """
<!-- A REMARK
over two lines -->
ROYAL_GUARD_OF_THE_ISLE [ISLMIL]  # somebody, some day
ISLE [ISL]
+ISLEMAN
DRAGON
+SMOKE
    [DRG < 19500101]
    [DRGREB 19500101-20091231]
    [DRGGOV > 20100101]
PARIS [FRA]
NOTHING [---]
EITHER [ABC/DEF]
NEVER [XYZ 20101341-20101342]
"""
AGENTS = """
!WHO! = MAN, MEN
ORC_WARBAND {} [~REB]
BEACON!WHO! [~MIL]
SAGE {SAGES} [~EDU]
WIND [~ZZZ]
"""


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    """The gazetteer with the two dictionaries above."""
    file = tmp_path / "brought.toml"
    file.write_text(convert(ACTORS, AGENTS, known=frozenset(Countries.load().table)), "utf8")
    return Gazetteer.load([file])


def test_names_codes_and_synonyms_are_brought_over(gazetteer: Gazetteer) -> None:
    """Country and sector follow from the code; what cannot be used is left out."""
    guard = gazetteer.entries["Royal Guard of the Isle"]
    assert (guard.country, guard.sector) == ("ISL", "MIL")
    assert gazetteer.entries["Isle"].aliases == ("ISLE", "Isleman")
    assert {"Nothing", "Either"} & set(gazetteer.entries) == set()


@pytest.mark.parametrize(("year", "sector"), [(1940, None), (2000, "REB"), (2020, "GOV")])
def test_dated_codes_hold_on_their_days(gazetteer: Gazetteer, year: int, sector: str | None) -> None:
    """A code with dates is that of the day."""
    dragon = gazetteer.entries["Dragon"]
    standing = gazetteer.standing(dragon, datetime.date(year, 6, 1))
    assert (standing.country, standing.sector, standing.office) == ("DRG", sector, None)


@pytest.mark.parametrize(
    ("words", "sector"),
    [(("orc", "warband"), "REB"), (("beaconmen",), "MIL"), (("sages",), "EDU"), (("wind",), None)],
)
def test_agents_signal_sectors(gazetteer: Gazetteer, words: tuple[str, ...], sector: str | None) -> None:
    """Nouns of the dictionary of agents, markers filled in; an unknown code signals nothing."""
    role = gazetteer.sectors.role(words)
    assert (role.sector if role else None) == sector
