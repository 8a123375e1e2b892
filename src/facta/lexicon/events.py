"""
The event lexicon: which words, in which frame, tell which kind of event.

`Events.load()` reads the package's TOML files and those a user adds, checks every
sense against the schema (described in docs/lexicon.md) and indexes senses by part of
speech and head lemma. Stages only ask `events.entries(...)`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path, PurePath
from typing import Annotated, Any, Literal, get_args

import msgspec
from msgspec import Meta, Struct

from facta.lexicon.files import EVENTS, PACKAGE, Own, own_parts
from facta.lexicon.kinds import Slots, Verbs
from facta.ontology.types import Ontology
from facta.records import Auxiliary
from facta.tables import Place, Source, Tree, fitted, parsed, source_of, unknown

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


Entries = Annotated[tuple[str, ...], Meta(extra={"lookup": "entry"})]
Conditions = Annotated[tuple[str, ...], Meta(extra={"lookup": "condition"})]


class Row(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    One meaning that a family of words shares, with its frame; a condition that is left
    out is none.

    id: name of the sense within its file.
    type: the PLOVER type; operators may do without.
    mode: one of the type's modes.
    contexts: contexts of the event.
    verbs: its verbs; the first word of a phrase is the head.
    nouns: its nouns; the last word of a phrase is the head.
    adjectives: its adjectives; the first word of a phrase is the head.
    actor: slots of the actor.
    recipient: slots of the recipient, best first.
    object: words or classes one of which must be the object.
    not_object: words or classes none of which may be the object.
    subject: words or classes for the subject.
    needs: slots with the words or classes that must fill them.
    near: words one of which must stand somewhere below the head.
    lacks: slots that must be empty.
    bonus: decides between senses that fit equally.
    reciprocal: whether both parties act.
    possessive: whether a noun's owner is its actor or its recipient.
    modifier: whether a noun's modifiers are its actor or its recipient.
    operator: how it composes with the act it governs.
    governs: slots of that act.
    auxiliary: auxiliary modes the word itself brings.
    cameo: the CAMEO code where the type does not determine it.
    passive: only in the passive, or only in the active.
    questions: its verbs that only ask a question where no infinitive follows.
    tells_alone: whether its nouns tell an act without one that they govern.
    tells_help: whether its nouns tell a governed act that is no harm.
    light: whether its verbs say little, so that the object's word belongs to the act.
    retells: whether it only says more of a meeting that the account tells otherwise.
    """

    id: str
    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    verbs: Entries = ()
    nouns: Entries = ()
    adjectives: Entries = ()
    actor: Slots = ("subject",)
    recipient: Slots | None = None
    object: Conditions = ()
    not_object: Conditions = ()
    subject: Conditions = ()
    needs: dict[str, Conditions] = {}
    near: Conditions = ()
    lacks: Slots = ()
    bonus: int = 0
    reciprocal: bool = False
    possessive: str = "actor"
    modifier: str = "actor"
    operator: Operator | None = None
    governs: Slots = ()
    auxiliary: tuple[Auxiliary, ...] = ()
    cameo: str | None = None
    passive: bool | None = None
    questions: Verbs = frozenset()
    tells_alone: bool = True
    tells_help: bool = True
    light: bool = False
    retells: bool = False


class Sense(Row, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    A sense with the file that it stands in, and whether that is a user's.

    `type` is None for operators that mean nothing without an act they govern ("hold",
    "begin").
    """

    origin: str = ""
    own: bool = False

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


class EventFile(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={"class_": "class"},
):
    """
    A file of the event lexicon; each of its tables may be left out.

    sense: senses, with their words and frames.
    class: classes of words that conditions name with an @.
    context: words that give an event a context.
    """

    sense: tuple[Row, ...] = ()
    class_: dict[str, Conditions] = {}
    context: dict[str, Conditions] = {}


class Events(Struct, frozen=True, kw_only=True):
    """
    Senses, classes of words, and the index of entries by part of speech and head lemma.
    """

    senses: tuple[Sense, ...]
    classes: Mapping[str, frozenset[str]]
    index: Mapping[Part, Mapping[str, tuple[Entry, ...]]]
    contexts: Mapping[str, tuple[str, ...]]
    ontology: Ontology

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Events:
        """
        The package's event lexicon with what a user's files hold of it on top; their
        other tables are left alone.

        Args:
            extra: TOML files; a sense of theirs with the name of an existing one
                replaces it.

        Raises:
            SettingsError: a file is not TOML or an entry is not valid; the message
            names both and what is allowed.
        """
        return cls.over(own_parts(extra)) if extra else _shipped()

    @classmethod
    def over(cls, parts: Mapping[str, Sequence[Own]]) -> Events:
        """
        The same with the parts of a user's files by table.

        Raises:
            SettingsError: an entry is not valid.
        """
        if not any(parts.get(name) for name in EVENTS):
            return _shipped()
        own: dict[str, tuple[Source, Tree]] = {}
        for name in EVENTS:
            for part in parts.get(name, ()):
                held = own.setdefault(part.source.name, (part.source, {}))
                held[1][name] = part.tree
        return _built([*_files(), *own.values()], Ontology.load())

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


def build(sources: Iterable[Source], ontology: Ontology) -> Events:
    """
    An event lexicon from files; later senses replace earlier ones of one name.

    Raises:
        DataError, SettingsError: a file is not valid.
    """
    return _built([(source, parsed(source)) for source in sources], ontology)


def sources() -> list[Source]:
    """The package's files of the event lexicon, by name."""
    folder = resources.files(PACKAGE).joinpath("data", "events")
    found = [item for item in folder.iterdir() if item.name.endswith(".toml")]
    return [source_of(item) for item in sorted(found, key=lambda item: item.name)]


@functools.cache
def _files() -> tuple[tuple[Source, Tree], ...]:
    return tuple((source, parsed(source)) for source in sources())


@functools.cache
def _shipped() -> Events:
    return _built(_files(), Ontology.load())


def _built(files: Iterable[tuple[Source, Tree]], ontology: Ontology) -> Events:
    senses: dict[str, tuple[Sense, Source, int]] = {}
    classes: dict[str, frozenset[str]] = {}
    contexts: dict[str, tuple[str, ...]] = {}
    for source, tree in files:
        rows = _rows(source, tree)
        for key, words in tree.get("class", {}).items():
            classes[key] = classes.get(key, frozenset()) | frozenset(words)
        for context, words in tree.get("context", {}).items():
            if context not in ontology.contexts:
                told = unknown("context", context, ontology.contexts)
                raise source.fault(told, ("context", context))
            contexts |= {word: (*contexts.get(word, ()), context) for word in words}
        for position, sense in enumerate(rows):
            _check(source, position, sense, ontology)
            senses[sense.name] = (sense, source, position)
    for sense, source, position in senses.values():
        _check_classes(source, position, sense, classes)
    ordered = tuple(sense for sense, _, _ in senses.values())
    return Events(
        senses=ordered,
        classes=classes,
        index=_index(ordered),
        contexts=contexts,
        ontology=ontology,
    )


def _rows(source: Source, tree: Tree) -> list[Sense]:
    """The senses of one file, which fits its schema."""
    fitted(source, tree, EventFile)
    origin = PurePath(source.name).stem
    held = {"origin": origin, "own": source.own}
    rows = [row | held for row in tree.get("sense", [])]
    return msgspec.convert(rows, list[Sense])


def _check(source: Source, position: int, sense: Sense, ontology: Ontology) -> None:
    """Refuses a sense that codes nothing, or something that there is not."""
    modes = ontology.modes(sense.type) if sense.type in ontology.types else {}
    named: list[tuple[str, Any, Iterable[str]]] = [
        ("type", sense.type, ontology.types),
        ("mode", sense.mode, modes),
        *(("contexts", context, ontology.contexts) for context in sense.contexts),
        ("possessive", sense.possessive, SIDES),
        ("modifier", sense.modifier, SIDES),
    ]
    for field, value, allowed in named:
        if value is not None and value not in allowed:
            told = unknown(field.removesuffix("s"), value, allowed)
            raise _fault(source, position, sense, told, field)
    if sense.type is None and sense.operator is None:
        told = "has neither type nor operator; give one of them"
        raise _fault(source, position, sense, told)
    if not sense.words:
        told = "lists no words; give verbs, nouns or adjectives"
        raise _fault(source, position, sense, told)


def _check_classes(
    source: Source, position: int, sense: Sense, classes: Mapping[str, frozenset[str]]
) -> None:
    """Every `@class` that a sense names exists."""
    lists = {
        "object": sense.object,
        "not_object": sense.not_object,
        "subject": sense.subject,
        "near": sense.near,
        "needs": [word for words in sense.needs.values() for word in words],
    }
    for field, words in lists.items():
        for word in words:
            if word.startswith("@") and word[1:] not in classes:
                told = unknown("class", word[1:], classes)
                raise _fault(source, position, sense, told, field)


def _fault(
    source: Source, position: int, sense: Sense, told: str, field: str | None = None
) -> Exception:
    place: Place = ("sense", position)
    if field:
        place = (*place, field)
    return source.fault(f"sense {sense.id!r}: {told}", place)


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
    hyphen ("cease-fire", "booby-trap"): accounts write both, and the language stage
    takes most of them apart.
    """
    found = [_split(part, phrase)]
    if "-" not in phrase:
        return found
    if part == "noun":
        found.append(_split(part, phrase.replace("-", " ")))
    elif part == "verb" and " " not in phrase:
        # what is inflected is the last part: *booby-trapped*
        *before, head = phrase.split("-")
        found.append((head, tuple(before)))
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
