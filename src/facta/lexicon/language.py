"""
Words that the language stage goes by: where sentences and words end, and the lemmas of
irregular forms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from facta.lexicon.files import Own, table
from facta.lexicon.kinds import Forms, Written

Lemma = Annotated[dict[str, str], Meta(extra={"lookup": "form"})]


class Rules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words by which a text is cut into sentences and words.

    titles: abbreviations that a name or a number follows; they never end a sentence.
    numbered: abbreviations only where a number follows.
    abbreviations: abbreviations that may end a sentence as well.
    openers: words that open a sentence where they follow an abbreviation.
    clock: names behind an hour that go with it.
    states: countries of one word that may open a sentence behind an acronym.
    finite: verbs by which one sees that they do.
    saying: verbs behind a quotation whose stop does not end the sentence.
    prefixes: first halves of hyphened words that stay one word.
    units: units that are split from the number they are written to.
    merged: forms that are two words, with the place where they part.
    """

    titles: Written
    numbered: Written
    abbreviations: Written
    openers: Forms
    clock: Written
    states: Written
    finite: Forms
    saying: Forms
    prefixes: Forms
    units: Forms
    merged: Annotated[dict[str, int], Meta(extra={"lookup": "form"})]

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> Rules:
        """
        The lists of the package, with a user's parts on top.

        Raises:
            DataError: the file is damaged.
            SettingsError: a user's part does not fit.
        """
        return table("sentences", cls, parts)


class Unchanged(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Forms that are their own lemma.

    verbs: pasts and participles that are the base too.
    """

    verbs: Forms


class Singular(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Names in -s that are no plural.

    names: names that stay as they are.
    """

    names: Written


class Irregular(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Lemmas of forms that no rule makes.

    verbs: forms of irregular verbs.
    unchanged: forms that are their own lemma.
    singular: names in -s that are no plural.
    modals: short and past forms of modals.
    nouns: irregular plurals.
    adjectives: comparatives and superlatives.
    adverbs: comparatives and superlatives.
    pronouns: cases of pronouns.
    others: short forms of everything else.
    """

    verbs: Lemma
    unchanged: Unchanged
    singular: Singular
    modals: Lemma
    nouns: Lemma
    adjectives: Lemma
    adverbs: Lemma
    pronouns: Lemma
    others: Lemma

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> Irregular:
        """
        The lists of the package, with a user's parts on top.

        Raises:
            DataError: the file is damaged.
            SettingsError: a user's part does not fit.
        """
        return table("lemmas", cls, parts)
