"""
PETRARCH's dictionaries of actors and agents as a file of Facta's own.

Takes the text of `*.actors.txt` and `*.agents.txt`; gives TOML that `Gazetteer.load(extra=[...])` reads. What has no
counterpart (discard codes, codes joined by `/`) is left out.

    GOLLUM                              a name, underscores for spaces
    +SMEAGOL                            another name of the same actor
        [HOB < 950601]                  a code, and when it holds: before, after (>), between (-) days
    POLICE {} [~COP]                    an agent: noun, plural, code; ~ stands for the country
    !PERSON! = MAN, MEN                 words that stand in for the marker in agents
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator

from msgspec import Struct

from facta.ontology.sectors import Sectors

SECTORS = {
    "BAS": "UAF", "CIV": "CVL", "CHR": "REL", "HLH": "MED", "INS": "UAF", "JEW": "REL", "MED": "JRN", "MNC": "BUS",
    "MOS": "REL", "MUS": "REL", "NGO": "PRE", "SEP": "UAF", "SET": "CVL",
}  # fmt: skip
COUNTRIES = {"NGM": "NGO"}
SMALL = frozenset({"a", "and", "de", "del", "for", "in", "of", "on", "the"})
_COMMENT = re.compile(r"<!--.*?-->|#[^\n]*|<! --[^\n]*", re.DOTALL)
_CODE = re.compile(r"\[\s*([A-Za-z~]+)\s*(<|>)?\s*(\d{6,8})?\s*(?:-\s*(\d{6,8}))?\s*\]")
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


def convert(actors: str, agents: str = "", *, known: frozenset[str] = frozenset()) -> str:
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
    for listed in read_actors(actors):
        body, used = _entry(listed, sectors)
        if body is not None:
            rows.setdefault(_name(listed.names[0]), body)
            codes |= used
    head = ["# Brought over from PETRARCH's dictionaries."]
    own = sorted(codes - known - {"IGO", "NGO"})
    if own:
        head.append(f"countries = {json.dumps(own)}")
    nouns = read_agents(agents, sectors)
    if nouns:
        head.append(
            "[agents]\n" + "\n".join(f"{json.dumps(noun)} = {json.dumps(nouns[noun])}" for noun in sorted(nouns))
        )
    return "\n".join(head) + "\n\n" + "\n".join(f"[{json.dumps(name)}]\n{rows[name]}" for name in sorted(rows))


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
        sector = _sector(code[1].replace("~", ""), sectors) if code else None
        if sector:
            singular = line.split("{")[0].split("[")[0]
            plural = line.partition("{")[2].partition("}")[0]
            for form in (singular, plural):
                for noun in _filled(form, markers):
                    nouns.setdefault(noun, sector)
    return nouns


def _lines(text: str) -> Iterator[str]:
    for line in _COMMENT.sub("", text).splitlines():
        if line.strip():
            yield line.strip()


def _filled(form: str, markers: dict[str, list[str]]) -> list[str]:
    """A noun in lower case, once for each word of the marker in it."""
    marker = _MARKER.search(form)
    words = markers.get(marker[0], []) if marker else [""]
    forms = [form.replace(marker[0], word) if marker else form for word in words]
    return [noun for noun in (" ".join(f.replace("_", " ").lower().split()) for f in forms) if noun]


def _name(raw: str) -> str:
    """A name as accounts write it, from capitals and underscores."""
    words = raw.replace("_", " ").split()
    return " ".join(word.lower() if at and word.lower() in SMALL else _title(word) for at, word in enumerate(words))


def _title(word: str) -> str:
    if "." in word:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def _aliases(names: list[str]) -> list[str]:
    """Further spellings: synonyms, names without *the*, short names in capitals as they are."""
    found: list[str] = []
    for raw in names:
        name = _name(raw)
        found += [name, name[4:] if name.startswith("The ") else name]
        if " " not in name and len(name) <= 5:
            found.append(name.upper())
    return [alias for alias in dict.fromkeys(found) if alias and alias != _name(names[0])]


def _dated(code: str, sign: str | None, first: str | None, last: str | None) -> Dated:
    start, end = _day(first), _day(last)
    if sign == "<":
        return Dated(code.upper(), None, start)
    return Dated(code.upper(), start, end)


def _day(digits: str | None) -> datetime.date | None:
    """A day of eight or, in the old way, six digits."""
    if digits is None:
        return None
    whole = digits if len(digits) == 8 else ("19" if digits[:2] > "30" else "20") + digits
    try:
        return datetime.date(int(whole[:4]), int(whole[4:6]), int(whole[6:8]))
    except ValueError:
        return None


def _sector(rest: str, sectors: frozenset[str]) -> str | None:
    """The first sector among the codes after the country's."""
    parts = [rest[at : at + 3] for at in range(0, len(rest) - 2, 3)]
    return next((SECTORS.get(part, part) for part in parts if SECTORS.get(part, part) in sectors), None)


def _split(code: str, sectors: frozenset[str]) -> tuple[str, str | None]:
    country = COUNTRIES.get(code[:3], code[:3])
    return country, _sector(code[3:], sectors)


def _entry(listed: Listed, sectors: frozenset[str]) -> tuple[str | None, set[str]]:
    """The body of an entry and the country codes in it; None where nothing in it can be used."""
    usable = [dated for dated in listed.codes if len(dated.code) >= 3 and dated.code.isalpha()]
    if not usable or not any(char.isalnum() for char in listed.names[0]):
        return None, set()
    lasting = next((dated for dated in usable if not (dated.start or dated.end)), None)
    country, sector = _split((lasting or usable[-1]).code, sectors)
    sector = sector if lasting else None
    body, used = f"country = {json.dumps(country)}\n", {country}
    if sector:
        body += f"sector = {json.dumps(sector)}\n"
    aliases = _aliases(listed.names)
    if aliases:
        body += f"aliases = {json.dumps(aliases)}\n"
    offices = []
    for dated in usable:
        if dated.start or dated.end:
            place, role = _split(dated.code, sectors)
            used.add(place)
            offices.append(f"Actor {dated.start or ''}/{dated.end or ''} {place}" + (f" {role}" if role else ""))
    return body + (f"offices = {json.dumps(offices)}\n" if offices else ""), used
