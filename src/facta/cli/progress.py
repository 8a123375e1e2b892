"""Progress on standard error: a bar where a person watches, nothing where none does."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

Item = TypeVar("Item")


def shown(
    items: Iterable[Item], label: str, *, total: int | None = None, quiet: bool = False
) -> Iterator[Item]:
    """`items` as they come, with a bar on standard error when that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(
        items, label=label, length=total, show_pos=True, file=sys.stderr
    ) as progress:
        yield from progress
