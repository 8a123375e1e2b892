"""What a row of published event data says, whatever the format, and what is wrong."""

from __future__ import annotations

from msgspec import Struct

from facta.records import Auxiliary, Date, DateBasis, Precision


class Side(Struct, frozen=True, kw_only=True):
    """
    A party as a row names it.

    `name` is how Facta writes it, `text` how the row does; `country` is ISO 3166
    alpha-3, IGO or NGO.
    """

    name: str
    text: str
    country: str | None = None
    sector: str | None = None
    office: str | None = None


class CodedEvent(Struct, frozen=True, kw_only=True):
    """
    An event as another program coded it, in PLOVER's terms.

    `what` are the row's words for the act, `rule` names the code that the type comes
    from, `quote` is the passage where the row has one. `about` holds what else a reader
    wants to see: place, story, the row's own id. `notes` say what of the row was left
    out.
    """

    what: str
    event_type: str
    mode: str | None
    rule: str
    actor: tuple[Side, ...]
    recipient: tuple[Side, ...]
    date: Date | None
    date_precision: Precision | None
    date_basis: DateBasis = "stated"
    contexts: tuple[str, ...] = ()
    auxiliary: tuple[Auxiliary, ...] = ()
    quote: str | None = None
    about: tuple[str, ...] = ()
    title: str | None = None
    publisher: str | None = None
    published: Date | None = None
    url: str | None = None
    confidence: float = 1.0
    notes: tuple[str, ...] = ()


class Typeless(Struct, frozen=True):
    """A row whose code PLOVER has no type for: no fault of the row."""

    code: str


class UnfitError(ValueError):
    """A row that is no event; the text says why, in a few words."""
