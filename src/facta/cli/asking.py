"""
What a command asks of a ledger, and what it says where nothing fits.

Takes filters as options give them; gives them as queries take them. Notes (several of
one name, nothing in the ledger) go to standard error.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import click

from facta.cli.text import line
from facta.ledger import Ledger, Party
from facta.ledger.event_types import label
from facta.ledger.parties import nearest
from facta.ledger.queries import FreeText
from facta.records import Happening

Kept = TypeVar("Kept")
Query = Callable[..., Iterable[Kept]]
# The filters that ask for somebody; a name is settled by the tables and the ledger.
PARTIES = ("actor", "recipient", "speaker", "addressee", "maker", "by")
# words that no table settles
FREE: tuple[FreeText, ...] = ("channel", "unit", "of")
# Words of the ledger that a note offers in place of one that it does not have.
LISTED = 5


def is_empty(ledger: Ledger, path: Path) -> bool:
    """Whether a ledger holds no account, which is then said."""
    if next(ledger.documents(), None) is not None:
        return False
    click.echo(
        f"facta: {line(str(path))} holds no accounts yet; read some with facta PATH...",
        err=True,
    )
    return True


def settled(ledger: Ledger, **given: Any) -> dict[str, Any]:
    """
    Those filters that were given: names as the parties they mean, types as the types
    there are.

    Raises:
        SettingsError: nobody of such a name, no such type.
    """
    return {
        name: _settled(ledger, name, value)
        for name, value in given.items()
        if value not in (None, ())
    }


def filters(ledger: Ledger, **given: Any) -> dict[str, Any]:
    """
    The same, with a note for each name that means several, or nobody in this ledger.
    """
    found = settled(ledger, **given)
    for note in notes(found):
        click.echo(f"facta: {line(note)}", err=True)
    return found


def notes(asked: Mapping[str, Any]) -> list[str]:
    """What a reader should know of the parties asked for."""
    return [
        value.note
        for value in asked.values()
        if isinstance(value, Party) and value.note
    ]


def answer(
    query: Query[Kept], noun: str, asked: Mapping[str, Any], ledger: Ledger
) -> Iterator[Kept] | None:
    """What fits all filters; None where nothing does, and why is said."""
    found = iter(query(**asked))
    first = next(found, None)
    if first is not None:
        return chain([first], found)
    told = reason(query, noun, asked, ledger)
    if told:
        click.echo(f"facta: {line(told)}", err=True)
    return None


def dayless(happenings: Iterable[Happening]) -> str:
    """
    How many of the happenings that fit no measure counts, as they have no day of their
    own; empty where there are none of these.
    """
    from facta.measure.series import first_day

    found = list(happenings)
    count = sum(first_day(item, "quarter") is None for item in found)
    if not count:
        return ""
    return (
        f"{count:,} of {len(found):,} happenings that fit have no day of their own, only "
        "that of publication or none, and a measure counts no bound"
    )


def reason(
    query: Query[Kept], noun: str, asked: Mapping[str, Any], ledger: Ledger
) -> str | None:
    """
    Which filter leaves nothing, or that all together do; None where a note has said so.
    """
    if not asked:
        return f"the ledger has no {noun}"
    alone = [
        name
        for name, value in asked.items()
        if next(iter(query(**{name: value})), None) is None
    ]
    untold = [
        name for name in alone if not isinstance(asked[name], Party) or asked[name].held
    ]
    if alone and not untold:
        return None
    if alone:
        named = " or ".join(worded(name, asked[name]) for name in untold)
        return f"no {noun} fits {named}{_instead(untold, asked, ledger)}"
    return (
        f"no {noun} fits all of: "
        f"{', '.join(worded(name, value) for name, value in asked.items())}"
    )


def worded(name: str, value: object) -> str:
    """
    A filter as a reader would say it.

    >>> worded("since", datetime.date(2025, 5, 1)), worded("unit", "km")
    ('since 1 May 2025', 'unit km')
    >>> worded("actor", Party(label="Russia (RUS)"))
    'actor Russia (RUS)'
    """
    from facta.brief.words import day

    if isinstance(value, datetime.date):
        return f"{name} {day(value)}"
    if isinstance(value, Party):
        return f"{name} {value.label}"
    if name == "event_type" and isinstance(value, tuple):
        return f"type {label(value)}"
    return f"{name} {value}"


def _settled(ledger: Ledger, name: str, value: Any) -> Any:
    if name in PARTIES:
        return ledger.party(value)
    if name == "event_type":
        return ledger.event_types(value)
    return value


def _instead(names: Collection[str], asked: Mapping[str, Any], ledger: Ledger) -> str:
    """What the ledger has in place of a word that it does not have."""
    for name in (free for free in FREE if free in names):
        if held := ledger.values(name):
            near = nearest(str(asked[name]), held)
            return (
                f"; nearest is {', '.join(near)}"
                if near
                else f"; there is {', '.join(held[:LISTED])}"
            )
    return ""
