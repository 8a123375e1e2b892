"""
Files of event data into a ledger, all of them or nothing.

Rows are read and stored one at a time, in one transaction that ends when everything is
linked: a run that is killed leaves the ledger as it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from facta.errors import SourceError
from facta.exchange.incoming.guess import guessed, mentions
from facta.exchange.incoming.inlets import INLETS
from facta.exchange.incoming.landing import landed
from facta.exchange.incoming.nouns import CodedEvent, Typeless, UnfitError
from facta.ledger import Ledger, Root
from facta.pipeline import relink
from facta.read.reasons import by_reason
from facta.records import Skipped

# Rows that are named with what is wrong with them.
NAMED = 20
# Reasons that are told apart; what differs in a row of its own counts as one.
MOST = 1000
BOM = "\ufeff"


class Brought(Struct, frozen=True, kw_only=True):
    """
    What an import did.

    `rows` were read, `added` events are new, `known` were there, as was each row that
    says the same as another. `typeless` counts codes that PLOVER has no type for.
    `named` are the first rows with something wrong, `faults` all of them by reason,
    `kept` those of them that came in nevertheless.
    """

    rows: int
    added: int
    known: int
    typeless: dict[str, int]
    named: tuple[Skipped, ...]
    faults: tuple[tuple[str, int], ...]
    kept: int
    pruned: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def form_of(path: Path, name: str | None = None) -> str:
    """
    The format of a file: the one that is named, else the one that it opens with.

    Raises:
        SourceError: it cannot be read, is empty, or opens with no format that is known.
    """
    first = next(lines(path), "")
    if not first.strip():
        raise SourceError(str(path), "empty", "give a file of event data")
    if mentions(first) and name in (None, "gdelt"):
        raise SourceError(
            str(path), "GDELT's mentions hold no events", "give the table of events"
        )
    found = name or guessed(first)
    if found is None:
        known = ", ".join(INLETS)
        raise SourceError(
            str(path),
            "no format of event data that is sure",
            f"give --format ({known})",
        )
    return found


def bring(
    paths: Sequence[Path],
    ledger: Ledger,
    *,
    form: str | None = None,
    prune: bool = False,
    jobs: int = 1,
    told: Callable[[str], object] = str,
    watched: Callable[[Iterator[int]], Iterable[int]] = iter,
) -> Brought:
    """
    Brings the events of some files into a ledger and links all that it holds.

    Args:
        paths: the files.
        ledger: where to.
        form: the name of their format; by default what each opens with.
        prune: drop rows that these files gave before and have no more.
        jobs: processes that link, where there is much.
        told: is given a line if another run has to be waited for.
        watched: shows rows as they are done, and gives each on.

    Raises:
        SourceError: a file cannot be read or is in no format that is known; nothing is
            written.
        LedgerError: the ledger is damaged or cannot be written.
    """
    forms = [form_of(path, form) for path in paths]
    roots = tuple(Root(str(path), adds=True) for path in paths)
    run = _Run(ledger)
    with ledger.alone(told), ledger.writing():
        ledger.whole()
        for path, name in zip(paths, forms, strict=True):
            for _ in watched(run.steps(path, name)):
                pass
            run.leave(path)
        settled = ledger.sources.settle(roots, prune=prune)
        relink(ledger, jobs=jobs)
    return run.brought(pruned=settled.pruned, gone=settled.gone)


class _Run:
    """One import, and what it met."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._before = ledger.tally.added
        self._rows = 0
        self._events = 0
        self._kept = 0
        self._typeless = Counter[str]()
        self._named: list[Skipped] = []
        self._faults = Counter[str]()
        self._of_file = Counter[str]()

    def steps(self, path: Path, name: str) -> Iterator[int]:
        """Takes in each row of a file, and gives its number when it is done."""
        inlet = INLETS[name]
        made_by = f"{name}/{inlet.version}"
        for number, read in inlet.events(lines(path), str(path)):
            self._rows += 1
            source = f"{path}#{number}"
            if isinstance(read, UnfitError):
                self._fault(source, str(read))
            elif isinstance(read, Typeless):
                self._typeless[read.code] += 1
            elif not read.actor and not read.recipient:
                self._fault(source, "names no party")
            else:
                self._take(read, source, made_by)
            yield number

    def leave(self, path: Path) -> None:
        """Notes in the ledger what of a file was left out, a line a reason."""
        items = (Skipped(str(path), reason) for reason in self._of_file.elements())
        for reason, count in by_reason(items):
            rows = f"{count:,} row{'s' * (count != 1)}"
            self._ledger.skip(Skipped(str(path), f"{rows}: {reason}"))
        self._of_file.clear()

    def brought(self, *, pruned: tuple[str, ...], gone: tuple[str, ...]) -> Brought:
        added = self._ledger.tally.added - self._before
        items = (Skipped("", reason) for reason in self._faults.elements())
        return Brought(
            rows=self._rows,
            added=added,
            known=self._events - added,
            typeless=dict(sorted(self._typeless.items())),
            named=tuple(self._named),
            faults=tuple(by_reason(items)),
            kept=self._kept,
            pruned=pruned,
            gone=gone,
        )

    def _take(self, event: CodedEvent, source: str, made_by: str) -> None:
        self._events += 1
        self._ledger.add(landed(event, source=source, made_by=made_by), stages=made_by)
        if event.notes:
            self._kept += 1
            for note in event.notes:
                self._fault(source, note)

    def _fault(self, source: str, reason: str) -> None:
        if len(self._named) < NAMED:
            self._named.append(Skipped(source, reason))
        # a hostile file could have a reason of its own in every row
        known = reason in self._faults or len(self._faults) < MOST
        told = reason if known else "for other reasons"
        self._faults[told] += 1
        self._of_file[told] += 1


def lines(path: Path) -> Iterator[str]:
    """
    The lines of a file in UTF-8; one that is not, as Windows-1252 has it.

    Raises:
        SourceError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            for number, data in enumerate(file):
                yield _decoded(data).removeprefix(BOM * (number == 0))
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise SourceError(str(path), reason, "check the path") from error


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
