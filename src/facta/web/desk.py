"""
One desk: the ledger it stands on, in whose name it decides, and what it may remember.

Every question opens the ledger anew, sees one state of it and lets go, so that a run may
write meanwhile; nothing of the ledger is held between two requests but whom a name that
was asked for means, how two parties stand and where a search is narrowed to, until the
ledger changes.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from facta.errors import FactaError
from facta.ledger import Decision, Found, Ledger, Party
from facta.link.sentences import country_names
from facta.web.incoming import Incoming

Explain = Callable[[Found, Ledger], Iterable[str]]
Made = TypeVar("Made", bound=Decision | tuple[Decision, ...])
Known = TypeVar("Known")
# Parties that a form suggests, those of the most happenings; judged.
SUGGESTED = 200
# Answers that are kept at hand until the ledger changes; judged: the keys of a party of
# most happenings are half a megabyte.
KEPT = 200


class BusyError(FactaError):
    """A run holds the ledger, so that nothing can be decided now."""


class Desk:
    """
    Args:
        path: the ledger.
        by: in whose name decisions are written down.
        explain: the lines that explain a record, as `facta why` prints them.
        incoming: what reads new articles.
    """

    def __init__(
        self, path: Path, *, by: str, explain: Explain, incoming: Incoming
    ) -> None:
        self.path = path.absolute()
        self.by = by
        self.explain = explain
        self.incoming = incoming
        self.token = secrets.token_urlsafe(32)
        self.countries: Mapping[str, str] = country_names()
        self._deciding = threading.Lock()
        self._known: dict[Hashable, Any] = {}
        self._of: object = None
        self._states: WeakKeyDictionary[Ledger, object] = WeakKeyDictionary()

    @contextmanager
    def opened(self) -> Iterator[Ledger]:
        """
        The ledger as it is now, to read.

        Raises:
            LedgerError: it is gone, damaged, of another program or a newer one.
        """
        # taken first, so that what is kept is never older than it says
        state = _stamp(self.path)
        with Ledger.open(self.path, read_only=True) as ledger:
            self._states[ledger] = state
            yield ledger

    def decide(self, make: Callable[[Ledger], Made]) -> Made:
        """
        What is decided takes effect, or nothing of it is kept, as by `facta decide`.

        Raises:
            BusyError: a run is at work over the ledger.
            LedgerError: it is damaged or cannot be written.
        """
        from facta.pipeline import taking_effect

        # two tabs wait for each other; for a run, which may take hours, nobody waits
        with self._deciding:
            with self.opened() as found:
                found.sound()
            with Ledger.open(self.path) as ledger, taking_effect(ledger, _busy):
                return make(ledger)

    def party(self, ledger: Ledger, text: str) -> Party:
        """
        Whom a text means; a code or a name that happenings have needs no look-up.

        Raises:
            SettingsError: nobody of this name.
        """
        if text in self.countries:
            return Party(label=f"{self.countries[text]} ({text})", codes=(text,))
        return self.known(ledger, ("party", text), lambda: ledger.party(text))

    def suggested(self, ledger: Ledger) -> list[str]:
        """The parties of the most happenings, as a correction takes them."""

        def find() -> list[str]:
            found = ledger.parties_page(beginning="", skip=0, most=SUGGESTED)
            names = ((each.name, self.countries.get(each.name)) for each in found)
            return [
                f"{country} ({name})" if country else name for name, country in names
            ]

        return self.known(ledger, "suggested", find)

    def known(
        self, ledger: Ledger, asked: Hashable, find: Callable[[], Known]
    ) -> Known:
        """What was found before, as long as the ledger is the same; found now if not."""
        now = self._states[ledger]
        if now != self._of or len(self._known) > KEPT:
            self._known, self._of = {}, now
        known = self._known
        if asked not in known:
            known[asked] = find()
        found: Known = known[asked]
        return found

    def asked(self, ledger: Ledger, given: Mapping[str, Any]) -> dict[str, Any]:
        """Filters that were given, names as the parties they mean."""
        parties = {"actor", "recipient"}
        return {
            name: self.party(ledger, value) if name in parties else value
            for name, value in given.items()
            if value not in (None, "", ())
        }

    def ready(self) -> None:
        """Load what the first question would wait for; what fails then is told then."""
        try:
            with self.opened() as ledger:
                ledger.party("the Kremlin")
                first = next(
                    iter(ledger.unsure(ledger.least(), counting=True, skip=0, most=1)),
                    None,
                )
                if first is not None:
                    list(self.explain(ledger.get(first.id), ledger))
        except FactaError:
            return


def _busy(told: str) -> None:
    """Called once a second has been waited for another run."""
    raise BusyError(f"{told}; decide when it is done")


def _stamp(path: Path) -> tuple[object, ...]:
    """What differs once the ledger was written to."""
    found = []
    for each in (path, path.with_name(path.name + "-wal")):
        try:
            kept = each.stat()
        except OSError:
            found.append((0, 0))
            continue
        # a reader makes an empty one and takes it away again
        changed = kept.st_mtime_ns if kept.st_size else 0
        found.append((changed, kept.st_size))
    return tuple(found)


def readable(path: Path) -> None:
    """
    Let only a path pass on which a desk can stand; an empty ledger is one.

    Raises:
        LedgerError: there is no ledger, or one that cannot be read.
    """
    Ledger.open(path, read_only=True).close()
