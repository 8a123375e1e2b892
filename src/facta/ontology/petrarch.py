"""
PETRARCH's dictionaries of actors and agents as a file of Facta's own.

Takes the text of `*.actors.txt` and `*.agents.txt`; gives TOML that
`Gazetteer.load(extra=[...])` reads. What has no counterpart (discard codes) is left
out, and so is what our own table of countries has under the same code.

    GOLLUM                              a name, underscores for spaces
    +SMEAGOL                            another name of the same actor
    THE_SHIRE [FRO/BIL]                 one name for several
        [HOB < 950601]                  a code and when it holds: before, after (>), between (-)
    POLICE {} [~COP]                    an agent: noun, plural, code; ~ stands for the country
    !PERSON! = MAN, MEN                 words that stand in for the marker in agents
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator

from msgspec import Struct

from facta.ontology.countries import BODIES, Countries
from facta.ontology.sectors import Sectors

# Their codes of sectors that ours do not have, or mean otherwise.
SECTORS = {
    "BAS": "UAF",
    "CIV": "CVL",
    "CHR": "REL",
    "HLH": "MED",
    "INS": "UAF",
    "JEW": "REL",
    "MED": "JRN",
    "MNC": "BUS",
    "MOS": "REL",
    "MUS": "REL",
    "NGO": "PRE",
    "SEP": "UAF",
    "SET": "CVL",
}
COUNTRIES = {"NGM": "NGO"}
# Words of a name that stay small within it.
SMALL = frozenset({"a", "and", "de", "del", "for", "in", "of", "on", "the"})
_COMMENT = re.compile(r"<!--.*?-->|#[^\n]*|<! --[^\n]*", re.DOTALL)
# `[GON/GOX < 950601]`, `[GON > 950601]` and `[GON 950601-960601]`.
_CODE = re.compile(
    r"\[\s*([A-Za-z~]+(?:/[A-Za-z]+)*)\s*(<|>)?\s*(\d{6,8})?\s*(?:-\s*(\d{6,8}))?\s*\]"
)
_MARKER = re.compile(r"!\w+!")


class Dated(Struct, frozen=True):
    """A code and the days between which it holds."""

    code: str
    start: datetime.date | None = None
    end: datetime.date | None = None


class Listed(Struct):
    """One actor: its names, and its codes, the last undated one being the default."""

    names: list[str]
    codes: list[Dated]


def convert(
    actors: str, agents: str = "", *, known: frozenset[str] = frozenset()
) -> str:
    """
    A file of actors for Facta.

    Args:
        actors: text of a PETRARCH actor dictionary.
        agents: text of an agent dictionary.
        known: country codes that need not be declared.
    """
    sectors = frozenset(Sectors.load().meanings)
    rows: dict[str, str] = {}
    codes: set[str] = set()
    ours = _countries()
    for listed in read_actors(actors):
        listed.names = _unknown(listed, ours)
        found = _entry(listed, sectors)
        if found:
            body, used = found
            rows.setdefault(_name(listed.names[0]), body)
            codes |= used
    head = ["# Brought over from PETRARCH's dictionaries."]
    own = sorted(codes - known - BODIES)
    if own:
        head.append(f"countries = {json.dumps(own)}")
    nouns = read_agents(agents, sectors)
    if nouns:
        head += ["[agents]", *(_pair(noun, nouns[noun]) for noun in sorted(nouns))]
    entries = [f"[{json.dumps(name)}]\n{rows[name]}" for name in sorted(rows)]
    return "\n".join(head) + "\n\n" + "\n".join(entries)


def _pair(noun: str, sector: str) -> str:
    return f"{json.dumps(noun)} = {json.dumps(sector)}"


def read_actors(text: str) -> Iterator[Listed]:
    """The actors of a dictionary, in its order."""
    current: Listed | None = None
    for line in _lines(text):
        codes = [_dated(*match.groups()) for match in _CODE.finditer(line)]
        name = line.split("[")[0].strip()
        if name.startswith("+") and current:
            current.names.append(name[1:])
        elif name:
            if current:
                yield current
            current = Listed([name], [])
        if current:
            current.codes += codes
    if current:
        yield current


def read_agents(text: str, sectors: frozenset[str]) -> dict[str, str]:
    """Nouns of a dictionary of agents with their sectors."""
    markers: dict[str, list[str]] = {}
    nouns: dict[str, str] = {}
    for line in _lines(text):
        if "=" in line and line.startswith("!"):
            marker, _, words = line.partition("=")
            markers[marker.strip()] = [word.strip() for word in words.split(",")]
            continue
        code = _CODE.search(line)
        if code is None:
            continue
        sector = _sector(code[1].replace("~", ""), sectors)
        if sector is None:
            continue
        singular = line.split("{")[0].split("[")[0]
        plural = line.partition("{")[2].partition("}")[0]
        for noun in (*_filled(singular, markers), *_filled(plural, markers)):
            nouns.setdefault(noun, sector)
    return nouns


def party(code: str) -> tuple[str | None, str | None]:
    """
    Country and sector of an actor code.

    None for the null actors of its coders: `---`, `###`, a name in quotes.

    >>> party("GONCOP"), party("---GOV"), party("NGOHRI"), party('"THE SHIRE"')
    (('GON', 'COP'), (None, 'GOV'), ('NGO', None), (None, None))
    """
    if code.startswith('"'):
        return None, None
    country, sector = _split(code, frozenset(Sectors.load().meanings))
    if not country.isalpha():
        return None, sector
    return country, sector


def _countries() -> dict[str, str]:
    """Names and adjectives of countries that need not be brought over; their codes."""
    forms = Countries.load().forms()
    return {
        _name(form): sense.country
        for form, sense in forms
        if sense.kind in ("country", "demonym") and sense.country
    }


def _unknown(listed: Listed, ours: dict[str, str]) -> list[str]:
    """The names of an actor but for those of a country that our own table knows."""
    if len(listed.codes) != 1:
        return listed.names
    (only,) = listed.codes
    return [name for name in listed.names if only != Dated(ours.get(_name(name), ""))]


def _lines(text: str) -> Iterator[str]:
    for line in _COMMENT.sub("", text).splitlines():
        if line.strip():
            yield line.strip()


def _filled(form: str, markers: dict[str, list[str]]) -> list[str]:
    """A noun in lower case, once for each word of the marker in it."""
    forms = [form]
    if marker := _MARKER.search(form):
        words = markers.get(marker[0], [])
        forms = [form.replace(marker[0], word) for word in words]
    nouns = (" ".join(filled.replace("_", " ").lower().split()) for filled in forms)
    return [noun for noun in nouns if noun]


def _name(raw: str) -> str:
    """A name as accounts write it, from capitals and underscores."""
    first, *rest = raw.replace("_", " ").split() or [""]
    return " ".join([_title(first), *map(_within_name, rest)])


def _within_name(word: str) -> str:
    if word.lower() in SMALL:
        return word.lower()
    return _title(word)


def _title(word: str) -> str:
    if "." in word:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def _aliases(names: list[str]) -> list[str]:
    """
    Further spellings.

    Synonyms, names without *the*, short words in capitals, small letters after hyphens.
    """
    found: list[str] = []
    for raw in names:
        name = _name(raw)
        bare = name.removeprefix("The ")
        found += [name, bare]
        # One short word may be an abbreviation: *GON*. Judged, not fitted.
        if " " not in bare and len(bare) <= 5:
            found.append(bare.upper())
        found.append(" ".join(map(_abbreviated, bare.split())))
        found.append(" ".join(map(_capitalised, bare.split())))
    return [
        alias for alias in dict.fromkeys(found) if alias and alias != _name(names[0])
    ]


def _abbreviated(word: str) -> str:
    """A word in capitals where it may be an abbreviation: *Gonzo GMO*."""
    if len(word) <= 3 and word.lower() not in SMALL:
        return word.upper()
    return word


def _capitalised(word: str) -> str:
    if "." in word:
        return word
    return word.capitalize()


def _dated(code: str, sign: str | None, first: str | None, last: str | None) -> Dated:
    start, end = _day(first), _day(last)
    if sign == "<":
        return Dated(code.upper(), None, start)
    return Dated(code.upper(), start, end)


def _day(digits: str | None) -> datetime.date | None:
    """A day of eight or, in the old way, six digits."""
    if digits is None:
        return None
    if len(digits) != 8:
        digits = _century(digits) + digits
    try:
        return datetime.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _century(digits: str) -> str:
    """The century of a year of two digits: up to 30 this one. Judged, not fitted."""
    if digits[:2] > "30":
        return "19"
    return "20"


def _sector(rest: str, sectors: frozenset[str]) -> str | None:
    """The first sector among the codes after the country's."""
    parts = (rest[at : at + 3] for at in range(0, len(rest) - 2, 3))
    ours = (SECTORS.get(part, part) for part in parts)
    return next((sector for sector in ours if sector in sectors), None)


def _split(code: str, sectors: frozenset[str]) -> tuple[str, str | None]:
    country = COUNTRIES.get(code[:3], code[:3])
    return country, _sector(code[3:], sectors)


def _entry(listed: Listed, sectors: frozenset[str]) -> tuple[str, set[str]] | None:
    """The body of an entry and the country codes in it; None where it has no use."""
    usable = [dated for dated in listed.codes if _is_usable(dated)]
    if not usable or not listed.names or not any(map(str.isalnum, listed.names[0])):
        return None
    # The default is the code without days; without one, the last holds for no sector.
    lasting = next((dated for dated in usable if not (dated.start or dated.end)), None)
    codes = (lasting or usable[-1]).code.split("/")
    parties = [_split(code, sectors) for code in codes]
    countries = [country for country, _ in parties]
    rows: dict[str, object] = {"country": countries[0]}
    if len(countries) > 1:
        rows = {"members": countries}
    if lasting:
        rows["sector"] = parties[0][1]
    rows["aliases"] = _aliases(listed.names)
    rows["offices"], used = _offices(usable, sectors)
    filled = ((key, value) for key, value in rows.items() if value)
    body = "".join(f"{key} = {json.dumps(value)}\n" for key, value in filled)
    return body, used | set(countries)


def _is_usable(dated: Dated) -> bool:
    """Whether each code that `/` joins names a country, which takes three letters."""
    return all(len(code) >= 3 for code in dated.code.split("/"))


def _offices(
    usable: list[Dated], sectors: frozenset[str]
) -> tuple[list[str], set[str]]:
    """The dated codes as offices, each by its first code, and the countries in them."""
    offices, used = [], set()
    for dated in usable:
        if not dated.start and not dated.end:
            continue
        country, sector = _split(dated.code.split("/")[0], sectors)
        used.add(country)
        office = f"Actor {dated.start or ''}/{dated.end or ''} {country} {sector or ''}"
        offices.append(office.rstrip())
    return offices, used
