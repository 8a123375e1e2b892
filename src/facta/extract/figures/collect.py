"""
From sentences to `Figure`s: finds quantities from left to right, leaving out what is a
time, and dates each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facta.extract.figures.attribution import Contents, FigureAttribution
from facta.extract.figures.counted import counted, head_token
from facta.extract.figures.direction import direction
from facta.extract.figures.quantities import Quantity, quantity_at
from facta.extract.page import Page
from facta.extract.times.durations import length_at
from facta.extract.words import Words
from facta.language.syntax import Tree
from facta.lexicon import Lexicon
from facta.records import Figure, Statement

# a bare number that counts nothing says something from here on; judged, not fitted
_TELLING = 10_000


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
    said = Contents(statements)
    found: list[Figure] = []
    for number, tree in enumerate(page.trees):
        sentence = _Sentence(page, number)
        vouching = FigureAttribution(tree, page.actors_in(number), said)
        told = (
            sentence.figure(quantity, vouching) for quantity in sentence.quantities()
        )
        found.extend(figure for figure in told if _says(figure, page.lexicon))
    return tuple(found)


def _says(figure: Figure, lexicon: Lexicon) -> bool:
    """
    Whether a number says something: it has a unit, a bound, or what it counts; "one"
    needs more than a noun.
    """
    of = figure.of or ""
    if figure.span.text.lower() == "one":
        fates = lexicon.figures.units.fates.values()
        *noun, last = of.split(" ")
        return bool(noun) and last in fates
    if figure.unit is not None:
        return True
    # the first of "10 or 12 days"
    if of.lower() in lexicon.times.times.units:
        return False
    if figure.of is not None or figure.value >= _TELLING:
        return True
    return (figure.low or figure.high or 0) > 0


class _Sentence:
    """A sentence with the times that its figures must not be taken from."""

    def __init__(self, page: Page, number: int) -> None:
        self._page = page
        self._number = number
        self._words = page.layout.words[number]
        self._tree = page.trees[number]
        sentence = self._tree.sentence
        self._times = page.times_between(sentence.start, sentence.end)

    def quantities(self) -> Iterator[Quantity]:
        """The quantities of the sentence from left to right."""
        index = 0
        while index < len(self._words.items):
            found = self._quantity_at(index)
            index += 1
            if found is not None:
                yield found
                index = max(index, found.end)

    def _quantity_at(self, index: int) -> Quantity | None:
        start = self._words.items[index].start
        spans = (time.span for time in self._times)
        if any(span.start <= start < span.end for span in spans):
            return _length(self._words, index)
        found = quantity_at(self._words, index)
        if found is None or self._holds_time(found):
            return None
        return found

    def _holds_time(self, found: Quantity) -> bool:
        span = self._words.span(found.core, found.end)
        times = (time.span for time in self._times)
        return any(time.start < span.end and span.start < time.end for time in times)

    def figure(self, quantity: Quantity, vouching: FigureAttribution) -> Figure:
        """A quantity with what it is of, who says so and its date."""
        words = self._words
        token = head_token(self._words, quantity)
        span = words.span(quantity.first, quantity.end)
        dated = self._page.dated(self._number, token)
        # how long people met is of nothing, and nobody vouches for it
        lasts = quantity.unit in words.units.durations.values()
        met = lasts and _of_meeting(self._tree, token)
        return Figure(
            span=span,
            sentence=words.sentence.index,
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            unit=quantity.unit,
            of=None if met else counted(words, quantity),
            attributed_to=None if met else vouching.name(span, token),
            document=self._page.document.id,
            date=dated.date,
            direction=direction(words, quantity, token),
            date_precision=dated.precision,
            date_basis=dated.basis,
        )


def _length(words: Words, index: int) -> Quantity | None:
    """
    A length that measures the thing behind it: "22-minute call", "two-hour meeting".
    """
    length = length_at(words, index)
    if length is None or length.count is None or length.bare:
        return None
    end = length.end
    units = words.units
    named = words.lower(end - 1).removesuffix("s")
    unit = units.durations.get(named)
    if unit is None:
        return None
    lasts = words.lemma(index - 1) in units.lasting.verbs
    measures = lasts or _measures(words, index, end)
    if not measures and not _filled(words, index, end):
        return None
    return Quantity(first=index, end=end, core=index, value=length.count, unit=unit)


def _filled(words: Words, index: int, end: int) -> bool:
    """
    Whether it tells how long people met ("spoke for two hours"), or is judged: "two
    hours were not enough".
    """
    tree = words.tree
    token = words.token(end - 1)
    if token is None or token.head < 0:
        return False
    if token.relation == "nsubj":
        return bool(tree.children(token.head, "cop"))
    meets = _of_meeting(tree, words.get(end - 1).token)
    return meets and words.lower(index - 1) == "for"


def _of_meeting(tree: Tree, token: int) -> bool:
    """
    Whether a length hangs from a verb of meeting: then its subject neither is measured
    nor vouches for it.
    """
    above = tree.tokens[token].head
    if above < 0 or not tree.relation(token).startswith("obl"):
        return False
    return tree.tokens[above].lemma in tree.lexicon.figures.units.meeting.verbs


def _measures(words: Words, index: int, end: int) -> bool:
    """Whether a length stands before the thing it measures."""
    if words.tag(end)[:2] != "NN":
        return False
    articles = words.tree.lexicon.grammar.indefinite_articles
    if words.lower(index) in articles:
        return False
    hyphen = words.lower(end - 2) in ("-", "–")
    return hyphen or not words.lower(end - 1).endswith("s")
