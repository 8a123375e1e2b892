"""
The column `when` of a table: dates in short, and a word on standard error for the mark
that some of them carry.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click

# one cell, where "from the context" has no room
MARK = "*"
LEGENDS = {
    "context": f"{MARK} from the context, not stated; `facta why ID` tells the reason",
    "bound": "by: the day of publication, as no date is stated",
}


def short(when: str) -> str:
    """
    A date for a narrow column, marked where the context gives it.

    >>> short("25 May 2025 (from the context)"), short("by 28 May 2025")
    ('25 May 2025 *', 'by 28 May 2025')
    """
    from facta.extract.times.wording import FROM_CONTEXT

    return when.replace(f"({FROM_CONTEXT})", MARK)


def explained(
    rows: Iterable[tuple[str, ...]], *, column: int = 1
) -> Iterator[tuple[str, ...]]:
    """
    The rows as they come; what the marks of some of them mean is told once, behind the
    last, where it goes the way of the list: not onto a terminal that does not show that.
    """
    met: set[str] = set()
    for row in rows:
        if row[column].endswith(MARK):
            met.add("context")
        elif row[column].startswith("by "):
            met.add("bound")
        yield row
    apart = sys.stderr.isatty() and not sys.stdout.isatty()
    for name, legend in LEGENDS.items():
        if name in met and not apart:
            click.echo(legend, err=True)
