"""
How alike two tellings are in their words, of which the rare say most. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator

from facta.link.acts import SAID, SPOKEN, types_of
from facta.link.rarity import rarest, total, weight, whole
from facta.link.sides import sides_fit
from facta.link.tellings import Telling
from facta.link.timing import other_day

# bits added to each pair of passages as if their words had differed: a single word in
# common says little; judged
UNLIKE = 12.0
# bits from which what is said of an act beside its word tells it from others; judged
TELLING = 10.0
COPIED = 0.7  # share of words from which the one repeats the other; judged


def evidence(one: Telling, other: Telling) -> Iterator[tuple[str, float]]:
    """What the words say: of the act, its passage, its sentence, and quoted ones."""
    if types_of(one, other) <= SAID:
        fit = clause_fit(one, other)
        if fit is None:
            yield "words few, said", 1.0
        else:
            yield "words other, said", 1.0 - fit
    yield "words of the passage", shared(one.words, other.words)
    yield "words of the sentence", shared(one.sentence_words, other.sentence_words)
    both = one.sentence_words & other.sentence_words
    rare = max((weight(word) for word in both), default=0.0)
    yield "words rare", rare / rarest()
    again = wording_fit(one, other) >= COPIED and sides_fit(one.ends, other.ends) != 0
    yield "words copied", float(again and not other_day(one, other))
    if one.quoted & other.quoted:
        yield "words quoted same", 1.0
    elif one.quoted and other.quoted:
        spoken = types_of(one, other) <= SPOKEN
        yield "words quoted other", float(spoken)


def wording_fit(one: Telling, other: Telling) -> float:
    """
    The share of what their words say that both have (Dice): of the passages or of the
    sentences, whichever fit better.
    """
    return max(
        shared(one.words, other.words), shared(one.sentence_words, other.sentence_words)
    )


def clause_fit(one: Telling, other: Telling) -> float | None:
    """
    The share of what the poorer says of the act, beside the word for it, that the other
    says, too; None where one says little.
    """
    first, second = one.clause_words, other.clause_words
    least = min(whole(first), whole(second))
    return total(first & second) / least if least >= TELLING else None


def shared(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of what two sets of words say that both have (Dice)."""
    if not first or not second:
        return 0.0
    return 2 * total(first & second) / (whole(first) + whole(second) + UNLIKE)
