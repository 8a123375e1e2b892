"""
CSV tables: one account a row.

A column `text` (or `content` or `body`) is needed; id, title, publisher, published and
url are known; others are ignored. Comma, semicolon or tab.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from facta.errors import SourceError
from facta.read.account import Account, Input, basis_of, whole
from facta.read.dates import dated
from facta.read.decode import decoded
from facta.read.settings import ReadSettings
from facta.records import Skipped

_TEXT = ("text", "content", "body")
_COLUMNS = frozenset(
    {
        *_TEXT,
        "file",
        "id",
        "title",
        "publisher",
        "published",
        "published_basis",
        "url",
    }
)
_ADVICE = "name the column of the accounts' text 'text' in the first row"


def table(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """The accounts in a table, in its order."""
    text = decoded(whole(given, settings), given.source, given.charset)
    column = ""
    for number, row in rows(text, given.source):
        column = column or next((name for name in _TEXT if name in row), "")
        if not column:
            raise SourceError(given.source, "a table without a column 'text'", _ADVICE)
        yield _account(row, column, f"{given.source}#{number}", f"row {number}")


def rows(text: str, source: str) -> Iterator[tuple[int, dict[str, str]]]:
    """
    The rows below the header as dictionaries of the columns that have a meaning, each
    with its number; the header is number 1.

    Names of columns are in lower case. A short row holds empty values; empty rows are
    passed over.

    Raises:
        SourceError: the text is not CSV.
    """
    # The limit on a field is the whole process's; it is only ever raised, to what this
    # table could need.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    stream = io.StringIO(text.replace("\0", ""), newline="")
    reader = csv.reader(stream, delimiter=_delimiter(text))
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        columns = {name: at for at, name in enumerate(header) if name in _COLUMNS}
        for number, row in enumerate(reader, 2):
            if any(cell.strip() for cell in row):
                full = [*row, *[""] * len(header)]
                yield number, {name: full[at] for name, at in columns.items()}
    except csv.Error as error:
        reason = f"not a CSV table ({error})"
        raise SourceError(source, reason, "save it as CSV in UTF-8") from error


def _delimiter(text: str) -> str:
    header = text.partition("\n")[0]
    return max(",;\t", key=header.count)


def _account(row: dict[str, str], column: str, source: str, where: str) -> Account:
    published, notes = dated(row.get("published"), where)
    return Account(
        source=source,
        text=row[column],
        id=row.get("id", "").strip() or None,
        title=row.get("title"),
        publisher=row.get("publisher"),
        published=published,
        published_basis=basis_of(published, "given"),
        url=row.get("url"),
        part=True,
        notes=notes,
    )
