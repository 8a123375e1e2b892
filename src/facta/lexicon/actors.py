"""Words of descriptions of actors, beside names, offices and countries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct

from facta.lexicon.files import Own, table
from facta.lexicon.kinds import Forms, Lemmas, Verbs, Written

Claim = Literal["acting", "former", "late", "then"]
Claims = Annotated[dict[str, Claim], Meta(extra={"lookup": "form"})]
Spellings = Annotated[dict[str, str], Meta(extra={"lookup": "phrase"})]


class ActorWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words of descriptions of actors.

    addressed: what is addressed to somebody, by a capital too (a letter to Moscow).
    addressing: prepositions between such a word and whom it addresses.
    chiefs: offices, as Facta writes them, whose holder leads a country.
    claims: what stands before an office, with what it says of it (former).
    communal: adjectives that make a community all the world's.
    communities: nouns of a community.
    counterparts: nouns of whoever holds the same office elsewhere.
    courtesy: forms of address before a name.
    culpable: adjectives that say what somebody did, and not whose he is.
    definites: determiners of somebody whom the account takes as known.
    feminine: titles and nouns of a woman.
    governments: those of the sides that are governments.
    joints: prepositions inside a title (secretary of state).
    lands: plural nouns of states, never of a single one.
    leaders: plural nouns of several leaders taken together.
    leading: nouns for whoever leads a country, whatever the office.
    leanings: first halves of words that tell whom somebody is for or against.
    masculine: titles and nouns of a man.
    near_origins: those prepositions of origin that place whoever stands right before.
    offices: nouns of an office that alone tell no sector.
    origins: prepositions before the place or body to which somebody belongs.
    pairs: words that take two together.
    particles: small words inside a person's name.
    partners: prepositions before a capital that stands for its government.
    place_verbs: verbs whose object is a place, though it be a country's name.
    places: prepositions that tell a country as a place.
    portfolios: nouns of offices that the word before tells apart (foreign minister).
    possessives: endings of a possessor, with each apostrophe.
    quantities: adjectives that say nothing of who somebody is.
    reflexives: pronouns that may only stress the name before them.
    regions: adjectives that make a plain noun somebody (European leaders).
    scenes: prepositions before the place of a clause.
    sides: plural nouns of several states taken together.
    small: words inside an office that are written small.
    speaking_for: nouns of whoever stands for the one behind *for*.
    spellings: words of offices that Facta writes in a way of its own.
    state_sides: those of the sides that mean states even where people are named.
    ties: participles that tie a name to what it only modifies (Iran-backed).
    """

    addressed: Lemmas
    addressing: Forms
    chiefs: Written
    claims: Claims
    communal: Forms
    communities: Forms
    counterparts: Forms
    courtesy: Forms
    culpable: Forms
    definites: Forms
    feminine: Forms
    governments: Forms
    joints: Forms
    lands: Forms
    leaders: Forms
    leading: Forms
    leanings: Forms
    masculine: Forms
    near_origins: Forms
    offices: Forms
    origins: Forms
    pairs: Forms
    particles: Forms
    partners: Forms
    place_verbs: Verbs
    places: Forms
    portfolios: Forms
    possessives: Forms
    quantities: Forms
    reflexives: Forms
    regions: Forms
    scenes: Forms
    sides: Forms
    small: Forms
    speaking_for: Forms
    spellings: Spellings
    state_sides: Forms
    ties: Forms

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> ActorWords:
        """
        The words of the package, with a user's parts on top.

        Raises:
            DataError: the file is damaged.
            SettingsError: a user's part does not fit.
        """
        return table("actors", cls, parts)
