"""
The event ontology: PLOVER's sixteen types with quad class, score, modes and contexts.

Source: PLOVER manual, Open Event Data Alliance (CC BY-SA 4.0).
"""

from __future__ import annotations

from msgspec import Struct

from facta.ontology.files import toml


class EventType(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    One type: its quad class (1 to 4), its intensity, what it covers, and its modes.

    `score` is PLOVER's default intensity; each mode has its own.
    """

    quad: int
    score: float
    definition: str
    modes: dict[str, float] = {}


class _Contexts(Struct, frozen=True, forbid_unknown_fields=True):
    names: tuple[str, ...]


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    types: dict[str, EventType]
    auxiliary: dict[str, str]
    contexts: _Contexts


class Ontology(Struct, frozen=True):
    """
    Types by name, contexts, and the auxiliary modes with what each means.

    >>> ontology = Ontology.load()
    >>> ontology.score("CONSULT"), ontology.score("CONSULT", "visit")
    (2.5, 4.0)
    >>> ontology.quad("ASSAULT")
    4
    """

    types: dict[str, EventType]
    contexts: frozenset[str]
    auxiliary: dict[str, str]

    @classmethod
    def load(cls) -> Ontology:
        """The ontology from the package's data."""
        file = toml("plover.toml", _File)
        return cls(file.types, frozenset(file.contexts.names), file.auxiliary)

    def quad(self, event_type: str) -> int:
        """
        The quad class.

        1 verbal and 2 material cooperation, 3 verbal and 4 material conflict.
        """
        return self._type(event_type).quad

    def modes(self, event_type: str) -> dict[str, float]:
        """The modes of a type with their scores."""
        return self._type(event_type).modes

    def score(self, event_type: str, mode: str | None = None) -> float:
        """
        Intensity of a type, refined by its mode.

        Raises:
            ValueError: there is no such type, or the type has no such mode.
        """
        entry = self._type(event_type)
        if mode is None:
            return entry.score
        if mode not in entry.modes:
            known = ", ".join(entry.modes) or "none"
            raise ValueError(f"{event_type}: no mode {mode!r}; use one of {known}")
        return entry.modes[mode]

    def _type(self, event_type: str) -> EventType:
        if event_type not in self.types:
            raise ValueError(
                f"{event_type!r} is no event type; use one of {', '.join(self.types)}"
            )
        return self.types[event_type]
