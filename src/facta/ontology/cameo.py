"""
CAMEO for exchange: codes to PLOVER types and back, and Goldstein scores.

Sources: PLOVER's map from CAMEO (Open Event Data Alliance, CC BY-SA 4.0); Goldstein
(1992) as the R package icews ships it (MIT). The way back is our own choice of the most
typical code.
"""

from __future__ import annotations

from collections.abc import Container

from msgspec import Struct

from facta.ontology.files import rows, toml


class Coded(Struct, frozen=True):
    """What a CAMEO code says in PLOVER."""

    event_type: str
    mode: str | None
    contexts: tuple[str, ...]


class Cameo(Struct, frozen=True, kw_only=True):
    """
    The maps. A code that is not listed means what the nearest code above it means:
    1712x reads as 1712.

    >>> cameo = Cameo.load()
    >>> cameo.plover("042").mode, cameo.code("CONSULT", "visit"), cameo.goldstein("190")
    ('visit', '042', -10.0)
    """

    codes: dict[str, Coded]
    typical: dict[str, dict[str, str]]
    names: dict[str, str]
    scores: dict[str, float]

    @classmethod
    def load(cls) -> Cameo:
        """The maps from the package's data."""
        codes = {row["cameo"]: _coded(row) for row in rows("cameo.csv")}
        goldstein = rows("goldstein.csv")
        return cls(
            codes=codes,
            typical=toml("codes.toml", dict[str, dict[str, str]]),
            names={row["code"]: row["name"] for row in goldstein},
            scores={row["code"]: float(row["goldstein"]) for row in goldstein},
        )

    def plover(self, code: str) -> Coded | None:
        """
        What a CAMEO code says in PLOVER.

        None where PLOVER dropped it (01, 02) or it does not exist.
        """
        return self.codes.get(_nearest(code, self.codes))

    def code(self, event_type: str, mode: str | None = None) -> str:
        """
        The CAMEO code that stands for a type and mode.

        Raises:
            ValueError: there is no such type.
        """
        if event_type not in self.typical:
            raise ValueError(
                f"{event_type!r} is no event type; use one of {', '.join(self.typical)}"
            )
        modes = self.typical[event_type]
        return modes.get(mode or "type", modes["type"])

    def goldstein(self, code: str) -> float | None:
        """The Goldstein score of a CAMEO code, -10 to 10; None for one unknown."""
        return self.scores.get(_nearest(code, self.scores))


def _coded(row: dict[str, str]) -> Coded:
    contexts = tuple(filter(None, row["contexts"].split(";")))
    return Coded(row["type"], row["mode"] or None, contexts)


def _nearest(code: str, known: Container[str]) -> str:
    """The code itself or the nearest above it that is known; empty where none is."""
    # A code of two digits is a root: nothing stands above it.
    for length in range(len(code), 1, -1):
        if code[:length] in known:
            return code[:length]
    return ""
