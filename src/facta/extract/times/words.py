"""
The words of a sentence as times and figures read them: finer than tokens, and the same
whatever the tokens are.

Takes a document's text and a sentence, gives `Word`s with the token each lies in.
"two-hour" is three words, "25/05/2025" one, "£1.5m" three.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from facta.extract.times.vocabulary import Phrases, Vocabulary, vocabulary
from facta.language.syntax import Tree
from facta.records import Sentence, Span

Kind = Literal[
    "word",
    "number",
    "ordinal",
    "decade",
    "short",
    "clock",
    "iso",
    "numeric",
    "clitic",
    "mark",
]

_WORD = re.compile(
    r"""
    (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?Z?)?(?![0-9]))
  | (?P<numeric>[0-9]{1,2}(?P<sep>[/.-])[0-9]{1,2}(?P=sep)(?:[0-9]{4}|[0-9]{2})(?![0-9])
      |9/11(?![0-9/]))
  | (?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))
  | (?P<decade>(?:['’‘][0-9]0s|[0-9]{3}0['’]?s)\b)
  | (?P<short>['’‘][0-9]{2}(?![0-9\w]))
  | (?P<ordinal>[0-9]{1,3}(?:,[0-9]{3})*(?:st|nd|rd|th)\b)
  | (?P<number>[0-9]{1,3}(?:[,\u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?(?![0-9])
      |[0-9]{1,3}\ 000(?![0-9])|[0-9]+(?:\.[0-9]+)?)
  | (?P<clitic>['’](?:s|ll|re|ve|d|m)\b)
  | (?P<word>[aApP]\.\ ?[mM]\b\.?|(?:[A-Z]\.){2,}
      |[^\W\d_]+(?:['’](?!(?:s|ll|re|ve|d|m)\b)[^\W\d_]+)*)
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)


class Word(Struct, frozen=True, kw_only=True):
    """
    One word: its lower-case text, kind and offsets, and the index of its token in the
    sentence (-1 without tokens).

    `tight` says that no space stands before it.
    """

    text: str
    lower: str
    kind: Kind
    start: int
    end: int
    token: int
    tight: bool


class Words(Struct, frozen=True, kw_only=True):
    """
    All words of one sentence. `get` answers beyond the ends too, with an empty word.
    """

    text: str
    tree: Tree
    items: tuple[Word, ...]
    known: Vocabulary

    @property
    def sentence(self) -> Sentence:
        """The sentence that the words are of."""
        return self.tree.sentence

    def get(self, index: int) -> Word:
        """The word at `index`, or an empty one."""
        if 0 <= index < len(self.items):
            return self.items[index]
        return _NOTHING

    def lower(self, index: int) -> str:
        """The word at `index` in lower case, or nothing."""
        return self.items[index].lower if 0 <= index < len(self.items) else ""

    def span(self, first: int, end: int) -> Span:
        """The characters of words `[first, end)`."""
        return Span.of(self.text, self.items[first].start, self.items[end - 1].end)

    def tag(self, index: int) -> str:
        """The Penn tag of the token that word `index` lies in, or nothing."""
        token = self.get(index).token
        if token < 0:
            return ""
        return self.sentence.tokens[token].tag

    def lemma(self, index: int) -> str:
        """
        The lemma of the token that word `index` lies in, in lower case, or the word
        itself.
        """
        word = self.get(index)
        if word.token < 0:
            return word.lower
        return self.sentence.tokens[word.token].lemma.lower()

    def relation(self, index: int) -> str:
        """
        The dependency relation of the token that word `index` lies in, or nothing.
        """
        token = self.get(index).token
        if token < 0:
            return ""
        return self.sentence.tokens[token].relation


_NOTHING = Word(text="", lower="", kind="mark", start=0, end=0, token=-1, tight=False)


def words(text: str, tree: Tree) -> Words:
    """The words of a sentence, whose offsets point into `text`."""
    sentence = tree.sentence
    items: list[Word] = []
    token, last = 0, sentence.start
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        while (
            token < len(sentence.tokens) and sentence.tokens[token].end <= match.start()
        ):
            token += 1
        inside = (
            token < len(sentence.tokens) and sentence.tokens[token].start < match.end()
        )
        tight = bool(items) and match.start() == last
        items.append(_word(match, token if inside else -1, tight=tight))
        last = match.end()
    return Words(text=text, tree=tree, items=tuple(items), known=vocabulary())


def _word(match: re.Match[str], token: int, *, tight: bool) -> Word:
    found = match.group()
    kind: Kind = match.lastgroup if match.lastgroup != "sep" else "numeric"  # type: ignore[assignment]  # group names
    return Word(
        text=found,
        lower=found.lower().replace("’", "'"),
        kind=kind,
        start=match.start(),
        end=match.end(),
        token=token,
        tight=tight,
    )


def phrase_at(words: Words, index: int, phrases: Phrases) -> tuple[str, ...]:
    """
    The longest phrase that starts at word `index`, or an empty one; marks of
    abbreviation may stand between.
    """
    for parts in phrases.get(words.lower(index), ()):
        if _fits(words, index, parts):
            return parts
    return ()


def _fits(words: Words, index: int, parts: tuple[str, ...]) -> bool:
    for offset, part in enumerate(parts):
        lower = words.lower(index + offset)
        if lower != part and not (
            part.endswith("*") and lower and lower.startswith(part[:-1])
        ):
            return False
    return True
