"""
What somebody denies: a happening that accounts tell, or another's statement. Pure.

A denial belongs to who makes it. It is held against what accounts of its own matter tell
of its speaker, by the words of both.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from facta.link.claims import Assertion, dispute, in_short
from facta.link.likeness import shared
from facta.link.matter import Matter
from facta.link.passages import CONTENT
from facta.link.rarity import weight
from facta.link.tellings import Telling
from facta.records import Annotation, Date, Dispute, Statement

DENIAL, CHARGE = "denial", "ACCUSE"
ANSWER = "SANCTION"
REJECTION = "REJECT"  # tells the denial itself
SHARED = 2  # words of a matter that tell two denials to be one
LONG = 4  # letters of a word that carries a matter
# Of the words of a denial and of a telling, the share from which it denies that one;
# and how alike their accounts are at least. Chosen on the coded stories to learn from.
DENIED, MATTER = 0.2, 0.15
TELLING_WORD = 4.0  # bits from which a word leads to what is denied; judged
REACH = 60  # days of publication between what is told and its denial; judged
Pair: TypeAlias = tuple[Statement, Statement]


class Denial(Struct, frozen=True, kw_only=True):
    """A statement that denies something, with the words of what it denies."""

    statement: Statement
    words: frozenset[str]
    matter: Matter
    published: Date


def made(
    annotations: Sequence[Annotation], matters: Mapping[str, Matter]
) -> Iterator[Denial]:
    """
    The denials of some accounts whose speaker has a country; `matters` tells by
    document what each account is about.
    """
    for annotation in annotations:
        for statement in annotation.said:
            if statement.grade == DENIAL and statement.speaker.country:
                yield Denial(
                    statement=statement,
                    words=_words(annotation, statement),
                    matter=matters[annotation.document.id],
                    published=annotation.document.published or Date.max,
                )


def against(
    denying: Sequence[Denial], told: Sequence[Telling]
) -> Iterator[tuple[int, Statement]]:
    """The place of the telling that each denial fits best, where one does."""
    holding = _index(told)
    for denial in denying:
        at = _denied(denial, told, holding)
        if at is not None:
            yield at, denial.statement


def assertion(statement: Statement) -> Assertion:
    """What a denial asserts."""
    return Assertion(
        value=f"denied by {_who(statement)}",
        document=statement.document,
        span=statement.content,
    )


def of_statements(
    annotations: Sequence[Annotation], done: frozenset[str]
) -> Iterator[Dispute]:
    """
    Statements of a speaker who can be told that somebody else denies, each within one
    account; but for the denials in `done`.

    One denial told by several accounts is one dispute: the same sides, and two words of
    the matter in common.
    """
    groups: list[list[Pair]] = []
    between: dict[tuple[str | None, ...], list[tuple[set[str], int]]] = defaultdict(
        list
    )
    for annotation in annotations:
        for pair in _denied_in(annotation):
            if pair[1].id in done:
                continue
            known, words = between[tuple(map(_side, pair))], _matter(pair[0])
            home = next(
                (number for others, number in known if _one_denial(others, words)), None
            )
            if home is None:
                known.append((words, len(groups)))
                groups.append([pair])
            else:
                groups[home].append(pair)
    yield from map(_of_group, groups)


def _of_group(group: Sequence[Pair]) -> Dispute:
    claimer = _who(group[0][0])
    assertions = [
        Assertion(
            value=f"claimed by {claimer}",
            document=denied.document,
            span=denied.content,
        )
        for denied, _ in group
    ]
    assertions += [assertion(denial) for _, denial in group]
    told = min(
        (denied.content.text for denied, _ in group),
        key=lambda text: (-len(text.split()), text),
    )
    return dispute("occurrence", "direct", in_short(told), assertions)


def _words(annotation: Annotation, statement: Statement) -> frozenset[str]:
    """The lemmas of a statement's content."""
    content = statement.content
    return frozenset(
        token.lemma.casefold()
        for sentence in annotation.sentences
        if sentence.start < content.end and content.start < sentence.end
        for token in sentence.tokens
        if content.start <= token.start < content.end and token.upos in CONTENT
    )


def _index(told: Sequence[Telling]) -> Mapping[tuple[str, str], Sequence[int]]:
    """The tellings of each party that have a telling word."""
    holding: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        if one.real and not one.negated and one.event.event_type != REJECTION:
            # who is charged denies what he is charged with, not that he is
            ends = one.actors if one.event.event_type == CHARGE else one.ends
            for word in one.sentence_words:
                if weight(word) >= TELLING_WORD:
                    for end in ends:
                        holding[end, word].append(at)
    return holding


def _denied(
    denial: Denial,
    told: Sequence[Telling],
    holding: Mapping[tuple[str, str], Sequence[int]],
) -> int | None:
    """The telling that fits a denial best; None where none fits."""
    country = str(denial.statement.speaker.country)
    near = {at for word in denial.words for at in holding.get((country, word), ())}
    fits = [
        (shared(denial.words, told[at].sentence_words), -at)
        for at in near
        if abs((told[at].order[0] - denial.published).days) <= REACH
        and told[at].matter.likeness(denial.matter) >= MATTER
        and _of_the_deed(denial, told[at])
    ]
    fit, at = max(fits, default=(0.0, 0))
    return -at if fit >= DENIED else None


def _of_the_deed(denial: Denial, told: Telling) -> bool:
    """
    Whether a denial may be of an act itself: an answer stands beside what it answers,
    and that is denied.
    """
    answer = told.event.event_type == ANSWER
    return not answer or bool(denial.words & (told.words | {told.lemma}))


def _denied_in(annotation: Annotation) -> Iterator[Pair]:
    for denial in annotation.statements:
        if denial.denies is not None:
            denied = annotation.statements[denial.denies]
            if denied.speaker != denial.speaker and denied.speaker.kind != "unknown":
                yield denied, denial


def _matter(statement: Statement) -> set[str]:
    return {
        word
        for word in re.findall(r"\w+", statement.content.text.casefold())
        if len(word) >= LONG
    }


def _one_denial(words: set[str], others: set[str]) -> bool:
    return len(words & others) >= min(SHARED, len(words), len(others))


def _side(statement: Statement) -> str | None:
    return statement.speaker.country or statement.speaker.name


def _who(statement: Statement) -> str:
    speaker = statement.speaker
    return speaker.name or (speaker.span.text if speaker.span else speaker.kind)
