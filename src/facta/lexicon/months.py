"""Names of months in many languages, for the days that pages and feeds give."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from facta.lexicon.files import Own, table
from facta.lexicon.kinds import Phrases


class Months(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    Names of each month as dates of pages and feeds have them.

    january: names and abbreviations of the first month.
    february: of the second.
    march: of the third.
    april: of the fourth.
    may: of the fifth.
    june: of the sixth.
    july: of the seventh.
    august: of the eighth.
    september: of the ninth.
    october: of the tenth.
    november: of the eleventh.
    december: of the twelfth.
    """

    january: Phrases
    february: Phrases
    march: Phrases
    april: Phrases
    may: Phrases
    june: Phrases
    july: Phrases
    august: Phrases
    september: Phrases
    october: Phrases
    november: Phrases
    december: Phrases

    @classmethod
    def load(cls, parts: Sequence[Own] = ()) -> Months:
        """
        The names of the package, with a user's parts on top.

        Raises:
            DataError: the file is damaged.
            SettingsError: a user's part does not fit.
        """
        return table("months", cls, parts)

    def numbers(self) -> dict[str, int]:
        """The number of a month, 1 to 12, by its name."""
        return {
            name: number
            for number, month in enumerate(self.__struct_fields__, 1)
            for name in getattr(self, month)
        }
