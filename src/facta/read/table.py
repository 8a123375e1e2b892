"""
CSV tables: one account a row.

A column of the accounts' text is needed; id, title, publisher, published and url are
known; each under the names of facta.read.names. What the others are called is told of
once. Comma, semicolon or tab.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from facta.errors import SourceError
from facta.read.account import Account, Input, basis_of, whole
from facta.read.dates import dated
from facta.read.decode import decoded
from facta.read.names import BASIS, NAMES, TEXT, first, folded, known
from facta.read.paths import shown
from facta.read.settings import ReadSettings
from facta.records import Noted, Skipped

_ID = "id"
_KNOWN = frozenset(
    {_ID, BASIS, *(name for theirs in NAMES.values() for name in theirs)}
)
_ADVICE = "name the column of the accounts' text 'text' in the first row"
# Columns that one line names, and characters of each; judged.
_NAMED = 20
_LONGEST_NAME = 40


class Rows(Struct, frozen=True):
    """
    A table: its columns by folded names with those of its first row, and its rows.
    """

    columns: dict[str, str]
    rows: Iterator[tuple[int, dict[str, str]]]

    def named(self) -> str:
        """The columns as the first row has them, for a message."""
        return listed(list(self.columns.values()))

    def unused(self, used: Sequence[str]) -> list[str]:
        """The columns, as the first row has them, that have no meaning here."""
        return [
            name
            for key, name in self.columns.items()
            if key not in _KNOWN and key not in used
        ]


def table(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """The accounts in a table, in its order; then what columns were not used."""
    text = decoded(whole(given, settings), given.source, given.charset)
    found = read(text, given.source)
    column = first(found.columns, TEXT)
    for number, row in found.rows:
        if column is None:
            reason = f"a table without a column 'text'; it has {found.named()}"
            raise SourceError(given.source, reason, _ADVICE)
        yield _account(row, column, f"{given.source}#{number}")
    if column and (unused := found.unused([column])):
        yield Noted(given.source, not_used(unused))


def not_used(columns: Sequence[str]) -> str:
    """
    The line that tells of columns without a meaning.

    >>> not_used(["Author", "Section"])
    'columns not used: Author, Section'
    """
    return f"columns not used: {listed(columns)}"


def listed(columns: Sequence[str]) -> str:
    """The first names of columns, fit to be shown."""
    names = [shown(name[:_LONGEST_NAME]) for name in columns[:_NAMED]]
    return ", ".join(names) + " and more" * (len(columns) > _NAMED)


def read(text: str, source: str) -> Rows:
    """
    A table and its rows below the header, each a dictionary by folded names of columns
    with its number; the header is number 1.

    A short row holds empty values; empty rows are passed over.

    Raises:
        SourceError: the text is not CSV; also as rows are read.
    """
    # The limit on a field is the whole process's; it is only ever raised, to what this
    # table could need.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    stream = io.StringIO(text.replace("\0", ""), newline="")
    reader = csv.reader(stream, delimiter=_delimiter(text))
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise _no_table(source, error) from error
    columns: dict[str, int] = {}
    for at, name in enumerate(header):
        if name:
            columns.setdefault(folded(name) or name, at)
    named = {name: header[at] for name, at in columns.items()}
    return Rows(named, _rows(reader, columns, source))


def _rows(
    reader: Iterator[list[str]], columns: Mapping[str, int], source: str
) -> Iterator[tuple[int, dict[str, str]]]:
    width = max(columns.values(), default=0) + 1
    try:
        for number, row in enumerate(reader, 2):
            if any(cell.strip() for cell in row):
                full = [*row, *[""] * width]
                yield number, {name: full[at] for name, at in columns.items()}
    except csv.Error as error:
        raise _no_table(source, error) from error


def _no_table(source: str, error: csv.Error) -> SourceError:
    return SourceError(source, f"not a CSV table ({error})", "save it as CSV in UTF-8")


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _account(row: dict[str, str], column: str, source: str) -> Account:
    values = dict(known(row))
    published, notes = dated(values.get("published"), "")
    return Account(
        source=source,
        text=row[column],
        id=row.get(_ID, "").strip() or None,
        title=values.get("title"),
        publisher=values.get("publisher"),
        published=published,
        published_basis=basis_of(published, "given"),
        url=values.get("url"),
        part=True,
        notes=notes,
    )
