"""
JSON Lines: one account a line,
`{"id","text","published"?,"title"?,"publisher"?,"url"?}`, or other names for these
(facta.read.names).

Read line by line, so a file may be of any size; the limit holds for each line. A line
that is no account is skipped with its number, and the rest is read; a file without any
account is one line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from facta.errors import SourceError
from facta.read.account import Account, Input, basis_of, too_large
from facta.read.dates import dated
from facta.read.decode import decoded, whole_characters
from facta.read.names import NAMES, TEXT, folded, known
from facta.read.settings import ReadSettings
from facta.records import Skipped

_DIGITS = 4_000  # Python refuses to make a number of more than 4,300
_FORM = 'write {"id": ..., "text": ...}'
# Lines without an account that are looked at before each is told of; judged.
_HELD = 10_000
_KEYS = 12  # keys that a message names; judged


class Line(msgspec.Struct, frozen=True):
    """What a line may hold; other fields are ignored."""

    text: str
    id: str | int | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def lines(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    """
    The accounts in a file of JSON lines, in its order.

    Raises:
        SourceError: several lines, and none is an account.
    """
    found = _each(given, settings)
    held: list[Skipped] = []
    for item in found:
        if not isinstance(item, Skipped):
            yield from held
            yield item
            break
        held.append(item)
        if len(held) == _HELD:
            yield from held
            break
    else:
        if len(held) > 1:
            raise _of_none(given, held)
        yield from held
    yield from found


def _of_none(given: Input, held: list[Skipped]) -> SourceError:
    reason, _, advice = held[0].reason.rpartition("; ")
    part = f" from line {given.first:,} on" if given.first > 1 else ""
    told = f"none of its {len(held):,} lines{part} is an account, the first: {reason}"
    return SourceError(given.source, told, advice)


def _each(given: Input, settings: ReadSettings) -> Iterator[Account | Skipped]:
    for number, data in enumerate(
        _bounded(given.stream, settings.max_bytes), given.first
    ):
        source = f"{given.source}#{number}"
        if not data.strip():
            continue
        try:
            if len(data) > settings.max_bytes:
                raise too_large(source, settings)
            yield _account(decoded(data, source, mend=False), source)
        except SourceError as error:
            yield Skipped(source, f"{error.reason}; {error.advice}")


def objected(line: str) -> Any:
    """
    What a line of JSON holds; a whole number too long for Python stays its digits.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is nested too deep.
    """
    # The standard library's parser, because msgspec's refuses the lone surrogates that
    # social posts are full of.
    return json.loads(line, parse_int=_whole_number)


def _whole_number(digits: str) -> int | str:
    if len(digits) > _DIGITS:
        return digits
    return int(digits)


def _bounded(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """Lines with their end; of a longer one no more than `limit` + 1 bytes."""
    while data := stream.readline(limit + 1):
        rest = data
        while rest and len(rest) > limit and not rest.endswith(b"\n"):
            rest = stream.readline(limit + 1)
        yield data


def _account(line: str, source: str) -> Account:
    try:
        found = msgspec.convert(_named(objected(line), source), Line)
    except msgspec.ValidationError as error:
        reason = str(error).replace("`", "'")
        raise SourceError(source, f"not an account: {reason}", _FORM) from error
    except (ValueError, RecursionError) as error:
        advice = f"{_FORM} on one line"
        raise SourceError(source, "not a JSON object", advice) from error
    published, notes = dated(found.published, "")
    return Account(
        source=source,
        text=whole_characters(found.text),
        id=_id(found.id),
        title=found.title,
        publisher=found.publisher,
        published=published,
        published_basis=basis_of(published, "given"),
        url=found.url,
        part=True,
        notes=notes,
    )


def _named(given: Any, source: str) -> Any:
    """
    The object under our names.

    Raises:
        SourceError: nothing of it is named as a text is.
    """
    if not isinstance(given, dict):
        return given
    entries: dict[str, Any] = {}
    for key, value in given.items():
        entries.setdefault(folded(key), value)
    named: dict[str, Any] = {**dict(known(entries)), "id": entries.get("id")}
    # a list is no title: it is refused, not left out
    named |= {key: given[key] for key in NAMES if isinstance(given.get(key), list)}
    texts = [entries[name] for name in TEXT if entries.get(name) is not None]
    if not texts:
        keys = ", ".join(ascii(key[:40]) for key in list(given)[:_KEYS])
        reason = f"not an account: no 'text' among its keys {keys or '(none)'}"
        raise SourceError(source, reason, f"{_FORM}, or name the text content or body")
    return {**named, "text": texts[0]}


def _id(given: str | int | None) -> str | None:
    if given is None:
        return None
    return whole_characters(str(given)) or None
