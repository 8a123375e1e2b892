"""
How a record is written down: under which keys, in which order, and where the value of
each comes from.

A shape is one table that is read from left to right. On the left stand the keys of a
JSON object or the columns of a table; on the right, where in the record the value is:

    "mode": "mode"                 a field of the record
    "start": "span.start"          a field of a field; None where there is no such part
    "actor": Inner("actor", END)   a record, or each of several, in a shape of its own
    "when": in_words               what a function makes of the record
    "document": Given(str)         what the record does not know: whoever writes the row
                                   gives it

The types of the values follow from the annotations of the records and functions. Nothing
is looked up before a shape is used for the first time; a test asks each for its types,
so that a field which is gone is seen there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from operator import attrgetter
from types import UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

Kept = TypeVar("Kept")
Row = dict[str, object]
Getter = Callable[[Any], object]


class Given(Struct, frozen=True):
    """A value that does not stand in the record, and its type."""

    type: Any


class Inner(Struct, frozen=True):
    """The record at a path, or each of several there, in a shape of its own."""

    path: str
    shape: Shape[Any]


class Shape(Generic[Kept]):
    """
    The keys under which a kind of record is written, in order.

    >>> from facta.records import Span
    >>> passage = Shape(Span, {"document": Given(str), "from": "start", "said": "text"})
    >>> passage.row(Span(3, 8, "agree"), document="a1")
    {'document': 'a1', 'from': 3, 'said': 'agree'}
    >>> passage.types["from"]
    <class 'int'>
    """

    def __init__(
        self,
        record: type[Kept],
        keys: Mapping[str, str | Given | Inner | Callable[[Kept], object]],
    ) -> None:
        self.record = record
        self.keys = keys

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys)

    def row(self, record: Kept, **given: object) -> Row:
        """
        The values of a record under their keys.

        Raises:
            TypeError: what is given is not what the shape asks for.
        """
        found = {key: getter(record) for key, getter in self._getters}
        if given.keys() != self._given:
            raise TypeError(f"give {sorted(self._given)}, not {sorted(given)}")
        found.update(given)
        return found

    @cached_property
    def types(self) -> dict[str, Any]:
        """
        The type of the value under each key, as annotated.

        Raises:
            AttributeError: the record has no such field.
        """
        return {key: self._type(source) for key, source in self.keys.items()}

    @cached_property
    def _given(self) -> frozenset[str]:
        return frozenset(
            key for key, source in self.keys.items() if isinstance(source, Given)
        )

    @cached_property
    def _getters(self) -> tuple[tuple[str, Getter], ...]:
        return tuple((key, self._getter(source)) for key, source in self.keys.items())

    def _getter(self, source: object) -> Getter:
        if isinstance(source, str):
            return _along(self.record, source)
        if isinstance(source, Inner):
            return _inner(_along(self.record, source.path), source.shape)
        if isinstance(source, Given):
            return _nothing
        assert callable(source)
        return source

    def _type(self, source: object) -> Any:
        if isinstance(source, str):
            return _type_along(self.record, source)
        if isinstance(source, Given):
            return source.type
        if isinstance(source, Inner):
            # asked for, so that a path which leads nowhere is seen
            _type_along(self.record, source.path)
            return source.shape.types
        return get_type_hints(source)["return"]


class Table(Struct, frozen=True, kw_only=True):
    """
    A table to be written: its name, the columns with their types, and its rows, each
    read when it is asked for.
    """

    name: str
    shape: Shape[Any]
    rows: Iterator[Row]


def _nothing(_: object) -> None:
    """Keeps the place of what is given later."""


def _inner(getter: Getter, shape: Shape[Any]) -> Getter:
    def rows(record: object) -> object:
        found = getter(record)
        if isinstance(found, tuple):
            return [shape.row(each) for each in found]
        return None if found is None else shape.row(found)

    return rows


def _along(record: type, path: str) -> Getter:
    """What stands at a path; None from a part on that there is not."""
    *parts, _ = path.split(".")
    way = [".".join(parts[: at + 1]) for at in range(len(parts))]
    if not any(_optional(_type_along(record, part)) for part in way):
        return attrgetter(path)
    steps = [attrgetter(step) for step in path.split(".")]

    def follow(found: object) -> object:
        for step in steps:
            if found is None:
                return None
            found = step(found)
        return found

    return follow


def _type_along(record: type, path: str) -> Any:
    found: Any = record
    missing = False
    for step in path.split("."):
        missing = missing or _optional(found)
        found = _type_of(present(found), step)
    return found | None if missing else found


def _type_of(record: type, name: str) -> Any:
    """The type of a field or a property."""
    hints = get_type_hints(record)
    if name in hints:
        return hints[name]
    found = getattr(record, name)
    return get_type_hints(found.fget)["return"]


def _optional(hint: Any) -> bool:
    return get_origin(hint) in (Union, UnionType) and type(None) in get_args(hint)


def present(hint: Any) -> Any:
    """The type behind `X | None`."""
    if not _optional(hint):
        return hint
    (found,) = (part for part in get_args(hint) if part is not type(None))
    return found
