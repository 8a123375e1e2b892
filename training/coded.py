"""
The coded corpus as training examples: which words name acts, who takes part in them,
which words mention somebody.

Takes passages of the corpus and Facta's own reading of their words and trees; gives a
`Coded` for each sentence. A span of the coding stands at its head: the word that hangs
on something outside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TypeAlias, TypeVar, get_args

from facta.evaluate.corpus import CodedEvent, Passage, load
from facta.language import Language
from facta.records import CommitmentKind, Sentence, Token
from tools.corpus.acts import ToldAct
from training.treebank import Tree

# what train and dev are read from
CORPUS: Final = {
    "train": ("train.jsonl", "more.jsonl", "written.jsonl"),
    "dev": ("dev.jsonl", "analysis.jsonl"),
}
NOTHING: Final = "-"
# what is told of an act beside its type: four modes of telling, and whether it stays
# within one country
STATES: Final = ("historical", "future", "hypothetical", "negation", "domestic")
KINDS: Final = (NOTHING, "group", "org", "person", "place", "state")
BOUND: Final = (NOTHING, *get_args(CommitmentKind))
NAMES: Final = {"person": "PER", "organisation": "ORG", "place": "LOC"}
ELSEWHERE: Final = 0  # the place of the root: a party that the sentence does not name
UNTOLD: Final = -100  # what training passes over
# words that only lead to the head of a phrase
FUNCTIONAL: Final = frozenset({"ADP", "DET", "PART", "PUNCT"})


Event = TypeVar("Event", CodedEvent, ToldAct)
# the labels of an act's actors and of its recipients
Sides: TypeAlias = tuple[list[int], list[int]]


@dataclass(frozen=True, slots=True)
class Act:
    """
    An act at a word, None of whose labels is given where it is optional.

    `actors` and `recipients` hold, for the root and each word, 1 where a party stands,
    0 where none does, UNTOLD where a party is named again.
    """

    word: int
    type: str
    mode: str
    states: tuple[int, ...]
    actors: list[int]
    recipients: list[int]


@dataclass(frozen=True, slots=True)
class Coded:
    """
    One sentence with its coding.

    `tree` is as the installed model reads it: what trees it had are kept on such text.
    `unsure` are words that may or may not name an act; `mentions` gives the kind of
    whom a word mentions, `commitments` that of the commitment whose content a word
    heads, by word; None where that was not coded.
    """

    tree: Tree
    acts: list[Act] = field(default_factory=list)
    unsure: set[int] = field(default_factory=set)
    mentions: dict[int, str] | None = None
    commitments: dict[int, str] | None = None


def parts(folder: Path) -> dict[str, list[Passage]]:
    """The passages of a corpus to train on and to judge by; files it may lack are none."""
    return {
        split: [
            passage
            for name in names
            if (folder / name).exists()
            for passage in load(folder / name)
        ]
        for split, names in CORPUS.items()
    }


def coded(passages: Sequence[Passage], language: Language) -> Iterator[Coded]:
    """Every sentence of the passages, in order."""
    texts = (passage.text for passage in passages)
    for passage, sentences in zip(passages, language.many(texts), strict=True):
        for sentence in sentences:
            yield _sentence(passage, sentence)


def head(tokens: Sequence[Token], start: int, end: int) -> int | None:
    """
    The word at which the characters `[start, end)` hang on the rest of their sentence;
    None where they hold no word.
    """
    inside = [
        number
        for number, token in enumerate(tokens)
        if token.start < end and token.end > start
    ]
    tops = [number for number in inside if tokens[number].head not in inside]
    full = [number for number in tops if tokens[number].upos not in FUNCTIONAL]
    return next(iter(full or tops), None)


def tree_of(sentence: Sentence) -> Tree:
    """The tree of a sentence as it was read."""
    tokens = sentence.tokens
    names = ["O"] * len(tokens)
    for name in sentence.names:
        for place in range(name.first, name.last + 1):
            names[place] = f"{'B' if place == name.first else 'I'}-{NAMES[name.kind]}"
    return Tree(
        words=[token.text for token in tokens],
        upos=[token.upos for token in tokens],
        xpos=[token.tag for token in tokens],
        heads=[token.head + 1 for token in tokens],
        relations=[token.relation for token in tokens],
        names=names,
    )


def _sentence(passage: Passage, sentence: Sentence) -> Coded:
    tokens = sentence.tokens
    mentions: dict[int, str] = {}
    found = Coded(
        tree_of(sentence), mentions=mentions, commitments=_bound(passage, sentence)
    )
    spots: dict[str, list[int]] = {}
    for entity in passage.entities:
        for span in entity.mentions:
            if sentence.start <= span.start < sentence.end:
                word = head(tokens, span.start, span.end)
                if word is not None:
                    spots.setdefault(entity.id, []).append(word)
                    mentions.setdefault(word, entity.kind)
    for event in told_in(sentence, passage.events):

        def sides(word: int, event: CodedEvent = event) -> Sides:
            return (
                _side(passage, event.actors, word, tokens, spots),
                _side(passage, event.recipients, word, tokens, spots),
            )

        tell(found, event, tokens, sides)
    return found


def told_in(sentence: Sentence, events: Iterable[Event]) -> list[Event]:
    """The events whose trigger stands in a sentence, the optional ones last."""
    here = [
        event
        for event in events
        if sentence.start <= event.trigger.start < sentence.end
    ]
    return sorted(here, key=lambda event: event.optional)


def _bound(passage: Passage, sentence: Sentence) -> dict[int, str] | None:
    """The kind of each commitment of a sentence, by the word that heads its content."""
    if passage.words is None:
        return None
    found: dict[int, str] = {}
    for commitment in passage.words.commitments:
        content = commitment.content
        if sentence.start <= content.start < sentence.end:
            word = head(sentence.tokens, content.start, content.end)
            if word is not None:
                found.setdefault(word, commitment.kind)
    return found


def tell(
    found: Coded,
    event: CodedEvent | ToldAct,
    tokens: Sequence[Token],
    sides: Callable[[int], Sides],
) -> None:
    """
    Adds the act that an event tells, where no other is told at its word.

    sides: the labels of its actors and of its recipients, asked with that word.
    """
    start, end = event.trigger.start, event.trigger.end
    word = head(tokens, start, end)
    if word is None:
        return
    found.unsure.update(
        number
        for number, token in enumerate(tokens)
        if token.start < end and token.end > start
    )
    if event.optional or any(act.word == word for act in found.acts):
        return
    told = {*event.auxiliary, event.scope}
    actors, recipients = sides(word)
    found.acts.append(
        Act(
            word,
            event.event_type,
            event.mode or NOTHING,
            tuple(int(state in told) for state in STATES),
            actors,
            recipients,
        )
    )


def _side(
    passage: Passage,
    side: Iterable[str],
    word: int,
    tokens: Sequence[Token],
    spots: dict[str, list[int]],
) -> list[int]:
    """The labels of one side of an act, the root's first."""
    found = [0] * (len(tokens) + 1)
    members = {entity.id: entity.members for entity in passage.entities}
    for entity in side:
        named = spots.get(entity, [])
        if named:
            nearest = min(named, key=lambda spot: distance(tokens, word, spot))
            for spot in named:
                if not found[spot + 1]:
                    found[spot + 1] = UNTOLD
            found[nearest + 1] = 1
            continue
        parts = [spot for one in members.get(entity, ()) for spot in spots.get(one, ())]
        for spot in parts:
            found[spot + 1] = 1
        if not parts:
            found[ELSEWHERE] = 1
    return found


def distance(tokens: Sequence[Token], one: int, other: int) -> tuple[int, int]:
    """How many arcs of the tree lie between two words, and how many words."""
    ways = [_up(tokens, one), _up(tokens, other)]
    places = {word: steps for steps, word in enumerate(ways[1])}
    arcs = next(
        (steps + places[word] for steps, word in enumerate(ways[0]) if word in places),
        sum(map(len, ways)),
    )
    return arcs, abs(one - other)


def _up(tokens: Sequence[Token], word: int) -> list[int]:
    """A word and those that govern it, up to the root."""
    way = [word]
    while tokens[way[-1]].head >= 0 and len(way) <= len(tokens):
        way.append(tokens[way[-1]].head)
    return way
