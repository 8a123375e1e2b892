"""
The words of a sentence as times and figures read them: finer than tokens, and the same
whatever the tokens are.

Takes a document's text and a sentence, gives `Word`s with the token each lies in.
"two-hour" is three words, "25/05/2025" one, "£1.5m" three.
"""

from __future__ import annotations

import re
from typing import Literal, cast

from msgspec import Struct

from facta.language.syntax import Tree
from facta.lexicon.figures import Units
from facta.lexicon.kinds import ByFirstWord
from facta.lexicon.times import Vocabulary
from facta.records import Sentence, Span, Token

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

# marks that join two words, or two ends of a range
DASHES = ("-", "–", "—")
# Characters of a lemma; no word of prose has as many.
LONGEST = 100
_WORD = re.compile(
    r"""
    (?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?Z?)?(?![0-9]))
  | (?P<numeric>[0-9]{1,2}(?P<sep>[/.-])[0-9]{1,2}(?P=sep)(?:[0-9]{4}|[0-9]{2})(?![0-9])
      |9/11(?![0-9/]))
  | (?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:]))
  | (?P<decade>(?:['’‘][0-9]0s|[0-9]{3}0['’]?s)\b)
  | (?P<short>['’‘][0-9]{2}(?![0-9\w]))
  | (?P<ordinal>[0-9]{1,3}(?:,[0-9]{3})*(?:st|nd|rd|th)\b)
  | (?P<number>[0-9]{1,3}(?:[,'’\u00a0\u2009\u202f][0-9]{3})+(?:\.[0-9]+)?(?![0-9])
      |[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9.])
      |(?<=[$€£¥₩₪₴₹₺₽₦])[0-9]{1,3}(?:\ [0-9]{3})+(?![0-9])
      |[0-9]{1,2}(?:\ [0-9]{3}){2,}(?![0-9])|[0-9]{1,3}(?:\ 000)+(?![0-9])
      |[0-9]+(?:\.[0-9]+)?|(?<![^\s($€£])\.[0-9]+(?![0-9.]))
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
    All words of one sentence. What is asked beyond the ends has an answer too: an empty
    word, in no token.

    known, units: the words of time and number, and of units, bounds and change, that
        they are read by.
    """

    text: str
    tree: Tree
    items: tuple[Word, ...]
    known: Vocabulary
    units: Units

    @property
    def sentence(self) -> Sentence:
        """The sentence that the words are of."""
        return self.tree.sentence

    def get(self, index: int) -> Word:
        """The word at `index`, or an empty one."""
        return self.items[index] if 0 <= index < len(self.items) else _NOTHING

    def lower(self, index: int) -> str:
        """The word at `index` in lower case, or nothing."""
        # asked more than anything else: not by `get`, which would be a second call
        return self.items[index].lower if 0 <= index < len(self.items) else ""

    def capital(self, index: int) -> bool:
        """Whether the word at `index` begins with a capital."""
        return self.get(index).text[:1].isupper()

    def reads(self, index: int, *parts: str) -> bool:
        """Whether these words, in lower case, stand from `index` on."""
        opens = self.lower(index) == parts[0]
        return opens and all(
            self.lower(index + at) == parts[at] for at in range(len(parts))
        )

    def skip(self, index: int, *skipped: str) -> int:
        """The index, or the next one where one of some words stands at it."""
        return index + 1 if self.lower(index) in skipped else index

    def phrase(self, index: int, phrases: ByFirstWord) -> tuple[str, ...]:
        """
        The longest phrase that starts at `index`, or an empty one; marks of
        abbreviation may stand between.
        """
        for parts in phrases.get(self.lower(index), ()):
            if self._holds(index, parts):
                return parts
        return ()

    def _holds(self, index: int, parts: tuple[str, ...]) -> bool:
        for at, part in enumerate(parts, index):
            lower = self.lower(at)
            if lower != part and not _open_ended(lower, part):
                return False
        return True

    def span(self, first: int, end: int) -> Span:
        """The characters of words `[first, end)`."""
        return Span.of(self.text, self.items[first].start, self.items[end - 1].end)

    def token(self, index: int) -> Token | None:
        """The token that the word at `index` lies in, or None."""
        at = self.get(index).token
        return self.tree.tokens[at] if at >= 0 else None

    def tag(self, index: int) -> str:
        """The Penn tag of the word at `index`, or nothing."""
        token = self.token(index)
        return "" if token is None else token.tag

    def lemma(self, index: int) -> str:
        """The lemma of the word at `index` in lower case, or the word itself."""
        token = self.token(index)
        # of an address of thousands of words each would be asked for all of it
        if token is None or len(token.lemma) > LONGEST:
            return self.lower(index)
        return token.lemma.lower()

    def relation(self, index: int) -> str:
        """The dependency relation of the word at `index`, or nothing."""
        token = self.token(index)
        return "" if token is None else token.relation


_NOTHING = Word(text="", lower="", kind="mark", start=0, end=0, token=-1, tight=False)


def _open_ended(word: str, part: str) -> bool:
    """Whether a part of a phrase that ends in * holds for a word."""
    return bool(word) and part.endswith("*") and word.startswith(part[:-1])


def words(text: str, tree: Tree) -> Words:
    """The words of a sentence, whose offsets point into `text`."""
    sentence, tokens = tree.sentence, tree.tokens
    items: list[Word] = []
    token, last = 0, sentence.start
    for match in _WORD.finditer(text, sentence.start, sentence.end):
        while token < len(tokens) and tokens[token].end <= match.start():
            token += 1
        inside = token < len(tokens) and tokens[token].start < match.end()
        tight = bool(items) and match.start() == last
        items.append(_word(match, token if inside else -1, tight=tight))
        last = match.end()
    lexicon = tree.lexicon
    return Words(
        text=text,
        tree=tree,
        items=tuple(items),
        known=lexicon.times,
        units=lexicon.figures.units,
    )


def _word(match: re.Match[str], token: int, *, tight: bool) -> Word:
    # "sep" is no kind of its own: it holds both marks of a numeric date alike
    kind = "numeric" if match.lastgroup == "sep" else match.lastgroup
    return Word(
        text=match.group(),
        lower=match.group().lower().replace("’", "'"),
        kind=cast("Kind", kind),
        start=match.start(),
        end=match.end(),
        token=token,
        tight=tight,
    )
