"""
What somebody denies: a happening that accounts tell, or another's statement. Pure.

A denial belongs to who makes it. It is held against what accounts of its own matter tell
of its speaker, by the words of both.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from facta.link.claims import Assertion, dispute, in_short
from facta.link.grades import disputed_by_words
from facta.link.matter import Matter
from facta.link.passages import CONTENT
from facta.link.rarity import total
from facta.link.tellings import Telling
from facta.link.wording import shared
from facta.records import Annotation, Date, Dispute, Sentence, Statement

DENIAL, CHARGE = "denial", "ACCUSE"
ANSWER = "SANCTION"
REJECTION = "REJECT"  # tells the denial itself
SHARED = 2  # words of a matter that tell two denials to be one
LONG = 4  # letters of a word that carries a matter
# Of the words of a denial and of a telling, the share from which it denies that one;
# and how alike their accounts are at least. Chosen on the coded stories to learn from.
DENIED, MATTER = 0.2, 0.15
NAMED = 4.0  # bits by which a denial names what its own account tells; judged
REACH = 60  # days of publication between what is told and its denial; judged


class Denial(Struct, frozen=True, kw_only=True, tag=True):
    """A statement that denies something, with the words of what it denies."""

    statement: Statement
    words: frozenset[str]
    matter: Matter
    published: Date | None

    @property
    def country(self) -> str:
        """Of who denies."""
        return str(self.statement.speaker.country)


class Rebuttal(Struct, frozen=True, kw_only=True, tag=True):
    """
    A statement that another one of its account denies; `sentences` are those in which
    the two stand.
    """

    denied: Statement
    denial: Statement
    published: Date | None
    sentences: tuple[int, ...] = ()

    @property
    def sides(self) -> tuple[str | None, str | None]:
        """Who says it, and who denies it."""
        return _side(self.denied), _side(self.denial)


def made(annotation: Annotation, matter: Matter) -> Iterator[Denial]:
    """The denials of an account whose speaker has a country."""
    for statement in annotation.said:
        if statement.grade == DENIAL and statement.speaker.country:
            yield Denial(
                statement=statement,
                words=_words(annotation, statement),
                matter=matter,
                published=annotation.document.published,
            )


def rebuttals(annotation: Annotation) -> Iterator[Rebuttal]:
    """The statements of an account that somebody else denies, of whom one can tell who."""
    for denial in annotation.statements:
        if denial.denies is not None:
            denied = annotation.statements[denial.denies]
            if denied.speaker != denial.speaker and denied.speaker.kind != "unknown":
                yield Rebuttal(
                    denied=denied,
                    denial=denial,
                    published=annotation.document.published,
                    sentences=tuple(
                        sentence.index
                        for sentence in _across(annotation.sentences, denied, denial)
                    ),
                )


def _across(sentences: Sequence[Sentence], *said: Statement) -> Iterator[Sentence]:
    """Those of the sentences, which are in order, that some statements reach over."""
    for one in said:
        first = bisect_right(sentences, one.content.start, key=_ends)
        last = bisect_left(sentences, one.content.end, key=_starts)
        yield from sentences[first:last]


def _starts(sentence: Sentence) -> int:
    return sentence.start


def _ends(sentence: Sentence) -> int:
    return sentence.end


def fit(denial: Denial, telling: Telling) -> float:
    """How well a denial fits what is told, 0 to 1; 0 where it is of another matter."""
    kind = telling.event.event_type
    if not telling.real or telling.negated or kind == REJECTION:
        return 0.0
    # who is charged denies what he is charged with, not that he is
    if denial.country not in (telling.actors if kind == CHARGE else telling.ends):
        return 0.0
    # what is denied is the news; what led to it is denied only by name, as is one thing
    # of many that an account tells
    own = denial.statement.document == telling.event.document
    if own and denial.statement.sentence == telling.event.sentence:
        return 0.0
    if own or kind == ANSWER or "historical" in telling.event.auxiliary:
        naming = denial.words & (telling.words | {telling.lemma})
        if not naming or (own and total(naming) < NAMED):
            return 0.0
    told = telling.order[0]
    published = denial.published or Date.max
    if abs((told - published).days) > REACH:
        return 0.0
    words = shared(denial.words, telling.sentence_words)
    if words < DENIED or telling.matter.likeness(denial.matter) < MATTER:
        return 0.0
    return words


def against(
    denials: Sequence[Denial], told: Sequence[Telling]
) -> Iterator[tuple[int, Statement]]:
    """The place of the telling that each denial fits best, where one does."""
    for denial in denials:
        fits = [(fit(denial, one), -at) for at, one in enumerate(told)]
        best, at = max(fits, default=(0.0, 0))
        if best:
            yield -at, denial.statement


def assertion(statement: Statement) -> Assertion:
    """What a denial asserts."""
    return Assertion(
        value=f"denied by {_who(statement)}",
        document=statement.document,
        span=statement.content,
        alleged=True,
    )


def tells(rebuttal: Rebuttal, telling: Telling) -> bool:
    """Whether it is disputed if words are true that tell an act as done."""
    return disputed_by_words(telling.event, of_statements([rebuttal]))


def one_denial(one: Rebuttal, other: Rebuttal) -> bool:
    """
    Whether two accounts tell one denial: the same sides, and two words of the matter in
    common.
    """
    words, others = _matter(one.denied), _matter(other.denied)
    enough = len(words & others) >= min(SHARED, len(words), len(others))
    return one.sides == other.sides and enough


def of_statements(group: Sequence[Rebuttal]) -> Dispute:
    """One denial as several accounts tell it."""
    first = group[0].denied
    # who is said to have threatened something claims nothing
    own = first.relation == "primary" or first.attribution == "assertion"
    value = f"{'claimed by' if own else 'ascribed to'} {_who(first)}"
    assertions = [
        Assertion(
            value=value,
            document=each.denied.document,
            span=each.denied.content,
            alleged=True,
        )
        for each in group
    ]
    assertions += [assertion(each.denial) for each in group]
    told = min(
        (each.denied.content.text for each in group),
        key=lambda text: (-len(text.split()), text),
    )
    return dispute("occurrence", "direct", in_short(told), assertions)


def _words(annotation: Annotation, statement: Statement) -> frozenset[str]:
    """The lemmas of a statement's content."""
    content = statement.content
    return frozenset(
        token.lemma.casefold()
        for sentence in _across(annotation.sentences, statement)
        for token in sentence.tokens
        if content.start <= token.start < content.end and token.upos in CONTENT
    )


def _matter(statement: Statement) -> set[str]:
    return {
        word
        for word in re.findall(r"\w+", statement.content.text.casefold())
        if len(word) >= LONG
    }


def _side(statement: Statement) -> str | None:
    return statement.speaker.country or statement.speaker.name


def _who(statement: Statement) -> str:
    speaker = statement.speaker
    return speaker.name or (speaker.span.text if speaker.span else speaker.kind)
