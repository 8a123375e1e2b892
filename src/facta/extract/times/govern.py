"""
Which time dates a word: the one in its syntax, else the story's, else the day of publication, else none.

`date_of` is what events, statements, commitments and figures call for their dates.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, pairwise

from facta.extract.times.vocabulary import vocabulary
from facta.records import Date, DateBasis, Document, Precision, Sentence, Time, Token

_COUNTING = frozenset(("after", "before", "following"))
_NOMINAL = frozenset(
    ("obj", "obl", "nsubj", "nsubj:pass", "nmod", "compound", "xcomp", "conj", "amod", "appos", "obl:agent", "iobj")
)


def date_of(
    token_index: int,
    sentence: Sentence,
    times: Sequence[Time],
    document: Document,
    *,
    narrative: Time | None,
) -> tuple[Date | None, Precision | None, DateBasis]:
    """
    The date of what a token tells: an event's trigger, a cue of saying, a counted noun.

    Climbs from the token to the words that govern it and takes the first time that hangs from one of them. It stops
    where another clause begins: the time of "said on Monday" is that of the saying, not of what was said. A noun takes
    the time of its verb ("launched an attack on Tuesday"), a second verb of a pair that of the first.

    Args:
        token_index: the token in `sentence`.
        times: those of the whole document, or of the sentence.
        narrative: the time the story stands at, as `narrative_of` gives it.

    Returns:
        The first day it may have happened on, how precise that is, and the basis: "stated" where a time governs it
        ("narrative" if that one hangs on another), else "narrative" for the story's, else "published" for the
        publication day; None and "unresolved" where nothing tells, or where the time that governs cannot be resolved.
    """
    own = [time for time in times_in(sentence, times) if time.type in ("DATE", "TIME")]
    governing = _governing(token_index, sentence, [time for time in own if not time.deadline])
    if governing is not None and governing.value != "PRESENT_REF":
        # "on Friday" states the day of the deed, although the day of publication is needed to tell which Friday
        return _dated(governing, "stated" if governing.basis == "published" else governing.basis)
    if governing is None and narrative is not None and narrative.begin is not None:
        return _dated(narrative, "narrative")
    if document.published is not None:
        return document.published, "day", "published"
    return None, None, "unresolved"


def times_in(sentence: Sentence, times: Sequence[Time]) -> Sequence[Time]:
    """Those of `times`, which are in text order, that start within a sentence."""
    first = bisect_left(times, sentence.start, key=_start)
    return times[first : bisect_left(times, sentence.end, key=_start)]


def _start(one: Time) -> int:
    return one.span.start


def _dated(time: Time, basis: DateBasis) -> tuple[Date | None, Precision | None, DateBasis]:
    if time.begin is None or basis == "unresolved" or time.precision is None:
        return None, None, "unresolved"
    return time.begin, time.precision, basis


def _governing(token_index: int, sentence: Sentence, times: Sequence[Time]) -> Time | None:
    """The time that hangs from the token or from what governs it within its clause; the nearest where there are two."""
    if not 0 <= token_index < len(sentence.tokens) or not times:
        return None
    hung = _anchors(sentence, [time for time in times if not _counts_from(sentence.tokens[token_index], time)])
    here, steps = token_index, 0
    while here >= 0 and steps <= len(sentence.tokens):
        mine = hung.get(here, [])
        if mine:
            start = sentence.tokens[token_index].start
            return min(mine, key=lambda time: (time.value is None, abs(time.span.start - start)))
        here, steps = _above(sentence, here), steps + 1
    return None


def _sets_the_scene(sentence: Sentence, index: int) -> bool:
    """Whether a noun with a time of its own dates the verb, too: "during the May call he proposed"."""
    if index < 0 or sentence.tokens[index].relation != "obl" or sentence.tokens[index].upos != "NOUN":
        return False
    return any(sentence.tokens[child].text.lower() in ("during", "in", "at") for child in sentence.children(index))


def _counts_from(token: Token, time: Time) -> bool:
    """Whether a time counts from what the token tells ("days after a phone call"): then it dates something else."""
    before = time.span.text[: max(token.start - time.span.start, 0)].lower().split()
    return time.span.start <= token.start < time.span.end and bool(_COUNTING.intersection(before))


def _anchors(sentence: Sentence, times: Sequence[Time]) -> dict[int, list[Time]]:
    """For each token, the times that hang from it; a time's own head counts too."""
    found: dict[int, list[Time]] = {}
    for time in times:
        inside = sentence.tokens_between(time.span.start, time.span.end)
        heads = [i for i in inside if sentence.tokens[i].head not in inside]
        if heads:
            found.setdefault(heads[0], []).append(time)
            holder = sentence.tokens[heads[0]].head
            found.setdefault(holder, []).append(time)
            if _sets_the_scene(sentence, holder):
                found.setdefault(sentence.tokens[holder].head, []).append(time)
    return found


def _above(sentence: Sentence, index: int) -> int:
    """The governor whose time also dates this token, or -1 where another clause begins."""
    token = sentence.tokens[index]
    relation = token.relation
    if relation in _NOMINAL:
        shifted = any(
            sentence.tokens[child].text.lower() in vocabulary().times.contexts.shifting
            for child in sentence.children(index)
            if sentence.tokens[child].relation == "case"
        )
        return -1 if shifted else token.head
    if relation in ("advcl", "acl") and token.tag == "VBG":
        marked = any(sentence.tokens[child].relation in ("mark", "case") for child in sentence.children(index))
        return -1 if marked else token.head
    return -1


def narrative_of(
    sentence: Sentence, sentences: Sequence[Sentence], times: Sequence[Time], document: Document
) -> Time | None:
    """
    The time that the story stands at in a sentence: the last resolved day, month, season or year up to its end.

    It holds within its paragraph and for the sentence that opens the next one. Deadlines, durations, what recurs and
    what lies after publication do not move a story. Who asks for each sentence of a document takes a `Story`.
    """
    return Story(sentences, times, document).time_in(sentence)


class Story:
    """The time that the story of a document stands at, sentence by sentence; see `narrative_of`."""

    def __init__(self, sentences: Sequence[Sentence], times: Sequence[Time], document: Document) -> None:
        self._moving = [time for time in times if _moves(time, document)]
        self._starts = [sentence.start for sentence in sentences]
        breaks = (_breaks(document.text, before, after) for before, after in pairwise(sentences))
        self._paragraphs = list(accumulate(breaks, initial=0))  # the number of the paragraph of each sentence

    def time_in(self, sentence: Sentence) -> Time | None:
        """The time that the story stands at in a sentence."""
        place = bisect_left(self._moving, sentence.end, key=_start) - 1
        if place < 0:
            return None
        last = self._moving[place]
        home, mine = (bisect_right(self._starts, at) - 1 for at in (last.span.start, sentence.start))
        if home < 0:
            return None
        away = self._paragraphs[mine] - self._paragraphs[home]
        opens = away == 1 and self._paragraphs[mine - 1] < self._paragraphs[mine]
        return last if away <= 0 or opens else None


def _moves(time: Time, document: Document) -> bool:
    ahead = document.published is not None and time.begin is not None and time.begin > document.published
    resolved = time.begin is not None and time.precision is not None and time.basis != "unresolved"
    return resolved and not ahead and not time.deadline and time.type in ("DATE", "TIME")


def _breaks(text: str, before: Sentence, after: Sentence) -> bool:
    """Whether a new paragraph begins between two sentences."""
    return "\n" in text[before.end : after.start]
