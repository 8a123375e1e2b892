"""
From sentences to `Time`s: finds expressions from left to right and resolves each by
what is known at that point.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from facta.extract.clauses import Clauses
from facta.extract.layout import Layout
from facta.extract.times.anchor import Context, Draft, Order, Tense, tense_of
from facta.extract.times.attachment import attachment
from facta.extract.times.calendar import Meaning
from facta.extract.times.compose import expression_at
from facta.extract.times.dates import numeric_order
from facta.extract.times.deadlines import ahead, due, from_now, is_deadline
from facta.extract.times.reported import as_said, quotation, saying_time, when_said
from facta.extract.words import Words
from facta.records import Document, Sentence, Time

# sentences behind a length within which what it counts from may be dated; judged, not
# fitted
_TOLD_WITHIN = 3


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
    course = _Course(layout, _order(layout.words))
    found: list[Time] = []
    awaiting: list[tuple[int, _Found]] = []
    for one, clauses in zip(layout.words, layout.clauses, strict=True):
        expressions = [_found(one, clauses, draft) for draft in drafts(one)]
        course.open(expressions)
        for expression in expressions:
            time = course.time(expression)
            if expression.draft.of == "shift" and time.type == "DURATION":
                awaiting.append((len(found), expression))
            found.append(time)
        course.close(one.sentence)
    for place, expression in awaiting:
        found[place] = course.again(expression)
    return tuple(found)


def drafts(found: Words) -> Iterator[Draft]:
    """
    The expressions of a sentence, the longest at each place, phrases that only look
    like one left out.
    """
    index = 0
    while index < len(found.items):
        # "the Good Friday Agreement" is none, though "the Good Friday" would be
        articled = found.lower(index) == "the"
        never = found.phrase(index + articled, found.known.never)
        if never:
            index += articled + len(never)
            continue
        draft = expression_at(found, index)
        index += 1
        if draft is not None:
            yield from draft.parts or (draft,)
            index = max(index, draft.end)


def _order(split: Sequence[Words]) -> Order | None:
    """
    Whether the numeric dates of a document put the day or the month first, where all
    that tell agree.
    """
    # "9/11" is the name of a day, whatever the habit of the writer
    orders = {
        numeric_order(word.text)
        for words in split
        for word in words.items
        if word.kind == "numeric" and word.text not in words.known.times.fixed
    }
    orders -= {None}
    if len(orders) != 1:
        return None
    return orders.pop()


class _Found(Struct, frozen=True, kw_only=True):
    """
    An expression in its sentence.

    `head` is the token that all its others hang from, -1 without one; `tense` is the
    outlook of its clause, ahead for every deadline.
    """

    words: Words
    clauses: Clauses
    draft: Draft
    head: int
    tense: Tense
    deadline: bool


def _found(words: Words, clauses: Clauses, draft: Draft) -> _Found:
    head = _head(words, draft)
    tense = _tense(words, draft, head)
    deadline = is_deadline(words, draft, tense)
    return _Found(
        words=words,
        clauses=clauses,
        draft=draft,
        head=head,
        tense="future" if deadline else tense,
        deadline=deadline,
    )


def _head(words: Words, draft: Draft) -> int:
    items = words.items[draft.first : draft.end]
    inside = {item.token for item in items}
    tokens = words.tree.tokens
    own = (at for at in sorted(inside) if at >= 0)
    heads = (at for at in own if tokens[at].head not in inside)
    return next(heads, -1)


def _tense(words: Words, draft: Draft, head: int) -> Tense:
    # what goes on "since Saturday" has begun, whatever the tense of its verb
    if words.lower(draft.first - 1) == "since":
        return "past"
    return tense_of(words.tree, head)


class _Course:
    """
    The narrative of a document as far as it has been read: its last time, where that
    stood, and the times of the things it spoke of.
    """

    def __init__(self, layout: Layout, order: Order | None) -> None:
        self._layout = layout
        self._document = layout.document
        self._order = order
        self._last: Meaning | None = None
        self._sentence = -2
        self._mentioned: dict[str, Meaning] = {}
        # times that nouns of the sentence being read have of their own
        self._own: dict[str, Meaning] = {}
        # when the words of a quotation were said, by where it opens
        self._said: dict[int | None, Meaning] = {}
        # what each sentence tells of when a thing took place, by the thing's lemma
        self._told: dict[int, dict[str, Meaning]] = {}

    def open(self, expressions: Sequence[_Found]) -> None:
        """Learn when the words that a sentence quotes were said."""
        if len(expressions) < 2:
            return
        saying = (one for one in expressions if self._dates_words(one))
        first = next(saying, None)
        quoted = [at for at in map(self._quoted, expressions) if at is not None]
        if first is None or not quoted:
            return
        meaning = first.draft.resolve(self._context(first))
        if meaning.dated and not _is_after(meaning, self._document):
            self._said.update(dict.fromkeys(quoted, meaning))

    def _dates_words(self, found: _Found) -> bool:
        return saying_time(self._layout, found.words, found.draft, found.head)

    def _quoted(self, found: _Found) -> int | None:
        """Where the quotation that an expression stands in opens."""
        around = quotation(self._layout, found.words, found.draft)
        return None if around is None else around.outer_start

    def time(self, found: _Found) -> Time:
        """The next expression, resolved; the narrative moves on to it."""
        return self._time(found, self._meaning(found))

    def again(self, found: _Found) -> Time:
        """
        A length that counts from what is dated only later: "two days before the vote
        ... The vote was on 4 May".
        """
        index = found.words.sentence.index
        later: dict[str, Meaning] = {}
        for here in range(index + _TOLD_WITHIN, index, -1):
            later.update(self._told.get(here, {}))
        context = Context(published=self._document.published, mentioned=later)
        return self._time(found, found.draft.resolve(context))

    def _time(self, found: _Found, meaning: Meaning) -> Time:
        draft = found.draft
        return Time(
            span=found.words.span(draft.first, draft.end),
            type=meaning.type,
            value=meaning.value,
            basis=meaning.basis,
            begin=meaning.begin,
            end=meaning.end,
            precision=meaning.precision,
            deadline=found.deadline,
        )

    def _meaning(self, found: _Found) -> Meaning:
        words = found.words
        draft = found.draft
        context = self._context(found)
        leads = ahead(words, draft, found.tense)
        said = self._said.get(self._quoted(found))
        if said is not None:
            counted = found.deadline or leads
            then = when_said(context, said, counted=counted)
            if then is not None:
                return as_said(_anchored(found, then, leads=leads), said)
        meaning = _anchored(found, context, leads=leads)
        if not found.deadline and not leads:
            self._follow(found, meaning)
        return meaning

    def _context(self, found: _Found) -> Context:
        return Context(
            published=self._document.published,
            narrative=self._last,
            near=found.words.sentence.index - self._sentence <= 1,
            tense=found.tense,
            order=self._order,
            mentioned=self._mentioned,
        )

    def _follow(self, found: _Found, meaning: Meaning) -> None:
        """Move on to a time, and keep it for the noun that it stands within."""
        sentence = found.words.sentence
        if meaning.dated:
            told = self._told.setdefault(sentence.index, {})
            told.update(dict.fromkeys(_subjects(found), meaning))
        if found.head < 0:
            self._move(meaning, sentence)
            return
        place = attachment(found.clauses, found.head)
        apart = place.narrated and self._tells_apart(meaning)
        if place.moves or apart:
            self._move(meaning, sentence)
        if place.noun >= 0 and meaning.dated:
            lemma = found.clauses.lemma(place.noun)
            self._own[lemma] = meaning
            self._told.setdefault(sentence.index, {})[lemma] = meaning

    def _tells_apart(self, meaning: Meaning) -> bool:
        """
        Whether the time of a deed's noun tells the narrative's day, or at least that it
        stands in another year.
        """
        last = self._last.begin if self._last is not None else None
        if meaning.precision == "day" or last is None or meaning.begin is None:
            return True
        return last.year != meaning.begin.year

    def _move(self, meaning: Meaning, sentence: Sentence) -> None:
        """Take a resolved date, unless it is long, or still to come."""
        dates = meaning.dated and meaning.type in ("DATE", "TIME")
        if not dates or meaning.precision is None:
            return
        if not _is_after(meaning, self._document):
            self._last = meaning
            self._sentence = sentence.index

    def close(self, sentence: Sentence) -> None:
        """
        Tie the things of a sentence that has been read to the time that the narrative
        stands at, those with a time of their own to that.
        """
        if self._last is not None:
            moved = self._sentence == sentence.index
            self._tie(sentence, self._last, again=moved)
        self._mentioned.update(self._own)
        self._own.clear()

    def _tie(self, sentence: Sentence, meaning: Meaning, *, again: bool) -> None:
        for token in sentence.tokens:
            if token.upos not in ("NOUN", "VERB"):
                continue
            lemma = token.lemma.lower()
            if again or lemma not in self._mentioned:
                self._mentioned[lemma] = meaning


def _anchored(found: _Found, context: Context, *, leads: bool) -> Meaning:
    """What an expression means; `leads` says that it counts on from its anchor."""
    if found.deadline:
        meaning = found.draft.resolve(context)
        return due(found.words, found.draft, meaning, context)
    if leads:
        return from_now(found.words, found.draft, context)
    return found.draft.resolve(context)


def _subjects(found: _Found) -> Iterator[str]:
    """What a time says of when it took place: "the vote was on 4 May"."""
    tree = found.words.tree
    head = found.head
    if head < 0:
        return
    place = head if tree.children(head, "cop") else tree.tokens[head].head
    if place < 0:
        return
    for subject in tree.children(place, "nsubj", "nsubj:pass"):
        yield tree.lemma(subject)


def _is_after(meaning: Meaning, document: Document) -> bool:
    """Whether a time lies behind publication."""
    published = document.published
    begin = meaning.begin
    if published is None or begin is None:
        return False
    return begin > published
