"""
The towns, buildings and waters that a sentence names. Pure.

A country is a party and no place; a capital that is the subject ("Kyiv said") stands
for its government.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from msgspec import Struct

from facta.ontology.countries import Countries
from facta.records import Sentence

ARTICLE = "the"
SUBJECT = "nsubj"
PARTY = frozenset({"country", "demonym", "region"})
TOWNS = frozenset({"capital", "place"})  # told as such even where the model errs


class Place(Struct, frozen=True, order=True):
    """A place, where its first word begins, and whether it is a town that is known."""

    start: int
    name: str
    town: bool


def places(sentence: Sentence) -> Iterator[Place]:
    """The places that a sentence names, in order."""
    for name in sentence.names:
        tokens = sentence.tokens[name.first : name.last + 1]
        if any(token.relation.startswith(SUBJECT) for token in tokens):
            continue
        words = [token.text for token in tokens]
        if words[0].casefold() == ARTICLE:
            words = words[1:]
        written = " ".join(words)
        known = _known().get(written)
        if known in TOWNS or (name.kind == "place" and known not in PARTY and written):
            yield Place(tokens[0].start, written.casefold(), known in TOWNS)


@functools.cache
def _known() -> dict[str, str]:
    """What the names of countries, peoples, regions and towns stand for."""
    return {form: sense.kind for form, sense in Countries.load().forms()}
