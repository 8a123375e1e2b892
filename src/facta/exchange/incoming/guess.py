"""Which format a file of event data is in, where its first line makes that sure."""

from __future__ import annotations

import json

from facta.exchange.gdelt_columns import EVENTS, MENTIONS
from facta.exchange.incoming import icews, polecat
from facta.exchange.incoming.table import header_of


def guessed(line: str) -> str | None:
    r"""
    The name of the format that a file opens with; None where nothing is sure.

    >>> guessed('{"id": "1", "event_type": "AID"}'), guessed("id,text")
    ('plover', None)
    """
    if line.lstrip().startswith("{"):
        return "plover" if _has_type(line) else None
    names = set(header_of(line))
    if names.issuperset(icews.WANTED):
        return "icews"
    if names.issuperset(polecat.WANTED):
        return "polecat"
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) == len(EVENTS) and cells[0].isdigit():
        return "gdelt" if cells[EVENTS.index("EventCode")].isalnum() else None
    return None


def mentions(line: str) -> bool:
    """Whether a file opens as GDELT's table of mentions, which holds no events."""
    cells = line.rstrip("\r\n").split("\t")
    return len(cells) == len(MENTIONS) and cells[0].isdigit() and cells[3].isdigit()


def _has_type(line: str) -> bool:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "event_type" in found
