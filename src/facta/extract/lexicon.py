"""
The event lexicon: which words, in which frame, tell which kind of event.

`Lexicon.load()` reads the package's TOML files and those a user adds, checks every
sense against the schema (described in docs/lexicon.md) and indexes senses by part of
speech and head lemma. Stages only ask `lexicon.senses(...)`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args

import msgspec
from msgspec import Struct

from facta.errors import SettingsError
from facta.ontology.types import Ontology
from facta.records import Auxiliary

Part = Literal["verb", "noun", "adjective"]
Operator = Literal[
    "accuse",
    "agree",
    "allow",
    "apologize",
    "approve",
    "attempt",
    "cancel",
    "concede",
    "consider",
    "decide",
    "declare",
    "demand",
    "deny",
    "end",
    "fail",
    "hope",
    "offer",
    "oppose",
    "order",
    "perform",
    "plan",
    "prevent",
    "reduce",
    "refuse",
    "say",
    "tell",
    "threaten",
    "urge",
    "violate",
]
PARTS: tuple[Part, ...] = get_args(Part)
OPERATORS: tuple[str, ...] = get_args(Operator)
SLOTS = frozenset(
    {
        "subject",
        "object",
        "indirect",
        "complement",
        "infinitive",
        "clause",
        "predicate",
        "possessive",
        "modifier",
    }
)
PEOPLE = ("people", "civilians", "police", "troops")
SIDES = ("actor", "recipient")
_LISTS: dict[str, Part] = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}


class Sense(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    One meaning that a family of words shares, with its frame. The fields are those of
    the TOML schema.

    `type` is None for operators that mean nothing without an act they govern ("hold",
    "begin").
    """

    id: str
    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] | None = None
    object: tuple[str, ...] = ()
    not_object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    needs: dict[str, tuple[str, ...]] = {}
    near: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    bonus: int = 0
    reciprocal: bool = False
    possessive: str = "actor"
    modifier: str = "actor"
    operator: Operator | None = None
    governs: tuple[str, ...] = ()
    auxiliary: tuple[Auxiliary, ...] = ()
    cameo: str | None = None
    passive: bool | None = None
    origin: str = ""

    @property
    def name(self) -> str:
        """File and id: `accuse.criticize`."""
        return f"{self.origin}.{self.id}"

    @property
    def words(self) -> tuple[tuple[Part, str], ...]:
        """Every entry of the sense with its part of speech."""
        return tuple(
            (part, word)
            for field, part in _LISTS.items()
            for word in getattr(self, field)
        )


class Entry(Struct, frozen=True, kw_only=True):
    """
    One word or phrase in one sense; `rest` are the lemmas beside the head that must be
    found near it.
    """

    sense: Sense
    part: Part
    phrase: str
    rest: tuple[str, ...]
    weight: int


class Lexicon(Struct, frozen=True, kw_only=True):
    """
    Senses, classes of words, and the index of entries by part of speech and head lemma.
    """

    senses: tuple[Sense, ...]
    classes: Mapping[str, frozenset[str]]
    index: Mapping[Part, Mapping[str, tuple[Entry, ...]]]
    contexts: Mapping[str, tuple[str, ...]]
    ontology: Ontology

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Lexicon:
        """
        The package's lexicon with the user's files behind it.

        Args:
            extra: TOML files of the same schema; a sense of theirs with the name of an
                existing one replaces it.

        Raises:
            SettingsError: a file is not TOML or an entry is not valid; the message
            names both and what is allowed.
        """
        folder = resources.files("facta.extract").joinpath("data", "lexicon")
        named = sorted(
            (item.name, item.read_text("utf8"))
            for item in folder.iterdir()
            if item.name.endswith(".toml")
        )
        named += [(str(path), _read(path)) for path in extra]
        return build(named, Ontology.load())

    @property
    def people(self) -> frozenset[str]:
        """Words for persons and bodies, who act where places do not."""
        return frozenset().union(
            *(self.classes.get(name, frozenset()) for name in PEOPLE)
        )

    def entries(self, part: Part, lemma: str) -> tuple[Entry, ...]:
        """The entries whose head is `lemma`, most specific first."""
        return self.index[part].get(lemma, ())

    def holds(self, names: Iterable[str], lemma: str) -> bool:
        """Whether `lemma` is among words and `@classes`."""
        return any(
            lemma in self.classes[name[1:]] if name.startswith("@") else lemma == name
            for name in names
        )


def build(files: Iterable[tuple[str, str]], ontology: Ontology) -> Lexicon:
    """
    A lexicon from `(name, TOML text)` pairs; later senses replace earlier ones of one
    name.
    """
    senses: dict[str, Sense] = {}
    classes: dict[str, frozenset[str]] = {}
    contexts: dict[str, tuple[str, ...]] = {}
    for name, text in files:
        table = _parse(name, text)
        _only(name, table, {"sense", "class", "context"})
        classes |= {
            key: classes.get(key, frozenset()) | frozenset(words)
            for key, words in table.get("class", {}).items()
        }
        for context, words in table.get("context", {}).items():
            _one_of(name, "context", context, ontology.contexts)
            contexts |= {word: (*contexts.get(word, ()), context) for word in words}
        for raw in table.get("sense", []):
            sense = _sense(name, raw, ontology)
            senses[sense.name] = sense
    for sense in senses.values():
        _check_classes(sense, classes)
    ordered = tuple(senses.values())
    return Lexicon(
        senses=ordered,
        classes=classes,
        index=_index(ordered),
        contexts=contexts,
        ontology=ontology,
    )


def _read(path: Path) -> str:
    try:
        return path.read_text("utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"{path}: cannot be read ({error}); give a TOML file in UTF-8"
        ) from error


def _parse(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"{name}: not valid TOML ({error}); see docs/lexicon.md"
        ) from error


def _sense(name: str, raw: dict[str, Any], ontology: Ontology) -> Sense:
    """One checked sense of file `name`."""
    where = f"{name}: sense {raw.get('id', '(without id)')!r}"
    try:
        sense = msgspec.convert(raw | {"origin": Path(name).stem}, Sense)
    except msgspec.ValidationError as error:
        fields = ", ".join(
            field for field in Sense.__struct_fields__ if field != "origin"
        )
        raise SettingsError(f"{where}: {error}; fields are {fields}") from error
    if sense.type is None and sense.operator is None:
        raise SettingsError(f"{where}: has neither type nor operator; give one of them")
    if sense.type is not None:
        _one_of(where, "type", sense.type, ontology.types)
    if sense.mode is not None:
        _one_of(
            where, "mode", sense.mode, ontology.modes(sense.type) if sense.type else ()
        )
    for context in sense.contexts:
        _one_of(where, "context", context, ontology.contexts)
    for field in ("possessive", "modifier"):
        _one_of(where, field, getattr(sense, field), SIDES)
    if not sense.words:
        raise SettingsError(f"{where}: lists no words; give verbs, nouns or adjectives")
    return sense


def _check_classes(sense: Sense, classes: Mapping[str, frozenset[str]]) -> None:
    """Every `@class` that a sense names exists."""
    lists = (
        sense.object,
        sense.not_object,
        sense.subject,
        sense.near,
        *sense.needs.values(),
    )
    for word in (word for words in lists for word in words if word.startswith("@")):
        _one_of(f"{sense.origin}.toml: sense {sense.id!r}", "class", word[1:], classes)


def _one_of(where: str, what: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        raise SettingsError(
            f"{where}: unknown {what} {value!r}; allowed are {', '.join(sorted(allowed)) or 'none'}"
        )


def _only(name: str, table: Mapping[str, Any], allowed: set[str]) -> None:
    for key in table:
        _one_of(name, "table", key, allowed)


def _index(senses: Sequence[Sense]) -> dict[Part, dict[str, tuple[Entry, ...]]]:
    """Entries by part of speech and head lemma, most specific first."""
    found: dict[Part, dict[str, list[Entry]]] = {part: {} for part in PARTS}
    for sense in senses:
        for part, phrase in sense.words:
            for head, rest in _spellings(part, phrase):
                entry = Entry(
                    sense=sense,
                    part=part,
                    phrase=phrase,
                    rest=rest,
                    weight=_weight(sense, rest) + sense.bonus,
                )
                found[part].setdefault(head, []).append(entry)
    return {
        part: {
            head: tuple(sorted(entries, key=lambda entry: -entry.weight))
            for head, entries in heads.items()
        }
        for part, heads in found.items()
    }


def _spellings(part: Part, phrase: str) -> list[tuple[str, tuple[str, ...]]]:
    """
    Head and rest of a phrase, and of its reading as separate words where it has a
    hyphen ("cease-fire").
    """
    found = [_split(part, phrase)]
    if "-" in phrase and part == "noun":
        found.append(_split(part, phrase.replace("-", " ")))
    return found


def _split(part: Part, phrase: str) -> tuple[str, tuple[str, ...]]:
    """
    Head lemma and the others: the last word heads a noun phrase, the first any other.
    """
    words = phrase.split()
    return (
        (words[-1], tuple(words[:-1]))
        if part == "noun"
        else (words[0], tuple(words[1:]))
    )


def _weight(sense: Sense, rest: Sequence[str]) -> int:
    """How specific an entry is: words and conditions that must be met."""
    conditions = (
        bool(sense.object) + bool(sense.subject) + len(sense.needs) + bool(sense.near)
    )
    return 3 * len(rest) + 2 * conditions + bool(sense.not_object)
