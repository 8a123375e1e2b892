"""
`accounts.csv`: what is known of the files beside it and below; of no others.

Columns file, title, publisher, published, published_basis, url, each under the names of
facta.read.names; what others are called is told of. A `published_basis` of "estimated"
says that nobody told the day. `file` is a path from the table's own folder. What it says
goes before what a file says of itself, except for files that hold many accounts, where
it fills gaps.
"""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from facta.errors import SourceError
from facta.read.account import Account
from facta.read.dates import dated
from facta.read.decode import decoded
from facta.read.names import BASIS, FILE, NAMES, TEXT, first, known
from facta.read.paths import SIDECAR, shown, told_why
from facta.read.table import Rows, not_used, read
from facta.records import Date, Noted, PublishedBasis, Skipped

ESTIMATED = "estimated"
_LARGEST = 50_000_000  # bytes of one sidecar
_TELLING = tuple(name for theirs in NAMES.values() for name in theirs)
_EXPECTED = "name its columns file, title, publisher, published, url, as far as known"


class Row(Struct, frozen=True, kw_only=True):
    """
    One line of a sidecar; `estimated` says that its day is, `notes` tell of a value in it
    that could not be used.
    """

    title: str | None
    publisher: str | None
    published: Date | None
    url: str | None
    estimated: bool
    notes: tuple[str, ...]


class Sidecars:
    """The sidecars of all folders seen in one run, each read once."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self._folders: set[str] = set()

    def load(self, folder: Path) -> tuple[Skipped, ...]:
        """Read the sidecar of a folder, if any; what cannot be used is given back."""
        path = folder / SIDECAR
        place = os.path.normpath(folder.absolute())
        if place in self._folders:
            return ()
        self._folders.add(place)
        try:
            if not path.is_file():
                return ()
            with path.open("rb") as stream:
                data = stream.read(_LARGEST + 1)
            if len(data) > _LARGEST:
                raise SourceError(shown(path), "larger than 50 MB", "split the folder")
            text = decoded(data, shown(path))
            return tuple(self._take(text, path) if text.strip() else ())
        except OSError as error:
            reason = f"{told_why(error)}; the files beside it are read without it"
            return (Skipped(shown(path), reason),)
        except SourceError as error:
            return (Skipped(shown(path), f"{error.reason}; {error.advice}"),)

    def row(self, path: Path) -> Row | None:
        """What a sidecar says of a file."""
        return self._rows.get(os.path.normpath(path.absolute()))

    def _take(self, text: str, path: Path) -> list[Skipped]:
        """Keep the rows of one sidecar; the first of two for one file holds."""
        table = read(text, shown(path))
        column = _column_of_files(table, path)
        noted: list[Skipped] = []
        if unused := table.unused([column]):
            noted.append(Noted(shown(path), not_used(unused)))
        for number, row in table.rows:
            name = row[column].strip()
            target = os.path.normpath(path.parent.absolute() / name)
            if fault := self._fault(name, target, path.parent):
                noted.append(Noted(shown(path), f"line {number}: {fault}"))
            else:
                self._rows[target] = _row(row, f"{SIDECAR} line {number}")
        return noted

    def _fault(self, name: str, target: str, folder: Path) -> str | None:
        """What keeps a row from being used; `target` is the file that it names."""
        within = os.path.join(os.path.normpath(folder.absolute()), "")  # noqa: PTH118
        if name and not target.startswith(within):
            advice = f"tell of it in {SIDECAR} beside it"
            return f"{name!a} lies outside its folder and is left alone; {advice}"
        # The key is a string, so no Path is made of it.
        if not name or not os.path.isfile(target):  # noqa: PTH113
            return f"no file {name!a}; correct its name"
        if target in self._rows:
            return f"{name!a} stands twice; remove one line"
        return None


def with_row(account: Account, row: Row | None) -> Account:
    """The account with what a sidecar says of its file."""
    if row is None:
        return account
    first: Account | Row = row
    second: Account | Row = account
    # What is said of a file only fills gaps in what each of its accounts says.
    if account.part:
        first, second = account, row
    made = replace(
        account,
        title=first.title or second.title,
        publisher=first.publisher or second.publisher,
        url=first.url or second.url,
        notes=account.notes + row.notes,
    )
    if row.published is None or (account.part and account.published is not None):
        return made
    basis: PublishedBasis = "estimated" if row.estimated else "sidecar"
    return replace(made, published=row.published, published_basis=basis)


def _column_of_files(table: Rows, path: Path) -> str:
    """
    The column that names the files.

    Raises:
        SourceError: there is none, or nothing is told of the files.
    """
    column = first(table.columns, FILE)
    has = f"it has {table.named() or 'none'}"
    if column is None:
        advice = _EXPECTED
        if first(table.columns, TEXT):
            advice = f"{_EXPECTED}; a table of articles takes another name"
        raise SourceError(shown(path), f"no column 'file'; {has}", advice)
    if first(table.columns, _TELLING) is None:
        reason = f"nothing but the names of files; {has}"
        raise SourceError(shown(path), reason, _EXPECTED)
    return column


def _row(row: dict[str, str], where: str) -> Row:
    values = dict(known(row))
    published, notes = dated(values.get("published"), where)
    return Row(
        title=values.get("title"),
        publisher=values.get("publisher"),
        published=published,
        url=values.get("url"),
        estimated=(row.get(BASIS) or "").strip().lower() == ESTIMATED,
        notes=notes,
    )
