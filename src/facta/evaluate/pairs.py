"""
Marked pairs against the relations coded for them.

Two schemes: the sixteen types of the ontology, and the fifteen of the PLOVER pairs, in
which CONCEDE and RETREAT are one type, YIELD, of material cooperation.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from facta.evaluate.scores import (
    CONFLICT,
    COOPERATION,
    QUADS,
    Mistake,
    Report,
    Score,
    by_label,
    confusions,
    ordered,
    side,
    worst_first,
)
from facta.extract.pairs import Relation
from facta.ontology import Ontology

Scheme = Literal[15, 16]
# In the scheme of 15 types CONCEDE and RETREAT are one.
YIELD = "YIELD"
YIELDING = frozenset({"CONCEDE", "RETREAT"})


class MarkedPair(Struct, frozen=True, kw_only=True):
    """A text with two marked ranges `[start, end)`: who acts and who is acted upon."""

    id: str | int
    text: str
    actor: tuple[int, int]
    recipient: tuple[int, int]

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("an empty text")
        for name, (start, end) in (
            ("actor", self.actor),
            ("recipient", self.recipient),
        ):
            if not 0 <= start < end <= len(self.text):
                raise ValueError(
                    f"{name} [{start}, {end}] is no range of a text of {len(self.text)} characters"
                )


class GoldPair(MarkedPair, frozen=True, kw_only=True):
    """
    A marked pair and the type of what the first does to the second, as a person coded
    it.
    """

    event_type: str


def label(event_type: str, scheme: Scheme) -> str:
    """
    A type of the ontology in a scheme.

    >>> label("RETREAT", 15), label("RETREAT", 16)
    ('YIELD', 'RETREAT')
    """
    if scheme == 15 and event_type in YIELDING:
        return YIELD
    return event_type


def labels(ontology: Ontology, scheme: Scheme) -> dict[str, int]:
    """The types of a scheme with their quad classes."""
    own = {label(name, scheme): ontology.quad(name) for name in ontology.types}
    if scheme == 15:
        own[YIELD] = 2
    return own


def scored(
    gold: Sequence[GoldPair],
    coded: Sequence[Relation],
    ontology: Ontology,
    *,
    scheme: Scheme,
) -> Report:
    """
    Scores of one relation for each pair.

    Args:
        gold: pairs whose types belong to the scheme, or to the ontology.
        coded: the relation of each.
    """
    quad = labels(ontology, scheme)
    right = [label(pair.event_type, scheme) for pair in gold]
    given = [label(relation.event_type, scheme) for relation in coded]
    quads = [[QUADS[quad[one]] for one in column] for column in (right, given)]
    sides = [[side(quad[one]) for one in column] for column in (right, given)]
    hits = sum(map(str.__eq__, right, given))
    return Report(
        count=len(gold),
        types=ordered(_scores(right, given), list(quad)),
        quads=ordered(_scores(*quads), list(QUADS.values())),
        sides=ordered(_scores(*sides), (COOPERATION, CONFLICT)),
        others={"accuracy": Score(hits, len(gold), len(gold))},
        confusions=confusions(zip(right, given, strict=True)),
        mistakes=worst_first(
            _mistake(pair, wanted, relation, name)
            for pair, wanted, relation, name in zip(
                gold, right, coded, given, strict=True
            )
            if wanted != name
        ),
    )


def _scores(gold: Sequence[str], coded: Sequence[str]) -> dict[str, Score]:
    return by_label(
        gold,
        coded,
        (one for one, other in zip(gold, coded, strict=True) if one == other),
    )


def _mistake(pair: GoldPair, wanted: str, relation: Relation, given: str) -> Mistake:
    actor, recipient = (
        pair.text[start:end] for start, end in (pair.actor, pair.recipient)
    )
    return Mistake(
        id=str(pair.id),
        gold=wanted,
        coded=given,
        actor=actor,
        recipient=recipient,
        rule=relation.rule,
        confidence=relation.confidence,
        text=pair.text,
    )
