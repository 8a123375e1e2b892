"""Words that the rules of event coding go by, beside the senses of the event lexicon."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from facta.lexicon.files import Own, table
from facta.lexicon.kinds import Forms


class Coding(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """
    Words around a trigger by which its event gets an auxiliary mode.

    doubtful: adjectives of a deed that may not come.
    doubts: adverbs of a deed that may not come.
    past: words of a deed that is long past.
    planned: adjectives of a deed that lies ahead.
    """

    doubtful: Forms
    doubts: Forms
    past: Forms
    planned: Forms

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> Coding:
        """
        The words of the package, with a user's parts on top.

        Raises:
            DataError: the file is damaged.
            SettingsError: a user's part does not fit.
        """
        return table("coding", cls, parts)
