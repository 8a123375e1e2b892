"""
Records of a ledger that fit what was asked: a list that asks anew each time it is
looked at.

Gives records, an Arrow table of them, and a table to look at in a notebook.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Generic, Literal, TypeVar, overload

from facta import ledger
from facta.errors import FactaError
from facta.ledger.nouns import Record

if TYPE_CHECKING:
    import pyarrow

Noun = Literal[
    "document", "event", "statement", "commitment", "figure", "happening", "dispute"
]
Kept = TypeVar("Kept", bound=Record, covariant=True)
# Rows that a notebook shows; judged.
SHOWN = 20


class Records(Generic[Kept]):
    """
    Records of one kind that fit the filters, in the ledger's fixed order.

    Iterating, `len` and an index each ask the ledger anew, so what a run has added
    since is there; `list(...)` keeps what there is now.
    """

    def __init__(
        self,
        noun: Noun,
        ask: Callable[[ledger.Ledger], Iterator[Kept]],
        opened: Callable[[], ledger.Ledger],
        *,
        where: str,
        notes: tuple[str, ...] = (),
    ) -> None:
        """
        A selection of `opened()`; made by the methods of `facta.Ledger`.

        Args:
            noun: what one record is.
            ask: gives the records of a ledger.
            opened: opens the ledger for one look.
            where: the ledger's file.
            notes: what a reader should know of the filters.
        """
        self.noun: Noun = noun
        self.notes = notes
        self._ask = ask
        self._opened = opened
        self._where = where

    def __iter__(self) -> Iterator[Kept]:
        with self._opened() as opened:
            yield from self._ask(opened)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return any(True for _ in self)

    @overload
    def __getitem__(self, index: int) -> Kept: ...
    @overload
    def __getitem__(self, index: slice) -> list[Kept]: ...
    def __getitem__(self, index: int | slice) -> Kept | list[Kept]:
        if isinstance(index, slice) or index < 0:
            return list(self)[index]
        for record in islice(self, index, None):
            return record
        raise IndexError(f"{self!r}: none at {index}")

    def arrow(self) -> pyarrow.Table:
        """
        The records as an Arrow table with the columns of `facta export`; pandas and
        polars take it.

        A dispute has one row for each passage on its sides.

        Raises:
            InstallationError: pyarrow is not installed.
        """
        from facta.exchange.as_parquet import arrow
        from facta.exchange.tables import COLUMNS, flat

        with self._opened() as opened:
            return arrow(COLUMNS[self.noun], flat(self._ask(opened), opened))

    def __repr__(self) -> str:
        try:
            return f"<{self._counted(len(self))}>"
        except FactaError as problem:
            return f"<{self.noun}s: {problem}>"

    def _repr_html_(self) -> str:
        """
        The first rows as an HTML table, for a notebook; text of accounts in it is text
        and nothing else.
        """
        from facta.library.table import html

        try:
            with self._opened() as opened:
                found = self._ask(opened)
                # all are read, for their number; only the first are kept
                first = list(islice(found, SHOWN))
                more = sum(1 for _ in found)
                return html(
                    first,
                    opened,
                    caption=self._counted(len(first) + more),
                    more=more,
                )
        except FactaError as problem:
            return html([], None, caption=str(problem), more=0)

    def _counted(self, count: int) -> str:
        from facta.brief.words import counted

        return "; ".join([f"{counted(count, self.noun)} in {self._where}", *self.notes])
