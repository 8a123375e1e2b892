"""The event lexicon under its former address; it lives in `facta.lexicon.events`."""

from __future__ import annotations

from facta.lexicon.events import (
    OPERATORS,
    PARTS,
    PEOPLE,
    SIDES,
    SLOTS,
    Entry,
    Operator,
    Part,
    Sense,
    build,
)
from facta.lexicon.events import Events as Lexicon

__all__ = [
    "OPERATORS",
    "PARTS",
    "PEOPLE",
    "SIDES",
    "SLOTS",
    "Entry",
    "Lexicon",
    "Operator",
    "Part",
    "Sense",
    "build",
]
