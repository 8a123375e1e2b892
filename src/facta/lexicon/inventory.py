"""
Every word of every table with where it stands and what it means there.

Takes files, the package's or a user's; gives `Standing`s in the order of the files. The
schemas tell the class, the way it is looked up, and one line of what it is.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from msgspec import Struct
from msgspec import inspect as shapes

from facta.lexicon.actors import ActorWords
from facta.lexicon.coding import Coding
from facta.lexicon.commitments import TriggerFile
from facta.lexicon.events import EventFile
from facta.lexicon.events import sources as event_sources
from facta.lexicon.figures import Units
from facta.lexicon.files import EVENTS, TABLES, source
from facta.lexicon.grammar import Grammar
from facta.lexicon.language import Irregular, Rules
from facta.lexicon.months import Months
from facta.lexicon.opinions import StanceFile
from facta.lexicon.speech import CueFile
from facta.lexicon.times import Times
from facta.tables import Place, Source, Tree, parsed

SCHEMAS: dict[str, Any] = {
    "actors": ActorWords,
    "coding": Coding,
    "commitments": TriggerFile,
    "figures": Units,
    "grammar": Grammar,
    "lemmas": Irregular,
    "months": Months,
    "opinions": StanceFile,
    "sentences": Rules,
    "speech": CueFile,
    "times": Times,
}
_LINE = re.compile(r"^(\w+): (.+)$")


class Standing(Struct, frozen=True, kw_only=True):
    """
    A word at one place.

    `group` is what its list is told by beside its class: the sense, the grade.
    `lookup` is how the class is looked up (see `kinds`), `meaning` what the schema says
    of the class, `value` what a mapping gives for the word.
    """

    word: str
    table: str
    name: str
    group: str
    lookup: str
    meaning: str
    value: str
    place: Place
    source: Source

    @property
    def line(self) -> int | None:
        """The line of its file."""
        return self.source.line((*self.place, self.word))


def shipped_files() -> list[Source]:
    """All files of the package's lexicon."""
    return [*event_sources(), *map(source, TABLES)]


def standings(sources: Iterable[Source]) -> Iterator[Standing]:
    """The words of files, the package's or a user's, in order."""
    for each in sources:
        tree = parsed(each)
        for name, table in _tables(each, tree).items():
            prefix: Place = (name,) if each.own or name in EVENTS else ()
            if name in EVENTS:
                yield from _walk(_Seen(each, "events"), EventFile, {name: table}, ())
            else:
                yield from _walk(_Seen(each, name), SCHEMAS[name], table, prefix)


def described() -> list[tuple[str, str, str]]:
    """
    Every table and class with what the schema says of it: table, class, one line.

    >>> next(told for told in described() if told[1] == "courtesy")
    ('actors', 'courtesy', 'forms of address before a name.')
    """
    found: list[tuple[str, str, str]] = []
    for table, schema in {**SCHEMAS, "events": EventFile}.items():
        found.append((table, "", first_line(schema)))
        found += [
            (table, name, told) for name, told in _classes(shapes.type_info(schema), "")
        ]
    return found


def first_line(schema: type) -> str:
    """What a schema says of itself, before its classes."""
    text = (inspect.getdoc(schema) or "").split("\n\n")[0]
    return " ".join(text.split())


def meanings(schema: type) -> dict[str, str]:
    """
    What the docstring of a schema says of each of its fields.

    >>> meanings(Months)["may"]
    'of the fifth.'
    """
    text = inspect.getdoc(schema) or ""
    return {
        found[1]: found[2]
        for line in re.sub(r"\n {4,}", " ", text).split("\n")
        if (found := _LINE.match(line))
    }


class _Seen(Struct, frozen=True):
    """Where a walk is: the file, the table, the class and what it is told by."""

    source: Source
    table: str
    name: str = ""
    group: str = ""
    meaning: str = ""


def _tables(source: Source, tree: Tree) -> Tree:
    """The tables of a file by name; a file of the package is one."""
    stem = PurePath(source.name).stem
    if stem in SCHEMAS and not source.own:
        return {stem: tree}
    return {name: tree[name] for name in tree if name in (*EVENTS, *SCHEMAS)}


def _walk(seen: _Seen, shape: Any, value: Any, place: Place) -> Iterator[Standing]:
    type_ = shape if isinstance(shape, shapes.Type) else shapes.type_info(shape)
    lookup = ""
    if isinstance(type_, shapes.Metadata):
        lookup = (type_.extra or {}).get("lookup", "")
        type_ = type_.type
    if lookup and isinstance(value, Mapping):
        for word, given in value.items():
            yield _standing(seen, lookup, word, place, str(given))
    elif lookup and isinstance(value, list):
        for word in value:
            yield _standing(seen, lookup, word, place, "")
    elif isinstance(type_, shapes.StructType):
        yield from _fields(seen, type_, value, place)
    elif isinstance(type_, shapes.DictType):
        for key, inner in value.items():
            below = _Seen(seen.source, seen.table, seen.name, key, seen.meaning)
            yield from _walk(below, type_.value_type, inner, (*place, key))
    elif isinstance(type_, shapes.VarTupleType) and isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _walk(seen, type_.item_type, inner, (*place, position))
    elif isinstance(type_, shapes.UnionType):
        for part in type_.types:
            yield from _walk(seen, part, value, place)


def _fields(
    seen: _Seen, shape: shapes.StructType, value: Any, place: Place
) -> Iterator[Standing]:
    told = meanings(shape.cls)
    scalars = [item for item in value.values() if isinstance(item, str | float)]
    group = ", ".join(map(str, scalars[:3])) or seen.group
    for field in shape.fields:
        name = field.encode_name
        if name in value:
            below = _Seen(
                seen.source,
                seen.table,
                f"{seen.name}.{name}" if seen.name else name,
                group,
                told.get(name, ""),
            )
            yield from _walk(below, field.type, value[name], (*place, name))


def _standing(
    seen: _Seen, lookup: str, word: str, place: Place, value: str
) -> Standing:
    kind = seen.group.split(", ")[0] if lookup == "pos" else lookup
    if lookup == "entry":
        kind = f"entry {seen.name.rsplit('.', 1)[-1].removesuffix('s')}"
    return Standing(
        word=word,
        table=seen.table,
        name=seen.name,
        group=seen.group,
        lookup=kind,
        meaning=seen.meaning,
        value=value,
        place=place,
        source=seen.source,
    )


def _classes(shape: shapes.Type, above: str) -> Iterator[tuple[str, str]]:
    """The classes of a schema and those below them, each with what it is."""
    if isinstance(shape, shapes.Metadata):
        shape = shape.type
    if isinstance(shape, shapes.StructType):
        told = meanings(shape.cls)
        for field in shape.fields:
            name = f"{above}.{field.encode_name}" if above else field.encode_name
            yield name, told.get(field.encode_name, "")
            yield from _classes(field.type, name)
    elif isinstance(shape, shapes.VarTupleType):
        yield from _classes(shape.item_type, above)
    elif isinstance(shape, shapes.DictType):
        yield from _classes(shape.value_type, f"{above}.*")
