"""
Front matter: what an account says of itself before its text.

A block between two lines of `---` is YAML: quotes, several lines, lists and nested
keys; between two of `+++` it is TOML. Where it is neither, as in `title: A: call`, each
line `key: value` is read by itself. Known are title, publisher, published and url, each
under the names that Jekyll, Hugo, Pelican and their like use (facta.read.names).

Without a fence, a block is front matter where it can be nothing else: each of the first
lines is `key: value` with such a key, no key comes twice, there are two at least or a
full date, and an empty line follows. *WASHINGTON: ...* and *Source: Officials say ...*
open a text.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from msgspec import Struct

from facta.read.boundary import needs
from facta.read.dates import day
from facta.read.names import NAMES, folded, known

_OPEN = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_CLOSE = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$\r?\n?", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$\r?\n?", re.MULTILINE),
}
_ENTRY = re.compile(r"(\w[\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
# Characters of front matter; a fence that closes later is a rule across the page.
# Judged, not fitted.
_LONGEST = 20_000
# Of a block without a fence: keys that stand in it and mean nothing here, and
# characters of a value. Judged, not fitted.
_OTHERS = frozenset({"author", "authors", "byline", "section", "language"})
_LONGEST_VALUE = 300
_FIELDS = {theirs: name for name, names in NAMES.items() for theirs in names}


class Front(Struct, frozen=True):
    """Front matter: its values by our names, and where the text after it begins."""

    values: dict[str, str]
    end: int


def front_matter(text: str) -> Front | None:
    """The front matter that opens `text`; none that is not closed or names nothing."""
    opened = _OPEN.match(text)
    if opened is None:
        return _unfenced(text)
    fence = opened[1]
    closed = _CLOSE[fence].search(text, opened.end(), _LONGEST)
    if closed is None:
        return None
    block = text[opened.end() : closed.start()]
    values = dict(known(_entries(block, fence)))
    if not values:
        return None
    return Front(values, closed.end())


def _unfenced(text: str) -> Front | None:
    """Lines `key: value` of known keys alone, closed by an empty line."""
    entries: dict[str, str] = {}
    at = len(text) - len(text.lstrip())
    for line in text[at : at + _LONGEST].splitlines(keepends=True):
        at += len(line)
        if not line.strip():
            break
        entry = _ENTRY.fullmatch(line.strip())
        name = entry and folded(entry[1])
        if entry is None or name is None or not _fits(name, entry[2] or "", entries):
            return None
        entries[_FIELDS.get(name, name)] = _unquoted(entry[2])
    else:
        return None
    values = dict(known(entries))
    if not values or not (len(entries) > 1 or _is_day(values.get("published", ""))):
        return None
    return Front(values, at)


def _fits(name: str, value: str, before: dict[str, str]) -> bool:
    """Whether an entry can be of a block without a fence, behind those before it."""
    if name not in _FIELDS and name not in _OTHERS:
        return False
    fresh = _FIELDS.get(name, name) not in before
    return fresh and 0 < len(value.strip()) <= _LONGEST_VALUE


def _is_day(value: str) -> bool:
    try:
        day(value)
    except ValueError:
        return False
    return True


def _entries(block: str, fence: str) -> dict[str, Any]:
    entries = _READERS[fence](block)
    if not isinstance(entries, dict):
        entries = _lines(block)
    return {folded(key): value for key, value in entries.items()}


def _toml(block: str) -> object:
    try:
        return tomllib.loads(block.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _yaml(block: str) -> object:
    needs("yaml")
    import yaml

    try:
        # BaseLoader makes strings alone: a tag makes no object, a date stays as it was
        # written.
        return yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    # A list as a key is a TypeError.
    except (yaml.YAMLError, ValueError, RecursionError, TypeError):
        return None


_READERS = {"---": _yaml, "+++": _toml}


def _lines(block: str) -> dict[str, str]:
    entries: dict[str, str] = {}
    for line in block.splitlines():
        if entry := _ENTRY.fullmatch(line.strip()):
            entries.setdefault(entry[1], _unquoted(entry[2] or ""))
    return entries


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value
