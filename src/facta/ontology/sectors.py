"""Sectors: PLOVER's primary roles and the words that signal them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from facta.ontology.files import toml

NEUTRAL = "neutral"  # the table of words that leave the sector to those before them
LONGEST = 6  # words that are looked ahead for a phrase; judged, not fitted
WordKind = Literal["office", "people", "body", "bound"]


class _Words(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    meaning: str
    offices: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()


class Role(Struct, frozen=True):
    """
    What a phrase signals. `sector` None: the words before it decide (a *rebel* leader).
    """

    phrase: tuple[str, ...]
    kind: WordKind
    sector: str | None


class Sectors(Struct, frozen=True):
    """
    Sectors with their meaning, and phrases by their last word, longest first.

    >>> sectors = Sectors.load()
    >>> role = sectors.role(("senior", "foreign", "ministers"))
    >>> role.phrase, role.kind, role.sector
    (('foreign', 'minister'), 'office', 'GOV')
    """

    meanings: dict[str, str]
    phrases: dict[str, tuple[Role, ...]]
    modifiers: dict[str, str]

    @classmethod
    def load(cls) -> Sectors:
        """The sectors from the package's data."""
        table = toml("sectors.toml", dict[str, _Words])
        phrases: dict[str, list[Role]] = {}
        modifiers: dict[str, str] = {}
        for code, entry in table.items():
            for role in _roles(entry, code):
                phrases.setdefault(role.phrase[-1], []).append(role)
            modifiers.update(dict.fromkeys(entry.modifiers, code))
        ordered = {last: _longest_first(roles) for last, roles in phrases.items()}
        meanings = {code: entry.meaning for code, entry in table.items()}
        del meanings[NEUTRAL]
        return cls(meanings, ordered, modifiers)

    def extended(self, agents: Mapping[str, str]) -> Sectors:
        """
        These sectors with a user's nouns, which go before ours.

        A noun that is ours too stays of its kind.
        """
        phrases = dict(self.phrases)
        for noun, sector in agents.items():
            words = tuple(noun.lower().replace("-", " ").split())
            if words:
                ours = phrases.get(words[-1], ())
                kinds = (role.kind for role in ours if role.phrase == words)
                role = Role(words, next(kinds, "people"), sector)
                phrases[words[-1]] = _longest_first([role, *ours])
        return Sectors(self.meanings, phrases, self.modifiers)

    def role(self, words: tuple[str, ...]) -> Role | None:
        """
        The longest phrase that ends at the last of these words, which may be a plural.

        The words are in lower case.
        """
        if not words:
            return None
        # As it stands first: some words are their own plural or end in s.
        for last in (words[-1], *singulars(words[-1])):
            for role in self.phrases.get(last, ()):
                rest = role.phrase[:-1]
                before = words[-1 - len(rest) : -1]
                if not rest or before == rest or _plural_first(before, rest):
                    return role
        return None

    def forward(self, words: tuple[str, ...]) -> Role | None:
        """
        The longest phrase that begins at the first of these words: *secretary* of state.

        It holds more than one word.
        """
        for end in range(min(len(words), LONGEST), 1, -1):
            role = self.role(words[:end])
            if role and len(role.phrase) == end:
                return role
        return None


def singulars(word: str) -> tuple[str, ...]:
    """
    What a plural may be the plural of.

    >>> singulars("policemen"), singulars("ministries"), singulars("police")
    (('policeman',), ('ministrie', 'ministry'), ())
    """
    irregular = {
        "women": "woman",
        "people": "person",
        "children": "child",
        "chiefs": "chief",
        "clergymen": "clergyman",
    }
    if word in irregular:
        return (irregular[word],)
    if word.endswith("men"):
        return (word[:-3] + "man",)
    if not word.endswith("s") or word.endswith("ss") or len(word) < 3:
        return ()
    found = [word[:-1]]
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    elif word.endswith("es"):
        found.append(word[:-2])
    return tuple(found)


def _plural_first(before: tuple[str, ...], rest: tuple[str, ...]) -> bool:
    """Whether words open a phrase with its first noun in the plural: *heads* of state."""
    if len(before) != len(rest) or before[1:] != rest[1:]:
        return False
    return rest[0] in singulars(before[0])


def _longest_first(roles: Iterable[Role]) -> tuple[Role, ...]:
    return tuple(sorted(roles, key=lambda role: -len(role.phrase)))


def _roles(entry: _Words, code: str) -> list[Role]:
    sector = None
    if code != NEUTRAL:
        sector = code
    kinds: tuple[tuple[WordKind, tuple[str, ...]], ...] = (
        ("office", entry.offices),
        ("people", entry.people),
        ("body", entry.bodies),
        ("bound", entry.bound),
    )
    return [
        Role(tuple(name.replace("-", " ").split(" ")), kind, sector)
        for kind, names in kinds
        for name in names
    ]
