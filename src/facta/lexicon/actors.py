"""Words that descriptions of actors are made of, beside names, offices and countries."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from facta.lexicon.files import Own, table
from facta.lexicon.kinds import Forms


class ActorWords(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words of descriptions of actors.

    courtesy: forms of address before a name.
    feminine: titles and nouns of a woman.
    leaders: plural nouns of several leaders taken together.
    masculine: titles and nouns of a man.
    quantities: adjectives that say nothing of who somebody is.
    sides: plural nouns of several states taken together.
    """

    courtesy: Forms
    feminine: Forms
    leaders: Forms
    masculine: Forms
    quantities: Forms
    sides: Forms

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> ActorWords:
        """
        The words of the package, with a user's parts on top.

        Raises:
            DataError: the file is damaged.
            SettingsError: a user's part does not fit.
        """
        return table("actors", cls, parts)
