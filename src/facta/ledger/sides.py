"""
Happenings by who stands on a side of them, as conditions: each happening is asked for
its ends, or all that have such an end are looked up, whichever is quicker. Pure.

`filters.happening_end` asks the same in one way for all.
"""

from __future__ import annotations

from facta.ledger.filters import Filter, Side, among, texts
from facta.ledger.parties import Party

# Where ends of events that count stand, with their events: as they were extracted, and
# as people decided.
OF_TABLES = (
    (
        "event_ends",
        "events",
        "e.document NOT IN (SELECT document FROM decided_documents)",
    ),
    ("decided_event_ends", "decided_events", "1"),
)


def shown(side: Side, end: Party, *, often: bool) -> Filter:
    """Happenings that show an end on a side."""
    named = among("e.name", end.codes + end.names)
    held = f"happening_ends e WHERE e.side = '{side}' AND ({named.condition})"
    return _met_or_looked_up("e.happening", held, named, often=often)


def told(
    side: Side,
    end: Party,
    ends: str,
    events: str,
    counting: str,
    *,
    often: bool,
) -> Filter:
    """Happenings that an account tells of a person on a side, by one of `OF_TABLES`."""
    named = among("e.name", end.names)
    # of one happening its reports come first, of one person where he is named; an
    # account has many reports, an event few, as the + says
    tables = (
        "reports r",
        f"{events} v ON v.id = r.event AND v.document = r.document",
        f"{ends} e ON e.document = v.document AND e.event = v.position",
    )
    if not often:
        tables = (
            f"{ends} e",
            f"{events} v ON v.document = e.document AND v.position = e.event",
            "reports r ON r.event = v.id AND +r.document = v.document",
        )
    held = (
        f"{' CROSS JOIN '.join(tables)}"
        f" WHERE e.side = '{side}' AND ({named.condition}) AND {counting}"
    )
    return _met_or_looked_up("r.happening", held, named, often=often)


def _met_or_looked_up(column: str, held: str, named: Filter, *, often: bool) -> Filter:
    """
    Happenings that such rows are of: each is asked for its rows, or all that have some
    are found by these.
    """
    if often:
        met = f"EXISTS (SELECT 1 FROM {held} AND {column} = happenings.id)"  # noqa: S608
        return Filter(met, texts(named))
    return Filter(f"id IN (SELECT {column} FROM {held})", texts(named))  # noqa: S608
