"""
From sentences to `Figure`s: finds quantities from left to right, leaving out what is a
time, and dates each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facta.extract.figures.attribution import Said, Vouching
from facta.extract.figures.counted import counted, head_token
from facta.extract.figures.direction import direction
from facta.extract.figures.quantities import Quantity, quantity_at
from facta.extract.figures.vocabulary import Vocabulary, vocabulary
from facta.extract.times import Story, Told, date_of
from facta.extract.times.durations import length_at
from facta.extract.times.govern import times_in
from facta.extract.times.vocabulary import vocabulary as time_words
from facta.extract.times.words import Words, words
from facta.records import Actor, Document, Figure, Sentence, Statement, Time


def figures(
    document: Document,
    sentences: Sequence[Sentence],
    actors: Sequence[Actor],
    times: Sequence[Time],
    statements: Sequence[Statement],
) -> tuple[Figure, ...]:
    """
    Every figure of a document, in text order, never overlapping.

    Args:
        actors: canonical names for who says so; may be empty.
        times: date the figures; what is a time is no figure, save a length that
            measures a thing ("22-minute call").
        statements: a figure within one is its speaker's; may be empty.

    Returns:
        One `Figure` each. `value` is the number itself; the least it can mean for
        "dozens" (24, as is `low`); the middle of a range. "at least" sets `low`, "up
        to" sets `high`. `unit` is an ISO 4217 code, "%", "x" for multiples, "share" for
        fractions of one, a unit of measure, or None for plain counts.
    """
    known = vocabulary()
    found: list[Figure] = []
    said, stories = Said(statements), Story(sentences, times, document)
    by_sentence: dict[int, list[Actor]] = {}
    for actor in actors:
        by_sentence.setdefault(actor.sentence, []).append(actor)
    for sentence in sentences:
        split = words(document.text, sentence)
        near = times_in(sentence, times)
        story = stories.before(sentence)
        vouching = Vouching(sentence, by_sentence.get(sentence.index, ()), said, known)
        told = [
            _figure(document, split, quantity, vouching, near, story, known)
            for quantity in _quantities(split, near, known)
        ]
        found.extend(figure for figure in told if _says(figure))
    return tuple(found)


def _says(figure: Figure) -> bool:
    """
    Whether a number says something: it has a unit, a bound, or what it counts; "one"
    needs more than a noun.
    """
    if figure.span.text.lower() == "one":
        return (
            figure.of is not None
            and " " in figure.of
            and figure.of.split()[-1] in vocabulary().units.fates.values()
        )
    if (
        figure.unit is None
        and figure.of is not None
        and figure.of.lower() in time_words().times.units
    ):
        return False  # the first of "10 or 12 days"
    return (
        figure.unit is not None
        or figure.of is not None
        or (figure.low or figure.high or 0) > 0
        or figure.value >= 10000
    )


def _quantities(
    split: Words, times: Sequence[Time], known: Vocabulary
) -> Iterator[Quantity]:
    index = 0
    while index < len(split.items):
        time = next(
            (
                time
                for time in times
                if time.span.start <= split.items[index].start < time.span.end
            ),
            None,
        )
        found = (
            _length(split, index, known)
            if time is not None
            else quantity_at(split, index, known)
        )
        if found is not None and time is None and _overlaps(split, found, times):
            found = None
        if found is not None:
            yield found
        index = max(index + 1, found.end if found else 0)


def _overlaps(split: Words, found: Quantity, times: Sequence[Time]) -> bool:
    span = split.span(found.core, found.end)
    return any(
        time.span.start < span.end and span.start < time.span.end for time in times
    )


def _length(split: Words, index: int, known: Vocabulary) -> Quantity | None:
    """
    A length that measures the thing behind it: "22-minute call", "two-hour meeting".
    """
    length = length_at(split, index)
    if length is None or length.count is None or length.bare:
        return None
    unit = known.units.durations.get(split.get(length.end - 1).lower.removesuffix("s"))
    lasts = split.lemma(index - 1) in known.units.lasting.verbs
    if unit is None or not (
        lasts
        or _measures(split, index, length.end)
        or _filled(split, index, length.end, known)
    ):
        return None
    return Quantity(
        first=index,
        end=length.end,
        core=index,
        value=length.count,
        low=None,
        high=None,
        unit=unit,
    )


def _filled(split: Words, index: int, end: int, known: Vocabulary) -> bool:
    """
    Whether it tells how long people met ("spoke for two hours"), or is judged: "two
    hours were not enough".
    """
    tokens, token = split.sentence.tokens, split.get(end - 1).token
    above = tokens[token].head if token >= 0 else -1
    if above < 0:
        return False
    if tokens[token].relation == "nsubj":
        return any(
            tokens[child].relation == "cop" for child in split.sentence.children(above)
        )
    return split.get(index - 1).lower == "for" and _of_meeting(
        split.sentence, token, known
    )


def _of_meeting(sentence: Sentence, token: int, known: Vocabulary) -> bool:
    """
    Whether a length hangs from a verb of meeting: then its subject neither is measured
    nor vouches for it.
    """
    above = sentence.tokens[token].head
    oblique = above >= 0 and sentence.tokens[token].relation.startswith("obl")
    return oblique and sentence.tokens[above].lemma in known.units.meeting.verbs


def _measures(split: Words, index: int, end: int) -> bool:
    """Whether a length stands before the thing it measures."""
    hyphenated = split.get(end - 2).lower in ("-", "–") or not split.get(
        end - 1
    ).lower.endswith("s")
    return (
        split.tag(end)[:2] == "NN"
        and hyphenated
        and split.get(index).lower not in ("a", "an")
    )


def _figure(
    document: Document,
    split: Words,
    quantity: Quantity,
    vouching: Vouching,
    times: Sequence[Time],
    story: Told,
    known: Vocabulary,
) -> Figure:
    sentence, token = split.sentence, head_token(split, quantity)
    span = split.span(quantity.first, quantity.end)
    date, precision, basis = date_of(token, sentence, times, document, narrative=story)
    met = quantity.unit in known.units.durations.values() and _of_meeting(
        sentence, token, known
    )
    return Figure(
        span=span,
        sentence=sentence.index,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        of=None if met else counted(split, quantity, known),
        attributed_to=None if met else vouching.name(span, token),
        document=document.id,
        date=date,
        direction=direction(split, quantity, token, known),
        date_precision=precision,
        date_basis=basis,
    )
