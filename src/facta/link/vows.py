"""
A commitment as one account tells it: a vow, and which are of one commitment. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from facta.link.rarity import total, weight
from facta.link.voices import state_of
from facta.records import Annotation, Commitment, Date, Sentence, Span, Speaker, Token

CONTENT = frozenset({"NOUN", "PROPN", "NUM", "VERB", "ADJ"})
# words that stand in any promise and tell no two of them apart
EMPTY = frozenset(
    {"be", "have", "do", "make", "take", "give", "get", "would", "will", "could"}
)
# of the words of the shorter one, what the other must have too: a share of their
# weight, 0 to 1, and bits. Judged, not fitted: "support" and "work" stand in any promise.
SAME = 0.5
SHARED = 5.0
# words that tell by themselves what a second mention takes up: "providing the assistance"
SEVERAL = 2


class Vow(Struct, frozen=True, tag=True):
    """
    A commitment as one account tells it, with the lemmas of its content, that of what
    it is to (`deed`: "send", or "tank" where no verb says what), and whether its maker
    tells what became of it (`own`).
    """

    item: Commitment
    words: frozenset[str]
    published: Date | None
    deed: str = ""
    own: bool = False

    @property
    def maker(self) -> str:
        """The country of who made it, the name where there is none."""
        return self.item.maker.country or self.item.maker.name

    @property
    def recipient(self) -> str | None:
        """The country of whom it was made to, or the name."""
        other = self.item.recipient
        return (other.country or other.name) if other else None


def vows(annotation: Annotation) -> Iterator[Vow]:
    """The commitments that an account tells."""
    sentences = {sentence.index: sentence for sentence in annotation.sentences}
    for item in annotation.commitments:
        sentence = sentences.get(item.sentence)
        yield Vow(
            item,
            words=_words(sentence, item.content),
            published=annotation.document.published,
            deed=_deed(sentence, item.content),
            own=_is_own(annotation, item),
        )


def same(first: Vow, second: Vow) -> bool:
    """
    Whether two are of one commitment: kind and maker are the same, recipients and days
    do not differ, and half of the content of the shorter one, by the weight of its
    words and of some bits at least, is in the other; of one account also all of it, as
    in "the assistance".
    """
    if (family(first), first.maker) != (family(second), second.maker):
        return False
    if _differ(first.recipient, second.recipient):
        return False
    if _differ(first.item.due, second.item.due):
        return False
    both = total(first.words & second.words)
    shorter = min(total(first.words), total(second.words))
    if first.item.document == second.item.document and _repeats(first, second):
        return True
    return both >= max(SHARED, SAME * shorter)


def family(vow: Vow) -> str:
    """What kinds count as one: what is agreed on is promised, too."""
    kind = vow.item.kind
    return "promise" if kind == "agreement" else kind


def telltale(words: frozenset[str], least: float = SHARED) -> Iterator[str]:
    """
    Words of which two passages share one at least if they share so many bits: the
    rarest, up to where the others together weigh less.

    Source: Chaudhuri, Ganti and Kaushik (2006), a primitive operator for similarity
    joins (prefix filtering).
    """
    left = total(words)
    for word in sorted(words, key=lambda word: (-weight(word), word)):
        if left < least:
            return
        yield word
        left -= weight(word)


def _repeats(first: Vow, second: Vow) -> bool:
    """Whether all the words of one are those of the other, and there are several."""
    fewer, more = sorted((first.words, second.words), key=len)
    return len(fewer) >= SEVERAL and fewer <= more


def _deed(sentence: Sentence | None, within: Span) -> str:
    """The lemma of the first word of a content that hangs from none of its others."""
    for token in sentence.tokens if sentence else ():
        inside = within.start <= token.start < within.end
        if inside and token.upos in CONTENT and not _hangs(sentence, token, within):
            return token.lemma.lower()
    return ""


def _hangs(sentence: Sentence | None, token: Token, within: Span) -> bool:
    assert sentence is not None
    if token.head < 0:
        return False
    return within.start <= sentence.tokens[token.head].start < within.end


def _is_own(annotation: Annotation, item: Commitment) -> bool:
    """
    Whether what became of a commitment is told by its maker: in its own paper, or in
    its own words.
    """
    if not item.evidence:
        return False
    if state_of(annotation.document) in {item.maker.country, item.maker.name}:
        return True
    told = item.evidence[-1]
    return any(
        said.content.start < told.end
        and told.start < said.content.end
        # the words that bind him tell nothing of what came of them
        and not _holds(item.content, said.content)
        and _is_maker(said.speaker, item)
        for said in annotation.statements
    )


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_maker(speaker: Speaker, item: Commitment) -> bool:
    """Whether a speaker is who made a commitment, or speaks for the same state."""
    one, other = speaker.country, item.maker.country
    return speaker.name == item.maker.name or (one is not None and one == other)


def _words(sentence: Sentence | None, within: Span) -> frozenset[str]:
    """The lemmas that carry a passage of a sentence."""
    if sentence is None:
        return frozenset()
    inside = (
        token.lemma.lower()
        for token in sentence.tokens
        if token.upos in CONTENT and within.start <= token.start < within.end
    )
    return frozenset(inside) - EMPTY


def _differ(one: object, other: object) -> bool:
    """Whether both tell something, and not the same."""
    return bool(one and other and one != other)
