"""
Sentences as tensors: word pieces, casing, batches of about equal size.

Takes `Tree`s, `Coded` sentences and the tokenizer that ships with the model; gives
`Batch`es, shuffled and augmented anew each epoch. A sentence of the one kind has no
labels of the other.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import torch
from tokenizers import Tokenizer
from torch import Tensor

from facta.language.pieces import casing
from training.coded import NOTHING, UNTOLD, Coded
from training.model import SIDES, Labels
from training.treebank import Tree

IGNORE = UNTOLD
LONGEST = 250  # pieces; a longer sentence is left out of training
# Shares of sentences that are written in capitals, in small letters and as a headline.
# Judged, not fitted.
SHOUTED, LOWERED, TITLED = 0.03, 0.03, 0.03


@dataclass(frozen=True, slots=True)
class Example:
    """
    One sentence in numbers; `first` and the roles have the root in front, the label
    lists have not.

    `states` and `roles` stand by the word that names an act.
    """

    words: list[str]
    pieces: list[int]
    owner: list[int]
    first: list[int]
    upos: list[int]
    xpos: list[int]
    heads: list[int]
    relations: list[int]
    names: list[int]
    acts: list[int]
    modes: list[int]
    mentions: list[int]
    commitments: list[int]
    states: dict[int, tuple[int, ...]] = field(default_factory=dict)
    roles: dict[int, tuple[list[int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """
    Tensors of B sentences with N acts.

    Labels hold IGNORE at the root, at padding and where nothing is annotated. `rows`
    and `places` [N] tell where the acts stand, `states` [N, labels] and `roles`
    [N, SIDES, W + 1] what is told of them.
    """

    pieces: Tensor
    casing: Tensor
    mask: Tensor
    first: Tensor
    upos: Tensor
    xpos: Tensor
    heads: Tensor
    relations: Tensor
    names: Tensor
    acts: Tensor
    modes: Tensor
    mentions: Tensor
    commitments: Tensor
    rows: Tensor
    places: Tensor
    states: Tensor
    roles: Tensor


def example(tree: Tree, tokenizer: Tokenizer, labels: Labels) -> Example:
    """`tree` in numbers; a label that training never saw becomes IGNORE."""
    found = bare(tree.words, tokenizer)
    names = found.names
    if tree.names:
        names = _numbers(tree.names, labels.names)
    return replace(
        found,
        upos=_numbers(tree.upos, labels.upos),
        xpos=_numbers(tree.xpos, labels.xpos),
        heads=tree.heads,
        relations=_numbers(tree.relations, labels.relations),
        names=names,
    )


def told(coded: Coded, tokenizer: Tokenizer, labels: Labels) -> Example:
    """A coded sentence in numbers; what may or may not name an act is IGNORE."""
    found = example(coded.tree, tokenizer, labels)
    words = range(len(coded.tree.words))
    acts = [NOTHING for _ in words]
    modes = ["" for _ in words]
    for act in coded.acts:
        acts[act.word], modes[act.word] = act.type, mode(act.type, act.mode)
    numbers = _numbers(acts, labels.acts)
    for word in coded.unsure - {act.word for act in coded.acts}:
        numbers[word] = IGNORE
    mentions = found.mentions
    if coded.mentions is not None:
        kinds = [coded.mentions.get(word, NOTHING) for word in words]
        mentions = _numbers(kinds, labels.mentions)
    commitments = found.commitments
    if coded.commitments is not None:
        kinds = [coded.commitments.get(word, NOTHING) for word in words]
        commitments = _numbers(kinds, labels.commitments)
    return replace(
        found,
        acts=numbers,
        modes=_numbers(modes, labels.modes),
        mentions=mentions,
        commitments=commitments,
        states={act.word: act.states for act in coded.acts},
        roles={act.word: (act.actors, act.recipients) for act in coded.acts},
    )


def mode(act: str, name: str) -> str:
    """
    The label of a mode: each type of act has its own.

    >>> mode("CONSULT", "visit")
    'CONSULT visit'
    """
    return f"{act} {name}"


def _numbers(values: Sequence[str], names: Sequence[str]) -> list[int]:
    index = {name: number for number, name in enumerate(names)}
    return [index.get(value, IGNORE) for value in values]


def bare(words: list[str], tokenizer: Tokenizer) -> Example:
    """Words in numbers, without any label."""
    encoded = tokenizer.encode(words, is_pretokenized=True)
    first: dict[int, int] = {}
    for position, word in enumerate(encoded.word_ids):
        if word is not None:
            first.setdefault(word, position)
    nothing = [IGNORE] * len(words)
    return Example(
        words=words,
        pieces=encoded.ids,
        # The marks at both ends belong to no word.
        owner=[-1 if word is None else word for word in encoded.word_ids],
        first=[0, *(first.get(word, 0) for word in range(len(words)))],
        upos=nothing,
        xpos=nothing,
        heads=nothing,
        relations=nothing,
        names=nothing,
        acts=nothing,
        modes=nothing,
        mentions=nothing,
        commitments=nothing,
    )


def _recased(words: list[str], chance: random.Random | None) -> list[str]:
    """Now and then a sentence as a headline, a tweet or a telegram would write it."""
    if chance is None:
        return words
    roll = chance.random()
    if roll < SHOUTED:
        return [word.upper() for word in words]
    if roll < SHOUTED + LOWERED:
        return [word.lower() for word in words]
    if roll < SHOUTED + LOWERED + TITLED:
        return [word[:1].upper() + word[1:] for word in words]
    return words


def batch(examples: Sequence[Example], chance: random.Random | None = None) -> Batch:
    """`examples` padded to one shape; with `chance`, some are recased."""
    pieces = max(len(item.pieces) for item in examples)
    words = max(len(item.first) for item in examples)
    cases = []
    for item in examples:
        classes = [casing(word) for word in _recased(item.words, chance)]
        cases.append([0 if word < 0 else classes[word] for word in item.owner])

    def pad(rows: list[list[int]], size: int, value: int) -> Tensor:
        return torch.tensor([row + [value] * (size - len(row)) for row in rows])

    def targets(rows: list[list[int]]) -> Tensor:
        return pad([[IGNORE, *row] for row in rows], words, IGNORE)

    return Batch(
        pieces=pad([item.pieces for item in examples], pieces, 0),
        casing=pad(cases, pieces, 0),
        mask=pad([[1] * len(item.pieces) for item in examples], pieces, 0),
        first=pad([item.first for item in examples], words, 0),
        upos=targets([item.upos for item in examples]),
        xpos=targets([item.xpos for item in examples]),
        heads=targets([item.heads for item in examples]),
        relations=targets([item.relations for item in examples]),
        names=targets([item.names for item in examples]),
        acts=targets([item.acts for item in examples]),
        modes=targets([item.modes for item in examples]),
        mentions=targets([item.mentions for item in examples]),
        commitments=targets([item.commitments for item in examples]),
        **_acts(examples, words),
    )


def _acts(examples: Sequence[Example], words: int) -> dict[str, Tensor]:
    """Where the acts of a batch stand, and what is told of each."""
    places = [(row, word) for row, item in enumerate(examples) for word in item.roles]
    states = [examples[row].states[word] for row, word in places]
    roles = [
        [side + [IGNORE] * (words - len(side)) for side in examples[row].roles[word]]
        for row, word in places
    ]
    return {
        "rows": torch.tensor([row for row, _ in places], dtype=torch.long),
        "places": torch.tensor([word + 1 for _, word in places], dtype=torch.long),
        "states": torch.tensor(states, dtype=torch.float),
        "roles": torch.tensor(roles, dtype=torch.float).reshape(-1, SIDES, words),
    }


def batches(
    examples: Sequence[Example], *, pieces: int, chance: random.Random
) -> Iterator[Batch]:
    """Shuffled batches of at most `pieces` padded pieces, like lengths together."""
    short = [item for item in examples if len(item.pieces) <= LONGEST]
    # A little noise on the lengths: no two epochs have the same batches.
    ordered = sorted(short, key=lambda item: len(item.pieces) + chance.uniform(-2, 2))
    groups: list[list[Example]] = [[]]
    for item in ordered:
        if groups[-1] and (len(groups[-1]) + 1) * len(item.pieces) > pieces:
            groups.append([])
        groups[-1].append(item)
    chance.shuffle(groups)
    for group in groups:
        yield batch(group, chance)
