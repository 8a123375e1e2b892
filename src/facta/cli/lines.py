"""
JSON lines of a file or of standard input, each checked against a struct.

A line that does not fit is told of on standard error with its number and reason, and
left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click
import msgspec

from facta.cli.text import line
from facta.read.decode import whole_characters
from facta.records import Skipped

STDIN = "-"
# the mark that some editors put before UTF-8
BOM = b"\xef\xbb\xbf"
Kind = TypeVar("Kind")


class BadLineError(ValueError):
    """A line that is not what it should be; the text says why."""


def objects(path: str) -> Iterator[tuple[int, dict[str, Any] | BadLineError]]:
    """
    The objects of a file, or of standard input for `-`, with the numbers of their
    lines; empty lines count.
    """
    if path == STDIN:
        yield from _objects(sys.stdin.buffer)
        return
    with Path(path).open("rb") as file:
        yield from _objects(file)


def _objects(file: BinaryIO) -> Iterator[tuple[int, dict[str, Any] | BadLineError]]:
    for number, data in enumerate(file, 1):
        content = data
        if number == 1:
            content = data.removeprefix(BOM)
        if content.strip():
            yield number, _object(content)


def _object(data: bytes) -> dict[str, Any] | BadLineError:
    try:
        # the standard library's parser, because msgspec's refuses the lone surrogates
        # that social posts are full of
        found = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        return BadLineError("not UTF-8; save the file as UTF-8")
    except (ValueError, RecursionError):
        return BadLineError("not JSON; write one object a line")
    if not isinstance(found, dict):
        return BadLineError("not a JSON object; write one object a line")
    return {
        key: whole_characters(value) if isinstance(value, str) else value
        for key, value in found.items()
    }


def read(given: dict[str, Any] | BadLineError, kind: type[Kind]) -> Kind:
    """
    The struct that an object stands for.

    Raises:
        BadLineError: it stands for none, or was none to begin with.
    """
    if isinstance(given, BadLineError):
        raise given
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as problem:
        raise BadLineError(str(problem).replace("`", "'")) from problem


def skip(path: str, number: int, reason: BadLineError, skipped: list[Skipped]) -> None:
    """Names a line on standard error and notes it."""
    item = Skipped(
        f"{'standard input' if path == STDIN else path} line {number}",
        line(str(reason)),
    )
    skipped.append(item)
    click.echo(f"skipped {line(item.source)}: {item.reason}", err=True)
