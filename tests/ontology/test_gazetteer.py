"""
The tables of countries, sectors and political actors hold together, and users' files
are checked.
"""

from __future__ import annotations

import datetime
import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facta.errors import SettingsError
from facta.ontology import Gazetteer
from facta.ontology.files import table, text, toml
from facta.ontology.forms import Forms, words

GAZETTEER = Gazetteer.load()
FILES = sorted(file.name for file in table("actors").iterdir())


def repeated(names: Iterator[str]) -> list[str]:
    """Names that stand more than once."""
    return [name for name, count in Counter(names).items() if count > 1]


@pytest.mark.parametrize("name", FILES)
def test_actors_are_sorted(name: str) -> None:
    """Each file of actors is sorted by name."""
    names = list(tomllib.loads(text(f"actors/{name}")))
    misplaced = [pair for pair in itertools.pairwise(names) if pair[0] > pair[1]]
    assert misplaced == [], "change the places of each two"


def test_the_table_is_large_and_no_name_means_two_actors() -> None:
    """More than a thousand people, and every name or alias leads to one entry."""
    assert sum(entry.gender is not None for entry in GAZETTEER.entries.values()) >= 1000
    names = (
        alias
        for entry in GAZETTEER.entries.values()
        for alias in {entry.name, *entry.aliases}
    )
    assert repeated(names) == []


def test_no_alias_hides_a_country() -> None:
    """No actor is written as a country, its people or a city is."""
    places = {
        name for name, sense in GAZETTEER.countries.forms() if sense.kind != "void"
    }
    aliases = {
        alias
        for entry in GAZETTEER.entries.values()
        for alias in (entry.name, *entry.aliases)
    }
    assert aliases & places == set()


def test_every_country_code_is_of_three_letters_and_names_one_country() -> None:
    """Codes are alpha-3, and no name, adjective or capital is that of two countries."""
    table_ = GAZETTEER.countries.table
    assert len(table_) >= 249
    assert all(re.fullmatch("[A-Z]{3}", code) for code in table_)
    assert repeated(name for country in table_.values() for name in country.names) == []
    assert (
        repeated(name for country in table_.values() for name in country.adjectives)
        == []
    )
    assert (
        repeated(name for country in table_.values() for name in country.capitals) == []
    )


def test_places_are_sorted_and_lie_in_one_country() -> None:
    """No city stands under two countries, and none twice."""
    places = [country.places for country in GAZETTEER.countries.table.values()]
    assert all(list(group) == sorted(group) for group in places)
    assert repeated(place for group in places for place in group) == []


def test_a_phrase_signals_one_sector() -> None:
    """No noun of an actor stands in two lists, and each list is sorted."""
    lists = [
        tuple(listed)
        for entry in toml("sectors.toml", dict[str, dict[str, object]]).values()
        for key, listed in entry.items()
        if key in ("offices", "people", "bodies", "bound") and isinstance(listed, list)
    ]
    assert repeated(phrase for listed in lists for phrase in listed) == []
    assert all(list(listed) == sorted(listed) for listed in lists)


def test_all_sectors_of_the_ontology_are_known() -> None:
    """The 25 sectors of PLOVER that Facta uses."""
    assert len(GAZETTEER.sectors.meanings) == 25


@pytest.mark.parametrize(
    ("name", "day", "office"),
    [
        ("Angela Merkel", "2015-03-01", "Chancellor"),
        ("Donald Trump", "2018-06-12", "President"),
        ("Donald Trump", "2022-06-12", None),
        ("Mark Rutte", "2025-01-01", "NATO Secretary General"),
        ("Hilda Heine", "2018-06-12", "President"),
        ("Hilda Heine", "2022-06-12", None),
        ("Nobody At All", "2025-01-01", None),
    ],
)
def test_an_office_is_held_between_its_dates(
    name: str, day: str, office: str | None
) -> None:
    """Offices are those of the day."""
    assert GAZETTEER.office(name, datetime.date.fromisoformat(day)) == office


def test_who_has_left_office_is_of_the_elite() -> None:
    """
    A former president is ELI, before the office nothing is known, and without a date
    the last office counts.
    """
    entry = GAZETTEER.entries["Angela Merkel"]
    sectors = [
        GAZETTEER.standing(entry, day).sector
        for day in (datetime.date(2024, 1, 1), datetime.date(1995, 1, 1), None)
    ]
    assert sectors == ["ELI", None, "GOV"]


def test_a_user_adds_actors_and_replaces_ours(tmp_path: Path) -> None:
    """An own file is looked up like the shipped ones and wins over them."""
    own = tmp_path / "own.toml"
    own.write_text(
        '["Frodo Baggins"]\ncountry = "NZL"\nsector = "CVL"\n\n["Donald Trump"]\ncountry = "NZL"\n',
        "utf8",
    )
    gazetteer = Gazetteer.load([own])
    assert [
        match.sense.name for match in gazetteer.forms.find(("Frodo", "Baggins"))
    ] == ["Frodo Baggins"]
    assert gazetteer.entries["Donald Trump"].country == "NZL"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('["X"]\ncountry = "XYZ"', r"\[X\]: country 'XYZ'; use an ISO 3166"),
        ('["X"]\nsector = "ABC"', r"\[X\]: sector 'ABC'; use one of AGR"),
        (
            '["X"]\nboss = "Y"',
            r"\[X\]: .*allowed are country, sector, gender, aliases, offices",
        ),
        (
            '["X"]\noffices = ["President since 2019"]',
            r"office 'President since 2019'; write it as",
        ),
        (
            '["X"]\noffices = ["President 2019-13/"]',
            r"'2019-13' is no date; write 2019, 2019-05 or 2019-05-20",
        ),
        ('["X"]\noffices = ["President 2019-02-30/"]', r"that month has 28 days"),
        ('["X"]\noffices = ["President 2020/2019"]', r"ends before it begins"),
        (
            'countries = ["Hob"]',
            r"countries; give a list of codes of three capital letters",
        ),
        ('agents = { orc = "ORC" }', r"agent 'orc': sector 'ORC'; use one of AGR"),
        ('["X"\n', r"own.toml: .*line 1.*see docs/actors.md"),
        ('["..."]\ncountry = "USA"', r"a name without letters"),
    ],
    ids=[
        "country",
        "sector",
        "field",
        "office",
        "date",
        "day",
        "order",
        "codes",
        "agents",
        "toml",
        "name",
    ],
)
def test_a_bad_entry_is_told_with_file_entry_and_what_is_allowed(
    tmp_path: Path, body: str, says: str
) -> None:
    """Errors in a user's file name the place and the way out."""
    own = tmp_path / "own.toml"
    own.write_text(body, "utf8")
    with pytest.raises(SettingsError, match=says) as error:
        Gazetteer.load([own])
    assert str(error.value).startswith(str(own))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """A file that cannot be read is an error of settings."""
    with pytest.raises(SettingsError, match="give a TOML file of actors"):
        Gazetteer.load([tmp_path / "none.toml"])


@pytest.mark.parametrize(
    ("written", "shouting", "name"),
    [
        (("U.S",), False, "United States"),
        (("us",), False, None),
        (("US",), True, None),
        (("Nato",), False, "NATO"),
        (("who",), False, None),
        (("al", "Qaeda"), False, "al-Qaeda"),
        (("turkey",), False, None),
        (("RUSSIA",), True, "Russia"),
        (("Lebanese", "forces"), False, "Lebanon"),
    ],
)
def test_a_form_is_read_by_its_case(
    written: tuple[str, ...], shouting: bool, name: str | None
) -> None:
    """Abbreviations are told from words, names from common nouns."""
    found = GAZETTEER.forms.find(
        [part for word in written for part in words(word)], shouting
    )
    assert (found[0].sense.name if found else None) == name


@given(st.lists(st.text(min_size=1), max_size=8))
def test_every_form_is_found_where_it_stands(names: list[str]) -> None:
    """Whatever is put in is found again as the longest match at its place."""
    cut = [(name, name) for name in names if words(name)]
    forms: Forms[str] = Forms(cut)
    for name, _ in cut:
        match = forms.at(words(name), [word.lower() for word in words(name)], 0)
        assert match is not None
        assert [word.lower() for word in words(match.sense)] == [
            word.lower() for word in words(name)
        ]


def test_a_given_name_tells_one_gender() -> None:
    """No given name stands in both lists, and each is sorted."""
    names = toml("given.toml", dict[str, tuple[str, ...]])
    assert not set(names["f"]) & set(names["m"])
    assert all(list(listed) == sorted(set(listed)) for listed in names.values())


def test_phrases_are_sorted_and_stand_once() -> None:
    """
    Each list of misleading forms is sorted, and nothing both means a region and
    nothing.
    """
    phrases = GAZETTEER.countries.phrases
    assert list(phrases.regions) == sorted(set(phrases.regions))
    assert list(phrases.void) == sorted(set(phrases.void))
    assert not set(phrases.regions) & set(phrases.void)


@pytest.mark.parametrize("name", ["Congo", "Georgia", "Hyderabad", "Tripoli"])
def test_a_name_of_two_countries_is_chosen_by_what_stands_near(name: str) -> None:
    """
    Cues of the other country turn the choice, those against it turn it back, and
    without any it is the default.
    """
    choice = GAZETTEER.countries.phrases.choices[name]
    assert choice.country(frozenset()) == choice.default
    assert choice.country(frozenset(choice.cues[:2])) == choice.other
    assert (
        choice.country(frozenset(choice.cues[:1] + choice.against[:1]))
        == choice.default
    )


def test_a_body_is_known_with_its_last_word_small() -> None:
    """Some papers write "the State department"."""
    forms = Gazetteer.load().forms
    (found,) = forms.find(["State", "department", "officials"], False)
    assert (found.sense.name, found.last) == ("State Department", 1)
