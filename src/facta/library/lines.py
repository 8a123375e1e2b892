"""
Text of accounts and names of files made fit for one line: no control characters, no
turned directions.
"""

from __future__ import annotations

LONGEST = 240  # characters


def one_line(text: str) -> str:
    r"""
    The text on one line, without characters that do something rather than show
    something, and not too long.

    >>> one_line("two\n lines,\x1b[31m red")
    'two lines,[31m red'
    """
    shown = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1].rstrip() + "…"
