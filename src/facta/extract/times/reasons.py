"""
The day that the context gives a deed, and the reason that a reader would take for it;
without one it gives none.

`carried` tries the reasons one after the other: the act itself told again, an occasion
on which it was done, a word of sequence, words that go on from those of the sentence
before, a day that stands over the text as a heading.
"""

from __future__ import annotations

from msgspec import Struct

from facta.extract.times.story import Laid, Told
from facta.extract.times.syntax import SUBJECTS, Clauses
from facta.records import Time

NEAR = 8  # sentences within which "the talks" are those that were told of
_SCENE = frozenset(("at", "during", "in", "within"))
_WHICH = frozenset(("which", "whom"))
_PRONOUNS = frozenset(("he", "she", "they", "it"))
_TALKS = frozenset(("interview", "meeting", "speech", "visit"))


class Carried(Struct, frozen=True):
    """A time taken from the context, and why."""

    time: Time
    reason: str


def carried(index: int, told: Told) -> Carried | None:
    """
    The time that the context gives a word of a sentence, with its reason; None without
    one.
    """
    clauses = told.here.clauses
    again = _told_again(index, told)
    if again is not None:
        return again
    verb = clauses.clause(index)
    if verb < 0 or not clauses.told_as_past(verb):
        return None
    occasion = _occasion(verb, told)
    if occasion is not None:
        return occasion
    if not _leads(verb, clauses):
        return None
    return _next(verb, told) or _goes_on(verb, told) or _under(told)


def _leads(verb: int, clauses: Clauses) -> bool:
    """Whether a clause is a main one."""
    first = next((at for at in clauses.up(verb) if clauses.base(at) != "conj"), verb)
    return clauses.base(first) in ("root", "parataxis")


def _words(time: Time) -> str:
    return " ".join(time.span.text.split())


def _told_again(index: int, told: Told) -> Carried | None:
    """
    By the act itself: "the attack", "the attack killed nine" after the sentence that
    dates the attack.
    """
    clauses = told.here.clauses
    if clauses.deed(index):
        if not clauses.bare(index):
            return None
        return _of_act(index, told)
    verb = clauses.clause(index)
    if verb < 0 or not clauses.carrying(verb) or not clauses.told_as_past(verb):
        return None
    subjects = [
        at
        for at in clauses.children(verb, *SUBJECTS)
        if clauses.deed(at) and clauses.bare(at)
    ]
    if not subjects:
        return None
    return _of_act(subjects[0], told)


def _occasion(verb: int, told: Told) -> Carried | None:
    """
    By the occasion on which it was done: "at the talks", "the talks in which", "the
    talks faltered when".
    """
    clauses = told.here.clauses
    token = clauses.tokens[verb]
    if token.relation == "acl:relcl":
        if not _inside(verb, clauses):
            return None
        return _of_act(token.head, told, backwards=False)
    scenes = [
        at
        for at in clauses.children(verb, "obl")
        if clauses.cases(at) & _SCENE and clauses.definite(at)
    ]
    if token.relation == "advcl" and clauses.cases(verb) & {"when", "as"}:
        scenes += [
            at for at in clauses.children(token.head, *SUBJECTS) if clauses.definite(at)
        ]
    found = (_of_act(scene, told) for scene in scenes)
    return next((one for one in found if one is not None), None)


def _inside(verb: int, clauses: Clauses) -> bool:
    """
    Whether a relative clause tells what was done on an occasion: "in which he refused",
    "where they met".
    """
    return any(
        clauses.tokens[at].text.lower() in ("where", "when")
        or (clauses.tokens[at].text.lower() in _WHICH and clauses.cases(at) & _SCENE)
        for at in clauses.below[verb]
    )


def _of_act(noun: int, told: Told, *, backwards: bool = True) -> Carried | None:
    """
    The time of the act that a noun names: its own, else that of the last telling of it.
    """
    clauses = told.here.clauses
    act, name = clauses.known.acts.get(clauses.lemma(noun)), clauses.tokens[noun].text
    own = told.here.time_of(noun) if act is not None else None
    if own is not None:
        return Carried(own, f"at the {name} of “{_words(own)}”")
    before = (
        told.before[:NEAR]
        if act is not None and backwards and clauses.bare(noun)
        else ()
    )
    for laid in before:
        named = [
            at
            for at in range(len(laid.clauses.tokens))
            if clauses.known.acts.get(laid.clauses.lemma(at)) == act
        ]
        dated = [time for at in named if (time := laid.time_of(at)) is not None]
        if dated:
            return Carried(dated[-1], f"“the {name}” is that of “{_words(dated[-1])}”")
        if any(not laid.clauses.definite(at) for at in named):
            return None
    return None


def _next(verb: int, told: Told) -> Carried | None:
    """
    By an adverb of sequence, from the deed that the sentence before dates in the same
    paragraph.
    """
    clauses = told.here.clauses
    wanted = clauses.known.times.told.sequence
    adverb = next(
        (at for at in clauses.children(verb, "advmod") if clauses.lemma(at) in wanted),
        None,
    )
    deed = (
        _dated_deed(told.before[0]) if adverb is not None and told.paragraph else None
    )
    if adverb is None or deed is None or deed[1].precision not in ("day", "month"):
        return None
    return Carried(
        deed[1], f"“{clauses.tokens[adverb].text}” after “{_words(deed[1])}”"
    )


def _goes_on(verb: int, told: Told) -> Carried | None:
    """
    By words that go on from a sentence before: of the same speaker, or of one who took
    part in the talk.
    """
    clauses = told.here.clauses
    subject = clauses.tree.child(verb, "nsubj")
    if subject is None or clauses.deed(subject) or not clauses.speaking(verb):
        return None
    for at, laid in enumerate(told.before[: told.near]):
        deed = _dated_deed(laid)
        if deed is not None:
            verb, time = deed
            same = at < told.paragraph and _speaks_on(
                subject, clauses, verb, laid.clauses
            )
            goes_on = time.precision in ("day", "month") and (
                same or _takes_part(subject, clauses, verb, laid.clauses)
            )
            if not goes_on:
                return None
            return Carried(time, f"goes on from “{_words(time)}” before it")
        root = next(
            (i for i, token in enumerate(laid.clauses.tokens) if token.head < 0), -1
        )
        if root < 0 or not laid.clauses.told_as_past(root) or laid.times:
            return None
    return None


def _dated_deed(laid: Laid) -> tuple[int, Time] | None:
    """
    The main verb of a sentence, told as past, and the time of the story that dates it.
    """
    clauses = laid.clauses
    for word, time, place in laid.dated():
        if (
            place.moves
            and clauses.predicate(word)
            and _leads(word, clauses)
            and clauses.told_as_past(word)
        ):
            return word, time
    return None


def _speaks_on(subject: int, clauses: Clauses, verb: int, earlier: Clauses) -> bool:
    """
    Whether who speaks is who spoke in an earlier clause: a pronoun, or the same
    subject.
    """
    word = clauses.tokens[subject].text.lower()
    subjects = {
        earlier.tokens[at].text.lower() for at in earlier.children(verb, "nsubj")
    }
    return earlier.speaking(verb) and (word in _PRONOUNS or word in subjects)


def _takes_part(subject: int, clauses: Clauses, verb: int, earlier: Clauses) -> bool:
    """
    Whether an earlier clause tells of a talk, a speech or a visit, and who speaks is
    one of those it names.
    """
    told = (verb, *earlier.children(verb, "obj", "obl", *SUBJECTS))
    if not any(earlier.known.acts.get(earlier.lemma(at)) in _TALKS for at in told):
        return False
    word = clauses.tokens[subject].text.lower()
    return (
        word in _PRONOUNS
        or clauses.bare(subject)
        or any(word == token.text.lower() for token in earlier.tokens)
    )


def _under(told: Told) -> Carried | None:
    """By a day that stands over the text as a heading."""
    if not told.heading:
        return None
    return Carried(told.heading, f"under the heading “{_words(told.heading)}”")
