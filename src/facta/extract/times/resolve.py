"""
From sentences to `Time`s: finds expressions from left to right and resolves each by
what is known at that point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from facta.extract.layout import Layout
from facta.extract.times.anchor import Context, Draft, Order, tense_of
from facta.extract.times.calendar import Meaning
from facta.extract.times.compose import expression_at
from facta.extract.times.dates import numeric_order
from facta.extract.times.deadlines import ahead, due, from_now, is_deadline
from facta.extract.times.homes import home
from facta.extract.times.syntax import Clauses
from facta.extract.times.words import Words, phrase_at, words
from facta.records import Document, Sentence, Time


class _Story:
    """
    What the text has told so far: its last time, where that stood, and the times of the
    things it spoke of.
    """

    def __init__(self) -> None:
        self.last: Meaning | None = None
        self.sentence = -2
        self.told: dict[str, Meaning] = {}

    def near(self, sentence: Sentence) -> bool:
        return sentence.index - self.sentence <= 1

    def other(self, meaning: Meaning) -> bool:
        """
        Whether the time of a deed's noun tells the story's day, or at least that it
        stands in another year.
        """
        if (
            meaning.precision == "day"
            or self.last is None
            or self.last.begin is None
            or meaning.begin is None
        ):
            return True
        return self.last.begin.year != meaning.begin.year

    def move(self, meaning: Meaning, sentence: Sentence, document: Document) -> None:
        """Take a resolved date, unless it is long, or still to come."""
        ahead = (
            document.published is not None
            and meaning.begin is not None
            and meaning.begin > document.published
        )
        if (
            meaning.dated
            and meaning.type in ("DATE", "TIME")
            and meaning.precision is not None
            and not ahead
        ):
            self.last, self.sentence = meaning, sentence.index

    def remember(self, sentence: Sentence, own: Mapping[str, Meaning]) -> None:
        """
        Tie the things of a sentence to the time that the story stands at, those with a
        time of their own to that.
        """
        if self.last is not None:
            for token in sentence.tokens:
                if token.upos in ("NOUN", "VERB"):
                    if self.sentence == sentence.index:
                        self.told[token.lemma.lower()] = self.last
                    else:
                        self.told.setdefault(token.lemma.lower(), self.last)
        self.told.update(own)


def times(layout: Layout) -> tuple[Time, ...]:
    """
    Every expression of time of a document, in text order, never overlapping.

    Args:
        layout: the document; its publication day anchors "yesterday", "Tuesday", "May
            25", tenses and neighbours are read from its trees.

    Returns:
        One `Time` each. `basis` is "stated" where the words alone fix the value,
        "narrative" where another time of the text does, "published" where the
        publication day does, "unresolved" where nothing does; then `value` is None or
        tells what is known (XXXX-05-25).
    """
    document = layout.document
    split = [words(document.text, tree) for tree in layout.trees]
    order, story = _order(split), _Story()
    found: list[Time] = []
    for one in split:
        clauses, own = Clauses(one.tree), dict[str, Meaning]()
        found.extend(
            _time(document, one, draft, story, order, clauses, own)
            for draft in drafts(one)
        )
        story.remember(one.sentence, own)
    return tuple(found)


def drafts(found: Words) -> Iterator[Draft]:
    """
    The expressions of a sentence, the longest at each place, phrases that only look
    like one left out.
    """
    index = 0
    while index < len(found.items):
        never = phrase_at(found, index, found.known.never)
        draft = None if never else expression_at(found, index)
        if draft is not None:
            yield from draft.parts or (draft,)
        index = max(index + 1, index + len(never), draft.end if draft else 0)


def _order(split: Sequence[Words]) -> Order | None:
    """
    Whether the numeric dates of a document put the day or the month first, where all
    that tell agree.
    """
    told = {
        numeric_order(word.text)
        for one in split
        for word in one.items
        if word.kind == "numeric" and word.text != "9/11"
    }
    told -= {None}
    if len(told) != 1:
        return None
    if "day" not in told:
        return "month"
    return "day"


def _time(
    document: Document,
    found: Words,
    draft: Draft,
    story: _Story,
    order: Order | None,
    clauses: Clauses,
    own: dict[str, Meaning],
) -> Time:
    sentence, head = found.sentence, _head(found, draft)
    tense = tense_of(found.tree, head, found.known)
    if found.lower(draft.first - 1) == "since":
        tense = "past"  # "since Saturday trucks have gone another way"
    deadline = is_deadline(found, draft, tense)
    if deadline:
        tense = "future"
    context = Context(
        published=document.published,
        story=story.last,
        near=story.near(sentence),
        tense=tense,
        year=None,
        order=order,
        told=story.told,
    )
    meaning = draft.resolve(context)
    if deadline:
        meaning = due(found, draft, meaning, context)
    elif ahead(found, draft, tense):
        meaning = from_now(found, draft, context)
    else:
        place = home(clauses, head) if head >= 0 else None
        if place is None or place.moves or (place.told and story.other(meaning)):
            story.move(meaning, sentence, document)
        if place is not None and place.noun >= 0 and meaning.dated:
            own[clauses.lemma(place.noun)] = meaning
    span = found.span(draft.first, draft.end)
    return Time(
        span=span,
        type=meaning.type,
        value=meaning.value,
        basis=meaning.basis,
        begin=meaning.begin,
        end=meaning.end,
        precision=meaning.precision,
        deadline=deadline,
    )


def _head(found: Words, draft: Draft) -> int:
    """The token of an expression that all its others hang from."""
    inside = {found.items[index].token for index in range(draft.first, draft.end)}
    tokens = found.sentence.tokens
    heads = [
        token
        for token in sorted(inside)
        if token >= 0 and tokens[token].head not in inside
    ]
    if heads:
        return heads[0]
    return -1
