"""
`accounts.csv`: what is known of the files beside it and below; of no others.

Columns file, title, publisher, published, url; others are ignored. `file` is a path
from the table's own folder. What it says goes before what a file says of itself, except
for files that hold many accounts, where it fills gaps.
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
from facta.read.paths import SIDECAR, shown, told_why
from facta.read.table import rows
from facta.records import Date, Skipped

_LARGEST = 50_000_000


class Row(Struct, frozen=True, kw_only=True):
    """One line of a sidecar; `notes` tell of a value in it that could not be used."""

    title: str | None
    publisher: str | None
    published: Date | None
    url: str | None
    notes: tuple[str, ...]


class Sidecars:
    """The sidecars of all folders seen in one run, each read once."""

    def __init__(self) -> None:
        self._rows: dict[str, Row] = {}
        self._folders: set[str] = set()

    def load(self, folder: Path) -> tuple[Skipped, ...]:
        """
        Read the sidecar of a folder, if it has one; what in it cannot be used is given
        back.
        """
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
            return tuple(self._take(text, path))
        except OSError as error:
            return (
                Skipped(
                    shown(path),
                    f"{told_why(error)}; the files beside it are read without it",
                ),
            )
        except SourceError as error:
            return (Skipped(shown(path), f"{error.reason}; {error.advice}"),)

    def row(self, path: Path) -> Row | None:
        """What a sidecar says of a file."""
        return self._rows.get(os.path.normpath(path.absolute()))

    def _take(self, text: str, path: Path) -> list[Skipped]:
        """Keep the rows of one sidecar; the first of two for one file holds."""
        skipped = []
        for number, row in rows(text, shown(path)):
            if "file" not in row:
                raise SourceError(
                    shown(path),
                    "no column 'file'",
                    "name the column of the files' names 'file'",
                )
            name = row["file"].strip()
            target = os.path.normpath(path.parent.absolute() / name)
            folder = os.path.normpath(path.parent.absolute())
            inside = target.startswith(os.path.join(folder, ""))  # noqa: PTH118
            if name and not inside:
                reason = (
                    f"line {number}: {name!a} lies outside its folder and is left alone"
                )
                skipped.append(
                    Skipped(shown(path), f"{reason}; tell of it in {SIDECAR} beside it")
                )
            elif not name or not os.path.isfile(target):  # noqa: PTH113 - the key is a string
                skipped.append(
                    Skipped(
                        shown(path),
                        f"line {number}: no file {name!a}; correct its name",
                    )
                )
            elif target in self._rows:
                skipped.append(
                    Skipped(
                        shown(path),
                        f"line {number}: {name!a} stands twice; remove one line",
                    )
                )
            else:
                self._rows[target] = _row(row, f"{SIDECAR} line {number}")
        return skipped


def told(account: Account, row: Row | None) -> Account:
    """The account with what a sidecar says of its file."""
    if row is None:
        return account
    first, second = (account, row) if account.part else (row, account)
    by_row = row.published is not None and (
        not account.part or account.published is None
    )
    return replace(
        account,
        title=first.title or second.title,
        publisher=first.publisher or second.publisher,
        published=row.published if by_row else account.published,
        published_basis="sidecar" if by_row else account.published_basis,
        url=first.url or second.url,
        notes=account.notes + row.notes,
    )


def _row(row: dict[str, str], where: str) -> Row:
    published, notes = dated(row.get("published"), where)
    return Row(
        title=row.get("title"),
        publisher=row.get("publisher"),
        published=published,
        url=row.get("url"),
        notes=notes,
    )
