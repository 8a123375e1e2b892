"""What a run leaves to tell of sources, of decisions and of accounts without a day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from facta.brief.words import agreed, counted
from facta.ledger import Ledger

# Sources that are gone, of which one line names so many.
SHOWN = 5


class Followed(Protocol):
    """What became of sources: see `facta.ledger.Settled`."""

    @property
    def gone(self) -> tuple[str, ...]:
        """Those that are no longer there, and kept."""

    @property
    def pruned(self) -> tuple[str, ...]:
        """Those that are no longer there, and dropped."""

    @property
    def moved(self) -> int:
        """How many accounts were found under another name."""


def followed(found: Followed, *, prune: bool = True) -> Iterator[str]:
    """
    What became of accounts whose sources moved or went away; `prune` says that the
    command can drop them.
    """
    if found.moved:
        accounts = agreed("accounts", found.moved)
        yield f"{found.moved} {accounts} found under another name"
    kept = "kept; drop them with --prune" if prune else "kept"
    for names, end in ((found.gone, kept), (found.pruned, "dropped")):
        if names:
            listed = ", ".join(names[:SHOWN]) + " ..." * (len(names) > SHOWN)
            yield f"{_sources(len(names))} no longer there: {listed}; {end}"


def conflicting(ledger: Ledger) -> Iterator[str]:
    """How many decisions are on records that are not there any more."""
    states = [item.state for item in ledger.standings().values()]
    if count := states.count("conflict"):
        decisions = "decision is" if count == 1 else "decisions are"
        yield (
            f"{count} {decisions} on records that are gone; list them with "
            "facta decisions --conflicts"
        )


def undated(ledger: Ledger) -> Iterator[str]:
    """What to do about accounts of which no day of publication is known."""
    if count := ledger.undated():
        verb = "has" if count == 1 else "have"
        yield (
            f"{counted(count, 'account')} {verb} no day of publication; give it at the "
            "top of the file (published: 2025-05-28), in accounts.csv or by --published"
        )


def _sources(count: int) -> str:
    if count == 1:
        return "1 source is"
    return f"{count} sources are"
