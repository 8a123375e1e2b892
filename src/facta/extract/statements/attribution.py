"""What somebody is said to have said, before anybody asked who."""

from __future__ import annotations

from msgspec import Struct

from facta.extract.layout import Place
from facta.lexicon.speech import Cue, Grade


class Attribution(Struct, frozen=True, kw_only=True):
    """
    Content that a cue gives to a source, before anybody asked who the source is.

    `start` and `end` bound the content. `source` is the head of the phrase that names
    the speaker; `words` are the tokens of the cue. `quoted` holds for content that
    stands within quotation marks. `label` are the characters that name the speaker of
    a transcript's turn.
    """

    start: int
    end: int
    sentence: int
    words: tuple[int, ...]
    cue: Cue | None
    source: Place | None
    quoted: bool = False
    label: tuple[int, int] | None = None

    @property
    def place(self) -> Place | None:
        """Where the cue stands; None where there is none."""
        return Place(self.sentence, self.words[0]) if self.words else None

    @property
    def grade(self) -> Grade | None:
        """How the account weighs the content; None where no word introduces it."""
        return None if self.cue is None else self.cue.grade

    def holds(self, start: int, end: int) -> bool:
        """Whether characters `[start, end)` lie within the content."""
        return self.start <= start and end <= self.end
