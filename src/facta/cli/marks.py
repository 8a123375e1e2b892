"""What people decided of the records of a list, as words before those of the account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from facta.ledger import Mark

# in this order; what is rejected stands in no list, and a note is told by `facta why`
SHOWN = ("decisive", "corrected", "accepted")
# what changes how a line is to be read
TOLD = frozenset({"decisive", "corrected"})


def decided(marks: Mapping[str, Mark], records: Iterable[str]) -> tuple[str, ...]:
    """
    What was decided of a line that stands for one record, or for several.

    >>> mark = Mark(kind="event", record="a", shown="a", words=("accepted", "corrected"))
    >>> decided({"a": mark}, ["a", "b"])
    ('corrected', 'accepted')
    """
    found = {word for name in records if name in marks for word in marks[name].words}
    return tuple(word for word in SHOWN if word in found)


def before(words: Iterable[str]) -> str:
    """
    What a table says of it before the words of the account.

    >>> before(("decisive", "corrected", "accepted"))
    'decisive, corrected: '
    """
    told = ", ".join(word for word in words if word in TOLD)
    return f"{told}: " if told else ""
