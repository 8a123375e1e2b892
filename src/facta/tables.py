"""
Tables of words and names in TOML, read strictly: the one reader for the package's own
files and for those of a user.

    read(shipped("facta.lexicon", "times.toml"), Times)    a table as its schema
    fitted(source, parsed(source), Times)                  the same in two steps

What does not fit is one line that names the file, the line, the key and what is
allowed: a `DataError` for a file of the package, a `SettingsError` for a user's.
Nothing is read at import.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, TypeVar, Union

import msgspec
from msgspec import Struct
from msgspec import inspect as shapes

from facta.errors import DataError, FactaError, SettingsError

T = TypeVar("T")
Tree = dict[str, Any]
Place = tuple[str | int, ...]
"""Where a value stands in a table: keys, and positions in lists."""

REINSTALL = "the installation is damaged; reinstall facta"

_MEANT = {  # TOML's words for what msgspec calls by Python's and JSON's
    "str": "text in quotation marks",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
}
_HEADER = re.compile(r"\s*(\[\[?)\s*(.+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"\s*((?:\"[^\"]*\"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:\"[^\"]*\"|[\w-]+))*)\s*="
)
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")


class Source(Struct, frozen=True, kw_only=True):
    """One file: its name as a reader knows it, its text, and whether it is a user's."""

    name: str
    text: str
    own: bool = False

    def fault(self, told: str, place: Place = ()) -> FactaError:
        r"""
        The error of a value at `place`, ready to be raised.

        >>> own = Source(name="my.toml", text="[months]\nmay = 'five'", own=True)
        >>> str(own.fault("give a number", ("months", "may")))
        'my.toml line 2: give a number'
        """
        line = self.line(place)
        where = f"{self.name} line {line}" if line else self.name
        if self.own:
            return SettingsError(f"{where}: {told}")
        return DataError(f"{where}: {told}; {REINSTALL}")

    def misfit(self, told: str, place: Place) -> FactaError:
        """
        The same with the keys that lead to the value, where the line shows only one.
        """
        named = ".".join(str(key) for key in place if isinstance(key, str))
        return self.fault(f"{named}: {told}" if named else told, place)

    def line(self, place: Place) -> int | None:
        """
        The line on which the value at `place` is given, or the table around it; None
        for the file as a whole.

        A word at the end of `place` is looked for in the list that stands there.
        """
        lines = dict(_places(self.text))
        for end in range(len(place), 0, -1):
            found = lines.get(place[:end])
            if found is None:
                continue
            return self._of_word(found, place[end:])
        return None

    def _of_word(self, line: int, rest: Place) -> int:
        """The line from `line` on, up to the list's end, that holds the word."""
        if len(rest) != 1 or not isinstance(rest[0], str):
            return line
        for number, text in enumerate(self.text.split("\n")[line - 1 :], line):
            if f'"{rest[0]}"' in text or f"'{rest[0]}'" in text:
                return number
            if text.rstrip().endswith("]"):
                break
        return line


def shipped(package: str, *path: str) -> Source:
    """
    A file under the `data` of a package.

    Raises:
        DataError: it is missing or not UTF-8.
    """
    return source_of(files(package).joinpath("data", *path))


def source_of(file: Traversable) -> Source:
    """
    A file of the package.

    Raises:
        DataError: it is missing or not UTF-8.
    """
    try:
        return Source(name=file.name, text=file.read_text("utf8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{file.name}: {error}; {REINSTALL}") from error


def brought(path: Path, *, advice: str = "give a TOML file in UTF-8") -> Source:
    """
    A user's file.

    Raises:
        SettingsError: it cannot be read.
    """
    try:
        return Source(name=str(path), text=path.read_text("utf8"), own=True)
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read ({error}); {advice}") from error


def read(source: Source, type_: type[T]) -> T:
    """
    A file as its schema.

    Raises:
        DataError: a file of the package is not TOML or does not fit.
        SettingsError: the same of a user's.
    """
    return fitted(source, parsed(source), type_)


def parsed(source: Source) -> Tree:
    """
    The TOML of a file.

    Raises:
        DataError, SettingsError: it is not TOML.
    """
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise source.fault(f"not valid TOML ({error})") from error


def fitted(source: Source, tree: object, type_: type[T], place: Place = ()) -> T:
    """
    A value of a file as its schema; `place` is where in the file it stands.

    Raises:
        DataError, SettingsError: it does not fit.
    """
    try:
        return msgspec.convert(tree, type_)
    except msgspec.ValidationError as error:
        for inner, told in _misfits(tree, shapes.type_info(type_), partial=False):
            raise source.misfit(told, (*place, *inner)) from error
        raise source.fault(str(error), place) from error


def check_part(source: Source, tree: object, type_: Any, place: Place = ()) -> None:
    """
    Refuses a part of a table that names what the schema does not know; keys may be
    missing.

    Raises:
        DataError, SettingsError: a key is unknown or a value of the wrong type.
    """
    for inner, told in _misfits(tree, shapes.type_info(type_), partial=True):
        raise source.misfit(told, (*place, *inner))


def extended(base: Any, more: Any, type_: Any) -> Any:
    """
    A table with more laid over it: lists grow by what they lack, mappings take keys
    and give up those that come again, everything else is replaced.

    >>> extended({"a": ["x"]}, {"a": ["x", "y"], "b": 1}, dict[str, Any])
    {'a': ['x', 'y'], 'b': 1}
    """
    return _laid(base, more, shapes.type_info(type_))


def unknown(what: str, name: str, allowed: Iterable[str]) -> str:
    """
    That a name is not known, the nearest that is, and what is allowed.

    >>> unknown("key", "verb", ["nouns", "verbs"])
    "unknown key 'verb'; did you mean 'verbs'? allowed are nouns, verbs"
    """
    known = sorted(allowed)
    near = difflib.get_close_matches(name, known, n=1)
    meant = f" did you mean '{near[0]}'?" if near else ""
    return f"unknown {what} {name!r};{meant} allowed are {', '.join(known) or 'none'}"


def _laid(base: Any, more: Any, shape: shapes.Type) -> Any:
    inner = _bare(shape)
    if isinstance(base, dict) and isinstance(more, dict):
        return base | {
            key: _laid(base[key], value, _under(inner, key)) if key in base else value
            for key, value in more.items()
        }
    if isinstance(base, list) and not isinstance(inner, shapes.TupleType):
        return [*base, *(value for value in more if value not in base)]
    return more


def _misfits(
    value: object, shape: shapes.Type, *, partial: bool
) -> Iterator[tuple[Place, str]]:
    """
    Where a value does not fit, deepest first, and what is wrong there.

    `partial` lets keys of tables be missing, but not of those in a list, each of which
    is whole.
    """
    inner = _bare(shape)
    if isinstance(inner, shapes.StructType) and isinstance(value, Mapping):
        yield from _keys(value, inner, partial=partial)
    elif isinstance(inner, shapes.DictType) and isinstance(value, Mapping):
        keys = _choices(inner.key_type)
        for key, item in value.items():
            if keys and key not in keys:
                yield (key,), unknown("key", key, keys)
            for place, told in _misfits(item, inner.value_type, partial=partial):
                yield (key, *place), told
        yield from _leaf(value, inner)
    elif isinstance(value, list) and (item_type := getattr(inner, "item_type", None)):
        for position, item in enumerate(value):
            for place, told in _misfits(item, item_type, partial=False):
                yield (position, *place), told
    else:
        yield from _leaf(value, inner)


def _keys(
    value: Mapping[str, object], shape: shapes.StructType, *, partial: bool
) -> Iterator[tuple[Place, str]]:
    fields = {field.encode_name: field for field in shape.fields}
    for key in value:
        if key not in fields:
            yield (key,), unknown("key", key, fields)
    for name, field in fields.items():
        if name in value:
            for place, told in _misfits(value[name], field.type, partial=partial):
                yield (name, *place), told
        elif field.required and not partial:
            yield (), f"missing key {name!r}; write it, if only as an empty list"


def _leaf(value: object, shape: shapes.Type) -> Iterator[tuple[Place, str]]:
    choices = _choices(shape)
    if isinstance(value, str) and choices and value not in choices:
        yield (), unknown("value", value, choices)
        return
    try:
        msgspec.convert(value, _type(shape))
    except msgspec.ValidationError as error:
        told = str(error).split(" - at ")[0]
        for name, meant in _MEANT.items():
            told = told.replace(f"`{name}`", meant)
        yield (), told[0].lower() + told[1:]


def _choices(shape: shapes.Type) -> tuple[str, ...]:
    """The words that a value may be, where it is one of a few."""
    if isinstance(shape, shapes.LiteralType):
        return tuple(map(str, shape.values))
    if isinstance(shape, shapes.UnionType):
        inner = [part for part in shape.types if not isinstance(part, shapes.NoneType)]
        return _choices(inner[0]) if len(inner) == 1 else ()
    return ()


def _type(shape: shapes.Type) -> Any:
    """The annotation that a shape was made of, as far as the schemas here use them."""
    match shape:
        case shapes.StructType():
            return shape.cls
        case shapes.LiteralType():
            return _literal(shape.values)
        case shapes.DictType():
            return dict[_type(shape.key_type), Any]  # type: ignore[misc]  # made at run time
        case shapes.TupleType():
            return tuple[tuple(map(_type, shape.item_types))]  # type: ignore[misc]  # the same
        case shapes.UnionType():
            return _union(shape)
    simple: dict[type[shapes.Type], Any] = {
        shapes.StrType: str,
        shapes.IntType: int,
        shapes.FloatType: float,
        shapes.BoolType: bool,
        shapes.NoneType: None,
        shapes.VarTupleType: list,
        shapes.FrozenSetType: list,
        shapes.ListType: list,
        shapes.SetType: list,
    }
    return simple.get(type(shape), Any)


def _literal(values: tuple[Any, ...]) -> Any:
    return Literal[values]


def _union(shape: shapes.UnionType) -> Any:
    return Union[tuple(map(_type, shape.types))]  # noqa: UP007 - made at run time


def _bare(shape: shapes.Type) -> shapes.Type:
    while isinstance(shape, shapes.Metadata):
        shape = shape.type
    return shape


def _under(shape: shapes.Type, key: str) -> shapes.Type:
    """The shape of what stands under a key."""
    if isinstance(shape, shapes.DictType):
        return shape.value_type
    if isinstance(shape, shapes.StructType):
        for field in shape.fields:
            if field.encode_name == key:
                return field.type
    return shapes.AnyType()


def _places(text: str) -> Iterator[tuple[Place, int]]:
    """
    Every header and key of a TOML text with its line, the first time that it stands.
    """
    above: Place = ()
    counts: dict[Place, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            above = _parts(header[2])
            if header[1] == "[[":
                counts[above] = counts.get(above, -1) + 1
                above = (*above, counts[above])
            yield above, number
        elif key := _KEY.match(line):
            yield (*above, *_parts(key[1])), number


def _parts(name: str) -> Place:
    """
    The keys of a dotted name.

    >>> _parts('days_of_state."unity day"')
    ('days_of_state', 'unity day')
    """
    return tuple(next(filter(None, part), "") for part in _PART.findall(name))
