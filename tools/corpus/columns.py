"""
A corpus file as columns, one token a line, for tools that read CoNLL's forms.

    python -m tools.corpus.columns corpus/dev.jsonl > dev.tsv

Columns, parted by tabs: passage; sentence, from 1; token, from 1 in its sentence; its
text; its first character in the passage's text, and the one past its last; entities in
CoNLL's coreference brackets; events as BIO with their type; on an event's first token
its number, actors, recipients, as in V1:E1,E2>E3. `-` is nothing, `|` parts several, a
blank line ends a sentence.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from facta.errors import FactaError
from facta.evaluate.corpus import CodedEvent, Mark, Passage, load
from facta.language.rules import Rules
from facta.language.tokens import Tokens

Bounds = tuple[int, int]
Cut = Callable[[str, int, int], Sequence[Bounds]]
NOTHING = "-"


class Held(Struct, frozen=True):
    """A span's first and last token among those of a sentence, with what it is of."""

    first: int
    last: int
    name: str


def columns(passage: Passage, cut: Cut) -> Iterator[str]:
    """
    The lines of a passage.

    Args:
        cut: the bounds of the tokens of a text between two offsets.
    """
    yield f"# passage {passage.id}"
    for number, (start, end) in enumerate(passage.sentences, 1):
        tokens = list(cut(passage.text, start, end))
        mentions = _held(_mentions(passage), tokens)
        events = list(enumerate(passage.events, 1))
        triggers = _held([(f"{n}", event.trigger) for n, event in events], tokens)
        for place, (begin, stop) in enumerate(tokens):
            cells = (
                passage.id,
                f"{number}",
                f"{place + 1}",
                passage.text[begin:stop],
                f"{begin}",
                f"{stop}",
                "|".join(_brackets(mentions, place)) or NOTHING,
                "|".join(_bio(passage, triggers, place)) or NOTHING,
                "|".join(_arguments(passage, triggers, place)) or NOTHING,
            )
            yield "\t".join(cells)
        yield ""


def _mentions(passage: Passage) -> list[tuple[str, Mark]]:
    return [
        (entity.id, mention)
        for entity in passage.entities
        for mention in entity.mentions
    ]


def _held(marks: Sequence[tuple[str, Mark]], tokens: Sequence[Bounds]) -> list[Held]:
    """The marks that lie in these tokens, the longest first."""
    found = []
    for name, mark in marks:
        places = [
            place
            for place, (start, end) in enumerate(tokens)
            if start < mark.end and mark.start < end
        ]
        if places:
            found.append(Held(places[0], places[-1], name))
    return sorted(found, key=lambda held: (held.first, -held.last, held.name))


def _brackets(mentions: Sequence[Held], place: int) -> Iterator[str]:
    for held in mentions:
        if held.first == place:
            yield f"({held.name})" if held.last == place else f"({held.name}"
    for held in reversed(mentions):
        if held.first < place == held.last:
            yield f"{held.name})"


def _bio(passage: Passage, triggers: Sequence[Held], place: int) -> Iterator[str]:
    for held in triggers:
        if held.first <= place <= held.last:
            begins = "B" if held.first == place else "I"
            yield f"{begins}-{_event(passage, held).event_type}"


def _arguments(passage: Passage, triggers: Sequence[Held], place: int) -> Iterator[str]:
    for held in triggers:
        if held.first == place:
            event = _event(passage, held)
            actors, recipients = (
                ",".join(side) or NOTHING for side in (event.actors, event.recipients)
            )
            yield f"V{held.name}:{actors}>{recipients}"


def _event(passage: Passage, held: Held) -> CodedEvent:
    return passage.events[int(held.name) - 1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the columns of a corpus file; 2 where it cannot be read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    try:
        passages = load(options.file)
    except FactaError as reason:
        print(reason, file=sys.stderr)
        return 2
    cut = Tokens(Rules.load()).words
    for passage in passages:
        print("\n".join(columns(passage, cut)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
