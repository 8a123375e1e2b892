"""
The notation in which acts alone are coded, to records.

    @ gv-1.41
    2 condemned | ACCUSE disapprove | Congo's foreign minister > ^ | past
    ?6 talks | AGREE | The two presidents =

A line an act: the number of its sentence (after `?` where it is optional), the trigger,
the type with its mode, the parties, and what else holds of it. `#2` behind words means
the second place where they stand in the sentence. A party is words of the sentence, `^`
where another sentence or the title names it, `-` where nobody is known; `+` parts
several. Both sides of `=` stand on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from facta.evaluate.corpus import Mark
from facta.ontology import Ontology
from facta.records import Auxiliary
from tools.corpus.acts.record import ActPassage, Side, ToldAct, Uncoded, faults
from tools.corpus.quoted import places

AUXILIARY: Final[Mapping[str, Auxiliary]] = {
    "past": "historical",
    "future": "future",
    "hypo": "hypothetical",
    "not": "negation",
}
DOMESTIC: Final = "dom"
ELSEWHERE, NOBODY, ALSO, BAR = "^", "-", " + ", " | "
FORM: Final = "N trigger | TYPE mode | actor > recipient | flags"
_LINE = re.compile(r"(?P<optional>\?)?\s*(?P<number>\d+)\s+(?P<rest>.+)")
_NTH = re.compile(r"#(\d+)$")


class UnreadError(ValueError):
    """A line that cannot be meant."""


class Coding:
    """
    What one file says, by passage, and what is wrong with it, each with its line.

    A passage that a problem stands against is left out.
    """

    def __init__(
        self,
        text: str,
        passages: Mapping[str, Uncoded],
        reader: str,
        ontology: Ontology,
    ) -> None:
        self.passages: dict[str, ActPassage] = {}
        self.problems: list[str] = []
        blocks: dict[str, list[tuple[int, str]]] = {}
        own: list[tuple[int, str]] | None = None
        for number, line in enumerate(map(str.strip, text.split("\n")), 1):
            if not line or line.startswith("#"):
                continue
            if line.startswith("@"):
                own = blocks.setdefault(line.removeprefix("@").strip(), [])
            elif own is None:
                self.problems.append(f"line {number}: no line `@ id` before it")
            else:
                own.append((number, line))
        for name, lines in blocks.items():
            if name not in passages:
                self.problems.append(f"@ {name}: there is no such passage")
                continue
            acts, wrong = _acts(lines, passages[name])
            passage = _coded(passages[name], reader, acts)
            wrong += [f"@ {name}: {fault}" for fault in faults(passage, ontology)]
            self.problems += wrong
            if not wrong:
                self.passages[name] = passage


def _coded(passage: Uncoded, reader: str, acts: list[ToldAct]) -> ActPassage:
    fields = {name: getattr(passage, name) for name in passage.__struct_fields__}
    return ActPassage(**fields, reader=reader, acts=tuple(acts))


def _acts(
    lines: list[tuple[int, str]], passage: Uncoded
) -> tuple[list[ToldAct], list[str]]:
    acts, problems = [], []
    for number, line in lines:
        try:
            acts.append(act(line, passage))
        except UnreadError as reason:
            problems.append(f"line {number}: {reason}: {line[:60]}")
    return acts, problems


def act(line: str, passage: Uncoded) -> ToldAct:
    """
    The act of one line.

    Raises:
        UnreadError: it has no such form, or its words do not stand in the sentence.
    """
    opening = _LINE.fullmatch(line)
    if opening is None:
        raise UnreadError(f"write {FORM}")
    trigger, *fields = (field.strip() for field in opening["rest"].split(BAR))
    if len(fields) not in (2, 3):
        raise UnreadError(f"{len(fields) + 1} fields; write {FORM}")
    number = int(opening["number"])
    event_type, _, mode = fields[0].partition(" ")
    flags = [flag for flag in " ".join(fields[2:]).split() if flag != NOBODY]
    unknown = set(flags) - {*AUXILIARY, DOMESTIC}
    if unknown:
        raise UnreadError(f"no flag {', '.join(sorted(unknown))}")
    sides = _sides(fields[1], passage, number)
    marks: dict[Side, tuple[Mark, ...]] = {
        side: tuple(mark for mark in party if mark) for side, party in sides.items()
    }
    return ToldAct(
        trigger=_mark(passage, number, trigger),
        event_type=event_type,
        mode=mode or None,
        auxiliary=tuple(AUXILIARY[flag] for flag in flags if flag != DOMESTIC),
        scope="domestic" if DOMESTIC in flags else "international",
        actors=marks["actor"],
        recipients=marks["recipient"],
        unnamed=tuple(side for side, party in sides.items() if None in party),
        optional=opening["optional"] is not None,
    )


def _sides(
    parties: str, passage: Uncoded, number: int
) -> dict[Side, list[Mark | None]]:
    """Who stands on either side; None for somebody whom this sentence does not name."""
    for sign in ">=":
        left, parted, right = f" {parties} ".partition(f" {sign} ")
        if parted:
            break
    else:
        raise UnreadError(f"parties {parties!r}; write A > B, A > -, A = B")
    one, other = (list(_party(side, passage, number)) for side in (left, right))
    if sign == "=":
        one = other = list(dict.fromkeys(one + other))
    return {"actor": one, "recipient": other}


def _party(text: str, passage: Uncoded, number: int) -> Iterator[Mark | None]:
    for words in map(str.strip, text.split(ALSO)):
        if words == ELSEWHERE:
            yield None
        elif words not in ("", NOBODY):
            yield _mark(passage, number, words)


def _mark(passage: Uncoded, number: int, words: str) -> Mark:
    if not 1 <= number <= len(passage.sentences):
        raise UnreadError(f"there is no sentence {number}")
    start, end = passage.sentences[number - 1]
    which = _NTH.search(words)
    nth = int(which[1]) if which else 1
    words = _NTH.sub("", words)
    found = places(passage.text[start:end], words)
    if not 1 <= nth <= len(found):
        raise UnreadError(f"{words!r} stands {len(found)} times in sentence {number}")
    first, last = found[nth - 1]
    return Mark.of(passage.text, start + first, start + last)
