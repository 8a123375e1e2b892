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
        The package's tables and the user's own files; a user's entry replaces ours of
        the same name.

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
        ordered = own | {
            name: entry for name, entry in found.items() if name not in own
        }
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
        """
        The office that somebody held on a day, the one taken up last where there are
        several.
        """
        entry = self.entries.get(name)
        held = _held(entry, day) if entry else None
        return held.name if held else None

    def standing(self, entry: Entry, day: datetime.date | None) -> Standing:
        """
        Country, sector and office on a day. Without a day, those of the latest office,
        which is then not named: an account of unknown date does not say who holds what.
        """
        if not entry.offices:
            return Standing(entry.country, entry.sector or _bodily(entry.country), None)
        if day is None:
            last = entry.offices[-1] if entry.sector is None else None
            return (
                self._in(entry, last, None)
                if last
                else Standing(entry.country, entry.sector, None)
            )
        held = _held(entry, day)
        if held:
            return self._in(entry, held, held.name if entry.gender else None)
        if (
            entry.sector
            or not entry.gender
            or all(office.start and day < office.start for office in entry.offices)
        ):
            return Standing(entry.country, entry.sector, None)
        return Standing(entry.country, "ELI", None)

    def _in(self, entry: Entry, office: Office, name: str | None) -> Standing:
        country = office.country or entry.country
        if not entry.gender:
            return Standing(
                country, office.sector or entry.sector or _bodily(country), None
            )
        return Standing(
            country, office.sector or (None if country == "NGO" else "GOV"), name
        )


def _bodily(country: str | None) -> str | None:
    """An international organisation acts as governments do."""
    return "GOV" if country == "IGO" else None


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


def _genders() -> dict[str, str]:
    """Given names with the gender they tell."""
    return {
        name: gender
        for gender, names in toml("given.toml", dict[str, tuple[str, ...]]).items()
        for name in names
    }


def _surnames(found: dict[str, Entry]) -> dict[str, tuple[Entry, ...]]:
    persons: dict[str, list[Entry]] = {}
    for entry in found.values():
        if entry.gender:
            persons.setdefault(words(entry.name)[-1].lower(), []).append(entry)
    return {surname: tuple(entries_) for surname, entries_ in persons.items()}
