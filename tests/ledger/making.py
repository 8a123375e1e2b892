"""A road into a ledger without the model, and what a ledger holds, row by row."""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import msgspec

from facta.ledger import Ledger, Root
from facta.link import link
from facta.pipeline import Annotator, Outcome, ingest
from facta.read import ReadSettings, documents
from facta.records import Annotation, Document, Sentence, Time
from facta.testing import (
    actor,
    annotation,
    commitment,
    doc,
    figure,
    place,
    statement,
    telling,
)

DAY = "2025-05-25"
CLOCK = datetime.datetime(2025, 6, 1, 12, tzinfo=datetime.UTC)


class Silent:
    """A language stage that finds no sentence."""

    def many(self, texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
        """Nothing for each text."""
        return (() for _ in texts)


def told(
    document: Document, sentences: tuple[Sentence, ...], resources: object
) -> Annotation:
    """One attack an account, told by its first word."""
    word = document.text.split()[0]
    found = annotation(
        document,
        times=(
            Time(
                span=place(document.text, word),
                type="DATE",
                value="FUTURE_REF",
                basis="unresolved",
            ),
        ),
        actors=(actor("Russia", country="RUS"),),
        events=(telling(document, "ASSAULT", "RUS", "UKR", word, date="2025-05-25"),),
        figures=(figure(document, word, 1.0),),
    )
    return placed(found)


def stand_in(own: str = "") -> Annotator:
    """
    An annotator whose language stage finds nothing; needs `pipeline.annotate` to be
    `told`.
    """
    return Annotator(cast("Any", Silent()), cast("Any", None), own=own)


def account(
    number: int, *, text: str = "Russia attacked Ukraine and killed 13 civilians."
) -> Annotation:
    """A document with one record of each kind."""
    document = doc(
        f"{text}\nTrump said: we will help.", source=f"{number}.txt", published=DAY
    )
    first = text.split(".")[0] + "."
    return annotation(
        document,
        times=(
            Time(
                span=place(document.text, "will"),
                type="DATE",
                value="FUTURE_REF",
                basis="unresolved",
            ),
        ),
        actors=(actor("Russia", country="RUS"),),
        events=(
            telling(document, "ASSAULT", "RUS", "UKR", first, date=DAY, reported_in=0),
        ),
        statements=(
            statement(
                document,
                "we will help",
                speaker="Donald Trump",
                country="USA",
                date=DAY,
            ),
        ),
        commitments=(
            commitment(document, "we will help", "USA", recipient="UKR", date=DAY),
        ),
        figures=(
            figure(document, "13", 13.0, of="civilians killed")
            if "13" in text
            else figure(document, "we", 1.0),
        ),
    )


def whole(number: int, **given: str) -> Annotation:
    """
    An account whose every passage stands in its text, as what was really read does.
    """
    return placed(account(number, **given))


def placed(found: Annotation) -> Annotation:
    """
    An annotation with every passage as its text has it; builders put words of their own
    there.
    """
    return msgspec.convert(
        _placed(msgspec.to_builtins(found), found.document.text), Annotation
    )


def _placed(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        if value.keys() == {"start", "end", "text"}:
            end = min(value["end"], len(text))
            return {
                "start": value["start"],
                "end": end,
                "text": text[value["start"] : end],
            }
        return {key: _placed(item, text) for key, item in value.items()}
    return (
        [_placed(item, text) for item in value]
        if isinstance(value, list | tuple)
        else value
    )


def filled(path: Path, annotations: list[Annotation]) -> None:
    """A ledger at `path` that holds these, linked."""
    with Ledger.open(path) as ledger:
        for item in annotations:
            ledger.add(item)
        ledger.link(link(list(ledger.annotations())))


def read(
    folder: Path,
    *paths: str,
    ledger: str = "facta.db",
    add: bool = False,
    prune: bool = False,
    own: str = "",
) -> Outcome:
    """A run over paths from `folder`, where its ledger lies."""
    roots = tuple(Root(path, whole=path != "-") for path in paths)
    items = documents([str(folder / path) for path in paths], settings=ReadSettings())
    given = (named(item, folder) for item in items)
    with Ledger.open(folder / ledger, clock=lambda: CLOCK, here=folder) as opened:
        return ingest(given, opened, stand_in(own), roots=roots, add=add, prune=prune)


def named(item: Any, folder: Path) -> Any:
    """An account under its path from `folder`, as if the run were there."""
    return msgspec.structs.replace(item, source=item.source.removeprefix(f"{folder}/"))


def write(folder: Path, **texts: str) -> None:
    """Files of `folder`; their names without `.txt`, `__` for a folder."""
    for name, text in texts.items():
        path = folder / f"{name.replace('__', '/')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


# What linking goes on from.
KEPT = {
    "account_blocks",
    "before_falling",
    "found",
    "linked_accounts",
    "trace_blocks",
    "traces",
}


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """
    Every row of every table but for the search index and its keys, and what linking
    keeps to go on from, which is numbered as it comes; sorted.
    """
    with sqlite3.connect(path) as connection:
        names = [
            name
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            )
            if not name.startswith(("passages", "sqlite_")) and name not in KEPT
        ]
        tables: dict[str, list[tuple[object, ...]]] = {}
        for name in names:
            columns = [
                row[1]
                for row in connection.execute(f"PRAGMA table_info({name})")
                if row[1] != "key"
            ]
            listed = ", ".join(f'"{column}"' for column in columns)
            tables[name] = sorted(
                connection.execute(f"SELECT {listed} FROM {name}").fetchall(), key=repr
            )
    connection.close()
    return tables


def held(path: Path) -> dict[str, str]:
    """The text of each account of a ledger, by its source."""
    with Ledger.open(path, read_only=True) as ledger:
        return {document.source: document.text for document in ledger.documents()}


def texts(path: Path) -> list[str]:
    """The texts of the accounts of a ledger, sorted."""
    with Ledger.open(path, read_only=True) as ledger:
        return sorted(document.text for document in ledger.documents())


def changes(path: Path) -> Sequence[tuple[str, str, str, str | None]]:
    """The log: source, reason, former text, present text."""
    with Ledger.open(path, read_only=True) as ledger:
        return [
            (
                item.source,
                item.reason,
                item.former.text,
                item.successor.text if item.successor else None,
            )
            for item in ledger.sources.log()
        ]
