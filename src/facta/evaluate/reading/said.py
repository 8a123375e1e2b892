"""
What is said and promised in a passage as found, against the gold: attributions and
commitments.

Each of the gold goes with at most one of the found, by the words that their contents
share. Statements that share a cue are one attribution, as they are in the gold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from facta.evaluate.corpus import (
    Attribution,
    CodedCommitment,
    Entity,
    Passage,
    Words,
)
from facta.evaluate.reading.counts import Finding, false, hit, judged, missed
from facta.evaluate.reading.matching import alike, one_to_one, words
from facta.evaluate.scores import Score
from facta.records import Commitment, Span, Speaker, Statement

Said = tuple[Statement, ...]
UNKNOWN = "unknown"


def attributions(
    passage: Passage, coded: Words, statements: Iterable[Statement]
) -> Iterator[Finding]:
    """
    Attributions found, the words inside their contents, each kind of the gold, and the
    kinds and speakers of those found.
    """
    wanted, given = coded.attributions, grouped(statements)
    contents, others = _words(wanted, given)
    matched = _matched(contents, others)
    yield _inside(contents, others)
    for at, each in enumerate(wanted):
        ones = given[matched[at]] if at in matched else ()
        yield from _attribution(passage, each, ones)
    for at, ones in enumerate(given):
        if at not in matched.values():
            first = ones[0]
            yield false(
                "attributions.found", at=first.content.start, found=_statement(first)
            )


def verdicts(
    passage: Passage, coded: Words, statements: Iterable[Statement]
) -> Iterator[tuple[Statement, bool]]:
    """Each statement, and whether the gold has it and gives it to the same speaker."""
    wanted, given = coded.attributions, grouped(statements)
    speakers = {
        g: wanted[w].speaker for w, g in _matched(*_words(wanted, given)).items()
    }
    for at, ones in enumerate(given):
        for each in ones:
            yield each, at in speakers and _speaks(passage, speakers[at], each.speaker)


def _matched(
    contents: Sequence[set[int]],
    others: Sequence[set[int]],
) -> dict[int, int]:
    """Which of the gold goes with which of the found, by the words of the contents."""
    return dict(
        one_to_one(
            (shared, w, g)
            for w, content in enumerate(contents)
            for g, other in enumerate(others)
            if (shared := len(content & other))
        )
    )


def _words(
    wanted: Iterable[Attribution], given: Iterable[Said]
) -> tuple[list[set[int]], list[set[int]]]:
    """Where the words stand of each content of the gold, and of each of the found."""
    return (
        [words(each.content) for each in wanted],
        [words(one.content for one in ones) for ones in given],
    )


def grouped(statements: Iterable[Statement]) -> list[Said]:
    """Statements that share a cue, in the order of the text."""
    groups: dict[object, list[Statement]] = {}
    for each in statements:
        groups.setdefault(each.cue or each.id, []).append(each)
    return [tuple(ones) for ones in groups.values()]


def _inside(gold: Iterable[set[int]], found: Iterable[set[int]]) -> Finding:
    wanted, given = set[int]().union(*gold), set[int]().union(*found)
    score = Score(len(wanted & given), len(wanted), len(given))
    return Finding(lines=("attributions.words",), score=score)


def _attribution(passage: Passage, gold: Attribution, ones: Said) -> Iterator[Finding]:
    at, name = gold.content[0].start, gold.speaker
    told = f"{gold.kind} by {_name(passage, name)}: {gold.content[0].text}"
    kind = f"attributions.{gold.kind}"
    if not ones:
        yield missed("attributions.found", kind, at=at, gold=told)
        return
    yield hit("attributions.found", kind)
    speaker = ones[0].speaker
    mentioned = _speaks(passage, name, speaker)
    rights = {
        "kind": gold.kind == ones[0].attribution,
        "mention": mentioned,
        "speaker": mentioned and (name is None or _of(passage, name, speaker.country)),
    }
    for part, right in rights.items():
        yield judged(
            f"attributions.{part}",
            right=right,
            at=at,
            gold=told,
            found=_statement(ones[0]),
        )


def _speaks(passage: Passage, name: str | None, speaker: Speaker) -> bool:
    """
    Whether a speaker is named where the gold's is mentioned. Nobody in the gold is
    nobody whom the passage mentions.
    """
    if name is None:
        return not any(_mentions(entity, speaker.span) for entity in passage.entities)
    return _mentions(passage.entity(name), speaker.span)


def _mentions(entity: Entity, span: Span | None) -> bool:
    if span is None:
        return False
    return any(alike(mention, span) for mention in entity.mentions)


def _of(passage: Passage, name: str, country: str | None) -> bool:
    """Whether a country is one of an entity's; none where the entity has none."""
    countries = passage.countries(name)
    if not countries:
        return country is None
    return country in countries


def commitments(
    passage: Passage, coded: Words, found: Sequence[Commitment]
) -> Iterator[Finding]:
    """Commitments found, and the kinds and makers of those."""
    wanted = coded.commitments
    contents = [words([each.content]) for each in wanted]
    others = [words([each.content]) for each in found]
    matched = dict(
        one_to_one(
            # of two with one content, the one of the same kind is meant
            (shared + (wanted[w].kind == found[g].kind) / 2, w, g)
            for w, content in enumerate(contents)
            for g, other in enumerate(others)
            if (shared := len(content & other))
        )
    )
    for at, each in enumerate(wanted):
        if at in matched:
            yield hit("commitments.found")
            yield from _commitment(passage, each, found[matched[at]])
        else:
            told = _promised(passage, each)
            yield missed("commitments.found", at=each.content.start, gold=told)
    for at, other in enumerate(found):
        if at not in matched.values():
            yield false(
                "commitments.found", at=other.content.start, found=_bound(other)
            )


def _commitment(
    passage: Passage, gold: CodedCommitment, found: Commitment
) -> Iterator[Finding]:
    maker = gold.maker is not None and _makes(passage, gold.maker, found)
    rights = {"kind": gold.kind == found.kind, "maker": maker}
    for part, right in rights.items():
        yield judged(
            f"commitments.{part}",
            right=right,
            at=gold.content.start,
            gold=_promised(passage, gold),
            found=_bound(found),
        )


def _makes(passage: Passage, name: str, found: Commitment) -> bool:
    """By country; where the gold's maker has none, by where it is mentioned."""
    if passage.countries(name):
        return _of(passage, name, found.maker.country)
    return _mentions(passage.entity(name), found.maker.span)


def _name(passage: Passage, name: str | None) -> str:
    if name is None:
        return UNKNOWN
    return passage.entity(name).name


def _statement(each: Statement) -> str:
    speaker = each.speaker
    named = speaker.span.text if speaker.span else UNKNOWN
    told = f"{each.attribution} by {named} ({speaker.country})"
    return f"{told}: {each.content.text}"


def _promised(passage: Passage, each: CodedCommitment) -> str:
    return f"{each.kind} by {_name(passage, each.maker)}: {each.content.text}"


def _bound(each: Commitment) -> str:
    return (
        f"{each.kind} by {each.maker.name} ({each.maker.country}): {each.content.text}"
    )
