"""
The words by which accounts contradict one another, and which of them tell the same. Pure.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from msgspec import Struct

from facta.tables import read, shipped

OWN, FILE = "facta.link", "contrary.toml"


class Cues(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words by which accounts contradict one another."""

    proposing: frozenset[str]
    demanding: frozenset[str]
    wishing: frozenset[str]
    proposals: frozenset[str]
    coming: frozenset[str]
    ringing: frozenset[str]
    receiving: frozenset[str]
    calls: frozenset[str]
    blaming: frozenset[str]
    charging: frozenset[str]
    brokering: frozenset[str]
    starting: frozenset[str]
    striking: frozenset[str]
    opening: frozenset[str]
    warm: frozenset[str]
    cold: frozenset[str]
    moods: frozenset[str]
    lengths: frozenset[str]
    promises: frozenset[str]
    keeping: frozenset[str]
    breaking: frozenset[str]
    standing: frozenset[str]
    true: frozenset[str]
    measures: frozenset[str]
    imposing: frozenset[str]
    threatening: frozenset[str]
    pending: frozenset[str]
    lasting: frozenset[str]
    lifting: frozenset[str]
    alike: Mapping[str, frozenset[str]]
    light: frozenset[str]
    deeds: Mapping[str, frozenset[str]]
    numbers: Mapping[str, float]


@functools.cache
def cues() -> Cues:
    """Those shipped."""
    return read(shipped(OWN, FILE), Cues)


@functools.cache
def _alike() -> Mapping[str, str]:
    return {word: name for name, words in cues().alike.items() for word in words}


def named_alike(lemma: str) -> str:
    """
    A word, or the one that stands for all that tell the same.

    >>> named_alike("conversation"), named_alike("judge")
    ('talks', 'judge')
    """
    return _alike().get(lemma, lemma)


@functools.cache
def _deeds() -> Mapping[str, str]:
    return {word: name for name, words in cues().deeds.items() for word in words}


def deed(lemma: str) -> str | None:
    """
    The deed that a word tells, where it is one that accounts dispute.

    >>> deed("shell"), deed("say")
    ('attack', None)
    """
    return _deeds().get(lemma)
