"""
Which earlier statement a denial denies.

Takes statements in text order with the attributions they came from; gives them with
`denies` set on each denial whose matter an earlier statement of somebody else tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec import structs

from facta.extract.layout import Place
from facta.extract.page import Page
from facta.extract.statements.attribution import Attribution
from facta.records import Statement, Token

# parts of speech that carry the matter of a content
CARRYING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
# statements, and paragraphs, back to which a denial reaches; judged, not fitted
LOOK_BACK = 25
PARAGRAPHS_BACK = 4
# content words in common that make one matter of two contents, and how few do where the
# denial points back ("denied this offer"); judged, not fitted
SHARED = 2
SHARED_POINTING = 1
# tokens at the start of a content among which it points back: "that such talk"
POINTING_WITHIN = 2
# paragraphs back to which "such talk" reaches, whatever was said; judged, not fitted
TALK_BACK = 1


def denying(
    page: Page, attributions: Sequence[Attribution], found: Sequence[Statement]
) -> tuple[Statement, ...]:
    """
    Statements with `denies` set on each denial whose matter an earlier statement tells.
    """
    told = _Told(page, attributions, found)
    result = list(found)
    for number in range(len(found)):
        if result[number].grade == "denial" and told.asks_how(number):
            result[number] = structs.replace(result[number], grade=None)
        if not told.is_denial(number):
            continue
        denied = next(told.denied_by(number), None)
        if denied is not None:
            result[number] = structs.replace(result[number], denies=denied)
    return tuple(result)


class _Told:
    """The statements of a page, each known by its position."""

    def __init__(
        self,
        page: Page,
        attributions: Sequence[Attribution],
        found: Sequence[Statement],
    ) -> None:
        self.page, self.attributions, self.found = page, attributions, found
        self.words = page.lexicon.speech.denials

    def is_denial(self, number: int) -> bool:
        """Whether a statement denies something, by its cue or by its content."""
        each = self.attributions[number]
        if each.cue is None:
            return False
        if self.asks_how(number):
            return False
        return each.grade == "denial" or self._is_nothing_of_it(each)

    def asks_how(self, number: int) -> bool:
        """
        Whether a content only asks where, when or how something was, as in "dispute
        where it fell": then it is not denied that it was.
        """
        first = self._tokens(number)[:1]
        return any(token.text.lower() in self.words.asking for token in first)

    def _is_nothing_of_it(self, each: Attribution) -> bool:
        """
        Whether it says that nothing of what others say is so: "nothing of the kind has
        happened".
        """
        content = self.page.text[each.start : each.end].lower().removeprefix("that ")
        return any(
            content.startswith(words) and not content[len(words) :][:1].isalpha()
            for words in self.words.nothing
        )

    def denied_by(self, number: int) -> Iterator[int]:
        """Earlier statements of others on the matter of a denial, nearest first."""
        block_at = self.page.layout.block_at
        here = block_at(self.attributions[number].start)
        tokens = self._tokens(number)
        pointing = self._points_back(tokens)
        talk = pointing and any(t.lemma.lower() in self.words.talk for t in tokens)
        least = SHARED_POINTING if pointing else SHARED
        for other in range(number - 1, max(number - LOOK_BACK, 0) - 1, -1):
            away = here - block_at(self.attributions[other].start)
            if away > PARAGRAPHS_BACK:
                break
            if self.attributions[other].cue is None or not self._apart(number, other):
                continue
            near = talk and away <= TALK_BACK
            same = len(self.matters[other] & self.matters[number]) >= least
            if same or (near and self._concerns(number, other)):
                yield other

    def _points_back(self, tokens: Sequence[Token]) -> bool:
        """Whether a content begins with a word that points back: "that such talk"."""
        first = tokens[:POINTING_WITHIN]
        return any(token.text.lower() in self.words.pointing for token in first)

    def _apart(self, number: int, other: int) -> bool:
        """
        Whether somebody else says the other statement, and it is not the one in which
        the denial stands.
        """
        mine, theirs = self.attributions[number], self.attributions[other]
        if theirs.holds(mine.start, mine.end):
            return False
        name = self.found[number].speaker.name
        return name is None or name != self.found[other].speaker.name

    def _concerns(self, number: int, other: int) -> bool:
        """
        Whether a statement is addressed to the one who denies, or is about him: then he
        can deny that talk.
        """
        speaker, content = self.found[number].speaker, self.found[other].content
        for actor in self.page.actors_between(content.start, content.end):
            if speaker.country is not None and actor.country == speaker.country:
                return True
            if actor.name == speaker.name:
                return True
        addressee = self.found[other].addressee
        return speaker.name is not None and addressee == speaker.name

    @cached_property
    def matters(self) -> Sequence[set[str]]:
        """The lemmas that carry the content of each statement."""
        return [self._matter(number) for number in range(len(self.attributions))]

    def _matter(self, number: int) -> set[str]:
        carrying = (t for t in self._tokens(number) if t.upos in CARRYING)
        return {token.lemma.lower() for token in carrying} - self.words.empty

    def _tokens(self, number: int) -> list[Token]:
        each, layout = self.attributions[number], self.page.layout
        places: list[Place] = layout.tokens_between(each.start, each.end)
        return [layout.token(place) for place in places]
