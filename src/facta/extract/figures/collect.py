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
from facta.extract.page import Page
from facta.extract.times.durations import length_at
from facta.extract.words import Words
from facta.language.syntax import Tree
from facta.lexicon.figures import Vocabulary
from facta.records import Figure, Statement, Time


def figures(page: Page, statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """
    Every figure of a document, in text order, never overlapping.

    Args:
        page: the document; its actors give canonical names to who says so, its times
            date the figures; what is a time is no figure, save a length that measures a
            thing ("22-minute call").
        statements: a figure within one is its speaker's; may be empty.

    Returns:
        One `Figure` each. `value` is the number itself; the least it can mean for
        "dozens" (24, as is `low`); the middle of a range. "at least" sets `low`, "up
        to" sets `high`. `unit` is an ISO 4217 code, "%", "x" for multiples, "share" for
        fractions of one, a unit of measure, or None for plain counts.
    """
    known = page.lexicon.figures
    found: list[Figure] = []
    said = Said(statements)
    for number, tree in enumerate(page.trees):
        split = page.layout.words[number]
        near = page.times_between(tree.sentence.start, tree.sentence.end)
        vouching = Vouching(tree, page.actors_in(number), said, known)
        told = [
            _figure(page, number, split, quantity, vouching, known)
            for quantity in _quantities(split, near, known)
        ]
        found.extend(figure for figure in told if _says(figure, page))
    return tuple(found)


def _says(figure: Figure, page: Page) -> bool:
    """
    Whether a number says something: it has a unit, a bound, or what it counts; "one"
    needs more than a noun.
    """
    if figure.span.text.lower() == "one":
        return (
            figure.of is not None
            and " " in figure.of
            and figure.of.split()[-1] in page.lexicon.figures.units.fates.values()
        )
    if (
        figure.unit is None
        and figure.of is not None
        and figure.of.lower() in page.lexicon.times.times.units
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
            else quantity_at(split, index)
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
    unit = known.units.durations.get(split.lower(length.end - 1).removesuffix("s"))
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
            tokens[child].relation == "cop" for child in split.tree.children(above)
        )
    return split.lower(index - 1) == "for" and _of_meeting(split.tree, token, known)


def _of_meeting(tree: Tree, token: int, known: Vocabulary) -> bool:
    """
    Whether a length hangs from a verb of meeting: then its subject neither is measured
    nor vouches for it.
    """
    above = tree.tokens[token].head
    oblique = above >= 0 and tree.tokens[token].relation.startswith("obl")
    return oblique and tree.tokens[above].lemma in known.units.meeting.verbs


def _measures(split: Words, index: int, end: int) -> bool:
    """Whether a length stands before the thing it measures."""
    hyphenated = split.lower(end - 2) in ("-", "–") or not split.lower(
        end - 1
    ).endswith("s")
    return (
        split.tag(end)[:2] == "NN"
        and hyphenated
        and split.lower(index) not in ("a", "an")
    )


def _figure(
    page: Page,
    number: int,
    split: Words,
    quantity: Quantity,
    vouching: Vouching,
    known: Vocabulary,
) -> Figure:
    token = head_token(split, quantity)
    span = split.span(quantity.first, quantity.end)
    dated = page.dated(number, token)
    lasts = quantity.unit in known.units.durations.values()
    met = lasts and _of_meeting(split.tree, token, known)
    return Figure(
        span=span,
        sentence=split.sentence.index,
        value=quantity.value,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        of=None if met else counted(split, quantity, known),
        attributed_to=None if met else vouching.name(span, token),
        document=page.document.id,
        date=dated.date,
        direction=direction(split, quantity, token, known),
        date_precision=dated.precision,
        date_basis=dated.basis,
    )
