"""PETRARCH's dictionaries become a file that the gazetteer reads."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from facta.ontology import Countries, Gazetteer
from facta.ontology.petrarch import convert, party

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
NORWAY [NOR]
+NORWEGIAN
+FJORDLAND
ROMANIA [ROM]
THE_KX [USAEDU]
HOBBIT_ABC [HOB]
BARAD-ISH [HOB]
NEVER [XYZ 20101341-20101342]
"""
AGENTS = """
!WHO! = MAN, MEN
ORC_WARBAND {} [~REB]
BEACON!WHO! [~MIL]
SAGE {SAGES} [~EDU]
PRIME_MINISTER [~GOV]
WIND [~ZZZ]
"""


@pytest.fixture
def gazetteer(tmp_path: Path) -> Gazetteer:
    """The gazetteer with the two dictionaries above."""
    file = tmp_path / "brought.toml"
    file.write_text(
        convert(ACTORS, AGENTS, known=frozenset(Countries.load().table)), "utf8"
    )
    return Gazetteer.load([file])


def test_names_codes_and_synonyms_are_brought_over(gazetteer: Gazetteer) -> None:
    """Country and sector follow from the code; what cannot be used is left out."""
    guard = gazetteer.entries["Royal Guard of the Isle"]
    assert (guard.country, guard.sector) == ("ISL", "MIL")
    assert gazetteer.entries["Isle"].aliases == ("ISLE", "Isleman")
    assert "Nothing" not in gazetteer.entries


def test_a_name_for_several_stands_for_each(gazetteer: Gazetteer) -> None:
    """Codes joined by a slash are the members of one entry."""
    assert gazetteer.entries["Either"].members == ("ABC", "DEF")


def test_countries_of_our_own_table_stay_ours(gazetteer: Gazetteer) -> None:
    """
    A name that we know for the same country is not brought over; under another code it
    is.
    """
    assert "Norway" not in gazetteer.entries
    assert gazetteer.entries["Fjordland"].aliases == ()
    assert gazetteer.entries["Romania"].country == "ROM"


def test_short_names_keep_their_capitals(gazetteer: Gazetteer) -> None:
    """A short name may be an abbreviation, with or without its article."""
    assert "KX" in gazetteer.entries["The Kx"].aliases
    assert "Hobbit ABC" in gazetteer.entries["Hobbit Abc"].aliases
    assert "Barad-ish" in gazetteer.entries["Barad-Ish"].aliases


def test_titles_stay_titles(gazetteer: Gazetteer) -> None:
    """An agent that is an office in our own lists is one still."""
    role = gazetteer.sectors.role(("prime", "minister"))
    assert role is not None
    assert (role.kind, role.sector) == ("office", "GOV")


@pytest.mark.parametrize(
    ("code", "sides"),
    [
        pytest.param("GONCOP", ("GON", "COP"), id="country and agent"),
        pytest.param("GONGOVMED", ("GON", "GOV"), id="the first agent"),
        pytest.param("GONGGS", ("GON", None), id="an agent we do not have"),
        pytest.param("NGMOPP", ("NGO", "OPP"), id="a code of its own for us"),
        pytest.param("---GOV", (None, "GOV"), id="no country"),
        pytest.param("###", (None, None), id="nobody"),
        pytest.param('"OLD NORTH"', (None, None), id="a name"),
    ],
)
def test_codes_are_read_as_country_and_sector(
    code: str, sides: tuple[str | None, str | None]
) -> None:
    """Three letters of country, then of agents."""
    assert party(code) == sides


@pytest.mark.parametrize(
    ("year", "sector"), [(1940, None), (2000, "REB"), (2020, "GOV")]
)
def test_dated_codes_hold_on_their_days(
    gazetteer: Gazetteer, year: int, sector: str | None
) -> None:
    """A code with dates is that of the day."""
    dragon = gazetteer.entries["Dragon"]
    standing = gazetteer.standing(dragon, datetime.date(year, 6, 1))
    assert (standing.country, standing.sector, standing.office) == ("DRG", sector, None)


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        (("orc", "warband"), "REB"),
        (("beaconmen",), "MIL"),
        (("sages",), "EDU"),
        (("wind",), None),
    ],
)
def test_agents_signal_sectors(
    gazetteer: Gazetteer, words: tuple[str, ...], sector: str | None
) -> None:
    """
    Nouns of the dictionary of agents, markers filled in; an unknown code signals
    nothing.
    """
    role = gazetteer.sectors.role(words)
    assert (role.sector if role else None) == sector
