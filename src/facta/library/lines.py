"""
Text of accounts and names of files made fit for one line: no control characters, no
turned directions.
"""

from __future__ import annotations

# Characters of a cell or of a warning; judged, not measured.
LONGEST = 240


def one_line(text: str) -> str:
    r"""
    The text on one line, without characters that do something rather than show
    something, and not too long.

    >>> one_line("two\n lines,\x1b[31m red")
    'two lines,[31m red'
    """
    shown = "".join(letter for letter in " ".join(text.split()) if letter.isprintable())
    if len(shown) <= LONGEST:
        return shown
    return shown[: LONGEST - 1].rstrip() + "…"
