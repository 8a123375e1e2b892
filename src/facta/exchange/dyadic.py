"""
Happenings as older programs count events: one row from one party to one other.

Only what is told as done: such tables have no room to say that something was planned,
possible or denied.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from facta.exchange.columns import cameo
from facta.exchange.told import Behind, Party, Told, told
from facta.ledger import Ledger
from facta.ontology import BODIES
from facta.records import Document, Event, Happening

# digits of a happening's id that its number keeps, and those that are left for its rows
ID, ROWS = 13, 256
# so that all numbers have nineteen digits, which no other program's have
FIRST = 10**18


class Dyad(Struct, frozen=True, kw_only=True):
    """A row: a happening from one party to another, the `place`-th of its rows."""

    told: Told
    actor: Party | None
    recipient: Party | None
    place: int

    @property
    def happening(self) -> Happening:
        """What happened."""
        return self.told.happening

    @property
    def event(self) -> Event | None:
        """The event that tells it best."""
        return self.told.typical

    @property
    def first(self) -> Behind | None:
        """The first report; None where its account has changed since."""
        return next(iter(self.told.behind), None)

    @property
    def document(self) -> Document | None:
        """The first account that tells it."""
        return self.first.document if self.first else None

    @property
    def code(self) -> str:
        """CAMEO's code of its type and mode."""
        return code_of(self.happening.event_type, self.happening.mode)

    @property
    def goldstein(self) -> float | None:
        """Goldstein's score of that code."""
        return cameo().goldstein(self.code)

    @property
    def number(self) -> int:
        """An id of nineteen digits, which holds the beginning of the happening's."""
        begin = int(self.happening.id[:ID], 16)
        return FIRST + begin * ROWS + self.place % ROWS


def dyads(ledger: Ledger) -> Iterator[Dyad]:
    """Every row of what a ledger holds and tells as done."""
    for item in told(ledger):
        for place, (actor, recipient) in enumerate(item.dyads if item.done else ()):
            yield Dyad(told=item, actor=actor, recipient=recipient, place=place)


def code_of(event_type: str, mode: str | None) -> str:
    """
    The CAMEO code of a type and mode that reads as the same type again: PLOVER's map
    takes 116, which stands for SANCTION with its mode convict, for an ACCUSE.

    >>> code_of("SANCTION", "convict"), code_of("ASSAULT", "aerial")
    ('160', '195')
    """
    code = cameo().code(event_type, mode)
    coded = cameo().plover(code)
    if coded is None or coded.event_type != event_type:
        return cameo().code(event_type)
    return code


def beginning(number: int) -> str:
    """
    The beginning of the id of the happening that a number stands for.

    >>> beginning(FIRST + int("6c770e1cee162", 16) * ROWS)
    '6c770e1cee162'
    """
    return f"{(number - FIRST) // ROWS:0{ID}x}"


def land(party: Party | None) -> str | None:
    """The country of a party; None for a body that is of no country."""
    if party is None or party.country in BODIES:
        return None
    return party.country
