"""
Codes of published event data in Facta's terms: types, modes, days, countries, sectors.

What does not exist raises an `UnfitError` that names it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from msgspec import Struct

from facta.exchange.incoming.nouns import Typeless, UnfitError
from facta.ontology import BODIES, Cameo, Coded, Countries, Ontology, Sectors
from facta.records import Date, Precision
from facta.tables import read, shipped

OWN = "facta.exchange"
# two digits of CAMEO's twenty roots, then up to two more
_CODE = re.compile(r"(?:0[1-9]|1\d|20)\d{0,2}")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?")
_MONTH = re.compile(r"(\d{4})-?(\d\d)")
_YEAR = re.compile(r"\d{4}")
_NOTHING = frozenset({"", "none", "null", "nan", "na", "n/a"})


class Gdelt(Struct, frozen=True, forbid_unknown_fields=True):
    """How GDELT's codes of actors differ from ours."""

    countries: dict[str, str]
    regions: dict[str, tuple[str, ...]]
    sectors: dict[str, str]


class Icews(Struct, frozen=True, forbid_unknown_fields=True):
    """How ICEWS names sectors, bodies and countries, and how we name sectors there."""

    bodies: dict[str, str]
    sectors: dict[str, str]
    labels: dict[str, str]
    countries: dict[str, str]


@cache
def gdelt() -> Gdelt:
    """GDELT's codes, read once."""
    return read(shipped(OWN, "gdelt.toml"), Gdelt)


@cache
def icews() -> Icews:
    """ICEWS' names, read once."""
    return read(shipped(OWN, "icews.toml"), Icews)


class Codes:
    """The package's tables, for rows of any format."""

    def __init__(self) -> None:
        self.ontology = Ontology.load()
        self.cameo = Cameo.load()
        self.countries = Countries.load()

    @classmethod
    @cache
    def load(cls) -> Codes:
        """The tables, read once."""
        return cls()

    def coded(self, code: str) -> Coded | Typeless:
        """
        What a CAMEO code says in PLOVER.

        Raises:
            UnfitError: there is no such code.
        """
        if not _CODE.fullmatch(code):
            raise UnfitError(f"no CAMEO code: '{code}'")
        return self.cameo.plover(code) or Typeless(code)

    def type_of(self, text: str) -> str:
        """
        A type of PLOVER's, in any case.

        Raises:
            UnfitError: there is no such type.
        """
        name = text.strip().upper()
        if name not in self.ontology.types:
            raise UnfitError(f"no type of event: '{text}'")
        return name

    def mode_of(self, event_type: str, text: str) -> tuple[str | None, tuple[str, ...]]:
        """
        A mode of a type; None with a note where the type has no such mode.
        """
        name = text.strip().lower()
        if not name:
            return None, ()
        if name not in self.ontology.modes(event_type):
            return None, (f"no mode of {event_type}: '{text}'; kept without it",)
        return name, ()

    def country(self, text: str) -> str | None:
        """The code of a country by its code or name; None for none that is known."""
        found = text.strip()
        if found in self.countries.table or found in BODIES:
            return found
        return self._names.get(found.casefold())

    def sector(self, text: str) -> str | None:
        """A sector of PLOVER's; None for what is none."""
        code = text.strip().upper()
        return code if code in self._sectors else None

    @cached_property
    def _names(self) -> Mapping[str, str]:
        own = {name.casefold(): code for name, code in icews().countries.items()}
        forms = self.countries.forms()
        known = ((form, sense) for form, sense in forms if sense.kind == "country")
        return own | {form.casefold(): sense.country or "" for form, sense in known}

    @cached_property
    def _sectors(self) -> frozenset[str]:
        return frozenset(Sectors.load().meanings) - {"UNK"}


def given(text: str | None) -> str:
    """
    The words of a cell on one line; nothing where it says that there is nothing.

    >>> given(" two  words "), given("None"), given(None)
    ('two words', '', '')
    """
    found = " ".join((text or "").split())
    return "" if found.casefold() in _NOTHING else found


def several(text: str) -> tuple[str, ...]:
    """
    The values of a cell that holds some.

    >>> several("military; economic;"), several("")
    (('military', 'economic'), ())
    """
    return tuple(part for part in map(given, re.split(r"[;|]", text)) if part)


def day(text: str) -> tuple[Date, Precision]:
    """
    A day as 2018-06-01 or 20180601, a month or a year, and how precise it is.

    Raises:
        UnfitError: it is missing or no date.

    >>> day("20180601"), day("2018-06")
    ((datetime.date(2018, 6, 1), 'day'), (datetime.date(2018, 6, 1), 'month'))
    """
    if not text:
        raise UnfitError("no date")
    forms: Sequence[tuple[re.Pattern[str], Precision]]
    forms = ((_DAY, "day"), (_MONTH, "month"), (_YEAR, "year"))
    for form, precision in forms:
        if found := form.fullmatch(text):
            year, month, of_month = (*(found.groups() or (text,)), "1", "1")[:3]
            try:
                return datetime.date(int(year), int(month), int(of_month)), precision
            except ValueError:
                break
    raise UnfitError(f"no date: '{text}'")


def maybe_day(text: str) -> Date | None:
    """A day where the text is one: of publication, which a row may lack."""
    try:
        found, precision = day(text[:8] if text.isdigit() else text)
    except UnfitError:
        return None
    return found if precision == "day" else None
