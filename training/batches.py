"""
Trees as tensors: word pieces, casing, batches of about equal size.

Takes `Tree`s and the tokenizer that ships with the model; gives `Batch`es, shuffled and
augmented anew each epoch.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from facta.language.pieces import casing
from training.model import Labels
from training.treebank import Tree

IGNORE = -100
LONGEST = 250  # pieces; a longer sentence is left out of training
# Shares of sentences that are written in capitals, in small letters and as a headline.
# Judged, not fitted.
SHOUTED, LOWERED, TITLED = 0.03, 0.03, 0.03


@dataclass(frozen=True, slots=True)
class Example:
    """One tree in numbers; `first` has the root in front, the label lists have not."""

    words: list[str]
    pieces: list[int]
    owner: list[int]
    first: list[int]
    upos: list[int]
    xpos: list[int]
    heads: list[int]
    relations: list[int]
    names: list[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """
    Tensors of B sentences.

    Labels hold IGNORE at the root, at padding and where nothing is annotated.
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


def example(tree: Tree, tokenizer: Tokenizer, labels: Labels) -> Example:
    """`tree` in numbers; a label that training never saw becomes IGNORE."""

    def numbers(values: Sequence[str], names: Sequence[str]) -> list[int]:
        index = {name: number for number, name in enumerate(names)}
        return [index.get(value, IGNORE) for value in values]

    encoded = tokenizer.encode(tree.words, is_pretokenized=True)
    first: dict[int, int] = {}
    for position, word in enumerate(encoded.word_ids):
        if word is not None:
            first.setdefault(word, position)
    names = [IGNORE] * len(tree.words)
    if tree.names:
        names = numbers(tree.names, labels.names)
    return Example(
        words=tree.words,
        pieces=encoded.ids,
        # The marks at both ends belong to no word.
        owner=[-1 if word is None else word for word in encoded.word_ids],
        first=[0, *(first.get(word, 0) for word in range(len(tree.words)))],
        upos=numbers(tree.upos, labels.upos),
        xpos=numbers(tree.xpos, labels.xpos),
        heads=tree.heads,
        relations=numbers(tree.relations, labels.relations),
        names=names,
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
    )


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
