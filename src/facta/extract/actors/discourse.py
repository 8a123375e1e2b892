"""What an account has mentioned so far, in text order, and by what it may be called."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from facta.extract.actors.chunks import first_conjunct
from facta.extract.actors.mentions import Kind, Mention
from facta.extract.actors.people import Entity
from facta.language.syntax import Tree
from facta.lexicon.actors import ActorWords

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
# sentences back in which a pronoun's antecedent is looked for; judged, not fitted
WINDOW = 2


class PriorMention(Struct, kw_only=True):
    """Somebody mentioned: who, where, and in which role of the sentence."""

    key: str
    sentence: int
    token: int
    subject: bool
    kind: Kind
    gender: str | None
    plural: bool
    country: str | None
    mention: Mention
    known: Entity | None = None

    def again(self, tree: Tree, index: int) -> PriorMention:
        """The same somebody, now at a token without a name."""
        return replace(
            self,
            sentence=tree.sentence.index,
            token=index,
            subject=tree.relation(index) in SUBJECTS,
        )

    def may_be(self, gender: str) -> bool:
        """Whether it is one person of a gender, or of none that is known."""
        if self.kind != "person" or self.plural:
            return False
        # what the account says later of somebody counts for who was seen before
        learned = self.known.gender if self.known else None
        return (learned or self.gender) in (gender, None)


class Discourse:
    """What an account has mentioned so far."""

    def __init__(self, words: ActorWords) -> None:
        self.words = words
        self.seen: list[PriorMention] = []  # in text order
        # people by the words that may describe them
        self._titled: dict[str, list[PriorMention]] = {}

    def note(self, mention: Mention, tree: Tree, known: Entity | None = None) -> None:
        """Remember a mention that names somebody."""
        key, gender, country = mention.name, mention.gender, mention.country
        if known:
            key = known.name
            gender = known.gender or gender
            country = known.country or country
        seen = PriorMention(
            key=key,
            sentence=mention.sentence,
            token=mention.head,
            subject=tree.relation(first_conjunct(tree, mention.head)) in SUBJECTS,
            kind=mention.kind,
            gender=gender,
            plural=mention.plural,
            country=country,
            mention=mention,
            known=known,
        )
        self.add(seen)

    def add(self, seen: PriorMention) -> None:
        """Remember somebody as seen last."""
        self.seen.append(seen)
        if seen.kind == "person" and seen.known:
            for title in self._titles(seen.known.office or ""):
                self._titled.setdefault(title, []).append(seen)

    def _titles(self, office: str) -> set[str]:
        """What somebody of an office may be called: it, its last word, *leader*."""
        if not office:
            return set()
        last = office.split()[-1].lower()
        leading = self.words.leading if self.leads(office) else frozenset()
        return {office, last, *leading}

    def leads(self, office: str) -> bool:
        """Whether whoever holds an office leads a country, or is called a leader."""
        if office in self.words.chiefs:
            return True
        return bool(office) and office.split()[-1].lower() in self.words.leading

    def called(self, title: str) -> Iterator[PriorMention]:
        """The people who may be called by a title, latest first."""
        return reversed(self._titled.get(title, []))

    def recent(
        self, sentence: int, before: int, window: int = WINDOW
    ) -> list[PriorMention]:
        """Mentions up to a token, latest first, at most `window` sentences back."""
        first = bisect_left(self.seen, sentence - window, key=_sentence)
        return [
            seen
            for seen in reversed(self.seen[first:])
            if seen.sentence < sentence or seen.token < before
        ]

    def within(self, sentence: int) -> Sequence[PriorMention]:
        """Mentions so far in one sentence, first to last."""
        first = bisect_left(self.seen, sentence, key=_sentence)
        return self.seen[first : bisect_right(self.seen, sentence, key=_sentence)]


def _sentence(seen: PriorMention) -> int:
    return seen.sentence
