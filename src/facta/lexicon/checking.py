"""
What is wrong with the words of a lexicon although every file fits its schema.

Takes the package's files and a user's; gives `Fault`s: entries that can never match,
doubles, and entries that are no words. It names what to do; nothing is changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import PurePath

import simplemma
from msgspec import Struct

from facta.lexicon.events import SLOTS, Sense
from facta.lexicon.inventory import Standing, standings
from facta.tables import Source

Lemma = Callable[[str, str], str]

SINGLE = frozenset({"verb", "noun", "adjective", "adposition", "lemma", "form"})
ENTRY = frozenset({"entry verb", "entry noun", "entry adjective"})
WHATEVER = frozenset({"label", "written"})
# Classes whose words exclude each other: a word in two of them would be read as one only.
EXCLUSIVE = (
    (("actors", "feminine"), ("actors", "masculine")),
    (("figures", "currencies"), ("figures", "measures")),
    (
        ("figures", "bounds.high"),
        ("figures", "bounds.loose"),
        ("figures", "bounds.low"),
    ),
    (("grammar", "feminine"), ("grammar", "masculine"), ("grammar", "neuter")),
    (("grammar", "feminine"), ("grammar", "plural")),
    (("grammar", "masculine"), ("grammar", "plural")),
    (("grammar", "neuter"), ("grammar", "plural")),
    (("times", "months"), ("times", "weekdays")),
)
# Lists of one table in which a word counts once, as the last of them says.
ONCE = frozenset(
    {
        ("commitments", "trigger.words"),
        ("opinions", "intensity.words"),
        ("opinions", "level.words"),
        ("speech", "channel.words"),
        ("speech", "group.words"),
        ("times", "acts"),
    }
)
# Lists of an event's sense that name slots, and how alike a name must be to one to be
# taken for a slip of it: judged, not fitted; "objekt" is, the preposition "into" is not.
SLOTTED = frozenset({"sense.actor", "sense.recipient", "sense.governs"})
NEAR = 0.75
_DENYING = frozenset({"not", "n't", "never"})
_SOUND = re.compile(r"[^\W\d_]|[\d.&’'°%$€£¥₴+*-]|\s", re.UNICODE)


class Fault(Struct, frozen=True, kw_only=True):
    """One fault: which word, where, and what is wrong with it."""

    standing: Standing
    told: str

    def __str__(self) -> str:
        at = self.standing
        line = f" line {at.line}" if at.line else ""
        group = f" ({at.group})" if at.group else ""
        return f"{at.source.name}{line}: {at.table}.{at.name}{group}: {at.word!r} {self.told}"


def faults(
    sources: Sequence[Source], senses: Sequence[Sense], lemma: Lemma
) -> Iterator[Fault]:
    """
    The faults of files, in their order; then those between two places.

    Args:
        sources: the package's files, and a user's behind them.
        senses: the event lexicon that they make.
        lemma: gives the lemma of a word by its Penn tag.
    """
    found = list(standings(sources))
    for standing in found:
        told = next(filter(None, (check(standing) for check in CHECKS)), None)
        told = told or _inflected(standing, lemma)
        if told:
            yield Fault(standing=standing, told=told)
    yield from _doubles(found)
    yield from _exclusive(found)
    yield from _covered(found)
    yield from _beaten(found, senses)


def _stray(at: Standing) -> str | None:
    if at.word != " ".join(at.word.split()) or not at.word:
        return "has a stray blank; write one blank between words and none around them"
    return None


def _capital(at: Standing) -> str | None:
    if at.lookup not in WHATEVER and at.word != at.word.lower():
        return (
            f"has a capital and is looked up in lower case; write {at.word.lower()!r}"
        )
    return None


def _several(at: Standing) -> str | None:
    if at.lookup in SINGLE and " " in at.word:
        return "is several words where single words are looked up; give one word"
    return None


def _nonsense(at: Standing) -> str | None:
    """A denial within an event's phrase, or letters that no text has."""
    if at.lookup in ENTRY and _DENYING & set(at.word.split()):
        return "holds a negation, which the rules read; write the words that are denied"
    # marks of punctuation are words too where forms are looked up
    sound = len(at.word) == 1 or all(map(_SOUND.match, at.word))
    if at.lookup in SINGLE | ENTRY and not sound:
        return "is no word; write it as accounts do"
    return None


def _misspelt(at: Standing) -> str | None:
    """A slot that is none but nearly one; any other name is a preposition."""
    if at.table != "events" or at.name not in SLOTTED or at.word in SLOTS:
        return None
    meant = get_close_matches(at.word, SLOTS, n=1, cutoff=NEAR)
    return f"is no slot and fills nothing; write {meant[0]!r}" if meant else None


def _inflected(at: Standing, lemma: Lemma) -> str | None:
    """An inflected form where lemmas are looked up."""
    kind = at.lookup.removeprefix("entry ")
    words = at.word.split()
    if kind not in {"noun", "verb"} or not words:
        return None
    head = words[-1] if kind == "noun" else words[0]
    base = _singular(head, lemma) if kind == "noun" else _base(head, lemma)
    if base == head:
        return None
    right = at.word.replace(head, base)
    return f"is looked up by its lemma and never found; write {right!r}"


def _singular(noun: str, lemma: Lemma) -> str:
    """The singular of a noun that is a plural, else the noun."""
    base = lemma(noun, "NNS") if noun.endswith("s") else noun
    return base if simplemma.is_known(base, lang="en") else noun


def _base(verb: str, lemma: Lemma) -> str:
    """The base of a verb that can only be a past or a participle, else the verb."""
    if not verb.endswith("ed") or simplemma.is_known(f"{verb}ing", lang="en"):
        return verb  # as in need, embed: a base that only looks like a past
    return lemma(verb, "VBN")


def _doubles(found: Sequence[Standing]) -> Iterator[Fault]:
    """A word twice in one list, or in two lists of which only one counts."""
    seen: dict[tuple[object, ...], Standing] = {}
    for at in found:
        key: tuple[object, ...] = (at.source.name, at.place, at.word)
        if (at.table, at.name) in ONCE:
            key = (at.table, at.name, at.lookup, at.word)
        first = seen.setdefault(key, at)
        if first is at or (at.source.own and first.source.name != at.source.name):
            continue  # a user's file may replace what ours says of a word
        where = f"{first.source.name} line {first.line}"
        yield Fault(standing=at, told=f"is given twice, first in {where}; keep one")


def _exclusive(found: Sequence[Standing]) -> Iterator[Fault]:
    """A word in two classes that exclude each other."""
    words: dict[tuple[str, str], dict[str, Standing]] = {}
    for at in found:
        words.setdefault((at.table, at.name), {})[at.word] = at
    for classes in EXCLUSIVE:
        for position, name in enumerate(classes):
            for other in classes[position + 1 :]:
                for word in words.get(name, {}).keys() & words.get(other, {}).keys():
                    told = f"is also in {'.'.join(other)}; keep one of the two"
                    yield Fault(standing=words[name][word], told=told)


def _covered(found: Sequence[Standing]) -> Iterator[Fault]:
    """A channel's phrase that holds one of a channel before it, which wins."""
    before: list[Standing] = []
    for at in found:
        if (at.table, at.name) != ("speech", "channel.words"):
            continue
        for first in before:
            inside = f" {first.word} " in f" {at.word} "
            if inside and first.group != at.group and first.word != at.word:
                told = (
                    f"is hidden behind {first.word!r} of {first.group}; put it before"
                )
                yield Fault(standing=at, told=told)
        before.append(at)


def _beaten(found: Sequence[Standing], senses: Sequence[Sense]) -> Iterator[Fault]:
    """A word in two senses whose frame is the same: the second is never read."""
    places = {
        (PurePath(at.source.name).stem, at.group.split(", ")[0], at.word): at
        for at in found
        if at.lookup in ENTRY
    }
    seen: dict[tuple[object, ...], Sense] = {}
    for sense in senses:
        for part, word in sense.words:
            first = seen.setdefault((part, word, *_frame(sense)), sense)
            at = places.get((sense.origin, sense.id, word))
            if first is not sense and at:
                told = f"is hidden behind sense {first.name}, which asks for the same"
                yield Fault(standing=at, told=f"{told}; tell the two apart or keep one")


def _frame(sense: Sense) -> tuple[object, ...]:
    return (
        sense.object,
        sense.not_object,
        sense.subject,
        tuple(sense.needs.items()),
        sense.near,
        sense.lacks,
        sense.passive,
        sense.operator,
        sense.governs,
        sense.recipient,
        sense.type,
        sense.mode,
    )


CHECKS: tuple[Callable[[Standing], str | None], ...] = (
    _stray,
    _capital,
    _several,
    _misspelt,
    _nonsense,
)
