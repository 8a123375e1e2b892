"""
What the names of one account are looked up in: the gazetteer on the day of the account,
and which country a name of two means there.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from facta.extract.layout import Layout
from facta.ontology.countries import BODIES, Sense
from facta.ontology.entries import Entry
from facta.ontology.gazetteer import Gazetteer, Standing
from facta.records import Date


class Directory(Struct, frozen=True):
    """
    The gazetteer as one account uses it.

    `day` is that of publication, `choices` gives for each name of two countries the one
    that the account means.
    """

    gazetteer: Gazetteer
    day: Date | None
    choices: Mapping[str, str]

    @classmethod
    def of(cls, layout: Layout, gazetteer: Gazetteer) -> Directory:
        """The directory of a document."""
        texts = frozenset(token.text for tree in layout.trees for token in tree.tokens)
        choices = {
            name: choice.country(texts)
            for name, choice in gazetteer.countries.phrases.choices.items()
            if name in texts
        }
        return cls(gazetteer, layout.document.published, choices)

    def entry(self, sense: Sense) -> Entry | None:
        """The entry of a listed actor; None for a country or a place."""
        return self.gazetteer.entries[sense.name] if sense.kind == "actor" else None

    def standing(self, entry: Entry) -> Standing:
        """Where a listed actor stood on the day of the account."""
        return self.gazetteer.standing(entry, self.day)

    def country(self, sense: Sense) -> str | None:
        """The country of a listed name on the day of the account."""
        entry = self.entry(sense)
        if entry:
            return self.standing(entry).country
        return self.choices.get(sense.name, sense.country)

    def country_name(self, code: str | None) -> str:
        """The name Facta writes for a country."""
        return self.gazetteer.countries.name(code or "")

    def adjective(self, code: str | None) -> str:
        """The adjective Facta writes for a country."""
        return self.gazetteer.countries.adjective(code or "")


def is_state(country: str | None) -> bool:
    """Whether a code is that of one country."""
    return country is not None and country not in BODIES
