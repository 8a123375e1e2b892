"""Coded passages from a file of JSON lines, refused where a coding cannot be right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from facta.errors import SettingsError, SourceError
from facta.evaluate.corpus.faults import Known, faults
from facta.evaluate.corpus.passage import Passage


def load(path: Path) -> tuple[Passage, ...]:
    """
    The passages of a corpus file, in its order.

    Raises:
        SourceError: the file cannot be read.
        SettingsError: a line is no passage, or its coding has a fault; names the file,
            the line and the passage, and says what to do.
    """
    known = Known.load()
    passages = []
    seen: dict[str, int] = {}
    for number, line in _lines(path):
        passage = _passage(line, f"{path} line {number}")
        where = f"{path} line {number} ({passage.id})"
        if passage.id in seen:
            first = seen[passage.id]
            raise SettingsError(f"{where}: line {first} has this id too; keep one")
        seen[passage.id] = number
        found = faults(passage, known)
        if found:
            more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
            raise SettingsError(f"{where}: {found[0]}{more}")
        passages.append(passage)
    return tuple(passages)


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        content = path.read_bytes()
    except OSError as reason:
        raise SourceError(
            str(path),
            reason.strerror or "cannot be read",
            "give a file of coded passages, such as corpus/dev.jsonl",
        ) from reason
    for number, line in enumerate(content.split(b"\n"), 1):
        if line.strip():
            yield number, line


def _passage(line: bytes, where: str) -> Passage:
    try:
        return msgspec.json.decode(line, type=Passage)
    except msgspec.DecodeError as reason:
        raise SettingsError(
            f"{where}: no coded passage: {reason}; mend the line by corpus/schema.json"
        ) from reason
