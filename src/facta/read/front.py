"""
Front matter: what an account says of itself before its text.

A block between two lines of `---` is YAML: quotes, several lines, lists and nested
keys; between two of `+++` it is TOML. Where it is neither, as in `title: A: call`, each
line `key: value` is read by itself. Known are title, publisher, published and url, each
under the names that Jekyll, Hugo, Pelican and their like use (facta.read.names).
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from msgspec import Struct

from facta.read.boundary import needs
from facta.read.names import folded, known

_OPEN = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_CLOSE = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*$\r?\n?", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*$\r?\n?", re.MULTILINE),
}
_ENTRY = re.compile(r"(\w[\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
# Characters of front matter; a fence that closes later is a rule across the page.
# Judged, not fitted.
_LONGEST = 20_000


class Front(Struct, frozen=True):
    """Front matter: its values by our names, and where the text after it begins."""

    values: dict[str, str]
    end: int


def front_matter(text: str) -> Front | None:
    """The front matter that opens `text`; none that is not closed or names nothing."""
    opened = _OPEN.match(text)
    if opened is None:
        return None
    fence = opened[1]
    closed = _CLOSE[fence].search(text, opened.end(), _LONGEST)
    if closed is None:
        return None
    block = text[opened.end() : closed.start()]
    values = dict(known(_entries(block, fence)))
    if not values:
        return None
    return Front(values, closed.end())


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
