"""
The gazetteer: countries, sectors and political actors, looked up by written form, with
offices by date.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from msgspec import Struct

from facta.errors import DataError, SettingsError
from facta.ontology.countries import Countries, Sense
from facta.ontology.entries import Entry, Listing, Office, listing, read
from facta.ontology.files import REINSTALL, table, toml
from facta.ontology.forms import Forms, words
from facta.ontology.sectors import Sectors


class Standing(Struct, frozen=True):
    """Where somebody stood on a day: country, sector, and the office held, if any."""

    country: str | None
    sector: str | None
    office: str | None


class Gazetteer(Struct, frozen=True, kw_only=True):
    """
    What the actors of an account are looked up in.

    `surnames` gives the persons of a last name, for titles with a bare surname ("Prime
    Minister May"), `genders` the given names that tell a woman from a man.

    >>> gazetteer = Gazetteer.load()
    >>> gazetteer.office("Angela Merkel", datetime.date(2015, 3, 1))
    'Chancellor'
    """

    countries: Countries
    sectors: Sectors
    entries: dict[str, Entry]
    forms: Forms[Sense]
    surnames: dict[str, tuple[Entry, ...]]
    genders: dict[str, str]

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Gazetteer:
        """
        The package's tables and the user's own files.

        A user's entry replaces ours of the same name, and goes before all of ours.

        Raises:
            SettingsError: a user's file cannot be read or is not valid.
            DataError: a file of the package is damaged.
        """
        countries, sectors = Countries.load(), Sectors.load()
        found = {entry.name: entry for entry in _shipped(countries, sectors)}
        listings = [read(path, countries.table, sectors.meanings) for path in extra]
        own = {entry.name: entry for listed in listings for entry in listed.entries}
        for listed in listings:
            sectors = sectors.extended(listed.agents)
        ours = {name: entry for name, entry in found.items() if name not in own}
        ordered = own | ours
        # Of two equal forms the first stands: actors go before places.
        forms: Forms[Sense] = Forms([*_forms(ordered), *countries.forms()])
        return cls(
            countries=countries,
            sectors=sectors,
            entries=ordered,
            forms=forms,
            surnames=_surnames(ordered),
            genders=_genders(),
        )

    def office(self, name: str, day: datetime.date) -> str | None:
        """The office that somebody held on a day; of several, the one taken up last."""
        entry = self.entries.get(name)
        if entry is None:
            return None
        held = _held(entry, day)
        if held is None:
            return None
        return held.name

    def standing(self, entry: Entry, day: datetime.date | None) -> Standing:
        """
        Country, sector and office on a day. Without a day, those of the latest office,
        which is then not named: an account of unknown date does not say who holds what.
        """
        if not entry.offices:
            sector = entry.sector or _sector_of_body(entry.country)
            return Standing(entry.country, sector, None)
        outside = Standing(entry.country, entry.sector, None)
        if day is None:
            if entry.sector is not None:
                return outside
            return _in_office(entry, entry.offices[-1], named=False)
        held = _held(entry, day)
        if held:
            return _in_office(entry, held, named=True)
        early = all(office.start and day < office.start for office in entry.offices)
        if entry.sector or not entry.gender or early:
            return outside
        # A person out of office belongs to the elites: "former President X".
        return Standing(entry.country, "ELI", None)


def _in_office(entry: Entry, office: Office, *, named: bool) -> Standing:
    """Where an office puts its holder; a body holds it without a name."""
    country = office.country or entry.country
    if not entry.gender:
        sector = office.sector or entry.sector or _sector_of_body(country)
        return Standing(country, sector, None)
    sector = office.sector or _sector_of_office(country)
    if not named:
        return Standing(country, sector, None)
    return Standing(country, sector, office.name)


def _sector_of_body(country: str | None) -> str | None:
    """An international organisation acts as governments do."""
    if country == "IGO":
        return "GOV"
    return None


def _sector_of_office(country: str | None) -> str | None:
    """An office is a government's unless an NGO gives it."""
    if country == "NGO":
        return None
    return "GOV"


def _held(entry: Entry, day: datetime.date) -> Office | None:
    held = [office for office in entry.offices if office.covers(day)]
    return max(held, key=lambda office: office.start or datetime.date.min, default=None)


def _shipped(countries: Countries, sectors: Sectors) -> Iterator[Entry]:
    for file in sorted(table("actors").iterdir(), key=lambda file: file.name):
        try:
            yield from _listing(file, countries, sectors).entries
        except (OSError, UnicodeDecodeError, SettingsError) as error:
            raise DataError(f"{error}; {REINSTALL}") from error


def _listing(file: Traversable, countries: Countries, sectors: Sectors) -> Listing:
    return listing(file.read_text("utf8"), file.name, countries.table, sectors.meanings)


def _forms(found: dict[str, Entry]) -> Iterator[tuple[str, Sense]]:
    for entry in found.values():
        sense = Sense("actor", entry.name, entry.country)
        for name in (entry.name, *entry.aliases):
            yield name, sense
            if not entry.gender:
                yield from ((form, sense) for form in _half_lowered(name))


def _half_lowered(name: str) -> Iterator[str]:
    """
    A body's name as papers that lower its last word spell it.

    >>> list(_half_lowered("State Department")), list(_half_lowered("Red Cross"))
    (['State department'], [])
    """
    front, _, last = name.rpartition(" ")
    if front and last in LOWERED:
        yield f"{front} {last.lower()}"


# what bodies are called, which some papers write small
LOWERED = frozenset(
    {"Agency", "Bureau", "Commission", "Council", "Department", "Ministry"}
)


def _genders() -> dict[str, str]:
    """Given names with the gender they tell."""
    table = toml("given.toml", dict[str, tuple[str, ...]])
    return {name: gender for gender, names in table.items() for name in names}


def _surnames(found: dict[str, Entry]) -> dict[str, tuple[Entry, ...]]:
    persons: dict[str, list[Entry]] = {}
    for entry in found.values():
        if entry.gender:
            persons.setdefault(words(entry.name)[-1].lower(), []).append(entry)
    return {surname: tuple(named) for surname, named in persons.items()}
