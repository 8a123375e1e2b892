"""
Which types of event a filter asks for: PLOVER's, in any case, as the lists and the page
write them.

    ASSAULT, assault            the type in all its modes
    accuse, disapprove          the type in one mode
    material conflict           all types of a class
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from facta.errors import SettingsError
from facta.ledger.rows import plain
from facta.ontology import Ontology

CLASSES = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}


class Kind(Struct, frozen=True, order=True):
    """A type of event, in any mode or in one."""

    type: str
    mode: str | None = None


AskedKinds = str | Sequence[str | Kind]


def event_types(
    asked: AskedKinds | None, held: Collection[str]
) -> tuple[Kind, ...] | None:
    """
    The types that a text, or any of several, means; None where nothing is asked.

    Args:
        asked: types, types with a mode, or classes.
        held: types that the ledger has beside PLOVER's.

    Raises:
        SettingsError: there is no such type; lists all.

    >>> event_types("Accuse, disapprove", ())
    (Kind(type='ACCUSE', mode='disapprove'),)
    """
    if asked is None or (not asked and not isinstance(asked, str)):
        return None
    texts = [asked] if isinstance(asked, str) else asked
    found = (
        ([text] if isinstance(text, Kind) else _kinds(plain(text), held))
        for text in texts
    )
    return tuple(dict.fromkeys(kind for each in found for kind in each))


def label(asked: Sequence[Kind]) -> str:
    """
    The types as a reader names them.

    >>> label([Kind("ASSAULT"), Kind("ACCUSE", "disapprove")])
    'ASSAULT or ACCUSE (disapprove)'
    """
    whole = {kind.type for kind in asked if not kind.mode}
    for quad, name in CLASSES.items():
        if whole == {
            kind for kind, entry in ontology().types.items() if entry.quad == quad
        }:
            return name
    return " or ".join(
        kind.type + (f" ({kind.mode})" if kind.mode else "") for kind in asked
    )


@functools.cache
def ontology() -> Ontology:
    """The types, read once."""
    return Ontology.load()


def _kinds(text: str, held: Collection[str]) -> Iterator[Kind]:
    known = ontology().types
    own = {kind.casefold(): kind for kind in (*held, *known)}
    if text.strip().casefold() in own:
        yield Kind(own[text.strip().casefold()])
        return
    first, *rest = re.findall(r"[\w-]+", text.casefold()) or [""]
    quad = next(
        (
            number
            for number, name in CLASSES.items()
            if name == " ".join([first, *rest])
        ),
        None,
    )
    if quad:
        yield from (Kind(kind) for kind, entry in known.items() if entry.quad == quad)
    elif first.upper() in known and "-".join(rest) in known[first.upper()].modes:
        yield Kind(first.upper(), "-".join(rest))
    else:
        raise SettingsError(_unknown(text, first.upper() if rest else ""))


def _unknown(text: str, kind: str) -> str:
    known = ontology().types
    if kind in known:
        return (
            f"{text!r}: {kind} has no such mode; use one of "
            f"{', '.join(known[kind].modes) or 'none'}"
        )
    return (
        f"{text!r}: no type of event; use one of {', '.join(known)}, or a class as "
        "'material conflict'"
    )
