"""
Entries of the table of political actors: their schema, for the package's files and for
users' own.

    ["Volodymyr Zelensky"]
    country = "UKR"                     # ISO 3166 alpha-3, IGO or NGO; left out where there is none
    gender = "m"                        # f, m, or x where unknown: only for persons
    aliases = ["Zelensky", "Zelenskyy"] # names that mean nobody else
    offices = ["President 2019-05/"]    # what from/to, then a country or sector where it differs
    sector = "OPP"                      # outside those offices; for groups and bodies, their sector
    members = ["EST", "LVA", "LTU"]     # in place of country: the name stands for each of several

A user's file may open with `countries = ["HOB"]`, codes of its own besides ISO's, and
`agents = { "orc" = "REB" }`, nouns with the sector that they signal.
"""

from __future__ import annotations

import calendar
import datetime
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from facta.errors import SettingsError
from facta.ontology.countries import BODIES

# What, from/to, then a country and a sector: "President 2019-05/2024-05 UKR".
_OFFICE = re.compile(
    r"(?P<name>.+?) (?P<start>[\d-]*)/(?P<end>[\d-]*)(?P<codes>( [A-Z]{3}){0,2})"
)
# A year, a month or a day.
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
# As ISO 3166 alpha-3 has them; a user's own look the same.
_CODE = re.compile(r"[A-Z]{3}")


class Office(Struct, frozen=True, kw_only=True):
    """
    An office and when it was held.

    `country` where it is not the holder's, `sector` where it is not GOV.
    """

    name: str
    start: datetime.date | None
    end: datetime.date | None
    country: str | None = None
    sector: str | None = None

    def covers(self, day: datetime.date) -> bool:
        """Whether it was held on that day."""
        begun = self.start is None or self.start <= day
        ended = self.end is not None and self.end < day
        return begun and not ended


class Entry(Struct, frozen=True, kw_only=True):
    """One political actor. A person has a gender; a body or group has none."""

    name: str
    country: str | None
    sector: str | None
    gender: str | None
    aliases: tuple[str, ...]
    offices: tuple[Office, ...]
    members: tuple[str, ...] = ()


class Listing(Struct, frozen=True):
    """What one file holds: actors, and nouns with the sector they signal."""

    entries: tuple[Entry, ...]
    agents: dict[str, str]


class _Row(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    country: str | None = None
    sector: str | None = None
    gender: Literal["f", "m", "x"] | None = None
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


def listing(
    text: str,
    source: str,
    countries: Mapping[str, object],
    sectors: Mapping[str, object],
) -> Listing:
    """
    What one TOML file holds.

    Args:
        text: the file.
        source: its name, for error messages.
        countries: known country codes; IGO and NGO are known without.
        sectors: known sectors.

    Raises:
        SettingsError: the file is no TOML, or an entry is not valid; names file, entry
            and what is allowed.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"{source}: {error}; see docs/actors.md for the format"
        ) from error
    own = _codes(table.pop("countries", []), source)
    agents = _agents(table.pop("agents", {}), source, sectors)
    # The file's own codes count as known for the rest of it.
    known = dict.fromkeys([*countries, *own])
    entries = tuple(
        _entry(name, row, f"{source}: [{name}]", known, sectors)
        for name, row in table.items()
    )
    return Listing(entries, agents)


def read(
    path: Path, countries: Mapping[str, object], sectors: Mapping[str, object]
) -> Listing:
    """
    What a user's file holds.

    Raises:
        SettingsError: it cannot be read or is not valid.
    """
    try:
        text = path.read_text("utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path}: {error}; give a TOML file of actors in UTF-8"
        ) from error
    return listing(text, str(path), countries, sectors)


def _codes(codes: object, source: str) -> list[str]:
    if isinstance(codes, list) and all(map(_is_code, codes)):
        return codes
    raise SettingsError(
        f"{source}: countries; give a list of codes of three capital letters"
    )


def _is_code(code: object) -> bool:
    return isinstance(code, str) and _CODE.fullmatch(code) is not None


def _agents(
    agents: object, source: str, sectors: Mapping[str, object]
) -> dict[str, str]:
    if not isinstance(agents, dict):
        raise SettingsError(
            f"{source}: agents; give a table of nouns with their sectors"
        )
    for noun, sector in agents.items():
        where = f"{source}: agent {noun!r}"
        if not isinstance(sector, str):
            sector = "?"
        _known_sector(sector, where, sectors)
    return agents


def _entry(
    name: str,
    row: object,
    where: str,
    countries: Mapping[str, object],
    sectors: Mapping[str, object],
) -> Entry:
    try:
        fields = msgspec.convert(row, _Row)
    except msgspec.ValidationError as error:
        raise SettingsError(
            f"{where}: {error}; allowed are {', '.join(_Row.__struct_fields__)}"
        ) from error
    for code in (fields.country, *fields.members):
        _known_country(code, where, countries)
    if fields.country and fields.members:
        raise SettingsError(f"{where}: both country and members; give one of them")
    _known_sector(fields.sector, where, sectors)
    offices = [_office(office, where, countries, sectors) for office in fields.offices]
    if not all(map(_has_letters, (name, *fields.aliases))):
        raise SettingsError(f"{where}: a name without letters; write it as accounts do")
    # A name for several states stands with the first of them.
    country = next(iter(fields.members), fields.country)
    return Entry(
        name=name,
        country=country,
        sector=fields.sector,
        gender=fields.gender,
        aliases=fields.aliases,
        offices=tuple(offices),
        members=fields.members,
    )


def _has_letters(name: str) -> bool:
    return any(map(str.isalnum, name))


def _office(
    text: str,
    where: str,
    countries: Mapping[str, object],
    sectors: Mapping[str, object],
) -> Office:
    parts = _OFFICE.fullmatch(text)
    if parts is None:
        raise SettingsError(
            f"{where}: office {text!r}; write it as 'President 2019-05/2024-05', "
            "either end may be empty"
        )
    country = sector = None
    for code in parts["codes"].split():
        if code in sectors:
            sector = code
        else:
            _known_country(code, where, countries)
            country = code
    start = _day(parts["start"], f"{where}: office {text!r}", last=False)
    end = _day(parts["end"], f"{where}: office {text!r}", last=True)
    if start and end and end < start:
        raise SettingsError(
            f"{where}: office {text!r} ends before it begins; swap the two"
        )
    return Office(
        name=parts["name"], start=start, end=end, country=country, sector=sector
    )


def _day(text: str, where: str, *, last: bool) -> datetime.date | None:
    """The first or last day of a year or month."""
    if not text:
        return None
    year, month, day = _numbers(text)
    if month is None:
        month = _either(last, 1, 12)
    if year < 1 or not 1 <= month <= 12:
        raise SettingsError(
            f"{where}: {text!r} is no date; write 2019, 2019-05 or 2019-05-20"
        )
    days = calendar.monthrange(year, month)[1]
    if day is None:
        day = _either(last, 1, days)
    if not 1 <= day <= days:
        raise SettingsError(f"{where}: {text!r} is no date; that month has {days} days")
    return datetime.date(year, month, day)


def _numbers(text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day as written; the year 0, which is none, for no date."""
    parts = _DAY.fullmatch(text)
    if parts is None:
        return 0, None, None
    year, *rest = parts.groups()
    month, day = (int(part) if part else None for part in rest)
    return int(year), month, day


def _either(last: bool, low: int, high: int) -> int:
    if last:
        return high
    return low


def _known_country(
    code: str | None, where: str, countries: Mapping[str, object]
) -> None:
    if code is not None and code not in countries and code not in BODIES:
        raise SettingsError(
            f"{where}: country {code!r}; use an ISO 3166 alpha-3 code (UKR), IGO or NGO"
        )


def _known_sector(code: str | None, where: str, sectors: Mapping[str, object]) -> None:
    if code is not None and code not in sectors:
        raise SettingsError(
            f"{where}: sector {code!r}; use one of {', '.join(sorted(sectors))}"
        )
