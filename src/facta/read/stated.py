"""
The day that an account without any other states in one of its first lines, or that the
name of its file begins with.

Never a guess: a line is taken where it holds nothing but a word for publication and a
full date (*Published: January 14, 2006*), a name where it begins with an ISO day
(`2006-01-14_talks.txt`). A dateline (*TEHRAN, Jan 14*) has no year, a day alone may be of
anything, and two days are none.
"""

from __future__ import annotations

import re
from itertools import islice
from pathlib import PurePath

from facta.read.dates import day
from facta.records import Date

# Judged, not fitted.
_LINES = 10  # lines with words at which looking ends
_BEGINNING = 2_000  # characters within which they lie
_LONGEST = 100  # characters of a line

_SAID = re.compile(
    r"""(?:
        (?:published|posted)(?:\s+(?:on|at))?\s*[:\u2013\u2014-]?
        |(?:date(?:\s+(?:published|posted|of\s+publication))?
           |publication\s+date|published\s+date|pub(?:lish)?\s+date
           |issued|released|publication)\s*:
    )\s+(?P<day>\S.*)""",
    re.IGNORECASE | re.VERBOSE,
)
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])")


def stated_day(text: str) -> Date | None:
    r"""
    The day that the first lines of a text state as that of its publication.

    >>> stated_day("A call\nPublished: January 14, 2006\nThe two spoke.")
    datetime.date(2006, 1, 14)
    """
    lines = map(str.strip, text[:_BEGINNING].splitlines())
    found = {
        told for line in islice(filter(None, lines), _LINES) if (told := _of(line))
    }
    if len(found) != 1:
        return None
    return found.pop()


def named_day(path: PurePath) -> Date | None:
    """
    The day that the name of a file begins with.

    >>> named_day(PurePath("2006-01-14_talks.txt")), named_day(PurePath("060114.txt"))
    (datetime.date(2006, 1, 14), None)
    """
    found = _ISO.match(path.name)
    # of a stretch of time no day is the one
    if found is None or _ISO.search(path.name, found.end()):
        return None
    return _day(found[1])


def _of(line: str) -> Date | None:
    if len(line) > _LONGEST:
        return None
    said = _SAID.fullmatch(line)
    return said and _day(said["day"])


def _day(written: str) -> Date | None:
    try:
        return day(written)
    except ValueError:
        return None
