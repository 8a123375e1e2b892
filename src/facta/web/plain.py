"""
What an account says as text of a page: whole, one character for one, and harmless.

Markup is escaped where pages are made; here goes what would be text and yet change what
a reader sees: control characters, and marks that turn the direction of what follows.
"""

from __future__ import annotations

import re

from markupsafe import Markup

# Unicode's character for what cannot be shown
REPLACED = "\ufffd"
HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef]"
)


def harmless(text: str) -> str:
    r"""
    The text with every harmful character replaced.

    >>> harmless("red \x1b[31m and \u202eturned")
    'red \ufffd[31m and \ufffdturned'
    """
    return HARMFUL.sub(REPLACED, text)


def shown(value: object) -> object:
    """A value as a template shows it; what is markup already was made by Facta."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return harmless(value)
    return value
