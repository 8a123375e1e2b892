"""
The day that the context gives a deed, and the reason that a reader would take for it;
without one it gives none.

`from_context` tries the reasons one after the other: the act itself told again, an occasion
on which it was done, a word of sequence, words that go on from those of the sentence
before, a day that stands over the text as a heading.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from facta.extract.clauses import SUBJECTS, Clauses
from facta.extract.times.narrative import Position, TimedSentence
from facta.records import Precision, Time

# sentences within which "the talks" are those that were told of; judged, not fitted
NEAR = 8
# a day or a month carries over to a neighbour, a year or a season says too little
_CLOSE: frozenset[Precision | None] = frozenset(("day", "month"))


class ContextTime(Struct, frozen=True):
    """A time taken from the context, and why."""

    time: Time
    reason: str


def from_context(index: int, position: Position) -> ContextTime | None:
    """
    The time that the context gives a word of a sentence, with its reason; None without
    one.
    """
    clauses = position.here.clauses
    again = _act_again(index, position)
    if again is not None:
        return again
    verb = clauses.clause(index)
    if verb < 0 or not clauses.told_as_past(verb):
        return None
    rules = _RULES if _leads(verb, clauses) else _RULES_BESIDE
    found = (rule(verb, position) for rule in rules)
    return next((one for one in found if one is not None), None)


def _leads(verb: int, clauses: Clauses) -> bool:
    """Whether a clause is a main one."""
    leading = (at for at in clauses.up(verb) if clauses.base(at) != "conj")
    first = next(leading, verb)
    return clauses.base(first) in ("root", "parataxis")


def quoted(time: Time) -> str:
    """The words of a time, as a reason quotes them."""
    return f"“{' '.join(time.span.text.split())}”"


def _act_again(index: int, position: Position) -> ContextTime | None:
    """
    By the act itself: "the attack", "the attack killed nine" after the sentence that
    dates the attack.
    """
    clauses = position.here.clauses
    if clauses.deed(index):
        if not clauses.bare(index):
            return None
        return _of_act(index, position)
    verb = clauses.clause(index)
    if verb < 0 or not clauses.carrying(verb) or not clauses.told_as_past(verb):
        return None
    for subject in clauses.children(verb, *SUBJECTS):
        if clauses.deed(subject) and clauses.bare(subject):
            return _of_act(subject, position)
    return None


def _occasion(verb: int, position: Position) -> ContextTime | None:
    """
    By the occasion on which it was done: "at the talks", "the talks in which", "the
    talks faltered when".
    """
    clauses = position.here.clauses
    token = clauses.tokens[verb]
    if token.relation == "acl:relcl":
        if not _inside(verb, clauses):
            return None
        return _of_act(token.head, position, backwards=False)
    found = (_of_act(scene, position) for scene in _scenes(verb, clauses))
    return next((one for one in found if one is not None), None)


def _scenes(verb: int, clauses: Clauses) -> Iterator[int]:
    """The nouns that may name the occasion on which a verb's deed was done."""
    narrative = clauses.known.times.narrative
    for at in clauses.children(verb, "obl"):
        if clauses.cases(at) & narrative.occasions and clauses.definite(at):
            yield at
    token = clauses.tokens[verb]
    if token.relation == "advcl" and clauses.cases(verb) & narrative.meanwhile:
        subjects = clauses.children(token.head, *SUBJECTS)
        yield from (at for at in subjects if clauses.definite(at))


def _inside(verb: int, clauses: Clauses) -> bool:
    """
    Whether a relative clause tells what was done on an occasion: "in which he refused",
    "where they met".
    """
    narrative = clauses.known.times.narrative
    relatives = clauses.tree.lexicon.grammar.oblique_relatives
    for at in clauses.below[verb]:
        word = clauses.tokens[at].text.lower()
        if word in narrative.inside:
            return True
        if word in relatives and clauses.cases(at) & narrative.occasions:
            return True
    return False


def _of_act(
    noun: int, position: Position, *, backwards: bool = True
) -> ContextTime | None:
    """
    The time of the act that a noun names: its own, else that of the last telling of it.
    """
    clauses = position.here.clauses
    act = clauses.known.acts.get(clauses.lemma(noun))
    if act is None:
        return None
    name = clauses.tokens[noun].text
    own = position.here.time_of(noun)
    if own is not None:
        return ContextTime(own, f"at the {name} of {quoted(own)}")
    if not backwards or not clauses.bare(noun):
        return None
    earlier = _last_telling(act, position)
    if earlier is None:
        return None
    return ContextTime(earlier, f"“the {name}” is that of {quoted(earlier)}")


def _last_telling(act: str, position: Position) -> Time | None:
    """
    The time of an act in the nearest sentence that dates it; none behind a sentence
    that introduces another act of the kind without a date ("an attack").
    """
    for earlier in position.before[:NEAR]:
        clauses = earlier.clauses
        acts = clauses.known.acts
        words = range(len(clauses.tokens))
        named = [at for at in words if acts.get(clauses.lemma(at)) == act]
        held = (earlier.time_of(at) for at in named)
        times = [time for time in held if time is not None]
        if times:
            return times[-1]
        if not all(clauses.definite(at) for at in named):
            return None
    return None


def _next(verb: int, position: Position) -> ContextTime | None:
    """
    By an adverb of sequence, from the deed that the sentence before dates in the same
    paragraph.
    """
    clauses = position.here.clauses
    wanted = clauses.known.times.narrative.sequence
    adverbs = clauses.children(verb, "advmod")
    found = (at for at in adverbs if clauses.lemma(at) in wanted)
    adverb = next(found, None)
    if adverb is None or not position.paragraph:
        return None
    deed = _dated_deed(position.before[0])
    if deed is None or deed.time.precision not in _CLOSE:
        return None
    word = clauses.tokens[adverb].text
    return ContextTime(deed.time, f"“{word}” after {quoted(deed.time)}")


def _goes_on(verb: int, position: Position) -> ContextTime | None:
    """
    By words that go on from a sentence before: of the same speaker, or of one who took
    part in the talk.
    """
    clauses = position.here.clauses
    subject = clauses.tree.child(verb, "nsubj")
    if subject is None or clauses.deed(subject):
        return None
    if not clauses.speaking(verb):
        return None
    for at, earlier in enumerate(position.before[: position.near]):
        deed = _dated_deed(earlier)
        if deed is not None:
            same = at < position.paragraph and _speaks_on(subject, clauses, deed)
            goes_on = same or _takes_part(subject, clauses, deed)
            if not goes_on or deed.time.precision not in _CLOSE:
                return None
            return ContextTime(deed.time, f"goes on from {quoted(deed.time)} before it")
        if not _passes(earlier):
            return None
    return None


def _passes(earlier: TimedSentence) -> bool:
    """
    Whether a sentence may stand between words and what they go on from: it tells what
    was, and no time.
    """
    clauses = earlier.clauses
    roots = (at for at, token in enumerate(clauses.tokens) if token.head < 0)
    root = next(roots, None)
    if root is None or earlier.times:
        return False
    return clauses.told_as_past(root)


def _under(_verb: int, position: Position) -> ContextTime | None:
    """By a day that stands over the text as a heading."""
    heading = position.heading
    if heading is None:
        return None
    return ContextTime(heading, f"under the heading {quoted(heading)}")


# the reasons for a verb told as simple past, the surest first; a clause that is not a
# main one is dated by an occasion only
_RULES = (_occasion, _next, _goes_on, _under)
_RULES_BESIDE = (_occasion,)


class _Deed(Struct, frozen=True):
    """A verb of a sentence before, and the time that dates it."""

    verb: int
    time: Time
    clauses: Clauses


def _dated_deed(sentence: TimedSentence) -> _Deed | None:
    """
    The main verb of a sentence, told as past, and the time of the narrative that dates
    it.
    """
    clauses = sentence.clauses
    for word, time, place in sentence.dated():
        if not place.moves or not clauses.predicate(word):
            continue
        if _leads(word, clauses) and clauses.told_as_past(word):
            return _Deed(word, time, clauses)
    return None


def _speaks_on(subject: int, clauses: Clauses, deed: _Deed) -> bool:
    """
    Whether who speaks is who spoke in an earlier clause: a pronoun, or the same
    subject.
    """
    earlier = deed.clauses
    word = clauses.tokens[subject].text.lower()
    if not earlier.speaking(deed.verb):
        return False
    if _is_pronoun(word, clauses):
        return True
    subjects = earlier.children(deed.verb, "nsubj")
    return any(earlier.tokens[at].text.lower() == word for at in subjects)


def _takes_part(subject: int, clauses: Clauses, deed: _Deed) -> bool:
    """
    Whether an earlier clause tells of a talk, a speech or a visit, and who speaks is
    one of those it names.
    """
    earlier = deed.clauses
    acts = deed.clauses.known.acts
    talks = earlier.known.times.narrative.talks
    arguments = earlier.children(deed.verb, "obj", "obl", *SUBJECTS)
    named = (earlier.lemma(at) for at in (deed.verb, *arguments))
    if not any(acts.get(lemma) in talks for lemma in named):
        return False
    word = clauses.tokens[subject].text.lower()
    if _is_pronoun(word, clauses) or clauses.bare(subject):
        return True
    return any(word == token.text.lower() for token in earlier.tokens)


def _is_pronoun(word: str, clauses: Clauses) -> bool:
    return word in clauses.tree.lexicon.grammar.third_subjects
