"""
The day that the context gives a deed, and the reason that a reader would take for it; without one it gives none.

`narrative_of` lays out what stands before a sentence; `carried` asks whether a word of it goes on from there.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from facta.extract.times.homes import Home, heads, home
from facta.extract.times.syntax import SUBJECTS, Clauses
from facta.records import Document, Sentence, Time

BACK = 12  # sentences that are looked back over for a heading, for the story's time and for an act told before
NEAR = 8  # sentences within which "the talks" are those that were told of
OLD = datetime.timedelta(days=365)
_SCENE = frozenset(("at", "during", "in", "within"))
_WHICH = frozenset(("which", "whom"))
_PRONOUNS = frozenset(("he", "she", "they", "it"))
_TALKS = frozenset(("interview", "meeting", "speech", "visit"))


class Carried(Struct, frozen=True):
    """A time taken from the context, and why."""

    time: Time
    reason: str


class Story(Struct, frozen=True):
    """
    What stands before a sentence, and its own times.

    `before` are the sentences up to `BACK` behind it, none above a heading, the nearest first; of these, `paragraph` stand
    in its own paragraph and `near` in that or the one before. `heading` is a day that stands over them as a heading.
    """

    sentence: Sentence
    before: tuple[Sentence, ...]
    paragraph: int
    near: int
    times: Sequence[Time]
    document: Document
    heading: Time | None


def times_in(sentence: Sentence, times: Sequence[Time]) -> Sequence[Time]:
    """Those of `times`, which are in text order, that start within a sentence."""
    first = bisect_left(times, sentence.start, key=_start)
    return times[first : bisect_left(times, sentence.end, key=_start)]


def narrative_of(sentence: Sentence, sentences: Sequence[Sentence], times: Sequence[Time], document: Document) -> Story:
    """
    What the story has told when a sentence begins.

    Args:
        sentences: those of the document, or the last ones up to `sentence`, in order.
        times: those of the document, in order.

    Returns:
        The sentences before, up to `BACK` of them, and a day that is their heading.
    """
    mine = bisect_right(sentences, sentence.start, key=lambda one: one.start) - 1
    before: list[Sentence] = []
    breaks = paragraph = near = 0
    heading: Time | None = None
    for at in range(mine - 1, max(mine - BACK, 0) - 1, -1):
        breaks += _breaks(document.text, sentences[at], sentences[at + 1])
        if sentences[at].kind == "heading":
            heading = _day_over(sentences[at], times, document)
            break
        before.append(sentences[at])
        paragraph += breaks == 0
        near += breaks <= 1
    return Story(sentence, tuple(before), paragraph, near, times, document, heading)


def _start(one: Time) -> int:
    return one.span.start


def _breaks(text: str, before: Sentence, after: Sentence) -> bool:
    """Whether a new paragraph begins between two sentences."""
    return "\n" in text[before.end : after.start]


def _day_over(sentence: Sentence, times: Sequence[Time], document: Document) -> Time | None:
    """The time that is all of a heading, unless it is the day of the account itself."""
    inside = times_in(sentence, times)
    if len(inside) != 1 or not telling(inside[0], document):
        return None
    span, words = inside[0].span, sum(token.upos != "PUNCT" for token in sentence.tokens)
    covered = sum(token.upos != "PUNCT" and span.start <= token.start < span.end for token in sentence.tokens)
    return inside[0] if words - covered <= 1 and inside[0].begin != document.published else None


def telling(time: Time, document: Document) -> bool:
    """Whether a time is a resolved day, month, season or year that is not to come."""
    ahead = document.published is not None and time.begin is not None and time.begin > document.published
    resolved = time.begin is not None and time.precision is not None and time.basis != "unresolved"
    return resolved and not ahead and not time.deadline and time.type in ("DATE", "TIME")


def hanging(clauses: Clauses, times: Sequence[Time]) -> dict[int, list[tuple[Time, Home]]]:
    """For each word, the times that date it of themselves, and what each belongs to."""
    found: dict[int, list[tuple[Time, Home]]] = {}
    tokens = clauses.tokens
    for time in times:
        first = bisect_right(tokens, time.span.start, key=lambda token: token.end)
        last = bisect_left(tokens, time.span.end, key=lambda token: token.start)
        for head in heads(range(first, last), clauses)[:1]:
            place = home(clauses, head)
            for word in dict.fromkeys(place.words):
                found.setdefault(word, []).append((time, place))
    return found


def old(story: Story) -> bool:
    """Whether the story stands more than a year before publication: what it tells has nothing to do with that day."""
    published = story.document.published
    if published is None:
        return False
    for sentence in (story.sentence, *story.before[: story.near]):
        clauses = Clauses(sentence)
        own = hanging(clauses, [time for time in times_in(sentence, story.times) if telling(time, story.document)])
        moving = [time for held in own.values() for time, place in held if place.moves or place.told]
        if moving:
            last = max(moving, key=_start)
            return last.end is not None and published - last.end > OLD
    return False


def _moving(clauses: Clauses, story: Story) -> Iterator[tuple[int, Time]]:
    """The words of a sentence that a time of the story dates, with that time."""
    own = times_in(clauses.sentence, story.times)
    if not own:
        return
    for word, held in hanging(clauses, own).items():
        yield from ((word, time) for time, place in held if place.moves and telling(time, story.document))


def carried(index: int, clauses: Clauses, story: Story) -> Carried | None:
    """The time that the context gives a word of the story's sentence, with its reason; None without one."""
    told_again = _told_again(index, clauses, story)
    if told_again is not None:
        return told_again
    verb = clauses.clause(index)
    if verb < 0 or not clauses.told_as_past(verb):
        return None
    occasion = _occasion(verb, clauses, story)
    if occasion is not None:
        return occasion
    if not _leads(verb, clauses):
        return None
    return _next(verb, clauses, story) or _goes_on(verb, clauses, story) or _under(story)


def _leads(verb: int, clauses: Clauses) -> bool:
    """Whether a clause is a main one."""
    here = verb
    while clauses.base(here) == "conj" and clauses.tokens[here].head >= 0:
        here = clauses.tokens[here].head
    return clauses.base(here) in ("root", "parataxis")


def _under(story: Story) -> Carried | None:
    if story.heading is None:
        return None
    return Carried(story.heading, f"under the heading “{_words(story.heading)}”")


def _words(time: Time) -> str:
    return " ".join(time.span.text.split())


def _next(verb: int, clauses: Clauses, story: Story) -> Carried | None:
    """By an adverb of sequence, from the deed that the sentence before dates."""
    wanted = clauses.known.times.told.sequence
    adverb = next((c for c in clauses.children(verb, "advmod") if clauses.lemma(c) in wanted), None)
    last = _last_deed(story) if adverb is not None else None
    if adverb is None or last is None or last[1].precision not in ("day", "month"):
        return None
    return Carried(last[1], f"“{clauses.tokens[adverb].text}” after “{_words(last[1])}”")


def _goes_on(verb: int, clauses: Clauses, story: Story) -> Carried | None:
    """By words that go on from the sentence before: of the same speaker, or of one who took part in the talk."""
    subject = next(clauses.children(verb, *SUBJECTS), None)
    if subject is None or not clauses.speaking(verb):
        return None
    for at, sentence in enumerate(story.before[: story.near]):
        earlier = Clauses(sentence)
        deed = _dated_deed(earlier, story)
        if deed is not None:
            talks = _talk(deed[0], earlier, words=at < story.paragraph) and _named(subject, clauses, earlier)
            return Carried(deed[1], f"goes on from “{_words(deed[1])}” before it") if talks else None
        root = next((i for i, token in enumerate(earlier.tokens) if token.head < 0), -1)
        if root < 0 or not earlier.told_as_past(root) or times_in(sentence, story.times):
            return None
    return None


def _talk(verb: int, clauses: Clauses, *, words: bool) -> bool:
    """Whether a clause tells of a talk, a speech or a visit; with `words`, of anything said will do."""
    told = (verb, *clauses.children(verb, "obj", "obl", *SUBJECTS))
    return (words and clauses.speaking(verb)) or any(clauses.known.acts.get(clauses.lemma(at)) in _TALKS for at in told)


def _named(subject: int, clauses: Clauses, earlier: Clauses) -> bool:
    """Whether a subject is somebody of an earlier sentence: a pronoun, "the minister", or the same name."""
    word = clauses.tokens[subject].text.lower()
    return word in _PRONOUNS or clauses.bare(subject) or any(word == token.text.lower() for token in earlier.tokens)


def _last_deed(story: Story) -> tuple[Clauses, Time] | None:
    """The sentence before in the same paragraph, if a time dates its main verb and that is told as past."""
    if not story.paragraph:
        return None
    clauses = Clauses(story.before[0])
    deed = _dated_deed(clauses, story)
    return None if deed is None else (clauses, deed[1])


def _dated_deed(clauses: Clauses, story: Story) -> tuple[int, Time] | None:
    """The main verb of a sentence, told as past, and the time that dates it."""
    for word, time in _moving(clauses, story):
        if clauses.predicate(word) and _leads(word, clauses) and clauses.told_as_past(word):
            return word, time
    return None


def _occasion(verb: int, clauses: Clauses, story: Story) -> Carried | None:
    """By the occasion on which it was done: "at the talks", "the talks in which", "the talks faltered when"."""
    token = clauses.tokens[verb]
    if token.relation == "acl:relcl":
        inside = any(
            (clauses.tokens[child].text.lower() in _WHICH and clauses.cases(child) & _SCENE)
            or clauses.tokens[child].text.lower() in ("where", "when")
            for child in clauses.below[verb]
        )
        return _of_act(token.head, clauses, story, backwards=False) if inside else None
    scenes = [c for c in clauses.children(verb, "obl") if clauses.cases(c) & _SCENE and clauses.definite(c)]
    if token.relation == "advcl" and clauses.cases(verb) & {"when", "as"}:
        scenes += [c for c in clauses.children(token.head, *SUBJECTS) if clauses.definite(c)]
    found = (_of_act(scene, clauses, story) for scene in scenes)
    return next((one for one in found if one is not None), None)


def _told_again(index: int, clauses: Clauses, story: Story) -> Carried | None:
    """By the act itself: "the attack", "the attack killed nine" after the sentence that dates the attack."""
    if clauses.deed(index):
        return _of_act(index, clauses, story) if clauses.bare(index) else None
    verb = clauses.clause(index)
    if verb < 0 or not clauses.carrying(verb) or not clauses.told_as_past(verb):
        return None
    subjects = [s for s in clauses.children(verb, *SUBJECTS) if clauses.deed(s) and clauses.bare(s)]
    return _of_act(subjects[0], clauses, story) if subjects else None


def _of_act(noun: int, clauses: Clauses, story: Story, *, backwards: bool = True) -> Carried | None:
    """The time of the act that a noun names: its own, else that of the last telling of it."""
    act = clauses.known.acts.get(clauses.lemma(noun))
    if act is None:
        return None
    own = _time_of(noun, clauses, story)
    if own is not None:
        return Carried(own, f"at the {clauses.tokens[noun].text} of “{_words(own)}”")
    before = story.before[:NEAR] if backwards and clauses.bare(noun) else ()
    for sentence in before:
        earlier = Clauses(sentence)
        named = [at for at in range(len(earlier.tokens)) if earlier.known.acts.get(earlier.lemma(at)) == act]
        dated = [time for at in named if (time := _time_of(at, earlier, story)) is not None]
        if dated:
            return Carried(dated[-1], f"“the {clauses.tokens[noun].text}” is that of “{_words(dated[-1])}”")
        if any(not earlier.definite(at) for at in named):
            return None
    return None


def _time_of(index: int, clauses: Clauses, story: Story) -> Time | None:
    """The time that dates a word in its own sentence."""
    token = clauses.tokens[index]
    near = (time for time in times_in(clauses.sentence, story.times) if telling(time, story.document))
    own = [time for time in near if not time.span.start <= token.start < time.span.end]
    hung = hanging(clauses, own) if own else {}
    here = index
    for _ in range(len(clauses.tokens)):
        if here < 0:
            return None
        if here in hung:
            return hung[here][0][0]
        here = clauses.above(here)
    return None
