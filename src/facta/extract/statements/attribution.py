"""What somebody is said to have said, before anybody asked who."""

from __future__ import annotations

from msgspec import Struct

from facta.extract.layout import Place
from facta.lexicon.speech import Cue


class Attribution(Struct, frozen=True, kw_only=True):
    """
    Content that a cue gives to a source, before anybody asked who the source is.

    `start` and `end` bound the content. `source` is the head of the phrase that names
    the speaker; `words` are the tokens of the cue. `quoted` holds for content that
    stands within quotation marks.
    """

    start: int
    end: int
    sentence: int
    words: tuple[int, ...]
    cue: Cue | None
    source: Place | None
    quoted: bool = False
    negated: bool = False

    @property
    def place(self) -> Place | None:
        """Where the cue stands; None where there is none."""
        return Place(self.sentence, self.words[0]) if self.words else None
