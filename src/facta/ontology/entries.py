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

_OFFICE = re.compile(
    r"(?P<name>.+?) (?P<start>[\d-]*)/(?P<end>[\d-]*)(?P<codes>( [A-Z]{3}){0,2})"
)
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_CODE = re.compile(r"[A-Z]{3}")


class Office(Struct, frozen=True, kw_only=True):
    """
    An office and when it was held; `country` and `sector` where they are not the
    holder's or not GOV.
    """

    name: str
    start: datetime.date | None
    end: datetime.date | None
    country: str | None = None
    sector: str | None = None

    def covers(self, day: datetime.date) -> bool:
        """Whether it was held on that day."""
        return (self.start is None or self.start <= day) and (
            self.end is None or day <= self.end
        )


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
    known = dict.fromkeys([*countries, *_codes(table.pop("countries", []), source)])
    agents = _agents(table.pop("agents", {}), source, sectors)
    found = [
        _entry(name, row, f"{source}: [{name}]", known, sectors)
        for name, row in table.items()
    ]
    return Listing(tuple(found), agents)


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
    if not isinstance(codes, list) or not all(
        isinstance(code, str) and _CODE.fullmatch(code) for code in codes
    ):
        raise SettingsError(
            f"{source}: countries; give a list of codes of three capital letters"
        )
    return codes


def _agents(
    agents: object, source: str, sectors: Mapping[str, object]
) -> dict[str, str]:
    if not isinstance(agents, dict):
        raise SettingsError(
            f"{source}: agents; give a table of nouns with their sectors"
        )
    for noun, sector in agents.items():
        _known_sector(
            sector if isinstance(sector, str) else "?",
            f"{source}: agent {noun!r}",
            sectors,
        )
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
            f"{where}: {error}; allowed are country, sector, gender, aliases, offices, members"
        ) from error
    for code in (fields.country, *fields.members):
        _known_country(code, where, countries)
    if fields.country and fields.members:
        raise SettingsError(f"{where}: both country and members; give one of them")
    _known_sector(fields.sector, where, sectors)
    offices = tuple(
        _office(office, where, countries, sectors) for office in fields.offices
    )
    if not any(char.isalnum() for char in name) or not all(
        any(c.isalnum() for c in alias) for alias in fields.aliases
    ):
        raise SettingsError(f"{where}: a name without letters; write it as accounts do")
    country = fields.members[0] if fields.members else fields.country
    return Entry(
        name=name,
        country=country,
        sector=fields.sector,
        gender=fields.gender,
        aliases=fields.aliases,
        offices=offices,
        members=fields.members,
    )


def _office(
    text: str,
    where: str,
    countries: Mapping[str, object],
    sectors: Mapping[str, object],
) -> Office:
    parts = _OFFICE.fullmatch(text)
    if parts is None:
        raise SettingsError(
            f"{where}: office {text!r}; write it as 'President 2019-05/2024-05', either "
            "end may be empty"
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
    parts = _DAY.fullmatch(text)
    year, month = (
        (int(parts[1]), int(parts[2] or (12 if last else 1))) if parts else (0, 0)
    )
    if year < 1 or not 1 <= month <= 12:
        raise SettingsError(
            f"{where}: {text!r} is no date; write 2019, 2019-05 or 2019-05-20"
        )
    days = calendar.monthrange(year, month)[1]
    day = int(parts[3]) if parts and parts[3] else (days if last else 1)
    if not 1 <= day <= days:
        raise SettingsError(f"{where}: {text!r} is no date; that month has {days} days")
    return datetime.date(year, month, day)


def _known_country(
    code: str | None, where: str, countries: Mapping[str, object]
) -> None:
    if code is not None and code not in countries and code not in ("IGO", "NGO"):
        raise SettingsError(
            f"{where}: country {code!r}; use an ISO 3166 alpha-3 code (UKR), IGO or NGO"
        )


def _known_sector(code: str | None, where: str, sectors: Mapping[str, object]) -> None:
    if code is not None and code not in sectors:
        raise SettingsError(
            f"{where}: sector {code!r}; use one of {', '.join(sorted(sectors))}"
        )
